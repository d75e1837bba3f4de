# --- base64
import base64
from base64 import b64decode, b64encode, decodebytes, encodebytes, standard_b64decode, standard_b64encode, urlsafe_b64decode, urlsafe_b64encode
print(b64encode(b'hello?>'), b64encode(b'\xff\xfe?', b'-_'), b64encode(bytearray(b'x')), b64encode(b''), standard_b64encode(b'\xff\xfe'), urlsafe_b64encode(b'\xff\xfe\xfd'))
print(b64decode('aGVsbG8='), b64decode(b'aGVs bG8=\n'), b64decode('__--', '-_'), b64decode('__--', altchars=b'-_'), b64decode(b'aGVsbG8=', validate=True), standard_b64decode('//4='), urlsafe_b64decode('__79'), urlsafe_b64decode(b'__79'), b64decode(bytearray(b'YQ==')))
print(encodebytes(b'x' * 100), decodebytes(b'aGVs\nbG8=\n'), encodebytes(b''), decodebytes(b''))
class B(bytes): pass
class S(str): pass
class T:
    def __bool__(self): return False
print(b64encode(B(b'abc')), b64decode(S('YWJj')))
class A: pass
for f in (lambda: b64encode('abc'), lambda: b64encode(), lambda: b64encode(5), lambda: b64encode(A()), lambda: b64encode(b'a', b'-'), lambda: b64encode(b'a', 'ab'), lambda: b64encode(b'a', 5), lambda: b64encode(b'', b'', b''), lambda: b64encode(x=1), lambda: b64decode('a'), lambda: b64decode('aGVsbG8'), lambda: b64decode('é'), lambda: b64decode(5), lambda: b64decode(A()), lambda: b64decode([1]), lambda: b64decode('a$==', validate=True), lambda: b64decode('aaaa', 'x'), lambda: b64decode(), lambda: encodebytes('a'), lambda: encodebytes(5), lambda: decodebytes('YQ=='), lambda: urlsafe_b64encode('a'), lambda: urlsafe_b64decode(None), lambda: standard_b64encode(), lambda: base64.nope, lambda: urlsafe_b64decode('a')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- truth values
# min_python: 3.12
from base64 import b64decode
class T:
    def __bool__(self): return False
print(b64decode('YW!Jj', validate=T()))
# --- base32 and base16
from base64 import b32encode, b32decode, b32hexencode, b32hexdecode, b16encode, b16decode
for n in range(12):
    data = bytes(range(200, 200 + n))
    print(b32encode(data), b32hexencode(data), b16encode(data), b32decode(b32encode(data)) == data, b32hexdecode(b32hexencode(data)) == data, b16decode(b16encode(data)) == data)
print(b32decode('MFRGG==='), b32decode('mfrgg===', True), b32decode('mfrgg===', casefold=True), b32decode('M1023456', map01='I'), b32decode(b'ML023456', map01=b'L'), b32hexdecode('c5h66===', casefold=True), b16decode('abCD', True), b16decode(b'AB'), b32encode(bytearray(b'x')))
for f in (lambda: b32decode('mfrgg==='), lambda: b32decode('MFRGG'), lambda: b32decode('A======='), lambda: b32decode('11111111'), lambda: b32decode('M1023456', map01='xy'), lambda: b32decode(5), lambda: b32encode('a'), lambda: b32encode(5), lambda: b32hexencode(None), lambda: b32hexdecode('zzzzzzzz'), lambda: b16decode('ab'), lambda: b16decode('ABC'), lambda: b16encode('a'), lambda: b16decode(), lambda: b32hexdecode('00000000', map01='L'), lambda: b32decode('é')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- base85
from base64 import a85encode, a85decode, b85encode, b85decode
for n in range(10):
    data = bytes(range(n * 3, n * 4))
    print(a85encode(data), b85encode(data), a85decode(a85encode(data)) == data, b85decode(b85encode(data)) == data)
print(a85encode(b'\0\0\0\0    abc'), a85encode(b'    x', foldspaces=True), a85encode(b'abcdefgh' * 5, wrapcol=10), a85encode(b'abc', pad=True), a85encode(b'abc' * 9, adobe=True, wrapcol=7), a85encode(b'ab', adobe=True, wrapcol=1), b85encode(b'abc', True), b85encode(b'abc', pad=True), a85encode(bytearray(b'xx')), a85encode(b'', adobe=True, wrapcol=2))
print(a85decode('87cURDZ'), a85decode(b'<~87cURDZ~>', adobe=True), a85decode('z y', foldspaces=True), a85decode('87c\nURDZ'), a85decode('87c-URDZ', ignorechars=b'-'), a85decode('87c-URDZ', ignorechars=[45]), a85decode('87cURDZ', ignorechars=None) if False else '', b85decode('Xk~0{Zv'), b85decode(b'Xk~0{Zv'), a85decode('87cURDZ~>', adobe=True))
class C:
    def __contains__(self, x): return x == 32
class T:
    def __bool__(self): return True
print(a85decode('87c URDZ', ignorechars=C()), a85encode(b'    ', foldspaces=T()), a85decode('y', foldspaces=T()))
for f in (lambda: a85decode('vvvvv'), lambda: a85decode('abz'), lambda: a85decode('87cURDZ', adobe=True), lambda: a85decode('aby', foldspaces=True), lambda: a85decode('s8W-"'), lambda: a85encode('a'), lambda: a85encode(b'a', True), lambda: a85encode(b'a', wrapcol='x'), lambda: a85encode(b'abcdef', wrapcol=2.5), lambda: b85decode('"'), lambda: b85decode('~~~~~'), lambda: b85encode('a'), lambda: b85decode(5), lambda: a85decode('é'), lambda: b85encode()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- z85
# min_python: 3.13
from base64 import z85encode, z85decode
print(z85encode(b'\x86\x4f\xd2\x6f\xb5\x59\xf7\x5b'), z85decode('HelloWorld'), z85decode(b'HelloWorld'), z85encode(b'abc'))
for f in (lambda: z85decode(';;;;;'), lambda: z85decode('#####'), lambda: z85encode('a'), lambda: z85decode(3), lambda: z85encode()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- files
import base64
class Source:
    def __init__(self, data): self.data = data
    def read(self, size): part, self.data = self.data[:size][:50], self.data[min(size, 50):]; return part
    def readline(self): line, nl, self.data = self.data.partition(b'\n'); return line + nl
class Target:
    def __init__(self): self.parts = []
    def write(self, data): self.parts.append(data)
t = Target(); base64.encode(Source(b'hello world' * 20), t); print(t.parts)
u = Target(); base64.decode(Source(b''.join(t.parts)), u); print(u.parts)
print(base64.MAXLINESIZE, base64.MAXBINSIZE)
# --- an uncaught error
import base64
base64.b64decode('abc')
# --- as models write it
import base64
text = 'Héllo, wörld! ' * 3
token = base64.urlsafe_b64encode(text.encode()).rstrip(b'=').decode()
print(token, base64.urlsafe_b64decode(token + '=' * (-len(token) % 4)).decode() == text)
header, payload = (base64.b64encode(part.encode()).decode() for part in ('{"alg":"none"}', '{"sub":1}'))
print(f'{header}.{payload}')
# --- suspended within
# externals: add, less
import base64
class T:
    def __bool__(self): return less(1, 2)
class C:
    def __contains__(self, x): return less(x, 33)
print(base64.a85encode(b'    x', foldspaces=T()), base64.b32decode('mfrgg===', T()), base64.a85decode('87c URDZ', ignorechars=C()))
