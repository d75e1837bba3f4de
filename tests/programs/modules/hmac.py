# --- hmac
import hmac, hashlib
h = hmac.new(b'key', b'msg', 'sha256')
print(h.hexdigest(), h.digest() == hmac.digest(b'key', b'msg', 'sha256'), h.name, h.digest_size, h.block_size, h.blocksize)
h.update(b'more'); c = h.copy(); c.update(b'!')
print(h.hexdigest(), c.hexdigest(), type(h), isinstance(h, hmac.HMAC), repr(h))
for digestmod in ('md5', 'sha1', hashlib.sha256, hashlib.sha512, 'sha3_256', hashlib.blake2b, lambda d=b'': hashlib.md5(d), hashlib):
    try: print(hmac.new(b'k' * 200, b'm', digestmod).hexdigest(), hmac.new(bytearray(b'k'), digestmod=digestmod).name)
    except Exception as e: print(type(e).__name__, e)
print(hmac.HMAC(b'k', b'm', 'md5').hexdigest(), hmac.new(key=b'k', msg=b'm', digestmod='md5').hexdigest(), hmac.digest(b'k', b'm', hashlib.md5), hmac.digest(b'k', msg=b'm', digest='sha1'), hmac.new(b'', None, 'md5').hexdigest(), hmac.digest_size, len(hmac.trans_5C), hmac.trans_36[:3])
class H(hmac.HMAC):
    def hexdigest(self): return 'x' + super().hexdigest()
print(H(b'k', b'm', 'md5').hexdigest(), type(H(b'k', b'm', 'md5').copy()).__name__)
class A: pass
for f in (lambda: hmac.new(b'k'), lambda: hmac.new(), lambda: hmac.new('k', b'', 'md5'), lambda: hmac.new(A(), b'', 'md5'), lambda: hmac.new(b'k', 'x', 'md5'), lambda: hmac.new(b'k', b'', 'nope'), lambda: hmac.new(b'k', b'', 5), lambda: hmac.new(b'k', b'', ''), lambda: hmac.digest(b'k', b'm', 'nope'), lambda: hmac.digest('k', b'm', 'md5'), lambda: hmac.digest(b'k', b'm'), lambda: h.update(), lambda: h.update('x'), lambda: h.update(None), lambda: hmac.new(b'k', 5, 'md5'), lambda: hmac.nope):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- comparison
from hmac import compare_digest
class B(bytes): pass
class S(str): pass
print(compare_digest(b'a', b'a'), compare_digest('a', 'b'), compare_digest(b'a', bytearray(b'a')), compare_digest(b'', b'x'), compare_digest(B(b'a'), b'a'), compare_digest(S('a'), 'a'))
class A: pass
for f in (lambda: compare_digest('a', b'a'), lambda: compare_digest(b'a', 'a'), lambda: compare_digest('é', 'é'), lambda: compare_digest(1, 2), lambda: compare_digest([], {}), lambda: compare_digest(A(), b''), lambda: compare_digest('a'), lambda: compare_digest('a', 'b', 'c'), lambda: compare_digest(a='a', b='b'), lambda: compare_digest(None, None)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- an object that lives on
# externals: add
import hmac, hashlib
h = hmac.new(add(b'k', b'ey'), b'a', hashlib.sha256)
h.update(add(b'b', b'c')); c = h.copy()
c.update(add(b'd', b'e'))
print(h.hexdigest(), c.hexdigest(), hmac.compare_digest(h.digest(), c.digest()))
