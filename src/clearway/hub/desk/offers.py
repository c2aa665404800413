"""What an official may choose from: kinds and their parts, from the agreements of their organisation and role."""

from collections.abc import Iterable, Iterator

import msgspec

from clearway.core.law.information import Catalogue, InformationKind, Predicate
from clearway.core.share import Agreement
from clearway.hub.agreements import public as agreements
from clearway.hub.citizen.public import in_words
from clearway.hub.desk.clerk import Clerk

#: Predicates of these comparisons need a bound of the question, unless the catalogue has one.
_NEED_BOUND = frozenset({"at-least", "at-most", "years-at-least", "equals"})
#: In which order people think of what something is about.
_ORDER = ("person", "business", "parcel", "vehicle")


class Part(msgspec.Struct, frozen=True):
    """A field or an answer that may be asked for; ``bound`` is the type of what it is judged against."""

    name: str
    title: str
    is_answer: bool
    is_special: bool
    bound: str = ""
    needs_bound: bool = False


class Offer(msgspec.Struct, frozen=True):
    """A kind of information that an agreement lets an official ask for, for one article."""

    kind: str
    title: str
    holder: str
    about: str
    article: str
    parts: tuple[Part, ...]
    case_kinds: frozenset[str]
    needs_consent: bool
    emergency: bool

    def found_by(self, words: str) -> bool:
        """Whether every word stands in its code, its title, its holder's or a part's."""
        said = " ".join((self.kind, self.title, self.holder, *(part.title for part in self.parts))).casefold()
        return all(word in said for word in words.casefold().split())


class Purpose(msgspec.Struct, frozen=True):
    """An article under which an official may ask, and for how many kinds."""

    article: str
    title: str
    law: str
    offers: tuple[Offer, ...]
    #: What kinds of case are called.
    cases: dict[str, str] = {}

    @property
    def emergency(self) -> bool:
        """Whether somebody may break the glass for it."""
        return any(one.emergency for one in self.offers)

    @property
    def abouts(self) -> list[str]:
        """The sorts of things it is about, persons first."""
        return sorted({one.about for one in self.offers}, key=_ORDER.index)

    @property
    def case_kinds(self) -> list[str]:
        """The kinds of case that its agreements ask for."""
        return sorted(frozenset[str]().union(*(one.case_kinds for one in self.offers)))

    @property
    def case_choices(self) -> list[tuple[str, str]]:
        """The kinds of case with what they are called, by title."""
        return sorted(((code, self.case_title(code)) for code in self.case_kinds), key=lambda one: one[1])

    def case_title(self, code: str) -> str:
        """What a kind of case is called."""
        return self.cases.get(code, code)


def purposes(clerk: Clerk) -> tuple[Purpose, ...]:
    """Everything an official may ask for, by article."""
    found: dict[str, dict[str, Offer]] = {}
    for rule in _live(clerk):
        offer = _offer(rule, clerk.catalogue)
        if offer is not None:
            mine = found.setdefault(rule.article, {})
            mine[offer.kind] = _joined(mine[offer.kind], offer) if offer.kind in mine else offer
    return tuple(
        _purpose(
            article,
            tuple(sorted(mine.values(), key=lambda one: (_ORDER.index(one.about), one.holder, one.title))),
            clerk,
        )
        for article, mine in sorted(found.items())
    )


def _live(clerk: Clerk) -> Iterator[Agreement]:
    day = clerk.law.day
    for rule in agreements.of_organisation(clerk.organisation):
        is_here = not rule.offices or clerk.actor.office in rule.offices
        if rule.is_live(day) and clerk.actor.role in rule.roles and is_here:
            yield rule


def _purpose(article: str, offers: tuple[Offer, ...], clerk: Clerk) -> Purpose:
    known = clerk.catalogue.articles.get(article)
    title, law = (in_words(known.titles, article), known.law) if known else (article, "")
    cases = {code: in_words(titles, code) for code, titles in clerk.catalogue.cases.items()}
    return Purpose(article, title, law, offers, cases)


def _offer(rule: Agreement, catalogue: Catalogue) -> Offer | None:
    kind = catalogue.kinds.get(rule.kind)
    if kind is None:
        return None
    return Offer(
        kind=kind.code,
        title=in_words(kind.titles, kind.code),
        holder=in_words(catalogue.holders[kind.holder].titles, kind.holder),
        about=kind.about,
        article=rule.article,
        parts=tuple(sorted(_parts(kind, rule.grants), key=lambda one: (not one.is_answer, one.title))),
        case_kinds=rule.case_kinds,
        needs_consent=not rule.exemption,
        emergency=rule.emergency,
    )


def _joined(one: Offer, other: Offer) -> Offer:
    """Two agreements about one kind and article; which of them serves is decided when it is asked."""
    parts = {part.name: part for part in (*one.parts, *other.parts)}
    return msgspec.structs.replace(
        one,
        parts=tuple(sorted(parts.values(), key=lambda part: (not part.is_answer, part.title))),
        case_kinds=one.case_kinds | other.case_kinds,
        needs_consent=one.needs_consent and other.needs_consent,
        emergency=one.emergency or other.emergency,
    )


def _parts(kind: InformationKind, grants: Iterable[str]) -> Iterator[Part]:
    for name in grants:
        if not kind.knows(name):
            continue
        predicate = kind.predicates.get(name)
        titles = predicate.titles if predicate else kind.fields[name].titles
        is_special = kind.sensitivity(name) == "special"
        bound = _bound(kind, predicate) if predicate else ""
        needed = bool(predicate and bound and predicate.comparison in _NEED_BOUND)
        yield Part(name, in_words(titles, name), predicate is not None, is_special, bound, needed)


def _bound(kind: InformationKind, predicate: Predicate) -> str:
    """The type of what the question names for a predicate; nothing where the catalogue has said it."""
    if predicate.comparison == "on-day":
        return "date"
    if predicate.bound or predicate.comparison not in _NEED_BOUND:
        return ""
    return "number" if predicate.comparison == "years-at-least" else kind.fields[predicate.field].type
