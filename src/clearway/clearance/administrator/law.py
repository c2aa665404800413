"""The versions of the country's law, as they were loaded."""

from django.http import HttpRequest, HttpResponse

from clearway.clearance.acting import Acting
from clearway.clearance.administrator.opening import shown
from clearway.platform.calendar import now
from clearway.registers.lawbook import public as lawbook


def law(request: HttpRequest, who: Acting) -> HttpResponse:
    """Every version, the one that comes into effect last first; which one decides now."""
    versions = lawbook.versions()
    deciding = next((one.number for one in versions if one.effective_from <= now()), None)
    return shown(request, who, "law", {"versions": versions, "deciding": deciding})
