"""The text of an exception nobody caught, as the hosting Python's ``traceback`` module writes it.

Where the carets stand is decided by the host's own ``StackSummary``, which gets plain data (source lines and columns);
the rest of the layout is the same in all versions and is done here, without recursion along chains and within bounds.

No sandbox code runs. Exceptions whose ``str`` needs some are shown by the text that the caller computed beforehand (see
``texts_needed``), else as CPython shows those whose ``str`` fails.
"""

from __future__ import annotations

import sys
import textwrap
import traceback
import warnings
from typing import TYPE_CHECKING, Final

from .exposure import Proxy
from .objects import HOST_CLASSES, Class, Code, ExceptionValue, Instance, Module, Program, Thrown, TracebackEntry
from .parse import _MAY_WARN, _warnings_lock, needs_deep_stack, with_deep_stack
from .suggestions import closest_name
from .types.exceptions import family, get_field, message_of

if TYPE_CHECKING:
    from .machine import Machine

MAX_TEXT: Final = 100_000
"""Characters of the whole text; of what is longer, the middle is left out."""
MAX_PART: Final = 40_000
"""Characters of one exception's frames, and of its message and notes."""
MAX_EXCEPTIONS: Final = 300
"""Exceptions shown, along chains and in groups."""
MAX_NOTES: Final = 1000
MAX_SOURCE_LINES: Final = 1000
"""Lines of one expression beyond which its frame is shown without carets."""
MAX_GROUP_WIDTH: Final = 15
MAX_GROUP_DEPTH: Final = 10
REPEATED_FRAMES: Final = 3

CAUSE: Final = '\nThe above exception was the direct cause of the following exception:\n\n'
CONTEXT: Final = '\nDuring handling of the above exception, another exception occurred:\n\n'

_FAILED: Final = '<exception str() failed>'
_SUGGESTS: Final = sys.version_info >= (3, 12)
_MULTILINE: Final = sys.version_info >= (3, 13)


class _Node:
    """An exception and what is shown with it."""

    def __init__(self, exc: ExceptionValue) -> None:
        self.exc = exc
        self.cause: _Node | None = None
        self.context: _Node | None = None
        self.members: list[_Node] | None = None  # of a group: the first ones
        self.member_count = 0
        self.expanded = False  # False where there were too many to look further


def _tree(root: ExceptionValue) -> _Node:
    """``root`` with its chain and groups. As in CPython, what is shown once is not shown again as cause or context."""
    top = _Node(root)
    seen = {id(root)}
    pending = [top]
    count = 1
    while pending and count < MAX_EXCEPTIONS:
        node = pending.pop()
        node.expanded = True
        exc = node.exc
        opened: list[_Node] = []
        cause = exc.cause
        if cause is not None and id(cause) not in seen:
            seen.add(id(cause))
            node.cause = _Node(cause)
            opened.append(node.cause)
        context = exc.context
        if context is not None and id(context) not in seen:
            seen.add(id(context))
            node.context = _Node(context)
            opened.append(node.context)
        if family(exc.cls) == 'BaseExceptionGroup':
            members = get_field(exc, 'exceptions')
            node.members = []
            if isinstance(members, tuple):
                node.member_count = len(members)
                for member in members[:MAX_GROUP_WIDTH]:
                    if isinstance(member, ExceptionValue):
                        seen.add(id(member))
                        node.members.append(_Node(member))
            opened.extend(node.members)
        count += len(opened)
        pending.extend(opened)
    return top


def texts_needed(m: Machine, exc: ExceptionValue) -> list[ExceptionValue]:
    """The exceptions that ``format_exception(m, exc)`` shows and whose ``str`` needs sandbox code."""
    needed: list[ExceptionValue] = []
    seen: set[int] = set()
    pending = [_tree(exc)]
    while pending:
        node = pending.pop()
        if id(node.exc) not in seen:
            seen.add(id(node.exc))
            if text_or_none(m, node.exc) is None:
                needed.append(node.exc)
        for linked in (node.cause, node.context, *(node.members or ())):
            if linked is not None:
                pending.append(linked)
    return needed


