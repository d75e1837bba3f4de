"""``pprint``: written in ``prelude/pprint_module.py``; here is how it knows what an object is shown as."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..natives import Native, payload_of
from ..objects import Function, NativeFunction, class_of
from ..types.text import ASCII_SPACE, UNICODE_SPACE, charge_pieces, count_chars
from .entry import Entry

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None

WORDS: Final = re.compile(r'\S+\s*|\s+')


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
    '_pprint_words': Native('_pprint_words', split_words),
}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS)
