"""``tomllib``: the host's parser on an exact str, charged beforehand for the worst that such a text can cost.

``load``, and a ``parse_float`` of the program's, are in ``prelude/tomllib_module.py``.
"""

from __future__ import annotations

import re
import sys
import tomllib
from typing import TYPE_CHECKING, Final

from ..natives import Native, payload_of
from ..objects import NativeFunction
from .entry import Entry
from .signatures import Kwargs

if TYPE_CHECKING:
    from ..machine import Machine

WORK_PER_CHARACTER: Final = 16
"""``[1,1,1`` is the slowest to read."""
BYTES_PER_CHARACTER: Final = 24
BYTES_PER_TABLE: Final = 1000
"""What the parser notes of a table, an array or a part of a dotted key, beside the value."""
DATE: Final = re.compile(r'\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d')
FLOAT: Final = re.compile(r'(?<![\w.+-])[+-]?\d[\d_]*\.\d[\d_]*(?![\w.])(?!\s*[=.\]])')
QUOTED: Final = r"""[\w-]++|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+'"""
"""A part of a key. Possessive: a text of megabytes takes neither time nor memory to go back in."""
DOTTED: Final = re.compile(rf'(?<![\w\-\\])(?:(?:{QUOTED})[ \t]*+\.[ \t]*+){{7,}}')
"""The beginning of a key of eight parts or more, which costs the square of their number."""
PART: Final = re.compile(QUOTED)


class Texts:
    """Stands for ``float``: notes the texts of a document's floats in order."""

    def __init__(self) -> None:
        self.found: list[object] = []

    def __call__(self, text: str) -> float:
        self.found.append(text)
        return 0.0


class Values:
    """Stands for ``float`` when the document is read again: gives the values that were made of the texts."""

    def __init__(self, values: list[object]) -> None:
        self.values = values
        self.at = 0

    def __call__(self, text: str) -> object:
        self.at += 1
        return self.values[self.at - 1]


def charge(m: Machine, text: str) -> None:
    """Charge reading ``text`` and what it becomes."""
    size = len(text)
    m.tracker.work(20 + WORK_PER_CHARACTER * size)
    longest = 8
    if text.count('.') >= longest:
        for match in DOTTED.finditer(text):
            parts = sum([1 for _ in PART.finditer(match.group())])
            m.tracker.work(parts * parts)
            longest = max(longest, parts)
    m.tracker.work(6 * longest * (text.count('\n') + text.count(',')))
    dots = text.count('.')
    if dots > 100:
        dots -= len(FLOAT.findall(text))
    tables = text.count('[') + text.count('{')
    m.tracker.reserve(BYTES_PER_CHARACTER * size + BYTES_PER_TABLE * (tables + dots))
    m.tracker.allocations += tables + dots
    m.tracker.allocate(0)


def read(m: Machine, text: str, parse_float: Texts | Values | type[float]) -> object:
    """The table of a document; as a tuple the arguments of the exception that says what is wrong with it."""
    from . import find_module

    charge(m, text)
    if DATE.search(text) is not None:
        find_module('datetime')  # whose values may be in the document
    try:
        return tomllib.loads(text, parse_float=parse_float)
    except tomllib.TOMLDecodeError as error:
        told = vars(error)
        return (str(error), *[told[name] for name in ('msg', 'pos') if name in told])
    except RecursionError:
        failure = m.fail('RecursionError', 'maximum recursion depth exceeded')
    raise failure


def parse(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_toml_parse(text, values)``: ``values`` are those of the floats, None for what ``float`` makes of them."""
    text = payload_of(args[0])
    values = args[1]
    assert isinstance(text, str)
    return read(m, text, Values(values) if isinstance(values, list) else float)


def float_texts(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_toml_floats(text)``: the texts of all floats, or what is wrong, as ``read`` tells it."""
    text = payload_of(args[0])
    assert isinstance(text, str)
    texts = Texts()
    made = read(m, text, texts)
    return made if isinstance(made, tuple) else texts.found


def names_type(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_names_type()``: whether what is no text is refused by its type."""
    return sys.version_info >= (3, 14)


NAMES: Final[dict[str, object]] = {}
PRELUDE: Final = ('TOMLDecodeError', 'load', 'loads')
INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_names_type': Native('_names_type', names_type),
    '_toml_floats': Native('_toml_floats', float_texts),
    '_toml_parse': Native('_toml_parse', parse),
}
DIFFERENT: Final = {
    'loads': 'with a parse_float of the program, a malformed text is refused before any float is parsed'
}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS, (), None, None, DIFFERENT)
