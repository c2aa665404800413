"""Individuals: whom an organisation's software knows, and webhooks: how that software is told."""

from clearway.gateways.govstack import forms, views
from clearway.gateways.govstack.forms import NewIndividual, NewWebhook
from clearway.gateways.govstack.reading import body, organisation, page
from clearway.gateways.rest.call import Call, Reply, reply_json
from clearway.gateways.rest.problems import Refused
from clearway.hub.consents.public import records
from clearway.hub.wordings import public as wordings
from clearway.hub.wordings.public import Individual
from clearway.platform.calendar import now
from clearway.platform.notifications import endpoints
from clearway.platform.notifications.endpoints import Endpoint
from clearway.platform.notifications.errors import NoticeRefused
from clearway.platform.notifications.guard import AddressRefused

#: What a webhook of the building block is told of.
TOLD = (records.KIND,)
_DESCRIPTION = "Consents"
_LONGEST = 18


def make_individual(call: Call) -> Reply:
    """Know somebody; whoever is known under the same external number already is that one."""
    return _told(wordings.know(_individual(call, ""), at=now()))


def read_individual(call: Call) -> Reply:
    """Somebody whom the organisation knows."""
    return _told(wordings.individual(call.parameters["individualId"], organisation=organisation(call)))


def change_individual(call: Call) -> Reply:
    """What is known about somebody is put right."""
    number = wordings.individual(call.parameters["individualId"], organisation=organisation(call)).number
    return _told(wordings.know(_individual(call, number), at=now()))


def individuals(call: Call) -> Reply:
    """Everybody whom the organisation knows."""
    found = wordings.individuals(organisation(call), **page(call))
    return reply_json({"individuals": [views.individual(one) for one in found]})


def make_webhook(call: Call) -> Reply:
    """Tell an address of consents; the secret that signs is the house's, and told once."""
    said, whose = _webhook(call), organisation(call)
    try:
        number, secret = endpoints.add(
            whose, said.payload_url, kinds=TOLD, known=TOLD, description=_DESCRIPTION, by=call.actor.name, at=now()
        )
        if said.disabled:
            _set(whose, number, said)
    except (NoticeRefused, AddressRefused) as error:
        raise _refused(error) from error
    return reply_json({"webhook": views.webhook(_own(whose, str(number)), secret)})


def read_webhook(call: Call) -> Reply:
    """An endpoint of the organisation."""
    return reply_json({"webhook": views.webhook(_own(organisation(call), call.parameters["webhookId"]))})


def change_webhook(call: Call) -> Reply:
    """Another address, switched on or off."""
    said, whose = _webhook(call), organisation(call)
    found = _own(whose, call.parameters["webhookId"])
    try:
        _set(whose, found.id, said)
    except (NoticeRefused, AddressRefused) as error:
        raise _refused(error) from error
    return reply_json({"webhook": views.webhook(_own(whose, str(found.id)))})


def remove_webhook(call: Call) -> Reply:
    """It is told nothing any more."""
    whose = organisation(call)
    endpoints.remove(whose, _own(whose, call.parameters["webhookId"]).id, at=now())
    return reply_json({})


def webhooks(call: Call) -> Reply:
    """The organisation's endpoints that are told of consents."""
    asked = page(call)
    found = [one for one in endpoints.of_party(organisation(call)) if _is_of_consents(one)]
    chosen = found[asked["offset"] : asked["offset"] + asked["limit"]]
    return reply_json({"webhooks": [views.webhook(one) for one in chosen]})


def _individual(call: Call, number: str) -> Individual:
    said = body(call, NewIndividual).individual
    return Individual(number, organisation(call), said.external_id, said.external_id_type, said.identity_provider_id)


def _told(found: Individual) -> Reply:
    return reply_json({"individual": views.individual(found)})


def _webhook(call: Call) -> forms.Webhook:
    said = body(call, NewWebhook).webhook
    if said.content_type != views.JSON:
        raise Refused(
            400, "Notices are sent as {sent}.", at="$.webhook.contentType", passes="{sent}", sent=views.JSON
        )
    return said


def _own(whose: str, number: str) -> Endpoint:
    is_number = number.isascii() and number.isdigit() and len(number) <= _LONGEST
    found = endpoints.one_of(whose, int(number)) if is_number else None
    if found is None or not _is_of_consents(found):
        raise Refused(400, "There is no such webhook.", at="path/webhookId")
    return found


def _is_of_consents(one: Endpoint) -> bool:
    return set(one.kinds) == set(TOLD)


def _set(whose: str, number: int, said: forms.Webhook) -> None:
    endpoints.change(
        whose, number, said.payload_url, kinds=TOLD, known=TOLD, description=_DESCRIPTION, is_on=not said.disabled
    )


def _refused(error: Exception) -> Refused:
    return Refused(400, "{what}", at="$.webhook", what=str(error))
