"""The symbol table of a program: what every name means, what may be unbound, what must be refused.

`resolve` reads a tree that `parse` made. It never runs or compiles anything. Its work is linear in the size of the
tree (times the nesting of functions, for captured names), and its use of host stack is that of `collect` and
`assignment`: at most three frames for each level of the tree that is not part of a chain. Like `parse`, it moves to a
deep stack by itself.

What CPython refuses after its parser (`return` outside a function, a duplicate argument, `nonlocal` without a binding,
...) is raised as `MontySyntaxError` with CPython's message and place. Everything else is data on the `Resolution`.
"""

import ast
from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import Final

from ..diagnostics import Diagnostic, SourceText, in_text_order
from ..parse import needs_deep_stack, position, with_deep_stack
from .assignment import proven_bound
from .collect import Collector, Use
from .scopes import BOUND, CLASS, DECLARED_GLOBAL, DECLARED_NONLOCAL, MODULE, TYPE_PARAM, Scope, mangle

LOCAL: Final = 'local'
"""A variable of this frame: of the scope itself, or (see `Resolution.owner`) of the one its inlined comprehension is
in."""
CELL: Final = 'cell'
"""As `LOCAL`, and inner scopes capture it."""
FREE: Final = 'free'
"""Captured from an outer function scope."""
GLOBAL: Final = 'global'
"""In the module's namespace, whose initial content is the inputs and externals; builtins are found behind it."""
NAME: Final = 'name'
"""In a class body: the class namespace first, then the captured variable if it is in `frees`, else global and
builtin."""
BUILTIN: Final = 'builtin'
"""A builtin that the program never rebinds."""
INPUT: Final = 'input'
"""A declared input that the program never rebinds."""
EXTERNAL: Final = 'external'
"""An external function that the program never rebinds."""

MODULE_NAMES: Final = frozenset(('__name__', '__doc__', '__annotations__', '__debug__', '__file__'))
"""Names that every module has without binding them."""

CLASS_NAMES: Final = frozenset(('__module__', '__qualname__', '__annotations__', '__doc__', '__dict__'))
"""Names that a class body may have without binding them."""

MAX_CAPTURES: Final = 250_000
"""Captured variables of all scopes together, each counted in every scope that passes it on."""

_MAX_SUGGESTIONS: Final = 20
_MAX_CANDIDATES: Final = 1000
_MAX_SUGGESTED_LENGTH: Final = 40


