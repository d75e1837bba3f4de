"""The builtin exceptions of the sandbox, compared with the host's: hierarchy, construction, text and attributes."""

import builtins
from typing import Any

import pytest
from plain_machine import plain_machine

from monty_tools.interpreter.machine import Machine
from monty_tools.interpreter.objects import Class, ExceptionValue, Thrown
from monty_tools.interpreter.types.exceptions import CLASSES, ExceptionField, construct, message_of, repr_of


@pytest.fixture
def machine() -> Machine:
    return plain_machine()


def test_the_hierarchy_is_the_hosts(machine: Machine) -> None:
    for name, host in vars(builtins).items():
        if isinstance(host, type) and issubclass(host, BaseException):
            assert [cls.name for cls in CLASSES[name].mro] == [cls.__name__ for cls in host.__mro__]
            assert CLASSES[name].name == host.__name__


CASES: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ('ValueError', (), {}),
    ('ValueError', ('text',), {}),
    ('ValueError', ('a', 1), {}),
    ('ValueError', (), {'x': 1}),
    ('KeyError', (), {}),
    ('KeyError', ('k',), {}),
    ('KeyError', (1, 2), {}),
    ('StopIteration', (5,), {}),
    ('StopIteration', (), {}),
    ('SystemExit', (), {}),
    ('SystemExit', (3,), {}),
    ('SystemExit', (1, 2), {}),
    ('NameError', ('n',), {'name': 'x'}),
    ('NameError', ('n',), {'nam': 'x'}),
    ('AttributeError', ('n',), {'name': 'x'}),
    ('ImportError', ('m',), {'name': 'x', 'path': 'y'}),
    ('ImportError', ('m', 'n'), {}),
    ('ImportError', (), {'bad': 1}),
    ('ModuleNotFoundError', ('m',), {'name': 'x'}),
    ('OSError', (2,), {}),
    ('OSError', (2, 'gone'), {}),
    ('OSError', (2, 'gone', 'x.txt'), {}),
    ('OSError', (2, 'gone', 'x.txt', None, 'y.txt'), {}),
    ('OSError', (13, 'denied'), {}),
    ('OSError', (9999, 'odd'), {}),
    ('OSError', ('2', 'odd'), {}),
    ('OSError', (1, 2, 3, 4, 5, 6), {}),
    ('PermissionError', (2, 'gone'), {}),
    ('SyntaxError', ('bad',), {}),
    ('SyntaxError', (), {}),
    ('SyntaxError', ('bad', ('dir/f.py', 3, 5, 'text')), {}),
    ('SyntaxError', ('bad', ('f.py', 3, 5, 'text', 3, 6)), {}),
    ('SyntaxError', ('bad', (None, 3, 5, 'text')), {}),
    ('SyntaxError', ('bad', ('f.py', 3)), {}),
    ('SyntaxError', ('bad', ('f.py', 3, 5, 'text', 3)), {}),
    ('UnicodeDecodeError', ('utf-8', b'ab\xff', 2, 3, 'why'), {}),
    ('UnicodeDecodeError', ('utf-8', b'ab\xff', 1, 3, 'why'), {}),
    ('UnicodeEncodeError', ('ascii', 'a\xe9', 1, 2, 'why'), {}),
    ('UnicodeTranslateError', ('a\xe9', 1, 2, 'why'), {}),
    ('UnicodeDecodeError', ('utf-8',), {}),
    ('UnicodeDecodeError', (1, b'', 0, 0, ''), {}),
    ('BaseExceptionGroup', (), {}),
    ('BaseExceptionGroup', (1, []), {}),
    ('BaseExceptionGroup', ('m', []), {}),
    ('BaseExceptionGroup', ('m', 5), {}),
    ('ExceptionGroup', ('m', [1]), {}),
    ('ExceptionGroup', ('m', 'abc'), {}),
]


