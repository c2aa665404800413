"""The words of permits, as their agency reads them."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.core.law.lawbook import Law

STATUSES = {"issued": noop("Valid"), "suspended": noop("Suspended"), "revoked": noop("Revoked")}

HAPPENED = {
    "permits.issued.v1": noop("Issued"),
    "permits.changed.v1": noop("Changed: {what}"),
    "permits.status_changed.v1": noop("Now {state}: {reason}"),
}

FIELDS = {
    "goods": noop("goods"),
    "countries": noop("countries"),
    "since": noop("first day"),
    "until": noop("last day"),
    "quantities": noop("quantities"),
}


def plain(quantity: Decimal) -> str:
    """A quantity without zeros that say nothing."""
    return f"{quantity.normalize():f}"


def document(code: str, law: Law, language: str) -> str:
    """A kind of permit by its code and title."""
    entry = law.code("document_types", code)
    title = entry.titles.get(language) or entry.titles.get("en", "") if entry else ""
    return f"{code} · {title}" if title else code


def happened(kind: str, facts: dict[str, str]) -> str:
    """What happened to a permit, in a sentence."""
    said = dict(facts)
    if "what" in said:
        said["what"] = ", ".join(_(FIELDS.get(one, one)) for one in said["what"].split())
    if "state" in said:
        said["state"] = _(STATUSES.get(said["state"], said["state"])).lower()
    return _(HAPPENED.get(kind, kind)).format_map(said).rstrip(": ")
