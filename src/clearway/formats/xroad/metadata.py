"""What an exchange tells about itself: its members, their services, and which of them somebody may use.

X-Road joins words by a low line and lists services under ``service``. GovStack lists everything under ``member``, and
its definition and its texts spell the names differently; both spellings stand in each of its objects.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from clearway.formats.xroad.identifiers import Client, Service

TYPE_OF_SERVICE = "OPENAPI"


class Endpoint(msgspec.Struct, frozen=True):
    """A method and path below a service."""

    method: str
    path: str


class Method(msgspec.Struct, frozen=True):
    """A service with what it answers to."""

    service: Service
    endpoints: tuple[Endpoint, ...]


class Listed(msgspec.Struct, frozen=True):
    """A member, and a system of it; without one it is the member itself."""

    name: str
    instance: str
    member_class: str
    member: str
    subsystem: str = ""

    @classmethod
    def of(cls, name: str, client: Client) -> "Listed":
        """A member's system."""
        return cls(name, *client.parts)


def clients(listed: Iterable[Listed]) -> dict[str, Any]:
    """The members and systems of an instance, for X-Road."""
    return {"member": [{"id": _client(one, "SUBSYSTEM"), "name": one.name} for one in listed]}


def methods(found: Iterable[Method]) -> dict[str, Any]:
    """Services, for X-Road."""
    return {"service": [{**_service(one), "endpoint_list": _endpoints(one)} for one in found]}


def clients_for_govstack(listed: Iterable[Listed]) -> dict[str, Any]:
    """The members and applications of an instance, for GovStack."""
    told = []
    for one in listed:
        camel = {
            "objectType": "APPLICATION" if one.subsystem else "MEMBER",
            "instanceId": one.instance,
            "memberClass": one.member_class,
            "memberCode": one.member,
        }
        application = {"applicationCode": one.subsystem} if one.subsystem else {}
        told.append({"id": {**_client(one, "SUBSYSTEM"), **camel, **application}, "name": one.name})
    return {"member": told}


def methods_for_govstack(found: Iterable[Method]) -> dict[str, Any]:
    """Services, for GovStack."""
    told = []
    for one in found:
        provider = one.service.provider
        camel = {
            "objectType": "SERVICE",
            "serviceType": TYPE_OF_SERVICE,
            "instanceId": provider.instance,
            "memberClass": provider.member_class,
            "memberCode": provider.member,
            "applicationCode": provider.subsystem,
            "serviceCode": one.service.code,
            "endpointList": {"member": _endpoints(one)},
        }
        told.append({**_service(one), "endpoint_list": _endpoints(one), **camel})
    return {"member": told}


def _client(one: Listed, with_subsystem: str) -> dict[str, str]:
    parts = {
        "object_type": with_subsystem if one.subsystem else "MEMBER",
        "xroad_instance": one.instance,
        "member_class": one.member_class,
        "member_code": one.member,
    }
    return {**parts, "subsystem_code": one.subsystem} if one.subsystem else parts


def _service(one: Method) -> dict[str, str]:
    provider = one.service.provider
    return {
        "object_type": "SERVICE",
        "service_type": TYPE_OF_SERVICE,
        "xroad_instance": provider.instance,
        "member_class": provider.member_class,
        "member_code": provider.member,
        "subsystem_code": provider.subsystem,
        "service_code": one.service.code,
    }


def _endpoints(one: Method) -> list[dict[str, str]]:
    return [{"method": each.method, "path": each.path} for each in one.endpoints]
