"""Runs of code mode that wait for the host: approvals, deferred results, checkpoints, in one process and in others."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from monty_tools import (
    Approve,
    CodeMode,
    CodeResult,
    Deny,
    Fail,
    InputError,
    Return,
    SnapshotError,
    SuspendCall,
    Suspension,
    ToolCall,
    tool,
)


class Bank:
    """Tools that note what they did."""

    def __init__(self) -> None:
        self.paid: list[tuple[str, int]] = []
        self.read: list[str] = []

    async def balance(self, account: str) -> int:
        """What an account holds."""
        self.read.append(account)
        return 100

    async def pay(self, to: str, amount: int) -> str:
        """Send money."""
        self.paid.append((to, amount))
        return f'sent {amount} to {to}'

    async def fetch(self, key: str) -> str:
        """Gets it from elsewhere."""
        raise SuspendCall('deferred', {'queue': key})

    def mode(self, **options: Any) -> CodeMode:
        pay = tool(self.pay, requires_approval=True, **options.pop('pay', {}))
        return CodeMode([tool(self.balance, checkpoint=True), pay, self.fetch], **options)


def suspended(result: CodeResult) -> Suspension:
    assert result.error is None, result.to_model()
    assert result.suspended is not None
    assert not result.ok
    return result.suspended


MIXED = """
import asyncio
def note(text):
    print(text)
async def send(to, amount):
    try:
        note(await pay(to=to, amount=amount))
    except PermissionError as e:
        note(f'no: {e}')
    return to
