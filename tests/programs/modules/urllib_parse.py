# --- taking apart
from urllib.parse import urlparse, urlsplit, urlunparse, urlunsplit, urldefrag
urls = ['', 'http://user:pa:ss@Host.COM:8080/p/a;x=1/t;par?q=1&r=2#frag', 'https://example.com', '//host/path', '/only/path', 'mailto:me@x.org', 'http://[::1]:80/', 'http://[fe80::1%25eth0]/', 'file:///etc/x', 'a:b', 'HTTP://A/B', 'http:///x', 'http://h?q', 'http://h#f', 'http://h:/', 'http://h:99999/', 'http://h:ab/', 'http://@h', 'http://u@h', 'http://:p@h', '?a=b', '#f', 'x.y:z', '1http://x', ' http://a b/ \n', 'http://a\tb/c\r\nd', 'ftp://h/p;type=a', 'sip:a@b;c', 'tel:+1-2', 'http://é.com/ü?ö#ä', 'a;b', 'http://h/;p', '//[x', 'svn+ssh://h/', 'path/with:colon', 'http://h//x', '////a', 'data:text/plain,hi', 'http://u:@h:0', '://x', 'http://h:٣/']
for url in urls:
    try:
        p = urlparse(url); s = urlsplit(url)
        print(repr(url), p, s, p.geturl(), s.geturl(), urldefrag(url))
        print(p.username, p.password, p.hostname, s.hostname, s.username, s.password)
        print(p.port)
    except Exception as e: print(type(e).__name__, e)
p = urlparse('http://u:p@h:1/a;b?c#d')
print(p.scheme, p.netloc, p.path, p.params, p.query, p.fragment, p[0], p[1:3], len(p), tuple(p), p == tuple(p), p._fields, p._asdict(), p._replace(scheme='https', query=''), p._replace(path='/x').geturl(), p._make(p) == p, hash(p) == hash(tuple(p)), type(p)._fields, p.index('h') if 'h' in p else '-', [*p])
s, n, pa, q, f = urlsplit('http://h/p?q#f'); print(s, n, pa, q, f)
match urlsplit('http://h/p?q#f'):
    case (scheme, netloc, *rest): print(scheme, netloc, rest)
from urllib.parse import SplitResult, ParseResult, DefragResult, SplitResultBytes, ParseResultBytes, DefragResultBytes
match urlsplit('http://h/p?q#f'):
    case SplitResult(scheme='http', netloc=n): print('match', n)
