"""The first pass of `resolve`: syntax tree to scopes with their symbols.

It also finds what CPython refuses only after its parser. Those errors come from two of CPython's phases: the symbol
table's are raised as they are met, the code generator's are kept back (`Collector.late`) until the symbol table is
complete.

CPython's limit of some 20 nested loops, `with` and `try` blocks, which is one of its code generator and differs between
versions, is not enforced: `parse` limits nesting.

Host stack: two frames for each level of nested statements, lambdas and comprehensions; none for other expressions.
"""

import __future__

import ast
import sys
from collections.abc import Callable, Sequence
from typing import Final

from ..diagnostics import SourceText
from ..errors import MontySyntaxError
from ..parse import error_at
from .scopes import (
    ANNOTATED,
    ANNOTATION,
    ASSIGNED,
    BOUND,
    CLASS,
    COMPREHENSION,
    DECLARED_GLOBAL,
    DECLARED_NONLOCAL,
    FUNCTION,
    ITERATION,
    LAMBDA,
    MODULE,
    PARAM,
    TYPE_PARAM,
    TYPE_PARAMS,
    USED,
    Scope,
    mangle,
)

INLINES_COMPREHENSIONS: Final = sys.version_info >= (3, 12)
"""PEP 709: list, set and dict comprehensions run in the frame around them."""

_COMPREHENSIONS: Final[dict[type[ast.AST], tuple[str, str]]] = {
    ast.ListComp: ('<listcomp>', 'list comprehension'),
    ast.SetComp: ('<setcomp>', 'set comprehension'),
    ast.DictComp: ('<dictcomp>', 'dict comprehension'),
    ast.GeneratorExp: ('<genexpr>', 'generator expression'),
}

_POINTS_AT_OWNER: Final = sys.version_info < (3, 12)
"""CPython 3.11 reports a reserved parameter or keyword name at the whole function, class or call."""

_POINTS_AT_LAST_PATTERN: Final = sys.version_info < (3, 12)
"""CPython 3.11 reports names bound twice in a pattern at the last pattern that it has looked at."""

_YIELD_FROM: Final = "'yield from' outside function" if sys.version_info >= (3, 13) else "'yield' outside function"

_WITHIN: Final = '{} cannot be used within {}' if sys.version_info >= (3, 12) else "'{}' can not be used within {}"

_CONSTRAINT: Final = 'a TypeVar constraint' if sys.version_info >= (3, 13) else 'a TypeVar bound'

_NOT_IN_ANNOTATIONS: Final[dict[type[ast.AST], str]] = {
    ast.NamedExpr: 'named expression',
    ast.Yield: 'yield expression',
    ast.YieldFrom: 'yield expression',
    ast.Await: 'await expression',
}

_FUTURE_FEATURES: Final = frozenset(__future__.all_feature_names)

_LOOP: Final = 0
_EXCEPT_STAR: Final = 1

_MAX_STARRED_PREFIX: Final = 256


class Use:
    """One place where a name is read or deleted."""

    def __init__(self, scope: Scope, name: str, node: ast.Name, called: bool) -> None:
        self.scope = scope
        self.name = name
        self.node = node
        self.called = called
        """It is the function of a call."""


