"""The tables of the payments station: a ledger whose entries balance, and the orders that ask for money."""

from django.db import models


class Entry(models.Model):
    """One event in the ledger; its postings sum to nothing.

    ``key`` makes a repetition of the same event known. ``subject`` is what it is about: a movement reference number,
    the number of a deferment account, or nothing where nobody knows yet.
    """

    KINDS = (
        ("debt", "a duty falls due"),
        ("adjustment", "an amendment changed what is owed"),
        ("cancellation", "what was owed is owed no more"),
        ("payment", "a bank has paid"),
        ("assignment", "somebody found out what a payment was for"),
        ("draw", "a deferment account covers a debt"),
        ("statement", "a deferment account is settled"),
        ("repayment", "money goes back"),
    )

    id = models.BigAutoField(primary_key=True)
    key = models.TextField(unique=True)
    kind = models.TextField(choices=KINDS)
    subject = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        """A declaration's entries are read together."""

        indexes = [models.Index(fields=["subject"], name="entry_by_subject")]

    def __str__(self) -> str:
        return self.key


class Posting(models.Model):
    """An amount on an account: positive debits, negative credits.

    Accounts are named ``receivable``, ``bank``, ``unallocated``, ``overpaid``, ``revenue/<tax type>`` and
    ``deferment/<account number>``. The database takes no posting without those that balance it, in one statement.
    """

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings")
    account = models.TextField()
    amount = models.DecimalField(max_digits=24, decimal_places=4)
    currency = models.CharField(max_length=3)

    class Meta:
        """An account's balance is a sum over its postings."""

        indexes = [models.Index(fields=["account"], name="posting_by_account")]

    def __str__(self) -> str:
        return f"{self.account} {self.amount} {self.currency}"


class Order(models.Model):
    """What a payer is asked to pay for a declaration, under a reference that a bank can quote.

    The reference is the movement reference number. ``paid`` is what was received or drawn for it so far, ``drawn``
    the part of it that the deferment account ``account`` covers. ``version`` is the declaration's version that the
    amount is of. ``lacks_room_on`` is the deferment account that should have covered it and could not.
    """

    declaration = models.OneToOneField(
        "declarations.Declaration", on_delete=models.PROTECT, related_name="+", primary_key=True
    )
    reference = models.CharField(max_length=18, unique=True)
    payer = models.TextField()
    amount = models.DecimalField(max_digits=24, decimal_places=4)
    paid = models.DecimalField(max_digits=24, decimal_places=4, default=0)
    currency = models.CharField(max_length=3)
    issued_at = models.DateTimeField()
    version = models.IntegerField(db_default=1)
    drawn = models.DecimalField(max_digits=24, decimal_places=4, db_default=0)
    account = models.TextField(blank=True, db_default="")
    lacks_room_on = models.TextField(blank=True, db_default="")
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        """What a payer still owes is found by payer; never more is counted as paid than is owed."""

        indexes = [
            models.Index(
                fields=["payer", "-declaration"],
                name="order_open_by_payer",
                condition=models.Q(paid__lt=models.F("amount")),
            ),
            models.Index(
                fields=["lacks_room_on", "declaration"],
                name="order_that_lacks_room",
                condition=~models.Q(lacks_room_on=""),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(paid__gte=0) & models.Q(paid__lte=models.F("amount")), name="paid_within_amount"
            ),
            models.CheckConstraint(
                condition=models.Q(drawn__gte=0) & models.Q(drawn__lte=models.F("paid")), name="drawn_within_paid"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.paid} of {self.amount} {self.currency}"


class DefermentAccount(models.Model):
    """An account on which a trader's debts are collected until a day of the month, up to a limit."""

    number = models.TextField(primary_key=True)
    holder = models.TextField(db_index=True)
    limit = models.DecimalField(max_digits=24, decimal_places=4)
    drawn = models.DecimalField(max_digits=24, decimal_places=4, default=0)
    warn_below = models.DecimalField(max_digits=24, decimal_places=4, default=0)
    currency = models.CharField(max_length=3)

    class Meta:
        """Nothing is drawn beyond the limit, whoever asks at the same time."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(drawn__gte=0) & models.Q(drawn__lte=models.F("limit")), name="drawn_within_limit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.drawn} of {self.limit} {self.currency}"


class BankMessage(models.Model):
    """What a bank has told us about money it received, once under the bank's own number, and what became of it.

    ``answer`` is what the bank was told first, and is told again.
    """

    id = models.BigAutoField(primary_key=True)
    bank = models.TextField()
    number = models.TextField()
    content_hash = models.BinaryField()
    reference = models.TextField(blank=True)
    amount = models.DecimalField(max_digits=24, decimal_places=4)
    currency = models.CharField(max_length=3)
    paid_at = models.DateTimeField()
    received_at = models.DateTimeField()
    payer_name = models.TextField(blank=True)
    payer_account = models.TextField(blank=True)
    outcome = models.TextField()
    subject = models.TextField(blank=True)
    applied = models.DecimalField(max_digits=24, decimal_places=4)
    excess = models.DecimalField(max_digits=24, decimal_places=4)
    hint = models.TextField(blank=True)
    is_late = models.BooleanField()
    answer = models.JSONField(default=dict)

    class Meta:
        """A bank's number is taken once; what is about one thing is read together."""

        constraints = [
            models.UniqueConstraint(fields=["bank", "number"], name="a_bank_message_is_taken_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="a_bank_message_brings_money"),
        ]
        indexes = [
            models.Index(fields=["subject"], name="bank_message_by_subject"),
            models.Index(
                fields=["id"],
                name="bank_message_unclear",
                condition=models.Q(outcome__in=("unknown-reference", "other-currency")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank} {self.number}"


class Return(models.Model):
    """Money that came, is not owed and is to go back; ``source`` is the account of the ledger it stands on."""

    id = models.BigAutoField(primary_key=True)
    key = models.TextField(unique=True)
    bank = models.TextField(blank=True)
    message = models.ForeignKey(BankMessage, on_delete=models.PROTECT, related_name="returns", null=True)
    subject = models.TextField(blank=True)
    source = models.TextField()
    amount = models.DecimalField(max_digits=24, decimal_places=4)
    currency = models.CharField(max_length=3)
    reason = models.TextField()
    announced_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)

    class Meta:
        """A bank asks what it is to send back; something is."""

        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="a_return_is_of_something")]
        indexes = [
            models.Index(
                fields=["bank", "id"], name="return_to_be_made", condition=models.Q(returned_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency} back: {self.key}"


class BankKey(models.Model):
    """A key whose signature is a bank's word; a revoked one is kept, since it signed what is on record."""

    bank = models.TextField()
    public_key = models.BinaryField(unique=True)
    since = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """A bank's keys are looked up with each of its calls."""

        indexes = [models.Index(fields=["bank"], name="bank_key_by_bank")]

    def __str__(self) -> str:
        return f"key of {self.bank}"
