"""The record of operational monitoring: one call as one side saw it, never what was in it."""

from typing import Literal

import msgspec

from clearway.formats.xroad.identifiers import Client, Service

_MOST, _MOST_FAULT = 255, 2048


class Record(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """One call; instants are in milliseconds, but for the one at which the record was taken, in seconds."""

    monitoring_data_ts: int
    security_server_internal_ip: str
    security_server_type: Literal["Client", "Producer"]
    request_in_ts: int
    response_out_ts: int
    succeeded: bool
    status_code: int
    client_x_road_instance: str = msgspec.field(name="clientXRoadInstance", default="")
    client_member_class: str = ""
    client_member_code: str = ""
    client_subsystem_code: str = ""
    service_x_road_instance: str = msgspec.field(name="serviceXRoadInstance", default="")
    service_member_class: str = ""
    service_member_code: str = ""
    service_subsystem_code: str = ""
    service_code: str = ""
    service_type: str = ""
    rest_method: str = ""
    rest_path: str = ""
    request_out_ts: int | None = None
    response_in_ts: int | None = None
    represented_party_class: str = ""
    represented_party_code: str = ""
    message_id: str = ""
    message_user_id: str = ""
    message_issue: str = ""
    message_protocol_version: str = "1"
    x_request_id: str = msgspec.field(name="xRequestId", default="")
    request_size: int | None = None
    response_size: int | None = None
    fault_code: str = ""
    fault_string: str = ""


def of_client(client: Client) -> dict[str, str]:
    """A client's parts, as a record names them."""
    names = ("client_x_road_instance", "client_member_class", "client_member_code", "client_subsystem_code")
    return dict(zip(names, (part[:_MOST] for part in client.parts), strict=True))


def of_service(service: Service) -> dict[str, str]:
    """A service's parts, as a record names them."""
    names = (
        "service_x_road_instance", "service_member_class", "service_member_code", "service_subsystem_code",
        "service_code",
    )  # fmt: skip
    return dict(zip(names, (part[:_MOST] for part in service.parts), strict=True))


def of_fault(code: str, text: str) -> dict[str, str]:
    """What failed, no longer than a record takes it."""
    return {"fault_code": code[:_MOST], "fault_string": text[:_MOST_FAULT]}
