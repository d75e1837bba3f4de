"""Queries to one database, which itself holds them to reading.

What a statement may do is decided by the database, not by reading its text: SQLite asks an authorizer about every
table, function and action of a statement, PostgreSQL runs it in a read-only transaction through a cursor that takes
nothing but queries. The few rules on the text (one statement, what it begins with) come before that and are never all
there is.
"""

from __future__ import annotations

import datetime
import logging
import re
import sqlite3
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, CursorResult, Engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import Pool, SingletonThreadPool, StaticPool

from ..tools import Tool, ToolError, tool
from .files import at_least_one
from .sqlite import Authorizer

logger = logging.getLogger('monty_tools')

DEFAULT_MAX_ROWS: Final = 1_000
DEFAULT_MAX_BYTES: Final = 1_000_000
DEFAULT_TIMEOUT: Final = 10.0
MAX_SQL: Final = 20_000
"""Characters of a statement."""
MAX_MESSAGE: Final = 500
"""Characters of what the database says of an error."""
MAX_PATTERN: Final = 1_000
"""Bytes of a pattern for LIKE in SQLite, which takes a time of the pattern's length times the text's."""
CHECK_EVERY: Final = 10_000
"""Steps of SQLite's machine between two looks at the clock."""

READS: Final = ('SELECT', 'WITH', 'VALUES')
WRITES: Final = (*READS, 'INSERT', 'UPDATE', 'DELETE')
_FIRST_WORD: Final = re.compile(r'[\s(]*([A-Za-z]+)\b')

Parameter = str | int | float | bool | None


class Rules(ABC):
    """How one kind of database is held to what the tool may do."""

    def __init__(self, read_only: bool, max_bytes: int, timeout: float, functions: Collection[str]) -> None:
        self.read_only = read_only
        self.max_bytes = max_bytes
        self.timeout = timeout
        self.functions = functions

    @abstractmethod
    def held(self, connection: Connection) -> AbstractContextManager[None]:
        """A context in which a connection, in a transaction, does only what the tool may do."""


class SQLite(Rules):
    """By an authorizer, ``query_only``, SQLite's own limits and a look at the clock."""

    @contextmanager
    def held(self, connection: Connection) -> Iterator[None]:
        raw = connection.connection.driver_connection
        if not isinstance(raw, sqlite3.Connection):
            raise TypeError(f'this driver of SQLite is not known here: {type(raw).__name__}')
        deadline = time.monotonic() + self.timeout
        limits = {
            sqlite3.SQLITE_LIMIT_LENGTH: max(self.max_bytes, 4 * MAX_SQL),
            sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: MAX_PATTERN,
        }
        before = {limit: raw.getlimit(limit) for limit in limits}
        [[query_only]] = raw.execute('PRAGMA query_only').fetchall()
        connection.begin()
        if not self.read_only and not raw.in_transaction:
            raw.execute('BEGIN')  # before the authorizer, which lets no statement begin or end a transaction
        try:
            raw.execute(f'PRAGMA query_only = {int(self.read_only or query_only)}')
            for limit, most in limits.items():
                raw.setlimit(limit, min(most, before[limit]))
            raw.set_progress_handler(lambda: time.monotonic() > deadline, CHECK_EVERY)
            raw.set_authorizer(Authorizer(self.read_only, self.functions))
            yield
        finally:
            raw.set_authorizer(None)
            raw.set_progress_handler(None, 0)
            for limit, most in before.items():
                raw.setlimit(limit, most)
            raw.execute(f'PRAGMA query_only = {query_only}')


