"""How agreements are said in words, and the frame of the pages of those who look after the hub."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.core.law.information import Assurance
from clearway.core.share import Agreement
from clearway.hub.agreements.public import files
from clearway.hub.agreements.public.files import Change, Filed
from clearway.hub.citizen.public import Names, word
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.events.log import Told
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import public as lawbook

STATES = {
    "proposed": noop("Waits for the holder"),
    "approved": noop("In use"),
    "refused": noop("Refused"),
    "suspended": noop("Suspended"),
    "ended": noop("Ended"),
}
#: The colours of states: what works, what waits, what is away.
LOOKS = {"approved": "state-works", "proposed": "state-late", "suspended": "state-away", "refused": "state-away"}
COMPARED = {
    "kind": noop("Kind of information"),
    "article": noop("Article"),
    "grants": noop("What is shown"),
    "roles": noop("Roles"),
    "offices": noop("Offices"),
    "case_kinds": noop("Kinds of case"),
    "exemption": noop("Article that needs no consent"),
    "in_office_hours": noop("In office hours only"),
    "emergency": noop("In an emergency"),
    "assurance": noop("Proof of who asks"),
    "since": noop("First day"),
    "until": noop("Last day"),
}
ASSURANCES = {
    1: noop("A password"),
    2: noop("A second factor"),
    3: noop("A second factor given just now"),
}
ROLES = {
    "loan clerk": noop("Loan clerk"),
    "licence clerk": noop("Licence clerk"),
    "welfare clerk": noop("Welfare clerk"),
    "customs clerk": noop("Customs clerk"),
    "desk manager": noop("Desk manager"),
    "data receiver": noop("Data receiver"),
}
_YES_NO = {"yes": noop("yes"), "no": noop("no")}


class Member(Protocol):
    """Whoever opened the page, and the party or the office they act for."""

    @property
    def actor(self) -> Actor:
        """Under which name, and with which permissions."""
        ...

    @property
    def chosen(self) -> str:
        """The number of the party, or the code of the office."""
        ...


def shown(
    request: HttpRequest, who: Member, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page in its frame, whose menu has what whoever looks may open."""
    menu = {name: who.actor.may(f"hub:{name}") for name in ("ask", "oversee", "join", "hold", "receive", "privacy")}
    return render(request, template, {"who": who, "menu": menu, **(context or {})}, status=status)


def rows(found: Iterable[Filed]) -> list[dict[str, Any]]:
    """Versions of agreements for a list, every name looked up once."""
    filed = tuple(found)
    names = Names(one.agreement.organisation for one in filed)
    return [row(one, names) for one in filed]


def row(one: Filed, names: Names) -> dict[str, Any]:
    """A version of an agreement in words."""
    agreement = one.agreement
    article, law = names.article(agreement.article)
    return {
        "filed": one,
        "agreement": agreement,
        "organisation": names.organisation(agreement.organisation),
        "kind": names.kind(agreement.kind),
        "holder": names.organisation(one.holder),
        "article": article,
        "law": law,
        "parts": names.parts(agreement.kind, agreement.grants),
        "exemption": names.article(agreement.exemption) if agreement.exemption else None,
        "cases": [names.case(one) for one in sorted(agreement.case_kinds)],
        "assurance": _(ASSURANCES[_proof(agreement)]),
        "roles": [word(ROLES, role) for role in sorted(agreement.roles)],
        "state": _("Stopped by a privacy officer") if one.is_stopped else word(STATES, one.state),
        "look": LOOKS.get(one.state, ""),
    }


def _proof(agreement: Agreement) -> Assurance:
    """How sure the house must be of who asks: as agreed, and never less than what is shown asks for."""
    kind = lawbook.current(now()).sharing.kinds.get(agreement.kind)
    return max(agreement.assurance, kind.least_assurance(agreement.grants) if kind else 1)


def whole(one: Filed) -> dict[str, Any]:
    """One version with its history, its other versions, and what differs from the one before."""
    agreement = one.agreement
    others = files.versions(agreement.number)
    before = next((each for each in others if each.agreement.version < agreement.version), None)
    names = Names([agreement.organisation])
    changes = files.differences(before.agreement if before else None, agreement)
    return {
        **row(one, names),
        "versions": [(each, word(STATES, each.state)) for each in others],
        "before": before.agreement if before else None,
        "changes": [changed(each, agreement, names) for each in changes],
        "history": [happened(told, names) for told in log.about(f"agreement/{agreement.number}")],
    }


def changed(change: Change, agreement: Agreement, names: Names) -> dict[str, Any]:
    """A difference in words: what was, what is, and of lists what is new and what is gone."""
    return {
        "name": word(COMPARED, change.name),
        "before": _said(change.name, change.before, agreement, names),
        "after": _said(change.name, change.after, agreement, names),
        "new": _said(change.name, change.new, agreement, names),
        "gone": _said(change.name, change.gone, agreement, names),
        "is_list": change.name in ("grants", "roles", "offices", "case_kinds"),
    }


def happened(told: Told, names: Names) -> dict[str, Any]:
    """One step of an agreement's history."""
    said = told.facts
    if told.type == "agreements.ending.v1":
        what = _("Its end was announced: {days} days left").format(days=said["days"])
    else:
        what = word(STATES, str(said["state"]))
    return {"at": told.at, "what": what, "version": str(said["agreement"]).partition("/")[2],
            "by": _by(told.actor, names), "reason": said.get("reason", "")}  # fmt: skip


def _by(actor: str, names: Names) -> str:
    """Who did it; the demonstration's own agreements name the organisation alone."""
    kind, _colon, name = actor.partition(":")
    return names.organisation(name) if kind == "demonstration" else name or kind


def _said(name: str, values: tuple[str, ...], agreement: Agreement, names: Names) -> str:
    if name == "grants":
        return ", ".join(names.parts(agreement.kind, values))
    if name in ("article", "exemption"):
        return ", ".join(names.article(one)[0] for one in values)
    if name == "assurance":
        return ", ".join(_(ASSURANCES[int(one)]) for one in values)
    if name in ("kind", "case_kinds"):
        return ", ".join((names.kind if name == "kind" else names.case)(one) for one in values)
    return ", ".join(word(ROLES if name == "roles" else _YES_NO, one) for one in values)