total = await balance(account='a')
names = await asyncio.gather(send('ann', 1), send('bob', 2), send('cid', 3), balance(account='b'))
names, total
"""


def test_gathered_calls_are_asked_about_together_and_decided_one_by_one() -> None:
    bank = Bank()
    mode = bank.mode()
    result = mode.run_sync(MIXED)
    waits = suspended(result)
    assert [(call.id, call.name, call.arguments, call.line, call.kind) for call in waits.pending] == [
        ('2', 'pay', {'to': 'ann', 'amount': 1}, 7, 'approval'),
        ('3', 'pay', {'to': 'bob', 'amount': 2}, 7, 'approval'),
        ('4', 'pay', {'to': 'cid', 'amount': 3}, 7, 'approval'),
    ] or [call.name for call in waits.pending] == ['pay'] * 3
    assert bank.paid == []
    assert bank.read == ['a', 'b']
    assert 'waits for a decision on pay(), pay(), pay()' in result.to_model()
    first, second, third = (call.id for call in waits.pending)
    done = waits.resume_sync({first: True, second: Deny('too much'), third: Approve({'to': 'cid', 'amount': 30})})
    assert done.ok, done.to_model()
    assert done.output == (['ann', 'bob', 'cid', 100], 100)
    assert bank.paid == [('ann', 1), ('cid', 30)]
    assert bank.read == ['a', 'b']
    assert sorted(done.stdout.splitlines()) == ['no: pay() was denied: too much', 'sent 1 to ann', 'sent 30 to cid']
    assert [call.outcome for call in done.calls if call.name == 'pay'] == [
        'returned',
        'raised PermissionError',
        'returned',
    ]
    assert mode.run_sync('total').output == 100


def test_it_goes_on_in_another_process_as_bytes() -> None:
    bank = Bank()
    mode = bank.mode()
    waits = suspended(mode.run_sync(MIXED))
    data = waits.dump()
    assert mode.default_session.suspended is not None
    assert b'too much' not in data
    other = Bank()
    session = other.mode().session(data)
    again = session.suspended
    assert again is not None
    assert [(call.name, call.arguments, call.line) for call in again.pending] == [
        (call.name, call.arguments, call.line) for call in waits.pending
    ]
    done = again.resume_sync({call.id: True for call in again.pending})
    assert done.output == (['ann', 'bob', 'cid', 100], 100)
    assert other.paid == [('ann', 1), ('bob', 2), ('cid', 3)]
    assert other.read == []
    assert [call.name for call in done.calls].count('balance') == 2
    assert session.suspended is None
    assert session.run_sync('names[0]').output == 'ann'


def test_three_rounds() -> None:
    bank = Bank()
    result = bank.mode().run_sync("for n in range(3):\n    print(await pay(to='x', amount=n))")
    for n in range(3):
        waits = suspended(result)
        session = bank.mode().session(waits.dump())
        assert session.suspended is not None
        (call,) = session.suspended.pending
        assert call.arguments == {'to': 'x', 'amount': n}
        result = session.suspended.resume_sync({call.id: True})
    assert result.ok
    assert result.stdout == 'sent 0 to x\nsent 1 to x\nsent 2 to x\n'
    assert bank.paid == [('x', 0), ('x', 1), ('x', 2)]


def test_some_may_wait_on() -> None:
    bank = Bank()
    waits = suspended(bank.mode().run_sync(MIXED))
    first, second, third = (call.id for call in waits.pending)
    half = suspended(waits.resume_sync({second: True}))
    assert [call.id for call in half.pending] == [first, third]
    assert half.resume_sync({first: False, third: False}).ok
    assert bank.paid == [('bob', 2)]


def test_arguments_are_validated_before_anybody_is_asked_and_again_when_they_were_edited() -> None:
    bank = Bank()
    result = bank.mode().run_sync("await pay(to='x', amount='much')")
    assert result.suspended is None
    assert result.error is not None and 'amount' in result.error.message
    waits = suspended(bank.mode().run_sync("await pay(to='x', amount=1)"))
    (call,) = waits.pending
    done = waits.resume_sync({call.id: Approve({'to': 'x', 'amount': 'much'})})
    assert done.error is not None and 'amount' in done.error.message
    assert bank.paid == []


@pytest.mark.parametrize(
    'decisions',
    [{}, {'99': True}, {'x': True}, {'': True}, {'1': 'yes'}, {'1': None}, {'1': Fail('x')}],  # type: ignore[arg-type]
)
def test_what_is_no_decision_leaves_everything_as_it_was(decisions: Any) -> None:
    bank = Bank()
    waits = suspended(bank.mode().run_sync("await pay(to='x', amount=1)"))
    with pytest.raises(InputError):
        waits.resume_sync(decisions)
    assert [call.id for call in waits.pending] == ['1']
    assert waits.resume_sync({'1': True}).output == 'sent 1 to x'


def test_it_is_resumed_once() -> None:
    bank = Bank()
    waits = suspended(bank.mode().run_sync("await pay(to='x', amount=1)"))
    assert waits.resume_sync({'1': True}).ok
    with pytest.raises((SnapshotError, InputError)):
        waits.resume_sync({'1': True})
    assert bank.paid == [('x', 1)]


def test_deferred_results_come_from_outside_and_are_validated() -> None:
    bank = Bank()
    waits = suspended(bank.mode().run_sync("await fetch(key='k')"))
    (call,) = waits.pending
    assert (call.kind, call.metadata) == ('deferred', {'queue': 'k'})
    with pytest.raises(InputError, match='comes from outside'):
        waits.resume_sync({call.id: True})
    assert waits.resume_sync({call.id: Return('found')}).output == 'found'
    waits = suspended(bank.mode().run_sync("await fetch(key='k')"))
    wrong = waits.resume_sync({waits.pending[0].id: Return([1])})
    assert wrong.error is not None and 'fetch() returned something else' in wrong.error.message
    waits = suspended(bank.mode().run_sync("await fetch(key='k')"))
    failed = waits.resume_sync({waits.pending[0].id: Fail(LookupError('gone'))})
    assert failed.error is not None and failed.error.type_name == 'LookupError'


CATCHES = [
    "try:\n    x = await pay(to='x', amount=1)\nexcept BaseException as e:\n    x = repr(e)\n"
    "finally:\n    print('over')\nx",
    "class C:\n    async def __aenter__(self): return self\n    async def __aexit__(self, *e):\n        print('exit')\n"
    "        return True\nx = None\nasync with C():\n    x = await pay(to='x', amount=1)\nx",
    "import asyncio\n(await asyncio.gather(pay(to='x', amount=1), return_exceptions=True))[0]",
    "import asyncio\nawait asyncio.wait_for(pay(to='x', amount=1), 1000)",
    "import asyncio\nawait asyncio.shield(pay(to='x', amount=1))",
    "import asyncio\nt = asyncio.create_task(pay(to='x', amount=1))\n"
    'while not t.done(): await asyncio.sleep(0)\nt.result()',
]


@pytest.mark.parametrize('code', CATCHES[:5])
def test_no_code_can_see_catch_or_skip_the_wait(code: str) -> None:
    bank = Bank()
    result = bank.mode().run_sync(code)
    waits = suspended(result)
    assert result.stdout == ''
    assert bank.paid == []
    done = waits.resume_sync({waits.pending[0].id: True})
    assert done.output == 'sent 1 to x', done.to_model()


def test_polling_for_it_ends_at_a_limit() -> None:
    bank = Bank()
    result = bank.mode().run_sync(CATCHES[5])
    assert result.error is not None and result.error.kind == 'limit'
    assert bank.paid == []


def test_what_is_cancelled_is_never_asked_about() -> None:
    code = """
