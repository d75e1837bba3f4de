"""``pprint``: written in ``prelude/pprint_module.py``; here is how it knows what an object is shown as."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..formatting import Parts
from ..natives import Native, payload_of
from ..objects import Function, NativeFunction, class_of
from ..types.text import ASCII_SPACE, UNICODE_SPACE, charge_pieces, count_chars
from .entry import Entry

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None

WORDS: Final = re.compile(r'\S+\s*|\s+')


SCALARS: Final[frozenset[type]] = frozenset((str, bytes, int, float, complex, bool, type(None)))
MAX_DEPTH: Final = 50
"""Levels of containers that are shown by the host's recursion."""


def shown_by(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_pprint_kind(obj)``: the name of the class of CPython's whose ``__repr__`` the object has, 'dataclass' where
    that was generated for one, '' where the program wrote it."""
    for cls in class_of(args[0]).mro:
        found = cls.attrs.get('__repr__')
        if found is None:
            continue
        if isinstance(found, Function) and found.code.program.key.startswith('made:'):
            return 'dataclass'
        return cls.name if cls.builtin else ''
    return ''


class PlainWriter:
    """Writes what ``repr`` shows of exact builtin values, with the keys of dicts sorted."""

    def __init__(self, m: Machine, sort_dicts: bool) -> None:
        self.m = m
        self.sort_dicts = sort_dicts
        self.parts = Parts()
        self.open: list[object] = []

    def write(self, value: object) -> bool:
        """Whether there is nothing in the value that the prelude has to show."""
        kind = type(value)
        if kind in SCALARS:
            text = self.m.plain_repr(value)
            if text is None:
                return False
            self.parts.add(self.m, text)
            return True
        if kind is not list and kind is not tuple and kind is not dict:
            return False
        self.m.tracker.work(2)
        if len(self.open) >= MAX_DEPTH or any(other is value for other in self.open):
            return False
        self.open.append(value)
        if type(value) is dict:
            done = self.write_dict(value)
        else:
            assert isinstance(value, (list, tuple))
            done = self.write_items(value)
        self.open.pop()
        return done

    def write_items(self, items: list[object] | tuple[object, ...]) -> bool:
        opening, closing = '[]' if type(items) is list else '()'
        separator = opening
        for item in items:
            self.parts.add(self.m, separator)
            separator = ', '
            if not self.write(item):
                return False
        if not items:
            self.parts.add(self.m, opening)
        self.parts.add(self.m, ',)' if len(items) == 1 and closing == ')' else closing)
        return True

    def write_dict(self, mapping: dict[object, object]) -> bool:
        keys = list(mapping)
        if self.sort_dicts:
            for key in keys:
                if type(key) is not str:
                    return False
            self.m.tracker.work(len(keys) * len(keys).bit_length() >> 2)
            keys.sort(key=str)
        separator = '{'
        for key in keys:
            self.parts.add(self.m, separator)
            separator = ', '
            if type(key) not in SCALARS or not self.write(key):
                return False
            self.parts.add(self.m, ': ')
            if not self.write(mapping[key]):
                return False
        self.parts.add(self.m, '}' if keys else '{}')
        return True


def plain_text(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_pprint_plain(obj, sort_dicts)``: the text on one line of exact builtin values that don't contain themselves;
    None for anything else."""
    writer = PlainWriter(m, args[1] is True)
    return writer.parts.join(m) if writer.write(args[0]) else None


def split_words(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_pprint_words(text)``: each word with the white space behind it."""
    text = payload_of(args[0])
    assert isinstance(text, str)
    m.tracker.work(len(text))
    charge_pieces(m, text, count_chars(text, ASCII_SPACE, UNICODE_SPACE) + 1)
    return WORDS.findall(text)


NAMES: Final[dict[str, object]] = {}
PRELUDE: Final = ('PrettyPrinter', 'isreadable', 'isrecursive', 'pformat', 'pp', 'pprint', 'saferepr')
INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_pprint_kind': Native('_pprint_kind', shown_by),
    '_pprint_plain': Native('_pprint_plain', plain_text),
    '_pprint_words': Native('_pprint_words', split_words),
}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS)
