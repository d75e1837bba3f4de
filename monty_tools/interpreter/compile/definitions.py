"""What has a code of its own: modules, functions, classes, type parameters and aliases."""

from __future__ import annotations

import ast
import sys
from typing import Any

from ..instructions import arithmetic as ops
from ..instructions import calls, classes, containers, names
from ..instructions.containers import DISPLAY, TUPLE
from ..objects import Code
from ..resolve.scopes import Scope, mangle
from .compiler import Compiler, walrus_targets
from .displays import argument_list, keyword_dict
from .expressions import annotation_value
from .targets import store_target
from .unit import Label, Unit


def module(c: Compiler, tree: ast.Module) -> Code:
    scope = c.resolution.module
    code = c.new_code('<module>', '<module>', 1)
    unit = Unit(code, scope, None)
    c.unit = unit
    unit.top = unit.most = len(c.slots)
    unit.registers = dict(c.slots)
    unit.volatile = c.assigned_globals | walrus_targets(tree) | (set(c.slots) if c.session else set())
    if scope.has_annotations and '__annotations__' in c.slots:
        unit.annotations = c.slots['__annotations__']
        label = Label()
        unit.jump(ops.IsJump(unit.annotations, c.none(), False), label)
        unit.place(label)
        unit.emit(names.Move(unit.annotations, c.new_dict()))
    body = tree.body
    if body and is_docstring(body[0]) and '__doc__' in c.slots:
        doc = c.constant(docstring(body))
        unit.emit(names.Move(c.slots['__doc__'], doc))
    last: ast.expr | None = None
    if body and isinstance(body[-1], ast.Expr):
        last = body[-1].value
        body = body[:-1]
    c.statements(body)
    result = c.none()
    if last is not None:
        unit.at(last)
        result = c.expr(last)
    unit.emit(calls.Return(result))
    unit.finish()
    return code


