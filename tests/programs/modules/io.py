# --- StringIO
import io
from io import StringIO
s = StringIO()
print(s.write('hello\n'), s.write(''), s.write('wörld'), s.tell(), repr(s.getvalue()), s.read(), s.seek(0), s.read(3), s.readline(), s.read(), s.read())
print(s.seek(2), s.write('XY'), s.getvalue(), s.tell(), s.seek(0, 2), s.seek(0, 1), s.seek(20), s.write('!'), repr(s.getvalue()), s.truncate(4), s.getvalue(), s.tell(), s.truncate(100), s.getvalue(), s.seek(1), s.truncate(), s.getvalue())
print(s.readable(), s.writable(), s.seekable(), s.isatty(), s.flush(), s.closed, s.newlines, s.encoding, s.errors, s.line_buffering)
s = StringIO('a\nbb\n\nccc')
print(list(s), s.seek(0), s.readlines(), s.seek(0), s.readlines(3), s.seek(0), s.readline(1), s.readline(-1), s.readline(0), s.readline(None), next(s), next(s, 'end'), s.seek(0), s.read(None), iter(s) is s)
s.seek(0); print([line.strip() for line in s], s.tell())
s.seek(0); s.writelines(['1', '2']); s.writelines(x for x in 'ab'); print(s.getvalue(), s.writelines([]))
with StringIO('x') as f: print(f.read())
print(f.closed, f.close())
print('a', 1, sep='-', end='!', file=(out := StringIO())); print('b', file=out, flush=True); print(repr(out.getvalue()))
s = StringIO('abc'); s.write('X'); print(s.getvalue(), StringIO(None).getvalue() == '', StringIO(initial_value='q').read(), StringIO('x', None).read())
class I:
    def __index__(self): return 1
class S(str): pass
s = StringIO(S('abc')); print(s.read(I()), s.seek(I()), s.readline(I()), s.write(S('zz')), s.getvalue(), type(s.getvalue()).__name__)
print(isinstance(s, io.TextIOBase), isinstance(s, io.IOBase), isinstance(s, io.RawIOBase), issubclass(StringIO, io.BufferedIOBase), StringIO, s)
s.extra = 5; print(s.extra, io.SEEK_SET, io.SEEK_CUR, io.SEEK_END, io.DEFAULT_BUFFER_SIZE > 0, io.BlockingIOError is BlockingIOError, io.text_encoding('utf-8'), io.text_encoding(None), callable(io.open))
# --- newlines
from io import StringIO, IncrementalNewlineDecoder
text = 'a\nb\r\nc\rd'
for newline in (None, '', '\n', '\r', '\r\n'):
    s = StringIO(text, newline)
    print(repr(newline), s.readlines(), repr(s.getvalue()), s.newlines)
    s = StringIO(newline=newline); s.write('x\r'); s.write('\ny\n'); print(repr(s.getvalue()), s.seek(0), [*s], s.newlines)
d = IncrementalNewlineDecoder(None, True)
print(repr(d.decode('a\r')), repr(d.decode('\nb\r')), d.newlines, repr(d.decode('', True)), d.newlines, d.getstate(), d.reset(), d.newlines, repr(d.decode('x\r\ny\rz\n')), d.newlines)
d = IncrementalNewlineDecoder(decoder=None, translate=False); print(repr(d.decode('a\r\nb\r')), repr(d.decode(input='c', final=True)), d.newlines, d.setstate((b'', 1)), repr(d.decode('')), repr(d.decode('q')))
for f in (lambda: StringIO('', 'x'), lambda: StringIO('', 5), lambda: StringIO(newline='\n\n')):
    try: f()
    except Exception as e: print(type(e).__name__, e)
# --- BytesIO
import io
from io import BytesIO
b = BytesIO()
print(b.write(b'hello\n'), b.write(bytearray(b'world')), b.write(b''), b.tell(), b.getvalue(), b.read(), b.seek(0), b.read(3), b.readline(), b.read(), b.read(5))
print(b.seek(2), b.write(b'XY'), b.getvalue(), b.seek(-2, 2), b.read(), b.seek(-3, 1), b.read1(2), b.read1(), b.seek(-99, 1), b.seek(20), b.write(b'!'), b.getvalue(), b.truncate(4), b.getvalue(), b.tell(), b.truncate(100), b.seek(1), b.truncate(), b.getvalue())
print(b.readable(), b.writable(), b.seekable(), b.isatty(), b.flush(), b.closed)
b = BytesIO(b'a\nbb\n\nccc')
print(list(b), b.seek(0), b.readlines(), b.seek(0), b.readlines(3), b.seek(0), b.readline(1), b.readline(-1), b.readline(None), next(b), next(b, 'end'), b.seek(0), b.read(None), b.seek(50), b.read(), b.readline())
target = bytearray(4); b.seek(0); print(b.readinto(target), target, b.readinto1(target), target, b.readinto(target), target, b.readinto(target))
b.seek(0); b.writelines([b'1', b'2']); print(b.getvalue(), type(b.getvalue()).__name__)
with BytesIO(b'x') as f: print(f.read())
print(f.closed, f.close(), BytesIO(None).getvalue(), BytesIO(initial_bytes=b'q').read(), BytesIO(bytearray(b'abc')).getvalue())
class I:
    def __index__(self): return 1
