"""What several stations know about one file, in one statement: what is left to pay, the receipt, an open question."""

from datetime import datetime
from decimal import Decimal

import msgspec
from django.db import connection

_ONE = """
SELECT o.amount, o.paid, coalesce(o.currency, ''), o.cancelled_at IS NOT NULL, o.issued_at, r.at,
       coalesce(p.number, ''),
       EXISTS (SELECT 1 FROM controls_query q WHERE q.declaration_id = d.id AND q.answered_at IS NULL),
       EXISTS (SELECT 1 FROM controls_query q WHERE q.declaration_id = d.id),
       EXISTS (SELECT 1 FROM controls_notice n WHERE n.declaration_id = d.id),
       EXISTS (SELECT 1 FROM controls_notice n WHERE n.declaration_id = d.id AND n.ended_at IS NULL),
       EXISTS (SELECT 1 FROM controls_appeal a WHERE a.declaration_id = d.id AND a.decided_at IS NULL)
FROM declarations_declaration d
LEFT JOIN payments_order o ON o.declaration_id = d.id
LEFT JOIN release_releaseorder r ON r.declaration_id = d.id
LEFT JOIN release_receipt p ON p.order_id = d.id
WHERE d.id = %s
"""

#: Each half is one walk along an index; what is paid or cancelled is in neither.
_TO_PAY = """
SELECT * FROM (
  SELECT o.reference, o.payer, o.amount - o.paid, o.currency, o.issued_at FROM payments_order o
  WHERE o.payer = %(party)s AND o.paid < o.amount AND o.cancelled_at IS NULL
  UNION
  SELECT o.reference, o.payer, o.amount - o.paid, o.currency, o.issued_at FROM payments_order o
  JOIN declarations_declaration d ON d.id = o.declaration_id
  WHERE d.submitter = %(party)s AND d.waits_for = 'payment' AND o.paid < o.amount AND o.cancelled_at IS NULL
) found ORDER BY issued_at DESC LIMIT 100
"""

_RELEASED = """
SELECT d.mrn, d.reference, r.at FROM declarations_declaration d
JOIN release_releaseorder r ON r.declaration_id = d.id
WHERE d.id IN (SELECT id FROM declarations_declaration WHERE submitter = %s ORDER BY id DESC LIMIT 500) AND r.at >= %s
ORDER BY r.at DESC
"""

#: Files that wait are looked through for questions, newest first, as far as this.
_ASKED = """
SELECT d.id, d.mrn, d.reference FROM declarations_declaration d
WHERE d.id IN (
  SELECT id FROM declarations_declaration WHERE submitter = %s AND waits_for <> '' ORDER BY id DESC LIMIT 300
) AND EXISTS (SELECT 1 FROM controls_query q WHERE q.declaration_id = d.id AND q.answered_at IS NULL)
ORDER BY d.id DESC
"""


class Glance(msgspec.Struct, frozen=True):
    """How a file stands beyond its own row."""

    owed: Decimal | None
    paid: Decimal | None
    currency: str
    is_cancelled: bool
    issued_at: datetime | None
    released_at: datetime | None
    receipt: str
    asks: bool
    was_asked: bool
    has_notices: bool
    is_decided_against: bool
    has_appealed: bool

    @property
    def left(self) -> Decimal:
        """What is still to be paid."""
        if self.owed is None or self.paid is None or self.is_cancelled:
            return Decimal(0)
        return Decimal(f"{max(Decimal(0), self.owed - self.paid).normalize():f}")


class Asked(msgspec.Struct, frozen=True):
    """A declaration with a question of an officer that nobody has answered."""

    id: int
    mrn: str
    reference: str


class ToPay(msgspec.Struct, frozen=True):
    """What is left to be paid for a declaration, since when, and by whom."""

    mrn: str
    payer: str
    left: Decimal
    currency: str
    issued_at: datetime


class Released(msgspec.Struct, frozen=True):
    """A declaration whose goods may leave."""

    mrn: str
    reference: str
    at: datetime


def glance(declaration: int) -> Glance:
    """How one file stands."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE, [declaration])
        return Glance(*cursor.fetchone())


def asked_of(party: str) -> list[Asked]:
    """What officers ask a party about, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [party])
        return [Asked(*row) for row in cursor.fetchall()]


def to_pay(party: str) -> list[ToPay]:
    """What a party owes, and what waits for payment among what it lodged for others; newest first."""
    with connection.cursor() as cursor:
        cursor.execute(_TO_PAY, {"party": party})
        return [ToPay(*row) for row in cursor.fetchall()]


def released_since(party: str, since: datetime) -> list[Released]:
    """Which of a party's latest declarations were released since an instant, the last released first."""
    with connection.cursor() as cursor:
        cursor.execute(_RELEASED, [party, since])
        return [Released(*row) for row in cursor.fetchall()]
