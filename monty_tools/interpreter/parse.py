"""Source text to syntax tree, for source that may be hostile.

`parse` checks size and characters, has the host's C parser make the tree (`ast.parse`, never code), and walks the tree
once, without recursion, to measure its depth and to refuse what the language leaves out by design: `__del__`,
metaclasses other than `type`, `import *`, relative imports and t-strings.

Stack. The C parser and the phases after it use host stack in proportion to nesting: measured on CPython 3.11 to 3.13,
up to 2 kB for each bracket, and the parser gives up by itself at 6,000 rules or 200 brackets, which takes about 1 MB.
A thread's stack may be 256 kB with most of it in use, so only source that is shallow beyond doubt (`needs_deep_stack`)
is parsed where the caller stands; all other source is parsed by `with_deep_stack` in a thread of its own that ends
before the call returns. The caller can run all its phases inside one `with_deep_stack`, calls nested in it stay in
that thread.

Depth. Every expression, statement and pattern is one level below the one that contains it, and no tree is deeper than
`MAX_TREE_DEPTH`, with which four Python frames a level stay inside the default recursion limit of a fresh thread.
These shapes, which `spine` gives and which later phases must follow by a loop, add no level, so programs can have
thousands of them: the left operand of a binary operator, the value of an attribute or a subscript, the function of a
call, the `else` of a conditional expression, and the `elif` of an `if`.
"""

import ast
import re
import sys
import threading
import warnings
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from .diagnostics import SourceText
from .errors import MontyError, MontySyntaxError, ResourceLimitError

T = TypeVar('T')

SOURCE_LIMIT: Final = 1_000_000
"""Default limit of the source's size, in bytes of UTF-8."""

MAX_TREE_DEPTH: Final = 210
"""Levels of the deepest tree: 200 nested brackets, which is CPython's own limit, in a few nested statements."""

DEEP_STACK_BYTES: Final = 64 * 1024 * 1024
"""Stack of the thread of `with_deep_stack`: several times what the C parser can use; only touched pages take memory."""

SHALLOW_BRACKETS: Final = 8
SHALLOW_WORDS: Final = 40
SHALLOW_LENGTH: Final = 400
"""Source with no more opening brackets, operators and words, and characters is parsed in the caller's stack: 24 kB."""

MAX_TOKENS: Final = 90_000
"""Words, symbols and line ends of one program. Each takes up to 1.6 kB while it is compiled."""

MAX_DIGITS: Final = 20_000
"""Longest run of digits where the host has lifted its own limit: conversion takes quadratic time."""

MAX_FIELD_COST: Final = 2_000_000_000
"""On Python 3.11, the most replacement fields times characters of their lines, which its parser rescans for each."""

_MAY_WARN: Final = re.compile(r'\\|[0-9]\.?[A-Za-z]')
_OPENING: Final = re.compile(r'[(\[{]')
_WORDS: Final = re.compile(r'\w+|[-+*/~.:]')
_LONG_NUMBER: Final = re.compile(f'[0-9][0-9_]{{{MAX_DIGITS},}}')
_FSTRING: Final = re.compile('[fF][rR]?[\'"]')
_PIECE: Final = re.compile(r'[0-9][0-9_]*\.?[0-9_]*(?:[eE][-+]?[0-9]+)?\w*|\w+|[\r\n]\s*|[^\w\s]')
"""A word, number, symbol or line end: as many as there are tokens, or more, wherever it is applied."""

_ESCAPE: Final = r'\\(?:\r\n|.)'


def _string(q: str, long: bool) -> str:
    """The pattern of a string in quotes `q`, three of them if `long`. Possessive: no text makes it try again."""
    if long:
        return rf'{q}{{3}}[^{q}\\]*+(?:(?:{_ESCAPE}|{q}(?!{q}{q}))[^{q}\\]*+)*+{q}{{3}}'
    return rf'{q}(?!{q}{q})[^{q}\\\r\n]*+(?:{_ESCAPE}[^{q}\\\r\n]*+)*+{q}'


def _fstring(q: str, long: bool) -> str:
    """Likewise for an f-string whose end is the same by the rules of all versions: its fields may have fields in their
    format and short strings in the other quotes, and nothing else that could hide an end."""
    other = '"' if q == "'" else "'"
    line = '' if long else r'\r\n'
    inside = rf"""(?:[^{{}}'"\\#{line}]++|{other}[^{{}}'"\\#\r\n]*+{other})*+"""
    field = rf'\{{{inside}(?:\{{{inside}\}}{inside})*+\}}'
    text = rf'[^{{}}{q}\\{line}]++|\\(?:\r\n|[^{{}}])|\{{\{{|\}}\}}|{field}'
    if long:
        return rf'{q}{{3}}(?:{text}|{q}(?!{q}{q}))*+{q}{{3}}'
    return rf'{q}(?!{q}{q})(?:{text})*+{q}'


