"""Errors for models: what was wrong, on which line, what is allowed instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from .interpreter import (
    BoundaryError,
    Diagnostic,
    MontyError,
    MontyRuntimeError,
    MontySyntaxError,
    ResourceLimitError,
    Violation,
)
from .results import MAX_TRACEBACK, CodeError, cut
from .schemas import Signature

MAX_PROBLEMS: Final = 20
MAX_MESSAGE: Final = 1000
"""Characters of one problem's message: names in it are the code's own."""
MAX_LISTED: Final = 60
"""Names of tools in a list of what there is."""

_LIMITS: Final[dict[str, tuple[str, str]]] = {
    'memory': (
        'it needed more than {allowed} MB of memory',
        'Keep less at once: work in pieces, drop what is no longer needed with del, let the tools filter.',
    ),
    'allocations': (
        'it made more than {allowed} objects',
        'Make fewer: filter early, use comprehensions over what is needed only, let the tools aggregate.',
    ),
    'stack_depth': ('its calls nested deeper than {allowed} levels', 'Use a loop instead of the recursion.'),
    'execution_time': (
        'it computed for longer than {allowed} ms',
        'Check for an endless loop, or do less work at once.',
    ),
    'sleep': ('it slept for longer than {allowed} ms', 'Sleep less: waiting for a call of a tool needs no sleep.'),
    'external_calls': ('it made more than {allowed} calls of tools', 'Ask for more with fewer calls.'),
    'output': ('it printed more than {allowed} bytes', 'Print a summary instead.'),
    'source': ('the code is longer than {allowed} bytes', 'Send it in smaller pieces: names persist between runs.'),
}
"""For each limit what happened, and the way out."""
_NAMES: Final = frozenset(('undefined_name', 'unauthorized_call'))


class Explainer:
    """Knows what the code may use, and says so where it helps."""

    def __init__(self, signatures: Mapping[str, Signature], modules: Iterable[str]) -> None:
        self.signatures = signatures
        self.modules = ', '.join(modules)

    def error(self, code: str, error: MontyError) -> CodeError:
        """What a model needs to know of ``error``, which ended a run of ``code``."""
        lines = code.splitlines()
        if isinstance(error, MontySyntaxError):
            return self.not_run(lines, error)
        if isinstance(error, ResourceLimitError):
            return self.stopped(lines, error)
        if isinstance(error, MontyRuntimeError):
            return self.raised(error)
        if isinstance(error, BoundaryError):
            text = f'The code ran, but its last expression has no value that can be given back: {error.message}'
            hint = 'End the code with plain data: numbers, texts, lists, dicts.'
            return CodeError('boundary', 'BoundaryError', error.message, None, f'{text}\n{hint}')
        text = f'The sandbox failed, which is not a mistake in the code: {error.message}'
        return CodeError('internal', type(error).__name__, error.message, None, text)

    def not_run(self, lines: list[str], error: MontySyntaxError) -> CodeError:
        """Everything that was found before running."""
        problems = error.diagnostics
        if not problems:
            kind = 'syntax' if error.kind in ('syntax', 'indentation', 'tab') else 'refused'
            return CodeError(
                kind,
                error.type_name,
                error.message,
                error.line,
                f'The code was not run.\n{cut(str(error), MAX_TRACEBACK)}',
            )
        parts = ['The code was not run.' if len(problems) == 1 else f'The code was not run: {len(problems)} problems.']
        parts.extend(described(problem, lines) for problem in problems[:MAX_PROBLEMS])
        if len(problems) > MAX_PROBLEMS:
            parts.append(f'… {len(problems) - MAX_PROBLEMS} more')
        for name in dict.fromkeys(found.name for found in problems if found.kind == 'wrong_call'):
            parts.append(self.signature(name))
        if any(found.kind in _NAMES for found in problems):
            parts.append(self.tools())
        first = problems[0]
        return CodeError('refused', first.kind, first.message, first.line, '\n'.join(parts), tuple(problems))

    def raised(self, error: MontyRuntimeError) -> CodeError:
        """The exception that nothing caught, with its traceback."""
        parts = [cut(error.traceback_text.removesuffix('\n'), MAX_TRACEBACK)]
        breach = next((found for found in error.violations if found.line == error.line), None)
        if breach is not None:
            parts.append(refused_by_whitelist(breach))
        if error.type_name in ('ImportError', 'ModuleNotFoundError'):
            parts.append(f'Modules: {self.modules}')
        elif error.type_name == 'NameError':
            parts.append(self.tools())
        elif error.type_name in ('TypeError', 'ValueError'):
            name = error.message.partition('(')[0]
            if name in self.signatures:
                parts.append(self.signature(name))
        return CodeError('exception', error.type_name, error.message, error.line, '\n'.join(parts))

    def stopped(self, lines: list[str], error: ResourceLimitError) -> CodeError:
        """A limit was reached."""
        what, way_out = _LIMITS[error.limit]
        where = '' if error.line is None else f' at line {error.line}'
        happened = what.format(allowed=f'{error.allowed:,}'.removesuffix('.0'))
        parts = [f'The code was stopped{where}: {happened}. It could not catch that.']
        if error.line is not None and 0 < error.line <= len(lines):
            parts.append(f'    {lines[error.line - 1].strip()}')
        parts.append(way_out)
        return CodeError('limit', error.limit, error.message, error.line, '\n'.join(parts))

    def signature(self, name: str) -> str:
        """A tool's parameter list, in one line."""
        found = self.signatures.get(name)
        return '' if found is None else f'Signature: {header(found)}'

    def tools(self) -> str:
        names = list(self.signatures)
        listed = ', '.join(names[:MAX_LISTED]) or 'none'
        rest = f', … {len(names) - MAX_LISTED} more' if len(names) > MAX_LISTED else ''
        return f'Tools: {listed}{rest}. Modules: {self.modules}'


def header(signature: Signature) -> str:
    """``async def name(*, …) -> …``."""
    parts: list[str] = []
    for parameter in signature.parameters:
        default = '' if parameter.default_text is None else f' = {parameter.default_text}'
        parts.append(f'{parameter.name}: {parameter.type_text}{default}')
    listed = ', '.join(['*', *parts]) if parts else ''
    return f'async def {signature.name}({listed}) -> {signature.returns_text}'


def described(problem: Diagnostic, lines: list[str]) -> str:
    """A problem with its line's text."""
    text = f'line {problem.line}: {cut(problem.message, MAX_MESSAGE)}'
    if 0 < problem.line <= len(lines):
        text += f'\n    {cut(lines[problem.line - 1].strip(), 200)}'
    return text


def refused_by_whitelist(breach: Violation) -> str:
    what = {'forbidden_import': 'module', 'forbidden_attribute': 'attribute'}.get(breach.kind, 'name')
    name = cut(breach.name, MAX_MESSAGE)
    return f'The sandbox offers no {what} {name!r}: only its tools, modules and builtins exist here.'
