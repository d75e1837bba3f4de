# --- digests
import hashlib
for name in ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'blake2b', 'blake2s'):
    h = getattr(hashlib, name)()
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest(), hashlib.new(name, b'abc').hexdigest())
    h.update(b'ab'); h.update(bytearray(b'c'))
    other = h.copy(); other.update(b'd')
    print(h.hexdigest() == hashlib.new(name, b'abc').hexdigest(), h.digest()[:4], other.hexdigest()[:8], h.hexdigest()[:8], type(h).__name__, type(h).__module__)
for h in (hashlib.shake_128(b'abc'), hashlib.shake_256(), hashlib.new('shake_128', b'abc')):
    print(h.name, h.digest_size, h.block_size, h.hexdigest(5), h.digest(3), h.digest(length=2), h.copy().hexdigest(length=4), h.digest(0), type(h).__name__)
class B(bytes): pass
class S(str): pass
print(hashlib.md5(B(b'x')).hexdigest(), hashlib.md5(string=b'x', usedforsecurity=False).hexdigest(), hashlib.new(S('md5'), B(b'x'), usedforsecurity=False).hexdigest(), hashlib.new('SHA256').name, hashlib.new(name='md5', data=b'x').hexdigest())
print(hashlib.sha256.__name__, sorted(hashlib.algorithms_guaranteed), hashlib.algorithms_guaranteed <= hashlib.algorithms_available, sorted(hashlib.algorithms_available), type(hashlib.algorithms_available))
print(isinstance(hashlib.blake2b(), hashlib.blake2b), type(hashlib.new('blake2s')) is hashlib.blake2s, hashlib.blake2b, type(hashlib.md5()), [str(hashlib.sha256()).startswith('<sha256 _hashlib.HASH object @ 0x'), repr(hashlib.blake2b())])
# --- keyed and personal
from hashlib import blake2b, blake2s
print(blake2b(b'x', digest_size=16).hexdigest(), blake2s(b'x', digest_size=4).digest(), blake2b(b'x', key=b'secret').hexdigest()[:16], blake2b(b'x', salt=b'salt', person=b'me').hexdigest()[:16], blake2s(key=b'k', salt=b's', person=b'p').hexdigest(), blake2b(b'x', digest_size=True).hexdigest(), blake2b(b'x', key=bytearray(b'k')).hexdigest()[:8])
tree = blake2b(b'leaf', digest_size=32, fanout=2, depth=2, leaf_size=4096, node_offset=1, node_depth=0, inner_size=64, last_node=True, usedforsecurity=False)
print(tree.hexdigest(), tree.digest_size, tree.block_size, tree.name, tree.copy().hexdigest() == tree.hexdigest())
class I:
    def __index__(self): return 8
class T:
    def __bool__(self): return True
