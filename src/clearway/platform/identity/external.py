"""Signing in with an outside OpenID provider: discovery, authorization code with PKCE, a verified identity token.

A person is known by one claim that the provider verified and that never changes (issuer and claim together), never by
an e-mail address. Somebody nobody here is linked to does not come in.
"""

import base64
import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import httpx
import jwt
import msgspec
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from clearway.platform.events import log
from clearway.platform.identity import events, models
from clearway.platform.identity.errors import IdentityTaken, IdentityUnknown, ProviderAway, ProviderUntrusted

#: The provider is waited for so long, in seconds; a person waits with us.
PATIENCE = 5.0
#: What the provider says about itself is believed for so long.
BELIEVED = timedelta(minutes=10)
ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
#: The provider's clock may differ from ours by so many seconds.
LEEWAY = 30
_PERSON = re.compile("[A-Za-z0-9.-]{1,60}")


class Provider(msgspec.Struct, frozen=True):
    """What the provider says about itself."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


class Journey(msgspec.Struct):
    """What a session keeps while somebody is away at the provider."""

    state: str
    nonce: str
    verifier: str
    following: str


class Proven(msgspec.Struct):
    """What the provider proved: its name for a person, how it is shown, and whether it asked for a second factor.

    ``person`` is the personal number in the population's register, where the provider verifies one.
    """

    issuer: str
    subject: str
    shown: str
    is_strong: bool
    person: str = ""


_known: dict[str, tuple[datetime, Provider]] = {}


def provider(at: datetime) -> Provider:
    """The provider that is configured, as it describes itself."""
    issuer = settings.CLEARWAY_OPENID["issuer"]
    kept = _known.get(issuer)
    if kept is not None and at - kept[0] < BELIEVED:
        return kept[1]
    try:
        found = msgspec.convert(_asked("GET", f"{issuer}/.well-known/openid-configuration"), Provider)
    except msgspec.ValidationError as error:
        raise ProviderUntrusted(what="discovery") from error
    if found.issuer.rstrip("/") != issuer:
        raise ProviderUntrusted(what="issuer")
    _known[issuer] = (at, found)
    return found


def begin(following: str, *, back: str, at: datetime) -> tuple[str, Journey]:
    """The provider's address to go to, and what must be kept until one comes back."""
    journey = Journey(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48), following)
    challenge = base64.urlsafe_b64encode(sha256(journey.verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": settings.CLEARWAY_OPENID["client"],
        "redirect_uri": back,
        "scope": "openid profile",
        "state": journey.state,
        "nonce": journey.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{provider(at).authorization_endpoint}?{urlencode(asked)}", journey


def complete(journey: Journey, answer: dict[str, str], *, back: str, at: datetime) -> Proven:
    """Who came back, proven by the provider's signature over this very journey."""
    if not secrets.compare_digest(answer.get("state", ""), journey.state):
        raise ProviderUntrusted(what="state")
    described = provider(at)
    if answer.get("iss", described.issuer) != described.issuer:
        raise ProviderUntrusted(what="issuer")
    if not answer.get("code"):
        raise ProviderUntrusted(what="code")
    form = {
        "grant_type": "authorization_code",
        "code": answer["code"],
        "redirect_uri": back,
        "code_verifier": journey.verifier,
    }
    known_as = (settings.CLEARWAY_OPENID["client"], settings.CLEARWAY_OPENID["secret"])
    tokens = _asked("POST", described.token_endpoint, data=form, auth=known_as)
    claims = _verified(described, str(tokens.get("id_token", "")))
    if not secrets.compare_digest(str(claims.get("nonce", "")), journey.nonce):
        raise ProviderUntrusted(what="nonce")
    subject = claims.get(settings.CLEARWAY_OPENID["claim"])
    if not isinstance(subject, str) or not subject:
        raise ProviderUntrusted(what=settings.CLEARWAY_OPENID["claim"])
    is_strong = claims.get("acr") in settings.CLEARWAY_OPENID["strong"]
    shown = str(claims.get("name", subject))[:100]
    return Proven(settings.CLEARWAY_OPENID["issuer"], subject, shown, is_strong, _personal_number(claims))


def person(proven: Proven, *, at: datetime) -> Any:
    """The person here who is linked to an outside identity; whoever proved a personal number has an account here.

    Nobody invites citizens: an account that belongs to no party and no office shows them what concerns themselves.
    """
    rows = models.ExternalIdentity.objects.select_related("user")
    row = rows.filter(issuer=proven.issuer, subject=proven.subject).first()
    if row is None and proven.person:
        return _welcomed(proven, at)
    if row is None or not row.user.is_active:
        raise IdentityUnknown
    link(row.user_id, proven, at=at)
    return row.user


@transaction.atomic
def link(user: int, proven: Proven, *, at: datetime) -> None:
    """A person signs in with an outside identity from now on, and is known by the personal number it proves."""
    known = models.ExternalIdentity.objects.filter(issuer=proven.issuer, subject=proven.subject).first()
    if known is not None and known.user_id == user and proven.person in ("", known.person):
        return
    try:
        with transaction.atomic():
            if known is not None and known.user_id == user:
                models.ExternalIdentity.objects.filter(pk=known.pk).update(person=proven.person)
                return
            models.ExternalIdentity.objects.create(
                user_id=user, issuer=proven.issuer, subject=proven.subject, person=proven.person, linked_at=at
            )
    except IntegrityError:
        raise IdentityTaken from None
    _tell(user, events.IdentityLinked(issuer=proven.issuer), at)


def number_of(user: int) -> str:
    """The verified personal number of whoever signs in as a user; empty where no provider has told one."""
    rows = models.ExternalIdentity.objects.filter(user_id=user).exclude(person="")
    return rows.values_list("person", flat=True).first() or ""


def users_of(persons: Iterable[str]) -> dict[str, frozenset[str]]:
    """The user names under which the holders of personal numbers sign in; of many, few do."""
    rows = models.ExternalIdentity.objects.filter(person__in=set(persons) - {""}, user__is_active=True)
    found: dict[str, set[str]] = {}
    for person, username in rows.values_list("person", "user__username"):
        found.setdefault(person, set()).add(username)
    return {person: frozenset(names) for person, names in found.items()}


@transaction.atomic
def unlink(user: int, issuer: str, *, at: datetime) -> None:
    """A person signs in with an outside provider no longer."""
    deleted, _ = models.ExternalIdentity.objects.filter(user_id=user, issuer=issuer).delete()
    if deleted:
        _tell(user, events.IdentityUnlinked(issuer=issuer), at)


def is_linked(user: int, issuer: str) -> bool:
    """Whether a person can sign in with a provider."""
    return bool(issuer) and models.ExternalIdentity.objects.filter(user_id=user, issuer=issuer).exists()


@transaction.atomic
def _welcomed(proven: Proven, at: datetime) -> Any:
    """A new account for a citizen; it has no password, so that nobody comes in but by the provider."""
    made = get_user_model()(username=f"citizen-{secrets.token_hex(4)}", first_name=proven.shown)
    made.set_unusable_password()
    made.save()
    link(made.pk, proven, at=at)
    return made


def _personal_number(claims: dict[str, Any]) -> str:
    """What the provider says under the claim that the operator named; what is no number is none."""
    name = settings.CLEARWAY_OPENID["person"]
    found = claims.get(name, "") if name else ""
    return found if isinstance(found, str) and _PERSON.fullmatch(found) else ""


def _tell(user: int, told: events.IdentityLinked | events.IdentityUnlinked, at: datetime) -> None:
    username = get_user_model().objects.values_list("username", flat=True).get(id=user)
    log.record(told, subject=f"person/{username}", actor=f"user:{username}", at=at)


def _verified(described: Provider, token: str) -> dict[str, Any]:
    """The claims of an identity token: signed by the provider, for us, now."""
    try:
        header = jwt.get_unverified_header(token)
        keys = jwt.PyJWKSet.from_dict(_asked("GET", described.jwks_uri)).keys
        key = next(one for one in keys if header.get("kid") in (None, one.key_id))
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=list(ALGORITHMS),
            audience=settings.CLEARWAY_OPENID["client"],
            issuer=described.issuer,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except (jwt.PyJWTError, StopIteration, ValueError) as error:
        raise ProviderUntrusted(what=type(error).__name__) from error
    return claims


def _asked(method: str, address: str, **sent: Any) -> dict[str, Any]:
    try:
        answer = httpx.request(method, address, timeout=PATIENCE, **sent)
        answer.raise_for_status()
        found = answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise ProviderAway from error
    if not isinstance(found, dict):
        raise ProviderAway
    return found