def function_definition(c: Compiler, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    decorators = [c.stable(decorator) for decorator in node.decorator_list]
    generic = c.resolution.type_params_of(node)
    if generic is not None:
        value = in_type_params(c, node, generic)
    else:
        value = make_function(c, node, node.name, node.args, node.returns)
    decorate(c, node.decorator_list, decorators, value)
    store_target(c, ast.Name(node.name, ast.Store()), value)


def decorate(c: Compiler, nodes: list[ast.expr], decorators: list[int], value: int) -> None:
    unit = c.unit
    for node, decorator in zip(reversed(nodes), reversed(decorators), strict=True):
        unit.at(node)
        argument = unit.temporaries(1)
        unit.emit(names.Move(argument, value))
        unit.emit(calls.Call(value, decorator, argument, 1, ()))


def make_function(
    c: Compiler,
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda,
    name: str,
    args: ast.arguments,
    returns: ast.expr | None,
) -> int:
    """A register with the function object."""
    unit = c.unit
    dest = unit.temporaries(1)
    kw = [(arg, default) for arg, default in zip(args.kwonlyargs, args.kw_defaults, strict=True) if default]
    start = unit.temporaries(len(args.defaults) + len(kw))
    at = start
    for default in args.defaults:
        c.expr(default, at)
        at += 1
    kwnames: list[str] = []
    for arg, default in kw:
        c.expr(default, at)
        kwnames.append(mangle(c.scope.class_name, arg.arg))
        at += 1
    annotations = function_annotations(c, args, returns)
    scope = c.resolution.scope_of(node)
    code = function_code(c, node, scope, name)
    unit.at(node)
    unit.emit(calls.MakeFunction(dest, code, start, len(args.defaults), tuple(kwnames), c.closure(code), annotations))
    return dest


def function_annotations(c: Compiler, args: ast.arguments, returns: ast.expr | None) -> int:
    """A register with the annotations' dict, -1 where there are none."""
    found: list[tuple[str, ast.expr]] = []
    every = [*args.posonlyargs, *args.args]
    if args.vararg is not None:
        every.append(args.vararg)
    every.extend(args.kwonlyargs)
    if args.kwarg is not None:
        every.append(args.kwarg)
    for arg in every:
        if arg.annotation is not None:
            found.append((mangle(c.scope.class_name, arg.arg), arg.annotation))
    if returns is not None:
        found.append(('return', returns))
    if not found:
        return -1
    unit = c.unit
    dest = unit.temporaries(1)
    start = unit.temporaries(2 * len(found))
    at = start
    for name, annotation in found:
        unit.emit(names.Move(at, c.constant(name)))
        value = annotation_value(c, annotation.value if isinstance(annotation, ast.Starred) else annotation)
        unit.emit(names.Move(at + 1, value))
        at += 2
    unit.emit(containers.BuildDict(dest, start, len(found)))
    return dest


def function_code(
    c: Compiler, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, scope: Scope, name: str
) -> Code:
    outer = c.scope
    line = node.lineno
    if not isinstance(node, ast.Lambda) and node.decorator_list:
        line = node.decorator_list[0].lineno
    unit = c.open(scope, name, line)
    args = node.args
    code = unit.code
    code.posonlycount = len(args.posonlyargs)
    code.argcount = len(args.posonlyargs) + len(args.args)
    code.kwonlycount = len(args.kwonlyargs)
    code.has_varargs = args.vararg is not None
    code.has_varkw = args.kwarg is not None
    code.simple = not code.kwonlycount and not code.has_varargs and not code.has_varkw
    c.set_kind(unit, scope)
    unit.volatile = walrus_targets(node)
    if isinstance(node, ast.Lambda):
        unit.at(node.body)
        c.return_value(c.expr(node.body))
    else:
        body = node.body
        if is_docstring(body[0]):
            code.doc = docstring(body)
        c.statements(body)
        unit.at(body[-1])
        c.return_value(c.none())
    return c.close(unit, outer)


def lambda_expression(c: Compiler, node: ast.Lambda, dest: int) -> int:
    return c.put(make_function(c, node, '<lambda>', node.args, None), dest)


def class_definition(c: Compiler, node: ast.ClassDef) -> None:
    unit = c.unit
    decorators = [c.stable(decorator) for decorator in node.decorator_list]
    generic = c.resolution.type_params_of(node)
    value = make_class(c, node, -1) if generic is None else in_type_params(c, node, generic)
    decorate(c, node.decorator_list, decorators, value)
    unit.at(node)
    store_target(c, ast.Name(node.name, ast.Store()), value)


def make_class(c: Compiler, node: ast.ClassDef, generic_base: int) -> int:
    """A register with the class object. ``generic_base`` is a register with an implicit last base, or -1."""
    unit = c.unit
    dest = unit.temporaries(3)
    bases = dest + 1
    keywords = dest + 2
    argument_list(c, bases, node.bases, DISPLAY)
    if generic_base >= 0:
        unit.emit(containers.Append(bases, generic_base))
    kwargs = -1
    if node.keywords:
        kwargs = keywords
        keyword_dict(c, keywords, node.keywords, DISPLAY)
    scope = c.resolution.scope_of(node)
    outer = c.scope
    inner = c.open(scope, node.name, node.decorator_list[0].lineno if node.decorator_list else node.lineno)
    if scope.has_annotations:
        mark = inner.top
        inner.emit(names.StoreName('__annotations__', c.new_dict()))
        inner.top = mark
    body = node.body
    if is_docstring(body[0]):
        inner.at(body[0])
        inner.emit(names.StoreName('__doc__', c.constant(docstring(body))))
    c.statements(body)
    inner.emit(classes.ReturnBody())
    class_cell = inner.registers['__class__'] if scope.needs_class_cell else -1
    code = c.close(inner, outer)
    unit.at(node)
    unit.emit(classes.MakeClass(dest, code, bases, kwargs, c.closure(code), class_cell))
    return dest


def in_type_params(
    c: Compiler, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.stmt, scope: Scope
) -> int:
    """What a generic definition makes: a function of its own, called at once, holds the type parameters."""
    unit = c.unit
    outer = c.scope
    inner = c.open(scope, scope.name, node.lineno)
    inner.code.simple = True
    params: list[ast.AST] = field_of(node, 'type_params')
    regs: list[int] = []
    for param in params:
        regs.append(type_param(c, param))
    listed = inner.temporaries(len(regs))
    for index, reg in enumerate(regs):
        inner.emit(names.Move(listed + index, reg))
    whole = inner.temporaries(1)
    inner.emit(containers.BuildSequence(whole, listed, len(regs), TUPLE))
    if isinstance(node, ast.ClassDef):
        base = inner.temporaries(1)
        generic = c.runtime('type_params_base')
        inner.emit(calls.Call(base, generic, whole, 1, ()))
        value = make_class(c, node, base)
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        value = make_function(c, node, node.name, node.args, node.returns)
    else:
        value = type_alias(c, node, whole)
    if not isinstance(node, ast.stmt) or isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        setter = c.runtime('set_type_params')
        pair = inner.temporaries(2)
        inner.emit(names.Move(pair, value))
        inner.emit(names.Move(pair + 1, whole))
        inner.emit(calls.Call(value, setter, pair, 2, ()))
    inner.emit(calls.Return(value))
    code = c.close(inner, outer)
    maker = unit.temporaries(2)
    unit.at(node)
    unit.emit(calls.MakeFunction(maker, code, 0, 0, (), c.closure(code), -1))
    unit.emit(calls.Call(maker + 1, maker, 0, 0, ()))
    return maker + 1


def type_param(c: Compiler, param: ast.AST) -> int:
    """Make a type parameter and bind its name. Its bound and default are functions, called when they are asked for."""
    unit = c.unit
    kind = type(param).__name__
    name: str = field_of(param, 'name')
    start = unit.temporaries(5)
    bound: ast.expr | None = field_of(param, 'bound') if kind == 'TypeVar' else None
    if isinstance(bound, ast.Tuple):
        kind = 'constrained'
    unit.emit(names.Move(start + 1, c.constant(name)))
    unit.emit(names.Move(start + 2, c.constant(kind)))
    unit.emit(names.Move(start + 3, c.constant(None)))
    unit.emit(names.Move(start + 4, c.constant(None)))
    if bound is not None:
        lazy_value(c, c.resolution.scope_of(param), name, bound, start + 3)
    default_scope = c.resolution.default_of(param)
    if default_scope is not None:
        default: ast.expr = field_of(param, 'default_value')
        lazy_value(c, default_scope, name, default, start + 4)
    unit.emit(calls.Call(start, c.runtime('make_type_param'), start + 1, 4, ()))
    store_target(c, ast.Name(name, ast.Store()), start)
    return start


def lazy_value(c: Compiler, scope: Scope, name: str, value: ast.expr, dest: int) -> None:
    """dest = the function that evaluates ``value``; of ``*value``, the one item that it must have."""
    outer = c.scope
    inner = c.open(scope, name, value.lineno)
    inner.code.simple = True
    inner.at(value)
    if isinstance(value, ast.Starred):
        whole = ast.copy_location(ast.Tuple([value], ast.Load()), value)
        value = ast.copy_location(ast.Subscript(whole, ast.copy_location(ast.Constant(0), value), ast.Load()), value)
    inner.emit(calls.Return(c.expr(value)))
    code = c.close(inner, outer)
    c.unit.emit(calls.MakeLazyFunction(dest, code, 0, 0, (), c.closure(code), -1))


def type_alias_statement(c: Compiler, node: ast.stmt) -> None:
    generic = c.resolution.type_params_of(node)
    target: ast.Name = field_of(node, 'name')
    if generic is not None:
        value = in_type_params(c, node, generic)
    else:
        value = type_alias(c, node, c.constant(()))
    store_target(c, target, value)


def type_alias(c: Compiler, node: ast.stmt, params: int) -> int:
    """``type X = …``: the value is a function, called when it is asked for."""
    unit = c.unit
    target: ast.Name = field_of(node, 'name')
    value: ast.expr = field_of(node, 'value')
    start = unit.temporaries(4)
    unit.emit(names.Move(start + 1, c.constant(target.id)))
    unit.emit(names.Move(start + 2, params))
    lazy_value(c, c.resolution.scope_of(node), target.id, value, start + 3)
    unit.emit(calls.Call(start, c.runtime('make_type_alias'), start + 1, 3, ()))
    return start


def is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def docstring(body: list[ast.stmt]) -> str:
    node = body[0]
    assert isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    text = node.value.value
    assert isinstance(text, str)
    return clean_docstring(text) if sys.version_info >= (3, 13) else text


def clean_docstring(text: str) -> str:
    """As CPython's compiler does from 3.13 on: the common indentation of all lines but the first is removed."""
    lines = text.expandtabs().split('\n')
    indents = [len(line) - len(line.lstrip(' ')) for line in lines[1:] if line.strip(' ')]
    margin = min(indents, default=0)
    return '\n'.join([lines[0].lstrip(' '), *(line[margin:] for line in lines[1:])])


def field_of(node: ast.AST, name: str) -> Any:
    """A field of a node that the oldest Python we run on does not have: its value's type is known where it is used."""
    return getattr(node, name)
