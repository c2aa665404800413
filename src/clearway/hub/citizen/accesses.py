"""Who looked: every access about me, one of them with its proof, and what I say against it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clearway.hub.citizen import saved
from clearway.hub.citizen.showing import (
    BASES,
    DENIALS,
    OBJECTION_STATES,
    OUTCOMES,
    SORTS,
    Citizen,
    Names,
    shown,
    word,
)
from clearway.hub.disclosures import public as disclosures
from clearway.hub.disclosures.public import DisclosureError, Objection
from clearway.hub.distribution.public import DistributionError
from clearway.hub.distribution.public import proofs as of_parts
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Accessed
from clearway.platform.calendar import now
from clearway.platform.events import evidence
from clearway.platform.transparency import keys, proofs
from clearway.platform.transparency.errors import TransparencyError
from clearway.platform.wording import say

ON_A_PAGE = 25
_LOOKED_UP = "exchange.looked-up.v1"
#: Where the log's signing key is kept, below the data folder.
_LONGEST_NUMBER = 18


def listed(request: HttpRequest, citizen: Citizen) -> HttpResponse:
    """Every access, newest first; those that the law conceals for now keep their place in the count."""
    total = exchange.count(citizen.subject)
    before = _before(request, total)
    found = exchange.about(citizen.subject, before=before, limit=ON_A_PAGE)
    hidden = disclosures.in_force(citizen.subject, now())
    seen = [one for one in found if one.concealment not in hidden]
    names = Names((one.organisation for one in seen), (one.office for one in seen))
    rows = [_row(one, names) if one.concealment not in hidden else {"ordinal": one.ordinal} for one in found]
    last = before - 1 if before is not None else total
    expected = list(range(last, max(last - ON_A_PAGE, 0), -1))
    context = {
        "rows": rows,
        "total": total,
        "first": found[0].ordinal if found else 0,
        "last": found[-1].ordinal if found else 0,
        "has_gap": [one.ordinal for one in found] != expected,
        "older": found[-1].ordinal if found and found[-1].ordinal > 1 else None,
        "is_first": before is None,
        "hidden": sum(one.concealment in hidden for one in found),
    }
    return shown(request, "accesses", context)


def one(request: HttpRequest, citizen: Citizen, access: Any) -> HttpResponse:
    """One access: who, when, why, which fields, by which rule; and what I have said against it."""
    found = _mine(citizen, access)
    refusal = None
    if request.method == "POST":
        refusal = _objected(request, citizen, found)
        if refusal is None:
            messages.success(request, _("Your words are kept. The holder's privacy officer will answer here."))
            return redirect("access", access=access)
    names = Names([found.organisation], [found.office])
    said = [_objection(one) for one in disclosures.against(found.number, citizen.subject)]
    context = {
        "access": found,
        "total": exchange.count(citizen.subject),
        **_row(found, names),
        "denials": [word(DENIALS, code) for code in found.missing],
        "objections": said,
        "may_say": [(sort, _(SORTS[sort])) for sort in SORTS if sort not in {one["sort_code"] for one in said}],
        "text": request.POST.get("text", ""),
        "key": _log_key(),
        "saved": saved.replaced(found.number, found.kind, found.at.date()),
        **({"problem": say(refusal.sentence, refusal.facts), "remedy": say(refusal.remedy)} if refusal else {}),
    }
    return shown(request, "access", context, status=400 if refusal else 200)


def proof(request: HttpRequest, citizen: Citizen, access: Any) -> HttpResponse:
    """The access as it stands in the signed log, for whoever checks it without us."""
    found = _mine(citizen, access)
    try:
        content = _proof(found)
    except DistributionError as error:
        context = {"access": found, "problem": say(error.sentence, error.facts)}
        return shown(request, "proof_later", context, status=404)
    except TransparencyError:
        return shown(request, "proof_later", {"access": found}, status=503)
    answer = HttpResponse(content, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="access-{found.ordinal}.json"'
    return answer


def _proof(found: Accessed) -> bytes:
    """A look-up is an event of the log by itself; what was sent in bulk leads there through the root of its part."""
    event = evidence.find(found.subject, _LOOKED_UP, access=found.number)
    if event is not None:
        return proofs.bundle(event.id, event.committed_bytes, event.salt).encoded()
    content = of_parts.proof_of(found.number, found.subject)
    if content is None:
        raise Http404
    return content


def _mine(citizen: Citizen, access: Any) -> Accessed:
    """An access about whoever looks, that the law does not conceal now; any other is not there."""
    found = exchange.one(str(access), citizen.subject)
    if found is None or found.concealment in disclosures.in_force(citizen.subject, now()):
        raise Http404
    return found


def _objected(request: HttpRequest, citizen: Citizen, found: Accessed) -> DisclosureError | None:
    sort = "misuse" if request.POST.get("sort") == "misuse" else "objection"
    try:
        disclosures.object_to(
            found.number, sort, request.POST.get("text", ""), subject=citizen.subject, holder=found.holder,
            organisation=found.organisation, by=citizen.actor.name, at=now(),
        )  # fmt: skip
    except DisclosureError as error:
        return error
    return None


def _row(one: Accessed, names: Names) -> dict[str, Any]:
    """An access in words; the official by number, for the law gives no name."""
    article, law = names.article(one.article)
    return {
        "number": one.number,
        "ordinal": one.ordinal,
        "at": one.at,
        "organisation": names.organisation(one.organisation),
        "office": names.organisation(one.office) if one.office != one.organisation else "",
        "official": one.official_number,
        "article": article,
        "law": law,
        "case": one.case_number,
        "kind": names.kind(one.kind),
        "holder": names.organisation(one.holder),
        "parts": names.parts(one.kind, one.names),
        "outcome": word(OUTCOMES, one.outcome),
        "outcome_code": one.outcome,
        "rule": one.rule,
        "basis": word(BASES, one.basis),
        "basis_is": names.article(one.basis_is)[1] if one.basis == "exemption" else one.basis_is,
        "consent": one.basis_is if one.basis == "consent" else "",
    }


def _objection(one: Objection) -> dict[str, Any]:
    return {
        "sort": word(SORTS, one.sort),
        "sort_code": one.sort if one.state == "open" else "",
        "state": word(OBJECTION_STATES, one.state),
        "said": one,
    }


def _before(request: HttpRequest, total: int) -> int | None:
    given = request.GET.get("before", "")
    if not (given.isascii() and given.isdigit() and len(given) <= _LONGEST_NUMBER):
        return None
    return min(int(given), total + 1)


def _log_key() -> str:
    """The log's public key as verifiers write it; empty on a machine that has not got the log's key."""
    try:
        return keys.load(Path(settings.CLEARWAY_VAR) / keys.LOG_KEY, settings.CLEARWAY_ORIGIN).vkey
    except (OSError, TransparencyError):
        return ""
