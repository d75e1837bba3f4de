"""What the registers of a stored frame must hold, so that the instructions that follow find what they assume.

Instructions trust the compiler: a register that one reads was written before, the list that a comprehension appends to
is a list. A frame out of a snapshot was made by nobody knows whom, so the same is shown for it here, from the code
alone: which registers may still be read from an instruction on, and as what. This is liveness analysis, backwards over
the code's jumps and its exception table.

It never asks for more than what every program's frame has. Where ways through the code can't be told apart (after a
``finally``) it asks for less; what then goes wrong is the run's end, see ``Driver.ended``.
"""

from __future__ import annotations

import threading
from typing import Final

from .errors import SnapshotError
from .instructions import arithmetic, calls, classes, containers, control, exceptions, generators, names
from .natives import payload_of
from .objects import ABSENT, UNBOUND, Cell, Code, ExceptionValue, Frame, Generator, Instr, Module, class_of

KINDS: Final = (
    'value',
    'list',
    'set',
    'dict',
    'cell',
    'number',
    'text',
    'exception',
    'items',
    'module',
    'iterator',
    'asynchronous',
    'mapping',
)
"""What an instruction may ask of a register: that it is bound to a value, or to one of a certain type."""

SPECS: Final[dict[type, str]] = {
    arithmetic.BinaryOp: 'a b > dest',
    arithmetic.UnaryOp: 'a > dest',
    arithmetic.CompareOp: 'a b > dest',
    arithmetic.CompareJump: 'a b >',
    arithmetic.Is: 'a b > dest',
    arithmetic.IsJump: 'a b >',
    arithmetic.Contains: 'a b > dest',
    calls.Call: 'a start*count > dest',
    calls.CallMethod: 'a start*count > dest',
    calls.CallSpread: 'a b:list c > dest',
    calls.Return: 'a >',
    calls.MakeFunction: 'start*defaults+kwnames cells:cell annotations > dest',
    calls.GetAttr: 'a > dest',
    calls.SetAttr: 'a b >',
    calls.DeleteAttr: 'a >',
    calls.LoadSuper: 'func > dest',
    calls.FormatValue: 'a b:text > dest',
    calls.BuildString: 'start*count:text > dest',
    calls.Import: '> dest',
    calls.ImportFrom: 'a:module > dest',
    classes.MakeClass: 'a:list b cells:cell > dest',
    classes.MatchSequence: 'a >',
    classes.SequenceItem: 'a:items > dest',
    classes.MatchMapping: 'a >',
    classes.MatchKeys: 'a:mapping start*count > values*count rest',
    classes.MatchClass: 'a b > values*count+names',
    containers.BuildSequence: 'start*count > dest',
    containers.BuildDict: 'start*count+count > dest',
    containers.BuildSlice: 'a b c > dest',
    containers.Append: 'a:list b >',
    containers.AddToSet: 'a:set b >',
    containers.AddToDict: 'a:dict b c >',
    containers.Extend: 'a:list b function >',
    containers.UpdateSet: 'a:set b >',
    containers.UpdateDict: 'a:dict b function >',
    containers.GetItem: 'a b > dest',
    containers.SetItem: 'a b c >',
    containers.DeleteItem: 'a b >',
    containers.Unpack: 'a > start*count',
    containers.GetIter: 'a > dest',
    containers.DropIter: '> a',
    containers.ForIter: 'a:iterator > dest',
    containers.GetAsyncIter: 'a > dest',
    control.JumpIf: 'a >',
    control.Not: 'a > dest',
    control.SetNumber: '> dest',
    control.JumpTable: 'a:number >',
    exceptions.Raise: 'a b/has_cause >',
    exceptions.Reraise: 'a:exception >',
    exceptions.PushHandled: 'a:exception > saved',
    exceptions.SaveHandled: '> saved',
    exceptions.PopHandled: '> saved',
    exceptions.MatchException: 'a:exception b >',
    exceptions.AssertFail: 'a/message >',
    exceptions.WithLookup: 'a > enter leave',
    exceptions.CallExit: 'leave a:exception/raised > dest',
    exceptions.MatchGroup: 'a b > dest rest',
    exceptions.FinishGroup: 'a b c >',
    generators.Yield: 'a > dest',
    generators.ReturnGenerator: 'a >',
    generators.Delegate: 'a > dest iterator',
    generators.ForAsync: 'a:asynchronous > dest iterator',
    names.CheckLocal: '> a',
    names.DeleteLocal: '> a',
    names.ClearLocal: '> a',
    names.LoadCell: 'a:cell > dest',
    names.StoreCell: 'a:cell b >',
    names.NewCell: '> a',
    names.DeleteCell: 'a:cell >',
    names.ClearCell: 'a:cell >',
    names.LoadGlobal: '> dest',
    names.LoadGlobalByName: '> dest',
    names.StoreGlobal: 'a >',
    names.LoadName: 'cell:cell > dest',
    names.LoadNameBehind: 'cell:cell > dest',
    names.LoadNameLater: 'cell:cell > dest',
    names.StoreName: 'a >',
}
"""The registers that an instruction reads, and behind ``>`` those that it writes (or after which nothing need be
asked of them). ``a*b+c`` are as many registers from a on as b and c say; ``a:list`` must hold a list; ``a/b`` is read
only where b is true. An operand that is no register of a variable (a constant's, or a mark for none) counts for
nothing. Instructions of other classes read and write none."""

