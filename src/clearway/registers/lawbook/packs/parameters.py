"""Numbers of law, one file each: ``law/fees/processing_fee.yaml`` is the parameter ``fees.processing_fee``."""

from datetime import date
from decimal import Decimal
from typing import Any

from clearway.core.law.parameter import Parameter, ParameterValue
from clearway.registers.lawbook.packs import strict_yaml
from clearway.registers.lawbook.packs.entries import Entry
from clearway.registers.lawbook.packs.faults import FaultList
from clearway.registers.lawbook.packs.gathering import PackFiles
from clearway.registers.lawbook.packs.strict_yaml import Document


def read(files: PackFiles, faults: FaultList) -> dict[str, Parameter]:
    """Every number of law of the pack."""
    found = {}
    for path in files.under("law"):
        parameter = _parameter(files, path, faults)
        if parameter:
            found[parameter.code] = parameter
    return found


def document(files: PackFiles, path: str, faults: FaultList) -> tuple[Document, Entry] | None:
    """A YAML file whose top is a mapping."""
    text = files.text(path, faults)
    read_document = strict_yaml.read(text, path, faults) if text is not None else None
    if read_document is None:
        return None
    if not isinstance(read_document.value, dict):
        faults.add(path, 1, "LAW-007", type(read_document.value).__name__, "a mapping of keys to values")
        return None
    return read_document, entry_at(read_document, (), path, faults)


def entry_at(source: Document, place: tuple[Any, ...], path: str, faults: FaultList) -> Entry:
    """The mapping at a place of a document, with the lines of its keys."""
    value = source.value
    for step in place:
        value = value[step]
    line = source.lines.get(place, 1)
    if not isinstance(value, dict):
        faults.add(path, line, "LAW-007", f"{place[-1]}: {value}", "a mapping of keys to values")
        value = {}
    lines = {str(key): source.lines.get((*place, key), line) for key in value}
    return Entry(value, file=path, line=line, faults=faults, lines=lines)


def _parameter(files: PackFiles, path: str, faults: FaultList) -> Parameter | None:
    opened = document(files, path, faults)
    if opened is None:
        return None
    source, entry = opened
    code = path.removeprefix("law/").removesuffix(".yaml").replace("/", ".")
    title, unit = entry.text("title"), entry.text("unit")
    dated = entry.table("values")
    # Between which limits governments may set it for themselves is asked by the watch.
    entry.raw("local", required=False)
    entry.close()
    values = [value for day in dated.values if (value := _value(source, day, path, faults))]
    if [value.since for value in values] != sorted(value.since for value in values):
        entry.fault("LAW-024", f"{code} out of order", "days in ascending order", key="values")
    return Parameter(code, title, unit, tuple(sorted(values, key=lambda value: value.since)))


def _value(source: Document, day: Any, path: str, faults: FaultList) -> ParameterValue | None:
    line = source.lines.get(("values", day), 1)
    if not isinstance(day, date):
        faults.add(path, line, "LAW-007", day, "a day of the calendar, as 2026-01-31")
        return None
    # What is announced is not law yet; it holds no value until the act is there.
    if source.value["values"][day] == "expected":
        return None
    entry = entry_at(source, ("values", day), path, faults)
    value = entry.values.get("value")
    if "value" not in entry.values:
        entry.fault("LAW-006", "no value", "a number, or null with the act that abolished it")
    elif value is not None:
        value = entry.number("value")
    entry.asked.add("value")
    law, gazette = entry.law(), entry.text("gazette", required=False)
    entry.close()
    return ParameterValue(day, Decimal(value) if value is not None else None, law, gazette)
