# --- class and instance attributes
class Dog:
    kind = 'canine'
    tricks = []
    def __init__(self, name):
        self.name = name
    def learn(self, trick):
        self.tricks.append(trick)
a, b = Dog('a'), Dog('b')
a.learn('sit')
b.kind = 'cat'
Dog.legs = 4
print(a.kind, b.kind, Dog.kind, b.tricks, a.legs, sorted(vars(b)))
del b.kind
b.kind
# --- inheritance and super
class A:
    def __init__(self): print('A'); self.log = ['A']
    def f(self): return 'A.f'
class B(A):
    def __init__(self):
        super().__init__()
        self.log.append('B')
    def f(self): return 'B.f>' + super().f()
class C(B):
    def f(self): return 'C.f>' + super(B, self).f() + '|' + super(C, self).f()
c = C()
print(c.f(), c.log, A.f(c))
isinstance(c, A), issubclass(C, (int, A)), C.__bases__[0].__name__, C.__base__.__name__
# --- mro of a diamond
class Base:
    def hi(self): return ['Base']
class L(Base):
    def hi(self): return ['L'] + super().hi()
class R(Base):
    def hi(self): return ['R'] + super().hi()
class Both(L, R):
    def hi(self): return ['Both'] + super().hi()
print([k.__name__ for k in Both.__mro__], [k.__name__ for k in Both.mro()])
Both().hi()
# --- mro conflict
class A: pass
class B(A): pass
try:
    class C(A, B): pass
except TypeError as error:
    print(str(error).splitlines())
try:
    class D(A, A): pass
except TypeError as error:
    print(error)
try:
    class E(5): pass
except TypeError as error:
    print(type(error).__name__)
class X: pass
class Y: pass
class F(X, Y): pass
class G(Y, X): pass
try:
    class H(F, G): pass
except TypeError as error:
    print(str(error).split('\n')[0])
# --- super in classmethods, staticmethods and nested functions
class A:
    @classmethod
    def make(cls, n): return cls.__name__ + str(n)
    def run(self): return 1
class B(A):
    @classmethod
    def make(cls, n): return 'B:' + super().make(n + 1)
    def run(self):
        def inner():
            return __class__.__name__
        return inner(), super().run(), [super(B, self).run() for _ in range(1)]
print(B.make(1), B().make(5))
B().run()
# --- super errors
class A:
    def f(self):
        return super().missing
    def g():
        return super()
try:
    A().f()
except AttributeError as error:
    print(error)
try:
    A.g()
except RuntimeError as error:
    print(error)
try:
    super()
except RuntimeError as error:
    print(error)
try:
    super(int, 'x')
except TypeError as error:
    print(error)
# --- super attribute and property
class A:
    x = 1
    @property
    def p(self): return 'pA'
class B(A):
    x = 2
    @property
    def p(self): return 'pB' + super().p + str(super().x)
B().p
# --- classmethod and staticmethod
class T:
    n = 0
    @classmethod
    def inc(cls, by=1):
        cls.n += by
        return cls
    @staticmethod
    def add(a, b): return a + b
class U(T): n = 10
print(T.inc().n, U.inc(5).n, T.n, T().inc().n)
print(T.add(1, 2), T().add(3, 4))
f = U.inc
f(); U.n, U().add(1, 1)
# --- bound methods
class C:
    def __init__(self, n): self.n = n
    def m(self, k=0): return self.n + k
c, d = C(1), C(2)
m = c.m
print(m(), m(5), C.m(d, 1), m.__self__ is c, m.__func__ is C.m, m.__name__)
print(c.m == c.m, c.m == d.m, c.m is c.m, len({c.m, c.m}))
d.m = lambda: 'own'
print(d.m())
list(map(c.m, [1, 2]))
# --- functions as class attributes
def double(self): return self.v * 2
class C:
    v = 4
    twice = double
    thrice = lambda self: self.v * 3
    length = len