def _any_of(pattern: Callable[[str, bool], str]) -> str:
    return '|'.join([pattern("'", True), pattern('"', True), pattern("'", False), pattern('"', False)])


_LEXED: Final = re.compile(
    r'(?P<skipped>#[^\r\n]*+)'
    rf'|(?P<fields>(?:[fFtT][rR]?|[rR][fFtT])(?:{_any_of(_fstring)}))'
    r"""|(?P<unclear>(?:[fFtT][rR]?|[rR][fFtT])['"])"""
    rf'|(?:[uUbB]|[bB]?[rR]|[rR][bB])?(?:{_any_of(_string)})'
    r"""|(?P<broken>['"])"""
    rf'|{_PIECE.pattern}',
    re.DOTALL,
)
"""A token. `unclear` is an f-string that only the parser can find the end of, `broken` a string without one."""

_TEMPLATES: Final = frozenset(('TemplateStr', 'Interpolation'))

_warnings_lock: Final = threading.Lock()
_stack_size_lock: Final = threading.Lock()
_deep_threads: Final[set[int]] = set()


class _Job(Generic[T]):
    """One call made in a thread of its own, and its outcome."""

    def __init__(self, fn: Callable[..., T], args: tuple[object, ...]) -> None:
        self.fn = fn
        self.args = args
        self.results: list[T] = []
        self.error: BaseException | None = None

    def run(self) -> None:
        ident = threading.get_ident()
        _deep_threads.add(ident)
        try:
            self.results.append(self.fn(*self.args))
        except BaseException as error:
            self.error = error
        finally:
            _deep_threads.discard(ident)


def with_deep_stack(fn: Callable[..., T], *args: object) -> T:
    """The result of `fn(*args)`, called with a stack of `DEEP_STACK_BYTES` and the whole recursion limit to itself.

    What `fn` raises is raised here. The thread is gone when this returns or raises, also when the wait is interrupted
    (`KeyboardInterrupt` is raised once `fn` has ended). Raises `MontyError` if the host can't start a thread.
    """
    if threading.get_ident() in _deep_threads:
        return fn(*args)
    job = _Job(fn, args)
    thread = threading.Thread(target=job.run, name='monty-parse', daemon=True)
    _start_deep(thread)
    interrupt: BaseException | None = None
    while thread.is_alive():
        try:
            thread.join()
        except BaseException as error:
            interrupt = error
    if interrupt is not None:
        raise interrupt
    if job.error is not None:
        raise job.error
    return job.results[0]


def on_deep_stack() -> bool:
    """Whether this is a thread of `with_deep_stack`."""
    return threading.get_ident() in _deep_threads


def _start_deep(thread: threading.Thread) -> None:
    with _stack_size_lock:
        previous = threading.stack_size(DEEP_STACK_BYTES)
        try:
            thread.start()
        except RuntimeError as error:
            raise MontyError('the program could not be read: the host cannot start a thread') from error
        finally:
            threading.stack_size(previous)


def needs_deep_stack(source: str) -> bool:
    """Whether reading `source` could take more host stack than can be counted on to be free (about 24 kB).

    Decided by counts that bound every kind of nesting, strings and comments included, so it errs towards True.
    """
    if len(source) > SHALLOW_LENGTH:
        return True
    return len(_OPENING.findall(source)) > SHALLOW_BRACKETS or len(_WORDS.findall(source)) > SHALLOW_WORDS


def parse(source: str, filename: str = 'main.py', *, source_limit: int | None = SOURCE_LIMIT) -> ast.Module:
    """The syntax tree of a program.

    `source_limit` is in bytes of UTF-8, None for no limit. A byte order mark and coding cookies have no effect. Raises
    `ResourceLimitError` ('source') for larger source and `MontySyntaxError` for everything that is wrong with the text;
    what CPython only refuses after its parser (`return` outside a function and the like) is found by `resolve`.
    Callable with any amount of nesting, on any thread, with little stack left.
    """
    text = SourceText(source.removeprefix('\ufeff'))
    _check_text(text, filename, source_limit)
    if needs_deep_stack(text.source):
        return with_deep_stack(_parse_checked, text, filename)
    try:
        return _parse_checked(text, filename)
    except RecursionError:
        return with_deep_stack(_parse_checked, text, filename)


