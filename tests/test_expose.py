"""Host objects behind an allow-list: what a program sees of them, and that it sees nothing else."""

from __future__ import annotations

import asyncio
import copy
import functools
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from test_snapshot_fuzz import HEADER, decoded, encoded

from monty_tools import (
    BoundaryError,
    Exposed,
    FunctionSnapshot,
    FutureSnapshot,
    InputError,
    Monty,
    MontyComplete,
    MontyRepl,
    MontyRuntimeError,
    OpaqueValue,
    ResourceLimitError,
    ResourceLimits,
    SnapshotError,
    expose,
)

EXPOSED = 10
"""Where a snapshot lists the exposed objects."""


class Row:
    def __init__(self, text: str) -> None:
        self.text = text

    def __reduce__(self) -> tuple[object, ...]:
        return Row, (self.text,)


class Database:
    secret = 'hunter2'
    kinds: ClassVar[list[str]] = ['a', 'b']

    def __init__(self) -> None:
        self.name = 'main'
        self.reads = 0
        self.log: list[object] = []
        self.handler = print

    @property
    def size(self) -> int:
        self.reads += 1
        return self.reads

    @property
    def broken(self) -> int:
        raise KeyError('no such table')

    @property
    def row(self) -> Row:
        return Row('a host object')

    @property
    def own(self) -> Database:
        return self

    @property
    def stops(self) -> int:
        raise KeyboardInterrupt

    def query(self, text: str, *, limit: int = 10) -> list[str]:
        self.log.append(text)
        return [text] * limit

    def keep(self, *values: object) -> int:
        self.log.extend(values)
        return len(values)

    def me(self) -> Database:
        return self

    def other(self) -> Row:
        return Row('another')

    def fails(self) -> None:
        raise ZeroDivisionError('at the host')

    async def fetch(self, n: int) -> int:
        await asyncio.sleep(0)
        return n * 2

    @classmethod
    def made(cls) -> str:
        return cls.__name__

    @staticmethod
    def twice(n: int) -> int:
        return n * 2

    def _private(self) -> None:
        raise AssertionError('out of reach')


READ = ['name', 'size', 'broken', 'row', 'own', 'kinds']
CALLED = ['query', 'keep', 'me', 'other', 'fails', 'made', 'twice']


def run(code: str, obj: object, **options: Any) -> MontyComplete:
    return Monty(code, inputs=['db']).execute({'db': obj}, **options)


def error_of(code: str, obj: object) -> MontyRuntimeError:
    with pytest.raises(MontyRuntimeError) as caught:
        run(code, obj)
    return caught.value


def database() -> Exposed:
    return expose(Database(), READ, CALLED, key='db')


# What is there.


def test_attributes_are_read_on_the_host_each_time() -> None:
    assert run('[db.name, db.size, db.size, db.kinds]', database()).value == ['main', 1, 2, ['a', 'b']]


def test_an_attributes_value_is_a_copy() -> None:
    obj = Database()
    run('db.kinds.append("c")', expose(obj, ['kinds']))
    assert obj.kinds == ['a', 'b']


def test_reading_is_no_call() -> None:
    assert run('[db.name for _ in range(9)]', database(), limits=ResourceLimits(external_call_limit=1)).calls == ()


def test_methods_are_external_calls() -> None:
    done = run("[db.query('q', limit=2), db.twice(4), db.made()]", database())
    assert done.value == [['q', 'q'], 8, 'Database']
    assert [(call.name, call.outcome) for call in done.calls] == [
        ('db.query', 'returned'),
        ('db.twice', 'returned'),
        ('db.made', 'returned'),
    ]
    with pytest.raises(ResourceLimitError) as caught:
        run('while True: db.twice(1)', database(), limits=ResourceLimits(external_call_limit=5))
    assert caught.value.limit == 'external_calls'


def test_a_method_is_a_value() -> None:
    code = 'f = db.twice\n[[*map(f, [1, 2])], db.twice is f, callable(f), repr(f), sorted([3, 1], key=f)]'
    assert run(code, database()).value == [[2, 4], True, True, '<external function db.twice>', [1, 3]]


def test_wrong_arguments_are_refused_before_the_host_is_called() -> None:
    obj = Database()
    error = error_of('db.query()', expose(obj, methods=['query'], key='db'))
    assert (error.type_name, error.message) == (
        'TypeError',
        "db.query() missing 1 required positional argument: 'text'",
    )
    assert obj.log == [] and error.calls == ()


