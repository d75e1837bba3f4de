"""LangGraph's interrupts: asking, remembering, and answering those that a nested call makes.

LangGraph runs an interrupted node again from its start, and gives ``interrupt`` the answers so far in the order of the
calls. It keeps them in the task's *scratchpad*, which the configuration of a run holds; nothing but this module knows
of it. Two things follow:

- What a node has to remember past an interrupt is stored beside the answers, as one more of them (``remember``). The
  checkpointer keeps it, and no client gets to see it.
- A nested call that was interrupted is made again with a scratchpad of its own, which has the answers to its own
  interrupts (``answering``).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated, Any, Final

from langchain_core.runnables import RunnableConfig
from langchain_core.runnables.config import var_child_runnable_config
from pydantic import PlainValidator, WithJsonSchema

try:
    from langgraph.errors import GraphBubbleUp, GraphInterrupt
    from langgraph.types import interrupt
except ImportError:  # langchain-core by itself: no graph, and nothing that interrupts one

    class GraphBubbleUp(Exception):  # type: ignore[no-redef]
        """Stands for LangGraph's own, which nothing raises here."""

    class GraphInterrupt(GraphBubbleUp):  # type: ignore[no-redef]
        """Stands for LangGraph's own, which nothing raises here."""


SCRATCHPAD: Final = '__pregel_scratchpad'
"""Where a run's configuration has the scratchpad of its task."""
SEND: Final = '__pregel_send'
"""Where it has the function that takes the task's writes."""
RESUME: Final = '__resume__'
"""The channel of answers."""
READ: Final = '__pregel_read'
"""Where it has what reads the graph's channels."""
GRAPHS_PER_CALL: Final = 1000
"""Graphs that one nested call may invoke and have resumed, which have numbers within their parent's task."""

Record = dict[str, Any]

__all__ = [
    'GraphBubbleUp',
    'GraphInterrupt',
    'Record',
    'answering',
    'ask',
    'can_interrupt',
    'channels',
    'own_scratchpad',
    'recall',
    'remember',
]


def can_interrupt() -> bool:
    """Whether this code runs in a graph."""
    return SCRATCHPAD in _configurable()


def _configurable() -> Mapping[str, Any]:
    config = var_child_runnable_config.get()
    return {} if config is None else config.get('configurable') or {}


def channels() -> frozenset[str]:
    """The names of the graph's channels; none where they can't be known."""
    read = _configurable().get(READ)
    args: tuple[Any, ...] = getattr(read, 'args', ())
    return frozenset(args[1]) if len(args) > 1 and isinstance(args[1], Mapping) else frozenset()


def recall(owner: str) -> Record | None:
    """The last record that ``owner`` has remembered in this task, None if there is none yet.

    Later interrupts go on behind it. Only every second entry behind the first record is one: those between are answers,
    which come from clients, and never pass for a record.
    """
    scratchpad = _configurable()[SCRATCHPAD]
    entries: list[Any] = scratchpad.resume
    first = next((place for place, entry in enumerate(entries) if _is_record(entry, owner)), None)
    if first is None:
        return None
    last = first
    while last + 2 < len(entries) and _is_record(entries[last + 2], owner):
        last += 2
    while scratchpad.interrupt_counter() < last:
        pass
    record: Record = entries[last]
    return record


def _is_record(entry: object, owner: str) -> bool:
    """Whether it is a record of ours. Its bytes are what no client can send as an answer: those are JSON."""
    return isinstance(entry, dict) and entry.get('owner') == owner and type(entry.get('run')) is bytes


def remember(record: Record) -> None:
    """Have ``recall`` find ``record`` when the node runs again. It takes an interrupt's place, with its own answer."""
    configurable = _configurable()
    scratchpad = configurable[SCRATCHPAD]
    with _config({SCRATCHPAD: replace(scratchpad, get_null_resume=lambda consume=False: record)}):
        interrupt(None)


def ask(request: Mapping[str, Any], read: Callable[[Any], Any], schema: Mapping[str, Any]) -> Any:
    """What ``read`` makes of the answer to ``request``. Raises GraphInterrupt where there is no answer yet.

    An answer for which ``read`` raises ValueError is refused with a ValidationError, and the request can be answered
    again. ``schema`` describes answers to clients.
    """
    form: Any = Annotated[Any, PlainValidator(read), WithJsonSchema(dict(schema))]
    return interrupt(dict(request), response_schema=form)


class OwnAnswers:
    """The answers to the interrupts of one nested call: of its tool, or of a graph that the tool invokes."""

    def __init__(self, answers: Sequence[Any]) -> None:
        self.answers = list(answers)
        self.asked = itertools.count()
        self.left = self.answers[-1:]

    def next_place(self) -> int:
        """The place of the tool's next interrupt among the answers."""
        self.left.clear()
        return next(self.asked)

    def last(self, consume: bool = False) -> Any:
        """The last answer, for a graph within: it keeps earlier ones itself."""
        found = self.left[0] if self.left else None
        if consume:
            self.left.clear()
        return found


@contextmanager
def answering(number: int, answers: Sequence[Any]) -> Iterator[None]:
    """Interrupts in here, in nested call ``number``, are answered by ``answers``. Later ones raise GraphInterrupt."""
    configurable = _configurable()
    if SCRATCHPAD not in configurable:
        yield
        return
    with _config(own_scratchpad(configurable, number, answers)):
        yield


def own_scratchpad(configurable: Mapping[str, Any], number: int, answers: Sequence[Any]) -> dict[str, Any]:
    """What a configuration needs for ``answering``."""
    send = configurable[SEND]
    own = OwnAnswers(answers)

    def sent(writes: Sequence[tuple[str, Any]]) -> None:
        send([write for write in writes if write[0] != RESUME])

    return {
        SCRATCHPAD: replace(
            configurable[SCRATCHPAD],
            interrupt_counter=own.next_place,
            get_null_resume=own.last,
            resume=own.answers,
            subgraph_counter=itertools.count(number * GRAPHS_PER_CALL).__next__,
        ),
        SEND: sent,
    }


@contextmanager
def _config(changes: Mapping[str, Any]) -> Iterator[None]:
    config = var_child_runnable_config.get() or RunnableConfig()
    token = var_child_runnable_config.set({**config, 'configurable': {**config.get('configurable', {}), **changes}})
    try:
        yield
    finally:
        var_child_runnable_config.reset(token)
