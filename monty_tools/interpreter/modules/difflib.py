"""``difflib``: comparing sequences of plain values. The rest is ``prelude/difflib_module.py``.

The longest match is searched in pieces: a native call ends after ``PIECE`` steps, with what it knows so far.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..natives import Native
from ..objects import NativeFunction
from .entry import Entry, why
from .signatures import COMMON

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None
Items = str | list[object] | tuple[object, ...]

PIECE: Final = 100_000
PLAIN: Final[frozenset[type]] = frozenset((str, bytes, int, float, bool, type(None)))
"""Types whose values the host may hash and compare; a long one of them takes as long as reading it."""
SHORT: Final = 1000


def plain_items(value: object) -> Items | None:
    """A sequence whose items the host may hand out."""
    if type(value) is str or type(value) is list or type(value) is tuple:
        items: Items = value
        return items
    return None


def charge_item(m: Machine, item: object) -> None:
    if isinstance(item, (str, bytes)) and len(item) > SHORT:
        m.tracker.work(len(item) >> 5)
    elif isinstance(item, int) and item.bit_length() > SHORT:
        m.tracker.work(item.bit_length() >> 8)


def index_items(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_difflib_index(b)``: for each item where in ``b`` it is, None where sandbox code has to hash one."""
    items = plain_items(args[0])
    if items is None:
        return None
    m.tracker.reserve(24 * len(items))
    found: dict[object, list[int]] = {}
    for position, item in enumerate(items):
        if position & 1023 == 0:
            m.tracker.work(1024)
        if type(item) not in PLAIN:
            return None
        indices = found.get(item)
        if indices is None:
            charge_item(m, item)
            m.tracker.allocate(160)
            found[item] = [position]
        else:
            indices.append(position)
    return found


class Search:
    """The search for the longest match of ``a[alo:ahi]`` and ``b[blo:bhi]``, done up to ``at``."""

    def __init__(self, alo: int, blo: int, state: object) -> None:
        self.at = alo
        self.lengths: dict[int, int] = {}  # of the match that ends before ``at`` and with an index of ``b``
        self.a = alo
        self.b = blo
        self.size = 0
        if state is not None:
            assert isinstance(state, tuple)
            self.at, self.lengths, self.a, self.b, self.size = state

    def row(self, indices: list[int], blo: int, bhi: int) -> None:
        """The item of ``a`` at ``at`` is in ``b`` at these indices."""
        before = self.lengths
        lengths: dict[int, int] = {}
        for index in indices:
            if index < blo:
                continue
            if index >= bhi:
                break
            size = before.get(index - 1, 0) + 1
            lengths[index] = size
            if size > self.size:
                self.a = self.at - size + 1
                self.b = index - size + 1
                self.size = size
        self.lengths = lengths
        self.at += 1


def longest_match(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_difflib_longest(a, b, b2j, junk, bounds, state)``: ``(i, j, size)``, or the state to go on from; None where
    sandbox code is needed."""
    a, b = plain_items(args[0]), plain_items(args[1])
    b2j, junk, bounds, state = args[2:]
    if a is None or b is None or type(b2j) is not dict or type(junk) is not set:
        return None
    assert isinstance(bounds, tuple)
    alo, ahi, blo, bhi = bounds
    if not 0 <= alo <= ahi <= len(a) or not 0 <= blo <= bhi <= len(b):
        return None
    search = Search(alo, blo, state)
    spent = 0
    while search.at < ahi:
        if spent > PIECE:
            m.tracker.memory(100 * len(search.lengths))
            m.tracker.allocate(80)
            return search.at, search.lengths, search.a, search.b, search.size
        item = a[search.at]
        if type(item) not in PLAIN:
            return None
        charge_item(m, item)
        indices = b2j.get(item)
        if indices is None:
            if search.lengths:
                search.lengths = {}
            search.at += 1
            spent += 1
            m.tracker.work(1)
            continue
        if type(indices) is not list:
            return None
        spent += 2 + 3 * len(indices)
        m.tracker.work(2 + 3 * len(indices))
        search.row(indices, blo, bhi)
    m.tracker.allocate(64)
    return extended(m, a, b, junk, search, (alo, ahi, blo, bhi))


def extended(
    m: Machine, a: Items, b: Items, junk: set[object], search: Search, bounds: tuple[int, int, int, int]
) -> object:
    """The match that was found, with equal items on both sides: first those that are no junk, then those that are."""
    alo, ahi, blo, bhi = bounds
    i, j, size = search.a, search.b, search.size
    for wanted in (False, True):
        while i > alo and j > blo:
            same = joins(m, a[i - 1], b[j - 1], junk, wanted)
            if same is None:
                return None
            if not same:
                break
            i -= 1
            j -= 1
            size += 1
        while i + size < ahi and j + size < bhi:
            same = joins(m, a[i + size], b[j + size], junk, wanted)
            if same is None:
                return None
            if not same:
                break
            size += 1
    return i, j, size


def joins(m: Machine, x: object, y: object, junk: set[object], wanted: bool) -> bool | None:
    """Whether two items are equal, and junk or not as wanted; None where sandbox code has to say."""
    if type(x) not in PLAIN or type(y) not in PLAIN:
        return None
    m.tracker.work(1)
    charge_item(m, y)
    return (y in junk) is wanted and x == y


def common_items(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_difflib_common(a, b)``: how many items they have in common wherever these are; None where sandbox code has to
    hash one."""
    a, b = plain_items(args[0]), plain_items(args[1])
    if a is None or b is None:
        return None
    m.tracker.work(2 * (len(a) + len(b)))
    m.tracker.reserve(100 * min(len(b), SHORT))
    left: dict[object, int] = {}
    for item in b:
        if type(item) not in PLAIN:
            return None
        charge_item(m, item)
        left[item] = left.get(item, 0) + 1
    m.tracker.memory(100 * len(left))
    common = 0
    for item in a:
        if type(item) not in PLAIN:
            return None
        charge_item(m, item)
        count = left.get(item, 0)
        if count:
            left[item] = count - 1
            common += 1
    return common


NAMES: Final[dict[str, object]] = {}
PRELUDE: Final = tuple(
    (
        'Differ IS_CHARACTER_JUNK IS_LINE_JUNK Match SequenceMatcher context_diff diff_bytes get_close_matches ndiff '
        'restore unified_diff'
    ).split()
)
NEEDS: Final = {'Result': 'urllib.parse.Result', 'field': 'urllib.parse.field'}
"""Named tuples without all of ``collections``."""
INTRINSICS: Final[dict[str, NativeFunction]] = {
    **COMMON,
    '_difflib_common': Native('_difflib_common', common_items),
    '_difflib_index': Native('_difflib_index', index_items),
    '_difflib_longest': Native('_difflib_longest', longest_match),
}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS, (), NEEDS, why({'HtmlDiff': 'makes whole pages for a browser'}))
