"""Every method of the builtin types and every builtin function, called with arguments right and wrong, as CPython does.

The calls stand in programs that run under both, a program for each type, so that all doors between a call in source and
the native are passed. What is compared: the value's type and repr (an iterator's items), the exception and its message,
and the receiver afterwards.
"""

import math
from collections.abc import Iterator
from itertools import product
from typing import Final

import pytest
from oracle import Chunk, run_cpython, run_monty

SETUP = """
import math, json

class Int(int): pass
class Text(str): pass
class List(list): pass
class Index:
    def __index__(self): return 1
    def __repr__(self): return 'Index'
class Sequence:
    def __getitem__(self, i): return 'xyz'[i]
    def __len__(self): return 3
    def __repr__(self): return 'Sequence'
class Mapping:
    def keys(self): return ['p', 'q']
    def __getitem__(self, key): return key * 2
    def __iter__(self): return iter(self.keys())
    def __repr__(self): return 'Mapping'
class Plain:
    def __repr__(self): return 'Plain'
def numbers():
    yield 1
    yield 2

def shown(value):
    name = type(value).__name__
    if hasattr(value, '__next__') or name.startswith('dict_'):
        return name + repr([item for item, _ in zip(value, range(20))])
    return name + ' ' + repr(value)

def attempt(text, call, receiver):
    try:
        outcome = shown(call(receiver))
    except Exception as error:
        outcome = type(error).__name__ + ': ' + str(error)
    print(text, '->', outcome, '|', repr(receiver))
"""

SINGLE = (
    *(
        'None',
        'True',
        '-1',
        '2**70',
        '1.5',
        '1j',
        "''",
        "'a'",
        "'\\u00e9'",
        "b'a'",
        'bytearray(b"a")',
        '[]',
        "['a', 'b']",
    ),
    *('(1, 2)', "{'a': 1}", '{1, 2}', 'range(3)', 'slice(1, 2)', 'Plain()', 'Int(3)', "Text('a')", 'Index()'),
    *('Sequence()', 'Mapping()', 'iter([1])', 'numbers()', '[(1, 2)]', '...', 'len'),
)
"""Arguments that stand alone."""
PAIRED = ('0', "'a'", "b'b'", 'None')
"""Arguments in pairs, and in threes with themselves."""
KEYWORDS = ("sep='a'", 'maxsplit=1', 'key=None', 'default=0', 'wrong=1')

RECEIVERS = {
    'str': ("'abc'", "'A b,c '"),
    'bytes': ("b'abc'",),
    'bytearray': ('bytearray(b"abc")',),
    'int': ('7',),
    'bool': ('True',),
    'float': ('2.5',),
    'complex': ('1+2j',),
    'list': ('[3, 1, 2]', 'List([1])'),
    'tuple': ('(1, 2, 1)',),
    'dict': ("{'a': 1, 1: 2}",),
    'set': ('{1, 2, 3}',),
    'frozenset': ('frozenset({1, 2})',),
    'range': ('range(10, 0, -3)',),
    'slice': ('slice(1, 2)',),
    'dict_keys': ("{'a': 1}.keys()",),
    'dict_items': ("{'a': 1}.items()",),
    'generator': ('numbers()',),
    'list_iterator': ('iter([1, 2])',),
}

LEFT_OUT = frozenset(
    """__alloc__ __buffer__ __class__ __class_getitem__ __del__ __delattr__ __dict__ __dir__ __doc__ __firstlineno__
    __format__ __getattribute__ __getformat__ __getnewargs__ __getstate__ __hash__ __init__ __init_subclass__
    __itemsize__ __length_hint__ __lshift__ __module__ __name__ __new__ __pow__ __qualname__ __reduce__ __reduce_ex__
    __release_buffer__ __rlshift__ __rpow__ __setattr__ __setstate__ __sizeof__ __static_attributes__
    __subclasshook__ __weakref__ add denominator gi_code gi_frame gi_running gi_suspended gi_yieldfrom hex imag
    maketrans mapping numerator real start step stop throw to_bytes""".split()
)
"""Attributes that the sandbox hasn't, that are no methods, or whose results show addresses or huge numbers."""

FUNCTIONS = (
    *'abs all any ascii bin bool bytearray bytes callable chr dict divmod enumerate filter float format'.split(),
    *'frozenset getattr hasattr hex int isinstance issubclass iter len list max min next oct ord range repr'.split(),
    *'reversed round set slice sorted str sum tuple zip ValueError OSError json.loads'.split(),
    *(f'math.{name}' for name in vars(math) if not name.startswith('_') and callable(getattr(math, name))),
)


def argument_lists() -> Iterator[str]:
    yield ''
    yield from SINGLE
    for first, second in product(PAIRED, repeat=2):
        yield f'{first}, {second}'
    for value in PAIRED:
        yield f'{value}, {value}, {value}'
    yield from KEYWORDS


def method_calls(kind: str) -> Iterator[tuple[str, str]]:
    """Calls of the methods of a builtin type: the call of ``x``, and what ``x`` is."""
    for receiver in RECEIVERS[kind]:
        names: dict[str, object] = {}
        exec(SETUP, names)
        for name in dir(eval(receiver, names)):
            if name in LEFT_OUT:
                continue
            special = name.startswith('__')
            for arguments in argument_lists():
                if special and '=' in arguments and '==' not in arguments:
                    continue
                yield f'x.{name}({arguments})', receiver


CALLS_AT_ONCE: Final = 3000
"""In one program: more would be too long for one."""


def differences(calls: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The lines that programs of these calls print otherwise than CPython's."""
    parts = range(0, len(calls), CALLS_AT_ONCE)
    return [found for start in parts for found in different_lines(calls[start : start + CALLS_AT_ONCE])]


def different_lines(calls: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """``differences`` of one program."""
    source = SETUP + ''.join(f'attempt({call!r}, lambda x: {call}, {receiver})\n' for call, receiver in calls)
    chunk = Chunk('natives', 'calls', source)
    ours, theirs = run_monty(chunk), run_cpython(chunk)
    assert (ours.error_type, ours.message) == (None, None)
    printed, expected = ours.stdout.splitlines(), theirs.stdout.splitlines()
    assert len(printed) == len(expected) == len(calls)
    return [(line, wanted) for line, wanted in zip(printed, expected, strict=True) if line != wanted]


@pytest.mark.parametrize('kind', RECEIVERS)
def test_methods(kind: str) -> None:
    assert differences(list(method_calls(kind))) == []


@pytest.mark.parametrize('name', FUNCTIONS)
def test_functions(name: str) -> None:
    assert differences([(f'{name}({arguments})', 'None') for arguments in argument_lists()]) == []
