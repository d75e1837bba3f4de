"""Traceback texts: the sandbox's are built from positions and exception values, and must read as the host's own."""

import linecache
import sys
import threading
import traceback
import types
from collections.abc import Iterator
from textwrap import dedent
from typing import Any

import pytest
from plain_machine import plain_machine

from monty_tools.interpreter.machine import Machine
from monty_tools.interpreter.objects import Class, Code, ExceptionValue, Program, TracebackEntry
from monty_tools.interpreter.traceback import MAX_TEXT, format_exception, raised_at, texts_needed
from monty_tools.interpreter.types.exceptions import CLASSES, construct, set_field

PROGRAMS = {
    'simple': """
        def f(a, b):
            return a / b
        f(1, 0)
        """,
    'subscript and call carets': """
        def f(d):
            return len(d['a']['b'])
        print(f({'a': {}}))
        """,
    'multiline call': """
        def f(*args):
            raise ValueError(
                'x',
                args,
            )
        f(
            1,
            2,
        )
        """,
    'multiline binary': """
        x = (1 +
             2 +
             'a')
        """,
    'long multiline': """
        x = [
            1,
            2,
            3,
            4,
            5,
            6 / 0,
            7,
        ] + [
            8,
        ] + 1
        """,
    'unicode columns': """
        é = 'äöü'; ü = '日本語' + é + 1
        """,
    'tabs': """
        if True:
        \tx = 1;\ty = x + ''
        """,
    'recursion is folded': """
        def f(n):
            if n == 0:
                raise KeyError('end')
            f(n - 1)
        f(20)
        """,
    'mutual recursion': """
        def f(n):
            return g(n - 1)
        def g(n):
            return f(n - 1) if n > 0 else 1 / n
        f(5)
        """,
    'cause': """
        try:
            1 / 0
        except ZeroDivisionError as e:
            raise ValueError('bad') from e
        """,
    'context': """
        try:
            int('x')
        except ValueError:
            {}['k']
        """,
    'suppressed': """
        try:
            int('x')
        except ValueError:
            raise RuntimeError from None
        """,
    'notes': """
        e = TypeError('t')
        e.add_note('first\\nsecond')
        e.add_note('')
        raise e
        """,
    'cycle of causes': """
        a = ValueError('a'); b = ValueError('b')
        a.__cause__ = b; b.__cause__ = a
        raise a
        """,
    'no message': 'raise ValueError',
    'multiline message': "raise ValueError('a\\nb')",
    'key error': 'raise KeyError((1, 2))',
    'many args': "raise ValueError('a', 1)",
    'os error': "raise FileNotFoundError(2, 'No such file', 'x.txt')",
    'unicode error': "b'\\xff'.decode()",
    'system exit': 'raise SystemExit(3)',
    'group': """
        def f():
            raise ValueError('inner')
        def g():
            errors = []
            try:
                f()
            except ValueError as e:
                errors.append(e)
            errors.append(TypeError(2))
            raise ExceptionGroup('many', errors)
        g()
        """,
    'nested groups': """
        raise ExceptionGroup('a', [ExceptionGroup('b', [ValueError(1), TypeError(2)]), KeyError('k')])
        """,
    'nested group last': """
        raise ExceptionGroup('a', [KeyError('k'), ExceptionGroup('b', [ValueError(1), TypeError(2)])])
        """,
    'wide group': "raise ExceptionGroup('wide', [ValueError(i) for i in range(18)])",
    'deep group': """
        e = ValueError(1)
        for i in range(14):
            e = ExceptionGroup(str(i), [e])
        raise e
        """,
    'chain in a group': """
        try:
            try:
                1 / 0
            except ZeroDivisionError as z:
                raise ValueError('v') from z
        except ValueError as v:
            g = ExceptionGroup('g', [v, KeyError(1)])
            g.add_note('note of the group')
            raise g
        """,
    'group in a chain': """
        try:
            raise ExceptionGroup('g', [ValueError(1)])
        except ExceptionGroup:
            raise RuntimeError('after')
        """,
    'shared in groups': """
        e = ValueError('e'); e.__cause__ = KeyError('k')
        raise ExceptionGroup('g', [e, e])
        """,
    'user classes': """
        class Outer:
            class Error(Exception):
                pass
        raise Outer.Error('text')
        """,
    'syntax error': "raise SyntaxError('bad', ('f.py', 3, 5, 'x = = 1', 3, 6))",
    'bare syntax error': "raise SyntaxError('bad')",
    'indentation error': "raise IndentationError('bad', ('f.py', 3, 5, '  x', None, None))",
    'suggested name': """
        counter = 1
        def f():
            return countr
        f()
        """,
    'module not imported': 'x = json.dumps(1)',
    'lambda and comprehension': """
        f = lambda v: [1 / i for i in v]
        f([1, 0])
        """,
    'decorated method': """
        class C:
            @property
            def p(self):
                return self.q.r
            q = 1
        C().p
        """,
    'assert': """
        x = 1
        assert x == 2, 'not two'
        """,
    'long line': 'x = ' + ' + '.join(['1'] * 300) + " + ''",
    'deep brackets': 'x = ' + '[' * 60 + '1 / 0' + ']' * 60,
    'invalid escape': "x = '\\d' + 1",
}