def test_errors_of_the_host_enter_as_those_of_external_functions_do() -> None:
    assert run('try: db.broken\nexcept KeyError as e: r = e.args\nr', database()).value == ('no such table',)
    assert run('try: db.fails()\nexcept ZeroDivisionError as e: r = str(e)\nr', database()).value == 'at the host'
    with pytest.raises(KeyboardInterrupt):
        run('try: db.stops\nexcept BaseException: pass', expose(Database(), ['stops']))


def test_an_external_function_may_return_one() -> None:
    obj = Database()

    def connect() -> Exposed:
        return expose(obj, ['name'], ['me'])

    code = 'd = connect()\n[d, d.name, connect() is d, [d, {"d": d}]]'
    value = Monty(code, external_functions=[connect]).run()
    assert value == [obj, 'main', True, [obj, {'d': obj}]]
    assert value[0] is value[3][0] is value[3][1]['d'] is obj


def test_the_host_gets_its_own_object_back() -> None:
    obj = Database()
    db = expose(obj, methods=['keep'])
    assert run('db', db).value is obj
    assert run('db.keep(db, [db], {"a": (db,)}, *{db})', db).value == 4
    assert obj.log[0] is obj and obj.log[1] == [obj] and obj.log[2] == {'a': (obj,)} and obj.log[3] is obj


def test_a_known_object_comes_back_as_its_proxy() -> None:
    assert run('[db.me() is db, db.own is db, db.me().me().name]', database()).value == [True, True, 'main']
    both = Monty('a.me()', inputs=['a', 'b'])
    obj = Database()
    with pytest.raises(MontyRuntimeError, match='Database cannot enter the sandbox'):
        both.run({'a': expose(obj, methods=['me'], key='a'), 'b': expose(obj, ['name'], ['me'], key='b')})


@pytest.mark.parametrize('code', ['db.other()', 'db.row'])
def test_other_host_objects_do_not_enter(code: str) -> None:
    error = error_of(code, database())
    assert error.type_name == 'TypeError' and 'Row cannot enter the sandbox' in error.message


def test_identity_equality_and_text() -> None:
    code = """
import copy
same = [db == db, db is db, db != 1, hash(db) == hash(db), {db: 1}[db], bool(db), len({db, db})]
texts = [repr(db), str(db), f'{db}', '%s' % db, '{}'.format(db), dir(db), type(db).__name__, callable(db)]
copies = [copy.copy(db) is db, copy.deepcopy([db])[0] is db]
[same, texts, copies]
"""
    assert run(code, expose(Database(), ['name'], ['query'], key='db')).value == [
        [True, True, True, True, 1, True, 1],
        [*['<exposed db>'] * 5, ['name', 'query'], 'exposed', False],
        [True, True],
    ]


# What is not there.

HOSTILE = [
    'db.secret',
    'db._private',
    'db.__class__',
    'db.__dict__',
    'db.__doc__',
    'db.__init__',
    'db.__repr__()',
    'db.__eq__(db)',
    'db.__reduce__()',
    'db.__reduce_ex__(2)',
    'db.__getattribute__("secret")',
    'db.__call__()',
    'db.__dir__()',
    'db.log',
    'getattr(db, "sec" + "ret")',
    'getattr(db, "".join(["_", "_class_", "_"]))',
    'object.__getattribute__(db, "secret")',
    'type(db).__getattribute__(db, "secret")',
    '"{0.secret}".format(db)',
    '"{0.size.real}{0.secret}".format(db)',
    '"{d.secret}".format_map({"d": db})',
    '__import__ if False else db.secret',
    'import operator\noperator.attrgetter("name.real")(db) if False else operator.attrgetter("secret")(db)',
    'import operator\noperator.attrgetter("own.secret")(db)',
    'import operator\noperator.methodcaller("_private")(db)',
    'import functools\nfunctools.reduce(getattr, ["own", "secret"], db)',
    'db.own.secret',
    'db.me().secret',
    'db.secret = 1',
    'db.name = "x"',
    'db.name += "x"',
    'setattr(db, "name", 1)',
    'object.__setattr__(db, "name", 1)',
    'for db.name in [1]: pass',
    'del db.name',
    'delattr(db, "query")',
]


