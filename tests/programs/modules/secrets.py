# --- tokens
import secrets
from secrets import choice, compare_digest, randbelow, randbits, token_bytes, token_hex, token_urlsafe
print(secrets.DEFAULT_ENTROPY, len(token_bytes()), len(token_bytes(5)), type(token_bytes(0)), len(token_hex()), len(token_hex(3)), len(token_urlsafe()), len(token_urlsafe(10)), token_hex(0) == '', token_urlsafe(0) == '')
print(token_bytes(16) != token_bytes(16), set(token_hex(500)) <= set('0123456789abcdef'), not set(token_urlsafe(500)) & set('+/='))
print({randbelow(3) for _ in range(200)}, {randbelow(1) for _ in range(5)}, {randbits(2) for _ in range(200)}, randbits(0), 0 <= randbits(100) < 2**100, {choice('abc') for _ in range(200)} == set('abc'), choice([7]), choice(range(5, 6)), choice((None,)))
print(compare_digest('a', 'a'), compare_digest(b'a', b'b'), compare_digest('', 'a'))
for wrong in (lambda: token_bytes(-1), lambda: token_hex(-5), lambda: token_bytes('a'), lambda: token_bytes(1.5), lambda: token_hex([]), lambda: randbelow(0), lambda: randbelow(-3), lambda: randbelow('a'), lambda: randbelow(), lambda: randbits(-1), lambda: choice([]), lambda: choice({}), lambda: choice(5), lambda: compare_digest('é', 'a'), lambda: compare_digest(1, 2), lambda: token_urlsafe(1, 2), lambda: token_hex(nbytes=-1), lambda: secrets.nope):
    try: print(wrong())
    except Exception as e: print(type(e).__name__, e)
# --- sequences of the program's own
import secrets
class S:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i): return i if i < self.n else None
print({secrets.choice(S(3)) for _ in range(200)}, secrets.randbelow(True), len(secrets.token_bytes(True)))
try: secrets.choice(S(0))
except IndexError as e: print(e)
# --- across a call
# externals: add
import secrets
first = secrets.token_hex(8)
print(len(first), add(1, 2), secrets.token_hex(8) != first, secrets.compare_digest(first, first))
