# What patterns ask of instances of subclasses of list, tuple and dict.
# --- a sequence pattern asks for the length and the items
class L(list):
    def __len__(self):
        return 2

    def __getitem__(self, index):
        print('get', index)
        return ('item', index)


def tried(value):
    try:
        match value:
            case [a, b]:
                print('two', a, b)
            case [a, *rest]:
                print('more', a, rest)
            case _:
                print('other')
    except Exception as error:
        print(type(error).__name__, error)
    try:
        match value:
            case [a, *_, b]:
                print('ends', a, b)
            case [*_]:
                print('all')
    except Exception as error:
        print(type(error).__name__, error)


tried(L([1, 2, 3, 4, 5]))
tried(L([1, 2]))
tried(L())


class Iterated(list):
    def __iter__(self):
        yield from 'xy'


class Short(tuple):
    def __len__(self):
        return 1


class Items(tuple):
    def __getitem__(self, index):
        return index


class Failing(list):
    def __len__(self):
        raise KeyError('len')


class Negative(list):
    def __len__(self):
        return -1


class NoNumber(list):
    def __len__(self):
        return 'x'


class Huge(list):
    def __len__(self):
        return 10**20


class Plain(list):
    pass


for kind in (Iterated, Short, Items, Failing, Negative, NoNumber, Huge, Plain):
    print(kind.__name__)
    tried(kind([1, 2]))
    tried(kind([1, 2, 3]))
    tried(kind())


# --- a mapping pattern asks through get
class Logged(dict):
    def get(self, key, default=None):
        print('get', key)
        return super().get(key, default)


class Everything(dict):
    def get(self, key, default=None):
        return ('got', key)


class Nothing(dict):
    def get(self, key, default=None):
        return default


class Item(dict):
    def __getitem__(self, key):
        return 'item'

    def __missing__(self, key):
        return 'missing'


class Keys(dict):
    def keys(self):
        return ['p', 'q']


class Iterated(dict):
    def __iter__(self):
        return iter('zz')

    def keys(self):
        print('keys')
        return ['a', 'q']

    def __getitem__(self, key):
        return key * 2


class Empty(dict):
    def __len__(self):
        return 0


class Failing(dict):
    def get(self, key, default=None):
        raise KeyError(key)


def tried(value):
    try:
        match value:
            case {'a': x, 'b': y}:
                print('two', x, y)
            case {'b': y}:
                print('b', y)
            case {'a': x, **rest}:
                print('rest', x, rest)
            case {}:
                print('empty')
    except Exception as error:
        print(type(error).__name__, error)


for kind in (Logged, Everything, Nothing, Item, Keys, Iterated, Empty, Failing):
    print(kind.__name__)
    for value in (kind(), kind(a=1), kind(b=2), kind(a=1, b=2), kind(c=3)):
        tried(value)
own = Keys(a=1)
own.get = lambda key, default: (key, 'own')
tried(own)


# --- keys are looked at once the length fits
class K:
    @property
    def a(self):
        print('key a')
        return 'a'

    b = 'a'


k = K()
for value in ({}, {'a': 1}, {'a': 1, 'b': 2}, 3):
    try:
        match value:
            case {k.a: x, k.b: y}:
                print(x, y)
            case {k.a: x}:
                print(x)
            case _:
                print('no')
    except ValueError as error:
        print(error)


# --- double stars of a dict's subclass
class D(dict):
    def keys(self):
        return ['k']

    def __getitem__(self, key):
        return 'item'


class E(D):
    def __iter__(self):
        return iter('z')


def f(**kwargs):
    return kwargs


print({**D(a=1)}, f(**D(a=1)), {**E(a=1)}, f(**E(a=1)), dict(D(a=1)), dict(E(a=1)))


# --- a pattern's questions may call the host
# externals: add
class L(list):
    def __len__(self):
        return add(1, 1)

    def __getitem__(self, index):
        return add(index, 10)


class D(dict):
    def __len__(self):
        return add(1, 1)

    def get(self, key, default=None):
        return add(key, '!')


match L([1, 2]):
    case [a, *_, b]:
        print(a, b)
match L([3, 4]):
    case [a, b]:
        print(a, b)
match D(x=1, y=2):
    case {'x': x, 'y': y, **rest}:
        print(x, y, rest)
