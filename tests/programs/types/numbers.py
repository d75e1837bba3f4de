# --- integer arithmetic and signs
for a in (7, -7):
    for b in (2, -2):
        print(a // b, a % b, divmod(a, b), a / b, a ** 2, int(a / b))
print(7 & 3, 7 | 8, 7 ^ 2, ~7, 1 << 10, -1 >> 3, 5 >> 1, -5 >> 1, 2 ** -1, 0 ** 0, 2 ** 0.5, (-8) ** (1 / 3) != 2)
True + True, True * 3, -True, ~True, True / 2, 5 == 5.0, hash(5) == hash(5.0), 3 and 4.0
# --- big integers
n = 2 ** 200
print(n, -n // 7, n % 1000, divmod(n, 10 ** 30), n >> 190, n & (2 ** 65 - 1), (n - 1).bit_length(), n * n % 97)
print(12345678901234567890 * 98765432109876543210, int('9' * 40) + 1, pow(3, 1000, 1009), pow(7, -1, 31), 10 ** 25 // 3, -(10 ** 25) // 3)
import math
math.factorial(30), 3 ** 100 == int(str(3 ** 100)), hash(2 ** 61 - 1), hash(10 ** 30) == hash(float(10 ** 30)) or 'differs'
# --- int parsing and conversion
print(int('42'), int(' -7 '), int('ff', 16), int('0x1f', 0), int('0b101', 0), int('z', 36), int('1_000'), int(3.99), int(-3.99), int(True), int(b'12'), int('٣'), int('0o17', 8))
for bad in ('', 'x', '1.5', '0x', '1__0', '_1', '12 3', '9' * 3 + 'é'):
    try: int(bad)
    except ValueError as e: print(e)
for f in (lambda: int('5', 1), lambda: int('5', 99), lambda: int(5, 10), lambda: int('z', 35), lambda: int(None)):
    try: f()
    except (ValueError, TypeError) as e: print(e)
hex(255), hex(-1), oct(8), bin(10), bin(-3), str(10), repr(-0), int()
# --- int methods
n = 1000
print(n.bit_length(), (255).bit_count(), n.to_bytes(2, 'big'), n.to_bytes(4, 'little'), (-2).to_bytes(2, 'big', signed=True), int.from_bytes(b'\xff\xfe', 'big', signed=True), (5).to_bytes())
print(n.conjugate(), n.real, n.imag, n.numerator, n.denominator, (7).as_integer_ratio(), (5).__add__(3), (5).__add__('x'), (3).is_integer() if hasattr(3, 'is_integer') else True)
for f in (lambda: (256).to_bytes(1, 'big'), lambda: (-1).to_bytes(1, 'big'), lambda: (1).to_bytes(1, 'middle')):
    try: f()
    except (OverflowError, ValueError) as e: print(type(e).__name__, e)
# --- float arithmetic and repr
print(0.1 + 0.2, 1 / 3, 1e16, 1e15, 123456789012345680.0, 1e-5, 0.0001, 1e22, 1e23, 5e-324, 1.7976931348623157e308, -0.0, 100.0, 2.50, 1e100)
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(7.5, 2), 2.0 ** 0.5, 1e308 * 10, -1e308 * 10, 0.1 + 0.7, 3 * 1.1)
inf, nan = float('inf'), float('nan')
inf, -inf, nan, inf - inf, inf > 1e308, nan == nan, nan != nan, nan < 1, inf == inf, 0 * inf, 5 // inf, -5 // inf, 5 % inf
# --- float parsing and methods
print(float('3.5'), float(' -1e3 '), float('inf'), float('-Infinity'), float('NaN'), float('1_0.5'), float('.5'), float('5.'), float(b'2.5'), float(), float(True), float(10 ** 20))
print((2.0).is_integer(), (2.5).is_integer(), (0.75).as_integer_ratio(), (1.5).hex(), float.fromhex('0x1.8p+1'), (3.7).real, (3.7).conjugate(), (-2.5).__abs__(), (2.5).__trunc__())
for f in (lambda: float('x'), lambda: float(''), lambda: float([]), lambda: float(10 ** 400), lambda: int(float('inf')), lambda: float('inf').as_integer_ratio(), lambda: 1e200 ** 2, lambda: float('1e')):
    try: f()
    except (ValueError, TypeError, OverflowError) as e: print(type(e).__name__, e)
# --- rounding
print([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.4999, 1e20)], [round(2.675, 2), round(1234.567, -2), round(1.005, 2), round(5, -1), round(15, -1), round(25, -1), round(1234, 2)])
print(round(2.5), type(round(2.5)).__name__, type(round(2.5, 0)).__name__, round(-7.5), round(0.1 + 0.2, 10), round(1e300, 5), round(True), round(7, None))
for f in (lambda: round(float('nan')), lambda: round(float('inf')), lambda: round('x'), lambda: round(1.5, 1.5)):
    try: f()
    except (ValueError, OverflowError, TypeError) as e: print(type(e).__name__, e)
# --- complex numbers
z = 3 + 4j
print(z, abs(z), z.real, z.imag, z.conjugate(), z * z, z / (1 - 1j), z ** 2, -z, z + 1, 2.5 * z, z == 3 + 4j, z != 3, complex(1, -2), complex('1+2j'), complex(), 1j ** 2)
print(complex(0, -0.0), complex(float('inf'), float('nan')), 1e20j, 0.5j, -1j, (1 + 0j) == 1, hash(1 + 0j) == hash(1), bool(0j), complex('j'), f'{z:.2f}', str(1 - 0j), repr([z]))
for f in (lambda: z < 1, lambda: z // 1, lambda: z % 2, lambda: int(z), lambda: float(z), lambda: 1 / 0j, lambda: complex('1 + 2j'), lambda: complex('x', 1), lambda: divmod(z, 1)):
    try: f()
    except (TypeError, ValueError, ZeroDivisionError) as e: print(type(e).__name__, e)
# --- comparison between kinds
print(1 < 1.5 < 2, 1 == True, 0 == False == 0.0, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 10 ** 400 > 1e308, 1 == '1', None == 0, 0.1 + 0.2 == 0.3)
for f in (lambda: 1 < '2', lambda: None < 1, lambda: [1] < (1,), lambda: 1 < None, lambda: {1} < [1], lambda: 'a' > 1, lambda: 1j > 1):
    try: f()
    except TypeError as e: print(e)
[True, 1, 1.0].count(1), {1: 'a', True: 'b', 1.0: 'c'}, sorted([3, 1.5, True, -2]), max(1, 1.0), max(1.0, 1), min(True, 1)
# --- numeric literals
print(1_000_000, 0xFF, 0o17, 0b1010, 1e3, 1.5e-3, .5, 5., 0x_ff, 1_0.0_1, 3j, 0_0, 10 .real, 1.0.is_integer(), 1..hex())
0xdead_beef, 1E5, -2 ** 2, (-2) ** 2, 2 ** 3 ** 2, -3 % 5, not 1 == 2, 1 if 0 else 2, ~-1, - -3
# --- operator precedence
print(1 + 2 * 3 - 4 / 2, (1 + 2) * 3, 2 ** -1, -2 ** -2, 7 // 2 * 2, 7 % 4 ** 2, 1 << 2 + 1, 5 & 3 | 4 ^ 1, not True or True, 1 < 2 and 3 < 2 or 'x')
3 - -2, 6 / 2 / 3, 2 + 3 == 5, 'a' in 'abc' == True, not 'a' in 'b', 1 | 2 == 2
# --- pow, divmod, abs, sum
print(pow(2, 10), pow(2, 0.5), pow(2, -2), pow(5, 3, 7), pow(-2, 3, 5), divmod(-7, 3), divmod(7.5, -2), abs(-3), abs(-2.5), abs(3 - 4j), abs(True))
print(sum([1, 2.5]), sum([], 5), sum([[1], [2]], []), sum(range(101)), sum([0.1] * 10) > 0.99, sum((1, 2), start=10), sum({1: 'a', 2: 'b'}), sum([True, False, True]))
for f in (lambda: pow(2, 3, 0), lambda: pow(2.0, 3, 5), lambda: pow(2, -1, 2), lambda: divmod(1, 0), lambda: sum(['a']), lambda: sum(['a'], ''), lambda: sum(5), lambda: 0.0 ** -1):
    try: f()
    except (ValueError, TypeError, ZeroDivisionError) as e: print(type(e).__name__, e)
