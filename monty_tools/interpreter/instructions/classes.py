"""Class statements and the parts of ``match`` that look into values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy_extensions import i64

from ..classmaker import make_class, meta_hook, metaclass, needs_hooks, resolve_bases
from ..natives import payload_of, user_method
from ..objects import (
    ABSENT,
    BASES,
    META,
    PUSHED,
    SWITCH,
    Cell,
    Class,
    Code,
    Frame,
    Function,
    GenericAlias,
    Instance,
    Instr,
)

if TYPE_CHECKING:
    from ..machine import Machine

BODY: Final = 1
"""Frame tag: this frame is the class body."""
HOOKS: Final = 2
"""Frame tag: this frame runs ``__set_name__`` and ``__init_subclass__``; ``carry`` is the class."""
MAKER: Final = 3
"""Frame tag: this frame makes the class in a way of its own (NamedTuple, TypedDict, enumerations)."""


class MakeClass(Instr):
    """dest = the class whose body is ``code``, with the bases in the list of register a and keywords in the dict
    of b."""

    def __init__(self, dest: i64, code: Code, a: i64, b: i64, cells: list[i64], class_cell: i64) -> None:
        super().__init__()
        self.dest = dest
        self.code = code
        self.a: i64 = a
        self.b: i64 = b
        self.cells = cells
        self.class_cell: i64 = class_cell  # the body's register of the __class__ cell, -1 for none

    def step(self, m: Machine, f: Frame) -> i64:
        code = self.code
        bases = f.regs[self.a]
        assert isinstance(bases, list)
        resolved = resolve_bases(m, bases)
        f.regs[self.a] = resolved
        func = Function(code, f.namespace, code.qualname)
        for reg in self.cells:
            cell = f.regs[reg]
            assert isinstance(cell, Cell)
            func.closure.append(cell)
        m.push(func, code.template.copy())
        body = m.frame
        assert body is not None
        body.names = {'__module__': f.namespace.name, '__qualname__': code.qualname}
        body.tag = BODY
        meta = self.metaclass(m, f)
        if meta_hook(meta, '__body_store__') is not None:
            body.names[META] = meta
            body.names[BASES] = tuple(resolved)
        if any(isinstance(base, GenericAlias) for base in bases):
            body.carry = tuple(bases)
        m.tracker.allocate(400)
        return SWITCH

    def metaclass(self, m: Machine, f: Frame) -> Class | None:
        """The metaclass of the class to be made in ``f``: one of those that the library has, None for ``type``."""
        bases = f.regs[self.a]
        keywords = f.regs[self.b] if self.b >= 0 else None
        assert isinstance(bases, list)
        given = keywords.get('metaclass') if isinstance(keywords, dict) else None
        root = m.class_named('type')
        if given is None or given is root:
            return metaclass(m, bases, None)
        if not isinstance(given, Class) or not given.is_subclass(root) or not (given.builtin or self.code.hidden):
            raise m.fail(
                'TypeError', "metaclasses other than 'type', ABCMeta and EnumType are not supported in the sandbox"
            )
        return metaclass(m, bases, given)

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        tag = callee.tag
        if tag == BODY:
            return self.made(m, f, callee)
        if tag == HOOKS:
            value = callee.carry
        elif tag == MAKER and isinstance(callee.carry, Cell):
            self.fill_cell(m, callee.carry, value)
        f.regs[self.dest] = value
        return self.next

    def fill_cell(self, m: Machine, cell: Cell, cls: object) -> None:
        """``__class__`` in the methods of a class that was made in a way of its own, which NamedTuple can't have."""
        if isinstance(cls, Class) and cls.payload is not None:
            text = f'__class__ not set defining {cls.name!r} as {m.plain_repr(cls)}'
            raise m.fail('RuntimeError', f'{text}. Was __classcell__ propagated to type.__new__?')
        cell.value = cls

    def made(self, m: Machine, f: Frame, body: Frame) -> i64:
        """The body has run: make the class from its namespace."""
        names = body.names
        bases = f.regs[self.a]
        keywords = f.regs[self.b] if self.b >= 0 else None
        assert names is not None and isinstance(bases, list)
        kwargs: dict[str, object] = keywords if isinstance(keywords, dict) else {}
        meta = self.metaclass(m, f)
        kwargs.pop('metaclass', None)
        names.pop(META, None)
        names.pop(BASES, None)
        if body.carry is not None:
            names['__orig_bases__'] = body.carry
        for base in bases:
            if isinstance(base, Class):
                maker = base.attrs.get('__class_maker__', ABSENT)
                if isinstance(maker, Function) and maker.code.hidden:
                    m.call(maker, [self.code.name, bases, names, kwargs], None)
                    callee = m.frame
                    assert callee is not None
                    callee.tag = MAKER
                    callee.carry = body.regs[self.class_cell] if self.class_cell >= 0 else None
                    return SWITCH
        maker = meta_hook(meta, '__class_maker__')
        if maker is not None:
            if self.class_cell >= 0:
                names['__classcell__'] = body.regs[self.class_cell]
            m.call(maker, [meta, self.code.name, bases, names, kwargs], None)
            callee = m.frame
            assert callee is not None
            callee.tag = MAKER
            callee.carry = None
            return SWITCH
        cls = make_class(m, self.code.name, bases, names, meta)
        if self.class_cell >= 0:
            cell = body.regs[self.class_cell]
            assert isinstance(cell, Cell)
            cell.value = cls
        if needs_hooks(cls, kwargs):
            m.call_prelude('class_hooks', [cls, names, kwargs])
            callee = m.frame
            assert callee is not None
            callee.tag = HOOKS
            callee.carry = cls
            return SWITCH
        f.regs[self.dest] = cls
        return self.next


