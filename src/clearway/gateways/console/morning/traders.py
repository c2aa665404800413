"""What traders do after they have lodged: amend, or withdraw."""

import json
from typing import Any

from clearway.gateways.console.morning.plan import Story
from clearway.gateways.console.morning.portal import Portal, Refused

#: Reasons of the code lists: a figure was wrong; the declaration is not needed.
_AMENDED, _WITHDRAWN = "32", "1"


def change(portal: Portal, story: Story, mrn: str) -> str:
    """Do what the story says that the trader does about an open declaration; says what was done, or nothing."""
    planned = story.planned
    try:
        if planned.trader_does == "amends":
            portal.amend(planned.by, mrn, _amended(story, mrn))
            return "amended"
        if planned.trader_does == "withdraws":
            portal.withdraw(planned.by, mrn, _request(story, mrn, "INV", _WITHDRAWN))
            return "withdrawn"
    except Refused as error:
        return f"not changed: {error}"
    return ""


def _amended(story: Story, mrn: str) -> bytes:
    """The whole declaration again, with a dearer invoice."""
    declared: dict[str, Any] = json.loads(story.content)
    item = declared["goodsShipment"]["items"][0]
    price = str(int(float(item["price"]["amount"]) * 1.1))
    item["price"]["amount"] = declared["invoiceAmount"]["amount"] = price
    asked = json.loads(_request(story, mrn, "COR", _AMENDED))
    return json.dumps(declared | asked).encode()


def _request(story: Story, mrn: str, kind: str, reason: str) -> bytes:
    return json.dumps(
        {
            "functionCode": "13",
            "typeCode": kind,
            "reference": f"{story.reference}-{kind}",
            "mrn": mrn,
            "amendments": [{"reasonCode": reason}],
        }
    ).encode()
