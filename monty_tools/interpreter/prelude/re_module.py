"""``re``: the classes, and what calls functions of the program. The natives of ``modules/re.py`` do the matching; they
keep the state of a ``Pattern`` and a ``Match`` where no program can change it."""

LATEST = 9223372036854775807


class RegexFlag(int):
    __module__ = 're'

    @property
    def value(self):
        return int(self)

    @property
    def name(self):
        return flag_names(self, '')

    def __repr__(self):
        return flag_names(self, 're.')

    __str__ = __repr__

    def __iter__(self):
        for _, flag in FLAGS:
            if int(self) & int(flag):
                yield flag

    def __len__(self):
        return int(self).bit_count()

    def __bool__(self):
        return int(self) != 0

    def __contains__(self, other):
        return int(self) & int(other) == int(other)

    def __or__(self, other):
        return RegexFlag(int(self) | int(other)) if isinstance(other, int) else NotImplemented

    def __and__(self, other):
        return RegexFlag(int(self) & int(other)) if isinstance(other, int) else NotImplemented

    def __xor__(self, other):
        return RegexFlag(int(self) ^ int(other)) if isinstance(other, int) else NotImplemented

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        return RegexFlag(ALL_FLAGS & ~int(self))


OLD = _re_version() < 13
NOFLAG = RegexFlag(0)
T = TEMPLATE = RegexFlag(1)
A = ASCII = RegexFlag(256)
I = IGNORECASE = RegexFlag(2)  # noqa: E741  # CPython's name
L = LOCALE = RegexFlag(4)
U = UNICODE = RegexFlag(32)
M = MULTILINE = RegexFlag(8)
S = DOTALL = RegexFlag(16)
X = VERBOSE = RegexFlag(64)
DEBUG = RegexFlag(128)
FLAGS = (
    ('ASCII', A),
    ('IGNORECASE', I),
    ('LOCALE', L),
    ('UNICODE', U),
    ('MULTILINE', M),
    ('DOTALL', S),
    ('VERBOSE', X),
    *((('TEMPLATE', T),) if OLD else ()),
    ('DEBUG', DEBUG),
)
ALL_FLAGS = 511
for flag_name, flag in (
    *FLAGS,
    ('NOFLAG', NOFLAG),
    *zip('AILUMSX', (A, I, L, U, M, S, X)),
    *((('T', T),) if OLD else ()),
):
    setattr(RegexFlag, flag_name, flag)


def flag_names(flags, prefix):
    left = int(flags)
    if left == 0:
        return prefix + 'NOFLAG'
    shown = []
    for name, flag in FLAGS:
        if left & int(flag):
            shown.append(prefix + name)
            left &= ~int(flag)
    if left:
        if not shown:
            return f're.RegexFlag({left})' if prefix else None
        shown.append(hex(left))
    return '|'.join(shown)


class PatternError(Exception):
    __module__ = 're'

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is not None and pos is not None:
            newline = '\n' if isinstance(pattern, str) else b'\n'
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f'{msg} at position {pos}'
            if newline in pattern:
                msg = f'{msg} (line {self.lineno}, column {self.colno})'
        else:
            self.lineno = self.colno = None
        super().__init__(msg)


if OLD:
    PatternError.__name__ = PatternError.__qualname__ = 'error'
error = PatternError


def re_refuse(message, pattern, pos):
    if pos is None:
        raise PatternError(message)
    raise PatternError(message, pattern, pos)


class Pattern:
    __module__ = 're'
    __slots__ = ()
    __final_class__ = True

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 're.Pattern' instances")

    @property
    def pattern(self):
        return _re_pattern_field(self, 'pattern')

    @property
    def flags(self):
        return _re_pattern_field(self, 'flags')

    @property
    def groups(self):
        return _re_pattern_field(self, 'groups')

    @property
    def groupindex(self):
        return _re_pattern_field(self, 'groupindex')

    def __class_getitem__(cls, parameters):
        return _class_item(cls, parameters)

    def __copy__(self, /):
        return self

    def __deepcopy__(self, memo, /):
        return self

    def __eq__(self, other):
        if type(other) is not Pattern:
            return NotImplemented
        if self is other:
            return True
        return self.flags == other.flags and type(self.pattern) is type(other.pattern) and self.pattern == other.pattern

    def __hash__(self):
        return hash((self.flags, self.pattern))

    def __repr__(self):
        return _re_pattern_repr(self)

    def match(self, string=_nothing, pos=0, endpos=LATEST):
        return _re_match(self, 0, string, pos, endpos)

    def fullmatch(self, string=_nothing, pos=0, endpos=LATEST):
        return _re_fullmatch(self, 0, string, pos, endpos)

    def search(self, string=_nothing, pos=0, endpos=LATEST):
        return _re_search(self, 0, string, pos, endpos)

    def findall(self, string=_nothing, pos=0, endpos=LATEST):
        return _re_findall(self, 0, string, pos, endpos)

    def finditer(self, string=_nothing, pos=0, endpos=LATEST):
        return matches(self, string, pos, endpos)

    def split(self, string=_nothing, maxsplit=0):
        return _re_split(self, 0, string, maxsplit)

    def sub(self, repl=_nothing, string=_nothing, count=0):
        if string is _nothing:
            missing('sub', repl)
        if callable(repl):
            return replaced(self, repl, string, count)[0]
        return _re_sub(self, 0, repl, string, count)[0]

    def subn(self, repl=_nothing, string=_nothing, count=0):
        if string is _nothing:
            missing('subn', repl)
        if callable(repl):
            return replaced(self, repl, string, count)
        return _re_sub(self, 0, repl, string, count)