def text_or_none(m: Machine, exc: ExceptionValue) -> str | None:
    """``str(exc)``, None where sandbox code is needed."""
    try:
        return message_of(m, exc)
    except Thrown:  # an argument that can't be shown, such as a huge int
        return _FAILED


def format_exception(m: Machine, exc: ExceptionValue, texts: dict[int, str] | None = None) -> str:
    """The traceback, ending with a newline: at most ``MAX_TEXT`` characters.

    ``texts`` maps the ``id`` of exceptions to their text where ``texts_needed`` asked for it.
    """
    writer = Writer(m, texts or {})
    return shortened(writer.chain(_tree(exc)), MAX_TEXT)


def raised_at(exc: ExceptionValue) -> int | None:
    """The line of the program at which an exception was raised."""
    for entry in exc.entries:
        if not entry.code.hidden:
            return entry.code.positions[entry.pc][0]
    return None


def shortened(text: str, limit: int) -> str:
    """``text``, its middle left out where it is longer than ``limit``."""
    if len(text) <= limit:
        return text
    half = limit // 2 - 40
    return f'{text[:half]}\n  [{len(text) - 2 * half} characters left out]\n{text[-half:]}'


class Writer:
    """One formatting. ``depth`` is the nesting of exception groups, by which lines are indented."""

    def __init__(self, m: Machine, texts: dict[int, str]) -> None:
        self.m = m
        self.texts = texts
        self.frames: dict[tuple[int, int], str] = {}
        self.depth = 0
        self.size = 0  # characters written so far
        self.need_close = False

    def emit(self, text: str, margin: str = '|') -> str:
        if not self.depth:
            return text
        indent = ' ' * (2 * self.depth) + margin + ' '
        return textwrap.indent(text, indent, _every_line)

    def chain(self, node: _Node) -> str:
        """An exception after those that led to it."""
        links: list[tuple[str, _Node]] = []
        message = ''
        linked: _Node | None = node
        while linked is not None:
            current = linked
            links.append((message, current))
            if current.cause is not None:
                message = CAUSE
                linked = current.cause
            elif current.context is not None and not current.exc.suppress_context:
                message = CONTEXT
                linked = current.context
            else:
                linked = None
        # The exceptions nearest to the end say most: they come first where not all have room. Groups write their
        # closing line once for all that is nested in them, so there the order of writing is the order of the text.
        parts: list[str] = []
        left_out = '[earlier exceptions left out]\n'
        last = links[-1][1]
        cut = not last.expanded and (last.exc.cause is not None or last.exc.context is not None)
        if self.depth:
            parts.append(self.emit(left_out) if cut else '')
            for index in range(len(links) - 1, -1, -1):
                parts.append(self.one(links[index][1]))
                parts.append(self.emit(links[index][0]) if links[index][0] else '')
            return ''.join(parts)
        for message, link in links:
            if self.size > MAX_TEXT:
                cut = True
                break
            text = self.one(link)
            self.size += len(text)
            parts.append(text + message)
        if cut:
            parts.append(left_out)
        parts.reverse()
        return ''.join(parts)

    def one(self, node: _Node) -> str:
        """One exception without its chain."""
        exc = node.exc
        stack = shortened(self.stack(exc), MAX_PART)
        members = node.members
        if members is None:
            text = self.emit('Traceback (most recent call last):\n') + self.emit(stack) if stack else ''
            return text + self.emit(self.final(exc))
        if self.depth > MAX_GROUP_DEPTH:
            return self.emit(f'... (max_group_depth is {MAX_GROUP_DEPTH})\n')
        top = self.depth == 0
        if top:
            self.depth = 1
        text = ''
        if stack:
            text = self.emit('Exception Group Traceback (most recent call last):\n', '+' if top else '|')
            text += self.emit(stack)
        text += self.emit(self.final(exc)) + self.members(node, members)
        if top:
            self.depth = 0
        return text

    def members(self, node: _Node, members: list[_Node]) -> str:
        """The exceptions of a group, each under its number."""
        parts: list[str] = []
        shown = len(members)
        rest = node.member_count - shown
        lines = shown + (1 if rest else 0)
        self.need_close = False
        for index in range(lines):
            last = index == lines - 1
            if last:
                self.need_close = True
            title = str(index + 1) if index < shown else '...'
            corner = '+-' if index == 0 else '  '
            parts.append(f'{" " * (2 * self.depth)}{corner}+---------------- {title} ----------------\n')
            self.depth += 1
            if index < shown:
                part = self.chain(members[index]) if self.size <= MAX_TEXT else self.emit('[left out]\n')
                self.size += len(part)
                parts.append(part)
            else:
                parts.append(self.emit(f'and {rest} more exception{"s" if rest > 1 else ""}\n'))
            if last and self.need_close:
                parts.append(f'{" " * (2 * self.depth)}+------------------------------------\n')
                self.need_close = False
            self.depth -= 1
        return ''.join(parts)

    # Pieces, as the module ``traceback`` gives them.

    def pieces(self, exc: ExceptionValue, entries: list[TracebackEntry], limit: int | None, chain: bool) -> list[str]:
        """What ``traceback.format_exception`` gives for ``exc`` with the frames of ``entries``, at most ``limit``."""
        own = exc.entries
        exc.entries = entries
        try:
            top = _tree(exc)
            if not chain:
                top.cause = top.context = None
            if top.members is not None or top.cause is not None or top.context is not None:
                if has_groups(top):
                    return shortened(self.chain(top), MAX_TEXT).splitlines(keepends=True)
            return self.chain_pieces(top, limit)
        finally:
            exc.entries = own

    def chain_pieces(self, top: _Node, limit: int | None) -> list[str]:
        links: list[list[str]] = []
        message = ''
        node: _Node | None = top
        size = 0
        while node is not None and size <= MAX_TEXT:
            found = self.frame_pieces(node.exc, limit)
            if found:
                found.insert(0, 'Traceback (most recent call last):\n')
            found.extend(self.final_pieces(node.exc))
            size += sum(map(len, found))
            if message:
                found.append(message)
            links.append(found)
            if node.cause is not None:
                message = CAUSE
                node = node.cause
            elif node.context is not None and not node.exc.suppress_context:
                message = CONTEXT
                node = node.context
            else:
                node = None
        if node is not None:
            links.append(['[earlier exceptions left out]\n'])
        return [piece for link in reversed(links) for piece in link]

    def frame_pieces(self, exc: ExceptionValue, limit: int | None) -> list[str]:
        parts: list[str] = []
        last: tuple[str, int, str] | None = None
        count = 0
        for entry in shown_entries(exc.entries, limit):
            code = entry.code
            place = (code.program.filename, code.positions[entry.pc][0], code.name)
            if place != last:
                parts.append(_repeated(count))
                last = place
                count = 0
            count += 1
            if count <= REPEATED_FRAMES:
                parts.append(self.frame(entry))
        parts.append(_repeated(count))
        return [part for part in parts if part]

    def final_pieces(self, exc: ExceptionValue) -> list[str]:
        """What ``traceback.format_exception_only`` gives."""
        name = type_title(exc.cls)
        text = self.syntax_error(exc, name) if family(exc.cls) == 'SyntaxError' else None
        found = [_final_line(name, self.message(exc))] if text is None else text.splitlines(keepends=True)
        return found + self.notes(exc).splitlines(keepends=True)

    # Frames.

    def stack(self, exc: ExceptionValue) -> str:
        """The frames, outermost first; more than three of the same line in a row are counted, not shown."""
        parts: list[str] = []
        last: tuple[str, int, str] | None = None
        count = 0
        for index in range(len(exc.entries) - 1, -1, -1):
            entry = exc.entries[index]
            code = entry.code
            if code.hidden:
                continue
            place = (code.program.filename, code.positions[entry.pc][0], code.name)
            if place != last:
                parts.append(_repeated(count))
                last = place
                count = 0
            count += 1
            if count <= REPEATED_FRAMES:
                parts.append(self.frame(entry))
        parts.append(_repeated(count))
        return ''.join(parts)

    def frame(self, entry: TracebackEntry) -> str:
        key = (id(entry.code), int(entry.pc))
        text = self.frames.get(key)
        if text is None:
            text = format_frame(entry.code, int(entry.pc))
            self.frames[key] = text
        return text

    # Messages.

    def final(self, exc: ExceptionValue) -> str:
        """Type, message and notes."""
        name = type_title(exc.cls)
        text = self.syntax_error(exc, name) if family(exc.cls) == 'SyntaxError' else None
        if text is None:
            text = _final_line(name, self.message(exc))
        return shortened(text + self.notes(exc), MAX_PART)

    def message(self, exc: ExceptionValue) -> str:
        text = self.texts.get(id(exc))
        if text is None:
            text = text_or_none(self.m, exc)
        if text is None:
            text = _FAILED
        return shortened(text, MAX_PART) + (suggestion(exc) if _SUGGESTS else '')

    def notes(self, exc: ExceptionValue) -> str:
        notes = None if exc.attrs is None else exc.attrs.get('__notes__')
        if notes is None:
            return ''
        if not isinstance(notes, (list, tuple)):
            shown = self.m.plain_repr(notes)
            return ('<__notes__ repr() failed>' if shown is None else shown) + '\n'
        lines: list[str] = []
        for note in notes[:MAX_NOTES]:
            text = self.m.plain_str(note)
            lines.append('<note str() failed>' if text is None else text)
        return ''.join(line + '\n' for text in lines for line in text.split('\n'))

    def syntax_error(self, exc: ExceptionValue, name: str) -> str | None:
        """A SyntaxError's place and text, None if its fields are not what the host's own error would have."""
        fields = [
            get_field(exc, field) for field in ('filename', 'lineno', 'offset', 'text', 'end_lineno', 'end_offset')
        ]
        message = get_field(exc, 'msg')
        for index, field in enumerate(fields):
            wanted: type = str if index in (0, 3) else int
            if field is not None and (type(field) is not wanted or (wanted is str and len(str(field)) > MAX_PART)):
                return None
        if type(message) is not str and message is not None:
            return None
        host_error = SyntaxError('', tuple(fields))  # type: ignore[arg-type]  # types checked above
        host_error.msg = message  # type: ignore[assignment]  # None is what a SyntaxError without arguments has
        lines = traceback.format_exception_only(host_error)
        lines[-1] = name + lines[-1].removeprefix('SyntaxError')
        return ''.join(lines)


