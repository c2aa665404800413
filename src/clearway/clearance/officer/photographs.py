"""Photographs of inspections, shown to their office alone, as pictures and as nothing else."""

from django.http import Http404, HttpRequest, HttpResponse

from clearway.clearance.acting import Acting
from clearway.clearance.officer.opening import file_of
from clearway.stations.controls import public as controls

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}


def photograph(request: HttpRequest, who: Acting, number: str, picture: str) -> HttpResponse:
    """The bytes as they were taken; a browser is told to believe the kind we found and to run nothing."""
    one = file_of(who, number)
    found = controls.picture(int(picture)) if picture.isascii() and picture.isdigit() and len(picture) < 19 else None
    if found is None or found.declaration != one.id:
        raise Http404
    response = HttpResponse(found.content, content_type=found.media_type)
    response["Content-Disposition"] = f'inline; filename="{found.digest[:16]}.{_ENDINGS[found.media_type]}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response