class PostgreSQL(Rules):
    """By a read-only transaction, a server-side cursor, a timeout of the server's, and a role without its files."""

    @contextmanager
    def held(self, connection: Connection) -> Iterator[None]:
        # Where the engine commits by itself, settings of a transaction would be none.
        connection.execution_options(isolation_level='READ COMMITTED')
        # What a statement does to its session, advisory locks for one, ends with it.
        connection.detach()
        milliseconds = max(1, int(self.timeout * 1000))
        connection.exec_driver_sql(f'SET LOCAL statement_timeout = {milliseconds}')
        connection.exec_driver_sql(f'SET LOCAL lock_timeout = {milliseconds}')
        if self.read_only:
            connection.exec_driver_sql('SET TRANSACTION READ ONLY')
        # This takes the transaction's snapshot, after which no statement can make it writable again.
        powerful, reading = connection.exec_driver_sql(POWERFUL).one()
        if powerful or (self.read_only and reading != 'on'):
            raise PermissionError(
                "this tool does not query as a superuser, or as a role that reaches the server's files or programs; "
                'the host must give it a role of its own'
            )
        yield


POWERFUL: Final = """
SELECT rolsuper OR EXISTS (
    SELECT FROM pg_roles AS granted
    WHERE granted.rolname IN ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
    AND pg_has_role(current_user, granted.oid, 'MEMBER')
) OR (SELECT rolsuper FROM pg_roles WHERE rolname = session_user), current_setting('transaction_read_only')
FROM pg_roles WHERE rolname = current_user
"""

DIALECTS: Final[Mapping[str, type[Rules]]] = {'sqlite': SQLite, 'postgresql': PostgreSQL}


def sql_query(
    engine: Engine,
    max_rows: int = DEFAULT_MAX_ROWS,
    read_only: bool = True,
    *,
    max_bytes: int = DEFAULT_MAX_BYTES,
    timeout: float = DEFAULT_TIMEOUT,
    functions: Collection[str] = (),
    name: str = 'sql_query',
) -> Tool:
    """A tool that runs one SQL statement on SQLite or PostgreSQL and gives its rows as dicts.

    More than ``max_rows`` rows, or ``max_bytes`` of data, are a ValueError, and a statement that has not ended after
    ``timeout`` seconds is a TimeoutError. With ``read_only=False`` it may also insert, update and delete rows, each
    call a transaction of its own, but never change tables. ``functions`` are names of your own SQL functions that
    statements may call in SQLite, beside its builtin ones. In PostgreSQL the role must not be a superuser or reach the
    server's files; what else it may read and call is for its own grants. Raises ToolError for other databases and for
    options that can't be.
    """
    if not isinstance(engine, Engine):
        raise ToolError(f'sql_query needs an Engine of SQLAlchemy, not {type(engine).__name__}')
    rules = DIALECTS.get(engine.dialect.name)
    if rules is None:
        raise ToolError(f'sql_query knows how to hold {" and ".join(DIALECTS)} to reading, not {engine.dialect.name}')
    at_least_one('max_rows', max_rows)
    at_least_one('max_bytes', max_bytes)
    if type(timeout) not in (int, float) or not 0 < timeout < float('inf'):
        raise ToolError(f'timeout must be a number of seconds above 0, not {timeout!r}')
    if isinstance(engine.pool, SingletonThreadPool):
        raise ToolError('an in-memory SQLite is another database in each thread, unless it has poolclass=StaticPool')
    held = rules(read_only, max_bytes, timeout, frozenset(map(str.lower, functions)))
    begins = READS if read_only else WRITES

    def query(sql: str, parameters: dict[str, Parameter] | None = None) -> list[dict[str, Any]]:
        """Run one SQL statement. Values go into `parameters`, as `:name` in the text."""
        statement = one_statement(sql, begins)
        with turn_of(engine.pool):
            try:
                connection = engine.connect()
            except SQLAlchemyError:
                logger.exception('%s: no connection to the database', name)
                connection = None
            if connection is None:
                raise ConnectionError('the database can not be reached')
            with connection:
                return run(connection, held, statement, parameters or {}, max_rows)

    query.__doc__ = f'{query.__doc__} {SAYS[read_only].format(dialect=NAMES[engine.dialect.name])}'
    return tool(query, name=name)


_turns: Final[WeakKeyDictionary[Pool, threading.Lock]] = WeakKeyDictionary()


