"""An officer reads what the watch would find before saving, over real HTTP; saved otherwise, nothing comes of it."""

from clearway.clearance.giving_out import assign_waiting
from clearway.gateways.console.morning.windows import Form
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.stations.controls import public as controls
from tests.clearance.officer.desk import actor, alone, do, person, quiet_office, stands, yellow
from tests.gateways.rest.web import Web
from tests.gateways.watch.own_customs import asks_to_let_go, begun, browser, found, works

__all__ = ["quiet_office"]


def test_a_second_signature_is_warned_of_and_given_otherwise_or_all_the_same(web: Web, quiet_office: None) -> None:
    book = begun()
    signer = person("supervisor")
    officer = alone()
    last, *others = [yellow() for _ in range(5)]
    assign_waiting(at=now())
    for file in others:
        asked = asks_to_let_go(file, officer)
        do(file, controls.DecideOverride(asked, agrees=True, remark="Known"), by=actor(signer, "supervisor"))
    works(book)
    assert found("CU-11") == {}
    window = browser(web.url, signer)

    asked = asks_to_let_go(last, officer)
    window.open(f"/office/files/{last.mrn}/sign?of={asked}")
    shown = " ".join(window.shown.split())
    window.fill(Form(signer, "before", answers={"agrees": "no", "remark": "Look at it"}), "")
    works(book)

    for words in ("the watch would find something", "Customs Control Order 2019, art. 17", "5 were released",
                  "you chose “I agree”", f"{officer} · "):  # fmt: skip
        assert words in shown, words
    assert (found("CU-11"), stands(last.mrn).waits_for) == ({}, "control")

    asked = asks_to_let_go(last, officer)
    window.open(f"/office/files/{last.mrn}/sign?of={asked}")
    window.fill(Form(signer, "before", answers={"agrees": "yes", "remark": "Go on"}), "")
    works(book)

    assert stands(last.mrn).state == "released"
    [(pair, state)] = found("CU-11").items()
    assert (pair.startswith(f"{officer} · "), state) == (True, "seen")
    told = log.about(f"forewarned/{last.mrn}")
    assert [(one.facts["act"], one.facts["findings"], one.actor) for one in told] == [
        ("sign", [f"CU-11/{pair}"], f"user:{signer}")
    ] * 2
    window.open(f"/office/files/{last.mrn}/history")
    assert "Shown what the watch would find" in window.shown
