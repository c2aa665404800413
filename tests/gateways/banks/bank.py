"""A bank's software: a token of its own, a key of its own, and calls signed with it."""

from datetime import datetime
from typing import Any

import httpx
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from clearway.gateways.banks import signing
from clearway.platform.calendar import now
from clearway.stations.payments import public as payments
from tests.conftest import PACK
from tests.gateways.rest.web import Sender, Web

FIRST, SECOND = "DL0000005018", "DL0000005026"
KEYS = {bank: Ed25519PrivateKey.from_private_bytes(bank.encode().ljust(32, b"-")) for bank in (FIRST, SECOND)}


def register() -> None:
    """Both banks' keys and the pack's deferment accounts are known."""
    keys = {bank: signing.public_key(key) for bank, key in KEYS.items()}
    payments.load_register(PACK, keys=keys, at=now())


def message(number: str, reference: str, amount: str, currency: str = "DML", **more: Any) -> dict[str, Any]:
    """What a bank tells of a payment."""
    paid_at = more.pop("paidAt", now().isoformat())
    return {
        "id": number,
        "paidAt": paid_at,
        "amount": {"amount": amount, "currency": currency},
        "reference": reference,
        "debtor": {"name": "Haven Trading Company", "account": "DL12 0001"},
        **more,
    }


class Bank(Sender):
    """A bank's software that signs its calls."""

    def __init__(self, web: Web, party: str = FIRST) -> None:
        """Ask for a token that may tell of payments."""
        super().__init__(web, party, scopes="payments:notify")
        self.key = KEYS[party]

    def tell(
        self,
        content: bytes | dict[str, Any],
        *,
        number: str | None = None,
        at: datetime | None = None,
        key: Ed25519PrivateKey | None = None,
        path: str = "/v1/banks/payments",
        **headers: str,
    ) -> httpx.Response:
        """Send a message, signed."""
        body = content if isinstance(content, bytes) else msgspec.json.encode(content)
        number = number or (content["id"] if isinstance(content, dict) else "B-0")
        signed = signing.signed(key or self.key, number, at or now(), body)
        kind = {"Content-Type": "application/json"}
        return self.post(path, content=body, headers={**kind, **signed, **headers})
