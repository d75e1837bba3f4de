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
# --- names of what needs files
import os
import os.path
import pathlib
for module, names in ((os, 'DirEntry PathLike access fsdecode fsencode fspath getcwd getcwdb listdir lstat makedirs mkdir remove removedirs rename renames replace rmdir scandir stat stat_result strerror truncate unlink urandom walk path error'), (os.path, 'exists getsize isdir isfile islink ismount lexists samefile relpath realpath'), (pathlib, 'Path PosixPath PurePath PurePosixPath')):
    print([name for name in names.split() if not hasattr(module, name)])
print(os.F_OK, os.R_OK, os.W_OK, os.X_OK, os.altsep, os.curdir, os.devnull, os.extsep, os.pardir, os.pathsep, os.sep, os.linesep == '\n', os.name)
print(os.path.altsep, os.path.curdir, os.path.defpath, os.path.devnull, os.path.extsep, os.path.pardir, os.path.pathsep, os.path.sep, os.path.supports_unicode_filenames, os.path.expanduser('a/~'), os.path.expandvars('a'))
# --- versions
# min_python: 3.12
import os.path
print(os.path.splitroot('//a/b'), os.path.splitroot('/a'), os.path.splitroot('a'), os.path.splitroot(b'/a'), os.path.isjunction('a'))
# --- versions again
# min_python: 3.13
import io, os.path, pathlib
print(os.path.isdevdrive('a'), issubclass(pathlib.UnsupportedOperation, NotImplementedError), issubclass(pathlib.UnsupportedOperation, OSError), pathlib.UnsupportedOperation.__name__)
