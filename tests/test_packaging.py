"""What gets installed: every module of the package, and what the interpreter reads besides."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / 'monty_tools'
SETUPTOOLS = tomllib.loads((ROOT / 'pyproject.toml').read_text(encoding='utf-8'))['tool']['setuptools']


def test_every_folder_of_modules_is_a_package_or_package_data() -> None:
    patterns = [
        f'{package.replace(".", "/")}/{pattern}'
        for package, found in SETUPTOOLS['package-data'].items()
        for pattern in found
    ]
    for module in sorted(PACKAGE.rglob('*.py')):
        name = module.relative_to(PACKAGE.parent).as_posix()
        is_data = any(fnmatch(name, pattern) for pattern in patterns)
        assert is_data or (module.parent / '__init__.py').exists(), name


def test_the_links_at_the_top_are_no_packages() -> None:
    assert all(pattern.partition('.')[0] == 'monty_tools' for pattern in SETUPTOOLS['packages']['find']['include'])
    for door in ('interpreter', 'integrations'):
        assert (ROOT / door).resolve().name == door
