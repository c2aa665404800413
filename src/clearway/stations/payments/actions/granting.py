"""How deferment accounts and banks' keys come into the register."""

import csv
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.db import IntegrityError, transaction

from clearway.stations.payments import errors, models
from clearway.stations.payments.contracts import FacilityGranted

#: How Standard Webhooks mark a public key.
PUBLIC_KEY = "whpk_"
KEY_BYTES = 32


@transaction.atomic
def load_register(folder: Path, *, keys: Mapping[str, str], at: datetime) -> int:
    """Take a pack's deferment accounts, and the keys by which banks are known; returns how many accounts it names.

    What was drawn on an account that is known stays; ``keys`` are public keys (``whpk_…``) by the bank's number.
    """
    for bank, key in keys.items():
        trust(bank, key, since=at)
    return _load_accounts(folder)


def _load_accounts(folder: Path) -> int:
    path = folder / "payments" / "accounts.csv"
    if not path.exists():
        return 0
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        granted = [(reader.line_num, _account(row, path.name, reader.line_num)) for row in reader]
    for line, one in granted:
        try:
            with transaction.atomic():
                grant(one)
        except IntegrityError as error:
            raise errors.AccountsUnreadable(file=path.name, line=str(line), found=one.number) from error
    return len(granted)


def grant(account: FacilityGranted) -> None:
    """Debts may be collected on an account up to its limit; never less than what stands on it already."""
    models.DefermentAccount.objects.update_or_create(
        number=account.number,
        defaults={
            "holder": account.holder,
            "limit": account.limit,
            "warn_below": account.warn_below,
            "currency": account.currency,
        },
    )


def trust(bank: str, public_key: str, *, since: datetime) -> None:
    """What is signed with this key is the bank's word from now on; ``public_key`` is ``whpk_…``."""
    try:
        key = b64decode(public_key.removeprefix(PUBLIC_KEY), validate=True)
    except NotBase64 as error:
        raise errors.KeyNotKnown(bank=bank) from error
    if len(key) != KEY_BYTES:
        raise errors.KeyNotKnown(bank=bank)
    models.BankKey.objects.get_or_create(public_key=key, defaults={"bank": bank, "since": since})


def distrust(bank: str, *, at: datetime) -> int:
    """Nothing that is signed with the bank's keys counts any more; returns how many there were."""
    return models.BankKey.objects.filter(bank=bank, revoked_at__isnull=True).update(revoked_at=at)


def _account(row: dict[str, str], file: str, line: int) -> FacilityGranted:
    try:
        limit, warn_below = Decimal(row["limit"]), Decimal(row["warn_below"])
        one = FacilityGranted(row["number"], row["holder"], limit, warn_below, row["currency"])
    except (InvalidOperation, KeyError, TypeError) as error:
        raise errors.AccountsUnreadable(file=file, line=str(line), found=str(row)) from error
    if not (one.number and one.holder and 0 <= one.warn_below <= one.limit):
        raise errors.AccountsUnreadable(file=file, line=str(line), found=one.number or "nothing")
    return one
