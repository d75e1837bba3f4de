"""The modules about the language itself (enum, abc, contextlib, types, traceback, warnings, logging) under hostile
programs: they end at a limit or with an ordinary error, soon, and leave nothing behind for the next run."""

from __future__ import annotations

import time
from typing import Final

import pytest

from monty_tools import Monty, MontyError, MontyRuntimeError, MontySyntaxError, ResourceLimitError, ResourceLimits

LIMITS: Final = ResourceLimits(
    memory_limit_mb=10, allocation_limit=None, stack_depth_limit=100, execution_time_limit_ms=300
)
SOON: Final = 3.0
"""Seconds in which a run with ``LIMITS`` must have ended on a busy machine, tracing of its memory included."""

ENDLESS: Final[dict[str, tuple[str, ...]]] = {
    'from enum import Enum, Flag, IntFlag, auto, verify, CONTINUOUS, show_flag_values, unique': (
        "Enum('E', [f'm{i}' for i in range(10 ** 5)])",
        "Enum('E', ((f'm{i}', i) for i in iter(int, 1)))",
        "Enum('E', 'a ' * 10 ** 9)",
        'show_flag_values((1 << 10 ** 8) - 1)',
        'class F(Flag):\n    A = 1 << 10 ** 10',
        'class F(IntFlag):\n    A = 1\ni = 2\nwhile True: F(i); i += 1',
        'class F(IntFlag):\n    A = 1\nx = F(1)\nwhile True: x = F(x.value << 10 ** 5 | 1)',
        'class E(Enum):\n    _missing_ = classmethod(lambda c, v: c(v + 1))\n    A = 1\nE(2)',
        'class E(Enum):\n    while True: pass',
        'class E(Enum):\n    A = 1\n    def __init__(self, v):\n        while True: pass',
        'class E(Enum):\n    def _generate_next_value_(name, *args):\n        while True: pass\n    A = auto()',
        'class E(Enum):\n    _ignore_ = ["a"] * 10 ** 9',
        '@verify(CONTINUOUS)\nclass E(Enum):\n    A = 1\n    B = 10 ** 12',
        '@verify(CONTINUOUS)\nclass F(Flag):\n    A = 1\n    B = 1 << 10 ** 7',
        'while True:\n    class E(Enum):\n        A = 1\n        B = 2',
    ),
    'from abc import *': (
        'class A(ABC): pass\ni = 0\nwhile True:\n    class B: pass\n    A.register(B)',
        'class A(ABC):\n    @classmethod\n    def __subclasshook__(cls, C): return issubclass(C, cls)\n'
        'issubclass(int, A)',
        'class A(ABC): pass\nwhile True:\n    class A(A):\n        @abstractmethod\n        def f(self): ...',
        'f = classmethod(1)\nwhile True: f = classmethod(f)',
    ),
    'from contextlib import *': (
        's = ExitStack()\nwhile True: s.callback(print)',
        's = ExitStack()\ns.callback(lambda: s.callback(f))\ndef f(): s.callback(f)\ns.callback(f)\ns.close()',
        '@contextmanager\ndef f():\n    while True:\n        try: yield\n        except BaseException: pass\n'
        'def g():\n    with f():\n        g()\ng()',
        'class W:\n    def write(self, s): print(s)\nwith redirect_stdout(W()): print("x")',
        '@contextmanager\ndef f(): yield\n@f()\ndef g(): g()\ng()',
        'with ExitStack() as s:\n    while True: s.enter_context(nullcontext())',
    ),
    'from types import *': (
        'n = SimpleNamespace()\nwhile True: n = SimpleNamespace(a=n, b=n)',
        'n = SimpleNamespace(a=1)\nfor i in range(10 ** 6): n = SimpleNamespace(a=n, b=n)\nrepr(n)',
        'n = MappingProxyType({})\nfor i in range(10 ** 6): n = MappingProxyType({1: n})\nrepr(n)',
        'while True: new_class("C")',
    ),
    'import traceback': (
        'def f(n):\n    try: f(n + 1)\n    finally: 1 / 0\n'
        'try: f(0)\nexcept Exception:\n    while True: traceback.format_exc()',
        'e = None\nfor i in range(10 ** 6):\n    n = ValueError(i); n.__context__ = e; e = n\n'
        'while True: traceback.format_exception(e)',
        'e = ValueError(1)\nfor i in range(10 ** 5): e = ExceptionGroup("g", [e, e])\n'
        'while True: traceback.format_exception_only(e)',
        'traceback.format_list([("f", 1, "g", "x" * 10 ** 5)] * 10 ** 9)',
    ),
    'import logging': (
        'while True: logging.getLogger("a.b.c").warning("x" * 1000)',
        'i = 0\nwhile True: logging.getLogger(str(i)); i += 1',
        'logging.warning("%1000000000d", 1)',
        'class H(logging.Handler):\n    def emit(self, r): logging.warning("again")\n'
        'logging.getLogger().addHandler(H())\nlogging.warning("x")',
        'logging.getLogger("." * 10 ** 9)',
    ),
    'import warnings': (
        'warnings.simplefilter("always")\nwhile True: warnings.warn("x")',
        'i = 0\nwhile True: warnings.simplefilter("error", lineno=i); i += 1',
        'warnings.simplefilter("default")\ni = 0\nwhile True: warnings.warn(str(i)); i += 1',
    ),
}


