"""Records, drafts, signatures, lists, forgetting and auditing over the building block's API."""

import json
from contextlib import closing
from hashlib import sha1

import pytest

from clearway.hub.consents import public as consents
from clearway.platform.calendar import now
from tests.gateways.govstack.desk import AGENCY, AGREEMENT, BANK, LOOK_UP, Desk, Said
from tests.gateways.rest.web import Web

_RECORDS = "/service/individual/record/consent-record/"
_HEADER = "X-ConsentBB-IndividualId"


def _about(who: Said) -> dict[str, dict[str, str]]:
    return {"headers": {_HEADER: who["id"]}}


def test_a_draft_is_signed_and_becomes_a_record(bank: Desk) -> None:
    agreement, who = bank.agreement(**LOOK_UP), bank.individual()
    asked = {"individualId": who["id"], "dataAgreementId": agreement["id"]}
    draft = bank.done("POST", f"{_RECORDS}draft/", params=asked)
    assert (draft["consentRecord"]["id"], draft["signature"]["id"]) == ("", "")
    assert bank.done("GET", _RECORDS, **_about(who)) == {"consentRecords": []}

    signature = {**draft["signature"], "signature": "c2lnbmVk", "verificationMethod": "ink",
                 "verificationPayloadHash": ""}  # fmt: skip
    pair = bank.done("POST", _RECORDS, {"consentRecord": draft["consentRecord"], "signature": signature})

    record = pair["consentRecord"]
    assert (record["state"], record["optIn"]) == ("signed", False)
    assert record["dataAgreementRevisionHash"] == draft["consentRecord"]["dataAgreementRevisionHash"]
    payload = json.loads(pair["signature"]["payload"])
    snapshot = pair["revision"]["serializedSnapshot"]
    assert payload["verificationPayload"] == snapshot
    assert payload["verificationPayloadHash"] == sha1(snapshot.encode()).hexdigest()


def test_a_record_is_of_the_revision_whose_hash_it_names(bank: Desk) -> None:
    agreement, who = bank.agreement(), bank.individual()
    asked = {"individualId": who["id"], "dataAgreementId": agreement["id"]}
    draft = bank.done("POST", f"{_RECORDS}draft/", params=asked)

    said = {**draft["consentRecord"], "dataAgreementRevisionHash": "0" * 40}

    assert bank.refused("POST", _RECORDS, {"consentRecord": said, "signature": draft["signature"]}) == "WEB-400"


def test_a_signature_is_prepared_and_put_on_the_record_as_it_stands(bank: Desk, citizens: Desk) -> None:
    agreement, who = bank.agreement(**LOOK_UP), citizens.individual()
    record = citizens.record(agreement, who)
    where = f"{_RECORDS}{record['id']}/signature/"
    empty = {
        "id": "", "payload": "", "signature": "", "verificationMethod": "ink", "verificationPayload": "",
        "verificationPayloadHash": "", "verificationSignedBy": "the person", "timestamp": "",
    }  # fmt: skip

    prepared = citizens.done("POST", where, {"signature": empty}, **_about(who))["signature"]
    state = citizens.done("GET", f"/service/individual/record/data-agreement/{agreement['id']}/", **_about(who))
    assert state["consentRecord"]["state"] == "pending more signatures"
    wrong = {**prepared, "signature": "x", "verificationPayloadHash": "0" * 40}
    assert citizens.refused("PUT", where, {"signature": wrong}, **_about(who)) == "CNS-008"
    said = {"signature": {**prepared, "signature": "c2lnbmVk"}}
    assert citizens.refused("PUT", where, said) == "WEB-400"
    signed = citizens.done("PUT", where, said, **_about(who))["signature"]

    assert signed["signature"] == "c2lnbmVk"
    assert signed["objectReference"]
    listed = citizens.done("GET", _RECORDS, **_about(who))["consentRecords"]
    assert [(one["id"], one["state"]) for one in listed] == [(record["id"], "signed")]


