"""A checked program: source, symbol table and code, shared by every run of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from .checks import check_calls, refused
from .compile import compile_tree
from .diagnostics import Diagnostic, SourceText, in_text_order
from .errors import InputError, MontyError, MontySyntaxError
from .external import ExternalFunction
from .files import OPEN
from .machine import SHARED
from .modules import REGISTRY, offered, refusal
from .objects import Code, Program
from .parse import SOURCE_LIMIT, needs_deep_stack, parse, with_deep_stack
from .resolve import Library, resolve
from .runtime import ready

ALWAYS_BOUND: Final = ('__name__', '__doc__', '__annotations__', '__file__')
"""Globals that every program has."""


class Compiled:
    """The result of the phases before running. ``slots`` gives each global its place; ``code`` is the module's."""

    def __init__(
        self, program: Program, code: Code, slots: dict[str, int], diagnostics: tuple[Diagnostic, ...]
    ) -> None:
        self.program = program
        self.code = code
        self.slots = slots
        self.diagnostics = diagnostics

    def refusal(self, strict: bool = False, also: Sequence[Diagnostic] = ()) -> MontySyntaxError | None:
        """The error for what must be refused before anything runs, None where nothing must. With ``strict``, every
        problem must for which the program has no handler; ``also`` are problems that the host has found."""
        problems = refused(sorted([*self.diagnostics, *also], key=in_text_order), strict)
        if not problems:
            return None
        first = problems[0]
        lines = self.program.source.splitlines()
        text = lines[first.line - 1] if 0 < first.line <= len(lines) else None
        return MontySyntaxError(
            first.message,
            first.line,
            first.column,
            filename=self.program.filename,
            text=text,
            end_line=first.end_line,
            end_column=first.end_column,
            kind=first.kind,
            diagnostics=tuple(problems),
        )


def compile_program(
    source: str,
    filename: str,
    key: str,
    *,
    inputs: Collection[str],
    externals: Mapping[str, ExternalFunction],
    known: Mapping[str, int] | None = None,
    absent: Collection[str] = (),
    replaced: Collection[str] = (),
    modules: tuple[str, ...] | None = None,
    opens: bool = False,
    source_limit: int | None = SOURCE_LIMIT,
) -> Compiled:
    """Parse, resolve and compile. ``known`` are the globals of earlier feeds of a session, with their slots,
    ``absent`` those of them that are not bound now, ``replaced`` the externals among them that have another value now;
    ``modules`` those that may be imported (None: all that there are), ``opens`` whether there is ``open``.

    The tree of a long program lives and dies on a deep stack, and so does what an error's traceback holds of it.
    """
    ready()
    arguments = (source, filename, key, inputs, externals, known, absent, replaced, modules, opens, source_limit)
    if not needs_deep_stack(source):
        return compile_here(*arguments)
    outcome = with_deep_stack(compiled_or_error, arguments)
    if isinstance(outcome, Compiled):
        return outcome
    raise outcome


Arguments = tuple[
    str,
    str,
    str,
    Collection[str],
    Mapping[str, ExternalFunction],
    Mapping[str, int] | None,
    Collection[str],
    Collection[str],
    tuple[str, ...] | None,
    bool,
    int | None,
]


def compiled_or_error(arguments: Arguments) -> Compiled | MontyError:
    """``compile_here``, whose error is returned without the frames it came through."""
    try:
        return compile_here(*arguments)
    except MontyError as error:
        return error.with_traceback(None)


def compile_here(
    source: str,
    filename: str,
    key: str,
    inputs: Collection[str],
    externals: Mapping[str, ExternalFunction],
    known: Mapping[str, int] | None,
    absent: Collection[str],
    replaced: Collection[str],
    modules: tuple[str, ...] | None,
    opens: bool,
    source_limit: int | None,
) -> Compiled:
    """``compile_program``, on this thread's stack."""
    if opens:
        if OPEN in inputs or OPEN in externals:
            raise InputError('open is a name that files give: declare no input or external function of that name')
        inputs = (*inputs, OPEN)
    tree = parse(source, filename, source_limit=source_limit)
    resolution = resolve(
        tree,
        inputs=frozenset(inputs),
        externals=frozenset(externals),
        builtins=SHARED.builtins.keys(),
        library=Library(importable(modules), offered, refusal),
        known_globals=() if known is None else known.keys(),
        absent=absent,
        source=source,
        filename=filename,
    )
    slots: dict[str, int] = {} if known is None else dict(known)
    for name in (*ALWAYS_BOUND, *inputs, *externals, *sorted(resolution.module_names)):
        if name not in slots:
            slots[name] = len(slots)
    program = Program(source, filename, key)
    program.modules = modules
    program.opens = opens
    program.externals = tuple(externals)
    code = compile_tree(
        tree, resolution, program, slots, {**SHARED.builtins, **SHARED.runtime}, session=known is not None
    )
    called = {name: function for name, function in externals.items() if name not in replaced}
    diagnostics = check_calls(resolution, called, SourceText(source.removeprefix('\ufeff')))
    return Compiled(program, code, slots, tuple(diagnostics))


def parse_modules(declared: Collection[str] | None) -> tuple[str, ...] | None:
    """The modules that a program may import, in a fixed order. Raises InputError for one that the sandbox has not."""
    if declared is None:
        return None
    if isinstance(declared, str):
        raise InputError(f'modules must be a collection of module names, not the str {declared!r}')
    for name in declared:
        if name not in REGISTRY:
            raise InputError(f'the sandbox has no module {name!r}; it has: {", ".join(sorted(REGISTRY))}')
    return tuple(sorted(set(declared)))


def importable(modules: tuple[str, ...] | None) -> tuple[str, ...]:
    """The modules that a program may import, where ``modules`` are those that it was narrowed to."""
    return tuple(REGISTRY) if modules is None else modules