print(blake2b(b'x', digest_size=I(), last_node=T()).hexdigest(), blake2b(b'x', digest_size=8, last_node=True).hexdigest())
print(blake2b.SALT_SIZE, blake2b.PERSON_SIZE, blake2b.MAX_KEY_SIZE, blake2b.MAX_DIGEST_SIZE, blake2s.SALT_SIZE, blake2s.PERSON_SIZE, blake2s.MAX_KEY_SIZE, blake2s.MAX_DIGEST_SIZE)
for f in (lambda: blake2b('x'), lambda: blake2b(data=b'x'), lambda: blake2b(digest_size=65), lambda: blake2b(digest_size=0), lambda: blake2s(digest_size=33), lambda: blake2b(key=b'x' * 65), lambda: blake2b(salt=b'x' * 17), lambda: blake2b(person=b'x' * 17), lambda: blake2b(fanout=-1), lambda: blake2b(depth=0), lambda: blake2b(key='x'), lambda: blake2b(leaf_size=-1), lambda: blake2b(node_offset=1 << 65), lambda: blake2b(foo=1), lambda: blake2b(5), lambda: blake2b(digest_size='x'), lambda: blake2b(b'', b'')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- derived keys
import hashlib
print(hashlib.pbkdf2_hmac('sha256', b'password', b'salt', 1000).hex(), hashlib.pbkdf2_hmac('sha1', b'p', b's', 2, 40).hex(), hashlib.pbkdf2_hmac(hash_name='md5', password=b'p', salt=b's', iterations=1, dklen=5))
print(hashlib.scrypt(b'password', salt=b'salt', n=16, r=8, p=1).hex(), hashlib.scrypt(b'p', salt=b's', n=2, r=1, p=2, dklen=10, maxmem=0))
class I:
    def __index__(self): return 3
print(hashlib.pbkdf2_hmac('sha256', b'p', b's', I(), I()))
for f in (lambda: hashlib.pbkdf2_hmac('sha256', b'a', b'b', 0), lambda: hashlib.pbkdf2_hmac('sha256', 'a', b'b', 1), lambda: hashlib.pbkdf2_hmac('sha256', b'a', 5, 1), lambda: hashlib.pbkdf2_hmac('sha256', b'a', b'b', 1, 0), lambda: hashlib.pbkdf2_hmac('sha256', b'a', b'b'), lambda: hashlib.pbkdf2_hmac('sha256', b'a', b'b', 'x'), lambda: hashlib.pbkdf2_hmac(5, b'a', b'b', 1), lambda: hashlib.pbkdf2_hmac('sha256', b'a', b'b', 1, -1), lambda: hashlib.pbkdf2_hmac('sha256', b'a', b'b', -5), lambda: hashlib.scrypt(b'a', salt=b'b', n=15, r=8, p=1), lambda: hashlib.scrypt(b'a'), lambda: hashlib.scrypt(b'a', salt=b'b', n=16, r=8), lambda: hashlib.scrypt(b'a', salt=b'b', n=16, r=8, p=1, dklen=0), lambda: hashlib.scrypt('a', salt=b'b', n=16, r=8, p=1), lambda: hashlib.scrypt(b'a', salt=b'b', n=16, r=8, p=1, maxmem=-1), lambda: hashlib.scrypt(b'a', b'b')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
try: hashlib.pbkdf2_hmac('nope', b'a', b'b', 1)
except ValueError as e: print(e)
# --- wrong arguments
import hashlib
h = hashlib.sha256()
class A: pass
for f in (lambda: hashlib.md5('x'), lambda: hashlib.md5(5), lambda: hashlib.md5(A()), lambda: hashlib.md5(None), lambda: hashlib.md5(b'', b''), lambda: hashlib.md5(foo=1), lambda: h.update('x'), lambda: h.update(5), lambda: h.update([1]), lambda: hashlib.new('nope'), lambda: hashlib.new(5), lambda: hashlib.new(A()), lambda: hashlib.new(), lambda: hashlib.new('md5', 'x'), lambda: hashlib.shake_128().digest('x'), lambda: hashlib.new('blake2b', b'x', digest_size=5).hexdigest(), lambda: hashlib.new('md5', b'x', digest_size=5), lambda: hashlib.nope, lambda: type(h)(), lambda: hashlib.new([]), lambda: hashlib.new('')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for name in ('name', 'digest_size', 'block_size', 'foo'):
    try: setattr(h, name, 1)
    except AttributeError as e: print('refused')
# --- files
import hashlib
class Source:
    def __init__(self, data): self.data = data
    def readable(self): return True
    def readinto(self, buffer):
        part, self.data = self.data[:100], self.data[100:]
        buffer[:len(part)] = part
        return len(part)
print(hashlib.file_digest(Source(b'hello' * 100), 'sha256').hexdigest() == hashlib.sha256(b'hello' * 100).hexdigest(), hashlib.file_digest(Source(b''), hashlib.md5).hexdigest(), hashlib.file_digest(Source(b'x'), lambda: hashlib.blake2b(digest_size=4)).hexdigest())
for f in (lambda: hashlib.file_digest(Source(b''), 'nope'), lambda: hashlib.file_digest(Source(b''), 5)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
try: hashlib.file_digest(5, 'md5')
except ValueError as e: print(e)
# --- an uncaught error
import hashlib
hashlib.sha256('text')
# --- as models write it
import hashlib
def checksum(parts):
    h = hashlib.sha256()
    for part in parts:
        h.update(part.encode('utf-8'))
        h.update(b'\0')
    return h.hexdigest()
print(checksum(['a', 'é', '']), hashlib.md5('key'.encode()).hexdigest()[:8], int(hashlib.sha1(b'x').hexdigest(), 16) % 1000)
chain = ['0' * 64]
for i in range(5):
    chain.append(hashlib.sha256(f'{chain[-1]}{i}'.encode()).hexdigest())
print(chain[-1])
# --- an object that lives on
# externals: add, less
import hashlib
h = hashlib.sha256(b'a'); b = hashlib.blake2b(b'x', digest_size=10, key=b'k'); s = hashlib.shake_128()
h.update(add(b'b', b'c')); b.update(add(b'b', b'c')); s.update(add(b'', b'c'))
c = h.copy(); c.update(add(b'd', b'e'))
print(h.hexdigest(), b.hexdigest(), s.hexdigest(add(2, 3)), c.hexdigest(), h.name, b.digest_size)
class I:
    def __index__(self): return add(4, 4)
print(hashlib.blake2s(digest_size=I()).hexdigest(), hashlib.pbkdf2_hmac('md5', b'', b'', I()).hex())
