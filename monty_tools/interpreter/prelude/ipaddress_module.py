"""``ipaddress``."""


class AddressValueError(ValueError):
    __module__ = 'ipaddress'


class NetmaskValueError(ValueError):
    __module__ = 'ipaddress'


def first_of(classes, args, address, what):
    for cls in classes:
        try:
            return cls(*args)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f'{address!r} does not appear to be an IPv4 or IPv6 {what}')


def ip_address(address):
    return first_of((IPv4Address, IPv6Address), (address,), address, 'address')


def ip_network(address, strict=True):
    return first_of((IPv4Network, IPv6Network), (address, strict), address, 'network')


def ip_interface(address):
    return first_of((IPv4Interface, IPv6Interface), (address,), address, 'interface')


def packed_number(address, size, version):
    try:
        return address.to_bytes(size, 'big')
    except OverflowError:
        pass
    raise ValueError(f'Address negative or too large for IPv{version}')


def v4_int_to_packed(address):
    return packed_number(address, 4, 4)


def v6_int_to_packed(address):
    return packed_number(address, 16, 6)


def unlike(first, second):
    return TypeError(f'{first} and {second} are not of the same version')


def split_prefix(cls, address):
    """An address and its mask, the longest prefix where none is told."""
    if isinstance(address, (bytes, int)):
        return address, cls._max_prefixlen
    if not isinstance(address, tuple):
        parts = str(address).split('/')
        if len(parts) > 2:
            raise AddressValueError(f"Only one '/' permitted in {address!r}")
        address = parts
    return address if len(address) > 1 else (address[0], cls._max_prefixlen)


def prefix_length(cls, mask):
    if isinstance(mask, int):
        if not 0 <= mask <= cls._max_prefixlen:
            raise NetmaskValueError(f'{mask!r} is not a valid netmask')
        return mask
    if not isinstance(mask, str):
        mask.isascii()
    found = _ip_prefix(cls._version, mask)
    if isinstance(found, str):
        raise NetmaskValueError(found)
    return found


class _IPAddressBase:
    __module__ = 'ipaddress'
    __slots__ = ()

    @property
    def exploded(self):
        return trait_of(self, 'exploded')

    @property
    def compressed(self):
        return str(self)

    @property
    def reverse_pointer(self):
        return trait_of(self, 'reverse_pointer')

    @property
    def version(self):
        return self._version

    @property
    def max_prefixlen(self):
        return self._max_prefixlen

    @property
    def is_multicast(self):
        return trait_of(self, 'is_multicast')

    @property
    def is_reserved(self):
        return trait_of(self, 'is_reserved')

    @property
    def is_link_local(self):
        return trait_of(self, 'is_link_local')

    @property
    def is_private(self):
        return trait_of(self, 'is_private')

    @property
    def is_global(self):
        return trait_of(self, 'is_global')

    @property
    def is_unspecified(self):
        return trait_of(self, 'is_unspecified')

    @property
    def is_loopback(self):
        return trait_of(self, 'is_loopback')

    def __le__(self, other):
        less = self.__lt__(other)
        return less if less is NotImplemented else less or self == other

    def __gt__(self, other):
        less = self.__lt__(other)
        return less if less is NotImplemented else not less and self != other

    def __ge__(self, other):
        less = self.__lt__(other)
        return less if less is NotImplemented else not less

    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'


def trait_of(obj, name):
    found = _ip_trait(*obj._identified(), name)
    if isinstance(found, tuple):
        raise AddressValueError(found[0])
    return found


