"""Code that waits: what is asked of whoever decides about its calls, and what they may answer."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeGuard

from pydantic_ai import RunContext
from pydantic_ai.exceptions import UserError
from pydantic_ai.messages import ModelMessage, ModelResponse, RetryPromptPart, ToolReturnPart
from pydantic_ai.tools import AgentDepsT, ToolApproved, ToolDenied

from ...session import Suspension
from ...suspension import Approve, Decision, Deny, Fail, PendingToolCall, Return, plain

SnapshotLabel = str | Callable[[RunContext[AgentDepsT]], str | Awaitable[str]]
"""Whom waiting code belongs to, or a function that tells it for a run."""

TOKEN: Final = 'token'
DECISIONS: Final = 'decisions'
CALL_ID: Final = 'tool_call_id'
"""Where the metadata of a waiting call, within the snapshot, has its id in the agent run."""
ASKED: Final = 'asked'
"""Where it has what the tool itself has to say to whoever decides."""
CARRIED: Final = 'carried'
"""Where the first of the waiting calls has what else the run has to keep."""
KINDS_OF_DECISION: Final = (
    "True, False, {'reason': str}, {'arguments': {...}}, {'metadata': {...}}, {'result': ...}, {'error': str}"
)


@dataclass(frozen=True)
class Answer:
    """What came back for a call of ``run_code`` whose code waits."""

    token: str
    decisions: Mapping[str, object] | None
    """By the ids of the nested calls; None where all are approved."""


def answer_of(ctx: RunContext[Any]) -> Answer | None:
    """The answer that the framework brings, None where it brings none. Raises UserError for what can't be one."""
    metadata = ctx.tool_call_metadata
    if not ctx.tool_call_approved or not isinstance(metadata, Mapping) or TOKEN not in metadata:
        return None
    token = metadata[TOKEN]
    decisions = metadata.get(DECISIONS)
    if not isinstance(token, str):
        raise UserError(f'The {TOKEN!r} of waiting code is the text that its request had, not {_type(token)}.')
    if decisions is not None and not _is_mapping(decisions):
        raise UserError(f'{DECISIONS!r} must map ids of nested calls to decisions, not be {_type(decisions)}.')
    return Answer(token, decisions)


def request_of(token: str, pending: Iterable[PendingToolCall], log: list[dict[str, Any]]) -> dict[str, Any]:
    """The metadata of the request: JSON data for people and programs. Of it, only the token is believed later.

    What tools gave as metadata of their results is the application's, and is not in it.
    """
    return {
        TOKEN: token,
        'calls': [
            {
                'id': call.metadata[CALL_ID],
                'tool_name': call.name,
                'arguments': plain(call.arguments),
                'line': call.line,
                'kind': call.kind,
                'metadata': plain(call.metadata[ASKED]),
            }
            for call in pending
        ],
        'made': [{key: value for key, value in entry.items() if key != 'metadata'} for entry in log],
    }


def decided(answer: Answer, pending: Iterable[PendingToolCall]) -> dict[str, Decision | bool]:
    """The decisions by the run's own ids. Raises UserError for an id that nothing waits under, for what decides
    nothing, and where nothing is decided.

    None are needed where a process that was going on with these decisions died after it had seen to all of them.
    """
    by_id = {call.metadata[CALL_ID]: call for call in pending if CALL_ID in call.metadata}
    if not by_id:
        return {}
    if answer.decisions is None:
        chosen: dict[str, Decision | bool] = {call.id: True for call in by_id.values() if call.kind == 'approval'}
    else:
        chosen = {}
        for key, value in answer.decisions.items():
            if key not in by_id:
                raise UserError(f'No call {key!r} waits in this code. Waiting: {", ".join(by_id)}.')
            chosen[by_id[key].id] = decision_of(key, value)
    if not chosen:
        raise UserError(
            f'Decide on at least one of the calls that wait: metadata={{run_code_id: {{{TOKEN!r}: ..., {DECISIONS!r}: '
            f'{{id: {KINDS_OF_DECISION}}}}}}}. Waiting: {", ".join(by_id)}.'
        )
    return chosen


