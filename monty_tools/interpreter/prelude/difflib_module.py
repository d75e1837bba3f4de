"""``difflib``: sequences of plain values are compared by the natives of ``modules/difflib.py``, those of other values
here, in the same steps."""


class Match(Result):
    __module__ = 'difflib'
    __slots__ = ()
    _fields = __match_args__ = ('a', 'b', 'size')
    a, b, size = field(0), field(1), field(2)

    def __new__(_cls, a, b, size):
        return tuple.__new__(_cls, (a, b, size))


def calculate_ratio(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    __module__ = 'difflib'

    def __init__(self, isjunk=None, a='', b='', autojunk=True):
        self.isjunk = isjunk
        self.a = self.b = None
        self.autojunk = autojunk
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        if a is self.a:
            return
        self.a = a
        self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        if b is self.b:
            return
        self.b = b
        self.matching_blocks = self.opcodes = None
        self.fullbcount = None
        self._index_items()

    def _index_items(self):
        b = self.b
        b2j = _difflib_index(b)
        self.b2j = {} if b2j is None else b2j
        if b2j is None:
            b2j = self.b2j
            for index, item in enumerate(b):
                b2j.setdefault(item, []).append(index)
        self.bjunk = junk = set()
        if self.isjunk:
            for item in b2j:
                if self.isjunk(item):
                    junk.add(item)
            for item in junk:
                del b2j[item]
        self.bpopular = popular = set()
        count = len(b)
        if self.autojunk and count >= 200:
            most = count // 100 + 1
            for item, indices in b2j.items():
                if len(indices) > most:
                    popular.add(item)
            for item in popular:
                del b2j[item]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        a, b, b2j, junk = self.a, self.b, self.b2j, self.bjunk
        if ahi is None:
            ahi = len(a)
        if bhi is None:
            bhi = len(b)
        if type(alo) is type(ahi) is type(blo) is type(bhi) is int:
            found = _difflib_longest(a, b, b2j, junk, (alo, ahi, blo, bhi), None)
            while found is not None:
                if len(found) == 3:
                    return Match._make(found)
                found = _difflib_longest(a, b, b2j, junk, (alo, ahi, blo, bhi), found)
        besti, bestj, size = alo, blo, 0
        lengths = {}
        for i in range(alo, ahi):
            before = lengths
            lengths = {}
            for j in b2j.get(a[i], ()):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                length = lengths[j] = before.get(j - 1, 0) + 1
                if length > size:
                    besti, bestj, size = i - length + 1, j - length + 1, length
        for wanted in (False, True):
            while besti > alo and bestj > blo and (b[bestj - 1] in junk) is wanted and a[besti - 1] == b[bestj - 1]:
                besti, bestj, size = besti - 1, bestj - 1, size + 1
            while (
                besti + size < ahi
                and bestj + size < bhi
                and (b[bestj + size] in junk) is wanted
                and a[besti + size] == b[bestj + size]
            ):
                size += 1
        return Match(besti, bestj, size)

    def get_matching_blocks(self):
        if self.matching_blocks is not None:
            return self.matching_blocks
        queue = [(0, len(self.a), 0, len(self.b))]
        found = []
        while queue:
            alo, ahi, blo, bhi = queue.pop()
            i, j, size = match = self.find_longest_match(alo, ahi, blo, bhi)
            if size:
                found.append(match)
                if alo < i and blo < j:
                    queue.append((alo, i, blo, j))
                if i + size < ahi and j + size < bhi:
                    queue.append((i + size, ahi, j + size, bhi))
        found.sort()
        blocks = []
        a = b = size = 0
        for i, j, length in found:
            if a + size == i and b + size == j:
                size += length
            else:
                if size:
                    blocks.append(Match(a, b, size))
                a, b, size = i, j, length
        if size:
            blocks.append(Match(a, b, size))
        blocks.append(Match(len(self.a), len(self.b), 0))
        self.matching_blocks = blocks
        return blocks

    def get_opcodes(self):
        if self.opcodes is not None:
            return self.opcodes
        i = j = 0
        self.opcodes = codes = []
        for a, b, size in self.get_matching_blocks():
            if i < a or j < b:
                codes.append(('insert' if i == a else 'replace' if j < b else 'delete', i, a, j, b))
            i, j = a + size, b + size
            if size:
                codes.append(('equal', a, i, b, j))
        return codes

    def get_grouped_opcodes(self, n=3):
        codes = self.get_opcodes()
        if not codes:
            codes = [('equal', 0, 1, 0, 1)]
        tag, i1, i2, j1, j2 = codes[0]
        if tag == 'equal':
            codes[0] = tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2
        tag, i1, i2, j1, j2 = codes[-1]
        if tag == 'equal':
            codes[-1] = tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)
        group = []
        for tag, i1, i2, j1, j2 in codes:
            if tag == 'equal' and i2 - i1 > n + n:
                group.append((tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                yield group
                group = []
                i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
            group.append((tag, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == 'equal'):
            yield group

    def ratio(self):
        matches = sum([block[-1] for block in self.get_matching_blocks()])
        return calculate_ratio(matches, len(self.a) + len(self.b))

    def quick_ratio(self):
        matches = _difflib_common(self.a, self.b)
        if matches is None:
            matches = self._count_common()
        return calculate_ratio(matches, len(self.a) + len(self.b))

    def _count_common(self):
        if self.fullbcount is None:
            self.fullbcount = counts = {}
            for item in self.b:
                counts[item] = counts.get(item, 0) + 1
        counts = self.fullbcount
        left = {}
        matches = 0
        for item in self.a:
            count = left[item] if item in left else counts.get(item, 0)
            left[item] = count - 1
            if count > 0:
                matches += 1
        return matches

    def real_quick_ratio(self):
        a, b = len(self.a), len(self.b)
        return calculate_ratio(min(a, b), a + b)

    def __class_getitem__(cls, parameters):
        return _class_item(cls, parameters)


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    if not n > 0:
        raise ValueError(f'n must be > 0: {n!r}')
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError(f'cutoff must be in [0.0, 1.0]: {cutoff!r}')
    found = []
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    for candidate in possibilities:
        matcher.set_seq1(candidate)
        if matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff and matcher.ratio() >= cutoff:
            found.append((matcher.ratio(), candidate))
    found.sort(reverse=True)
    return [candidate for _, candidate in found[:n]]


def keep_space(text, tags):
    """The tags under a line, with its own white space where nothing is marked."""
    shown = [char if tag == ' ' and char.isspace() else tag for char, tag in zip(text, tags)]
    return ''.join(shown).rstrip()


class Differ:
    __module__ = 'difflib'

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk = linejunk
        self.charjunk = charjunk

    def compare(self, a, b):
        for tag, alo, ahi, blo, bhi in SequenceMatcher(self.linejunk, a, b).get_opcodes():
            if tag == 'replace':
                yield from self._fancy_replace(a, alo, ahi, b, blo, bhi)
            elif tag == 'delete':
                yield from self._dump('-', a, alo, ahi)
            elif tag == 'insert':
                yield from self._dump('+', b, blo, bhi)
            else:
                yield from self._dump(' ', a, alo, ahi)

    def _dump(self, tag, x, lo, hi):
        for index in range(lo, hi):
            yield f'{tag} {x[index]}'

    def _plain_replace(self, a, alo, ahi, b, blo, bhi):
        if bhi - blo < ahi - alo:
            yield from self._dump('+', b, blo, bhi)
            yield from self._dump('-', a, alo, ahi)
        else:
            yield from self._dump('-', a, alo, ahi)
            yield from self._dump('+', b, blo, bhi)

    def _fancy_replace(self, a, alo, ahi, b, blo, bhi):
        best, cutoff = 0.74, 0.75
        cruncher = SequenceMatcher(self.charjunk)
        equal = None
        for j in range(blo, bhi):
            bj = b[j]
            cruncher.set_seq2(bj)
            for i in range(alo, ahi):
                ai = a[i]
                if ai == bj:
                    if equal is None:
                        equal = i, j
                    continue
                cruncher.set_seq1(ai)
                if cruncher.real_quick_ratio() > best and cruncher.quick_ratio() > best and cruncher.ratio() > best:
                    best, besti, bestj = cruncher.ratio(), i, j
        if best >= cutoff:
            equal = None
        elif equal is None:
            yield from self._plain_replace(a, alo, ahi, b, blo, bhi)
            return
        else:
            besti, bestj = equal
        yield from self._fancy_helper(a, alo, besti, b, blo, bestj)
        if equal is None:
            yield from self._mark(cruncher, a[besti], b[bestj])
        else:
            yield '  ' + a[besti]
        yield from self._fancy_helper(a, besti + 1, ahi, b, bestj + 1, bhi)

    def _mark(self, cruncher, aline, bline):
        """Two similar lines, with marks under what differs."""
        atags = btags = ''
        cruncher.set_seqs(aline, bline)
        for tag, i1, i2, j1, j2 in cruncher.get_opcodes():
            amark, bmark = MARKS[tag]
            atags += amark * (i2 - i1)
            btags += bmark * (j2 - j1)
        yield from self._qformat(aline, bline, atags, btags)

    def _fancy_helper(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi:
            if blo < bhi:
                yield from self._fancy_replace(a, alo, ahi, b, blo, bhi)
            else:
                yield from self._dump('-', a, alo, ahi)
        elif blo < bhi:
            yield from self._dump('+', b, blo, bhi)

    def _qformat(self, aline, bline, atags, btags):
        atags = keep_space(aline, atags)
        btags = keep_space(bline, btags)
        yield '- ' + aline
        if atags:
            yield f'? {atags}\n'
        yield '+ ' + bline
        if btags:
            yield f'? {btags}\n'


MARKS = {'replace': ('^', '^'), 'delete': ('-', ''), 'insert': ('', '+'), 'equal': (' ', ' ')}


def IS_LINE_JUNK(line, pat=None):
    if pat is not None:
        return pat(line) is not None
    if not isinstance(line, str):
        raise TypeError(f"expected string or bytes-like object, got '{_type_name(line)}'")
    return line.strip() in ('', '#')


def IS_CHARACTER_JUNK(ch, ws=' \t'):
    return ch in ws


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    return Differ(linejunk, charjunk).compare(a, b)


def check_types(a, b, *args):
    for lines in (a, b):
        if lines and not isinstance(lines[0], str):
            raise TypeError(f'lines to compare must be str, not {type(lines[0]).__name__} ({lines[0]!r})')
    for arg in args:
        if not isinstance(arg, str):
            raise TypeError(f'all arguments must be str, not: {arg!r}')


def unified_range(start, stop):
    length = stop - start
    if length == 1:
        return f'{start + 1}'
    return f'{start + 1 if length else start},{length}'


def unified_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\n'):
    check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            fromdate = f'\t{fromfiledate}' if fromfiledate else ''
            todate = f'\t{tofiledate}' if tofiledate else ''
            yield f'--- {fromfile}{fromdate}{lineterm}'
            yield f'+++ {tofile}{todate}{lineterm}'
        first, last = group[0], group[-1]
        yield f'@@ -{unified_range(first[1], last[2])} +{unified_range(first[3], last[4])} @@{lineterm}'
        for tag, i1, i2, j1, j2 in group:
            if tag == 'equal':
                for line in a[i1:i2]:
                    yield ' ' + line
                continue
            if tag != 'insert':
                for line in a[i1:i2]:
                    yield '-' + line
            if tag != 'delete':
                for line in b[j1:j2]:
                    yield '+' + line


def context_range(start, stop):
    length = stop - start
    if length <= 1:
        return f'{start + 1 if length else start}'
    return f'{start + 1},{start + length}'


PREFIXES = {'insert': '+ ', 'delete': '- ', 'replace': '! ', 'equal': '  '}


def context_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\n'):
    check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            fromdate = f'\t{fromfiledate}' if fromfiledate else ''
            todate = f'\t{tofiledate}' if tofiledate else ''
            yield f'*** {fromfile}{fromdate}{lineterm}'
            yield f'--- {tofile}{todate}{lineterm}'
        first, last = group[0], group[-1]
        tags = [code[0] for code in group]
        yield '***************' + lineterm
        yield f'*** {context_range(first[1], last[2])} ****{lineterm}'
        if 'replace' in tags or 'delete' in tags:
            for tag, i1, i2, _, _ in group:
                if tag != 'insert':
                    for line in a[i1:i2]:
                        yield PREFIXES[tag] + line
        yield f'--- {context_range(first[3], last[4])} ----{lineterm}'
        if 'replace' in tags or 'insert' in tags:
            for tag, _, _, j1, j2 in group:
                if tag != 'delete':
                    for line in b[j1:j2]:
                        yield PREFIXES[tag] + line


def decoded(data):
    try:
        return data.decode('ascii', 'surrogateescape')
    except AttributeError as error:
        raise TypeError(f'all arguments must be bytes, not {type(data).__name__} ({data!r})') from error


def diff_bytes(dfunc, a, b, fromfile=b'', tofile=b'', fromfiledate=b'', tofiledate=b'', n=3, lineterm=b'\n'):
    a = [decoded(line) for line in a]
    b = [decoded(line) for line in b]
    names = [decoded(name) for name in (fromfile, tofile, fromfiledate, tofiledate)]
    for line in dfunc(a, b, *names, n, decoded(lineterm)):
        yield line.encode('ascii', 'surrogateescape')


def restore(delta, which):
    try:
        tag = {1: '- ', 2: '+ '}[int(which)]
    except KeyError:
        raise ValueError(f'unknown delta choice (must be 1 or 2): {which!r}') from None
    for line in delta:
        if line[:2] in ('  ', tag):
            yield line[2:]
