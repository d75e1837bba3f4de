# --- packing
import struct
from struct import pack, unpack, calcsize, pack_into, unpack_from, iter_unpack, Struct
for fmt, values in (('<bBhHiIlLqQ', (-1, 255, -2, 3, -4, 5, -6, 7, -8, 9)), ('>efd', (1.5, 2.5, -0.1)), ('!?c3s4p', (True, b'x', b'abcdef', b'ab')), ('@iq', (1, 2)), ('=iq', (1, 2)), ('2h3x', (1, 2)), ('nN', (-1, 1)), ('P', (7,)), ('0s0i', (b'x',)), (' i\t2h ', (1, 2, 3)), (b'<i', (5,)), ('', ())):
    data = pack(fmt, *values)
    print(fmt, data, unpack(fmt, data), calcsize(fmt))
print(pack('i', True), pack('d', 5), pack('f', True), pack('?', []), pack('?', 'x'), pack('3s', bytearray(b'ab')), pack('5p', b'abc'), pack('2p', b'abcd'), pack('>e', float('inf')), unpack('<f', pack('<f', 0.1)), pack('1s', b''))
class I:
    def __index__(self): return 3
class F:
    def __float__(self): return 1.5
class T:
    def __bool__(self): return False
class B(bytes): pass
class S(str): pass
class N(int): pass
print(pack('<ifd?', I(), F(), I(), T()), pack('<2i', 1, I()), pack('2s', B(b'ab')), pack(S('<i'), N(4)), unpack('<h', B(b'ab')), unpack_from('<b', b'abcde', I()), struct.__name__)
buffer = bytearray(8)
print(pack_into('<h', buffer, 2, 5), pack_into('>h', buffer, -2, 6), pack_into('<b', buffer, I(), 7), buffer, unpack_from('>h', buffer, -2), unpack_from('<h', buffer, offset=2), unpack_from('<b', buffer=buffer))
it = iter_unpack('<h', b'abcdef')
print(it.__length_hint__(), next(it), list(it), list(it), iter(it) is it, list(iter_unpack('2b', bytearray(b'abcd'))), type(it).__name__, list(iter_unpack('i', b'')))
# --- Struct
from struct import Struct, error
import struct
s = Struct('<ih')
print(s.format, s.size, s.pack(1, 2), s.unpack(b'abcdef'), s.unpack_from(b'xabcdef', 1), s.unpack_from(buffer=b'abcdefg', offset=1), list(s.iter_unpack(b'abcdef' * 2)), Struct(b'i').format, Struct(format='h').size)
b = bytearray(7); s.pack_into(b, 1, 5, 6); print(b, type(s).__name__, isinstance(s, Struct), s == Struct('<ih'))
class Sub(Struct):
    def total(self): return self.size * 2
print(Sub('i').total(), Sub('i').pack(1), error, issubclass(error, Exception), error.__module__)
for f in (lambda: s.unpack(b'abc'), lambda: s.pack(1), lambda: s.pack(1, 2, 3), lambda: s.pack(1.5, 2), lambda: s.pack_into(bytearray(2), 0, 1, 2), lambda: s.iter_unpack(b'x'), lambda: Struct('z'), lambda: Struct(5), lambda: s.unpack('abcdef'), lambda: s.unpack_from(b'', 'x'), lambda: Struct('i' * 3).unpack(b'')):
    try: print(f())
    except (error, TypeError) as e: print(type(e).__name__, e)
for name in ('format', 'size'):
    try: setattr(s, name, 1)
    except AttributeError: print('refused')
# --- the text of a Struct
# min_python: 3.13
from struct import Struct
print(Struct('<i'), repr(Struct(b'3s')))
# --- errors
import struct
from struct import pack, unpack, calcsize, pack_into, unpack_from, iter_unpack
class A: pass
for f in (lambda: pack('i', 'x'), lambda: pack('i', 1.5), lambda: pack('i', A()), lambda: pack('f', 'x'), lambda: pack('f', A()), lambda: pack('c', 'x'), lambda: pack('c', b'xy'), lambda: pack('s', 'x'), lambda: pack('p', 5), lambda: pack('z', 1), lambda: pack(), lambda: pack(5), lambda: pack(A()), lambda: pack('i', x=1) if False else 1, lambda: pack('2i', 1), lambda: pack('e', 1e9), lambda: pack('f', 1e39), lambda: pack('<n', 1), lambda: pack('3'),
    lambda: unpack('i'), lambda: unpack('i', 'abcd'), lambda: unpack('i', 5), lambda: unpack('i', b'abc'), lambda: unpack('i', b'', 1), lambda: unpack_from('i', b'abcd', 2), lambda: unpack_from('i', b'abcd', -9), lambda: unpack_from('i', b'abcd', -2), lambda: unpack_from('i', b'abcd', offset='x'), lambda: unpack_from('i'), lambda: unpack_from('i', 'abcd'), lambda: unpack_from('i', b'abcd', 1 << 70),
    lambda: pack_into('i', b'abcd', 0, 1), lambda: pack_into('i', bytearray(4), 1, 1), lambda: pack_into('i', bytearray(4), -9, 1), lambda: pack_into('i', bytearray(4)), lambda: pack_into('i'), lambda: pack_into(), lambda: pack_into('i', bytearray(4), 'x', 1), lambda: pack_into('i', 5, 0, 1),
    lambda: iter_unpack('i', b'abcde'), lambda: iter_unpack('', b''), lambda: iter_unpack('i', 'abcd'), lambda: next(iter_unpack('i', b'')), lambda: calcsize('99999999999999999999i'), lambda: calcsize('9223372036854775807i'), lambda: calcsize('é'), lambda: calcsize('3'), lambda: calcsize('i', 5), lambda: calcsize(5), lambda: calcsize(), lambda: struct.nope):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for fmt, value in (('b', 200), ('B', -1), ('h', 1 << 20), ('Q', -1), ('q', 1 << 70), ('I', 1 << 33)):
    try: pack('<' + fmt, value)
    except struct.error as e: print(e)
# --- an uncaught error
import struct
struct.unpack('<i', b'ab')
# --- as models write it
import struct
records = [(1, 'ada', 3.5), (2, 'bob', 4.25)]
packed = b''.join(struct.pack('<I10sd', n, name.encode(), score) for n, name, score in records)
size = struct.calcsize('<I10sd')
print(len(packed), size, [(n, name.rstrip(b'\0').decode(), score) for n, name, score in struct.iter_unpack('<I10sd', packed)])
header = struct.Struct('>4sHH')
magic, major, minor = header.unpack(header.pack(b'MAGI', 1, 2))
print(magic, major, minor, header.size, ''.join(format(c, '08b') for c in struct.pack('!f', 1.5)))
# --- one that lives on
# externals: add, less
import struct
it = struct.iter_unpack('<h', b'abcdef'); s = struct.Struct('<2b')
print(next(it), add(1, 2), next(it), s.pack(add(1, 1), 3))
class I:
    def __index__(self): return add(4, 4)
class F:
    def __float__(self): return add(0.5, 1.0)
class T:
    def __bool__(self): return less(1, 2)
print(struct.pack('<if?', I(), F(), T()), s.pack(1, I()), list(it), struct.unpack_from('b', b'x' * 20, I()), s.size)