@pytest.mark.parametrize('code', HOSTILE)
def test_nothing_else_is_visible(code: str) -> None:
    obj = Database()
    error = error_of(code, expose(obj, READ, CALLED, key='db'))
    assert error.type_name == 'AttributeError', error
    assert 'exposed are: broken, fails, keep, kinds, ' in error.message
    assert [found.kind for found in error.violations] == ['forbidden_attribute']
    assert obj.name == 'main' and obj.log == []


@pytest.mark.parametrize(
    'code',
    [
        'vars(db)',
        'type(db)()',
        'object.__new__(type(db))',
        'class Sub(type(db)): pass',
        'class Sub(db): pass',
        'type("Sub", (type(db),), {})',
        'db()',
        'len(db)',
        'iter(db)',
        'db[0]',
        'db + 1',
        'db < db',
        'with db: pass',
        'format(db, "x")',
        'import json\njson.dumps(db)',
        'type(db).name = 1',
        'int(db)',
    ],
)
def test_it_does_nothing_else(code: str) -> None:
    assert error_of(code, database()).type_name == 'TypeError'


def test_asking_without_an_error_is_recorded_too() -> None:
    code = """
found = [hasattr(db, 'secret'), getattr(db, '__class__', None), hasattr(db, 'name')]
match db:
    case object(secret=s):
        found.append(s)
    case object(name=n):
        found.append(n)
found
"""
    done = run(code, database())
    assert done.value == [False, None, True, 'main']
    assert [found.name for found in done.violations] == ['secret', '__class__', 'secret']


def test_the_errors_own_object_is_the_proxy() -> None:
    code = 'try: db.secret\nexcept AttributeError as e: r = [e.obj is db, e.name]\nr'
    assert run(code, database()).value == [True, 'secret']


def test_a_misspelt_name_is_suggested_from_the_list() -> None:
    error = error_of('db.nam', expose(Database(), ['name'], key='db'))
    assert 'hunter2' not in str(error) and error.message == "<exposed db> has no attribute 'nam'; exposed are: name"


def test_what_the_library_looks_for_is_no_violation() -> None:
    code = """
import contextlib, copy, json, pprint
copy.copy(db), copy.deepcopy(db), pprint.pformat([db]), sorted([db], key=id), {db: db}
try: json.dumps(db)
except TypeError: pass
try: contextlib.closing(db).__exit__(None, None, None)
except AttributeError: pass
"""
    assert [found.name for found in run(code, database()).violations] == ['close']


def test_long_names_leave_short_records() -> None:
    done = run('[hasattr(db, str(n) + "x" * 100_000) for n in range(1000)][0]', database())
    assert done.value is False and max(len(found.name) for found in done.violations) < 300


def test_classes_do_not_tell_more() -> None:
    code = '[isinstance(db, object), isinstance(db, dict), type(db).__mro__[-1] is object, str(type(db))]'
    assert run(code, database()).value == [True, False, True, "<class 'exposed'>"]


def test_reading_takes_the_programs_time() -> None:
    class Slow:
        @property
        def value(self) -> int:
            return sum(range(100_000))

    with pytest.raises(ResourceLimitError) as caught:
        run('while True: db.value', expose(Slow(), ['value']), limits=ResourceLimits(execution_time_limit_ms=100))
    assert caught.value.limit == 'execution_time'


def test_values_that_are_read_count_as_memory() -> None:
    class Large:
        value = b'x' * 2_000_000

    with pytest.raises(ResourceLimitError) as caught:
        run('[db.value for _ in range(3)]', expose(Large(), ['value']), limits=ResourceLimits(memory_limit_mb=1))
    assert caught.value.limit == 'memory'


def test_hashing_does_not_ask_the_host() -> None:
    code = 'class K:\n    def __hash__(self): return db.size\n{K(): 1}'
    assert error_of(code, database()).type_name == 'RuntimeError'


def test_hosts_thread_is_the_one_that_is_asked() -> None:
    class Local:
        @property
        def thread(self) -> str:
            return threading.current_thread().name

        def called(self) -> str:
            return threading.current_thread().name

    found: list[object] = []

    def work() -> None:
        code = 'junk = [[i] for i in range(20000)]\n[db.thread, db.called(), f"{db.thread}"]'
        found.append(run(code, expose(Local(), ['thread'], ['called'])).value)

    thread = threading.Thread(target=work, name='mine')
    thread.start()
    thread.join()
    assert found == [['mine', 'mine', 'mine']]


# expose().


