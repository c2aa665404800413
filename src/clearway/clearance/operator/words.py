"""The words of cargo, as its operator reads them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

STATES = {"announced": noop("Announced"), "arrived": noop("Here"), "left": noop("Left the premises")}

HAPPENED = {
    "cargo.announced.v1": noop("Announced by {announcer}, under {document}"),
    "cargo.arrived.v1": noop("Arrived"),
    "cargo.left.v1": noop("Left: {declarations}"),
}


def happened(kind: str, facts: dict[str, str]) -> str:
    """What happened to cargo, in a sentence."""
    if kind == "cargo.arrived.v1" and facts.get("packages"):
        return _("Arrived; {packages} packages were counted").format_map(facts)
    return _(HAPPENED.get(kind, kind)).format_map(facts)
