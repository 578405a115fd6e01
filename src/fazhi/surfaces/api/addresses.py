"""
Where notices may go: an https address whose every address in the network is public, or lies in a network that a setting names.

It is looked up anew for each notice, and the connection goes to the address that was looked at: a name that changes between the
look and the connection (DNS rebinding) leads nowhere.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from fazhi.surfaces.api.errors import WebhookRefused

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
LookUp = Callable[[str, int], Iterable[str]]

LONGEST = 500
_USUAL_PORT, _FIRST_PORT = 443, 1024
_WRAPS_IPV4 = tuple(ipaddress.ip_network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))
"""Networks of IPv6 whose addresses stand for one of IPv4, private ones too: NAT64, 6to4, Teredo."""


@dataclass(frozen=True)
class Destination:
    """Where to connect: `address` of the network; `host` and `port` as written, `target` the path with its query."""

    host: str
    port: int
    address: str
    target: str


def look_up(host: str, port: int) -> Iterable[str]:
    """All addresses of a name, as the system's resolver gives them. Raises OSError."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def destination(url: str, *, networks: Iterable[str] = (), look_up: LookUp = look_up) -> Destination:
    """
    Where the notices of `url` go.

    networks  of the inside, that are allowed besides, as "10.2.0.0/16"

    Raises WebhookRefused.
    """
    host, port, target = _parts(url)
    try:
        found = list(look_up(host, port))
    except (OSError, UnicodeError):
        found = []
    if not found:
        raise WebhookRefused("name", host)
    allowed = [ipaddress.ip_network(each) for each in networks]
    for address in found:
        # One of several that is inside is enough: which of them is used is not for the sender to say.
        if not _is_allowed(ipaddress.ip_address(address.partition("%")[0]), allowed):
            raise WebhookRefused("private", host)
    return Destination(host, port, found[0], target)


def _parts(url: str) -> tuple[str, int, str]:
    if len(url) > LONGEST or any(ord(sign) <= 32 or ord(sign) > 126 or sign in "\\#" for sign in url):
        raise WebhookRefused("address", url)
    try:
        parts = urlsplit(url)
        port = parts.port or _USUAL_PORT
    except ValueError:
        raise WebhookRefused("address", url) from None
    if not parts.hostname:
        raise WebhookRefused("address", url)
    if parts.scheme != "https" or "@" in parts.netloc or not (port == _USUAL_PORT or port >= _FIRST_PORT):
        raise WebhookRefused("scheme", url)
    return parts.hostname, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _is_allowed(address: Ip, allowed: list[ipaddress.IPv4Network | ipaddress.IPv6Network]) -> bool:
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    real: Ip = mapped or address
    if any(real in network for network in allowed):
        return True
    wraps = any(real in network for network in _WRAPS_IPV4)
    return real.is_global and not real.is_multicast and not wraps
