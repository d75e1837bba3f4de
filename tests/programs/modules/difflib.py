# --- matchers
from difflib import SequenceMatcher, Match
pairs = [('', ''), ('a', ''), ('', 'b'), ('abcd', 'bcde'), (' abcd', 'abcd abcd'), ('qabxcd', 'abycdf'), ('private Thread currentThread;', 'private volatile Thread currentThread;'), ('ab', 'acab'), ([1, 2, 3], [2, 3, 4]), (('x', 'y'), ['y', 'x']), ([(1,), (2,)], [(2,), (3,)]), (b'abc', b'bcd'), (range(5), range(2, 7)), ([None, True, 1.0], [1, None]), ('aaaa', 'aa'), ('abxcd', 'abcd')]
for a, b in pairs:
    for junk in (None, lambda x: x == ' '):
        s = SequenceMatcher(junk, a, b)
        print(s.find_longest_match(0, len(a), 0, len(b)), s.get_matching_blocks(), s.get_opcodes(), s.ratio(), s.quick_ratio(), s.real_quick_ratio(), sorted(s.bjunk), sorted(s.bpopular), list(s.get_grouped_opcodes()))
s = SequenceMatcher(a='abcdef', b='abxdef')
print(s.find_longest_match(), s.find_longest_match(1, 3), s.find_longest_match(blo=2, bhi=4), s.find_longest_match(4, ahi=6), s.get_matching_blocks() is s.get_matching_blocks(), s.get_opcodes() is s.get_opcodes(), s.a, s.b, s.autojunk, s.isjunk, sorted(s.b2j.items()))
s.set_seq1('xyz'); print(s.ratio()); s.set_seq2('xyz'); print(s.ratio()); s.set_seqs('aa', 'ab'); print(s.ratio(), s.matching_blocks, s.opcodes)
m = Match(1, 2, 3); print(m, m.a, m.size, m._replace(a=5), tuple(m), Match._fields, m == (1, 2, 3))
long = ['x%d' % (i % 7) for i in range(300)]; other = long[50:] + ['y'] * 60
for auto in (True, False):
    s = SequenceMatcher(None, long, other, autojunk=auto); print(s.ratio(), len(s.get_opcodes()), sorted(s.bpopular), s.get_matching_blocks()[:3])
s = SequenceMatcher(None, 'b' * 100 + 'a' + 'b' * 100, 'b' * 210); print(s.get_matching_blocks(), s.ratio(), SequenceMatcher(None, [1] + [0] * 200, [0] * 200).ratio(), SequenceMatcher(lambda x: x in ' \t', 'a b  c', 'a  b c').get_opcodes())
seq = [str(i) for i in range(1, 40)]; new = seq[:]; new[8:8] = ['i']; new[20] += 'x'; new[23:28] = []; new[30] += 'y'
print(list(SequenceMatcher(None, seq, new).get_grouped_opcodes()), list(SequenceMatcher(None, seq, new).get_grouped_opcodes(1)), list(SequenceMatcher(None, seq, seq).get_grouped_opcodes()), list(SequenceMatcher(None, seq, new).get_grouped_opcodes(0)))
class Eq:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return isinstance(o, Eq) and self.v % 3 == o.v % 3
    def __hash__(self): return self.v % 3
    def __repr__(self): return 'Eq%d' % self.v
a, b = [Eq(i) for i in (1, 2, 3, 4)], [Eq(i) for i in (2, 3, 7, 9)]
s = SequenceMatcher(None, a, b); print(s.get_opcodes(), s.ratio(), s.quick_ratio(), s.find_longest_match())
class Short(SequenceMatcher):
    def find_longest_match(self, *args): return super().find_longest_match(*args)
    def ratio(self): return round(super().ratio(), 2)