class B(bytes): pass
b = BytesIO(B(b'abc')); print(b.read(I()), b.seek(I()), b.write(B(b'zz')), b.getvalue())
print(isinstance(b, io.BufferedIOBase), isinstance(b, io.IOBase), isinstance(b, io.TextIOBase), BytesIO, b)
# --- errors
import io
from io import StringIO, BytesIO
s = StringIO('a\nb'); b = BytesIO(b'a\nb'); c = StringIO(); c.close(); d = BytesIO(); d.close()
class A: pass
for f in (lambda: StringIO(5), lambda: StringIO(A()), lambda: StringIO('a', 'b', 'c'), lambda: StringIO(foo=1), lambda: s.write(5), lambda: s.write(b'x'), lambda: s.write(A()), lambda: s.read('x'), lambda: s.read(1.5), lambda: s.readline('x'), lambda: s.seek('x'), lambda: s.seek(-1), lambda: s.seek(1, 1), lambda: s.seek(0, 5), lambda: s.seek(1, 2), lambda: s.truncate(-1), lambda: s.truncate('x'),
    lambda: c.read(), lambda: c.write('x'), lambda: c.getvalue(), lambda: c.closed, lambda: c.readable(), lambda: c.seekable(), lambda: next(c), lambda: c.__enter__(), lambda: c.tell(), lambda: c.flush(), lambda: c.isatty(), lambda: c.writelines([]), lambda: c.close(), lambda: c.newlines, lambda: c.line_buffering, lambda: s.fileno(), lambda: s.detach(), lambda: s.writelines([1]), lambda: s.writelines(5), lambda: s.readlines('x'), lambda: print('x', file=c),
    lambda: BytesIO('x'), lambda: BytesIO(5), lambda: b.write('x'), lambda: b.write(5), lambda: b.write(A()), lambda: b.read('x'), lambda: b.read(1.5), lambda: b.readline('x'), lambda: b.seek('x'), lambda: b.seek(-1), lambda: b.seek(0, 5), lambda: b.truncate(-1), lambda: b.truncate('x'), lambda: d.read(), lambda: d.getvalue(), lambda: d.readable(), lambda: d.flush(), lambda: d.writelines([]), lambda: d.closed, lambda: d.isatty(), lambda: b.fileno(), lambda: b.detach(), lambda: b.writelines(['x']), lambda: b.readinto(b'x'), lambda: b.readinto('x'), lambda: b.read1('x'), lambda: b.readlines('x'), lambda: [*d]):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
print(io.UnsupportedOperation.__mro__[1:3], io.UnsupportedOperation('x'))
# --- streams of one's own
import io
class Raw(io.RawIOBase):
    def __init__(self, data): self.data = data
    def readable(self): return True
    def readinto(self, buffer):
        part = self.data[:min(len(buffer), 3)]
        self.data = self.data[len(part):]
        buffer[:len(part)] = part
        return len(part)
r = Raw(b'ab\ncdefg')
print(r.read(2), r.readline(), r.read(), r.read(), r.closed, isinstance(r, io.IOBase))
r = Raw(b'x\ny\nz'); print(list(r), Raw(b'q\nr').readlines(), Raw(b'abcdef').readall())
with Raw(b'') as r: print(r.seekable(), r.writable(), r.isatty())
print(r.closed)
class Upper(io.StringIO):
    def write(self, s): return super().write(s.upper())
u = Upper('init'); u.write('abc'); print('x', file=u); u.writelines(['y', 'z']); print(repr(u.getvalue()), type(u).__name__)
class Log(io.TextIOBase):
    def __init__(self): self.lines = []
    def writable(self): return True
    def write(self, s): self.lines.append(s); return len(s)
log = Log(); print('a', 'b', file=log); print(log.lines, log.encoding, log.closed, log.newlines)
class Buffered(io.BufferedIOBase):
    def read(self, size=-1): return b'data'[:size]