JUMPING: Final = (
    control.Branch,
    control.Jump,
    control.JumpBack,
    arithmetic.IsJump,
    classes.MatchSequence,
    classes.MatchMapping,
    classes.MatchKeys,
    classes.MatchClass,
    containers.ForIter,
    exceptions.MatchException,
    exceptions.MatchGroup,
    generators.ForAsync,
)
"""Instructions that may go on at their ``target``."""
ENDING: Final = (
    calls.Return,
    classes.ReturnBody,
    control.Jump,
    control.JumpBack,
    control.JumpTable,
    exceptions.Raise,
    exceptions.RaiseAgain,
    exceptions.Reraise,
    exceptions.AssertFail,
    generators.ReturnGenerator,
)
"""Instructions that never go on at the next one."""


class Operand:
    """One operand of ``SPECS``: the attribute with the (first) register, those that tell how many there are, what
    is asked of them (an index of ``KINDS``), and the attribute that tells whether it is read at all."""

    def __init__(self, text: str) -> None:
        text, _, self.condition = text.partition('/')
        text, _, kind = text.partition(':')
        self.kind = KINDS.index(kind) if kind else 0
        self.name, _, counts = text.partition('*')
        self.counts = counts.split('+') if counts else []


class Spec:
    """What instructions of one class read and write."""

    def __init__(self, text: str) -> None:
        reads, _, writes = text.partition('>')
        self.reads = [Operand(part) for part in reads.split()]
        self.writes = [Operand(part) for part in writes.split()]


NOTHING: Final = Spec('')
PARSED: Final[dict[type, Spec]] = {cls: Spec(text) for cls, text in SPECS.items()}


def spec_of(instr: Instr) -> Spec:
    for cls in type(instr).__mro__:
        spec = PARSED.get(cls)
        if spec is not None:
            return spec
    return NOTHING


def registers(instr: Instr, operand: Operand) -> list[int]:
    """The registers that ``operand`` of ``instr`` stands for."""
    if operand.condition and not getattr(instr, operand.condition):
        return []
    first: object = getattr(instr, operand.name)
    if isinstance(first, list):
        return [int(each) for each in first]
    assert isinstance(first, int)
    if not operand.counts:
        return [first]
    count = 0
    for name in operand.counts:
        number: object = getattr(instr, name)
        count += number if isinstance(number, int) else len(number)  # type: ignore[arg-type]  # a tuple of names
    return list(range(first, first + count))


MAX_PASSES: Final = 12
"""Passes over a code at most. Each adds to what is asked for, so stopping early asks for less."""
MAX_STEPS: Final = 1_000_000
"""Machine words that the analysis of one code may work on, roughly; a longer one is taken as it is."""