def decision_of(key: str, value: object) -> Decision | bool:
    """One decision, in any of its forms. Raises UserError."""
    if isinstance(value, bool | Approve | Deny | Return | Fail):
        return value
    if isinstance(value, ToolApproved):
        return Approve(value.override_args)
    if isinstance(value, ToolDenied):
        return Deny(value.message)
    if _is_mapping(value):
        found = _decision_of_mapping(value)
        if found is not None:
            return found
    raise UserError(f'The decision on {key!r} must be one of {KINDS_OF_DECISION}, not {_type(value)}.')


def made_known(log: list[dict[str, Any]], answer: Answer) -> None:
    """Note in the log of calls what becomes of those that are not made."""
    for key, value in (answer.decisions or {}).items():
        decision = decision_of(key, value)
        for entry in log:
            if entry['tool_call_id'] == key and decision is not True and not isinstance(decision, Approve):
                entry['outcome'] = 'answered' if isinstance(decision, Return | Fail) else 'denied'


def metadata_of(answer: Answer) -> dict[str, Any]:
    """What the decisions have to tell the tools that are called, by the ids of the nested calls."""
    return {
        key: value['metadata']
        for key, value in (answer.decisions or {}).items()
        if isinstance(value, Mapping) and 'metadata' in value
    }


def waits_in(suspension: Suspension) -> str:
    """The id of the call of ``run_code`` whose code waits."""
    for call in suspension.pending:
        return str(call.metadata.get(CALL_ID, '')).rpartition('__')[0]
    return ''


def carry(suspension: Suspension, carried: dict[str, Any]) -> None:
    """Have the snapshot keep ``carried``, with the first of the calls that wait."""
    for place, call in enumerate(suspension.pending):
        assert isinstance(call.metadata, dict)  # SuspendCall makes it one, and so does what reads it back
        call.metadata.pop(CARRIED, None)
        if place == 0:
            call.metadata[CARRIED] = carried


def carried_in(suspension: Suspension) -> dict[str, Any] | None:
    """What ``carry`` was given."""
    return next((call.metadata[CARRIED] for call in suspension.pending if CARRIED in call.metadata), None)


async def label_of(label: SnapshotLabel[Any] | None, ctx: RunContext[Any], tool_name: str) -> tuple[str, ...]:
    """What a snapshot is bound to: the call of ``run_code``, and whom the application says that it belongs to."""
    owner: object = label
    if callable(label):
        told = label(ctx)
        owner = await told if inspect.isawaitable(told) else told
    if owner is not None and (not isinstance(owner, str) or not owner):
        raise UserError(f'`snapshot_label` must give a text that is not empty, not {owner!r}.')
    return (*([owner] if owner else []), tool_name, ctx.tool_call_id or '-')


def is_answered(messages: Iterable[ModelMessage], tool_call_id: str) -> bool:
    """Whether the last call with this id has been answered, by whatever it was."""
    for message in reversed([*messages]):
        if isinstance(message, ModelResponse):
            if any(call.tool_call_id == tool_call_id for call in message.tool_calls):
                return False
        elif any(
            isinstance(part, ToolReturnPart | RetryPromptPart) and part.tool_call_id == tool_call_id
            for part in message.parts
        ):
            return True
    return False


def _decision_of_mapping(given: Mapping[str, object]) -> Decision | None:
    keys = set(given)
    metadata = given.get('metadata', {})
    arguments = given.get('arguments', {})
    if keys == {'reason'} and isinstance(given['reason'], str):
        return Deny(given['reason'])
    if keys == {'result'}:
        return Return(given['result'])
    if keys == {'error'} and isinstance(given['error'], str):
        return Fail(RuntimeError(given['error']))
    if keys and keys <= {'arguments', 'metadata'} and _is_mapping(arguments) and isinstance(metadata, Mapping):
        return Approve(dict(arguments) if 'arguments' in given else None)
    return None


def _is_mapping(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, Mapping) and all(isinstance(key, str) for key in value)


def _type(value: object) -> str:
    return type(value).__name__
