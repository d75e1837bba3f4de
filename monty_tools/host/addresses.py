"""Which addresses are the public internet's.

The networks are those of IANA's special-purpose address registries (RFC 6890 and its updates), which Python's own
``is_global`` follows in its newer releases only.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Final

IPV4: Final = tuple(
    map(
        IPv4Network,
        (
            '0.0.0.0/8',
            '10.0.0.0/8',
            '100.64.0.0/10',
            '127.0.0.0/8',
            '168.63.129.16/32',  # a cloud's own services, at a public address
            '169.254.0.0/16',  # link-local, where clouds have their metadata
            '172.16.0.0/12',
            '192.0.0.0/24',
            '192.0.2.0/24',
            '192.88.99.0/24',
            '192.168.0.0/16',
            '198.18.0.0/15',
            '198.51.100.0/24',
            '203.0.113.0/24',
            '224.0.0.0/4',
            '240.0.0.0/4',
        ),
    )
)
"""What of IPv4 is not public."""
GLOBAL_UNICAST: Final = IPv6Network('2000::/3')
IPV6: Final = tuple(map(IPv6Network, ('2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20')))
"""What of IPv6's global unicast addresses is not public: among them those that tunnel to IPv4 addresses."""
TRANSLATED: Final = IPv6Network('64:ff9b::/96')
"""IPv4 addresses as networks without IPv4 reach them."""


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether connecting to ``address`` leads to the public internet and to nothing nearer."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in IPV4)
    inner = IPv4Address(int(address) & 0xFFFFFFFF) if address in TRANSLATED else address.ipv4_mapped
    if inner is not None:
        return is_public(inner)
    return address in GLOBAL_UNICAST and address.scope_id is None and not any(address in network for network in IPV6)
