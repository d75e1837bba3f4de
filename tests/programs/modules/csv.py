# --- readers
import csv
def read(lines, **options):
    try: return list(csv.reader(lines, **options))
    except Exception as e: return type(e).__name__, str(e)
print(read(['a,b,c\r\n', '1,"x,y",3\r\n', '"multi\n', 'line",2\n']), read([]), read(['']), read(['\n', '\r\n', ' ', ',', '""']), read('a,b'))
for line in ('a"b"c', '"a"b', '"a""b"', '"a" "b"', '"a', 'a\rb', 'a\nb', 'a\n\n', '"a\n"', "'a,b'", 'a, b, "c"', ' a ,"b" ', 'a\0b', '"', '""', '"",', ',,', 'a;b', 'a\tb', '\ufeffa,b', 'é,ü', '\\a,b', 'a\\,b', '"a\\"b"', 'a\\', '1,2.5,"3",x', '1,,"",2', '1e5,nan,-inf', '\\1,2', '"1"2', ' 1, 2'):
    print(repr(line), read([line]), read([line], strict=True), read([line], quoting=csv.QUOTE_NONE), read([line], escapechar='\\'), read([line], doublequote=False), read([line], skipinitialspace=True), read([line], quotechar="'"), read([line], delimiter=';'), read([line], delimiter=' ', skipinitialspace=True), read([line], quoting=csv.QUOTE_NONNUMERIC), read([line], quoting=csv.QUOTE_NONNUMERIC, escapechar='\\', skipinitialspace=True), read([line], 
 quoting=csv.QUOTE_NONE, escapechar='\\'), read([line, 'next,line'], escapechar='\\', doublequote=False, strict=True), read([line], quotechar=None), read([line], dialect='excel-tab'), read([line], dialect='unix'), read([line], quoting=csv.QUOTE_ALL))
print(read(['a\\\n', 'b'], escapechar='\\'), read(['a\\', 'b'], escapechar='\\'), read(['"a\\', 'b"'], escapechar='\\'), read(['a\\\r', '\n', 'b'], escapechar='\\'), read(['"a', 'b', 'c"d"', 'e"']), read(['"a,b\r\n', '\r\n', 'c"\r\n', 'd']))
r = csv.reader(iter(['a,b\n', '"c\n', 'd",e\n', 'f']))
print(iter(r) is r, next(r), r.line_num, next(r), r.line_num, list(r), r.line_num, next(r, 'end'), type(r).__name__, r.dialect.delimiter, r.dialect.quoting)
def lines():
    yield 'x,y'
    yield '1,2'
print([row for row in csv.reader(lines())], list(csv.reader(line for line in 'a|b'.split('|'))), list(csv.reader('a,b\nc,d'.split('\n'), 'excel', delimiter=',')), list(csv.reader('a,b\n"c\nd",e'.splitlines(keepends=True))))
print(csv.__version__, csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_NONE, csv.reader, csv.writer, csv.Error, csv.Error.__mro__)
class S(str): pass
print(list(csv.reader([S('a,b'), S('"c'), 'd"'])), [type(x) for x in next(csv.reader([S('a')]))])
for f in (lambda: csv.reader(), lambda: csv.reader(5), lambda: csv.reader([], 'nope'), lambda: csv.reader([], 'excel', 1), lambda: csv.reader([], nope=1), lambda: next(csv.reader([5])), lambda: next(csv.reader([b'a'])), lambda: next(csv.reader([None])), lambda: next(csv.reader([])), lambda: csv.reader([], delimiter=''), lambda: csv.reader([], delimiter='ab'), lambda: csv.reader([], delimiter=5), lambda: csv.reader([], delimiter=None), lambda: csv.reader([], delimiter=b','), lambda: csv.reader([], delimiter=[]), lambda: csv.reader([], quotechar=''), lambda: csv.reader([], quotechar=5.5), lambda: csv.reader([], escapechar='xx'), lambda: csv.reader([], quoting=99), lambda: csv.reader([], quoting='x'), lambda: csv.reader([], quoting=True), lambda: csv.reader([], quoting=10 ** 30), lambda: csv.reader([], quotechar=None, quoting=csv.QUOTE_ALL), lambda: csv.reader([], lineterminator=None), lambda: csv.reader([], lineterminator=5), lambda: csv.reader([], delimiter='\n'), lambda: csv.reader([], delimiter='"'), lambda: csv.reader([], quotechar=' ', skipinitialspace=True), lambda: csv.reader([], escapechar=','), lambda: csv.reader([]).nope, lambda: csv.reader([]).line_num, lambda: csv.nope, lambda: next(csv.reader(['x' * 131073])), lambda: len(next(csv.reader(['x' * 131072]))[0]), lambda: next(csv.reader(['"' + 'x' * 131073 + '"'])), lambda: type(csv.reader([]))(), lambda: csv.reader([], dialect=5).dialect.delimiter, lambda: csv.reader([], 'excel', dialect='excel')):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
# --- quoting that tells what is a string
# min_python: 3.12
import csv
print(csv.QUOTE_STRINGS, csv.QUOTE_NOTNULL)
for line in ('1,"2",,""', 'a', '', ',', '"a"1', ' 1', '1\n', '\\1'):
    for quoting in (csv.QUOTE_STRINGS, csv.QUOTE_NOTNULL):
        try: print(repr(line), quoting, list(csv.reader([line], quoting=quoting, escapechar='\\')))
        except Exception as e: print(type(e).__name__, e)
