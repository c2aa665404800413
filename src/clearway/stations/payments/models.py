"""The tables of the payments station: a ledger whose entries balance, and the orders that ask for money."""

from django.db import models


class Entry(models.Model):
    """One event in the ledger; its postings sum to nothing.

    ``key`` makes a repetition of the same event known. ``subject`` is the movement reference number it is about.
    """

    KINDS = (
        ("debt", "a duty falls due"),
        ("adjustment", "an amendment changed what is owed"),
        ("cancellation", "what was owed is owed no more"),
        ("payment", "a bank has paid"),
        ("draw", "a deferment account covers a debt"),
        ("statement", "a deferment account is settled"),
        ("repayment", "money goes back"),
    )

    id = models.BigAutoField(primary_key=True)
    key = models.TextField(unique=True)
    kind = models.TextField(choices=KINDS)
    subject = models.CharField(max_length=18, blank=True)
    at = models.DateTimeField()

    class Meta:
        """A declaration's entries are read together."""

        indexes = [models.Index(fields=["subject"], name="entry_by_subject")]

    def __str__(self) -> str:
        return self.key


class Posting(models.Model):
    """An amount on an account: positive debits, negative credits.

    Accounts are named ``receivable``, ``bank``, ``unallocated``, ``overpaid``, ``revenue/<tax type>`` and
    ``deferment/<account number>``.
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

    The reference is the movement reference number. ``paid`` is what was received or drawn for it so far.
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

    class Meta:
        """What a payer still owes is found by payer."""

        indexes = [models.Index(fields=["payer", "-declaration"], name="order_by_payer")]

    def __str__(self) -> str:
        return f"{self.reference}: {self.paid} of {self.amount} {self.currency}"


class DefermentAccount(models.Model):
    """An account on which a trader's debts are collected until a day of the month, up to a limit."""

    number = models.TextField(primary_key=True)
    holder = models.TextField()
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
