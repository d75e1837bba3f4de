"""Pages and APIs of listed hosts, and nothing else.

What is asked for is built from the entry of the list that a URL matches, never from the URL's own spelling of it. Names
are looked up here, once for each call: the addresses that were checked are those that are connected to. Redirects are
told, not followed; proxies, cookies and settings of the environment have no part.
"""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
import zlib
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from encodings import normalize_encoding
from encodings.aliases import aliases
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final, NotRequired

import httpx
from typing_extensions import TypedDict

from ..tools import Tool, ToolError, tool
from .addresses import is_public
from .files import at_least_one

DEFAULT_MAX_BYTES: Final = 1_000_000
DEFAULT_TIMEOUT: Final = 10.0
MAX_URL: Final = 8_000
"""Characters of a URL."""
MAX_ADDRESSES: Final = 4
"""Addresses of a name that are tried."""
ANY_HEADER: Final = zlib.MAX_WBITS | 32
"""zlib's and gzip's."""
PORTS: Final = {'https': 443, 'http': 80}

TEXT_ENCODINGS: Final = frozenset(
    """
    ascii latin_1 utf_8 utf_16 utf_16_le utf_16_be utf_32 utf_32_le utf_32_be big5 gb2312 gbk gb18030 euc_jp euc_kr
    shift_jis iso2022_jp koi8_r koi8_u cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp949 cp932
    iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_9 iso8859_15
    """.split()
)
"""What a server may say that its text is in. Codecs of other kinds are no texts, or take a long time."""

_UNSAFE: Final = re.compile(r'[\x00-\x20\x7f\\]')
_ENTRY: Final = re.compile(r'(?:(https?)://)?(\[[0-9a-fA-F:.]+\]|[^\s/:@?#\[\]*%]+)(?::(\d{1,5}))?/?', re.IGNORECASE)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


class Page(TypedDict):
    """The answer of ``http_get``."""

    status: int
    content_type: str
    text: str
    location: NotRequired[str]


@dataclass(frozen=True)
class Origin:
    """One entry of the list: where requests may go."""

    scheme: str
    host: str
    """In the form that is sent: ASCII and lower case."""
    port: int

    @property
    def address(self) -> Address | None:
        """The host itself, where it is an address."""
        try:
            return ip_address(self.host)
        except ValueError:
            return None


def http_get(
    allowed_hosts: Iterable[str],
    max_bytes: int = DEFAULT_MAX_BYTES,
    timeout: float = DEFAULT_TIMEOUT,
    *,
    allowed_networks: Iterable[str] = (),
    headers: Mapping[str, str] | None = None,
    ssl_context: ssl.SSLContext | None = None,
    name: str = 'http_get',
) -> Tool:
    """A tool that gets what a URL of a listed host names: status, content type and text.

    An entry of ``allowed_hosts`` is ``example.com`` (HTTPS on port 443 and nothing else), or tells scheme and port,
    ``http://localhost:8080``; its subdomains are not part of it. A host must have a public address. One that has not is
    refused unless it is listed as an address itself, ``http://10.0.0.7``, or the address lies in one of
    ``allowed_networks``, ``10.0.0.0/24``.

    An answer of more than ``max_bytes``, unpacked, is a ValueError, and one that isn't complete after ``timeout``
    seconds a TimeoutError. ``headers`` are sent with each request, to all listed hosts alike; code neither sees nor
    sets any. ``ssl_context`` is for authorities of your own. Raises ToolError for entries and options that can't be.
    """
    origins = frozenset(map(origin_of, allowed_hosts))
    networks = tuple(map(network_of, allowed_networks))
    at_least_one('max_bytes', max_bytes)
    if type(timeout) not in (int, float) or not 0 < timeout < float('inf'):
        raise ToolError(f'timeout must be a number of seconds above 0, not {timeout!r}')
    sent = {'user-agent': 'monty-tools', 'accept-encoding': 'gzip, deflate', **(headers or {})}
    context = httpx.create_ssl_context(trust_env=False) if ssl_context is None else ssl_context

    async def get(url: str) -> Page:
        """Get a URL. Redirects are not followed: `location` tells where one leads."""
        try:
            async with asyncio.timeout(timeout):
                return await got(url)
        except (TimeoutError, httpx.TimeoutException):
            pass
        except httpx.InvalidURL:
            raise ValueError(f'not a URL: {url[:200]!r}') from None
        except (httpx.HTTPError, OSError) as error:
            if isinstance(error, PermissionError):
                raise
            raise ConnectionError(f'{url[:200]!r} gave no answer: {type(error).__name__}') from None
        raise TimeoutError(f'no complete answer within {timeout:g} s')

    async def got(url: str) -> Page:
        origin, target = checked(url, origins)
        transport = CheckedTransport(origin, networks, context)
        async with httpx.AsyncClient(transport=transport, headers=sent, timeout=timeout, trust_env=False) as client:
            request = client.build_request('GET', target)
            answer = await client.send(request, stream=True, follow_redirects=False)
            try:
                return await page(answer, max_bytes)
            finally:
                await answer.aclose()

    return tool(get, name=name)


