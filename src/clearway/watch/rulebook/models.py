"""The tables of the rulebook: editions as they were loaded, never altered, and what is loaded beside the country."""

from django.db import models


class Edition(models.Model):
    """Every file of the watch at one time; the latest is in force."""

    id = models.BigAutoField(primary_key=True)
    digest = models.TextField()
    archive = models.BinaryField()
    loaded_at = models.DateTimeField()
    loaded_by = models.TextField()

    def __str__(self) -> str:
        return f"edition {self.id} ({self.digest[:12]})"


class Written(models.Model):
    """A file of a scenario that was written in the portal; once published it stands in place of the pack's."""

    id = models.BigAutoField(primary_key=True)
    path = models.TextField(unique=True)
    content = models.BinaryField()
    at = models.DateTimeField()
    by = models.TextField()

    def __str__(self) -> str:
        return self.path


class LocalNumber(models.Model):
    """A number of law as a government has set it for itself from a day on, and why; none where the law's own is back.

    Of several, the one that was written last counts from its day on.
    """

    id = models.BigAutoField(primary_key=True)
    tenant = models.TextField()
    code = models.TextField()
    since = models.DateField()
    amount = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.TextField()

    class Meta:
        """What a government has set is read whole."""

        indexes = [models.Index(fields=["tenant"], name="local_number_by_tenant")]

    def __str__(self) -> str:
        return f"{self.code} of {self.tenant} from {self.since}: {self.amount}"


class Extension(models.Model):
    """A pack that was switched on beside the country's which it extends; both are folders of one place."""

    id = models.BigAutoField(primary_key=True)
    pack = models.TextField()
    country = models.TextField()
    at = models.DateTimeField()
    by = models.TextField()

    class Meta:
        """A pack is switched on once."""

        constraints = [models.UniqueConstraint(fields=["country", "pack"], name="one_extension")]

    def __str__(self) -> str:
        return f"{self.pack} beside {self.country}"
