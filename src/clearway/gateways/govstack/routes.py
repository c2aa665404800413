"""Every operation of the building block's API: who it is for, what it needs, what it takes and gives.

Its texts and tests say ``agreement`` here and ``data-agreement`` there: both are served.
"""

from typing import Any, Final

from clearway.gateways.govstack import configuring, people, recording, verifying
from clearway.gateways.govstack.forms import (
    NewDataAgreement,
    NewIndividual,
    NewPair,
    NewPolicy,
    NewRecord,
    NewSignature,
    NewWebhook,
)
from clearway.gateways.govstack.reading import HEADERS
from clearway.gateways.rest.call import JSON, Handler, Route
from clearway.platform.identity.permissions import Permission

PREFIX: Final = "/govstack/consent"
MOST_BYTES: Final = 200_000
_CONFIGURE: Final[Permission] = "consents:configure"
_RECORD: Final[Permission] = "consents:record"
_ASK: Final[Permission] = "hub:ask"
_AUDIT: Final[Permission] = "consents:audit"
_PAGE: Final = {"offset": "How many to leave out.", "limit": "How many at most."}
_WHO: Final = {"individualId": "About whom."}
_STATE: Final = {"revisionId": "As it was in this revision."}
_WHICH: Final = {"dataAgreementId": "Of which data agreement.", "agreementId": "The same."}
_ABOUT: Final = dict.fromkeys(HEADERS, "About whom.")
_OF_RECORD: Final = "/service/individual/record"


def _route(
    method: Any, path: str, handler: Handler, permission: Permission, *, body: Any = None, query: Any = None
) -> Route:
    summary = (handler.__doc__ or "").partition("\n")[0]
    takes, most = ((JSON,), MOST_BYTES) if body else ((), 0)
    offers = (verifying.RECEIPT, JSON) if handler is verifying.receipt else (JSON,)
    return Route(
        method, f"{PREFIX}{path}", handler, summary, "official", permission, {200: dict[str, Any]}, takes=takes,
        most_bytes=most, body=body, query=query or {}, headers=_ABOUT, offers=offers,
    )  # fmt: skip


def _about_agreements() -> tuple[Route, ...]:
    """Those whose address names data agreements, in either spelling."""
    rows: list[Route] = []
    for one, number in (("data-agreement", "{dataAgreementId}"), ("agreement", "{agreementId}")):
        config, of = f"/config/{one}", f"{_OF_RECORD}/{one}/{number}"
        made = NewDataAgreement
        rows += [
            _route("POST", config, configuring.make_agreement, _CONFIGURE, body=made),
            _route("GET", f"{config}/{number}", configuring.read_agreement, _CONFIGURE, query=_STATE),
            _route("PUT", f"{config}/{number}", configuring.change_agreement, _CONFIGURE, body=made),
            _route("DELETE", f"{config}/{number}", configuring.remove_agreement, _CONFIGURE),
            _route("GET", f"{config}s", configuring.agreements, _CONFIGURE, query=_PAGE),
            _route("GET", f"/service/{one}/{number}", configuring.read_agreement, _RECORD, query=_STATE),
            _route("GET", f"/service/verification/{one}s", verifying.agreements, _ASK, query=_PAGE),
            _route("POST", of, recording.make, _RECORD, query=_WHO | _STATE),
            _route("GET", of, recording.read_current, _RECORD, query=_WHO),
            _route("GET", f"{of}/all", recording.of_agreement, _RECORD, query=_PAGE | _WHO),
            _route("GET", f"/audit/{one}s", verifying.audited_agreements, _AUDIT, query=_PAGE),
            _route("GET", f"/audit/{one}/{number}", verifying.audited_agreement, _AUDIT),
        ]
    return tuple(rows)