C.later = lambda self: 'later'
c = C()
c.twice(), c.thrice(), c.later(), c.length([1])
# --- property with setter and deleter
class Celsius:
    def __init__(self): self._t = 0
    @property
    def t(self):
        "the temperature"
        return self._t
    @t.setter
    def t(self, v):
        if v < -273: raise ValueError('too cold')
        self._t = v
    @t.deleter
    def t(self): self._t = None
    @property
    def f(self): return self.t * 9 / 5 + 32
c = Celsius()
c.t = 100
c.t += 1
print(c.t, c.f, Celsius.t.__doc__)
try: c.t = -300
except ValueError as e: print(e)
del c.t
print(c.t)
for action in ('set', 'del'):
    try:
        if action == 'set': c.f = 1
        else: del c.f
    except AttributeError as e: print(e)
# --- property call form
class C:
    def get(self): return self.__dict__.get('x', 'unset')
    def put(self, v): self.__dict__['x'] = v
    x = property(get, put)
    y = property(lambda self: 'y', doc='docs')
    z = property()
c = C()
print(c.x); c.x = 3
print(c.x, c.y, C.y.__doc__, vars(c))
try: c.z
except AttributeError as e: print(e)
try: del c.x
except AttributeError as e: print(e)
# --- property errors propagate to __getattr__
class C:
    @property
    def bad(self): raise AttributeError('inside')
    def __getattr__(self, name): return 'fallback ' + name
C().bad
# --- descriptors
class Field:
    def __set_name__(self, owner, name):
        self.name = '_' + name
        print('named', name, owner.__name__)
    def __get__(self, obj, owner=None):
        if obj is None: return 'on class ' + owner.__name__
        return obj.__dict__.get(self.name, 'default')
    def __set__(self, obj, value):
        if value == 'bad': raise ValueError(self.name)
        obj.__dict__[self.name] = value
    def __delete__(self, obj): del obj.__dict__[self.name]
class Model:
    a = Field()
    b = Field()
m = Model()
m.a = 1
print(m.a, m.b, Model.a, m.__dict__)
m.__dict__['a'] = 'hidden'
print(m.a)
try: m.b = 'bad'
except ValueError as e: print(e)
del m.a
m.a
# --- non-data descriptor is shadowed by the instance
class Lazy:
    def __init__(self, f): self.f = f; self.name = f.__name__
    def __get__(self, obj, owner):
        if obj is None: return self
        value = obj.__dict__[self.name] = self.f(obj)
        return value
class C:
    @Lazy
    def heavy(self):
        print('computing')
        return 42
c = C()
c.heavy, c.heavy, type(C.heavy).__name__
# --- descriptor without __get__ or __set__
class OnlySet:
    def __set__(self, obj, v): obj.__dict__['kept'] = v
class OnlyDelete:
    def __delete__(self, obj): print('deleted')
class C:
    s = OnlySet()
    d = OnlyDelete()
c = C()
c.s = 5
print(c.kept, type(c.s).__name__)
del c.d
try: c.d = 1
except AttributeError as e: print(type(e).__name__)
try: del c.s
except AttributeError as e: print(type(e).__name__)
# --- slots
class P:
    __slots__ = ('x', 'y')
    def __init__(self, x): self.x = x
p = P(1)
for action in (lambda: p.y, lambda: setattr(p, 'z', 1), lambda: p.__dict__):
    try: action()
    except AttributeError as e: print(e)
class Q(P): pass
q = Q(2); q.z = 3
class R(P): __slots__ = 'w'
r = R(3); r.w = 4
print(q.x, q.z, q.__dict__, r.w, r.x, hasattr(r, '__dict__'))
del p.x
hasattr(p, 'x'), P.__slots__
# --- slots conflicts
try:
    class A: __slots__ = ('a',); a = 1
