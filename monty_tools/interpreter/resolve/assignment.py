"""Definite assignment: which reads of a name cannot find it unbound.

A forward analysis over each frame's code, in one pass. The state is the set of variables that are certainly bound, as
the bits of an int; code that cannot be reached has all bits. Joins take the intersection. Nothing is iterated: where
control comes back or comes from an unknown place (loop heads, handlers, `finally`, the end of a `with`), the state is
what was bound before, less every name that the frame deletes anywhere. So the result errs on one side only: a read
that is not proven may still be bound, a proven one is never unbound.

Variables are a function's locals that no inner scope captures, an inlined comprehension's own, and the names of the
module that no function can delete. Reads in class bodies, annotations of local variables, and of captured variables
are never proven.

Host stack: at most three frames for each level of nesting.
"""

import ast
import sys
from collections.abc import Callable, Collection, Sequence
from typing import Final

from .scopes import COMPREHENSION, FUNCTION, LAMBDA, MODULE, Scope, mangle

UNREACHABLE: Final = -1

MAX_VARIABLES: Final = 4096
"""Variables of one frame that are followed; a state is an int of so many bits, copied at each change."""


def proven_bound(
    scopes: Sequence[Scope],
    initial: Collection[str],
    module_names: Collection[str],
    by_node: dict[int, Scope],
) -> set[int]:
    """`id` of each `ast.Name` that is read, deleted or augmented where it is certainly bound.

    `initial` are the names that the module's namespace has when the program starts, `module_names` all that it can get.
    """
    deleted_elsewhere: set[str] = set()
    for scope in scopes:
        if scope.kind != MODULE:
            deleted_elsewhere |= scope.deleted & scope.globals
    proven: set[int] = set()
    for scope in scopes:
        if scope.kind not in (MODULE, FUNCTION, LAMBDA, COMPREHENSION) or scope.inlined:
            continue
        if scope.kind == MODULE:
            names = [name for name in scope.symbols if name in module_names and name not in deleted_elsewhere]
        else:
            names = [name for name in scope.locals if name not in scope.cell_set]
        flow = _Flow(scope, names[:MAX_VARIABLES], by_node, proven)
        flow.run([name for name in names if name in initial] if scope.kind == MODULE else scope.params)
    return proven