def has_groups(top: _Node) -> bool:
    """Whether a group is among the exceptions shown with ``top``."""
    pending = [top]
    while pending:
        node = pending.pop()
        if node.members is not None:
            return True
        pending.extend([linked for linked in (node.cause, node.context) if linked is not None])
    return False


def shown_entries(entries: list[TracebackEntry], limit: int | None) -> list[TracebackEntry]:
    """The entries that tracebacks show, outermost first: the first ``limit``, or the last where that is negative."""
    found = [entry for entry in reversed(entries) if not entry.code.hidden]
    if limit is None:
        return found
    return found[:limit] if limit >= 0 else found[limit:]


def source_line(program: Program, line: int) -> str:
    """The text of a line, without what is around it; '' where there is none."""
    lines = _source_lines(program)
    return lines[line - 1].strip() if 0 < line <= len(lines) else ''


def _every_line(line: str) -> bool:
    return True


def _repeated(count: int) -> str:
    more = count - REPEATED_FRAMES
    return f'  [Previous line repeated {more} more time{"s" if more > 1 else ""}]\n' if more > 0 else ''


def type_title(cls: Class) -> str:
    """How a traceback names a class: with its module, unless that is the program itself or ``builtins``."""
    return cls.qualname if cls.module in ('__main__', 'builtins') else f'{cls.module}.{cls.qualname}'