except ValueError as e: print(e)
class B: __slots__ = ('b', '__dict__')
b = B(); b.b = 1; b.free = 2
b.b, b.__dict__
# --- __getattr__ and friends
class Proxy:
    def __init__(self): super().__setattr__('log', []); self.x = 1
    def __getattr__(self, name):
        if name.startswith('no'): raise AttributeError(f'no {name}')
        return name.upper()
    def __setattr__(self, name, value):
        self.log.append(('set', name, value))
        super().__setattr__(name, value)
    def __delattr__(self, name):
        self.log.append(('del', name))
        object.__delattr__(self, name)
p = Proxy()
print(p.x, p.other, getattr(p, 'nope', 'dflt'), hasattr(p, 'nothing'), hasattr(p, 'some'))
p.x += 1
del p.x
setattr(p, 'y', 5); delattr(p, 'y')
print(p.log)
try: p.nope
except AttributeError as e: print(e)
try: del p.absent
except AttributeError as e: print(e)
# --- __getattribute__
class G:
    x = 1
    def __getattribute__(self, name):
        if name == 'magic': return 'magic!'
        if name == 'gone': raise AttributeError(name)
        return object.__getattribute__(self, name)
    def __getattr__(self, name): return 'via getattr ' + name
g = G()
g.x, g.magic, g.gone, g.zzz
# --- attribute errors
class C:
    here = 1
c = C()
for f in (lambda: c.there, lambda: C.there, lambda: (1).foo, lambda: 'x'.foo, lambda: None.foo, lambda: [].foo,
          lambda: C.here.foo, lambda: (lambda: 0).foo, lambda: len.foo, lambda: {}.foo, lambda: c.f.g):
    try: f()
    except AttributeError as e: print(e)
for f in (lambda: delattr(c, 'here'), lambda: setattr(1, 'a', 2), lambda: setattr('s', 'upper', 1), lambda: setattr([], 'z', 1)):
    try: f()
    except AttributeError as e: print(type(e).__name__)
# --- getattr setattr hasattr delattr
class C: a = 1
c = C()
setattr(c, 'b c', 2)
print(getattr(c, 'b c'), getattr(c, 'a'), getattr(c, 'z', None), hasattr(c, 'z'), hasattr(5, 'real'))
delattr(c, 'b c')
print(getattr([3, 1], 'index')(1), getattr('x', 'upper')())
for f in (lambda: getattr(c, 1), lambda: hasattr(c, None), lambda: getattr(c), lambda: getattr(c, 'q')):
    try: f()
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
# --- __init_subclass__
class Plugin:
    registry = []
    def __init_subclass__(cls, /, name='anon', **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry.append((cls.__name__, name))
class A(Plugin): pass
class B(Plugin, name='bee'): pass
class C(B, name='sea'): pass
print(Plugin.registry)
try:
    class D(Plugin, oops=1): pass
except TypeError as e: print(e)
try:
    class E(x=1): pass
except TypeError as e: print(e)
# --- __set_name__ and __init_subclass__ order
class Named:
    def __set_name__(self, owner, name): print('set_name', name)
class Base:
    def __init_subclass__(cls): print('init_subclass', cls.__name__)
class Sub(Base):
    print('body')
    n = Named()
print('after')
# --- __class_getitem__
class Box:
    def __class_getitem__(cls, item): return f'{cls.__name__}[{item!r}]'
class Small(Box): pass
print(Box[int is int], Small['x', 1])
class Plain: pass
try: Plain[0]
except TypeError as e: print(e)
list[int], dict[str, int] == dict[str, int]
repr(list[int]), str(tuple[int, ...])
# --- __new__
class Once:
    instance = None
    def __new__(cls, *args):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance
    def __init__(self, v=0): self.v = v
a, b = Once(1), Once(2)
print(a is b, a.v)
class Other:
    def __new__(cls): return 'not an instance'
    def __init__(self): print('never')
Other()
# --- __init__ must return None
class C:
    def __init__(self): return 1
try: C()
except TypeError as e: print(e)
# --- __call__
class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, x, *, twice=False): return (x + self.n) * (2 if twice else 1)
a = Adder(3)
print(a(1), a(1, twice=True), callable(a), callable(3), callable(Adder), callable(len))
a.__call__ = lambda x: 'ignored'
list(map(a, [1, 2]))
# --- private name mangling
class A:
    __x = 1
    def __init__(self): self.__y = 2
    def get(self): return self.__x, self.__y
    def __hidden(self): return 'hidden'
    def call(self): return self.__hidden()
