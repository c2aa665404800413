"""What the desks show, in words: findings, steps and money."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.core.watch import KEY_CHANGES, Card, Scenario
from clearway.core.watch.languages import COMMON, Words, told
from clearway.platform.events.log import Told
from clearway.watch.cases.public import Standing
from clearway.watch.desks.seat import Seat, Spoken, in_words, spoken
from clearway.watch.findings.public import Finding

SEVERITIES: Final = {"urgent": noop("Urgent"), "warning": noop("Soon"), "notice": noop("In time")}
STATES: Final = {
    "waiting": noop("Waits to be looked at"),
    "checked": noop("Looked at"),
    "acted": noop("Acted on; the records do not show it yet"),
    "excluded": noop("Excepted"),
    "settled": noop("Settled"),
}
STATUSES: Final = {
    "draft": noop("Draft"),
    "trial": noop("On trial"),
    "live": noop("In force"),
    "retired": noop("No longer used"),
}
REASONS: Final = {
    "lawful": noop("The law allows it in this case"),
    "elsewhere": noop("It is dealt with in another case or by a court"),
    "record-error": noop("A record is wrong, and its correction is under way"),
    "other-government": noop("Another government is responsible"),
    "disaster": noop("Put off by an order for a disaster or hardship"),
}
CAUSES: Final = {
    "changed": noop("A record on which it rested has changed"),
    "ended": noop("Its last day is past"),
    "reviewed": noop("A second person would not have excepted it"),
}
HAPPENED: Final = {
    "watch.finding-seen.v1": noop("Records were delivered that do not fit"),
    "watch.finding-changed.v1": noop("Records of the case changed"),
    "watch.finding-told.v1": noop("Official, manager and auditor were told at once"),
    "watch.finding-settled.v1": noop("The records fit: settled"),
    "watch.finding-checked.v1": noop("Looked at"),
    "watch.finding-acted-on.v1": noop("Acted on"),
    "watch.finding-excluded.v1": noop("Excepted"),
    "watch.exclusion-lapsed.v1": noop("The exception is over"),
    "watch.finding-escalated.v1": noop("The day has passed; the manager was told"),
    "watch.review-asked.v1": noop("Drawn to be looked at by a second person"),
    "watch.exclusion-reviewed.v1": noop("A second person has looked at the exception"),
}
#: A step somebody took, in a list of their own.
STEPS: Final = {
    "checked": noop("Looked at"),
    "acted": noop("Acted on"),
    "excluded": noop("Excepted"),
}
#: What scenarios are about.
FIELDS: Final = {
    "customs": noop("Customs"),
    "duties": noop("Fees and charges"),
    "finance": noop("Finance"),
    "permits": noop("Permits"),
    "staff": noop("Staff"),
    "tax": noop("Tax"),
    "welfare": noop("Welfare"),
}
#: Thousands stand apart by a space that is never broken.
_THIN: Final = "\u202f"
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_NAME: Final = re.compile(r"\{(\w+)\}")
_UNIT: Final = re.compile(r" ?\([^()]*\)$")
_LOOKS: Final = {"urgent": "state-refused", "warning": "state-late", "notice": ""}


def amount(value: Decimal | str | None, unit: str = "") -> str:
    """Money as it is read; nothing where there is none."""
    if value is None:
        return ""
    try:
        told = f"{Decimal(value):,.2f}".replace(",", _THIN)
    except InvalidOperation:
        told = str(value)
    return f"{told}\u00a0{unit}" if unit else told


def field(name: str) -> str:
    """What scenarios of a field are about, in words; a pack's own field as the pack names it."""
    return _(FIELDS[name]) if name in FIELDS else name.replace("-", " ").capitalize()


def desk(owner: str, seat: Seat) -> Spoken:
    """What a desk is called; one that the pack does not name, as it stands."""
    return spoken(seat.book.desks.get(owner) or {COMMON: owner})


def system(name: str, seat: Seat) -> str:
    """What a system is called that delivers; changes of keys come of any."""
    if name == KEY_CHANGES.system:
        return _("Any system")
    return in_words(seat.book.systems.get(name, {}), name.replace("-", " ").capitalize())


def source(name: str, seat: Seat) -> Spoken:
    """What a source is called."""
    return spoken(seat.book.sources.table(name).title)


def plain(value: str | None, *, is_amount: bool) -> str:
    """A value of the evidence as it is read; amounts have their thousands apart."""
    if value is None:
        return _("nothing")
    return f"{Decimal(value):,f}".replace(",", _THIN) if is_amount and _NUMBER.fullmatch(value) else value


