"""Where a finding is shown: the page, the row and the field that speak of a place of the declaration."""

import re
from functools import lru_cache

import msgspec

from clearway.clearance.trader.drafting.asked import QUESTIONS
from clearway.clearance.trader.drafting.assembling_goods import sequence_of
from clearway.clearance.trader.drafting.questions import of_regime
from clearway.stations.drafts.public import Draft

ROW = "{n}"
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


class Spot(msgspec.Struct, frozen=True):
    """A field of the form; row 0 stands for a field outside rows, or for a row that is missing."""

    question: str
    row: int = 0
    field: str = ""


class _Known(msgspec.Struct, frozen=True):
    parts: tuple[str, ...]
    spot: Spot
    is_row: bool


def spot(path: str, draft: Draft) -> Spot | None:
    """Where a path is asked for; nothing where the form does not ask for it."""
    parts = tuple(path.split("/"))
    if "documents" in parts[:4] and "previous_documents" not in parts:
        return _of_documents(parts, draft)
    best, found = (0, 0), None
    for known in _known(draft.regime):
        score = _agreement(known, parts)
        if score is not None and score > best:
            best, found = score, known
    if found is None:
        return None
    is_whole_list = ROW in found.parts[len(parts) :]
    return msgspec.structs.replace(
        found.spot, row=_row(found, parts), field="" if is_whole_list else found.spot.field
    )


def path_of_pointer(pointer: str) -> str:
    """A JSON pointer into a declaration as a path of ours: ``/goodsShipment/items/0/price`` is item 1's price.

    A reader of many declarations names the line before the pointer.
    """
    steps = [one for one in pointer[max(pointer.find("/"), 0) :].split("/") if one]
    return "/".join(str(int(one) + 1) if one.isdigit() else _CAPITAL.sub("_", one).lower() for one in steps)


def _agreement(known: _Known, path: tuple[str, ...]) -> tuple[int, int] | None:
    """How well a place fits a path: by the steps they share, then by how little one is longer than the other.

    What is said of a whole list belongs to the page of its rows, not to a field that stands for all of them.
    """
    place = known.parts
    shared = min(len(place), len(path))
    if ROW in place[len(path) :] and not known.is_row:
        return None
    if any(mine not in (ROW, theirs) for mine, theirs in zip(place[:shared], path[:shared], strict=True)):
        return None
    return shared, -abs(len(place) - len(path))


def _row(known: _Known, path: tuple[str, ...]) -> int:
    if not known.is_row or ROW not in known.parts:
        return 0
    place = known.parts.index(ROW)
    return int(path[place]) if place < len(path) and path[place].isdigit() else 0


def _of_documents(path: tuple[str, ...], draft: Draft) -> Spot:
    """Documents stand in one table; on the declaration they are spread over the items they are for."""
    place = path.index("documents")
    item = "" if place == 0 else str(_sequence(draft, int(path[place - 1])))
    number = int(path[place + 1]) if len(path) > place + 1 and path[place + 1].isdigit() else 0
    of_item = [
        n
        for n, row in enumerate(draft.rows.get("documents", []), start=1)
        if row.get("item", "").strip() == item and not row.get("other")
    ]  # fmt: skip
    field = {"id": "number", "status_code": "status"}.get(path[-1], "code")
    return Spot("documents", of_item[number - 1] if 0 < number <= len(of_item) else 0, field)


def _sequence(draft: Draft, position: int) -> int:
    rows = draft.rows.get("items", [])
    return sequence_of(rows[position - 1], position) if 0 < position <= len(rows) else position


@lru_cache(maxsize=8)
def _known(regime: str) -> tuple[_Known, ...]:
    return tuple(
        _Known(tuple(place.split("/")), Spot(question.name, 0, field.name), is_row)
        for question in QUESTIONS
        if regime in question.regimes
        for fields, is_row in ((question.fields, False), (question.row_fields, True))
        for field in of_regime(fields, regime)
        for place in field.places
    )
