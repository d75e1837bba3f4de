"""Checking code against the tools' signatures with `ty`, before it runs (the extra ``typecheck``).

The checker is a program of its own: it reads the code and runs nothing of it.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from .interpreter import Diagnostic
from .schemas import Stubs

logger = logging.getLogger('monty_tools')

SECONDS: Final = 20
"""How long a check may take before it is given up."""
IGNORED: Final = ('invalid-syntax', 'unresolved-reference', 'unresolved-import', 'undefined-reveal')
"""What the sandbox's own checks know better: it awaits at the top level, and has names and modules of its own."""
CODE: Final = 'code.py'
PASSED_ON: Final = ('LANG', 'PATH', 'SYSTEMROOT', 'TEMP', 'TMP', 'TMPDIR')
"""Variables of the environment that the checker gets: none that leads to the host's packages or settings."""


class TypeChecker:
    """Knows the tools of one CodeMode. Raises ImportError where `ty` is not installed."""

    def __init__(self, stubs: Stubs) -> None:
        try:
            self.ty: str = import_module('ty').find_ty_bin()
        except (ImportError, FileNotFoundError):
            raise ImportError(
                "typecheck=True needs the type checker ty: pip install 'monty-tools[typecheck]'"
            ) from None
        self.stubs = stubs

    def check(self, code: str, earlier: Sequence[str], names: Sequence[str]) -> list[Diagnostic]:
        """The type errors of ``code``, which parses. ``earlier`` are the texts of the session's runs so far, and
        ``names`` what they have bound. What keeps `ty` from checking is logged, and then nothing is found."""
        functions = ', '.join(self.stubs.signatures)
        imports = [f'from tools import {functions}'] if functions else []
        known = [name for name in names if name.isidentifier()]
        with tempfile.TemporaryDirectory(prefix='monty-tools-') as folder:
            Path(folder, 'tools.pyi').write_text(self.stubs.module_text, 'utf-8', 'replace')
            Path(folder, 'earlier.py').write_text('\n'.join([*imports, *earlier]), 'utf-8', 'replace')
            if known:
                imports.append(f'from earlier import {", ".join(known)}')
            Path(folder, CODE).write_text('; '.join(imports) + '\n' + code, 'utf-8', 'replace')
            return [found for found in map(_diagnostic, self._found(folder)) if found is not None]

    def _found(self, folder: str) -> list[dict[str, Any]]:
        version = f'{sys.version_info[0]}.{sys.version_info[1]}'
        command = [self.ty, 'check', '--output-format', 'gitlab', '--exit-zero', '--python-version', version]
        command += ['--python', _empty_environment(folder, version)]
        command += [argument for rule in IGNORED[1:] for argument in ('--ignore', rule)]
        settings = {key: text for key, text in os.environ.items() if key in PASSED_ON}
        settings |= {'XDG_CONFIG_HOME': folder, 'HOME': folder}
        try:
            done = subprocess.run(
                [*command, '--project', folder, CODE],
                cwd=folder,
                env=settings,
                capture_output=True,
                timeout=SECONDS,
                check=True,
                stdin=subprocess.DEVNULL,
            )
            found = json.loads(done.stdout)
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            logger.warning('the type checker failed; the code runs unchecked: %s', error)
            return []
        return found if isinstance(found, list) else []


def _empty_environment(folder: str, version: str) -> str:
    """A Python environment without packages. The host's own are not for this code: what an import would find there, the
    checker's messages could quote, down to the values of constants."""
    root = Path(folder, 'environment')
    packages = Path('Lib') if os.name == 'nt' else Path('lib', f'python{version}')
    Path(root, packages, 'site-packages').mkdir(parents=True)
    Path(root, 'pyvenv.cfg').write_text(f'home = {folder}\ninclude-system-site-packages = false\n', 'utf-8')
    return str(root)


def _diagnostic(found: dict[str, Any]) -> Diagnostic | None:
    rule = found['check_name']
    begin, end = (found['location']['positions'][key] for key in ('begin', 'end'))
    if rule in IGNORED or begin['line'] < 2 or found['severity'] not in ('major', 'critical', 'blocker'):
        return None
    message = found['description'].removeprefix(f'{rule}: ')
    return Diagnostic('type_error', rule, message, begin['line'] - 1, begin['column'], end['line'] - 1, end['column'])
