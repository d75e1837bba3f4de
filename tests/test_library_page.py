"""What `docs/library.md` says of the modules is true, and nothing of CPython's modules is missing from it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from library_page import NAME, Names, names_here, page_names, public_names

from monty_tools import Monty
from monty_tools.interpreter.modules import REGISTRY

HERE = names_here()
PROGRAMS = '\n'.join(path.read_text('utf-8') for path in (Path(__file__).parent / 'programs').rglob('*.py'))
WORDS = frozenset(re.findall(r'\w+', PROGRAMS))
MODULES = sorted(REGISTRY)


def test_the_page_has_every_module() -> None:
    assert sorted(page_names(sys.version_info.minor)) == MODULES


@pytest.mark.parametrize('module', MODULES)
def test_the_page_tells_what_there_is(module: str) -> None:
    told = page_names(sys.version_info.minor)[module]
    names = HERE[module]
    assert told['present'] == names.present
    assert told.get('different', set()) == names.different.keys()
    assert told.get('absent by design', set()) == names.absent.keys()


@pytest.mark.parametrize('module', MODULES)
def test_every_public_name_is_there_or_said_to_be_absent(module: str) -> None:
    names = HERE[module]
    there = names.present | names.different.keys()
    assert public_names(module) - there - names.absent.keys() == set()
    assert there & names.absent.keys() == set()


@pytest.mark.parametrize('module', MODULES)
def test_every_name_occurs_in_a_program_that_is_compared_with_cpython(module: str) -> None:
    names = HERE[module]
    assert (names.present | names.different.keys()) - WORDS == set()


@pytest.mark.parametrize('module', MODULES)
def test_a_name_that_is_absent_says_so(module: str) -> None:
    for name, reason in HERE[module].absent.items():
        [problem] = Monty(f'from {module} import {name}').check()
        assert problem.message == (
            f"cannot import name '{name}' from '{module}': it is not available in the sandbox ({reason})"
        )
        code = f'import {module}\ntry: {module}.{name}\nexcept AttributeError as error: text = str(error)\ntext'
        assert Monty(code).run() == (
            f"module '{module}' has no attribute '{name}': it is not available in the sandbox ({reason})"
        )


def test_the_reasons_are_words() -> None:
    def reasons(names: Names) -> list[str]:
        return [*names.absent.values(), *names.different.values()]

    assert [text for names in HERE.values() for text in reasons(names) if NAME.search(text) or '|' in text] == []
