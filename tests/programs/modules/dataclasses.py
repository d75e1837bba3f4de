# --- made and unmade
from dataclasses import MISSING, FrozenInstanceError, InitVar, KW_ONLY, asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace
P = make_dataclass('P', ['x', ('y', int), ('z', int, field(default=3))], namespace={'sum': lambda self: self.x + self.y + self.z})
p = P(1, 2)
print(p, p.sum(), [(f.name, f.default is MISSING, f.default_factory is MISSING) for f in fields(P)], is_dataclass(P), is_dataclass(p), is_dataclass(3))
Q = make_dataclass('Q', [('a', list, field(default_factory=list))], bases=(P,), frozen=False, eq=True, order=True)
print(Q(1, 2), Q(1, 2) < Q(1, 3), asdict(Q(1, 2, a=[1])), astuple(Q(1, 2)), replace(Q(1, 2), x=9))
for bad in (['1x'], ['x', 'x'], ['class'], [5], [('a',)], [('a', int, 1, 2)]):
    try: print(make_dataclass('B', bad))
    except Exception as e: print(type(e).__name__, e)
@dataclass(frozen=True, slots=True, kw_only=True)
class F:
    a: int
    b: InitVar[int] = 2
    _: KW_ONLY
    c: int = field(default=5, repr=False, compare=False)
    def __post_init__(self, b): object.__setattr__(self, 'c', self.c + b)
f = F(a=1)
print(f, f.c, f == F(a=1, c=9), hash(f) == hash(F(a=1)))
for act in (lambda: setattr(f, 'a', 2), lambda: delattr(f, 'a')):
    try: act()
    except FrozenInstanceError as e: print(type(e).__name__, e)
