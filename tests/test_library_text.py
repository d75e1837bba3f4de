"""The modules of text under hostile programs, between runs, and against the host's on random input."""

from __future__ import annotations

import csv
import difflib
import html
import io
import string
import textwrap
import time
import unicodedata
import urllib.parse
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_library_limits import SOON

from monty_tools import Monty, MontyRuntimeError, MontySyntaxError, ResourceLimitError, ResourceLimits

LIMITS: Final = ResourceLimits(
    memory_limit_mb=10, allocation_limit=None, stack_depth_limit=100, execution_time_limit_ms=100
)
PROGRAMS: Final[dict[str, tuple[str, ...]]] = {
    'import string': (
        't = string.Template("$a" * 10 ** 5)\nx = "x" * 10 ** 5\nt.substitute(a=x)',
        't = string.Template("$a" * 10 ** 5)\nwhile True: t.safe_substitute()',
        't = string.Template("${" * 10 ** 6)\nwhile True: t.is_valid()',
        'class T(string.Template): idpattern = "[a-z]*"\nt = T("${" + "a" * 10 ** 6)\nwhile True: t.get_identifiers()',
        'string.Formatter().format("{:{}}", 1, 10 ** 12)',
        'string.Formatter().format("{0:>999999999999}", 1)',
        'f = string.Formatter()\nwhile True: list(f.parse("{a}" * 10 ** 4))',
        'list(string.Formatter().parse("{" * 10 ** 7 + "}" * 10 ** 7))',
        'string.capwords("a " * 10 ** 7)',
        'f = string.Formatter()\nf.format("{a" + "[0]" * 10 ** 6 + "}", a=[])\nwhile True: pass',
    ),
    'import textwrap': (
        'textwrap.wrap("a " * 10 ** 7)',
        'textwrap.wrap("a" * 10 ** 6, 1)',
        'textwrap.wrap("a-" * 10 ** 6, 1)',
        'textwrap.fill("a b " * 1000, initial_indent=" " * 10 ** 9)',
        'textwrap.indent("\\n" * 10 ** 5, "x" * 10 ** 5, lambda line: True)',
        'textwrap.dedent("  \\n" * 10 ** 7)',
        'textwrap.fill("a\\tb" * 1000, tabsize=10 ** 9)',
        'while True: textwrap.shorten("a b " * 1000, 10 ** 12)',
        'while True: textwrap.dedent("   x\\n" * 10 ** 4)',
    ),
    'import csv': (
        'def f():\n    while True: yield "a,b"\nlist(csv.reader(f()))',
        "def f():\n    yield '\"'\n    while True: yield 'x'\ncsv.field_size_limit(10 ** 15)\nnext(csv.reader(f()))",
        'csv.field_size_limit(10 ** 15)\nnext(csv.reader([",\\"" * 10 ** 6]))',
        'csv.field_size_limit(10 ** 9)\nnext(csv.reader(["," * 10 ** 7]))',
        'csv.field_size_limit(10 ** 9)\nnext(csv.reader(["1," * 10 ** 6], quoting=csv.QUOTE_NONNUMERIC))',
        'class F:\n    def write(self, s): pass\nw = csv.writer(F())\nwhile True: w.writerow(["\\"" * 10 ** 5])',
        'class F:\n    def write(self, s): pass\nw = csv.writer(F(), lineterminator="x" * 10 ** 6)\n'
        'w.writerows([] for _ in iter(int, 1))',
        'class F:\n    def write(self, s): pass\ncsv.writer(F()).writerow([10 ** 4000] * 10 ** 5)',
        'class F:\n    def write(self, s): pass\ncsv.writer(F()).writerow(iter(int, 1))',
        'csv.Sniffer().sniff(("\\"" + "a" * 50) * 10 ** 4)',
        'csv.Sniffer().sniff("\\n".join(["a" * i for i in range(1500)]))\nwhile True: pass',
        'i = 0\nwhile True: csv.register_dialect(str(i), delimiter=";"); i += 1',
        'for row in csv.DictReader(iter(lambda: "a,b", 0), restkey="r"): pass',
        'csv.DictReader(["a"] + ["b"] * 3, fieldnames=[str(i) for i in range(10 ** 6)]).__next__()',
    ),
    'import html': (
        'html.escape("<" * 10 ** 7)',
        'html.unescape("&lt;" * 10 ** 7)',
        'while True: html.unescape("&#" + "1" * 10 ** 6)',
        'while True: html.unescape("&" + "x" * 30 + ("&" + "x" * 31) * 10 ** 4)',
        'html.unescape("&nGt;" * 10 ** 6)',
    ),
    'from html.parser import HTMLParser': (
        'p = HTMLParser()\nwhile True: p.feed("<p>")',
        'p = HTMLParser()\nwhile True: p.feed("<")',
        'HTMLParser().feed("<a b=c " * 10 ** 6 + ">")',
        'p = HTMLParser()\np.feed("<!--" * 10 ** 5)\np.close()',
        'p = HTMLParser()\np.feed("<a" * 10 ** 6)\np.close()',
        'p = HTMLParser()\np.feed("</a " * 10 ** 5)\np.close()\nwhile True: pass',
        'p = HTMLParser()\nwhile True: p.feed("&lt;" * 10 ** 5)',
        'HTMLParser().feed("<p " + "a=\'" * 10 ** 6)\nwhile True: pass',
        'HTMLParser().feed("<p>" * 10 ** 6)',
        'HTMLParser(convert_charrefs=False).feed("&#1;" * 10 ** 6)',
        'class P(HTMLParser):\n    CDATA_CONTENT_ELEMENTS = ("a(b+)+c",)\n'
        'p = P()\np.feed("<a(b+)+c>" + "ab" * 10 ** 5)\nwhile True: p.feed("</a" + "b" * 10 ** 4)',
        'class P(HTMLParser):\n    def handle_data(self, d): self.feed("<p>" + d)\nP().feed("x<")',
    ),
    'from html.entities import html5': ('while True: html5[len(html5)] = [0] * 10 ** 4',),
    'from urllib.parse import *': (
        'quote("é" * 10 ** 7)',
        'while True: quote("é" * 10 ** 5)',
        'quote_from_bytes(b"a" * 10 ** 6, bytes(range(128)) * 10 ** 5)',
        'unquote("%41" * 10 ** 7)',
        'while True: unquote("%41é" * 10 ** 4)',
        'parse_qsl("a=1&" * 10 ** 6)',
        'parse_qs("a=1&" * 10 ** 6)',
        'urlencode({"a": range(10 ** 9)}, doseq=True)',
        'urlencode([("a", "b" * 10 ** 6)] * 10 ** 3)',
        'urlsplit("http://" + "\\u0345\\u0301" * 10 ** 6)',
        'urlparse("a" * 10 ** 7 + ":")\nwhile True: urlparse("a" * 10 ** 5 + ":")',
        'while True: urljoin("http://a/" + "b/" * 10 ** 4, "../" * 10 ** 4)',
        'while True: urlsplit("http://[" + ":" * 10 ** 5 + "]").port if 0 else urlsplit("/" * 10 ** 5)',
        'urlparse("http://h:" + "1" * 10 ** 6).port\nwhile True: pass',
    ),
    'import unicodedata': (
        'unicodedata.normalize("NFD", "a" + "\\u0345\\u0301" * 10 ** 6)',
        'unicodedata.normalize("NFKD", "\\ufdfa" * 10 ** 6)',
        'unicodedata.is_normalized("NFC", "a" + "\\u0345\\u0301" * 10 ** 6)',
        'while True: unicodedata.normalize("NFC", "\\uac00" * 10 ** 5)',
        'while True: unicodedata.name("a", [0] * 10 ** 5)',
    ),
    'from difflib import *': (
        'SequenceMatcher(None, "a" * 10 ** 5, "a" * 10 ** 5, autojunk=False).ratio()',
        'SequenceMatcher(None, "ab" * 10 ** 5, "ba" * 10 ** 5, autojunk=False).find_longest_match()',
        'SequenceMatcher(None, "ab" * 10 ** 4, "ba" * 10 ** 4, autojunk=False).get_opcodes()',
        'SequenceMatcher(None, range(10 ** 9), [1]).ratio()',
        'SequenceMatcher(None, ["x" * 10 ** 5] * 10 ** 4, ["x" * 10 ** 5] * 10 ** 4, False).ratio()',
        'list(ndiff(["a%db" % i for i in range(1000)], ["b%da" % i for i in range(1000)]))',
        'list(ndiff([str(i) * 50 for i in range(1000)], [str(i) * 51 for i in range(1000)]))',
        'get_close_matches("a" * 1000, ["a" * i for i in range(1000)], cutoff=0.0)',
        'get_close_matches("a", iter(lambda: "ab", 0))',
        'list(unified_diff(["a"] * 10 ** 6, ["b"] * 10 ** 6, n=10 ** 12))',
        'list(restore(iter(lambda: "  x", 0), 1))',
        's = SequenceMatcher(None, "abc" * 1000, "bca" * 1000)\nwhile True: s.quick_ratio()',
        'class A:\n    def __hash__(self): return 1\n    def __eq__(self, o): return True\n'
        'SequenceMatcher(None, [A()] * 10 ** 4, [A()] * 10 ** 4, False).ratio()',
    ),
    'from pprint import *': (
        'pformat([0] * 10 ** 6)',
        'pformat("a " * 10 ** 6)',
        'pformat(b"a" * 10 ** 6)',
        'pformat([[0] * 50] * 100, indent=10 ** 9)',
        'pformat(["a b " * 1000] * 20000, width=10 ** 4)',
        'x = [0]\nfor i in range(40): x = [x, x]\npformat(x)',
        'x = []\nfor i in range(10 ** 5): x = [x]\npformat(x, width=1)',
        'x = {}\nfor i in range(10 ** 5): x = {1: x}\nisrecursive(x)',
        'class A:\n    def __repr__(self): return pformat([self])\npformat(A())',
        'while True: pformat({i: i for i in range(100)}, compact=True)',
        'pp(10 ** 10 ** 7)',
    ),
}
CASES: Final = [(head, program) for head, programs in PROGRAMS.items() for program in programs]


