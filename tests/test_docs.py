"""Every Python block of the README and of docs/ runs and prints what its `#>` lines say."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(path for path in [ROOT / 'README.md', *(ROOT / 'docs').glob('*.md')])
BLOCK = re.compile(r'^```python\n(.*?)^```$', re.MULTILINE | re.DOTALL)


def blocks(page: Path) -> list[tuple[int, str]]:
    """The Python blocks of a page, each with the line before its first one."""
    text = page.read_text(encoding='utf-8')
    return [(text.count('\n', 0, match.start(1)), match[1]) for match in BLOCK.finditer(text)]


@pytest.mark.parametrize('page', PAGES, ids=lambda page: page.name)
def test_blocks_print_what_they_say(page: Path) -> None:
    namespace: dict[str, object] = {'__name__': page.stem}
    for line, source in blocks(page):
        printed = io.StringIO()
        # The empty lines make a failing line's number the page's own.
        code = compile('\n' * line + source, str(page), 'exec')
        with contextlib.redirect_stdout(printed):
            exec(code, namespace)
        promised = [text[3:] for text in source.splitlines() if text.startswith('#> ')]
        assert printed.getvalue().splitlines() == promised, f'{page.name}, block at line {line + 1}'


@pytest.mark.parametrize('page', PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r'\]\(([^)#:]+)\)', page.read_text(encoding='utf-8'))
    assert [target for target in targets if not (page.parent / target).exists()] == []