print(SplitResult('http', 'h', '/p', 'q', 'f').geturl(), ParseResult(scheme='http', netloc='h', path='', params='', query='', fragment='').geturl(), DefragResult('u', 'f').geturl(), DefragResult('u', '').geturl(), DefragResult(url='a', fragment='b'))
b = urlparse(b'http://u:p@H:80/a;b?c#d')
print(b, b.hostname, b.port, b.username, b.geturl(), b.decode(), b.decode().encode() == b, urlsplit(b'x'), urldefrag(b'a#b'), urldefrag(b'a#b').geturl(), urldefrag('a#b').encode(), SplitResultBytes(b'a', b'b', b'', b'', b'').geturl(), type(b), DefragResultBytes(b'a', b'b').decode(), ParseResultBytes(b'', b'', b'', b'', b'', b''), isinstance(b, tuple))
print(urlparse('//h/p', 'https'), urlparse('p#f', allow_fragments=False), urlsplit('h:p', scheme='ftp'), urlsplit('p', ' ftp\n'), urlsplit(url='a#b', allow_fragments=0), urlsplit(''), urlunsplit(('http', 'h', 'p', 'q', 'f')), urlunsplit(['', '', '', '', '']), urlunparse(('http', 'h', '/p', 'x', 'q', 'f')), urlunparse((b'http', b'h', b'/p', b'', b'', b'')), urlunsplit(('', '', '//x', '', '')), urlunsplit(('http', '', '//x', '', '')), urlunsplit(('mailto', '', 'x', '', '')), urlunsplit(('http', '', '', '', '')), urlunsplit(('http', None, '/p', None, None)))
for f in (lambda: urlparse(), lambda: urlparse(5), lambda: urlparse(None), lambda: urlparse('a', b'b'), lambda: urlparse(b'a', 'b'), lambda: urlparse(b'\xff'), lambda: urlsplit([]), lambda: urlsplit(5), lambda: urlunsplit(('a', 'b')), lambda: urlunparse(('a', 'b', 'c', 'd', 'e')), lambda: urlunparse(('a', b'b', 'c', 'd', 'e', 'f')), lambda: urlunsplit(('http', 'h', None, '', '')), lambda: urldefrag(5), lambda: urldefrag(), lambda: p.nope, lambda: setattr(p, 'scheme', 1), lambda: setattr(p, 'x', 1), lambda: p._replace(nope=1), lambda: SplitResult(1), lambda: SplitResultBytes(), lambda: p._make([1]), lambda: urlsplit('http://[::1'), lambda: urlsplit('http://h]'), lambda: urlsplit('http://a℀b/'), lambda: urlparse('http://h:-1').port, lambda: urlunsplit('abcde'), lambda: urlparse('a', None), lambda: urlparse('a', 5), lambda: p.encode('ascii', 'strict'), lambda: urlparse('http://é').encode(), lambda: DefragResult('u')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class My(SplitResult):
    @property
    def site(self): return self.scheme + '://' + self.netloc
print(My(*urlsplit('http://h/p')).site, My(*urlsplit('http://h/p')), My(*urlsplit('http://h/p')).encode())
# --- joining
from urllib.parse import urljoin
base = 'http://a/b/c/d;p?q'
for url in ('g:h', 'g', './g', 'g/', '/g', '//g', '?y', 'g?y', '#s', 'g#s', 'g?y#s', ';x', 'g;x', '', '.', './', '..', '../', '../g', '../..', '../../g', '../../../g', '/./g', '/../g', 'g.', '.g', '..g', './../g', './g/.', 'g/./h', 'g;x=1/../y', 'http:g', 'http:', 'https://x/y', 'mailto:a', '//v', 'g?y/./x', 'a//b', '///x'):
    print(url, urljoin(base, url), urljoin('http://a', url), urljoin('/x/y', url), urljoin('', url), urljoin('svn://h/a/', url))
print(urljoin(b'http://a/b', b'c'), urljoin('a', ''), urljoin('http://a/b#f', '#g', False), urljoin('http://a/b', 'c#d', allow_fragments=False), urljoin(None, 'x'), urljoin('x', None))
for f in (lambda: urljoin(), lambda: urljoin('a'), lambda: urljoin(5, 'a'), lambda: urljoin('a', 5), lambda: urljoin('a', b'b'), lambda: urljoin('http://[', 'x')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- quoting
from urllib.parse import quote, quote_plus, quote_from_bytes, unquote, unquote_plus, unquote_to_bytes
for s in ('', 'abc', 'a b/c', 'é€😀', '~-._', '%41', 'a+b=c&d', '\0\x7f\n', "!*'();:@&=+$,/?#[]"):
    print(quote(s), quote(s, ''), quote(s, safe='+&é'), quote(s, b' '), quote_plus(s), quote_plus(s, '/'), quote_plus(s, b'&'), quote_from_bytes(s.encode()), unquote(quote(s)) == s, unquote_plus(quote_plus(s)) == s, unquote(s), unquote_to_bytes(s))
for s in ('%', '%4', '%zz', '%41%', '%e2%82%ac', '%ff', '%c3%a9', '%C3%A9+x', 'é%20é', '%00', '%%41', 'a%2', '%e9', 'a+b%2Bc', '%F0%9F%98%80', '%2525'):
    print(unquote(s), unquote_plus(s), unquote(s, 'latin-1'), unquote(s, errors='ignore'), unquote(s, 'ascii', 'backslashreplace'), unquote(s, None, None), unquote_to_bytes(s), unquote(s.encode()))
print(quote(b'a\xff b'), quote(bytearray(b'x y')), quote('é', encoding='latin-1'), quote('é', '/', 'ascii', 'replace'), quote_plus('é é', encoding='latin-1'), quote_plus(b'a b'), quote_from_bytes(bytearray(b'\xff')), quote_from_bytes(b'a/b', ''), quote_from_bytes(b'', 5), unquote_to_bytes(b'a%20'), unquote_to_bytes(bytearray(b'a')), unquote_to_bytes(''), unquote(b'%41'), unquote_plus('a', encoding='utf-8', errors='strict'), quote('', 5), quote('a b', safe=' '), quote('aab', safe=bytearray(b'a')))
for f in (lambda: quote(), lambda: quote(5), lambda: quote(None), lambda: quote(b'a', encoding='x'), lambda: quote(b'a', errors='x'), lambda: quote('é', encoding='ascii'), lambda: quote('é', encoding='nope'), lambda: quote('a', 5), lambda: quote('a b', None), lambda: quote_plus(5), lambda: quote_plus('a b', 5), lambda: quote_from_bytes('a'), lambda: quote_from_bytes(), lambda: unquote(5), lambda: unquote(None), lambda: unquote(), lambda: unquote([]), lambda: unquote('%ff', errors='strict'), lambda: unquote('%41', 'nope'), lambda: unquote('%41', errors='nope') if False else 0, lambda: unquote_plus(5), lambda: unquote_plus(b'a'), lambda: unquote_to_bytes(5), lambda: unquote_to_bytes(bytearray(b'a%20')), lambda: unquote_to_bytes(0), lambda: unquote_to_bytes(['a']), lambda: unquote_to_bytes('\ud800')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- queries
from urllib.parse import urlencode, parse_qs, parse_qsl
for q in ('', 'a=1', 'a=1&b=2&a=3', 'a=&b', '&&a=1&', 'a=b=c', 'a+b=c%20d', '%C3%A9=%E2%82%AC', 'a;b=1', '=1', 'a=%zz', 'é=ü', 'x=1;y=2'):
    print(parse_qs(q), parse_qsl(q), parse_qsl(q, True), parse_qs(q, keep_blank_values=1), parse_qsl(q, separator=';'), parse_qsl(q.encode('utf-8')) if q.isascii() else '-', parse_qsl(q, encoding='latin-1'), parse_qsl(q, True, encoding='latin-1', errors='ignore'))
    try: print(parse_qsl(q, strict_parsing=True))
    except ValueError as e: print(e)
print(parse_qs('a=1&b=2', max_num_fields=2), parse_qsl('a=1', False, False, 'utf-8', 'replace', None, '&'), parse_qsl(b'a=%C3%A9'), parse_qsl('a=1', separator=b'&'))
for f in (lambda: parse_qs('a&b', max_num_fields=1), lambda: parse_qsl('a', separator=''), lambda: parse_qsl('a', separator=5), lambda: parse_qsl(), lambda: parse_qs('a', nope=1), lambda: parse_qsl('a=1&b', strict_parsing=True, encoding='latin-1'), lambda: parse_qsl('a&b', encoding='latin-1', max_num_fields=1), lambda: parse_qsl('a=%ff', errors='strict'), lambda: parse_qs('a=1', max_num_fields='x'), lambda: parse_qsl('a=1', encoding='latin-1', separator=None)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class O:
    def __str__(self): return 'o o'
class N:
    def __len__(self): raise TypeError
    def __str__(self): return 'n'
class M:
    def items(self): return [('k', 'v')]
print(urlencode({'a': 1, 'b': 'x y', 'c': 'é&='}), urlencode([('a', 1), ('a', 2)]), urlencode((('a', None), (b'b', b'\xff'))), urlencode({'a': [1, 2]}), urlencode({'a': [1, 2], 'b': 'xy', 'c': b'z', 'd': 5, 'e': (), 'f': [b'x', O()], 'g': N()}, doseq=True), urlencode({}), urlencode(''), urlencode({'a': O()}), urlencode(M()), urlencode({'a/b': 'c/d'}, safe='/'), urlencode({'é': 'ü'}, encoding='latin-1'), urlencode({'é': 'ü'}, encoding='ascii', errors='ignore'))
from urllib.parse import quote
print(urlencode({'a b': 'c d/'}, quote_via=quote), urlencode({'a': 'b'}, quote_via=lambda s, *rest: s + repr(rest)), urlencode({1: True}), urlencode({'q': {'x': 1}}, True), parse_qs(urlencode({'a': ['x', 'y z']}, doseq=True)))
for f in (lambda: urlencode(), lambda: urlencode(5), lambda: urlencode('ab'), lambda: urlencode(['ab']), lambda: urlencode([1]), lambda: urlencode([('a',)]), lambda: urlencode(None), lambda: urlencode({'é': 1}, encoding='ascii'), lambda: urlencode({'a': 1}, quote_via=5), lambda: urlencode([('a', 1), 5])):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- importing
import urllib.parse
import urllib
import urllib.parse as up
from urllib import parse
print(urllib.parse.quote('a b'), urllib.parse is up is parse, up.__name__)
for name in ('nope',):
    try: getattr(up, name)
    except AttributeError as e: print(e)
# --- suspended within
# externals: add, upper
from urllib.parse import urlencode, urlsplit, parse_qsl, urlparse
class O:
    def __str__(self): return upper('o o')
class Pairs:
    def __len__(self): return add(1, 1)
    def __getitem__(self, i):
        if i > 1: raise IndexError
        return (upper('k'), O())
p = urlparse('http://u@h:8/p?a=1#f')
print(urlencode({'a': O(), 'b': [O()]}, doseq=True, quote_via=lambda s, *r: upper(s)), urlencode(Pairs()), p.port, p.geturl(), [upper(v) for k, v in parse_qsl('a=x&b=y')], p._replace(netloc=upper('x')), p)
