"""The words of cargo, as its operator reads them."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

STATES = {"announced": noop("Announced"), "arrived": noop("Here"), "left": noop("Left the premises")}

HAPPENED = {
    "cargo.announced.v1": noop("Announced by {announcer}, under {document}"),
    "cargo.arrived.v1": noop("Arrived"),
    "cargo.left.v1": noop("Left: {declarations}"),
}


def happened(kind: str, facts: dict[str, str], names: Mapping[str, str]) -> str:
    """What happened to cargo, in a sentence; parties are called by their names where these are known."""
    if kind == "cargo.arrived.v1" and facts.get("packages"):
        return _("Arrived; {packages} packages were counted").format_map(facts)
    announcer = facts.get("announcer", "")
    return _(HAPPENED.get(kind, kind)).format_map({**facts, "announcer": names.get(announcer, announcer)})
