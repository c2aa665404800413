"""The purpose engine: a look-up is allowed only by a live rule, and every denial says which rule and what it lacks.

Nothing is allowed that is not written down. The same function answers "may I?" and decides, so the two never differ.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final, Literal

import msgspec

from clearway.core.control.clocks import OfficeHours
from clearway.core.law.information import Article, Assurance, InformationKind
from clearway.core.share.agreement import Agreement, Consent

#: What stood for the subject's will: their consent, an article that asks for none, or an emergency that is reviewed.
Basis = Literal["", "consent", "exemption", "emergency"]

UNKNOWN: Final = "SHR-101"
NO_AGREEMENT: Final = "SHR-102"
NOT_APPROVED: Final = "SHR-103"
NOT_ON_DAY: Final = "SHR-104"
OTHER_ARTICLE: Final = "SHR-105"
ARTICLE_NOT_IN_FORCE: Final = "SHR-106"
NOT_GRANTED: Final = "SHR-107"
OTHER_ROLE: Final = "SHR-108"
OTHER_OFFICE: Final = "SHR-109"
NO_CASE: Final = "SHR-110"
OTHER_CASE: Final = "SHR-111"
CLOSED_HOURS: Final = "SHR-112"
NOT_SURE_ENOUGH: Final = "SHR-113"
NO_CONSENT: Final = "SHR-114"
NO_EMERGENCY: Final = "SHR-115"
WITHDRAWN: Final = "SHR-116"
EXPIRED: Final = "SHR-117"
OTHER_CONSENT: Final = "SHR-118"

#: What each denial says, in the words of whoever asked.
SENTENCES: Final[dict[str, str]] = {
    UNKNOWN: "There is no kind of information {found}.",
    NO_AGREEMENT: "{found} has no agreement about this kind of information.",
    NOT_APPROVED: "The agreement {rule} is {found}.",
    NOT_ON_DAY: "The agreement {rule} does not cover {found}.",
    OTHER_ARTICLE: "The agreement {rule} serves another article than {found}.",
    ARTICLE_NOT_IN_FORCE: "The article {found} is not in force.",
    NOT_GRANTED: "The agreement {rule} does not grant {found}.",
    OTHER_ROLE: "The agreement {rule} is not for your role ({found}).",
    OTHER_OFFICE: "The agreement {rule} is not for your office ({found}).",
    NO_CASE: "The agreement {rule} asks for a case, and none was named.",
    OTHER_CASE: "The case {found} is closed, of another kind, or about somebody else.",
    CLOSED_HOURS: "The agreement {rule} is used in office hours only, not at {found}.",
    NOT_SURE_ENOUGH: "What is asked for takes a stronger proof of who you are ({found}).",
    NO_CONSENT: "The person concerned has given no consent.",
    NO_EMERGENCY: "The agreement {rule} does not provide for emergencies.",
    WITHDRAWN: "The person concerned has withdrawn their consent.",
    EXPIRED: "The consent has expired, or has not begun.",
    OTHER_CONSENT: "The consent covers {found} only.",
}
#: What would pass instead.
PASSES: Final[dict[str, str]] = {
    UNKNOWN: "a kind of the catalogue",
    NO_AGREEMENT: "an agreement with {needed}",
    NOT_APPROVED: "an approved agreement",
    NOT_ON_DAY: "a day within {needed}",
    OTHER_ARTICLE: "{needed}",
    ARTICLE_NOT_IN_FORCE: "an article in force on the day",
    NOT_GRANTED: "some of {needed}",
    OTHER_ROLE: "one of {needed}",
    OTHER_OFFICE: "one of {needed}",
    NO_CASE: "a case of the kind {needed}",
    OTHER_CASE: "an open case of the kind {needed}",
    CLOSED_HOURS: "the hours that offices work",
    NOT_SURE_ENOUGH: "a proof of level {needed}",
    NO_CONSENT: "a consent that covers {needed}",
    NO_EMERGENCY: "a look-up without emergency",
    WITHDRAWN: "a new consent that covers {needed}",
    EXPIRED: "a consent in force that covers {needed}",
    OTHER_CONSENT: "a consent that covers {needed}",
}


class Case(msgspec.Struct, frozen=True):
    """The official's case: its number and kind, and whom it is about; empty subjects are any."""

    number: str
    kind: str
    subjects: frozenset[str] = frozenset()
    is_open: bool = True


