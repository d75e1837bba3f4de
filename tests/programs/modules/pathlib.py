# --- pure paths
from pathlib import Path, PurePath, PurePosixPath, PosixPath
import os, os.path as op
for text in ('', '.', '/', '//', '///a', '//a/b', 'a', 'a/b.txt', '/a/./b//c/', '../x', 'a.tar.gz', '.bashrc', 'a.', 'x/.y.z', 'a/..', 'a b/é'):
    p = PurePosixPath(text)
    print(repr(p), str(p), p.parts, p.root, p.anchor, p.drive, repr(p.name), repr(p.stem), repr(p.suffix), p.suffixes, p.parent, list(p.parents), p.is_absolute(), bytes(p), p.as_posix())
p = Path('/srv/data/report.csv')
print(p / 'x', 'y' / p, p / '/abs', Path('a') / Path('b') / 'c', p.joinpath('a', 'b'), Path('a', 'b', '/c', 'd'), type(p), isinstance(p, PurePath), isinstance(p, os.PathLike), os.fspath(p), type(PurePath('x')), Path())
print(p.with_name('n.x'), p.with_stem('s'), p.with_suffix('.z'), p.with_suffix(''), p.relative_to('/srv'), p.is_relative_to('/srv'), p.is_relative_to('/x'))
print(p == Path('/srv/data/report.csv'), p != Path('a'), p == PurePosixPath(p), hash(p) == hash(Path(p)), {p: 1}[Path('/srv/data/report.csv')], p < Path('/srv/e'), sorted([Path('b'), Path('a/b'), Path('a')]), p == 'x', len({Path('a'), Path('a/')}))
print(p.match('*.csv'), p.match('data/*.csv'), p.match('/srv/*/*.csv'), p.match('*.txt'), p.match('/data/*.csv'), Path('a/b').match('b'), p.parents[0], p.parents[1], len(p.parents), p.as_uri(), Path('/a b/é').as_uri())
for f in (lambda: Path(1), lambda: Path(b'a'), lambda: Path('a') / 1, lambda: 1 / Path('a'), lambda: Path('/').with_name('x'), lambda: Path('a').with_name('b/c'), lambda: Path('a').with_name(''), lambda: Path('a').with_suffix('x'), lambda: Path('a').with_suffix('.'), lambda: Path('a/b').relative_to('c'), lambda: Path('a/b').relative_to('/a'), lambda: Path('a').as_uri(), lambda: Path('a') < 'b', lambda: Path('a').match(''), lambda: Path('a').nope, lambda: Path('a').joinpath(1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- kept across a call
# externals: add
from pathlib import Path, PurePosixPath
p = Path('/a') / 'b.txt'
parents = iter(p.parents)
print(next(parents), add(1, 2), next(parents), p.name, {p: 1}[Path('/a/b.txt')], [q.stem for q in map(PurePosixPath, ['x.y', 'z'])])
# --- versions
# min_python: 3.12
from pathlib import PurePosixPath as P
print(P('/a/b').relative_to('/a/c', walk_up=True), P('a/b').with_segments('x', 'y'), P('A').match('a', case_sensitive=False))
for f in (lambda: P('/a').relative_to('b', walk_up=True), lambda: P('/a/b').relative_to('/a/..', walk_up=True)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- full_match
# min_python: 3.13
from pathlib import PurePosixPath as P
print(P('a/b/c.py').full_match('a/**'), P('a/b/c.py').full_match('**/*.py'), P('a/b/c.py').full_match('*.py'), P('/a').full_match('a'), P('a/x/b').full_match('a/**/b'), P('a/b').full_match('a/**/b'))
