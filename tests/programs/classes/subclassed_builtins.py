# --- dict subclass
class MyDict(dict):
    def __getitem__(self, k): return 'got ' + str(k)
    def __missing__(self, k): return 'missing'
    def __contains__(self, k): return k == 'magic'
    def __setitem__(self, k, v): super().__setitem__(k, ('set', v))
    def get(self, k, d=None): return 'get'
    def keys(self): return ['k1']
    def __len__(self): return 99
    def __iter__(self): return iter(['it'])
d = MyDict(a=1); d['b'] = 2; d.update(c=3); d.setdefault('z', 0)
print(d, d['x'], 'a' in d, 'magic' in d, len(d), list(d), d.get('a'), dict(d), {**d}, d.pop('a'), d.items(), sorted(d.values()), bool(d), repr(d), '%(a)s' % d, '{a}'.format_map(d), '{q}'.format(**d))
def f(**k): return k
print(f(**d), d == {'b': ('set', 2)}, d | {'n': 1}, type(d | {}), type(d.copy()), type(dict.fromkeys('ab')), type(MyDict.fromkeys('ab')), MyDict.fromkeys('a', 1).items())
for k in d: print(k)
print([*d], max(d), sorted(d), list(reversed(d)))
# --- defaultdict like
class DD(dict):
    def __missing__(self, k): self[k] = v = len(self); return v
d = DD(); print(d['a'], d['b'], d['a'], d, d.get('zz'), 'zz' in d)
try: {}['x']
except KeyError as e: print(repr(e))
class E(dict):
    def __missing__(self, k): raise LookupError('nope ' + k)
try: E()['q']
except LookupError as e: print(repr(e))
# --- list subclass
class MyList(list):
    def __len__(self): return 42
    def __iter__(self): return iter('xy')
    def __getitem__(self, i): return ('item', i)
    def append(self, x): super().append(x * 2)
    def __contains__(self, x): return True
    def __repr__(self): return 'ML' + super().__repr__()
    def __eq__(self, o): return 'eq'
    __hash__ = None
m = MyList([1,2]); m.append(5)
print(m, len(m), list(m), m[0], m[1:], 7 in m, m == 1, sorted(m), [*m], tuple(m), bool(m), m + [1], type(m + [1]), m * 2, sum([1,2]), str(m), f'{m}', m.index(2), m.count(1), list.__len__(m), list.__getitem__(m, 0))
print(''.join(m), max(m), enumerate(m).__next__(), list(zip(m, m)), list(map(str, m)), reversed(m).__next__(), m.copy(), type(m.copy()), m.pop(), any(m), all(m), set(m), dict.fromkeys(m))
a, b = m; print(a, b)
m += [9]; print(m, type(m)); print(m); m[0] = 'z'; del m[1]; print(m); m.sort(key=str); print(m); m.insert(0, 5); m.reverse(); print(m)
x = [0]; x.extend(m); print(x); x[1:] = m; print(x); x += m; print(x); print([0] + m, type([0] + m))
# --- str subclass
class S(str):
    def __len__(self): return 3
    def __getitem__(self, i): return 'gi'
    def __str__(self): return 'str!'
    def __repr__(self): return 'repr!'
    def __iter__(self): return iter(['a', 'b'])
    def upper(self): return 'UP'
    def __add__(self, o): return S('added')
    def __eq__(self, o): return True
    def __hash__(self): return 1
    def __contains__(self, o): return False
    def __format__(self, spec): return f'fmt<{spec}>'
    def __mod__(self, o): return 'mod'
s = S('hello')
print(s, len(s), s[0], str(s), repr(s), list(s), s.upper(), s + 'x', 'x' + s, s == 1, 'h' in s, f'{s}', f'{s:x}', f'{s!s}', f'{s!r}', s % 1, '%s' % s, '%r' % s, '{}'.format(s), ''.join([s, s]), s.lower(), type(s.lower()), type(s + ''), s.join(['1', '2']), s.split('l'), s * 2, {s: 1}, print(s), type(str(s)), s.replace('l', s), ascii(s), [s], int(S('12')), float(S('1.5')), S('b') in 'abc')
# --- int subclass
class I(int):
    def __repr__(self): return f'I<{int(self)}>'
    def __str__(self): return 'istr'
    def __bool__(self): return False
    def __index__(self): return 7
    def __int__(self): return 100
    def __float__(self): return 1.25
    def __lt__(self, o): return 'lt'
    def __hash__(self): return 5
    def __radd__(self, o): return 'radd'
    def __rsub__(self, o): return 'rsub'
    def __neg__(self): return 'neg'
