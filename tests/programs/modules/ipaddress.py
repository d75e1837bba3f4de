# --- addresses
import ipaddress
from ipaddress import ip_address, IPv4Address, IPv6Address
FLAGS = 'is_global is_link_local is_loopback is_multicast is_private is_reserved is_unspecified'.split()
for text in ('192.168.0.1', '8.8.8.8', '127.0.0.1', '0.0.0.0', '224.0.0.1', '169.254.1.1', '240.0.0.1', '100.64.0.1', '192.0.0.9', '255.255.255.255', '2001:db8::1', '::1', '::', 'fe80::1', 'ff02::1', 'fec0::1', 'fc00::1', '2606:4700::1111', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '2002:c000:204::1', '1:2:3:4:5:6:7:8', '1:0:0:2::'):
    a = ip_address(text)
    print(repr(a), a, int(a), a.packed, a.version, a.max_prefixlen, a.compressed, a.exploded, a.reverse_pointer, [getattr(a, name) for name in FLAGS])
    if a.version == 6: print(a.is_site_local, a.ipv4_mapped, a.teredo, a.sixtofour, a.scope_id)
m = IPv6Address('::ffff:1.2.3.4'); print(m.ipv4_mapped, int(m))
a = IPv6Address('fe80::1%eth0'); print(a, a.scope_id, a == IPv6Address('fe80::1'), repr(a), int(a), a.is_link_local)
a = IPv4Address('10.0.0.1')
print(IPv4Address(167772161) == a, IPv4Address(b'\x0a\0\0\1') == a, IPv4Address(a) == a, a + 1, a - 1, a + 256, a < a + 1, a <= a, a > a + 1, a >= a, a != a, a == '10.0.0.1', hash(a) == hash(IPv4Address('10.0.0.1')), sorted([a + 5, a, a + 2]), {a: 1}[ip_address('10.0.0.1')], max(a, a + 1))
print(f'{a}', f'{a:>15}', f'{a:s}', f'{a:b}', f'{a:x}', f'{a:#x}', f'{a:_b}', f'{a:#_X}', f'{a:n}', f'{IPv6Address("::5"):n}', f'{IPv6Address("::5"):#_x}', format(IPv6Address('::5'), 'b')[-5:])
print(IPv6Address(1), IPv6Address(b'\0' * 15 + b'\5'), IPv6Address('::1') + 1, ipaddress.IPV4LENGTH, ipaddress.IPV6LENGTH, ipaddress.v4_int_to_packed(5), ipaddress.v6_int_to_packed(5), isinstance(a, IPv4Address), IPv4Address.__name__)
# --- mapped addresses
# min_python: 3.13
from ipaddress import IPv6Address, IPv4Address
m = IPv6Address('::ffff:1.2.3.4'); print(m, repr(m), m.exploded, m.reverse_pointer, m.is_private, m.is_loopback, IPv4Address('1.2.3.4').ipv6_mapped, IPv6Address('::ffff:127.0.0.1').is_loopback)
# --- networks
from ipaddress import ip_network, IPv4Network, IPv6Network, ip_address
FLAGS = 'is_global is_link_local is_loopback is_multicast is_private is_reserved is_unspecified'.split()
for text in ('192.168.0.0/24', '10.0.0.0/8', '0.0.0.0/0', '10.0.0.0/255.255.0.0', '10.0.0.0/0.0.0.255', '8.8.8.8', '8.8.8.8/31', '2001:db8::/32', '::1/128', '::/0', 'fe80::/64', '100.64.0.0/10'):
    n = ip_network(text)
    print(repr(n), n, n.network_address, n.broadcast_address, n.netmask, n.hostmask, n.prefixlen, n.num_addresses, n.with_prefixlen, n.with_netmask, n.with_hostmask, n.version, n.max_prefixlen, n.exploded, n.compressed, n.reverse_pointer, [getattr(n, name) for name in FLAGS])