import asyncio
t = asyncio.create_task(pay(to='x', amount=1))
await asyncio.sleep(0)
t.cancel()
try:
    await t
except asyncio.CancelledError:
    print('cancelled')
await pay(to='y', amount=2)
"""
    bank = Bank()
    waits = suspended(bank.mode().run_sync(code))
    assert [call.arguments['to'] for call in waits.pending] == ['y']


def test_another_run_of_the_session_does_not_disturb_it() -> None:
    bank = Bank()
    mode = bank.mode()
    waits = suspended(mode.run_sync("x = await pay(to='x', amount=1)"))
    busy = mode.run_sync('y = 1')
    assert busy.error is not None
    assert 'waits for pay()' in busy.to_model()
    assert waits.resume_sync({'1': True}).ok
    assert mode.run_sync('x').output == 'sent 1 to x'
    suspended(mode.run_sync("await pay(to='x', amount=1)"))
    assert mode.run_sync('1', restart=True).output == 1


def test_guards_stand_around_approved_calls() -> None:
    heard: list[ToolCall] = []
    bank = Bank()

    def authorize(name: str, arguments: Any) -> bool | None:
        return False if arguments.get('amount', 0) > 10 else None

    mode = bank.mode(audit=heard.append, authorize=authorize)
    refused = mode.run_sync("await pay(to='x', amount=11)")
    assert refused.error is not None and refused.error.type_name == 'PermissionError'
    waits = suspended(mode.run_sync("await pay(to='x', amount=1)"))
    edited = waits.resume_sync({waits.pending[0].id: Approve({'to': 'x', 'amount': 12})})
    assert edited.error is not None and edited.error.type_name == 'PermissionError'
    waits = suspended(mode.run_sync("await pay(to='x', amount=1)"))
    assert waits.resume_sync({waits.pending[0].id: True}).ok
    assert [(call.outcome) for call in heard if call.name == 'pay'] == [
        'raised PermissionError',
        'raised PermissionError',
        'started',
        'returned',
    ]


def test_max_calls_are_counted_across_processes() -> None:
    bank = Bank()
    options: dict[str, Any] = {'pay': {'max_calls': 2}}
    result = bank.mode(**options).run_sync("for n in range(3):\n    print(await pay(to='x', amount=n))")
    for _ in range(2):
        session = bank.mode(pay={'max_calls': 2}).session(suspended(result).dump())
        assert session.suspended is not None
        result = session.suspended.resume_sync({session.suspended.pending[0].id: True})
    session = bank.mode(pay={'max_calls': 2}).session(suspended(result).dump())
    assert session.suspended is not None
    result = session.suspended.resume_sync({session.suspended.pending[0].id: True})
    assert result.error is not None and 'may be called 2 times' in result.error.message


@pytest.mark.parametrize('cut', [0, 1, 9, 10, 50, 200, -1, -40])
def test_bytes_that_are_no_run_are_refused(cut: int) -> None:
    bank = Bank()
    data = suspended(bank.mode().run_sync(MIXED)).dump()
    with pytest.raises(SnapshotError):
        bank.mode().session(data[:cut])


def test_a_run_needs_the_tools_that_it_waits_for() -> None:
    bank = Bank()
    data = suspended(bank.mode().run_sync("await pay(to='x', amount=1)")).dump()
    with pytest.raises((SnapshotError, InputError), match='pay'):
        CodeMode([bank.balance]).session(data)


def test_checkpoints_let_a_crashed_run_go_on() -> None:
    bank = Bank()
    stored: list[bytes] = []

    async def store(data: bytes) -> None:
        stored.append(data)

    code = "a = await balance(account='a')\nprint(a)\nb = await balance(account='b')\na + b"

    async def main() -> CodeResult:
        return await bank.mode().session().run(code, checkpoint=store)

    assert asyncio.run(main()).output == 200
    assert len(stored) == 2
    other = Bank()
    session = other.mode().session(stored[0])
    assert session.suspended is not None
    assert session.suspended.pending == ()
    done = session.suspended.resume_sync({})
    assert (done.output, done.stdout) == (200, '100\n')
    assert other.read == ['b']


def test_calls_under_way_at_a_checkpoint_are_made_again() -> None:
    bank = Bank()
    stored: list[bytes] = []
    made: list[str] = []

    async def slow(key: str) -> str:
        made.append(key)
        while not stored:
            await asyncio.sleep(0)
        return key

    async def store(data: bytes) -> None:
        stored.append(data)

    def mode() -> CodeMode:
        return CodeMode([tool(bank.balance, checkpoint=True), slow])

    async def main() -> CodeResult:
        code = "import asyncio\nawait asyncio.gather(slow(key='k'), balance(account='a'))"
        return await mode().session().run(code, checkpoint=store)

    assert asyncio.run(main()).output == ['k', 100]
    session = mode().session(stored[0])
    assert session.suspended is not None
    assert [(call.name, call.kind) for call in session.suspended.pending] == [('slow', 'interrupted')]
    assert session.suspended.resume_sync({}).output == ['k', 100]
    assert made == ['k', 'k']
    assert bank.read == ['a']


def test_a_call_that_a_checkpoint_found_on_its_way_to_the_question_still_asks() -> None:
    bank = Bank()
    stored: list[bytes] = []

    async def authorize(name: str, arguments: Any) -> bool:
        while name == 'pay' and not stored:
            await asyncio.sleep(0)
        return True

    async def store(data: bytes) -> None:
        stored.append(data)

    async def main() -> CodeResult:
        code = "import asyncio\nawait asyncio.gather(pay(to='x', amount=1), balance(account='a'))"
        return await bank.mode(authorize=authorize).session().run(code, checkpoint=store)

    assert [call.name for call in suspended(asyncio.run(main())).pending] == ['pay']
    session = bank.mode().session(stored[0])
    assert session.suspended is not None
    assert [call.kind for call in session.suspended.pending] == ['interrupted']
    (call,) = suspended(session.suspended.resume_sync({})).pending
    assert (call.name, call.kind, bank.paid) == ('pay', 'approval', [])
    assert session.suspended is not None and session.suspended.resume_sync({call.id: True}).ok
    assert bank.paid == [('x', 1)]