def origin_of(entry: str) -> Origin:
    """An entry of the list. Raises ToolError."""
    match = _ENTRY.fullmatch(entry)
    if match is None:
        raise ToolError(
            f'an allowed host is a name or an address, perhaps with scheme and port, such as example.com or '
            f'http://localhost:8080; not {entry!r}'
        )
    scheme = (match[1] or 'https').lower()
    port = int(match[3]) if match[3] else PORTS[scheme]
    if not 0 < port < 65_536:
        raise ToolError(f'no such port in the allowed host {entry!r}')
    try:
        host = httpx.URL(f'{scheme}://{match[2]}').raw_host.decode('ascii')
    except (httpx.InvalidURL, UnicodeError) as error:
        raise ToolError(f'no host in {entry!r}: {error}') from None
    return Origin(scheme, spelled(host), port)


def network_of(entry: str) -> Network:
    try:
        return ip_network(entry)
    except ValueError as error:
        raise ToolError(f'not a network: {error}') from None


def spelled(host: str) -> str:
    """A host in the one form in which hosts are compared."""
    host = host.lower()
    try:
        return str(IPv6Address(host))
    except ValueError:
        return host


def checked(url: str, origins: frozenset[Origin]) -> tuple[Origin, httpx.URL]:
    """Where ``url`` leads, as the list has it, and what to ask for there. Raises ValueError or PermissionError."""
    if len(url) > MAX_URL:
        raise ValueError(f'a URL has at most {MAX_URL:,} characters')
    if _UNSAFE.search(url):
        raise ValueError('a URL has no spaces, control characters or backslashes: percent-encode them')
    try:
        given = httpx.URL(url)
        host = given.raw_host.decode('ascii')
    except UnicodeError:
        raise ValueError('a URL has no unpaired surrogates') from None
    if given.scheme not in PORTS or not host:
        raise PermissionError('a URL begins with https:// or http:// and a host')
    if given.userinfo or '@' in url.partition('://')[2].partition('/')[0]:
        raise PermissionError('a URL with a user name or password is refused')
    origin = Origin(given.scheme, spelled(host), PORTS[given.scheme] if given.port is None else given.port)
    if origin not in origins:
        raise PermissionError(f'{told(origin)} is not among the allowed hosts: {", ".join(sorted(map(told, origins)))}')
    return origin, httpx.URL(f'{told(origin)}/').copy_with(raw_path=given.raw_path)


def told(origin: Origin) -> str:
    """The origin as a URL."""
    host = f'[{origin.host}]' if ':' in origin.host else origin.host
    port = '' if origin.port == PORTS[origin.scheme] else f':{origin.port}'
    return f'{origin.scheme}://{host}{port}'