n = IPv4Network('192.168.0.0/29')
print(list(n), list(n.hosts()), n[0], n[-1], n[3], [str(x) for x in IPv4Network('1.2.3.4/31').hosts()], list(IPv4Network('1.2.3.4/32').hosts()), list(IPv6Network('::/126').hosts()), list(IPv6Network('::/127').hosts()), list(IPv6Network('::5/128').hosts()))
print(ip_address('192.168.0.3') in n, ip_address('192.168.1.3') in n, ip_address('::1') in n, n in n, n.overlaps(IPv4Network('192.168.0.4/30')), n.overlaps(IPv4Network('10.0.0.0/8')))
print(list(n.subnets()), list(n.subnets(prefixlen_diff=2)), list(n.subnets(new_prefix=30)), n.supernet(), n.supernet(prefixlen_diff=5), n.supernet(new_prefix=20), IPv4Network('0.0.0.0/0').supernet(), list(IPv4Network('1.1.1.1').subnets()), n.subnet_of(n.supernet()), n.supernet_of(n), n.subnet_of(IPv4Network('10.0.0.0/8')))
print(list(n.address_exclude(IPv4Network('192.168.0.2/31'))), list(n.address_exclude(n)), n.compare_networks(n.supernet()), n.compare_networks(n), n.compare_networks(IPv4Network('1.0.0.0/8')), n.compare_networks(IPv4Network('192.168.0.0/30')))
print(IPv4Network('192.168.0.5/24', strict=False), IPv4Network(('10.0.0.0', 8)), IPv4Network(('10.0.0.0', '255.0.0.0')), IPv4Network((167772160, 24)), IPv4Network(5), IPv4Network(b'\1\2\3\4'), IPv6Network((1, 128)), IPv4Network(('1.2.3.4',)), ip_network(ip_network('10.0.0.0/8')))
print(n == IPv4Network('192.168.0.0/29'), n != n, n < n.supernet(), n <= n, n > IPv4Network('1.0.0.0/8'), n >= n, hash(n) == hash(IPv4Network('192.168.0.0/29')), sorted([n, n.supernet(), IPv4Network('10.0.0.0/8')]), n == 5, {n: 1}[ip_network('192.168.0.0/29')])
big = IPv6Network('2001:db8::/32'); it = iter(big); print(next(it), next(it), big[1 << 90], big[-1], next(big.hosts()), next(big.subnets(new_prefix=64)), big.is_site_local, big.num_addresses)
# --- interfaces
from ipaddress import ip_interface, IPv4Interface, IPv6Interface, IPv4Address
for text in ('192.168.0.5/24', '10.1.2.3', '10.1.2.3/255.0.0.0', '2001:db8::5/64', '::1'):
    i = ip_interface(text)
    print(repr(i), i, i.ip, i.network, i.netmask, i.hostmask, i.with_prefixlen, i.with_netmask, i.with_hostmask, int(i), i.version, i.compressed, i.exploded, i.is_private, i.is_loopback, i.is_unspecified, i.packed, i.max_prefixlen)
