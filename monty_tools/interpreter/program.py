"""A checked program: source, symbol table and code, shared by every run of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from .compile import compile_tree
from .diagnostics import Diagnostic
from .errors import MontyError, MontySyntaxError
from .machine import SHARED
from .objects import Code, Program
from .parse import SOURCE_LIMIT, needs_deep_stack, parse, with_deep_stack
from .resolve import resolve
from .runtime import module_names, ready

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

    def refusal(self) -> MontySyntaxError | None:
        """The error for what must be refused before anything runs, None where nothing must."""
        refused = [found for found in self.diagnostics if found.required]
        if not refused:
            return None
        first = refused[0]
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
            diagnostics=tuple(refused),
        )


def compile_program(
    source: str,
    filename: str,
    key: str,
    *,
    inputs: Collection[str],
    externals: Collection[str],
    known: Mapping[str, int] | None = None,
    source_limit: int | None = SOURCE_LIMIT,
) -> Compiled:
    """Parse, resolve and compile. ``known`` are the globals of earlier feeds of a session, with their slots.

    The tree of a long program lives and dies on a deep stack, and so does what an error's traceback holds of it.
    """
    ready()
    arguments = (source, filename, key, inputs, externals, known, source_limit)
    if not needs_deep_stack(source):
        return compile_here(*arguments)
    outcome = with_deep_stack(compiled_or_error, arguments)
    if isinstance(outcome, Compiled):
        return outcome
    raise outcome


Arguments = tuple[str, str, str, Collection[str], Collection[str], Mapping[str, int] | None, int | None]


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
    externals: Collection[str],
    known: Mapping[str, int] | None,
    source_limit: int | None,
) -> Compiled:
    """``compile_program``, on this thread's stack."""
    tree = parse(source, filename, source_limit=source_limit)
    resolution = resolve(
        tree,
        inputs=frozenset(inputs),
        externals=frozenset(externals),
        builtins=SHARED.builtins.keys(),
        modules=module_names(),
        known_globals=() if known is None else known.keys(),
        source=source,
        filename=filename,
    )
    slots: dict[str, int] = {} if known is None else dict(known)
    for name in (*ALWAYS_BOUND, *inputs, *externals, *sorted(resolution.module_names)):
        if name not in slots:
            slots[name] = len(slots)
    program = Program(source, filename, key)
    code = compile_tree(
        tree, resolution, program, slots, {**SHARED.builtins, **SHARED.runtime}, session=known is not None
    )
    return Compiled(program, code, slots, tuple(resolution.diagnostics))