class F:
    def write(self, s): print(repr(s))
class N:
    def __str__(self): return 'n'
    def __float__(self): return 1.0
for quoting in (csv.QUOTE_STRINGS, csv.QUOTE_NOTNULL):
    w = csv.writer(F(), quoting=quoting)
    for row in (['a', 1, None, 2.5, '', N()], [None], [''], [None, None], [[1]]):
        try: w.writerow(row)
        except csv.Error as e: print('Error', e)
# --- writers
import csv
class F:
    def __init__(self): self.t = []
    def write(self, s): self.t.append(s); return len(s)
class Obj:
    def __str__(self): return 'o,bj'
class Num(Obj):
    def __int__(self): return 1
class I(int): pass
class S(str):
    def __str__(self): return 'never'
def write(row, **options):
    f = F()
    try: return csv.writer(f, **options).writerow(row), ''.join(f.t)
    except Exception as e: return type(e).__name__, str(e)
rows = ([], [''], [None], ['a', 1, 2.5, None, True], ['x,y', 'q"q', 'n\nn', 'r\r'], [' a ', "it's", '\\'], 'abc', ('t', ), [b'x', [1, 2], {'a': 1}, 1 + 2j, 1e300, 10 ** 40, -0.0, float('nan')], [Obj(), Num(), I(5), S('s')], {'k': 1}, (i for i in 'ab'), range(3), ['', ''], [None, None], ['é€😀'], ['\0'], ['a;b', 'c\td'], ["'"], [',', '"'])
for row in rows[:-3]:
    if not isinstance(row, (list, tuple, str, dict, range)): row = list(row)
    print(row if not any(isinstance(x, Obj) for x in row) else 'objects', [write(row, **o) for o in ({}, dict(quoting=csv.QUOTE_ALL), dict(quoting=csv.QUOTE_NONNUMERIC), dict(quoting=csv.QUOTE_NONE), dict(quoting=csv.QUOTE_NONE, escapechar='\\'), dict(doublequote=False), dict(doublequote=False, escapechar='\\'), dict(escapechar='\\'), dict(delimiter='\t'), dict(delimiter=';', lineterminator='\n'), dict(quotechar="'"), dict(lineterminator='!'), dict(lineterminator=''), dict(dialect='unix'), dict(dialect='excel-tab'), dict(delimiter=' ', quoting=csv.QUOTE_NONNUMERIC), dict(quotechar=None, escapechar='\\'))])
f = F(); w = csv.writer(f)
print(w.writerow(i for i in 'ab'), w.writerows([[1, 2], 'xy', (None,)]), w.writerows(iter([])), w.writerows(([i] for i in range(2))), f.t, w.dialect.lineterminator, type(w).__name__)
class Bad:
    def __str__(self): raise KeyError('bad')
class NotStr:
    def __str__(self): return 5
class BadFile:
    def write(self, s): raise OSError('full')
class BadIter:
    def __iter__(self): raise ValueError('iter')
