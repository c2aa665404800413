"""What the edge shows of calls that were: signed containers, the set to verify them by, and how calls went."""

import base64
import io
import zipfile
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from clearway.formats.refusal import Fault, Unreadable
from clearway.formats.xroad import container
from clearway.formats.xroad.identifiers import Client, shown
from clearway.gateways.xroad import members, sealkey
from clearway.gateways.xroad.call import Call, Failed, Reply, reply_json
from clearway.gateways.xroad.models import Exchanged, Monitored
from clearway.gateways.xroad.recording import PURPOSE
from clearway.platform.identity.permissions import ROLES_OF_OFFICES
from clearway.platform.sealing import unseal
from clearway.registers.offices import public as offices

_CLIENT: Final = ("xRoadInstance", "memberClass", "memberCode", "subsystemCode")
_ZIP: Final = "application/zip"
MOST_RECORDS: Final = 1000


def containers(call: Call) -> Reply:
    """The two messages of a call that one's own organisation made, each in a signed container."""
    found = dict(parse_qsl(call.request.query, keep_blank_values=True))
    missing = next((name for name in ("queryId", *_CLIENT) if not found.get(name)), "")
    if missing:
        raise Unreadable(Fault("FMT-421", f"query/{missing}", "The parameter {name} is missing or empty.", "",
                               "{name}=…", {"name": missing}))  # fmt: skip
    client = Client(*(found[name] for name in _CLIENT))
    _must_be_own(call, client)
    kept = Exchanged.objects.filter(number=found["queryId"], client=str(client)).order_by("id").last()
    if kept is None:
        title = f"No message {shown(found['queryId'])} of {client} is kept."
        return reply_json({"title": title, "status": 404}, status=404)
    sides = [("request", bytes(kept.request_head), kept.request_body)] if "responseOnly" not in found else []
    if "requestOnly" not in found:
        sides.append(("response", bytes(kept.response_head), kept.response_body))
    if not sides:
        raise Unreadable(Fault("FMT-421", "query/requestOnly", "Either of the two may be asked for alone, not both.",
                               "requestOnly, responseOnly", "one of them, or none"))  # fmt: skip
    entries = {f"{found['queryId']}-{side}.asice": _signed(head, body, kept.at) for side, head, body in sides}
    return Reply(200, _zipped(entries, kept.at), _ZIP)


def verification_set(call: Call) -> Reply:
    """The certificate by which containers are checked, as verifiers of the protocol look for it."""
    instance = call.manner.instance
    certificate = seal_of_the_edge().certificate
    der = base64.b64encode(certificate.public_bytes(Encoding.DER)).decode()
    name = escape(certificate.subject.rfc4514_string())
    params = (
        '<?xml version="1.0" encoding="UTF-8"?><ns3:conf xmlns:ns3="http://x-road.eu/xsd/xroad.xsd">'
        f"<instanceIdentifier>{escape(instance)}</instanceIdentifier><approvedCA><name>{name}</name>"
        f"<topCA><cert>{der}</cert></topCA></approvedCA></ns3:conf>"
    )
    folder = f"verificationconf/{instance}"
    entries = {
        "verificationconf/instance-identifier": instance.encode(),
        f"{folder}/shared-params.xml": params.encode(),
        f"{folder}/seal.pem": certificate.public_bytes(Encoding.PEM),
    }
    return Reply(200, _zipped(entries, certificate.not_valid_before_utc), _ZIP)


def records(call: Call) -> Reply:
    """How calls went in a time: all of them to whom administrators belong, to any other organisation its own."""
    found = dict(parse_qsl(call.request.query, keep_blank_values=True))
    since, until = (_seconds(found, name) for name in ("recordsFrom", "recordsTo"))
    rows = Monitored.objects.order_by("at", "id")
    if since is not None:
        rows = rows.filter(at__gte=since)
    if until is not None:
        rows = rows.filter(at__lte=until)
    if found.get("client"):
        rows = rows.filter(client=found["client"])
    office = offices.office(call.actor.office) if call.actor.office else None
    if office is None or "administrator" not in ROLES_OF_OFFICES.get(office.kind, ()):
        mine = call.actor.party or call.actor.office or ""
        rows = rows.filter(record__clientMemberCode=mine)
    page = list(rows[: MOST_RECORDS + 1])
    # Whoever asks again from the instant of the last one loses none, and may see a record of that instant twice.
    more = {"nextRecordsFrom": int(page[-1].at.timestamp())} if len(page) > MOST_RECORDS else {}
    return reply_json({"records": [one.record for one in page[:MOST_RECORDS]], **more})


def _must_be_own(call: Call, client: Client) -> None:
    mine = call.actor.party or call.actor.office
    if mine is None or members.organisation(client, call.manner.instance) != mine:
        raise Failed("Server.ServerProxy.AccessDenied", "Messages are shown to the client that sent them.",
                     f"What would pass: a client of {mine}")  # fmt: skip


def _signed(head: bytes, body: str, at: datetime) -> bytes:
    """The message as it was kept, signed where it is handed out, as of when it was kept."""
    seal = seal_of_the_edge()
    content = base64.b64decode(unseal(body, purpose=PURPOSE)) if body else None
    return container.write(container.signed(head, content, seal.key, seal.certificate, at=at), at=at)


def _zipped(entries: dict[str, bytes], at: datetime) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name, at.astimezone(UTC).timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return kept.getvalue()


def _seconds(found: dict[str, str], name: str) -> datetime | None:
    """An instant in seconds; ``Unreadable`` where it is none."""
    text = found.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= len("9999999999")):
        raise Unreadable(Fault("FMT-421", f"query/{name}", "An instant in seconds was expected.", shown(text),
                               "1772352000"))  # fmt: skip
    return datetime.fromtimestamp(int(text), UTC)


@lru_cache(maxsize=1)
def seal_of_the_edge() -> sealkey.Seal:
    """The seal is older than any message: the edge makes it before it takes the first call."""
    return sealkey.load_or_create(Path(settings.CLEARWAY_VAR) / "keys" / "xroad.pem", settings.CLEARWAY_ORIGIN)
