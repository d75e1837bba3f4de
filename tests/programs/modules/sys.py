# --- what it says of the interpreter
import sys
print(sys.byteorder, sys.maxsize, sys.maxunicode, sys.float_info.max, sys.float_info.dig, sys.float_repr_style, sys.int_info.bits_per_digit, sys.hash_info.modulus, sys.hash_info.inf)
print(sys.version_info >= (3, 11), sys.version_info[:2] == (sys.version_info.major, sys.version_info.minor), sys.hexversion >> 24, sys.implementation.name, sys.platform, sys.version.split()[0], type(sys.copyright).__name__)
print(sys.getdefaultencoding(), sys.get_int_max_str_digits(), sys.intern('a' + 'b') == 'ab', sys.getsizeof([]) > 0, sys.getsizeof('abc') > sys.getsizeof(''), sys.getrecursionlimit() > 0)
print(type(sys.__stdout__).__name__ == type(sys.__stderr__).__name__)
try: sys.intern(1)
except TypeError as e: print(e)
try: sys.getsizeof()
except TypeError as e: print(e)
try: sys.setrecursionlimit(0)
except ValueError as e: print(e)
try: sys.setrecursionlimit('a')
except TypeError as e: print(e)
