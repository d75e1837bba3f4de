"""``uuid``."""

bytes_ = bytes
int_ = int


class SafeUUID:
    __module__ = 'uuid'
    __slots__ = ('name', 'value')
    __final_class__ = True

    def __new__(cls, value, /):
        for member in (SafeUUID.safe, SafeUUID.unsafe, SafeUUID.unknown):
            if member is value or member.value == value:
                return member
        raise ValueError(f'{value!r} is not a valid SafeUUID')

    def __repr__(self):
        return f'<SafeUUID.{self.name}: {self.value!r}>'

    def __str__(self):
        return f'SafeUUID.{self.name}'

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self

    def __eq__(self, other):
        return isinstance(other, SafeUUID) and self.name == other.name

    def __hash__(self):
        return hash(self.name)


def member(name, value):
    made = object.__new__(SafeUUID)
    made.name = name
    made.value = value
    return made


SafeUUID.safe = member('safe', 0)
SafeUUID.unsafe = member('unsafe', -1)
SafeUUID.unknown = member('unknown', None)

RANGES = (
    *(('1', 'a 32', 32), ('2', 'a 16', 16), ('3', 'a 16', 16)),
    *(('4', 'an 8', 8), ('5', 'an 8', 8), ('6', 'a 48', 48)),
)


