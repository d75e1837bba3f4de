"""Regular expressions: CPython's patterns, matched by ``regex``, whose matching can be timed out.

The host's own parser decides what is a pattern, and in which words it is refused. From its tree a pattern is written
for ``regex`` in which nothing is left to that package's own reading: every character, set, flag and repeat stands there
in a form that means one thing. So what only ``regex`` knows (fuzzy matching, properties, recursion) can't be asked for,
and what the two decide differently (which letters are equal without case, what is a word) is decided here.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import re
import threading
import warnings
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from re import _casefix, _parser  # type: ignore[attr-defined]  # not in the stubs
from typing import TYPE_CHECKING, Any, Final

import regex

from ..limits import MOST
from ..parse import _warnings_lock as WARNINGS  # one lock for all that changes the host's filters for a moment
from ..parse import with_deep_stack

if TYPE_CHECKING:
    from ..machine import Machine

IGNORECASE: Final = int(re.IGNORECASE)
LOCALE: Final = int(re.LOCALE)
MULTILINE: Final = int(re.MULTILINE)
DOTALL: Final = int(re.DOTALL)
UNICODE: Final = int(re.UNICODE)
VERBOSE: Final = int(re.VERBOSE)
ASCII: Final = int(re.ASCII)
TYPES: Final = ASCII | LOCALE | UNICODE

MAX_LENGTH: Final = 20_000
"""Characters of a pattern. Both compilers work in Python; this much takes them a good part of a second."""
TOO_DEEP: Final = 'not supported in the sandbox: so many groups within each other'
LEAST: Final = 'not supported in the sandbox: a repeat with so many turns at least'
MOST_LEAST: Final = 20_000
"""Characters that a repeat takes at least: ``regex`` needs time and memory for each when it compiles."""
EMPTY_TURNS: Final = (
    'not supported in the sandbox: a repeat of what can match nothing and has a reference in it, or a group that is '
    'referred to, or, where it is possessive, a group'
)
"""How often CPython goes round here depends on what it has tried before; ``regex`` may go round without end."""
TURNS: Final = 'not supported in the sandbox: so many turns of what can match nothing'
MOST_FIXED: Final = 4_000_000
"""``Appetite.fixed`` at most. ``regex`` takes the least number of turns without a look at the clock."""
BRANCH_BYTES: Final = 40
GROUP_BYTES: Final = 100
TURN_BYTES: Final = 60
SHALLOW: Final = 4
SHALLOW_LENGTH: Final = 1000
"""As many groups and characters both compilers have stack enough for wherever they are called. They recurse."""
TOO_LONG: Final = 'not supported in the sandbox: so long a pattern'
MOST_WRITTEN: Final = 200_000
"""Characters of a pattern as it is written for ``regex``, where a class like ``\\w`` can be hundreds."""
MOST_LOOKED: Final = 500_000
"""Letters in ranges, all told, whose other cases are looked up for one pattern."""
MOST_TOGETHER: Final = 64
"""Literals that ``regex`` may search for as one text: its tables for that take a time that grows with their cube."""
MOST_PAUSES: Final = 4000
"""``PAUSE`` in one pattern."""
COMPILE_UNITS: Final = 100
WRITTEN_UNITS: Final = 60
"""Work units for reading one character, and for compiling one that is written."""
MAX_KEPT: Final = 256
MAX_KEPT_LENGTH: Final = 100_000
"""Patterns, and characters of patterns, that the process keeps compiled."""
PURGE_AFTER: Final = 500
"""``regex`` remembers a little of every pattern until it is told to forget."""

ASCII_TEXT: Final = 0
ANY_TEXT: Final = 1
BYTES: Final = 2
"""What an engine is for: text without other characters, all text, bytes."""

MOST_CHARACTER: Final = 0x10FFFF
LAST_CASED: Final = 0x1F000
"""No character from here on has another case."""
LAST_LETTER: Final = 0x33480
"""Neither of the hosts nor ``regex`` has a letter or number from here on."""

Ranges = list[tuple[int, int]]


class Refused(Exception):
    """``re.error``: the message, and the position in the pattern or None."""

    def __init__(self, message: str, position: object) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


COMMON_WORDS: Final[Ranges] = [
    (0x61, 0x7A),
    (0x41, 0x5A),
    (0x30, 0x39),
    (0x5F, 0x5F),
    (0xD8, 0xF6),
    (0xF8, 0x2C1),
    (0x400, 0x481),
    (0x391, 0x3A1),
    (0x3A3, 0x3F5),
    (0x5D0, 0x5EA),
    (0x620, 0x64A),
    (0x3400, 0x4DB5),
    (0x4E00, 0x9FEF),
    (0xAC00, 0xD7A3),
    (0x3041, 0x3096),
    (0x30A1, 0x30FA),
]
"""Letters and digits of all versions of Unicode, for a quick look before the exact one."""


class Tables:
    """What is known of all characters, made when first needed: it takes some ten milliseconds."""

    def __init__(self) -> None:
        self.lower: dict[int, list[int]] = {}  # what has this character as its lower case
        self.cased: list[int] = []  # characters with another case, in order
        self.words = ''
        self.digits = ''
        self.closures: dict[int, frozenset[int]] = {}

    def closure(self, char: int) -> frozenset[int]:
        """The characters that a literal matches where case is ignored."""
        found = self.closures.get(char)
        if found is None:
            self.need_cases()
            low: int = _sre.unicode_tolower(char)
            same: set[int] = set()
            for target in (low, *_casefix._EXTRA_CASES.get(low, ())):
                same.update(self.lower.get(target, (target,)))
            found = frozenset(same)
            self.closures[char] = found
        return found

    def uppers(self, low: int) -> list[int]:
        """All characters whose lower case is ``low``."""
        self.need_cases()
        return self.lower.get(low, [low] if _sre.unicode_tolower(low) == low else [])

    def odd(self) -> frozenset[str]:
        """The letters that ``regex`` may take for others without regard to case, and CPython not, or the other way."""
        self.need_cases()
        chars = {0x130, 0x212A}
        for low, others in _casefix._EXTRA_CASES.items():
            for same in (low, *others):
                chars.update(self.lower.get(same, (same,)))
        return frozenset([chr(char) for char in chars if char > 127])

    def need_cases(self) -> None:
        if self.cased:
            return
        lower: dict[int, list[int]] = {}
        to_lower = _sre.unicode_tolower
        for char in range(LAST_CASED):
            low = to_lower(char)
            if low != char:
                lower.setdefault(low, []).append(char)
        for low, uppers in lower.items():
            if to_lower(low) == low:
                uppers.append(low)
        cased = {char for uppers in lower.values() for char in uppers}
        for low, others in _casefix._EXTRA_CASES.items():
            cased.add(low)
            cased.update(others)
        self.lower = lower
        self.cased = sorted(cased)

    def cased_between(self, first: int, last: int) -> Sequence[int]:
        self.need_cases()
        return self.cased[bisect_left(self.cased, first) : bisect_left(self.cased, last + 1)]

    def need_classes(self) -> None:
        """The host's ``\\w`` and ``\\d`` in terms of those of ``regex``, whose version of Unicode may be another."""
        if self.words:
            return
        text = ''.join(map(chr, (*range(0xD800), *range(0xE000, LAST_LETTER))))
        words = difference(text, {char for char in text if char.isalnum()}, r'[\p{L}\p{N}]')
        self.digits = '[' + difference(text, {char for char in text if char.isdecimal()}, r'[\p{Nd}]') + ']'
        self.words = f'[{ranges_text(COMMON_WORDS)}{words}]'


