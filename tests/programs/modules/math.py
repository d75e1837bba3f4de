# --- the less common functions
import math
print([f'{f(0.3):.12f}' for f in (math.asinh, math.atan, math.atanh, math.erfc, math.exp2, math.lgamma)])
print(math.nextafter(1.0, 2.0), math.ulp(1.0), math.nextafter(0.0, -1), math.ulp(math.inf), math.lgamma(5), math.exp2(10))
for f, x in ((math.atanh, 1), (math.lgamma, 0), (math.exp2, 5000), (math.asinh, 'a'), (math.ulp, 'a'), (math.atan, None)):
    try: print(f(x))
    except Exception as e: print(type(e).__name__, e)
# --- sums of products
# min_python: 3.12
import math
print(math.sumprod([1, 2, 3], [4, 5, 6]), math.sumprod([0.1] * 10, [1] * 10), math.sumprod([], []), math.nextafter(1.0, 2.0, steps=3))
try: math.sumprod([1], [1, 2])
except ValueError as e: print(e)
# --- fused
# min_python: 3.13
import math
print(math.fma(2.0, 3.0, 4.0), math.fma(0.1, 10.0, -1.0))
for a in ((math.inf, 0.0, 1.0), (1e308, 10.0, 0.0), (1, 2)):
    try: print(math.fma(*a))
    except Exception as e: print(type(e).__name__, e)
