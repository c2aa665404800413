"""Findings: what a check has to say about one place of a declaration, ready for every reader."""

from typing import Literal

import msgspec

#: ``reject`` stops the declaration; ``warn`` is shown and kept; ``note`` informs.
Severity = Literal["reject", "warn", "note"]


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One rule, one place, what was found there and what would pass.

    ``sentence`` and ``remedy`` are English message identifiers with ``{names}`` filled from ``facts``; they are
    translated when somebody reads them. ``at`` is a path in our own words (``goods_shipment/items/2/net_mass``,
    counted from 1); the sender's own pointer is added by the format that read the message.
    """

    rule: str
    severity: Severity
    at: str
    sentence: str
    found: str | None = None
    remedy: str = ""
    facts: dict[str, str] = {}
    law: str = ""
    national: str = ""
