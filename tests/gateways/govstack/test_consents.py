"""Every operation of the building block's API over real HTTP."""

import json
from hashlib import sha1

import pytest

from clearway.hub.consents import public as consents
from clearway.platform.calendar import now
from tests.gateways.govstack.desk import AGREEMENT, LOOK_UP, POLICY, Desk
from tests.gateways.hub.test_looking_up import ASKED, registers
from tests.gateways.hub.test_looking_up import bank as looking
from tests.gateways.rest.web import Sender
from tests.hub.citizen.people import citizen
from tests.portal.people import words

__all__ = ["looking", "registers"]
_OF = "/service/individual/record/data-agreement/{}/"
_RECORDS = "/service/individual/record/consent-record/"


def test_a_policy_is_made_read_changed_listed_and_removed(bank: Desk) -> None:
    made = bank.done("POST", "/config/policy/", {"policy": POLICY})
    number, first = made["policy"]["id"], made["revision"]
    assert first["serializedHash"] == sha1(first["serializedSnapshot"].encode()).hexdigest()

    changed = bank.done("PUT", f"/config/policy/{number}/", {"policy": {**POLICY, "version": "2"}})

    assert changed["revision"]["predecessorHash"] == first["serializedHash"]
    assert bank.done("GET", f"/config/policy/{number}/")["policy"]["version"] == "2"
    listed = bank.done("GET", f"/config/policy/{number}/revisions/", params={"limit": 1})
    assert [one["id"] for one in listed["revisions"]] == [changed["revision"]["id"]]
    assert number in [one["id"] for one in bank.done("GET", "/config/policies/")["policies"]]
    assert bank.done("GET", f"/service/policy/{number}/", params={"revisionId": first["id"]})["revision"] == first
    bank.done("DELETE", f"/config/policy/{number}/")
    assert bank.refused("GET", f"/config/policy/{number}/") == "WRD-001"


def test_a_policy_stays_while_it_governs(bank: Desk) -> None:
    policy = bank.policy()
    governed = bank.agreement(policy=policy)
    assert governed["policy"] == policy

    assert bank.refused("DELETE", f"/config/policy/{policy['id']}/") == "WRD-005"
    bank.done("DELETE", f"/config/data-agreement/{governed['id']}/")
    bank.done("DELETE", f"/config/policy/{policy['id']}/")


def test_giving_and_taking_back_over_the_api_is_what_look_ups_go_by(
    bank: Desk, citizens: Desk, looking: Sender
) -> None:
    person = "P0000041"
    wanted = {**ASKED, "subject": person}
    agreement, who = bank.agreement(**LOOK_UP), citizens.individual(person)
    assert looking.post("/v1/inquiries", json=wanted).status_code == 403

    record = citizens.record(agreement, who)
    assert (record["optIn"], looking.post("/v1/inquiries", json=wanted).status_code) == (True, 200)

    out = {"consentRecord": {**record, "optIn": False}}
    headers = {"X-ConsentBB-IndividualId": who["id"]}
    told = citizens.done("PUT", f"{_RECORDS}{record['id']}/", out, headers=headers)
    assert told["consentRecord"]["optIn"] is False
    assert looking.post("/v1/inquiries", json=wanted).status_code == 403


def test_what_the_citizen_decides_on_a_page_is_the_record(bank: Desk) -> None:
    person = "P0000042"
    agreement, who = bank.agreement(**LOOK_UP), bank.individual(person)
    record = bank.record(agreement, who)
    assert (record["optIn"], record["decision"]) == (False, "asked")
    client = citizen(person)
    assert "To see where you live, for your loan" in words(client.get(f"/me/consents/{record['id']}"))

    client.post(f"/me/consents/{record['id']}", {"verb": "give"})

    told = bank.done("GET", f"/service/verification/consent-record/{record['id']}/")
    assert told["consentRecord"]["optIn"] is True
    assert json.loads(told["revision"]["serializedSnapshot"])["objectData"]["decision"] == "given"
    assert told["revision"]["predecessorHash"]


def test_an_organisation_does_not_decide_about_itself(bank: Desk) -> None:
    record = bank.record(bank.agreement(**LOOK_UP), bank.individual())

    said = {"consentRecord": {**record, "optIn": True}}
    assert bank.refused("PUT", f"{_RECORDS}{record['id']}/", said, status=403) == "IDN-403"
    assert bank.done("GET", f"/audit/consent-record/{record['id']}/")["consentRecord"]["optIn"] is False


@pytest.mark.parametrize("name", ["address", "shoe_size"])
def test_words_allow_what_the_catalogue_knows_alone(bank: Desk, name: str) -> None:
    attributes = [{"name": name, "category": "RES-001"}]
    said = {"dataAgreement": {**AGREEMENT, "article": "CR-12", "dataAttributes": attributes}}
    if name == "address":
        assert bank.done("POST", "/config/data-agreement/", said)["dataAgreement"]["dataAttributes"]
    else:
        assert bank.refused("POST", "/config/data-agreement/", said) == "CNS-005"


def test_a_record_that_is_of_the_hub_anyway_is_listed(bank: Desk) -> None:
    who = bank.individual("P0000043")
    number = consents.ask("P0000043", "DL0000005018", "RES-001", "CR-12", ("address",), by="user:bank", at=now())

    listed = bank.done("GET", _RECORDS, headers={"X-ConsentBB-IndividualId": who["id"]})

    assert number in [one["id"] for one in listed["consentRecords"]]
