"""Code mode against code, tools and data that mean harm: each test is one way out that must not be there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from monty_tools import CodeMode, CodeResult

CANARY = 'canary-7f3a91e0'


async def echo(x: Any) -> Any:
    """Gives back what it gets."""
    return x


def run(code: str, *tools: Any, **options: Any) -> CodeResult:
    return CodeMode(tools or [echo], **options).run_sync(code)


# The type checker.


def test_the_type_checker_reads_nothing_of_the_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checker's message quotes the values of constants: `Literal["…"]`."""
    (tmp_path / 'secret_settings.py').write_text(f'TOKEN = {CANARY!r}\n')
    monkeypatch.setenv('PYTHONPATH', str(tmp_path))
    monkeypatch.setenv('VIRTUAL_ENV', sys.prefix)
    mode = CodeMode([echo], typecheck=True)
    for module, name in (('secret_settings', 'TOKEN'), ('monty_tools.results', 'KEPT_NAME'), ('pydantic', 'VERSION')):
        code = f'try:\n    import {module} as m\nexcept ImportError:\n    pass\nelse:\n    x: bytes = m.{name}\n'
        assert [found.kind for found in mode.check(code)] == ['forbidden_import']
        assert CANARY not in mode.run_sync(code).to_model()
