"""clearway watch demo: a building is finished and its tax forgotten; three desks see it, and see it settled.

The tax office calls the building by the number that it had as a site. The register has told of both numbers, and so
the tax finds its building. Everything goes through the house's own doors: records are delivered as systems of a
government deliver them, and the desks are looked at over HTTP by people who sign in with a second factor.
"""

import time
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
from lxml import html

from clearway.core.watch import KEY_CHANGES
from clearway.gateways.console.morning.windows import Form, Window
from clearway.gateways.console.people import KEPT, Login
from clearway.platform.calendar import now
from clearway.platform.identity import codes
from clearway.watch.findings import public as findings
from clearway.watch.intake import public as intake
from clearway.watch.intake.public import Batch, Change
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book

TENANT: Final = "DL0101"
SCENARIO: Final = "LT-01"
#: Which desk, and who of the demonstration sits there.
DESKS: Final = {"official": "watch-official", "manager": "watch-manager", "auditor": "watch-auditor"}
#: Long enough ago that every period for declaring is over.
_DAYS_AGO: Final = 200
_PATIENCE: Final = 60.0


class NotSeen(RuntimeError):
    """A desk does not show in a minute what it should."""


class Seen(NamedTuple):
    """What a step came to, in words, and how long it took."""

    says: str
    seconds: float


class Systems:
    """The systems of a government, which deliver what changes in their tables."""

    def __init__(self, book: Book, tenant: str = TENANT) -> None:
        """Deliver for a government."""
        self._book = book
        self._tenant = tenant

    def deliver(self, rows: Mapping[str, Mapping[str, Any]]) -> None:
        """Rows as they are now, by source; every source of the scenario then says that it has told everything."""
        at = now()
        for source in sorted({*self._book.scenario(SCENARIO).sources, *rows}):
            changed = int(at.timestamp() * 1_000_000)
            changes = (Change("upsert", changed, rows[source]),) if source in rows else ()
            number, is_taken_by_another = 0, True
            while is_taken_by_another:
                number = intake.last_number(self._tenant, source) + 1
                taken = findings.deliver(Batch(self._tenant, source, number, at, changes), self._book, at=at)
                is_taken_by_another = taken.is_other
            if taken.reasons:
                raise NotSeen(f"{source} {number}: {'; '.join(map(str, taken.reasons))}")


class Desk:
    """The browser of somebody of the watch."""

    def __init__(self, address: str, name: str, login: Login) -> None:
        """Sign in with a password and the code of an app.

        A code is good once: where it let in another browser a moment ago, the app's next one is waited for.
        """
        self._window = Window(address, name, login.password)
        self._tried = ""
        _until(lambda: self._proves(name, login), now(), f"the desk of {name}")

    def opens(self, at: str) -> html.HtmlElement:
        """A page, as it stands now."""
        self._window.open(at)
        return html.fromstring(self._window.shown)

    def finding(self, case: str) -> tuple[str, str]:
        """The address and the state of a case's finding as the list has it; nothing where it has none."""
        rows = self.opens("/watch").xpath("//main//tr[.//a[starts-with(@href, '/watch/findings/')]]")
        mine = next((row for row in rows if case in row.text_content()), None)
        if mine is None:
            return "", ""
        told = mine.xpath("./td[@data-label='State']/span/text()")
        return mine.xpath(".//a/@href")[0], _plain(" ".join(told))

    def _proves(self, name: str, login: Login) -> tuple[str, str]:
        """Whose desk it is, once a code was taken."""
        code = codes.shown_now(login.secret, at=now())
        if code != self._tried:
            self._tried = code
            self._window.fill(Form(name, "before", answers={"code": code}, unless=_MENU), "")
        return (name, "") if _MENU in self._window.shown else ("", "")


_MENU: Final = 'href="/watch/scenarios"'


def logins(var: Path) -> dict[str, Login]:
    """How the demonstration's people of the watch come in."""
    path = var / KEPT
    known = msgspec.json.decode(path.read_bytes(), type=dict[str, Login]) if path.exists() else {}
    if missing := sorted(set(DESKS.values()) - known.keys()):
        raise NotSeen(f"{missing[0]} is nobody of this house; start it anew")
    return known