@pytest.mark.parametrize(('head', 'program'), CASES, ids=[program for _, program in CASES])
def test_it_ends_at_a_limit(head: str, program: str) -> None:
    if head.endswith('import *'):
        module = head.split()[1]
        names = __import__(module, fromlist=['x']).__all__
        head = f'from {module} import {", ".join(name for name in names if name in program)}'
    Monty(head).run()  # makes the module, which is no run's time
    code = Monty(f'{head}\n{program}')
    started = time.perf_counter()
    with pytest.raises(ResourceLimitError):
        code.run(limits=LIMITS)
    assert time.perf_counter() - started < SOON


@pytest.mark.parametrize(
    ('program', 'error'),
    [
        ('import html\nhtml.unescape("&#" + "1" * 5000)', 'ValueError'),
        ('import csv\nnext(csv.reader(["x" * 10 ** 6]))', 'Error'),
        ('import textwrap\ntextwrap.shorten("a " * 1000, 5, placeholder="x" * 10 ** 6)', 'ValueError'),
        ('from string import Formatter\nFormatter().format("{0.__class__.__subclasses__}", 1)', 'AttributeError'),
        ('from string import Formatter\nFormatter().format("{0.__globals__}", len)', 'AttributeError'),
        ('from string import Formatter\nFormatter().get_field("0.__init__.__globals__", [1], {})', 'AttributeError'),
        ('from string import Template\nTemplate("$" + "a" * 10 ** 5).substitute()', 'KeyError'),
        ('import unicodedata\nunicodedata.ucd_3_2_0', 'AttributeError'),
    ],
)
def test_it_ends_with_an_error(program: str, error: str) -> None:
    Monty(program.split('\n')[0]).run()
    started = time.perf_counter()
    with pytest.raises(MontyRuntimeError) as raised:
        Monty(program).run(limits=LIMITS)
    assert raised.value.type_name == error
    assert time.perf_counter() - started < SOON