class Match:
    __module__ = 're'
    __slots__ = ()
    __final_class__ = True

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 're.Match' instances")

    @property
    def string(self):
        return _re_match_field(self, 'string')

    @property
    def re(self):
        return _re_match_field(self, 're')

    @property
    def pos(self):
        return _re_match_field(self, 'pos')

    @property
    def endpos(self):
        return _re_match_field(self, 'endpos')

    @property
    def regs(self):
        return _re_match_field(self, 'regs')

    @property
    def lastindex(self):
        return _re_match_field(self, 'lastindex')

    @property
    def lastgroup(self):
        return _re_match_field(self, 'lastgroup')

    def __class_getitem__(cls, parameters):
        return _class_item(cls, parameters)

    def __copy__(self, /):
        return self

    def __deepcopy__(self, memo, /):
        return self

    def __getitem__(self, group):
        return _re_group(self, (group,))

    def __repr__(self):
        shown = repr(_re_group(self, ()))
        return f'<re.Match object; span={self.span()!r}, match={shown[:50]}>'

    def group(self, /, *groups):
        return _re_group(self, groups)

    def groups(self, default=None):
        return _re_groups(self, default)

    def groupdict(self, default=None):
        return _re_groupdict(self, default)

    def start(self, group=0, /):
        return _re_span(self, group)[0]

    def end(self, group=0, /):
        return _re_span(self, group)[1]

    def span(self, group=0, /):
        return _re_span(self, group)

    def expand(self, template):
        return _re_expand(self, template)


def missing(name, repl):
    """Raise the error of a method that is called without a replacement or without a subject."""
    which = "'repl' (pos 1)" if repl is _nothing else "'string' (pos 2)"
    raise TypeError(f'{name}() missing required argument {which}')


def matches(pattern, string, pos, endpos):
    """An iterator over matches, which are looked for in batches that grow."""
    first = _re_batch(pattern, string, pos, endpos, 0, False, 4)
    return matches_from(pattern, string, pos, endpos, *first)


def matches_from(pattern, string, pos, endpos, found, at, skip):
    size = 8
    while True:
        yield from found
        if at < 0:
            return
        found, at, skip = _re_batch(pattern, string, pos, endpos, at, skip, size)
        if size < 128:
            size *= 2


def replaced(pattern, repl, string, count):
    """The new text and how many matches were replaced by what ``repl`` makes of them."""
    source = matches(pattern, string, 0, LATEST)
    text = _payload(string)
    if isinstance(text, bytearray):
        text = bytes(text)
    pieces = []
    last = number = 0
    if count >= 0:
        for match in source:
            start, end = match.span()
            if start > last:
                pieces.append(text[last:start])
            last = end
            piece = repl(match)
            if piece is not None:
                pieces.append(piece)
            number += 1
            if number == count:
                break
    if last < len(text):
        pieces.append(text[last:])
    return text[:0].join(pieces), number


def compile(pattern, flags=0):
    return _re_compile(pattern, flags)


def template(pattern, flags=0):
    return _re_compile(pattern, flags | T)


def match(pattern, string, flags=0):
    return _re_match(pattern, flags, string, 0, LATEST)


def fullmatch(pattern, string, flags=0):
    return _re_fullmatch(pattern, flags, string, 0, LATEST)


def search(pattern, string, flags=0):
    return _re_search(pattern, flags, string, 0, LATEST)


def findall(pattern, string, flags=0):
    return _re_findall(pattern, flags, string, 0, LATEST)


def finditer(pattern, string, flags=0):
    return matches(_re_compile(pattern, flags), string, 0, LATEST)


def split(pattern, string, maxsplit=0, flags=0):
    return _re_split(pattern, flags, string, maxsplit)


def sub(pattern, repl, string, count=0, flags=0):
    if callable(repl):
        return replaced(_re_compile(pattern, flags), repl, string, count)[0]
    return _re_sub(pattern, flags, repl, string, count)[0]


def subn(pattern, repl, string, count=0, flags=0):
    if callable(repl):
        return replaced(_re_compile(pattern, flags), repl, string, count)
    return _re_sub(pattern, flags, repl, string, count)


def escape(pattern):
    escaped = _re_escape(pattern)
    if escaped is None:
        raise TypeError(f'decoding to str: need a bytes-like object, {_type_name(pattern)} found')
    return escaped


def purge():
    pass
