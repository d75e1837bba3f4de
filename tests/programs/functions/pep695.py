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