for g in (lambda: w.writerow(), lambda: w.writerow(5), lambda: w.writerow(None), lambda: w.writerow([1], 2), lambda: w.writerows(), lambda: w.writerows(5), lambda: w.writerows([5]), lambda: w.writerows([[1], None]), lambda: w.writerow([Bad()]), lambda: w.writerow([NotStr()]), lambda: w.writerow(BadIter()), lambda: csv.writer(BadFile()).writerow([1]), lambda: csv.writer(), lambda: csv.writer(5), lambda: csv.writer([]), lambda: csv.writer(F(), 'nope'), lambda: csv.writer(F(), 1, 2), lambda: csv.writer(F(), nope=1), lambda: csv.writer(F(), quoting=None), lambda: w.nope, lambda: csv.writer(F(), quoting=csv.QUOTE_NONE, quotechar=None).writerow(['"', "'"]), lambda: csv.writer(F(), quoting=3).writerow([1, 'a,b'])):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
# --- dicts
import csv
class F:
    def __init__(self): self.t = []
    def write(self, s): self.t.append(s); return len(s)
data = ['name,age,city\r\n', 'Ann,30,Rome\r\n', '\r\n', 'Bob,25\r\n', 'Eve,1,Paris,extra,more\r\n', '"A\n', 'B",2,C\n']
r = csv.DictReader(data)
print(r.fieldnames, r.line_num, next(r), r.line_num, list(r), r.line_num, r.restkey, r.restval, r.dialect, iter(r) is r)
print(list(csv.DictReader(data, restkey='rest', restval='?')), list(csv.DictReader(data, ['x', 'y'])), list(csv.DictReader(data, fieldnames=iter('ab'), restkey='r') if False else []), list(csv.DictReader([])), csv.DictReader([]).fieldnames, list(csv.DictReader(['a'])), list(csv.DictReader(['', 'a', 'b'])), list(csv.DictReader(['a;b', '1;2'], delimiter=';')), list(csv.DictReader(['a\tb', '1\t2'], dialect='excel-tab')), list(csv.DictReader(['1,2'], 'ab', None, None, 'excel')))
r = csv.DictReader(['1,2', '3,4']); r.fieldnames = ['p', 'q']; print(list(r), r.reader.line_num)
f = F(); w = csv.DictWriter(f, fieldnames=['a', 'b'])
print(w.writeheader(), w.writerow({'a': 1, 'b': 'x,y'}), w.writerow({'b': 2}), w.writerows([{'a': 1}, {}]), w.writerows({'a': i} for i in range(2)), f.t, w.fieldnames, w.restval, w.extrasaction)
f = F(); w = csv.DictWriter(f, ('a', 'b'), restval='-', extrasaction='ignore', quoting=csv.QUOTE_ALL, lineterminator='\n'); w.writeheader(); w.writerow({'a': 1, 'z': 2}); print(f.t)
for g in (lambda: csv.DictWriter(F(), ['a']).writerow({'a': 1, 'z': 2}), lambda: csv.DictWriter(F(), ['a'], extrasaction='nope'), lambda: csv.DictWriter(F(), ['a'], extrasaction=5), lambda: csv.DictWriter(F()), lambda: csv.DictWriter(F(), ['a']).writerow([1]), lambda: csv.DictWriter(F(), None).writeheader(), lambda: csv.DictReader(), lambda: csv.DictReader(5), lambda: csv.DictReader([], dialect='no'), lambda: csv.DictReader([], nope=1), lambda: next(csv.DictReader([])), lambda: next(csv.DictReader(['a'])), lambda: csv.DictReader([5]).fieldnames, lambda: csv.DictReader(['a']).nope, lambda: csv.DictReader(['a'], 5).fieldnames, lambda: next(csv.DictReader(['a'], 5))):
    try: print(g())
    except BaseException as e: print(type(e).__name__, e)
class Upper(csv.DictReader):
    @property
    def fieldnames(self): return [n.upper() for n in super().fieldnames]
class Row(csv.DictWriter):
    def _dict_to_list(self, row): return ['*', *super()._dict_to_list(row)]
f = F(); Row(f, ['a']).writerow({'a': 1}); print(list(Upper(['a,b', '1,2'])), f.t)
from collections import Counter
total = Counter()
for row in csv.DictReader('region,amount\nn,1\ns,2\nn,3'.splitlines()): total[row['region']] += int(row['amount'])
print(total.most_common())
# --- dialects
import csv
class semi(csv.excel):
    delimiter = ';'
    quoting = csv.QUOTE_ALL