t = bytearray(3); print(Buffered().readinto(t), t)
for f in (lambda: io.IOBase().seek(1), lambda: io.IOBase().tell(), lambda: io.IOBase().truncate(), lambda: io.IOBase().fileno(), lambda: io.IOBase().readable(), lambda: io.BufferedIOBase().read(), lambda: io.BufferedIOBase().write(b''), lambda: io.BufferedIOBase().detach(), lambda: io.BufferedIOBase().read1(), lambda: io.TextIOBase().read(), lambda: io.TextIOBase().write(''), lambda: io.TextIOBase().readline(), lambda: io.TextIOBase().detach(), lambda: io.TextIOBase().errors, lambda: r.read(), lambda: r.__enter__(), lambda: iter(r)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- TextIOWrapper
import io
b = io.BytesIO('héllo\nwörld\r\nlast'.encode())
t = io.TextIOWrapper(b, encoding='utf-8')
print(t.readline(), t.read(3), t.read(), t.newlines, t.encoding, t.errors, t.buffer is b, t.line_buffering, t.write_through, t.closed, t.readable(), t.writable(), t.seekable())
print(t.seek(0), [*t], t, isinstance(t, io.TextIOBase), t.isatty())
t = io.TextIOWrapper(io.BytesIO(b'a\r\nb\rc'), 'utf-8', newline=''); print(t.readlines(), t.newlines)
t = io.TextIOWrapper(io.BytesIO(b'a\r\nb\rc'), 'ascii', 'replace', '\r\n'); print(t.readlines(), t.newlines)
b = io.BytesIO(); t = io.TextIOWrapper(b, encoding='utf-8', newline='\r\n')
print(t.write('é\nx'), b.getvalue(), t.flush(), b.getvalue(), t.tell(), print('p', file=t), t.detach() is b, b.getvalue())
b = io.BytesIO(); t = io.TextIOWrapper(b, 'utf-8', line_buffering=True); t.write('a'); print(b.getvalue()); t.write('b\n'); print(b.getvalue())
b = io.BytesIO(); t = io.TextIOWrapper(b, 'utf-8', write_through=True); t.write('a'); print(b.getvalue(), t.reconfigure(encoding='latin-1', errors='ignore'), t.write('é'), b.getvalue(), t.encoding, t.errors)
b = io.BytesIO(); t = io.TextIOWrapper(b, 'utf-16'); t.write('a'); t.write('b'); t.flush(); print(b.getvalue()); t.seek(0); print(t.read())
b = io.BytesIO(b'abc\ndef'); t = io.TextIOWrapper(b, 'utf-8'); print(t.read(2), t.tell(), t.seek(1), t.read(), t.seek(0, 2), t.tell())
t = io.TextIOWrapper(io.BytesIO('é\r\nb\nc\r\n\nd'.encode()), 'utf-8')
while part := t.read(1): print(repr(part), t.tell(), end=' ')
t.seek(0); print(t.readline(), t.tell(), t.reconfigure(line_buffering=True), t.line_buffering)
with io.TextIOWrapper(io.BytesIO(b'x'), 'utf-8') as t: print(t.read())
print(t.closed, t.buffer.closed)
for f in (lambda: io.TextIOWrapper(b''), lambda: io.TextIOWrapper(io.BytesIO(), 'utf-8', newline='x'), lambda: io.TextIOWrapper(io.BytesIO(), encoding='nope'), lambda: io.TextIOWrapper(io.BytesIO(), 'utf-8').write(5), lambda: t.read(), lambda: t.write('x'), lambda: io.TextIOWrapper(io.BytesIO(b'\xff'), 'utf-8').read(), lambda: io.TextIOWrapper(io.BytesIO(b'\xff'), 'utf-8', 'replace').read(), lambda: io.TextIOWrapper(io.BytesIO(), 'ascii').write('é'), lambda: io.TextIOWrapper(io.BytesIO(), 'utf-8').seek(1, 1), lambda: io.TextIOWrapper(io.BytesIO(), 'utf-8').fileno()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- copies
import copy, io
s = io.StringIO('abc'); s.seek(2); t = copy.copy(s); t.write('XYZ'); print(s.getvalue(), t.getvalue(), s.tell())
b = io.BytesIO(b'abc'); b.seek(1); c = copy.copy(b); d = copy.deepcopy(b); c.write(b'!!!'); d.write(b'?'); print(b.getvalue(), c.getvalue(), d.getvalue(), b.read())
# --- an uncaught error
import io
f = io.StringIO('x')
f.close()
f.read()
# --- as models write it
import io, csv
buf = io.StringIO()
for row in (['id', 'name'], [1, 'a,b'], [2, 'q"x']):
    buf.write(','.join(str(c) for c in row) + '\n')
buf.seek(0)
header, *rows = buf.read().splitlines()
print(header, rows)
def report(items, out):
    for k, v in items: print(f'{k:>5}: {v}', file=out)
    return out.getvalue()
print(report({'a': 1, 'bb': 2}.items(), io.StringIO()))
data = io.BytesIO(b'\x00\x01\x02\x03' * 3)
while chunk := data.read(5): print(chunk.hex(), end=' ')
# --- streams that live on
# externals: add, echo
import io
s = io.StringIO('one\ntwo\nthree'); b = io.BytesIO(b'x\ny\n'); u = io.StringIO(newline=None)
it = iter(s); print(next(it), add(1, 1)); b.readline(); u.write('a\r\n')
print(add(s.readline(), '!'), b.readline(), u.newlines, s.tell(), add(1, 2))
s.seek(0, 2); s.write(add('x', 'y')); print(s.getvalue(), u.getvalue(), s.read())
class Out:
    def write(self, text): echo(text); return len(text)
print('a', 'b', file=Out())
t = io.TextIOWrapper(io.BytesIO('é\nx'.encode()), 'utf-8'); print(t.readline(), add(1, 1), t.read())
