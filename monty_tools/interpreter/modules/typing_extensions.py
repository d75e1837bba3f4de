"""``typing_extensions``: what ``typing`` has in its newest version, whatever the host's, and a few names of its own."""

from __future__ import annotations

from typing import Final

from .entry import Entry, why
from .signatures import COMMON

FROM_TYPING: Final = (
    'AbstractSet Annotated Any AnyStr AsyncContextManager AsyncGenerator AsyncIterable AsyncIterator Awaitable '
    'BinaryIO Callable ChainMap ClassVar Collection Concatenate Container ContextManager Coroutine Counter '
    'DefaultDict Deque Dict Final ForwardRef FrozenSet Generator Generic Hashable IO ItemsView Iterable Iterator '
    'KeysView List Literal LiteralString Mapping MappingView Match MutableMapping MutableSequence MutableSet '
    'NamedTuple Never NewType NoDefault NoReturn NotRequired Optional OrderedDict ParamSpec ParamSpecArgs '
    'ParamSpecKwargs Pattern Protocol ReadOnly Required Reversible Self Sequence Set Sized SupportsAbs SupportsBytes '
    'SupportsComplex SupportsFloat SupportsIndex SupportsInt SupportsRound Text TextIO Tuple Type TypeAlias '
    'TypeAliasType TypeGuard TypeIs TypeVar TypeVarTuple TypedDict Union Unpack ValuesView assert_never assert_type '
    'cast clear_overloads dataclass_transform final get_args get_origin get_overloads get_protocol_members '
    'get_type_hints is_protocol is_typeddict no_type_check no_type_check_decorator overload override reveal_type '
    'runtime_checkable'
).split()

NEEDS: Final[dict[str, str]] = {
    **{f'typing_{name}': f'typing.{name}' for name in FROM_TYPING},
    'warnings_deprecated': 'warnings.deprecated',
    'types_get_original_bases': 'types.get_original_bases',
}

ENTRY: Final = Entry(
    {'TYPE_CHECKING': False},
    (*FROM_TYPING, 'Doc', 'IntVar', 'deprecated', 'get_original_bases', 'runtime'),
    {**COMMON},
    needs=NEEDS,
    absent=why(
        {
            'Buffer CapsuleType': 'there is no buffer protocol',
            'Format evaluate_forward_ref get_annotations type_repr': 'introspection of annotations',
            'NoExtraItems Reader Sentinel TypeForm Writer disjoint_base sentinel': 'not offered',
        }
    ),
)