class Resolution:
    """The completed symbol table of one program. Keeps the tree alive, as nodes are known by their `id`."""

    def __init__(
        self,
        tree: ast.Module,
        inputs: Collection[str],
        externals: Collection[str],
        builtins: Collection[str],
        known_globals: Collection[str],
        absent: Collection[str],
    ) -> None:
        self.tree = tree
        self.module: Scope = Scope(MODULE, '<module>', tree, None, None)
        self.scopes: list[Scope] = []
        """All scopes, outer ones before inner ones."""
        self.future_annotations: bool = False
        self.maybe_unbound: set[int] = set()
        """`id` of each `ast.Name` that is read, deleted or augmented where it is not certain to be bound."""
        self.diagnostics: list[Diagnostic] = []
        """Undefined names and refused imports, in the order of the text."""
        self.undefined: dict[int, Diagnostic] = {}
        """The undefined names, by the `id` of their `ast.Name`."""
        self.external_uses: set[int] = set()
        """`id` of each `ast.Name` that reads an external function, unless an earlier feed has replaced it."""
        self.module_names: set[str] = set()
        """Names that the program binds in the module's namespace, wherever it does so."""
        self._inputs = frozenset(inputs)
        self._externals = frozenset(externals)
        self._builtins = frozenset(builtins)
        self._earlier = frozenset(known_globals)
        self._absent = frozenset(absent)
        self._by_node: dict[int, Scope] = {}
        self._type_params: dict[int, Scope] = {}
        self._type_defaults: dict[int, Scope] = {}

    def _adopt(self, collected: Collector) -> None:
        self.module = collected.module
        self.scopes = collected.scopes
        self.future_annotations = collected.future_annotations
        self._by_node = collected.by_node
        self._type_params = collected.type_params
        self._type_defaults = collected.type_defaults

    def scope_of(self, node: ast.AST) -> Scope:
        """The scope that `node` opens: a module, function, lambda, class, comprehension, `type` statement (its value),
        or type parameter (its bound). KeyError for other nodes."""
        return self._by_node[id(node)]

    def type_params_of(self, node: ast.AST) -> Scope | None:
        """The scope of the type parameters of a function, class or `type` statement, None if it has none."""
        return self._type_params.get(id(node))

    def default_of(self, node: ast.AST) -> Scope | None:
        """The scope of the default of a type parameter, None if it has none."""
        return self._type_defaults.get(id(node))

    def lookup(self, scope: Scope, name: str) -> str:
        """What `name`, mangled or not, means in `scope`: one of the constants of this module."""
        name = mangle(scope.class_name, name)
        owner = _frame_owner(scope, name)
        if owner.inlined:
            return CELL if name in owner.cell_set else LOCAL
        if owner.kind == MODULE:
            return self.global_kind(name)
        if owner.kind == CLASS:
            return self._class_lookup(scope, owner, name)
        if owner.binds(name):
            return CELL if name in owner.cell_set else LOCAL
        if name in owner.free_set:
            return FREE
        if _sees_class(owner, name):
            return NAME
        return self.global_kind(name)

    def _class_lookup(self, scope: Scope, owner: Scope, name: str) -> str:
        flags = owner.symbols.get(name, 0)
        if scope is not owner:
            return FREE if name in owner.free_set else self.global_kind(name)
        if flags & DECLARED_GLOBAL:
            return self.global_kind(name)
        if flags & DECLARED_NONLOCAL:
            return FREE
        if owner.binds(name) or name in owner.free_set or name in CLASS_NAMES:
            return NAME
        return self.global_kind(name)

    def owner(self, scope: Scope, name: str) -> Scope:
        """The scope whose `locals` or `frees` hold `name` as used in `scope`: `scope` itself, or one around it if that
        is an inlined comprehension."""
        return _frame_owner(scope, mangle(scope.class_name, name))

    def global_kind(self, name: str) -> str:
        """What `name` means where no scope inside the module binds it."""
        if name in self.module_names or name in self._earlier:
            return GLOBAL
        if name in self._inputs:
            return INPUT
        if name in self._externals:
            return EXTERNAL
        if name in self._builtins:
            return BUILTIN
        return GLOBAL

    def is_declared_earlier(self, name: str) -> bool:
        """Whether `name` is an external function that earlier feeds had as well and this one doesn't bind."""
        return name in self._externals and name in self._earlier and name not in self.module_names

    def is_defined(self, scope: Scope, name: str) -> bool:
        """Whether anything could ever bind `name` (mangled) as `scope` sees it."""
        if name in self.module_names or name in MODULE_NAMES:
            return True
        if name in self._earlier and name not in self._absent:
            return True
        if name in self._builtins or name in self._inputs or name in self._externals:
            return True
        return self.lookup(scope, name) != GLOBAL


class Library:
    """What can be imported: the modules' names, what each offers, and what an error adds about one, or about a name of
    one, that is not there."""

    def __init__(
        self,
        names: Collection[str],
        offered: Callable[[str], Collection[str]],
        refusal: Callable[[str, str], str],
    ) -> None:
        self.names = names
        self.offered = offered
        self.refusal = refusal


NO_LIBRARY: Final = Library((), lambda module: (), lambda module, name: '')


def resolve(
    tree: ast.Module,
    *,
    inputs: Collection[str] = (),
    externals: Collection[str] = (),
    builtins: Collection[str] = (),
    library: Library | None = None,
    known_globals: Collection[str] = (),
    absent: Collection[str] = (),
    source: str = '',
    filename: str = 'main.py',
    awaits_anywhere: bool = False,
) -> Resolution:
    """The symbol table of `tree`.

    `library` is what can be imported, nothing if there is none; `known_globals` are names that earlier
    feeds of a session may have bound, less those that are `absent` now. With `awaits_anywhere`, plain functions may
    await (in the prelude: awaiting suspends the whole task). `source` (as given to `parse`) and `filename` are for
    positions in errors and diagnostics. Raises `MontySyntaxError` for what CPython's compiler refuses.
    """
    resolution = Resolution(tree, inputs, externals, builtins, known_globals, absent)
    text = SourceText(source.removeprefix('\ufeff'))
    if needs_deep_stack(source):
        with_deep_stack(_resolve, resolution, library or NO_LIBRARY, text, filename, awaits_anywhere)
    else:
        _resolve(resolution, library or NO_LIBRARY, text, filename, awaits_anywhere)
    return resolution


def _resolve(
    resolution: Resolution,
    library: Library,
    text: SourceText,
    filename: str,
    awaits_anywhere: bool,
) -> None:
    collected = Collector(resolution.tree, text, filename, awaits_anywhere)
    collected.run()
    resolution._adopt(collected)
    _Binder(resolution, collected).run()
    if collected.late:
        raise min(collected.late, key=_step)[1]
    resolution.maybe_unbound = _maybe_unbound(resolution, collected.uses)
    found = _undefined_names(resolution, collected.uses, text)
    found.extend(_refused_imports(collected, library, text))
    found.sort(key=in_text_order)
    resolution.diagnostics = found


