"""Whoever receives may be killed at any moment: nothing is lost, and nothing counts twice."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from clearway.hub.distribution import models as hub_models
from clearway.watch.intake import public as intake
from clearway.watch.received import models
from clearway.watch.received import public as received
from tests.gateways.rest.web import ROOT, database_of_the_tests
from tests.watch.received.register import PEOPLE, SECRET, Government, Register

#: A process that receives, and is killed where a name is called for the nth time, before or after it was.
_RECEIVES = """
import importlib, os, signal, sys
from pathlib import Path
import django
django.setup()
from clearway.gateways.watch.receiving import calls as hubs, describing, running
from clearway.watch.rulebook import public as rulebook
owner, name, nth, when, path, client, secret, tenant = sys.argv[1:]
module, _, kind = owner.partition(":")
place = importlib.import_module(module)
place = getattr(place, kind) if kind else place
real, calls = getattr(place, name), []
def killed(*args, **more):
    calls.append(name)
    found = real(*args, **more) if when == "after" or len(calls) < int(nth) else None
    if len(calls) == int(nth):
        os.kill(os.getpid(), signal.SIGKILL)
    return found
setattr(place, name, killed)
said = describing.read(Path(path).read_bytes(), path)
with hubs.Hub(said.hub, client, secret) as hub:
    running.Run(said, hub, tenant, rulebook.current()).receive()
"""
HUB, RECEIVED = "clearway.gateways.watch.receiving.calls:Hub", "clearway.watch.received.public"
TAKING, INTAKE = "clearway.watch.received.taking", "clearway.watch.intake.tables"


def killed(town: Government, path: Path, owner: str, name: str, nth: int, when: str) -> None:
    """Receive in a process that is killed."""
    environment = {
        **os.environ, "DATABASE_URL": database_of_the_tests(), "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }  # fmt: skip
    said = [owner, name, str(nth), when, str(path), town.client, SECRET, town.town.code]
    done = subprocess.run([sys.executable, "-c", _RECEIVES, *said], env=environment, capture_output=True, timeout=120)
    assert done.returncode == -signal.SIGKILL, (done.stdout, done.stderr)


@pytest.mark.parametrize(
    ("owner", "name", "nth", "when"),
    [
        (HUB, "subscribe", 1, "after"),
        (INTAKE, "apply", 2, "after"),
        (TAKING, "_keep", 2, "after"),
        (HUB, "acknowledge", 2, "before"),
        (HUB, "acknowledge", 2, "after"),
        (HUB, "compare", 1, "after"),
        (RECEIVED, "tell", 1, "before"),
    ],
    ids=("subscribed", "delivering", "remembering", "taken", "acknowledged", "compared", "telling"),
)
def test_a_run_that_is_killed_is_taken_up_by_the_next(
    town: Government, register: Register, tmp_path: Path, owner: str, name: str, nth: int, when: str
) -> None:
    register.put(PEOPLE[2], day="2026-02-01")
    town.pays(7, PEOPLE[2])

    killed(town, town.file(tmp_path), owner, name, nth, when)
    town.town.look()
    assert town.town.told() == 0, "what is received by halves is told to nobody"
    done = town.receive()

    assert done.is_told
    assert town.residents() == register.people()
    copy = received.known(town.town.code, "residents")
    assert copy is not None
    assert models.Row.objects.filter(copy=copy.id).count() == len(PEOPLE)
    told = hub_models.Distribution.objects.get(organisation=town.code)
    assert (str(told.number), told.parts) == (copy.number, 3)
    assert intake.last_number(town.town.code, "residents") == 4, "three parts, each once, and up to when"
    sent = hub_models.Part.objects.filter(distribution=told).values_list("sendings", flat=True)
    assert sum(sent) == (4 if name in ("apply", "_keep") else 3), "what is kept is not sent again"


def test_an_end_that_is_killed_is_ended_by_the_next_run(town: Government, tmp_path: Path) -> None:
    town.receive()
    copy = received.known(town.town.code, "residents")
    assert copy is not None
    with town.hub() as hub:
        hub.end(copy.number, "No more allowances")

    killed(town, town.file(tmp_path), HUB, "destroyed", 1, "before")
    assert town.residents() == {}
    assert town.receive().deleted == len(PEOPLE)

    told = hub_models.Distribution.objects.get(number=copy.number)
    assert (told.state, told.destruction["rows"]) == ("destroyed", len(PEOPLE))
