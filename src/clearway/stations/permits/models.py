"""The tables of the permits station."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

#: What a permit can be: valid, stopped for a while, or ended for good.
STATUSES = (("issued", "issued"), ("suspended", "suspended"), ("revoked", "revoked"))


class Permit(models.Model):
    """A permit under its number, as its agency has written it; ``agency`` is the code of an office."""

    number = models.TextField(primary_key=True)
    document = models.TextField()
    agency = models.TextField()
    holder = models.TextField()
    goods = ArrayField(models.TextField(), default=list)
    countries = ArrayField(models.TextField(), default=list)
    since = models.DateField()
    until = models.DateField(null=True)
    status = models.TextField(choices=STATUSES, default="issued")
    reason = models.TextField(default="", blank=True)
    issued_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """An agency looks through its own, newest first."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=[one for one, _ in STATUSES]), name="permit_status_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="permit_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "-issued_at"], name="permit_by_agency"),
            models.Index(fields=["agency", "holder"], name="permit_by_holder"),
        ]

    def __str__(self) -> str:
        return self.number


class Balance(models.Model):
    """How much a permit allows in one unit, and how much of it is left; never less than nothing."""

    permit = models.ForeignKey(Permit, on_delete=models.PROTECT, related_name="balances")
    unit = models.TextField()
    quantity = models.DecimalField(max_digits=18, decimal_places=6)
    left = models.DecimalField(max_digits=18, decimal_places=6)

    class Meta:
        """One balance a unit; no write-off takes more than is left, whoever writes at the same time."""

        constraints = [
            models.UniqueConstraint(fields=["permit", "unit"], name="one_balance_a_unit"),
            models.CheckConstraint(
                condition=models.Q(left__gte=0) & models.Q(left__lte=models.F("quantity")),
                name="left_within_quantity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.permit_id}: {self.left} of {self.quantity} {self.unit}"


class WriteOff(models.Model):
    """What a declaration has used of a permit; giving back writes when, it deletes nothing."""

    id = models.BigAutoField(primary_key=True)
    permit = models.ForeignKey(Permit, on_delete=models.PROTECT, related_name="write_offs")
    declaration = models.ForeignKey("declarations.Declaration", on_delete=models.PROTECT, related_name="+")
    mrn = models.CharField(max_length=18)
    unit = models.TextField()
    quantity = models.DecimalField(max_digits=18, decimal_places=6)
    at = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True)

    class Meta:
        """A declaration uses a permit once in a unit, until it gives that back."""

        constraints = [
            models.UniqueConstraint(
                fields=["declaration", "permit", "unit"],
                condition=models.Q(given_back_at__isnull=True),
                name="written_off_once",
            )
        ]
        indexes = [models.Index(fields=["permit", "-at"], name="write_off_by_permit")]

    def __str__(self) -> str:
        return f"{self.mrn} uses {self.quantity} {self.unit} of {self.permit_id}"


class Awaited(models.Model):
    """Something a declaration's permits lack, and the number of the permit it waits for, where it gave one."""

    id = models.BigAutoField(primary_key=True)
    declaration = models.ForeignKey("declarations.Declaration", on_delete=models.PROTECT, related_name="+")
    mrn = models.CharField(max_length=18)
    number = models.TextField()
    agency = models.TextField()
    finding = models.JSONField()
    at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)

    class Meta:
        """Who waits for a permit is found by its number; what an agency is waited for, by the agency."""

        indexes = [
            models.Index(fields=["number"], name="awaited_by_number"),
            models.Index(fields=["agency", "at"], name="awaited_by_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.mrn} waits for {self.number} of {self.agency}"
