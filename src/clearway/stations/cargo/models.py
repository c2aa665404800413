"""The tables of the cargo station."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Record(models.Model):
    """Cargo under its number: announced, arrived at an operator's premises, left.

    ``operator`` keeps the premises, ``announcer`` told of it first; both are registration numbers. ``counted`` is how
    many packages were there at arrival.
    """

    number = models.TextField(primary_key=True)
    operator = models.TextField()
    announcer = models.TextField()
    document = models.TextField()
    containers = ArrayField(models.TextField(), default=list)
    packages = models.IntegerField(null=True)
    counted = models.IntegerField(null=True)
    mass = models.DecimalField(max_digits=16, decimal_places=6, null=True)
    consignee = models.TextField(default="", blank=True)
    place = models.TextField(default="", blank=True)
    announced_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        """Cargo is found by transport document, by container, and by whose premises it is on."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True) | models.Q(arrived_at__isnull=False),
                name="cargo_leaves_after_it_arrived",
            )
        ]
        indexes = [
            models.Index(fields=["document"], name="cargo_by_document"),
            GinIndex(fields=["containers"], name="cargo_by_container"),
            models.Index(fields=["operator", "-announced_at"], name="cargo_by_operator"),
            models.Index(fields=["announcer", "-announced_at"], name="cargo_by_announcer"),
        ]

    def __str__(self) -> str:
        return self.number


class Awaited(models.Model):
    """Cargo that a declaration waits for: ``key`` is ``document/`` or ``container/`` with the number behind it."""

    declaration = models.ForeignKey("declarations.Declaration", on_delete=models.PROTECT, related_name="+")
    mrn = models.CharField(max_length=18)
    key = models.TextField()
    asked_at = models.DateTimeField(null=True)

    class Meta:
        """Who waits is found by what arrives."""

        constraints = [models.UniqueConstraint(fields=["declaration", "key"], name="awaited_once")]
        indexes = [models.Index(fields=["key"], name="awaited_by_key")]

    def __str__(self) -> str:
        return f"{self.mrn} waits for {self.key}"


class MayLeave(models.Model):
    """Goods of a declaration were released; where their cargo is known, its operator may let them go.

    A release that came before the cargo was announced has no record yet, and finds it by the transport document.
    """

    id = models.BigAutoField(primary_key=True)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="releases", null=True)
    declaration = models.ForeignKey("declarations.Declaration", on_delete=models.PROTECT, related_name="+")
    mrn = models.CharField(max_length=18)
    document = models.TextField(default="", blank=True)
    packages = models.IntegerField()
    released_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        """A declaration's goods are released from a record once."""

        constraints = [
            models.UniqueConstraint(
                fields=["declaration", "record"],
                condition=models.Q(record__isnull=False),
                name="released_from_a_record_once",
            )
        ]
        indexes = [
            models.Index(fields=["document"], name="release_without_cargo", condition=models.Q(record__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.mrn} may leave"
