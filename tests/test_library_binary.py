"""Modules for bytes, hashes, streams and addresses: hostile programs end at a limit or an ordinary error, soon; what
the host's functions say of random data, ours say, too."""

from __future__ import annotations

import base64
import hashlib
import io
import ipaddress
import struct
import time
import tomllib
import uuid
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_library_limits import SOON

from monty_tools import Monty, MontyRuntimeError, ResourceLimitError, ResourceLimits

LIMITS: Final = ResourceLimits(
    memory_limit_mb=10, allocation_limit=None, stack_depth_limit=100, execution_time_limit_ms=100
)

PROGRAMS: Final[dict[str, tuple[str, ...]]] = {
    'import base64, binascii': (
        'x = b"a" * 10 ** 6\nwhile True: x = base64.b64encode(x)',
        'x = b"a" * 10 ** 6\nwhile True: base64.b32encode(x)',
        'x = b"a" * 10 ** 6\nwhile True: base64.a85encode(x, wrapcol=1)',
        'x = b"a" * 10 ** 6\nwhile True: base64.b85encode(x)',
        'x = b"!" * 10 ** 6\nwhile True: base64.a85decode(x, ignorechars=bytes(range(33)) * 10 ** 4)',
        'x = b"a" * 10 ** 6\nwhile True: base64.encodebytes(x)',
        'x = b"a" * 10 ** 6\nwhile True: binascii.hexlify(x, ":")',
        'x = b"a" * 10 ** 6\nwhile True: x = binascii.b2a_qp(x * 2)',
        'x = b"a" * 10 ** 6\nwhile True: binascii.crc_hqx(x, 0)',
        'class R:\n    def read(self, n): return b"x"\nclass W:\n    def write(self, x): pass\nbase64.encode(R(), W())',
        'class C:\n    def __contains__(self, x):\n        while True: pass\nbase64.a85decode("a", ignorechars=C())',
    ),
    'import hashlib, hmac': (
        'h = hashlib.md5()\nwhile True: h.update(b"x" * 1000)',
        'h = hashlib.sha3_512(b"x" * 10 ** 6)\nwhile True: h.digest()',
        'h = hashlib.sha256(b"x" * 10 ** 6)\nx = []\nwhile True: x.append(h.copy())',
        'hashlib.shake_128().digest(10 ** 9)',
        'while True: hashlib.shake_256().hexdigest(10 ** 6)',
        'hashlib.pbkdf2_hmac("sha256", b"", b"", 10 ** 8)',
        'hashlib.pbkdf2_hmac("sha256", b"", b"", 2 ** 31 - 1)',
        'hashlib.pbkdf2_hmac("sha256", b"", b"", 1000, 10 ** 6)',
        'hashlib.pbkdf2_hmac("sha256", b"", b"", 10 ** 30)',
        'while True: hashlib.pbkdf2_hmac("md5", b"", b"", 1000)',
        'hashlib.scrypt(b"", salt=b"", n=2 ** 20, r=8, p=1, maxmem=2 ** 31 - 1)',
        'hashlib.scrypt(b"", salt=b"", n=2, r=1, p=10 ** 6, maxmem=2 ** 31 - 1)',
        'hashlib.scrypt(b"", salt=b"", n=2, r=1, p=1, dklen=2 ** 31 - 1)',
        'h = hmac.new(b"x" * 10 ** 6, b"", "sha256")\nwhile True: h.update(b"x" * 10 ** 5)',
        'x = b"a" * 10 ** 6\nwhile True: hmac.compare_digest(x, x)',
        'class R:\n    def readable(s): return 1\n    def readinto(s, b): return 9\nhashlib.file_digest(R(), "md5")',
    ),
    'import struct': (
        'struct.pack("10000000000x")',
        'struct.pack("1000000000s", b"")',
        'struct.Struct("x" * 10 ** 7)',
        'while True: struct.calcsize("c" * 10 ** 6)',
        'struct.unpack("100000000x", bytes(10 ** 8))',
        'x = bytes(4 * 10 ** 6)\nwhile True: struct.unpack("1000000i", x)',
        'struct.unpack("0s" * 10 ** 6, b"")',
        'list(struct.iter_unpack("b", bytes(9 * 10 ** 6)))',
        'x = bytearray(9 * 10 ** 6)\nwhile True: struct.pack_into("9000000s", x, 0, x)',
        'class I:\n    def __index__(self):\n        while True: pass\nstruct.pack("i", I())',
    ),
    'import io': (
        's = io.StringIO()\nwhile True: s.write("x" * 100)',
        's = io.StringIO()\nwhile True: s.write("x")',
        's = io.StringIO()\nwhile True: print("abc", file=s)',
        's = io.StringIO("x" * 10 ** 6)\nwhile True: s.seek(0); s.write("y")',
        's = io.StringIO()\ns.seek(10 ** 12); s.write("x")',
        's = io.StringIO("x" * 10 ** 5)\nx = []\nwhile True: s.seek(0); x.append(s.read())',
        's = io.StringIO("\\r" * 10 ** 6, newline="")\nfor x in s: pass\nwhile True: s.seek(0); s.readlines()',
        's = io.StringIO(newline="\\r\\n")\nwhile True: s.write("\\n" * 1000)',
        'b = io.BytesIO()\nwhile True: b.write(b"x" * 100)',
        'b = io.BytesIO()\nb.seek(10 ** 12); b.write(b"x")',
        'b = io.BytesIO()\nb.seek(2 ** 63 - 1); b.write(b"x")',
        'b = io.BytesIO(b"x" * 10 ** 6)\nx = []\nwhile True: x.append(b.getvalue())',
        'b = io.BytesIO(b"x" * 10 ** 6)\nwhile True: b.seek(0); b.readline()',
        't = io.TextIOWrapper(io.BytesIO(), "utf-8")\nwhile True: t.write("x" * 1000)',
        't = io.TextIOWrapper(io.BytesIO(), "utf-8")\nwhile True: t.write("x")',
        'class R(io.RawIOBase):\n    def readinto(self, b): return len(b)\nR().read()',
        'class R(io.RawIOBase):\n    def readinto(self, b): return len(b)\nR().readline()',
        'io.RawIOBase().read(10 ** 12)',
        'class S(io.StringIO):\n    def readline(self): return "x"\nlist(S())',
    ),
    'import uuid': (
        'uuid.uuid5(uuid.UUID(int=0), "x" * 10 ** 9)',
        'x = "x" * 10 ** 6\nwhile True: uuid.uuid3(uuid.NAMESPACE_DNS, x)',
        'i = 0\nx = []\nwhile True: x.append(uuid.UUID(int=i)); i += 1',
    ),
    'import ipaddress': (
        'list(ipaddress.ip_network("10.0.0.0/8"))',
        'for x in ipaddress.ip_network("::/0"): pass',
        'list(ipaddress.ip_network("::/0").hosts())',
        'list(ipaddress.ip_network("::/0").subnets(new_prefix=64))',
        'sum(1 for x in ipaddress.ip_network("::/0").subnets(100))',
        'while True: ipaddress.ip_address("::1").is_private',
        'x = ":" * 10 ** 6\nwhile True:\n    try: ipaddress.ip_address(x)\n    except ValueError: pass',
        'x = "1.1.1.1/" + "0" * 10 ** 6\nwhile True:\n    try: ipaddress.ip_network(x)\n    except ValueError: pass',
        'ipaddress.collapse_addresses(ipaddress.ip_network("::/0"))',
        'x = "fe80::1%" + "x" * 10 ** 6\ny = []\nwhile True: y.append(str(ipaddress.ip_address(x)))',
    ),
    'import tomllib': (
        'while True: tomllib.loads("a=[" + "1," * 10 ** 5 + "]")',
        'while True: tomllib.loads(".".join(["a"] * 5000) + "=1")',
        'while True: tomllib.loads("[" + ".".join(["a"] * 1000) + "]\\n" + "".join(f"k{i}=1\\n" for i in range(1000)))',
        'tomllib.loads(".".join(["a"] * 10 ** 5) + "=1")',
        'tomllib.loads(" . ".join(["\'a\'"] * 10 ** 5) + "=1")',
        'tomllib.loads("".join(f"[a{i}]\\n" for i in range(10 ** 5)))',
        'while True: tomllib.loads("[[a]]\\n" * 2000)',
        'tomllib.loads("a=" + "{b=" * 10 ** 6)',
        'tomllib.loads("\\n" * 10 ** 7)',
        'while True: tomllib.loads(\'a="\' + "\\\\n" * 10 ** 5 + \'"\')',
        'x = "a=\\"" + "\\\\\\"" * 10 ** 5 + "\\"\\nb=\\"" + "x y. " * 10 ** 4 + "\\""\nwhile True: tomllib.loads(x)',
        'x = "a=[" + "1.5," * 1000 + "]"\nwhile True: tomllib.loads(x, parse_float=str)',
        'def f(t):\n    while True: pass\ntomllib.loads("a=1.5", parse_float=f)',
    ),
    'import graphlib': (
        'list(graphlib.TopologicalSorter({i: [i + 1] for i in range(10 ** 7)}).static_order())',
        't = graphlib.TopologicalSorter()\ni = 0\nwhile True: t.add(i, i + 1); i += 1',
        'def g():\n    while True: yield 1\ngraphlib.TopologicalSorter({0: g()})',
    ),
}
CASES: Final = [(head, program) for head, programs in PROGRAMS.items() for program in programs]


