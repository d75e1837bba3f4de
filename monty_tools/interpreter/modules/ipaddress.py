"""``ipaddress``: written in ``prelude/ipaddress_module.py`` over numbers; what they are as text, what text is as a
number, and what is special about an address, the host's classes say."""

from __future__ import annotations

import ipaddress
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from ..natives import Native
from ..objects import NativeFunction
from .entry import Entry
from .signatures import Host, Kwargs

if TYPE_CHECKING:
    from ..machine import Machine

CLASSES: Final[dict[tuple[str, int], Host]] = {
    ('address', 4): ipaddress.IPv4Address,
    ('address', 6): ipaddress.IPv6Address,
    ('interface', 4): ipaddress.IPv4Interface,
    ('interface', 6): ipaddress.IPv6Interface,
    ('network', 4): ipaddress.IPv4Network,
    ('network', 6): ipaddress.IPv6Network,
}
TRAITS: Final[dict[str, attrgetter[object]]] = {
    name: attrgetter(name)
    for name in (
        *('exploded', 'reverse_pointer', 'is_global', 'is_link_local', 'is_loopback', 'is_multicast'),
        *('is_private', 'is_reserved', 'is_site_local', 'is_unspecified'),
    )
}
"""What is asked of the host's objects."""
TRAIT_WORK: Final = 300
MOST_DIGITS: Final = 4300
PARSE_WORK: Final = 80
PARSE_GROWTH: Final = 12
"""Bytes needed for each character of what may be an address."""


def parsed(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_ip_parse(version, text)``: the number and the scope, or the message that says what is wrong."""
    version, text = args
    assert isinstance(version, int) and isinstance(text, str)
    m.tracker.work(PARSE_WORK + (len(text) >> 2))
    m.tracker.reserve(PARSE_GROWTH * len(text))
    try:
        if version == 4:
            return int(ipaddress.IPv4Address(text)), None
        found = ipaddress.IPv6Address(text)
    except ipaddress.AddressValueError as error:
        return str(error)
    return int(found), found.scope_id


def prefix(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_ip_prefix(version, text)``: the length of a prefix that a number or, of version 4, a mask tells; or what is
    wrong. (The host's constructors would keep each text for ever.)"""
    version, text = args
    assert isinstance(version, int) and isinstance(text, str)
    m.tracker.work(PARSE_WORK + (len(text) >> 2))
    m.tracker.reserve(PARSE_GROWTH * len(text))
    message = f'{text!r} is not a valid netmask'
    if text.isascii() and text.isdigit():
        length = int(text) if len(text) <= MOST_DIGITS else MOST_DIGITS
        if length <= (32 if version == 4 else 128):
            return length
    if version == 6:
        return message
    try:
        mask = int(ipaddress.IPv4Address(text))
    except ipaddress.AddressValueError:
        return message
    for number in (mask, mask ^ 0xFFFFFFFF):  # a netmask, or a hostmask
        length = (~number & 0xFFFFFFFF).bit_length()
        if number == 0xFFFFFFFF ^ (1 << length) - 1:
            return 32 - length
    return message


def text_of(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_ip_text(version, number)``."""
    version, number = args
    assert isinstance(version, int) and isinstance(number, int)
    m.tracker.work(20 if version == 4 else 100)
    return str(CLASSES['address', version](number))


def trait(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_ip_trait(kind, version, number, prefixlen, scope, name)``: a property as the host's object has it, or as a
    tuple the message of its error."""
    kind, version, number, length, scope, name = args
    assert isinstance(kind, str) and isinstance(version, int) and isinstance(number, int) and isinstance(name, str)
    m.tracker.work(TRAIT_WORK)
    address: object = number
    if isinstance(scope, str):
        m.tracker.reserve(4 * len(scope))
        address = f'{ipaddress.IPv6Address(number)}%{scope}'
    try:
        return TRAITS[name](CLASSES[kind, version](address if kind == 'address' else (address, length)))
    except ipaddress.AddressValueError as error:
        return (str(error),)


NAMES: Final[dict[str, object]] = {'IPV4LENGTH': ipaddress.IPV4LENGTH, 'IPV6LENGTH': ipaddress.IPV6LENGTH}
PRELUDE: Final[tuple[str, ...]] = tuple(
    (
        'AddressValueError IPv4Address IPv4Interface IPv4Network IPv6Address IPv6Interface IPv6Network '
        'NetmaskValueError collapse_addresses get_mixed_type_key ip_address ip_interface ip_network '
        'summarize_address_range v4_int_to_packed v6_int_to_packed'
    ).split()
)
INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_ip_parse': Native('_ip_parse', parsed),
    '_ip_prefix': Native('_ip_prefix', prefix),
    '_ip_text': Native('_ip_text', text_of),
    '_ip_trait': Native('_ip_trait', trait),
}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS)
