"""A district of Demoland whose tax office forgets buildings, and the finding that comes of it."""

from datetime import date

from django.db import connection

from clearway.gateways.console.overseeing import building, levy
from clearway.watch.cases import actions, models
from clearway.watch.findings import public as findings
from tests.watch.country import DEMOLAND, Town, instant

TODAY = date(2026, 11, 20)
MANAGERS = frozenset({"w-manager"})
DESK = "Local tax, acquisition desk"


class District(Town):
    """A district in which every source tells everything at once."""

    def __init__(self, code: str = "DL0101") -> None:
        super().__init__(code, DEMOLAND, day=TODAY)
        self.code = code
        self.minute = 0
        models.Post.objects.filter(tenant=code).delete()
        with connection.cursor() as cursor:
            for source in sorted(self.book.scenario("LT-01").sources):
                cursor.execute(f"DELETE FROM watch_sources.{source} WHERE tenant = %s", [code])

    def tells(self, *records: dict[str, dict[str, object]]) -> None:
        """Rows are delivered, looked at and told; cases begin."""
        self.minute += 1
        for source in sorted(self.book.scenario("LT-01").sources):
            rows = [self.change(one[source]) for one in records if source in one]
            self.deliver(source, *rows, minute=self.minute)
        self.look()
        self.told()
        actions.begin([one.number for one in findings.findings(tenants=[self.code])], self.book, today=self.day)

    def forgets(self, case: str = "B1") -> int:
        """A building is finished and not taxed: the number of the finding."""
        self.tells(building(case, TODAY))
        return next(one.number for one in findings.findings(tenants=[self.code]) if one.case_key == case)

    def taxes(self, case: str = "B1") -> None:
        """The tax is assessed."""
        self.tells(levy(case, TODAY))

    def comes(self, day: date) -> None:
        """A day comes; what cases have to do with it is done."""
        self.tick(day)
        actions.lapse_ended(self.book, today=day, at=instant(day))
        actions.escalate(lambda tenants: dict.fromkeys(tenants, MANAGERS), today=day, at=instant(day))
