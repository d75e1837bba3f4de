# --- UUIDs
import uuid
from uuid import UUID
u = UUID('12345678-1234-5678-1234-567812345678')
for v in (u, UUID('{12345678123456781234567812345678}'), UUID('urn:uuid:12345678-1234-5678-1234-567812345678'), UUID(bytes=b'\x12\x34\x56\x78' * 4), UUID(bytes_le=b'\x78\x56\x34\x12\x34\x12\x78\x56' + b'\x12\x34\x56\x78' * 2), UUID(fields=(0x12345678, 0x1234, 0x5678, 0x12, 0x34, 0x567812345678)), UUID(int=0x12345678123456781234567812345678), UUID(hex='12345678' * 4)):
    print(v, repr(v), v == u, hash(v) == hash(u))
print(u.hex, u.int, u.bytes, u.bytes_le, u.fields, u.urn, u.variant, u.version, int(u), u.time_low, u.time_mid, u.time_hi_version, u.clock_seq_hi_variant, u.clock_seq_low, u.clock_seq, u.node, u.time, u.is_safe)
for text in ('6ba7b810-9dad-11d1-80b4-00c04fd430c8', '00000000-0000-0000-c000-000000000000', '00000000-0000-0000-e000-000000000000', 'ffffffff-ffff-4fff-bfff-ffffffffffff'):
    v = UUID(text); print(v.variant, v.version, v.time, v.clock_seq, v.node, v.fields)
for version in range(1, 6): print(UUID(int=(1 << 128) - 1, version=version), UUID(int=0, version=version).version)
a, b = UUID(int=1), UUID(int=2)
print(a < b, a > b, a <= b, a >= b, a != b, a == 1, a != 'x', sorted([b, a]), {a: 1}[UUID(int=1)], len({a, b, UUID(int=1)}), f'{a}', str(a))
print(uuid.NAMESPACE_DNS, uuid.NAMESPACE_URL, uuid.NAMESPACE_OID, uuid.NAMESPACE_X500, uuid.RESERVED_NCS, uuid.RFC_4122, uuid.RESERVED_MICROSOFT, uuid.RESERVED_FUTURE)
print(uuid.SafeUUID.safe, uuid.SafeUUID.unsafe.value, repr(uuid.SafeUUID.unknown), uuid.SafeUUID(0) is uuid.SafeUUID.safe, uuid.SafeUUID.safe == uuid.SafeUUID.unsafe, uuid.SafeUUID.safe.name, UUID(int=0, is_safe=uuid.SafeUUID.safe).is_safe)
class Sub(UUID):
    def short(self): return self.hex[:4]
print(Sub(int=5), repr(Sub(int=5)), Sub(int=5) == UUID(int=5), Sub('abcd' * 8).short(), type(uuid.uuid5(uuid.NAMESPACE_DNS, 'x')))
# --- names
from uuid import uuid3, uuid5, UUID, NAMESPACE_DNS, NAMESPACE_URL
print(uuid3(NAMESPACE_DNS, 'python.org'), uuid5(NAMESPACE_DNS, 'python.org'), uuid5(NAMESPACE_URL, 'http://example.com/é'), uuid3(UUID(int=0), ''), uuid5(NAMESPACE_DNS, 'x').version)
for f in (lambda: uuid3('x', 'y'), lambda: uuid5(NAMESPACE_DNS, 5), lambda: uuid5(NAMESPACE_DNS), lambda: uuid5()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- errors
import uuid
from uuid import UUID
u = UUID(int=1)
class A: pass
for f in (lambda: UUID(), lambda: UUID('x'), lambda: UUID(''), lambda: UUID('g' * 32), lambda: UUID(5), lambda: UUID(A()), lambda: UUID('1' * 32, b'x' * 16), lambda: UUID(bytes=b'x'), lambda: UUID(bytes='x' * 16), lambda: UUID(bytes=5), lambda: UUID(bytes_le=b'x'), lambda: UUID(fields=(1, 2)), lambda: UUID(fields=(1 << 32, 0, 0, 0, 0, 0)), lambda: UUID(fields=(0, -1, 0, 0, 0, 0)), lambda: UUID(fields=(0, 0, 1 << 16, 0, 0, 0)), lambda: UUID(fields=(0, 0, 0, 256, 0, 0)), lambda: UUID(fields=(0, 0, 0, 0, 256, 0)), lambda: UUID(fields=(0, 0, 0, 0, 0, 1 << 48)), lambda: UUID(fields=5), lambda: UUID(int=-1), lambda: UUID(int=1 << 128), lambda: UUID(int='x'), lambda: UUID(int=1, version=0), lambda: UUID(int=1, version=9), lambda: UUID(foo=1), lambda: u < 5, lambda: u >= 'x', lambda: u + 1, lambda: uuid.SafeUUID(7), lambda: uuid.nope, lambda: UUID('0b' + '1' * 30), lambda: UUID('1' * 31 + '_')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for name in ('int', 'hex', 'foo'):
    try: setattr(u, name, 1)
    except TypeError as e: print(e)
print(u)
# --- an uncaught error
import uuid
uuid.UUID('not-a-uuid')
# --- as models write it
import uuid, copy
def is_uuid(text):
    try: uuid.UUID(text)
    except ValueError: return False
    return True
print([is_uuid(x) for x in ('550e8400-e29b-41d4-a716-446655440000', 'nope', '550e8400e29b41d4a716446655440000')])
ids = {uuid.uuid5(uuid.NAMESPACE_URL, f'https://example.com/{i}'): i for i in range(3)}
for key in sorted(ids): print(key, ids[key], key.hex[:8], str(key).upper())
u = uuid.UUID(int=7); print(copy.copy(u) == u, copy.deepcopy([u]) == [u])
# --- values that live on
# externals: add, echo
import uuid
u = uuid.UUID(int=add(1, 2)); seen = {u: 'x'}
echo(str(u))
print(seen[uuid.UUID(int=3)], u, u.is_safe, uuid.uuid5(u, add('a', 'b')), add(u.int, 1), u.is_safe is uuid.SafeUUID.unknown)
# --- of the time and of chance
import uuid
a, b, c = uuid.uuid1(), uuid.uuid4(), uuid.uuid4()
print(a.version, b.version, a.variant == b.variant == uuid.RFC_4122, b != c, len(str(b)), 0 <= uuid.getnode() < 1 << 48, uuid.uuid1(node=5, clock_seq=6).node, uuid.uuid1(5, 6).clock_seq)
