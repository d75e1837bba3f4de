# --- a bit of everything
import textwrap, string, difflib, pprint, html, urllib.parse, unicodedata
print(textwrap.fill(textwrap.dedent("""
    The quick brown fox jumps over the lazy dog. Sphinx of black quartz,
    judge my vow. How vexingly quick daft zebras jump!
    """).strip(), width=40, initial_indent='> ', subsequent_indent='> '))
print(textwrap.shorten('The quick brown fox jumps over the lazy dog', width=25, placeholder='...'))
report = string.Template('Dear $name,\nYour balance is $$${amount}.\n').substitute(name='Ann', amount=f'{1234.5:,.2f}'); print(report)
print(''.join(difflib.unified_diff('a\nb\nc\n'.splitlines(True), 'a\nx\nc\nd\n'.splitlines(True), 'old', 'new')))
print(difflib.get_close_matches('recieve', ['receive', 'deceive', 'relieve', 'apple']), difflib.SequenceMatcher(None, 'kitten', 'sitting').ratio())
pprint.pprint({'users': [{'id': i, 'name': f'user{i}', 'email': f'user{i}@example.com', 'roles': ['admin', 'dev'][:i]} for i in range(3)], 'total': 3})
url = urllib.parse.urlparse('https://user:pw@api.example.com:8443/v1/items;x?q=a+b&tag=1&tag=2#top')
q = urllib.parse.parse_qs(url.query); q['page'] = ['2']
print(url.hostname, url.port, q, urllib.parse.urlunparse(url._replace(query=urllib.parse.urlencode(q, doseq=True), fragment='')), urllib.parse.urljoin(url.geturl(), '../x?y=1'))
print(html.escape('<script>alert("x")</script>'), html.unescape('&copy; 2024 &mdash; caf&eacute;'))
def slug(s):
    s = unicodedata.normalize('NFKD', s).encode('ascii', 'ignore').decode().lower()
    return '-'.join(''.join(c if c.isalnum() else ' ' for c in s).split())
print(slug('Héllo Wörld — Ünïcode!'), ''.join(c for c in 'a!b"c' if c not in string.punctuation), 'Hello'.translate(str.maketrans(string.ascii_lowercase, string.ascii_uppercase)))
class Strip(html.parser.HTMLParser if hasattr(html, 'parser') else object): pass
from html.parser import HTMLParser
class T(HTMLParser):
    def __init__(self):
        super().__init__(); self.out = []; self.skip = 0
    def handle_starttag(self, tag, attrs): self.skip += tag in ('script', 'style')
    def handle_endtag(self, tag): self.skip -= tag in ('script', 'style')
    def handle_data(self, d):
        if not self.skip: self.out.append(d)
t = T(); t.feed('<h1>Title</h1><style>p{}</style><p>Some <b>bold</b> &amp; text</p><script>var x="<p>";</script>'); print(' '.join(' '.join(t.out).split()))
print(pprint.pformat([datetime for datetime in ('a' * 30, 'b' * 30, 'c' * 30)], width=50), pprint.pformat({'z': 1, 'a': {'nested': [1, 2, 3]}}, sort_dicts=False))
