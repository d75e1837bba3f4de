"""Every hostile program of `attacks/`, run in three ways: none reaches the host, crashes it or outlives its limits.

A case states what it must come to (`expect`), and some the sharper outcome that holds where the sandbox supports all of
what they use (`strict`). The latter is told in a warning, not demanded.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import pytest
from attack_runner import CANARY, MEMORY_MB, WAYS, Child, Outcome, corpus

CASES: Final = corpus()
TIME_LIMIT_MS: Final = 5000
"""For programs that must come to their end."""
SHORT_TIME_LIMIT_MS: Final = {'main': 2000, 'thread': 1000, 'deep': 1000}
"""For programs that need not."""
SLOW_TIME_LIMIT_MS: Final = {'main': 500, 'thread': 250, 'deep': 250}
"""For programs that may run until the limit."""
ALLOCATIONS: Final = {'main': {'allocation_limit': None}, 'thread': {}, 'deep': {}}
"""Without this limit the main thread's runs come to the memory limit itself."""
LIMITS_OF_KIND: Final = {
    'memory': ('memory', 'allocations', 'output', 'MemoryError'),
    'time': ('execution_time', 'sleep', 'allocations', 'TimeoutError'),
    'recursion': ('stack_depth', 'RecursionError'),
}
NOT_SUPPORTED: Final = ('ModuleNotFoundError', 'ImportError', 'NameError', 'SyntaxError')
HARBOURED: Final = CANARY
"""In a module's globals, where a program that reaches the host would find it."""


class AttackWarning(UserWarning):
    """A case that is contained, but not as sharply as it could be."""


@cache
def child(way: str) -> Child:
    return Child(way)


@pytest.fixture(scope='module', autouse=True)
def _children() -> Iterator[None]:
    yield
    for way in WAYS:
        child(way).close()


@pytest.mark.parametrize('way', WAYS)
@pytest.mark.parametrize('case', CASES, ids=lambda case: case['id'])
def test_attack(case: dict[str, Any], way: str) -> None:
    time_limit = time_limit_ms(case, way)
    limits = {'execution_time_limit_ms': time_limit, **ALLOCATIONS[way]}
    outcome = child(way).run(case | {'limits': limits})
    assert outcome.kind not in ('crash', 'hang', 'MontyInternalError'), outcome.text
    stops_host = case.get('externals', {}).get('boom') == 'raises KeyboardInterrupt'
    assert outcome.kind != 'host' or (stops_host and outcome.type_name == 'KeyboardInterrupt'), outcome.text
    assert not outcome.leaks
    assert not outcome.left
    assert outcome.wall < time_limit / 1000 + 1
    assert outcome.grown_mb < 3 * MEMORY_MB
    if not is_missing(case, outcome):
        assert agrees(case['expect'], outcome), f'expected {case["expect"]}, but {told(outcome)}'
        strict = case.get('strict')
        if strict is not None and not agrees(strict, outcome):
            warnings.warn(
                AttackWarning(f'{case["id"]} ({way}): {strict} would be better, but {told(outcome)}'), stacklevel=1
            )


def time_limit_ms(case: dict[str, Any], way: str) -> int:
    """How long a case may run, in milliseconds of the interpreter's time."""
    if case.get('slow'):
        return SLOW_TIME_LIMIT_MS[way]
    return TIME_LIMIT_MS if case['expect'].startswith(('value:', 'error:')) else SHORT_TIME_LIMIT_MS[way]


def host_parses(code: str) -> bool:
    try:
        ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def is_missing(case: dict[str, Any], outcome: Outcome) -> bool:
    """Whether the sandbox cleanly refused a module or feature that the case needs, or syntax newer than the host's."""
    if outcome.kind == 'syntax' and not host_parses(case['code']):
        return True
    needed = 'modules' in case or 'features' in case
    return needed and outcome.kind in ('syntax', 'runtime') and outcome.type_name in NOT_SUPPORTED


def agrees(wanted: str, outcome: Outcome) -> bool:
    """Whether the outcome is the one in words."""
    kind, _, rest = wanted.partition(':')
    if kind == 'value':
        return outcome.kind == 'value' and outcome.text == rest
    if kind == 'error':
        return outcome.type_name in rest.split('|')
    if kind == 'limit':
        allowed = [name for each in rest.split('|') for name in LIMITS_OF_KIND[each]]
        return outcome.limit in allowed or outcome.type_name in allowed
    return kind == 'contained' or outcome.kind != 'value'


def told(outcome: Outcome) -> str:
    """The outcome in words."""
    if outcome.kind == 'value':
        return f'it gave {outcome.text[:200]}'
    return f'it ended with {outcome.kind} {outcome.type_name or outcome.limit}: {outcome.text[:200]}'


def test_the_corpus_is_complete() -> None:
    assert len({case['id'] for case in CASES}) == len(CASES) > 400