class Demands:
    """What one code asks of its registers: for each instruction a number with a bit for each kind and register."""

    def __init__(self, code: Code, count: int) -> None:
        self.count = count
        size = len(code.ins)
        self.masks: list[int] = [0] * size
        self.unit = 0
        for kind in range(len(KINDS)):
            self.unit |= 1 << (kind * count)
        if count and size * (1 + count * len(KINDS) // 64) <= MAX_STEPS:
            self.analyse(code)

    def analyse(self, code: Code) -> None:
        size = len(code.ins)
        reads: list[int] = []
        writes: list[int] = []
        for instr in code.ins:
            spec = spec_of(instr)
            reads.append(self.asked(instr, spec.reads))
            writes.append(self.cleared(instr, spec.writes))
        handlers: list[int] = [-1] * size
        for index in range(len(code.handlers) - 1, -1, -1):
            handler = code.handlers[index]
            for at in range(int(handler.start), min(int(handler.end), size)):
                handlers[at] = index
        masks = self.masks
        for _ in range(MAX_PASSES):
            changed = False
            for at in range(size - 1, -1, -1):
                mask = reads[at] | self.behind(code, at) & ~writes[at] | self.moved(code, at)
                if handlers[at] >= 0:
                    handler = code.handlers[handlers[at]]
                    mask |= masks[handler.target] & ~(self.unit << int(handler.reg))
                if mask != masks[at]:
                    masks[at] = mask
                    changed = True
            if not changed:
                return

    def asked(self, instr: Instr, operands: list[Operand]) -> int:
        mask = 0
        for operand in operands:
            for reg in registers(instr, operand):
                if 0 <= reg < self.count:
                    mask |= 1 << (operand.kind * self.count + reg)
        return mask

    def cleared(self, instr: Instr, operands: list[Operand]) -> int:
        mask = 0
        for operand in operands:
            for reg in registers(instr, operand):
                if 0 <= reg < self.count:
                    mask |= self.unit << reg
        if isinstance(instr, names.Move) and 0 <= instr.dest < self.count:
            mask |= self.unit << int(instr.dest)
        return mask

    def behind(self, code: Code, at: int) -> int:
        """What is asked for where the instruction may go on; where a number tells the way, what all ways ask for."""
        instr = code.ins[at]
        masks = self.masks
        if isinstance(instr, control.JumpTable):
            mask = -1
            for target in instr.targets.values():
                mask &= masks[target]
            return mask if instr.targets else 0
        mask = 0
        if not isinstance(instr, ENDING) and instr.next < len(masks):
            mask = masks[instr.next]
        if isinstance(instr, JUMPING):
            mask |= masks[instr.target]
        return mask

    def moved(self, code: Code, at: int) -> int:
        """What a Move passes on: what is asked of its ``dest`` is asked of the register it reads."""
        instr = code.ins[at]
        if not isinstance(instr, names.Move) or not 0 <= instr.a < self.count or not 0 <= instr.dest < self.count:
            return 0
        return (self.behind(code, at) >> int(instr.dest) & self.unit) << int(instr.a)

    def waiting(self, code: Code, at: int, top: bool) -> int:
        """What is asked for while a frame waits at an instruction: all that it read, since it may read it again.
        What an iterator is waited for through has been read for good; ``top``: nothing runs above it."""
        instr = code.ins[at]
        if not isinstance(instr, generators.Delegate):
            return self.masks[at]
        mask = self.behind(code, at) & ~self.cleared(instr, spec_of(instr).writes)
        if top and 0 <= instr.iterator < self.count:
            mask |= 1 << (KINDS.index('iterator') * self.count + int(instr.iterator))
        return mask


_known: Final[dict[int, tuple[Code, Demands]]] = {}
"""Analyses of codes, by identity, the last used last."""
_known_lock: Final = threading.Lock()
KNOWN: Final = 500


def demands_of(code: Code, count: int) -> Demands:
    """The analysis of ``code``, the first ``count`` of whose registers are no constants."""
    with _known_lock:
        found = _known.pop(id(code), None)
    made = Demands(code, count) if found is None or found[0] is not code else found[1]
    with _known_lock:
        _known[id(code)] = (code, made)
        if len(_known) > KNOWN:
            del _known[next(iter(_known))]
    return made


def verify_registers(frame: Frame, count: int, top: bool, fresh: bool) -> None:
    """SnapshotError unless the registers of ``frame`` hold what its code finds in them from where it stands. ``top``:
    it has called nothing; ``fresh``: it has not begun."""
    code = frame.code
    demands = demands_of(code, count)
    mask = demands.masks[frame.pc] if fresh else demands.waiting(code, int(frame.pc), top)
    while mask:
        lowest = mask & -mask
        mask ^= lowest
        kind, reg = divmod(lowest.bit_length() - 1, count)
        if not fits(kind, frame.regs[reg]):
            raise SnapshotError(f'not a usable snapshot: a register holds no {KINDS[kind]}')


def fits(kind: int, value: object) -> bool:
    """Whether ``value`` is what an instruction that asks for ``KINDS[kind]`` can work with."""
    if value is UNBOUND or value is ABSENT or isinstance(value, Cell):
        return kind == 4 and isinstance(value, Cell)
    if kind == 0:
        return True
    if kind == 7:
        return isinstance(value, ExceptionValue)
    if kind == 8:
        return type(payload_of(value)) in classes.SEQUENCES
    if kind == 9:
        return isinstance(value, Module)
    if kind == 10:
        return value is None or isinstance(value, Generator) or class_of(value).lookup('__next__') is not ABSENT
    if kind == 11:
        return isinstance(value, Generator) or class_of(value).lookup('__anext__') is not ABSENT
    if kind == 12:
        return type(payload_of(value)) is dict
    return type(value) is EXACT.get(kind)


EXACT: Final[dict[int, type]] = {1: list, 2: set, 3: dict, 5: int, 6: str}
"""The exact type of the value that a kind asks for, where there is just one."""