def _step(late: tuple[int, Exception]) -> int:
    return late[0]


def _frame_owner(scope: Scope, name: str) -> Scope:
    """The innermost scope around inlined comprehensions that binds `name`, or else the one whose frame they run in."""
    while scope.inlined and scope.parent is not None and not scope.binds(name):
        scope = scope.parent
    return scope


def _sees_class(scope: Scope, name: str) -> bool:
    """Whether `name` in an annotation scope is a name of the class body directly around it."""
    outer = scope
    while outer.kind in ('annotation', 'typeparams') and outer.parent is not None:
        outer = outer.parent
    return outer is not scope and outer.kind == CLASS and outer.binds(name)


class _Binder:
    """Decides for each name of each scope whose variable it is, as CPython's `analyze_block`."""

    def __init__(self, resolution: Resolution, collected: Collector) -> None:
        self.resolution = resolution
        self.collected = collected
        self.captures = 0
        self.capturable: set[str] = {'__class__'}
        for scope in collected.scopes:
            if scope.is_function_like:
                self.capturable.update(name for name in scope.symbols if scope.binds(name))

    def run(self) -> None:
        for scope in self.collected.scopes:
            scope.qualname = _qualname(scope)
            for name, flags in scope.symbols.items():
                self._bind(scope, name, flags)
        for scope in self.collected.scopes:
            _complete(scope)

    def _bind(self, scope: Scope, name: str, flags: int) -> None:
        if flags & DECLARED_NONLOCAL:
            directive = self.collected.directives.get((id(scope), name))
            if directive is None:
                self._capture(scope, name)
            else:
                self._bind_nonlocal(scope, name, flags, directive)
        elif flags & DECLARED_GLOBAL:
            scope.globals.add(name)
            if flags & BOUND:
                self.resolution.module_names.add(name)
        elif scope.kind == MODULE:
            if flags & BOUND:
                self.resolution.module_names.add(name)
        elif not scope.binds(name):
            self._capture(scope, name)

    def _bind_nonlocal(self, scope: Scope, name: str, flags: int, directive: ast.AST) -> None:
        if scope.kind == MODULE:
            raise self.collected.error(directive, 'nonlocal declaration not allowed at module level')
        if flags & DECLARED_GLOBAL:
            raise self.collected.error(directive, f"name '{name}' is nonlocal and global")
        owner = self._capture(scope, name)
        if owner is None:
            raise self.collected.error(directive, f"no binding for nonlocal '{name}' found")
        if owner.symbols.get(name, 0) & TYPE_PARAM:
            raise self.collected.error(directive, f"nonlocal binding not allowed for type parameter '{name}'")

    def _capture(self, scope: Scope, name: str) -> Scope | None:
        """Make `name` a captured variable from `scope` to the function scope that binds it, and return that scope.

        None if no function scope binds it.
        """
        if name not in self.capturable:
            return None
        while scope.inlined and scope.parent is not None:
            scope = scope.parent
            if scope.binds(name) and scope.kind != CLASS:
                return scope
        if scope.kind == MODULE or scope.symbols.get(name, 0) & DECLARED_GLOBAL:
            return None
        passed: list[Scope] = []
        outer: Scope | None = scope
        while outer is not None:
            if not outer.inlined:
                passed.append(outer)
            outer = outer.parent
            if outer is None or outer.kind == MODULE:
                return None
            if outer.kind == CLASS:
                if name == '__class__':
                    outer.needs_class_cell = True
                    break
            elif outer.symbols.get(name, 0) & DECLARED_GLOBAL:
                return None
            elif outer.binds(name):
                break
        self._connect(outer, passed, name)
        return outer

    def _connect(self, owner: Scope | None, passed: list[Scope], name: str) -> None:
        if owner is not None:
            owner.cell_set.add(name)
        for inner in passed:
            inner.free_set.add(name)
        self.captures += len(passed)
        if self.captures > MAX_CAPTURES:
            message = f'functions capture more than {MAX_CAPTURES} variables of the functions around them'
            raise self.collected.error(passed[-1].node, message)


def _complete(scope: Scope) -> None:
    """Fill the public lists of `scope` from what was found."""
    if scope.kind != MODULE:
        params = set(scope.params)
        scope.locals = [*scope.params, *(name for name in scope.symbols if name not in params and scope.binds(name))]
    scope.cells = [name for name in scope.locals if name in scope.cell_set]
    if scope.needs_class_cell:
        scope.cells = ['__class__']
    scope.frees = sorted(scope.free_set)


