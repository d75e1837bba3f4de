# --- return outside a function
x = 1
return x
# --- break outside a loop
if True:
    break
# --- continue in a function in a loop
for i in range(3):
    def f():
        continue
# --- yield at module level
x = (yield 1)
# --- nonlocal at module level
nonlocal x
# --- nonlocal without a binding
def f():
    nonlocal missing
# --- global after use
def f():
    print(x)
    global x
# --- global after assignment
def f():
    x = 1
    global x
# --- parameter and global
def f(x):
    global x
# --- nonlocal and global
def f():
    x = 1
    def g():
        global x
        nonlocal x
# --- nonlocal after use
def f():
    x = 1
    def g():
        x
        nonlocal x
# --- duplicate argument
def f(a, b, a): pass
# --- two starred targets
a, *b, *c = [1, 2, 3]
# --- starred assignment target alone
*a = [1]
# --- walrus rebinding the iteration variable
[i := 0 for i in range(3)]
# --- walrus in a comprehension's iterable
[x for x in (y := [1])]
# --- walrus in a class comprehension
class C:
    [x := i for i in range(3)]
# --- await in a plain function
def f():
    await g()
# --- async with in a plain function
def f():
    async with x: pass
# --- async comprehension in a plain function
def f():
    return [x async for x in y]
# --- return with a value in an async generator
async def f():
    yield 1
    return 2
# --- yield from in an async function
async def f():
    yield from []
# --- yield in a comprehension
def f():
    return [(yield x) for x in range(3)]
# --- yield in a class body
class C:
    yield 1
# --- return in a class body
class C:
    return 1
# --- default except is not last
try: pass
except: pass
except ValueError: pass
# --- break in except star
for i in range(2):
    try: pass
    except* ValueError: break
# --- return in except star
def f():
    try: pass
    except* ValueError: return 1
# --- assign to a literal
1 = x
# --- assign to a call
f() = 1
# --- assign to True
True = 1
# --- delete a literal
del 5
# --- repeated keyword
f(a=1, a=2)
# --- positional after keyword
f(a=1, 2)
# --- unclosed bracket
x = [1, 2
y = 3
# --- missing colon
if True
    pass
# --- non-default after default
def f(a=1, b): pass
# --- star patterns twice
match [1]:
    case [*a, *b]: pass
# --- name bound twice in a pattern
match [1, 1]:
    case [a, a]: pass
# --- alternatives bind different names
match 1:
    case [a] | [b]: pass
# --- irrefutable pattern first
match 1:
    case x: pass
    case 2: pass
# --- wildcard alternative first
match 1:
    case _ | 2: pass
# --- repeated attribute in a class pattern
match 1:
    case int(x=1, x=2): pass
# --- repeated mapping key in a pattern
match {}:
    case {'a': 1, 'a': 2}: pass
# --- future import is not first
x = 1
from __future__ import annotations
# --- unknown future
from __future__ import teleport
# --- bad f-string
x = f'{1 +}'
# --- starred in a plain expression
x = *[1, 2]
# --- star in an index of nothing
print(*)
# --- augmented assignment to a tuple
a, b += 1, 2
# --- annotated tuple
a, b: int = 1
# --- annotated global
def f():
    global x
    x: int = 1
# --- keyword as a name
class = 1
# --- unterminated string
x = 'abc
# --- invalid character
x = 1 $ 2
# --- bytes with a wide character
x = b'é'
# --- octal-looking literal
x = 0123
