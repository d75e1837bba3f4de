"""The command line: what it prints where, and how it exits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import monty_tools as package
from monty_tools import FunctionSnapshot, FutureSnapshot, Monty
from monty_tools.cli.commands import form, monty_tools
from monty_tools.cli.display import visible
from monty_tools.cli.prompt import is_incomplete


@pytest.fixture(autouse=True)
def working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh working directory, with a module of host functions."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    functions = 'def double(n: int) -> int:\n    return 2 * n\n\nasync def later(n: int) -> int:\n    return n + 1\n'
    Path('host_functions_of_cli_test.py').write_text(functions)
    Path('broken_host_functions.py').write_text('1 / 0')
    return tmp_path


def run(code: str, *arguments: str) -> Result:
    """`monty-tools run` of a program with arguments."""
    Path('program.py').write_text(code)
    return CliRunner().invoke(monty_tools, ['run', 'program.py', *arguments])


def repl(text: str) -> Result:
    """`monty-tools repl` with piped stdin."""
    return CliRunner().invoke(monty_tools, ['repl'], input=text)


def test_run_prints_what_the_program_prints_and_its_value() -> None:
    done = run('print("one")\n[1, "two"]')
    assert (done.exit_code, done.stdout, done.stderr) == (0, "one\n[1, 'two']\n", '')


def test_run_prints_no_value_where_there_is_none() -> None:
    done = run('x = 1')
    assert (done.exit_code, done.stdout, done.stderr) == (0, '', '')


def test_run_keeps_the_streams_apart() -> None:
    done = run('import sys\nprint("out")\nprint("err", file=sys.stderr)')
    assert (done.exit_code, done.stdout, done.stderr) == (0, 'out\n', 'err\n')


def test_run_reads_stdin() -> None:
    done = CliRunner().invoke(monty_tools, ['run', '-'], input='1 + 1')
    assert (done.exit_code, done.stdout) == (0, '2\n')


def test_run_takes_inputs() -> None:
    done = run('[name, count * 2]', '--input', 'name="ada"', '--input', 'count=21')
    assert (done.exit_code, done.stdout) == (0, "['ada', 42]\n")


def test_run_takes_functions_of_the_working_directory() -> None:
    done = run('double(21)', '--functions', 'host_functions_of_cli_test:double')
    assert (done.exit_code, done.stdout) == (0, '42\n')


def test_run_awaits_coroutine_functions() -> None:
    done = run('await later(41)', '--functions', 'host_functions_of_cli_test:later')
    assert (done.exit_code, done.stdout) == (0, '42\n')


@pytest.mark.parametrize(
    ('arguments', 'told'),
    [
        (['--input', 'name=ada'], 'text needs quotes'),
        (['--input', 'name'], 'not name=JSON'),
        (['--functions', 'double'], 'not module:name'),
        (['--functions', ':double'], 'not module:name'),
        (['--functions', 'no_such_module_at_all:double'], 'does not import'),
        (['--functions', 'broken_host_functions:double'], 'ZeroDivisionError: division by zero'),
        (['--functions', 'host_functions_of_cli_test:triple'], 'has no function triple'),
        (['--limits', 'memory=3'], 'memory_limit_mb'),
        (['--limits', 'memory_limit_mb=much'], 'must be a number or none'),
        (['--no-such-option'], 'No such option'),
    ],
)
def test_a_wrong_command_line_exits_with_2(arguments: list[str], told: str) -> None:
    done = run('1', *arguments)
    assert (done.exit_code, done.stdout) == (2, '')
    assert told in done.stderr


def test_a_missing_file_exits_with_2() -> None:
    assert CliRunner().invoke(monty_tools, ['run', 'nowhere.py']).exit_code == 2


def test_a_file_that_is_not_text_exits_with_2() -> None:
    Path('program.py').write_bytes(b'x = "\xff"')
    done = CliRunner().invoke(monty_tools, ['run', 'program.py'])
    assert done.exit_code == 2
    assert 'not UTF-8' in done.stderr


@pytest.mark.parametrize(
    ('code', 'arguments', 'exit_code', 'told'),
    [
        ('1 / 0', [], 1, 'ZeroDivisionError: division by zero'),
        ('1 +', [], 3, 'SyntaxError: invalid syntax'),
        ('import socket', [], 3, 'socket'),
        ('while True: pass', ['--limits', 'execution_time_limit_ms=20'], 4, 'execution time limit reached'),
        ('x = []\nx.append(x)\nx', [], 6, 'boundary error: result[0]'),
    ],
)
def test_the_exit_code_tells_the_kind_of_problem(code: str, arguments: list[str], exit_code: int, told: str) -> None:
    done = run(code, *arguments)
    assert (done.exit_code, done.stdout) == (exit_code, '')
    assert told in done.stderr


def test_a_limit_that_makes_no_sense_exits_with_2() -> None:
    assert run('1', '--limits', 'stack_depth_limit=-1').exit_code == 2


def test_a_limit_can_be_lifted() -> None:
    code = 'def f(n): return n and f(n - 1)\nf(150)'
    assert run(code).exit_code == 4
    assert run(code, '--limits', 'stack_depth_limit=none,memory_limit_mb=20').stdout == '0\n'


def test_json_is_the_whole_record() -> None:
    code = 'print("hi")\n{"a": (1, 2.5), 3: double(2)}'
    done = run(code, '--json', '--functions', 'host_functions_of_cli_test:double')
    record = json.loads(done.stdout)
    assert done.exit_code == 0
    assert record['value'] == {'a': [1, 2.5], '3': 4}
    assert record['repr'] == "{'a': (1, 2.5), 3: 4}"
    assert record['stdout'] == 'hi\n'
    assert record['error'] is None
    assert [(call['name'], call['outcome']) for call in record['calls']] == [('double', 'returned')]
    assert record['usage']['external_calls'] == {'used': 1, 'limit': 1000, 'ratio': 0.001}


def test_json_tells_the_error_too() -> None:
    done = run('print("hi")\n{}["k"]', '--json')
    record = json.loads(done.stdout)
    assert done.exit_code == 1
    assert record['stdout'] == 'hi\n'
    assert record['value'] is None
    assert (record['error']['kind'], record['error']['type_name']) == ('runtime', 'KeyError')
    assert done.stderr.endswith("KeyError: 'k'\n")


def test_json_has_no_numbers_that_json_lacks() -> None:
    assert json.loads(run('[float("inf"), 1e3]', '--json').stdout)['value'] == ['inf', 1000.0]


def test_check_finds_everything_and_runs_nothing() -> None:
    Path('program.py').write_text('print("ran")\nimport socket\nx = y\nz = given\nf()\n')
    done = CliRunner().invoke(monty_tools, ['check', 'program.py', '--input', 'given', '--functions', 'any.module:f'])
    assert (done.exit_code, done.stdout) == (3, '')
    assert [line.split(': ')[0] for line in done.stderr.splitlines()] == ['program.py:2:1', 'program.py:3:5']


def test_check_says_nothing_about_a_good_program() -> None:
    Path('program.py').write_text('import math\nmath.pi')
    done = CliRunner().invoke(monty_tools, ['check', 'program.py'])
    assert (done.exit_code, done.stdout, done.stderr) == (0, '', '')


def test_repl_keeps_names_and_shows_values() -> None:
    done = repl('x = 20\nx + 1\nNone\n"text"\n')
    assert (done.exit_code, done.stdout) == (0, "21\n'text'\n")


def test_repl_prints_as_it_comes_and_keeps_the_streams_apart() -> None:
    done = repl('import sys\nfor i in range(2): print(i)\n\nprint("err", file=sys.stderr)\n1 / 0\n')
    assert (done.exit_code, done.stdout) == (1, '0\n1\n')
    assert done.stderr.startswith('err\nTraceback')


def test_repl_awaits_coroutine_functions() -> None:
    arguments = ['repl', '--functions', 'host_functions_of_cli_test:later']
    done = CliRunner().invoke(monty_tools, arguments, input='x = await later(1)\nawait later(x)\n')
    assert (done.exit_code, done.stdout) == (0, '3\n')


def test_repl_reads_on_while_the_source_is_incomplete() -> None:
    done = repl('def f(a,\n      b):\n    return a + b\n\nf(1,\n  2)\n"""a\nb"""\n')
    assert (done.exit_code, done.stdout) == (0, "3\n'a\\nb'\n")


def test_repl_goes_on_after_a_problem_and_exits_with_it() -> None:
    done = repl('x = 1\n1 / 0\nx +\nx\nprint("end")')
    assert (done.exit_code, done.stdout) == (1, '1\nend\n')
    assert 'ZeroDivisionError' in done.stderr
    assert 'SyntaxError' in done.stderr


@pytest.mark.parametrize(
    ('source', 'incomplete'),
    [
        ('1\n', False),
        ('(1,\n', True),
        ('"""a\n', True),
        ('f"""a {1}\n', True),
        ('"a\n', False),
        ('x = \\\n', True),
        ('if x:\n', True),
        ('if x: y\n', False),
        ('if x:\n    y\n', True),
        ('if x:\n    y\n\n', False),
        ('@decorator\n', True),
        ('x[1:\n', True),
        ('# note:\n', False),
        ('1 +\n', False),
        (')\n', False),
    ],
)
def test_what_the_prompt_reads_on_after(source: str, incomplete: bool) -> None:
    assert is_incomplete(source) is incomplete


