# --- hex
import binascii
from binascii import hexlify, unhexlify, b2a_hex, a2b_hex
print(hexlify(b'\x00\xff'), b2a_hex(bytearray(b'abc')), hexlify(b'abcdef', ':'), hexlify(b'abcdef', b'-', 2), hexlify(b'abcdef', '_', -4), hexlify(b'abcdef', sep='.', bytes_per_sep=3), hexlify(b''), hexlify(b'abc', ':', 0), hexlify(data=b'a'))
print(unhexlify('00ff'), a2b_hex(b'6162'), unhexlify(bytearray(b'41')), unhexlify(''), a2b_hex('aBcD'))
class B(bytes): pass
class S(str): pass
class I:
    def __index__(self): return 2
class T:
    def __bool__(self): return False
class L:
    def __len__(self): return 0
print(hexlify(B(b'xyz')), unhexlify(S('41')), hexlify(b'abcdef', ':', I()), binascii.crc32(b'a', I()))
class A: pass
for f in (lambda: hexlify('abc'), lambda: hexlify(5), lambda: hexlify(A()), lambda: hexlify(), lambda: hexlify(b'', b'', b'', b''), lambda: hexlify(b'ab', 'xy'), lambda: hexlify(b'ab', 'é'), lambda: hexlify(b'ab', 5), lambda: hexlify(b'ab', ':', 'x'), lambda: hexlify(b'ab', foo=1), lambda: unhexlify('abc'), lambda: unhexlify('zz'), lambda: unhexlify('é1'), lambda: unhexlify(b'\xff1'), lambda: unhexlify(5), lambda: unhexlify(), lambda: unhexlify('a', 'b'), lambda: unhexlify(hexstr='41'), lambda: hexlify(None), lambda: hexlify([1]), lambda: unhexlify([]), lambda: binascii.nope, lambda: hexlify(b'', ':', 1.5)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
try: unhexlify('abc')
except ValueError as e: print(repr(e), isinstance(e, binascii.Error), type(e).__module__, binascii.Error.__mro__[1], binascii.Incomplete.__bases__)
try: raise binascii.Incomplete('x')
except binascii.Incomplete as e: print(repr(e))
# --- base64, quoted printable, uu
import binascii as b
print(b.b2a_base64(b'hello'), b.b2a_base64(b'hello', newline=False), b.a2b_base64('aGVsbG8='), b.a2b_base64(b'aGVs\nbG8='), b.a2b_base64('aG!VsbG8='), b.b2a_base64(b''), b.a2b_base64('aGVsbG8=', strict_mode=True))
print(b.b2a_qp(b'a=b \xff\tx '), b.b2a_qp(b'a b\tc', quotetabs=True), b.b2a_qp(b'a\r\nb', istext=False), b.b2a_qp(b'a b_c', header=True), b.b2a_qp(b'a b', True, False, True), b.b2a_qp(b'x' * 100))
print(b.a2b_qp('a=3Db=20=FF'), b.a2b_qp(b'a_b=', header=True), b.a2b_qp(data=b'a_b'), b.a2b_qp('soft=\nbreak'))
print(b.b2a_uu(b'hello'), b.a2b_uu(b'%:&5L;&\\ \n'), b.b2a_uu(b'\0', backtick=True), b.a2b_uu(''))
print(b.crc32(b'hello'), b.crc32(b'lo', b.crc32(b'hel')), b.crc_hqx(b'hello', 0), b.crc_hqx(b'x', 5), b.crc32(b'', 0xffffffff), b.crc32(b'x', -1), b.crc32(b'x', 1 << 40))
for f in (lambda: b.a2b_base64('aGVsbG8'), lambda: b.a2b_base64('a'), lambda: b.a2b_base64('a!', strict_mode=True), lambda: b.a2b_base64('=aaa', strict_mode=True), lambda: b.a2b_base64('aaa=a', strict_mode=True), lambda: b.a2b_base64('aGVsbG8=\n', strict_mode=True), lambda: b.a2b_base64('é'), lambda: b.a2b_base64(4), lambda: b.b2a_base64('a'), lambda: b.b2a_base64(b'a', False), lambda: b.b2a_uu(b'x' * 46), lambda: b.a2b_uu(b'!'), lambda: b.a2b_uu('zzz'), lambda: b.a2b_uu('\x01'), lambda: b.crc32('a'), lambda: b.crc32(b'a', 'b'), lambda: b.crc32(b'a', 1.5), lambda: b.crc32(), lambda: b.crc_hqx(b'a'), lambda: b.crc_hqx(b'a', 'x'), lambda: b.crc32(data=b'a'), lambda: b.b2a_qp('a'), lambda: b.a2b_qp(4), lambda: b.b2a_qp(), lambda: b.b2a_qp(b'', 1, 2, 3, 4)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- truth values
# min_python: 3.12
import binascii
class B(bytes): pass
class T:
    def __bool__(self): return False
class L:
    def __len__(self): return 0
print(binascii.b2a_base64(b'a', newline=T()), binascii.b2a_base64(b'a', newline=L()), binascii.b2a_base64(b'a', newline=B()), binascii.b2a_qp(b'a b', quotetabs=B()))
# --- an uncaught error
import binascii
binascii.unhexlify('x')
# --- arguments that suspend
# externals: add, less
import binascii
class I:
    def __index__(self): return add(1, 1)
class T:
    def __bool__(self): return less(2, 1)
    def __index__(self): return add(0, 0)
print(binascii.hexlify(b'abcdef', ':', I()), binascii.b2a_base64(b'abc', newline=T()), binascii.crc_hqx(b'a', I()))
try: binascii.a2b_base64('a', strict_mode=T())
except binascii.Error as e: print(add('caught ', str(e)), isinstance(e, ValueError))
