# ruff: noqa: E501  programs stand in one line each
"""Files that a host gives: what programs see of them, and that there is no way out of the tree."""

from __future__ import annotations

import builtins
import io
import os
import random
from pathlib import Path
from typing import Any, Final

import pytest

from monty_tools import (
    CodeMode,
    Files,
    FunctionSnapshot,
    InMemory,
    InputError,
    Monty,
    MontyComplete,
    MontyRepl,
    MontyRuntimeError,
    MontySyntaxError,
    ReadOnly,
    ReadWrite,
    ResourceLimitError,
    ResourceLimits,
)

LIMITS: Final = ResourceLimits(memory_limit_mb=10, allocation_limit=None, execution_time_limit_ms=5000)
SECRET: Final = 'a secret of the host'


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder to mount, with everything in it that leads out of it."""
    (tmp_path / 'secret.txt').write_text(SECRET)
    folder = tmp_path / 'data'
    (folder / 'sub').mkdir(parents=True)
    (folder / 'a.txt').write_bytes(b'one\ntwo\nthree')
    (folder / 'sub' / 'b.csv').write_text('x,y\n1,2\n')
    (folder / 'link').symlink_to(tmp_path / 'secret.txt')
    (folder / 'linked').symlink_to(tmp_path)
    (folder / 'inner').symlink_to(folder / 'a.txt')
    os.mkfifo(folder / 'pipe')
    os.link(tmp_path / 'secret.txt', folder / 'hard')
    return folder


@pytest.fixture
def files(data: Path, tmp_path: Path) -> Files:
    (tmp_path / 'out').mkdir()
    return Files(
        {
            '/data': ReadOnly(data, max_file_bytes=1000),
            '/out': ReadWrite(tmp_path / 'out', max_file_bytes=1000, limit_bytes=5000, max_files=20),
            '/tmp': InMemory(50_000, max_files=50),
        }
    )


def run(code: str, files: Files, **options: Any) -> Any:
    return Monty(code, files=files, **options).run(limits=LIMITS)


def raised(code: str, files: Files) -> str:
    with pytest.raises(MontyRuntimeError) as failed:
        run(code, files)
    return failed.value.traceback_text.splitlines()[-1]


# Without files


@pytest.mark.parametrize('name', ['open("x")', 'x = open'])
def test_without_files_open_is_refused_before_the_run(name: str) -> None:
    assert [problem.name for problem in Monty(name).check()] == ['open']
    with pytest.raises((MontyRuntimeError, MontySyntaxError)):
        Monty(name).run()


@pytest.mark.parametrize(
    'code',
    [
        *(f'os.{name}("a")' for name in ('listdir', 'stat', 'remove', 'mkdir', 'makedirs', 'rmdir', 'scandir')),
        *(f'os.path.{name}("a")' for name in ('exists', 'isfile', 'isdir', 'getsize', 'islink')),
        *(
            f'Path("a").{name}()'
            for name in ('exists', 'is_file', 'read_text', 'mkdir', 'unlink', 'stat', 'open', 'touch')
        ),
        *('list(Path("a").iterdir())', 'list(Path("a").glob("*"))', 'list(os.walk("a"))', 'os.rename("a", "b")'),
        *('os.access("a", 4)', 'io.open("x")', 'io.open(3)', 'Path("a").write_text("x")', 'os.truncate("a", 1)'),
    ],
)
def test_without_files_what_needs_them_says_so(code: str) -> None:
    with pytest.raises(MontyRuntimeError) as failed:
        Monty(f'import io, os\nfrom pathlib import Path\n{code}').run()
    assert failed.value.type_name == 'PermissionError'
    assert failed.value.message.endswith('needs files, which this sandbox was not given: pass files=Files(…)')


# What a program does with files, as under CPython


USES: Final = {
    'text': "f = open('t', 'w')\nprint(f.write('a\\nbé\\n'), f.writable(), f.readable(), f.name, f.mode, f.closed)\n"
    "f.writelines(['c', 'd\\n'])\nf.close()\nprint(f.closed, open('t').read(), open('t').readlines(), list(open('t')))\n"
    "with open('t', encoding='utf-8') as f:\n    print(f.readline(), f.read(2), f.tell(), f.seek(0), f.readline(3), next(f))",
    'append': "open('t', 'w').write('1')\nwith open('t', 'a') as f:\n    print(f.tell(), f.write('2'), f.tell())\nprint(open('t').read())",
    'exclusive': "open('t', 'x').write('1')\ntry: open('t', 'x')\nexcept FileExistsError as e: print(e, e.errno, e.filename)",
    'update': "open('t', 'wb').write(b'0123456789')\nwith open('t', 'r+b') as f:\n    f.seek(3); f.write(b'xx'); print(f.read(2), f.tell()); f.seek(-2, 2); print(f.read()); f.truncate(4); print(f.seek(0), f.read())\nwith open('t', 'w+') as f:\n    print(f.write('abc'), f.seek(1), f.read())",
    'binary': "with open('t', 'wb') as f: print(f.write(b'a\\nb\\n\\nc'), f.tell(), f.mode, f.name)\nwith open('t', 'rb') as f: print(f.readline(), f.readlines(), f.read(), f.seek(1), f.read(1), f.readline(1), f.seek(0), list(f), f.seek(100), f.read())\nb = bytearray(3)\nwith open('t', 'rb') as f: print(f.readinto(b), b, f.peek(1)[:1], f.read1(2))\nprint(type(open('t', 'rb')).__name__, type(open('t', 'wb')).__name__, type(open('t', 'r+b')).__name__, type(open('t', 'rb', 0)).__name__, type(open('t')).__name__)",
    'newlines': "open('t', 'wb').write(b'a\\r\\nb\\rc\\n')\nfor n in (None, '', '\\n', '\\r', '\\r\\n'):\n    with open('t', newline=n) as f: print(repr(n), list(f))\nfor n in (None, '', '\\n', '\\r', '\\r\\n'):\n    with open('t', 'w', newline=n) as f: f.write('x\\ny\\n')\n    print(open('t', 'rb').read())",
    'encodings': "for e in ('utf-8', 'utf-16', 'latin-1', 'utf-8-sig', 'cp1252', 'ascii'):\n    try:\n        with open('t', 'w', encoding=e) as f: f.write('hé'); f.write('!')\n        print(e, open('t', 'rb').read(), open('t', encoding=e).read())\n    except UnicodeError as x: print(e, type(x).__name__, x)\nopen('t', 'wb').write(b'\\xff')\nfor errors in (None, 'ignore', 'replace'):\n    try: print(repr(open('t', encoding='utf-8', errors=errors).read()))\n    except UnicodeDecodeError as x: print(x)",
    'closed': "f = open('t', 'w'); f.close(); f.close()\nfor g in (lambda: f.write('x'), lambda: f.read(), lambda: f.__enter__(), lambda: f.flush(), lambda: f.seek(0), lambda: next(f)):\n    try: print(g())\n    except ValueError as e: print(type(e).__name__)",
    'wrong modes': "open('t', 'w').write('x')\nfor mode in ('z', '', 'rw', 'bt', 'rr', '+', 'b', 'rbw', 'U'):\n    try: open('t', mode)\n    except ValueError as e: print(mode, e)\nfor options in (dict(mode='rb', encoding='utf-8'), dict(mode='rb', errors='x'), dict(mode='rb', newline=''), dict(buffering=0), dict(newline='x')):\n    try: open('t', **options)\n    except ValueError as e: print(e)\nfor args in ((None,), (1.5,), ('t', 5), ('t', 'r', -1, 5)):\n    try: open(*args)\n    except TypeError as e: print(type(e).__name__)\ntry: open('t', encoding='nope')\nexcept LookupError as e: print(e)",
    'refused': "import io\nopen('t', 'w').write('x')\nfor g in (lambda: open('t').write('x'), lambda: open('t', 'w').read(), lambda: open('t', 'rb').write(b'x'), lambda: open('t', 'wb').read()):\n    try: g()\n    except io.UnsupportedOperation as e: print(isinstance(e, OSError), isinstance(e, ValueError))\ntry: open('t', 'wb').write('x')\nexcept TypeError as e: print(e)",
    'errors': "import os\nfor g in (lambda: open('no'), lambda: open('no/x', 'w'), lambda: open('.'), lambda: os.remove('no'), lambda: os.rmdir('no'), lambda: os.listdir('no'), lambda: os.mkdir('no/x'), lambda: os.stat('no'), lambda: os.rename('no', 'b'), lambda: open('a\\0'), lambda: open('n' * 300, 'w'), lambda: open('')):\n    try: g()\n    except (OSError, ValueError) as e: print(type(e).__name__, e, getattr(e, 'errno', None), getattr(e, 'filename', None), e.args)",
    'folders': "import os\nos.makedirs('p/q/r')\nos.makedirs('p/q', exist_ok=True)\nfor name in ('p/b.txt', 'p/q/a.txt', 'p/q/r/c'): open(name, 'w').write(name)\nfor top, folders, names in os.walk('p'): print(top, sorted(folders), sorted(names))\nprint([(t, sorted(d), sorted(n)) for t, d, n in os.walk('p', topdown=False)], sorted(os.listdir('p')), os.path.isdir('p/q'), os.path.isfile('p/b.txt'), os.path.getsize('p/b.txt'), os.path.exists('p/no'), os.stat('p/b.txt').st_size)\nwith os.scandir('p') as it: print(sorted((e.name, e.path, e.is_dir(), e.is_file()) for e in it))\nfor g in (lambda: os.makedirs('p/q'), lambda: os.mkdir('p'), lambda: os.rmdir('p'), lambda: os.remove('p/q'), lambda: os.listdir('p/b.txt'), lambda: os.mkdir('p/b.txt/x'), lambda: open('p/b.txt/x'), lambda: os.rmdir('p/b.txt')):\n    try: g()\n    except OSError as e: print(type(e).__name__, e)\nos.rename('p/b.txt', 'p/q/b2'); os.replace('p/q/b2', 'p/q/a.txt'); print(open('p/q/a.txt').read())\nos.rename('p/q', 'p/z'); print(sorted(os.listdir('p/z')), open('p/z/r/c').read())\nos.remove('p/z/a.txt'); os.unlink('p/z/r/c'); os.rmdir('p/z/r'); os.removedirs('p/z'); print(os.path.exists('p'))",
    'pathlib': "from pathlib import Path\np = Path('d/e'); p.mkdir(parents=True); p.mkdir(exist_ok=True, parents=True)\nf = p / 'f.txt'; print(f.write_text('hi\\nyou'), f.read_text(), f.read_bytes(), f.exists(), f.is_file(), f.is_dir(), p.is_dir(), f.stat().st_size, (p / 'g.bin').write_bytes(b'123'))\nwith f.open() as h: print(h.readline())\nprint(sorted(Path('d').rglob('*')), sorted(Path('d').glob('*/*.txt')), sorted(p.iterdir()), sorted(Path('.').glob('**/*.bin')), sorted(Path('d').glob('e')), list(Path('no').glob('*')))\nprint(f.rename(p / 'h.txt'), f.exists(), (p / 'h.txt').read_text()); (p / 'h.txt').touch(); (p / 'n').touch(); (p / 'n').unlink(); (p / 'n').unlink(missing_ok=True)\nfor g in (lambda: p.mkdir(), lambda: (p / 'n').unlink(), lambda: p.rmdir(), lambda: Path('no').read_text(), lambda: Path('no').stat(), lambda: list(Path('no').iterdir()), lambda: Path('d').write_text('x'), lambda: f.write_text(5)):\n    try: print(g())\n    except (OSError, TypeError) as e: print(type(e).__name__, e)\nfor name in ('h.txt', 'g.bin'): (p / name).unlink()\np.rmdir(); Path('d').rmdir(); print(Path('d').exists())",
    'modules': "import csv, json, tomllib\nwith open('t.csv', 'w', newline='') as f: w = csv.writer(f); w.writerow(['a', 'b,c']); w.writerows([[1, 2]])\nprint(open('t.csv', newline='').read(), list(csv.reader(open('t.csv', newline=''))), list(csv.DictReader(open('t.csv', newline=''))))\nwith open('t.json', 'w') as f: json.dump({'a': [1, None]}, f, indent=1)\nprint(open('t.json').read(), json.load(open('t.json')))\nopen('t.toml', 'w').write('a = 1\\n[b]\\nc = \"d\"')\nwith open('t.toml', 'rb') as f: print(tomllib.load(f))\nprint('to', file=open('t', 'w')); print(open('t').read())",
}  # fmt: skip


@pytest.mark.parametrize('mount', ['memory', 'folder'])
@pytest.mark.parametrize('use', USES)
def test_files_are_as_cpythons(use: str, mount: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / 'theirs').mkdir()
    (tmp_path / 'ours').mkdir()
    monkeypatch.chdir(tmp_path / 'theirs')
    printed = io.StringIO()
    names: dict[str, Any] = {'print': lambda *args, file=printed: builtins.print(*args, file=file)}
    exec(compile(USES[use], 'main.py', 'exec'), names)
    tree = Files({'/': InMemory() if mount == 'memory' else ReadWrite(tmp_path / 'ours')})
    outcome = Monty(USES[use], files=tree).execute()
    assert outcome.stdout.replace('PosixPath', '') == printed.getvalue().replace('PosixPath', '')


def test_relative_paths_begin_at_cwd(data: Path) -> None:
    files = Files({'/x/data': ReadOnly(data), '/tmp': InMemory()}, cwd='/x/data')
    code = 'import os\nfrom pathlib import Path\n[open("a.txt").read(3), os.getcwd(), str(Path.cwd()), os.path.abspath("q")]'
    assert run(code, files) == ['one', '/x/data', '/x/data', '/x/data/q']


def test_the_tree_is_the_mounts_and_what_leads_to_them(files: Files, data: Path) -> None:
    code = 'import os\n[os.listdir("/"), os.path.isdir("/"), os.path.exists("/etc"), os.listdir("/data"), os.listdir("/data/sub")]'
    assert run(code, files) == [['data', 'out', 'tmp'], True, False, ['a.txt', 'hard', 'sub'], ['b.csv']]
    nested = Files({'/': ReadOnly(data), '/sub': InMemory(), '/deep/er': InMemory()})
    code = 'import os\nopen("/sub/mine", "w").write("x")\n[os.listdir("/sub"), os.listdir("/"), os.listdir("/deep")]'
    assert run(code, nested) == [['mine'], ['a.txt', 'deep', 'hard', 'sub'], ['er']]
    assert 'Device or resource busy' in raised('import os\nos.rmdir("/sub")', nested)


@pytest.mark.parametrize('path', ['data', '', '/a/../b', '/a\0', 5])
def test_mounts_are_at_absolute_paths(path: Any) -> None:
    with pytest.raises(InputError, match='a mount is at an absolute path'):
        Files({path: InMemory()})


def test_what_is_no_tree_is_refused(tmp_path: Path) -> None:
    for wrong in (lambda: Files({'/a': 5}), lambda: Files([]), lambda: Files({'/a': InMemory(), '/a/': InMemory()})):  # type: ignore[dict-item, arg-type]
        with pytest.raises((InputError, TypeError)):  # compiled code refuses types in words of its own
            wrong()
    for mount in (
        lambda: ReadOnly(tmp_path / 'no'),
        lambda: InMemory(0),
        lambda: InMemory(1.5),
    ):  # type: ignore[arg-type]
        with pytest.raises((InputError, TypeError)):
            mount()
    with pytest.raises((InputError, TypeError)):
        Monty('1', files={'/': InMemory()})  # type: ignore[arg-type]
    with pytest.raises(InputError, match='open is a name that files give'):
        Monty('1', files=Files({}), inputs=['open'])


# No way out


OUTSIDE: Final = [
    *('/etc/passwd', '/data/../etc/passwd', '/data/../../../../etc/passwd', '/data/link', '/data/linked/secret.txt'),
    *('/data/inner', '/data/pipe', '/data/../data/linked/secret.txt', '//etc/passwd', '/data//../secret.txt'),
    *(
        '/proc/self/environ',
        '/dev/null',
        '/data/sub/../../secret.txt',
        '../secret.txt',
        '/data/linked',
        '/out/../secret.txt',
    ),
    *('/tmp/../etc/passwd', 'file:///etc/passwd', '~/x', '/data/a.txt/../../secret.txt', '/data/link/', '/data/./link'),
]


@pytest.mark.parametrize('path', OUTSIDE)
@pytest.mark.parametrize('how', ['open({!r}).read()', "open({!r}, 'rb').read()", 'io.open({!r}).read()', 'Path({!r}).read_text()', 'os.stat({!r})', 'list(os.scandir({!r}))', 'os.listdir({!r})', 'os.remove({!r})', "open({!r}, 'w').write('x')", "open({!r}, 'r+')", "os.rename({!r}, '/out/x')", "os.rename('/out/mine', {!r})", 'os.mkdir({!r})', 'os.truncate({!r}, 0)'])  # fmt: skip
def test_no_path_leads_out(path: str, how: str, files: Files, tmp_path: Path) -> None:
    before = {each: each.lstat().st_mtime_ns for each in tmp_path.rglob('*') if 'out' not in each.name}
    code = f'import io, os\nfrom pathlib import Path\nopen("/out/mine", "w").write("x")\n{how.format(path)}'
    with pytest.raises(MontyRuntimeError) as failed:
        run(code, files)
    assert failed.value.type_name.endswith('Error')
    assert str(tmp_path) not in failed.value.traceback_text
    assert {each: each.lstat().st_mtime_ns for each in before} == before
    assert (tmp_path / 'secret.txt').read_text() == SECRET


def test_links_devices_and_pipes_do_not_exist(files: Files) -> None:
    code = """
