"""What a paused program is doing, as plain data: nothing of it runs while it is looked at."""

from __future__ import annotations

from .machine import EXTERNAL_CODE, Machine
from .monty import FrameInfo, Inspection, Paused, PendingInfo
from .objects import UNBOUND, Cell, Frame
from .scheduler import PendingCall

MAX_TEXT = 2000
"""Characters of a value's repr that are shown."""


def inspect(paused: Paused) -> Inspection:
    """The call stack of the task that made the pending call, all globals, and the calls that wait."""
    m = paused.machine
    driver = paused.driver
    record = driver.run_record(m)
    stack: list[FrameInfo] = []
    frame = m.frame
    if frame is None and m.scheduler.main is not None:
        frame = m.scheduler.main.frame
    while frame is not None:
        if not frame.code.hidden:
            stack.append(frame_info(m, frame))
        frame = frame.back
    stack.reverse()
    return Inspection(
        script_name=paused.script_name,
        stack=tuple(stack),
        globals=global_texts(m),
        pending=tuple(pending_calls(m)),
        stdout=record.stdout,
        usage=record.usage,
        calls=record.calls,
        violations=record.violations,
    )


def frame_info(m: Machine, frame: Frame) -> FrameInfo:
    """One frame: its variables are its code's, and for a class body those of its namespace."""
    texts: dict[str, str] = {}
    code = frame.code
    if frame.names is not None:
        for name, value in frame.names.items():
            texts[name] = text_of(m, value)
    elif frame.back is not None or frame.gen is not None:
        for index, name in enumerate(code.varnames):
            add_text(m, texts, name, frame.regs[index])
        for index, name in enumerate(code.freenames):
            add_text(m, texts, name, frame.regs[int(code.free_start) + index])
    return FrameInfo(code.name, code.positions[frame.pc][0], texts)


def add_text(m: Machine, texts: dict[str, str], name: str, value: object) -> None:
    if isinstance(value, Cell):
        value = value.value
    if value is not UNBOUND:
        texts[name] = text_of(m, value)


def global_texts(m: Machine) -> dict[str, str]:
    namespace = m.namespace
    texts: dict[str, str] = {}
    for name, slot in namespace.slots.items():
        if slot < len(namespace.values) and name not in ('__name__', '__doc__', '__file__', '__annotations__'):
            add_text(m, texts, name, namespace.values[slot])
    return texts


def text_of(m: Machine, value: object) -> str:
    """The repr, if no sandbox code is needed for it; the type's name in angle brackets otherwise."""
    text = m.plain_repr(value)
    if text is None:
        return f'<{m.type_name(value)} object>'
    return text if len(text) <= MAX_TEXT else f'{text[:MAX_TEXT]}… ({len(text)} characters)'


def pending_calls(m: Machine) -> list[PendingInfo]:
    """The call at which the program stopped, then those whose results are to come later."""
    found: list[PendingInfo] = []
    frame = m.frame
    if frame is not None and frame.code is EXTERNAL_CODE and isinstance(frame.carry, PendingCall):
        found.append(pending_info(frame.carry))
    for number in sorted(m.scheduler.external):
        call = m.scheduler.calls.get(number)
        if call is not None:
            found.append(pending_info(call))
    return found


def pending_info(call: PendingCall) -> PendingInfo:
    line = 0 if call.line is None else call.line
    return PendingInfo(call.number, call.name, tuple(call.host_args), dict(call.host_kwargs), line)