@pytest.mark.parametrize(('start', 'program'), [(start, each) for start, all_ in ENDLESS.items() for each in all_])
def test_programs_end_soon(start: str, program: str) -> None:
    begun = time.monotonic()
    with pytest.raises((ResourceLimitError, MontyRuntimeError)):
        Monty(f'{start.replace("import *", "import " + NAMES.get(start, ""))}\n{program}').run(
            limits=LIMITS, print_callback=lambda stream, text: None
        )
    assert time.monotonic() - begun < SOON


NAMES: Final = {
    'from abc import *': 'ABC, abstractmethod',
    'from contextlib import *': 'ExitStack, contextmanager, nullcontext, redirect_stdout',
    'from types import *': 'SimpleNamespace, MappingProxyType, new_class',
}

REFUSED: Final = (
    'import enum\nclass M(enum.EnumMeta): pass',
    'from abc import ABCMeta\nclass M(ABCMeta): pass',
    'ABCMeta = 5\nclass C(metaclass=ABCMeta): pass',
    'class ABCMeta(type): pass\nclass C(metaclass=ABCMeta): pass',
    'class EnumType(type):\n    def __body_store__(*args): print(args)\nclass C(metaclass=EnumType): x = 1',
    'from enum import Enum, EnumType\nEnumType.__class_maker__',
    'from enum import Enum\nEnum.__body_store__',
    'from abc import ABCMeta\nABCMeta.__instance_check__',
    'from typing import NamedTuple\nNamedTuple.__class_maker__',
    'from enum import EnumType\nEnumType.__call__ = 5',
    'from enum import FlagBoundary\nFlagBoundary.STRICT.x = 5',
    'from enum import FlagBoundary\nFlagBoundary.STRICT._value_ = 5',
    "from enum import Enum\nEnum._member_map_['x'] = 5",
    "from enum import Enum\nEnum._member_names_.append('x')",
    'from enum import IntEnum\nIntEnum.extra = 5',
    "from enum import FlagBoundary\nFlagBoundary.__members__['x'] = 1",
    'import sys\nsys.__stdout__ = 5',
    'import sys\nsys.version = 5',
    'import types\ntypes.FunctionType()',
    'import types\ntypes.ModuleType("x")',
    'type(None)(5)',
    'type(iter([]))()',
    'import types\ntypes.CodeType',
    'import contextlib\ncontextlib.ExitStack.close = 5',
)


@pytest.mark.parametrize('program', REFUSED)
def test_what_programs_must_not_reach_is_refused(program: str) -> None:
    with pytest.raises((MontyRuntimeError, MontySyntaxError)):
        Monty(program).run()