def _parse_checked(text: SourceText, filename: str) -> ast.Module:
    tree = _host_parse(text, filename)
    _check_tree(tree, text, filename)
    return tree


def _check_text(text: SourceText, filename: str, limit: int | None) -> None:
    source = text.source
    if limit is not None and len(source) > limit:
        raise ResourceLimitError('source', len(source), limit)
    try:
        size = len(source.encode('utf-8'))
    except UnicodeEncodeError as error:
        message = f'source contains a lone surrogate, U+{ord(source[error.start]):04X}'
        raise _error_at_index(message, text, filename, error.start) from None
    if limit is not None and size > limit:
        raise ResourceLimitError('source', size, limit)
    if '\0' in source:
        raise _error_at_index('source code string cannot contain null bytes', text, filename, source.index('\0'))
    if not 0 < sys.get_int_max_str_digits() <= MAX_DIGITS:
        number = _LONG_NUMBER.search(source)
        if number is not None:
            message = f'a number of more than {MAX_DIGITS} digits; write huge integers in hexadecimal'
            raise _error_at_index(message, text, filename, number.start())
    if len(source) > MAX_TOKENS:
        _check_tokens(text, filename)
    if sys.version_info < (3, 12):
        _check_fields(text, filename)


def _check_tokens(text: SourceText, filename: str) -> None:
    """Refuse more than `MAX_TOKENS` tokens. Behind an f-string that is hard to read, those in strings count as well."""
    source = text.source
    left = MAX_TOKENS
    unclear = -1
    for token in _LEXED.finditer(source):
        kind = token.lastgroup
        if kind == 'skipped':
            continue
        if kind == 'broken':
            return  # the parser gets no further
        if kind == 'unclear':
            unclear = token.start()
            break
        left -= 1
        if kind == 'fields':
            for _ in _PIECE.finditer(source, token.start(), token.end()):
                left -= 1
        if left < 0:
            raise _too_long(text, filename, token.start())
    if unclear >= 0:
        for token in _PIECE.finditer(source, unclear):
            left -= 1
            if left < 0:
                raise _too_long(text, filename, token.start())


def _too_long(text: SourceText, filename: str, index: int) -> MontySyntaxError:
    message = f'a program of more than {MAX_TOKENS:,} words and symbols; pass long lists and tables as inputs'
    return _error_at_index(message, text, filename, index)


def _check_fields(text: SourceText, filename: str) -> None:
    start = 0
    cost = 0
    for line in text.source.splitlines(keepends=True):
        if '{' in line and _FSTRING.search(line) is not None:
            cost += len(line) * line.count('{')
            if cost > MAX_FIELD_COST:
                message = 'too many replacement fields in one f-string; split it into several lines'
                raise _error_at_index(message, text, filename, start)
        start += len(line)


def _error_at_index(message: str, text: SourceText, filename: str, index: int) -> MontySyntaxError:
    before = SourceText(text.source[:index])
    line = before.count()
    column = len(before.line(line) or '') + 1
    shown = (text.line(line) or '').encode('utf-8', 'replace').decode('utf-8')
    return MontySyntaxError(message, line, column, filename=filename, text=shown)


def parse_tree(source: str, filename: str) -> ast.Module:
    """`ast.parse`, once more after a SystemError: CPython 3.11 raises one where the garbage collector, run during the
    call, lets something else parse (the traceback of a task whose exception nobody retrieved, say)."""
    try:
        return ast.parse(source, filename)
    except SystemError:
        return ast.parse(source, filename)


def _host_parse(text: SourceText, filename: str) -> ast.Module:
    failure: MontySyntaxError | None = None
    message = ''
    try:
        if _MAY_WARN.search(text.source) is None:
            return parse_tree(text.source, filename)
        with _warnings_lock, warnings.catch_warnings():
            warnings.simplefilter('ignore')
            return parse_tree(text.source, filename)
    except SyntaxError as error:
        failure = _from_host(error, text, filename)
    except RecursionError:
        if threading.get_ident() not in _deep_threads:
            raise
        message = 'too many nested or chained operations in one statement; split it into several'
    except (MemoryError, SystemError):
        message = 'too deeply nested to parse; split it into functions and smaller statements'
    except (ValueError, OverflowError) as refused:
        message = str(refused)
    # Raised out here, so that the error doesn't refer to the host's.
    if failure is not None:
        raise failure
    raise MontySyntaxError(message, 1, 1, filename=filename, text=text.line(1))