a, b = IPv4Interface('10.0.0.1/24'), IPv4Interface('10.0.0.1/16')
print(a == b, a < b, a > b, a <= b, a == IPv4Address('10.0.0.1'), IPv4Address('10.0.0.1') == a, hash(a) == hash(IPv4Interface('10.0.0.1/24')), isinstance(a, IPv4Address), sorted([a, b]), a + 1, IPv4Interface(5), IPv4Interface(('1.2.3.4', 16)), IPv6Interface('fe80::1%en0/64'), a in b.network, IPv4Interface(b'\1\2\3\4'))
# --- collections of them
from ipaddress import collapse_addresses, summarize_address_range, get_mixed_type_key, ip_address, ip_network, ip_interface, IPv4Address, IPv4Network
print(list(collapse_addresses([ip_network('10.0.0.0/25'), ip_network('10.0.0.128/25'), ip_network('10.1.0.0/24'), ip_address('1.1.1.1'), ip_address('1.1.1.0'), ip_network('1.1.1.1')])), list(collapse_addresses([])), list(collapse_addresses(ip_address(f'10.0.0.{i}') for i in range(20))), list(collapse_addresses([ip_network('10.0.0.0/8'), ip_network('10.5.0.0/16'), ip_network('10.5.0.0/16')])), list(collapse_addresses([ip_network('::/127'), ip_address('::2'), ip_address('::3')])))
print(list(summarize_address_range(IPv4Address('192.0.2.0'), IPv4Address('192.0.2.130'))), list(summarize_address_range(ip_address('0.0.0.0'), ip_address('255.255.255.255'))), list(summarize_address_range(ip_address('::1'), ip_address('::5'))), list(summarize_address_range(ip_address('1.1.1.1'), ip_address('1.1.1.1'))))
print(sorted([ip_network('10.0.0.0/8'), ip_address('9.9.9.9'), ip_address('::1'), ip_network('::/8')], key=get_mixed_type_key), get_mixed_type_key(5))
# --- errors
import ipaddress
from ipaddress import ip_address, ip_network, ip_interface, IPv4Address, IPv6Address, IPv4Network, IPv6Network, IPv4Interface, collapse_addresses, summarize_address_range
a, n = IPv4Address('1.2.3.4'), IPv4Network('10.0.0.0/24')
class A:
    def __str__(self): return 'x'
    def __repr__(self): return '<A>'
for f in (lambda: ip_address('x'), lambda: ip_address(''), lambda: ip_address(-1), lambda: ip_address(1 << 128), lambda: ip_address('1.2.3.4/24'), lambda: ip_address(None), lambda: ip_address(A()), lambda: ip_address(), lambda: ip_network('10.0.0.1/24'), lambda: ip_network('x'), lambda: ip_network('10.0.0.0/33'), lambda: ip_network('1.2.3.4/5/6'), lambda: ip_interface('x'), lambda: ip_interface('1.2.3.4/x'),
    lambda: IPv4Address(''), lambda: IPv4Address('1.2.3'), lambda: IPv4Address('1.2.3.4.5'), lambda: IPv4Address('1..3.4'), lambda: IPv4Address('1.2.3.x'), lambda: IPv4Address('1.2.3.1234'), lambda: IPv4Address('1.2.3.04'), lambda: IPv4Address('1.2.3.256'), lambda: IPv4Address('1.2.3.4/8'), lambda: IPv4Address(-1), lambda: IPv4Address(1 << 32), lambda: IPv4Address(b'abc'), lambda: IPv4Address('::1'), lambda: IPv4Address(' 1.2.3.4'), lambda: IPv4Address(5.5), lambda: IPv4Address('１.2.3.4'),
    lambda: IPv6Address(''), lambda: IPv6Address('1:2'), lambda: IPv6Address(':::'), lambda: IPv6Address('1::2::3'), lambda: IPv6Address('12345::'), lambda: IPv6Address('g::'), lambda: IPv6Address('1:2:3:4:5:6:7:8:9'), lambda: IPv6Address('1:2:3:4:5:6:7'), lambda: IPv6Address(':1:2:3:4:5:6:7'), lambda: IPv6Address('1:2:3:4:5:6:7:'), lambda: IPv6Address('::1.2.3'), lambda: IPv6Address('::%'), lambda: IPv6Address('::1%a%b'), lambda: IPv6Address(1 << 128), lambda: IPv6Address(b''), lambda: IPv6Address('1:2:3:4:5:6:7::8'),
    lambda: IPv4Network('10.0.0.1/24'), lambda: IPv4Network('10.0.0.0/33'), lambda: IPv4Network('10.0.0.0/x'), lambda: IPv4Network('10.0.0.0/255.0.255.0'), lambda: IPv4Network('10.0.0.0/-1'), lambda: IPv4Network(('10.0.0.0', 33)), lambda: IPv4Network(('10.0.0.0', -1)), lambda: IPv6Network('::/129'), lambda: IPv6Network('::/ffff::'), lambda: IPv4Network('1.2.3.4/'), lambda: IPv4Interface('1.2.3.4/99'), lambda: IPv4Network('/8'),
    lambda: a < 5, lambda: a < IPv6Address('::1'), lambda: a + 'x', lambda: a - a, lambda: a + (1 << 40), lambda: n < 5, lambda: n < IPv6Network('::/8'), lambda: a < n, lambda: n[300], lambda: n[-300], lambda: 'x' in n, lambda: list(n.subnets(new_prefix=8)), lambda: list(n.subnets(new_prefix=33)), lambda: list(n.subnets(2, 26)), lambda: list(n.subnets(-1)), lambda: n.supernet(new_prefix=30), lambda: n.supernet(2, 3), lambda: n.supernet(99), lambda: list(n.address_exclude(IPv4Network('11.0.0.0/8'))), lambda: list(n.address_exclude(IPv6Network('::/8'))), lambda: list(n.address_exclude(a)), lambda: n.subnet_of(a), lambda: n.subnet_of(IPv6Network('::/8')), lambda: n.compare_networks(IPv6Network('::/8')), lambda: f'{a:q}', lambda: f'{a:5}',
    lambda: list(collapse_addresses([a, IPv6Address('::1')])), lambda: list(collapse_addresses([n, IPv6Network('::/8')])), lambda: list(collapse_addresses([5])), lambda: list(summarize_address_range(a, n)), lambda: list(summarize_address_range(a, IPv6Address('::1'))), lambda: list(summarize_address_range(a, a - 1)), lambda: ipaddress.v4_int_to_packed(-1), lambda: ipaddress.v4_int_to_packed(1 << 32), lambda: ipaddress.v6_int_to_packed(1 << 128), lambda: ipaddress.nope, lambda: a.nope):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
