"""The ready-made tools, and every way around them."""

from __future__ import annotations

import asyncio
import gzip
import os
import secrets
import socket
import sqlite3
import ssl
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any, ClassVar

import pytest
import sqlalchemy
from sqlalchemy.pool import NullPool, StaticPool

from monty_tools import CodeMode, CodeResult, Tool, ToolError
from monty_tools.host import http_get, list_files, read_text, sql_query
from monty_tools.host.addresses import is_public
from monty_tools.host.sqlite import FUNCTIONS


def run(code: str, *tools: Tool) -> CodeResult:
    return CodeMode(tools).run_sync(code)


def refused(code: str, *tools: Tool) -> tuple[str, str]:
    """Type and message of what the code got."""
    error = run(code, *tools).error
    assert error is not None, 'the call went through'
    return error.type_name, error.message


def value(code: str, *tools: Tool) -> Any:
    result = run(code, *tools)
    assert result.error is None, result.to_model()
    return result.output


# Files.


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A root with things in it, and a secret beside it."""
    root = tmp_path / 'root'
    (root / 'docs' / 'deep').mkdir(parents=True)
    (root / 'a.txt').write_text('first', 'utf-8')
    (root / 'docs' / 'b.md').write_text('zweites: \u00fc', 'utf-8')
    (root / 'docs' / 'deep' / 'c.txt').write_text('third', 'utf-8')
    (root / '.env').write_text('TOKEN=secret', 'utf-8')
    (root / '.git').mkdir()
    (root / '.git' / 'config').write_text('secret', 'utf-8')
    (tmp_path / 'secret.txt').write_text('secret', 'utf-8')
    (tmp_path / 'outside').mkdir()
    (tmp_path / 'outside' / 'secret.txt').write_text('secret', 'utf-8')
    (tmp_path / 'root-2').mkdir()
    (tmp_path / 'root-2' / 'secret.txt').write_text('secret', 'utf-8')
    return root


def test_files_are_read_and_listed(tree: Path) -> None:
    tools = (read_text(tree), list_files(tree))
    assert value("await read_text(path='docs/b.md')", *tools) == 'zweites: \u00fc'
    assert value("await read_text(path='./docs//deep/./c.txt')", *tools) == 'third'
    listed = [
        {'path': 'a.txt', 'size': 5},
        {'path': 'docs/b.md', 'size': 11},
        {'path': 'docs/deep/c.txt', 'size': 5},
    ]
    assert value('await list_files()', *tools) == listed
    assert value("await list_files(folder='docs/deep/')", *tools) == listed[2:]
    code = "[await read_text(path=file['path']) for file in await list_files()]"
    assert value(code, *tools) == ['first', 'zweites: \u00fc', 'third']


@pytest.mark.parametrize(
    ('path', 'type_name'),
    [
        ('../secret.txt', 'PermissionError'),
        ('docs/../../secret.txt', 'PermissionError'),
        ('docs/../a.txt', 'PermissionError'),
        ('..', 'PermissionError'),
        ('./..//secret.txt', 'PermissionError'),
        ('../root-2/secret.txt', 'PermissionError'),
        ('/etc/passwd', 'PermissionError'),
        ('//etc/passwd', 'PermissionError'),
        ('{root}/a.txt', 'PermissionError'),
        ('~/.bashrc', 'FileNotFoundError'),
        ('$HOME/a.txt', 'FileNotFoundError'),
        ('file:///etc/passwd', 'FileNotFoundError'),
        ('..\\\\secret.txt', 'FileNotFoundError'),
        ('%2e%2e/secret.txt', 'FileNotFoundError'),
        ('\uff0e\uff0e/secret.txt', 'FileNotFoundError'),
        ('..\u2215secret.txt', 'FileNotFoundError'),
        ('a.txt\\0.png', 'ValueError'),
        ('a.txt\\n', 'ValueError'),
        ('\\udcff.txt', 'ValueError'),
        ('x' * 999, 'FileNotFoundError'),
        ('x' * 1001, 'ValueError'),
        ('d/' * 40 + 'x', 'ValueError'),
        ('', 'IsADirectoryError'),
        ('.', 'IsADirectoryError'),
        ('docs', 'IsADirectoryError'),
        ('a.txt/x', 'NotADirectoryError'),
        ('A.TXT', 'FileNotFoundError'),
        ('.env', 'FileNotFoundError'),
        ('.git/config', 'FileNotFoundError'),
        ('docs/.git/config', 'FileNotFoundError'),
        ('\u200c.env', 'FileNotFoundError'),
        ('missing.txt', 'FileNotFoundError'),
    ],
)
def test_no_spelling_of_a_path_leads_elsewhere(tree: Path, path: str, type_name: str) -> None:
    given = path.replace('{root}', str(tree))
    got = refused(f"await read_text(path='{given}')", read_text(tree))
    assert got[0] == type_name
    assert str(tree) not in got[1] or str(tree) in given, 'the root is nothing that code should know'


def test_errors_do_not_tell_where_the_root_is(tree: Path) -> None:
    os.chmod(tree / 'a.txt', 0)
    for code in ("await read_text(path='x')", "await list_files(folder='x')", "await read_text(path='a.txt/b')"):
        result = run(code, read_text(tree), list_files(tree))
        assert result.error is not None and str(tree.parent) not in result.to_model()


def test_links_are_not_followed_at_any_level(tree: Path) -> None:
    (tree / 'file-link').symlink_to('../secret.txt')
    (tree / 'inner-link').symlink_to('a.txt')
    (tree / 'folder-link').symlink_to('../outside')
    (tree / 'root-link').symlink_to('/')
    (tree / 'docs' / 'up').symlink_to('..')
    (tree / 'dangling').symlink_to('nowhere')
    (tree / 'loop').symlink_to('loop')
    reader = read_text(tree)
    for path in ('file-link', 'inner-link', 'folder-link/secret.txt', 'root-link/etc/passwd', 'docs/up/a.txt'):
        assert refused(f"await read_text(path='{path}')", reader)[0] == 'PermissionError', path
    for path in ('dangling', 'loop', 'loop/x', 'docs/up/docs/up/a.txt'):
        assert 'is a link' in refused(f"await read_text(path='{path}')", reader)[1]
    assert [file['path'] for file in value('await list_files()', list_files(tree))] == [
        'a.txt',
        'docs/b.md',
        'docs/deep/c.txt',
    ]
    assert refused("await list_files(folder='folder-link')", list_files(tree))[0] == 'PermissionError'


def test_the_root_itself_may_be_a_link(tree: Path) -> None:
    (tree.parent / 'current').symlink_to(tree)
    assert value("await read_text(path='a.txt')", read_text(tree.parent / 'current')) == 'first'


def test_hard_links_are_refused_unless_allowed(tree: Path) -> None:
    os.link(tree.parent / 'secret.txt', tree / 'hard.txt')
    assert 'hard links' in refused("await read_text(path='hard.txt')", read_text(tree))[1]
    assert 'hard.txt' not in str(value('await list_files()', list_files(tree)))
    assert value("await read_text(path='hard.txt')", read_text(tree, hard_links=True)) == 'secret'
    assert 'hard.txt' in str(value('await list_files()', list_files(tree, hard_links=True)))


def test_hidden_files_are_there_where_they_are_asked_for(tree: Path) -> None:
    assert value("await read_text(path='.git/config')", read_text(tree, hidden=True)) == 'secret'
    listed = value('await list_files()', list_files(tree, hidden=True))
    assert [file['path'] for file in listed][:2] == ['.env', '.git/config']


def test_special_files_are_not_opened(tree: Path) -> None:
    os.mkfifo(tree / 'fifo')
    server = socket.socket(socket.AF_UNIX)
    folder = os.getcwd()
    os.chdir(tree)  # socket paths are short
    try:
        server.bind('socket')
    finally:
        os.chdir(folder)
    with server:
        for path in ('fifo', 'socket'):
            start = time.monotonic()
            assert refused(f"await read_text(path='{path}')", read_text(tree)) == (
                'PermissionError',
                f"'{path}' is no regular file",
            )
            assert time.monotonic() - start < 5
        assert len(value('await list_files()', list_files(tree))) == 3


@pytest.mark.skipif(sys.platform != 'linux', reason='needs Linux')
def test_devices_and_mounted_file_systems_are_closed() -> None:
    with suppress(FileNotFoundError):
        assert refused("await read_text(path='null')", read_text('/dev'))[0] == 'PermissionError'
    reader = read_text('/')
    for path in ('proc/self/environ', 'proc/1/root/etc/passwd', 'proc/self/cwd/x', 'sys/kernel/notes'):
        kind, message = refused(f"await read_text(path='{path}')", reader)
        assert kind == 'PermissionError' and 'another file system' in message, path


def test_large_files_are_refused(tree: Path) -> None:
    with open(tree / 'sparse', 'wb') as file:
        file.truncate(1 << 40)
    (tree / 'just.txt').write_bytes(b'x' * 100)
    reader = read_text(tree, 100)
    assert value("await read_text(path='just.txt')", reader) == 'x' * 100
    (tree / 'just.txt').write_bytes(b'x' * 101)
    assert refused("await read_text(path='just.txt')", reader) == (
        'ValueError',
        "'just.txt' has 101 bytes; at most 100 can be read",
    )
    assert '1,099,511,627,776 bytes' in refused("await read_text(path='sparse')", reader)[1]


@pytest.mark.skipif(not Path('/proc/self/status').exists(), reason='needs /proc')
def test_a_file_that_is_larger_than_it_says_is_cut_off() -> None:
    assert refused("await read_text(path='status')", read_text('/proc/self', 10)) == (
        'ValueError',
        "'status' has more than the 10 bytes that can be read",
    )


def test_what_is_no_text_is_refused(tree: Path) -> None:
    (tree / 'image').write_bytes(b'\x89PNG\xff\xfe')
    assert refused("await read_text(path='image')", read_text(tree)) == ('ValueError', "'image' is no text in utf-8")
    assert value("await read_text(path='image')", read_text(tree, encoding='latin-1')).startswith('\x89PNG')


def test_a_tree_that_changes_meanwhile_gives_nothing_away(tree: Path) -> None:
    """A folder is a folder one moment and a link to the outside the next."""
    (tree / 'swap').mkdir()
    (tree / 'swap' / 'secret.txt').write_text('harmless', 'utf-8')
    (tree / 'link').symlink_to('../outside')
    done = threading.Event()

    def swap() -> None:
        while not done.is_set():
            os.rename(tree / 'swap', tree / 'kept')
            os.rename(tree / 'link', tree / 'swap')
            os.rename(tree / 'swap', tree / 'link')
            os.rename(tree / 'kept', tree / 'swap')

    swapping = threading.Thread(target=swap)
    swapping.start()
    seen: set[str] = set()
    reader = read_text(tree)
    try:
        for _attempt in range(2_000):
            try:
                seen.add(reader.call(path='swap/secret.txt'))
            except OSError as error:
                seen.add(type(error).__name__)
    finally:
        done.set()
        swapping.join()
    assert 'secret' not in seen and seen <= {'harmless', 'PermissionError', 'FileNotFoundError', 'NotADirectoryError'}


def test_a_large_tree_is_not_listed_in_part(tree: Path) -> None:
    kind, message = refused('await list_files()', list_files(tree, 2))
    assert (kind, message) == ('ValueError', 'more than 2 files; ask for one folder: docs')
    assert len(value("await list_files(folder='docs')", list_files(tree, 2))) == 2
    for number in range(100):
        (tree / f'.{number}').write_text('', 'utf-8')
    assert refused('await list_files()', list_files(tree, 3))[1].startswith('more than 3 files')


def test_no_descriptors_are_left_open(tree: Path) -> None:
    (tree / 'link').symlink_to('a.txt')
    reader, lister = read_text(tree), list_files(tree)
    before = len(os.listdir('/dev/fd'))
    for path in ('a.txt', 'docs/b.md', 'link', 'docs/x', 'docs/deep/x/y', 'docs', '../x'):
        with suppress(OSError):
            reader.call(path=path)
        with suppress(OSError):
            lister.call(folder=path)
    assert len(os.listdir('/dev/fd')) == before


def test_a_root_that_is_gone_or_none_is_an_error(tree: Path) -> None:
    with pytest.raises(ToolError, match='not a folder'):
        read_text(tree / 'a.txt')
    with pytest.raises(ToolError, match='max_bytes must be an int of at least 1, not 0'):
        read_text(tree, 0)
    with pytest.raises(LookupError):
        read_text(tree, encoding='klingon')
    reader = read_text(tree / 'docs' / 'deep')
    (tree / 'docs' / 'deep' / 'c.txt').unlink()
    (tree / 'docs' / 'deep').rmdir()
    assert refused("await read_text(path='c.txt')", reader) == (
        'FileNotFoundError',
        'the folder of this tool is not there',
    )


# HTTP.


class Handler(BaseHTTPRequestHandler):
    seen: ClassVar[list[tuple[str, dict[str, str]]]] = []

    def do_GET(self) -> None:
        self.seen.append((self.path, {key.lower(): text for key, text in self.headers.items()}))
        path = self.path.partition('?')[0]
        answer = getattr(self, f'get_{path.strip("/").replace("-", "_") or "root"}', None)
        if answer is None:
            self.reply(404, b'no such page')
        else:
            answer()

    def reply(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, text in {'content_type': 'text/plain; charset=utf-8', **headers}.items():
            self.send_header(name.replace('_', '-'), text)
        self.send_header('content-length', str(len(body)))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    def get_root(self) -> None:
        self.reply(200, 'gr\u00fc\u00dfe'.encode())

    def get_redirect(self) -> None:
        self.reply(302, b'', location='http://169.254.169.254/latest/meta-data/')

    def get_cookie(self) -> None:
        self.reply(200, b'', set_cookie='id=1')

    def get_large(self) -> None:
        self.reply(200, b'x' * 5_000)

    def get_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            while True:
                self.wfile.write(b'x' * 10_000)

    def get_bomb(self) -> None:
        self.reply(200, gzip.compress(bytes(50_000_000)), content_encoding='gzip')

    def get_members(self) -> None:
        self.reply(200, gzip.compress(b'one ') + gzip.compress(b'two'), content_encoding='gzip')

    def get_empty_members(self) -> None:
        self.reply(200, gzip.compress(b'') * 1_000, content_encoding='gzip')

    def get_deflate(self) -> None:
        self.reply(200, zlib.compress(b'small'), content_encoding='deflate')

    def get_cut_off(self) -> None:
        self.reply(200, gzip.compress(b'a text that is cut off')[:-12], content_encoding='gzip')

    def get_brotli(self) -> None:
        self.reply(200, b'?', content_encoding='br')

    def get_twice(self) -> None:
        self.reply(200, gzip.compress(gzip.compress(b'x')), content_encoding='gzip, gzip')

    def get_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            for _part in range(100):
                self.wfile.write(b'.')
                self.wfile.flush()
                time.sleep(0.05)

    def get_codec(self) -> None:
        self.reply(200, b'abc' * 100, content_type='text/plain; charset=punycode')

    def get_latin(self) -> None:
        self.reply(200, b'\xe9', content_type='text/plain; charset=ISO-8859-1')

    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[int]:
    server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def port() -> Iterator[int]:
    Handler.seen.clear()
    with serving() as number:
        yield number


def getter(port: int, **options: Any) -> Tool:
    return http_get([f'http://127.0.0.1:{port}'], **options)


def page(port: int, path: str, **options: Any) -> Any:
    return value(f"await http_get(url='http://127.0.0.1:{port}{path}')", getter(port, **options))


def no_page(port: int, path: str, **options: Any) -> tuple[str, str]:
    return refused(f"await http_get(url='http://127.0.0.1:{port}{path}')", getter(port, **options))


def test_a_page_of_a_listed_host_is_got(port: int) -> None:
    assert page(port, '/') == {'status': 200, 'content_type': 'text/plain; charset=utf-8', 'text': 'gr\u00fc\u00dfe'}
    assert page(port, '/no?a=%20b&c=d#part')['status'] == 404
    assert Handler.seen[1][0] == '/no?a=%20b&c=d'
    assert Handler.seen[1][1]['host'] == f'127.0.0.1:{port}'
    assert page(port, '/latin')['text'] == '\u00e9'


def test_headers_are_the_hosts_own(port: int) -> None:
    page(port, '/', headers={'authorization': 'Bearer x'})
    assert Handler.seen[0][1]['authorization'] == 'Bearer x'
    assert 'Bearer' not in run(f"await http_get(url='http://127.0.0.1:{port}/')", getter(port)).to_model()
    page(port, '/cookie')
    page(port, '/')
    assert 'cookie' not in Handler.seen[-1][1]


@pytest.mark.parametrize(
    'url',
    [
        'http://127.0.0.1:{other}/',
        'http://127.0.0.1/',
        'https://127.0.0.1:{port}/',
        'http://localhost:{port}/',
        'http://[::1]:{port}/',
        'http://[::ffff:127.0.0.1]:{port}/',
        'http://127.1:{port}/',
        'http://2130706433:{port}/',
        'http://0x7f000001:{port}/',
        'http://0x7f.1:{port}/',
        'http://0177.0.0.1:{port}/',
        'http://127.0.0.1.:{port}/',
        'http://127.0.0.01:{port}/',
        'http://0:{port}/',
        'http://169.254.169.254/latest/meta-data/',
        'http://127.0.0.1:{port}@evil.example/',
        'http://user:pw@127.0.0.1:{port}/',
        'http://@127.0.0.1:{port}/',
        'http://evil.example#@127.0.0.1:{port}/',
        'http://evil.example?@127.0.0.1:{port}/',
        'http://127.0.0.1:{port}.evil.example/',
        'http://evil.example/127.0.0.1:{port}',
        'ftp://127.0.0.1:{port}/',
        'file:///etc/passwd',
        'gopher://127.0.0.1:{port}/_x',
        'data:text/plain,x',
        '//127.0.0.1:{port}/',
        '127.0.0.1:{port}/',
        '/etc/passwd',
        '',
        'http://',
        'http:///x',
        'http:127.0.0.1:{port}/',
        'http://127.0.0.1:{port}\\\\@evil.example/',
        'http://127.0.0.1:{port}/\\r\\nX-Injected: 1',
        'http://127.0.0.1:{port}/ HTTP/1.1\\r\\nHost: evil',
        'http://127.0.0.1:{port}/a b',
        'http://127.0.0.1:{port}/\\0',
        'http://127.0.0.1:{port}/\\udcff',
        'http://127.0.0.1:99999/',
        'http://127.0.0.1:-1/',
        'http://127.0.0.1:0/',
        'http://127.0.0.1:x/',
        'http://%31%32%37.0.0.1:{port}/',
        'http://\u2460\u2461\u2466.0.0.1:{port}/',
        'http://127\u30020\u30020\u30022:{port}/',
        'http://\uff11\uff12\uff17.0.0.1:{port}/',
        'http://[fe80::1%25lo]:{port}/',
    ],
)
def test_no_spelling_of_a_url_leads_elsewhere(port: int, url: str) -> None:
    given = url.replace('{port}', str(port)).replace('{other}', str(port - 1))
    kind, _message = refused(f"await http_get(url='{given}')", getter(port))
    assert kind in ('PermissionError', 'ValueError')
    assert Handler.seen == []


def test_a_url_that_is_too_long_is_refused(port: int) -> None:
    assert no_page(port, '/' + 'x' * 8_000) == ('ValueError', 'a URL has at most 8,000 characters')


def test_hosts_are_compared_in_one_form(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, '127.0.0.1')
    tool = http_get(['B\u00fccher.example'])
    for url in (
        'https://B\u00dcCHER.example/',
        'https://xn--bcher-kva.example:443/',
        'HTTPS://b\u00fccher\u3002example/',
    ):
        assert 'no public address' in refused(f"await http_get(url='{url}')", tool)[1]
    assert asked == ['xn--bcher-kva.example'] * 3
    listed = http_get(['https://[2001:DB8::1]'])
    assert 'allowed hosts' not in refused("await http_get(url='https://[2001:db8:0:0:0:0:0:1]/')", listed)[1]


def test_redirects_are_told_and_not_followed(port: int) -> None:
    found = page(port, '/redirect')
    assert (found['status'], found['location']) == (302, 'http://169.254.169.254/latest/meta-data/')
    assert len(Handler.seen) == 1
    assert refused(f"await http_get(url='{found['location']}')", getter(port))[0] == 'PermissionError'


def test_answers_are_bounded(port: int) -> None:
    assert len(page(port, '/large', max_bytes=5_000)['text']) == 5_000
    for path in ('/large', '/endless', '/bomb', '/empty_members'):
        assert no_page(port, path, max_bytes=4_999) == ('ValueError', 'the answer has more than 4,999 bytes'), path


def test_packed_answers_are_unpacked(port: int) -> None:
    assert page(port, '/members')['text'] == 'one two'
    assert page(port, '/deflate')['text'] == 'small'
    assert 'damaged' in no_page(port, '/cut-off')[1]
    assert 'not asked for' in no_page(port, '/brotli')[1]
    assert 'not asked for' in no_page(port, '/twice')[1]


def test_a_server_names_no_codec_that_is_none_for_texts(port: int) -> None:
    assert page(port, '/codec')['text'] == 'abc' * 100


def test_an_answer_has_its_time_as_a_whole(port: int) -> None:
    start = time.monotonic()
    assert no_page(port, '/slow', timeout=0.3) == ('TimeoutError', 'no complete answer within 0.3 s')
    assert time.monotonic() - start < 3


def test_a_server_that_is_not_there_is_a_connection_error() -> None:
    with socket.socket() as free:
        free.bind(('127.0.0.1', 0))
        number = free.getsockname()[1]
    assert no_page(number, '/')[0] == 'ConnectionError'


def answering(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Have every name of another host answered with ``addresses``; the list gets the names that were looked up."""
    asked: list[str] = []

    def answer(host: str | bytes, port: int, *_args: Any, **_options: Any) -> list[Any]:
        text = host.decode() if isinstance(host, bytes) else host
        try:
            ip_address(text)
        except ValueError:
            asked.append(text)
        else:
            family = socket.AF_INET6 if ':' in text else socket.AF_INET
            return [(family, socket.SOCK_STREAM, 6, '', (text, port))]
        return [
            (socket.AF_INET6 if ':' in each else socket.AF_INET, socket.SOCK_STREAM, 6, '', (each, port))
            for each in addresses
        ]

    monkeypatch.setattr(socket, 'getaddrinfo', answer)
    return asked