def _qualname(scope: Scope) -> str:
    """As CPython's `compiler_set_qualname`; outer scopes have theirs already."""
    parent = scope.parent
    while parent is not None and (parent.kind == 'typeparams' or parent.inlined):
        parent = parent.parent
    if parent is None or parent.kind == MODULE:
        return scope.name
    if scope.kind in ('function', 'class') and parent.symbols.get(_mangled_in(parent, scope), 0) & DECLARED_GLOBAL:
        return scope.name
    if parent.kind in ('function', 'lambda'):
        return f'{parent.qualname}.<locals>.{scope.name}'
    return f'{parent.qualname}.{scope.name}'


def _mangled_in(parent: Scope, scope: Scope) -> str:
    return mangle(parent.class_name, scope.name)


def _maybe_unbound(resolution: Resolution, uses: list[Use]) -> set[int]:
    found: set[int] = set()
    fixed = (BUILTIN, INPUT, EXTERNAL)
    for use in uses:
        if isinstance(use.node.ctx, ast.Load):
            kind = resolution.lookup(use.scope, use.name)
            if kind == EXTERNAL or (kind == GLOBAL and resolution.is_declared_earlier(use.name)):
                resolution.external_uses.add(id(use.node))
            if kind in fixed:
                continue
        found.add(id(use.node))
    initial = (resolution._inputs | resolution._externals) - resolution._earlier
    return found - proven_bound(resolution.scopes, initial, resolution.module_names, resolution._by_node)


def _undefined_names(resolution: Resolution, uses: list[Use], text: SourceText) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    candidates: list[str] | None = None
    for use in uses:
        if resolution.is_defined(use.scope, use.name):
            continue
        hint = ''
        if len(found) < _MAX_SUGGESTIONS:
            if candidates is None:
                candidates = _candidates(resolution)
            hint = _suggestion(use, candidates)
        kind = 'unauthorized_call' if use.called else 'undefined_name'
        what = 'function' if use.called else 'name'
        message = f"{what} '{use.node.id}' is not defined{hint}"
        problem = Diagnostic(kind, use.node.id, message, *position(use.node, text))
        resolution.undefined[id(use.node)] = problem
        found.append(problem)
    return found


def _candidates(resolution: Resolution) -> list[str]:
    earlier = set(resolution._earlier) - resolution._absent
    names = {*resolution._inputs, *resolution._externals, *resolution._builtins, *earlier}
    return sorted(name for name in names | resolution.module_names if len(name) <= _MAX_SUGGESTED_LENGTH)


def _suggestion(use: Use, candidates: list[str]) -> str:
    if len(use.name) > _MAX_SUGGESTED_LENGTH:
        return ''
    nearby = [*use.scope.locals[:_MAX_CANDIDATES], *candidates[:_MAX_CANDIDATES]]
    nearest = get_close_matches(use.name, nearby, 3, 0.7)
    if not nearest:
        return ''
    return '. Did you mean: ' + ' or '.join(f"'{name}'" for name in dict.fromkeys(nearest)) + '?'


def _refused_imports(collected: Collector, library: Library, text: SourceText) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    modules = library.names
    listed = ', '.join(sorted(modules)) or 'none'
    for node in collected.imports:
        required = id(node) not in collected.caught_imports
        source = node.module if isinstance(node, ast.ImportFrom) else None
        for alias in node.names:
            if source is None:
                if alias.name in modules:
                    continue
                name, message = alias.name, f"No module named '{alias.name}'{library.refusal(alias.name, '')}"
                message = f'{message}; available modules: {listed}'
            elif source not in modules:
                name, message = source, f"No module named '{source}'{library.refusal(source, '')}"
                message = f'{message}; available modules: {listed}'
            elif alias.name in library.offered(source) or f'{source}.{alias.name}' in modules:
                continue
            else:
                name = f'{source}.{alias.name}'
                refusal = library.refusal(source, alias.name) or _offers(alias.name, library.offered(source))
                message = f"cannot import name '{alias.name}' from '{source}'{refusal}"
            found.append(Diagnostic('forbidden_import', name, message, *position(node, text), required, not required))
            if source is not None and source not in modules:
                break
    return found


def _offers(name: str, offered: Collection[str]) -> str:
    nearest = get_close_matches(name[:_MAX_SUGGESTED_LENGTH], list(offered), 1, 0.7)
    return f". Did you mean: '{nearest[0]}'?" if nearest else ''