def difference(text: str, host: set[str], known: str) -> str:
    """A set that matches the characters ``host`` of ``text``, from one that matches nearly the same."""
    theirs = set(regex.compile(known, regex.V1, cache_pattern=False).findall(text))
    more = ranges_text(merged([(ord(char), ord(char)) for char in host - theirs]))
    fewer = ranges_text(merged([(ord(char), ord(char)) for char in theirs - host]))
    return more + (f'[{known}--[{fewer}]]' if fewer else known)


TABLES: Final = Tables()


def merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Ranges in order, without overlap."""
    result: Ranges = []
    for first, last in sorted(ranges):
        if result and first <= result[-1][1] + 1:
            if last > result[-1][1]:
                result[-1] = result[-1][0], last
        else:
            result.append((first, last))
    return result


def inverted(ranges: Ranges, most: int) -> Ranges:
    """What is not in the ranges, which are in order."""
    result: Ranges = []
    at = 0
    for first, last in ranges:
        if first > at:
            result.append((at, first - 1))
        at = last + 1
    if at <= most:
        result.append((at, most))
    return result


def char_text(char: int) -> str:
    """A character as it stands anywhere in a pattern."""
    if char < 256:
        text = chr(char)
        return text if char < 128 and text.isalnum() else f'\\x{char:02x}'
    return f'\\u{char:04x}' if char < 0x10000 else f'\\U{char:08x}'


def ranges_text(ranges: Ranges) -> str:
    """The inside of a set."""
    parts: list[str] = []
    for first, last in ranges:
        parts.append(char_text(first))
        if last > first:
            if last > first + 1:
                parts.append('-')
            parts.append(char_text(last))
    return ''.join(parts)


def ranges_where(most: int, chosen: Iterable[int]) -> Ranges:
    return merged([(char, char) for char in chosen if char <= most])


ASCII_CLASSES: Final[dict[str, Ranges]] = {
    'DIGIT': [(48, 57)],
    'SPACE': [(9, 13), (32, 32)],
    'WORD': [(48, 57), (65, 90), (95, 95), (97, 122)],
}
SPACES: Final = ranges_where(0x3001, [char for char in range(0x3001) if chr(char).isspace()])
"""The host's ``\\s`` in text; no white space is above."""
TEXT_CLASSES: Final[dict[str, Ranges]] = {**ASCII_CLASSES, 'SPACE': [(9, 13), (28, 32)]}
"""The host's classes as far as they are ASCII."""