print(ipaddress.AddressValueError.__mro__[1], ipaddress.NetmaskValueError.__mro__[1], ipaddress.AddressValueError.__module__)
# --- an uncaught error
import ipaddress
ipaddress.IPv4Address('300.1.1.1')
# --- subclasses
from ipaddress import IPv4Address, IPv4Network
class Host(IPv4Address):
    def label(self): return f'host-{self}'
class Net(IPv4Network):
    def size(self): return self.num_addresses
h = Host('10.0.0.1'); print(h, repr(h), h.label(), h + 1, (h + 1).label(), h == IPv4Address('10.0.0.1'), Net('10.0.0.0/24').size(), repr(Net('10.0.0.0/24').supernet()), next(Net('10.0.0.0/8').subnets()).size())
# --- as models write it
import ipaddress
allowed = [ipaddress.ip_network(c) for c in ('10.0.0.0/8', '192.168.0.0/16', '2001:db8::/32')]
for ip in ('10.2.3.4', '8.8.8.8', '2001:db8::8a2e', 'bad'):
    try: address = ipaddress.ip_address(ip)
    except ValueError as e: print('invalid', e)
    else: print(ip, any(address in net for net in allowed), address.is_private)
net = ipaddress.ip_network('192.168.1.0/26')
print(net.num_addresses - 2, [str(s) for s in net.subnets(new_prefix=28)], str(net.broadcast_address), sum(1 for _ in net.hosts()))
# --- values that live on
# externals: add, echo
import ipaddress
n = ipaddress.ip_network(add('10.0.0.0', '/29')); it = iter(n); s = n.subnets(); h = n.hosts()
print(next(it), next(s), next(h)); echo(str(n))
print(next(it), list(s), next(h), n[add(1, 1)], ipaddress.ip_interface('1.2.3.4/8'), add(1, 1), ipaddress.ip_address('::1') in {ipaddress.ip_address('::1')})
c = ipaddress.collapse_addresses([n, n.supernet(), ipaddress.ip_network('99.0.0.0/8')]); print(next(c), add(1, 2), list(c))
