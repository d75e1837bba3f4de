"""The machine: steps frames, unwinds exceptions, calls what is called, and stops where the host is needed.

The loop only dispatches; what an instruction means stands in ``instructions/``. The operations that several
instructions and natives share (calling, attributes, items, iteration, truth) are methods here; each returns a value or
``PUSHED``, which says that a frame was pushed and that its result is the operation's result.
"""

from __future__ import annotations

import builtins
import threading
from typing import Final

from mypy_extensions import i64

from . import attributes, items, walk
from .arguments import bind_arguments
from .capabilities import Capabilities, Grants
from .exposure import Proxy
from .instructions.generators import PASSING, AsyncStep
from .limits import LimitReached, Tracker
from .memory import live_size
from .natives import payload_of
from .objects import (
    ABSENT,
    PUSHED,
    STOP,
    SWITCH,
    UNBOUND,
    UNCAUGHT,
    BoundMethod,
    Cell,
    Class,
    Code,
    ExceptionValue,
    ExternalRef,
    Frame,
    Function,
    Generator,
    GenericAlias,
    Instance,
    Instr,
    Module,
    Namespace,
    NativeFunction,
    Program,
    Property,
    StaticMethod,
    Thrown,
    TracebackEntry,
    call_mark,
    class_of,
    is_slot,
)
from .records import Violation
from .scalars import SCALARS
from .scheduler import Answer, PendingCall, Scheduler
from .types.exceptions import set_field, traceback_of

RUNNING: Final = 0
DONE: Final = 1
"""The main program ended: ``result`` holds its value."""
FAILED: Final = 2
"""The main program ended with an exception nobody caught: ``failure`` holds it."""
CALL: Final = 3
"""An external call waits for the host: ``pending`` holds it."""
BLOCKED: Final = 4
"""Every task waits for the host's answers to pending calls, or for timers."""
SLICE: Final = 5
"""The time slice is over; go on when the event loop has had its turn."""
SLEEPING: Final = 6
"""The program stands still in ``time.sleep``, at a frame of ``SLEEP_CODE`` whose ``carry`` tells for how many seconds;
go on when it is None."""

MAX_NESTING: Final = 6
"""How deep ``__hash__``/``__eq__`` called by a native dict or set may nest; each level is a loop on the
host's stack."""
DOTTED: Final = frozenset(
    (
        'types',
        '_csv',
        '_io',
        'itertools',
        'operator',
        'datetime',
        'decimal',
        'zoneinfo',
        'functools.partial',
        'functools.KeyWrapper',
        'time.struct_time',
        're.Match',
        're.Pattern',
    )
    + ('collections.deque', 'collections.defaultdict', 'collections.OrderedDict')
)
"""Builtin types, or modules of such, that error messages name with their module."""

HOST_BUILTINS: Final = tuple(vars(builtins))
"""Names of the host's builtins, in the order in which CPython looks for suggestions."""
CONSTANTS: Final = ('False', 'None', 'True')

_current: Final = threading.local()

NAME_SHOWN: Final = 200
"""Characters of a name in a record of a violation."""


def full_name(cls: Class) -> str:
    """The name of a class as messages of CPython's C code tell it."""
    if cls.builtin and cls.module != 'builtins':
        full = f'{cls.module}.{cls.name}'
        if cls.module in DOTTED or full in DOTTED:
            return full
    return cls.name


def running_machine() -> Machine:
    """The machine that runs in this thread; AttributeError outside of any run, which is a bug of ours."""
    machine: Machine = _current.machine
    return machine


def self_of(f: Frame | None) -> object:
    """The value of the variable ``self`` in the innermost frame that tracebacks show, ABSENT where there is none."""
    while f is not None and f.code.hidden:
        f = f.back
    if f is None or 'self' not in f.code.varnames:
        return ABSENT
    value = f.regs[f.code.varnames.index('self')]
    if isinstance(value, Cell):
        value = value.value
    return ABSENT if value is UNBOUND else value


def visible_names(f: Frame, wrong: str) -> list[str]:
    """Names that are bound where ``f`` stands, for suggestions in place of ``wrong``."""
    found: list[str] = []
    owner = self_of(f)
    if isinstance(owner, Instance) and (
        owner.cls.lookup(wrong) is not ABSENT or (owner.attrs is not None and wrong in owner.attrs)
    ):
        found.append('self.' + wrong)
    for index, name in enumerate(f.code.varnames):
        value = f.regs[index]
        if value is not UNBOUND and not (isinstance(value, Cell) and value.value is UNBOUND):
            found.append(name)
    if f.names is not None:
        found.extend(f.names)
    namespace = f.namespace
    for name, slot in namespace.slots.items():
        if slot < len(namespace.names) and namespace.values[slot] is not UNBOUND:
            found.append(name)
    found.extend([name for name in HOST_BUILTINS if name in SHARED.builtins or name in CONSTANTS])
    return found


