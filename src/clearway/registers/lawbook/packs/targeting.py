"""Targeting rules and named lists: cards in ``targeting/``, lists in ``lists/``."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from clearway.core.law.lawbook import RandomStream, TargetingRule
from clearway.core.target import check_rule
from clearway.registers.lawbook.packs import strict_yaml
from clearway.registers.lawbook.packs.entries import Entry
from clearway.registers.lawbook.packs.faults import FaultList
from clearway.registers.lawbook.packs.gathering import PackFiles
from clearway.registers.lawbook.packs.parameters import entry_at
from clearway.registers.lawbook.packs.strict_yaml import Document

RANDOM_STREAM = "targeting/random_stream.yaml"
LANES = frozenset({"green", "yellow", "red", "blue"})
STATUSES = frozenset({"draft", "trial", "live", "retired"})


def read(files: PackFiles, lists: Mapping[str, frozenset[str]], faults: FaultList) -> tuple[TargetingRule, ...]:
    """Every targeting rule; one file holds one card or a list of them."""
    found: dict[str, TargetingRule] = {}
    for path in files.under("targeting"):
        if path == RANDOM_STREAM or not path.endswith(".yaml"):
            continue
        for entry in _cards(files, path, faults):
            rule = _rule(entry)
            if rule.code in found:
                entry.fault("LAW-012", rule.code, "each rule once", key="code")
            trouble = check_rule(rule, lists)
            if trouble:
                entry.fault(
                    "LAW-023", trouble, "a condition in the subset of SQL that the catalogue describes", key="sql"
                )
            found[rule.code] = rule
    return tuple(sorted(found.values(), key=lambda rule: rule.code))


def random_stream(files: PackFiles, faults: FaultList) -> RandomStream:
    """The share looked at by chance; a pack without one looks at nothing by chance."""
    if RANDOM_STREAM not in files.files:
        return RandomStream("0", "red", "")
    source = _document(files, RANDOM_STREAM, faults)
    if source is None or not isinstance(source.value, dict):
        return RandomStream("0", "red", "")
    entry = entry_at(source, (), RANDOM_STREAM, faults)
    stream = RandomStream(entry.text("share"), entry.choice("lane", LANES), entry.law())
    entry.close()
    if not re.fullmatch(r"0(\.[0-9]{1,6})?|1", stream.share):
        entry.fault("LAW-007", stream.share, "a share from 0 to 1, quoted", key="share")
        return RandomStream("0", "red", "")
    return stream


def named_lists(files: PackFiles, faults: FaultList) -> dict[str, frozenset[str]]:
    """Lists that rules refer to by name; a file ``lists/<name>.yaml`` holds members, titled and with a law."""
    found = {}
    for path in files.under("lists"):
        source = _document(files, path, faults)
        if source is None:
            continue
        if not isinstance(source.value, dict):
            faults.add(path, 1, "LAW-007", type(source.value).__name__, "a mapping with title, law and members")
            continue
        entry = entry_at(source, (), path, faults)
        entry.text("title")
        entry.law()
        members = entry.words("members", required=True)
        entry.close()
        found[path.removeprefix("lists/").removesuffix(".yaml")] = frozenset(members)
    return found


def _document(files: PackFiles, path: str, faults: FaultList) -> Document | None:
    text = files.text(path, faults)
    return strict_yaml.read(text, path, faults) if text is not None else None


def _cards(files: PackFiles, path: str, faults: FaultList) -> list[Entry]:
    source = _document(files, path, faults)
    if source is None:
        return []
    if isinstance(source.value, list):
        return [entry_at(source, (position,), path, faults) for position in range(len(source.value))]
    if isinstance(source.value, dict):
        return [entry_at(source, (), path, faults)]
    faults.add(path, 1, "LAW-007", type(source.value).__name__, "a card, or a list of cards")
    return []


def _rule(entry: Entry) -> TargetingRule:
    rule = TargetingRule(
        code=entry.text("code"),
        title=entry.text("title"),
        period=entry.period(),
        law=entry.law(),
        lane=entry.choice("lane", LANES),
        sql=entry.text("sql"),
        reason_class=entry.text("reason_class"),
        owner=entry.text("owner"),
        status=entry.choice("status", STATUSES),
        parameters=_parameters(entry),
    )
    entry.close()
    return rule


def _parameters(entry: Entry) -> dict[str, Decimal | str]:
    found: dict[str, Decimal | str] = {}
    values: dict[Any, Any] = entry.table("parameters", required=False).values
    for name, value in values.items():
        if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
            entry.fault("LAW-007", f"{name}: {value}", "a number or text", key="parameters")
            continue
        found[name] = value if isinstance(value, str) else Decimal(value)
    return found