class UUID:
    __module__ = 'uuid'
    __slots__ = ('int', 'is_safe')

    def __init__(
        self,
        hex=None,
        bytes=None,
        bytes_le=None,
        fields=None,
        int=None,
        version=None,
        *,
        is_safe=SafeUUID.unknown,
    ):
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError('one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        if hex is not None:
            hex = hex.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
            if len(hex) != 32:
                raise ValueError('badly formed hexadecimal UUID string')
            int = int_(hex, 16)
        if bytes_le is not None:
            if len(bytes_le) != 16:
                raise ValueError('bytes_le is not a 16-char string')
            bytes = swapped(bytes_le)
        if bytes is not None:
            if len(bytes) != 16:
                raise ValueError('bytes is not a 16-char string')
            assert isinstance(bytes, bytes_), repr(bytes)
            int = int_.from_bytes(bytes, 'big')
        if fields is not None:
            if len(fields) != 6:
                raise ValueError('fields is not a 6-tuple')
            int = 0
            for value, (name, need, bits) in zip(fields, RANGES):
                if not 0 <= value < 1 << bits:
                    raise ValueError(f'field {name} out of range (need {need}-bit value)')
                int = int << bits | value
        if int is not None:
            if not 0 <= int < 1 << 128:
                raise ValueError('int is out of range (need a 128-bit value)')
        if version is not None:
            if not 1 <= version <= _highest_version():
                raise ValueError('illegal version number')
            int = versioned(int, version)
        object.__setattr__(self, 'int', int)
        object.__setattr__(self, 'is_safe', is_safe)

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __gt__(self, other):
        return self.int > other.int if isinstance(other, UUID) else NotImplemented

    def __le__(self, other):
        return self.int <= other.int if isinstance(other, UUID) else NotImplemented

    def __ge__(self, other):
        return self.int >= other.int if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'

    def __setattr__(self, name, value):
        raise TypeError('UUID objects are immutable')

    def __str__(self):
        hex = f'{self.int:032x}'
        return f'{hex[:8]}-{hex[8:12]}-{hex[12:16]}-{hex[16:20]}-{hex[20:]}'

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self

    @property
    def bytes(self):
        return self.int.to_bytes(16, 'big')

    @property
    def bytes_le(self):
        return swapped(self.bytes)

    @property
    def fields(self):
        return (
            *(self.time_low, self.time_mid, self.time_hi_version),
            *(self.clock_seq_hi_variant, self.clock_seq_low, self.node),
        )

    @property
    def time_low(self):
        return self.int >> 96

    @property
    def time_mid(self):
        return self.int >> 80 & 0xFFFF

    @property
    def time_hi_version(self):
        return self.int >> 64 & 0xFFFF

    @property
    def clock_seq_hi_variant(self):
        return self.int >> 56 & 0xFF

    @property
    def clock_seq_low(self):
        return self.int >> 48 & 0xFF

    @property
    def time(self):
        if _highest_version() == 8:
            if self.version == 6:
                return self.int >> 96 << 28 | (self.int >> 80 & 0xFFFF) << 12 | self.int >> 64 & 0xFFF
            if self.version == 7:
                return self.int >> 80
        return (self.time_hi_version & 0x0FFF) << 48 | self.time_mid << 32 | self.time_low

    @property
    def clock_seq(self):
        return (self.clock_seq_hi_variant & 0x3F) << 8 | self.clock_seq_low

    @property
    def node(self):
        return self.int & 0xFFFFFFFFFFFF

    @property
    def hex(self):
        return f'{self.int:032x}'

    @property
    def urn(self):
        return f'urn:uuid:{self}'

    @property
    def variant(self):
        bits = self.int >> 61 & 7
        if bits < 4:
            return RESERVED_NCS
        return RFC_4122 if bits < 6 else RESERVED_MICROSOFT if bits == 6 else RESERVED_FUTURE

    @property
    def version(self):
        return self.int >> 76 & 0xF if self.variant == RFC_4122 else None


def swapped(data):
    """The first three fields in the other order of bytes."""
    return data[3::-1] + data[5:3:-1] + data[7:5:-1] + data[8:]


def versioned(number, version):
    """A number with the variant of RFC 4122 and a version."""
    number = number & ~(0xC000 << 48) | 0x8000 << 48
    return number & ~(0xF000 << 64) | version << 76


def versioned_uuid(data, version):
    """The UUID of 16 bytes, with a version."""
    made = object.__new__(UUID)
    object.__setattr__(made, 'int', versioned(int.from_bytes(data, 'big'), version))
    object.__setattr__(made, 'is_safe', SafeUUID.unknown)
    return made


def random_bits(bits, asked):
    return int.from_bytes(_random_bytes(bits + 7 >> 3, asked), 'big') & (1 << bits) - 1


def getnode():
    node = _kept('uuid.node')
    if node is None:
        node = _keep('uuid.node', random_bits(48, 'getnode()') | 1 << 40)
    return node


def timestamp_of(asked):
    """The next timestamp: 100 nanoseconds since 1582."""
    timestamp = _clock_ns(asked) // 100 + 0x01B21DD213814000
    last = _kept('uuid.last')
    if last is not None and timestamp <= last:
        timestamp = last + 1
    return _keep('uuid.last', timestamp)


def uuid1(node=None, clock_seq=None):
    timestamp = timestamp_of('uuid1()')
    if clock_seq is None:
        clock_seq = random_bits(14, 'uuid1()')
    fields = (timestamp & 0xFFFFFFFF, timestamp >> 32 & 0xFFFF, timestamp >> 48 & 0x0FFF)
    last = (clock_seq >> 8 & 0x3F, clock_seq & 0xFF, getnode() if node is None else node)
    return UUID(fields=fields + last, version=1)


def uuid3(namespace, name):
    if isinstance(name, str) or not _takes_bytes():
        name = bytes(name, 'utf-8')
    return versioned_uuid(_name_digest('md5', namespace.bytes + name), 3)


def uuid4():
    return versioned_uuid(_random_bytes(16, 'uuid4()'), 4)


def uuid5(namespace, name):
    if isinstance(name, str) or not _takes_bytes():
        name = bytes(name, 'utf-8')
    return versioned_uuid(_name_digest('sha1', namespace.bytes + name)[:16], 5)


def uuid6(node=None, clock_seq=None):
    timestamp = timestamp_of('uuid6()')
    if clock_seq is None:
        clock_seq = random_bits(14, 'uuid6()')
    number = (timestamp >> 12 & 0xFFFFFFFFFFFF) << 80 | (timestamp & 0xFFF) << 64
    number |= (clock_seq & 0x3FFF) << 48 | (getnode() if node is None else node) & 0xFFFFFFFFFFFF
    return UUID(int=versioned(number, 6))


def uuid7():
    timestamp = _clock_ns('uuid7()') // 1000000
    last, counter = _kept('uuid.last7') or (-1, 0)
    if timestamp > last:
        counter = random_bits(41, 'uuid7()')
    else:
        timestamp = last
        counter += 1
        if counter >> 42:
            timestamp += 1
            counter = random_bits(41, 'uuid7()')
    _keep('uuid.last7', (timestamp, counter))
    number = (timestamp & 0xFFFFFFFFFFFF) << 80 | (counter >> 30) << 64
    return UUID(int=versioned(number | (counter & 0x3FFFFFFF) << 32 | random_bits(32, 'uuid7()'), 7))


def uuid8(a=None, b=None, c=None):
    a = random_bits(48, 'uuid8()') if a is None else a
    b = random_bits(12, 'uuid8()') if b is None else b
    c = random_bits(62, 'uuid8()') if c is None else c
    return UUID(int=versioned((a & 0xFFFFFFFFFFFF) << 80 | (b & 0xFFF) << 64 | c & 0x3FFFFFFFFFFFFFFF, 8))


NAMESPACE_DNS = UUID('6ba7b810-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_URL = UUID('6ba7b811-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_OID = UUID('6ba7b812-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_X500 = UUID('6ba7b814-9dad-11d1-80b4-00c04fd430c8')
NIL = UUID('00000000-0000-0000-0000-000000000000')
MAX = UUID('ffffffff-ffff-ffff-ffff-ffffffffffff')
