"""Telling: inboxes and deliveries are written together with whatever made them; nothing leaves the house here."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.contrib.auth import get_user_model
from django.db.models import Q

from clearway.platform.notifications import models, texts, ways
from clearway.platform.notifications.texts import Texts


class Telling(msgspec.Struct, frozen=True):
    """Something to be told: of which kind, about what, because of what, to which people and which parties' software.

    People are named by their user names. ``facts`` are all that may be named: a text can say no more than they hold.
    ``by`` are the ways used for people who have not chosen otherwise.
    """

    kind: str
    source: str
    subject: str
    at: datetime
    facts: Mapping[str, str]
    by: frozenset[str]
    people: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    link: str = ""


class Person(msgspec.Struct, frozen=True):
    """Somebody who may be told things: their language, and where they are reached."""

    id: int
    language: str
    email: str
    phone: str


def tell(tellings: Sequence[Telling]) -> None:
    """Write each notice and delivery that is not there yet; told again, nothing is told twice."""
    people = _by_name({name for one in tellings for name in one.people})
    wanted = _choices([person.id for person in people.values()])
    offered = ways.offered()
    words = texts.of_kinds({one.kind for one in tellings})
    endpoints = _endpoints({party for one in tellings for party in one.parties})
    notices: list[models.Notice] = []
    deliveries: list[models.Delivery] = []
    for one in tellings:
        for person in (people[name] for name in sorted(one.people) if name in people):
            chosen = {way for way in offered if wanted.get((person.id, one.kind, way), way in one.by)}
            _tell_person(one, person, chosen, words, notices, deliveries)
        for party in sorted(one.parties):
            deliveries += (
                _to_endpoint(one, row) for row in endpoints[party] if one.kind in (row.kinds or [one.kind])
            )
    models.Notice.objects.bulk_create(notices, ignore_conflicts=True)
    models.Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)


def reach_of(user: int) -> Person | None:
    """Where a person is reached: at what they gave us for notices, else at the address of their account."""
    return next(iter(_people(Q(pk=user)).values()), None)


def _tell_person(
    one: Telling,
    person: Person,
    chosen: Collection[str],
    words: Texts,
    notices: list[models.Notice],
    deliveries: list[models.Delivery],
) -> None:
    said = words.of(one.kind, person.language).filled(one.facts)
    if "portal" in chosen:
        notices.append(
            models.Notice(
                user_id=person.id, source=one.source, kind=one.kind, subject=one.subject, title=said.title,
                text=said.text, at=one.at,
            )
        )  # fmt: skip
    if "email" in chosen and person.email:
        content = {"title": said.title, "text": said.text, "link": one.link, "language": said.language}
        deliveries.append(_delivery(one, f"user/{person.id}", "email", "email", person.email, content))
    if "sms" in chosen and person.phone:
        deliveries.append(_delivery(one, f"user/{person.id}", "sms", "sms", person.phone, {"text": said.short}))


def _to_endpoint(one: Telling, endpoint: models.Endpoint) -> models.Delivery:
    content = {"type": one.kind, "timestamp": one.at.isoformat(), "data": {"subject": one.subject, **one.facts}}
    line = f"webhook/{endpoint.pk}"
    return _delivery(
        one, f"endpoint/{endpoint.pk}", "webhook", line, endpoint.url, {"body": content}, party=endpoint.party
    )


def _delivery(
    one: Telling,
    recipient: str,
    channel: str,
    line: str,
    address: str,
    content: dict[str, Any],
    *,
    party: str = "",
) -> models.Delivery:
    return models.Delivery(
        source=one.source, recipient=recipient, channel=channel, line=line, party=party, kind=one.kind,
        subject=one.subject, address=address, content=content, made_at=one.at, due_at=one.at,
    )  # fmt: skip


def _by_name(names: Collection[str]) -> dict[str, Person]:
    return _people(Q(username__in=names)) if names else {}


def _people(chosen: Q) -> dict[str, Person]:
    rows = get_user_model().objects.filter(chosen, is_active=True)
    known = list(rows.values_list("pk", "username", "language", "email"))
    reaches = {row.pk: row for row in models.Reach.objects.filter(pk__in=[number for number, *_ in known])}
    found = {}
    for number, name, language, email in known:
        reach = reaches.get(number)
        found[name] = Person(number, language, reach.email if reach else email, reach.phone if reach else "")
    return found


def _choices(people: Iterable[int]) -> dict[tuple[int, str, str], bool]:
    rows = models.Choice.objects.filter(user__in=list(people)).values_list("user_id", "kind", "channel", "is_wanted")
    return {(user, kind, channel): is_wanted for user, kind, channel, is_wanted in rows}


def _endpoints(parties: Collection[str]) -> dict[str, list[models.Endpoint]]:
    found: dict[str, list[models.Endpoint]] = defaultdict(list)
    if parties:
        for row in models.Endpoint.objects.filter(party__in=parties, is_on=True, removed_at__isnull=True):
            found[row.party].append(row)
    return found