def turn_of(pool: Pool) -> AbstractContextManager[object]:
    """Lets one call at a time at a connection that all of them share: what holds one would let go of another."""
    return _turns.setdefault(pool, threading.Lock()) if isinstance(pool, StaticPool) else nullcontext()


NAMES: Final = {'sqlite': 'SQLite', 'postgresql': 'PostgreSQL'}
SAYS: Final = {
    True: 'The database is {dialect}, and can only be read.',
    False: 'The database is {dialect}; rows can be read, inserted, updated and deleted, and each call is committed.',
}


def one_statement(sql: str, begins: Collection[str]) -> str:
    """The statement in ``sql``, without a semicolon at its end. Raises ValueError or PermissionError."""
    if len(sql) > MAX_SQL:
        raise ValueError(f'a statement has at most {MAX_SQL:,} characters')
    if '\0' in sql:
        raise ValueError('a statement has no NUL characters')
    statement = sql.strip().removesuffix(';').rstrip()
    if ';' in statement:
        raise PermissionError('one statement a call; a semicolon in a text goes into parameters')
    match = _FIRST_WORD.match(statement)
    if match is None or match[1].upper() not in begins:
        raise PermissionError(f'a statement begins with {", ".join(begins)}')
    return statement


def run(
    connection: Connection, rules: Rules, statement: str, parameters: Mapping[str, Parameter], max_rows: int
) -> list[dict[str, Any]]:
    """The rows of a statement, which is committed if the rules let it write."""
    try:
        with rules.held(connection):
            options = {'stream_results': True, 'max_row_buffer': 10} if rules.read_only else {}
            result = connection.execute(text(statement), dict(parameters), execution_options=options)
            found = rows(result, max_rows, rules.max_bytes)
        if not rules.read_only:
            connection.commit()
        return found
    except DBAPIError as error:
        refused = explained(error, rules.timeout)
    except SQLAlchemyError as error:
        refused = ValueError(str(error).partition('\n')[0][:MAX_MESSAGE])
    raise refused


def rows(result: CursorResult[Any], max_rows: int, max_bytes: int) -> list[dict[str, Any]]:
    """What came back, as plain data; for a statement that gives no rows, how many it changed."""
    if not result.returns_rows:
        return [{'rows_changed': result.rowcount}]
    names = list(result.keys())
    if len(set(names)) < len(names):
        raise ValueError(f'two columns have one name; name each with AS: {", ".join(map(str, names))}')
    found: list[dict[str, Any]] = []
    size = 0
    for row in result:
        if len(found) == max_rows:
            raise ValueError(f'more than {max_rows:,} rows; let SQL filter, aggregate or LIMIT them')
        values = [plain(value) for value in row]
        size += sum(map(size_of, values))
        if size > max_bytes:
            raise ValueError(f'more than {max_bytes:,} bytes; ask for fewer columns or rows')
        found.append(dict(zip(names, values, strict=True)))
    return found


def size_of(value: object) -> int:
    """About how many bytes a plain value takes as text."""
    if isinstance(value, str):
        return len(value)
    return len(str(value)) if isinstance(value, list | dict) else 8


def plain(value: Any) -> Any:
    """A value of a column as JSON has it: bytes in hexadecimal, dates as texts."""
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def explained(error: DBAPIError, timeout: float) -> Exception:
    """What the code is told of an error: the database's own words, nothing of the driver and the connection."""
    said = str(error.orig).strip().split('\n\n')[0][:MAX_MESSAGE]
    if said == 'interrupted' or getattr(error.orig, 'sqlstate', None) == QUERY_CANCELED:
        return TimeoutError(f'the statement was stopped after {timeout:g} s')
    if 'not authorized' in said or 'prohibited' in said or 'read-only' in said or 'readonly' in said:
        return PermissionError(f'the statement is not allowed: {said}')
    return ValueError(f'the database says: {said}')


QUERY_CANCELED: Final = '57014'
