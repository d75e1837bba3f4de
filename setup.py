"""Build script: compiles `monty_tools.interpreter` with mypyc where that is possible.

`MONTY_TOOLS_PURE` decides:

- unset: compile where a C compiler and mypyc are at hand, else install the pure form and say so;
- `1`: the pure form, no compiler asked for;
- `0`: the compiled form or an error, for those who must not get the slower form by accident.

`MONTY_TOOLS_OPT_LEVEL` is the C optimization level, '0' to '3' (default '2').
"""

from __future__ import annotations

import os
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.errors import CCompilerError, ExecError, PlatformError

# setuptools brings distutils since Python 3.12, so these come after it.
from distutils.ccompiler import new_compiler  # isort: skip
from distutils.sysconfig import customize_compiler  # isort: skip

ROOT = Path(__file__).parent
INTERPRETER = Path('monty_tools', 'interpreter')
# Texts that the interpreter itself compiles: sandbox programs, not modules of the host.
PRELUDE = INTERPRETER / 'prelude'
# Modules that must stay Python. Each entry needs its reason.
NOT_COMPILED: frozenset[Path] = frozenset()
BUILD_REQUIREMENTS = ['mypy>=2.1', 'mypy_extensions>=1.0', 'msgpack>=1.1']

CHOICE = os.environ.get('MONTY_TOOLS_PURE', '')
OPT_LEVEL = os.environ.get('MONTY_TOOLS_OPT_LEVEL', '2')


def note(text: str) -> None:
    """Say on stderr what form is being built, in a way that stands out in a build log."""
    print(f'\n*** monty-tools: {text}\n', file=sys.stderr, flush=True)


def has_c_compiler() -> bool:
    """Whether a C compiler works here and finds Python's own headers."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, 'probe.c')
        source.write_text('#include <Python.h>\nint probe(void) { return PY_MAJOR_VERSION; }\n')
        compiler = new_compiler()
        customize_compiler(compiler)
        headers = python_header_dirs()
        try:
            compiler.compile([str(source)], output_dir=folder, include_dirs=headers)
        except (CCompilerError, ExecError, PlatformError, OSError):
            return False
    return True


def python_header_dirs() -> list[str]:
    """The directories where this Python keeps `Python.h` and `pyconfig.h`."""
    paths = sysconfig.get_paths()
    return sorted({paths['include'], paths['platinclude']})


def sources() -> list[str]:
    """The interpreter's modules that are compiled, relative to this file, in a stable order."""
    found = (path.relative_to(ROOT) for path in (ROOT / INTERPRETER).rglob('*.py'))
    return sorted(str(path) for path in found if PRELUDE not in path.parents and path not in NOT_COMPILED)


def extensions() -> list[Extension]:
    """One mypyc group over the whole interpreter, or nothing where it can't be compiled."""
    try:
        from mypyc.build import mypycify
    except ImportError:
        return give_up('mypyc is not installed')
    # The project's own mypy settings are stricter than a build may be: a stub that
    # changed must not break somebody's installation.
    options = ['--config-file=', '--ignore-missing-imports', '--no-warn-unused-ignores']
    try:
        found = mypycify(options + sources(), opt_level=OPT_LEVEL, multi_file=True, target_dir='build/mypyc')
    except SystemExit:
        return give_up('mypyc refused the sources (its messages are above)')
    note(f'compiling {len(sources())} modules of the interpreter with mypyc')
    # mypyc takes setuptools' class when setuptools is loaded, as it is here; its annotation names both.
    return cast('list[Extension]', found)


def give_up(reason: str) -> list[Extension]:
    """Fall back to the pure form, visibly; an error where the compiled form was demanded."""
    if CHOICE == '0':
        raise SystemExit(f'monty-tools: MONTY_TOOLS_PURE=0 demands the compiled form, but {reason}')
    note(f'{reason}: installing the pure Python form, which does the same and is several times slower')
    return []


class BuildExtensions(build_ext):
    """`build_ext` that compiles an extension's C files side by side, and survives a failing compiler."""

    def build_extension(self, ext: Extension) -> None:
        """Compile the group's files in as many threads as there are processors, then link."""
        compile_files = self.compiler.compile

        def compile_side_by_side(files: Sequence[str], **settings: object) -> list[str]:
            with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
                parts = pool.map(lambda file: compile_files([file], **settings), files)
                return [path for part in parts for path in part]

        self.compiler.compile = compile_side_by_side
        try:
            super().build_extension(ext)
        finally:
            self.compiler.compile = compile_files

    def run(self) -> None:
        """Build all extensions or none: a half-compiled group can't be imported."""
        try:
            super().run()
        except (CCompilerError, ExecError, PlatformError, OSError):
            give_up('the C compiler failed (its messages are above)')
            self.remove_built()
            self.extensions = []

    def remove_built(self) -> None:
        """Take back what was built before the failure, so that the pure modules are what is imported."""
        for ext in self.extensions:
            Path(self.get_ext_fullpath(ext.name)).unlink(missing_ok=True)


def wants_compiled() -> bool:
    """Whether to try compiling: what the environment says, else what this machine can do."""
    if CHOICE == '1':
        note('MONTY_TOOLS_PURE=1: building the pure Python form')
        return False
    if not has_c_compiler():
        give_up('no working C compiler with the Python headers')
        return False
    return True


# Only these commands read the extensions; the others (egg_info, sdist, …) must stay quick.
COMPILING_COMMANDS = {'bdist_wheel', 'build', 'build_ext', 'editable_wheel', 'install', 'develop'}


def main() -> None:
    """Run setuptools with the extensions that this machine can build."""
    compiled = wants_compiled()
    building = bool(COMPILING_COMMANDS & set(sys.argv))
    setup(
        ext_modules=extensions() if compiled and building else [],
        cmdclass={'build_ext': BuildExtensions},
        setup_requires=BUILD_REQUIREMENTS if compiled and not building else [],
    )


main()