class pipe(csv.Dialect):
    delimiter = '|'; quotechar = "'"; doublequote = False; escapechar = '~'; lineterminator = '\n'; quoting = csv.QUOTE_MINIMAL; skipinitialspace = True; strict = True
print(csv.list_dialects(), csv.register_dialect('semi', semi), csv.register_dialect('p', pipe, delimiter='/'), csv.register_dialect('k', delimiter='k', quoting=csv.QUOTE_NONE), csv.register_dialect('copy', 'semi', quotechar="'"), csv.list_dialects())
for name in csv.list_dialects():
    d = csv.get_dialect(name)
    print(name, [getattr(d, n) for n in ('delimiter', 'doublequote', 'escapechar', 'lineterminator', 'quotechar', 'quoting', 'skipinitialspace', 'strict')], type(d).__name__)
print(list(csv.reader(["a| 'b|c'|d~|e"], pipe)), list(csv.reader(['a;b'], semi())), list(csv.reader(['akb'], 'k')), list(csv.reader(['a;b'], dialect=semi, delimiter=',')), list(csv.reader(['a/b'], csv.get_dialect('p'))), csv.unregister_dialect('k'), csv.list_dialects(), csv.get_dialect(name='excel').delimiter, csv.unregister_dialect(name='p'))
class Settings: delimiter = ':'
s = Settings(); s.quotechar = '%'
print(list(csv.reader(['a:%b:c%'], s)), list(csv.reader(['a:b'], Settings)), csv.excel.delimiter, csv.excel_tab.delimiter, csv.unix_dialect.lineterminator, csv.excel().delimiter, csv.Dialect.delimiter, issubclass(csv.excel_tab, csv.excel), csv.excel, csv.unix_dialect.quoting, csv.excel._name, pipe()._valid)
class bad1(csv.excel): delimiter = 'xx'
class bad2(csv.excel): quotechar = None
class bad3(csv.excel): quoting = 'x'
class bad4(csv.Dialect): pass
for g in (bad1, bad2, bad3, bad4, csv.Dialect, lambda: csv.get_dialect('zz'), lambda: csv.get_dialect(), lambda: csv.get_dialect(5), lambda: csv.get_dialect([]), lambda: csv.register_dialect(), lambda: csv.register_dialect(5), lambda: csv.register_dialect('a', 'b', 'c'), lambda: csv.register_dialect('a', nope=1), lambda: csv.register_dialect('a', 'zz'), lambda: csv.register_dialect('a', delimiter=5), lambda: csv.unregister_dialect('zz'), lambda: csv.unregister_dialect(), lambda: csv.list_dialects(1), lambda: csv.get_dialect('excel').nope, lambda: csv.get_dialect(nope=1), lambda: csv.reader([], bad1)):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
old = csv.field_size_limit()
print(old, csv.field_size_limit(5), csv.field_size_limit(), next(csv.reader(['abcde'])))
for g in (lambda: next(csv.reader(['abcdef'])), lambda: next(csv.reader(['"abcdef"'])), lambda: next(csv.reader(['ab,"cd', 'efg"'])), lambda: csv.field_size_limit('a'), lambda: csv.field_size_limit(1, 2), lambda: csv.field_size_limit(10 ** 30), lambda: csv.field_size_limit(1.5), lambda: csv.field_size_limit(True), lambda: csv.field_size_limit(limit=5)):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
print(csv.field_size_limit(old), csv.field_size_limit())
for name in ('semi', 'copy'): csv.unregister_dialect(name)
import copy
class W:
    def write(self, s): pass
for x in (csv.reader([]), csv.writer(W()), csv.get_dialect('excel')):
    for f in (copy.copy, copy.deepcopy):
        try: f(x)
        except TypeError as e: print(e)
