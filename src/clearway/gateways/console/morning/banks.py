"""The banks' side: one of the country's banks tells the house of payments, signed, over HTTP.

It pays in full, late, short, twice or under a reference that does not exist, as people do.
"""

import json
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from clearway.core.kernel.money import Money
from clearway.gateways.banks import signing
from clearway.gateways.console.morning.plan import Paid
from clearway.gateways.console.morning.portal import Portal
from clearway.platform.calendar import now
from clearway.stations.payments import public as payments

#: The bank of the register that serves the traders of a morning.
BANK = "DL0000005026"
_PATH = "/v1/banks/payments"


class Bank:
    """A bank with a key of its own, whose word the house takes."""

    def __init__(self, portal: Portal, key: Ed25519PrivateKey) -> None:
        """Speak to a house as a bank."""
        self._portal = portal
        self._key = key

    def pay(self, mrn: str, how: Paid) -> str:
        """What the payer has the bank do this morning; says what the house made of it, or nothing."""
        owed = self._owed(mrn)
        if owed is None or how in ("", "never", "late"):
            return ""
        if how == "short":
            return self._tell(Money((owed.amount * Decimal("0.6")).quantize(Decimal("0.01")), owed.currency), mrn)
        if how == "wrong":
            return self._tell(owed, f"{mrn[:-2]}{mrn[-1]}{mrn[-2]}"[::-1])
        said = self._tell(owed, mrn)
        return f"{said}, {self._tell(owed, mrn)}" if how == "twice" else said

    def pay_late(self, mrn: str, how: Paid) -> str:
        """What comes when the morning is nearly over: what is late, and the rest of what was short."""
        owed = self._owed(mrn)
        return f"later: {self._tell(owed, mrn)}" if owed is not None and how in ("late", "short") else ""

    def _owed(self, mrn: str) -> Money | None:
        """What the payer reads on the file page."""
        standing = payments.standing(mrn)
        return standing.left if standing and not standing.is_cancelled and standing.left.amount else None

    def _tell(self, money: Money, reference: str) -> str:
        number = f"MORNING-{uuid4().hex[:20]}"
        message = {
            "id": number,
            "paidAt": now().isoformat(),
            "amount": {"amount": f"{money.amount:f}", "currency": money.currency},
            "reference": reference,
            "debtor": {"name": "A trader of the morning", "account": "DL44 0001 0002 0003"},
        }
        content = json.dumps(message).encode()
        answer = self._portal.post(BANK, _PATH, content, signing.signed(self._key, number, now(), content))
        return f"payment {json.loads(answer)['outcome']}"


def open_bank(portal: Portal, var: Path, pack: Path) -> Bank:
    """The bank, known to the house by its key; the key is kept in the data folder."""
    key = _key(var / "morning-bank.key")
    payments.load_register(pack, keys={BANK: signing.public_key(key)}, at=now())
    portal.register({BANK})
    return Bank(portal, key)


def _key(path: Path) -> Ed25519PrivateKey:
    if path.exists():
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    key = Ed25519PrivateKey.generate()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))
    return key
