"""``typing_extensions``."""

AbstractSet = typing_AbstractSet
Annotated = typing_Annotated
Any = typing_Any
AnyStr = typing_AnyStr
AsyncContextManager = typing_AsyncContextManager
AsyncGenerator = typing_AsyncGenerator
AsyncIterable = typing_AsyncIterable
AsyncIterator = typing_AsyncIterator
Awaitable = typing_Awaitable
BinaryIO = typing_BinaryIO
Callable = typing_Callable
ChainMap = typing_ChainMap
ClassVar = typing_ClassVar
Collection = typing_Collection
Concatenate = typing_Concatenate
Container = typing_Container
ContextManager = typing_ContextManager
Coroutine = typing_Coroutine
Counter = typing_Counter
DefaultDict = typing_DefaultDict
Deque = typing_Deque
Dict = typing_Dict
Final = typing_Final
ForwardRef = typing_ForwardRef
FrozenSet = typing_FrozenSet
Generator = typing_Generator
Generic = typing_Generic
Hashable = typing_Hashable
IO = typing_IO
ItemsView = typing_ItemsView
Iterable = typing_Iterable
Iterator = typing_Iterator
KeysView = typing_KeysView
List = typing_List
Literal = typing_Literal
LiteralString = typing_LiteralString
Mapping = typing_Mapping
MappingView = typing_MappingView
Match = typing_Match
MutableMapping = typing_MutableMapping
MutableSequence = typing_MutableSequence
MutableSet = typing_MutableSet
NamedTuple = typing_NamedTuple
Never = typing_Never
NewType = typing_NewType
NoDefault = typing_NoDefault
NoReturn = typing_NoReturn
NotRequired = typing_NotRequired
Optional = typing_Optional
OrderedDict = typing_OrderedDict
ParamSpec = typing_ParamSpec
ParamSpecArgs = typing_ParamSpecArgs
ParamSpecKwargs = typing_ParamSpecKwargs
Pattern = typing_Pattern
Protocol = typing_Protocol
ReadOnly = typing_ReadOnly
Required = typing_Required
Reversible = typing_Reversible
Self = typing_Self
Sequence = typing_Sequence
Set = typing_Set
Sized = typing_Sized
SupportsAbs = typing_SupportsAbs
SupportsBytes = typing_SupportsBytes
SupportsComplex = typing_SupportsComplex
SupportsFloat = typing_SupportsFloat
SupportsIndex = typing_SupportsIndex
SupportsInt = typing_SupportsInt
SupportsRound = typing_SupportsRound
Text = typing_Text
TextIO = typing_TextIO
Tuple = typing_Tuple
Type = typing_Type
TypeAlias = typing_TypeAlias
TypeAliasType = typing_TypeAliasType
TypeGuard = typing_TypeGuard
TypeIs = typing_TypeIs
TypeVar = typing_TypeVar
TypeVarTuple = typing_TypeVarTuple
TypedDict = typing_TypedDict
Union = typing_Union
Unpack = typing_Unpack
ValuesView = typing_ValuesView
assert_never = typing_assert_never
assert_type = typing_assert_type
cast = typing_cast
clear_overloads = typing_clear_overloads
dataclass_transform = typing_dataclass_transform
final = typing_final
get_args = typing_get_args
get_origin = typing_get_origin
get_overloads = typing_get_overloads
get_protocol_members = typing_get_protocol_members
get_type_hints = typing_get_type_hints
is_protocol = typing_is_protocol
is_typeddict = typing_is_typeddict
no_type_check = typing_no_type_check
no_type_check_decorator = typing_no_type_check_decorator
overload = typing_overload
override = typing_override
reveal_type = typing_reveal_type
runtime_checkable = typing_runtime_checkable

deprecated = warnings_deprecated
get_original_bases = types_get_original_bases
runtime = typing_runtime_checkable


def IntVar(name):
    return typing_TypeVar(name)


class Doc:
    __module__ = 'typing_extensions'

    def __init__(self, documentation, /):
        self.documentation = documentation

    def __repr__(self):
        return f'Doc({self.documentation!r})'

    def __hash__(self):
        return hash(self.documentation)

    def __eq__(self, other):
        return self.documentation == other.documentation if isinstance(other, Doc) else NotImplemented
