"""The day played: citizens come with nothing but an identity document, and go with what they came for."""

from collections import Counter as Tally
from contextlib import closing
from typing import NamedTuple

from clearway.gateways.console.counters.citizens import AtHome
from clearway.gateways.console.counters.desk import Desk
from clearway.gateways.console.counters.plan import Day

_OK, _DENIED = 200, 403


class House(NamedTuple):
    """Where the house is, the secrets of the counters' software, and how citizens sign in."""

    address: str
    secrets: dict[str, str]
    logins: dict[str, tuple[str, str]]


def play(day: Day, house: House, run: str) -> Tally[str]:
    """Everything that happens on a day; how often what happened."""
    done: Tally[str] = Tally()
    at_home = {number: AtHome(house.address, *house.logins[number]) for number in day.citizens}
    for counter in day.counter:
        with closing(Desk(house.address, counter, house.secrets[counter.organisation])) as desk:
            if counter.emergency:
                done.update(_emergency(desk, day.citizens[0], run))
                continue
            for place, number in enumerate(day.citizens):
                clerk = counter.clerks[place % len(counter.clerks)]
                done.update(_serve(desk, number, clerk, f"{run}-{place + 1}", at_home[number], day))
            done.update(_pry(desk, run))
    return done


def _serve(desk: Desk, number: str, clerk: str, case: str, at_home: AtHome, day: Day) -> Tally[str]:
    """One citizen at one counter: consents where they are needed, the look-ups, and what they say afterwards."""
    done: Tally[str] = Tally()
    counter = desk.counter
    consents = {}
    if counter.asks_consent:
        consents = {kind: desk.ask_consent(number, kind, clerk) for kind in counter.looks}
        given = sum(at_home.decides(one, "give") for one in consents.values())
        done[f"{counter.title}: consents given"] += given
    last = ""
    for kind, names in counter.looks.items():
        status, said = desk.look(number, kind, names, clerk, case)
        done[f"{counter.title}: {_word(status, said)}"] += 1
        last = said.get("access", last) if said.get("found") else last
    for kind, names in counter.denied.items():
        done[f"{counter.title}: {_word(*desk.look(number, kind, names, clerk, case))}"] += 1
    if last and at_home.says(last):
        done["opinions"] += 1
    if number == day.takes_back and consents:
        done.update(_take_back(desk, number, clerk, case, at_home, consents))
    return done


def _take_back(
    desk: Desk, number: str, clerk: str, case: str, at_home: AtHome, consents: dict[str, str]
) -> Tally[str]:
    """A citizen takes a consent back; the very next look-up is refused."""
    kind, consent = next(iter(consents.items()))
    at_home.decides(consent, "withdraw")
    status, said = desk.look(number, kind, desk.counter.looks[kind], clerk, case)
    return Tally({f"{desk.counter.title}: after a consent was taken back, {_word(status, said)}": 1})


def _pry(desk: Desk, run: str) -> Tally[str]:
    """What should not be: a clerk looks at persons, one after another, of whom nobody has come."""
    counter = desk.counter
    kind, names = next(iter(counter.looks.items()))
    done: Tally[str] = Tally()
    for number in counter.curious:
        status, said = desk.look(number, kind, names, counter.clerks[0], f"{run}-0")
        done[f"{counter.title}: out of curiosity, {_word(status, said)}"] += 1
    return done


def _emergency(desk: Desk, number: str, run: str) -> Tally[str]:
    kind, names = next(iter(desk.counter.looks.items()))
    status, said = desk.look(number, kind, names, desk.counter.clerks[0], f"{run}-E")
    return Tally({f"{desk.counter.title}: in an emergency, {_word(status, said)}": 1})


def _word(status: int, said: dict[str, object]) -> str:
    if status == _OK:
        return "looked up" if said.get("found") else "nothing on record"
    return "refused" if status == _DENIED else f"not answered ({status})"
