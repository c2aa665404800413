"""Every address of the edge: its audience, its permission, what it is for.

Addresses are found by this table, and the permission test and the catalogue are made from it.
"""

from clearway.formats.xroad.address import VERBS
from clearway.gateways.xroad import evidence, metadata, services, tracker
from clearway.gateways.xroad.call import Route
from clearway.platform.identity.permissions import Permission

_PROVIDER = "{instance}/{class}/{member}/{subsystem}"
_ASK: Permission = "hub:ask"
_USAGE: Permission = "usage:read"
_GET = ("GET",)
#: The address that stands for a service and whatever follows it.
SERVICE = f"/r1/{_PROVIDER}/{{service}}"

ROUTES: tuple[Route, ...] = (
    Route(_GET, "/listClients", metadata.clients, "Who is in the exchange.", "public", None),
    Route(_GET, f"/r1/{_PROVIDER}/listMethods", metadata.methods, "What a provider serves.", "public", None,
          asks=True),
    Route(_GET, f"/r1/{_PROVIDER}/allowedMethods", metadata.allowed, "What of it the caller may ask.", "official",
          _ASK, asks=True),
    Route(_GET, f"/r1/{_PROVIDER}/getOpenAPI", metadata.openapi, "The description of a service.", "public", None,
          asks=True),
    Route(_GET, f"/{_PROVIDER}/listMethods", metadata.methods, "What a provider serves, for GovStack.", "public",
          None, asks=True, tongue="govstack"),
    Route(_GET, f"/{_PROVIDER}/allowedMethods", metadata.allowed, "What the caller may ask, for GovStack.",
          "official", _ASK, asks=True, tongue="govstack"),
    Route(_GET, f"/{_PROVIDER}/getOpenAPI", metadata.openapi, "The description of a service, for GovStack.",
          "public", None, asks=True, tongue="govstack"),
    Route(VERBS, SERVICE, services.ask, "Look facts up by X-Road's protocol.", "official", _ASK, asks=True),
    Route(_GET, "/asic", evidence.containers, "One's own messages in signed containers.", "official", _ASK),
    Route(_GET, "/verificationconf", evidence.verification_set, "What containers are checked by.", "public", None),
    Route(_GET, "/operational-data", evidence.records, "How calls went.", "administrator", "events:read"),
    Route(_GET, "/v2/findUsage", tracker.find, "Who used a person's data.", "official", _USAGE),
    Route(_GET, "/v2/usagePeriod", tracker.period, "Since when usage is on record.", "official", _USAGE),
    Route(_GET, "/v2/heartbeat", tracker.heartbeat, "Whether usage can be asked for.", "public", None),
    Route(_GET, "/data/MyPersonalDataUsage/1.0", tracker.readings_capital, "Who read a person's data, for GovStack.",
          "official", _USAGE),
    Route(_GET, "/data/myPersonalDataUsage/1.0", tracker.readings, "The same, spelled as its definition spells it.",
          "official", _USAGE),
    Route(_GET, "/data/myPersonalDataUsage", tracker.readings, "The same, without a version.", "official", _USAGE),
)  # fmt: skip