def test_inspect_shows_where_a_program_stopped() -> None:
    code = 'def helper(n):\n    return ask(n + 1)\n\nhelper(41)'
    progress = Monty(code, external_functions=['ask'], script_name='asker.py').start()
    assert isinstance(progress, FunctionSnapshot)
    Path('stopped.snapshot').write_bytes(progress.dump())
    done = CliRunner().invoke(monty_tools, ['inspect', 'stopped.snapshot'])
    assert done.exit_code == 0
    assert 'asker.py waits for the result of\n  ask(42)  (call 1, line 2)\n' in done.stdout
    assert '  <module>, line 4\n  helper, line 2\n      n = 41\n' in done.stdout
    assert '  helper = <function helper at 0x' in done.stdout
    assert '  external_calls  1 of 1,000\n' in done.stdout


def test_inspect_shows_what_gathered_calls_wait_for() -> None:
    code = 'import asyncio\nasync def one(n): return await ask(n)\nawait asyncio.gather(one(1), one(2))'
    progress = Monty(code, external_functions=['ask']).start()
    while isinstance(progress, FunctionSnapshot):
        progress = progress.resume(pending=True)
    assert isinstance(progress, FutureSnapshot)
    Path('stopped.snapshot').write_bytes(progress.dump())
    done = CliRunner().invoke(monty_tools, ['inspect', 'stopped.snapshot'])
    assert '  ask(1)  (call 1, line 2)\n  ask(2)  (call 2, line 2)\n' in done.stdout