class CheckedTransport(httpx.AsyncBaseTransport):
    """Sends requests to one origin, at addresses that were looked up and checked here."""

    def __init__(self, origin: Origin, networks: tuple[Network, ...], context: ssl.SSLContext) -> None:
        self.origin = origin
        self.networks = networks
        self.inner = httpx.AsyncHTTPTransport(verify=context, http2=False, retries=0, trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        addresses = await self.addresses()
        failure: httpx.ConnectError | httpx.ConnectTimeout | None = None
        for address in addresses[:MAX_ADDRESSES]:
            # The address is connected to; the name stays in the Host header, and is what the certificate must be for.
            request.url = request.url.copy_with(host=str(address))
            if self.origin.address is None:
                request.extensions = {**request.extensions, 'sni_hostname': self.origin.host}
            try:
                return await self.inner.handle_async_request(request)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        raise failure or httpx.ConnectError('no address')

    async def addresses(self) -> list[Address]:
        """The origin's addresses that may be connected to. PermissionError if it has only others."""
        itself = self.origin.address
        if itself is not None:
            return [itself]
        loop = asyncio.get_running_loop()
        answers = await loop.getaddrinfo(self.origin.host, self.origin.port, type=socket.SOCK_STREAM)
        found = dict.fromkeys(ip_address(answer[4][0]) for answer in answers)
        allowed = [address for address in found if self.allows(address)]
        if found and not allowed:
            raise PermissionError(f'{self.origin.host} has no public address, and the one it has is not allowed')
        return allowed

    def allows(self, address: Address) -> bool:
        return is_public(address) or any(address in network for network in self.networks)

    async def aclose(self) -> None:
        await self.inner.aclose()


async def page(answer: httpx.Response, max_bytes: int) -> Page:
    """What an answer says, with its text. ValueError where it is too large or packed in an unknown way."""
    data = bytearray()
    async for part in unpacked(answer, max_bytes):
        data += part
        if len(data) > max_bytes:
            raise too_large(max_bytes)
    content_type = answer.headers.get('content-type', '')
    found: Page = {
        'status': answer.status_code,
        'content_type': content_type[:200],
        'text': data.decode(encoding_of(answer), 'replace'),
    }
    if answer.has_redirect_location:
        found['location'] = answer.headers['location'][:MAX_URL]
    return found


def too_large(max_bytes: int) -> ValueError:
    return ValueError(f'the answer has more than {max_bytes:,} bytes')


async def unpacked(answer: httpx.Response, max_bytes: int) -> AsyncIterator[bytes]:
    """The body in pieces of at most ``max_bytes + 1`` bytes, whatever they were packed into."""
    packed = answer.headers.get('content-encoding', 'identity').strip().lower()
    if packed not in ('identity', '', 'gzip', 'x-gzip', 'deflate'):
        raise ValueError(f'the answer is packed as {packed[:40]!r}, which was not asked for')
    unpacker = None if packed in ('identity', '') else zlib.decompressobj(ANY_HEADER)
    received = 0
    async for part in answer.aiter_raw():
        received += len(part)
        if received > max_bytes:  # packed or not
            raise too_large(max_bytes)
        if unpacker is None:
            yield part
            continue
        while part:
            if unpacker.eof:  # what follows is another member of the file
                unpacker = zlib.decompressobj(ANY_HEADER)
            try:
                yield unpacker.decompress(part, max_bytes + 1)
            except zlib.error:
                raise damaged() from None
            if unpacker.unconsumed_tail:
                raise too_large(max_bytes)
            part = unpacker.unused_data
    if unpacker is not None and received and not unpacker.eof:
        raise damaged()


def damaged() -> ValueError:
    return ValueError('the answer is damaged: it can not be unpacked')


def encoding_of(answer: httpx.Response) -> str:
    """The encoding that the server tells, if it is one for texts; else UTF-8."""
    name = normalize_encoding((answer.charset_encoding or 'utf-8')[:40]).lower()
    name = aliases.get(name, name)
    return name if name in TEXT_ENCODINGS else 'utf_8'