def row(one: Standing, seat: Seat) -> dict[str, Any]:
    """A finding as a line of a list."""
    scenario = scenario_of(one.finding.scenario, seat)
    card = scenario.card if scenario else None
    state = "settled" if one.finding.state == "settled" else one.state
    return {
        "one": one,
        "title": in_words(card.title, one.finding.scenario) if card else one.finding.scenario,
        "says": sentence(scenario.card.explanation, one.finding, scenario, seat).text if scenario else "",
        "severity": _(SEVERITIES[card.severity]) if card else "",
        "look": _LOOKS[card.severity] if card else "",
        "money": amount(one.finding.money, card.money_unit if card else ""),
        "tenant": seat.title_of(one.finding.tenant),
        "state": _(STATES[state]),
        "is_settled": state == "settled",
        "is_late": one.is_late(seat.today),
        "official": one.official,
        "is_mine": one.official == seat.name,
        "reason": _(REASONS[one.reason]) if one.reason in REASONS else "",
    }


def explained(one: Standing, seat: Seat) -> dict[str, Any]:
    """Everything that a scenario's card says of a finding, its names filled."""
    scenario = scenario_of(one.finding.scenario, seat)
    if scenario is None:
        return {}
    card = scenario.card
    return {
        "card": card,
        "clears": sentence(card.clears, one.finding, scenario, seat).text,
        "formula": sentence(card.money_says, one.finding, scenario, seat),
        "innocent": [spoken(one) for one in card.innocent_explanations],
        "evidence": [
            _cell(name, one.finding.evidence[name], scenario, seat)
            for name in scenario.query.columns
            if name in one.finding.evidence
        ],
        "desk": desk(one.owner, seat),
        "sources": [(name, source(name, seat)) for name in sorted(scenario.sources)],
    }


def sentence(words: Words, one: Finding, scenario: Scenario, seat: Seat) -> Spoken:
    """A sentence of a card with what was found under its names, in the language in which it is read."""
    said = spoken(words)
    found = {name: _value(name, value, scenario, seat, said.lang) for name, value in one.evidence.items()}
    facts = {**found, "case_key": one.case_key, "money": amount(one.money)}
    return Spoken(_NAME.sub(lambda match: facts.get(match[1], match[0]), said.text), said.lang)


def blank(words: Words, scenario: Scenario, seat: Seat) -> Spoken:
    """A sentence of a card as it is before anything was found: its names stand apart, as words to be filled in."""
    said = spoken(words)
    parts = _NAME.split(said.text)
    slots = [*(_slot(told(seat.book.words.label(name, scenario), said.lang)) for name in parts[1::2]), ""]
    return Spoken(format_html_join("", "{}{}", zip(parts[::2], slots, strict=True)), said.lang)


def _slot(label: str) -> SafeString:
    """A label inside a sentence begins small, unless it is an abbreviation; its unit stands in the sentence."""
    named = _UNIT.sub("", label)
    small = named[:1].lower() + named[1:] if named[1:2].islower() else named
    return format_html('<var class="watch-slot">{}</var>', small)


def moment(told: Told) -> dict[str, Any]:
    """Something that happened to a finding, in words."""
    facts = told.facts
    reason = str(facts.get("reason", ""))
    said = [str(facts[name]) for name in ("text", "evidence") if facts.get(name)]
    cause = _(CAUSES[str(facts["cause"])]) if facts.get("cause") in CAUSES else ""
    return {
        "at": told.at,
        "what": _(HAPPENED.get(told.type, told.type)),
        "by": told.actor.removeprefix("user:"),
        "reason": _(REASONS[reason]) if reason in REASONS else cause,
        "said": said,
        "until": facts.get("until", ""),
        "money": amount(facts["money"]) if facts.get("money") else "",
    }


def scenario_of(number: str, seat: Seat) -> Scenario | None:
    """The scenario of a number, as it is in force."""
    return next((one for one in seat.book.scenarios if one.card.id == number), None)


def card_of(number: str, seat: Seat) -> Card | None:
    """The card of a scenario."""
    found = scenario_of(number, seat)
    return found.card if found else None


def _cell(name: str, value: str | None, scenario: Scenario, seat: Seat) -> dict[str, Any]:
    """A value of the evidence by what its column is called.

    What the column means, where a source has one of this name, is written in English and for readers of it.
    """
    language = get_language() or COMMON
    tables = (seat.book.sources.table(source) for source in sorted(scenario.sources))
    meanings = (column.meaning for table in tables for column in table.columns if column.name == name)
    return {
        "name": spoken(seat.book.words.label(name, scenario)), "value": _value(name, value, scenario, seat, language),
        "meaning": next(meanings, "") if language == COMMON else "",
    }  # fmt: skip


def _value(name: str, value: str | None, scenario: Scenario, seat: Seat, language: str) -> str:
    """A value of the evidence as it is read; a code in words."""
    word = seat.book.words.word(value, name, scenario, seat.book.sources)
    return told(word, language) if word else plain(value, is_amount=_is_amount(name, scenario))


def _is_amount(name: str, scenario: Scenario) -> bool:
    cell = scenario.query.columns.get(name)
    return cell is not None and cell.type is not None and cell.type.kind == "decimal"
