"""What we call by ourselves because somebody asked us to: no address inside our own walls, whatever its name says.

A name may mean a public address when it is looked at and a private one when it is called. So it is looked up once,
every address it has must pass, and the connection goes to the very address that passed.
"""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

LONGEST_URL = 500
#: Ports on which other things listen than web servers are not called.
PORTS = frozenset({443, 8080, 8443})

#: Answers with the addresses of a name.
Resolver = Callable[[str, int], Sequence[str]]


class AddressRefused(ValueError):
    """An address that the house does not call."""

    code = "NTC-001"
    remedy = "Give an https address that the public network reaches, without a user name and without a fragment."

    def __init__(self, why: str) -> None:
        """Say what is wrong with the address."""
        super().__init__(why)
        self.why = why


def resolved(host: str, port: int) -> list[str]:
    """Every address of a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[4][0]) for address in found))


def check_form(url: str, *, is_private_allowed: bool) -> None:
    """Refuse an address that we would never call, without looking its name up."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressRefused("This is not the address of a web server.") from None
    if len(url) > LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise AddressRefused("An address is at most 500 characters of ASCII without blanks.")
    if not parts.hostname or parts.username is not None or parts.fragment:
        raise AddressRefused("An address has a host, no user name and no fragment.")
    if is_private_allowed and parts.scheme in ("http", "https"):
        return
    if parts.scheme != "https":
        raise AddressRefused("Notices are sent by https only.")
    if port is not None and port not in PORTS:
        raise AddressRefused("This port is not called.")


def place(url: str, *, is_private_allowed: bool, resolver: Resolver = resolved) -> str:
    """The one address to connect to; ``AddressRefused`` where any of the name's addresses is not a public one."""
    check_form(url, is_private_allowed=is_private_allowed)
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    addresses = resolver(parts.hostname or "", port)
    if not addresses:
        raise AddressRefused("The name has no address.")
    if not is_private_allowed and not all(is_public(address) for address in addresses):
        raise AddressRefused("The name means an address that the public network does not reach.")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an address is one of the public network, also looked at through the ways IPv6 wraps IPv4."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _wrapped(ip) if isinstance(ip, ipaddress.IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def _wrapped(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip.ipv4_mapped or ip.sixtofour:
        return ip.ipv4_mapped or ip.sixtofour
    if ip.teredo:
        return ip.teredo[1]
    if ip in ipaddress.ip_network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None