i = I(3)
print(i, repr(i), bool(i), not i, int(i), float(i), i + 1, 1 + i, 1 - i, i - 1, -i, +i, type(+i), abs(i), i < 2, i > 2, 2 > i, hash(i), i * i, type(i*i), i ** 2, i / 2, i // 2, i % 2, divmod(i, 2), round(i), i == 3, i is I(3), f'{i}', f'{i:d}', '%d' % i, '%s' % i, hex(i), bin(i), [0,1,2,3,4,5][i], list(range(i)), 'ab' * i, i.bit_length(), i.real, type(i.real), sum([i, i]), max(i, 1), str(i), [i], i & 1, i << 1, ~i, i.numerator, complex(i), I(), I('12'), I('ff', 16), I.from_bytes(b'\x01', 'big'), chr(i), bytes(I(2)), i.__add__(1))
# --- float bytes subclasses
class F(float):
    def __add__(self, o): return F(float(self) + o)
    def __repr__(self): return 'F!'
f = F(1.5); print(f, f + 1, type(f + 1), f * 2, type(f*2), f.is_integer(), f.hex(), f'{f:.2f}', f'{f}', str(f), [f], round(f), int(f), f == 1.5, hash(f) == hash(1.5), f.as_integer_ratio(), F('inf'))
class B(bytes): pass
b = B(b'abc'); print(b, b[0], b + b'd', type(b + b'd'), b.upper(), repr(b), B([1,2]), b == b'abc', {b: 1}[b'abc'], b.decode(), bytes(b))
# --- set subclass
class S(set):
    def __contains__(self, x): return True
    def add(self, x): super().add(x + 1)
s = S([1,2]); s.add(5); print(s, 99 in s, s | {9}, type(s | {9}), type({9} | s), s & {1}, len(s), s == {1,2,6}, sorted(s), type(s.copy()), s.union([3]), type(s.union([3])), s - {1}, s <= {1,2,6,7}, repr(s), S())
class FS(frozenset): pass
print(FS([1]), hash(FS([1])) == hash(frozenset([1])), FS([1]) | {2}, type(FS([1]) | {2}), FS() == frozenset(), {FS([1]): 1}[frozenset([1])])
s |= {77}; print(type(s), s); s.discard(77); s.update([8]); print(s, s.pop() in (1,2,6,8))
# --- exception subclass
class E(Exception):
    def __init__(self, code, msg='dflt'):
        super().__init__(msg); self.code = code
    def __str__(self): return f'[{self.code}] {self.args[0]}'
class E2(E):
    def __repr__(self): return 'E2!'
try: raise E(5)
except E as e: print(e, repr(e), e.args, e.code, str(e))
try: raise E2(6, 'm')
except E as e: print(e, repr(e), [e])
class E3(ValueError):
    def __init__(self, a, b): self.a = a
try: raise E3(1, 2)
except E3 as e: print(e, repr(e), e.args)
class E4(KeyError): pass
try: raise E4('k')
except LookupError as e: print(e, repr(e))
class E5(Exception):
    def __new__(cls, *a): print('new', a); return super().__new__(cls, *a)
    @property
    def message(self): return 'msg ' + str(self.args)
print(E5(1, 2).message, E5.__mro__)
class E6(OSError):
    def __init__(self, path): super().__init__(2, 'nf', path)
e = E6('p'); print(e, e.errno, e.strerror, e.filename, repr(e), e.args)
class E7(Exception):
    def __eq__(self, o): return True
    __hash__ = None
print(E7() == 1, Exception() == Exception())
raise E(7, 'final')
# --- exc __str__ failing
class E(Exception):
    def __str__(self): raise ValueError('no')
try: print(E(1))
except ValueError as e: print(e)
# --- exc multi-line and module
class E(Exception):
    __module__ = 'foo.bar'
class O:
    class Inner(Exception): pass
try: raise O.Inner('x')
except O.Inner as e: print(type(e), repr(e))
raise E('line1\nline2')
# --- subclass qualname tb
def f():
    class Local(Exception): pass
    raise Local('q')
f()
# --- stop iteration subclass
class SI(StopIteration): pass
def g():
    try: yield 1
    finally: print('f')
it = g(); next(it)
try: it.throw(SI('x'))
except RuntimeError as e: print(repr(e), repr(e.__cause__))
print(StopIteration(1, 2).value, StopIteration().value, SystemExit(3).code, SystemExit().code, UnicodeDecodeError('utf8', b'x', 0, 1, 'r'), ImportError('m', name='n', path='p').name, KeyError('a'), KeyError(), KeyError(1, 2), OSError(1, 'x'), OSError('x'), OSError(1, 'x', 'f'), OSError(1, 'x', 'f', None, 'g'))
# --- tuple subclass
class T(tuple):
    def __len__(self): return 50
    def __getitem__(self, i): return 'gi'
    def __iter__(self): return iter('ab')
    def __eq__(self, o): return 'teq'
    __hash__ = tuple.__hash__
t = T((1, 2, 3))
print(t, len(t), t[0], list(t), t == 1, [*t], t + (1,), '%s %s %s' % t, {t: 1}, sorted(t), (0,) + t, t * 2, t < (1, 2, 4), isinstance(t, tuple), t.count(1), t.index(2), hash(t) == hash((1,2,3)))
a, b = t; print(a, b)
