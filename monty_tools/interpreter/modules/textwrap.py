"""``textwrap``: splitting and dedenting, by the host's regular expressions on exact text. The rest is
``prelude/textwrap_module.py``."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from ..natives import Native, payload_of
from ..objects import NativeFunction
from ..types.text import ASCII_SPACE, UNICODE_SPACE, charge_pieces, count_chars, text_size
from .entry import Entry
from .string import not_searched

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None


def split_chunks(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_textwrap_split(text, on_hyphens)``: words, the white space between them, and parts of words where a line may
    end. Both expressions take linear time."""
    text = payload_of(args[0])
    if not isinstance(text, str):
        raise m.fail('TypeError', not_searched(m, args[0]))
    m.tracker.work(1 + 3 * len(text))
    charge_pieces(m, text, 2 * count_chars(text, ASCII_SPACE, UNICODE_SPACE) + text.count('-') + 1)
    expressions = textwrap.TextWrapper
    pattern = expressions.wordsep_re if args[1] is True else expressions.wordsep_simple_re
    return [chunk for chunk in pattern.split(text) if chunk]


def dedented(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_textwrap_dedent(text)``."""
    text = payload_of(args[0])
    if not isinstance(text, str):
        raise m.fail('TypeError', not_searched(m, args[0]))
    m.tracker.work(1 + len(text) + 8 * text.count('\n'))
    m.tracker.reserve(3 * text_size(text) + 120 * text.count('\n'))
    return textwrap.dedent(text)


NAMES: Final[dict[str, object]] = {}
PRELUDE: Final = ('TextWrapper', 'dedent', 'fill', 'indent', 'shorten', 'wrap')
INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_textwrap_dedent': Native('_textwrap_dedent', dedented),
    '_textwrap_split': Native('_textwrap_split', split_chunks),
}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS)
