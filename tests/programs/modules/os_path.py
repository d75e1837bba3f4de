# --- os.path and os without files
import os
import os.path as op
from pathlib import Path
print(op.join('a', 'b', '/c'), op.join('a', ''), op.split('/a/b'), op.splitext('a.tar.gz'), op.basename('/a/b'), op.dirname('/a/b'), op.normpath('/a/../b//c/.'), op.isabs('/a'), op.commonpath(['/a/b', '/a/c']), op.commonprefix(['abc', 'abd']), op.commonprefix([]), op.relpath('/a/b', '/a/c'), op.splitdrive('/a'), op.normcase('A'), op.join(Path('x'), 'y'), op.expandvars('$HOMEX'), op.sep, op.abspath('/a/../b'), op.realpath('/nope/../x'))
for f in (lambda: op.join(1), lambda: op.join('a', 1), lambda: op.join('a', b'b'), lambda: op.split(None), lambda: op.commonpath([]), lambda: op.commonpath(['/a', 'b']), lambda: os.fspath(1), lambda: op.relpath(''), lambda: os.strerror(2), lambda: os.linesep, lambda: os.name, lambda: os.fsencode('aé'), lambda: os.fsdecode(b'a\xff')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class P:
    def __fspath__(self): return 'pp'
class Q:
    def __fspath__(self): return 5
print(op.join(P(), 'x'), Path(P()), Path('a') / P(), isinstance(P(), os.PathLike), issubclass(int, os.PathLike))
try: os.fspath(Q())
except TypeError as e: print(e)
print(op.curdir, op.pardir, os.error is OSError, os.F_OK, os.R_OK, os.W_OK, os.X_OK, os.sep, os.extsep)
# --- bytes
import os.path as op
print(op.join(b'a', b'b'), op.split(b'/a/b'), op.splitext(b'a.b'), op.basename(b'/a'), op.dirname(b'/a/b'), op.normpath(b'a/../b'), op.isabs(b'/a'), op.commonpath([b'/a/b', b'/a/c']), op.normcase(b'A'), op.splitdrive(b'/a'), op.commonprefix([b'ab', b'ac']))
