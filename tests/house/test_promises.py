"""Promises about routes, events, settings and words."""

import importlib
import pkgutil

import clearway
from clearway.config.environment import VARIABLES
from clearway.core.journey import DETOURS, ROUTE, STATES
from clearway.gateways.govstack import routes as govstack
from clearway.gateways.rest.routes import ROUTES
from clearway.gateways.wallet import routes as wallet
from clearway.platform.events.event import Event


def _events() -> list[type[Event]]:
    for module in pkgutil.walk_packages(clearway.__path__, "clearway."):
        if module.name.endswith(".events"):
            importlib.import_module(module.name)
    return Event.__subclasses__()


def test_every_route_names_its_audience_and_permission() -> None:
    """Nothing is open by being forgotten: a public route says that it is."""
    for route in (*ROUTES, *govstack.ROUTES, *wallet.ROUTES):
        assert route.audience in {"trader", "bank", "agency", "operator", "official", "public"}, route.path
        assert (route.permission is None) == (route.audience == "public"), route.path


def test_every_event_has_a_versioned_name_and_a_sentence() -> None:
    """Readers of the log rely on closed types."""
    events = _events()
    assert events
    names = [event.name for event in events]
    assert len(set(names)) == len(names)
    for event in events:
        assert event.name.rpartition(".")[2].startswith("v"), event
        assert event.__doc__, event


def test_every_setting_has_a_sentence() -> None:
    """Whoever runs the house reads what a variable does."""
    assert all(variable.sentence.endswith(".") for variable in VARIABLES.values())


def test_states_are_the_words_of_the_route() -> None:
    """A detour comes back to a stop, or ends."""
    stops = {stop.name for stop in ROUTE}
    assert all(detour.back_to is None or detour.back_to in stops for detour in DETOURS)
    assert len(set(STATES)) == len(STATES)