class Shared:
    """What all machines share and none changes: builtin values, modules, the prelude. Filled by ``runtime.py``."""

    def __init__(self) -> None:
        self.builtins: dict[str, object] = {}
        self.classes: dict[str, Class] = {}
        self.modules: dict[str, object] = {}
        self.prelude: dict[str, object] = {}
        self.runtime: dict[str, object] = {}  # what compiled code calls, by 'runtime:<name>'
        self.intrinsics: dict[str, NativeFunction] = {}
        self.programs: dict[str, Program] = {}  # the prelude's, by key
        self.namespaces: dict[str, Namespace] = {}


SHARED: Final = Shared()


class Host:
    """What the machine asks of its driver while it runs. The base refuses: every external call suspends."""

    def call(self, m: Machine, call: PendingCall) -> object:
        """Answer ``call`` at once with a sandbox value, or PUSHED to suspend the machine for it. May raise Thrown."""
        return PUSHED

    def read(self, m: Machine, read: PendingCall) -> object:
        """An attribute of an exposed object, named ``key.attribute``; a value, or PUSHED."""
        raise NotImplementedError

    def write(self, stream: str, text: str) -> None:
        """Printed text, as it comes."""

    def cancel(self, m: Machine, number: int) -> None:
        """The program cancelled its wait for external call ``number``."""

    def violation(self, violation: Violation) -> None:
        """A breach of a whitelist, as it happens."""


