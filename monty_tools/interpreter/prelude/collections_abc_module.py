"""``collections.abc``: the classes behind ``typing``, under their own names."""

AsyncGenerator = AsyncGeneratorClass
AsyncIterable = AsyncIterableClass
AsyncIterator = AsyncIteratorClass
Awaitable = AwaitableClass
ByteString = ByteStringClass
Callable = CallableClass
Collection = CollectionClass
Container = ContainerClass
Coroutine = CoroutineClass
Generator = GeneratorClass
Hashable = HashableClass
ItemsView = ItemsViewClass
Iterable = IterableClass
Iterator = IteratorClass
KeysView = KeysViewClass
Mapping = MappingClass
MappingView = MappingViewClass
MutableMapping = MutableMappingClass
MutableSequence = MutableSequenceClass
MutableSet = MutableSetClass
Reversible = ReversibleClass
Sequence = SequenceClass
Set = SetClass
Sized = SizedClass
ValuesView = ValuesViewClass