@pytest.mark.parametrize(
    'program', ['import urllib.request', 'from urllib import request', 'from difflib import HtmlDiff']
)
def test_what_is_not_there_says_so(program: str) -> None:
    with pytest.raises(MontySyntaxError, match='it is not available in the sandbox'):
        Monty(program).run()


@pytest.mark.parametrize(
    ('change', 'look'),
    [
        ('import csv\ncsv.register_dialect("mine", delimiter=";")', 'import csv\n"mine" in csv.list_dialects()'),
        ('import csv\ncsv.unregister_dialect("excel")', 'import csv\n"excel" not in csv.list_dialects()'),
        ('import csv\ncsv.field_size_limit(5)', 'import csv\ncsv.field_size_limit() != 131072'),
        ('from html.entities import html5\nhtml5.clear()', 'from html.entities import html5\nnot html5'),
        ('import csv\ncsv.excel.delimiter = ";"', 'import csv\ncsv.excel.delimiter != ","'),
        ('import string\nstring.Template.delimiter = "%"', 'import string\nstring.Template.delimiter != "$"'),
        (
            'import difflib\ndifflib.SequenceMatcher.ratio = None',
            'import difflib\ndifflib.SequenceMatcher.ratio is None',
        ),
        (
            'from urllib.parse import SplitResult\nSplitResult._field_defaults["a"] = 1',
            'from urllib.parse import SplitResult\n"a" in SplitResult._field_defaults',
        ),
        (
            'from textwrap import TextWrapper\nTextWrapper.unicode_whitespace_trans[97] = "b"',
            'from textwrap import TextWrapper\n97 in TextWrapper.unicode_whitespace_trans',
        ),
    ],
)
def test_no_run_changes_another(change: str, look: str) -> None:
    try:
        Monty(change).run()
    except MontyRuntimeError as error:
        assert error.type_name == 'TypeError'
    assert Monty(look).run() is False


