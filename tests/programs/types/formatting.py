# --- f-string conversions and specs
x, s, n = 3.14159, 'text', 42
print(f'{x:.2f} {x:8.3f}| {x:<8.1f}| {x:^9.2f}| {x:+.1f} {x:e} {x:.3g} {x:%} {-x: .2f} {1e10:g} {x!r:>10}')
print(f'{s:>8}|{s:<8}|{s:^8}|{s:*^10}|{s:.2}|{s!r}|{s!a:>7}|{s:5.3}|')
print(f'{n:5d}|{n:05}|{n:x}|{n:#X}|{n:b}|{n:#o}|{n:,}|{n:+}|{n:c}|{n:e}|{n:<6}|{n:^6}|{n:_b}|{-n:=+8}|{n:#010b}|{n:%}')
f'{1234567.891:,.2f} {1234567:_} {0xdeadbeef:_x} {10**20:,} {True} {True:d} {None!s:>6}'
# --- f-string nested fields
w, p, c = 10, 3, '*'
print(f'{3.14159:{w}.{p}f}|{"x":{c}^{w}}|{w:{"0"}{5}}|{f"{w}{p}":>6}')
print(f'{{literal}} {{{w}}} {"a" + "b"} {[i for i in range(3)]} {(lambda v: v * 2)(4)} { {"k": 1}["k"] }')
f'{w!r:{p}}', f'{w if p > 2 else c}', f'''{
    w + 1
}'''
# --- f-string debugging
x, d = 5, {'k': [1, 2]}
print(f'{x=} {x = } {x + 1=} {x=:>4} {x=!r} {d["k"]=}')
f'{"a"=}', f'{x*2 = :05d}', f'{d = !s}'
# --- f-string evaluation order and side effects
def v(n): print('v', n); return n
r = f'{v(1)}{v(2):{v(5)}}{v(3)!r}'
r, f'', f'{""}', f'a' 'b' f'{1}', rf'\{1}', f'\n{1}\t'
# --- f-string errors
class C: pass
for f in (lambda: f'{1:q}', lambda: f'{"a":d}', lambda: f'{1.5:d}', lambda: f'{[]:5}', lambda: f'{None:>5}', lambda: f'{C():5}', lambda: f'{"a":=5}', lambda: f'{1:.2}',
          lambda: f'{"x":,}', lambda: f'{1:,_}', lambda: f'{1j:d}', lambda: f'{3:1000000000000000000000}', lambda: f'{"a":+}', lambda: f'{5:c<}', lambda: f'{b"x":5}', lambda: f'{True:s}'):
    try: print(f())
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
# --- percent formatting
print('%s %r %a' % ('é', 'é', 'é'), '%d %i %5d|%-5d|%05d %+d % d' % (1, 2, 3, 4, 5, 6, 7), '%x %X %#x %o %#o' % (255, 255, 255, 8, 8))
print('%f %.2f %8.3f|%e %E %g %G' % (1.5, 2.345, 3.14159, 12345.678, 0.00012, 1e10, 1e-10), '%c%c' % ('a', 98), '%%', '100%%' % ())
print('%(a)s-%(b)05.1f' % {'a': 'x', 'b': 2}, '%*d|%-*d|%.*f' % (5, 1, 4, 2, 2, 3.14159), '%s' % [1], '%s' % (1,), '%s' % {'k': 1}, '%10.3s|' % 'abcdef')
'%s %s' % ('a', ('b',)), '%5s|%-5s|' % ('x', 'y'), '%d' % 3.99, '%s' % None, '%i' % True
# --- percent formatting errors
for f in (lambda: '%d' % 'x', lambda: '%s %s' % 'a', lambda: '%s' % (1, 2), lambda: '%z' % 1, lambda: '%(a)s' % {}, lambda: '%(a)s' % 1, lambda: '%' % (), lambda: '%c' % 'ab',
          lambda: '%x' % 1.5, lambda: '%f' % 'a', lambda: '%*d' % ('a', 1), lambda: 'no' % 1, lambda: 'no' % {}, lambda: '%c' % -1, lambda: '%d' % None):
    try: print(f())
    except (ValueError, TypeError, KeyError, OverflowError) as e: print(type(e).__name__, e)
# --- bytes percent formatting
b'%s %d %x' % (b'a', 5, 255), b'%b|%5d|%c' % (b'z', 3, 65), b'%(k)s' % {b'k': b'v'}, b'%a' % 'é', bytearray(b'%d') % 4
# --- str.format fields
class P:
    x = 3
    items = {'k': [10, 20]}
p = P()
print('{} {}'.format(1, 2), '{1} {0} {1}'.format('a', 'b'), '{a} {b.x} {b.items[k]} {c[0]}'.format(a=1, b=p, c=[5]), '{0.x} {0.items[k][1]}'.format(p))
print('{:>5}|{:<5}|{:^5}|{:05.1f}'.format('a', 'b', 'c', 2.25), '{!r} {!s} {!a}'.format('é', 'é', 'é'), '{:{}}|{:{w}.{p}f}'.format('x', 5, 3.14159, w=8, p=2), '{{}} {{{}}}'.format(1))
print('{0:{1}{2}}'.format('x', '>', 4), '{:d} {:x} {:,}'.format(1, 255, 1234567), '{x}'.format_map({'x': 'mapped'}), '{}'.format(None))
class D(dict):
    def __missing__(self, k): return f'<{k}>'
'{a} {b}'.format_map(D(a=1)), '{0[0]}{0[1]}'.format('xy'), '{0[-1]}'.format({'-1': 'neg'})
# --- str.format errors
for f in (lambda: '{}'.format(), lambda: '{1}'.format(0), lambda: '{a}'.format(), lambda: '{'.format(), lambda: '}'.format(), lambda: '{0} {}'.format(1, 2), lambda: '{} {0}'.format(1),
          lambda: '{0.nope}'.format(1), lambda: '{0[0]}'.format(1), lambda: '{!z}'.format(1), lambda: '{:q}'.format(1), lambda: '{0[}'.format([1]), lambda: '{0[x]}'.format([1]), lambda: '{a'.format(a=1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- format builtin
print(format(3), format(3.5, '.2f'), format('x', '>3'), format(255, 'x'), format(True, 'd'), format(1 + 2j, '.1f'), format(None), format([1]), format(10**18, ','))
format(0.1, '.20f'), format(1e300, '.3e'), format(-0.0, 'g'), format(float('nan'), '5'), format(float('inf'), '+'), format(123.456, '.0f'), format(2.5, '.0f'), format(1e6, 'n')
# --- float formats of every kind
for spec in ('', '.0f', '.3f', '.3e', '.3g', 'g', 'e', '%', '.1%', '10.2f', '<10.2f', '010.2f', '+.1f', ',.2f', '#.0f', '_.1f', 'G', 'z.1f'):
    print(spec, [format(v, spec) for v in (0.0, 1.5, -2.25, 123456.789, 1e-7)])
# --- int formats of every kind
for spec in ('d', 'x', 'X', 'o', 'b', '#x', '#b', ',', '_', '_x', '+', ' ', '5', '<5', '^5', '05', '=+6', '*>8', 'e', '.1f', 'n', '#06x'):
    print(spec, [format(v, spec) for v in (0, 7, -42, 123456)])