@pytest.mark.parametrize(
    'address', ['127.0.0.1', '10.0.0.1', '169.254.169.254', '0.0.0.0', '::1', '::ffff:127.0.0.1', '64:ff9b::7f00:1']
)
def test_a_name_with_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch, port: int, address: str) -> None:
    answering(monkeypatch, address)
    tool = http_get([f'http://rebound.example:{port}'])
    kind, message = refused(f"await http_get(url='http://rebound.example:{port}/')", tool)
    assert kind == 'PermissionError' and 'no public address' in message
    assert Handler.seen == []


def test_a_private_address_is_reached_where_its_network_is_listed(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    asked = answering(monkeypatch, '10.9.9.9', '127.0.0.1')
    tool = http_get([f'http://inside.example:{port}'], allowed_networks=['127.0.0.0/8'])
    found = value(f"await http_get(url='http://inside.example:{port}/?x')", tool)
    assert found['status'] == 200
    assert asked == ['inside.example'], 'the name is looked up once'
    assert Handler.seen[0][1]['host'] == f'inside.example:{port}'


def test_settings_of_the_environment_have_no_part(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    for name in ('HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'):
        monkeypatch.setenv(name, 'http://127.0.0.1:9')
    assert page(port, '/')['status'] == 200


@pytest.fixture(scope='module')
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for inside.example, with its key."""
    path = tmp_path_factory.mktemp('tls') / 'both.pem'
    command = ['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
    command += ['-days', '2', '-subj', '/CN=inside.example', '-addext', 'subjectAltName=DNS:inside.example']
    try:
        subprocess.run([*command, '-keyout', str(path), '-out', f'{path}.crt'], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f'no openssl: {error}')
    path.write_text(path.read_text() + Path(f'{path}.crt').read_text())
    return path


def test_certificates_are_for_the_name_and_not_the_address(monkeypatch: pytest.MonkeyPatch, certificate: Path) -> None:
    answering(monkeypatch, '127.0.0.1')
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    client = ssl.create_default_context(cafile=str(certificate))
    with serving(server) as number:
        hosts = [f'https://{name}.example:{number}' for name in ('inside', 'other')]
        networks = ['127.0.0.1']
        trusting = http_get(hosts, allowed_networks=networks, ssl_context=client)
        assert value(f"await http_get(url='{hosts[0]}/')", trusting)['status'] == 200
        assert refused(f"await http_get(url='{hosts[1]}/')", trusting)[0] == 'ConnectionError'
        plain = http_get(hosts, allowed_networks=networks)
        assert refused(f"await http_get(url='{hosts[0]}/')", plain)[0] == 'ConnectionError'


@pytest.mark.parametrize(
    'entry',
    [
        '',
        '*',
        '*.example.com',
        'ftp://example.com',
        'https://user@example.com',
        'example.com/path',
        'example.com:99999',
        'example.com:0',
        'a b',
        'https://',
        'example.com?x',
    ],
)
def test_entries_that_say_no_host_are_errors(entry: str) -> None:
    with pytest.raises(ToolError):
        http_get([entry])


def test_options_that_can_not_be_are_errors() -> None:
    with pytest.raises(ToolError, match='not a network'):
        http_get(['example.com'], allowed_networks=['10.0.0.1/8'])
    with pytest.raises(ToolError, match='timeout must be'):
        http_get(['example.com'], timeout=0)
    with pytest.raises(ToolError, match='max_bytes must be'):
        http_get(['example.com'], max_bytes=-1)


@pytest.mark.parametrize(
    ('address', 'public'),
    [
        ('1.1.1.1', True),
        ('93.184.216.34', True),
        ('2606:4700::1111', True),
        ('64:ff9b::101:101', True),
        ('::ffff:1.1.1.1', True),
        ('0.0.0.0', False),
        ('100.100.100.200', False),
        ('168.63.129.16', False),
        ('192.0.0.192', False),
        ('198.18.0.1', False),
        ('224.0.0.1', False),
        ('255.255.255.255', False),
        ('::', False),
        ('::1', False),
        ('::7f00:1', False),
        ('::ffff:10.0.0.1', False),
        ('64:ff9b::a9fe:a9fe', False),
        ('64:ff9b:1::1', False),
        ('2002:7f00:1::', False),
        ('2001::1', False),
        ('2001:db8::1', False),
        ('fc00::1', False),
        ('fd00:ec2::254', False),
        ('fe80::1%2', False),
        ('fec0::1', False),
        ('ff02::1', False),
        ('100::1', False),
        ('5f00::1', False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


# SQL.


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[sqlalchemy.Engine]:
    engine = sqlalchemy.create_engine(f'sqlite:///{tmp_path / "shop.db"}')
    with engine.begin() as connection:
        connection.exec_driver_sql('CREATE TABLE orders (id INTEGER PRIMARY KEY, who TEXT, total REAL, raw BLOB)')
        for number in range(1, 6):
            row = (number, f'c{number % 2}', number * 2.5, b'\x00\xff')
            connection.exec_driver_sql('INSERT INTO orders VALUES (?, ?, ?, ?)', row)
    yield engine
    engine.dispose()


def sql(engine: sqlalchemy.Engine, statement: str, **options: Any) -> Any:
    parameters = options.pop('parameters', {})
    return value(f'await sql_query(sql={statement!r}, parameters={parameters!r})', sql_query(engine, **options))


def no_sql(engine: sqlalchemy.Engine, statement: str, **options: Any) -> tuple[str, str]:
    return refused(f'await sql_query(sql={statement!r})', sql_query(engine, **options))


def test_rows_are_dicts_of_plain_data(shop: sqlalchemy.Engine) -> None:
    assert sql(shop, 'SELECT * FROM orders WHERE id = 2;') == [{'id': 2, 'who': 'c0', 'total': 5.0, 'raw': '00ff'}]
    named = 'WITH big AS (SELECT * FROM orders WHERE total > :least) SELECT count(*) AS n, who FROM big GROUP BY who'
    assert sql(shop, named, parameters={'least': 4}) == [{'n': 2, 'who': 'c0'}, {'n': 2, 'who': 'c1'}]
    assert sql(shop, "SELECT :t AS t, json_extract('[1]', '$[0]') AS j", parameters={'t': "'; DROP"}) == [
        {'t': "'; DROP", 'j': 1}
    ]
    assert sql(shop, 'SELECT name FROM sqlite_master') == [{'name': 'orders'}]
    assert sql(shop, 'SELECT id FROM orders WHERE id > 9') == []


@pytest.mark.parametrize(
    'statement',
    [
        'DELETE FROM orders',
        'DROP TABLE orders',
        "INSERT INTO orders VALUES (9, 'x', 1, NULL)",
        'UPDATE orders SET total = 0',
        'CREATE TABLE t (x)',
        'CREATE TEMP TABLE t (x)',
        'WITH x AS (SELECT 1) DELETE FROM orders',
        'WITH x AS (SELECT 1) INSERT INTO orders (who) SELECT 1 FROM x',
        'WITH x AS (SELECT 1) UPDATE orders SET total = 0 RETURNING id',
        'SELECT 1; DROP TABLE orders',
        'SELECT 1;;',
        "ATTACH DATABASE '/etc/passwd' AS other",
        'DETACH DATABASE main',
        'PRAGMA writable_schema = 1',
        'PRAGMA query_only = 0',
        'VACUUM',
        "VACUUM INTO '/tmp/copy.db'",
        'REINDEX',
        'ANALYZE',
        'BEGIN',
        'COMMIT',
        'EXPLAIN DELETE FROM orders',
        '-- a comment\nDROP TABLE orders',
        '/* SELECT */ DELETE FROM orders',
        "SELECT load_extension('/tmp/evil.so')",
        "SELECT readfile('/etc/passwd')",
        "SELECT writefile('/tmp/x', 'y')",
        "SELECT edit('x')",
        "SELECT fts3_tokenizer('simple', x'00')",
        'SELECT * FROM pragma_database_list',
        "SELECT * FROM pragma_table_info('orders')",
        'SELECT * FROM sqlite_dbpage',
        'SELECT own_function()',
        'SELECT sqlite_compileoption_get(1)',
        'REPLACE INTO orders (id) VALUES (1)',
        '',
        ';',
        'SELECT 1\0; DROP TABLE orders',
    ],
)
@pytest.mark.parametrize('read_only', [True, False])
def test_sqlite_does_no_more_than_reading(
    shop: sqlalchemy.Engine, tmp_path: Path, statement: str, read_only: bool
) -> None:
    @sqlalchemy.event.listens_for(shop, 'connect')
    def own(connection: Any, _record: Any) -> None:
        connection.create_function('own_function', 0, lambda: 'secret')

    shop.dispose()
    writes = statement.startswith(('DELETE', 'INSERT', 'UPDATE', 'WITH'))
    if read_only or not writes:
        kind, _message = no_sql(shop, statement, read_only=read_only)
        assert kind in ('PermissionError', 'ValueError')
    with shop.connect() as connection:
        assert connection.exec_driver_sql('SELECT count(*), sum(total) FROM orders').one() == (5, 37.5)
        assert connection.exec_driver_sql('SELECT name FROM sqlite_master').all() == [('orders',)]
        assert connection.exec_driver_sql('PRAGMA query_only').scalar() == 0
    assert not Path('/tmp/copy.db').exists()


def test_a_read_only_database_is_not_even_touched_by_the_hosts_own_rules(shop: sqlalchemy.Engine) -> None:
    """Were the authorizer to let it through, SQLite itself would not."""
    tool = sql_query(shop)
    assert tool.call(sql='SELECT 1 AS one') == [{'one': 1}]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr('monty_tools.host.sqlite.Authorizer.allows', lambda *_args: True)
        with pytest.raises(PermissionError, match='readonly database'):
            tool.call(sql='WITH x AS (SELECT 1) DELETE FROM orders')


def test_own_functions_are_called_where_they_are_listed(shop: sqlalchemy.Engine) -> None:
    @sqlalchemy.event.listens_for(shop, 'connect')
    def own(connection: Any, _record: Any) -> None:
        connection.create_function('Own_Function', 0, lambda: 'ours')

    shop.dispose()
    assert sql(shop, 'SELECT own_function() AS f', functions=['OWN_function']) == [{'f': 'ours'}]


def test_writing_is_one_transaction_a_call(shop: sqlalchemy.Engine) -> None:
    assert sql(shop, 'UPDATE orders SET total = 0 WHERE id < 3', read_only=False) == [{'rows_changed': 2}]
    assert sql(shop, "INSERT INTO orders (who) VALUES ('new') RETURNING id", read_only=False) == [{'id': 6}]
    assert no_sql(shop, 'INSERT INTO orders (id) VALUES (7), (1)', read_only=False)[0] == 'ValueError'
    assert sql(shop, 'SELECT count(*) AS n, sum(total) AS t FROM orders', read_only=False) == [{'n': 6, 't': 30.0}]


def test_results_are_bounded(shop: sqlalchemy.Engine) -> None:
    assert len(sql(shop, 'SELECT id FROM orders', max_rows=5)) == 5
    assert no_sql(shop, 'SELECT id FROM orders', max_rows=4) == (
        'ValueError',
        'more than 4 rows; let SQL filter, aggregate or LIMIT them',
    )
    assert 'more than 1,000 bytes' in no_sql(shop, 'SELECT hex(zeroblob(600)) AS x', max_bytes=1_000)[1]
    assert 'too big' in no_sql(shop, 'SELECT length(zeroblob(1000000000)) AS x')[1]
    assert 'too big' in no_sql(shop, 'SELECT length(hex(zeroblob(600000))) AS x')[1]
    assert 'one name' in no_sql(shop, 'SELECT id, id FROM orders')[1]
    assert 'at most 20,000' in no_sql(shop, f"SELECT '{'x' * 20_000}'")[1]


def test_endless_queries_are_stopped(shop: sqlalchemy.Engine) -> None:
    endless = 'WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n) SELECT sum(x) AS s FROM n'
    start = time.monotonic()
    assert no_sql(shop, endless, timeout=0.2) == ('TimeoutError', 'the statement was stopped after 0.2 s')
    assert time.monotonic() - start < 5
    assert sql(shop, 'SELECT count(*) AS n FROM orders') == [{'n': 5}]


def test_errors_are_the_databases_own_words(shop: sqlalchemy.Engine) -> None:
    assert no_sql(shop, 'SELECT missing FROM orders') == ('ValueError', 'the database says: no such column: missing')
    assert 'least' in no_sql(shop, 'SELECT :least')[1]


def test_an_in_memory_database_is_held_while_calls_share_its_connection() -> None:
    engine = sqlalchemy.create_engine('sqlite://', poolclass=StaticPool, connect_args={'check_same_thread': False})
    with engine.begin() as connection:
        connection.exec_driver_sql('CREATE TABLE t (x)')
    code = """
import asyncio
async def attempt(sql):
    try:
        return await sql_query(sql=sql)
    except PermissionError:
        return 'refused'
found = await asyncio.gather(*[attempt(sql) for sql in [
    'SELECT count(*) AS n FROM t', 'WITH y AS (SELECT 1) INSERT INTO t SELECT 1 FROM y'] * 30])
[found.count([{'n': 0}]), found.count('refused')]
"""
    assert value(code, sql_query(engine)) == [30, 30]
    with engine.connect() as connection:
        assert connection.exec_driver_sql('SELECT count(*) FROM t').scalar() == 0
    with pytest.raises(ToolError, match='StaticPool'):
        sql_query(sqlalchemy.create_engine('sqlite://'))


def test_engines_that_commit_by_themselves_are_held_too(tmp_path: Path) -> None:
    engine = sqlalchemy.create_engine(
        f'sqlite:///{tmp_path / "x.db"}', isolation_level='AUTOCOMMIT', poolclass=NullPool
    )
    with engine.connect() as connection:
        connection.exec_driver_sql('CREATE TABLE t (x)')
    assert no_sql(engine, 'WITH y AS (SELECT 1) INSERT INTO t SELECT 1 FROM y')[0] == 'PermissionError'
    assert sql(engine, 'INSERT INTO t VALUES (1)', read_only=False) == [{'rows_changed': 1}]
    assert sql(engine, 'SELECT x FROM t') == [{'x': 1}]


def test_engines_that_begin_by_themselves_are_held_too(tmp_path: Path) -> None:
    engine = sqlalchemy.create_engine(f'sqlite:///{tmp_path / "x.db"}')

    @sqlalchemy.event.listens_for(engine, 'connect')
    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None

    @sqlalchemy.event.listens_for(engine, 'begin')
    def begin(connection: Any) -> None:
        connection.exec_driver_sql('BEGIN')

    with engine.begin() as connection:
        connection.exec_driver_sql('CREATE TABLE t (x)')
    assert sql(engine, 'INSERT INTO t VALUES (1)', read_only=False) == [{'rows_changed': 1}]
    assert sql(engine, 'SELECT x FROM t') == [{'x': 1}]


def test_what_is_no_engine_of_a_known_database_is_an_error() -> None:
    with pytest.raises(ToolError, match='needs an Engine'):
        sql_query('sqlite://')  # type: ignore[arg-type]
    oracle = sqlalchemy.create_mock_engine('mssql://', lambda *_args: None)
    with pytest.raises(ToolError):
        sql_query(oracle)  # type: ignore[arg-type]


def test_a_database_that_is_not_there_tells_nothing_of_itself(tmp_path: Path) -> None:
    engine = sqlalchemy.create_engine(f'sqlite:///{tmp_path}/no/such/folder.db')
    assert no_sql(engine, 'SELECT 1') == ('ConnectionError', 'the database can not be reached')


def test_the_functions_of_sqlite_that_compute_are_known() -> None:
    """Those that are not are told here, so that each is decided on."""
    with sqlite3.connect(':memory:') as connection:
        there = {name for (name,) in connection.execute('SELECT DISTINCT name FROM pragma_function_list')}
    left_out = {name for name in there - FUNCTIONS if not name.startswith(('sqlite_', 'rtree', 'geopoly', 'fts'))}
    assert left_out <= {'load_extension', 'subtype', 'json_each', 'json_tree', 'stem', 'optimize', 'sqlite_log'}


@pytest.fixture(scope='module')
def postgres() -> Iterator[sqlalchemy.Engine]:
    """A database of its own with a role that is nothing special; the URL's own role makes both."""
    url = os.environ.get('MONTY_TOOLS_TEST_POSTGRES')
    if not url:
        pytest.skip('MONTY_TOOLS_TEST_POSTGRES names no PostgreSQL')
    admin = sqlalchemy.create_engine(url, isolation_level='AUTOCOMMIT')
    name = f'monty_{secrets.token_hex(6)}'
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN PASSWORD '{name}'")
        connection.exec_driver_sql(f'CREATE DATABASE {name} OWNER {name}')
    engine = sqlalchemy.create_engine(sqlalchemy.make_url(url).set(username=name, password=name, database=name))
    with engine.begin() as connection:
        connection.exec_driver_sql('CREATE TABLE orders (id int PRIMARY KEY, total numeric, at date)')
        connection.exec_driver_sql("INSERT INTO orders VALUES (1, 2.5, '2024-05-01'), (2, 3, NULL)")
        connection.exec_driver_sql('CREATE SEQUENCE numbers')
    try:
        yield engine
    finally:
        engine.dispose()
        with admin.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE {name} WITH (FORCE)')
            connection.exec_driver_sql(f'DROP ROLE {name}')
        admin.dispose()


def test_postgres_gives_rows(postgres: sqlalchemy.Engine) -> None:
    assert sql(postgres, 'SELECT * FROM orders WHERE id = :id', parameters={'id': 1}) == [
        {'id': 1, 'total': '2.5', 'at': '2024-05-01'}
    ]
    assert sql(postgres, "VALUES (1, '50%')") == [{'column1': 1, 'column2': '50%'}]
    assert sql(postgres, "SELECT '2024-01-01'::date AS d, ARRAY[1, 2] AS a, '{\"k\": 1}'::jsonb AS j") == [
        {'d': '2024-01-01', 'a': [1, 2], 'j': {'k': 1}}
    ]


@pytest.mark.parametrize('isolation', [None, 'AUTOCOMMIT'])
@pytest.mark.parametrize(
    'statement',
    [
        'DELETE FROM orders',
        'WITH x AS (DELETE FROM orders RETURNING id) SELECT * FROM x',
        'WITH x AS (INSERT INTO orders VALUES (9) RETURNING id) SELECT * FROM x',
        'SELECT 1; DELETE FROM orders',
        'SELECT 1; COMMIT; DELETE FROM orders',
        'SELECT * INTO copied FROM orders',
        'SELECT * FROM orders FOR UPDATE',
        "SELECT nextval('numbers')",
        "SELECT setval('numbers', 9)",
        'CREATE TABLE t (x int)',
        'CREATE TEMP TABLE t (x int)',
        'SET TRANSACTION READ WRITE',
        "SELECT set_config('transaction_read_only', 'off', true)",
        "SELECT set_config('transaction_read_only', 'off', false)",
        "SELECT set_config('role', 'postgres', true)",
        'COMMIT',
        "COPY orders TO '/tmp/copied'",
        "COPY orders TO PROGRAM 'id'",
        'DO $$ BEGIN DELETE FROM orders; END $$',
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT lo_export(1, '/tmp/copied')",
        'SELECT pg_sleep(20)',
        'EXPLAIN ANALYZE DELETE FROM orders',
        'TABLE orders',
    ],
)
def test_postgres_does_no_more_than_reading(postgres: sqlalchemy.Engine, statement: str, isolation: str | None) -> None:
    engine = postgres if isolation is None else postgres.execution_options(isolation_level=isolation)
    kind, _message = no_sql(engine, statement, timeout=0.5)
    assert kind in ('PermissionError', 'ValueError', 'TimeoutError')
    with postgres.connect() as connection:
        assert connection.exec_driver_sql('SELECT count(*) FROM orders').scalar() == 2
        assert connection.exec_driver_sql('SHOW transaction_read_only').scalar() == 'off'


def test_postgres_keeps_nothing_of_a_call(postgres: sqlalchemy.Engine) -> None:
    with suppress(AssertionError):  # before PostgreSQL 16, read-only transactions can make large objects
        sql(postgres, 'SELECT lo_create(4711) AS made')
    assert sql(postgres, 'SELECT count(*) AS n FROM pg_largeobject_metadata') == [{'n': 0}]
    assert sql(postgres, 'SELECT pg_advisory_lock(7) IS NULL AS locked') == [{'locked': False}]
    assert sql(postgres, "SELECT set_config('statement_timeout', '0', false) AS t")
    locks = "SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory'"
    for _attempt in range(50):
        if sql(postgres, locks) == [{'n': 0}]:
            break
    else:
        pytest.fail('the lock is still held')
    assert sql(postgres, "SELECT current_setting('statement_timeout') AS t", timeout=3) == [{'t': '3s'}]


def test_postgres_streams_what_it_bounds(postgres: sqlalchemy.Engine) -> None:
    many = 'SELECT repeat(md5(n::text), 30) AS x FROM generate_series(1, 10000000) AS n'
    start = time.monotonic()
    assert 'more than 1,000 rows' in no_sql(postgres, many)[1]
    assert 'more than 50,000 bytes' in no_sql(postgres, many, max_bytes=50_000)[1]
    arrays = 'SELECT array_agg(n) AS a, jsonb_agg(n) AS j FROM generate_series(1, 10000) AS n'
    assert 'more than 50,000 bytes' in no_sql(postgres, arrays, max_bytes=50_000)[1]
    assert time.monotonic() - start < 20


def test_postgres_writes_where_it_may(postgres: sqlalchemy.Engine) -> None:
    assert sql(postgres, 'INSERT INTO orders VALUES (8, 1), (9, 1)', read_only=False) == [{'rows_changed': 2}]
    assert sql(postgres, 'DELETE FROM orders WHERE id > 7 RETURNING id', read_only=False) == [{'id': 8}, {'id': 9}]
    assert no_sql(postgres, 'DROP TABLE orders', read_only=False)[0] == 'PermissionError'


def test_postgres_is_not_queried_by_a_powerful_role(postgres: sqlalchemy.Engine) -> None:
    url = sqlalchemy.make_url(os.environ['MONTY_TOOLS_TEST_POSTGRES'])
    admin = sqlalchemy.create_engine(url.set(database=postgres.url.database), poolclass=NullPool)
    with admin.connect() as connection:
        if not connection.exec_driver_sql('SELECT rolsuper FROM pg_roles WHERE rolname = current_user').scalar():
            pytest.skip('the URL names no superuser')
    assert 'superuser' in no_sql(admin, 'SELECT 1 AS one')[1]


# All of them.


def test_signatures_are_short(tree: Path, shop: sqlalchemy.Engine) -> None:
    mode = CodeMode([read_text(tree), list_files(tree), http_get(['example.com']), sql_query(shop)])
    assert mode.stubs.by_tool['read_text'].text.startswith('async def read_text(*, path: str) -> str:')
    assert 'async def http_get(*, url: str) -> Page:' in mode.description
    assert "async def list_files(*, folder: str = '') -> list[ListedFile]:" in mode.description
    assert 'The database is SQLite, and can only be read.' in mode.description
    assert (
        'sql_query(*, sql: str, parameters: dict[str, str | int | float | bool | None] | None = None)'
        in (mode.description.replace('\n    ', ' ').replace('( *', '(*').replace(',)', ')'))
        or 'sql: str' in mode.description
    )


def test_two_roots_have_two_names(tree: Path) -> None:
    tools = (read_text(tree, name='read_root'), read_text(tree / 'docs', name='read_docs'))
    assert value("[await read_root(path='a.txt'), await read_docs(path='deep/c.txt')]", *tools) == ['first', 'third']


def test_calls_run_side_by_side(port: int) -> None:
    code = f"""
import asyncio
pages = await asyncio.gather(*[http_get(url=f'http://127.0.0.1:{port}/?{{n}}') for n in range(20)])
len(pages)
"""
    assert asyncio.run(CodeMode([getter(port)]).run(code)).output == 20
