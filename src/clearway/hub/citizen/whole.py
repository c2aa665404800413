"""My whole list of accesses with its sealed counter, for whoever checks it without us."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from clearway.hub.citizen.showing import Citizen, shown
from clearway.hub.disclosures import public as disclosures
from clearway.hub.distribution.public import DistributionError
from clearway.hub.distribution.public import proofs as of_parts
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Accessed
from clearway.platform.calendar import now
from clearway.platform.events import evidence
from clearway.platform.events.evidence import StoredEvent
from clearway.platform.transparency import keys, lists, proofs
from clearway.platform.transparency.errors import TransparencyError
from clearway.platform.transparency.lists import OfPart

#: So many accesses are read at a time.
_BATCH = 500


def listed(request: HttpRequest, citizen: Citizen) -> HttpResponse:
    """Every access about me up to the log's last checkpoint; what the law conceals for now stands there unopened."""
    at = now()
    hidden = disclosures.in_force(citizen.subject, at)
    events = {str(one.facts["access"]): one for one in evidence.of_type(citizen.subject, lists.ACCESS)}
    try:
        accesses = [_drawn(one, events) for one in _all(citizen.subject)]
        concealed = {one.id for one in events.values() if one.facts.get("concealment") in hidden}
        signer = keys.load(Path(settings.CLEARWAY_VAR) / keys.LOG_KEY, settings.CLEARWAY_ORIGIN)
        content = proofs.whole_list(citizen.subject, accesses, concealed=concealed, signer=signer, at=at).encoded()
    except (OSError, TransparencyError, DistributionError):
        return shown(request, "list_later", {}, status=503)
    answer = HttpResponse(content, content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="accesses.json"'
    return answer


def _drawn(access: Accessed, events: dict[str, StoredEvent]) -> StoredEvent | OfPart | None:
    """A look-up is an event of the log by itself; what was sent in bulk leads there through the root of its part."""
    found = events.get(access.number)
    if found is not None:
        return found
    part = of_parts.proof_of(access.number, access.subject)
    return lists.part_in(part) if part is not None else None


def _all(subject: str) -> list[Accessed]:
    """Every access, first to last."""
    found: list[Accessed] = []
    while rest := exchange.about(subject, before=found[-1].ordinal if found else None, limit=_BATCH):
        found += rest
    return found[::-1]
