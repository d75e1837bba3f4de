"""What a program's calls of external functions get wrong, known before it runs.

`check_calls` reads the tree that `resolve` has read. It finds calls that the function's signature refuses, in the words
of the `TypeError` that they would be, and coroutines that nothing awaits; and it tells for every finding whether the
program may catch the exception that it stands for. It never runs anything, and uses no host stack.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from typing import Final

from .diagnostics import Diagnostic, SourceText, in_text_order
from .external import ExternalFunction, bind
from .parse import position
from .resolve import Resolution

NAME_ERRORS: Final = 1
TYPE_ERRORS: Final = 2

_CATCHES: Final[dict[str, int]] = {
    'NameError': NAME_ERRORS,
    'TypeError': TYPE_ERRORS,
    'Exception': NAME_ERRORS | TYPE_ERRORS,
    'BaseException': NAME_ERRORS | TYPE_ERRORS,
}

_USES_A_VALUE: Final = (
    ast.Attribute,
    ast.AugAssign,
    ast.BinOp,
    ast.Compare,
    ast.Expr,
    ast.For,
    ast.FormattedValue,
    ast.If,
    ast.Subscript,
    ast.UnaryOp,
    ast.While,
)
"""Parents that take their operand for the result of a call; any other may pass a coroutine on to what awaits it."""


def check_calls(
    resolution: Resolution, functions: Mapping[str, ExternalFunction], text: SourceText
) -> list[Diagnostic]:
    """The diagnostics of `resolution`, with `caught` filled in, and those of its external calls, in text order."""
    if not resolution.external_uses and not resolution.undefined:
        return resolution.diagnostics
    return _CallChecker(resolution, functions, text).run()


class _CallChecker:
    """One walk over one tree."""

    def __init__(self, resolution: Resolution, functions: Mapping[str, ExternalFunction], text: SourceText) -> None:
        self.resolution = resolution
        self.functions = functions
        self.text = text
        self.found: list[Diagnostic] = []
        self.catches_anywhere = 0
        self.caught: set[int] = set()  # `id` of each diagnostic whose exception the program may catch
        self.undefined: list[tuple[Diagnostic, int, bool]] = []  # what is caught there; whether in a function
        self.wrong: list[tuple[Diagnostic, int, bool]] = []
        self.unawaited: dict[str, list[tuple[ast.Call, str]]] = {}  # calls kept under a name, until that is awaited
        self.passed_on: set[str] = set()  # names whose value may be awaited somewhere

    def run(self) -> list[Diagnostic]:
        pending: list[tuple[ast.AST, ast.AST, int, bool]] = [(self.resolution.tree, self.resolution.tree, 0, False)]
        while pending:
            node, parent, caught, within = pending.pop()
            if isinstance(node, ast.Name):
                self.name(node, parent, caught, within)
            elif isinstance(node, ast.Call):
                self.call(node, parent, caught, within)
            if isinstance(node, ast.Try | ast.TryStar):
                inner = caught | self.handlers(node)
                pending.extend((child, node, inner, within) for child in node.body)
                rest = [*node.handlers, *node.orelse, *node.finalbody]
                pending.extend((child, node, caught, within) for child in rest)
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                pending.extend((child, node, 0, True) for child in ast.iter_child_nodes(node))
            else:
                pending.extend((child, node, caught, within) for child in ast.iter_child_nodes(node))
        return self.findings()

    def handlers(self, node: ast.Try | ast.TryStar) -> int:
        """What the handlers of `node` catch."""
        caught = 0
        for handler in node.handlers:
            kinds: list[ast.expr] = []
            if handler.type is None:
                caught |= NAME_ERRORS | TYPE_ERRORS
            elif isinstance(handler.type, ast.Tuple):
                kinds = handler.type.elts
            else:
                kinds = [handler.type]
            for kind in kinds:
                caught |= _CATCHES.get(kind.id, 0) if isinstance(kind, ast.Name) else 0
        self.catches_anywhere |= caught
        return caught

    def name(self, node: ast.Name, parent: ast.AST, caught: int, within: bool) -> None:
        problem = self.resolution.undefined.get(id(node))
        if problem is not None:
            self.undefined.append((problem, caught & NAME_ERRORS, within))
        if isinstance(node.ctx, ast.Load) and not _takes_value(node, parent):
            self.passed_on.add(node.id)

    def call(self, node: ast.Call, parent: ast.AST, caught: int, within: bool) -> None:
        func = node.func
        if not isinstance(func, ast.Name) or id(func) not in self.resolution.external_uses:
            return
        function = self.functions.get(func.id)
        if function is None:
            return
        message = _refusal(function, node)
        if message is not None:
            self.wrong.append((self.problem('wrong_call', func.id, message, node), caught & TYPE_ERRORS, within))
        if not function.is_async:
            return
        message = f"{func.id}() is never awaited; write 'await {func.id}(...)'"
        if _takes_value(node, parent):
            self.wrong.append((self.problem('never_awaited', func.id, message, node), caught & TYPE_ERRORS, within))
        elif isinstance(parent, ast.Assign) and len(parent.targets) == 1 and isinstance(parent.targets[0], ast.Name):
            self.unawaited.setdefault(parent.targets[0].id, []).append((node, func.id))

    def problem(self, kind: str, name: str, message: str, node: ast.Call) -> Diagnostic:
        return Diagnostic(kind, name, message, *position(node, self.text))

    def findings(self) -> list[Diagnostic]:
        """A function may be called where its exceptions are caught: one that is caught anywhere is there too."""
        for problem, caught, within in self.undefined:
            if caught or (within and self.catches_anywhere & NAME_ERRORS):
                self.caught.add(id(problem))
        for problem, caught, within in self.wrong:
            if caught or (within and self.catches_anywhere & TYPE_ERRORS):
                self.caught.add(id(problem))
        every = [*self.resolution.diagnostics, *(problem for problem, _caught, _within in self.wrong)]
        found = [_caught_one(problem) if id(problem) in self.caught else problem for problem in every]
        for name, calls in self.unawaited.items():
            if name not in self.passed_on:
                for node, function in calls:
                    message = f"{function}() is never awaited; write '{name} = await {function}(...)'"
                    found.append(self.problem('never_awaited', function, message, node))
        found.sort(key=in_text_order)
        return found


def _caught_one(found: Diagnostic) -> Diagnostic:
    place = (found.line, found.column, found.end_line, found.end_column)
    return Diagnostic(found.kind, found.name, found.message, *place, found.required, True)


def _takes_value(node: ast.expr, parent: ast.AST) -> bool:
    """Whether `parent` uses `node` as a result, which a coroutine is not."""
    if isinstance(parent, ast.Subscript):
        return parent.value is node
    if isinstance(parent, ast.For):
        return parent.iter is node
    return isinstance(parent, _USES_A_VALUE)


def _refusal(function: ExternalFunction, node: ast.Call) -> str | None:
    """Why the function can't take the arguments, None where it can or where only a run can tell."""
    keywords: dict[str, object] = {}
    for keyword in node.keywords:
        if keyword.arg is None:
            return None
        keywords[keyword.arg] = None
    if any(isinstance(argument, ast.Starred) for argument in node.args):
        return None
    try:
        bind(function, [None] * len(node.args), keywords)
    except TypeError as error:
        return str(error)
    return None


def refused(found: Collection[Diagnostic], strict: bool) -> list[Diagnostic]:
    """Those for which the program must not run: refused imports that nothing catches; with `strict`, everything that
    nothing catches."""
    return [problem for problem in found if problem.required or (strict and not problem.caught)]
