"""``unicodedata``: the host's functions on exact text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast

from ..natives import HOST_ERRORS, payload_of, self_first
from ..objects import HeapObject, NativeFunction
from .entry import Entry, why

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None

LARGEST: Final = {'NFC': 12, 'NFD': 16, 'NFKC': 24, 'NFKD': 24}
"""Bytes for each character that normalizing takes, but for ``LIGATURE``."""
LIGATURE: Final = '\ufdfa'
LIGATURE_BYTES: Final = 80


class Unknown:
    """Stands for an object of the sandbox, where the host refuses its type."""


class Default:
    """Stands for the default that a function of a character is given."""


DEFAULT: Final = Default()


def charge_normalizing(m: Machine, text: str, form: str) -> None:
    """Characters that combine with the one before them are sorted by insertion."""
    size = len(text)
    if text.isascii():
        m.tracker.work(size >> 6)
        return
    m.tracker.work(2 * size)
    m.tracker.reserve(size * LARGEST.get(form, 24) + text.count(LIGATURE) * LIGATURE_BYTES)
    run = 0
    for char in text:
        if char >= '\u0300' and unicodedata.combining(char):
            run += 1
        elif run:
            m.tracker.work(run * run >> 4)
            run = 0
    m.tracker.work(run * run >> 4)


class TextFunction(NativeFunction):
    """A function of the host's that takes text, and perhaps a default as the second argument."""

    def __init__(self, name: str, function: Callable[..., object], takes_default: bool) -> None:
        super().__init__(name)
        self.function = function
        self.takes_default = takes_default

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        plain: list[object] = []
        kind = ''
        for arg in args:
            value = payload_of(arg)
            if isinstance(value, HeapObject):
                kind = kind or m.type_name(value)
                value = Unknown()
            elif isinstance(value, str):
                m.tracker.work(len(value) >> 4)
            plain.append(value)
        if self.takes_default and len(plain) == 2:
            plain[1] = DEFAULT
        if self.name in FORMED and len(plain) == 2:
            form, text = plain
            if isinstance(form, str) and isinstance(text, str):
                charge_normalizing(m, text, form)
        try:
            found = self.function(*plain, **dict.fromkeys(kwargs or {}))
        except HOST_ERRORS as error:
            if kind and isinstance(error, TypeError):
                raise m.fail('TypeError', str(error).replace('Unknown', kind)) from None
            raise m.host_error(error, self_first(self, args)) from None
        if found is DEFAULT or self.name == 'normalize' and found is plain[1]:
            return args[1]
        return found


FORMED: Final = ('normalize', 'is_normalized')
WITH_DEFAULT: Final = ('decimal', 'digit', 'name', 'numeric')
FUNCTIONS: Final = (
    *('bidirectional', 'category', 'combining', 'decomposition', 'east_asian_width', 'lookup', 'mirrored'),
    *FORMED,
    *WITH_DEFAULT,
)

HOST: Final = vars(unicodedata)
NAMES: Final[dict[str, object]] = {
    **{name: TextFunction(name, cast(Callable[..., object], HOST[name]), name in WITH_DEFAULT) for name in FUNCTIONS},
    'unidata_version': unicodedata.unidata_version,
}

ENTRY: Final = Entry(NAMES, (), {}, absent=why({'UCD ucd_3_2_0': 'the database of an old standard'}))