def run(program: str, **inputs: Any) -> Any:
    return PREPARED.setdefault(program, Monty(program, inputs=list(inputs))).run(inputs=inputs)


PREPARED: Final[dict[str, Any]] = {}
TEXT: Final = st.text(max_size=40)
MARKUP: Final = st.text(alphabet='ab1 &;#x<>"\'/=!-?%+:@[]\n', max_size=40)
CELLS: Final = st.text(alphabet='ab ,;"\'\\\r\n\té1.', max_size=8)
LINES: Final = st.lists(st.text(alphabet='ab 1', max_size=4), max_size=12)
ORACLE: Final = settings(max_examples=40, derandomize=True, deadline=None)


@ORACLE
@given(TEXT | MARKUP)
def test_quoting(text: str) -> None:
    found = run(
        'import urllib.parse as u\n'
        '[u.quote(t), u.quote_plus(t), u.unquote(t), u.unquote_plus(t), u.parse_qsl(t, True), u.unquote_to_bytes(t)]',
        t=text,
    )
    u = urllib.parse
    assert found == [
        u.quote(text),
        u.quote_plus(text),
        u.unquote(text),
        u.unquote_plus(text),
        u.parse_qsl(text, True),
        u.unquote_to_bytes(text),
    ]


@ORACLE
@given(MARKUP, MARKUP)
def test_splitting_addresses(base: str, url: str) -> None:
    def host() -> Any:
        parsed = urllib.parse.urlparse(url)
        return [*parsed, parsed.hostname, parsed.username, parsed.geturl(), urllib.parse.urljoin(base, url)]

    program = (
        'from urllib.parse import *\np = urlparse(url)\n[*p, p.hostname, p.username, p.geturl(), urljoin(base, url)]'
    ).replace('import *', 'import urlparse, urljoin')
    try:
        expected = host()
    except ValueError as error:
        with pytest.raises(MontyRuntimeError, match='ValueError') as raised:
            run(program, base=base, url=url)
        assert raised.value.message == str(error)
    else:
        assert run(program, base=base, url=url) == expected


