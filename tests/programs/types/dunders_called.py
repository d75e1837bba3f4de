# --- a bytearray's subclass
class B(bytearray):
    pass
class Init(bytearray):
    def __init__(self, n): super().__init__([n, n + 1])
b = B(b'a b')
b.append(33)
print(b, len(b), B(3), B([1, 2]), B('é', 'utf-8'), Init(7), b + b'x', b'a' in b)
class Index:
    def __index__(self): return 2
print(B(Index()), B([Index()]))
b.__init__('text')
# --- number formats through super
class Money(int):
    def __format__(self, spec): return '$' + super().__format__(spec)
class Text(str):
    def __format__(self, spec): return '<' + super().__format__(spec) + '>'
    def __str__(self): return 'shown'
class Real(float):
    def __str__(self): return 'real'
print(f'{Money(5):05d} {Money(7)} {Text("a"):>3} {Text("b")} {Real(1.5)} {Real(1.5):.3f}')
print((5).__format__('03d'), float.__format__(1.5, '.2f'), (1j).__format__('.1f'), True.__format__('d'), True.__format__(''))
for value, spec in ((5, 'a'), (1.5, 'x'), ('a', 'd'), (Money(3), 's'), (5, None), (None, 'x'), ([], None)):
    try:
        value.__format__(spec)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# --- methods of constants and plain objects
print(None.__repr__(), (...).__repr__(), NotImplemented.__repr__(), None.__bool__(), hash(None) == None.__hash__())
print(object().__lt__(1), {}.__gt__({}), (1j).__le__(2), range(3).__ge__(4), hasattr(print, '__lt__'))
class P:
    def __lt__(self, other): return super().__lt__(other)
def g(): yield
print(g().__repr__()[:19], (lambda: 0).__repr__()[:18], print.__repr__(), int.__repr__)
P() < P()
# --- names of subclasses in messages
class S(str): pass
class I(int): pass
class L(list): pass
class D(bytes): pass
def tell(f, *args):
    try:
        print(f(*args))
    except TypeError as error:
        print(error)
for f, *args in (
    ('abc'.find, I(1)), ('abc'.split, I(1)), ('abc'.startswith, I(1)), ('abc'.center, S('a')), ('abc'.join, [I(1)]),
    (b'abc'.find, S('a')), (b'abc'.strip, I(0)), ([1].pop, S('a')), ([1].__getitem__, L()), ((1,).__getitem__, D()),
    (range(3).__getitem__, S('a')), (''.__add__, I(1)), (b''.__add__, I(1)), ([].__add__, I(1)), ((1,).__mul__, S('a')),
    (slice(1).indices, S('a')), ('a'.__contains__, I(1)), (int.from_bytes, I(1)), ([].__mul__, None), (().__add__, None),
):
    tell(f, *args)
# --- indexes of tuples and floats
class Two:
    def __index__(self): return 2
print((1, 2, 3)[Two()], (1, 2, 3).__getitem__(slice(Two(), None)), 2.3456.__round__(Two()), [1, 2, 3].__getitem__(Two()))
print(int.from_bytes([1, 2]), int.from_bytes(map(int, '12')), int.from_bytes(i for i in (3, 4)), int.from_bytes([Two()]))
# --- counts that no sequence can have
def tell(f):
    try:
        f()
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
def grow():
    items = [1]
    items *= 10 ** 30
for f in (lambda: [1] * 10 ** 30, lambda: 10 ** 30 * 'a', lambda: (1,) * 10 ** 30, grow, lambda: b'a' * 2 ** 64):
    tell(f)
class Shown:
    def __repr__(self): return 'Shown'
tell(lambda: [1].index(Shown()))
