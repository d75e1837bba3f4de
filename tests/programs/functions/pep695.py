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
# --- aliases and bounds in a class's body see its names
# min_python: 3.12
class A:
    x = int
    type B = x
    type A = A
    type C[T] = dict[T, x]
    y = 3
    def f[T: x](self): return self
    class G[T: (x, str)]: pass
print(A.B.__value__, A.A)
print(A.A.__value__, A.C.__value__)
A.x = str
print(A.B.__value__, A.C.__value__)
print(A.f.__type_params__[0].__bound__, A.G.__type_params__[0].__constraints__)
class x:
    x = 3
    type A = x
    type Y = y
print(x.A.__value__)
try: x.Y.__value__
except NameError as e: print(e)
y = 5
print(x.Y.__value__)
class q:
    type A = q
print(q.A.__value__)
# --- a default that is a starred type
# min_python: 3.13
class Z[*Ts = *tuple[int, str]]: pass
print(Z.__type_params__[0].__default__)
type A[*Ts = *tuple[int, ...]] = tuple[*Ts]
print(A.__type_params__[0].__default__, A.__type_params__[0].has_default())
def f[*Ts = *tuple[int]](): pass
print(f.__type_params__)
# --- a subscripted type with a star
for x in tuple[int, str]: print(x, x.__origin__, x.__args__)
print([*list[int]], next(iter(dict[str, int])), len(list(set[int])))
# --- an alias in a class's body in a function
# min_python: 3.12
def f(z):
    class A:
        w = 1
        type B = tuple[z, w]
    return A
print(f(7).B.__value__)
# --- an alias evaluated while the host is called
# min_python: 3.12
# externals: add
class A:
    x = add(1, 2)
    type B = (x, add(x, 4))
print(add(1, 1), A.B.__value__)
# --- arguments of generic classes
from typing import Generic, TypeVar, ParamSpec, Protocol, get_args, get_origin
T = TypeVar('T'); U = TypeVar('U'); P = ParamSpec('P')
class A(Generic[T]): pass
class B(Generic[T, U]): pass
class C(A[int]): pass
class D(Generic[T, P]): pass
class E(Generic[P]): pass
class F(Protocol[T]): pass
class G(list, Generic[T]): pass
class H(list[T]): pass
for f in (lambda: A[int], lambda: A[int, str], lambda: B[int, str], lambda: B[int, str, float], lambda: C[int], lambda: D[int, [str, int]], lambda: D[int, ...], lambda: D[int], lambda: E[int], lambda: E[int, str], lambda: E[[int, str]], lambda: E[...], lambda: F[int], lambda: F[int, str], lambda: G[int], lambda: G[int, int], lambda: H[int], lambda: A[T][int], lambda: A[list[T]][int], lambda: B[T, int][str], lambda: A[int][str], lambda: E[P], lambda: A['x'], lambda: A[None], lambda: B[T, U][int, str].__args__, lambda: get_args(D[int, [str]]), lambda: get_origin(A[int]), lambda: A[int]() is not None):
    try: print(f())
    except TypeError as e: print(e)
for c in (A, B, C, D, E, F, G): print(c.__parameters__, [b.__name__ for b in c.__mro__])
try:
    class X(Generic): pass
except TypeError as e: print(e)
# --- generic classes with defaults
# min_python: 3.13
class A[T, U = int, V = str]: pass
for f in (lambda: A[int], lambda: A[int, float], lambda: A[int, float, bool], lambda: A[1, 2, 3, 4], lambda: A[()]):
    try: print(f())
    except TypeError as e: print(e)
# --- generic classes with packs and parameter lists
# min_python: 3.12
class A[T, *Ts]: pass
class B[**P]: pass
print(A[int], A[int, str, float], B[int, str], B[[int]], A.__parameters__)
class S[T]:
    def __init_subclass__(cls, **kw):
        print('sub', cls.__name__, kw)
        super().__init_subclass__(**kw)
class S2(S[int]): pass
