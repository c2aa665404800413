"""An officer's act as the rows that it would leave, and what the watch would find in them, in the officer's words.

It answers always: where the watch is away, slow or behind, it says so instead.
"""

import logging
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import psycopg
from django.db import DatabaseError

from clearway.clearance.officer.foreseen import Foreseen, Saving, Warned
from clearway.clearance.showing.figures import money
from clearway.core.watch import WatchRefused
from clearway.gateways.watch.own import records
from clearway.gateways.watch.own.customs import tenant_of
from clearway.gateways.watch.own.delivering import READER
from clearway.platform.calendar import day_in
from clearway.platform.events import readers
from clearway.registers.lawbook import public as lawbook
from clearway.stations.controls import public as controls
from clearway.stations.controls.public import Order
from clearway.watch.foresight import public as foresight
from clearway.watch.foresight.public import Ahead, NotBegun, NotForeseen, Row
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book

logger = logging.getLogger(__name__)

#: An officer waits no longer than so many seconds for a connection, and for each answer.
PATIENCE: Final = 0.5
#: What has waited for longer to be told to the watch makes a difference to what it says.
BEHIND: Final = timedelta(minutes=1)
#: An act on more items is asked about the first of them.
MOST_ITEMS: Final = 200
_AWAY: Final = Foreseen(is_away=True)


def foresee(saving: Saving, order: Order, language: str) -> Foreseen:
    """What the watch would find if an order were carried out and the goods left as they are declared."""
    try:
        return _foreseen(saving, order, language)
    except (psycopg.Error, DatabaseError, WatchRefused, NotBegun, NotForeseen) as error:
        logger.warning("the watch could not be asked before an act on %s: %s", saving.file.mrn, error)
        return _AWAY


def _foreseen(saving: Saving, order: Order, language: str) -> Foreseen:
    book = rulebook.current()
    tenant = tenant_of(book) if book else ""
    if book is None or not tenant:
        return Foreseen()
    today = day_in(lawbook.current(saving.at).country.time_zone, saving.at)
    rows = list(_rows(saving, order, today))
    if not rows:
        return Foreseen()
    found = foresight.foresee(tenant, rows, book, patience=PATIENCE)
    live = {one.card.id for one in book.scenarios if one.card.status == "live"}
    warned = tuple(
        _warned(one, book, language) for one in found.ahead if one.scenario in live and one.what != "settled"
    )
    waits = readers.waits_since(READER)
    return Foreseen(warned, behind_since=waits if waits and saving.at - waits > BEHIND else None)


def _rows(saving: Saving, order: Order, today: date) -> Iterator[Row]:
    """The rows that an order would leave; of one by which goods stay, what was decided alone."""
    known = records.known(saving.file, saving.case)
    by = saving.by.name.partition(":")[2]
    if _lets_go(order):
        for number, cells in enumerate(records.items(known, today)):
            if number < MOST_ITEMS:
                yield Row(records.ITEMS, "upsert", cells)
    match order:
        case controls.CloseCheck():
            yield Row(records.OVERRIDES, "upsert", records.looked_at(known, order.control, by, today))
        case controls.RecordInspection():
            control = next((one.control for one in saving.case.inspections if one.id == order.inspection), 0)
            yield Row(records.OVERRIDES, "upsert", records.looked_at(known, control, by, today))
        case controls.DecideOverride(agrees=True):
            asked = next((one for one in saving.case.overrides if one.id == order.override), None)
            if asked is not None:
                yield Row(records.OVERRIDES, "upsert", records.let_go(known, asked.id, asked.asked_by, today))


def _lets_go(order: Order) -> bool:
    """Whether goods may leave after an order, as far as it is concerned."""
    match order:
        case controls.CloseCheck(result="conform") | controls.RecordInspection(result="conform"):
            return True
        case controls.DecideOverride(agrees=True) | controls.DecideAppeal(outcome="upheld"):
            return True
        case controls.LiftHold() | controls.EndDetention():
            return True
    return False


def _warned(one: Ahead, book: Book, language: str) -> Warned:
    said = foresight.said(one, book, language)
    worth = money(said.money, said.unit) if said.money else ""
    return Warned(
        said.scenario, said.case_key, said.title, said.explanation, said.law, worth, said.formula,
        said.formula_language, said.clears,
    )  # fmt: skip