def test_a_record_stands_in_the_words_it_was_asked_in(bank: Desk) -> None:
    agreement, who = bank.agreement(**LOOK_UP), bank.individual()
    record = bank.record(agreement, who)
    changed = {**AGREEMENT, **LOOK_UP, "purpose": "For something else"}
    bank.done("PUT", f"/config/data-agreement/{agreement['id']}/", {"dataAgreement": changed})

    first = bank.done("GET", f"/service/verification/consent-record/{record['id']}/")["consentRecord"]
    second = bank.record(agreement, who)

    assert first["dataAgreement"]["purpose"] == AGREEMENT["purpose"]
    assert second["dataAgreement"]["purpose"] == "For something else"
    assert second["id"] != record["id"]
    of = f"/service/individual/record/data-agreement/{agreement['id']}"
    every = bank.done("GET", f"{of}/all/", **_about(who))["consentRecords"]
    assert [one["id"] for one in every] == [record["id"], second["id"]]
    assert bank.done("GET", of, **_about(who))["consentRecord"]["id"] == second["id"]
    assert [one["id"] for one in bank.done("GET", _RECORDS, **_about(who))["consentRecords"]] == [second["id"]]


def test_who_is_asked_is_asked_once(bank: Desk) -> None:
    agreement, who = bank.agreement(), bank.individual()

    assert bank.record(agreement, who)["id"] == bank.record(agreement, who)["id"]


@pytest.mark.parametrize("changes", [{"active": False}, {"lifecycle": {"id": "1", "name": "Draft"}}])
def test_nobody_is_asked_in_a_draft_or_in_words_of_no_use(bank: Desk, changes: Said) -> None:
    agreement, who = bank.agreement(**changes), bank.individual()

    path = f"/service/individual/record/data-agreement/{agreement['id']}/"
    assert bank.refused("POST", path, params={"individualId": who["id"]}) == "WRD-006"


def test_forgetting_takes_back_and_keeps_what_must_be_kept(bank: Desk, citizens: Desk) -> None:
    who = bank.individual()
    shared = citizens.individual(who["externalId"])
    kept, gone = bank.agreement(**LOOK_UP), bank.agreement(**LOOK_UP, forgettable=True)
    numbers = [citizens.record(one, shared)["id"] for one in (kept, gone)]

    bank.done("DELETE", "/service/individual/record/", **_about(who))

    listed = bank.done("GET", _RECORDS, **_about(who))["consentRecords"]
    assert [(one["id"], one["decision"]) for one in listed] == [(numbers[0], "withdrawn")]
    assert bank.refused("GET", f"/audit/consent-record/{numbers[1]}/") == "CNS-001"


def test_the_auditor_sees_what_was_asked_and_what_the_organisation_holds(bank: Desk, web: Web) -> None:
    agreement, who = bank.agreement(**LOOK_UP), bank.individual()
    record = bank.record(agreement, who)
    assert record["id"] in _numbers(bank, "/audit/consent-records/", "consentRecords")
    assert agreement["id"] in _numbers(bank, "/audit/data-agreements/", "dataAgreements")
    path = f"/audit/consent-record/{record['id']}/"
    assert len(bank.done("GET", path)["revisions"]) == 1

    with closing(Desk(web, ("consents:audit",), office="DL800101")) as holder:
        assert holder.done("GET", path)["consentRecord"]["id"] == record["id"]
        assert holder.done("GET", f"/audit/data-agreement/{agreement['id']}/")["dataAgreement"] == agreement
    with closing(Desk(web, ("consents:audit",), office=AGENCY)) as stranger:
        assert stranger.refused("GET", path) == "CNS-001"
        assert stranger.refused("GET", f"/audit/data-agreement/{agreement['id']}/") == "WRD-002"


def test_another_organisation_sees_nothing_of_it(bank: Desk, web: Web) -> None:
    policy, agreement, who = bank.policy(), bank.agreement(), bank.individual()
    record = bank.record(agreement, who)
    with closing(Desk(web, office=AGENCY)) as other:
        assert other.refused("GET", f"/config/policy/{policy['id']}/") == "WRD-001"
        assert other.refused("GET", f"/service/data-agreement/{agreement['id']}/") == "WRD-002"
        assert other.refused("GET", f"/config/individual/{who['id']}/") == "WRD-003"
        assert other.refused("GET", f"/service/verification/consent-record/{record['id']}/") == "CNS-001"
        assert other.refused("PUT", f"{_RECORDS}{record['id']}/", {"consentRecord": record}) == "CNS-001"