@pytest.mark.parametrize(('name', 'args', 'kwargs'), CASES, ids=lambda value: str(value)[:40])
def test_construction_text_and_attributes(
    name: str, args: tuple[Any, ...], kwargs: dict[str, Any], machine: Machine
) -> None:
    host_type: Any = getattr(builtins, name)
    try:
        expected = host_type(*args, **kwargs)
    except (TypeError, ValueError) as error:
        with pytest.raises(Thrown) as thrown:
            construct(machine, CLASSES[name], list(args), dict(kwargs))
        assert thrown.value.value.cls.name == type(error).__name__
        assert message_of(machine, thrown.value.value) == str(error)
        return
    exc = construct(machine, CLASSES[name], list(args), dict(kwargs))
    assert exc.cls.name == type(expected).__name__
    assert message_of(machine, exc) == str(expected)
    assert repr_of(machine, exc) == repr(expected)
    for attribute in {key for cls in exc.cls.mro for key, value in cls.attrs.items() if type(value) is ExceptionField}:
        field = exc.cls.lookup(attribute)
        assert isinstance(field, ExceptionField)
        assert field.read(machine, exc) == getattr(expected, attribute), attribute


def test_groups_take_the_class_that_fits_their_members(machine: Machine) -> None:
    value = construct(machine, CLASSES['ValueError'], [1], None)
    stop = construct(machine, CLASSES['KeyboardInterrupt'], [], None)
    group = construct(machine, CLASSES['BaseExceptionGroup'], ['m', [value]], None)
    assert group.cls is CLASSES['ExceptionGroup']
    assert message_of(machine, group) == 'm (1 sub-exception)'
    assert (
        construct(machine, CLASSES['BaseExceptionGroup'], ['m', [value, stop]], None).cls.name == 'BaseExceptionGroup'
    )
    with pytest.raises(Thrown) as thrown:
        construct(machine, CLASSES['ExceptionGroup'], ['m', [stop]], None)
    assert message_of(machine, thrown.value.value) == 'Cannot nest BaseExceptions in an ExceptionGroup'


def field_of(exc: ExceptionValue, name: str) -> ExceptionField:
    field = exc.cls.lookup(name)
    assert isinstance(field, ExceptionField)
    return field


def test_attributes_keep_their_values_when_args_change(machine: Machine) -> None:
    exc = construct(machine, CLASSES['StopIteration'], [1], None)
    field_of(exc, 'args').write(machine, exc, (2,))
    assert field_of(exc, 'value').read(machine, exc) == 1
    assert message_of(machine, exc) == '2'
    field_of(exc, 'value').write(machine, exc, 3)
    assert field_of(exc, 'value').read(machine, exc) == 3
    field_of(exc, 'value').remove(machine, exc)
    assert field_of(exc, 'value').read(machine, exc) is None


@pytest.mark.parametrize(
    ('name', 'value', 'message'),
    [
        ('__cause__', 1, 'exception cause must be None or derive from BaseException'),
        ('__context__', 1, 'exception context must be None or derive from BaseException'),
        ('__suppress_context__', 1, 'attribute value type must be bool'),
        ('__traceback__', 1, '__traceback__ must be a traceback or None'),
    ],
)
def test_links_are_checked(name: str, value: object, message: str, machine: Machine) -> None:
    exc = construct(machine, CLASSES['ValueError'], [], None)
    with pytest.raises(Thrown) as thrown:
        field_of(exc, name).write(machine, exc, value)
    assert message_of(machine, thrown.value.value) == message


def test_a_subclass_that_never_calls_the_builtin_init(machine: Machine) -> None:
    cls = Class('Own', (CLASSES['SystemExit'],), {'__init__': 'a function of the program'}, '__main__')
    cls.is_exception = True
    cls.mro = [cls, *CLASSES['SystemExit'].mro]
    new: Any = cls.lookup('__new__')
    exc = new.invoke(machine, [cls, 5], None)
    assert exc.args == (5,)
    assert field_of(exc, 'code').read(machine, exc) is None


def test_exceptions_wrapped_in_exceptions_take_no_host_stack(machine: Machine) -> None:
    exc = construct(machine, CLASSES['ValueError'], ['inner'], None)
    for _ in range(50_000):
        exc = construct(machine, CLASSES['RuntimeError'], [exc], None)
    assert message_of(machine, exc) == 'inner'