class Translation:
    """A host exception as a sandbox exception, whose frames in main.py are codes of one instruction."""

    def __init__(self, machine: Machine, source: str) -> None:
        self.machine = machine
        self.program = Program(source, 'main.py', 'main')
        self.made: dict[int, ExceptionValue] = {}
        self.codes: dict[tuple[types.CodeType, int], Code] = {}

    def exception(self, error: BaseException) -> ExceptionValue:
        known = self.made.get(id(error))
        if known is not None:
            return known
        if isinstance(error, BaseExceptionGroup):
            args: tuple[object, ...] = (error.message, [self.exception(member) for member in error.exceptions])
            made = construct(self.machine, self.cls(type(error)), list(args), None)
        else:
            made = ExceptionValue(self.cls(type(error)), error.args)
            if isinstance(error, OSError) and error.filename is not None:
                set_field(made, 'filename', error.filename)
        self.made[id(error)] = made
        made.entries = list(self.entries(error))
        made.cause = None if error.__cause__ is None else self.exception(error.__cause__)
        made.context = None if error.__context__ is None else self.exception(error.__context__)
        made.suppress_context = error.__suppress_context__
        if error.__dict__:
            made.attrs = dict(error.__dict__)
        if isinstance(error, NameError):
            set_field(made, 'name', error.name)
            set_field(made, 'candidates', self.candidates(error))
        return made

    def cls(self, host: type) -> Class:
        if host.__module__ == 'builtins':
            return CLASSES[host.__name__]
        made = Class(host.__name__, (self.cls(host.__base__ or object),), {}, host.__module__)
        made.qualname = host.__qualname__
        made.is_exception = True
        made.mro = [made, *made.bases[0].mro]
        return made

    def entries(self, error: BaseException) -> Iterator[TracebackEntry]:
        frames: list[TracebackEntry] = []
        tb = error.__traceback__
        while tb is not None:
            code = tb.tb_frame.f_code
            if code.co_filename == 'main.py':
                frames.append(TracebackEntry(self.code(code, tb.tb_lasti // 2), 0))
            tb = tb.tb_next
        return reversed(frames)

    def code(self, host: types.CodeType, at: int) -> Code:
        if (host, at) not in self.codes:
            code = Code(self.program, host.co_name, host.co_qualname, host.co_firstlineno)
            position: Any = list(host.co_positions())[at]
            code.positions = [position]
            self.codes[host, at] = code
        return self.codes[host, at]

    def candidates(self, error: NameError) -> list[str]:
        tb = error.__traceback__
        assert tb is not None
        while tb.tb_next is not None:
            tb = tb.tb_next
        frame = tb.tb_frame
        return [*frame.f_locals, *frame.f_globals, *frame.f_builtins]


@pytest.fixture
def machine() -> Machine:
    return plain_machine()


def host_error(source: str) -> BaseException:
    try:
        exec(compile(source, 'main.py', 'exec'), {'__name__': '__main__'})
    except BaseException as error:
        return error
    raise AssertionError('the program raised nothing')


def host_text(source: str, error: BaseException) -> str:
    linecache.cache['main.py'] = (len(source), None, source.splitlines(keepends=True), 'main.py')
    try:
        shown = traceback.TracebackException.from_exception(error)
        pending: list[Any] = [shown]
        while pending:
            one = pending.pop()
            if one is not None:
                one.stack[:] = [frame for frame in one.stack if frame.filename == 'main.py']
                pending += [one.__cause__, one.__context__, *(one.exceptions or ())]
        return ''.join(shown.format())
    finally:
        del linecache.cache['main.py']


@pytest.mark.filterwarnings('ignore')
@pytest.mark.parametrize('name', PROGRAMS)
def test_reads_as_the_hosts(name: str, machine: Machine) -> None:
    source = dedent(PROGRAMS[name]).strip('\n') + '\n'
    error = host_error(source)
    exc = Translation(machine, source).exception(error)
    before = dict(linecache.cache)
    text = format_exception(machine, exc)
    assert linecache.cache == before
    assert text == host_text(source, error)


def raised(machine: Machine, name: str, *args: object) -> ExceptionValue:
    return construct(machine, CLASSES[name], list(args), None)


def test_long_chains_and_cycles_are_bounded(machine: Machine) -> None:
    first = exc = raised(machine, 'ValueError', 'first')
    for number in range(30_000):
        exc = raised(machine, 'ValueError', f'number {number}')
        exc.cause = first
        first = exc
    text = format_exception(machine, exc)
    assert len(text) <= MAX_TEXT
    assert text.startswith('[earlier exceptions left out]\n')
    assert text.endswith('ValueError: number 29999\n')
    assert texts_needed(machine, exc) == []


def test_groups_that_share_members_are_bounded(machine: Machine) -> None:
    exc = raised(machine, 'ValueError', 'leaf')
    for _ in range(40):
        exc = raised(machine, 'ExceptionGroup', 'g', [exc, exc])
    assert len(format_exception(machine, exc)) <= MAX_TEXT


def test_deep_groups_are_bounded(machine: Machine) -> None:
    exc = raised(machine, 'ValueError', 'leaf')
    for _ in range(20_000):
        exc = raised(machine, 'ExceptionGroup', 'g', [exc])
    assert '(max_group_depth is 10)' in format_exception(machine, exc)


def test_huge_messages_and_notes_are_bounded(machine: Machine) -> None:
    exc = raised(machine, 'ValueError', 'x' * 1_000_000)
    exc.attrs = {'__notes__': ['note'] * 200_000}
    text = format_exception(machine, exc)
    assert len(text) <= MAX_TEXT
    assert text.startswith('ValueError: xxx')
    assert 'characters left out' in text


def test_text_that_needs_sandbox_code_is_asked_for(machine: Machine) -> None:
    cls = Class('Custom', (CLASSES['Exception'],), {'__str__': 'a function of the program'}, '__main__')
    cls.mro = [cls, *CLASSES['Exception'].mro]
    exc = ExceptionValue(cls, ())
    outer = raised(machine, 'KeyError', 'k')
    outer.context = exc
    assert texts_needed(machine, outer) == [exc]
    assert 'Custom: <exception str() failed>\n' in format_exception(machine, outer)
    assert 'Custom: computed\n' in format_exception(machine, outer, {id(exc): 'computed'})


@pytest.mark.skipif(sys.version_info < (3, 12), reason='the host suggests nothing')
def test_suggests_attributes_without_asking_the_object(machine: Machine) -> None:
    exc = raised(machine, 'AttributeError', "'C' object has no attribute 'valeu'")
    cls = Class('C', (), {'value': 1, '__dir__': 'a function of the program'}, '__main__')
    cls.mro = [cls]
    set_field(exc, 'name', 'valeu')
    set_field(exc, 'obj', cls)
    assert format_exception(machine, exc).endswith("has no attribute 'valeu'. Did you mean: 'value'?\n")


HOSTILE_LINES = {
    'unary operators': 's = """\n{deep}""", 1 / 0\n'.format(deep='-' * 5000),
    'lambdas': 's = """\n{deep}""", 1 / 0\n'.format(deep='lambda: ' * 3000),
    'brackets': 's = """\n{deep}""", 1 / 0\n'.format(deep='[' * 5000),
    'conditionals': 's = """\n{deep}""", 1 / 0\n'.format(deep='1 if 1 else ' * 3000),
}


@pytest.mark.parametrize('name', HOSTILE_LINES)
def test_lines_that_only_look_like_code_take_no_host_stack(name: str, machine: Machine) -> None:
    source = HOSTILE_LINES[name]
    exc = Translation(machine, source).exception(host_error(source))
    texts: list[str] = []
    previous = threading.stack_size(512 * 1024)
    try:
        thread = threading.Thread(target=lambda: texts.append(format_exception(machine, exc)))
        thread.start()
    finally:
        threading.stack_size(previous)
    thread.join()
    assert texts[0].endswith('ZeroDivisionError: division by zero\n')


def from_depth(depth: int, machine: Machine, exc: ExceptionValue) -> str:
    return format_exception(machine, exc) if depth == 0 else from_depth(depth - 1, machine, exc)


def test_carets_stand_where_they_should_from_a_deep_host_frame(machine: Machine) -> None:
    source = 'def f(a):\n    return (a + 1) / (a - a)\nf(1)\n'
    exc = Translation(machine, source).exception(host_error(source))
    assert from_depth(850, machine, exc) == format_exception(machine, exc)


def test_raised_at_is_the_innermost_line(machine: Machine) -> None:
    source = 'def f():\n    1 / 0\nf()\n'
    assert raised_at(Translation(machine, source).exception(host_error(source))) == 2
