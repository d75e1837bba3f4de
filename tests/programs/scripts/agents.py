# --- aggregate sales by region
sales = [
    {'region': 'north', 'product': 'apple', 'units': 10, 'price': 1.5},
    {'region': 'south', 'product': 'pear', 'units': 4, 'price': 2.25},
    {'region': 'north', 'product': 'pear', 'units': 7, 'price': 2.25},
    {'region': 'east', 'product': 'apple', 'units': 0, 'price': 1.5},
]
totals = {}
for sale in sales:
    entry = totals.setdefault(sale['region'], {'revenue': 0.0, 'units': 0, 'products': set()})
    entry['revenue'] += sale['units'] * sale['price']
    entry['units'] += sale['units']
    entry['products'].add(sale['product'])
ranked = sorted(totals.items(), key=lambda kv: kv[1]['revenue'], reverse=True)
for i, (region, entry) in enumerate(ranked, 1):
    average = entry['revenue'] / entry['units'] if entry['units'] else 0
    print(f"{i}. {region:<8} {entry['revenue']:>8.2f} {average:6.3f} {', '.join(sorted(entry['products']))}")
{'best': ranked[0][0], 'total': round(sum(e['revenue'] for _, e in ranked), 2)}
# --- parse a log
log = '''
2024-01-05 12:00:01 INFO server started port=8080
2024-01-05 12:00:09 WARN slow request path=/a ms=950
garbage line
2024-01-05 12:01:00 ERROR failed path=/b code=500
2024-01-05 12:01:02 INFO done path=/a ms=12
'''
class ParseError(ValueError):
    def __init__(self, line, number):
        super().__init__(f'line {number}: cannot parse {line!r}')
        self.number = number
def parse_line(number, line):
    parts = line.split(maxsplit=3)
    if len(parts) < 4 or parts[2] not in ('INFO', 'WARN', 'ERROR'):
        raise ParseError(line, number)
    date, time, level, rest = parts
    words, fields = [], {}
    for token in rest.split():
        if '=' in token:
            key, _, value = token.partition('=')
            fields[key] = int(value) if value.isdigit() else value
        else:
            words.append(token)
    return {'time': time, 'level': level, 'message': ' '.join(words), **fields}
entries, errors = [], []
for number, line in enumerate(log.strip().splitlines(), start=1):
    try:
        entries.append(parse_line(number, line))
    except ParseError as error:
        errors.append(str(error))
by_level = {}
for e in entries:
    by_level.setdefault(e['level'], []).append(e['message'])
print(by_level)
print(errors)
slowest = max((e for e in entries if 'ms' in e), key=lambda e: e['ms'])
slowest, [e.get('path', '-') for e in entries]
# --- bank account
class InsufficientFunds(Exception):
    def __init__(self, balance, amount):
        super().__init__(f'need {amount - balance:.2f} more')
        self.missing = amount - balance
class Account:
    _next = 1
    def __init__(self, owner, balance=0.0):
        self.owner, self._balance, self.history = owner, balance, []
        self.number = Account._next
        Account._next += 1
    @property
    def balance(self):
        return self._balance
    def deposit(self, amount):
        if amount <= 0:
            raise ValueError('amount must be positive')
        self._balance += amount
        self.history.append(('deposit', amount))
        return self
    def withdraw(self, amount):
        if amount > self._balance:
            raise InsufficientFunds(self._balance, amount)
        self._balance -= amount
        self.history.append(('withdraw', amount))
        return self
    def __repr__(self):
        return f'<{type(self).__name__} {self.number} {self.owner}: {self.balance:.2f}>'
class Savings(Account):
    rate = 0.1
    def accrue(self, years=1):
        for _ in range(years):
            self.deposit(round(self.balance * self.rate, 2))
        return self
a, s = Account('ann', 50), Savings('sam', 100)
a.deposit(25).withdraw(30)
print(a, s.accrue(2), a.history)
for action in (lambda: a.withdraw(500), lambda: a.deposit(-1), lambda: setattr(a, 'balance', 5)):
    try:
        action()
    except InsufficientFunds as e:
        print('insufficient', e, e.missing)
    except ValueError as e:
        print('value', e)
    except AttributeError as e:
        print('attribute', type(e).__name__)