_ONE_POLICY: Final = "/config/policy/{policyId}"
_ONE_WEBHOOK: Final = "/config/webhook/{webhookId}"
_ONE_INDIVIDUAL: Final = "individual/{individualId}"
_RECORDS: Final = f"{_OF_RECORD}/consent-record"
_ONE_RECORD: Final = f"{_RECORDS}/{{consentRecordId}}"
_VERIFIED: Final = "/service/verification/consent-record"

ROUTES: Final[tuple[Route, ...]] = (
    _route("POST", "/config/policy", configuring.make_policy, _CONFIGURE, body=NewPolicy),
    _route("GET", _ONE_POLICY, configuring.read_policy, _CONFIGURE, query=_STATE),
    _route("PUT", _ONE_POLICY, configuring.change_policy, _CONFIGURE, body=NewPolicy),
    _route("DELETE", _ONE_POLICY, configuring.remove_policy, _CONFIGURE),
    _route("GET", f"{_ONE_POLICY}/revisions", configuring.policy_revisions, _CONFIGURE, query=_PAGE),
    _route("GET", "/config/policies", configuring.policies, _CONFIGURE, query=_PAGE | _STATE),
    _route("POST", "/config/individual", people.make_individual, _CONFIGURE, body=NewIndividual),
    _route("GET", f"/config/{_ONE_INDIVIDUAL}", people.read_individual, _CONFIGURE),
    _route("GET", "/config/individuals", people.individuals, _CONFIGURE, query=_PAGE),
    _route("POST", "/config/webhook", people.make_webhook, _CONFIGURE, body=NewWebhook),
    _route("GET", _ONE_WEBHOOK, people.read_webhook, _CONFIGURE, query=_STATE),
    _route("PUT", _ONE_WEBHOOK, people.change_webhook, _CONFIGURE, body=NewWebhook),
    _route("DELETE", _ONE_WEBHOOK, people.remove_webhook, _CONFIGURE),
    _route("GET", "/config/webhooks", people.webhooks, _CONFIGURE, query=_PAGE | _STATE),
    _route("POST", "/service/individual", people.make_individual, _RECORD, body=NewIndividual),
    _route("GET", f"/service/{_ONE_INDIVIDUAL}", people.read_individual, _RECORD),
    _route("PUT", f"/service/{_ONE_INDIVIDUAL}", people.change_individual, _RECORD, body=NewIndividual),
    _route("GET", "/service/individuals", people.individuals, _RECORD, query=_PAGE),
    _route("GET", "/service/policy/{policyId}", configuring.read_policy, _RECORD, query=_STATE),
    _route("GET", f"{_VERIFIED}s", verifying.consent_records, _ASK, query=_PAGE | _WHO | _WHICH),
    _route("GET", f"{_VERIFIED}/{{consentRecordId}}", verifying.consent_record, _ASK),
    _route("GET", f"{_VERIFIED}/{{consentRecordId}}/receipt", verifying.receipt, _ASK),
    _route("POST", f"{_RECORDS}/draft", recording.draft, _RECORD, query=_WHO | _WHICH | _STATE),
    _route("POST", _RECORDS, recording.make_signed, _RECORD, body=NewPair, query=_WHO),
    _route("GET", _RECORDS, recording.mine, _RECORD, query=_PAGE | _WHO),
    _route("PUT", _ONE_RECORD, recording.change, _RECORD, body=NewRecord, query=_WHO),
    _route("POST", f"{_ONE_RECORD}/signature", recording.make_signature, _RECORD, body=NewSignature, query=_WHO),
    _route("PUT", f"{_ONE_RECORD}/signature", recording.sign, _RECORD, body=NewSignature, query=_WHO),
    _route("DELETE", _OF_RECORD, recording.forget, _RECORD, query=_WHO),
    _route("GET", "/audit/consent-records", verifying.audited_records, _AUDIT, query=_PAGE | _WHO | _WHICH),
    _route("GET", "/audit/consent-record/{consentRecordId}", verifying.audited_record, _AUDIT),
    *_about_agreements(),
)
