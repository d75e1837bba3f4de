# --- subclass of int
class Even(int):
    def __new__(cls, v): return super().__new__(cls, v - v % 2)
    def half(self): return self // 2
    def __repr__(self): return f'Even({int(self)})'
e = Even(7)
print(e, e.half(), e + 1, type(e + 1).__name__, [e], isinstance(e, int), e == 6, {6: 'six'}[e], f'{e:>4}', -e)
range(10)[e], hash(e) == hash(6), sum([e, e]), int(e)
# --- subclass of str
class Name(str):
    def shout(self): return self.upper() + '!'
    def __add__(self, o): return Name(str.__add__(self, o))
n = Name('bob')
print(n, n.shout(), type(n + 'x').__name__, type(n.upper()).__name__, n == 'bob', {n: 1}['bob'], len(n), n[0], 'o' in n)
f'{n:>5}', '%s' % n, ''.join([n, 'y']), sorted([n, 'a']), str(n)
# --- subclass of list
class Stack(list):
    def push(self, x): self.append(x); return self
    def peek(self): return self[-1]
    def __repr__(self): return f'Stack{list(self)}'
    def __len__(self): return 100
s = Stack([1]).push(2)
print(s, s.peek(), len(s), isinstance(s, list), s == [1, 2], s + [3], type(s + [3]).__name__, type(s[:]).__name__)
s.extra = 'attr'
s[0] = 5
[*s], s.extra, sorted(s, reverse=True), s.index(2)
# --- subclass of dict
class Lower(dict):
    def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
    def __getitem__(self, k): return super().__getitem__(k.lower())
d = Lower()
d['ABC'] = 1
d.update(XYZ=2)
print(d, d['aBc'], list(d), dict(d), d.get('abc'), len(d), 'abc' in d, d == {'abc': 1, 'XYZ': 2})
class Counter(dict):
    def __missing__(self, k): return 0
c = Counter()
for ch in 'hello': c[ch] += 1
dict(c)
# --- subclasses of set, tuple, float
class Tags(set):
    def toggle(self, t): (self.remove if t in self else self.add)(t)
t = Tags({'a'})
t.toggle('a'); t.toggle('b')
class Pair(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    @property
    def swapped(self): return Pair(self[1], self[0])
class Metres(float):
    def __str__(self): return f'{float(self):.1f}m'
p, m = Pair(1, 2), Metres(3)
print(t == {'b'}, p, p.swapped, p == (1, 2), hash(p) == hash((1, 2)), str(m), repr(m), m * 2, f'{m}')
a, b = p
a, b, len(p)
# --- subclass of Exception
class AppError(Exception):
    def __init__(self, code, message='none'):
        super().__init__(message)
        self.code = code
    def __str__(self): return f'[{self.code}] {super().__str__()}'
class NotFound(AppError): pass
try: raise NotFound(404, 'lost')
except AppError as e: print(e, repr(e), e.args, e.code, type(e).__name__)
class Plain(ValueError): pass
print(repr(Plain()), repr(Plain('a', 1)), str(Plain()), str(Plain('a', 1)), str(Plain(1)))
class Multi(KeyError, AttributeError): pass
isinstance(Multi('x'), LookupError), str(Multi('x'))
# --- method called on a builtin class
print(str.upper('a'), list.append([], 1), dict.get({'a': 1}, 'a'), int.__add__(1, 2), str.join('-', 'ab'))
print(list(map(str.strip, [' a ', 'b '])), sorted(['b', 'A'], key=str.lower))
try: str.upper(1)
except TypeError as e: print(e)
dict.fromkeys('ab', 0), int.from_bytes(b'\x01\x00', 'big'), bytes.fromhex('ff00'), float.fromhex('0x1p3'), str.maketrans('a', 'b')
# --- isinstance with tuples and unions
class A: pass
class B(A): pass
print(isinstance(1, (str, int)), isinstance('x', int | str), isinstance(B(), (int, (str, A))), issubclass(B, A | int))
print(isinstance(None, int | None), isinstance(True, int), isinstance(1, float), isinstance([], list | dict), int | str)
for f in (lambda: isinstance(1, 5), lambda: issubclass(1, int), lambda: isinstance(1, (int, 'x')), lambda: isinstance('a', (int, 'x')),
          lambda: isinstance(1, list[int])):
    try: print(f())
    except TypeError as e: print(e)