class Question(msgspec.Struct, frozen=True):
    """Who asks what about whom, for what, and when. ``emergency`` is the reason of somebody who breaks the glass."""

    kind: str
    names: frozenset[str]
    subject: str
    organisation: str
    office: str
    official: str
    roles: frozenset[str]
    article: str
    at: datetime
    assurance: Assurance
    case: Case | None = None
    emergency: str = ""


class Denial(msgspec.Struct, frozen=True):
    """One thing that stands in the way: the rule it is of, what was found and what is needed."""

    code: str
    rule: str
    found: str
    needed: str = ""

    @property
    def sentence(self) -> str:
        """What it says of itself."""
        return SENTENCES[self.code]

    @property
    def passes(self) -> str:
        """What would pass instead."""
        return PASSES[self.code]

    @property
    def facts(self) -> dict[str, str]:
        """What fills both."""
        return {"rule": self.rule, "found": self.found, "needed": self.needed}


class Ruling(msgspec.Struct, frozen=True):
    """Whether a question may be asked; by which rule and on which basis, or everything that stands in the way."""

    is_allowed: bool
    rule: str = ""
    basis: Basis = ""
    basis_is: str = ""
    denials: tuple[Denial, ...] = ()


class World(msgspec.Struct, frozen=True):
    """What is known when a question is judged: kinds, articles, agreements and consents, and when offices work."""

    kinds: Mapping[str, InformationKind]
    articles: Mapping[str, Article]
    agreements: Sequence[Agreement]
    consents: Sequence[Consent]
    hours: OfficeHours


def decide(question: Question, world: World) -> Ruling:
    """Allow by the first rule that nothing is lacking of; else deny with what the nearest rule lacks."""
    kind, day = world.kinds.get(question.kind), question.at.astimezone(world.hours.zone).date()
    if kind is None or not kind.period.covers(day):
        return _denied(Denial(UNKNOWN, "", question.kind or "-"))
    mine = [one for one in world.agreements if (one.kind, one.organisation) == (kind.code, question.organisation)]
    if not mine:
        return _denied(Denial(NO_AGREEMENT, "", question.organisation, kind.holder))
    lacking: list[tuple[Denial, ...]] = []
    for rule in sorted(mine, key=lambda one: (one.number, -one.version)):
        consent = _consent(question, rule, world.consents)
        found = tuple(_lacks(question, kind, rule, world, consent, day))
        if not found:
            return _allowed(question, rule, consent)
        lacking.append(found)
    return Ruling(is_allowed=False, denials=min(lacking, key=len))


def _allowed(question: Question, rule: Agreement, consent: Consent | None) -> Ruling:
    if question.emergency:
        return Ruling(True, rule.name, "emergency", question.emergency)
    if rule.exemption:
        return Ruling(True, rule.name, "exemption", rule.exemption)
    assert consent is not None
    return Ruling(True, rule.name, "consent", consent.number)


def _denied(*denials: Denial) -> Ruling:
    return Ruling(is_allowed=False, denials=denials)


def _lacks(
    question: Question, kind: InformationKind, rule: Agreement, world: World, consent: Consent | None, day: date
) -> Iterator[Denial]:
    """Everything that a rule lacks for a question."""
    yield from _life(rule, day)
    yield from _law(question, rule, world, day)
    yield from _asker(question, kind, rule)
    if question.emergency:
        if not rule.emergency:
            yield Denial(NO_EMERGENCY, rule.name, question.emergency)
        return
    yield from _occasion(question, rule, world)
    if not rule.exemption and consent is None:
        yield _without_consent(question, rule, world.consents)


