"""``re``: the natives that match. The module's classes are ``prelude/re_module.py``.

A match is one call of ``regex`` on exact text or bytes, with what is left of the run's time as its timeout; what goes
on through a whole subject (``findall``, ``split``, ``sub``) is one native call that charges as it goes. Nothing of the
host's gets in: the natives take a pattern's text and flags, and give back positions and pieces of the subject.
"""

from __future__ import annotations

import re
import sys
from re import _parser  # type: ignore[attr-defined]  # not in the stubs
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, Final

from ..limits import NO_LIMIT, LimitReached
from ..natives import HOST_ERRORS, Implementation, Native, payload_of
from ..objects import Class, Instance, NativeFunction, class_of
from .entry import Entry, why
from .re_patterns import (
    ANY_TEXT,
    ASCII,
    ASCII_TEXT,
    BYTES,
    LOCALE,
    UNICODE,
    Engine,
    Expression,
    Refused,
    expression,
)
from .signatures import COMMON, NOTHING

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None

LATEST: Final = sys.maxsize
MATCH: Final = 0
FULLMATCH: Final = 1
SEARCH: Final = 2
DEBUG: Final = int(re.DEBUG)
"""What it has CPython print is its own program of the pattern: here it does nothing."""
SHORT_STEP: Final = 60_000
"""Characters times ranges of a set (times repeats, where they are many) that ``regex`` passes in one step without being
late to look at the clock."""
LONGEST_STEP: Final = 250_000_000
"""As many take a tenth of a second."""
FIRST_TRY: Final = 0.02
"""Seconds of processor time after which a match is begun again with all the time that is left."""
AT_ONCE: Final = 100_000
"""Characters of a subject whose matches may take all the memory that they can take before they are charged."""
BYTES_PER_SECOND: Final = 1e9
"""What ``regex`` remembers while it matches grows no faster."""
PIECE_SIZE: Final = 56
MEASURED: Final = 16_384
"""Bytes of pieces between two charges."""


class Prelude:
    """The classes of the prelude file, found when first needed: all runs of the process share them."""

    def __init__(self) -> None:
        self.pattern: Class | None = None
        self.match: Class | None = None


PRELUDE_CLASSES: Final = Prelude()


def pattern_class() -> Class:
    found = PRELUDE_CLASSES.pattern
    if found is None:
        found = class_named('Pattern')
        PRELUDE_CLASSES.pattern = found
    return found


def match_class() -> Class:
    found = PRELUDE_CLASSES.match
    if found is None:
        found = class_named('Match')
        PRELUDE_CLASSES.match = found
    return found


def class_named(name: str) -> Class:
    from . import defined

    found = defined(f're.{name}')
    assert isinstance(found, Class)
    return found


def new_pattern(m: Machine, made: Expression) -> Instance:
    """A ``Pattern``. Its state is in slots that its class doesn't declare, so no program can name or change them."""
    m.tracker.allocate(200)
    pattern = Instance(pattern_class())
    pattern.slots = {'pattern': made.pattern, 'flags': made.flags}
    return pattern


def new_match(m: Machine, subject: Subject, found: Any) -> Instance:
    """A ``Match`` for one of ``regex``."""
    regs: tuple[tuple[int, int], ...] = found.regs
    m.tracker.allocate(300 + 64 * len(regs))
    made = Instance(match_class())
    made.slots = {
        're': subject.pattern_object(),
        'string': subject.string,
        'pos': subject.start,
        'endpos': subject.end,
        'lastindex': subject.engine.last_group(found),
        'regs': regs,
    }
    return made


def state_of(m: Machine, value: object, cls: Class) -> dict[str, object]:
    """The state of a ``Pattern`` or ``Match``."""
    if isinstance(value, Instance) and value.cls is cls and value.slots is not None:
        return value.slots
    raise m.fail('TypeError', f"expected a 're.{cls.name}' object, not '{class_of(value).name}'")


UNHASHABLE: Final = frozenset(('bytearray', 'dict', 'list', 'set'))


