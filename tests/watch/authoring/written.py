"""A scenario as an auditor writes it: from the shape of something missing after a deadline, with its fixtures."""

from typing import Any

from clearway.watch.authoring import public as authoring
from clearway.watch.authoring.public import Written
from clearway.watch.rulebook.public import Book
from tests.watch.country import instant

MINISTRY, AREA, ID = "DL", "tax", "LT-97"
FIRST, SECOND = "user:author", "user:second"
AT = instant()
GIVEN = {
    "event": "building_permits.building", "event_day": "building_permits.use_approved_on", "days": "30",
    "answer": "tax_assessments.property", "answer_day": "tax_assessments.assessed_on",
    "answer_where": "tax_assessments.tax", "answer_where_is": "acquisition",
    "money": "building_permits.declared_value",
}  # fmt: skip
REST = {
    "law": "Local Taxes Act 2016, s. 20", "owner": "Local tax, acquisition desk", "severity": "warning",
    "innocent_explanations": ["The owner is exempt."], "money": {"unit": "DML", "says": ""},
}  # fmt: skip


def _permit(day: str, *, value: str = "100.00", building: str = "B1") -> dict[str, str]:
    return {"permit": f"P-{building}-{day}", "building": building, "kind": "new", "declared_value": value,
            "use_approved_on": day}  # fmt: skip


def _levy(day: str, *, tax: str = "acquisition", building: str = "B1") -> dict[str, str]:
    return {"assessment": f"A-{building}-{day}", "tax": tax, "property": building, "assessed_on": day}


def fixtures() -> dict[str, list[dict[str, Any]]]:
    """Five that fire and three that stay silent; every condition is needed by one of them."""

    def case(says: str, permits: list[dict[str, str]], levies: list[dict[str, str]], **more: str) -> dict[str, Any]:
        rows = {"building_permits": permits, "tax_assessments": levies}
        return {"says": says, "today": "2026-06-01", "rows": rows, **more}

    found = {"key": "B1", "money": "100.00"}
    return {
        "fires": [
            case("Nothing was assessed", [_permit("2026-01-10")], [], **found),
            case("Another tax was assessed", [_permit("2026-01-10")], [_levy("2026-02-01", tax="property")], **found),
            case(
                "Another building was taxed", [_permit("2026-01-10")], [_levy("2026-02-01", building="B2")], **found
            ),
            case("The tax is of before", [_permit("2026-01-10")], [_levy("2025-02-01")], **found),
            case("The last day was yesterday", [_permit("2026-05-01")], [], **found),
        ],
        "silent": [
            case("It was taxed", [_permit("2026-01-10")], [_levy("2026-02-01")]),
            case("The days still run", [_permit("2026-05-02")], []),
            case("No use was approved", [{"permit": "P1", "building": "B1", "kind": "new"}], []),
        ],
    }


def begun(book: Book, scenario: str = ID) -> int:
    """A scenario is begun and everything of it written."""
    made = authoring.shaping.make(authoring.shapes.SHAPES["absence"], GIVEN, book.sources)
    return authoring.writing.begin(
        scenario, AREA, office=MINISTRY, book=book, by=FIRST, at=AT,
        written=Written({**made.card, **REST}, made.text, fixtures()),
    )  # fmt: skip