def test_inspect_refuses_what_is_no_snapshot() -> None:
    Path('not.snapshot').write_bytes(b'nothing of the kind')
    done = CliRunner().invoke(monty_tools, ['inspect', 'not.snapshot'])
    assert (done.exit_code, done.stdout) == (7, '')
    assert 'snapshot error' in done.stderr


def test_version_tells_the_form() -> None:
    assert CliRunner().invoke(monty_tools, ['version', '--form']).stdout == f'{form()}\n'
    assert form() in CliRunner().invoke(monty_tools, ['version']).stdout


@pytest.mark.skipif('MONTY_TOOLS_FORM' not in os.environ, reason='only `make test` says which form it runs')
def test_the_suite_runs_on_the_form_that_make_says() -> None:
    assert form() == os.environ['MONTY_TOOLS_FORM']


def test_control_characters_are_made_visible() -> None:
    assert visible('a\x1b[31mb\u202ec\td\n') == 'a\\x1b[31mb\\u202ec\td\n'


# A process of its own must import the package that these tests import, wherever that is.
ENVIRONMENT = os.environ | {'PYTHONPATH': str(Path(package.__path__[0]).parent)}


def module(*arguments: str, text: str = '') -> subprocess.CompletedProcess[str]:
    """`python -m monty_tools` as a process of its own."""
    command = [sys.executable, '-m', 'monty_tools', *arguments]
    return subprocess.run(command, capture_output=True, encoding='utf-8', input=text, check=False, env=ENVIRONMENT)


def test_it_is_a_module_too() -> None:
    done = module('run', '-', text='print("hi")\n6 * 7')
    assert (done.returncode, done.stdout, done.stderr) == (0, 'hi\n42\n', '')


def test_problems_go_to_stderr_with_an_exit_code() -> None:
    done = module('run', '-', text='1 / 0')
    assert (done.returncode, done.stdout) == (1, '')
    assert done.stderr.endswith('ZeroDivisionError: division by zero\n')


@pytest.mark.parametrize('missing', ['click', 'rich'])
def test_without_the_extra_one_line_names_it(missing: str) -> None:
    code = f'import sys; sys.modules[{missing!r}] = None; from monty_tools.cli import main; main()'
    done = subprocess.run(
        [sys.executable, '-c', code], capture_output=True, encoding='utf-8', check=False, env=ENVIRONMENT
    )
    assert (done.returncode, done.stdout) == (2, '')
    assert done.stderr == f"monty-tools: {missing} is missing; install the extra: pip install 'monty-tools[cli]'\n"