s.withdraw(1000)
# --- LRU cache
class Node:
    __slots__ = ('key', 'value', 'prev', 'next')
    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
class LRU:
    def __init__(self, size):
        self.size, self.map = size, {}
        self.head, self.tail = Node(), Node()
        self.head.next, self.tail.prev = self.tail, self.head
    def _unlink(self, n): n.prev.next, n.next.prev = n.next, n.prev
    def _front(self, n):
        n.next, n.prev = self.head.next, self.head
        self.head.next.prev = n
        self.head.next = n
    def get(self, key, default=None):
        if key not in self.map: return default
        n = self.map[key]
        self._unlink(n); self._front(n)
        return n.value
    def put(self, key, value):
        if key in self.map:
            self._unlink(self.map.pop(key))
        elif len(self.map) >= self.size:
            last = self.tail.prev
            self._unlink(last)
            del self.map[last.key]
        self.map[key] = n = Node(key, value)
        self._front(n)
    def __iter__(self):
        n = self.head.next
        while n is not self.tail:
            yield n.key, n.value
            n = n.next
c = LRU(2)
c.put('a', 1); c.put('b', 2); c.get('a'); c.put('c', 3); c.put('a', 9)
list(c), c.get('b', 'gone'), len(c.map)
# --- tokenizer, parser and evaluator
class Token:
    def __init__(self, kind, text): self.kind, self.text = kind, text
    def __repr__(self): return f'{self.kind}:{self.text}'
def tokenize(src):
    i = 0
    while i < len(src):
        c = src[i]
        if c.isspace(): i += 1; continue
        if c.isdigit() or c == '.':
            j = i
            while j < len(src) and (src[j].isdigit() or src[j] == '.'): j += 1
            yield Token('num', src[i:j]); i = j
        elif c.isalpha():
            j = i
            while j < len(src) and src[j].isalnum(): j += 1
            yield Token('name', src[i:j]); i = j
        elif c in '+-*/^()=,': yield Token('op', c); i += 1
        else: raise SyntaxError(f'bad character {c!r} at {i}')
    yield Token('end', '')
class Parser:
    LEVELS = [('+', '-'), ('*', '/')]
    def __init__(self, src, env): self.tokens, self.pos, self.env = list(tokenize(src)), 0, env
    @property
    def cur(self): return self.tokens[self.pos]
    def eat(self, *texts):
        if self.cur.kind == 'op' and self.cur.text in texts:
            self.pos += 1
            return self.tokens[self.pos - 1].text
    def binary(self, level=0):
        if level == len(self.LEVELS): return self.unary()
        left = self.binary(level + 1)
        while op := self.eat(*self.LEVELS[level]):
            right = self.binary(level + 1)
            left = {'+': lambda: left + right, '-': lambda: left - right, '*': lambda: left * right, '/': lambda: left / right}[op]()
        return left
    def unary(self):
        if self.eat('-'): return -self.unary()
        base = self.atom()
        return base ** self.unary() if self.eat('^') else base
    def atom(self):
        t = self.cur
        self.pos += 1
        match t.kind, t.text:
            case 'num', text: return float(text) if '.' in text else int(text)
            case 'name', name if self.eat('('):
                args = [self.binary()]
                while self.eat(','): args.append(self.binary())
                self.eat(')')
                return self.env[name](*args)
            case 'name', name: return self.env[name]
            case 'op', '(':
                v = self.binary()
                if not self.eat(')'): raise SyntaxError('expected )')
                return v
            case _: raise SyntaxError(f'unexpected {t}')
env = {'x': 4, 'max': max}
for src in ('1 + 2 * 3', '-(2 + x) ^ 2', 'max(1, x, 3) / 8', '2 ^ 3 ^ 2', '(1', '1 $ 2', 'y', '1 / 0', '1 +'):
    try: print(src, '=', Parser(src, env).binary())
    except (SyntaxError, KeyError, ZeroDivisionError) as e: print(src, '->', type(e).__name__, e)
