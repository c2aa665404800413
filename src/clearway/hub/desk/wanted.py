"""What an official wants to know, as a form says it and the exchange is asked it."""

import re
from collections.abc import Iterator
from typing import Final, cast

import msgspec
from django.http import QueryDict

from clearway.core.law.information import Field, FieldType
from clearway.core.share import Case
from clearway.core.share.minimise import read
from clearway.hub.desk import errors
from clearway.hub.desk.offers import Offer, Part, Purpose
from clearway.hub.exchange.public import Inquiry

#: So many kinds are asked at once.
MOST_KINDS: Final = 12
LEAST_REASON, MOST_REASON, MOST_CASE = 10, 1000, 100
_SUBJECT = re.compile(r"[A-Z0-9.-]{1,60}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NAMES, _BOUND = "names", "bound:"


class Wanted(msgspec.Struct, frozen=True):
    """One form: for which article and case, about whom, which parts of which kinds, compared with what.

    ``emergency`` is the reason of an official who breaks the glass; ``is_emergency`` says that the form is for that.
    """

    article: str
    subject: str = ""
    case: str = ""
    case_kind: str = ""
    is_emergency: bool = False
    emergency: str = ""
    chosen: dict[str, tuple[str, ...]] = {}
    bounds: dict[str, str] = {}

    def has(self, kind: str, name: str) -> bool:
        """Whether a part is chosen."""
        return name in self.chosen.get(kind, ())

    def only(self, kinds: frozenset[str]) -> "Wanted":
        """The same for some of its kinds."""
        kept = {kind: names for kind, names in self.chosen.items() if kind in kinds}
        return msgspec.structs.replace(self, chosen=kept)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The fields of a form that says the same."""
        said = [("article", self.article), ("subject", self.subject), ("case", self.case)]
        said += [("case_kind", self.case_kind), ("emergency", self.emergency)]
        said += [("is_emergency", "yes")] if self.is_emergency else []
        said += [(_NAMES, f"{kind}:{name}") for kind, names in self.chosen.items() for name in names]
        said += [(f"{_BOUND}{place}", bound) for place, bound in self.bounds.items()]
        return [(name, value) for name, value in said if value]

    def inquiries(self) -> list[Inquiry]:
        """A question for each kind; each is judged and recorded by itself."""
        case = Case(self.case, self.case_kind) if self.case else None
        return [
            Inquiry(
                kind,
                frozenset(names),
                self.subject,
                self.article,
                case,
                emergency=self.emergency if self.is_emergency else "",
                bounds={name: self.bounds[f"{kind}:{name}"] for name in names if f"{kind}:{name}" in self.bounds},
            )
            for kind, names in self.chosen.items()
        ]


def said(form: QueryDict, purpose: Purpose) -> Wanted:
    """What a form says; what the purpose does not offer is not in it."""
    offered = {one.kind: {part.name: part for part in one.parts} for one in purpose.offers}
    chosen: dict[str, list[str]] = {}
    bounds = {}
    for place in form.getlist(_NAMES):
        kind, _, name = place.partition(":")
        part = offered.get(kind, {}).get(name)
        if part is None or name in chosen.get(kind, []):
            continue
        chosen.setdefault(kind, []).append(name)
        bound = form.get(f"{_BOUND}{place}", "").strip()
        if part.bound and bound:
            bounds[place] = bound
    return Wanted(
        article=purpose.article,
        subject=form.get("subject", "").strip().upper(),
        case=form.get("case", "").strip(),
        case_kind=form.get("case_kind", "") if form.get("case_kind") in purpose.case_kinds else "",
        is_emergency=purpose.emergency and form.get("is_emergency") == "yes",
        emergency=form.get("emergency", "").strip().replace("\x00", ""),
        chosen={kind: tuple(names) for kind, names in chosen.items()},
        bounds=bounds,
    )


def faults(wanted: Wanted, purpose: Purpose) -> list[errors.DeskError]:
    """Everything that keeps a form from being asked at all; whether it is allowed is not judged here."""
    offers = {one.kind: one for one in purpose.offers}
    return [*_about(wanted), *_choice(wanted, offers), *_bounds(wanted, offers)]


def _about(wanted: Wanted) -> Iterator[errors.DeskError]:
    if not _SUBJECT.fullmatch(wanted.subject):
        yield errors.SubjectUnreadable()
    if len(wanted.case) > MOST_CASE or _CONTROL.search(wanted.case):
        yield errors.CaseUnreadable()
    if wanted.is_emergency and not LEAST_REASON <= len(wanted.emergency) <= MOST_REASON:
        yield errors.ReasonTooShort(least=str(LEAST_REASON), most=str(MOST_REASON))


def _choice(wanted: Wanted, offers: dict[str, Offer]) -> Iterator[errors.DeskError]:
    if not wanted.chosen:
        yield errors.NothingChosen()
    if len(wanted.chosen) > MOST_KINDS:
        yield errors.TooMuchChosen(found=str(len(wanted.chosen)), most=str(MOST_KINDS))
    about = sorted({offers[kind].about for kind in wanted.chosen})
    if len(about) > 1:
        yield errors.SubjectsMixed(found=", ".join(about))


def _bounds(wanted: Wanted, offers: dict[str, Offer]) -> Iterator[errors.DeskError]:
    for kind, names in wanted.chosen.items():
        for part in offers[kind].parts:
            if part.name in names and not _is_readable(part, wanted.bounds.get(f"{kind}:{part.name}", "")):
                yield errors.BoundUnreadable(name=part.title)


def _is_readable(part: Part, bound: str) -> bool:
    if not bound:
        return not part.needs_bound
    return read(Field(part.name, {}, cast(FieldType, part.bound)), bound) is not None
