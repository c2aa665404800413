"""Fields as a page shows them: their words, their choices, what was typed, and what is wrong with it."""

from collections.abc import Iterable, Mapping

import msgspec
from django.utils.translation import gettext as _

from clearway.clearance.trader.drafting.checking import Remark
from clearway.clearance.trader.drafting.choices import Asked, Choice, choices
from clearway.clearance.trader.drafting.questions import Field, of_regime
from clearway.stations.drafts.public import Row

#: So many empty lines stand below those that are filled.
BLANK_ROWS = 2


class Shown(msgspec.Struct, frozen=True):
    """One field of a page."""

    id: str
    label: str
    help: str
    kind: str
    value: str
    title: str
    choices: tuple[Choice, ...]
    size: str
    most: int
    is_seldom: bool
    remarks: tuple[Remark, ...]

    @property
    def is_wrong(self) -> bool:
        """Whether it must be corrected."""
        return any(one.must_be_corrected for one in self.remarks)

    @property
    def described_by(self) -> str:
        """The elements that explain it, for those who hear the page."""
        parts = [f"{self.id}-help"] if self.help else []
        return " ".join([*parts, *([f"{self.id}-wrong"] if self.remarks else [])])


def fields(
    asked: Iterable[Field], answers: Mapping[str, str], given: Asked, remarks: Iterable[Remark], *, prefix: str = ""
) -> list[Shown]:
    """The fields of a page, or of one row of it, with their answers and what was found at each."""
    found = list(remarks)
    return [
        _shown(
            one, answers.get(one.name, ""), given, [r for r in found if r.spot and r.spot.field == one.name], prefix
        )
        for one in of_regime(tuple(asked), given.regime)
    ]


def table(
    asked: tuple[Field, ...], rows: list[Row], given: Asked, remarks: Iterable[Remark], *, name: str, blank: int
) -> list[list[Shown]]:
    """The rows of a list, and empty ones below them."""
    found = list(remarks)
    return [
        fields(asked, row, given, [r for r in found if r.spot and r.spot.row == n], prefix=f"{name}-{n}-")
        for n, row in enumerate([*rows, *({} for _ in range(blank))], start=1)
    ]


def _shown(one: Field, value: str, given: Asked, remarks: list[Remark], prefix: str) -> Shown:
    offered = choices(one.choices, given) if one.choices else ()
    return Shown(
        id=f"{prefix}{one.name}",
        label=_(one.label),
        help=_(one.help) if one.help else "",
        kind=one.kind,
        value=value,
        title=next((choice.title for choice in offered if choice.code == value), "")
        if value or one.kind == "radio"
        else "",
        choices=offered,
        size=one.size,
        most=one.most,
        is_seldom=one.more,
        remarks=tuple(remarks),
    )
