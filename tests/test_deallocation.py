"""Chains of 200,000 objects of each kind are released without the host's stack running out, on any stack."""

from __future__ import annotations

from typing import Final

import pytest
from attack_runner import Child

LENGTH: Final = 200_000
ONE_LINE: Final = {
    'lists': '[x]',
    'tuples': '(x,)',
    'dicts': '{0: x}',
    'dict views': '{0: x}.values()',
    'instances': 'C(x)',
    'instances with slots': 'S(x)',
    'instances with payload': 'L([x])',
    'bound methods': 'C(x).m',
    'supers': 'C(x).parent()',
    'cells': 'closure(x)',
    'defaults': 'lambda x=x: x',
    'generators': 'generator(x)',
    'started generators': 'started(generator(x))',
    'generators with a handled exception': 'started(handling(x))',
    'coroutines': 'coroutine(x)',
    'iterators': 'iter([x])',
    'maps': 'map(str, iter([x]))',
    'zips': 'zip(iter([x]))',
    'filters': 'filter(None, iter([x]))',
    'enumerations': 'enumerate(iter([x]))',
    'exceptions': 'ValueError(x)',
    'contexts': 'linked("__context__", x)',
    'causes': 'linked("__cause__", x)',
    'groups': 'ExceptionGroup("", [x or ValueError()])',
    'properties': 'property(x)',
    'class methods': 'classmethod(x)',
    'static methods': 'staticmethod(x)',
    'aliases': 'list[x]',
}
DEFINITIONS: Final = """
class C:
    def __init__(self, x): self.x = x
    def m(self): pass
    def parent(self): return super()
class S:
    __slots__ = ('x',)
    def __init__(self, x): self.x = x
class L(list): pass
def closure(x): return lambda: x
def generator(x):
    yield 1
    yield x
def handling(x):
    try: raise ValueError(x)
    except ValueError: yield 1
def started(g):
    next(g)
    return g
async def coroutine(x): pass
def linked(name, x):
    e = ValueError()
    setattr(e, name, x)
    return e
x = None
"""
LIMITS: Final = {'allocation_limit': None, 'memory_limit_mb': 1000, 'execution_time_limit_ms': 20_000}


@pytest.mark.parametrize('way', ['main', 'thread'])
@pytest.mark.parametrize('kind', ONE_LINE)
def test_a_long_chain_is_released(kind: str, way: str) -> None:
    building = f'{DEFINITIONS}for _ in range({LENGTH}): x = {ONE_LINE[kind]}\n'
    child = Child(way)
    try:
        for ending in ('x = None\n1', '1'):  # while the program runs, and after its end
            outcome = child.run({'code': building + ending, 'limits': LIMITS})
            assert (outcome.kind, outcome.text) == ('value', '1'), outcome
    finally:
        child.close()
