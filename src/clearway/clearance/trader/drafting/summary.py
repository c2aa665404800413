"""Every answer of a draft before it is sent, question by question, and what the house adds to them."""

from collections.abc import Iterable, Mapping

import msgspec
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from msgspec import structs

from clearway.clearance.naming.meaning import meaning
from clearway.clearance.showing.figures import grouped, in_words, money
from clearway.clearance.trader.drafting import showing, steps
from clearway.clearance.trader.drafting.checking import Remark
from clearway.clearance.trader.drafting.choices import Asked
from clearway.clearance.trader.drafting.questions import Field, Question
from clearway.clearance.trader.drafting.showing import Shown
from clearway.core.facts.declaration import Declaration
from clearway.core.law.lawbook import Law
from clearway.stations.drafts.public import Draft

#: More goods than these are looked at in their own table.
MOST_ROWS = 100
NOTHING = "\u2013"
COMMODITY = "commodity"
WRONG, LOOK, FINE = "wrong", "look", "fine"
IN_CURRENCY = frozenset({"amount", "price", "charge"})
IN_KILOGRAMS = frozenset({"gross", "net"})
BEFORE_ARRIVAL = "before_arrival"
COMES_NEXT = {
    "export": (
        noop("You declare before the goods are shown to customs; they may not leave before that."),
        noop(
            "Take or send them to the terminal or warehouse. Its report that they have arrived shows them to customs."
        ),
        noop(
            "The report is found by the transport document (bill of lading, waybill or consignment note). You have "
            "it already? Name it among the documents above. If not, lodge without it; when your carrier gives it, "
            "open the lodged declaration and press “Change it”."
        ),
    ),
    "import": (
        noop("You declare before the goods are here; they are released once they have arrived."),
        noop("The carrier or the terminal reports their arrival: you send nothing more yourself."),
    ),
}


class Said(msgspec.Struct, frozen=True):
    """One answer in words."""

    label: str
    value: str


class Group(msgspec.Struct, frozen=True):
    """Answers that belong together, and the page on which they are changed."""

    title: str
    address: str
    said: tuple[Said, ...]


class Part(msgspec.Struct, frozen=True):
    """A question, how it stands, and everything that was answered."""

    title: str
    address: str
    state: str
    groups: tuple[Group, ...]
    more: int = 0


def parts(draft: Draft, law: Law, remarks: Iterable[Remark], parties: tuple[tuple[str, str], ...]) -> list[Part]:
    """Every question of a draft with its answers."""
    found, given = tuple(remarks), Asked(law, draft.regime, draft.answers, parties)
    return [_part(one, draft, given, found) for one in steps.told(draft, law)]


def added(declaration: Declaration, law: Law) -> list[str]:
    """What the declaration says that nobody was asked."""
    said = []
    if declaration.items:
        words = ngettext(
            "Added up from the goods: {items} item, {packages} packages, {mass} kg gross.",
            "Added up from the goods: {items} items, {packages} packages, {mass} kg gross.",
            len(declaration.items),
        )
        said.append(
            words.format(
                items=len(declaration.items),
                packages=grouped(declaration.total_packages or 0),
                mass=grouped(declaration.total_gross_mass or 0),
            )
        )
    office = law.country.offices.get(declaration.presentation_office or "")
    if office:
        said.append(_("The goods are shown to the same office: {office}.").format(office=in_words(office.titles)))
    own = law.code("countries", law.country.code)
    if declaration.regime in ("export", "import") and own:
        words = _("Sent from: {country}.") if declaration.regime == "export" else _("Sent to: {country}.")
        said.append(words.format(country=in_words(own.titles)))
    return said


def comes_next(draft: Draft, law: Law) -> list[str]:
    """What follows once a declaration is lodged before its goods are shown to customs."""
    entry = law.code("declaration_types", draft.answers.get("type"))
    if entry is None or entry.attributes.get("timing") != BEFORE_ARRIVAL:
        return []
    return [_(one) for one in COMES_NEXT.get(draft.regime, ())]


def in_words_of(shown: Iterable[Shown], currency: str) -> tuple[Said, ...]:
    """Answers in words; what is seldom needed and was left empty is not spoken of."""
    return tuple(Said(one.label, value(one, currency)) for one in shown if one.value or not one.is_seldom)


def value(one: Shown, currency: str) -> str:
    """An answer with its unit, or a code with its meaning; a dash where there is none."""
    name, text = one.id.rpartition("-")[2], one.value
    if not text:
        return (one.title if one.kind == "radio" else "") or NOTHING
    if one.title and one.title != text:
        return f"{one.title} ({text})"
    if name in IN_CURRENCY:
        return money(text, currency) if currency and _is_number(text) else text
    return f"{_grouped(text)} kg" if name in IN_KILOGRAMS else text


def _grouped(text: str) -> str:
    """Digits in threes; what cannot be read stands as it was typed."""
    return grouped(text) if _is_number(text) else text


def _is_number(text: str) -> bool:
    return text.isascii() and text.replace(".", "", 1).isdecimal()


def _part(one: Question, draft: Draft, given: Asked, remarks: tuple[Remark, ...]) -> Part:
    of = [each for each in remarks if each.spot and each.spot.question == one.name]
    state = WRONG if any(each.must_be_corrected for each in of) else LOOK if of else FINE
    address = f"/drafts/{draft.id}/{one.name}"
    # What stands at no place of a declaration only helps to answer another field, and is shown there.
    asked = tuple(field for field in one.fields if field.places or draft.answers.get(field.name))
    single = showing.fields(asked, draft.answers, given, ())
    currency = draft.answers.get("currency", "")
    groups = [Group("", address, in_words_of(single, currency))] if single else []
    rows = draft.rows.get(one.rows, []) if one.rows else []
    groups += [
        Group(
            f"{_(ONE_OF.get(one.row_title, one.row_title) or ITEM)} {n}",
            f"{address}/{n}" if one.rows == "items" else address,
            _of_row(one.row_fields, row, given, currency),
        )
        for n, row in enumerate(rows[:MOST_ROWS], start=1)
    ]
    if one.rows == "documents" and not rows:
        groups.append(Group("", address, (Said(_("Documents"), _("None")),)))
    looked = "?look" if of else ""
    return Part(_(one.title), address + looked, state, tuple(groups), max(0, len(rows) - MOST_ROWS))


def _of_row(fields: tuple[Field, ...], row: Mapping[str, str], given: Asked, currency: str) -> tuple[Said, ...]:
    shown = [_with_meaning(one, given.law) for one in showing.fields(fields, row, given, ())]
    return tuple(one for one in in_words_of(shown, currency) if one.value != NOTHING)


def _with_meaning(one: Shown, law: Law) -> Shown:
    """A commodity code is confirmed by what it means in full."""
    line = law.declared(one.value.replace(" ", "")) if one.id.rpartition("-")[2] == COMMODITY else None
    return structs.replace(one, title=meaning(law, line.code, get_language() or "en")) if line else one


ITEM = noop("Item")
#: What one row is called, by what all of them are called together.
ONE_OF = {
    "Documents": noop("Document"),
    "Containers": noop("Container"),
    "Earlier documents": noop("Earlier document"),
    "Authorisations": noop("Authorisation"),
}