def _from_host(error: SyntaxError, text: SourceText, filename: str) -> MontySyntaxError:
    line = error.lineno or 1
    end_column = error.end_offset
    kind = 'syntax'
    if isinstance(error, TabError):
        kind = 'tab'
    elif isinstance(error, IndentationError):
        kind = 'indentation'
    return MontySyntaxError(
        error.msg,
        line,
        max(error.offset or 1, 1),
        filename=filename,
        text=text.line(line) if error.text is None else error.text,
        end_line=error.end_lineno or None,
        end_column=None if end_column is None or end_column < 1 else end_column,
        kind=kind,
    )


def error_at(node: ast.AST, message: str, text: SourceText, filename: str, kind: str = 'syntax') -> MontySyntaxError:
    """The error `message` about `node`, which must be of a kind that has a position."""
    where = position(node, text)
    return MontySyntaxError(
        message,
        where[0],
        where[1],
        filename=filename,
        text=text.line(where[0]),
        end_line=where[2],
        end_column=where[3],
        kind=kind,
    )


def position(node: ast.AST, text: SourceText) -> tuple[int, int, int, int]:
    """Line, column, end line and end column (exclusive) of `node`, from 1, columns in characters."""
    # type parameters exist from 3.12 on, so no static type covers all nodes that have positions
    line = getattr(node, 'lineno', 1)
    end_line = getattr(node, 'end_lineno', None) or line
    end_offset = getattr(node, 'end_col_offset', None) or 0
    return line, text.column(line, getattr(node, 'col_offset', 0)), end_line, text.column(end_line, end_offset)


def spine(node: ast.AST) -> ast.AST | None:
    """The child that extends a chain with `node` without being a level deeper, None if there is none."""
    if isinstance(node, ast.BinOp):
        return node.left
    if isinstance(node, ast.Attribute | ast.Subscript):
        return node.value
    if isinstance(node, ast.Call):
        return node.func
    if isinstance(node, ast.IfExp):
        return node.orelse
    if isinstance(node, ast.If) and len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
        return node.orelse[0]
    return None


def _check_tree(tree: ast.Module, text: SourceText, filename: str) -> None:
    """Measure depth and refuse constructs, in the order of the text."""
    pending: list[tuple[ast.AST, int, bool]] = [(tree, 0, False)]
    while pending:
        node, depth, in_class = pending.pop()
        if depth > MAX_TREE_DEPTH:
            message = f'more than {MAX_TREE_DEPTH} levels of nesting; split it into functions and smaller statements'
            raise error_at(node, message, text, filename)
        refusal = _refusal(node, in_class)
        if refusal is not None:
            raise error_at(node, refusal, text, filename, 'unsupported')
        if isinstance(node, ast.ClassDef):
            in_class = True
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            in_class = False
        chained = spine(node)
        children = list(ast.iter_child_nodes(node))
        children.reverse()
        for child in children:
            deeper = isinstance(child, ast.expr | ast.stmt | ast.pattern) and child is not chained
            pending.append((child, depth + 1 if deeper else depth, in_class))


_NO_DEL: Final = "'__del__' is not supported: nothing runs when an object is released; use a context manager"


def _refusal(node: ast.AST, in_class: bool) -> str | None:
    """Why the language does not have `node`, None if it does."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return _NO_DEL if in_class and node.name == '__del__' else None
    if isinstance(node, ast.Name):
        return _NO_DEL if in_class and node.id == '__del__' and isinstance(node.ctx, ast.Store) else None
    if isinstance(node, ast.Attribute):
        return _NO_DEL if node.attr == '__del__' and isinstance(node.ctx, ast.Store) else None
    if isinstance(node, ast.ClassDef):
        return _class_refusal(node)
    if isinstance(node, ast.ImportFrom):
        if node.level:
            return 'relative imports are not supported: a program is one module; import by the full name'
        if node.names[0].name == '*':
            return "'import *' is not supported: import the names that are used"
    if isinstance(node, ast.JoinedStr | ast.FormattedValue) or type(node).__name__ not in _TEMPLATES:
        return None
    return 't-strings are not supported; use an f-string'


_METACLASSES: Final = ('type', 'ABCMeta', 'EnumMeta', 'EnumType')
"""Metaclasses that a class statement may name; whether they are the library's shows when it runs."""


def _class_refusal(node: ast.ClassDef) -> str | None:
    for keyword in node.keywords:
        value = keyword.value
        if keyword.arg == 'metaclass':
            name = value.id if isinstance(value, ast.Name) else value.attr if isinstance(value, ast.Attribute) else ''
            if name not in _METACLASSES:
                return "metaclasses other than 'type' are not supported: use a class decorator or __init_subclass__"
    return None