def _final_line(name: str, message: str) -> str:
    return f'{name}: {message}\n' if message else f'{name}\n'


def format_frame(code: Code, pc: int) -> str:
    """One frame's entry: file, line, function, source text and carets."""
    line, end_line, column, end_column = code.positions[pc]
    lines = _source_lines(code.program)[line - 1 : end_line]
    plain = traceback.FrameSummary(
        code.program.filename, line, code.name, lookup_line=False, line=lines[0] if lines else ''
    )
    if not lines or len(lines) > MAX_SOURCE_LINES or sum(map(len, lines)) > MAX_PART:
        return _format_summary(plain, '')
    source = '\n'.join(text.rstrip() for text in lines) + '\n' if _MULTILINE else lines[0] + '\n'
    summary = traceback.FrameSummary(
        code.program.filename,
        line,
        code.name,
        lookup_line=False,
        line=source,
        end_lineno=end_line,
        colno=column,
        end_colno=end_column,
    )
    try:
        return _with_carets(summary, source)
    except Exception:
        # The host parses the lines to place its carets, and lines out of their context can make that fail in any way.
        return _format_summary(plain, '')


def _with_carets(summary: traceback.FrameSummary, source: str) -> str:
    if not needs_deep_stack(source):
        try:
            return _format_summary(summary, source)
        except RecursionError:  # the caller itself stands deep
            return with_deep_stack(_format_summary, summary, source)
    return with_deep_stack(_format_summary, summary, source)


