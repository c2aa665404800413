"""What everybody may read of the watch: findings by year and scenario, small counts hidden."""

import csv
from datetime import date

from django.http import HttpRequest, HttpResponse

from clearway.platform.calendar import now
from clearway.watch.figures import public as figures
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book

COLUMNS = ("year", "scenario", "area", "title", "told", "settled", "money_assessed", "money_settled", "unit")
#: What a count that is too small is shown as; no total is given from which it could be reckoned.
HIDDEN = "hidden"


def table(request: HttpRequest) -> HttpResponse:
    """Findings by year and scenario, for the whole country; where there are few, neither count nor money."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="watch.csv"'
    lines = csv.writer(response, lineterminator="\n")
    lines.writerow(COLUMNS)
    book = rulebook.current()
    if book is not None:
        lines.writerows(rows(book, now().date()))
    return response


def rows(book: Book, today: date) -> list[tuple[str, ...]]:
    """The lines of the file."""
    least = figures.number(book, "open_data_least", today)
    cards = {one.card.id: one.card for one in book.scenarios}
    found = []
    for one in figures.years([tenant.code for tenant in book.tenants]):
        card = cards.get(one.scenario)
        if card is None or card.status != "live":
            continue
        is_few = least is None or one.told < least
        is_part_few = is_few or (0 < one.settled < least) or (0 < one.told - one.settled < least)
        found.append(
            (
                str(one.year), one.scenario, card.area, card.title["en"],
                HIDDEN if is_few else str(one.told), HIDDEN if is_part_few else str(one.settled),
                HIDDEN if is_few else str(one.assessed), HIDDEN if is_part_few else str(one.collected),
                card.money_unit,
            )
        )  # fmt: skip
    return found
