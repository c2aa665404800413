"""The event log, looked through by subject and by type."""

from django.http import HttpRequest, HttpResponse

from clearway.clearance.acting import Acting
from clearway.clearance.administrator.opening import shown
from clearway.platform.events.models import Event

ON_A_PAGE = 50
LONGEST = 200


def events(request: HttpRequest, who: Acting) -> HttpResponse:
    """What happened, the last first; about one subject, of one type, or both."""
    subject, kind = (request.GET.get(name, "").strip()[:LONGEST].replace("\0", "") for name in ("subject", "type"))
    before = request.GET.get("before", "")
    rows = Event.objects.order_by("-id")
    if subject:
        rows = rows.filter(subject=subject)
    if kind:
        rows = rows.filter(type=kind)
    if before.isascii() and before.isdigit() and len(before) < 19:
        rows = rows.filter(id__lt=int(before))
    found = list(rows.values("id", "at", "type", "subject", "actor", "facts")[: ON_A_PAGE + 1])
    context = {
        "events": [{**one, "subject": _parts(one["subject"])} for one in found[:ON_A_PAGE]],
        "older": found[ON_A_PAGE - 1]["id"] if len(found) > ON_A_PAGE else None,
        "subject": subject,
        "type": kind,
    }
    return shown(request, who, "events", context)


def _parts(subject: str) -> tuple[str, str]:
    """What an event is about, where it may be broken: the kind of thing, and its number."""
    kind, slash, number = subject.partition("/")
    return kind + slash, number