def _format_summary(summary: traceback.FrameSummary, source: str) -> str:
    stack = traceback.StackSummary.from_list([summary])
    if _MAY_WARN.search(source) is None:
        return ''.join(stack.format())
    with _warnings_lock, warnings.catch_warnings():
        warnings.simplefilter('ignore')
        return ''.join(stack.format())


def _source_lines(program: Program) -> list[str]:
    lines = program.lines
    if lines is None:
        # As linecache splits a file: at the ends that Python's universal newlines know.
        lines = program.source.replace('\r\n', '\n').replace('\r', '\n').split('\n')
        program.lines = lines
    return lines


# Suggestions.


def suggestion(exc: ExceptionValue) -> str:
    """What 3.12 and later add to the message of a NameError, AttributeError or ImportError; '' for nothing."""
    kind = family(exc.cls)
    if kind not in ('NameError', 'AttributeError', 'ImportError'):
        return ''
    wrong = get_field(exc, 'name_from' if kind == 'ImportError' else 'name')
    if type(wrong) is not str:
        return ''
    meant = _meant(exc, kind, wrong)
    text = f". Did you mean: '{meant}'?" if meant is not None else ''
    if kind == 'NameError' and wrong in sys.stdlib_module_names:
        end = '?' if _MULTILINE else ''
        text += f" Or did you forget to import '{wrong}'{end}" if text else f". Did you forget to import '{wrong}'{end}"
    return text


def _meant(exc: ExceptionValue, kind: str, wrong: str) -> str | None:
    if kind == 'AttributeError':
        candidates = attribute_names(get_field(exc, 'obj'))
    else:
        given = get_field(exc, 'candidates')
        candidates = [name for name in given if isinstance(name, str)] if isinstance(given, (list, tuple)) else []
        if 'self.' + wrong in candidates:
            return 'self.' + wrong
    if _MULTILINE:
        if kind != 'NameError' and not wrong.startswith('_') and get_field(exc, 'in_method') is not True:
            candidates = [name for name in candidates if not name.startswith('_')]
        return closest_name(wrong, candidates)
    return closest_name(wrong, candidates, len(wrong) - 1)


def attribute_names(obj: object) -> list[str]:
    """What ``dir(obj)`` lists, without asking the object."""
    names: set[str] = set()
    if isinstance(obj, Module):
        names.update(obj.attrs)
        return sorted(names)
    if isinstance(obj, Proxy):
        return obj.names()
    if isinstance(obj, Instance) and obj.attrs is not None:
        names.update(obj.attrs)
    cls = obj.cls if isinstance(obj, Instance) else obj if isinstance(obj, Class) else HOST_CLASSES.get(type(obj))
    if cls is not None:
        for base in cls.mro:
            names.update(base.attrs)
    return sorted(names)