class B(A):
    __x = 'B'
    def both(self): return self.__x, self.get()
b = B()
print(sorted(vars(b)), b.both(), b.call(), b._A__x)
try: b.__x
except AttributeError as e: print(e)
class _C:
    def __m(self): return 'm'
_C()._C__m()
# --- class namespace evaluation
class C:
    values = []
    for i in range(3):
        values.append(i * i)
    if values:
        big = max(values)
    else:
        big = None
    def helper(x): return x + 1
    computed = helper(41)
    del helper
print(C.values, C.big, C.i, C.computed, hasattr(C, 'helper'))
# --- nested classes and qualname
class Outer:
    class Inner:
        class Deep:
            def m(self): pass
    def f(self):
        class Local: pass
        return Local
print(Outer.Inner.Deep.__qualname__, Outer.Inner.Deep.m.__qualname__, Outer().f().__qualname__, Outer.__module__)
Outer.Inner.__name__, Outer.__doc__
# --- type of things
class C: "doc of C"
c = C()
print(type(c) is C, type(C) is type, c.__class__ is C, C.__doc__, c.__doc__)
print(type(1).__name__, type([]) is list, type(None).__name__, type(lambda: 0).__name__, type(len).__name__)
print(C, type(c), int, type(None), [str, float])
isinstance(C, type), isinstance(c, object), isinstance(int, type), isinstance(True, int)
# --- changing __class__
class A:
    def hi(self): return 'A'
class B:
    def hi(self): return 'B'
x = A()
x.__class__ = B
x.hi(), type(x).__name__
# --- __dict__ of an instance is live
class C: pass
c = C()
c.__dict__['k'] = 1
c.k2 = 2
d = c.__dict__
d['k'] += 1
print(c.k, d)
vars(c).clear()
hasattr(c, 'k')
# --- dir of instances and classes
class A:
    def f(self): pass
    x = 1
class B(A):
    def __init__(self): self.z = 1
print([n for n in dir(B()) if not n.startswith('__')])
print([n for n in dir(B) if not n.startswith('__')])
class D:
    def __dir__(self): return ['b', 'a']
dir(D())
# --- default repr and str
class C: pass
print(repr(C()).startswith('<__main__.C object at 0x'), C)
print(C())
class S:
    def __str__(self): return 'str'
class R:
    def __repr__(self): return 'repr'
print(S(), [R()], str(R()), f'{R()}', repr(R()), {R(): 1} and 1)
class N:
    def __str__(self): return 5
try: str(N())
except TypeError as e: print(e)
# --- monkey patching a class
class C: pass
c = C()
C.__len__ = lambda self: 7
print(len(c), bool(c))
c.__len__ = lambda: 9
print(len(c))
del C.__len__
try: len(c)
except TypeError as e: print(e)
# --- abstract by hand
class Shape:
    def area(self): raise NotImplementedError
    def describe(self): return f'{type(self).__name__} of {self.area():.2f}'
class Square(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
print(Square(3).describe())
try: Shape().describe()
except NotImplementedError as e: print(repr(e))
# --- mixins with cooperative kwargs
class Root:
    def __init__(self, **kw): print('Root', kw)
class Named(Root):
    def __init__(self, name, **kw): super().__init__(**kw); self.name = name
class Sized(Root):
    def __init__(self, size, **kw): super().__init__(**kw); self.size = size
class Thing(Named, Sized): pass
t = Thing(name='n', size=3, rest=1)
t.name, t.size