@pytest.mark.parametrize(('head', 'program'), CASES, ids=[program for _, program in CASES])
def test_it_ends_at_a_limit(head: str, program: str) -> None:
    code = Monty(f'{head}\n{program}')
    started = time.perf_counter()
    with pytest.raises(ResourceLimitError):
        code.run(limits=LIMITS)
    assert time.perf_counter() - started < SOON


ERRORS: Final[dict[str, str]] = {
    'import tomllib\ntomllib.loads("a=" + "[" * 5000)': 'RecursionError',
    'import tomllib\ntomllib.loads("a=" + "{b=" * 3000)': 'RecursionError',
    'import struct\nstruct.pack("99999999999999999999s", b"")': 'error',
    'import io\nio.StringIO().seek(10 ** 30)': 'OverflowError',
    'import io\nio.BytesIO().getbuffer()': 'AttributeError',
    'import io\nio.open("x")': 'PermissionError',
    'import io\nio.BytesIO().seek(10 ** 30)': 'OverflowError',
    'import hashlib\nhashlib.shake_128().digest(-1)': 'ValueError',
    'import ipaddress\nipaddress.IPv4Address(10 ** 4000)': 'AddressValueError',
    'import uuid\nuuid.uuid4()': 'RuntimeError',
    'import uuid\nuuid.uuid1()': 'RuntimeError',
    'import uuid\nuuid.getnode()': 'RuntimeError',
}