class Collector:
    """Builds the scopes of one module. `scopes` has parents before children; the module is first."""

    def __init__(self, tree: ast.Module, text: SourceText, filename: str, awaits_anywhere: bool = False) -> None:
        self.text = text
        self.awaits_anywhere = awaits_anywhere
        self.filename = filename
        self.module = Scope(MODULE, '<module>', tree, None, None)
        self.scopes: list[Scope] = [self.module]
        self.by_node: dict[int, Scope] = {id(tree): self.module}
        self.type_params: dict[int, Scope] = {}
        self.type_defaults: dict[int, Scope] = {}
        self.uses: list[Use] = []
        self.imports: list[ast.Import | ast.ImportFrom] = []
        self.caught_imports: set[int] = set()
        self.directives: dict[tuple[int, str], ast.Global | ast.Nonlocal] = {}
        self.late: list[tuple[int, MontySyntaxError]] = []
        self.future_annotations = False
        self._scope = self.module
        self._blocks: list[int] = []
        self._guards = 0
        self._step = 0
        self._valued_returns: list[tuple[int, ast.Return]] = []
        self._last_pattern: ast.AST = tree
        self._future_imports: set[int] = set()
        self._statements: dict[type[ast.stmt], Callable[..., None]] = {
            ast.FunctionDef: self._function,
            ast.AsyncFunctionDef: self._function,
            ast.ClassDef: self._class,
            ast.Return: self._return,
            ast.Assign: self._assign,
            ast.AugAssign: self._aug_assign,
            ast.AnnAssign: self._ann_assign,
            ast.For: self._for,
            ast.AsyncFor: self._for,
            ast.While: self._while,
            ast.If: self._if,
            ast.With: self._with,
            ast.AsyncWith: self._with,
            ast.Match: self._match,
            ast.Try: self._try,
            ast.TryStar: self._try,
            ast.Import: self._import,
            ast.ImportFrom: self._import,
            ast.Global: self._global,
            ast.Nonlocal: self._nonlocal,
            ast.Break: self._jump,
            ast.Continue: self._jump,
        }

    def run(self) -> None:
        """Collect everything. Raises `MontySyntaxError` for what CPython's symbol table refuses."""
        tree = self.module.node
        if isinstance(tree, ast.Module):
            self._check_future(tree.body)
            self._body(tree.body)

    def error(self, node: ast.AST, message: str) -> MontySyntaxError:
        """The error `message` at `node`."""
        return error_at(node, message, self.text, self.filename)

    def _later(self, node: ast.AST, message: str) -> None:
        self._step += 1
        self.late.append((self._step, self.error(node, message)))

    def _check_future(self, body: Sequence[ast.stmt]) -> None:
        """Check the `from __future__` imports, which stand at the start, after the docstring at most."""
        for index, node in enumerate(body):
            if isinstance(node, ast.ImportFrom) and node.module == '__future__':
                for alias in node.names:
                    self._check_feature(node, alias)
                self._future_imports.add(id(node))
            elif index or not _is_docstring(node):
                break

    def _check_feature(self, node: ast.ImportFrom, alias: ast.alias) -> None:
        if alias.name not in _FUTURE_FEATURES:
            message = 'not a chance' if alias.name == 'braces' else f'future feature {alias.name} is not defined'
            error = self.error(node, message)
            error.end_column = None
            raise error
        if alias.name == 'annotations':
            self.future_annotations = True

    def _enter(self, kind: str, name: str, node: ast.AST) -> Scope:
        parent = self._scope
        class_name = parent.class_name
        if kind == CLASS:
            class_name = name
        scope = Scope(kind, name, node, parent, class_name)
        self.scopes.append(scope)
        self._scope = scope
        return scope

    def _leave(self) -> None:
        if self._scope.parent is not None:
            self._scope = self._scope.parent

    # names

    def _bind(self, name: str, node: ast.AST, flags: int = BOUND | ASSIGNED, owner: ast.AST | None = None) -> None:
        """Bind `name` at `node`; `owner` is what CPython points at when the name is reserved, if not `node`."""
        scope = self._scope
        self._check_reserved(name, node if owner is None else owner, 'assign to')
        mangled = mangle(scope.class_name, name)
        known = scope.symbols.get(mangled, 0)
        if flags & PARAM and known & PARAM:
            raise self.error(node, f"duplicate argument '{name}' in function definition")
        if flags & TYPE_PARAM and known & TYPE_PARAM:
            raise self.error(node, f"duplicate type parameter '{name}'")
        if flags & ITERATION and known & (DECLARED_GLOBAL | DECLARED_NONLOCAL):
            raise self.error(node, f"comprehension inner loop cannot rebind assignment expression target '{name}'")
        scope.symbols[mangled] = known | flags

    def _use(self, node: ast.Name, called: bool = False) -> None:
        scope = self._scope
        mangled = mangle(scope.class_name, node.id)
        scope.symbols[mangled] = scope.symbols.get(mangled, 0) | USED
        if node.id == 'super' and scope.kind in (FUNCTION, LAMBDA, COMPREHENSION):
            scope.symbols['__class__'] = scope.symbols.get('__class__', 0) | USED
        self.uses.append(Use(scope, mangled, node, called))

    def _unbind(self, name: str) -> None:
        scope = self._scope
        while scope.kind == COMPREHENSION and scope.parent is not None:
            scope = scope.parent
        scope.deleted.add(mangle(scope.class_name, name))

    def _name(self, node: ast.Name, flags: int) -> None:
        if isinstance(node.ctx, ast.Load):
            self._use(node)
        elif isinstance(node.ctx, ast.Store):
            self._bind(node.id, node, BOUND | ASSIGNED | flags)
        else:
            self._check_reserved(node.id, node, 'delete')
            self._bind(node.id, node)
            self._unbind(node.id)
            self._record(node)

    def _record(self, node: ast.Name) -> None:
        """Note a deletion or augmented assignment, which needs the name bound but is a binding for the symbol table."""
        self.uses.append(Use(self._scope, mangle(self._scope.class_name, node.id), node, False))

    def _check_reserved(self, name: str, node: ast.AST, action: str) -> None:
        if name == '__debug__':
            self._later(node, f'cannot {action} __debug__')

    # statements

    def _body(self, body: Sequence[ast.stmt]) -> None:
        for node in body:
            handler = self._statements.get(type(node))
            if handler is not None:
                handler(node)
            elif sys.version_info >= (3, 12) and isinstance(node, ast.TypeAlias):
                self._type_alias(node)
            else:
                for child in ast.iter_child_nodes(node):
                    if isinstance(child, ast.expr):
                        self._expr(child)

    def _block(self, kind: int, body: Sequence[ast.stmt]) -> None:
        self._blocks.append(kind)
        self._body(body)
        self._blocks.pop()

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._bind(node.name, node)
        for decorator in node.decorator_list:
            self._expr(decorator)
        self._defaults(node.args)
        generic = self._enter_type_params(node, node.name)
        for arg in _all_args(node.args):
            self._annotation(arg.annotation)
        self._annotation(node.returns)
        scope = self._enter(FUNCTION, node.name, node)
        self.by_node[id(node)] = scope
        scope.is_async = isinstance(node, ast.AsyncFunctionDef)
        self._function_body(scope, node.args, node.body)
        if generic:
            self._leave()

    def _function_body(self, scope: Scope, args: ast.arguments, body: Sequence[ast.stmt]) -> None:
        blocks, self._blocks = self._blocks, []
        guards, self._guards = self._guards, 0
        returns, self._valued_returns = self._valued_returns, []
        self._params(args, scope.node)
        self._body(body)
        if scope.is_async and scope.is_generator:
            for step, statement in self._valued_returns:
                self.late.append((step, self.error(statement, "'return' with value in async generator")))
        self._blocks = blocks
        self._guards = guards
        self._valued_returns = returns
        self._leave()

    def _defaults(self, args: ast.arguments) -> None:
        for default in args.defaults:
            self._expr(default)
        for keyword_default in args.kw_defaults:
            if keyword_default is not None:
                self._expr(keyword_default)

    def _params(self, args: ast.arguments, owner: ast.AST) -> None:
        scope = self._scope
        reserved = owner if _POINTS_AT_OWNER else None
        for arg in _all_args(args):
            self._bind(arg.arg, arg, BOUND | PARAM, reserved)
            scope.params.append(mangle(scope.class_name, arg.arg))

    def _annotation(self, node: ast.expr | None) -> None:
        if isinstance(node, ast.Starred):
            node = node.value
        if node is None:
            return
        if self.future_annotations:
            self._hidden(node, 'an annotation', node, '__annotation__')
        else:
            self._generic(node)

    def _hidden(self, node: ast.expr, what: str, owner: ast.AST, name: str) -> Scope:
        """Collect `node` in an annotation scope of its own, where some expressions are refused."""
        self._refuse_within(node, what)
        scope = self._enter(ANNOTATION, name, owner)
        self._expr(node.value if isinstance(node, ast.Starred) else node)  # the default of a TypeVarTuple
        self._leave()
        return scope

    def _refuse_within(self, node: ast.expr, what: str) -> None:
        for child in _own_expressions(node):
            refused = _NOT_IN_ANNOTATIONS.get(type(child))
            if refused is not None:
                raise self.error(child, _WITHIN.format(refused, what))

    def _enter_type_params(self, node: ast.AST, name: str) -> bool:
        """Enter the scope of the type parameters of `node`, if it has any: True if so."""
        if sys.version_info < (3, 12):
            return False
        params: list[ast.AST] = getattr(node, 'type_params', [])
        if not params:
            return False
        scope = self._enter(TYPE_PARAMS, f'<generic parameters of {name}>', node)
        self.type_params[id(node)] = scope
        if isinstance(node, ast.ClassDef):
            scope.class_name = node.name
        seen_default = False
        for param in params:
            param_name: str = getattr(param, 'name')  # noqa: B009  # all three kinds have it
            self._bind(param_name, param, BOUND | TYPE_PARAM)
            bound: ast.expr | None = getattr(param, 'bound', None)
            if bound is not None:
                what = _CONSTRAINT if isinstance(bound, ast.Tuple) else 'a TypeVar bound'
                self.by_node[id(param)] = self._hidden(bound, what, param, param_name)
            default: ast.expr | None = getattr(param, 'default_value', None)
            if default is not None:
                seen_default = True
                what = f'a {type(param).__name__} default'
                self.type_defaults[id(param)] = self._hidden(default, what, param, param_name)
            elif seen_default:
                message = f"non-default type parameter '{param_name}' follows default type parameter"
                raise self.error(param, message)
        return True

    def _type_alias(self, node: ast.AST) -> None:
        target: ast.Name = getattr(node, 'name')  # noqa: B009  # ast.TypeAlias exists from 3.12 on
        value: ast.expr = getattr(node, 'value')  # noqa: B009
        self._bind(target.id, target, BOUND | ASSIGNED, node)
        generic = self._enter_type_params(node, target.id)
        self.by_node[id(node)] = self._hidden(value, 'a type alias', node, target.id)
        if generic:
            self._leave()

    def _class(self, node: ast.ClassDef) -> None:
        self._bind(node.name, node)
        for decorator in node.decorator_list:
            self._expr(decorator)
        generic = self._enter_type_params(node, node.name)
        self._bases(node)
        scope = self._enter(CLASS, node.name, node)
        self.by_node[id(node)] = scope
        blocks, self._blocks = self._blocks, []
        self._body(node.body)
        self._blocks = blocks
        self._leave()
        if generic:
            self._leave()

    def _return(self, node: ast.Return) -> None:
        if not self._scope.is_function_like:
            self._later(node, "'return' outside function")
        elif _EXCEPT_STAR in self._blocks:
            self._later(node, "'break', 'continue' and 'return' cannot appear in an except* block")
        if node.value is not None:
            self._step += 1
            self._valued_returns.append((self._step, node))
            self._expr(node.value)

    def _jump(self, node: ast.Break | ast.Continue) -> None:
        if self._blocks and self._blocks[-1] == _EXCEPT_STAR:
            self._later(node, "'break', 'continue' and 'return' cannot appear in an except* block")
        elif not self._blocks:
            broken = "'break' outside loop" if isinstance(node, ast.Break) else "'continue' not properly in loop"
            self._later(node, broken)

    def _assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self._expr(target)
        self._expr(node.value)

    def _aug_assign(self, node: ast.AugAssign) -> None:
        self._expr(node.target)
        if isinstance(node.target, ast.Name):
            self._record(node.target)
        self._expr(node.value)

    def _ann_assign(self, node: ast.AnnAssign) -> None:
        scope = self._scope
        target = node.target
        if isinstance(target, ast.Name):
            flags = scope.symbols.get(mangle(scope.class_name, target.id), 0)
            if scope.kind != MODULE and node.simple and flags & (DECLARED_GLOBAL | DECLARED_NONLOCAL):
                declared = 'global' if flags & DECLARED_GLOBAL else 'nonlocal'
                raise self.error(node, f"annotated name '{target.id}' can't be {declared}")
            if node.simple:
                self._bind(target.id, target, BOUND | ASSIGNED | ANNOTATED, node if node.value is None else None)
                scope.has_annotations = scope.has_annotations or not scope.is_function_like
            elif node.value is not None:
                self._bind(target.id, target)
        else:
            self._expr(target)
        self._annotation(node.annotation)
        if node.value is not None:
            self._expr(node.value)

    def _for(self, node: ast.For | ast.AsyncFor) -> None:
        if isinstance(node, ast.AsyncFor):
            self._check_async(node, "'async for' outside async function")
        self._expr(node.target)
        self._expr(node.iter)
        self._block(_LOOP, node.body)
        self._body(node.orelse)

    def _while(self, node: ast.While) -> None:
        self._expr(node.test)
        self._block(_LOOP, node.body)
        self._body(node.orelse)

    def _if(self, node: ast.If) -> None:
        while True:
            self._expr(node.test)
            self._body(node.body)
            if len(node.orelse) != 1 or not isinstance(node.orelse[0], ast.If):
                break
            node = node.orelse[0]
        self._body(node.orelse)

    def _with(self, node: ast.With | ast.AsyncWith) -> None:
        if isinstance(node, ast.AsyncWith):
            self._check_async(node, "'async with' outside async function")
        for item in node.items:
            self._expr(item.context_expr)
            if item.optional_vars is not None:
                self._expr(item.optional_vars)
        self._body(node.body)

    def _check_async(self, node: ast.stmt, message: str) -> None:
        scope = self._scope
        if scope.kind == MODULE:
            scope.is_async = True
        elif scope.kind != FUNCTION or not scope.is_async:
            self._later(node, message)

    def _try(self, node: ast.Try | ast.TryStar) -> None:
        catches = any(_catches_import_error(handler.type) for handler in node.handlers)
        self._guards += catches
        self._body(node.body)
        self._guards -= catches
        for index, handler in enumerate(node.handlers):
            if handler.type is not None:
                self._expr(handler.type)
            elif index < len(node.handlers) - 1:
                self._later(handler, "default 'except:' must be last")
            if handler.name is not None:
                self._bind(handler.name, handler)
                self._unbind(handler.name)
            if isinstance(node, ast.TryStar):
                self._block(_EXCEPT_STAR, handler.body)
            else:
                self._body(handler.body)
        self._body(node.orelse)
        self._body(node.finalbody)

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        if isinstance(node, ast.ImportFrom) and node.module == '__future__':
            if id(node) not in self._future_imports:
                self._later(node, 'from __future__ imports must occur at the beginning of the file')
        else:
            self.imports.append(node)
            if self._guards:
                self.caught_imports.add(id(node))
        for alias in node.names:
            self._bind(alias.asname or alias.name.split('.')[0], alias, BOUND, node)

    def _global(self, node: ast.Global) -> None:
        for name in node.names:
            self._declare(node, name, 'global', DECLARED_GLOBAL)

    def _nonlocal(self, node: ast.Nonlocal) -> None:
        for name in node.names:
            self._declare(node, name, 'nonlocal', DECLARED_NONLOCAL)

    def _declare(self, node: ast.Global | ast.Nonlocal, name: str, word: str, flag: int) -> None:
        scope = self._scope
        mangled = mangle(scope.class_name, name)
        known = scope.symbols.get(mangled, 0)
        if known & PARAM:
            raise self.error(node, f"name '{name}' is parameter and {word}")
        if known & USED:
            raise self.error(node, f"name '{name}' is used prior to {word} declaration")
        if known & ANNOTATED:
            raise self.error(node, f"annotated name '{name}' can't be {word}")
        if known & ASSIGNED:
            raise self.error(node, f"name '{name}' is assigned to before {word} declaration")
        scope.symbols[mangled] = known | flag
        self.directives.setdefault((id(scope), mangled), node)

    # match

    def _match(self, node: ast.Match) -> None:
        self._expr(node.subject)
        last = len(node.cases) - 1
        for index, case in enumerate(node.cases):
            self._pattern(case.pattern, case.guard is not None or index == last)
            if case.guard is not None:
                self._expr(case.guard)
            self._body(case.body)

    def _pattern(self, pattern: ast.pattern, irrefutable: bool) -> frozenset[str]:
        """Collect a pattern; the names it binds. `irrefutable`: it may match everything. Recurses once a level."""
        self._last_pattern = pattern
        if isinstance(pattern, ast.MatchAs):
            return self._as_pattern(pattern, irrefutable)
        if isinstance(pattern, ast.MatchStar):
            return self._capture(pattern, pattern.name, frozenset())
        if isinstance(pattern, ast.MatchOr):
            return self._or_pattern(pattern, irrefutable)
        if isinstance(pattern, ast.MatchMapping):
            self._mapping_keys(pattern)
            names = self._patterns(pattern, pattern.patterns)
            return self._capture(pattern, pattern.rest, names)
        if isinstance(pattern, ast.MatchClass):
            self._expr(pattern.cls)
            self._class_attributes(pattern)
            return self._patterns(pattern, [*pattern.patterns, *pattern.kwd_patterns])
        if isinstance(pattern, ast.MatchSequence):
            if sum(isinstance(child, ast.MatchStar) for child in pattern.patterns) > 1:
                self._later(pattern, 'multiple starred names in sequence pattern')
            return self._patterns(pattern, pattern.patterns)
        if isinstance(pattern, ast.MatchValue):
            self._expr(pattern.value)
        return frozenset()

    def _as_pattern(self, pattern: ast.MatchAs, irrefutable: bool) -> frozenset[str]:
        if pattern.pattern is not None:
            return self._capture(pattern, pattern.name, self._pattern(pattern.pattern, irrefutable))
        if not irrefutable:
            what = 'wildcard' if pattern.name is None else f'name capture {pattern.name!r}'
            self._later(pattern, f'{what} makes remaining patterns unreachable')
        return self._capture(pattern, pattern.name, frozenset())

    def _or_pattern(self, pattern: ast.MatchOr, irrefutable: bool) -> frozenset[str]:
        last = len(pattern.patterns) - 1
        names = self._pattern(pattern.patterns[0], irrefutable and last == 0)
        for index, child in enumerate(pattern.patterns[1:], 1):
            if self._pattern(child, irrefutable and index == last) != names:
                self._later(self._pattern_place(pattern), 'alternative patterns bind different names')
        return names

    def _patterns(self, owner: ast.pattern, patterns: Sequence[ast.pattern]) -> frozenset[str]:
        names: set[str] = set()
        for pattern in patterns:
            bound = self._pattern(pattern, True)
            for name in sorted(bound & names):
                self._later(pattern, f'multiple assignments to name {name!r} in pattern')
            names |= bound
        return frozenset(names)

    def _capture(self, pattern: ast.pattern, name: str | None, names: frozenset[str]) -> frozenset[str]:
        if name is None:
            return names
        if name in names:
            self._later(self._pattern_place(pattern), f'multiple assignments to name {name!r} in pattern')
        self._bind(name, pattern)
        return names | {name}

    def _pattern_place(self, pattern: ast.pattern) -> ast.AST:
        return self._last_pattern if _POINTS_AT_LAST_PATTERN else pattern

    def _mapping_keys(self, pattern: ast.MatchMapping) -> None:
        seen: set[object] = set()
        for key in pattern.keys:
            self._expr(key)
            if not isinstance(key, ast.Attribute):
                value = _literal(key)
                if value in seen:
                    self._later(pattern, f'mapping pattern checks duplicate key ({value!r})')
                seen.add(value)

    def _class_attributes(self, pattern: ast.MatchClass) -> None:
        seen: set[str] = set()
        for name, child in zip(pattern.kwd_attrs, pattern.kwd_patterns, strict=True):
            self._check_reserved(name, child, 'assign to')
            if name in seen:
                self._later(child, f'attribute name repeated in class pattern: {name}')
            seen.add(name)

    # expressions

    def _expr(self, root: ast.expr, flags: int = 0) -> None:
        """Collect an expression, in the order of the text. `flags` are added to the names it binds."""
        pending: list[ast.AST] = [root]
        while pending:
            node = pending.pop()
            if isinstance(node, ast.Name):
                self._name(node, flags)
            elif isinstance(node, ast.Call):
                self._call(node, pending)
            elif isinstance(node, ast.Attribute):
                self._attribute(node)
                pending.append(node.value)
            elif isinstance(node, ast.Lambda):
                self._lambda(node)
            elif isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
                self._comprehension(node)
            elif isinstance(node, ast.NamedExpr):
                self._named(node)
                pending.append(node.value)
            elif isinstance(node, ast.Tuple | ast.List | ast.Set):
                self._display(node, pending)
            elif isinstance(node, ast.Starred):
                self._stray_star(node)
                pending.append(node.value)
            else:
                if isinstance(node, ast.Await | ast.Yield | ast.YieldFrom):
                    self._suspension(node)
                children = list(ast.iter_child_nodes(node))
                children.reverse()
                pending.extend(children)

    def _call(self, node: ast.Call, pending: list[ast.AST]) -> None:
        self._check_keywords(node.keywords, node)
        for keyword in reversed(node.keywords):
            pending.append(keyword.value)
        for arg in reversed(node.args):
            pending.append(arg.value if isinstance(arg, ast.Starred) else arg)
        if isinstance(node.func, ast.Name):
            self._use(node.func, True)
        else:
            pending.append(node.func)

    def _bases(self, node: ast.ClassDef) -> None:
        self._check_keywords(node.keywords, node)
        for base in node.bases:
            self._generic(base.value if isinstance(base, ast.Starred) else base)
        for keyword in node.keywords:
            self._generic(keyword.value)

    def _generic(self, node: ast.expr) -> None:
        """Collect an expression that type parameters are visible in, if there are any."""
        if self._scope.kind == TYPE_PARAMS:
            self._refuse_within(node, 'the definition of a generic')
        self._expr(node)

    def _check_keywords(self, keywords: Sequence[ast.keyword], owner: ast.AST) -> None:
        seen: set[str] = set()
        for keyword in keywords:
            if keyword.arg is not None:
                self._check_reserved(keyword.arg, owner if _POINTS_AT_OWNER else keyword, 'assign to')
                if keyword.arg in seen:
                    self._later(keyword, f'keyword argument repeated: {keyword.arg}')
                seen.add(keyword.arg)

    def _attribute(self, node: ast.Attribute) -> None:
        if isinstance(node.ctx, ast.Store):
            self._check_reserved(node.attr, node, 'assign to')

    def _lambda(self, node: ast.Lambda) -> None:
        self._defaults(node.args)
        scope = self._enter(LAMBDA, '<lambda>', node)
        self.by_node[id(node)] = scope
        self._params(node.args, node)
        self._expr(node.body)
        self._leave()

    def _display(self, node: ast.Tuple | ast.List | ast.Set, pending: list[ast.AST]) -> None:
        if not isinstance(node, ast.Set) and isinstance(node.ctx, ast.Store):
            self._check_unpacking(node, node.elts)
        for item in reversed(node.elts):
            pending.append(item.value if isinstance(item, ast.Starred) else item)

    def _check_unpacking(self, owner: ast.expr, items: Sequence[ast.expr]) -> None:
        seen = False
        for index, item in enumerate(items):
            if not isinstance(item, ast.Starred):
                continue
            if seen:
                self._later(owner, 'multiple starred expressions in assignment')
            elif index >= _MAX_STARRED_PREFIX:
                self._later(owner, 'too many expressions in star-unpacking assignment')
            seen = True

    def _stray_star(self, node: ast.Starred) -> None:
        if isinstance(node.ctx, ast.Store):
            self._later(node, 'starred assignment target must be in a list or tuple')
        else:
            self._later(node, "can't use starred expression here")

    def _suspension(self, node: ast.Await | ast.Yield | ast.YieldFrom) -> None:
        scope = self._scope
        if isinstance(node, ast.Await):
            self._await(node, scope)
            return
        if scope.kind == COMPREHENSION:
            raise self.error(node, f"'yield' inside {_COMPREHENSIONS[type(scope.node)][1]}")
        scope.is_generator = True
        if not scope.is_function_like:
            self._later(node, _YIELD_FROM if isinstance(node, ast.YieldFrom) else "'yield' outside function")
        elif isinstance(node, ast.YieldFrom) and scope.is_async:
            self._later(node, "'yield from' inside async function")

    def _await(self, node: ast.Await, scope: Scope) -> None:
        if scope.kind == CLASS:
            self._later(node, "'await' outside function")
        elif scope.kind in (FUNCTION, LAMBDA) and not (scope.kind == FUNCTION and scope.is_async):
            if not self.awaits_anywhere:
                self._later(node, "'await' outside async function")
        elif scope.kind in (MODULE, COMPREHENSION):
            scope.is_async = True

    def _named(self, node: ast.NamedExpr) -> None:
        """Bind the target of `:=`, which in a comprehension belongs to the scope around all comprehensions."""
        target = node.target
        if not isinstance(target, ast.Name):
            return
        name = target.id
        scope = self._scope
        if scope.iterable_depth:
            raise self.error(node, 'assignment expression cannot be used in a comprehension iterable expression')
        inner: list[Scope] = []
        while scope.kind == COMPREHENSION and scope.parent is not None:
            if scope.symbols.get(mangle(scope.class_name, name), 0) & ITERATION:
                message = f"assignment expression cannot rebind comprehension iteration variable '{name}'"
                raise self.error(target, message)
            inner.append(scope)
            scope = scope.parent
        if inner and scope.kind == CLASS:
            raise self.error(target, 'assignment expression within a comprehension cannot be used in a class body')
        self._check_reserved(name, target, 'assign to')
        mangled = mangle(scope.class_name, name)
        known = scope.symbols.get(mangled, 0)
        scope.symbols[mangled] = known | BOUND | ASSIGNED
        outer = scope.kind == MODULE or known & DECLARED_GLOBAL
        for comprehension in inner:
            flag = DECLARED_GLOBAL if outer else DECLARED_NONLOCAL
            comprehension.symbols[mangled] = comprehension.symbols.get(mangled, 0) | flag | BOUND

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> None:
        outer = self._scope
        first = node.generators[0]
        outer.iterable_depth += 1
        self._expr(first.iter)
        outer.iterable_depth -= 1
        scope = self._enter(COMPREHENSION, _COMPREHENSIONS[type(node)][0], node)
        self.by_node[id(node)] = scope
        is_generator = isinstance(node, ast.GeneratorExp)
        scope.is_generator = is_generator
        scope.inlined = INLINES_COMPREHENSIONS and not is_generator and outer.kind not in (ANNOTATION, TYPE_PARAMS)
        for index, generator in enumerate(node.generators):
            self._expr(generator.target, ITERATION)
            if index:
                scope.iterable_depth += 1
                self._expr(generator.iter)
                scope.iterable_depth -= 1
            for condition in generator.ifs:
                self._expr(condition)
            if generator.is_async:
                scope.is_async = True
        if isinstance(node, ast.DictComp):
            self._expr(node.key)
            self._expr(node.value)
        else:
            self._expr(node.elt)
        self._leave()
        if scope.is_async and not is_generator:
            self._async_comprehension(node, outer)

    def _async_comprehension(self, node: ast.expr, outer: Scope) -> None:
        if outer.kind in (MODULE, COMPREHENSION):
            outer.is_async = True
        elif outer.kind != FUNCTION or not outer.is_async:
            self._later(node, 'asynchronous comprehension outside of an asynchronous function')


