"""How the work of officers changes: one act, one function; who may act is asked first, then what is locked."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from clearway.core.control.deciding import Act
from clearway.platform.identity.actor import Actor
from clearway.platform.identity.permissions import Permission
from clearway.stations.controls import contracts
from clearway.stations.controls.actions import appealing, asking, checking, holding, inspecting, overriding, refusing
from clearway.stations.controls.actions.asked import must_be_of_the_office, must_be_possible
from clearway.stations.controls.actions.assigning import (
    ask_for_decision,
    assign,
    close_open,
    give_out_again,
    open_control,
)
from clearway.stations.controls.contracts import FileNow, Order

__all__ = ["ACTS", "ask_for_decision", "assign", "close_open", "open_control", "perform"]


class Row(NamedTuple):
    """An act: what it needs, in which states of the declaration it has a meaning, and who carries it out."""

    permission: Permission
    act: Act | None
    carry_out: Callable[..., str | None]
    is_officers: bool = True


#: Every act on a file. What is done gives back the state the declaration is to stand in, or nothing.
ACTS: dict[type[Any], Row] = {
    contracts.CloseCheck: Row("files:work", "control", checking.close_check),
    contracts.CheckAgain: Row("files:work", "control", checking.check_again),
    contracts.OrderInspection: Row("files:work", "control", inspecting.order_inspection),
    contracts.RecordInspection: Row("files:work", "control", inspecting.record_inspection),
    contracts.Ask: Row("files:work", "ask", asking.ask),
    contracts.Answer: Row("declarations:write", None, asking.answer, is_officers=False),
    contracts.PlaceHold: Row("files:work", "hold", holding.place_hold),
    contracts.LiftHold: Row("files:work", "hold", holding.lift_hold),
    contracts.Detain: Row("files:work", "detain", refusing.detain),
    contracts.EndDetention: Row("files:work", "end detention", refusing.end_detention),
    contracts.Refuse: Row("files:work", "refuse", refusing.refuse),
    contracts.AskOverride: Row("files:work", "override", overriding.ask_override),
    contracts.DecideOverride: Row("files:override", None, overriding.decide_override),
    contracts.LodgeAppeal: Row("declarations:write", None, appealing.lodge_appeal, is_officers=False),
    contracts.DecideAppeal: Row("files:work", None, appealing.decide_appeal),
    contracts.GiveOutAgain: Row("files:override", None, give_out_again),
}


@transaction.atomic
def perform(order: Order, file: FileNow, *, by: Actor, at: datetime) -> str | None:
    """Carry out one act on a locked declaration; gives back the state it is to stand in, where that changes."""
    row = ACTS[type(order)]
    by.must(row.permission)
    if row.is_officers:
        must_be_of_the_office(file, by)
    if row.act is not None:
        must_be_possible(row.act, file)
    return row.carry_out(order, file, by=by, at=at)
