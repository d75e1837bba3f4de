"""The command line's `snapshots` group: lists, looks, decisions, and how it exits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from monty_tools import FutureSnapshot, Monty, MontyComplete, MontyRepl
from monty_tools.cli.commands import monty_tools
from monty_tools.snapshots import SnapshotAlreadyResumed, SnapshotStore, new_key

KEY = new_key()
LABEL = ('acme', 'run-1')
LABELED = ['--label', 'acme', '--label', 'run-1']
TOOLS = """
from monty_tools import CodeMode, tool

made = []

def ask(text: str) -> str:
    made.append(text)
    return f'asked {text}'

async def fetch(text: str) -> str:
    made.append(text)
    return f'fetched {text}'

@tool(requires_approval=True)
async def pay(to: str, amount: int) -> str:
    made.append((to, amount))
    return f'sent {amount} to {to}'

async def balance(account: str) -> int:
    return 100

tools = [pay, balance]
mode = CodeMode(tools)
nothing = 1
"""
MODULE = 'tools_of_cli_snapshots_test'
PAY = "got = await pay(to='x', amount=1)\nprint(got)\nawait pay(to='y', amount=len(got))"


@pytest.fixture(autouse=True)
def working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh working directory with a module of tools, and the key in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv('MONTY_TOOLS_SNAPSHOT_KEYS', KEY)
    monkeypatch.delenv('MONTY_TOOLS_SNAPSHOT_STORE', raising=False)
    monkeypatch.delitem(sys.modules, MODULE, raising=False)
    Path(f'{MODULE}.py').write_text(TOOLS)
    return tmp_path


@pytest.fixture
def store() -> SnapshotStore:
    return SnapshotStore(keys=[KEY])


def run(*arguments: str) -> Result:
    """`monty-tools snapshots` with arguments."""
    return CliRunner().invoke(monty_tools, ['snapshots', *arguments])


def document(*arguments: str) -> Any:
    done = run(*arguments, '--json')
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def tools() -> Any:
    return __import__(MODULE)


def stored_run(store: SnapshotStore, code: str = PAY) -> str:
    result = tools().mode.session().run_sync(code)
    assert result.suspended is not None
    return store.save(result.suspended, label=LABEL)


def stored_program(store: SnapshotStore, code: str = "x = ask('a')\nprint(x)\ny = ask('b')\n[x, y]") -> str:
    paused = Monty(code, external_functions=['ask']).start()
    assert not isinstance(paused, MontyComplete)
    return store.save(paused, label=LABEL)


def test_list_tells_what_is_there(store: SnapshotStore) -> None:
    first = stored_program(store)
    second = store.put(b'data', label='other\x1b[2J')
    done = run('list')
    assert done.exit_code == 0
    lines = [line.split('\t') for line in done.stdout.splitlines()]
    assert [line[:5] for line in lines] == [
        [first, 'acme / run-1', 'call', 'waiting', '0'],
        [second, 'other\\x1b[2J', 'data', 'waiting', '0'],
    ]
    assert [each['key'] for each in document('list', '--label', 'acme')] == [first]
    (found,) = document('list', *LABELED)
    assert (found['label'], found['kind'], found['state'], found['leased_until']) == (
        ['acme', 'run-1'],
        'call',
        'waiting',
        None,
    )
    assert 0 <= found['age_seconds'] < 60 and found['size'] > 100 and found['expires'] > found['created']
    assert run('list', '--label', 'nobody').stdout == ''


def test_list_delete_and_sweep_need_no_key(store: SnapshotStore, monkeypatch: pytest.MonkeyPatch) -> None:
    key = store.put(b'data', label=LABEL)
    monkeypatch.delenv('MONTY_TOOLS_SNAPSHOT_KEYS')
    assert run('list').exit_code == 0
    assert run('sweep').stdout == '0\n'
    assert run('release', key, *LABELED).exit_code == 0
    assert run('delete', key, '--label', 'acme').exit_code == 7
    assert run('delete', key, *LABELED).exit_code == 0
    assert run('list').stdout == ''
    refused = run('inspect', key, *LABELED)
    assert refused.exit_code == 7 and 'MONTY_TOOLS_SNAPSHOT_KEYS' in refused.stderr


def test_inspect_shows_a_paused_program_and_runs_nothing(store: SnapshotStore) -> None:
    key = stored_program(store, "def f(n):\n    return ask('a' * n)\nprint('so far')\nf(2)")
    for _ in range(2):
        done = run('inspect', key, *LABELED)
        assert done.exit_code == 0
        for told in (
            'acme / run-1',
            'kind    call',
            'waiting',
            "ask('aa')",
            'line 2',
            'f, line 2',
            'n = 2',
            'so far',
            'bytes',
        ):
            assert told in done.stdout
    found = document('inspect', key, *LABELED)
    state = found['state_of_program']
    assert state['pending'] == [{'call_id': 1, 'name': 'ask', 'args': ['aa'], 'kwargs': {}, 'line': 2}]
    assert [(frame['name'], frame['line'], frame['locals']) for frame in state['stack']][-1] == ('f', 2, {'n': '2'})
    assert (state['stdout'], found['kind'], found['state']) == ('so far\n', 'call', 'waiting')


def test_inspect_shows_a_suspended_run(store: SnapshotStore) -> None:
    key = stored_run(store)
    done = run('inspect', key, *LABELED)
    assert done.exit_code == 0
    for told in ("   1  got = await pay(to='x', amount=1)", "1: pay(to='x', amount=1)  approval, line 1", 'globals'):
        assert told in done.stdout
    found = document('inspect', key, *LABELED)
    assert found['pending'] == [
        {
            'id': '1',
            'name': 'pay',
            'arguments': {'to': 'x', 'amount': 1},
            'line': 1,
            'kind': 'approval',
            'metadata': {},
        }
    ]
    assert found['code'] == PAY
    assert store.list()[0].state == 'waiting'


def test_inspect_shows_a_session_and_refuses_what_waits_for_nothing(store: SnapshotStore) -> None:
    session = MontyRepl()
    session.feed('alpha = 1')
    assert 'alpha' in run('inspect', store.save(session, label=LABEL), *LABELED).stdout
    refused = run('inspect', store.put(b'data', label=LABEL), *LABELED)
    assert refused.exit_code == 7 and "kind 'data'" in refused.stderr


def test_a_terminal_gets_columns_and_no_control_characters(
    store: SnapshotStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv('FORCE_COLOR', '1')
    monkeypatch.setenv('COLUMNS', '40')
    key = stored_program(store, "x = '\x1b[2J'\nprint(x)\nask(x)")
    store.put(b'data', label='a\x1b[2J')
    table = click.unstyle(run('list').stdout).splitlines()
    assert [line.split() for line in table][0] == 'key label kind state round size age expires in'.split()
    assert table[1].startswith(f'{key}  acme / run-1  call  waiting  0 ')
    assert table[2][34:].startswith('a\\x1b[2J      data  waiting  0 ')
    shown = run('inspect', key, *LABELED).stdout
    assert '\\x1b[2J' in shown and '\x1b[2J' not in shown


@pytest.mark.parametrize(
    ('decision', 'output', 'made'),
    [
        ('approve', ['asked a', 'asked b'], ['a', 'b']),
        ('approve:{"text": "c"}', ['asked c', 'asked b'], ['c', 'b']),
        ('"given"', ['given', 'asked b'], ['b']),
    ],
)
def test_resume_goes_on_with_a_program(store: SnapshotStore, decision: str, output: list[str], made: list[str]) -> None:
    key = stored_program(store)
    done = run('resume', key, *LABELED, '--decide', f'1={decision}', '--functions', f'{MODULE}:ask')
    assert (done.exit_code, done.stdout) == (0, f'{output[0]}\n{output!r}\n'), done.output
    assert tools().made == made
    again = run('resume', key, *LABELED, '--decide', '1=null')
    assert again.exit_code == 7 and 'resumed to its end' in again.stderr


def test_a_denial_is_a_permission_error(store: SnapshotStore) -> None:
    code = "try:\n    ask('a')\nexcept PermissionError as error:\n    told = str(error)\ntold"
    assert document('resume', stored_program(store, code), *LABELED, '--decide', '1=deny:too much')['value'] == (
        'ask() was denied: too much'
    )
    failed = run('resume', stored_program(store), *LABELED, '--decide', '1=deny')
    assert failed.exit_code == 1 and 'PermissionError: ask() was denied' in failed.stderr
    assert [each.state for each in store.list()] == ['finished', 'finished']


def test_resume_pauses_again_under_the_same_key(store: SnapshotStore) -> None:
    key = stored_program(store)
    done = run('resume', key, *LABELED, '--decide', '1="one"')
    assert done.exit_code == 0
    assert done.stdout.startswith('one\n') and "ask('b')  (call 2, line 3)" in done.stdout
    found = document('resume', key, *LABELED, '--decide', '2="two"')
    assert found['value'] == ['one', 'two']


def test_calls_side_by_side_are_decided_one_by_one(store: SnapshotStore) -> None:
    code = "import asyncio\nawait asyncio.gather(fetch('a'), fetch('b'))"
    progress = Monty(code, external_functions=['fetch']).start()
    while not isinstance(progress, FutureSnapshot):
        assert not isinstance(progress, MontyComplete)
        progress = progress.resume(pending=True)
    key = store.save(progress, label=LABEL)
    assert run('resume', key, *LABELED).exit_code == 2
    half = document('resume', key, *LABELED, '--decide', '2=approve', '--functions', f'{MODULE}:fetch')
    assert [call['call_id'] for call in half['pending']] == [1]
    assert document('resume', key, *LABELED, '--decide', '1="A"')['value'] == ['A', 'fetched b']


@pytest.mark.parametrize(
    'named',
    [
        ['--tools', f'{MODULE}:mode'],
        ['--tools', f'{MODULE}:tools'],
        ['--functions', f'{MODULE}:pay', '--functions', f'{MODULE}:balance'],
    ],
)
def test_resume_goes_on_with_a_run_of_code_mode(store: SnapshotStore, named: list[str]) -> None:
    key = stored_run(store)
    done = run('resume', key, *LABELED, '--decide', '1=approve:{"to": "z", "amount": 5}', *named)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith('sent 5 to z\n') and "2: pay(to='y', amount=11)" in done.stdout
    found = document('resume', key, *LABELED, '--decide', '2="done elsewhere"', *named)
    assert (found['output'], found['pending'], found['error']) == ('done elsewhere', [], None)
    assert tools().made == [('z', 5)]


def test_a_denied_run_ends_with_what_its_code_raised(store: SnapshotStore) -> None:
    done = run('resume', stored_run(store), *LABELED, '--decide', '1=deny:no', '--tools', f'{MODULE}:mode')
    assert done.exit_code == 1 and 'pay() was denied: no' in done.stderr
    assert store.list()[0].state == 'finished'


@pytest.mark.parametrize(
    ('arguments', 'told'),
    [
        (['--decide', '1'], 'is not ID=ANSWER'),
        (['--decide', '=approve'], 'is not ID=ANSWER'),
        (['--decide', '1=yes'], 'neither approve, deny nor JSON'),
        (['--decide', '1=approve:[1]'], 'must be a JSON object'),
        (['--decide', '9=null'], 'no call 9 waits; pending: 1'),
        (['--decide', '1=approve'], '--functions MODULE:ask'),
        ([], '--decide 1='),
        (['--decide', '1=null', '--tools', f'{MODULE}:mode'], 'use --functions'),
        (['--functions', 'nowhere:f'], 'does not import'),
        (['--functions', 'nothing'], 'is not module:name'),
    ],
)
def test_what_can_not_be_done_leaves_a_program_as_it_was(store: SnapshotStore, arguments: list[str], told: str) -> None:
    key = stored_program(store)
    refused = run('resume', key, *LABELED, *arguments)
    assert refused.exit_code == 2 and told in refused.stderr, refused.output
    assert store.take(key, label=LABEL).round == 0


@pytest.mark.parametrize(
    ('arguments', 'code', 'told'),
    [
        (['--tools', f'{MODULE}:mode'], 5, 'decide on at least one'),
        (['--tools', f'{MODULE}:mode', '--decide', '7=approve'], 5, 'no call'),
        (['--tools', f'{MODULE}:nothing', '--decide', '1=approve'], 2, 'neither a CodeMode nor a list'),
        (['--tools', f'{MODULE}:mode', '--functions', f'{MODULE}:pay'], 2, 'not both'),
        (['--functions', f'{MODULE}:nothing'], 2, 'functions and tools only'),
        (['--functions', f'{MODULE}:ask', '--decide', '1=approve'], 5, 'not declared'),
    ],
)
def test_what_can_not_be_done_leaves_a_run_as_it_was(
    store: SnapshotStore, arguments: list[str], code: int, told: str
) -> None:
    key = stored_run(store)
    refused = run('resume', key, *LABELED, *arguments)
    assert refused.exit_code == code and told in refused.stderr, refused.output
    assert store.take(key, label=LABEL).round == 0


def test_errors_of_the_store_are_told(store: SnapshotStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = stored_program(store)
    for arguments, told in (
        (['inspect', key, '--label', 'other'], 'another label'),
        (['inspect', 'nothing', *LABELED], 'no snapshot has this key'),
        (['resume', key, '--label', 'other', '--decide', '1=null'], 'another label'),
    ):
        refused = run(*arguments)
        assert refused.exit_code == 7 and told in refused.stderr
    with pytest.raises(SnapshotAlreadyResumed):
        with store.take(key, label=LABEL):
            refused = run('resume', key, *LABELED, '--decide', '1=null', '--json')
            assert refused.exit_code == 7 and json.loads(refused.stdout)['error']['kind'] == 'snapshot'
            store.release(key, label=LABEL)
    for place in ('sqlite:///missing.db', 'nosuch://x'):
        assert run('list', '--store', place).exit_code == 2
    assert not Path('missing.db').exists()


def test_keys_come_from_a_file_and_rotate(store: SnapshotStore, monkeypatch: pytest.MonkeyPatch) -> None:
    key = stored_program(store)
    monkeypatch.delenv('MONTY_TOOLS_SNAPSHOT_KEYS')
    made = run('new-key').stdout
    Path('keys').write_text(f'{made}{KEY}\n')
    assert run('inspect', key, *LABELED, '--key-file', 'keys').exit_code == 0
    assert run('rotate', '--key-file', 'keys').stdout == '1\n'
    Path('keys').write_text(made)
    assert run('inspect', key, *LABELED, '--key-file', 'keys').exit_code == 0
    Path('keys').write_text(new_key())
    refused = run('inspect', key, *LABELED, '--key-file', 'keys')
    assert refused.exit_code == 7 and 'not among those given' in refused.stderr
    Path('keys').write_bytes(b'\xff')
    assert run('inspect', key, *LABELED, '--key-file', 'keys').exit_code == 7


def test_the_store_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = SnapshotStore('sqlite:///elsewhere.db', keys=[KEY])
    key = elsewhere.put(b'data', label=LABEL, ttl=1e-6)
    monkeypatch.setenv('MONTY_TOOLS_SNAPSHOT_STORE', 'sqlite:///elsewhere.db')
    assert document('list')[0]['key'] == key
    assert document('list')[0]['state'] == 'expired'
    assert run('sweep').stdout == '1\n'


def test_a_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*sys.modules]:
        if name.startswith(('monty_tools.snapshots', 'sqlalchemy.')):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, 'sqlalchemy', None)
    for arguments in (['list'], ['sweep'], ['new-key'], ['inspect', 'key', *LABELED]):
        refused = run(*arguments)
        assert refused.exit_code == 2 and "pip install 'monty-tools[snapshots]'" in refused.stderr


def test_the_group_is_in_the_help_and_costs_nothing_else() -> None:
    assert 'snapshots' in CliRunner().invoke(monty_tools, ['--help']).stdout
    assert 'new-key' in run('--help').stdout
    program = 'import sys, monty_tools.cli.commands; print(sorted({"pydantic", "sqlalchemy"} & set(sys.modules)))'
    folder = str(Path(__file__).resolve().parent.parent)
    done = subprocess.run(
        [sys.executable, '-c', program],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {'PYTHONPATH': folder},
        timeout=60,
    )
    assert done.stdout == '[]\n'
