"""The tables of the log: leaves, tiles, signed checkpoints, and how far the sequencer has looked.

Leaves and checkpoints are never changed, tiles only grow: the database itself refuses anything else.
"""

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from clearway.core.kernel.merkle import HASH_BYTES
from clearway.platform.transparency.commitments import COMMITMENT_BYTES
from clearway.platform.transparency.tiles import WIDTH


class Leaf(models.Model):
    """An event has its place in the log.

    The commitment is kept and not its leaf hash: the hash follows from it and stands in the tile of level 0.
    The event is named by number only; events may move to other storage, leaves stay.
    """

    index = models.BigIntegerField(primary_key=True)
    event_id = models.BigIntegerField(unique=True)
    commitment = models.BinaryField()

    class Meta:
        """Places are counted from nought without gaps."""

        constraints = (
            models.CheckConstraint(
                name="transparency_leaf_commitment_is_a_hash",
                condition=Exact(Length("commitment"), COMMITMENT_BYTES),
            ),
            models.CheckConstraint(name="transparency_leaf_index_is_a_place", condition=models.Q(index__gte=0)),
        )

    def __str__(self) -> str:
        return f"leaf {self.index}: event {self.event_id}"


class Tile(models.Model):
    """Up to 256 hashes of one level, side by side."""

    pk = models.CompositePrimaryKey("level", "number")
    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    width = models.SmallIntegerField()
    hashes = models.BinaryField()

    class Meta:
        """A tile says how full it is, and is."""

        constraints = (
            models.CheckConstraint(
                name="transparency_tile_width_fits",
                condition=models.Q(width__gte=1, width__lte=WIDTH)
                & Exact(Length("hashes"), models.F("width") * HASH_BYTES),
            ),
        )

    def __str__(self) -> str:
        return f"tile {self.level}/{self.number}, {self.width} wide"


class Checkpoint(models.Model):
    """The log signed what its length and root were."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """A root is a hash."""

        constraints = (
            models.CheckConstraint(
                name="transparency_checkpoint_root_is_a_hash", condition=Exact(Length("root"), HASH_BYTES)
            ),
        )

    def __str__(self) -> str:
        return f"checkpoint of {self.size} leaves"


class Cosignature(models.Model):
    """A witness saw a checkpoint: the line that it put below."""

    pk = models.CompositePrimaryKey("size", "witness")
    size = models.BigIntegerField()
    witness = models.TextField()
    line = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """What a witness saw last is found at once."""

        indexes = (models.Index(fields=["witness", "-size"], name="cosignature_latest"),)

    def __str__(self) -> str:
        return f"{self.witness} saw {self.size} leaves"


class Stamp(models.Model):
    """A stamping authority saw a checkpoint: its response after RFC 3161, over the note as the log signed it."""

    size = models.BigIntegerField(primary_key=True)
    authority = models.TextField()
    response = models.BinaryField()
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.authority} stamped {self.size} leaves"


class Progress(models.Model):
    """How far the sequencer has looked: one row.

    Every event of a transaction numbered below `finished_before` is in the log. The numbers are those of one
    database cluster; in a cluster of another identity they mean nothing and everything is looked at anew.
    Restored events carry numbers of the cluster they come from, perhaps above any of this one: once all of them
    are in the log, `is_bounded` says that numbers above the newest of this cluster need no look any more.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    finished_before = models.BigIntegerField(default=0)
    cluster = models.BigIntegerField(default=0)
    is_bounded = models.BooleanField(default=False)

    class Meta:
        """There is one sequencer, so there is one row."""

        constraints = (models.CheckConstraint(name="transparency_progress_is_one_row", condition=models.Q(id=1)),)

    def __str__(self) -> str:
        return f"looked through all transactions before {self.finished_before}"
