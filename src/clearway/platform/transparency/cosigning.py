"""The log shows its latest checkpoint to its witnesses, behind everything else, and keeps what they sign."""

from datetime import datetime
from typing import NamedTuple

import httpx

from clearway.platform.transparency import errors, proofs
from clearway.platform.transparency.cosignatures import Witness
from clearway.platform.transparency.log import latest_checkpoint
from clearway.platform.transparency.models import Checkpoint, Cosignature
from clearway.platform.transparency.witnessing import SIZE_TYPE, request

#: No turn of the worker waits longer for a witness.
SECONDS = 3.0


class Known(NamedTuple):
    """A witness that this log shows itself to: its public key and where it is."""

    witness: Witness
    url: str


def known(setting: str) -> tuple[Known, ...]:
    """Witnesses as a setting names them: key and address by turns, separated by spaces."""
    words = setting.split()
    if len(words) % 2:
        raise errors.VerifierMalformed(vkey=setting)
    return tuple(Known(Witness.parse(key), url.rstrip("/")) for key, url in zip(words[::2], words[1::2], strict=True))


def show(one: Known, *, at: datetime) -> int | None:
    """A witness is shown the latest checkpoint; the size it signed for, or nothing where it has seen all."""
    latest = latest_checkpoint()
    if latest is None:
        return None
    seen = Cosignature.objects.filter(witness=one.witness.vkey).order_by("-size").values_list("size", flat=True)
    old = seen.first() or 0
    if old >= latest.size:
        return None
    answer = _asked(one, old, latest)
    if answer.status_code == httpx.codes.CONFLICT and answer.headers.get("content-type") == SIZE_TYPE:
        # The witness signed and we were killed before we kept it, or it was set up anew: it says where it stands.
        old = _size(one, answer.text, latest)
        answer = _asked(one, old, latest)
    if answer.status_code != httpx.codes.OK:
        raise errors.WitnessRefused(url=one.url, size=latest.size, reason=answer.text.strip()[:200])
    try:
        one.witness.seen(latest.note + answer.text)
    except errors.ProofRefused as wrong:
        raise errors.WitnessRefused(url=one.url, size=latest.size, reason=str(wrong)) from wrong
    Cosignature.objects.get_or_create(
        size=latest.size, witness=one.witness.vkey, defaults={"line": answer.text, "at": at}
    )
    return latest.size


def _asked(one: Known, old: int, latest: Checkpoint) -> httpx.Response:
    body = request(old, proofs.growth(old, latest.size), latest.note)
    try:
        return httpx.post(f"{one.url}/add-checkpoint", content=body, timeout=SECONDS)
    except httpx.HTTPError as error:
        raise errors.WitnessAway(url=one.url) from error


def _size(one: Known, said: str, latest: Checkpoint) -> int:
    number = said.strip()
    if not (number.isascii() and number.isdigit()) or int(number) > latest.size:
        raise errors.WitnessRefused(url=one.url, size=latest.size, reason=f"it has seen {number[:40]} leaves")
    return int(number)
