# --- pep695 more
# min_python: 3.12
class A[T]:
    x: T
    def m[U](self, a: T, b: U) -> dict[T, U]: return {a: b}
    class Inner[V](list[V]): pass
print(A.m.__type_params__, A.__type_params__, A[int], A().m(1, 2), A.__bases__, A.__orig_bases__, A.Inner[int], A.Inner([1]))
def f[T](x: T, y: 'T' = None) -> T:
    def g() -> T: return x
    return g(), T.__name__, T
print(f(1), f.__annotations__)
type L = list[int]
type P[K, V] = dict[K, V]
print(L, L.__value__, L.__name__, P, P[int, str], P.__value__, P.__type_params__, L.__type_params__)
class B[T: int, *Ts, **PS]:
    pass
print(B.__type_params__)
def c[T: (int, str)](x: T) -> T: return x
print(c.__type_params__, c(3))
print(type(L).__name__, isinstance(L, type(L)))
class D[T](A[T]): pass
print(D.__mro__, D[int]().m('a', 1))
async def h[T](x: T) -> T: return x
print(await h(5))
def gen[T](x: T):
    yield x
    yield T
print(list(gen(1)))
@(lambda f: f)
def deco[T](x: T = 5): return x
print(deco())
try: T
except NameError as e: print(e)
def scope():
    T = 'outer'
    def in_[T](): return T
    return T, in_().__name__
print(scope())
class E[T]:
    T2 = T
    l = [T for _ in range(1)]
    def m(self): return T
print(E.T2, E.l, E().m() is E.T2)
type Lazy = undefined_name
print(Lazy)
try: Lazy.__value__
except NameError as e: print(e)
# --- type alias errors
# min_python: 3.12
type X = int
try: isinstance(1, X)
except TypeError as e: print(e)
try: X[int]
except TypeError as e: print(e)
def f[T]():
    raise ValueError(T)
f()
# --- generic class traceback
# min_python: 3.12
class A[T]:
    y = 1 / 0
# --- contextlib style
class closing:
    def __init__(self, thing): self.thing = thing
    def __enter__(self): return self.thing
    def __exit__(self, *exc): self.thing.close()
class contextmanager:
    def __init__(self, f): self.f = f
    def __call__(self, *a, **k): self.g = self.f(*a, **k); return self
    def __enter__(self): return next(self.g)
    def __exit__(self, t, v, tb):
        if t is None:
            try: next(self.g)
            except StopIteration: return False
            raise RuntimeError("generator didn't stop")
        try: self.g.throw(t, v, tb)
        except StopIteration as s: return s is not v
        except BaseException as e:
            if e is not v: raise
            return False
        raise RuntimeError("generator didn't stop after throw()")
@contextmanager
def cm(x):
    print('in', x)
    try: yield x
    except ValueError as e: print('ve', e)
    finally: print('out')
with cm(1) as y: print(y)
with cm(2): raise ValueError('sw')
try:
    with cm(3): raise KeyError('thru')
except KeyError as e: print(repr(e))
def g():
    try: yield 1
    finally: print('closed')
with closing(g()) as it: print(next(it))
# --- enumlike / metaprogramming w/o metaclass
class Field:
    def __init__(self, typ): self.typ = typ
    def __set_name__(self, owner, name): self.name = '_' + name; owner.fields = getattr(owner, 'fields', ()) + (name,)
    def __get__(self, obj, typ=None): return self if obj is None else getattr(obj, self.name, None)
    def __set__(self, obj, v):
        if not isinstance(v, self.typ): raise TypeError(f'{self.name[1:]} must be {self.typ.__name__}, got {type(v).__name__}')
        setattr(obj, self.name, v)
class Model:
    def __init__(self, **kw):
        for k, v in kw.items(): setattr(self, k, v)
    def __repr__(self): return f"{type(self).__name__}({', '.join(f'{f}={getattr(self, f)!r}' for f in self.fields)})"
class User(Model):
    name = Field(str); age = Field(int)
print(User(name='a', age=3), User.fields, User.name)
User(name='x', age='bad')
# --- set_name error
class D:
    def __set_name__(self, o, n): raise ValueError('sn')
class X:
    d = D()
# --- init_subclass error
class B:
    def __init_subclass__(cls, **kw): raise ValueError('is')
class C(B): pass
# --- getattr chain errors
class A:
    def __getattr__(self, n): raise AttributeError(f'no {n}')
class B:
    __slots__ = ('x',)
    @property
    def prop(self): return self.missing_thing
