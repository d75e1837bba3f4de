"""Who runs the programs. Each peer takes a program's text and gives the value of its last expression.

Reading and compiling the text is part of every run, as it is when a model has just written it. Limits are on where a
peer has them, and far away.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

Run = Callable[[str], Any]

SECONDS: Final = 60


@contextmanager
def ours() -> Iterator[Run]:
    from monty_tools import Monty, ResourceLimits

    limits = ResourceLimits(
        memory_limit_mb=500, allocation_limit=None, stack_depth_limit=500, execution_time_limit_ms=SECONDS * 1000
    )
    yield lambda source: Monty(source).run(limits=limits)


@contextmanager
def cpython() -> Iterator[Run]:
    """CPython's `exec` of the text: its variables are globals."""

    def run(source: str) -> Any:
        tree = ast.parse(source)
        named_result(tree.body)
        namespace: dict[str, Any] = {}
        exec(compile(tree, 'main.py', 'exec'), namespace)
        return namespace['_result']

    yield run


@contextmanager
def cpython_function() -> Iterator[Run]:
    """CPython with the text as a function's body: its variables are locals."""

    def run(source: str) -> Any:
        tree = ast.parse(source)
        named_result(tree.body)
        wrapped = ast.parse('def main():\n    return _result')
        main = wrapped.body[0]
        assert isinstance(main, ast.FunctionDef)
        main.body[:0] = tree.body
        namespace: dict[str, Any] = {}
        exec(compile(ast.fix_missing_locations(wrapped), 'main.py', 'exec'), namespace)
        return namespace['main']()

    yield run


def named_result(body: list[ast.stmt]) -> None:
    """Make the last expression an assignment."""
    last = body[-1]
    assert isinstance(last, ast.Expr)
    body[-1] = ast.copy_location(ast.Assign([ast.Name('_result', ast.Store())], last.value), last)
    ast.fix_missing_locations(body[-1])


@contextmanager
def pydantic_monty() -> Iterator[Run]:
    """A session of its own for each run, in a worker process that is there already."""
    import pydantic_monty

    with pydantic_monty.Monty(min_processes=1, max_processes=1) as pool:
        limits = {'max_memory': 500_000_000, 'max_feed_duration_secs': SECONDS}

        def run(source: str) -> Any:
            with pool.checkout(limits=limits) as session:
                return session.feed_run(source)

        yield run


@contextmanager
def smolagents() -> Iterator[Run]:
    from smolagents.local_python_executor import LocalPythonExecutor

    modules = ['collections', 'dataclasses', 'datetime', 'heapq', 'json', 're']

    def run(source: str) -> Any:
        executor = LocalPythonExecutor(additional_authorized_imports=modules, timeout_seconds=SECONDS)
        executor.send_tools({})
        return executor(source).output

    yield run


@contextmanager
def restricted_python() -> Iterator[Run]:
    """RestrictedPython with the guards that its documentation gives."""
    from RestrictedPython import compile_restricted, limited_builtins, safe_builtins, utility_builtins
    from RestrictedPython.Eval import default_guarded_getitem, default_guarded_getiter
    from RestrictedPython.Guards import full_write_guard, guarded_iter_unpack_sequence, guarded_unpack_sequence

    extra = {name: getattr(__import__('builtins'), name) for name in ('sum', 'max', 'min', 'any', 'map', 'enumerate')}
    extra |= {name: getattr(__import__('builtins'), name) for name in ('list', 'dict', 'set', 'range', '__import__')}

    def in_place(operator: str, x: Any, y: Any) -> Any:
        return IN_PLACE[operator](x, y)

    def run(source: str) -> Any:
        tree = ast.parse(source)
        last = tree.body[-1]
        text = ast.unparse(tree.body[:-1]) + f'\nresult = {ast.unparse(last)}'
        namespace: dict[str, Any] = {
            '__builtins__': {**safe_builtins, **limited_builtins, **utility_builtins, **extra},
            '__metaclass__': type,
            '__name__': 'main',
            '_getitem_': default_guarded_getitem,
            '_getiter_': default_guarded_getiter,
            '_iter_unpack_sequence_': guarded_iter_unpack_sequence,
            '_unpack_sequence_': guarded_unpack_sequence,
            '_write_': full_write_guard,
            '_inplacevar_': in_place,
            '_getattr_': getattr,
        }
        exec(compile_restricted(text, 'main.py', 'exec'), namespace)
        return namespace['result']

    yield run


IN_PLACE: Final[dict[str, Callable[[Any, Any], Any]]] = {
    '+=': lambda x, y: x + y,
    '-=': lambda x, y: x - y,
    '*=': lambda x, y: x * y,
    '^=': lambda x, y: x ^ y,
}


@contextmanager
def asteval() -> Iterator[Run]:
    import asteval

    def run(source: str) -> Any:
        interpreter = asteval.Interpreter(use_numpy=False)
        value = interpreter.eval(source, show_errors=False)
        if interpreter.error:
            raise RuntimeError(interpreter.error[0].get_error()[1])
        return value

    yield run


PEERS: Final[dict[str, Callable[[], Any]]] = {
    'monty_tools': ours,
    'exec': cpython,
    'function': cpython_function,
    'pydantic-monty': pydantic_monty,
    'smolagents': smolagents,
    'RestrictedPython': restricted_python,
    'asteval': asteval,
}
"""By the names that tables and charts show; the first is measured against the others."""

REFERENCE: Final = 'exec'
MODULES: Final = {
    'pydantic-monty': 'pydantic_monty',
    'smolagents': 'smolagents',
    'RestrictedPython': 'RestrictedPython',
    'asteval': 'asteval',
}


def version_of(peer: str) -> str:
    """What was measured, for the record."""
    if peer in ('exec', 'function'):
        return '.'.join(map(str, sys.version_info[:3]))
    from importlib.metadata import version

    if peer == 'monty_tools':
        import monty_tools
        from monty_tools.interpreter import machine

        return f'{monty_tools.__version__} ({"pure" if (machine.__file__ or "").endswith(".py") else "compiled"})'
    return version(peer)
