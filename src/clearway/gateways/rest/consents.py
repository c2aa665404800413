"""What organisations' software does about consents: ask a person, and learn how it stands."""

from clearway.gateways.hub import consent_forms as forms
from clearway.gateways.hub.consent_forms import NewConsent
from clearway.gateways.rest.call import Call, Reply, reply_json
from clearway.gateways.rest.reading import read
from clearway.hub.consents import public as consents
from clearway.hub.consents.public import ConsentUnknown
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Forbidden
from clearway.registers.lawbook import public as lawbook


def ask_consent(call: Call) -> Reply:
    """Ask a person to allow something; they decide on their own pages."""
    said, at = read(call.content, NewConsent), now()
    by, known = f"{call.actor.name}/{said.official}", lawbook.current(at).sharing
    asked = (said.subject, organisation(call), said.kind, said.article, said.names)
    number = consents.ask(*asked, by=by, at=at, known=known)
    return _told(call, number, status=201)


def read_one(call: Call) -> Reply:
    """A consent that the organisation has asked for."""
    return _told(call, call.parameters["number"])


def _told(call: Call, number: str, *, status: int = 200) -> Reply:
    found = consents.find(number, organisation=organisation(call))
    if found is None:
        raise ConsentUnknown(consent=number[:60])
    return reply_json(forms.told(found, now()), status=status)


def organisation(call: Call) -> str:
    """The party or office that the software acts for."""
    found = call.actor.party or call.actor.office
    if not found:
        raise Forbidden(f"{call.actor.name} acts for no organisation.")
    return found