def test_a_class_with_a_hook_of_its_own_is_an_ordinary_class() -> None:
    program = """
class A:
    def __class_maker__(*args): raise KeyError('called')
    def __instance_check__(*args): raise KeyError('called')
class B(A): x = 1
[B().x, isinstance(B(), A), isinstance(5, A), B.__mro__[1] is A]
"""
    assert Monty(program).run() == [1, True, False, True]


def test_runs_share_no_state() -> None:
    first = """
import sys, logging, warnings, collections.abc
from abc import ABC
class W:
    def write(self, s): pass
class X: pass
collections.abc.Sized.register(X)
logging.basicConfig(level=logging.DEBUG, format='%(levelname)s')
logging.addLevelName(10, 'CHANGED')
logging.disable(50)
warnings.simplefilter('error')
sys.stdout = W()
print('nowhere')
"""
    second = """
import sys, logging, warnings
warnings.warn('ignored')
log = logging.getLogger()
print('here')
[log.level, log.handlers, logging.getLevelName(10), sys.stdout is sys.__stdout__, log.isEnabledFor(30)]
"""
    texts: list[str] = []
    Monty(first).run(print_callback=lambda stream, text: texts.append(text))
    assert texts == []
    value = Monty(second).run(print_callback=lambda stream, text: texts.append(text))
    assert (value, ''.join(texts)) == ([30, [], 'DEBUG', True, True], 'here\n')


def test_warnings_are_shown_where_the_program_asks_for_them() -> None:
    texts: list[tuple[str, str]] = []
    program = "import warnings\nwarnings.warn('silent')\nwarnings.simplefilter('always')\nwarnings.warn('loud')"
    Monty(program, script_name='main.py').run(print_callback=lambda stream, text: texts.append((stream, text)))
    assert texts == [('stderr', "main.py:4: UserWarning: loud\n  warnings.warn('loud')\n")]


def test_logging_tells_the_time_by_the_clock_of_the_run() -> None:
    program = """
import logging, sys
logging.basicConfig(stream=sys.stdout, format='%(asctime)s %(message)s', level=10)
logging.info('now')
logging.Formatter('%(asctime)s', datefmt='%Y').format(logging.makeLogRecord({}))
"""
    texts: list[str] = []
    value = Monty(program, clock=0.5 + 86400).run(print_callback=lambda stream, text: texts.append(text))
    assert (value, ''.join(texts)) == ('1970', '1970-01-02 00:00:00,500 now\n')
    with pytest.raises(MontyRuntimeError, match='needs a clock'):
        Monty("import logging\nlogging.Formatter('%(asctime)s').format(logging.makeLogRecord({}))").run()


def test_enumerations_leave_the_sandbox_as_what_they_are() -> None:
    program = """
from enum import IntEnum, StrEnum
class I(IntEnum): A = 1
class S(StrEnum): B = 'b'
import json
[I.A + 0, str(S.B), json.dumps([I.A, S.B])]
"""
    assert Monty(program).run() == [1, 'b', '[1, "b"]']


@pytest.mark.parametrize(
    'code',
    [
        'import copy\ncopy.deepcopy([1, {2: (3,)}]), copy.copy(len)',
        'import enum\nclass E(enum.Enum):\n    A = 1\nE(1)',
        'from pathlib import PurePath\nPurePath("a") / "b"',
        'from typing import SupportsInt\nisinstance("a", SupportsInt)',
        'from functools import singledispatch\n@singledispatch\ndef f(x): return x\n'
        '@f.register\ndef g(x: int): return x\nf(1)',
    ],
)
def test_what_the_library_asks_of_values_is_no_violation(code: str) -> None:
    assert Monty(code).execute().violations == ()


@pytest.mark.parametrize(
    'code',
    [
        'from operator import attrgetter\nattrgetter("__globals__")(len)',
        "'{0.__globals__}'.format(len)",
        'import string\nstring.Formatter().format("{0.__globals__}", len)',
        'list(map(lambda x: getattr(x, "__globals__"), [len]))',
    ],
)
def test_what_a_program_asks_through_the_library_is_one(code: str) -> None:
    with pytest.raises(MontyError) as failed:
        Monty(code).run()
    assert [(each.kind, each.name) for each in failed.value.violations] == [('forbidden_attribute', '__globals__')]