@pytest.mark.parametrize('program', ERRORS)
def test_it_is_refused(program: str) -> None:
    with pytest.raises(MontyRuntimeError) as caught:
        Monty(program).run()
    assert caught.value.type_name == ERRORS[program]


def test_random_ids_follow_the_seed() -> None:
    code = 'import uuid\n[str(f()) for f in (uuid.uuid4, uuid.uuid4, uuid.uuid1, uuid.uuid1)] + [uuid.getnode()]'
    given: dict[str, Any] = {'random_seed': 7, 'clock': 1_700_000_000}
    first = Monty(code, **given).run()
    assert first == Monty(code, **given).run()
    assert len(set(first)) == 5
    assert first != Monty(code, random_seed=8, clock=1_700_000_000).run()
    versions = [uuid.UUID(text).version for text in first[:4]]
    assert versions == [4, 4, 1, 1]
    made = uuid.UUID(first[2])
    assert (made.time - 0x01B21DD213814000) // 10**7 == 1_700_000_000
    assert made.node == first[4]


def test_sets_of_algorithms_belong_to_the_run() -> None:
    code = Monty('import hashlib\nhashlib.algorithms_available.add("x")\nhashlib.algorithms_guaranteed.clear()')
    code.run()
    left = Monty('import hashlib\n"x" in hashlib.algorithms_available, len(hashlib.algorithms_guaranteed) > 10').run()
    assert left == (False, True)
    assert 'x' not in hashlib.algorithms_available


def test_classes_of_modules_stay_as_they_are() -> None:
    for target in ('io.StringIO', 'uuid.UUID', 'ipaddress.IPv4Address', 'hashlib.blake2b', 'hmac.HMAC'):
        module = target.partition('.')[0]
        with pytest.raises(MontyRuntimeError):
            Monty(f'import {module}\n{target}.x = 1').run()


def test_writing_is_linear() -> None:
    code = Monty('import io\ns = io.StringIO()\nfor i in range(n): s.write("abc")\nlen(s.getvalue())', inputs=['n'])
    limits = ResourceLimits(memory_limit_mb=50, allocation_limit=None, execution_time_limit_ms=30_000)
    assert code.run(inputs={'n': 20_000}, limits=limits) == 60_000


