"""What a model reads of code mode: the rules of the sandbox in brief, then the tools as typed functions.

The whole is one Python module, so that a model reads a language it knows and a type checker can read it too. The rules
are its docstring. The text depends on the tools, the modules and the limits alone: prompts that hold it stay cached.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from monty_tools.discovery import MAX_DESCRIPTION, MIN_CATALOGUE, Catalogue
from monty_tools.interpreter import Files, ResourceLimits
from monty_tools.schemas import Stubs

RULES: Final = """\
Python code that calls the functions below, run in a sandbox.
- Await every call, keyword arguments only: `rows = await f(x=1)`. Top-level `await` works.
{together}
- The value of the last expression is the result, so end with it. Printed text is shown, too.
- Loop, filter and add up in code; return what is needed, not all the data.
- Names stay for the next run, after an error as well: don't repeat calls that were made.
- Works: functions, classes, comprehensions, generators, exceptions, f-strings, all else of the language.
- {imports}. {files}, network, processes, threads, `input`, `eval`, `exec`.
- TypedDicts describe plain dicts, `row['id']`; their names don't exist in your code. A default of `...` means: leave \
it out. Dates are `str`.
- A failed call raises; the message says why. Errors can be caught, limits can't{limits}."""

TOGETHER: Final = (
    '- Independent calls together: `import asyncio`, then `a, b = await asyncio.gather(f(x=1), g(y=2))`.',
    '- Calls run one after another; there is no `asyncio` to gather them.',
)

MOST_MODULES: Final = 20
"""As many modules are all named."""
TELLING_MODULES: Final = (
    *('asyncio', 'collections', 'csv', 'dataclasses', 'datetime', 'decimal', 'enum', 'functools', 'itertools', 'json'),
    *('math', 'random', 're', 'statistics', 'typing'),
)

CATALOGUE: Final = """

{count:,} functions exist besides these two, called in the same way. `await search_tools(query='...')` gives signatures,
`await describe_tool(name='...')` one in full. Look first, then call what you found in the next run.{groups}
"""
GROUPS: Final = ' `a_*: b, c_(d, e)` stands for a_b, a_c_d, a_c_e.'


def describe(
    stubs: Stubs,
    *,
    modules: Sequence[str] = (),
    limits: ResourceLimits | None = None,
    files: Files | None = None,
) -> str:
    """The text for a model: rules, types, functions. `modules` may be imported by code, `limits` hold for one run,
    `files` is the tree that it sees.

    A valid Python module, which passes `mypy --strict`.
    """
    return as_module(rules_for(modules, limits, files), stubs)


def describe_catalogue(
    catalogue: Catalogue,
    *,
    modules: Sequence[str] = (),
    limits: ResourceLimits | None = None,
    files: Files | None = None,
) -> str:
    """``describe`` for tools that are too many: their names, and the functions that find them."""
    finders = Stubs(catalogue.finders)
    rules = rules_for(modules, limits, files)
    room = MAX_DESCRIPTION - len(as_module(rules, finders)) - len(CATALOGUE) - len(GROUPS)
    listed = catalogue.text(max(MIN_CATALOGUE, room))
    head = CATALOGUE.format(count=len(catalogue.found), groups=GROUPS if '*: ' in listed else '')
    text = f'{head}{listed}'.replace('\\', '\\\\').replace('"""', "'''")
    return as_module(f'{rules}{text}', finders)


def rules_for(modules: Sequence[str], limits: ResourceLimits | None, files: Files | None) -> str:
    """The rules of a sandbox with these modules, limits and files."""
    return RULES.format(
        together=TOGETHER[0 if 'asyncio' in modules else 1],
        imports=_imports(modules),
        files=_files(files),
        limits=_limits(limits or ResourceLimits()),
    )


def as_module(rules: str, stubs: Stubs) -> str:
    """The rules as the docstring of a module that has the functions."""
    return f'"""{rules}\n"""\n\n{stubs.module_text}'.rstrip() + '\n'


def _imports(modules: Sequence[str]) -> str:
    """What can be imported; of many modules, those that tell of which kind the others are."""
    if not modules:
        return 'No imports'
    if len(modules) <= MOST_MODULES:
        return f'Imports: only {", ".join(modules)}'
    known = ', '.join(name for name in TELLING_MODULES if name in modules)
    return f'Imports: only what computes in the standard library ({known} …), no packages such as numpy'


def _files(files: Files | None) -> str:
    """What there is of files, as the beginning of a list of what there isn't."""
    if files is None or not files.mounts:
        return 'No files, `open`'
    places = [f'`{root}`' if mount.writable else f'`{root}` (read only)' for root, mount in files.mounts.items()]
    return f'Files (`open`, `os`, `pathlib`): only below {", ".join(places)}. No others'


def _limits(limits: ResourceLimits) -> str:
    """The limits that a program could plan for, `: 5 s of computing, 50 MB` …; '' if there are none."""
    parts: list[str] = []
    if limits.execution_time_limit_ms is not None:
        parts.append(f'{limits.execution_time_limit_ms / 1000:g} s of computing (not of waiting for calls)')
    if limits.memory_limit_mb is not None:
        parts.append(f'{limits.memory_limit_mb:g} MB')
    if limits.allocation_limit is not None:
        parts.append(f'{limits.allocation_limit:,} objects')
    if limits.external_call_limit is not None:
        parts.append(f'{limits.external_call_limit:,} calls')
    return f': {", ".join(parts)}' if parts else ''
