# --- escape and unescape
import html
from html import escape, unescape
for s in ('', 'abc', '<a href="x">\'&amp;\'</a>', '&', '&&<>', 'é<'):
    print(escape(s), escape(s, quote=False), escape(s, False), unescape(escape(s)) == s)
for s in ('&lt;', '&lt', '&LT;', '&notin;', '&notit;', '&not', '&#65;', '&#x41;', '&#X41', '&#0;', '&#128;', '&#x80;', '&#xD800;', '&#x110000;', '&#1;', '&#xfdd0;', '&#;', '&#x;', '&', '&;', '&nope;', '&nopenopenopenopenopenopenopenopenopenope;', '&amp;amp;', '&nbsp;', '&hearts;&euro;', '&acE;', 'a &b; c', '&#9999999999;', '& lt;', '&copy2020', '&CounterClockwiseContourIntegral;', '&ltgt', 'x&y=1&amp;z'):
    print(s, ascii(unescape(s)))
class S(str):
    def replace(self, a, b): return S('R' + a)
print(escape(S('x')), escape(s='<'), unescape(S('a')), unescape('no refs'))
for f in (lambda: escape(), lambda: escape(5), lambda: escape(None), lambda: escape(b'<'), lambda: unescape(5), lambda: unescape(), lambda: unescape(b'&lt;'), lambda: unescape(None), lambda: unescape(['&']), lambda: escape('a', True, 1), lambda: unescape('&#' + '1' * 5000 + ';'), lambda: html.nope):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- entities
import html.entities
from html.entities import html5, name2codepoint, codepoint2name, entitydefs
print(len(html5), len(name2codepoint), len(codepoint2name), len(entitydefs), html5['lt;'], html5['lt'], name2codepoint['eacute'], codepoint2name[233], ascii(entitydefs['eacute']), entitydefs['lt'], html.entities.html5 is html5, sorted(html5)[:5], list(name2codepoint)[:3])
name2codepoint['mine'] = 1
print(name2codepoint['mine'], html.entities.name2codepoint['mine'], name2codepoint.pop('mine'))
try: html.entities.nope
except AttributeError as e: print(e)
# --- suspended within
# externals: upper
from html import escape, unescape
from html.entities import html5
html5['own'] = 'x'
print([escape(upper(s)) for s in ('<b>', '&')], unescape(upper('&lt;')), html5.pop('own'))