def find_expression(m: Machine, pattern: object, flags: object) -> Expression:
    """What is compiled of a pattern's text, or of a ``Pattern`` where ``flags`` is 0."""
    if isinstance(pattern, Instance) and pattern.cls is pattern_class():
        if payload_of(flags):
            raise m.fail('ValueError', 'cannot process flags argument with a compiled pattern')
        state = state_of(m, pattern, pattern.cls)
        pattern = state.get('pattern')
        flags = state.get('flags')
    text = payload_of(pattern)
    if not isinstance(text, (str, bytes)):
        kind = class_of(pattern).name
        if kind in UNHASHABLE:
            raise m.fail('TypeError', f"unhashable type: '{kind}'")
        raise m.fail('TypeError', 'first argument must be string or compiled pattern')
    wanted = payload_of(flags)
    if not isinstance(wanted, int):
        if wanted is None or isinstance(wanted, (str, bytes, float)):
            refused: Any = wanted
            re.compile('', refused)  # raises the error
        raise m.fail('TypeError', 'flags must be an integer')
    return expression(m, text, int(wanted) & ~DEBUG)


class Subject:
    """What is searched: the exact text or bytes, the part from ``start`` to ``end``, and the engine for it."""

    def __init__(
        self, m: Machine, name: str, pattern: object, flags: object, string: object, start: object, end: object
    ) -> None:
        self.m = m
        self.pattern: object = pattern
        self.string: object = string
        self.expression: Expression = find_expression(m, pattern, flags)
        text = payload_of(string)
        if isinstance(text, bytearray):
            m.tracker.reserve(len(text))
            text = bytes(text)
        if not isinstance(text, (str, bytes)):
            if string is NOTHING:
                raise m.fail('TypeError', f"{name}() missing required argument 'string' (pos 1)")
            shown = f", got '{class_of(string).name}'"
            raise m.fail('TypeError', f'expected string or bytes-like object{shown}')
        if isinstance(text, str) is not self.expression.is_text:
            if isinstance(text, str):
                raise m.fail('TypeError', 'cannot use a bytes pattern on a string-like object')
            raise m.fail('TypeError', 'cannot use a string pattern on a bytes-like object')
        self.text: str | bytes = text
        size = len(text)
        self.start: int = min(max(as_position(m, start), 0), size)
        self.end: int = min(max(as_position(m, end), 0), size)
        self.slice: float = 0.0  # seconds without progress after which a match could have taken too much memory
        self.rate: float = 0.0  # processor time for one second, 0 while that is unknown
        self.given: float = 0.0
        self.began: float = 0.0
        self.began_busy: float = 0.0
        self.engine: Engine = self.choose()

    def choose(self) -> Engine:
        """The engine for the subject; what it may take in time and memory is charged."""
        text = self.text
        kind = BYTES if isinstance(text, bytes) else ASCII_TEXT if text.isascii() else ANY_TEXT
        engine = self.expression.engine(self.m, kind, 0)
        size = max(self.end - self.start, 0)
        steps = size * engine.width * (1 + engine.runs // 50)
        if steps > SHORT_STEP:
            pauses = 16 if steps < 5 * SHORT_STEP else 64 if steps < 30 * SHORT_STEP else 256
            engine = self.expression.engine(self.m, kind, pauses)
            self.m.tracker.work(steps >> 7)
            if steps > LONGEST_STEP:
                raise NotImplementedError('not supported in the sandbox: so many ranges in a set for so long a text')
        allowed = int(self.m.tracker.memory_limit) >> 1
        if engine.fixed_bytes + engine.bytes_each * size > allowed:
            self.slice = allowed / BYTES_PER_SECOND
        if engine.folds and isinstance(text, str):
            self.m.tracker.work(len(text) >> 2)
            if not engine.refused_letters().isdisjoint(text):
                raise NotImplementedError(
                    'not supported in the sandbox: a reference to a group without regard to case, in text with letters '
                    'that have several lower cases'
                )
        return engine

    def pattern_object(self) -> object:
        """The ``Pattern``."""
        pattern = self.pattern
        if not isinstance(pattern, Instance) or pattern.cls is not pattern_class():
            pattern = new_pattern(self.m, self.expression)
            self.pattern = pattern
        return pattern

    def timeout(self) -> float | None:
        """Seconds by the clock of ``regex`` that a match may take: what is left of the run's time, or less where it may
        need much memory. That clock is the processor time of the whole process, so a first, short try finds out how
        fast it runs."""
        tracker = self.m.tracker
        given = self.slice
        if tracker.time_limit < NO_LIMIT:
            left = tracker.time_limit - tracker.seconds()
            if left <= 0:
                tracker.look(0)
            left = max(left * self.rate, 0.0001) if self.rate else FIRST_TRY
            given = min(left, given) if given else left
        self.given = given
        self.began = perf_counter()
        self.began_busy = process_time()
        return given or None

    def timed_out(self, progress: bool) -> None:
        """``regex`` timed out: the run ends if its time is over."""
        self.m.tracker.look(0)
        passed = perf_counter() - self.began
        self.rate = min(max((process_time() - self.began_busy) / max(passed, 1e-6), 0.02), 100.0)
        if self.slice and self.given >= self.slice and not progress:
            raise self.overflow()

    def overflow(self) -> LimitReached:
        """``regex`` could not get the memory that it needs."""
        allowed = int(self.m.tracker.memory_limit)
        return LimitReached('memory', allowed, allowed)

    def found(self, how: int) -> Any:
        """The host's match: at the start (``MATCH``), of all (``FULLMATCH``), the first (``SEARCH``). None if none."""
        if self.start > self.end:
            return None
        compiled = self.engine.compiled
        self.m.tracker.work(8 + (self.end - self.start >> 8))
        while True:
            try:
                if how == MATCH:
                    return compiled.match(self.text, self.start, self.end, timeout=self.timeout())
                if how == FULLMATCH:
                    return compiled.fullmatch(self.text, self.start, self.end, timeout=self.timeout())
                return compiled.search(self.text, self.start, self.end, timeout=self.timeout())
            except TimeoutError:
                pass
            except MemoryError:
                raise self.overflow() from None
            self.timed_out(False)


class Matches:
    """The matches of a subject one after the other, from ``at`` on; ``skip`` where an empty match at ``at`` was the
    last one, so that a search that begins there finds it again."""

    def __init__(self, subject: Subject, at: int, skip: bool) -> None:
        self.subject = subject
        self.at = at
        self.skip = skip
        self.begun = -1  # where ``source`` began
        self.count = 0
        self.source: Any = None

    def next(self) -> Any:
        """The host's next match, None after the last one."""
        subject = self.subject
        self.count += 1
        subject.m.tracker.work(6)
        if subject.start > subject.end:
            return None
        while True:
            try:
                found = self.begin() if self.source is None else next(self.source, None)
                if found is not None:
                    start, self.at = found.span()
                    self.skip = start == self.at
                return found
            except TimeoutError:
                self.source = None
            except MemoryError:
                raise subject.overflow() from None
            subject.timed_out(self.at > self.begun)

    def begin(self) -> Any:
        subject = self.subject
        subject.m.tracker.work(4 + (subject.end - self.at >> 8))
        self.begun = self.at
        source = subject.engine.compiled.finditer(subject.text, self.at, subject.end, timeout=subject.timeout())
        if self.skip:
            next(source, None)
        found = next(source, None)
        self.source = source
        return found


class Pieces:
    """A list that a native makes of parts of a subject, charged as it grows."""

    def __init__(self, m: Machine) -> None:
        self.m = m
        self.items: list[object] = []
        self.fresh = 0

    def add(self, piece: object) -> None:
        """Add text, bytes, a tuple of them, or None."""
        self.items.append(piece)
        size = 8
        if isinstance(piece, tuple):
            size += 48
            for part in piece:
                size += PIECE_SIZE + len(part)
            self.m.tracker.allocate(size)
            return
        if isinstance(piece, (str, bytes)):
            size += PIECE_SIZE + len(piece)
        self.fresh += size
        if self.fresh > MEASURED:
            self.m.tracker.reserve(self.fresh)
            self.fresh = 0

    def done(self) -> list[object]:
        self.m.tracker.allocate(64 + self.fresh)
        return self.items


def as_position(m: Machine, value: object) -> int:
    """``pos`` or ``endpos``."""
    found = payload_of(value)
    if isinstance(found, int):
        if not -LATEST - 1 <= found <= LATEST:
            raise m.fail('OverflowError', 'Python int too large to convert to C ssize_t')
        return max(int(found), -1)
    raise m.fail('TypeError', f"'{class_of(value).name}' object cannot be interpreted as an integer")


def refuse(m: Machine, refused: Refused, pattern: object) -> object:
    """Raise ``re.error``, which is the prelude's."""
    return m.call_prelude('re_refuse', [refused.message, payload_of(pattern), refused.position])


def compile_pattern(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_re_compile(pattern, flags)``: a ``Pattern``; one that is given is itself."""
    try:
        found = find_expression(m, args[0], args[1])
    except Refused as error:
        return refuse(m, error, args[0])
    if isinstance(args[0], Instance) and args[0].cls is pattern_class():
        return args[0]
    return new_pattern(m, found)


class Matcher(NativeFunction):
    """``_re_match(pattern, flags, string, pos, endpos)`` and the like: a ``Match`` or None. ``pattern`` is text, bytes
    or a ``Pattern``."""

    def __init__(self, name: str, how: int) -> None:
        super().__init__(name)
        self.how = how

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        try:
            subject = Subject(m, self.name.removeprefix('_re_'), args[0], args[1], args[2], args[3], args[4])
            found = subject.found(self.how)
            return None if found is None else new_match(m, subject, found)
        except Refused as error:
            return refuse(m, error, args[0])
        except HOST_ERRORS as failed:
            raise m.host_error(failed, []) from None


def all_at_once(m: Machine, subject: Subject) -> list[object] | None:
    """What ``findall`` gives where the subject is small enough to have the host list it in one go; else None."""
    size = subject.end - subject.start
    if not 0 <= size <= AT_ONCE or subject.slice:
        return None
    m.tracker.work(8 + (size >> 3))
    try:
        found: list[object] = subject.engine.compiled.findall(
            subject.text, subject.start, subject.end, timeout=subject.timeout()
        )
    except TimeoutError:
        return None
    except MemoryError:
        raise subject.overflow() from None
    m.tracker.work(2 * len(found))
    m.tracker.reserve(size + (PIECE_SIZE + 8) * len(found))
    m.tracker.allocate(64)
    return found


def find_all(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_re_findall(pattern, flags, string, pos, endpos)``."""
    try:
        subject = Subject(m, 'findall', args[0], args[1], args[2], args[3], args[4])
    except Refused as error:
        return refuse(m, error, args[0])
    groups = subject.expression.groups
    if groups == 0:  # the pieces don't overlap
        listed = all_at_once(m, subject)
        if listed is not None:
            return listed
    pieces = Pieces(m)
    empty = subject.text[:0]
    matches = Matches(subject, subject.start, False)
    m.scratch.append(pieces.items)
    try:
        while True:
            found = matches.next()
            if found is None:
                return pieces.done()
            if groups == 0:
                pieces.add(found[0])
            elif groups == 1:
                part = found[1]
                pieces.add(empty if part is None else part)
            else:
                pieces.add(found.groups(empty))
    finally:
        m.scratch.pop()


def split(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_re_split(pattern, flags, string, maxsplit)``."""
    try:
        subject = Subject(m, 'split', args[0], args[1], args[2], 0, LATEST)
    except Refused as error:
        return refuse(m, error, args[0])
    most = count_of(m, args[3])
    pieces = Pieces(m)
    groups = subject.expression.groups
    text = subject.text
    last = 0
    matches = Matches(subject, 0, False)
    m.scratch.append(pieces.items)
    try:
        while most == 0 or matches.count < most:
            found = matches.next()
            if found is None:
                break
            start, end = found.span()
            pieces.add(text[last:start])
            if groups:
                for part in found.groups():
                    pieces.add(part)
            last = end
        pieces.add(text[last:])
        return pieces.done()
    finally:
        m.scratch.pop()


def count_of(m: Machine, value: object) -> int:
    """``maxsplit`` or ``count``: 0 for no limit, -1 for none at all."""
    return as_position(m, value)


def substitute(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_re_sub(pattern, flags, repl, string, count)``: the new text and how many matches were replaced, by a
    template."""
    pattern, flags, repl, string, count = args
    try:
        subject = Subject(m, 'sub', pattern, flags, string, 0, LATEST)
    except Refused as error:
        return refuse(m, error, pattern)
    most = count_of(m, count)
    try:
        template = template_of(m, subject.expression, repl)
    except Refused as error:
        return refuse(m, error, repl)
    pieces = Pieces(m)
    text = subject.text
    last = 0
    made = 0
    matches = Matches(subject, 0, False)
    m.scratch.append(pieces.items)
    try:
        while most == 0 or matches.count < most:
            found = matches.next()
            if found is None:
                break
            made += 1
            start, end = found.span()
            if start > last:
                pieces.add(text[last:start])
            last = end
            for part in template:
                piece = found[part] if isinstance(part, int) else part
                if piece:
                    if isinstance(piece, str) is not isinstance(text, str):
                        wanted = 'str instance' if isinstance(text, str) else 'a bytes-like object'
                        raise m.fail(
                            'TypeError',
                            f'sequence item {len(pieces.items)}: expected {wanted}, {type(piece).__name__} found',
                        )
                    pieces.add(piece)
        if not made:
            return text, 0
        pieces.add(text[last:])
        m.tracker.reserve(2 * joined_size(pieces.items))
        m.tracker.allocate(64)
        return text[:0].join(pieces.items), made  # type: ignore[arg-type]  # pieces of the text's type, as checked
    finally:
        m.scratch.pop()


def joined_size(items: list[object]) -> int:
    """Characters, or bytes of memory where they are wide, of all pieces together."""
    size = 0
    for item in items:
        if isinstance(item, str):
            size += len(item) if item.isascii() else 4 * len(item)
        elif isinstance(item, bytes):
            size += len(item)
    return size


def template_of(m: Machine, found: Expression, repl: object) -> tuple[Any, ...]:
    """A replacement as literals and numbers of groups. Raises ``Refused``."""
    plain = payload_of(repl)
    if isinstance(plain, bytearray):
        plain = bytes(plain)
    if isinstance(plain, str):
        if '\\' not in plain:
            return (plain,)
    elif isinstance(plain, bytes):
        if b'\\' not in plain:
            return (plain,)
    else:
        raise m.fail('TypeError', f'decoding to str: need a bytes-like object, {class_of(repl).name} found')
    m.tracker.work(20 + 20 * len(plain))
    m.tracker.reserve(16 * len(plain))
    try:
        if sys.version_info >= (3, 12):
            return tuple(_parser.parse_template(plain, found))
        groups, literals = _parser.parse_template(plain, found)
        parts: list[Any] = list(literals)
        for at, group in groups:
            parts[at] = group
        return tuple(parts)
    except re.error as error:
        refused = Refused(error.msg, error.pos)
    raise refused


def expand(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_re_expand(match, template)``."""
    state = state_of(m, args[0], match_class())
    made = find_expression(m, state.get('re'), 0)
    try:
        template = template_of(m, made, args[1])
    except Refused as error:
        return refuse(m, error, args[1])
    if sys.version_info >= (3, 12) and len(template) == 1 and not isinstance(template[0], int):
        return template[0]  # of whatever type
    text, regs = subject_of(m, state)
    parts: list[object] = []
    for part in template:
        piece = text[regs[part][0] : regs[part][1]] if isinstance(part, int) and regs[part][0] >= 0 else part
        if isinstance(piece, (str, bytes)):
            if isinstance(piece, str) is not isinstance(text, str):
                wanted = 'str instance' if isinstance(text, str) else 'a bytes-like object'
                kind = type(piece).__name__
                raise m.fail('TypeError', f'sequence item {len(parts)}: expected {wanted}, {kind} found')
            m.tracker.reserve(PIECE_SIZE + len(piece))
            parts.append(piece)
    m.tracker.reserve(joined_size(parts))
    return text[:0].join(parts)


def batch(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_re_batch(pattern, string, pos, endpos, at, skip, size)``: the next ``size`` matches as a list, where to go on
    (-1: nowhere) and whether to skip the first match there."""
    pattern, string, start, end, at, skip, size = args
    subject = Subject(m, 'finditer', pattern, 0, string, start, end)
    assert isinstance(at, int) and isinstance(size, int)
    matches = Matches(subject, max(at, subject.start), skip is True)
    result: list[object] = []
    m.scratch.append(result)
    try:
        while len(result) < size:
            found = matches.next()
            if found is None:
                return result, -1, False
            result.append(new_match(m, subject, found))
        return result, matches.at, matches.skip
    finally:
        m.scratch.pop()


def subject_of(m: Machine, state: dict[str, object]) -> tuple[Any, tuple[tuple[int, int], ...]]:
    """The exact text or bytes of a match, and the spans of its groups."""
    text = payload_of(state.get('string'))
    regs = state.get('regs')
    if isinstance(text, bytearray):
        m.tracker.reserve(len(text))
        text = bytes(text)
    if not isinstance(text, (str, bytes)) or not isinstance(regs, tuple):
        raise m.fail('TypeError', 'not a match')
    return text, regs


def group_number(m: Machine, state: dict[str, object], group: object, count: int) -> int:
    """The number of a group that is given by number or name."""
    plain = payload_of(group)
    if isinstance(plain, int):
        if 0 <= plain < count:
            return int(plain)
    elif isinstance(plain, (str, bytes)):
        number = find_expression(m, state.get('re'), 0).groupindex.get(plain) if isinstance(plain, str) else None
        if number is not None and number < count:
            return number
    raise m.fail('IndexError', 'no such group')


def piece_of(m: Machine, text: Any, span: tuple[int, int], default: object) -> object:
    start, end = span
    if start < 0:
        return default
    m.tracker.memory(PIECE_SIZE + end - start)
    if end - start > 1000:
        m.tracker.reserve(end - start)
    piece: object = text[start:end]
    return piece


def group_of(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_re_group(match, groups)``: the text of a group, or of several as a tuple."""
    state = state_of(m, args[0], match_class())
    text, regs = subject_of(m, state)
    wanted = args[1]
    assert isinstance(wanted, tuple)
    if not wanted:
        return piece_of(m, text, regs[0], None)
    if len(wanted) == 1:
        return piece_of(m, text, regs[group_number(m, state, wanted[0], len(regs))], None)
    m.tracker.allocate(48 + 8 * len(wanted))
    return tuple([piece_of(m, text, regs[group_number(m, state, group, len(regs))], None) for group in wanted])


def groups_of(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_re_groups(match, default)``."""
    state = state_of(m, args[0], match_class())
    text, regs = subject_of(m, state)
    m.tracker.allocate(48 + 8 * len(regs))
    return tuple([piece_of(m, text, span, args[1]) for span in regs[1:]])


def groups_by_name(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_re_groupdict(match, default)``."""
    state = state_of(m, args[0], match_class())
    text, regs = subject_of(m, state)
    names = find_expression(m, state.get('re'), 0).groupindex
    m.tracker.allocate(64 + 100 * len(names))
    return {name: piece_of(m, text, regs[number], args[1]) for name, number in names.items()}


def span_of(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_re_span(match, group)``: where a group begins and ends."""
    state = state_of(m, args[0], match_class())
    regs = state.get('regs')
    assert isinstance(regs, tuple)
    m.tracker.work(1)
    return regs[group_number(m, state, args[1], len(regs))]


def match_field(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_re_match_field(match, name)``: one of the values that a ``Match`` shows."""
    state = state_of(m, args[0], match_class())
    name = args[1]
    assert isinstance(name, str)
    if name != 'lastgroup':
        return state.get(name)
    last = state.get('lastindex')
    for group, number in find_expression(m, state.get('re'), 0).groupindex.items():
        if number == last:
            return group
    return None


def pattern_field(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_re_pattern_field(pattern, name)``: one of the values that a ``Pattern`` shows."""
    state = state_of(m, args[0], pattern_class())
    name = args[1]
    if name == 'pattern' or name == 'flags':
        return state.get(str(name))
    found = find_expression(m, args[0], 0)
    if name == 'groups':
        return found.groups
    m.tracker.allocate(64 + 100 * len(found.groupindex))
    return dict(found.groupindex)


SHOWN_FLAGS: Final = (
    *((('TEMPLATE', 1),) if sys.version_info < (3, 13) else ()),
    ('IGNORECASE', 2),
    ('LOCALE', 4),
    ('MULTILINE', 8),
    ('DOTALL', 16),
    ('UNICODE', 32),
    ('VERBOSE', 64),
    ('DEBUG', 128),
    ('ASCII', 256),
)
"""In the order in which a pattern shows them."""


def pattern_repr(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_re_pattern_repr(pattern)``."""
    state = state_of(m, args[0], pattern_class())
    text = state.get('pattern')
    flags = state.get('flags')
    assert isinstance(text, (str, bytes)) and isinstance(flags, int)
    if isinstance(text, str) and flags & (ASCII | LOCALE | UNICODE) == UNICODE:
        flags &= ~UNICODE
    names: list[str] = []
    for name, flag in SHOWN_FLAGS:
        if flags & flag:
            names.append(f're.{name}')
            flags &= ~flag
    if flags:
        names.append(hex(flags))
    shown = ', ' + '|'.join(names) if names else ''
    m.tracker.memory(300)
    return f're.compile({repr(text[:200])[:200]}{shown})'


def escape(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_re_escape(pattern)``, None for what is neither text nor bytes."""
    text = payload_of(args[0])
    if not isinstance(text, (str, bytes, bytearray)):
        return None
    m.tracker.reserve(2 * len(text) if isinstance(text, (bytes, bytearray)) or text.isascii() else 8 * len(text))
    m.tracker.work(len(text) >> 2)
    if isinstance(text, str):
        return re.escape(text)
    return re.escape(bytes(text))


def purge(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``re.purge()``: what the process keeps compiled is bounded, and no program's business."""
    return None


def version(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_re_version()``: the minor version of the host, whose flags and words differ."""
    return sys.version_info[1]


NATIVES: Final[dict[str, Implementation]] = {
    '_re_batch': batch,
    '_re_compile': compile_pattern,
    '_re_escape': escape,
    '_re_expand': expand,
    '_re_findall': find_all,
    '_re_group': group_of,
    '_re_groupdict': groups_by_name,
    '_re_groups': groups_of,
    '_re_match_field': match_field,
    '_re_pattern_field': pattern_field,
    '_re_pattern_repr': pattern_repr,
    '_re_purge': purge,
    '_re_span': span_of,
    '_re_split': split,
    '_re_sub': substitute,
    '_re_version': version,
}

INTRINSICS: Final[dict[str, NativeFunction]] = {
    **COMMON,
    **{name: Native(name, implementation) for name, implementation in NATIVES.items()},
    '_re_fullmatch': Matcher('_re_fullmatch', FULLMATCH),
    '_re_match': Matcher('_re_match', MATCH),
    '_re_search': Matcher('_re_search', SEARCH),
}

OLD: Final = ('T', 'TEMPLATE', 'template') if sys.version_info < (3, 13) else ()
NEW: Final = ('PatternError',) if sys.version_info >= (3, 13) else ()

PRELUDE: Final[tuple[str, ...]] = (
    *(
        'A ASCII DEBUG DOTALL I IGNORECASE L LOCALE M MULTILINE Match NOFLAG Pattern RegexFlag S U UNICODE VERBOSE X '
        'compile error escape findall finditer fullmatch match purge search split sub subn'
    ).split(),
    *OLD,
    *NEW,
)

HELPERS: Final = ('re_refuse',)

MISSING: Final = why({'Scanner': 'undocumented in CPython'})

DIFFERENT: Final = {
    'compile': (
        'a pattern has no more than 20,000 characters and some 100 groups within each other; a repeat of what can '
        'match nothing is refused where it has a reference in it, or a group that is referred to'
    ),
    'DEBUG': 'does nothing',
    'LOCALE': "is taken for the C locale's letters",
    'finditer': 'gives a generator',
    'RegexFlag': 'is an int of its own, not an enum',
}

ENTRY: Final = Entry({}, PRELUDE, INTRINSICS, HELPERS, absent=MISSING, different=DIFFERENT)
