"""Drafts that nobody works on are forgotten, by the worker as well."""

from datetime import timedelta

import pytest

from clearway.config import subscriptions
from clearway.platform.calendar import now
from clearway.stations.drafts import actions, models
from clearway.stations.drafts import public as drafts
from clearway.stations.drafts.public import Beginning, Draft

pytestmark = pytest.mark.usefixtures("country")

PARTY = "DL0000001041"


def begun(party: str = PARTY, *, ago: timedelta = timedelta()) -> Draft:
    new = Beginning(party=party, author="tests", regime="import", title="", answers={})
    return drafts.begin(new, at=now() - ago)


def is_there(draft: Draft) -> bool:
    return models.Draft.objects.filter(id=draft.id).exists()


def test_the_worker_forgets_what_is_past_its_day_and_nothing_else() -> None:
    # The party's next draft would forget its older ones by itself, so the old one is another party's.
    fresh, old = begun(), begun("DL0000001033", ago=actions.KEPT + timedelta(days=1))
    [errand] = [one for one in subscriptions.ERRANDS if one.name == "forgotten drafts"]

    assert errand.turn(now()) is False
    assert is_there(fresh)
    assert not is_there(old)


def test_what_is_to_be_forgotten_goes_in_several_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "FORGOTTEN_AT_ONCE", 2)
    long_ago = actions.KEPT + timedelta(days=3)
    old = [begun(f"DL000000900{n}", ago=long_ago) for n in range(3)]

    assert drafts.forget_expired(at=now()) == 2
    assert drafts.forget_expired(at=now()) == 1
    assert not any(is_there(one) for one in old)
