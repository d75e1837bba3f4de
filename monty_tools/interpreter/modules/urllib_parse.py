"""``urllib.parse``: the host's functions on exact text, charged. The results' classes, the functions' arguments and
other encodings than UTF-8 are ``prelude/urllib_parse_module.py``."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from ..natives import Native, payload_of
from ..objects import HeapObject, NativeFunction
from ..types.text import text_size
from .dataclasses import python_minor
from .entry import Entry
from .unicodedata import Unknown, charge_normalizing

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None

HOST: Final[Any] = urllib.parse
"""Untyped: of each of its functions there are two, for text and for bytes, and compiled code insists on one."""

NOT_ASCII: Final = re.compile('([\x00-\x7f]+)')


def charge_url(m: Machine, *texts: str) -> None:
    """Taking addresses apart and putting them together: a few passes, one of them over each character."""
    for text in texts:
        size = len(text)
        m.tracker.work(4 + size)
        if size > 64:
            m.tracker.reserve(6 * text_size(text) + 60 * text.count('/'))
        if not text.isascii():
            charge_normalizing(m, text, 'NFKC')


def taken_apart(m: Machine, args: list[object], function: Callable[..., Any]) -> object:
    """What a function of the host's makes of ``(url, scheme, allow_fragments)``, as a plain tuple."""
    url, scheme = payload_of(args[0]), payload_of(args[1])
    if not isinstance(scheme, str):
        raise m.fail('AttributeError', f"'{m.type_name(scheme)}' object has no attribute 'strip'")
    assert isinstance(url, str)
    charge_url(m, url, scheme)
    m.tracker.allocate(100)
    return tuple(function(url, scheme, args[2] is True))


def split(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_url_split(url, scheme, allow_fragments)``: the five parts."""
    return taken_apart(m, args, HOST.urlsplit)


def parse(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_url_parse(url, scheme, allow_fragments)``: the six parts."""
    return taken_apart(m, args, HOST.urlparse)


def defrag(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_url_defrag(url)``: ``(url, fragment)``."""
    url = payload_of(args[0])
    assert isinstance(url, str)
    charge_url(m, url)
    m.tracker.allocate(80)
    return tuple(HOST.urldefrag(url))


def unsplit(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_url_unsplit(parts)``: of five or six parts, which are text or false."""
    parts = args[0]
    assert isinstance(parts, tuple)
    plain: list[object] = []
    for part in parts:
        value = payload_of(part)
        if isinstance(value, HeapObject):
            raise m.fail('TypeError', f'can only concatenate str (not "{m.type_name(value)}") to str')
        if isinstance(value, str):
            charge_url(m, value)
        plain.append(value)
    join = HOST.urlunparse if len(plain) == 6 else HOST.urlunsplit
    return join(plain)  # the host refuses what is no text


def join(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_url_join(base, url, allow_fragments)``."""
    base, url = payload_of(args[0]), payload_of(args[1])
    assert isinstance(base, str) and isinstance(url, str)
    charge_url(m, base, url)
    m.tracker.work(2 * (base.count('/') + url.count('/')))
    return HOST.urljoin(base, url, args[2] is True)


def quote(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_url_quote(data, safe)``: of bytes, with a few ASCII characters as bytes that stay as they are."""
    data, safe = payload_of(args[0]), payload_of(args[1])
    assert isinstance(data, (bytes, bytearray)) and isinstance(safe, (bytes, bytearray))
    m.tracker.work(2 + 2 * len(data) + (len(safe) >> 3))
    m.tracker.reserve(12 * len(data))
    return HOST.quote_from_bytes(bytes(data), bytes(sorted(set(safe))))


def charge_unquoting(m: Machine, data: str | bytes | bytearray, escapes: int) -> None:
    m.tracker.work(2 + (len(data) >> 3) + 6 * escapes)
    m.tracker.reserve(4 * len(data) + 110 * escapes)


def unquote(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_url_unquote(text)``: UTF-8, what is none is replaced."""
    text = payload_of(args[0])
    assert isinstance(text, str)
    charge_unquoting(m, text, text.count('%'))
    if not text.isascii():
        m.tracker.work(4 * len(text))
        m.tracker.reserve(60 * len(text))
    return HOST.unquote(text)


def unquote_bytes(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_url_unquote_bytes(data)``."""
    data = payload_of(args[0])
    assert isinstance(data, (bytes, bytearray))
    charge_unquoting(m, data, data.count(b'%'))
    return HOST.unquote_to_bytes(data)


def ascii_parts(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_url_parts(text)``: pieces of the text, every second of them ASCII."""
    text = payload_of(args[0])
    assert isinstance(text, str)
    m.tracker.work(len(text))
    m.tracker.reserve(64 * len(text))
    return NOT_ASCII.split(text)


def parse_query(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_url_parse_qsl(query, keep_blank_values, strict_parsing, max_num_fields, separator)``, in UTF-8."""
    plain = [payload_of(arg) for arg in args]
    kind = ''
    for position, value in enumerate(plain):
        if isinstance(value, HeapObject):
            kind = kind or m.type_name(value)
            plain[position] = Unknown()
    query, most, separator = plain[0], plain[3], plain[4]
    if isinstance(query, (str, bytes, bytearray)):
        size = len(query)
        fields = 1 + size
        if isinstance(query, str) and isinstance(separator, str) and separator:
            fields = 1 + query.count(separator)
        elif isinstance(query, (bytes, bytearray)):
            mark = separator.encode('ascii', 'replace') if isinstance(separator, str) else separator
            if isinstance(mark, bytes) and mark:
                fields = 1 + query.count(mark)
        if not isinstance(most, int) or fields <= most:
            m.tracker.work(60 * fields + 8 * size)
            m.tracker.reserve(300 * fields + 8 * size)
            m.tracker.allocations += fields
    try:
        return HOST.parse_qsl(
            query,  # the host refuses wrong ones
            plain[1] is True,
            plain[2] is True,
            max_num_fields=most,
            separator=separator,
        )
    except (AttributeError, TypeError) as error:
        refused = type(error).__name__
        message = str(error)
    raise m.fail(refused, message.replace('Unknown', kind) if kind else message)


NAMES: Final[dict[str, object]] = {}
PRELUDE: Final = tuple(
    (
        'DefragResult DefragResultBytes ParseResult ParseResultBytes SplitResult SplitResultBytes parse_qs parse_qsl '
        'quote quote_from_bytes quote_plus unquote unquote_plus unquote_to_bytes urldefrag urlencode urljoin urlparse '
        'urlsplit urlunparse urlunsplit'
    ).split()
)
INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_minor': Native('_minor', python_minor),
    '_url_defrag': Native('_url_defrag', defrag),
    '_url_join': Native('_url_join', join),
    '_url_parse': Native('_url_parse', parse),
    '_url_parse_qsl': Native('_url_parse_qsl', parse_query),
    '_url_parts': Native('_url_parts', ascii_parts),
    '_url_quote': Native('_url_quote', quote),
    '_url_split': Native('_url_split', split),
    '_url_unquote': Native('_url_unquote', unquote),
    '_url_unquote_bytes': Native('_url_unquote_bytes', unquote_bytes),
    '_url_unsplit': Native('_url_unsplit', unsplit),
}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS)
