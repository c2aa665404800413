"""Every declaration that the party may read: what it lodged, and what others lodged that names it."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from clearway.clearance.acting import Acting
from clearway.clearance.trader import words
from clearway.clearance.trader.account import shown_to_anybody
from clearway.platform.calendar import day_in, now
from clearway.registers.lawbook import public as lawbook
from clearway.registers.traders import public as traders
from clearway.stations.declarations import public as declarations

ON_A_PAGE = 25


def named(request: HttpRequest, who: Acting) -> HttpResponse:
    """The declarations, newest first, and who lodged each."""
    before = request.GET.get("before", "")
    older_than = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    found = declarations.recent(reader=who.party, before=older_than, limit=ON_A_PAGE + 1)
    at = now()
    lodgers = {file.submitter for file in found[:ON_A_PAGE]} - {who.party}
    parties = traders.known(lodgers, day_in(lawbook.current(at).country.time_zone, at))[0] if lodgers else {}
    context = {
        "rows": [
            (file, _(words.STATES[file.state]), parties[file.submitter].name if file.submitter in parties else "")
            for file in found[:ON_A_PAGE]
        ],
        "older": found[ON_A_PAGE - 1].id if len(found) > ON_A_PAGE else None,
        "tab": "named",
    }
    return shown_to_anybody(request, who, "party_named", context)
