"""The errors' own behaviour: what they say, and that they can be copied and sent."""

import copy
import pickle

import pytest

from monty_tools.interpreter.errors import (
    BoundaryError,
    InputError,
    MontyError,
    MontyInternalError,
    MontyRuntimeError,
    MontySyntaxError,
    ResourceLimitError,
    SnapshotError,
    limit_error,
)
from monty_tools.interpreter.limits import Usage
from monty_tools.interpreter.records import ExternalCallRecord, RunRecord, Violation

ERRORS = [
    MontySyntaxError('invalid syntax', 3, 5, filename='main.py', text='x = \n', end_line=3, end_column=6),
    MontyRuntimeError('ValueError', 'bad', 'Traceback (most recent call last):\nValueError: bad\n', 2),
    ResourceLimitError('stack_depth', 101, 100, 4),
    InputError('missing'),
    BoundaryError('result.x: file cannot enter the sandbox', 'result.x'),
    SnapshotError('not a snapshot'),
    MontyInternalError('a bug'),
]
RECORD = RunRecord(
    'printed',
    {'memory': Usage(1.0, 50)},
    (ExternalCallRecord('fetch', 1.5, 'returned'),),
    (Violation('undefined_name', 'open', 1, 1),),
)


@pytest.mark.parametrize('error', ERRORS, ids=lambda error: type(error).__name__)
def test_errors_can_be_copied_and_sent_with_their_record(error: MontyError) -> None:
    error.with_record(RECORD)
    for other in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
        assert type(other) is type(error)
        assert isinstance(other, MontyError)
        assert str(other) == str(error)
        assert (other.stdout, other.usage, other.calls, other.violations) == (
            RECORD.stdout,
            RECORD.usage,
            RECORD.calls,
            RECORD.violations,
        )


def test_the_record_is_empty_where_nothing_ran() -> None:
    error = InputError('x')
    assert (error.stdout, error.usage, error.calls, error.violations) == ('', {}, (), ())


def test_a_syntax_error_reads_as_cpythons() -> None:
    source = 'x = 1\nif x:\n    y = (1,,2)\n'
    with pytest.raises(SyntaxError) as caught:
        compile(source, 'main.py', 'exec')
    host = caught.value
    assert host.lineno is not None and host.offset is not None
    error = MontySyntaxError(
        host.msg,
        host.lineno,
        host.offset,
        filename='main.py',
        text=host.text,
        end_line=host.end_lineno,
        end_column=host.end_offset,
    )
    assert str(error) == '  File "main.py", line 3\n    y = (1,,2)\n           ^\nSyntaxError: invalid syntax'
    assert (error.message, error.line, error.column) == ('invalid syntax', 3, 12)


def test_kinds_of_syntax_errors_have_cpythons_names() -> None:
    for kind, name in [('syntax', 'SyntaxError'), ('indentation', 'IndentationError'), ('unsupported', 'SyntaxError')]:
        error = MontySyntaxError('m', 1, 1, filename='main.py', kind=kind)
        assert error.type_name == name
        assert str(error).endswith(f'\n{name}: m')


def test_a_runtime_error_ends_with_the_traceback() -> None:
    error = MontyRuntimeError('ValueError', 'bad', 'Traceback (most recent call last):\nValueError: bad\n', 2)
    assert str(error).endswith(error.traceback_text)
    assert str(error).startswith('the program raised ValueError at line 2\n')
    assert (error.type_name, error.message, error.line) == ('ValueError', 'bad', 2)


@pytest.mark.parametrize(
    ('limit', 'field'),
    [
        ('memory', 'memory_limit_mb'),
        ('allocations', 'allocation_limit'),
        ('stack_depth', 'stack_depth_limit'),
        ('execution_time', 'execution_time_limit_ms'),
        ('sleep', 'sleep_limit_ms'),
        ('external_calls', 'external_call_limit'),
        ('output', 'output_limit_bytes'),
        ('source', 'source_limit_bytes'),
    ],
)
def test_a_limit_error_says_what_where_and_the_way_out(limit: str, field: str) -> None:
    text = str(ResourceLimitError(limit, 1200.25, 1000, 7))
    assert 'at line 7' in text
    assert '1,200.2' in text and '1,000' in text
    assert f'ResourceLimits({field}=...)' in text


def test_memory_is_told_in_the_unit_of_the_limit() -> None:
    error = limit_error('memory', 60 * 2**20, 50 * 2**20, None)
    assert (error.used, error.allowed, error.line) == (60, 50, None)
    assert 'used 60 MB of 50 MB allowed' in str(error)
    assert limit_error('execution_time', 60.0, 50.0, 1).used == 60.0


def test_a_huge_number_is_not_written_out() -> None:
    assert len(str(limit_error('memory', 10**100_000, 50, None))) < 200
    assert ResourceLimitError('stack_depth', 101, 100).used == 101
    assert type(ResourceLimitError('stack_depth', 101, 100).used) is int