def _life(rule: Agreement, day: date) -> Iterator[Denial]:
    if rule.state != "approved":
        yield Denial(NOT_APPROVED, rule.name, rule.state)
    if not rule.period.covers(day):
        last = rule.period.until.isoformat() if rule.period.until else ""
        yield Denial(NOT_ON_DAY, rule.name, day.isoformat(), f"{rule.period.since} … {last}")


def _law(question: Question, rule: Agreement, world: World, day: date) -> Iterator[Denial]:
    if question.article != rule.article:
        yield Denial(OTHER_ARTICLE, rule.name, question.article or "-", rule.article)
    for code in filter(None, (rule.article, rule.exemption)):
        article = world.articles.get(code)
        if article is None or not article.period.covers(day):
            yield Denial(ARTICLE_NOT_IN_FORCE, rule.name, code)


def _asker(question: Question, kind: InformationKind, rule: Agreement) -> Iterator[Denial]:
    beyond = sorted(name for name in question.names if name not in rule.grants or not kind.knows(name))
    if beyond or not question.names:
        yield Denial(NOT_GRANTED, rule.name, ", ".join(beyond) or "-", _listed(rule.grants))
    if not question.roles & rule.roles:
        yield Denial(OTHER_ROLE, rule.name, _listed(question.roles), _listed(rule.roles))
    if rule.offices and question.office not in rule.offices:
        yield Denial(OTHER_OFFICE, rule.name, question.office or "-", _listed(rule.offices))
    least = max(rule.assurance, kind.least_assurance(question.names))
    if question.assurance < least:
        yield Denial(NOT_SURE_ENOUGH, rule.name, str(question.assurance), str(least))


def _occasion(question: Question, rule: Agreement, world: World) -> Iterator[Denial]:
    case = question.case
    if rule.case_kinds and case is None:
        yield Denial(NO_CASE, rule.name, "-", _listed(rule.case_kinds))
    elif rule.case_kinds and case is not None and not _fits(case, question, rule):
        yield Denial(OTHER_CASE, rule.name, f"{case.number} ({case.kind})", _listed(rule.case_kinds))
    if rule.in_office_hours and not world.hours.are_at(question.at):
        yield Denial(CLOSED_HOURS, rule.name, question.at.astimezone(world.hours.zone).isoformat())


def _fits(case: Case, question: Question, rule: Agreement) -> bool:
    """An open case of the right kind, about the subject."""
    return case.is_open and case.kind in rule.case_kinds and (not case.subjects or question.subject in case.subjects)


def _consent(question: Question, rule: Agreement, consents: Iterable[Consent]) -> Consent | None:
    """The consent that a question may rest on; whoever breaks the glass rests on none."""
    if rule.exemption or question.emergency:
        return None
    return next((one for one in _about(question, rule, consents) if _serves(one, question)), None)


def _about(question: Question, rule: Agreement, consents: Iterable[Consent]) -> Iterator[Consent]:
    """What the subject has said to this organisation about this kind and article, held or not."""
    asked = (question.subject, rule.organisation, rule.kind, rule.article)
    return (one for one in consents if (one.subject, one.organisation, one.kind, one.article) == asked)


def _serves(consent: Consent, question: Question) -> bool:
    return consent.holds(question.at) and question.names <= consent.grants


def _without_consent(question: Question, rule: Agreement, consents: Iterable[Consent]) -> Denial:
    """Why no consent serves: none was given, none holds any more, or those that hold cover something else."""
    needed = _listed(question.names)
    said = list(_about(question, rule, consents))
    holding = [one for one in said if one.holds(question.at)]
    if holding:
        covered = _listed(frozenset[str]().union(*(one.grants for one in holding)))
        return Denial(OTHER_CONSENT, rule.name, covered, needed)
    if any(one.withdrawn_at is not None and one.withdrawn_at <= question.at for one in said):
        return Denial(WITHDRAWN, rule.name, "", needed)
    return Denial(EXPIRED if said else NO_CONSENT, rule.name, "", needed)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "-"