@ORACLE
@given(TEXT | MARKUP)
def test_text_functions(text: str) -> None:
    found = run(
        'import html, textwrap, string, unicodedata\n'
        '[html.escape(t), html.unescape(t), textwrap.wrap(t, 9), textwrap.dedent(t), textwrap.indent(t, "> "),'
        ' textwrap.fill(t, 7, max_lines=3), string.capwords(t), string.Template(t).safe_substitute(a="A", b="B"),'
        ' string.Template(t).is_valid(), unicodedata.normalize("NFKD", t), [unicodedata.category(c) for c in t]]',
        t=text,
    )
    assert found == [
        html.escape(text),
        html.unescape(text),
        textwrap.wrap(text, 9),
        textwrap.dedent(text),
        textwrap.indent(text, '> '),
        textwrap.fill(text, 7, max_lines=3),
        string.capwords(text),
        string.Template(text).safe_substitute(a='A', b='B'),
        string.Template(text).is_valid(),
        unicodedata.normalize('NFKD', text),
        [unicodedata.category(c) for c in text],
    ]


DIALECTS: Final = st.fixed_dictionaries(
    {
        'delimiter': st.sampled_from(',;\t'),
        'quotechar': st.sampled_from('"\''),
        'escapechar': st.sampled_from([None, '\\']),
        'doublequote': st.booleans(),
        'skipinitialspace': st.booleans(),
        'strict': st.booleans(),
        'quoting': st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_NONE]),
    }
)


@ORACLE
@given(st.lists(CELLS | st.integers() | st.none() | st.floats(allow_nan=False), max_size=5), DIALECTS)
def test_csv_rows(row: list[object], options: dict[str, Any]) -> None:
    program = (
        'import csv\nclass F:\n    def write(self, s): self.text = s\nf = F()\n'
        'try:\n    csv.writer(f, **options).writerow(row)\n    found = f.text\n'
        'except csv.Error as e: found = [str(e)]\nfound'
    )
    stream = io.StringIO()
    try:
        csv.writer(stream, **options).writerow(row)
        expected: object = stream.getvalue()
    except csv.Error as error:
        expected = [str(error)]
    assert run(program, row=row, options=options) == expected


@settings(ORACLE, max_examples=120)
@given(st.text(alphabet='ab ,;"\'\\\r\n1.', max_size=30), DIALECTS)
def test_csv_lines(text: str, options: dict[str, Any]) -> None:
    program = (
        'import csv\n'
        'try: found = [*csv.reader(lines, **options)]\n'
        'except (csv.Error, ValueError) as e: found = str(e)\n'
        'found'
    )
    lines = text.splitlines(keepends=True)
    try:
        expected: object = list(csv.reader(lines, **options))
    except (csv.Error, ValueError) as error:
        expected = str(error)
    assert run(program, lines=lines, options=options) == expected


@ORACLE
@given(LINES, LINES)
def test_diffs(a: list[str], b: list[str]) -> None:
    found = run(
        'import difflib as d\ns = d.SequenceMatcher(None, a, b)\n'
        '[s.get_opcodes(), s.ratio(), s.quick_ratio(), list(d.ndiff(a, b)), list(d.unified_diff(a, b, n=1)),'
        ' list(d.context_diff(a, b)), d.get_close_matches("ab1", a)]',
        a=a,
        b=b,
    )
    matcher = difflib.SequenceMatcher(None, a, b)
    assert found == [
        matcher.get_opcodes(),
        matcher.ratio(),
        matcher.quick_ratio(),
        list(difflib.ndiff(a, b)),
        list(difflib.unified_diff(a, b, n=1)),
        list(difflib.context_diff(a, b)),
        difflib.get_close_matches('ab1', a),
    ]
