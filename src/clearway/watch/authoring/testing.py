"""Trials: fixtures are run at once, back-tests over what was delivered when the worker comes to them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import duckdb
import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from clearway.core.watch import Found, Scenario
from clearway.platform.events import log
from clearway.platform.wording import say
from clearway.watch.authoring import comparing, errors, events, files, models
from clearway.watch.authoring.comparing import Compared
from clearway.watch.authoring.linting import Lint
from clearway.watch.backtest.public import Bench, Duck
from clearway.watch.intake import public as intake
from clearway.watch.rulebook.public import LEAST_FIRES, LEAST_SILENT, Book

FIXTURE_SECONDS: Final = 10.0
RUN_SECONDS: Final = 240.0
MOST_YEARS: Final = 5
#: So many cases of each kind are kept to be looked at.
MOST_KEPT: Final = 40


class Outcome(msgspec.Struct, frozen=True):
    """A fixture, and what came out."""

    says: str
    is_silent: bool
    expected: str
    got: str

    @property
    def holds(self) -> bool:
        """Whether it came out as it says."""
        return self.expected == self.got


def outcomes(found: Lint, book: Book) -> tuple[Outcome, ...]:
    """Every fixture of a scenario in writing, run."""
    if found.scenario is None:
        return ()
    with Duck(book.law) as duck, comparing.limited(duck, FIXTURE_SECONDS):
        bench = _bench(found, found.scenario, book, duck)
        return tuple(
            Outcome(case.says, not case.key, f"{case.key} {case.money}" if case.key else "nothing",
                    bench.outcome(number, case, found.scenario.query))
            for number, case in enumerate(found.cases)
        )  # fmt: skip


def survivors(found: Lint, book: Book) -> tuple[str, ...]:
    """The conditions that can be dropped without any fixture noticing."""
    if found.scenario is None:
        return ()
    with Duck(book.law) as duck, comparing.limited(duck, FIXTURE_SECONDS):
        return tuple(one.condition for one in _bench(found, found.scenario, book, duck).survivors())


def missing(row: models.Writing, found: Lint, wants: str, book: Book) -> tuple[str, ...]:
    """What still stands in the way of a state, in words: of the text, the card, the fixtures, the back-test."""
    if found.faults or found.scenario is None:
        return tuple(f"{one.code}: {one.found}" for one in found.faults) or (_("It cannot be read."),)
    fires = sum(bool(one.key) for one in found.cases)
    if fires < LEAST_FIRES or len(found.cases) - fires < LEAST_SILENT:
        said = _("{fires} fixtures that fire and {silent} that stay silent are needed at least.")
        return (say(said, {"fires": str(LEAST_FIRES), "silent": str(LEAST_SILENT)}),)
    wrong = tuple(one.says for one in outcomes(found, book) if not one.holds)
    if wrong:
        return (say(_("A fixture comes out otherwise than it says: {says}"), {"says": wrong[0]}),)
    if wants == "live":
        if not models.Run.objects.filter(writing=row, edit=row.edit, state="done").exists():
            return (_("It was not back-tested as it is written now."),)
        if left := survivors(found, book):
            return (say(_("A condition can be dropped and no fixture notices: {condition}"), {"condition": left[0]}),)
    return ()


@transaction.atomic
def ask(
    number: int, tenants: Sequence[str], years: int, *, office: str, reach: frozenset[str], today: date, by: str,
    at: datetime,
) -> int:  # fmt: skip
    """Ask for a back-test: today, and the last days of so many years before."""
    row = models.Writing.objects.filter(pk=number, office=office).first()
    if row is None:
        raise errors.WritingUnknown(number=str(number))
    known = [one for one in intake.tenants() if one in reach]
    chosen = [one for one in known if one in tenants] if tenants else known
    if not chosen:
        raise errors.GovernmentUnfit(found=", ".join(tenants)[:60] or "-", place="tenant")
    ends = [date(today.year - back, 12, 31) for back in range(min(max(years, 0), MOST_YEARS), 0, -1)]
    run = models.Run.objects.create(
        writing=row, edit=row.edit, tenants=chosen, days=[one.isoformat() for one in (*ends, today)], asked_by=by,
        asked_at=at,
    )  # fmt: skip
    return int(run.number)


def perform(book: Book | None, *, at: datetime) -> bool:
    """Do the back-test that has waited longest; whether there was one."""
    if book is None:
        return False
    with transaction.atomic():
        waiting = models.Run.objects.select_for_update(skip_locked=True).filter(state="asked")
        run = waiting.order_by("number").first()
        if run is None:
            return False
        _perform(run, book, at)
    return True


def _perform(run: models.Run, book: Book, at: datetime) -> None:
    row = run.writing
    made = files.files(row.scenario, row.area, "trial", row.card, row.text, row.cases)
    written = files.read(made, row.scenario, row.area, book)
    live = next((one for one in book.scenarios if one.card.id == row.scenario and one.card.status == "live"), None)
    run.done_at = at
    if written is None or row.edit != run.edit:
        run.state, run.fault = "failed", "changed"
    else:
        try:
            run.result, run.state = _result(run, written, live, book), "done"
        except duckdb.Error as error:
            run.state, run.fault = "failed", str(error).splitlines()[0][:300]
    run.save()
    if run.state == "done":
        _tell(run, at)


def _result(run: models.Run, written: Scenario, live: Scenario | None, book: Book) -> dict[str, Any]:
    days = [date.fromisoformat(one) for one in run.days]
    both = [one for one in (written, live) if one is not None]
    sums = {day: _empty(day) for day in days}
    kept: dict[str, list[dict[str, str]]] = {"new": [], "gone": [], "changed": []}
    seen: set[tuple[str, str, str]] = set()
    for tenant in run.tenants:
        with comparing.delivered(tenant, book, both, seconds=RUN_SECONDS / len(run.tenants)) as duck:
            for one in comparing.compare(duck, written, live, days):
                _add(sums[one.day], one)
                _keep(kept, seen, tenant, one)
    told = [{name: str(value) for name, value in one.items()} for one in sums.values()]
    return {"days": told, "had_live": live is not None, **kept}


def _empty(day: date) -> dict[str, Any]:
    numbers = dict.fromkeys(("found", "was", "new", "gone", "changed"), 0)
    return {"day": day.isoformat(), **numbers, "money": Decimal(0), "was_money": Decimal(0)}


def _add(sums: dict[str, Any], one: Compared) -> None:
    for name, value in (
        ("found", one.found), ("was", one.was), ("new", len(one.new)), ("gone", len(one.gone)),
        ("changed", len(one.changed)), ("money", one.money), ("was_money", one.was_money),
    ):  # fmt: skip
        sums[name] += value


def _keep(kept: dict[str, list[dict[str, str]]], seen: set[tuple[str, str, str]], tenant: str, one: Compared) -> None:
    def add(kind: str, found: Found, before: Found | None = None) -> None:
        about = (kind, tenant, found.case_key)
        if about in seen or len(kept[kind]) >= MOST_KEPT:
            return
        seen.add(about)
        kept[kind].append({"tenant": tenant, "case": found.case_key, "day": one.day.isoformat(),
                           "money": _money(found), "was": _money(before) if before else ""})  # fmt: skip

    for found in one.new:
        add("new", found)
    for found in one.gone:
        add("gone", found)
    for before, found in one.changed:
        add("changed", found, before)


def _money(found: Found) -> str:
    return "" if found.money is None else str(found.money)


def _tell(run: models.Run, at: datetime) -> None:
    last = run.result["days"][-1]
    told = events.ScenarioTested(
        writing=run.writing_id, edit=run.edit, tenants=len(run.tenants), new=int(last["new"]), gone=int(last["gone"]),
        changed=int(last["changed"]), money=last["money"],
    )  # fmt: skip
    log.record(told, subject=f"scenario/{run.writing.scenario}", actor=run.asked_by, at=at)


def _bench(found: Lint, scenario: Scenario, book: Book, duck: Duck) -> Bench:
    return Bench(msgspec.structs.replace(book, cases={scenario.card.id: found.cases}), scenario, duck)