print(Short(None, 'abcde', 'axcde').ratio())
for f in (lambda: SequenceMatcher(None, [[]], [1]).ratio(), lambda: SequenceMatcher(None, 'a', [[]]), lambda: SequenceMatcher(None, 5, 5), lambda: SequenceMatcher(None, 5).ratio(), lambda: SequenceMatcher(5, 'a', 'b'), lambda: SequenceMatcher(lambda: 0, 'a', 'b'), lambda: SequenceMatcher(1, 2, 3, 4, 5), lambda: SequenceMatcher().nope, lambda: SequenceMatcher(None, 'ab', 'ab').find_longest_match(0, 99, 0, 2), lambda: SequenceMatcher(None, 'ab', 'ab').find_longest_match('x'), lambda: list(SequenceMatcher(None, 'ab', 'cd').get_grouped_opcodes('x')), lambda: Match(1), lambda: SequenceMatcher(nope=1), lambda: SequenceMatcher(None, 'ab', 'xab').find_longest_match(-1, 2, -3, 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- close matches
from difflib import get_close_matches
words = ['ape', 'apple', 'peach', 'puppy', 'apply', 'appel']
print(get_close_matches('appel', words), get_close_matches('appel', words, 1), get_close_matches('appel', words, n=2, cutoff=0.8), get_close_matches('zzz', words), get_close_matches('wheel', ['while', 'wheels', 'heel']), get_close_matches('a', []), get_close_matches('', ['', 'a']), get_close_matches([1, 2], [[1, 2], [2, 1], [3]]), get_close_matches('appel', iter(words), cutoff=0), get_close_matches('ab', ['ba', 'ab', 'AB'], 5, 1.0))
for f in (lambda: get_close_matches('a', ['a'], 0), lambda: get_close_matches('a', ['a'], -1), lambda: get_close_matches('a', ['a'], 1, 2), lambda: get_close_matches('a', ['a'], cutoff=-0.1), lambda: get_close_matches('a', 5), lambda: get_close_matches(5, ['a']), lambda: get_close_matches('a', [5]), lambda: get_close_matches('a'), lambda: get_close_matches('a', ['a'], 'x'), lambda: get_close_matches('a', ['a'], 3, 'x')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- diffs
from difflib import unified_diff, context_diff, ndiff, restore, Differ, IS_LINE_JUNK, IS_CHARACTER_JUNK, diff_bytes
a = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n'.splitlines(True)
b = 'zero\none\ntree\nfour\nfive\nsix\nseven\neight\n9\nten\nlast'.splitlines(True)
for x, y in ((a, b), (b, a), (a, a), ([], b), (a, []), ([], []), (['x'], ['y']), (a[:1], b[:2])):
    print(list(unified_diff(x, y)), list(unified_diff(x, y, 'f', 't', '2020', '2021', n=0)), list(unified_diff(x, y, fromfile='f', tofile='t', lineterm='', n=1)))
    print(list(context_diff(x, y)), list(context_diff(x, y, 'f', 't', '2020', '2021', 1)), list(context_diff(x, y, lineterm='')))
    d = list(ndiff(x, y)); print(d, list(restore(d, 1)) == x, list(restore(d, 2)) == y)
print(''.join(Differ().compare(a, b)))
print(list(Differ().compare(['\tI am a buggy\n', 'same\n', '  x = 1\n'], ['\t\tI am a bug\n', 'same\n', '  x = 2  # c\n'])), list(ndiff(['abcDefghiJkl\n'], ['abcdefGhijkl\n'])), list(ndiff(['a\n', '\n', 'b\n'], ['\n', 'b\n', 'c\n'], linejunk=IS_LINE_JUNK)), list(ndiff(['a b\n'], ['a  b\n'], charjunk=None)), list(Differ(linejunk=lambda l: l == '\n', charjunk=lambda c: c in 'x').compare(['axb\n', '\n'], ['ab\n', '\n', 'q\n'])), list(ndiff('abc', 'abd')), list(ndiff(['aaa\n', 'bbb\n', 'aab\n'], ['aab\n', 'ccc\n', 'aac\n', 'x\n'])))
print(list(Differ()._qformat('\tabcDefghiJkl\n', '\tabcdefGhijkl\n', '  ^ ^  ^      ', '  ^ ^  ^      ')), list(Differ()._fancy_replace(['abcDefghiJkl\n'], 0, 1, ['abcdefGhijkl\n'], 0, 1)))
print([IS_LINE_JUNK(l) for l in ('\n', '  #   \n', 'hello\n', '', '#', '##', ' # # ', '\t\x0b#\r\n', '#\n\n')], [IS_CHARACTER_JUNK(c) for c in (' ', '\t', '\n', 'x', '')], IS_CHARACTER_JUNK('x', 'xy'), IS_LINE_JUNK('x', pat=lambda l: None))
print(list(diff_bytes(unified_diff, [b'a', b'\xff'], [b'b', b'\xff\xfe'], b'f', b't', lineterm=b'')), list(diff_bytes(context_diff, [b'a'], [b'b'])))
for f in (lambda: list(unified_diff([1], ['a'])), lambda: list(unified_diff(['a'], [b'b'])), lambda: list(unified_diff(['a'], ['b'], b'f')), lambda: list(context_diff(['a'], [5])), lambda: list(context_diff(['a'], ['b'], lineterm=5)), lambda: list(unified_diff(5, 6)), lambda: unified_diff(['a']), lambda: list(ndiff(5, 6)), lambda: list(restore(['- a'], 3)), lambda: list(restore(['- a'], 'x')), lambda: list(restore(['- a', '  b'], '1')), lambda: list(diff_bytes(unified_diff, ['a'], [b'b'])), lambda: list(diff_bytes(unified_diff, [b'a'], [b'b'], 'f')), lambda: IS_LINE_JUNK(5), lambda: IS_CHARACTER_JUNK(5), lambda: ndiff(), lambda: list(unified_diff(['a', 5], ['b', 6])), lambda: next(unified_diff(['a'], ['a'])), lambda: list(unified_diff(['a'], ['b'], n='x'))):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
import difflib
try: difflib.nope
except AttributeError as e: print(e)
# --- suspended within
# externals: add, less, upper
from difflib import SequenceMatcher, get_close_matches, ndiff, unified_diff
class Line:
    def __init__(self, t): self.t = t
    def __len__(self): return add(1, 1)
    def __getitem__(self, i):
        if i > 1: raise IndexError
        return upper(self.t[i])
s = SequenceMatcher(lambda c: less(c, 'b'), 'abcab', 'bcaab')
u = unified_diff(['a\n', 'b\n', 'c\n'], ['a\n', 'x\n', 'c\n'])
print(next(u), s.get_opcodes(), get_close_matches(Line('ab'), [Line('ab'), 'AB', 'AX']).count('AB'), next(u))
n = ndiff(['aa b\n', 'c\n'], ['aa x\n', 'c\n'], charjunk=lambda c: upper(c) == ' ')
print(next(n), upper('x'), list(n), list(u), s.ratio(), s.find_longest_match())
