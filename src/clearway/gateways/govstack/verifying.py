"""Whether consents stand: for who relies on them (``service/verification``) and for who audits them (``audit``)."""

from clearway.core.law.information import Catalogue
from clearway.gateways.govstack import views
from clearway.gateways.govstack.reading import agreement_named, individual, organisation, page
from clearway.gateways.rest.call import JSON, Call, Reply, reply_json
from clearway.gateways.rest.problems import Refused
from clearway.hub.consents import public as consents
from clearway.hub.consents.public import records
from clearway.hub.consents.public.records import Reach
from clearway.hub.wordings import public as wordings
from clearway.platform.calendar import now
from clearway.registers.lawbook import public as lawbook
from clearway.stations.release.public import ReleaseError

RECEIPT = "application/ld+json"


def agreements(call: Call) -> Reply:
    """The data agreements of the organisation that relies on them."""
    found = wordings.papers("DataAgreement", organisation=organisation(call), **page(call))
    return reply_json({"dataAgreements": views.agreements(found)})


def consent_records(call: Call) -> Reply:
    """The latest records; one person's, or of one data agreement, where the query names either."""
    return _records(call, Reach(organisation(call)), current=True)


def consent_record(call: Call) -> Reply:
    """One record with its latest revision."""
    found = records.record(call.parameters["consentRecordId"], Reach(organisation(call)))
    return reply_json(
        {
            "consentRecord": views.records([found])[0],
            "revision": views.revision(wordings.revision(found.consent.number)),
        }
    )


def receipt(call: Call) -> Reply:
    """The signed receipt of a record after ISO/IEC TS 27560, as the person has it."""
    whose, at = organisation(call), now()
    found = records.record(call.parameters["consentRecordId"], Reach(whose)).consent
    try:
        content = consents.receipt(
            found, lawbook.current(at).sharing, organisation=found.organisation, language=call.language, at=at
        )
    except ReleaseError as error:
        raise Refused(503, "The receipt cannot be signed just now; ask again.") from error
    return Reply(200, content, RECEIPT if call.wanted == RECEIPT else JSON)


def audited_records(call: Call) -> Reply:
    """Every record that the organisation asked for, or that is about what it holds."""
    return _records(call, _audited(call), current=False)


def audited_record(call: Call) -> Reply:
    """One such record, with every revision."""
    found = records.record(call.parameters["consentRecordId"], _audited(call))
    states = wordings.revisions(found.consent.number)
    return reply_json(
        {
            "consentRecord": views.records([found])[0],
            "revisions": [views.revision(one) for one in states],
        }
    )


def audited_agreements(call: Call) -> Reply:
    """Every data agreement of the organisation, or about what it holds."""
    seen = _audited(call)
    found = wordings.papers("DataAgreement", organisation=seen.organisation, kinds=seen.kinds, **page(call))
    return reply_json({"dataAgreements": views.agreements(found)})


def audited_agreement(call: Call) -> Reply:
    """One such data agreement."""
    seen, number = _audited(call), agreement_named(call)
    found = wordings.paper("DataAgreement", number, organisation=None, also=True)
    if found.organisation != seen.organisation and getattr(found.text, "kind", "") not in seen.kinds:
        raise wordings.WordingUnknown(found=number[:60])
    return reply_json({"dataAgreement": views.agreements([found])[0]})


def _records(call: Call, reach: Reach, *, current: bool) -> Reply:
    who = individual(call, needed=False)
    found = records.records(
        reach, subject=who.subject if who else "", wording=agreement_named(call), current=current, **page(call)
    )
    return reply_json({"consentRecords": views.records(found, {who.subject: who} if who else {})})


def _audited(call: Call) -> Reach:
    """What an organisation asked for, and what is asked of it as the holder."""
    whose = organisation(call)
    catalogue: Catalogue = lawbook.current(now()).sharing
    return Reach(whose, tuple(code for code, kind in catalogue.kinds.items() if kind.holder == whose))
