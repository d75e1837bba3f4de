# --- wrap and fill
from textwrap import wrap, fill, shorten
text = "Hello there, how are you this fine day?  I'm glad to hear it!\tAnd a tab.\n\nNew paragraph -- with dashes--and well-known hyphenated-words; this-is-a-useful-feature."
for width in (1, 2, 7, 12, 20, 40, 70, 200):
    print(width, wrap(text, width))
print(fill(text, 30)); print(fill(text, width=25, initial_indent='* ', subsequent_indent='  '))
for options in (dict(expand_tabs=False), dict(tabsize=2), dict(replace_whitespace=False), dict(fix_sentence_endings=True), dict(break_long_words=False), dict(drop_whitespace=False), dict(break_on_hyphens=False), dict(max_lines=2), dict(max_lines=1), dict(max_lines=3, placeholder='…'), dict(max_lines=2, placeholder=''), dict(initial_indent='>>> ', subsequent_indent='... ', max_lines=3), dict(break_long_words=False, break_on_hyphens=False), dict(drop_whitespace=False, replace_whitespace=False)):
    for width in (8, 15, 33):
        try: print(options, width, wrap(text, width, **options))
        except Exception as e: print(type(e).__name__, e)
for s in ('', ' ', '\n', 'a', '  a  b  ', 'aaaaaaaaaaaaaaaa', 'a-b', '--', 'a--b', '--a', 'a -- b', '-', 'foo-bar-baz-', "he said \"it's\" -- 'no'", 'x\u00a0y z', 'ä-ö ü--ß', '日本 語', '(a)-(b)', 'a.b,c;d', '1-2-3', '--option=value', 'well-\nknown', '\x0b\x0c\r\n', 'e.g. this.', 'trailing-'):
    print(repr(s), wrap(s, 3), wrap(s, 5, break_on_hyphens=False), fill(s, 4, drop_whitespace=False), wrap(s))
print(wrap('One sentence. Two "sentence." Three? four! five', 10, fix_sentence_endings=True), wrap('A. b. C.', fix_sentence_endings=True), wrap('end."\' x', fix_sentence_endings=True))
print([shorten('Hello  world!', width=w) for w in (12, 11, 13, 20)], shorten('Hello world', width=10, placeholder='...'), shorten(' a  b c ', 5), shorten('', 5), shorten('abcdefgh ijkl', 8, placeholder='..', break_long_words=False), shorten('a b c d e f', width=7, initial_indent='-'))
print(wrap('aaa bbb ccc', 3, max_lines=10), wrap('aaa bbb ccc', 3.5), wrap('aaa bbb ccc ddd', True))
for f in (lambda: wrap('a', 0), lambda: wrap('a', -1), lambda: wrap(), lambda: wrap(5), lambda: wrap(b'a b'), lambda: wrap(None), lambda: wrap('a', 'b'), lambda: wrap('a b', 5, nope=1), lambda: wrap('a b c d', 4, max_lines=1), lambda: shorten('a'), lambda: shorten('hello world', 4), lambda: shorten('a', 5, max_lines=2), lambda: fill('a', initial_indent=5), lambda: fill('a', max_lines='x'), lambda: fill('a' * 20, 5.5), lambda: fill('a\tb', tabsize='x'), lambda: fill('a', None), lambda: wrap('')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- dedent and indent
from textwrap import dedent, indent
for s in ('', 'a', '  a\n  b', '  a\n b', '\n  a\n\n    b\n  ', '\ta\n  b', '\ta\n\tb', ' \ta\n \t b', '   \n  \n a', 'a\n  b', '  a\r\n  b', '    \n', '  x\n   \t\n  y\n', '  a\x0c\n  b', '\n\n'):
    print(repr(s), repr(dedent(s)), repr(indent(s, '> ')), repr(indent(s, '+', lambda line: True)))
def test():
    s = '''\
    hello
      world
    '''
    return repr(dedent(s))
print(test(), indent('a\n\nb\n', prefix='  '), indent('a\nb', '-', predicate=lambda l: 'a' in l), indent('a\r\nb\x0bc\u2028d', '#'), repr(indent(' \n\t\nx', '.')))
for f in (lambda: dedent(5), lambda: dedent(), lambda: dedent(None), lambda: dedent(b'  a'), lambda: indent('a'), lambda: indent(5, ' '), lambda: indent('a', '-', 5), lambda: indent('', 5), lambda: indent('a', ' ', lambda: 1), lambda: indent('a', ' ', None, 1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
import textwrap
try: textwrap.nope
except AttributeError as e: print(e)
# --- wrappers
from textwrap import TextWrapper
w = TextWrapper(width=20, initial_indent='- ')
print(w.wrap('some words that go on for a while'), w.fill('x y'), w.width, w.max_lines, w.placeholder, w.tabsize)
w.width = 10; w.subsequent_indent = '  '; w.max_lines = 3
print(w.wrap('some words that go on for a while'), w.initial_indent, w.drop_whitespace)
class Para(TextWrapper):
    def wrap(self, text): return [line for part in text.split('\n\n') for line in super(Para, self).wrap(part) + ['']]
    def _split(self, text): return [c for c in super()._split(text) if c != 'secret']
print(Para(width=12).fill('one two three\n\nfour secret five six'))
class Own(str):
    def expandtabs(self, n): return Own('tabs ' + str(n))
print(TextWrapper().wrap(Own('a')), TextWrapper(10, '>', '<').fill('a b c d e f g h i j'))
for f in (lambda: TextWrapper(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), lambda: TextWrapper(nope=1), lambda: TextWrapper().wrap(), lambda: TextWrapper().nope, lambda: TextWrapper(width='a').fill('b')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- suspended within
# externals: add, upper, less
from textwrap import TextWrapper, indent, fill
class T(TextWrapper):
    def _split(self, text): return [upper(c) for c in super()._split(text)]
    @property
    def placeholder(self): return upper('...x')
    @placeholder.setter
    def placeholder(self, v): pass
t = T(width=add(5, 5), max_lines=2)
print(t.wrap('some words for you and me'), indent('a\nbb\nccc', '> ', lambda line: less(2, len(line))), fill('a b c ' * 3, add(3, 4)))
