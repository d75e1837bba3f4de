"""``html``: replacing references to characters. ``escape`` is in ``prelude/html_module.py``."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from ..natives import Native, payload_of
from ..objects import NativeFunction
from ..types.text import text_size
from .entry import Entry
from .string import not_searched

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None

LONG_NUMBER: Final = re.compile(r'\d{4301,}')
"""Digits that the host only takes where its limit was lifted."""


def charge_references(m: Machine, text: str) -> None:
    """Each reference is looked up, by all its beginnings if need be."""
    m.tracker.work(1 + (len(text) >> 3) + 60 * text.count('&'))
    if '&#' in text:
        for match in LONG_NUMBER.finditer(text):
            m.tracker.work(((match.end() - match.start()) // 9) ** 2 >> 5)


def unescaped(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_html_unescape(text)``."""
    text = payload_of(args[0])
    if not isinstance(text, str):
        raise m.fail('TypeError', not_searched(m, args[0]))
    charge_references(m, text)
    m.tracker.reserve(2 * text_size(text) + 4 * len(text) + 120 * text.count('&'))
    return html.unescape(text)


NAMES: Final[dict[str, object]] = {}
PRELUDE: Final = ('escape', 'unescape')
INTRINSICS: Final[dict[str, NativeFunction]] = {'_html_unescape': Native('_html_unescape', unescaped)}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS)