class Machine:
    """One run's state. ``run_loop`` runs it until ``event`` is something the driver must act on."""

    def __init__(self, tracker: Tracker, namespace: Namespace, host: Host) -> None:
        self.tracker = tracker
        tracker.machine = self
        self.namespace = namespace
        self.host = host
        self.frame: Frame | None = None
        self.event: int = RUNNING
        self.result: object = None
        self.failure: ExceptionValue | None = None
        self.pending: PendingCall | None = None
        self.slice_over = False
        self.nesting: i64 = 0
        self.scheduler = Scheduler()
        self.output: list[tuple[str, str]] = []
        self.violations: list[Violation] = []
        self.externals: dict[str, ExternalRef] = {}
        self.texts: dict[int, str] = {}  # reprs of objects in the result, by identity: how the host sees them
        self.scratch: list[object] = []  # what natives are making and nothing else refers to yet
        self.exposed: dict[str, Proxy] = {}  # the host's objects by key
        self.handles: dict[int, object] = {}
        self.handle_token: object = object()
        self.next_ident: i64 = 0
        self.pinned: dict[int, tuple[object, int]] = {}  # host id -> value, the number id() gave it
        self.programs: list[Program] = []
        self.kept: dict[str, object] = {}  # what modules keep for this run, by ``module.name``
        self.made: dict[str, Program] = {}  # programs that the prelude had compiled (dataclasses)
        self.call_number: i64 = 0
        self.capabilities = Capabilities(Grants())
        self.closed = False  # it ended in a way that leaves nothing to go on from

    def begin(self, code: Code, initial: dict[str, object]) -> None:
        """Make the module ``code`` the main program, with some globals bound."""
        values = self.namespace.lay_out(code)
        for name, value in initial.items():
            values[self.namespace.slots[name]] = value
        frame = Frame(code, values, self.namespace, None)
        if code.hidden:
            self.tracker.enter_hidden()
        else:
            self.tracker.enter(code.cost)
        self.event = RUNNING
        self.scheduler.start_main(self, frame)

    # The loop.

    def run_loop(self) -> None:
        """Step until ``event`` is set. LimitReached and internal errors leave it; sandbox exceptions never do."""
        previous: object = getattr(_current, 'machine', None)
        _current.machine = self
        try:
            self.run_until_stop()
        finally:
            _current.machine = previous

    def run_until_stop(self) -> None:
        if self.frame is None and self.scheduler.next(self) == STOP:
            return
        while True:
            try:
                self.loop()
                return
            except Thrown as thrown:
                if self.unwind(thrown) == STOP:
                    return

    def loop(self) -> None:
        f = self.frame
        assert f is not None
        ins = f.code.ins
        pc = f.pc
        while True:
            f.pc = pc
            n = ins[pc].step(self, f)
            if n >= 0:
                pc = n
            elif n == SWITCH:
                if self.slice_over:
                    self.slice_over = False
                    if self.nesting == 0:
                        self.event = SLICE
                        return
                g = self.frame
                assert g is not None
                f = g
                ins = f.code.ins
                pc = f.pc
            else:
                return

    def unwind(self, thrown: Thrown) -> i64:
        """Find the handler of an exception raised in the current frame. SWITCH, or STOP where no frame is left."""
        while True:
            try:
                return self.unwind_frames(thrown.value, thrown.again)
            except Thrown as another:  # an instruction's ``catch`` raised in turn
                thrown = another

    def unwind_frames(self, exc: ExceptionValue, again: bool) -> i64:
        f = self.frame
        assert f is not None
        while True:
            code = f.code
            pc = f.pc
            self.tracker.work(1 + (len(code.handlers) >> 3))
            if not again and not code.hidden:
                exc.entries.append(TracebackEntry(code, pc))
                self.tracker.memory(40)
            again = False
            for handler in code.handlers:
                if handler.start <= pc < handler.end:
                    f.regs[handler.reg] = exc
                    f.pc = handler.target
                    self.frame = f
                    return SWITCH
            back = f.back
            self.leave(f)
            gen = f.gen
            if gen is not None:
                gen.frame = None
                gen.running = False
                f.back = None
                exc = self.generator_failure(gen, exc, code)
            if back is None:
                return self.root_failed(exc)
            self.frame = back
            n = back.code.ins[back.pc].catch(self, back, f, exc)
            if n != UNCAUGHT:
                if n >= 0:
                    back.pc = n
                    return SWITCH
                return n
            f = back

    def generator_failure(self, gen: Generator, exc: ExceptionValue, code: Code) -> ExceptionValue:
        """A StopIteration must not leave a generator: it would end the loop that drives it (PEP 479)."""
        if code.hidden:
            return exc
        classes = SHARED.classes
        kinds = ('generator', 'coroutine', 'async generator')
        if exc.cls.is_subclass(classes['StopIteration']):
            which = 'StopIteration'
        elif gen.kind == 2 and exc.cls.is_subclass(classes['StopAsyncIteration']):
            which = 'StopAsyncIteration'
        else:
            return exc
        error = ExceptionValue(classes['RuntimeError'], (f'{kinds[gen.kind]} raised {which}',))
        error.cause = exc
        error.context = exc
        error.suppress_context = True
        return error

    def root_failed(self, exc: ExceptionValue) -> i64:
        """The outermost frame of a task, or of a nested call, ended with ``exc``."""
        if self.nesting > 0:
            self.failure = exc
            return STOP
        return self.scheduler.task_failed(self, exc)

    def root_returned(self, value: object) -> i64:
        """The outermost frame of a task, or of a nested call, returned ``value``."""
        if self.nesting > 0:
            self.result = value
            return STOP
        return self.scheduler.task_returned(self, value)

    def leave(self, f: Frame) -> None:
        """``f`` is off the stack: count."""
        if f.code.hidden:
            self.tracker.hidden_depth -= 1
        else:
            self.tracker.depth -= 1

    def finish(self, f: Frame, value: object) -> i64:
        """``f`` returned ``value`` (and is no generator's frame): give it to the instruction that called."""
        if f.code.hidden:
            self.tracker.hidden_depth -= 1
        else:
            self.tracker.depth -= 1
        back = f.back
        if back is None:
            return self.root_returned(value)
        self.frame = back
        n = back.code.ins[back.pc].resume(self, back, f, value)
        if n >= 0:
            back.pc = n
            return SWITCH
        return n

    def finish_generator(self, f: Frame, gen: Generator, value: object) -> i64:
        """The body of ``gen`` returned ``value``."""
        self.leave(f)
        gen.frame = None
        gen.running = False
        back = f.back
        f.back = None
        if back is None:
            return self.root_returned(value)
        self.frame = back
        n = back.code.ins[back.pc].exhausted(self, back, f, value)
        if n >= 0:
            back.pc = n
            return SWITCH
        return n

    def yield_value(self, f: Frame, gen: Generator, value: object) -> i64:
        """``gen``'s frame ``f`` yields ``value`` to the instruction that resumed it."""
        back = f.back
        if back is None:
            return self.scheduler.yielded(self, f, value)
        self.leave(f)
        f.back = None
        gen.running = False
        self.frame = back
        n = back.code.ins[back.pc].resume(self, back, f, value)
        if n >= 0:
            back.pc = n
            return SWITCH
        return n

    # Raising.

    def fail(self, type_name: str, message: str) -> Thrown:
        """A sandbox exception of a builtin class, to be raised by the caller."""
        return self.fail_with(type_name, (message,))

    def fail_with(self, type_name: str, args: tuple[object, ...]) -> Thrown:
        return self.throw(ExceptionValue(SHARED.classes[type_name], args))

    def throw(self, exc: ExceptionValue) -> Thrown:
        """``exc`` as what the caller must raise, with the exception being handled as its context."""
        return self.throw_in_context(exc, self.current_handled())

    def throw_in_context(self, exc: ExceptionValue, handled: ExceptionValue | None) -> Thrown:
        """``exc`` as what the caller must raise, with ``handled``, if there is one, as its context."""
        self.tracker.allocate(200)
        if handled is not None and handled is not exc:
            link: ExceptionValue = handled
            slow: ExceptionValue = handled  # half as fast: a chain that is a cycle already meets it, as CPython has it
            steps: i64 = 0
            while True:
                context = link.context
                if context is None:
                    break
                if context is exc:
                    link.context = None
                    break
                link = context
                if link is slow:
                    break
                self.tracker.work(1)
                steps += 1
                behind = slow.context
                if steps % 2 == 0 and behind is not None:
                    slow = behind
            exc.context = handled
        return Thrown(exc)

    def current_handled(self) -> ExceptionValue | None:
        """The exception being handled, as ``sys.exception()`` tells."""
        f = self.frame
        while f is not None:
            if f.handled is not None:
                return f.handled
            f = f.back
        return None

    def raise_stop_iteration(self, value: object) -> None:
        raise self.fail_with('StopIteration', () if value is None else (value,))

    def host_error(self, error: BaseException, args: list[object]) -> Thrown:
        """A host operation's error as the sandbox exception it is in CPython."""
        return walk.host_error(self, error, args)

    def breach(self, kind: str, name: str) -> None:
        """Record a violation at the line being run."""
        f = self.frame
        while f is not None and f.code.hidden:
            f = f.back
        line = 0
        column = 0
        if f is not None:
            position = f.code.positions[f.pc]
            line = position[0]
            column = position[2] + 1
        if len(self.violations) < 1000:
            shown = name if len(name) <= NAME_SHOWN else name[:NAME_SHOWN] + '...'
            violation = Violation(kind, shown, line, column)
            self.violations.append(violation)
            self.host.violation(violation)

    def is_self(self, obj: object) -> bool:
        """Whether ``obj`` is what the running function calls ``self``: suggestions then show its private names, too."""
        return self_of(self.frame) is obj

    def name_error(self, name: str, kind: str) -> Thrown:
        """A global name that is not bound: a violation of ``kind``, or none where the program binds the name itself."""
        if kind:
            self.breach(kind, name)
        thrown = self.fail('NameError', f"name '{name}' is not defined")
        set_field(thrown.value, 'name', name)
        if self.frame is not None:
            set_field(thrown.value, 'candidates', visible_names(self.frame, name))
        return thrown

    def builtin(self, name: str, kind: str) -> object:
        """The builtin ``name``, or Thrown NameError, recorded as a violation of ``kind`` unless that is empty."""
        value = SHARED.builtins.get(name, ABSENT)
        if value is ABSENT:
            raise self.name_error(name, kind)
        return value

    def class_named(self, name: str) -> Class:
        """The builtin class ``name``."""
        return SHARED.classes[name]

    def traceback_of(self, exc: ExceptionValue) -> object:
        """What stands for a traceback object where CPython passes one."""
        self.tracker.memory(64 + 40 * len(exc.entries))
        return traceback_of(exc)

    def import_module(self, name: str, top: bool) -> object:
        """The module ``name`` of the registry (its top package if ``top``), or Thrown ModuleNotFoundError."""
        module = self.offered(name)
        if module is None:
            from .modules import refusal

            self.breach('forbidden_import', name)
            package = name.partition('.')[0]
            if self.offered(package) is None:
                name = package
                text = f"No module named '{name}'{refusal(name)}"
            else:
                text = f"No module named '{name}'; '{package}' is not a package"
            thrown = self.fail('ModuleNotFoundError', text)
            set_field(thrown.value, 'name', name)
            raise thrown
        return self.offered(name.partition('.')[0]) if top else module

    def offered(self, name: str) -> Module | None:
        """The module ``name``, if the program that runs may import it. ``modules=`` holds here too: what stands in a
        ``try`` is not refused before it runs."""
        from .runtime import module as find_module

        frame = self.frame
        allowed = None if frame is None else frame.code.program.modules
        if allowed is not None and name not in allowed:
            return None
        if name in SHARED.modules:
            return find_module(name)
        before = self.tracker.seconds()
        found = find_module(name)
        self.tracker.elapsed -= self.tracker.seconds() - before  # the first import in a process is not the program's
        return found

    def import_name_error(self, module: str, name: str) -> Thrown:
        from .modules import refusal

        self.breach('forbidden_import', f'{module}.{name}')
        text = f"cannot import name '{name}' from '{module}' (unknown location)"
        if self.offered(module) is not None:
            text += refusal(module, name)
        thrown = self.fail('ImportError', text)
        set_field(thrown.value, 'name', module)
        set_field(thrown.value, 'name_from', name)
        whole = SHARED.modules.get(module)
        if isinstance(whole, Module):
            set_field(thrown.value, 'candidates', list(whole.attrs))
        return thrown

    def give(self, value: object) -> None:
        """Push a frame that does nothing but return ``value``: for an answer that came without a frame."""
        f = Frame(GIVE_CODE, [value], self.namespace, self.frame)
        self.tracker.hidden_depth += 1
        self.frame = f

    def new_exception(self, type_name: str, args: tuple[object, ...]) -> ExceptionValue:
        return ExceptionValue(SHARED.classes[type_name], args)

    # Calling.

    def push_root(self, func: object, args: list[object]) -> None:
        """Call ``func`` as the outermost call of a task."""
        root = Frame(ROOT_CODE, [None], self.namespace, None)
        root.carry = [func, args]
        self.tracker.hidden_depth += 1
        self.frame = root

    def call(self, func: object, args: list[object], kwargs: dict[str, object] | None) -> object:
        """Call any value. A value, or PUSHED."""
        hops: i64 = 0  # calls of ``__call__`` without a frame of their own, which recurse for CPython
        while True:
            if isinstance(func, Function):
                return self.call_function(func, args, kwargs)
            if isinstance(func, NativeFunction):
                self.tracker.work(1)
                if func.owner is not None:
                    self.check_receiver(func, func.owner, args)
                return func.invoke(self, args, kwargs)
            if isinstance(func, BoundMethod):
                args = [func.obj, *args]
                func = func.func
                continue
            if isinstance(func, Class):
                if func.meta is not None:
                    method = func.meta.lookup('__call__')
                    if isinstance(method, Function):
                        return self.call_function(method, [func, *args], kwargs)
                return self.instantiate(func, args, kwargs)
            if isinstance(func, ExternalRef):
                return self.call_external(func, args, kwargs)
            if isinstance(func, Instance):
                method = func.cls.lookup('__call__')
                if method is not ABSENT:
                    if isinstance(method, (Property, Instance)):
                        return self.call_prelude('call_bound', [method, func, args, kwargs if kwargs else {}])
                    func = self.bind(method, func, func.cls)
                    hops += 1
                    self.tracker.work(1)
                    if hops > self.tracker.depth_limit:
                        raise LimitReached('stack_depth', int(hops), int(self.tracker.depth_limit))
                    continue
            elif isinstance(func, StaticMethod):
                func = func.func
                continue
            elif isinstance(func, GenericAlias):
                func = func.origin
                continue
            break
        raise self.fail('TypeError', f"'{self.type_name(func)}' object is not callable")

    def check_receiver(self, func: NativeFunction, owner: Class, args: list[object]) -> None:
        """Refuse a method of a builtin type that is called with something else, as ``list.append(5, 1)``."""
        if func.static or func.classmethod or func.name == '__new__':
            return
        slot = is_slot(func)
        if not args:
            if slot:
                text = f"descriptor '{func.name}' of '{owner.name}' object needs an argument"
            else:
                text = f'unbound method {owner.name}.{func.name}() needs an argument'
            raise self.fail('TypeError', text)
        cls = class_of(args[0])
        if cls is owner or cls.is_subclass(owner):
            return
        if slot:
            text = f"descriptor '{func.name}' requires a '{full_name(owner)}' object but received a '{full_name(cls)}'"
        else:
            owned = f"descriptor '{func.name}' for '{full_name(owner)}' objects"
            text = f"{owned} doesn't apply to a '{full_name(cls)}' object"
        raise self.fail('TypeError', text)

    def call_function(self, func: Function, args: list[object], kwargs: dict[str, object] | None) -> object:
        """Bind and push. PUSHED, or the generator object that calling a generator function makes."""
        code = func.code
        if code.simple and kwargs is None and len(args) == code.argcount:
            regs = args + code.template[len(args) :]
        else:
            regs = bind_arguments(self, func, args, kwargs)
        return self.push(func, regs)

    def push(self, func: Function, regs: list[object]) -> object:
        """Make the frame of a call whose arguments are in ``regs``."""
        code = func.code
        for reg in code.cell_params:
            regs[reg] = Cell(regs[reg])
        for reg in code.cells:
            regs[reg] = Cell(UNBOUND)
        if func.closure:
            at = code.free_start
            for cell in func.closure:
                regs[at] = cell
                at += 1
        tracker = self.tracker
        tracker.memory(100 + 8 * len(regs))
        f = Frame(code, regs, func.namespace, None)
        f.func = func
        if code.is_generator:
            tracker.allocate(100)
            generator = Generator(f, func.name, func.qualname, code.kind)
            f.gen = generator
            caller = self.frame
            if caller is not None and code.kind != 1:
                f.tag = call_mark(caller.code, caller.pc)
            return generator
        if code.hidden:
            tracker.enter_hidden()
        else:
            tracker.enter(code.cost)
        f.back = self.frame
        self.frame = f
        return PUSHED

    def call_prelude(self, name: str, args: list[object], kwargs: dict[str, object] | None = None) -> object:
        """Call a function of the prelude, as a tail call."""
        return self.call(SHARED.prelude[name], args, kwargs)

    def has_prelude(self, name: str) -> bool:
        """Whether ``call_prelude`` knows the name: a module's helper is there once the module is imported."""
        return name in SHARED.prelude

    def call_external(self, ref: ExternalRef, args: list[object], kwargs: dict[str, object] | None) -> object:
        """An external call: the host answers at once, or the machine stops at a frame that stands for the call."""
        if self.nesting > 0:
            raise self.fail(
                'RuntimeError',
                f"external function '{ref.name}' cannot be called from __hash__ or __eq__ while a dict or set needs it",
            )
        self.call_number += 1
        call = PendingCall(int(self.call_number), ref.name, args, kwargs if kwargs is not None else {}, ref.is_async)
        answer = self.host.call(self, call)
        if answer is PUSHED:
            self.await_host(call)
        return answer

    def await_host(self, call: PendingCall) -> None:
        """Push the frame that stands for ``call`` until the host has answered."""
        f = Frame(EXTERNAL_CODE, [None], self.namespace, self.frame)
        f.carry = call
        self.tracker.hidden_depth += 1
        self.frame = f

    def sleep(self, seconds: float) -> object:
        """Let the whole program stand still, as ``time.sleep`` does: PUSHED, or None where its clock just moves on.
        ``seconds`` is neither negative nor NaN."""
        if self.nesting > 0:
            raise self.fail(
                'RuntimeError', 'time.sleep() cannot be called from __hash__ or __eq__ while a dict or set needs it'
            )
        self.tracker.sleep(seconds)
        if self.capabilities.is_virtual():
            self.scheduler.passed(self, seconds)
            return None
        f = Frame(SLEEP_CODE, [None], self.namespace, self.frame)
        f.carry = seconds
        self.tracker.hidden_depth += 1
        self.frame = f
        return PUSHED

    def instantiate(self, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
        """``cls(*args, **kwargs)``."""
        new = cls.lookup('__new__')
        if not isinstance(new, NativeFunction):
            return self.call_prelude('construct', [cls, args, kwargs if kwargs is not None else {}])
        made = new.invoke(self, [cls, *args], kwargs)
        if cls.builtin and cls.payload is cls:
            return made
        if made is PUSHED:
            self.insert_under(NEW_CODE, [cls, args, kwargs])
            return PUSHED
        return self.initialize(cls, made, args, kwargs)

    def initialize(self, cls: Class, made: object, args: list[object], kwargs: dict[str, object] | None) -> object:
        """Call ``__init__`` on what ``__new__`` made; the value is ``made``."""
        if not isinstance(made, Instance) or made.cls is not cls:
            return made
        init = cls.lookup('__init__')
        if isinstance(init, Function):
            result = self.call_function(init, [made, *args], kwargs)
            if result is PUSHED:
                self.insert_under(INIT_CODE, [made])
                return PUSHED
        elif isinstance(init, NativeFunction):
            result = init.invoke(self, [made, *args], kwargs)
            if result is PUSHED:
                self.insert_under(INIT_CODE, [made])
                return PUSHED
        elif init is ABSENT:
            return made
        else:
            return self.call_prelude('initialize', [made, init, args, kwargs if kwargs is not None else {}])
        if result is not None:
            raise self.fail('TypeError', f"__init__() should return None, not '{self.type_name(result)}'")
        return made

    def wrap_payload(self, cls: Class, value: object) -> object:
        """``value`` as what ``cls`` makes: itself for a type of the host, the payload of an instance for a subclass."""
        if isinstance(value, Instance):
            return value
        if cls.builtin and (cls.payload is None or cls.payload is cls or class_of(value) is cls):
            return value
        instance = Instance(cls)
        instance.payload = value
        self.tracker.allocate(120)
        return instance

    def insert_under(self, code: Code, regs: list[object]) -> None:
        """Put a frame of ``code`` under the frame just pushed: it is resumed with that one's result."""
        f = self.frame
        assert f is not None
        under = Frame(code, regs, self.namespace, f.back)
        self.tracker.hidden_depth += 1
        f.back = under

    def bind(self, attr: object, obj: object, owner: Class) -> object:
        """``attr``, found on ``owner``'s mro, as an attribute of ``obj``: the descriptor protocol. A value,
        or PUSHED."""
        return attributes.bind(self, attr, obj, owner)

    def call_method(self, obj: object, name: str, args: list[object]) -> object:
        """Call the special method ``name`` of ``obj``, which must exist: looked up on the class, as CPython does."""
        method = self.lookup_special(obj, name)
        if isinstance(method, (Function, NativeFunction)) and not isinstance(method, StaticMethod):
            return self.call(method, [obj, *args], None)
        if method is ABSENT:  # it has been deleted since it was looked for
            raise self.fail('TypeError', f"'{self.type_name(obj)}' object is not an iterator")
        if isinstance(method, (Property, Instance)):
            return self.call_prelude('call_descriptor', [method, obj, *args])
        return self.call(self.bind(method, obj, class_of(obj)), args, None)

    def lookup_special(self, obj: object, name: str) -> object:
        """The special method ``name`` on the class of ``obj``, unbound, or ABSENT."""
        if isinstance(obj, Instance):
            return obj.cls.lookup(name)
        return class_of(obj).lookup(name)

    # Attributes and items: one door each.

    def get_attr(self, obj: object, name: str) -> object:
        return attributes.get_attr(self, obj, name)

    def set_attr(self, obj: object, name: str, value: object) -> object:
        return attributes.set_attr(self, obj, name, value)

    def del_attr(self, obj: object, name: str) -> object:
        return attributes.del_attr(self, obj, name)

    def get_item(self, obj: object, key: object) -> object:
        return items.get_item(self, obj, key)

    def set_item(self, obj: object, key: object, value: object) -> object:
        return items.set_item(self, obj, key, value)

    def del_item(self, obj: object, key: object) -> object:
        return items.del_item(self, obj, key)

    def length(self, obj: object) -> object:
        return items.length(self, obj)

    # Iteration.

    def iterate(self, value: object) -> object:
        """``iter(value)``: a NativeIterator, Generator or other iterator, or PUSHED."""
        return items.iterate(self, value)

    def listed(self, value: object) -> list[object] | tuple[object, ...] | None:
        return items.listed(self, value)

    def resume_generator(self, gen: Generator, value: object, tag: int) -> i64:
        """Push the frame of ``gen`` again; ``value`` is what its ``yield`` evaluates to."""
        f = gen.frame
        assert f is not None
        if gen.running:
            kinds = ('generator', 'coroutine', 'async generator')
            if gen.kind == 2:
                raise self.fail('RuntimeError', 'anext(): asynchronous generator is already running')
            raise self.fail('ValueError', f'{kinds[gen.kind]} already executing')
        started = gen.started
        if not started and value is not None:
            kinds = ('generator', 'coroutine', 'async generator')
            raise self.fail('TypeError', f"can't send non-None value to a just-started {kinds[gen.kind]}")
        if not started and gen.kind == 2:
            self.scheduler.note_generator(gen)
        gen.started = True
        gen.running = True
        if f.code.hidden:
            self.tracker.enter_hidden()
        else:
            self.tracker.enter(f.code.cost)
        f.tag = tag
        f.back = self.frame
        self.frame = f
        if started:
            n = f.code.ins[f.pc].sent(self, f, value)
            if n < 0:
                return n
            f.pc = n
        return SWITCH

    def throw_into(self, gen: Generator, exc: ExceptionValue, tag: int) -> i64:
        """Raise ``exc`` where the generator waits. The frame becomes current; SWITCH, or raises Thrown."""
        f = gen.frame
        if f is None:
            if gen.kind == 1:
                raise self.fail('RuntimeError', 'cannot reuse already awaited coroutine')
            raise Thrown(exc)
        if gen.running:
            kinds = ('generator', 'coroutine', 'async generator')
            raise self.fail('ValueError', f'{kinds[gen.kind]} already executing')
        gen.running = True
        if f.code.hidden:
            self.tracker.enter_hidden()
        else:
            self.tracker.enter(f.code.cost)
        f.tag = tag
        f.back = self.frame
        self.frame = f
        if not gen.started:
            gen.started = True
            f.pc = 0
            raise Thrown(exc)
        n = f.code.ins[f.pc].throw(self, f, exc)
        if n == UNCAUGHT:
            raise self.throw_in_context(exc, f.handled)  # what the caller handles is no context of it
        if n >= 0:
            f.pc = n
            return SWITCH
        return n

    def release(self) -> None:
        """Let go of everything that the program made."""
        self.frame = None
        self.pending = None
        self.result = None
        self.failure = None
        self.scheduler = Scheduler()
        self.handles = {}
        self.exposed = {}
        self.pinned = {}
        self.kept = {}
        self.namespace.values.clear()
        self.tracker.machine = None

    # Plain questions.

    def type_name(self, value: object) -> str:
        """The name of the value's type as messages of CPython's C code tell it."""
        return full_name(class_of(value))

    def truth(self, value: object) -> bool | None:
        """``bool(value)``, or None where sandbox code must be asked."""
        if isinstance(value, Instance):
            cls = value.cls
            method = cls.lookup('__bool__')
            if method is ABSENT:
                method = cls.lookup('__len__')
                if method is ABSENT:
                    return True
            if isinstance(method, NativeFunction):
                return self.truth(payload_of(value)) if payload_of(value) is not value else True
            return None
        scalar = SCALARS.get(type(value))
        return bool(value) if scalar is None else scalar.truth(value)

    def equal(self, x: object, y: object) -> int:
        return walk.equal(self, x, y, 0)

    def plain_repr(self, value: object) -> str | None:
        return walk.plain_repr(self, value)

    def plain_str(self, value: object) -> str | None:
        return walk.plain_str(self, value)

    def check_key(self, key: object) -> None:
        walk.check_key(self, key)

    def hash_of(self, value: object) -> object:
        return walk.hash_of(self, value)

    def identity(self, value: object) -> int:
        """What ``id(value)`` answers: a number of ours that looks like an address and tells nothing about the host."""
        from .objects import HeapObject

        if isinstance(value, HeapObject):
            if value.ident == 0:
                self.next_ident += 1
                value.ident = self.next_ident
            return 0x7F0000000000 + int(value.ident) * 48
        key = id(value)
        known = self.pinned.get(key)
        if known is not None:
            return known[1]
        self.next_ident += 1
        number = 0x7F0000000000 + int(self.next_ident) * 48
        self.pinned[key] = (value, number)
        self.tracker.memory(120)
        return number

    def write(self, stream: str, text: str) -> None:
        """Print ``text``: charged, captured, and passed on to the host."""
        size = len(text) if text.isascii() else len(text.encode('utf-8', 'surrogatepass'))
        self.tracker.work(1 + (size >> 4))
        self.tracker.printed(size)
        self.output.append((stream, text))
        self.host.write(stream, text)

    # Nested calls, for the hash and equality that native dicts and sets need.

    def nested_hash(self, value: Instance) -> int:
        method = value.cls.lookup('__hash__')
        if method is None or method is ABSENT:
            raise self.fail('TypeError', f"unhashable type: '{self.type_name(value)}'")
        result = self.nested_call(method, [value])
        result = payload_of(result)
        if type(result) is not int and type(result) is not bool:
            raise self.fail('TypeError', '__hash__ method should return an integer')
        return hash(result)

    def nested_eq(self, x: object, y: object) -> bool:
        result = self.nested_call(SHARED.prelude['equal'], [x, y])
        truth = self.truth(result)
        if truth is None:
            truth = bool(self.nested_call(SHARED.builtins['bool'], [result]))
        return truth

    def nested_call(self, func: object, args: list[object]) -> object:
        """Run a call to its end here and now. It cannot suspend, and nests only a few levels deep."""
        if self.nesting >= MAX_NESTING:
            raise self.fail('RecursionError', 'maximum recursion depth exceeded in comparison')
        saved = self.frame
        saved_slice = self.slice_over
        saved_result = self.result
        result = self.call(func, args, None)
        if result is not PUSHED:
            return result
        f = self.frame
        assert f is not None
        self.cut(f, saved)
        self.nesting += 1
        try:
            self.failure = None
            self.run_until_stop()
            failure = self.nested_failure()
            result = self.result
        finally:
            self.nesting -= 1
            self.frame = saved
            self.failure = None
            self.result = saved_result
            self.slice_over = saved_slice or self.slice_over
        if failure is not None:
            raise Thrown(failure)
        return result

    def nested_failure(self) -> ExceptionValue | None:
        return self.failure

    def guarded_call(self, func: object, args: list[object]) -> object:
        """``nested_call`` from outside of the loop."""
        previous: object = getattr(_current, 'machine', None)
        _current.machine = self
        try:
            return self.nested_call(func, args)
        finally:
            _current.machine = previous

    def cut(self, f: Frame, saved: Frame | None) -> None:
        """End the chain of new frames above ``saved``, so that unwinding and returning stop there."""
        while f.back is not saved:
            below = f.back
            assert below is not None
            f = below
        f.back = None

    # Memory.

    def live_size(self) -> int:
        """Bytes that the program can reach, exactly."""
        return live_size(self)


class CallRoot(Instr):
    """Call what ``carry`` says, with nothing below: the callbacks of the scheduler."""

    def step(self, m: Machine, f: Frame) -> i64:
        carry = f.carry
        assert isinstance(carry, list)
        value = m.call(carry[0], carry[1], None)
        if value is PUSHED:
            return SWITCH
        return m.finish(f, value)

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        return m.finish(f, value)


class Give(Instr):
    """Return register 0."""

    def step(self, m: Machine, f: Frame) -> i64:
        return m.finish(f, f.regs[0])


class AwaitHost(Instr):
    """The one instruction of the frame that stands for an external call: stop until the host has answered."""

    def step(self, m: Machine, f: Frame) -> i64:
        carry = f.carry
        if isinstance(carry, PendingCall):
            m.pending = carry
            m.event = CALL
            return STOP
        if isinstance(carry, ExceptionValue):
            raise Thrown(carry)
        assert isinstance(carry, Answer)
        return m.finish(f, carry.value)


class Sleep(Instr):
    """The one instruction of the frame that stands for ``time.sleep``: stop until the driver has waited."""

    def step(self, m: Machine, f: Frame) -> i64:
        if f.carry is None:
            return m.finish(f, None)
        m.event = SLEEPING
        return STOP


class FinishInit(Instr):
    """Under the frame of ``__init__``: the call's value is the instance in register 0."""

    def step(self, m: Machine, f: Frame) -> i64:
        raise NotImplementedError

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        if value is not None:
            raise m.fail('TypeError', f"__init__() should return None, not '{m.type_name(value)}'")
        return m.finish(f, f.regs[0])


class FinishNew(Instr):
    """Under a native ``__new__`` that needed sandbox code: wrap its value for the subclass, then ``__init__``."""

    def step(self, m: Machine, f: Frame) -> i64:
        raise NotImplementedError

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        if f.carry is not None:
            return m.finish(f, value)
        cls = f.regs[0]
        args = f.regs[1]
        kwargs = f.regs[2]
        assert isinstance(cls, Class) and isinstance(args, list)
        made = m.wrap_payload(cls, value)
        f.carry = made
        result = m.initialize(cls, made, args, kwargs if isinstance(kwargs, dict) else None)
        if result is PUSHED:
            return SWITCH
        return m.finish(f, result)


class DriveStep(Instr):
    """Under the frame of an async generator that is driven by hand, through the AsyncStep in register 0: what it waits
    for is the value, its item is raised in a StopIteration."""

    def step(self, m: Machine, f: Frame) -> i64:
        raise NotImplementedError

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        step = f.regs[0]
        assert isinstance(step, AsyncStep)
        if callee.tag == PASSING:
            return m.finish(f, value)
        step.mode = 0
        raise m.fail_with('StopIteration', (value,))

    def exhausted(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        step = f.regs[0]
        assert isinstance(step, AsyncStep)
        step.mode = 0
        raise m.fail_with('StopAsyncIteration', ())

    def catch(self, m: Machine, f: Frame, callee: Frame, exc: ExceptionValue) -> i64:
        step = f.regs[0]
        assert isinstance(step, AsyncStep)
        step.mode = 0
        return UNCAUGHT


def _single(name: str, instr: Instr) -> Code:
    program = Program('', '', 'machine:' + name)
    code = Code(program, name, name, 1)
    code.ins = [instr]
    code.positions = [(1, 1, 0, 0)]
    code.hidden = True
    code.template = [None]
    program.codes = [code]
    return code


EXTERNAL_CODE: Final = _single('external', AwaitHost())
SLEEP_CODE: Final = _single('sleep', Sleep())
INIT_CODE: Final = _single('init', FinishInit())
GIVE_CODE: Final = _single('give', Give())
ROOT_CODE: Final = _single('root', CallRoot())
NEW_CODE: Final = _single('new', FinishNew())
STEP_CODE: Final = _single('step', DriveStep())
