# --- SimpleNamespace
from types import SimpleNamespace
ns = SimpleNamespace(a=1, b='x', c=[1, 2])
ns.d = {'k': ns.a}
print(ns, ns.a, ns == SimpleNamespace(a=1, b='x', c=[1, 2], d={'k': 1}), ns != SimpleNamespace(), vars(ns), ns.__dict__ is vars(ns), SimpleNamespace(), hasattr(ns, 'zz'), list(vars(ns)), len(ns.__dict__))
del ns.b
ns.a += 5
setattr(ns, 'not valid', 3)
print(ns, getattr(ns, 'a'), getattr(ns, 'q', 'default'), SimpleNamespace(**{'x': 1, 'y': SimpleNamespace(z=2)}).y.z, isinstance(ns, SimpleNamespace), type(ns), ns.__class__.__name__)
ns.self = ns
print(ns)
class Sub(SimpleNamespace):
    def total(self): return sum(self.__dict__.values())
print(Sub(a=1, b=2), Sub(a=1, b=2).total(), Sub(a=1) == SimpleNamespace(a=1), SimpleNamespace(a=1) == 5)
for f in (lambda: SimpleNamespace(1, 2), lambda: ns.nope, lambda: hash(SimpleNamespace()), lambda: SimpleNamespace(5), lambda: delattr(ns, 'nope'), lambda: SimpleNamespace(a=1) < SimpleNamespace(a=2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
import copy, json
c = copy.deepcopy(SimpleNamespace(l=[1]))
d = copy.copy(c)
d.l.append(2)
print(c, d, c.l is d.l, json.dumps(vars(c)), json.loads('{"a": {"b": 1}}', object_hook=lambda o: SimpleNamespace(**o)).a.b)
ns = SimpleNamespace()
ns.__dict__.update(x=1)
print(ns.x, ns)
# --- SimpleNamespace from a mapping
# min_python: 3.13
from types import SimpleNamespace
import copy
print(SimpleNamespace({'a': 1}), SimpleNamespace([('a', 1)], b=2), SimpleNamespace({}), copy.replace(SimpleNamespace(a=1, b=2), b=3))
for f in (lambda: SimpleNamespace(5), lambda: SimpleNamespace({1: 2}), lambda: SimpleNamespace({}, {})):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- MappingProxyType
from types import MappingProxyType
d = {'a': 1, 'b': [2]}
p = MappingProxyType(d)
print(p, p['a'], len(p), list(p), 'a' in p, 'z' in p, p.get('a'), p.get('z'), p.get('z', 0), list(p.keys()), list(p.values()), list(p.items()), p == d, p == MappingProxyType(dict(d)), p != {}, p.copy(), type(p.copy()), p | {'c': 3}, {'c': 3} | p, list(reversed(p)), type(p), type(p).__name__, str(p), dict(p), {**p}, bool(p), bool(MappingProxyType({})), isinstance(p, MappingProxyType), sorted(p))
d['new'] = 5
print(p, p['new'])
for f in (lambda: p['zz'], lambda: p.__setitem__('a', 1), lambda: p.pop('a'), lambda: MappingProxyType(5), lambda: MappingProxyType([1]), lambda: MappingProxyType(), lambda: hash(p), lambda: p.update({})):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def store(): p['a'] = 2
def remove(): del p['a']
def derive():
    class X(MappingProxyType): pass
def merge():
    q = MappingProxyType({})
    q |= {'a': 1}
for f in (store, remove, derive, merge):
    try: f()
    except TypeError as e: print(e)
def f(**kw): return kw
print(f(**p), MappingProxyType[int, str], MappingProxyType(MappingProxyType({'x': 1}))['x'])
from collections import OrderedDict, ChainMap
print(MappingProxyType(OrderedDict(a=1)), list(MappingProxyType(ChainMap({'a': 1}))))
import collections.abc
print(isinstance(p, collections.abc.Mapping), isinstance(p, collections.abc.MutableMapping))
# --- classes of values
import types
def f(): yield 1
async def g(): pass
async def ag(): yield 1
class C:
    __slots__ = ('s',)
    def m(self): pass
co = g()
print(isinstance(f, types.FunctionType), isinstance(lambda: 0, types.LambdaType), types.FunctionType is types.LambdaType, isinstance(f(), types.GeneratorType), isinstance(co, types.CoroutineType), isinstance(ag(), types.AsyncGeneratorType), isinstance(len, types.BuiltinFunctionType), isinstance([].append, types.BuiltinMethodType), isinstance(C().m, types.MethodType), isinstance(C.m, types.MethodType), isinstance(None, types.NoneType), isinstance(..., types.EllipsisType), isinstance(NotImplemented, types.NotImplementedType), isinstance(int | str, types.UnionType), isinstance(list[int], types.GenericAlias), isinstance(types, types.ModuleType), isinstance(str.join, types.MethodDescriptorType), isinstance(object.__init__, types.WrapperDescriptorType), isinstance(object().__str__, types.MethodWrapperType), isinstance(C.s, types.MemberDescriptorType), isinstance(5, types.FunctionType), isinstance(int.real, types.GetSetDescriptorType))
co.close()
print(types.FunctionType, types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType, types.BuiltinFunctionType, types.MethodType, types.NoneType, types.ModuleType, types.TracebackType, types.CellType, types.UnionType.__name__, types.GenericAlias, types.MemberDescriptorType.__name__)
try: 1 / 0
except ZeroDivisionError as e: print(isinstance(e.__traceback__, types.TracebackType))
def what(x):
    match x:
        case types.FunctionType(): return 'function'
        case types.NoneType(): return 'none'
        case _: return 'other'
print(what(f), what(None), what(1))
# --- MethodType
from types import MethodType
class C:
    def __init__(self, n): self.n = n
def add(self, x=1): return self.n + x
c = C(5)
c.add = MethodType(add, c)
m = MethodType(add, C(10))
print(c.add(), c.add(4), m(1), m.__self__.n, m.__func__ is add, MethodType(len, [1, 2])(), m == MethodType(add, m.__self__), m.__name__)
for f in (lambda: MethodType(), lambda: MethodType(5, 1), lambda: MethodType(add, None), lambda: MethodType(add, c, 1), lambda: MethodType(add)):
    try: print(f())
    except TypeError as e: print(e)
# --- making classes
import types
def body(ns): ns['x'] = 5; ns['hello'] = lambda self: self.x
A = types.new_class('A', (), {}, body)
print(A, A.x, A().hello(), A.__bases__, types.new_class('B', (A,)).x, types.new_class('E').__name__, A.__name__)
from abc import ABC, ABCMeta, abstractmethod
class Base:
    def __init_subclass__(cls, tag=None, **kw): cls.tag = tag
D = types.new_class('D', (Base,), {'tag': 't'})
F = types.new_class('F', (), {'metaclass': ABCMeta}, lambda ns: ns.update(f=abstractmethod(lambda self: 0)))
print(D.tag, type(F).__name__, F.__abstractmethods__, types.resolve_bases((int, list[int])), types.resolve_bases((int,)), types.prepare_class('X', (ABC,))[0].__name__, types.prepare_class('X')[1:])
class G(list[int]): pass
H = types.new_class('H', (list[int],))
print(H.__bases__, H.__orig_bases__)
class Entries:
    def __mro_entries__(self, bases): return (dict,)
print(types.resolve_bases((Entries(), int)))
for f in (lambda: types.new_class(5), lambda: types.new_class('X', (5,))):
    try: print(f())
    except TypeError as e: print(type(e).__name__)
# --- get_original_bases
# min_python: 3.12
import types
from typing import Generic, TypeVar, NamedTuple
T = TypeVar('T')
class A(Generic[T]): pass
class B(A[int]): pass
print(types.get_original_bases(A), types.get_original_bases(B), types.get_original_bases(int))
try: types.get_original_bases(5)
except TypeError as e: print(e)
# --- DynamicClassAttribute
from types import DynamicClassAttribute
class C:
    def __init__(self): self._v = 1
    @DynamicClassAttribute
    def v(self):
        """doc"""
        return self._v
    @v.setter
    def v(self, n): self._v = n
    @v.deleter
    def v(self): del self._v
    @DynamicClassAttribute
    def ro(self): return 'ro'
c = C()
c.v = 7
print(c.v, c.ro, C.__dict__['v'].__doc__)
for f in (lambda: C.v, lambda: setattr(c, 'ro', 1), lambda: delattr(c, 'ro')):
    try: print(f())
    except AttributeError as e: print('AttributeError', e)
del c.v
print(hasattr(c, '_v'))
# --- state across calls
# externals: add
from types import SimpleNamespace, MappingProxyType, MethodType
ns = SimpleNamespace(n=add(1, 1))
d = {'k': ns}
p = MappingProxyType(d)
m = MethodType(lambda self, x: add(self.n, x), ns)
print(m(add(1, 2)), p['k'].n, add(ns.n, 1))
d['z'] = add(5, 5)
print(p, len(p), m(1), ns)