def short_sets(most: int) -> dict[tuple[tuple[int, int], ...], str]:
    """Sets that ``regex`` has a short and fast form for in text without other characters, or in bytes."""
    result: dict[tuple[tuple[int, int], ...], str] = {
        (): '(?!)',
        ((0, most),): '(?s:.)',
        ((0, 9), (11, most)): '.',
    }
    for name, ranges in ASCII_CLASSES.items():
        letter = name[0].lower()
        result[tuple(ranges)] = f'\\{letter}'
        result[tuple(inverted(ranges, most))] = f'\\{letter.upper()}'
    return result


SHORT_SETS: Final = {ASCII_TEXT: short_sets(127), BYTES: short_sets(255)}
UNITS: Final = frozenset(('LITERAL', 'NOT_LITERAL', 'ANY', 'IN'))
REPEATS: Final[dict[str, str]] = {'MAX_REPEAT': '', 'MIN_REPEAT': '?', 'POSSESSIVE_REPEAT': '+'}
PAUSE: Final = r'(?:\b\B|)'
"""Matches nothing by way of a branch that fails: ``regex`` looks at the clock once in 256 such steps, not while it runs
through text with one character's repeat."""


def parts_of(op: str, value: Any) -> list[Any]:
    """The sequences within one item of a tree."""
    if op == 'SUBPATTERN':
        return [value[3]]
    if op in REPEATS:
        return [value[2]]
    if op == 'BRANCH':
        return list(value[1])
    if op in ('ASSERT', 'ASSERT_NOT'):
        return [value[1]]
    if op == 'GROUPREF_EXISTS':
        return [part for part in value[1:] if part is not None]
    return [value] if op == 'ATOMIC_GROUP' else []


