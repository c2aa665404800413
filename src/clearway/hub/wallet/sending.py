"""A person sends a document that is held here: to an organisation of the house, or to any verifier elsewhere."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

import msgspec
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_noop as noop

from clearway.hub.wallet import asking, errors, keys, models, queries, sdjwt
from clearway.hub.wallet.issuing import CONTENT
from clearway.platform.notifications import guard
from clearway.platform.notifications.channels import webhook
from clearway.platform.sealing import unseal

#: Who is known by where the answer goes, and by nothing else.
BY_ADDRESS: Final = "redirect_uri:"
_FORM = {"content-type": "application/x-www-form-urlencoded", "user-agent": "Clearway-Wallet/1"}
_LONGEST = 20_000


class Asked(msgspec.Struct, frozen=True):
    """What somebody asks to be shown: of which kind, which claims, and where the answer goes.

    ``question`` is the number of a question of this house. ``to`` is its organisation, or the host that
    asks; ``name`` is what it calls the document.
    """

    to: str
    kind: str
    names: tuple[str, ...]
    purpose: str = ""
    question: str = ""
    audience: str = ""
    nonce: str = ""
    state: str = ""
    response_uri: str = ""
    name: str = asking.ID


def understood(link: str, *, at: datetime) -> Asked:
    """A question as a link brings it: ``openid4vp://?…``, or the same behind any address."""
    said = dict(parse_qsl(_parts(link.strip()[:_LONGEST]).query))
    number = _own(said.get("request_uri", ""))
    if number:
        found = asking.open_question(number, at=at)
        return Asked(found.organisation, found.kind, found.names, found.purpose, question=number)
    if "request_uri" in said:
        raise errors.QuestionUnreadable(why=noop("signed questions of others are not known here"))
    return _of_somebody(said)


@transaction.atomic
def send(number: str, asked: Asked, *, subject: str, by: str, at: datetime) -> None:
    """The claims that were asked for are shown to who asked, and it is on record that they were."""
    row = _held(number, subject, at)
    text = unseal(row.content, purpose=CONTENT)
    missing = set(asked.names) - set(sdjwt.names(text))
    if row.kind != asked.kind or missing:
        raise errors.QuestionUnreadable(why=noop("the document does not say what is asked for"))
    question = asking.open_question(asked.question, at=at) if asked.question else None
    shown = sdjwt.bound(
        sdjwt.shown(text, asked.names), key=keys.unsealed(row.private), alg=keys.ALG, at=at,
        audience=asking.client_id(at) if question else asked.audience,
        nonce=_nonce(asked.question) if question else asked.nonce,
    )  # fmt: skip
    if question is not None:
        asking.answer(asked.question, json.dumps({asking.ID: [shown]}), at=at)
        return
    asking.sent(row, asked.to, asked.names, asked.purpose, by=by, at=at)
    _post(asked, shown)


def _post(asked: Asked, shown: str) -> None:
    form = {"vp_token": json.dumps({asked.name: [shown]})}
    form |= {"state": asked.state} if asked.state else {}
    ending = webhook.post(
        asked.response_uri, _FORM, urlencode(form).encode(),
        is_private_allowed=bool(settings.CLEARWAY_WEBHOOKS_TO_PRIVATE),
    )  # fmt: skip
    if ending.outcome != "delivered":
        raise errors.NotTaken(to=asked.to, why=ending.answer[:200])


def _of_somebody(said: Mapping[str, str]) -> Asked:
    """A question in the link itself, whose asker is known by the address to which the answer goes."""
    client, where = said.get("client_id", ""), said.get("response_uri", "")
    if said.get("response_type") != "vp_token" or said.get("response_mode") != "direct_post":
        raise errors.QuestionUnreadable(why=noop("it does not ask for a vp_token by direct_post"))
    if client != f"{BY_ADDRESS}{where}":
        raise errors.QuestionUnreadable(why=noop("who asks is not who gets the answer"))
    try:
        guard.check_form(where, is_private_allowed=bool(settings.CLEARWAY_WEBHOOKS_TO_PRIVATE))
    except guard.AddressRefused as error:
        raise errors.QuestionUnreadable(why=noop("nothing is sent to such an address")) from error
    if not said.get("nonce"):
        raise errors.QuestionUnreadable(why=noop("the nonce is missing"))
    kind, names, name = _wanted(said.get("dcql_query", ""))
    return Asked(
        _parts(where).hostname or "", kind, names, audience=client, nonce=said["nonce"],
        state=said.get("state", ""), response_uri=where, name=name,
    )  # fmt: skip


def _wanted(query: str) -> tuple[str, tuple[str, ...], str]:
    """The kind and the claims of the one document that a DCQL query asks for."""
    try:
        (one,) = json.loads(query)["credentials"]
        (vct,) = one["meta"]["vct_values"]
        names = tuple(str(path) for (path,) in (claim["path"] for claim in one["claims"]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise errors.QuestionUnreadable(why=noop("it does not ask for claims of one document in DCQL")) from error
    if one.get("format") != sdjwt.TYP or not names:
        raise errors.QuestionUnreadable(why=noop("it asks for another format, or for nothing"))
    return str(vct).rpartition("/")[2], names, str(one["id"])


def _parts(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError as error:
        raise errors.QuestionUnreadable(why=noop("this is not an address")) from error


def _own(request_uri: str) -> str:
    """The number of a question of this house, where the address is one of ours."""
    parts = _parts(request_uri).path.split("/")
    is_ours = parts[:3] == ["", "wallet", "requests"] and parts[4:] == ["object"]
    return parts[3] if is_ours and models.Question.objects.filter(number=queries.as_number(parts[3])).exists() else ""


def _nonce(question: str) -> str:
    return str(models.Question.objects.values_list("nonce", flat=True).get(number=queries.as_number(question)))


def _held(number: str, subject: str, at: datetime) -> Any:
    rows = models.Document.objects.filter(number=queries.as_number(number), subject=subject, state="held")
    row = rows.filter(until__gt=at).first()
    if row is None:
        raise errors.NotHeldHere
    return row