# --- graph search
graph = {'a': {'b': 1, 'c': 4}, 'b': {'c': 2, 'd': 5}, 'c': {'d': 1}, 'd': {}, 'e': {'a': 1}}
def bfs(start, goal):
    queue, seen = [[start]], {start}
    while queue:
        path = queue.pop(0)
        if path[-1] == goal: return path
        for n in graph[path[-1]]:
            if n not in seen:
                seen.add(n)
                queue.append(path + [n])
def dijkstra(start):
    dist, todo = {start: 0}, {start}
    done = set()
    while todo:
        node = min(todo, key=lambda n: (dist[n], n))
        todo.remove(node); done.add(node)
        for n, w in graph[node].items():
            d = dist[node] + w
            if n not in dist or d < dist[n]:
                dist[n] = d
                if n not in done: todo.add(n)
    return dist
def topological():
    order, state = [], {}
    def visit(n):
        if state.get(n) == 'done': return
        if state.get(n) == 'open': raise ValueError(f'cycle at {n}')
        state[n] = 'open'
        for m in graph[n]: visit(m)
        state[n] = 'done'
        order.append(n)
    for n in graph: visit(n)
    return order[::-1]
print(bfs('a', 'd'), bfs('d', 'a'), dijkstra('a'), topological())
graph['d']['a'] = 1
topological()
# --- dynamic programming
def lcs(a, b):
    t = [[''] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            t[i + 1][j + 1] = t[i][j] + x if x == y else max(t[i][j + 1], t[i + 1][j], key=len)
    return t[-1][-1]
def edit(a, b):
    prev = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        cur = [i]
        for j, y in enumerate(b, 1):
            cur.append(min(prev[j] + 1, cur[-1] + 1, prev[j - 1] + (x != y)))
        prev = cur
    return prev[-1]
def knapsack(items, cap):
    best = [(0, ())] * (cap + 1)
    for name, w, v in items:
        for c in range(cap, w - 1, -1):
            value, chosen = best[c - w]
            best[c] = max(best[c], (value + v, chosen + (name,)))
    return best[cap]
def coins(amount, kinds, memo={}):
    if amount == 0: return 1
    if amount < 0 or not kinds: return 0
    key = amount, kinds
    if key not in memo: memo[key] = coins(amount - kinds[0], kinds) + coins(amount, kinds[1:])
    return memo[key]
lcs('dynamic', 'mechanics'), edit('kitten', 'sitting'), knapsack([('a', 3, 4), ('b', 4, 5), ('c', 2, 3)], 6), coins(50, (25, 10, 5, 1))
# --- matrix operations
class Matrix:
    def __init__(self, rows): self.rows = [list(r) for r in rows]
    @classmethod
    def identity(cls, n): return cls([[int(i == j) for j in range(n)] for i in range(n)])
    @property
    def shape(self): return len(self.rows), len(self.rows[0])
    @property
    def T(self): return Matrix(zip(*self.rows))
    def __matmul__(self, o):
        if self.shape[1] != o.shape[0]: raise ValueError(f'shapes {self.shape} and {o.shape} do not align')
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in o.T.rows] for r in self.rows])
    def __getitem__(self, ij):
        match ij:
            case int(i): return self.rows[i]
            case (int(i), int(j)): return self.rows[i][j]
            case (slice() as s, int(j)): return [r[j] for r in self.rows[s]]
        raise TypeError(f'bad index {ij!r}')
    def __setitem__(self, ij, v): i, j = ij; self.rows[i][j] = v
    def __pow__(self, n):
        result, base = Matrix.identity(self.shape[0]), self
        while n:
            if n & 1: result = result @ base
            base, n = base @ base, n >> 1
        return result
    def __eq__(self, o): return self.rows == o.rows
    def det(self):
        if self.shape == (1, 1): return self[0, 0]
        return sum((-1) ** j * self[0, j] * Matrix([r[:j] + r[j + 1:] for r in self.rows[1:]]).det() for j in range(self.shape[1]))
    def __str__(self): return '\n'.join(' '.join(f'{v:>4}' for v in r) for r in self.rows)