def test_what_expose_says() -> None:
    db = database()
    assert (db.key, db.attributes, db.methods) == ('db', tuple(sorted(READ)), tuple(sorted(CALLED)))
    assert repr(expose(Row('x'), ['text'])) == "Exposed(key='row', attributes=['text'], methods=[])"
    assert expose(Database()).key == 'database'


def test_the_lists_are_copied() -> None:
    names = ['name']
    methods = ['query']
    db = expose(Database(), names, methods, key='db')
    names.append('secret')
    methods.append('_private')
    error = error_of('db.secret', db)
    assert 'exposed are: name, query' in error.message


class Slots:
    __slots__ = ('full', 'empty', 'fn')

    def __init__(self) -> None:
        self.full = 1
        self.fn = len


@pytest.mark.parametrize(
    ('given', 'message'),
    [
        ({'attributes': ['_x']}, 'private'),
        ({'attributes': ['__class__']}, 'private'),
        ({'methods': ['__call__']}, 'private'),
        ({'attributes': ['a b']}, 'identifier'),
        ({'attributes': ['class']}, 'identifier'),
        ({'attributes': ['ﬁ']}, 'normal form'),
        ({'attributes': ['a' * 101]}, 'longer'),
        ({'attributes': [1]}, 'must be a str'),
        ({'attributes': 'name'}, 'list of names'),
        ({'methods': 7}, 'list of names'),
        ({'attributes': ['name', 'name']}, 'twice'),
        ({'attributes': ['name'], 'methods': ['name']}, 'twice'),
        ({'attributes': ['nothing']}, "has no 'nothing'"),
        ({'methods': ['nothing']}, "has no 'nothing'"),
        ({'attributes': ['query']}, 'list it in methods'),
        ({'attributes': ['made']}, 'list it in methods'),
        ({'attributes': ['handler']}, 'list it in methods'),
        ({'methods': ['name']}, 'is no method'),
        ({'methods': ['size']}, 'is no method'),
        ({'key': '_db'}, 'private'),
        ({'key': 'a.b'}, 'identifier'),
    ],
)
def test_names_are_checked(given: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        expose(Database(), **given)


def test_checking_runs_no_property() -> None:
    obj = Database()
    expose(obj, ['size', 'broken', 'stops'])
    assert obj.reads == 0
    with pytest.raises(InputError, match='exposed already'):
        expose(expose(obj))
    with pytest.raises(InputError, match='key=…'):
        expose(type('_', (), {})())


def test_slots() -> None:
    db = expose(Slots(), ['full', 'empty'], ['fn'], key='db')
    assert run('[db.full, db.fn("abc")]', db).value == [1, 3]
    assert error_of('db.empty', db).type_name == 'AttributeError'
    with pytest.raises(InputError, match='list it in methods'):
        expose(Slots(), ['fn'])


def test_two_objects_under_one_key() -> None:
    program = Monty('[a.text, b.text]', inputs=['a', 'b'])
    with pytest.raises(BoundaryError, match="two different objects are exposed as 'row'"):
        program.run({'a': expose(Row('a'), ['text']), 'b': expose(Row('b'), ['text'])})
    first, second = expose(Row('a'), ['text'], key='r1'), expose(Row('b'), ['text'], key='r2')
    assert program.run({'a': first, 'b': second}) == ['a', 'b']
    row = Row('a')
    with pytest.raises(BoundaryError, match='with other names'):
        program.run({'a': expose(row, ['text']), 'b': expose(row)})


def test_an_exposed_object_may_be_used_in_any_number_of_runs() -> None:
    db = database()
    assert [run('db.name', db).value for _ in range(3)] == ['main'] * 3


def test_a_result_is_the_hosts_own_to_copy() -> None:
    row = Row('x')
    value = run('[db, db]', expose(row)).value
    assert value[0] is value[1] is row
    assert pickle.loads(pickle.dumps(value))[0].text == 'x' and copy.deepcopy(value)[0].text == 'x'


def test_partials_and_descriptors_are_methods() -> None:
    class Tools:
        def add(self, a: int, b: int) -> int:
            return a + b

        inc = functools.partialmethod(add, 1)

        @functools.cached_property
        def total(self) -> int:
            return 5

    assert run('[db.inc(2), db.total, db.add(b=1, a=2)]', expose(Tools(), ['total'], ['inc', 'add'])).value == [3, 5, 3]


# Async.


def test_coroutine_functions_are_awaited() -> None:
    db = expose(Database(), methods=['fetch'], key='db')
    code = 'import asyncio\nawait asyncio.gather(*[db.fetch(n) for n in range(3)])'
    assert asyncio.run(Monty(code, inputs=['db']).run_async({'db': db})) == [0, 2, 4]
    assert run('await db.fetch(4)', db).value == 8
    session = MontyRepl(inputs=['db'])
    session.feed('1', inputs={'db': db})
    assert session.feed('await db.fetch(2)') == 4


def test_a_coroutine_function_that_needs_a_loop() -> None:
    code = 'db = connect()\nawait db.fetch(1)'
    program = Monty(code, external_functions={'connect': lambda: expose(Database(), methods=['fetch'], key='db')})
    with pytest.raises(MontyRuntimeError, match='db.fetch is a coroutine function'):
        program.run()
    assert asyncio.run(program.run_async()) == 2


# Pausing, storing.

PAUSES = 'x = db.query("a")\ny = db.query(x)\n[x, y, db.name, db]'


def paused(code: str = PAUSES, obj: Exposed | None = None) -> FunctionSnapshot:
    progress = Monty(code, inputs=['db'], external_functions=['ask']).start({'db': database() if obj is None else obj})
    assert isinstance(progress, FunctionSnapshot)
    return progress


def test_a_call_of_a_method_pauses() -> None:
    obj = Database()
    progress = paused(obj=expose(obj, ['name'], ['query'], key='db'))
    assert (progress.function_name, progress.args) == ('db.query', ('a',))
    progress = _next(progress.resume(return_value='one'))
    assert (progress.function_name, progress.args) == ('db.query', ('one',))
    done = progress.resume(exception=None, return_value='two')
    assert isinstance(done, MontyComplete) and done.value == ['one', 'two', 'main', obj]
    assert obj.log == []


def _next(progress: object) -> FunctionSnapshot:
    assert isinstance(progress, FunctionSnapshot)
    return progress


def test_a_snapshot_goes_on_with_the_object() -> None:
    blob = paused().dump()
    assert b'hunter2' not in blob
    obj = Database()
    again = FunctionSnapshot.load(blob, exposed={'db': expose(obj, READ, CALLED)})
    progress = _next(again.resume(return_value='one'))
    done = progress.resume(return_value='two')
    assert isinstance(done, MontyComplete) and done.value == ['one', 'two', 'main', obj]
    assert done.value[3] is obj
    assert [call.name for call in done.calls] == ['db.query', 'db.query']


@pytest.mark.parametrize('use', ['db.name', 'db.query', 'db.query("x")', 'f("x")', 'ask(db)', 'ask([db])'])
def test_without_the_object_its_use_is_an_error(use: str) -> None:
    blob = paused(
        f'f = db.query\nask()\ntry: {use}\nexcept RuntimeError as e: r = str(e)\n[r, repr(db), dir(db)]'
    ).dump()
    done = FunctionSnapshot.load(blob).resume(return_value=1)
    assert isinstance(done, MontyComplete)
    text, shown, names = done.value
    assert 'needs its object again: load with exposed=…' in text
    assert shown == '<exposed db>' and names == sorted(READ + CALLED)


def test_without_the_object_it_is_no_result() -> None:
    blob = paused('ask()\n[db]').dump()
    with pytest.raises(BoundaryError, match='needs its object again'):
        FunctionSnapshot.load(blob).resume(return_value=1)


def test_what_waits_can_be_looked_at_without_the_object() -> None:
    blob = paused('ask(db, [db])').dump()
    shown = FunctionSnapshot.load(blob)
    assert isinstance(shown.args[0], OpaqueValue) and str(shown.args[0]) == '<sandbox exposed object>'
    assert shown.inspect().globals['db'] == '<exposed db>'
    obj = Database()
    again = FunctionSnapshot.load(blob, exposed={'db': expose(obj)})
    assert again.args[0] is obj and again.args[1] == [obj]
    assert FunctionSnapshot.load(paused().dump()).function_name == 'db.query'


def test_the_stricter_allow_list_holds() -> None:
    code = (
        'f = db.query\nask()\nr = []\nfor n in ("name", "size", "query", "keep", "secret"):\n    try: getattr(db, n)\n'
    )
    code += '    except AttributeError: r.append(n)\n[r, dir(db)]'
    blob = paused(code, expose(Database(), ['name', 'size'], ['query', 'keep'], key='db')).dump()
    given = expose(Database(), ['name', 'secret'], ['query', 'me'])
    done = FunctionSnapshot.load(blob, exposed={'db': given}).resume(return_value=1)
    assert isinstance(done, MontyComplete) and done.value == [['size', 'keep', 'secret'], ['name', 'query']]


def test_a_method_that_is_no_longer_given_cannot_be_called() -> None:
    blob = paused('f = db.query\nask()\nf("x")').dump()
    with pytest.raises(MontyRuntimeError, match=r"'db\.query' is not available"):
        FunctionSnapshot.load(blob, exposed={'db': expose(Database())}).resume(return_value=1)


def test_what_a_load_took_away_stays_away() -> None:
    obj = Database()
    wide = expose(obj, ['name'], ['twice', 'query'], key='db')
    session = MontyRepl(inputs=['db'])
    session.feed('f = db.query', inputs={'db': wide})
    narrowed = MontyRepl.load(session.dump(), exposed={'db': expose(obj, ['name'], ['twice'])})
    again = MontyRepl.load(narrowed.dump(), exposed={'db': wide})
    assert again.feed('dir(db)') == ['name', 'twice']
    with pytest.raises(MontyRuntimeError, match=r"'db\.query' is not available"):
        again.feed('f("x")')


def test_sessions() -> None:
    obj = Database()
    session = MontyRepl(inputs=['db'])
    session.feed('seen = [db]; f = db.twice', inputs={'db': expose(obj, ['name'], ['twice'], key='db')})
    blob = session.dump()
    again = MontyRepl.load(blob, exposed={'db': expose(obj, ['name'], ['twice'])})
    assert again.feed('[f(3), seen[0].name, seen[0] is db, db]') == [6, 'main', True, obj]
    with pytest.raises(MontyRuntimeError, match='load with exposed=…'):
        MontyRepl.load(blob).feed('db.name')
    dumped_again = MontyRepl.load(MontyRepl.load(blob).dump(), exposed={'db': expose(obj, ['name'], ['twice'])})
    assert dumped_again.feed('f(4)') == 8


def test_an_object_that_a_function_hands_in_after_loading() -> None:
    obj = Database()

    def connect() -> Exposed:
        return expose(obj, ['name', 'size'], key='db')

    session = MontyRepl(external_functions=[connect])
    session.feed('d = connect()')
    again = MontyRepl.load(session.dump(), external_functions=[connect])
    assert again.feed('d2 = connect()\n[d2 is d, d.name]') == [True, 'main']


def test_pending_calls_in_a_future_snapshot() -> None:
    code = 'import asyncio\nawait asyncio.gather(db.fetch(1), db.fetch(2))'
    progress: object = paused(code, expose(Database(), methods=['fetch'], key='db'))
    while isinstance(progress, FunctionSnapshot):
        progress = progress.resume(pending=True)
    assert isinstance(progress, FutureSnapshot)
    for exposed in (None, {'db': expose(Database(), methods=['fetch'])}):
        again = FutureSnapshot.load(progress.dump(), exposed=exposed)
        done = again.resume({number: {'return_value': number} for number in again.pending_call_ids})
        assert isinstance(done, MontyComplete) and done.value == [1, 2]


def test_load_suspended_takes_objects() -> None:
    session = MontyRepl(inputs=['db'], external_functions=['ask'])
    code = 'import asyncio\nawait asyncio.gather(ask())\ndb.name'
    progress: object = session.feed_start(code, inputs={'db': database()})
    while isinstance(progress, FunctionSnapshot):
        progress = progress.resume(pending=True)
    assert isinstance(progress, FutureSnapshot)
    _again, waiting = MontyRepl.load_suspended(progress.dump(), exposed={'db': database()})
    done = waiting.resume({1: {'return_value': 0}})
    assert isinstance(done, MontyComplete) and done.value == 'main'


@pytest.mark.parametrize('given', [7, {'db': Database()}, {'_db': expose(Row('x'))}, {1: expose(Row('x'))}])
def test_what_is_given_is_checked(given: Any) -> None:
    with pytest.raises(InputError):
        FunctionSnapshot.load(paused().dump(), exposed=given)


STORED = '''
import sys
from test_expose import Database, Exposed, FunctionSnapshot, expose, paused
obj = Database()
db = expose(obj, ['name'], ['twice'], key='db')
code = """
class Key:
    def __hash__(self): return hash('text')
    def __eq__(self, other): return True
keys = {Key(): db}
f = db.twice
ask()
[keys[Key()] is db, db.name, f is db.twice, db]
"""
if sys.argv[1] == 'dump':
    sys.stdout.buffer.write(paused(code, db).dump())
else:
    done = FunctionSnapshot.load(sys.stdin.buffer.read(), exposed={'db': db}).resume(return_value=1)
    assert done.value == [True, 'main', True, obj], done
'''


def test_a_process_with_other_hashes_goes_on_with_the_object() -> None:
    blob = b''
    for seed, step in (('1', 'dump'), ('2', 'load')):
        here = os.path.dirname(__file__)
        environment = {**os.environ, 'PYTHONHASHSEED': seed, 'PYTHONPATH': os.pathsep.join([here, *sys.path])}
        command = [sys.executable, '-c', STORED, step]
        done = subprocess.run(command, input=blob, capture_output=True, env=environment, check=False)
        assert done.returncode == 0, done.stderr.decode()
        blob = done.stdout


def forged(code: str, change: Callable[[list[Any]], object]) -> bytes:
    blob = paused(code, expose(Database(), ['name'], ['query'], key='db')).dump()
    body = decoded(blob)
    change(body)
    return encoded(blob[:HEADER], body)


def test_a_forged_allow_list_is_no_wider_than_the_given_one() -> None:
    def widen(body: list[Any]) -> None:
        body[EXPOSED][0][1].append('secret')
        body[EXPOSED][0][2].append(['fails', False])

    for name in ('secret', 'fails'):
        blob = forged(f'ask()\ndb.{name}', widen)
        with pytest.raises(MontyRuntimeError, match='exposed are: name, query') as caught:
            given = expose(Database(), ['name'], ['query'])
            FunctionSnapshot.load(blob, exposed={'db': given}).resume(return_value=1)
        assert caught.value.type_name == 'AttributeError'


def test_a_forged_key_names_nothing_that_was_not_given() -> None:
    def rename(body: list[Any]) -> None:
        body[EXPOSED][0][0] = 'vault'
        for record in body[5]:
            if isinstance(record, list) and record[:1] == [56]:
                record[1] = 'vault'

    blob = forged('ask()\ndb.name', rename)
    with pytest.raises(MontyRuntimeError, match='<exposed vault> needs its object again'):
        FunctionSnapshot.load(blob, exposed={'db': database()}).resume(return_value=1)


FORGERIES: dict[str, Callable[[list[Any]], object]] = {
    'no list': lambda body: body.__setitem__(EXPOSED, 7),
    'an object that is not listed': lambda body: body[EXPOSED].clear(),
    'an object twice': lambda body: body[EXPOSED].append(body[EXPOSED][0]),
    'a name twice': lambda body: body[EXPOSED][0][1].append('name'),
    'a name of both kinds': lambda body: body[EXPOSED][0][1].append('query'),
    'a method twice': lambda body: body[EXPOSED][0][2].append(['query', False]),
    'a method that is gone and not': lambda body: body[EXPOSED][0][3].append(['query', False]),
    'a dunder': lambda body: body[EXPOSED][0][1].append('__class__'),
    'a private method': lambda body: body[EXPOSED][0][2].append(['_private', False]),
    'a name that is none': lambda body: body[EXPOSED][0][1].append(5),
    'a flag that is none': lambda body: body[EXPOSED][0][2].append(['keep', 2]),
    'a key that is none': lambda body: body[EXPOSED][0].__setitem__(0, 'a.b'),
    'half an entry': lambda body: body[EXPOSED][0].pop(),
}


@pytest.mark.parametrize('name', FORGERIES)
def test_forged_lists_are_refused(name: str) -> None:
    with pytest.raises(SnapshotError):
        FunctionSnapshot.load(forged('f = db.query\nask()\ndb.name', FORGERIES[name]), exposed={'db': database()})


def test_a_forged_method_is_refused() -> None:
    def rename(body: list[Any]) -> None:
        for record in body[5]:
            if isinstance(record, list) and record[:1] == [19] and record[1] == 'db.query':
                record[1] = 'db.fails'

    with pytest.raises(SnapshotError):
        FunctionSnapshot.load(forged('f = db.query\nask()\nf()', rename), exposed={'db': database()})


def test_it_is_a_public_name() -> None:
    import monty_tools

    assert {'expose', 'Exposed'} <= set(monty_tools.__all__)
