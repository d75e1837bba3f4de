"""What a suspended program asks people about, and what they may answer.

The request is one for all calls that wait, in the shape that LangChain's human-in-the-loop middleware has, so that
clients made for that one understand it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ...calls import DEFERRED
from ...schemas import Stubs
from ...session import Suspension
from ...suspension import Approve, Decision, Deny, Fail, PendingToolCall, Return, plain
from ...tools import Tool

APPROVE: Final = 'approve'
EDIT: Final = 'edit'
REJECT: Final = 'reject'
RESPOND: Final = 'respond'
RESUME: Final = 'resume'
FAIL: Final = 'fail'

FOR_APPROVAL: Final = (APPROVE, EDIT, REJECT, RESPOND)
FOR_DEFERRED: Final = (RESPOND, FAIL, REJECT)
FOR_INTERRUPT: Final = (RESUME, REJECT)

CALL_ID: Final = 'call_id'
INTERRUPT: Final = 'interrupt'
"""In a call's metadata: what it was interrupted with."""
SCHEMA: Final = 'response_schema'
ANSWERS: Final = 'answers'
"""In a call's metadata: what its earlier interrupts were answered with."""
REQUEST: Final = 'request'
"""In a call's metadata: the action request of the human-in-the-loop middleware."""
ALLOWED: Final = 'allowed'


@dataclass
class Answer:
    """What was decided, by the ids of the program's calls."""

    decisions: dict[str, Decision] = field(default_factory=dict)
    resumes: dict[str, list[Any]] = field(default_factory=dict)
    """By the nested calls' ids: the answers to their own interrupts, earlier ones first."""


def request_of(suspension: Suspension, tool_call_id: str, describe: str) -> dict[str, Any]:
    """What clients are asked: all pending calls, with names, arguments and places in the code."""
    actions: list[dict[str, Any]] = []
    reviews: list[dict[str, Any]] = []
    for call in suspension.pending:
        asked = call.metadata.get(REQUEST, {})
        action = {
            'id': call.id,
            'name': call.name,
            'args': plain(call.arguments),
            'line': call.line,
            'description': asked.get('description') or f'{describe}\n\nTool: {call.name}\nArgs: {dict(call.arguments)}',
        }
        if INTERRUPT in call.metadata:
            action |= {key: call.metadata[key] for key in (INTERRUPT, SCHEMA) if call.metadata.get(key) is not None}
        elif call.kind == DEFERRED:
            action['metadata'] = plain(call.metadata)
        actions.append(action)
        reviews.append({'action_name': call.name, 'allowed_decisions': list(allowed(call))})
    return {
        'type': 'code_mode_approval',
        'tool_call_id': tool_call_id,
        'code': suspension.code,
        'action_requests': actions,
        'review_configs': reviews,
    }


def allowed(call: PendingToolCall) -> Sequence[str]:
    """The types of decisions that a call can be answered with."""
    if INTERRUPT in call.metadata:
        offered: Sequence[str] = call.metadata.get(ALLOWED) or FOR_INTERRUPT
        return offered
    if call.kind == DEFERRED:
        return FOR_DEFERRED
    offered = call.metadata.get(ALLOWED) or FOR_APPROVAL
    return offered


ANSWER_SCHEMA: Final[Mapping[str, Any]] = {
    'description': 'Decisions in the order of action_requests, or by their ids (calls without one go on waiting), '
    'or true or false for all.',
    'anyOf': [
        {
            'type': 'object',
            'properties': {'decisions': {'type': 'array', 'items': {'type': 'object'}}},
            'required': ['decisions'],
        },
        {'type': 'object', 'additionalProperties': {'anyOf': [{'type': 'object'}, {'type': 'boolean'}]}},
        {'type': 'boolean'},
    ],
}


def answer_of(given: Any, pending: Sequence[PendingToolCall], tools: Mapping[str, Tool]) -> Answer:
    """What ``given`` decides on ``pending``. Raises ValueError for what is no answer to them.

    Decisions in order, as ``{'decisions': [...]}`` or a list; by the calls' ids; True or False for all; a single one
    for a single call. Each is a decision of the human-in-the-loop middleware, ``{'type': 'approve'}``, ``{'type':
    'edit', 'edited_action': {'name': ..., 'args': ...}}``, ``{'type': 'reject', 'message': ...}`` or ``{'type':
    'respond', 'message': ...}``, or ``{'type': 'resume', 'value': ...}`` for a tool that called ``interrupt`` itself,
    ``{'type': 'fail', 'message': ...}`` for a deferred one, or True or False.
    """
    answer = Answer()
    for call, decision in paired(given, pending):
        decide(answer, call, decision, tools[call.name])
    if not answer.decisions:
        raise ValueError('decide on at least one of the pending calls')
    return answer


