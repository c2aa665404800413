"""The tables of savings: each document that was replaced, and the sums that everybody may read."""

from django.db import models


class Replaced(models.Model):
    """A document that somebody did not have to fetch for a case, because it was looked up; once for each case."""

    access = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    subject = models.TextField()
    organisation = models.TextField()
    case = models.TextField()
    kind = models.TextField()
    document = models.TextField()
    low = models.DecimalField(max_digits=18, decimal_places=2)
    likely = models.DecimalField(max_digits=18, decimal_places=2)
    high = models.DecimalField(max_digits=18, decimal_places=2)

    class Meta:
        """A second look in the same case replaces nothing more; a subject reads their own."""

        constraints = [
            models.UniqueConstraint(fields=["subject", "organisation", "case", "document"], name="replaced_once")
        ]

    def __str__(self) -> str:
        return str(self.access)


class Sum(models.Model):
    """What was saved in a month by one organisation with one kind of information; nobody is named."""

    month = models.DateField()
    organisation = models.TextField()
    kind = models.TextField()
    documents = models.BigIntegerField(default=0)
    low = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    likely = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    high = models.DecimalField(max_digits=18, decimal_places=2, default=0)

    class Meta:
        """One row for each month, organisation and kind."""

        constraints = [models.UniqueConstraint(fields=["month", "organisation", "kind"], name="sum_once_a_month")]

    def __str__(self) -> str:
        return f"{self.month} {self.organisation} {self.kind}"
