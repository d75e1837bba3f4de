"""``operator``: the operators as functions, in ``prelude/operator_module.py``; here is what they take."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Final

from ..builtins import BUILTINS
from ..objects import NativeFunction
from .entry import Entry
from .signatures import COMMON, Arrange, Signature, helper_of, preludes

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None


class Call(NativeFunction):
    """``call(obj, /, *args, **kwargs)``."""

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        if not args:
            raise m.fail('TypeError', 'call expected at least 1 argument, got 0')
        return m.call(args[0], args[1:], kwargs)


BINARY: Final = (
    'add and_ concat contains countOf delitem eq floordiv ge getitem gt iadd iand iconcat ifloordiv ilshift imatmul '
    'imod imul indexOf ior ipow irshift is_ is_not isub itruediv ixor le lshift lt matmul mod mul ne or_ pow rshift '
    'sub truediv xor'
).split()
UNARY: Final = 'abs index inv invert neg not_ pos truth'.split()

SIGNATURES: Final[dict[str, Signature]] = {
    **{name: Signature(vars(operator)[name], 'a, b, /') for name in BINARY},
    **{name: Signature(vars(operator)[name], 'a, /') for name in UNARY},
    'length_hint': Signature(operator.length_hint, 'obj, default=0, /'),
    'setitem': Signature(operator.setitem, 'a, b, c, /'),
}
if 'is_none' in vars(operator):
    SIGNATURES.update({name: Signature(vars(operator)[name], 'a, /') for name in ('is_none', 'is_not_none')})

FUNCTIONS: Final[dict[str, object]] = {**preludes('operator', SIGNATURES), 'call': Call('call')}

NAMES: Final[dict[str, object]] = {
    **FUNCTIONS,
    **{
        name: FUNCTIONS[value.__name__]
        for name, value in vars(operator).items()
        if name[:2] == '__' and getattr(value, '__name__', '') in FUNCTIONS
    },
}
"""Functions by their names, and those that are operators by the names of the special methods too."""

PRELUDE: Final[tuple[str, ...]] = ('attrgetter', 'itemgetter', 'methodcaller')

HELPERS: Final[tuple[str, ...]] = tuple(helper_of('operator', name) for name in SIGNATURES)

ABS: Final = BUILTINS['abs']
assert isinstance(ABS, NativeFunction)

INTRINSICS: Final[dict[str, NativeFunction]] = {
    **COMMON,
    '_abs': ABS,
    '_arguments': Arrange(
        '_arguments',
        {
            'attrgetter': Signature(operator.attrgetter, 'item, *items', ''),
            'itemgetter': Signature(operator.itemgetter, 'item, *items', 0),
            'attrgetter call': Signature(operator.attrgetter('real'), 'obj, /', 0),
            'itemgetter call': Signature(operator.itemgetter(0), 'obj, /', 'a'),
            'methodcaller call': Signature(operator.methodcaller('bit_length'), 'obj, /', 0),
        },
    ),
}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS, HELPERS)
