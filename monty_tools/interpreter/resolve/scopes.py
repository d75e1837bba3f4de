"""Scopes of a program: what each binds, captures and declares. Built by `collect`, completed by `resolve`."""

import ast
from typing import Final

MODULE: Final = 'module'
FUNCTION: Final = 'function'
CLASS: Final = 'class'
COMPREHENSION: Final = 'comprehension'
LAMBDA: Final = 'lambda'
ANNOTATION: Final = 'annotation'
"""The lazily evaluated value of a `type` statement, or bound or default of a type parameter."""
TYPE_PARAMS: Final = 'typeparams'
"""The scope around a generic function, class or `type` statement that holds its type parameters."""

BOUND: Final = 1
PARAM: Final = 2
USED: Final = 4
DECLARED_GLOBAL: Final = 8
DECLARED_NONLOCAL: Final = 16
ANNOTATED: Final = 32
ITERATION: Final = 64
TYPE_PARAM: Final = 128
ASSIGNED: Final = 256
"""Bound by anything but an import, which CPython lets a `global` statement follow."""


def mangle(class_name: str | None, name: str) -> str:
    """The name that `name` stands for inside class `class_name`: `_C__x` for `__x` in `C`. Mangling twice is
    harmless."""
    if class_name is None or not name.startswith('__') or name.endswith('__') or '.' in name:
        return name
    stripped = class_name.lstrip('_')
    return f'_{stripped}{name}' if stripped else name


class Scope:
    """One scope. All names in it are mangled. Lists and sets are complete once `resolve` has returned."""

    def __init__(self, kind: str, name: str, node: ast.AST, parent: 'Scope | None', class_name: str | None) -> None:
        self.kind: str = kind
        self.name: str = name
        """As CPython's `co_name`: `<module>`, `<lambda>`, `<listcomp>`, ... or the function's or class's own."""
        self.node: ast.AST = node
        self.parent: Scope | None = parent
        self.class_name: str | None = class_name
        """The class whose private names are mangled here, None outside classes."""
        self.qualname: str = name
        self.inlined: bool = False
        """A comprehension that runs in the frame of the scope around it (PEP 709); only its own `locals` are
        isolated."""
        self.symbols: dict[str, int] = {}
        """Every name that occurs here, in order of first occurrence, with what happens to it."""
        self.params: list[str] = []
        """Positional-only and positional parameters, keyword-only ones, `*args`, `**kwargs`; as `co_varnames` has
        them."""
        self.locals: list[str] = []
        """`params`, then the other names bound here in order of their first occurrence; cells included."""
        self.cells: list[str] = []
        """Those of `locals` that inner scopes capture. A class has `__class__` here if `needs_class_cell`."""
        self.frees: list[str] = []
        """Names captured from outer function scopes, sorted; for a class also those it only passes on."""
        self.globals: set[str] = set()
        """Names declared `global`, or bound by `:=` in a comprehension of the module."""
        self.deleted: set[str] = set()
        """Names that `del`, or the end of an `except ... as`, can unbind."""
        self.is_generator: bool = False
        """Has `yield` (functions, lambdas) or is a generator expression; also where it is async."""
        self.is_async: bool = False
        """Is `async def`, or a comprehension with `async for` or `await` in it; at module level: has top-level
        `await`."""
        self.needs_class_cell: bool = False
        """A class one of whose methods uses `super` or `__class__`: it provides the `__class__` cell."""
        self.has_annotations: bool = False
        """A module or class with annotated names: it has `__annotations__`."""
        self.iterable_depth: int = 0 if parent is None else parent.iterable_depth
        self.cell_set: set[str] = set()
        self.free_set: set[str] = set()

    @property
    def is_async_generator(self) -> bool:
        """Whether calling it makes an async generator."""
        return self.is_async and self.is_generator

    @property
    def is_coroutine(self) -> bool:
        """Whether calling it makes a coroutine."""
        return self.is_async and not self.is_generator

    @property
    def is_function_like(self) -> bool:
        """Whether inner scopes can capture its names."""
        return self.kind not in (MODULE, CLASS)

    def binds(self, name: str) -> bool:
        """Whether the (mangled) name is bound here and belongs to this scope."""
        flags = self.symbols.get(name, 0)
        return bool(flags & BOUND) and not flags & (DECLARED_GLOBAL | DECLARED_NONLOCAL)