def _all_args(args: ast.arguments) -> list[ast.arg]:
    """All parameters in the order of `co_varnames`."""
    found = [*args.posonlyargs, *args.args, *args.kwonlyargs]
    if args.vararg is not None:
        found.append(args.vararg)
    if args.kwarg is not None:
        found.append(args.kwarg)
    return found


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _literal(node: ast.expr) -> object:
    """The value of a pattern's literal: a constant, a negative number, or a real and an imaginary number."""
    if isinstance(node, ast.UnaryOp):
        operand = _literal(node.operand)
        return -operand if isinstance(operand, int | float | complex) else operand
    if isinstance(node, ast.BinOp):
        left, right = _literal(node.left), _literal(node.right)
        if isinstance(left, int | float) and isinstance(right, complex):
            return left + right if isinstance(node.op, ast.Add) else left - right
    return node.value if isinstance(node, ast.Constant) else node


_CATCHES_IMPORT_ERROR: Final = frozenset(('ImportError', 'ModuleNotFoundError', 'Exception', 'BaseException'))


def _catches_import_error(kind: ast.expr | None) -> bool:
    """Whether an `except` with this expression catches a refused import."""
    if kind is None:
        return True
    names = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return any(isinstance(name, ast.Name) and name.id in _CATCHES_IMPORT_ERROR for name in names)


def _own_expressions(root: ast.expr) -> list[ast.AST]:
    """`root` and what is in it, without the insides of lambdas and comprehensions, in the order of the text."""
    found: list[ast.AST] = []
    pending: list[ast.AST] = [root]
    while pending:
        node = pending.pop()
        found.append(node)
        if not isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            children = list(ast.iter_child_nodes(node))
            children.reverse()
            pending.extend(children)
    return found
