# Calls and values refused in CPython's words, and order of dict views.
# --- items of dicts whose values have an __eq__
class C:
    def __init__(self, v=0): self.v = v
    def __eq__(self, o): print('eq'); return isinstance(o, C) and self.v == o.v
for op in ('<', '<=', '>', '>=', '==', '!='):
    pass
a = {1: C()}.items(); b = {1: C(), 2: C()}.items()
for f in (lambda: a < b, lambda: a <= b, lambda: b > a, lambda: b >= a, lambda: a == b, lambda: a != b, lambda: a == {1: C()}.items(), lambda: a <= {1: C(5)}.items(), lambda: a < {(1, 2), (3, 4)}, lambda: {(1, 2)} < a, lambda: a > {(1, 3)},lambda: a >= set()):
    try: print(f())
    except Exception as e: print(type(e), e)
# --- items of dicts with sets and other views
d = {1: [1], 2: 3}.items()
for f in (lambda: d < {(1, 2), (2, 3), (4, 5)}, lambda: {(2, 3)} < d, lambda: d > {(2, 3)}, lambda: d >= {1: [1], 2: 3}.items(), lambda: d <= {1: [1], 2: 3}.items(), lambda: d < {1: [1], 2: 3, 4: 5}.items(), lambda: {2, 3} < {2: 3}.keys(), lambda: {2: 1, 3: 1}.keys() >= {2}, lambda: d < 3, lambda: frozenset() <= d, lambda: d < [1], lambda: {1: 2}.values() < {1: 2}.values()):
    try: print(f())
    except TypeError as e: print(e)
# --- views and generators
def gen():
    for c in 'cba': print('g', c); yield c
print([*{'a': 1, 'b': 2, 'c': 3}.keys() & gen()])
d = dict.fromkeys(range(20, 0, -1))
print([*d.keys() & [3, 7, 1]], [*d.keys() & {3, 7, 1}], [*d.keys() - [3, 7, 1]], [*d.keys() | [30]], [*d.keys() ^ [30, 3]])
print(list(d.keys() & iter([3, 'x', 5])))
# --- mappings of views
d = {'a': 1}
for v in (d.keys(), d.items(), d.values()):
    m = v.mapping
    print(m, type(m), m['a'], len(m), list(m), m == d, m.get('q'), 'a' in m, m.copy(), m | {'z': 2})
    try: m['b'] = 1
    except TypeError as e: print(e)
    try: v.mapping = 3
    except AttributeError as e: print(e)
# --- json with an indent that is no number
import json
for v in ('', 'a', 1, True, None, [], {}, [1], {'a': 1}, 1.5):
    try: print(json.dumps(v, indent=1.5))
    except Exception as e: print(type(e), e)
# --- stars that can not be unpacked
def h(): pass
f = 3
for x in (3, None, h, int, 'a', object(), 2.5):
    try: h(*x)
    except TypeError as e: print(e)
try: h(*f)
except TypeError as e: print(e)
try: h(1, *f)
except TypeError as e: print(e)
try: h(**f)
except TypeError as e: print(e)
try: h(x=1, **h)
except TypeError as e: print(e)
try: len(*3)
except TypeError as e: print(e)
try: [].append(*3)
except TypeError as e: print(e)
class K:
    def m(self): pass