# --- the sniffer
import csv
samples = ['a,b,c\n1,2,3\n4,5,6\n', 'name;age\nann;30\nbob;25\n', "a\tb\n1\t2\n", '"a","b"\n"1","2"\n', "'a':'b'\n'c':'d'\n", 'x|y|z\n1|2|3\n', 'a b c\nd e f\n', '"a", "b", "c"\n"d", "e", "f"\n', '"it""s";"b"\n"c";"d"\n', 'one\ntwo\n', '', 'a', 'h1,h2\n1.5,x\n2.5,y\n', 'Harry\'s, Arlington Heights, IL, 2/1/03, Kimi Hayes\nShark City, Glendale Heights, IL, 12/28/02, Prezence\nTommy\'s Place, Blue Island, IL, 12/28/02, Blue Sunday/White Crow\n', "'Harry''s':'Arlington Heights'\n'Shark':'Glendale'\n", '2,3\n4,5\n', 'a:b\nc:d', 'aéb\ncéd', '"x"\n"y"\n']
for sample in samples:
    for delimiters in (None, ',;', ['|', ':'], ''):
        try:
            d = csv.Sniffer().sniff(sample, delimiters)
            print(repr(sample[:20]), delimiters, repr(d.delimiter), repr(d.quotechar), d.doublequote, d.skipinitialspace, d.quoting, repr(d.lineterminator), d._name, d.__name__, list(csv.reader(sample.splitlines(), d))[:2])
        except Exception as e: print(type(e).__name__, e)
    try: print(csv.Sniffer().has_header(sample))
    except BaseException as e: print(type(e).__name__, e)
s = csv.Sniffer(); print(s.preferred); s.preferred = [';']; print(s.sniff('a;b,c\nd;e,f').delimiter)
for g in (lambda: s.sniff(), lambda: s.sniff(5), lambda: csv.Sniffer(1), lambda: s.nope):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
# --- files in memory
import csv, io
data = """id,name,amount,date
1,"Smith, John",100.50,2024-01-01
2,"O""Brien",200,2024-01-02
3,,300.25,2024-01-03
"""
rows = list(csv.DictReader(io.StringIO(data)))
print(rows, sum(float(r['amount']) for r in rows))
out = io.StringIO()
w = csv.DictWriter(out, fieldnames=rows[0].keys(), lineterminator='\n')
w.writeheader(); w.writerows(rows)
print(out.getvalue())
buf = io.StringIO(newline='')
w = csv.writer(buf, delimiter='\t', quoting=csv.QUOTE_NONNUMERIC); w.writerow(['a', 1, 2.5, None, 'x\ny']); print(repr(buf.getvalue()))
buf.seek(0); print(list(csv.reader(buf, delimiter='\t', quoting=csv.QUOTE_NONNUMERIC) if False else csv.reader(buf, delimiter='\t')))
reader = csv.reader(io.StringIO(data)); header = next(reader); cols = list(zip(*reader)); print(header, cols)
sample = io.StringIO('a;b;c\n1;2;3\n4;5;6\n'); d = csv.Sniffer().sniff(sample.read(1024)); sample.seek(0); print(list(csv.reader(sample, d)), d.delimiter)
by = {}
for row in csv.DictReader(data.splitlines()): by.setdefault(row['date'][:7], []).append(row)
print({k: len(v) for k, v in by.items()})
from collections import namedtuple
R = namedtuple('R', header); print([R(*r) for r in csv.reader(data.splitlines()[1:])][0])
import decimal, datetime
o = io.StringIO(); csv.writer(o, quoting=csv.QUOTE_NONNUMERIC).writerow([decimal.Decimal('1.50'), datetime.date(2024, 1, 2), True, (1, 2)]); print(o.getvalue())
# --- suspended within
# externals: add, upper
import csv
class Lines:
    def __init__(self, lines): self.lines = iter(lines)
    def __iter__(self): return self
    def __next__(self): return upper(next(self.lines))
class F:
    def __init__(self): self.t = []
    def write(self, s): self.t.append(upper(s)); return add(len(s), 1)
class O:
    def __str__(self): return upper('obj')
csv.register_dialect('mine', delimiter=';', lineterminator='\n')
csv.field_size_limit(100)
r = csv.reader(Lines(['a,b', '"c', 'd', 'e"",f"', 'g']))
d = csv.DictReader(Lines(['x;y', '1;2', '3;4']), dialect='mine')
f = F(); w = csv.writer(f, 'mine')
dialect = csv.Sniffer().sniff('a|b\nc|d\n')
print(next(r), next(d), w.writerow(['a', O(), 1]))
print(next(r), next(d), w.writerows([[O()], 'xy']), r.line_num, d.line_num, next(r), f.t, csv.field_size_limit(), csv.list_dialects(), list(csv.reader(['1|2'], dialect)), dialect().delimiter)
