"""The examples with agents, run as their READMEs say, with scripted models."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import logfire
import pytest
from agents import Script
from fastapi.testclient import TestClient
from logfire.testing import CaptureLogfire
from pydantic_ai import Agent, models

import monty_tools as package

models.ALLOW_MODEL_REQUESTS = False
EXAMPLES = Path(__file__).resolve().parent.parent / 'examples'
ROOT = Path(package.__path__[0]).parent


def run(script: str, *args: str, directory: Path) -> str:
    """What a script of the examples prints, run from somewhere else."""
    environment = os.environ | {'PYTHONPATH': str(ROOT)}
    environment.pop('MONTY_TOOLS_DEMO_MODEL', None)
    command = [sys.executable, str(EXAMPLES / script), *args]
    done = subprocess.run(command, capture_output=True, check=False, cwd=directory, encoding='utf-8', env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_mcp_servers_tools(tmp_path: Path) -> None:
    printed = run('mcp_server/ask.py', directory=tmp_path)
    assert re.search(r'\d+ airlines compared', printed)
    assert "{'airline': '" in printed and "'from': '" in printed
    assert '2 requests to the model, 19 tool calls' in printed


def test_a_session_kept_across_processes(tmp_path: Path) -> None:
    page = (EXAMPLES / 'sessions' / 'README.md').read_text(encoding='utf-8')
    block = page.split('```console\n')[1].split('```')[0]
    commands = re.findall(r"^\$ python examples/(\S+) \S+ (\S+) '(.*)'\n((?:[^$].*\n)*)", block, re.MULTILINE)
    assert len(commands) == 3
    for script, conversation, question, promised in commands:
        assert run(script, str(tmp_path / 'talks.db'), conversation, question, directory=tmp_path) == promised
    other = run('sessions/service.py', str(tmp_path / 'talks.db'), 'bob', 'What was the highest?', directory=tmp_path)
    assert "name 'readings' is not defined" in other


@pytest.mark.parametrize('script', ['core.py', 'pydantic_ai_agent.py'])
def test_approvals_answered_in_another_process(script: str, tmp_path: Path) -> None:
    page = (EXAMPLES / 'approval' / 'README.md').read_text(encoding='utf-8')
    command = rf'^\$ python examples/(approval/{re.escape(script)}) \S+ (.*)\n((?:[^$`].*\n)*)'
    commands = re.findall(command, page, re.MULTILINE)
    assert len(commands) >= 2
    for path, arguments, promised in commands:
        assert run(path, str(tmp_path / 'kept'), *shlex.split(arguments), directory=tmp_path) == promised
    refused = subprocess.run(
        [sys.executable, str(EXAMPLES / path), str(tmp_path / 'kept'), *shlex.split(arguments)],
        capture_output=True,
        check=False,
        encoding='utf-8',
        env=os.environ | {'PYTHONPATH': str(ROOT)},
    )
    assert 'the snapshot was resumed to its end' in refused.stderr and refused.stdout == ''


CODE = """
items = await list_items()
total = 0
for item in items:
    total += await get_stock(item=item) * await get_price(item=item)
print(len(items), 'items')
total
"""


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.syspath_prepend(str(EXAMPLES / 'fastapi_app'))
    app: Any = import_module('app')
    monkeypatch.setattr(logfire, 'configure', lambda **_options: None)  # the test's own receiver stays
    try:
        yield TestClient(app.create_app(Script(CODE)))
    finally:
        sys.modules.pop('app')
        Agent.instrument_all(False)


def test_a_service_with_traces(capfire: CaptureLogfire, client: TestClient) -> None:
    response = client.post('/ask', json={'text': 'What is the stock worth?'})
    assert response.json() == {'text': 'done', 'requests': 2, 'tool_calls': 8}
    exported = capfire.exporter.exported_spans_as_dict()
    spans = {span['context']['span_id']: span for span in exported}
    run = next(span for span in spans.values() if span['name'] == 'run_code')
    assert run['attributes']['code'] == CODE
    assert spans[run['parent']['span_id']]['name'] == 'execute_tool run_code'
    below = [
        span['name'] for span in exported if span['parent'] and span['parent']['span_id'] == run['context']['span_id']
    ]
    assert below.count('execute_tool get_stock') == below.count('execute_tool get_price') == 3


def test_the_service_tells_what_its_code_does(capfire: CaptureLogfire, client: TestClient) -> None:
    response = client.post('/ask/stream', json={'text': 'What is the stock worth?'})
    lines = [json.loads(line) for line in response.text.splitlines()]
    assert lines[0] == {'calls': 'list_items', 'arguments': {}}
    assert lines[-2:] == [{'printed': '3 items\n'}, {'answer': 'done'}]
    assert sum('called' in line for line in lines) == 7