class _BaseAddress(_IPAddressBase):
    __module__ = 'ipaddress'
    __slots__ = ()

    def __init__(self, address):
        version = self._version
        self._scope_id = None
        if isinstance(address, int):
            if address < 0:
                raise AddressValueError(f'{address:d} (< 0) is not permitted as an IPv{version} address')
            if address > self._ALL_ONES:
                limit = self._max_prefixlen
                raise AddressValueError(f'{address:d} (>= 2**{limit}) is not permitted as an IPv{version} address')
            self._ip = address
        elif isinstance(address, bytes):
            size = self._max_prefixlen // 8
            if len(address) != size:
                text = f'{address!r} (len {len(address)} != {size}) is not permitted as an IPv{version} address'
                raise AddressValueError(text)
            self._ip = int.from_bytes(address, 'big')
        else:
            text = str(address)
            if '/' in text:
                raise AddressValueError(f"Unexpected '/' in {address!r}")
            found = _ip_parse(version, text)
            if isinstance(found, str):
                raise AddressValueError(found)
            self._ip, self._scope_id = found

    def _identified(self):
        return 'address', self._version, self._ip, None, self._scope_id

    def __int__(self):
        return self._ip

    def __eq__(self, other):
        try:
            return self._ip == other._ip and self._version == other._version
        except AttributeError:
            return NotImplemented

    def __lt__(self, other):
        if not isinstance(other, _BaseAddress):
            return NotImplemented
        if self._version != other._version:
            raise unlike(self, other)
        return self._ip < other._ip

    def __add__(self, other):
        return self.__class__(int(self) + other) if isinstance(other, int) else NotImplemented

    def __sub__(self, other):
        return self.__class__(int(self) - other) if isinstance(other, int) else NotImplemented

    def __str__(self):
        return _ip_text(self._version, self._ip)

    def __hash__(self):
        return hash(hex(self._ip))

    def __format__(self, fmt):
        if not fmt or fmt[-1] == 's':
            return format(str(self), fmt)
        base = fmt[-1]
        flags = fmt[:-1]
        if base not in 'xbnX' or flags not in ('', '#', '_', '#_'):
            return super().__format__(fmt)
        if base == 'n':
            base = 'b' if self._version == 4 else 'x'
        width = self._max_prefixlen if base == 'b' else self._max_prefixlen // 4
        grouping = '_' if '_' in flags else ''
        if grouping:
            width += width // 4 - 1
        alternate = '#' if '#' in flags else ''
        return format(int(self), f'{alternate}0{width + 2 * len(alternate)}{grouping}{base}')

    @property
    def packed(self):
        return packed_number(self._ip, self._max_prefixlen // 8, self._version)


class _BaseNetwork(_IPAddressBase):
    __module__ = 'ipaddress'

    def __init__(self, address, strict=True):
        address, mask = split_prefix(self, address)
        self.network_address = self._address_class(address)
        self._prefixlen = prefix_length(self, mask)
        self.netmask = made(self._address_class, self._ALL_ONES ^ self._ALL_ONES >> self._prefixlen)
        number = self.network_address._ip
        if number & self.netmask._ip != number:
            if strict:
                raise ValueError(f'{self} has host bits set')
            self.network_address = made(self._address_class, number & self.netmask._ip)

    def _identified(self):
        return 'network', self._version, self.network_address._ip, self._prefixlen, self.network_address._scope_id

    def __str__(self):
        return f'{self.network_address}/{self._prefixlen}'

    def hosts(self):
        if self._prefixlen == self._max_prefixlen - 1:
            return iter(self)
        if self._prefixlen == self._max_prefixlen:
            return [made(self._address_class, self.network_address._ip)]
        first, last = bounds(self)
        return addresses(self._address_class, first + 1, last if self._version == 4 else last + 1)

    def __iter__(self):
        first, last = bounds(self)
        return addresses(self._address_class, first, last + 1)

    def __getitem__(self, n):
        first, last = bounds(self)
        number = first + n if n >= 0 else last + n + 1
        if not first <= number <= last:
            raise IndexError('address out of range')
        return made(self._address_class, number)

    def __lt__(self, other):
        if not isinstance(other, _BaseNetwork):
            return NotImplemented
        if self._version != other._version:
            raise unlike(self, other)
        if self.network_address != other.network_address:
            return self.network_address < other.network_address
        return self.netmask < other.netmask

    def __eq__(self, other):
        try:
            same = self._version == other._version and self.network_address == other.network_address
            return same and int(self.netmask) == int(other.netmask)
        except AttributeError:
            return NotImplemented

    def __hash__(self):
        return hash(int(self.network_address) ^ int(self.netmask))

    def __contains__(self, other):
        if self._version != other._version or isinstance(other, _BaseNetwork):
            return False
        return other._ip & self.netmask._ip == self.network_address._ip

    def overlaps(self, other):
        if self.network_address in other or self.broadcast_address in other:
            return True
        return other.network_address in self or other.broadcast_address in self

    @property
    def broadcast_address(self):
        return made(self._address_class, bounds(self)[1])

    @property
    def hostmask(self):
        return made(self._address_class, self.netmask._ip ^ self._ALL_ONES)

    @property
    def with_prefixlen(self):
        return f'{self.network_address}/{self._prefixlen}'

    @property
    def with_netmask(self):
        return f'{self.network_address}/{self.netmask}'

    @property
    def with_hostmask(self):
        return f'{self.network_address}/{self.hostmask}'

    @property
    def num_addresses(self):
        return 1 << self._max_prefixlen - self._prefixlen

    @property
    def prefixlen(self):
        return self._prefixlen

    def address_exclude(self, other):
        if self._version != other._version:
            raise unlike(self, other)
        if not isinstance(other, _BaseNetwork):
            raise TypeError(f'{other} is not a network object')
        if not other.subnet_of(self):
            raise ValueError(f'{other} not contained in {self}')
        rest = self
        while rest != other:
            first, second = rest.subnets()
            if other.subnet_of(first):
                yield second
                rest = first
            else:
                yield first
                rest = second

    def compare_networks(self, other):
        if self._version != other._version:
            raise TypeError(f'{self} and {other} are not of the same type')
        if self.network_address != other.network_address:
            return -1 if self.network_address < other.network_address else 1
        if self.netmask != other.netmask:
            return -1 if self.netmask < other.netmask else 1
        return 0

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        if self._prefixlen == self._max_prefixlen:
            yield self
            return
        if new_prefix is not None:
            if new_prefix < self._prefixlen:
                raise ValueError('new prefix must be longer')
            if prefixlen_diff != 1:
                raise ValueError('cannot set prefixlen_diff and new_prefix')
            prefixlen_diff = new_prefix - self._prefixlen
        if prefixlen_diff < 0:
            raise ValueError('prefix length diff must be > 0')
        length = self._prefixlen + prefixlen_diff
        if length > self._max_prefixlen:
            raise ValueError(f'prefix length diff {length} is invalid for netblock {self}')
        first, last = bounds(self)
        step = 1 << self._max_prefixlen - length
        for number in range(first, last + 1, step):
            yield self.__class__((number, length))

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        if self._prefixlen == 0:
            return self
        if new_prefix is not None:
            if new_prefix > self._prefixlen:
                raise ValueError('new prefix must be shorter')
            if prefixlen_diff != 1:
                raise ValueError('cannot set prefixlen_diff and new_prefix')
            prefixlen_diff = self._prefixlen - new_prefix
        length = self._prefixlen - prefixlen_diff
        if length < 0:
            text = f'current prefixlen is {self._prefixlen}, cannot have a prefixlen_diff of {prefixlen_diff}'
            raise ValueError(text)
        return self.__class__((self.network_address._ip & self.netmask._ip << prefixlen_diff, length))

    def subnet_of(self, other):
        return is_subnet(self, other)

    def supernet_of(self, other):
        return is_subnet(other, self)


def is_subnet(a, b):
    try:
        if a._version != b._version:
            raise unlike(a, b)
        return b.network_address <= a.network_address and b.broadcast_address >= a.broadcast_address
    except AttributeError:
        pass
    raise TypeError(f'Unable to test subnet containment between {a} and {b}')


def made(cls, number):
    """``cls(number)`` of a number that is in range."""
    if cls is not IPv4Address and cls is not IPv6Address:
        return cls(number)
    address = object.__new__(cls)
    address._ip = number
    address._scope_id = None
    return address


def bounds(network):
    """The first and the last address of a network as numbers."""
    first = network.network_address._ip
    return first, first | network.netmask._ip ^ network._ALL_ONES


def addresses(cls, start, stop):
    for number in range(start, stop):
        yield made(cls, number)


class IPv4Address(_BaseAddress):
    __module__ = 'ipaddress'
    __slots__ = ('_ip', '_scope_id')
    _version = 4
    _ALL_ONES = (1 << 32) - 1
    _max_prefixlen = 32

    @property
    def ipv6_mapped(self):
        return IPv6Address(f'::ffff:{self}')


class IPv4Network(_BaseNetwork):
    __module__ = 'ipaddress'
    _version = 4
    _ALL_ONES = (1 << 32) - 1
    _max_prefixlen = 32
    _address_class = IPv4Address


class IPv6Address(_BaseAddress):
    __module__ = 'ipaddress'
    __slots__ = ('_ip', '_scope_id')
    _version = 6
    _ALL_ONES = (1 << 128) - 1
    _max_prefixlen = 128

    def __str__(self):
        text = _ip_text(6, self._ip)
        return f'{text}%{self._scope_id}' if self._scope_id else text

    def __hash__(self):
        return hash((self._ip, self._scope_id))

    def __eq__(self, other):
        same = super().__eq__(other)
        if same is NotImplemented or not same:
            return same
        return self._scope_id == getattr(other, '_scope_id', None)

    @property
    def scope_id(self):
        return self._scope_id

    @property
    def is_site_local(self):
        return trait_of(self, 'is_site_local')

    @property
    def ipv4_mapped(self):
        return IPv4Address(self._ip & 0xFFFFFFFF) if self._ip >> 32 == 0xFFFF else None

    @property
    def teredo(self):
        if self._ip >> 96 != 0x20010000:
            return None
        return IPv4Address(self._ip >> 64 & 0xFFFFFFFF), IPv4Address(~self._ip & 0xFFFFFFFF)

    @property
    def sixtofour(self):
        return IPv4Address(self._ip >> 80 & 0xFFFFFFFF) if self._ip >> 112 == 0x2002 else None


class IPv6Network(_BaseNetwork):
    __module__ = 'ipaddress'
    _version = 6
    _ALL_ONES = (1 << 128) - 1
    _max_prefixlen = 128
    _address_class = IPv6Address

    @property
    def is_site_local(self):
        return trait_of(self, 'is_site_local')


class _Interface:
    """What the interfaces of both versions have besides being addresses."""

    __slots__ = ()

    def __init__(self, address):
        address, mask = split_prefix(self, address)
        self._address_class.__init__(self, address)
        self.network = self._network_class((address, mask), strict=False)
        self.netmask = self.network.netmask
        self._prefixlen = self.network._prefixlen

    def _identified(self):
        return 'interface', self._version, self._ip, self._prefixlen, self._scope_id

    @property
    def hostmask(self):
        return self.network.hostmask

    def __str__(self):
        return f'{self._address_class.__str__(self)}/{self._prefixlen}'

    def __eq__(self, other):
        same = self._address_class.__eq__(self, other)
        if same is NotImplemented or not same:
            return same
        try:
            return self.network == other.network
        except AttributeError:
            return False

    def __lt__(self, other):
        less = self._address_class.__lt__(self, other)
        if less is NotImplemented:
            return less
        try:
            return self.network < other.network or self.network == other.network and less
        except AttributeError:
            return False

    def __hash__(self):
        return hash((self._ip, self._prefixlen, self.network.network_address._ip))

    @property
    def ip(self):
        return self._address_class(self._ip)

    @property
    def with_prefixlen(self):
        return f'{_ip_text(self._version, self._ip)}/{self._prefixlen}'

    @property
    def with_netmask(self):
        return f'{_ip_text(self._version, self._ip)}/{self.netmask}'

    @property
    def with_hostmask(self):
        return f'{_ip_text(self._version, self._ip)}/{self.hostmask}'


class IPv4Interface(_Interface, IPv4Address):
    __module__ = 'ipaddress'
    _address_class = IPv4Address
    _network_class = IPv4Network


class IPv6Interface(_Interface, IPv6Address):
    __module__ = 'ipaddress'
    _address_class = IPv6Address
    _network_class = IPv6Network


def summarize_address_range(first, last):
    if not (isinstance(first, _BaseAddress) and isinstance(last, _BaseAddress)):
        raise TypeError('first and last must be IP addresses, not networks')
    if first.version != last.version:
        raise unlike(first, last)
    if first > last:
        raise ValueError('last IP address must be greater than first')
    if first.version not in (4, 6):
        raise ValueError('unknown IP version')
    network = IPv4Network if first.version == 4 else IPv6Network
    bits = first._max_prefixlen
    start = first._ip
    end = last._ip
    while start <= end:
        free = bits if start == 0 else (start & -start).bit_length() - 1
        size = min(free, (end - start + 1).bit_length() - 1)
        yield network((start, bits - size))
        start += 1 << size


def ranges(numbers):
    """Runs of addresses that follow each other, as their first and last."""
    first = last = None
    for address in numbers:
        if first is None:
            first = address
        elif address._ip != last._ip + 1:
            yield first, last
            first = address
        last = address
    if first is not None:
        yield first, last


def collapsed(networks):
    to_merge = list(networks)
    subnets = {}
    while to_merge:
        network = to_merge.pop()
        supernet = network.supernet()
        existing = subnets.get(supernet)
        if existing is None:
            subnets[supernet] = network
        elif existing != network:
            del subnets[supernet]
            to_merge.append(supernet)
    last = None
    for network in sorted(subnets.values()):
        if last is None or last.broadcast_address < network.broadcast_address:
            yield network
            last = network


def collapse_addresses(addresses):
    networks = []
    single = []
    wide = []
    for item in addresses:
        if isinstance(item, _BaseAddress):
            target = single
        elif item._prefixlen == item._max_prefixlen:
            target = single
        else:
            target = wide
        if target and target[-1]._version != item._version:
            raise unlike(item, target[-1])
        if target is single and not isinstance(item, _BaseAddress):
            item = item.network_address
        target.append(item)
    for first, last in ranges(sorted(set(single))):
        networks.extend(summarize_address_range(first, last))
    return collapsed(networks + wide)


def get_mixed_type_key(obj):
    if isinstance(obj, _BaseNetwork):
        return obj._version, obj.network_address, obj.netmask
    return (obj._version, obj) if isinstance(obj, _BaseAddress) else NotImplemented