class Appetite:
    """Bytes that ``regex`` may take to remember what it could try otherwise: ``fixed``, and ``each`` for every
    character of the subject. Measured on patterns with one kind of item, and rounded up."""

    def __init__(self, tree: Any) -> None:
        self.each = 0
        self.fixed = self.turn(tree)

    def turn(self, items: Any) -> int:
        """Bytes for once through ``items``."""
        total = 0
        for op, value in items:
            name = str(op)
            parts = parts_of(name, value)
            if name in REPEATS:
                total += self.repeat(int(value[0]), int(value[1]), value[2])
            elif name == 'BRANCH':
                total += BRANCH_BYTES + max([self.turn(part) for part in parts])
            elif parts:
                total += GROUP_BYTES + sum([self.turn(part) for part in parts])
        return min(total, MOST)

    def repeat(self, least: int, most: int, inner: Any) -> int:
        if len(inner) == 1 and str(inner[0][0]) in UNITS:
            return BRANCH_BYTES
        turn = TURN_BYTES + self.turn(inner)
        width = inner.getwidth()[0]
        if most > 1:
            self.each = min(self.each + turn // max(int(width), 1), MOST)
        return turn * (min(least, most) + 1 if width == 0 else 1)


def referenced_groups(tree: Any) -> frozenset[int]:
    """The groups that the pattern refers to."""
    found: set[int] = set()
    pending: list[Any] = [tree]
    while pending:
        for op, value in pending.pop():
            name = str(op)
            if name == 'GROUPREF':
                found.add(value)
            elif name == 'GROUPREF_EXISTS':
                found.add(value[0])
            pending.extend(parts_of(name, value))
    return frozenset(found)


class Writer:
    """Writes a tree of the host's parser as a pattern for ``regex``.

    ``kind`` is what the subject will be, ``pauses`` how many ``PAUSE`` stand before what runs through text at a step.
    """

    def __init__(self, tree: Any, kind: int, pauses: int) -> None:
        self.referenced = referenced_groups(tree)
        self.kind = kind
        self.most = {ASCII_TEXT: 127, ANY_TEXT: MOST_CHARACTER, BYTES: 255}[kind]
        self.pause = PAUSE * pauses
        self.cases: dict[tuple[int, int], Ranges] = {}
        self.looked = 0  # characters whose other cases were looked up
        self.units = 0
        self.runs = 0  # repeats of a character that may go far
        self.width = 1  # ranges of the largest set
        self.folds = 0  # of IGNORECASE, plus ASCII, where a group is referred to so
        self.closed: list[int] = []  # groups in the order in which they end
        self.within: dict[int, int] = {}  # group -> the outermost repeat that it is in
        self.repeats = 0
        self.outermost = 0

    def sequence(self, items: Any, flags: int) -> str:
        parts: list[str] = []
        for op, value in items:
            name = str(op)
            if name in UNITS:
                self.units += 1
                if self.units % MOST_TOGETHER == 0:
                    parts.append(PAUSE)
            parts.append(self.item(name, value, flags))
        return ''.join(parts)

    def item(self, op: str, value: Any, flags: int) -> str:
        if op in UNITS:
            return self.unit(op, value, flags)
        if op in REPEATS:
            return self.repeat(REPEATS[op], value, flags)
        if op == 'SUBPATTERN':
            group, added, removed, inner = value
            if added & TYPES:
                flags &= ~TYPES
            text = self.sequence(inner, (flags | added) & ~removed)
            if group is None:
                return f'(?:{text})'
            self.closed.append(group)
            if self.outermost:
                self.within[group] = self.outermost
            return f'({text})'
        if op == 'BRANCH':
            return '(?:' + '|'.join([self.sequence(branch, flags) for branch in value[1]]) + ')'
        if op == 'AT':
            return self.position(str(value), flags)
        if op in ('ASSERT', 'ASSERT_NOT'):
            return self.assertion(op == 'ASSERT', value[0] < 0, value[1], flags)
        if op == 'GROUPREF':
            return self.reference(value, flags)
        if op == 'GROUPREF_EXISTS':
            group, yes, no = value
            other = '|' + self.branch(no, flags) if no else ''
            return f'(?({group}){self.branch(yes, flags)}{other})'
        if op == 'ATOMIC_GROUP':
            return f'(?>{self.sequence(value, flags)})'
        if op == 'FAILURE':
            return '(?!)'
        raise NotImplementedError(f'not supported in the sandbox: {op} in a regular expression')

    def branch(self, items: Any, flags: int) -> str:
        return f'(?:{self.sequence(items, flags)})'

    def unit(self, op: str, value: Any, flags: int) -> str:
        if op == 'LITERAL' and (not flags & IGNORECASE or value > LAST_CASED):
            return char_text(value) if value <= self.most else '(?!)'
        if op == 'ANY':
            return '(?s:.)' if flags & DOTALL else '.'
        members = value if op == 'IN' else [('LITERAL', value)]
        negated = op == 'NOT_LITERAL'
        if members and str(members[0][0]) == 'NEGATE':
            negated = True
            members = members[1:]
        ranges: list[tuple[int, int]] = []
        classes: list[str] = []
        for member, chars in members:
            if str(member) == 'CATEGORY':
                self.category(str(chars), flags, ranges, classes)
            else:
                first, last = (chars, chars) if str(member) == 'LITERAL' else chars
                if op == 'IN' and first == last > 0xFFFF and flags & IGNORECASE and flags & UNICODE:
                    # CPython compares it with lower case as it stands.
                    ranges.extend([(other, other) for other in TABLES.uppers(first) if other <= self.most])
                else:
                    self.characters(first, last, flags, ranges)
        return self.set(merged(ranges), classes, negated)

    def characters(self, first: int, last: int, flags: int, ranges: Ranges) -> None:
        """Add the characters that a range matches."""
        if first <= self.most:
            ranges.append((first, min(last, self.most)))
        if not flags & IGNORECASE:
            return
        if flags & UNICODE:
            ranges.extend(self.other_cases(first, last))
            return
        if last > 0xFFFF > first and self.kind == ANY_TEXT:  # CPython goes by all letters' upper case here
            for char in TABLES.cased_between(0x80, LAST_CASED):
                upper = chr(char).upper()
                if len(upper) == 1 and first <= ord(upper) <= last:
                    ranges.append((char, char))
        for lowest, shift in ((65, 32), (97, -32)):
            start = max(first, lowest)
            end = min(last, lowest + 25)
            if start <= end:
                ranges.append((start + shift, end + shift))

    def other_cases(self, first: int, last: int) -> Ranges:
        """The characters that CPython takes for one of the range without regard to case."""
        found = self.cases.get((first, last))
        if found is None:
            cased = TABLES.cased_between(first, last)
            self.looked += len(cased)
            if self.looked > MOST_LOOKED:
                raise Refused(TOO_LONG, None)
            others = {other for char in cased for other in TABLES.closure(char) if other <= self.most}
            found = merged([(other, other) for other in others])
            self.cases[first, last] = found
        return found

    def category(self, name: str, flags: int, ranges: Ranges, classes: list[str]) -> None:
        """Add the characters of a class: to the ranges, or in a form that only a set can have."""
        _, _, name = name.partition('_')
        negated = name.startswith('NOT_')
        name = name.removeprefix('NOT_')
        if not flags & UNICODE:
            found = ASCII_CLASSES[name]
        elif self.kind != ANY_TEXT:
            found = TEXT_CLASSES[name]
        elif name == 'SPACE':
            found = SPACES
        else:
            TABLES.need_classes()
            inside = TABLES.words if name == 'WORD' else TABLES.digits
            classes.append(f'[^{inside}]' if negated else inside)
            self.width += 30
            return
        ranges.extend(inverted(found, self.most) if negated else found)

    def set(self, ranges: Ranges, classes: list[str], negated: bool) -> str:
        self.width = max(self.width, len(ranges))
        if self.kind != ANY_TEXT:
            if negated:
                ranges = inverted(ranges, self.most)
            short = SHORT_SETS[self.kind].get(tuple(ranges))
            if short is not None:
                return short
            negated = False
        elif not ranges and not classes:
            return '(?s:.)' if negated else '(?!)'
        if not negated and not classes and len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
            return char_text(ranges[0][0])
        return f'[{"^" if negated else ""}{ranges_text(ranges)}{"".join(classes)}]'

    def repeat(self, suffix: str, value: Any, flags: int) -> str:
        least, most, inner = value
        self.repeats += 1
        outermost = self.outermost
        if not outermost and int(most) > 1:
            self.outermost = self.repeats
        text = self.sequence(inner, flags)
        self.outermost = outermost
        if least > 1 and least * max(inner.getwidth()[0], 1) > MOST_LEAST:
            raise Refused(LEAST, None)
        if int(most) > 1 and inner.getwidth()[0] == 0 and self.delicate(inner, suffix):
            raise Refused(EMPTY_TURNS, None)
        single = len(inner) == 1 and str(inner[0][0]) in UNITS and text != '(?!)'
        bound = '' if most == _parser.MAXREPEAT else int(most)
        if not single:
            # CPython never goes back into a turn of a possessive repeat, not even for the next turn.
            text = f'(?>{text})' if suffix == '+' else f'(?:{text})'
        elif bound == '' or int(most) > 1000:
            self.runs += 1
            return f'{self.pause}{text}{{{int(least)},{bound}}}{suffix}'
        return f'{text}{{{int(least)},{bound}}}{suffix}'

    def delicate(self, items: Any, suffix: str) -> bool:
        """Whether something refers to a group in ``items``, or in ``items`` to a group; whether there are groups at
        all, in a possessive repeat."""
        pending: list[Any] = [items]
        while pending:
            for op, value in pending.pop():
                name = str(op)
                if name in ('GROUPREF', 'GROUPREF_EXISTS'):
                    return True
                if name == 'SUBPATTERN' and (value[0] in self.referenced or suffix == '+' and value[0] is not None):
                    return True
                pending.extend(parts_of(name, value))
        return False

    def position(self, at: str, flags: int) -> str:
        if at == 'AT_BEGINNING':
            return '(?m:^)' if flags & MULTILINE else r'\A'
        if at == 'AT_END':
            return '(?m:$)' if flags & MULTILINE else '(?-m:$)'
        if at == 'AT_BEGINNING_STRING':
            return r'\A'
        if at == 'AT_END_STRING':
            return r'\Z'
        inside = at == 'AT_NON_BOUNDARY'
        if self.kind != ANY_TEXT:
            return r'(?:(?!\A\Z)\B)' if inside else r'\b'
        classes: list[str] = []
        ranges: Ranges = []
        self.category('CATEGORY_WORD', flags, ranges, classes)
        word = self.set(ranges, classes, False)
        if inside:
            return rf'(?!\A\Z)(?:(?<={word})(?={word})|(?<!{word})(?!{word}))'
        return f'(?:(?<={word})(?!{word})|(?<!{word})(?={word}))'

    def assertion(self, wanted: bool, behind: bool, inner: Any, flags: int) -> str:
        if behind:
            least, most = inner.getwidth()
            if least != most:
                raise Refused('look-behind requires fixed-width pattern', None)
        # What is looked at may end anywhere: the order in which groups end doesn't show in where they do.
        outermost = self.outermost
        self.outermost = 0
        text = self.sequence(inner, flags)
        self.outermost = outermost
        return f'(?{"<" if behind else ""}{"=" if wanted else "!"}{text})'

    def reference(self, group: int, flags: int) -> str:
        if not flags & IGNORECASE:
            return f'\\g<{group}>'
        if self.kind == ANY_TEXT:
            self.folds |= IGNORECASE | flags & ASCII
        return f'(?i-f:\\g<{group}>)'


class Engine:
    """A pattern as ``regex`` has it, for one kind of subject."""

    def __init__(self, m: Machine, tree: Any, flags: int, kind: int, pauses: int) -> None:
        appetite = Appetite(tree)
        if appetite.fixed > MOST_FIXED:
            raise Refused(TURNS, None)
        writer = Writer(tree, kind, 0)
        written = writer.sequence(tree, flags)
        if pauses:
            writer = Writer(tree, kind, max(1, min(pauses, MOST_PAUSES // (writer.runs + 1))))
            written = writer.sequence(tree, flags)
        if len(written) > MOST_WRITTEN:
            raise Refused(TOO_LONG, None)
        m.tracker.work(len(written) * WRITTEN_UNITS)
        options = regex.V1 if kind == ANY_TEXT else regex.V1 | regex.ASCII
        source: Any = written.encode('ascii') if kind == BYTES else written
        try:
            self.compiled: Any = regex.compile(source, options, cache_pattern=False)
        except regex.error as error:
            raise NotImplementedError(f'not supported in the sandbox: {error.msg} (in a regular expression)') from None
        assert self.compiled.groups == len(writer.closed), written
        self.width = writer.width
        self.runs = writer.runs
        self.fixed_bytes = appetite.fixed
        self.bytes_each = appetite.each
        self.folds = writer.folds
        self.closed = writer.closed
        self.within = writer.within
        self.turns = len(set(writer.within.values())) < len(writer.within)  # two groups of one repeat

    def refused_letters(self) -> frozenset[str]:
        """What a subject may not have in it where a group is referred to without regard to case."""
        if self.folds & ASCII:
            TABLES.need_cases()
            return frozenset([chr(char) for char in TABLES.cased if char > 127])
        return TABLES.odd()

    def last_group(self, found: Any) -> int | None:
        """``lastindex``: the group that ended last. That of ``regex`` doesn't know the order of a repeat's turns."""
        if not self.turns:
            last: int | None = found.lastindex
            return last
        regs: tuple[tuple[int, int], ...] = found.regs
        best = 0
        for group in self.closed:
            end = regs[group][1]
            if end < 0:
                continue
            if best and end < regs[best][1]:
                repeat = self.within.get(group)
                if repeat is not None and repeat == self.within.get(best):
                    continue
            best = group
        return best or None


def make_engine(m: Machine, tree: Any, flags: int, kind: int, pauses: int) -> Engine:
    try:
        return Engine(m, tree, flags, kind, pauses)
    except RecursionError:
        pass
    raise Refused(TOO_DEEP, None)


class Expression:
    """A pattern that CPython takes, with what it says of itself."""

    def __init__(self, pattern: str | bytes, flags: int, deep: bool) -> None:
        tree = _parser.parse(pattern, flags)
        self.pattern = pattern
        self.flags: int = flags | tree.state.flags
        self.groups: int = tree.state.groups - 1
        self.groupindex: dict[str, int] = dict(tree.state.groupdict)
        self.is_text = isinstance(pattern, str)
        self.deep = deep
        self.tree = tree
        self.engines: dict[tuple[int, int], Engine] = {}

    def engine(self, m: Machine, kind: int, pauses: int) -> Engine:
        """The engine for a kind of subject. It is kept."""
        found = self.engines.get((kind, pauses))
        if found is None:
            if self.deep or pauses:
                found = with_deep_stack(make_engine, m, self.tree, self.flags, kind, pauses)
            else:
                found = make_engine(m, self.tree, self.flags, kind, pauses)
            self.engines[kind, pauses] = found
        return found


_expressions: Final[dict[tuple[bool, str | bytes, int], Expression]] = {}
"""Compiled patterns: a pure function of their text and flags."""
_lock: Final = threading.RLock()


class Counts:
    """Of the cache: ``length`` is of all patterns in it, ``compiled`` counts since ``regex`` was told to forget."""

    def __init__(self) -> None:
        self.length = 0
        self.compiled = 0


_counts: Final = Counts()


def expression(m: Machine, pattern: str | bytes, flags: int) -> Expression:
    """The pattern, compiled now or before. Raises ``Refused``, and what else the host raises for wrong flags."""
    key = (isinstance(pattern, str), pattern, flags)
    found = _expressions.get(key)
    if found is None:
        if len(pattern) > MAX_LENGTH:
            raise Refused(TOO_LONG, None)
        m.tracker.work(1000 + COMPILE_UNITS * len(pattern))
        found = compiled(m, pattern, flags)
        keep(key, found)
    return found


def keep(key: tuple[bool, str | bytes, int], made: Expression) -> None:
    with _lock:
        while _expressions and (len(_expressions) >= MAX_KEPT or _counts.length > MAX_KEPT_LENGTH):
            oldest = next(iter(_expressions))
            del _expressions[oldest]
            _counts.length -= len(oldest[1])
        if key not in _expressions:
            _expressions[key] = made
            _counts.length += len(key[1])
        _counts.compiled += 1
        if _counts.compiled >= PURGE_AFTER:
            _counts.compiled = 0
            regex.purge()


def compiled(m: Machine, pattern: str | bytes, flags: int) -> Expression:
    opening = pattern.count('(') if isinstance(pattern, str) else pattern.count(b'(')
    try:
        if opening > SHALLOW or len(pattern) > SHALLOW_LENGTH:
            return with_deep_stack(made, m, pattern, flags, True)
        return made(m, pattern, flags, False)
    except re.error as error:
        refused = Refused(error.msg, error.pos)
    except RecursionError:
        refused = Refused(TOO_DEEP, None)
    raise refused


def made(m: Machine, pattern: str | bytes, flags: int, deep: bool) -> Expression:
    """The expression with the engine that it most likely needs, so that all that can be refused is refused now."""
    with WARNINGS, warnings.catch_warnings():
        warnings.simplefilter('ignore')
        found = Expression(pattern, flags, deep)
    found.engine(m, ASCII_TEXT if found.is_text else BYTES, 0)
    return found
