# --- events
from html.parser import HTMLParser
class P(HTMLParser):
    def __init__(self, **options): self.events = []; super().__init__(**options)
    def handle_starttag(self, tag, attrs): self.events.append(('start', tag, attrs, self.getpos(), self.get_starttag_text()))
    def handle_endtag(self, tag): self.events.append(('end', tag, self.getpos()))
    def handle_data(self, data): self.events.append(('data', data, self.getpos()))
    def handle_comment(self, data): self.events.append(('comment', data))
    def handle_decl(self, decl): self.events.append(('decl', decl))
    def handle_pi(self, data): self.events.append(('pi', data))
    def handle_charref(self, name): self.events.append(('charref', name))
    def handle_entityref(self, name): self.events.append(('entityref', name))
    def unknown_decl(self, data): self.events.append(('unknown', data))
docs = ['', 'text', '<p>Hello <b>World</b>!</p>', '<!DOCTYPE html>\n<html>\n<head><title>T &amp; t</title></head>\n</html>', '<a href="x?a=1&amp;b=2" class=\'c\' id=i disabled>l</a>', '<br/><img src=x />', '<!-- c -->x<!-- -- -->', '<script>if (a < b && c) { "</p>" }</script><style>p > a {}</style>', '&lt;&#65;&#x41;&nope;&amp', '<?php echo 1 ?>x', '<![CDATA[x]]>', 'a < b > c', '<', '</', '<a', '<a href="', '</p', '<!', '<!-- x', '<P CLASS="A">', '<a b c=d e = "f" g=\'h\'>', 'x &', 'x &am', 'x &#6', '<p\n a="1"\n>\n<q>', '</ p>', '</>', '</1>', '<1>', '<a/b>', '<a//>', '<div <p>x', '<a href=x>y</a >', '<script><!-- </script> -->x</script>', '<textarea><b></textarea>', '&#0;&#128;&#xD800;', '<x:y z:w="1">', '<é>', '<a title="&quot;x&quot; &lt">', '<script>unclosed', '<!ELEMENT x>', '<!><p>', '<p>' * 300 + 'x']
for doc in docs:
    for options in ({}, {'convert_charrefs': False}):
        p = P(**options)
        try:
            p.feed(doc); first = len(p.events), p.rawdata; p.close()
            print(repr(doc[:40]), first, p.events if len(p.events) < 20 else (len(p.events), p.events[-2:]), p.rawdata, p.getpos(), p.lasttag, p.cdata_elem)
        except Exception as e: print(type(e).__name__, e)
    q = P()
    try:
        for c in doc: q.feed(c)
        q.close(); print(q.events[-9:])
    except Exception as e: print(type(e).__name__, e)
p = P(); p.feed('<p>a'); p.reset(); print(p.rawdata, p.getpos()); p.feed('b\n<i>'); print(p.events, p.CDATA_CONTENT_ELEMENTS, p.convert_charrefs, HTMLParser.__name__)
# --- programs
from html.parser import HTMLParser
class Links(HTMLParser):
    def __init__(self): super().__init__(); self.links = []; self.text = []; self.depth = 0
    def handle_starttag(self, tag, attrs):
        self.depth += 1
        if tag == 'a': self.links.append(dict(attrs).get('href'))
    def handle_endtag(self, tag): self.depth -= 1
    def handle_data(self, data):
        if data.strip(): self.text.append(data.strip())
l = Links(); l.feed('<ul>' + ''.join(f'<li><a href="/p/{i}">Page &#{65 + i}; {i}</a></li>\n' for i in range(80)) + '</ul>'); l.close()
print(l.links[:3], len(l.links), l.text[-2:], l.depth)
class Table(HTMLParser):
    rows = None
    def handle_starttag(self, tag, attrs):
        if tag == 'table': self.rows = []
        elif tag == 'tr': self.rows.append([])
        elif tag in ('td', 'th'): self.rows[-1].append('')
    def handle_data(self, data):
        if self.rows and self.rows[-1]: self.rows[-1][-1] += data.strip()
t = Table(); t.feed('<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2 <b>x</b></td></tr></table>'); print(t.rows)
class SelfClosing(HTMLParser):
    def handle_startendtag(self, tag, attrs): print('startend', tag, attrs)
s = SelfClosing(); s.feed('<br/><x y="1"/>'); HTMLParser().feed('<br/>')
class Stop(HTMLParser):
    def handle_starttag(self, tag, attrs): raise KeyError(tag)
for f in (lambda: Stop().feed('x<b>y'), lambda: HTMLParser(True), lambda: HTMLParser(nope=1), lambda: HTMLParser().feed(), lambda: HTMLParser().feed(5), lambda: HTMLParser().feed(b'x'), lambda: HTMLParser().nope, lambda: HTMLParser().close(1), lambda: HTMLParser().feed('<![x]>'), lambda: HTMLParser().get_starttag_text()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
import html.parser
import html
print(html.parser.HTMLParser is HTMLParser)
# --- suspended within
# externals: upper
from html.parser import HTMLParser
class P(HTMLParser):
    def handle_starttag(self, tag, attrs): print(upper(tag), attrs, self.getpos(), self.get_starttag_text())
    def handle_data(self, data): print(upper(data))
p = P(); p.feed('<p>one\n<i a=1>two'); p.feed('</i><script>x < y'); p.feed('</script>&am'); p.feed('p;'); p.close(); print(p.getpos())