def building(case: str, today: date) -> dict[str, dict[str, Any]]:
    """A building whose use was approved long ago, as the permit system and the register have it."""
    approved = (today - timedelta(days=_DAYS_AGO)).isoformat()
    permitted = (today - timedelta(days=_DAYS_AGO + 300)).isoformat()
    parcel, owner = f"L{case[1:]}", f"P{case[1:]}"
    return {
        "building_permits": {
            "permit": f"P-{case}", "building": case, "parcel": parcel, "owner": owner, "kind": "new",
            "area": "240.00", "declared_value": "1000000.00", "permitted_on": permitted, "use_approved_on": approved,
        },
        "buildings": {
            "building": case, "parcel": parcel, "owner": owner, "purpose": "dwelling", "area": "240.00",
            "standard_value": "800000.00", "registered_on": approved,
        },
    }  # fmt: skip


def levy(case: str, today: date, *, named: str = "") -> dict[str, dict[str, Any]]:
    """The tax as it is assessed at last; the building may be named otherwise."""
    return {
        "tax_assessments": {
            "assessment": f"A-{case}", "tax": "acquisition", "property": named or case, "taxpayer": f"P{case[1:]}",
            "amount": "36000.00", "assessed_on": today.isoformat(), "state": "standing",
        },
    }  # fmt: skip


def renumbered(case: str, today: date) -> dict[str, dict[str, Any]]:
    """The register gave the building a number of its own when it was finished."""
    return {
        KEY_CHANGES.name: {
            "change": f"K-{case}", "numbers": "buildings", "kind": "renumber", "old_key": site(case),
            "new_key": case, "from_on": (today - timedelta(days=_DAYS_AGO)).isoformat(),
        },
    }  # fmt: skip


def site(case: str) -> str:
    """The number that a building had before it was finished."""
    return f"S{case[1:]}"


def play(address: str, var: Path, pack: Path, tell: Callable[[Seen], None]) -> str:
    """Tell the whole story; the address of its finding."""
    at = now()
    book = rulebook.load(pack, by="demonstration", at=at)
    findings.adopt(book, at.date(), at=at)
    known = logins(var)
    desks = {desk: Desk(address, name, known[name]) for desk, name in DESKS.items()}
    _until(_all_told, now(), f"the end of what the systems of {TENANT} deliver")
    systems, case, today = Systems(book), f"B{at:%y%m%d%H%M%S}", findings.day() or at.date()
    systems.deliver({**building(case, today), **renumbered(case, today)})
    begun = now()
    tell(Seen(f"the permit system of {TENANT} delivers: use of building {case} is approved, no tax stands", 0.0))
    address = ""
    for desk, browser in desks.items():
        address, state = _until(lambda one=browser: one.finding(case), begun, f"{case} at the {desk}'s desk")
        tell(Seen(f"the {desk}'s desk shows {address}: {state}", _since(begun)))
    text = _plain(desks["official"].opens(address).xpath("//main//p[@class='usa-intro']")[0].text_content())
    tell(Seen(text, _since(begun)))
    systems.deliver(levy(case, today, named=site(case)))
    begun = now()
    says = f"acquisition tax is assessed for site {site(case)}, since renumbered {case}"
    tell(Seen(f"the tax system of {TENANT} delivers: {says}", 0.0))
    for desk, browser in desks.items():
        _until(lambda one=browser: _settled(one, address), begun, f"settlement at the {desk}'s desk")
        tell(Seen(f"the {desk}'s desk shows it settled", _since(begun)))
    return address


def _all_told() -> tuple[str, str]:
    """Where no system is in the midst of telling: nobody may say meanwhile that everything was told."""
    midst = [one for one in intake.standing(TENANT) if one.seen and (one.reached is None or one.reached < one.seen)]
    return ("", midst[0].source) if midst else (TENANT, "")


def _settled(desk: Desk, address: str) -> tuple[str, str]:
    """The address of a finding once its page says that it is settled."""
    found = desk.opens(address).xpath("//main//*[contains(@class, 'state-works')]")
    return (address, _plain(found[0].text_content())) if found else ("", "")


def _until(ask: Callable[[], tuple[str, str]], begun: datetime, what: str) -> tuple[str, str]:
    while _since(begun) < _PATIENCE:
        found = ask()
        if found[0]:
            return found
        time.sleep(0.25)
    raise NotSeen(f"{what} is not seen in {_PATIENCE:.0f} s")


def _since(begun: datetime) -> float:
    return (now() - begun).total_seconds()


def _plain(text: str) -> str:
    return " ".join(text.split())
