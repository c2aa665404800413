"""A government's watch receives a register over HTTP: all of it, then what changed, proven equal, until its end."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from clearway.core.watch import ReceivingRefused
from clearway.gateways.console.watch import app
from clearway.gateways.watch.receiving.calls import Hub
from clearway.hub.distribution import models as hub_models
from clearway.hub.distribution.public import clock
from clearway.platform.calendar import now
from clearway.watch.findings import public as findings
from clearway.watch.intake import public as intake
from clearway.watch.received import models
from clearway.watch.received import public as received
from tests.watch.received.register import PEOPLE, SECRET, Government, Register


def standing(town: Government) -> received.Standing:
    """What the town knows of its copy."""
    found = received.known(town.town.code, "residents")
    assert found is not None
    return found


def told(town: Government) -> Any:
    """What the hub knows of it."""
    return hub_models.Distribution.objects.get(number=standing(town).number)


def test_a_register_fills_a_source_and_is_proven_equal(town: Government, register: Register) -> None:
    begun = now()

    done = town.receive()

    assert (done.parts, done.rows, done.ranges, done.is_told, done.reasons) == (3, 7, 3, True, ())
    assert town.residents() == register.people() == dict.fromkeys(PEOPLE)
    assert town.reached() == told(town).compared_at > begun
    assert [one.state for one in hub_models.Part.objects.filter(distribution=told(town))] == ["acknowledged"] * 3


def test_later_only_what_changed_comes_and_a_removed_row_goes(town: Government, register: Register) -> None:
    town.receive()
    before = intake.last_number(town.town.code, "residents")
    register.put(PEOPLE[1], day="2026-02-01")
    register.remove(PEOPLE[5])
    register.put("P6199999", day="2026-02-02")

    done = town.receive()

    assert (done.parts, done.rows) == (3, 3)
    assert town.residents() == register.people()
    assert intake.last_number(town.town.code, "residents") == before + 4, (
        "three of changes, one that tells up to when"
    )


def test_with_nothing_new_the_source_says_up_to_when_and_nothing_else(town: Government) -> None:
    town.receive()
    first = town.reached()

    done = town.receive()

    assert (done.parts, done.rows, done.is_told) == (0, 0, True)
    assert first is not None and (town.reached() or first) > first
    assert town.reached() == told(town).compared_at, "no more than the hub has said"


def test_where_the_hub_compares_by_its_clock_a_run_with_nothing_new_asks_for_nothing(town: Government) -> None:
    town.receive(changesHours=24)
    first = town.reached()

    done = town.receive(changesHours=24)

    assert (done.parts, done.is_told, town.reached()) == (0, False, first)


def test_a_row_opens_a_finding_once_the_register_is_received_and_a_correction_settles_it(
    town: Government, register: Register
) -> None:
    register.put(PEOPLE[2], day="2026-02-01")
    town.pays(7, PEOPLE[2])
    with town.hub() as hub:
        run = town.run(hub)
        copy = run._subscribed()
        run._drain(copy)
    town.town.look()
    town.town.all_deliver(["allowances"], minute=1439)
    assert town.town.states() == {("XT-02", "7"): "seen"}
    assert town.town.told() == 0, "the register is loaded, and has not said up to when"

    town.receive()
    town.town.look()
    assert town.town.told() == 1
    assert town.town.states() == {("XT-02", "7"): "open"}

    register.put(PEOPLE[2], day=None)
    town.receive()
    town.town.look()
    assert town.town.states() == {("XT-02", "7"): "settled"}


def test_a_removal_settles_what_rested_on_the_row(town: Government, register: Register) -> None:
    register.put(PEOPLE[3], day="2026-02-01")
    town.pays(8, PEOPLE[3])
    town.receive()
    town.town.look()
    assert town.town.states() == {("XT-02", "8"): "seen"}

    register.remove(PEOPLE[3])
    town.receive()
    town.town.look()
    assert town.town.states() == {("XT-02", "8"): "settled"}


def test_what_somebody_else_changed_in_the_source_comes_again_whole(town: Government, register: Register) -> None:
    register.put(PEOPLE[0], day="2026-02-01")
    town.receive()
    number = intake.last_number(town.town.code, "residents") + 1
    town.town.changed = 50
    stranger = town.town.change({"person": PEOPLE[0], "died_on": "1999-01-01"})
    gone = town.town.change({"person": PEOPLE[6]}, op="delete")
    town.town.deliver("residents", stranger, gone, number=number)

    done = town.receive()

    assert (done.parts, done.rows, done.ranges) == (2, 2, 3)
    assert town.residents() == register.people()


def test_a_row_that_does_not_fit_sets_the_part_aside_until_it_is_mended(town: Government, register: Register) -> None:
    town.receive()
    reached = town.reached()
    register.put(PEOPLE[4], day="in spring")

    for _ in range(2):
        done = town.receive()
        (reason,) = done.reasons
        assert (reason.code, reason.column, reason.found) == ("WAT-061", "died_on", "'in spring'")
    (aside,) = intake.aside(town.town.code)
    assert (town.reached(), town.residents()[PEOPLE[4]], standing(town).checksum) == (reached, None, "")

    register.put(PEOPLE[4], day="2026-03-01")
    done = town.receive()
    assert (done.reasons, done.parts, intake.aside(town.town.code)) == ((), 1, ())
    assert intake.last_number(town.town.code, "residents") > aside.number
    assert town.residents() == register.people()
    assert (town.reached() or now()) > (reached or now())


def test_a_suspended_agreement_is_said_and_goes_on_where_it_stopped(town: Government, register: Register) -> None:
    town.receive()
    register.put(PEOPLE[1], day="2026-02-01")
    town.holder_moves("suspended")
    with pytest.raises(ReceivingRefused) as denied:
        town.receive()
    assert denied.value.code == "WAT-082"
    assert "403" in denied.value.found and "SHR-" in denied.value.found

    town.holder_moves("approved")
    town.receive()
    assert town.residents() == register.people()


def test_a_suspended_distribution_is_said(town: Government) -> None:
    town.receive()
    hub_models.Distribution.objects.filter(number=standing(town).number).update(state="suspended", reason="\x1b[2J!")
    with pytest.raises(ReceivingRefused, match=r"WAT-087.*Found: \?\[2J!\."):
        town.receive()


def test_the_end_of_an_agreement_deletes_the_copy_and_a_receipt_is_given(
    town: Government, register: Register
) -> None:
    register.put(PEOPLE[3], day="2026-02-01")
    town.pays(9, PEOPLE[3])
    town.receive()
    town.town.look()
    known = standing(town)
    town.holder_moves("ended")
    clock.end_what_is_over(at=now())

    done = town.receive()

    assert (done.deleted, town.residents()) == (7, {})
    town.town.look()
    assert town.town.states() == {("XT-02", "9"): "settled"}
    row = hub_models.Distribution.objects.get(number=known.number)
    assert (row.state, row.destruction["rows"]) == ("destroyed", 7)
    copy = models.Copy.objects.get(id=known.id)
    assert (copy.is_over, bytes(copy.seal), models.Row.objects.filter(copy=copy).count()) == (True, b"", 0)
    with pytest.raises(ReceivingRefused, match="WAT-086"):
        town.receive()
    assert (town.reached() or now()) < (copy.latest or now()), "and nobody is told that everything was told"


def test_the_receiver_ends_it_and_may_receive_anew(town: Government, register: Register) -> None:
    town.receive()
    with town.hub() as hub:
        assert town.run(hub).end("No more allowances").deleted == 7
    assert town.residents() == {}

    until = str(town.said().keep_until - timedelta(days=1))
    done = town.receive(keepUntil=until)

    assert (done.parts, done.rows, done.is_told) == (3, 7, True)
    assert town.residents() == register.people()


def test_a_copy_is_not_kept_beyond_its_last_day_though_the_hub_is_away(town: Government) -> None:
    town.receive()
    copy = models.Copy.objects.get(id=standing(town).id)
    copy.terms["keepUntil"] = "2026-01-31"
    copy.save()
    with pytest.raises(ReceivingRefused, match="WAT-081"), Hub("http://127.0.0.1:9", "nobody", SECRET) as away:
        town.run(away, keepUntil="2026-01-31").receive()
    assert town.residents() == {}

    assert town.receive(keepUntil="2026-01-31").deleted == 7


def test_a_source_receives_one_register_at_a_time(town: Government) -> None:
    town.receive()
    with pytest.raises(ReceivingRefused, match=r"WAT-086.*Found: article: WEL-3\. What would pass: article: WEL-4"):
        town.receive(article="WEL-3")


def test_who_may_not_receive_subscribes_to_nothing(town: Government) -> None:
    town.holder_moves("suspended")
    with pytest.raises(ReceivingRefused, match="WAT-082"):
        town.receive()
    assert standing(town).number == ""
    town.holder_moves("approved")
    assert town.receive().parts == 3


def test_a_subscription_whose_number_was_lost_is_found_again(
    town: Government, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as lost, pytest.raises(KeyError):
        lost.setattr(received, "subscribed", lambda *_: {}["lost"])
        town.receive()
    (first,) = hub_models.Distribution.objects.filter(organisation=town.code)

    town.receive()

    assert standing(town).number == str(first.number)
    assert hub_models.Distribution.objects.filter(organisation=town.code).count() == 1


def test_at_the_terminal(
    town: Government, register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, secret = town.file(tmp_path), tmp_path / "secret"
    secret.write_text(f"{SECRET}\n")
    said = ["receive", str(path), "--tenant", town.town.code]

    first = CliRunner().invoke(app, [*said, "--secret-file", str(secret)])
    assert first.exit_code == 0, first.output
    assert (
        "3 parts, 7 rows changed, 3 ranges equal to what the hub has sent; everything is told up to 2" in first.output
    )

    register.put(PEOPLE[0], day="soon")
    monkeypatch.setenv("CLEARWAY_RECEIVE_SECRET", SECRET)
    aside = CliRunner().invoke(app, said)
    assert aside.exit_code == 1
    assert "WAT-061 at died_on" in aside.output and "is set aside and comes again" in aside.output

    ended = CliRunner().invoke(app, [*said, "--end", "No more allowances", "--every", "1"])
    assert (ended.exit_code, "7 rows are deleted" in ended.output) == (0, True), ended.output
    monkeypatch.setenv("CLEARWAY_RECEIVE_SECRET", "another")
    for arguments, code in (([], 1), (["--client", "nobody"], 1)):
        refused = CliRunner().invoke(app, [*said, *arguments])
        assert refused.exit_code == code and "WAT-08" in refused.output and "Traceback" not in refused.output
    monkeypatch.delenv("CLEARWAY_RECEIVE_SECRET")
    assert CliRunner().invoke(app, said).exit_code == 2
    assert findings.faults(town.town.code) == ()
