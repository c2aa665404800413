"""Every page of the house, and who reads the files that pages take; the routes under /v1 stand in gateways/rest."""

from collections.abc import Iterator
from functools import partial

from clearway.clearance.administrator import urls as administrator
from clearway.clearance.agency import urls as agency
from clearway.clearance.notices import urls as notices
from clearway.clearance.officer import urls as officer
from clearway.clearance.opening import opened
from clearway.clearance.operator import urls as operator
from clearway.clearance.public import urls as public
from clearway.clearance.statistics import urls as statistics
from clearway.clearance.trader import urls as trader
from clearway.clearance.trader.uploads import NotRead, Upload
from clearway.config import watching
from clearway.gateways.messages.receive import Received, pointer, receive_all
from clearway.gateways.openid import urls as openid
from clearway.gateways.watch.own.foreseeing import foresee
from clearway.hub.boarding import urls as boarding
from clearway.hub.citizen import urls as citizen
from clearway.hub.desk import urls as desk
from clearway.hub.exchange import urls as exchange
from clearway.hub.holding import urls as holding
from clearway.hub.privacy import urls as privacy
from clearway.hub.receiving import urls as receiving
from clearway.hub.refunds import urls as refunds
from clearway.hub.survey import urls as survey
from clearway.platform.theme import urls as theme
from clearway.watch.desks import urls as watch


def uploaded(content: bytes) -> Iterator[Upload | NotRead]:
    """The declarations of an uploaded file, in whatever format it is."""
    for part in receive_all(content):
        if isinstance(part, Received):
            yield Upload(part.submitted, partial(pointer, part.message.format))
        else:
            yield NotRead(part.faults)


urlpatterns = [
    *openid.urlpatterns,
    *theme.urlpatterns,
    *public.urlpatterns,
    *trader.urlpatterns(uploaded),
    *officer.urlpatterns(foresee),
    *administrator.urlpatterns(),
    *agency.urlpatterns,
    *operator.urlpatterns,
    *notices.urlpatterns,
    *statistics.urlpatterns,
    *citizen.urlpatterns(opened),
    *survey.urlpatterns(opened),
    *refunds.urlpatterns(opened),
    *boarding.urlpatterns(opened),
    *holding.urlpatterns(opened),
    *privacy.urlpatterns(opened),
    *desk.urlpatterns(opened),
    *receiving.urlpatterns(opened),
    *exchange.urlpatterns(opened),
    *watch.urlpatterns(opened, watching.officials, watching.connected),
]
