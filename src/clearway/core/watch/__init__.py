"""The language of the preventive watch: scenarios are written in a checked part of SQL, one text for every engine.

A text is read against the documented sources and becomes a checked query, from which every executor starts: DuckDB
over whole tables, PostgreSQL over the keys that have changed. What cannot be given one meaning by all of them is
refused when the scenario is read.
"""

from clearway.core.watch.card import LOOKING, Card, Scenario, read_card, scenario
from clearway.core.watch.differences import Difference, Found, by_key, difference, found
from clearway.core.watch.errors import (
    REFUSALS,
    NumberRefused,
    ReceivingRefused,
    ScenarioRefused,
    SourceRefused,
    WatchRefused,
)
from clearway.core.watch.local import CountedRow, LawRow, Setting, counted
from clearway.core.watch.macros import ENGINES, Engine
from clearway.core.watch.query import Query, check
from clearway.core.watch.render import kept_to, named, render
from clearway.core.watch.sources import KEY_CHANGES, LAW, Column, Sources, Table, Type, read_sources

__all__ = [
    "ENGINES",
    "KEY_CHANGES",
    "LAW",
    "LOOKING",
    "REFUSALS",
    "Card",
    "Column",
    "CountedRow",
    "Difference",
    "Engine",
    "Found",
    "LawRow",
    "NumberRefused",
    "Query",
    "ReceivingRefused",
    "Scenario",
    "ScenarioRefused",
    "Setting",
    "SourceRefused",
    "Sources",
    "Table",
    "Type",
    "WatchRefused",
    "by_key",
    "check",
    "counted",
    "difference",
    "found",
    "kept_to",
    "named",
    "read_card",
    "read_sources",
    "render",
    "scenario",
]