class _Flow:
    """The analysis of one frame. Methods take the state before a construct and return the state after it."""

    def __init__(self, scope: Scope, names: Sequence[str], by_node: dict[int, Scope], proven: set[int]) -> None:
        self.scope = scope
        self.by_node = by_node
        self.proven = proven
        self.bits: list[dict[str, int]] = [{name: 1 << index for index, name in enumerate(names)}]
        self.count = len(names)
        self.killed = 0
        for name in scope.deleted:
            self.killed |= self.bits[0].get(name, 0)
        self.breaks: list[int] = []
        self.statements: dict[type[ast.stmt], Callable[..., int]] = {
            ast.FunctionDef: self.function,
            ast.AsyncFunctionDef: self.function,
            ast.ClassDef: self.class_def,
            ast.Return: self.leave,
            ast.Raise: self.leave,
            ast.Assign: self.assign,
            ast.AugAssign: self.aug_assign,
            ast.AnnAssign: self.ann_assign,
            ast.For: self.for_loop,
            ast.AsyncFor: self.for_loop,
            ast.While: self.while_loop,
            ast.If: self.if_chain,
            ast.With: self.with_block,
            ast.AsyncWith: self.with_block,
            ast.Match: self.match,
            ast.Try: self.try_block,
            ast.TryStar: self.try_block,
            ast.Import: self.imports,
            ast.ImportFrom: self.imports,
            ast.Assert: self.assertion,
            ast.Break: self.break_loop,
            ast.Continue: self.continue_loop,
            ast.Expr: self.expression,
            ast.Delete: self.delete,
        }

    def run(self, bound: Sequence[str]) -> None:
        """Analyse the whole frame, which starts with the names `bound`."""
        state = 0
        for name in bound:
            state |= self.bits[0].get(name, 0)
        node = self.scope.node
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef):
            self.body(node.body, state)
        elif isinstance(node, ast.Lambda):
            self.expr(node.body, state)
        elif isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            self.generators(node, state)

    def bit(self, name: str) -> int:
        """The bit of the variable that `name` is here, 0 if it is not followed."""
        mangled = mangle(self.scope.class_name, name)
        for bits in reversed(self.bits):
            found = bits.get(mangled, -1)
            if found >= 0:
                return found
        return 0

    def bind(self, name: str, state: int) -> int:
        return state | self.bit(name)

    def unbind(self, name: str, state: int) -> int:
        return state & ~self.bit(name)

    def check(self, node: ast.Name, state: int) -> None:
        if state & self.bit(node.id):
            self.proven.add(id(node))

    def doubtful(self, state: int) -> int:
        """The state at a place that can be reached from anywhere after `state`."""
        return UNREACHABLE if state == UNREACHABLE else state & ~self.killed

    # statements

    def body(self, body: Sequence[ast.stmt], state: int) -> int:
        for node in body:
            handler = self.statements.get(type(node))
            if handler is not None:
                state = handler(node, state)
            elif sys.version_info >= (3, 12) and isinstance(node, ast.TypeAlias):
                state = self.bind(node.name.id, state)
        return state

    def leave(self, node: ast.Return | ast.Raise, state: int) -> int:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                state = self.expr(child, state)
        return UNREACHABLE

    def expression(self, node: ast.Expr, state: int) -> int:
        return self.expr(node.value, state)

    def delete(self, node: ast.Delete, state: int) -> int:
        for target in node.targets:
            state = self.expr(target, state)
        return state

    def assign(self, node: ast.Assign, state: int) -> int:
        state = self.expr(node.value, state)
        for target in node.targets:
            state = self.expr(target, state)
        return state

    def aug_assign(self, node: ast.AugAssign, state: int) -> int:
        if isinstance(node.target, ast.Name):
            self.check(node.target, state)
            state = self.expr(node.value, state)
            return self.bind(node.target.id, state)
        state = self.expr(node.target, state)
        return self.expr(node.value, state)

    def ann_assign(self, node: ast.AnnAssign, state: int) -> int:
        if node.value is not None:
            state = self.expr(node.value, state)
            state = self.expr(node.target, state)
        if self.scope.kind == MODULE:
            state = self.annotation(node.annotation, state)
        return state

    def annotation(self, node: ast.expr | None, state: int) -> int:
        """An annotation that is evaluated in place, which 3.14 never does."""
        if node is None or sys.version_info >= (3, 14):
            return state
        return self.expr(node, state)

    def assertion(self, node: ast.Assert, state: int) -> int:
        state = self.expr(node.test, state)
        if node.msg is not None:
            self.expr(node.msg, state)
        return state

    def imports(self, node: ast.Import | ast.ImportFrom, state: int) -> int:
        for alias in node.names:
            state = self.bind(alias.asname or alias.name.split('.')[0], state)
        return state

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, state: int) -> int:
        for decorator in node.decorator_list:
            state = self.expr(decorator, state)
        state = self.defaults(node.args, state)
        if not getattr(node, 'type_params', None):
            for child in ast.iter_child_nodes(node.args):
                if isinstance(child, ast.arg):
                    state = self.annotation(child.annotation, state)
            state = self.annotation(node.returns, state)
        return self.bind(node.name, state)

    def defaults(self, args: ast.arguments, state: int) -> int:
        for default in args.defaults:
            state = self.expr(default, state)
        for keyword_default in args.kw_defaults:
            if keyword_default is not None:
                state = self.expr(keyword_default, state)
        return state

    def class_def(self, node: ast.ClassDef, state: int) -> int:
        for decorator in node.decorator_list:
            state = self.expr(decorator, state)
        if not getattr(node, 'type_params', None):
            for base in node.bases:
                state = self.expr(base, state)
            for keyword in node.keywords:
                state = self.expr(keyword.value, state)
        return self.bind(node.name, state)

    def if_chain(self, node: ast.If, state: int) -> int:
        after = UNREACHABLE
        while True:
            state = self.expr(node.test, state)
            after &= self.body(node.body, state)
            if len(node.orelse) != 1 or not isinstance(node.orelse[0], ast.If):
                return after & self.body(node.orelse, state)
            node = node.orelse[0]

    def loop_body(self, body: Sequence[ast.stmt], state: int) -> int:
        """The state where all `break`s of the loop arrive."""
        self.breaks.append(UNREACHABLE)
        self.body(body, state)
        return self.breaks.pop()

    def while_loop(self, node: ast.While, state: int) -> int:
        state = self.expr(node.test, self.doubtful(state))
        broken = self.loop_body(node.body, state)
        endless = isinstance(node.test, ast.Constant) and bool(node.test.value)
        return broken & self.body(node.orelse, UNREACHABLE if endless else state)

    def for_loop(self, node: ast.For | ast.AsyncFor, state: int) -> int:
        state = self.doubtful(self.expr(node.iter, state))
        broken = self.loop_body(node.body, self.expr(node.target, state))
        return broken & self.body(node.orelse, state)

    def break_loop(self, node: ast.Break, state: int) -> int:
        if self.breaks:
            self.breaks[-1] &= self.doubtful(state)
        return UNREACHABLE

    def continue_loop(self, node: ast.Continue, state: int) -> int:
        return UNREACHABLE

    def with_block(self, node: ast.With | ast.AsyncWith, state: int) -> int:
        state = self.expr(node.items[0].context_expr, state)
        suppressed = self.doubtful(state)
        for index, item in enumerate(node.items):
            if index:
                state = self.expr(item.context_expr, state)
            if item.optional_vars is not None:
                state = self.expr(item.optional_vars, state)
        return suppressed & self.body(node.body, state)

    def try_block(self, node: ast.Try | ast.TryStar, state: int) -> int:
        anywhere = self.doubtful(state)
        after = self.body(node.orelse, self.body(node.body, state))
        for handler in node.handlers:
            after &= self.handler(handler, anywhere)
        if not node.finalbody:
            return after
        ended = self.body(node.finalbody, anywhere)
        return UNREACHABLE if ended == UNREACHABLE else ended | self.doubtful(after)

    def handler(self, node: ast.ExceptHandler, state: int) -> int:
        if node.type is not None:
            state = self.expr(node.type, state)
        if node.name is None:
            return self.body(node.body, state)
        state = self.body(node.body, self.bind(node.name, state))
        return UNREACHABLE if state == UNREACHABLE else self.unbind(node.name, state)

    def match(self, node: ast.Match, state: int) -> int:
        state = self.expr(node.subject, state)
        after = UNREACHABLE
        exhaustive = False
        for case in node.cases:
            matched = self.pattern(case.pattern, state)
            if case.guard is not None:
                matched = self.expr(case.guard, matched)
            after &= self.body(case.body, matched)
            exhaustive = case.guard is None and _irrefutable(case.pattern)
        return after if exhaustive else after & state

    def pattern(self, root: ast.pattern, state: int) -> int:
        """The state where the pattern has matched; only its captures bind, all at the end."""
        bound = 0
        pending: list[ast.AST] = [root]
        while pending:
            node = pending.pop()
            if isinstance(node, ast.MatchOr):
                pending.append(node.patterns[0])
                for other in node.patterns[1:]:
                    self.pattern(other, state)
                continue
            if isinstance(node, ast.expr):
                self.expr(node, state)
                continue
            if isinstance(node, ast.MatchAs | ast.MatchStar) and node.name is not None:
                bound |= self.bit(node.name)
            elif isinstance(node, ast.MatchMapping) and node.rest is not None:
                bound |= self.bit(node.rest)
            pending.extend(ast.iter_child_nodes(node))
        return state | bound

    # expressions

    def expr(self, root: ast.expr, state: int) -> int:
        """An expression, in the order of evaluation; only `:=` and the targets of statements change the state."""
        pending: list[ast.AST] = [root]
        while pending:
            node = pending.pop()
            if isinstance(node, ast.Name):
                if isinstance(node.ctx, ast.Store):
                    state = self.bind(node.id, state)
                    continue
                self.check(node, state)
                if isinstance(node.ctx, ast.Del):
                    state = self.unbind(node.id, state)
            elif isinstance(node, ast.NamedExpr):
                pending.append(node.target)
                pending.append(node.value)
            elif isinstance(node, ast.BoolOp):
                state = self.bool_op(node, state)
            elif isinstance(node, ast.IfExp):
                state = self.conditional(node, state)
            elif isinstance(node, ast.Compare):
                state = self.compare(node, state)
            elif isinstance(node, ast.Lambda):
                state = self.defaults(node.args, state)
            elif isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
                state = self.comprehension(node, state)
            elif isinstance(node, ast.Dict):
                for key, value in zip(reversed(node.keys), reversed(node.values), strict=True):
                    pending.append(value)
                    if key is not None:
                        pending.append(key)
            elif not isinstance(node, ast.Constant):
                children = list(ast.iter_child_nodes(node))
                children.reverse()
                pending.extend(children)
        return state

    def bool_op(self, node: ast.BoolOp, state: int) -> int:
        after = self.expr(node.values[0], state)
        state = after
        for value in node.values[1:]:
            state = self.expr(value, state)
        return after

    def conditional(self, node: ast.IfExp, state: int) -> int:
        after = UNREACHABLE
        while True:
            state = self.expr(node.test, state)
            after &= self.expr(node.body, state)
            if not isinstance(node.orelse, ast.IfExp):
                return after & self.expr(node.orelse, state)
            node = node.orelse

    def compare(self, node: ast.Compare, state: int) -> int:
        after = self.expr(node.comparators[0], self.expr(node.left, state))
        state = after
        for comparator in node.comparators[1:]:
            state = self.expr(comparator, state)
        return after

    def comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp, state: int) -> int:
        state = self.expr(node.generators[0].iter, state)
        scope = self.by_node[id(node)]
        if not scope.inlined:
            return state
        own: dict[str, int] = {}
        for name in scope.locals:
            followed = name not in scope.cell_set and self.count < MAX_VARIABLES
            own[name] = 1 << self.count if followed else 0
            self.count += followed
        self.bits.append(own)
        inside = state
        for bit in own.values():
            inside &= ~bit
        self.generators(node, inside)
        self.bits.pop()
        return state

    def generators(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp, state: int) -> None:
        """The inside of a comprehension, whose first iterable has been evaluated."""
        for index, generator in enumerate(node.generators):
            if index:
                state = self.expr(generator.iter, state)
            state = self.expr(generator.target, state)
            for condition in generator.ifs:
                state = self.expr(condition, state)
        if isinstance(node, ast.DictComp):
            state = self.expr(node.key, state)
            self.expr(node.value, state)
        else:
            self.expr(node.elt, state)


def _irrefutable(pattern: ast.pattern) -> bool:
    while isinstance(pattern, ast.MatchAs) and pattern.pattern is not None:
        pattern = pattern.pattern
    return isinstance(pattern, ast.MatchAs)