class ReturnBody(Instr):
    """The end of a class body."""

    def step(self, m: Machine, f: Frame) -> i64:
        return m.finish(f, None)


SEQUENCES: Final = (list, tuple, range)


class MatchSequence(Instr):
    """Go to ``target`` unless a is a sequence of ``count`` items (at least that many where ``more``)."""

    def __init__(self, a: i64, count: int, more: bool) -> None:
        super().__init__()
        self.a: i64 = a
        self.count = count
        self.more = more

    def step(self, m: Machine, f: Frame) -> i64:
        subject = f.regs[self.a]
        value = payload_of(subject)
        if type(value) not in SEQUENCES:
            return self.target
        if self.more and self.count == 0:
            return self.next
        if user_method(subject, '__len__'):
            m.call_prelude('length_of', [subject])
            return SWITCH
        return self.measured(len(value))  # type: ignore[arg-type]  # a sequence by the check above

    def measured(self, size: int) -> i64:
        return self.next if size == self.count or (self.more and size > self.count) else self.target

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        assert isinstance(value, int)
        return self.measured(value)


class SequenceItem(Instr):
    """dest = item ``index`` of sequence a (from the end where ``index`` < 0)."""

    def __init__(self, dest: i64, a: i64, index: int) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a
        self.index = index

    def step(self, m: Machine, f: Frame) -> i64:
        subject = f.regs[self.a]
        value = payload_of(subject)
        assert isinstance(value, (list, tuple, range))
        index = self.index
        if user_method(subject, '__getitem__') or index < 0 and user_method(subject, '__len__'):
            m.call_prelude('pattern_item', [subject, index])
            return SWITCH
        if not -len(value) <= index < len(value):  # a pattern before this one ran code that shortened it
            raise m.fail('IndexError', 'list index out of range')
        f.regs[self.dest] = value[index]
        return self.next


class MatchMapping(Instr):
    """Go to ``target`` unless a is a mapping of at least ``count`` items."""

    def __init__(self, a: i64, count: int) -> None:
        super().__init__()
        self.a: i64 = a
        self.count = count

    def step(self, m: Machine, f: Frame) -> i64:
        subject = f.regs[self.a]
        mapping = payload_of(subject)
        if type(mapping) is not dict:
            return self.target
        if self.count > 0 and user_method(subject, '__len__'):
            m.call_prelude('length_of', [subject])
            return SWITCH
        return self.next if len(mapping) >= self.count else self.target

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        assert isinstance(value, int)
        return self.next if value >= self.count else self.target


class MatchKeys(Instr):
    """Go to ``target`` unless mapping a has the keys in the ``count`` registers from ``start``; their values go to the
    registers from ``values``, the rest to register ``rest`` (< 0: not wanted)."""

    def __init__(self, a: i64, start: i64, count: i64, values: i64, rest: i64) -> None:
        super().__init__()
        self.a: i64 = a
        self.start: i64 = start
        self.count: i64 = count
        self.values: i64 = values
        self.rest: i64 = rest

    def step(self, m: Machine, f: Frame) -> i64:
        regs = f.regs
        subject = regs[self.a]
        mapping = payload_of(subject)
        assert type(mapping) is dict
        keys = regs[self.start : self.start + self.count]
        if isinstance(subject, Instance) and asks_itself(subject):
            m.call_prelude('match_keys', [subject, keys, self.rest >= 0])
            return SWITCH
        at = self.values
        seen: dict[object, object] = {}
        for key in keys:
            m.check_key(key)
            if key in seen:
                raise m.fail('ValueError', f'mapping pattern checks duplicate key ({m.plain_repr(key)})')
            seen[key] = None
            value = mapping.get(key, ABSENT)
            if value is ABSENT:
                return self.target
            regs[at] = value
            at += 1
        if self.rest >= 0:
            m.tracker.allocate(64 + 100 * len(mapping))
            rest = dict(mapping)
            for key in keys:
                rest.pop(key, None)  # gone where its own ``__eq__`` changed the mapping
            regs[self.rest] = rest
        return self.next

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        if value is None:
            return self.target
        assert isinstance(value, list)
        at = self.values
        for index in range(int(self.count)):
            f.regs[at] = value[index]
            at += 1
        if self.rest >= 0:
            f.regs[self.rest] = value[len(value) - 1]
        return self.next


def asks_itself(subject: Instance) -> bool:
    """Whether the keys of an instance of a dict's subclass are looked for by sandbox code: CPython asks ``get``, and
    copies the rest natively unless there is an ``__iter__``."""
    if subject.attrs is not None and 'get' in subject.attrs:
        return True
    return user_method(subject, 'get') or user_method(subject, '__iter__')


class MatchClass(Instr):
    """Go to ``target`` unless a is an instance of the class in b with the attributes wanted; their values go to the
    registers from ``values``: ``count`` by position, then those called ``names``."""

    def __init__(self, a: i64, b: i64, count: i64, names: tuple[str, ...], values: i64) -> None:
        super().__init__()
        self.a: i64 = a
        self.b: i64 = b
        self.count: i64 = count
        self.names = names
        self.values: i64 = values

    def step(self, m: Machine, f: Frame) -> i64:
        value = m.call_prelude('match_class', [f.regs[self.a], f.regs[self.b], int(self.count), self.names])
        if value is PUSHED:
            return SWITCH
        return self.resume(m, f, f, value)

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        if value is None:
            return self.target
        assert isinstance(value, list)
        at = self.values
        for item in value:
            f.regs[at] = item
            at += 1
        return self.next
