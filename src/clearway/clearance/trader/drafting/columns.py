"""The columns of a spreadsheet of goods: what they are called in every language, and in which order they stand."""

from django.utils import translation
from django.utils.translation import gettext as _

from clearway.clearance.trader.drafting.asked_of_goods import GOODS
from clearway.clearance.trader.drafting.questions import Field, of_regime

#: Beyond these nothing is read.
MOST_COLUMNS = 40


def columns(regime: str) -> tuple[Field, ...]:
    """The fields of the goods, in the order of the template."""
    return of_regime(GOODS.row_fields, regime)


def heading(field: Field) -> str:
    """What a column is called in the reader's language."""
    return _(field.label)


def by_heading(regime: str, languages: tuple[str, ...]) -> dict[str, Field]:
    """Every heading under which a column is known: in each language of the country, and by its short name."""
    known: dict[str, Field] = {}
    for field in columns(regime):
        known[_plain(field.name)] = known[_plain(field.label)] = field
        for language in languages:
            with translation.override(language):
                known[_plain(heading(field))] = field
    return known


def of_heading(text: str, known: dict[str, Field]) -> Field | None:
    """The column that a heading names."""
    return known.get(_plain(text))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
