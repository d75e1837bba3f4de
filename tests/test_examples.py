"""The demo does what it says, and its script gives under CPython what it gives in the sandbox."""

from __future__ import annotations

import ast
import asyncio
import inspect
import os
import subprocess
import sys
from collections.abc import Awaitable
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

import monty_tools as package

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / 'examples' / 'demo'


@pytest.fixture(scope='module')
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the demo prints into a pipe, run from somewhere else."""
    elsewhere = tmp_path_factory.mktemp('elsewhere')
    done = subprocess.run(
        [sys.executable, str(DEMO / 'run_demo.py')],
        capture_output=True,
        check=False,
        cwd=elsewhere,
        encoding='utf-8',
        env=os.environ | {'PYTHONPATH': str(Path(package.__path__[0]).parent)},
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ''
    return done.stdout


def test_the_answer_is_what_cpython_gives(demo: str) -> None:
    answer = run_under_cpython()
    for name in ('day', 'airline', 'late planes'):
        assert answer[name] in demo
    for place, weather in answer['weather'].items():
        assert f'{place}  {weather}' in demo


def test_the_calls_and_the_limits_are_told(demo: str) -> None:
    for name in ('search_flights', 'get_plane', 'weather_at'):
        assert name in demo
    for limit in ('memory', 'allocations', 'stack depth', 'execution time', 'external calls', 'output'):
        assert f'  {limit} ' in demo


def test_each_hostile_script_is_stopped(demo: str) -> None:
    assert demo.count('stopped after') == 3
    assert 'AttributeError: type object' in demo
    assert 'on record: forbidden_attribute' in demo
    assert 'stack depth limit reached' in demo
    assert 'limit reached at line 4' in demo


def test_another_process_finishes_with_the_same_answer(demo: str) -> None:
    assert 'same answer' in demo


def test_a_pipe_gets_no_control_sequences(demo: str) -> None:
    assert '\033' not in demo


def test_the_data_is_what_its_page_says() -> None:
    for line in (ROOT / 'examples' / 'data' / 'README.md').read_text(encoding='utf-8').splitlines():
        if line.startswith('| `'):
            name, rows = (cell.strip(' `') for cell in line.split('|')[1:3])
            text = (ROOT / 'examples' / 'data' / name).read_text(encoding='utf-8')
            assert len(text.splitlines()) - 1 == int(rows.replace(',', ''))


def run_under_cpython() -> dict[str, Any]:
    """The value of the agent script's last expression under the hosting CPython."""
    sys.path.insert(0, str(DEMO))
    try:
        import flights
    finally:
        sys.path.remove(str(DEMO))
    functions = (flights.search_flights, flights.get_plane, flights.weather_at)
    namespace: dict[str, Any] = {function.__name__: function for function in functions}
    namespace.update(first_day=6, last_day=9)
    asyncio.run(evaluate(compiled_script(), namespace))
    answer: dict[str, Any] = namespace['answer']
    return answer


def compiled_script() -> CodeType:
    """The agent's script with its last expression bound to `answer`."""
    tree = ast.parse((DEMO / 'agent_script.py').read_text(encoding='utf-8'))
    last = tree.body.pop()
    assert isinstance(last, ast.Expr)
    tree.body.append(ast.Assign([ast.Name('answer', ast.Store())], last.value))
    return compile(ast.fix_missing_locations(tree), 'agent_script.py', 'exec', flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)


async def evaluate(code: CodeType, namespace: dict[str, Any]) -> None:
    """Run code that may await at its top level."""
    result: Awaitable[None] | None = eval(code, namespace)
    if inspect.isawaitable(result):
        await result
