"""What agencies' software does with permits: issue, change, stop, read, see who used them and who waits."""

from clearway.clearance.agency import acts
from clearway.gateways.agencies import forms
from clearway.gateways.agencies.forms import NewPermit, PermitChanges, PermitPage, PermitState
from clearway.gateways.rest.call import Call, Reply, reply_json
from clearway.gateways.rest.reading import page, read
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Forbidden
from clearway.platform.wording import say
from clearway.stations.permits import public as permits
from clearway.stations.permits.public import PermitFile, PermitUnknown

#: No number of a permit is longer.
LONGEST_NUMBER = 35


def issue_permit(call: Call) -> Reply:
    """Issue a permit; declarations that named it already go on before the answer."""
    said = read(call.content, NewPermit)
    grant = forms.grant(said, number=said.number, document=said.document, holder=said.holder)
    return _told(acts.issue(grant, by=call.actor, at=now()), status=201)


def change_permit(call: Call) -> Reply:
    """Write anew what a permit covers."""
    grant = forms.grant(read(call.content, PermitChanges), number=_file(call).number)
    return _told(acts.change(grant, by=call.actor, at=now()))


def move_permit(call: Call) -> Reply:
    """Suspend a permit, make it valid again, or revoke it."""
    said = read(call.content, PermitState)
    return _told(acts.move(_file(call).number, said.status, reason=said.reason, by=call.actor, at=now()))


def permit(call: Call) -> Reply:
    """A permit as it stands."""
    return _told(_file(call))


def permits_listed(call: Call) -> Reply:
    """The agency's permits, newest first."""
    number = page(call.query)
    found, has_more = permits.search(agency=_agency(call), page=number)
    return reply_json(PermitPage([forms.told(one) for one in found], number + 1 if has_more else None))


def permit_uses(call: Call) -> Reply:
    """What declarations have written off a permit, latest first."""
    return reply_json([forms.used(one) for one in permits.uses_of(_file(call).number, agency=_agency(call))])


def permits_waiting(call: Call) -> Reply:
    """The declarations that wait for the agency, longest waiting first."""
    found = permits.waiting_at(_agency(call))
    rows = [forms.waiting(one, say(one.sentence, one.facts, language=call.language)) for one in found]
    return reply_json(rows, language=call.language)


def _agency(call: Call) -> str:
    if not call.actor.office:
        raise Forbidden(f"{call.actor.name} acts for no agency.")
    return call.actor.office


def _file(call: Call) -> PermitFile:
    number = call.parameters["number"]
    is_number = len(number) <= LONGEST_NUMBER and number.isprintable()
    found = permits.find(number, agency=_agency(call)) if is_number else None
    if found is None:
        raise PermitUnknown(number=number[:LONGEST_NUMBER] if number.isprintable() else "?")
    return found


def _told(file: PermitFile, *, status: int = 200) -> Reply:
    headers = {"Location": f"/v1/permits/{file.number}"} if status == 201 else {}
    return reply_json(forms.told(file), status=status, headers=headers)
