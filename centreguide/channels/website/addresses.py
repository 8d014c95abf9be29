"""Whose request it is, for the limits: an address, and of IPv6 the network that one visitor can choose from freely."""

import ipaddress
import re

from sanic import Request

_WITH_PORT = re.compile(r"\[(?P<bracketed>[^\]]*)\](?::\d+)?|(?P<plain>[^:]*):\d+")
_NETWORK = 64


def address(request: Request) -> str:
    """The address that the trust's own proxies name, or that of the peer where there are none."""
    return network(str(request.remote_addr or request.ip))


def network(named: str) -> str:
    """What stands for an address as proxies write it, with brackets or a port; what is none stands for itself."""
    if found := _WITH_PORT.fullmatch(named):
        named = found["bracketed"] or found["plain"] or ""
    try:
        parsed = ipaddress.ip_address(named)
    except ValueError:
        return named
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, _NETWORK), strict=False))
