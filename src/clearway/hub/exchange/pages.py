"""The public keys of the house, for whoever checks its log and its answers without it."""

from pathlib import Path

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from clearway.hub.exchange import sealing
from clearway.platform.transparency import keys


class PublicKeys(msgspec.Struct, frozen=True):
    """Keys in the form of C2SP signed-note: name, hash and key.

    ``log`` signs the checkpoints of the event log (PR-LOG), ``answers`` the seals of answers (PR-SEL).
    """

    log: str
    answers: str


def public_keys(request: HttpRequest) -> HttpResponse:
    """Both keys; everybody may fetch them, and keep them, for a key that changes unannounced is a sign."""
    log = keys.load_or_create(Path(settings.CLEARWAY_VAR) / keys.LOG_KEY, settings.CLEARWAY_ORIGIN)
    content = msgspec.json.encode(PublicKeys(log.vkey, sealing.signer().vkey))
    answer = HttpResponse(content, content_type="application/json")
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
