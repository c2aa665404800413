"""Who the country is: ``pack.toml``, ``offices.csv`` and ``calendar/*.yaml``."""

import tomllib
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, cast, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from clearway.core.kernel.money import RoundingMode
from clearway.core.kernel.period import Period
from clearway.core.law.country import Calendar, Contact, Country, Office, Payee, Rounding
from clearway.registers.lawbook.packs import tables
from clearway.registers.lawbook.packs.entries import Entry
from clearway.registers.lawbook.packs.faults import FaultList
from clearway.registers.lawbook.packs.gathering import PackFiles
from clearway.registers.lawbook.packs.parameters import document

PACK = "pack.toml"
OFFICE_ROLES = frozenset({"import", "export", "transit", "warehouse", "exit", "supervision"})
#: Subjects whose amounts every country must know how to round.
SUBJECTS = ("customs_value", "duty", "excise", "vat", "fee")


class Identity(NamedTuple):
    """What the head of a pack says: its version, the country, and the days its tariff is complete for."""

    version: str
    country: Country
    declarable_length: int
    first_day: date


def read(files: PackFiles, faults: FaultList) -> Identity:
    """The country, its offices and its calendar."""
    head = Entry(_toml(files, faults), file=PACK, line=1, faults=faults, lines=_lines(files, faults))
    country = head.table("country")
    languages = country.words("languages", required=True)
    titles, nomenclature = country.table("titles"), head.table("nomenclature")
    recognition = head.table("recognition", required=False)
    identity = Identity(
        version=head.text("version"),
        country=Country(
            code=country.code("code", "[A-Z]{2}"),
            titles=titles.titles(languages, ""),
            currency=country.code("currency", "[A-Z]{3}"),
            languages=languages,
            time_zone=_zone(country),
            roundings=_roundings(head),
            offices=_offices(files, languages, faults),
            calendar=_calendar(files, faults),
            recognised_registrations=frozenset(recognition.words("registrations")),
            recognition_law=recognition.law() if recognition.values else "",
            payees=_payees(head, languages),
            contact=_contact(head, languages),
        ),
        declarable_length=int(nomenclature.number("declarable_length") or 8),
        first_day=nomenclature.day("first_day") or date.max,
    )
    for entry in (head, country, titles, nomenclature, recognition):
        entry.close()
    return identity


def _payees(head: Entry, languages: tuple[str, ...]) -> tuple[Payee, ...]:
    """To whom is paid, account by account; no two on one day."""
    found: list[Payee] = []
    for values in head.raw("payees", required=False) or ():
        row = Entry(values, file=PACK, line=head.lines.get("payees", 1), faults=head.faults)
        one = Payee(row.titles(languages), row.text("account"), row.text("bank"), row.period(), row.law())
        if any(_overlap(other.period, one.period) for other in found):
            row.fault("LAW-012", one.account, "one payee on each day")
        row.close()
        found.append(one)
    return tuple(found)


def _overlap(one: Period, other: Period) -> bool:
    return one.covers(other.since) or other.covers(one.since)


def _contact(head: Entry, languages: tuple[str, ...]) -> Contact | None:
    table = head.table("contact", required=False)
    if not table.values:
        return None
    found = Contact(table.text("telephone"), table.text("email"), table.titles(languages))
    table.close()
    return found


def _toml(files: PackFiles, faults: FaultList) -> dict[str, Any]:
    text = files.text(PACK, faults)
    if text is None:
        return {}
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        faults.add(PACK, 0, "LAW-003", str(error), "well-formed TOML")
        return {}


def _lines(files: PackFiles, faults: FaultList) -> dict[str, int]:
    """Where the tables begin; TOML's reader keeps no places."""
    text = files.text(PACK, FaultList()) or ""
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("["):
            found.setdefault(line.strip("[] ").partition(".")[0], number)
    return found


def _zone(country: Entry) -> str:
    name = country.text("time_zone")
    try:
        ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        country.fault("LAW-008", f"time_zone: {name}", "the IANA name of a time zone")
    return name


def _roundings(head: Entry) -> dict[str, Rounding]:
    table = head.table("roundings")
    found = {}
    for subject in (*SUBJECTS, *(name for name in table.values if name not in SUBJECTS)):
        entry = table.table(subject)
        if not entry.values:
            continue
        step, mode = entry.number("step"), entry.choice("mode", get_args(RoundingMode))
        if step is not None and step <= 0:
            entry.fault("LAW-008", f"step: {step}", "a step above zero")
        found[subject] = Rounding(step or Decimal(1), cast(RoundingMode, mode or "half-up"), entry.law())
        entry.close()
    return found


def _offices(files: PackFiles, languages: tuple[str, ...], faults: FaultList) -> dict[str, Office]:
    found: dict[str, Office] = {}
    columns = ("code", "since", "until", "roles", "location", *(f"title_{language}" for language in languages))
    for row in tables.rows(files, "offices.csv", columns, faults):
        code, roles = row.code("code", "[A-Z]{2}[0-9]{6}"), frozenset(row.words("roles", required=True))
        for role in sorted(roles - OFFICE_ROLES):
            row.fault("LAW-008", f"roles: {role}", f"one of {', '.join(sorted(OFFICE_ROLES))}")
        if code in found:
            row.fault("LAW-012", code, "each office once")
        found[code] = Office(code, row.titles(languages), roles, row.period(), row.text("location", required=False))
    return found


def _calendar(files: PackFiles, faults: FaultList) -> Calendar:
    rest: set[int] = set()
    holidays: dict[date, str] = {}
    for path in files.under("calendar"):
        opened = document(files, path, faults)
        if opened is None:
            continue
        entry = opened[1]
        rest.update(day for day in entry.raw("rest_weekdays") or () if isinstance(day, int))
        for day, name in entry.table("holidays").values.items():
            if not isinstance(day, date) or not isinstance(name, str):
                entry.fault("LAW-007", f"{day}: {name}", "a day of the calendar and the name of the holiday")
                continue
            holidays[day] = name
        entry.law()
        entry.close()
    return Calendar(frozenset(rest), holidays)