m = Matrix([[1, 1], [1, 0]])
print(m ** 30, m.T == m, Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 4]]).det(), m[:, 0], m[0])
m[0, 1] = 7
print(m)
try: m['x']
except TypeError as e: print(e)
m @ Matrix([[1, 2, 3]])
# --- text statistics
text = '''The quick brown fox jumps over the lazy dog. The dog -- quite lazy -- sleeps!
Is the fox quick? Yes; the fox is quick.'''
words = [w for w in (''.join(c for c in raw if c.isalnum()) for raw in text.lower().split()) if w]
counts = {}
for w in words: counts[w] = counts.get(w, 0) + 1
top = sorted(counts.items(), key=lambda p: (-p[1], p[0]))[:4]
sentences = [s.strip() for s in text.replace('!', '.').replace('?', '.').split('.') if s.strip()]
lengths = sorted(len(s.split()) for s in sentences)
median = lengths[len(lengths) // 2] if len(lengths) % 2 else sum(lengths[len(lengths) // 2 - 1:][:2]) / 2
print(f'{len(words)} words, {len(counts)} unique, {len(sentences)} sentences, median {median}')
for w, n in top: print(f'{w:.<10}{n:.>3} {"#" * n}')
{'longest': max(words, key=len), 'palindromes': [w for w in counts if w == w[::-1] and len(w) > 1], 'mean': round(sum(map(len, words)) / len(words), 3)}
# --- game of life
def step(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy: counts[x + dx, y + dy] = counts.get((x + dx, y + dy), 0) + 1
    return {c for c, n in counts.items() if n == 3 or n == 2 and c in cells}
cells = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(4): cells = step(cells)
for y in range(5): print(''.join('#' if (x, y) in cells else '.' for x in range(5)))
sorted(cells)
# --- sudoku by backtracking
board = [list(r) for r in ('1234', '34..', '..4.', '4..1')]
def options(b, r, c):
    used = set(b[r]) | {row[c] for row in b} | {b[r // 2 * 2 + i][c // 2 * 2 + j] for i in range(2) for j in range(2)}
    return [d for d in '1234' if d not in used]
steps = 0
def solve(b):
    global steps
    steps += 1
    for r in range(4):
        for c in range(4):
            if b[r][c] == '.':
                for d in options(b, r, c):
                    b[r][c] = d
                    if solve(b): return True
                    b[r][c] = '.'
                return False
    return True
print(solve(board), steps)
[''.join(r) for r in board]
# --- event simulation with a linear congruential generator
class Random:
    def __init__(self, seed): self.state = seed
    def next(self):
        self.state = (self.state * 1103515245 + 12345) % 2 ** 31
        return self.state / 2 ** 31
    def choice(self, xs): return xs[int(self.next() * len(xs))]
class Queue:
    def __init__(self, rng, servers): self.rng, self.free, self.waiting, self.served = rng, [0.0] * servers, [], 0
    def arrive(self, t):
        start = max(t, min(self.free))
        i = self.free.index(min(self.free))
        duration = 1 + self.rng.next() * 3
        self.free[i] = start + duration
        self.waiting.append(start - t)
        self.served += 1
q, t = Queue(Random(42), 2), 0.0
for _ in range(50):
    t += q.rng.next() * 2
    q.arrive(t)
print(f'{q.served} served, mean wait {sum(q.waiting) / len(q.waiting):.4f}, longest {max(q.waiting):.4f}')
round(t, 6), [Random(7).choice('abc') for _ in range(2)]
# --- inventory with dataclasses and json
import json
from dataclasses import dataclass, field, asdict
@dataclass
class Item:
    sku: str
    quantity: int
    price: float
    tags: list[str] = field(default_factory=list)
    @property
    def value(self) -> float: return self.quantity * self.price
@dataclass
class Inventory:
    items: dict[str, Item] = field(default_factory=dict)
    def add(self, item: Item) -> 'Inventory':
        if item.sku in self.items: raise KeyError(f'duplicate {item.sku}')
        self.items[item.sku] = item
        return self
    def dump(self) -> str: return json.dumps({k: asdict(v) for k, v in self.items.items()}, sort_keys=True)
    @classmethod
    def load(cls, text: str) -> 'Inventory': return cls({k: Item(**v) for k, v in json.loads(text).items()})
inv = Inventory().add(Item('b1', 3, 2.5, ['x'])).add(Item('a1', 0, 10.0))
again = Inventory.load(inv.dump())
print(again == inv, inv.dump(), sum(i.value for i in again.items.values()))
try: inv.add(Item('a1', 1, 1))
except KeyError as e: print('error', e)
Item(**{'sku': 'z', 'quantity': 1, 'cost': 5})
# --- state machine
class State:
    transitions = {}
    def __init_subclass__(cls, on=(), **kw):
        super().__init_subclass__(**kw)
        for event, target in on: State.transitions[cls.__name__, event] = target
class Idle(State, on=[('start', 'Running')]): pass
class Running(State, on=[('pause', 'Paused'), ('stop', 'Idle')]): pass
class Paused(State, on=[('resume', 'Running'), ('stop', 'Idle')]): pass
def run(events, state='Idle'):
    for e in events:
        try: state = State.transitions[state, e]
        except KeyError: print(f'ignored {e} in {state}'); continue
        yield state
list(run(['start', 'pause', 'start', 'resume', 'stop', 'stop']))
# --- binary tree and traversals
class Tree:
    def __init__(self, items=()):
        self.root, self.size = None, 0
        for x in items: self.insert(x)
    def insert(self, x):
        self.size += 1
        if self.root is None: self.root = [x, None, None]; return
        node = self.root
        while True:
            side = 1 if x < node[0] else 2
            if node[side] is None: node[side] = [x, None, None]; return
            node = node[side]
    def __iter__(self):
        stack, node = [], self.root
        while stack or node:
            while node: stack.append(node); node = node[1]
            node = stack.pop()
            yield node[0]
            node = node[2]
    def depth(self, node='root'):
        if node == 'root': node = self.root
        return 0 if node is None else 1 + max(self.depth(node[1]), self.depth(node[2]))
    def __contains__(self, x):
        node = self.root
        while node and node[0] != x: node = node[1 if x < node[0] else 2]
        return node is not None
    def __len__(self): return self.size
t = Tree([5, 2, 8, 1, 9, 3])
list(t), t.depth(), 8 in t, 7 in t, len(t), [*reversed(list(t))], min(t), sum(t)
# --- memoising decorators and timing-free profiling
def memo(f):
    cache = {}
    def wrapper(*args):
        if args in cache: wrapper.hits += 1
        else: cache[args] = f(*args)
        return cache[args]
    wrapper.hits, wrapper.cache = 0, cache
    return wrapper
def counted(f):
    def wrapper(*a, **k):
        wrapper.calls += 1
        return f(*a, **k)
    wrapper.calls = 0
    return wrapper
@memo
@counted
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
@memo
def paths(r, c): return 1 if r == 0 or c == 0 else paths(r - 1, c) + paths(r, c - 1)
fib(40), fib.hits, len(fib.cache), paths(10, 10), paths.hits
# --- roman numerals, caesar and run length
def roman(n):
    out = ''
    for v, s in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), 'M CM D CD C XC L XL X IX V IV I'.split()):
        k, n = divmod(n, v)
        out += s * k
    return out
def caesar(t, k): return ''.join(chr((ord(c) - base + k) % 26 + base) if c.isalpha() and (base := ord('A' if c.isupper() else 'a')) else c for c in t)
def rle(s):
    out, prev, n = [], None, 0
    for c in [*s, None]:
        if c == prev: n += 1
        else:
            if prev is not None: out.append(f'{n}{prev}' if n > 1 else prev)
            prev, n = c, 1
    return ''.join(out)
def unrle(s):
    out = n = ''
    for c in s:
        if c.isdigit(): n += c
        else: out += c * int(n or 1); n = ''
    return out
[roman(n) for n in (1994, 2024, 49)], caesar('Hello, World!', 3), caesar(caesar('abcxyz', 5), -5), rle('aaabccd'), unrle(rle('wwwwwwwwwwwwbw'))
# --- validation pipeline with an exception group
def positive(v):
    if v['age'] <= 0: raise ValueError(f'age {v["age"]} is not positive')
def named(v):
    if not v.get('name'): raise KeyError('name')
def typed(v):
    if not isinstance(v['age'], int): raise TypeError(f'age is {type(v["age"]).__name__}')
def validate(v):
    errors = []
    for check in (positive, named, typed):
        try: check(v)
        except Exception as e:
            e.add_note(f'in check {check.__name__}')
            errors.append(e)
    if errors: raise ExceptionGroup(f'{len(errors)} problems', errors)
    return 'valid'
for v in ({'name': 'a', 'age': 3}, {'name': '', 'age': 2.5}):
    try: print(validate(v))
    except* (KeyError, TypeError) as g: print([f'{type(e).__name__}: {e} ({e.__notes__[0]})' for e in g.exceptions])
validate({'age': -1})
# --- sorting algorithms agree
def bubble(xs):
    xs = xs[:]
    for i in range(len(xs)):
        for j in range(len(xs) - i - 1):
            if xs[j] > xs[j + 1]: xs[j], xs[j + 1] = xs[j + 1], xs[j]
    return xs
def quick(xs): return xs if len(xs) < 2 else quick([x for x in xs[1:] if x < xs[0]]) + [xs[0]] + quick([x for x in xs[1:] if x >= xs[0]])
def merge(xs):
    if len(xs) < 2: return xs
    a, b = merge(xs[:len(xs) // 2]), merge(xs[len(xs) // 2:])
    out = []
    while a and b: out.append((a if a[0] <= b[0] else b).pop(0))
    return out + a + b
def heap(xs):
    h = []
    for x in xs:
        h.append(x); i = len(h) - 1
        while i and h[(i - 1) // 2] > h[i]:
            h[i], h[(i - 1) // 2] = h[(i - 1) // 2], h[i]
            i = (i - 1) // 2
    out = []
    while h:
        out.append(h[0]); last = h.pop()
        if h:
            h[0], i = last, 0
            while (c := 2 * i + 1) < len(h):
                if c + 1 < len(h) and h[c + 1] < h[c]: c += 1
                if h[i] <= h[c]: break
                h[i], h[c] = h[c], h[i]; i = c
    return out
xs = [(i * 7919) % 31 for i in range(20)]
[f(xs) == sorted(xs) for f in (bubble, quick, merge, heap)], quick(xs)[:5]
# --- template engine
def render(template, **context):
    out, i = [], 0
    while True:
        start = template.find('{{', i)
        if start < 0: return ''.join(out) + template[i:]
        end = template.index('}}', start)
        out.append(template[i:start])
        name, *filters = template[start + 2:end].strip().split('|')
        value = context
        for part in name.split('.'):
            value = value[part] if isinstance(value, dict) else getattr(value, part)
        for f in filters: value = {'upper': str.upper, 'len': len, 'join': ', '.join}[f](value)
        out.append(str(value))
        i = end + 2
class User: name = 'ann'
print(render('Hi {{ user.name|upper }}, {{items|join}} ({{ items|len }})!', user=User(), items=['a', 'b']))
try: render('{{ open', x=1)
except ValueError as e: print(e)
render('{{ missing.key }}', other={})
# --- observer and plugin classes
class Signal:
    def __init__(self): self.slots = []
    def connect(self, f): self.slots.append(f); return f
    def __call__(self, *a, **k): return [f(*a, **k) for f in self.slots]
class Observable:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner): return self if obj is None else obj.__dict__.get(self.name)
    def __set__(self, obj, v):
        old, obj.__dict__[self.name] = obj.__dict__.get(self.name), v
        obj.changed(self.name, old, v)
class Model:
    x = Observable()
    y = Observable()
    def __init__(self): self.changed = Signal()
m, seen = Model(), []
@m.changed.connect
def log(name, old, new): seen.append(f'{name}: {old} -> {new}')
m.changed.connect(lambda n, o, v: o and print(f'{n} replaced'))
m.x = 1; m.x = 2; m.y = 'q'
seen
# --- numeric methods
def newton(f, df, x, eps=1e-12):
    for i in range(50):
        step = f(x) / df(x)
        x -= step
        if abs(step) < eps: return x, i
    raise ArithmeticError('no convergence')
def integrate(f, a, b, n=100):
    h = (b - a) / n
    return h / 3 * (f(a) + f(b) + sum((4 if i % 2 else 2) * f(a + i * h) for i in range(1, n)))
def bisect(f, lo, hi):
    while hi - lo > 1e-9:
        mid = (lo + hi) / 2
        lo, hi = (mid, hi) if f(lo) * f(mid) > 0 else (lo, mid)
    return round(lo, 6)
mean = lambda xs: sum(xs) / len(xs)
def stats(xs):
    m = mean(xs)
    return {'mean': m, 'sd': mean([(x - m) ** 2 for x in xs]) ** 0.5, 'span': max(xs) - min(xs)}
print(newton(lambda x: x * x - 2, lambda x: 2 * x, 1.0), integrate(lambda x: x ** 3, 0, 2), bisect(lambda x: x ** 3 - 3, 0, 2))
stats([2, 4, 4, 4, 5, 5, 7, 9])
# --- polynomial class
class Poly:
    def __init__(self, *c):
        while c and c[-1] == 0: c = c[:-1]
        self.c = c
    def __call__(self, x):
        r = 0
        for c in reversed(self.c): r = r * x + c
        return r
    def __add__(self, o):
        n = max(len(self.c), len(o.c))
        return Poly(*(a + b for a, b in zip(self.c + (0,) * (n - len(self.c)), o.c + (0,) * (n - len(o.c)))))
    def __mul__(self, o):
        if not isinstance(o, Poly): return Poly(*(a * o for a in self.c))
        r = [0] * (len(self.c) + len(o.c) - 1)
        for i, a in enumerate(self.c):
            for j, b in enumerate(o.c): r[i + j] += a * b
        return Poly(*r)
    __rmul__ = __mul__
    def __eq__(self, o): return isinstance(o, Poly) and self.c == o.c
    def __hash__(self): return hash(self.c)
    def __str__(self):
        terms = [f'{c if c != 1 or not i else ""}{"x" if i else ""}{f"^{i}" if i > 1 else ""}' for i, c in enumerate(self.c) if c]
        return ' + '.join(terms[::-1]) or '0'
p, q = Poly(1, 2), Poly(0, 1, 3)
print(p, q, p + q, p * q, 3 * p, Poly(), Poly(1, 0, 0) == Poly(1), (p * q)(2), {p: 'p'}[Poly(1, 2)])
# --- configuration parser
source = '''
[server]
host = example.org
port = 8080
debug = yes
; a comment
[paths]
root = /srv
data = %(root)s/data

[broken
'''
def convert(v):
    if v.lower() in ('yes', 'true'): return True
    for kind in (int, float):
        try: return kind(v)
        except ValueError: pass
    return v
def parse(text):
    config, section = {}, None
    for n, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line[0] in ';#': continue
        if line.startswith('['):
            if not line.endswith(']'): raise SyntaxError(f'line {n}: unclosed section {line!r}')
            section = config.setdefault(line[1:-1], {})
        else:
            key, sep, value = (p.strip() for p in line.partition('='))
            if not sep: raise SyntaxError(f'line {n}: expected =')
            section[key] = convert(value % section if '%(' in value else value)
    return config
print(parse(source[:source.index('[broken')]))
parse(source)