try: K().m(*3)
except TypeError as e: print(e)
try: K(*3)
except TypeError as e: print(e)
try: (lambda: 1)(*3)
except TypeError as e: print(e)
try: None(*3)
except TypeError as e: print(e)
try: h(**{1: 2})
except TypeError as e: print(e)
try: h(**{'a': 2}, **{'a': 3})
except TypeError as e: print(e)
# --- keywords that are not taken
for f in (lambda: NameError(x=1, y=2), lambda: NameError(x=1), lambda: print(foo=1), lambda: round(foo=1), lambda: round(1, foo=1), lambda: staticmethod(x=1), lambda: classmethod(x=1), lambda: pow(1, 2, 3, 4), lambda: pow(), lambda: pow(1), lambda: list.__str__([], a=1), lambda: AttributeError(x=1), lambda: ImportError(x=1), lambda: ImportError(x=1, y=2), lambda: ValueError(x=1),
  lambda: round(), lambda: round(1, 2, 3), lambda: print(sep=1), lambda: print(end=1), lambda: sum(), lambda: sum([], foo=1), lambda: sum([1], start=1, x=3), lambda: pow(1, x=3), lambda: pow(base=1, foo=3), lambda: int(x=1), lambda: int(foo=1), lambda: str(foo=1), lambda: bytes(foo=1), lambda: float(x=1), lambda: list(x=1), lambda: tuple(x=1), lambda: dict(1, 2), lambda: set(x=1), lambda: frozenset(x=1), lambda: bool(x=1), lambda: range(x=1), lambda: slice(x=1), lambda: super(x=1), lambda: type(x=1), lambda: object(x=1), lambda: property(x=1), lambda: property(1, 2, 3, 4, 5), lambda: enumerate(x=1), lambda: enumerate(), lambda: zip(x=1), lambda: map(x=1), lambda: filter(x=1), lambda: reversed(x=1), lambda: complex(x=1), lambda: bytearray(x=1), lambda: sorted(), lambda: sorted([], foo=1), lambda: sorted([], 1), lambda: min(foo=1), lambda: min([], foo=1), lambda: max([1], key=1, foo=3), lambda: len(x=1), lambda: abs(x=1), lambda: iter(x=1), lambda: next(x=1), lambda: hash(x=1), lambda: id(x=1), lambda: getattr(x=1), lambda: isinstance(x=1), lambda: divmod(x=1), lambda: format(x=1), lambda: chr(x=1), lambda: ord(x=1), lambda: hex(x=1), lambda: all(x=1), lambda: any(x=1), lambda: callable(x=1), lambda: repr(x=1), lambda: ascii(x=1), lambda: bin(x=1), lambda: oct(x=1), lambda: dir(x=1), lambda: vars(x=1), lambda: setattr(x=1), lambda: delattr(x=1), lambda: hasattr(x=1), lambda: issubclass(x=1),
  lambda: [].sort(foo=1), lambda: [].sort(1), lambda: 'a'.split(foo=1), lambda: 'a'.split(1, 2, 3), lambda: 'a'.encode(foo=1), lambda: [].index(x=1), lambda: {}.pop(x=1), lambda: 'a'.replace('a', 'b', foo=1), lambda: (1).to_bytes(foo=1), lambda: int.from_bytes(), lambda: 'a'.expandtabs(foo=1), lambda: 'a'.splitlines(foo=1), lambda: b'a'.decode(foo=1), lambda: b'a'.hex(foo=1), lambda: object.__str__(1, x=3), lambda: int.__add__(1, 2, x=3), lambda: int.__add__(1), lambda: list.__len__(), lambda: list.__len__([], 1), lambda: [].__len__(x=1), lambda: [].__getitem__(x=1), lambda: [].__contains__(x=1), lambda: {}.__getitem__(x=1), lambda: (1).__add__(x=1), lambda: (1).__eq__(x=1), lambda: 'a'.__hash__(x=1), lambda: 'a'.__format__(x=1), lambda: [].__iter__(x=1), lambda: (1).__repr__(1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- exceptions made without their arguments
print(repr(UnicodeDecodeError.__new__(UnicodeDecodeError)))
try: UnicodeDecodeError()
except TypeError as e: print(e)
u = UnicodeEncodeError.__new__(UnicodeEncodeError)
try: print(str(u) == '')
except Exception as e: print(e)
e = ValueError.__new__(ValueError, 1, 2); print(repr(e))
class X(UnicodeDecodeError):
    def __init__(self): pass
try: print(str(X()) == '', X().args)
except Exception as e: print(type(e), e)
try: print(X().reason, X().start)
except Exception as e: print(type(e), e)