CALLS: Final[dict[str, Any]] = {
    'base64.b64encode': base64.b64encode,
    'base64.b32encode': base64.b32encode,
    'base64.a85encode': base64.a85encode,
    'base64.b85encode': base64.b85encode,
    'base64.b64decode': base64.b64decode,
    'base64.b32decode': base64.b32decode,
    'base64.a85decode': base64.a85decode,
    'base64.b85decode': base64.b85decode,
}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(CALLS)), st.binary(max_size=40) | st.text(max_size=20))
def test_encodings_are_the_hosts(name: str, data: bytes | str) -> None:
    code = f'import base64\ntry: r = {name}(x)\nexcept Exception as e: r = type(e).__name__, str(e)\nr'
    try:
        expected = CALLS[name](data)
    except (ValueError, TypeError) as error:
        expected = type(error).__name__, str(error)
    assert Monty(code, inputs=['x']).run(inputs={'x': data}) == expected


WRITE: Final = """
import io
s = io.StringIO(newline=newline)
b = io.BytesIO()
shown = []
for op, at, text in steps:
    if op == 'write': shown.append((s.write(text), b.write(text.encode())))
    elif op == 'seek': shown.append((s.seek(at), b.seek(at)))
    elif op == 'read': shown.append((s.read(at), b.read(at)))
    elif op == 'line': shown.append((s.readline(), b.readline()))
    elif op == 'cut': shown.append((s.truncate(at), b.truncate(at)))
    shown.append((s.tell(), b.tell()))
shown.append((s.getvalue(), b.getvalue()))
"""
STEPS: Final = st.lists(
    st.tuples(
        st.sampled_from(('write', 'write', 'seek', 'read', 'line', 'cut')),
        st.integers(0, 12),
        st.text(st.sampled_from('ab\n\ré'), max_size=6),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(STEPS, st.sampled_from((None, '', '\n', '\r', '\r\n')))
def test_streams_are_the_hosts(steps: list[tuple[str, int, str]], newline: str | None) -> None:
    names: dict[str, Any] = {'steps': steps, 'newline': newline, 'io': io}
    exec(WRITE, names)
    assert (
        Monty(WRITE + 'shown', inputs=['steps', 'newline']).run(inputs={'steps': steps, 'newline': newline})
        == names['shown']
    )


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.sampled_from('bBhHiIlLqQ'), st.integers(-(2**65), 2**65))
def test_packing_is_the_hosts(code: str, number: int) -> None:
    source = 'import struct\ntry: r = struct.pack("<" + f, n)\nexcept struct.error as e: r = str(e)\nr'
    try:
        expected: object = struct.pack('<' + code, number)
    except struct.error as error:
        expected = str(error)
    assert Monty(source, inputs=['f', 'n']).run(inputs={'f': code, 'n': number}) == expected


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.ip_addresses(), st.integers(0, 128))
def test_networks_are_the_hosts(address: Any, length: int) -> None:
    length = min(length, address.max_prefixlen)
    source = 'import ipaddress\nn = ipaddress.ip_network((x, p), False)\n' + (
        'str(n), n.num_addresses, str(n[-1]), n.is_private, str(n.netmask), n.exploded, n.reverse_pointer'
    )
    n = ipaddress.ip_network((int(address), length), False)
    if n.version != address.version:  # a small number is one of version 4
        return
    expected = (str(n), n.num_addresses, str(n[-1]), n.is_private, str(n.netmask), n.exploded, n.reverse_pointer)
    assert Monty(source, inputs=['x', 'p']).run(inputs={'x': int(address), 'p': length}) == expected


TOML: Final = st.lists(
    st.sampled_from(('a', 'b', '.', '=', '1', '"x"', '[', ']', '[[', ']]', '{', '}', ',', '\n', ' ', '1.5', 'true')),
    max_size=14,
).map(''.join)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(TOML)
def test_documents_are_read_as_by_the_host(text: str) -> None:
    source = 'import tomllib\ntry: r = tomllib.loads(x)\nexcept ValueError as e: r = str(e)\nr'
    try:
        expected: object = tomllib.loads(text)
    except ValueError as error:
        expected = str(error)
    assert Monty(source, inputs=['x']).run(inputs={'x': text}) == expected