import os
from pathlib import Path
names = ['link', 'linked', 'inner', 'pipe', 'linked/secret.txt']
[[os.path.exists('/data/' + n), Path('/data', n).is_file(), Path('/data', n).is_dir()] for n in names] + list(map(str, Path('/data').rglob('*')))
"""
    assert run(code, files) == [[False] * 3] * 5 + ['/data/a.txt', '/data/hard', '/data/sub', '/data/sub/b.csv']


def test_a_file_with_names_elsewhere_is_not_written(tmp_path: Path) -> None:
    (tmp_path / 'secret.txt').write_text(SECRET)
    (tmp_path / 'out').mkdir()
    os.link(tmp_path / 'secret.txt', tmp_path / 'out' / 'hard')
    files = Files({'/out': ReadWrite(tmp_path / 'out')})
    for mode in ('w', 'a', 'r+'):
        assert raised(f"open('/out/hard', {mode!r})", files).startswith('PermissionError')
    assert (tmp_path / 'secret.txt').read_text() == SECRET


@pytest.mark.parametrize('victim', ['sub', 'f.txt'])
@pytest.mark.parametrize(
    'code', ["open('/w/sub/f.txt').read()", "open('/w/sub/f.txt', 'w').write('x')", "import os; os.listdir('/w/sub')"]
)
def test_what_is_swapped_for_a_link_meanwhile_is_not_followed(
    victim: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The host's tree changes after the first step of the way."""
    folder = tmp_path / 'w'
    (folder / 'sub').mkdir(parents=True)
    (folder / 'sub' / 'f.txt').write_text('mine')
    elsewhere = tmp_path / 'elsewhere'
    elsewhere.mkdir()
    (elsewhere / 'f.txt').write_text(SECRET)
    files = Files({'/w': ReadWrite(folder)})
    real = {'open': os.open, 'stat': os.stat}
    target = folder / 'sub' if victim == 'sub' else folder / 'sub' / 'f.txt'

    def swap() -> None:
        if not target.is_symlink():
            target.rename(tmp_path / 'moved')
            target.symlink_to(elsewhere if victim == 'sub' else elsewhere / 'f.txt')

    def fake_open(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        fd = real['open'](path, flags, mode, dir_fd=dir_fd)
        if path == str(folder) and victim == 'sub':
            swap()
        return fd

    def fake_stat(path: Any, *, dir_fd: int | None = None, follow_symlinks: bool = True) -> os.stat_result:
        found = real['stat'](path, dir_fd=dir_fd, follow_symlinks=follow_symlinks)
        if path == 'f.txt' and dir_fd is not None and victim == 'f.txt':
            swap()
        return found

    monkeypatch.setattr(os, 'open', fake_open)
    monkeypatch.setattr(os, 'stat', fake_stat)
    monkeypatch.setattr(os, 'supports_dir_fd', {*os.supports_dir_fd, fake_open, fake_stat})
    try:
        value = run(code, files)
    except MontyRuntimeError as error:
        value = error.type_name
    monkeypatch.undo()
    assert value in (['f.txt'], 'NotADirectoryError', 'PermissionError', 'FileNotFoundError')
    assert (elsewhere / 'f.txt').read_text() == SECRET


def test_no_descriptor_stays_open(files: Files) -> None:
    before = len(os.listdir('/proc/self/fd')) if os.path.isdir('/proc/self/fd') else 0
    if not before:
        pytest.skip('descriptors cannot be counted here')
    code = """
import os
held = [open('/data/a.txt') for _ in range(20)] + [open(f'/out/{n}', 'w') for n in range(10)]
for path in ('/data/link', '/data/pipe', '/data/a.txt/x', '/nope', '/out', '/data/sub'):
    for use in (open, os.listdir, os.remove, os.mkdir, lambda p: open(p, 'w'), lambda p: os.rename(p, '/out/z/z')):
        try: use(path)
        except OSError: pass
"""
    run(code, files)
    assert len(os.listdir('/proc/self/fd')) == before


# Limits


@pytest.mark.parametrize(
    ('code', 'error'),
    [
        ("open('/out/x', 'w').write('x' * 1001)", 'OSError: [Errno 27] File too large'),
        ("f = open('/out/x', 'wb'); f.seek(10**15); f.write(b'x')", 'OSError: [Errno 27] File too large'),
        ("open('/out/x', 'w').truncate(10**12)", 'OSError: [Errno 27] File too large'),
        ("while True: open('/out/x', 'w').write('x' * 1000)", 'OSError: [Errno 28] No space left on device'),
        ("for n in range(100): open(f'/out/{n}', 'w')", 'OSError: [Errno 28] No space left on device'),
        ("for n in range(100): os.mkdir(f'/out/{n}')", 'OSError: [Errno 28] No space left on device'),
        ("for n in range(100): os.makedirs('/out' + '/a' * n)", 'FileExistsError'),
        ("while True: open('/out/x', 'w'); os.remove('/out/x')", 'OSError: [Errno 28] No space left on device'),
        ("open('/tmp/x', 'w').write('x' * 50001)", 'OSError: [Errno 28] No space left on device'),
        ("open('/tmp/x', 'wb').truncate(10**15)", 'OSError: [Errno 28] No space left on device'),
        ("f = open('/tmp/x', 'wb'); f.seek(10**15); f.write(b'x')", 'OSError: [Errno 28] No space left on device'),
        ("for n in range(100): open(f'/tmp/{n}', 'w')", 'OSError: [Errno 28] No space left on device'),
        ("f = open('/tmp/x', 'a')\nwhile True: f.write('x' * 1000)", 'OSError: [Errno 28] No space left on device'),
        ("open('/tmp' + '/a' * 100)", 'OSError: [Errno 36] File name too long'),
        ("open('/tmp/' + 'a' * 5000)", 'OSError: [Errno 36] File name too long'),
        ("open('/data/a.txt', 'w')", 'OSError: [Errno 30] Read-only file system'),
        ("os.remove('/data/a.txt')", 'OSError: [Errno 30] Read-only file system'),
        ("os.rename('/out/', '/tmp/x')", 'OSError: [Errno 16] Device or resource busy'),
        ("open('/out/x', 'w'); os.rename('/out/x', '/tmp/x')", 'OSError: [Errno 18] Invalid cross-device link'),
        ("os.mkdir('/out/a'); os.rename('/out/a', '/out/a/b')", 'OSError: [Errno 22] Invalid argument'),
    ],
)
def test_a_mount_takes_so_much(code: str, error: str, files: Files) -> None:
    assert raised(f'import os\n{code}', files).startswith(error)


def test_too_large_a_file_is_not_read(files: Files, data: Path) -> None:
    with open(data / 'huge', 'wb') as file:
        file.truncate(10**13)
    for code in ("open('/data/huge').read()", "open('/data/huge', 'rb').read(1)", "next(open('/data/huge'))"):
        assert raised(code, files) == "OSError: [Errno 27] File too large: '/data/huge'"
    assert run("import os\nos.path.getsize('/data/huge')", files) == 10**13


@pytest.mark.parametrize('field', ['_at', '_file', '_ahead', '_ahead_at', '_appends', '_writes', 'mode', 'name'])
def test_what_a_program_does_to_an_open_file_is_its_own_affair(field: str, files: Files) -> None:
    code = f"""
for value in ('x', None, -5, 10**30, [], '/data/../../secret.txt', 1.5, True):
    for open_file in (lambda: open('/tmp/x', 'w+b'), lambda: open('/data/a.txt', 'rb'), lambda: open('/out/x', 'w+b')):
        f = open_file()
        f.{field} = value
        for use in (lambda: f.read(3), lambda: f.readline(), lambda: f.write(b'ab'), lambda: f.seek(1), lambda: f.truncate(2)):
            try: assert b'secret' not in (use() or b'')
            except (OSError, TypeError, ValueError, AttributeError, OverflowError): pass
"""
    Monty(code, files=files).run(limits=ResourceLimits(execution_time_limit_ms=30_000))


def test_what_is_freed_in_memory_can_be_used_again(files: Files) -> None:
    code = """
import os
for n in range(20):
    with open('/tmp/x', 'w') as f: f.write('x' * 40_000)
    os.rename('/tmp/x', '/tmp/y')
    open('/tmp/y', 'r+').truncate(10)
    os.remove('/tmp/y')
os.listdir('/tmp')
"""
    assert run(code, files) == []


def test_files_in_memory_count_as_memory_and_reads_too(data: Path) -> None:
    (data / 'large').write_bytes(b'x' * 9_000_000)
    files = Files({'/': InMemory(10**9, max_files=10**6), '/data': ReadOnly(data)})
    for code in (
        "f = open('x', 'wb')\nwhile True: f.write(b'x' * 100_000)",
        "n = 0\nwhile True:\n    n += 1; open(str(n), 'w').write('x' * 1000)",
        "n = 0\nwhile True:\n    n += 1; open(str(n), 'w')",
        "held = [open('/data/large', 'rb').read() for _ in range(5)]",
        "open('x', 'wb').truncate(10**9)",
    ):
        with pytest.raises(ResourceLimitError) as reached:
            Monty(code, files=files).run(limits=ResourceLimits(memory_limit_mb=20, allocation_limit=None))
        assert reached.value.limit in ('memory', 'execution_time')


def test_what_is_written_for_the_host_counts_as_output(tmp_path: Path) -> None:
    files = Files({'/out': ReadWrite(tmp_path)})
    with pytest.raises(ResourceLimitError) as reached:
        Monty("f = open('/out/x', 'w')\nwhile True: f.write('x' * 1000)", files=files).run(
            limits=ResourceLimits(output_limit_bytes=10_000)
        )
    assert reached.value.limit == 'output'
    assert (tmp_path / 'x').stat().st_size == 10_000


@pytest.mark.parametrize(
    'code',
    [
        "while True: open('/tmp/x', 'w')",
        "while True: os.listdir('/data')",
        "while True: list(os.walk('/'))",
        "while True: os.path.exists('/data/sub/' + 'x')",
        "os.path.join(*['a' * 1000] * 10**6)",
        "os.path.normpath('../' * 10**7)",
        "os.path.commonpath(['/a' * 10**5] * 10**4)",
        "Path(*['a'] * 10**7)",
        "list(Path('/').glob('**/' * 1000 + '*'))",
        "list(Path('/data').glob('*a' * 120 + 'b'))",
        "Path('a' * 200).match('*a' * 100 + 'b')",
        "open('/tmp/x', 'w').write('\\n' * 40_000)\nwhile True: open('/tmp/x').readlines()",
    ],
)
def test_hostile_uses_end_soon(code: str, files: Files) -> None:
    try:
        run(f'import os\nfrom pathlib import Path\n{code}', files)
    except (ResourceLimitError, MontyRuntimeError):
        pass


# State


def test_files_go_on_after_a_dump(files: Files, data: Path, tmp_path: Path) -> None:
    code = """
import csv
read = open('/data/a.txt')
first = read.readline()
written = open('/tmp/w', 'w')
written.write('abc')
out = open('/out/o', 'wb')
out.write(b'12')
rows = csv.reader(open('/data/sub/b.csv', newline=''))
header = next(rows)
ask()
written.write('def')
out.write(b'34')
[first, read.readline(), open('/tmp/w').read(), open('/out/o').read(), header, list(rows)]
"""
    expected = ['one\n', 'two\n', 'abcdef', '1234', ['x', 'y'], [['1', '2']]]
    progress = Monty(code, files=files, external_functions=['ask']).start()
    assert isinstance(progress, FunctionSnapshot)
    blob = progress.dump()
    assert str(tmp_path).encode() not in blob
    ended = FunctionSnapshot.load(blob, files=files).resume()
    assert isinstance(ended, MontyComplete)
    assert ended.value == expected
    with pytest.raises(MontyRuntimeError, match=r'write\(\) needs files'):
        FunctionSnapshot.load(blob).resume()


def test_programs_sessions_and_code_mode_have_files(files: Files) -> None:
    program = Monty.load(Monty("open('/data/a.txt').read(3)", files=files).dump(), files=files)
    assert program.run() == 'one'
    with pytest.raises(MontyRuntimeError, match='needs files'):
        Monty.load(program.dump()).run()
    session = MontyRepl(files=files)
    session.feed("n = open('/tmp/kept', 'w').write('7')")
    session = MontyRepl.load(session.dump(), files=files)
    assert session.feed("open('/tmp/kept').read()") == '7'
    assert session.names == ('n',)
    mode = CodeMode([], files=files)
    coded = mode.session()
    coded.run_sync("n = open('/tmp/kept', 'w').write('8')")
    assert mode.session(coded.dump()).run_sync("open('/tmp/kept').read()").output == '8'


def test_runs_do_not_share_files_in_memory(files: Files) -> None:
    program = Monty("import os\nfound = os.listdir('/tmp')\nopen('/tmp/x', 'w').write('1')\nfound", files=files)
    assert [program.run(), program.run()] == [[], []]


def test_any_sequence_of_seeks_reads_and_writes_is_cpythons(tmp_path: Path) -> None:
    for seed in range(12):
        rolls = random.Random(seed)
        steps = []
        for _ in range(30):
            step = rolls.choice(
                ['f.seek({})', 'f.read({})', 'f.write(b"abcdefgh"[:{}])', 'f.truncate({})', 'f.readline({})']
            )
            steps.append(step.format(rolls.randrange(30)))
        code = f"f = open('t', 'w+b')\nout = []\nfor g in [{', '.join('lambda: ' + step for step in steps)}]: out.append(g())\nf.close()\nout.append(open('t', 'rb').read())"
        (tmp_path / str(seed)).mkdir()
        names: dict[str, Any] = {'open': lambda name, mode, at=tmp_path / str(seed): builtins.open(at / name, mode)}
        exec(compile(code, 'main.py', 'exec'), names)
        assert run(code + '\nout', Files({'/': InMemory()})) == names['out']