def test_lists_come_in_pages(bank: Desk) -> None:
    made = [bank.policy(name=f"Policy {one}")["id"] for one in range(3)]
    every = _numbers(bank, "/config/policies/", "policies")

    pages = [_numbers(bank, "/config/policies/", "policies", offset=one, limit=1) for one in range(len(every))]

    assert [number for page in pages for number in page] == every
    assert set(made) <= set(every)
    assert bank.refused("GET", "/config/policies/", params={"limit": "-1"}) == "WEB-400"


def test_individuals_are_known_once_and_put_right(bank: Desk) -> None:
    who = bank.individual()
    assert bank.individual(who["externalId"]) == who
    said = {"individual": {**who, "externalIdType": "email", "externalId": f"{who['id']}@mail.example"}}

    changed = bank.done("PUT", f"/service/individual/{who['id']}/", said)["individual"]

    assert bank.done("GET", f"/config/individual/{who['id']}/")["individual"] == changed
    assert changed["externalIdType"] == "email"
    assert who["id"] in _numbers(bank, "/service/individuals/", "individuals")
    made = bank.done("POST", "/config/individual/", {"individual": {"id": ""}})["individual"]
    assert made["id"] in _numbers(bank, "/config/individuals/", "individuals")


def test_a_webhook_is_made_read_changed_and_removed(bank: Desk) -> None:
    said = {"id": "", "payloadUrl": "https://bank.example/told", "contentType": "application/json",
            "disabled": False, "secretKey": "chosen by the caller"}  # fmt: skip
    made = bank.done("POST", "/config/webhook/", {"webhook": said})["webhook"]
    assert made["secretKey"].startswith("whsec_")
    path = f"/config/webhook/{made['id']}/"

    changed = bank.done("PUT", path, {"webhook": {**said, "disabled": True}})["webhook"]

    assert (changed["disabled"], changed["secretKey"]) == (True, "")
    assert made["id"] in _numbers(bank, "/config/webhooks/", "webhooks")
    assert bank.refused("PUT", path, {"webhook": {**said, "payloadUrl": "ftp://nowhere"}}) == "WEB-400"
    assert bank.done("DELETE", path) == {}
    assert bank.refused("GET", path) == "WEB-400"


def test_agreements_are_named_as_either_text_names_them(bank: Desk) -> None:
    agreement, who = bank.agreement(), bank.individual()
    for path in (f"/config/agreement/{agreement['id']}", f"/service/agreement/{agreement['id']}/"):
        assert bank.done("GET", path)["dataAgreement"] == agreement
    assert agreement["id"] in _numbers(bank, "/service/verification/agreements/", "dataAgreements", limit=100)
    both = bank.done("GET", "/config/data-agreements/")
    assert both["dataAgreement"] == both["dataAgreements"]

    made = bank.done(
        "POST", f"/service/individual/record/agreement/{agreement['id']}/", headers={"IndividualId": who["id"]}
    )
    found = bank.done("GET", "/service/verification/consent-records/", params={"individualId": who["id"]})
    assert [one["id"] for one in found["consentRecords"]] == [made["consentRecord"]["id"]]


def test_the_receipt_is_offered_as_the_person_has_it(bank: Desk) -> None:
    record = bank.record(bank.agreement(**LOOK_UP), bank.individual())

    answer = bank.get(f"/service/verification/consent-record/{record['id']}/receipt")

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/ld+json"), answer.text
    assert answer.json()["recordId"] == record["id"]
    assert consents.is_receipt(answer.content)
    assert answer.json()["signature"]


def test_a_consent_asked_elsewhere_has_revisions_too(bank: Desk) -> None:
    number = consents.ask("P0000044", BANK, "RES-001", "CR-12", ("address",), by="user:bank", at=now())

    told = bank.done("GET", f"/service/verification/consent-record/{number}/")

    assert told["revision"]["objectId"] == number
    assert told["consentRecord"]["dataAgreementRevisionHash"] == ""


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"policy": null}', b'{"policy": {"id": "\\u0000"}}'])
def test_what_cannot_be_read_is_said_to_be(bank: Desk, content: bytes) -> None:
    answer = bank.post("/config/policy/", content=content, headers={"Content-Type": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (400, "WEB-400")


def _numbers(desk: Desk, path: str, name: str, **query: int) -> list[str]:
    found: list[str] = []
    while query or not found or len(found) % 100 == 0:
        page = desk.done("GET", path, params=query or {"offset": len(found), "limit": 100})[name]
        found += [one["id"] for one in page]
        if query or not page:
            break
    return found