for f in (lambda: A().q, lambda: B().x, lambda: B().prop, lambda: getattr(A(), 'z'), lambda: getattr(1, 'z'), lambda: getattr(B(), 'x', 'def'), lambda: hasattr(B(), 'prop'), lambda: setattr(1, 'a', 1), lambda: setattr(B(), 'y', 1), lambda: delattr(B(), 'x'), lambda: vars(1), lambda: vars(B()), lambda: getattr(1, 2), lambda: setattr(A(), 1, 2), lambda: object().x, lambda: setattr(object(), 'x', 1), lambda: setattr(int, 'x', 1), lambda: setattr(len, 'x', 1), lambda: delattr(A(), 'nope'), lambda: None.foo, lambda: (lambda: 0).foo, lambda: A.foo, lambda: type.foo, lambda: [].foo, lambda: ().__len__(), lambda: (5).__add__(2), lambda: int.__add__(5, 2), lambda: str.join(',', 'ab'), lambda: dict.get({}, 1, 2), lambda: list.append([], 1), lambda: 'a'.__class__, lambda: A().__class__.__name__, lambda: A.__class__, lambda: len.__name__, lambda: [].append.__name__, lambda: int.__name__, lambda: (1).__class__.__mro__, lambda: True.__class__.__bases__, lambda: {}.__contains__(1), lambda: 'abc'.__getitem__(1), lambda: 'abc'.__iter__().__next__(), lambda: (3).__lt__(4), lambda: (3).__lt__('a'), lambda: 'a'.__eq__(1), lambda: [1].__eq__([1]), lambda: (3).__bool__(), lambda: (3).__hash__(), lambda: [].__hash__, lambda: (3).__repr__(), lambda: (3.5).__int__(), lambda: (3).__index__(), lambda: 'x'.__len__(), lambda: [3].__iadd__([4]), lambda: (1).__truediv__(2), lambda: (1).__rsub__(5), lambda: 'a'.__mul__(3), lambda: (2).__pow__(3, 5), lambda: [1, 2].__reversed__().__next__(), lambda: (1).__divmod__(0), lambda: {1}.__or__({2}), lambda: (1.5).__round__(), lambda: 'a'.__format__('>3'), lambda: [].__init__([1]), lambda: {}.__init__(a=1), lambda: object.__repr__(A())[:10], lambda: object.__eq__(1, 1), lambda: object.__str__(5), lambda: Exception.__str__(ValueError('q')), lambda: ValueError('a').__init__('b')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- type and isinstance
class A: pass
class B(A): pass
print(type(B()) is B, isinstance(B(), A), isinstance(B(), (int, A)), isinstance(1, int | str), issubclass(B, A), issubclass(bool, int), isinstance(True, int), type(None), type(...), type(type), type(A), type(int), isinstance(A, type), isinstance(int, type), issubclass(A, object), A.__subclasses__ if False else 0, type(1) == int, isinstance(None, type(None)), isinstance(1, object), isinstance(lambda: 0, type(lambda: 0)), int | None, (int | str).__args__, isinstance([], list | None), A | None, list[int], dict[str, list[A]], type(list[int]))
for f in (lambda: isinstance(1, 'a'), lambda: isinstance(1, (1,)), lambda: isinstance(1, list[int]), lambda: issubclass(1, int), lambda: isinstance(1), lambda: issubclass(int, (str, 1)), lambda: type(), lambda: type(1, 2), lambda: 1 | int, lambda: int | 1, lambda: A[int], lambda: 'a' | int, lambda: list[int]([1]), lambda: int[int]):
    try: print(f())
    except TypeError as e: print(e)
# --- total ordering by hand, hash/eq
class V:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return isinstance(o, V) and self.x == o.x
    def __repr__(self): return f'V{self.x}'
class H(V):
    def __hash__(self): return hash(self.x)
    def __lt__(self, o): return self.x < o.x
try: {V(1)}
except TypeError as e: print(e)
print({H(1), H(1), H(2)}, H(1) in {H(1): 5}, {H(1): 'a', H(1): 'b'}, [V(1)].index(V(1)), [V(1)].count(V(1)), V(1) in [V(1)], V(1) in (V(2),), [V(1), V(2)] == [V(1), V(2)], (V(1),) == (V(1),), {'a': V(1)} == {'a': V(1)}, V(1) != V(1), V(1) != 1, sorted([H(3), H(1)]), min(H(3), H(1)), max([H(3), H(1)]), hash(H(5)) == hash(5), V.__hash__, [V(1)] == [V(2)], {H(1)} == {H(1)}, {H(1)} | {H(1), H(3)}, {H(1)} & {H(1)}, frozenset([H(1)]) == frozenset([H(1)]), [H(2), H(1)] < [H(2), H(3)], list({H(1): 1}.items()) == [(H(1), 1)], dict.fromkeys([H(1), H(1)]), [V(1), V(2)].remove(V(1)), H(1) <= H(2) if False else 0)
try: H(1) <= H(2)
except TypeError as e: print(e)
try: sorted([V(2), V(1)])
except TypeError as e: print(e)
try: {}[V(1)]
except TypeError as e: print(e)
try: {[]: 1}
except TypeError as e: print(e)
try: {(1, []): 1}
except TypeError as e: print(e)
try: hash({})
except TypeError as e: print(e)
try: {{}}
except TypeError as e: print(e)
# --- iterator protocol errors
class A:
    def __iter__(self): return self
class B:
    def __next__(self): return 1
class C:
    __iter__ = None
class D:
    def __iter__(self): yield 1; yield 2
class E:
    __contains__ = None
    def __iter__(self): return iter([1])
class F:
    def __getitem__(self, i): return {0: 'a', 1: 'b'}[i]
for f in (lambda: iter(A()), lambda: iter(B()), lambda: iter(C()), lambda: next(D()), lambda: list(D()), lambda: 1 in E(), lambda: 1 in C(), lambda: list(F()), lambda: next(iter(B())), lambda: [*C()], lambda: dict(D()), lambda: reversed(D()), lambda: len(D()), lambda: D()[0], lambda: sum(D()), lambda: max(D()), lambda: zip(C()), lambda: map(1, D()).__next__(), lambda: enumerate(C()), lambda: list(reversed(F())), lambda: sorted(D(), key=1), lambda: set(D()) , lambda: tuple(C()), lambda: ''.join(D()), lambda: list(iter(lambda: 1, 1)), lambda: any(C()), lambda: filter(None, C()), lambda: next(5), lambda: [].extend(C()), lambda: {}.update(D()), lambda: min([]), lambda: max([], default=5), lambda: sum(['a']), lambda: sum([[1], [2]], []), lambda: sum('a', 'b')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