def paired(given: Any, pending: Sequence[PendingToolCall]) -> list[tuple[PendingToolCall, Any]]:
    """The calls that are decided on, each with what it was answered."""
    if isinstance(given, bool):
        return [(call, given) for call in pending]
    if isinstance(given, Mapping) and given.keys() == {'decisions'}:
        given = given['decisions']
    if isinstance(given, Mapping) and isinstance(given.get('type'), str):
        given = [given]
    if isinstance(given, list | tuple):
        if len(given) != len(pending):
            raise ValueError(f'{len(given)} decisions for {len(pending)} pending calls')
        return list(zip(pending, given, strict=True))
    if isinstance(given, Mapping):
        by_id = {call.id: call for call in pending}
        for key in given:
            if key not in by_id:
                raise ValueError(f'no call {key!r} waits for a decision; pending: {", ".join(by_id)}')
        return [(by_id[key], decision) for key, decision in given.items()]
    raise ValueError(f'decisions are a list, or a mapping by ids, not {type(given).__name__}')


def decide(answer: Answer, call: PendingToolCall, given: Any, tool: Tool) -> None:
    """Add to ``answer`` what ``given`` says of ``call``."""
    types = allowed(call)
    interrupted = INTERRUPT in call.metadata
    if isinstance(given, bool):
        given = {'type': APPROVE} if given else {'type': REJECT}
    if not isinstance(given, Mapping) or given.get('type') not in types:
        shown = given.get('type') if isinstance(given, Mapping) else given
        raise ValueError(f'call {call.id} ({call.name}) can be answered with {", ".join(types)}, not {shown!r}')
    if not interrupted or given['type'] in (REJECT, RESPOND):
        answer.decisions[call.id] = READERS[given['type']](call, given, tool)
        return
    reviewed = ALLOWED in call.metadata
    if reviewed and given['type'] == EDIT and APPROVE in types:
        # The call that is made is the edited one, so the middleware has nothing to change or to explain any more.
        answer.decisions[call.id] = edited(call, given, tool)
        value: Any = {'type': APPROVE}
    else:
        answer.decisions[call.id] = Approve()
        value = dict(given) if reviewed else given.get('value')
    check(value, call.metadata.get(SCHEMA), call)
    answer.resumes[call.metadata[CALL_ID]] = [*call.metadata.get(ANSWERS, ()), value]


def check(value: Any, schema: Any, call: PendingToolCall) -> None:
    """ValueError for an answer that is not what the interrupt asked for."""
    if isinstance(schema, Mapping):
        spec = Tool('answer', check, {'type': 'object', 'properties': {}}, schema)
        try:
            Stubs([spec]).by_tool['answer'].result(value)
        except ValueError as error:
            raise ValueError(f'the answer to call {call.id} ({call.name}): {error}') from None


def approved(_call: PendingToolCall, _given: Mapping[str, Any], _tool: Tool) -> Decision:
    return Approve()


def edited(call: PendingToolCall, given: Mapping[str, Any], _tool: Tool) -> Decision:
    action = given.get('edited_action')
    if not isinstance(action, Mapping) or not isinstance(action.get('args'), Mapping):
        raise ValueError("an edit needs 'edited_action' with 'name' and 'args'")
    if action.get('name', call.name) != call.name:
        raise ValueError(f'an edit can not make another tool of {call.name}')
    return Approve(dict(action['args']))


def rejected(_call: PendingToolCall, given: Mapping[str, Any], _tool: Tool) -> Decision:
    return Deny(message_of(given, ''))


def responded(_call: PendingToolCall, given: Mapping[str, Any], tool: Tool) -> Decision:
    """The answer in the place of the tool's: a text, or the JSON of what the tool promises where that is no text."""
    value = given.get('value') if 'value' in given else message_of(given, '')
    promised = tool.returns or {}
    if isinstance(value, str) and promised and promised.get('type') != 'string':
        try:
            value = json.loads(value)
        except ValueError:
            pass
    return Return(value)


def failed(_call: PendingToolCall, given: Mapping[str, Any], _tool: Tool) -> Decision:
    return Fail(RuntimeError(message_of(given, 'the call failed')))


def message_of(given: Mapping[str, Any], otherwise: str) -> str:
    message = given.get('message') or otherwise
    if not isinstance(message, str):
        raise ValueError(f'a message must be a text, not {type(message).__name__}')
    return message


READERS: Final[Mapping[str, Callable[[PendingToolCall, Mapping[str, Any], Tool], Decision]]] = {
    APPROVE: approved,
    EDIT: edited,
    REJECT: rejected,
    RESPOND: responded,
    FAIL: failed,
}
