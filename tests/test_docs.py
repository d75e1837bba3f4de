"""Every Python block of the README and of docs/ runs and prints what its `#>` lines say, and their tables are true."""

from __future__ import annotations

import contextlib
import io
import re
from dataclasses import fields
from pathlib import Path

import pytest
from pydantic_ai import models
from pydantic_ai.messages import ModelMessage, ModelRequest, ModelResponse, TextPart, ToolCallPart, ToolReturnPart
from pydantic_ai.models.function import AgentInfo, FunctionModel

from monty_tools import Monty, MontySyntaxError, ResourceLimits
from monty_tools.cli.display import ExitCode

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / 'README.md', ROOT / 'examples' / 'README.md', *(ROOT / 'docs').glob('*.md')])
BLOCK = re.compile(r'^```python\n(.*?)^```$', re.MULTILINE | re.DOTALL)


def blocks(page: Path) -> list[tuple[int, str]]:
    """The Python blocks of a page, each with the line before its first one."""
    text = page.read_text(encoding='utf-8')
    return [(text.count('\n', 0, match.start(1)), match[1]) for match in BLOCK.finditer(text)]


def scripted(_name: object) -> FunctionModel:
    """In the place of the models that pages name: sends the code that the README says a model sends, then answers."""
    [code] = re.findall(r'^```py\n(.*?)^```$', (ROOT / 'README.md').read_text('utf-8'), re.MULTILINE | re.DOTALL)

    def respond(messages: list[ModelMessage], _info: AgentInfo) -> ModelResponse:
        request = messages[-1]
        assert isinstance(request, ModelRequest)
        told = [part.content for part in request.parts if isinstance(part, ToolReturnPart)]
        part = TextPart(f'Ada spent more, by {told[0]}.') if told else ToolCallPart('run_code', {'code': code})
        return ModelResponse(parts=[part])

    return FunctionModel(respond)


@pytest.mark.parametrize('page', PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_blocks_print_what_they_say(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    infer_model = models.infer_model
    monkeypatch.setattr(
        models, 'infer_model', lambda model: scripted(model) if isinstance(model, str) else infer_model(model)
    )
    namespace: dict[str, object] = {'__name__': page.stem}
    for line, source in blocks(page):
        printed = io.StringIO()
        # The empty lines make a failing line's number the page's own.
        code = compile('\n' * line + source, str(page), 'exec')
        with contextlib.redirect_stdout(printed):
            exec(code, namespace)
        promised = [text[3:] for text in source.splitlines() if text.startswith('#> ')]
        assert printed.getvalue().splitlines() == promised, f'{page.name}, block at line {line + 1}'


@pytest.mark.parametrize('page', PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r'\]\(([^)#:]+)\)', page.read_text(encoding='utf-8'))
    assert [target for target in targets if not (page.parent / target).exists()] == []


LIMITS_ROW = re.compile(r'^\| `(\w+_limit\w*)` \| ([\d,]+) \|', re.MULTILINE)


@pytest.mark.parametrize('page', ['README.md', 'docs/limits.md'])
def test_the_limits_tables_tell_every_field_and_its_default(page: str) -> None:
    told = [(name, int(value.replace(',', ''))) for name, value in LIMITS_ROW.findall((ROOT / page).read_text('utf-8'))]
    assert told == [(field.name, field.default) for field in fields(ResourceLimits)]


@pytest.mark.parametrize(
    'name',
    ['eval', 'exec', 'compile', '__import__', 'globals', 'locals', 'open', 'input', 'breakpoint', 'help', 'memoryview'],
)
def test_the_builtins_that_the_readme_calls_out_are_out(name: str) -> None:
    assert f'`{name}`' in (ROOT / 'README.md').read_text(encoding='utf-8')
    assert [problem.name for problem in Monty(f'{name}()').check()] == [name]


@pytest.mark.parametrize(
    'code',
    [
        'from math import *',
        'from . import a',
        'class A:\n    def __del__(self): pass',
        'class A(metaclass=M): pass',
    ],
)
def test_what_the_readme_calls_refused_is_refused(code: str) -> None:
    with pytest.raises(MontySyntaxError, match='not supported'):
        Monty(code)


def test_the_readme_tells_the_exit_codes() -> None:
    text = (ROOT / 'README.md').read_text(encoding='utf-8').partition('The exit code tells which kind:')[2]
    assert [int(code) for code in re.findall(r'\b\d+\b', text.partition('.')[0])] == [int(code) for code in ExitCode]
