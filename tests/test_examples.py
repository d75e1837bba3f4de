"""The demo does what it says, and its script gives under CPython what it gives in the sandbox."""

from __future__ import annotations

import ast
import asyncio
import inspect
import os
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

import monty_tools as package

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / 'examples' / 'demo'


LIMITS = ('memory', 'allocations', 'stack depth', 'execution time', 'sleep', 'external calls', 'output', 'source')


def run_demo(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The demo with its output in a pipe, run from somewhere else."""
    return subprocess.run(
        [sys.executable, str(DEMO / 'run_demo.py')],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding='utf-8',
        env=os.environ | {'PYTHONPATH': str(Path(package.__path__[0]).parent), 'COLUMNS': '300'} | environment,
    )


@pytest.fixture(scope='module')
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the demo prints, no line of it wrapped."""
    done = run_demo(tmp_path_factory.mktemp('elsewhere'), MONTY_TOOLS_DEMO_MODEL='')
    assert done.returncode == 0, done.stderr
    assert done.stderr == ''
    return done.stdout


def test_the_answer_is_what_cpython_gives(demo: str, tmp_path: Path) -> None:
    found = run_under_cpython(tmp_path)
    answer = next(line for line in demo.splitlines() if line.startswith('  answer '))
    for name in ('day', 'hours lost', 'airline', 'cancelled', 'not counted'):
        assert str(found[name]) in answer
    for place, weather in found['weather'].items():
        assert f'{place}: {weather}' in demo


def test_the_model_is_told_what_was_refused_and_what_failed(demo: str) -> None:
    told = demo.split('The model is told')
    assert 'The code was not run.' in told[1]
    assert (
        "line 1: No module named 'sqlite3': it is not available in the sandbox; available modules: abc, asyncio, "
        in told[1]
    )
    assert "TypeError: '>' not supported between instances of 'int' and 'NoneType'" in told[2]
    assert 'Calls already made' in told[2]
    assert 'Result:' in told[3]


def test_the_trace_is_a_tree_with_latencies_and_the_violation(demo: str) -> None:
    shown = [line.split() for line in demo.partition('The trace')[2].partition('How near')[0].splitlines()]
    rows = [' '.join(row) for row in shown if row and row != ['ms']]
    names = [re.sub(r'( ×\d+)? [\d.,]+(–[\d.,]+)?( [^\d].*)?$', '', row) for row in rows]
    assert names == [
        'invoke_agent flight_agent',
        '├─ chat scripted',
        '├─ execute_tool run_code',
        '│ └─ run_code',
        '│ └─ whitelist_violation',
        '├─ chat scripted',
        '├─ execute_tool run_code',
        '│ └─ run_code',
        '│ └─ execute_tool search_flights',
        '├─ chat scripted',
        '├─ execute_tool run_code',
        '│ └─ run_code',
        '│ ├─ execute_tool search_flights',
        '│ ├─ execute_tool get_plane',
        '│ ├─ execute_tool get_plane',
        '│ ├─ execute_tool distance',
        '│ ├─ execute_tool airline_name',
        '│ ├─ execute_tool weather_at',
        '│ └─ execute_tool weather_at',
        '└─ chat scripted',
    ]
    assert rows[4].endswith('forbidden_import: sqlite3 at line 1')
    assert rows[7].endswith('error TypeError at line 2')
    assert rows[11].endswith(' ok')
    assert sum('execute_tool get_plane ×' in row and row.endswith('LookupError') for row in rows) == 1


def test_the_limits_are_told(demo: str) -> None:
    shown = demo.partition('How near')[2].partition('\n2. ')[0]
    for limit in LIMITS:
        assert f'  {limit} ' in shown


def test_each_hostile_script_is_stopped(demo: str) -> None:
    assert demo.count('stopped after') == 3
    assert 'AttributeError: type object' in demo
    assert 'on record: forbidden_attribute' in demo
    assert 'stack depth limit reached' in demo
    assert 'limit reached at line 4' in demo


def test_another_process_finishes_with_the_same_answer(demo: str) -> None:
    assert re.search(r"paused at +get_plane\(tailnum='\w+'\) in process (\d+)", demo)
    assert re.search(r'same answer +yes', demo)


def test_the_demo_fits_its_terminal_and_takes_another_model(tmp_path: Path) -> None:
    done = run_demo(tmp_path, MONTY_TOOLS_DEMO_MODEL='test', COLUMNS='80')
    assert (done.returncode, done.stderr) == (0, '')
    assert 'chat test' in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_an_unknown_model_is_a_plain_message(tmp_path: Path) -> None:
    done = run_demo(tmp_path, MONTY_TOOLS_DEMO_MODEL='nobody:knows')
    assert done.returncode == 1
    assert done.stderr.startswith('MONTY_TOOLS_DEMO_MODEL=nobody:knows: Unknown model')
    assert 'Traceback' not in done.stderr


def test_a_pipe_gets_no_control_sequences(demo: str) -> None:
    assert '\033' not in demo


def test_the_data_is_what_its_page_says() -> None:
    for line in (ROOT / 'examples' / 'data' / 'README.md').read_text(encoding='utf-8').splitlines():
        if line.startswith('| `'):
            name, rows = (cell.strip(' `') for cell in line.split('|')[1:3])
            text = (ROOT / 'examples' / 'data' / name).read_text(encoding='utf-8')
            assert len(text.splitlines()) - 1 == int(rows.replace(',', ''))


def run_under_cpython(folder: Path) -> dict[str, Any]:
    """The value of the agent script's last expression under the hosting CPython."""
    sys.path.insert(0, str(DEMO))
    try:
        import flight_tools
    finally:
        sys.path.remove(str(DEMO))
    database = folder / 'flights.sqlite'
    flight_tools.build_database(database)
    tools = flight_tools.FlightTools(database).tools
    namespace: dict[str, Any] = {tool.__name__: awaitable(tool) for tool in tools}
    asyncio.run(evaluate(compiled_script(), namespace))
    answer: dict[str, Any] = namespace['answer']
    return answer


def awaitable(tool: Callable[..., Any]) -> Callable[..., Awaitable[Any]]:
    """A tool as code in the sandbox sees it."""

    async def call(**arguments: Any) -> Any:
        value = tool(**arguments)
        return await value if inspect.isawaitable(value) else value

    return call


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


def test_an_approval_in_langchain_is_answered_by_another_process(demo: str) -> None:
    shown = demo.partition('\n4. ')[2]
    assert "send_report(to='operations', text='ExpressJet Airlines Inc.: 44 hours in 250 flights')" in shown
    assert 'the model is told  sent to operations: ExpressJet Airlines Inc.: 44 hours in 250 flights' in shown
    asked, answered = re.findall(r'process (\d+)', shown)
    assert asked != answered
    tree = [
        line.split()[0:4]
        for line in shown.partition('One trace of both processes')[2].splitlines()
        if 'execute_tool' in line
    ]
    assert [line[-2] for line in tree] == ['search_flights', 'airline_name', 'send_report']
    assert shown.count('run_code') == 2
