# --- contexts that are a cycle already
y = ValueError(2)
z = ValueError(3)
y.__context__ = z
z.__context__ = y
try:
    try:
        raise y
    except ValueError:
        raise TypeError(1)
except TypeError as error:
    print(repr(error.__context__), repr(error.__context__.__context__))


def own():
    try:
        raise ValueError(1)
    except ValueError as error:
        error.__context__ = error
        raise TypeError(2)


try:
    own()
except TypeError as error:
    print(repr(error.__context__))

# --- an exception class whose __new__ makes something else
class Odd(Exception):
    def __new__(cls, *args):
        return cls


def numbers():
    try:
        yield 1
    except TypeError as error:
        print('inside:', error)
    yield 2


gen = numbers()
next(gen)
print(gen.throw(Odd))
raise Odd

# --- making the thrown exception fails
class Broken(Exception):
    def __init__(self):
        raise KeyError('broken')


def numbers():
    try:
        yield 1
    except KeyError as error:
        print('inside:', error)
    yield 2


gen = numbers()
next(gen)
print(gen.throw(Broken))

# --- throwing past a generator that handles an exception
def inner():
    yield


def outer():
    try:
        raise KeyError('a')
    except KeyError:
        yield from inner()


gen = outer()
next(gen)
try:
    gen.throw(ValueError('b'))
except ValueError as error:
    print(repr(error.__context__))

# --- throw with a traceback
def numbers():
    yield 1


gen = numbers()
try:
    gen.throw(ValueError, 'text', 3)
except TypeError as error:
    print(error)
try:
    gen.throw(ValueError, 'text', None)
except ValueError as error:
    print(repr(error))

# --- names of generators can change
def numbers():
    yield 1


gen = numbers()
gen.__name__ = 'renamed'
gen.__qualname__ = 'somewhere.renamed'
print(gen.__name__, repr(gen)[:36])
try:
    gen.__name__ = 3
except TypeError as error:
    print(error)
try:
    del gen.__qualname__
except TypeError as error:
    print(error)

# --- what a coroutine's __await__ gives is its own iterator
async def three():
    return 3


steps = three().__await__()
print(iter(steps) is steps)
try:
    next(steps)
except StopIteration as stop:
    print(stop.value)
