# --- generic function
# min_python: 3.12
def first[T](xs: list[T]) -> T:
    return xs[0]
print(first([3, 4]), first.__name__)
print([p.__name__ for p in first.__type_params__])
# --- generic class
# min_python: 3.12
class Stack[T]:
    def __init__(self) -> None:
        self.items: list[T] = []
    def push(self, item: T) -> 'Stack[T]':
        self.items.append(item)
        return self
s = Stack[int]().push(1).push(2)
print(Stack.__type_params__[0].__name__)
s.items
# --- type statement
# min_python: 3.12
type Pair = tuple[int, int]
type Nested[T] = list[Nested[T]] | T
print(Pair.__name__, Nested.__name__)
def f(p: Pair) -> int:
    return p[0]
f((1, 2))
# --- bounds and several kinds of parameter
# min_python: 3.12
def f[T: (int, str), *Ts, **P](a: T, *rest) -> T:
    return a
class Base[K: str, V]:
    def get(self, key: K) -> V: return key * 2
class Child(Base[str, int]): pass
f('x', 1), Child().get('ab')
# --- quotes nested in f-strings
# min_python: 3.12
d = {'a': 1}
names = ['x', 'y']
print(f"{d["a"]} {', '.join(f"{n!r}" for n in names)}")
f'{f'{f'{1 + 1}'}'}' + f"{'\n'.join(names)}"

# --- bounds and constraints, evaluated when asked for
# min_python: 3.12
def f[T: int, S: (int, str), U](x: T) -> T:
    return x
T, S, U = f.__type_params__
print(T.__bound__, T.__constraints__, S.__bound__, S.__constraints__, U.__bound__, U.__constraints__)
class A[T: 'A', *Ts, **P]: pass
print(A.__type_params__[0].__bound__)
class B[T: Undefined]: pass
try: B.__type_params__[0].__bound__
except NameError as e: print(e)
def g(n):
    def h[T: n, U: list[T]](): pass
    n = float
    return h
print([p.__bound__ for p in g(int).__type_params__])
type L[T: (int, bytes)] = list[T]
print(L.__type_params__[0].__constraints__, L.__value__)
class Rec[T: Rec]: pass
print(Rec.__type_params__[0].__bound__)

# --- defaults of type parameters
# min_python: 3.13
class A[T = int, **P = [int]]: pass
for p in A.__type_params__:
    print(p, p.__default__, p.has_default())
class B[T]: pass
print(B.__type_params__[0].has_default(), B.__type_params__[0].__default__)
class C[T: (int, str) = str, U: int = bool]: pass
print([(p.__default__, p.__bound__, p.__constraints__) for p in C.__type_params__])

# --- annotations of a generic method use names of the class
# min_python: 3.12
class C:
    x = int
    def f[T](self, a: x): pass
print(C.f.__annotations__)
