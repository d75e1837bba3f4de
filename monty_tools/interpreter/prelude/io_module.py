"""``io``: streams in memory, and the classes that they and programs' own streams derive from."""


class UnsupportedOperation(OSError, ValueError):
    __module__ = 'io'


def as_size(size):
    """A size argument; -1 for None."""
    if size is None:
        return -1
    if isinstance(size, int) or _special(size, '__index__'):
        return as_index(size)
    raise TypeError(f'argument should be integer or None, not {_type_name(size)!r}')


class IOBase:
    __module__ = 'io'

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    def seek(self, offset, whence=0, /):
        self._unsupported('seek')

    def tell(self, /):
        return self.seek(0, 1)

    def truncate(self, size=None, /):
        self._unsupported('truncate')

    def fileno(self, /):
        self._unsupported('fileno')

    @property
    def closed(self):
        return getattr(self, '_shut', False)

    def close(self, /):
        if not self.closed:
            try:
                self.flush()
            finally:
                self._shut = True

    def flush(self, /):
        self._checkClosed()

    def _checkClosed(self, /):
        if self.closed:
            raise ValueError('I/O operation on closed file.')

    def _checkReadable(self, /):
        if not self.readable():
            raise UnsupportedOperation('File or stream is not readable.')

    def _checkSeekable(self, /):
        if not self.seekable():
            raise UnsupportedOperation('File or stream is not seekable.')

    def _checkWritable(self, /):
        if not self.writable():
            raise UnsupportedOperation('File or stream is not writable.')

    def readable(self, /):
        return False

    def seekable(self, /):
        return False

    def writable(self, /):
        return False

    def isatty(self, /):
        self._checkClosed()
        return False

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readline(self, size=-1, /):
        size = as_size(size)
        line = bytearray()
        while size < 0 or len(line) < size:
            part = self.read(1)
            if not part:
                break
            if not isinstance(part, bytes):
                raise OSError(f"read() should have returned a bytes object, not '{_type_name(part)}'")
            line += part
            if line.endswith(b'\n'):
                break
        return bytes(line)

    def readlines(self, hint=-1, /):
        hint = as_size(hint)
        lines = []
        total = 0
        for line in self:
            lines.append(line)
            total += len(line)
            if 0 < hint <= total:
                break
        return lines

    def writelines(self, lines, /):
        self._checkClosed()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    __module__ = 'io'

    def read(self, size=-1, /):
        size = as_size(size)
        if size < 0:
            return self.readall()
        buffer = bytearray(size)
        count = self.readinto(buffer)
        return None if count is None else bytes(buffer[:count])

    def readall(self, /):
        found = bytearray()
        while part := self.read(8192):
            found += part
        return bytes(found) if found or part is not None else None

    def readinto(self, buffer, /):
        raise NotImplementedError

    def write(self, data, /):
        raise NotImplementedError


class BufferedIOBase(IOBase):
    __module__ = 'io'

    def read(self, size=-1, /):
        self._unsupported('read')

    def read1(self, size=-1, /):
        self._unsupported('read1')

    def readinto(self, buffer, /):
        return _io_read_into(buffer, self.read(len(buffer)))

    def readinto1(self, buffer, /):
        return _io_read_into(buffer, self.read1(len(buffer)))

    def write(self, data, /):
        self._unsupported('write')

    def detach(self, /):
        self._unsupported('detach')


class TextIOBase(IOBase):
    __module__ = 'io'
    encoding = errors = newlines = None

    def read(self, size=-1, /):
        self._unsupported('read')

    def readline(self, size=-1, /):
        self._unsupported('readline')

    def write(self, s, /):
        self._unsupported('write')

    def detach(self, /):
        self._unsupported('detach')


class BytesIO(BufferedIOBase):
    __module__ = '_io'

    def __new__(cls, /, *args, **kwargs):
        self = object.__new__(cls)
        self._buffer = bytearray()
        self._at = 0
        self._shut = False
        return self

    def __init__(self, /, *args, **kwargs):
        (data,) = _arguments('BytesIO', args, kwargs)
        self._buffer = bytearray() if data is None else _io_buffer(data)
        self._at = 0

    def __copy__(self):
        made = _copy_of_object(self)
        made._buffer = self._buffer.copy()
        return made

    @property
    def closed(self):
        return self._shut

    def close(self, /):
        self._shut = True
        self._buffer = bytearray()

    def readable(self, /):
        if self._shut:
            self._checkClosed()
        return True

    seekable = writable = readable

    def flush(self, /):
        if self._shut:
            self._checkClosed()

    def getvalue(self, /):
        if self._shut:
            self._checkClosed()
        return _io_read(self._buffer, 0, len(self._buffer))

    def write(self, data, /):
        if self._shut:
            self._checkClosed()
        count = _io_write(self._buffer, self._at, data)
        self._at += count
        return count

    def read(self, size=-1, /):
        if self._shut:
            self._checkClosed()
        start = self._at
        size = as_size(size)
        end = len(self._buffer)
        if 0 <= size < end - start:
            end = start + size
        if end > start:
            self._at = end
        return _io_read(self._buffer, start, end)

    def read1(self, size=-1, /):
        return BytesIO.read(self, size)

    def readline(self, size=-1, /):
        if self._shut:
            self._checkClosed()
        start = self._at
        size = as_size(size)
        if start >= len(self._buffer):
            return b''
        end = _io_line_end(self._buffer, start, None)
        if 0 <= size < end - start:
            end = start + size
        self._at = end
        return _io_read(self._buffer, start, end)

    def __next__(self):
        line = BytesIO.readline(self)
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=None, /):
        if hint is not None and not isinstance(hint, int) and not _special(hint, '__index__'):
            raise TypeError(f'integer argument expected, got {_type_name(hint)!r}')
        if self._shut:
            self._checkClosed()
        return IOBase.readlines(self, hint)

    def readinto(self, buffer, /):
        if self._shut:
            self._checkClosed()
        if not isinstance(buffer, bytearray):
            return _io_read_into(buffer, b'')
        return _io_read_into(buffer, BytesIO.read(self, len(buffer)))

    def tell(self, /):
        if self._shut:
            self._checkClosed()
        return self._at

    def seek(self, pos, whence=0, /):
        pos = as_index(pos)
        whence = as_index(whence)
        if self._shut:
            self._checkClosed()
        if whence == 0:
            if pos < 0:
                raise ValueError(f'negative seek value {pos}')
        elif whence == 1:
            pos += self._at
        elif whence == 2:
            pos += len(self._buffer)
        else:
            raise ValueError(f'invalid whence ({whence}, should be 0, 1 or 2)')
        if pos > 9223372036854775807:
            raise OverflowError('Python int too large to convert to C ssize_t')
        self._at = max(pos, 0)
        return self._at

    def truncate(self, size=None, /):
        if self._shut:
            self._checkClosed()
        if size is None:
            size = self._at
        else:
            size = as_size(size)
            if size < 0:
                raise ValueError(f'negative size value {size}')
        del self._buffer[size:]
        return size

    def __getattr__(self, name):
        if name == 'getbuffer':
            raise AttributeError("'BytesIO.getbuffer': it is not available in the sandbox (there is no memoryview)")
        raise AttributeError(f"'_io.BytesIO' object has no attribute {name!r}")


NEWLINES = (
    *(None, '\n', '\r', ('\r', '\n')),
    *('\r\n', ('\n', '\r\n'), ('\r', '\r\n'), ('\r', '\n', '\r\n')),
)
"""What ``newlines`` is by the newlines that were seen: 1 for LF, 2 for CR, 4 for both together."""


def seen_newlines(text):
    if '\r' not in text:
        return 1 if '\n' in text else 0
    both = text.count('\r\n')
    single = text.count('\n') > both
    return (4 if both else 0) + (2 if text.count('\r') > both else 0) + (1 if single else 0)


def translated(text):
    return text.replace('\r\n', '\n').replace('\r', '\n') if '\r' in text else text


class IncrementalNewlineDecoder:
    __module__ = '_io'

    def __init__(self, decoder, translate, errors='strict'):
        self._decoder = decoder
        self._translate = bool(translate)
        self._errors = errors
        self._seen = 0
        self._pending = False

    @property
    def newlines(self):
        return NEWLINES[self._seen]

    def decode(self, input, final=False):
        output = input if self._decoder is None else self._decoder.decode(input, final)
        if not isinstance(output, str):
            raise TypeError(f'decoder should return a string result, not {_type_name(output)!r}')
        if self._pending and (output or final):
            output = '\r' + output
            self._pending = False
        if output.endswith('\r') and not final:
            output = output[:-1]
            self._pending = True
        self._seen |= seen_newlines(output)
        return translated(output) if self._translate else output

    def reset(self):
        self._seen = 0
        self._pending = False
        if self._decoder is not None:
            self._decoder.reset()

    def getstate(self):
        data, flag = (b'', 0) if self._decoder is None else self._decoder.getstate()
        return data, flag * 2 + self._pending

    def setstate(self, state, /):
        data, flag = state
        self._pending = bool(flag & 1)
        if self._decoder is not None:
            self._decoder.setstate((data, flag >> 1))


def check_newline(newline, quoted):
    if newline is not None and not isinstance(newline, str):
        raise TypeError(f'newline must be str or None, not {_type_name(newline)}')
    if newline not in (None, '', '\n', '\r', '\r\n'):
        raise ValueError(f'illegal newline value: {newline!r}' if quoted else f'illegal newline value: {newline}')
    return newline


class StringIO(TextIOBase):
    """``_text`` and then ``_parts`` are what is in it; ``_size`` is the number of characters. ``_plain`` says that what
    is written is taken as it is."""

    __module__ = '_io'

    def __new__(cls, /, *args, **kwargs):
        self = object.__new__(cls)
        self._shut = False
        self._newline = self._line_end = '\n'
        self._plain = True
        self._parts = []
        self._text = ''
        self._at = self._size = self._seen = 0
        return self

    def __init__(self, /, *args, **kwargs):
        value, newline = _arguments('StringIO', args, kwargs)
        self._newline = '\n' if newline is _nothing else check_newline(newline, True)
        self._line_end = '\n' if self._newline is None else self._newline
        self._plain = self._newline == '\n' and not self._shut
        if value is not None and not isinstance(value, str):
            raise TypeError(f'initial_value must be str or None, not {_type_name(value)}')
        self._parts = []
        self._text = ''
        self._at = self._size = self._seen = 0
        if value:
            StringIO.write(self, value)
            self._at = 0

    def __copy__(self):
        made = _copy_of_object(self)
        made._parts = self._parts.copy()
        return made

    def _checkClosed(self, /):
        if self._shut:
            raise ValueError('I/O operation on closed file')

    @property
    def closed(self):
        return self._shut

    @property
    def newlines(self):
        if self._shut:
            self._checkClosed()
        return NEWLINES[self._seen] if not self._newline else None

    @property
    def line_buffering(self):
        if self._shut:
            self._checkClosed()
        return False

    def close(self, /):
        self._shut = True
        self._plain = False
        self._parts = []
        self._text = ''

    def readable(self, /):
        if self._shut:
            self._checkClosed()
        return True

    seekable = writable = readable

    def flush(self, /):
        pass

    def isatty(self, /):
        IOBase._checkClosed(self)
        return False

    def __enter__(self):
        IOBase._checkClosed(self)
        return self

    def getvalue(self, /):
        if self._shut:
            self._checkClosed()
        return whole(self)

    def write(self, s, /):
        if self._plain and type(s) is str and self._at == self._size:
            if s:
                self._parts.append(s)
                self._at = self._size = self._at + len(s)
            return len(s)
        if not isinstance(s, str):
            raise TypeError(f'string argument expected, got {_type_name(s)!r}')
        if self._shut:
            self._checkClosed()
        count = len(s)
        if count == 0:
            return 0
        text = _payload(s)
        newline = self._newline
        if newline != '\n':
            if not newline:
                self._seen |= seen_newlines(text)
                if newline is None:
                    text = translated(text)
            elif '\n' in text:
                text = text.replace('\n', newline)
        at = self._at
        if at == self._size:
            self._parts.append(text)
            self._at = self._size = at + len(text)
            return count
        before = whole(self)
        if at > self._size:
            before += '\0' * (at - self._size)
        end = at + len(text)
        self._text = before[:at] + text + before[end:]
        self._at = end
        self._size = len(self._text)
        return count

    def writelines(self, lines, /):
        IOBase._checkClosed(self)
        for line in lines:
            self.write(line)

    def read(self, size=-1, /):
        size = as_size(size)
        if self._shut:
            self._checkClosed()
        start = self._at
        if start >= self._size:
            return ''
        text = whole(self)
        end = self._size if size < 0 else min(start + size, self._size)
        self._at = end
        return text if start == 0 and end == len(text) else text[start:end]

    def readline(self, size=-1, /):
        size = as_size(size)
        if self._shut:
            self._checkClosed()
        start = self._at
        if start >= self._size:
            return ''
        text = whole(self)
        end = _io_line_end(text, start, self._line_end)
        if 0 <= size < end - start:
            end = start + size
        self._at = end
        return text[start:end]

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = StringIO.readline(self) if type(self) is StringIO else self.readline()
        if not line:
            raise StopIteration
        return line

    def tell(self, /):
        if self._shut:
            self._checkClosed()
        return self._at

    def seek(self, pos, whence=0, /):
        pos = as_index(pos)
        whence = as_index(whence)
        if self._shut:
            self._checkClosed()
        if whence not in (0, 1, 2):
            raise ValueError(f'Invalid whence ({whence}, should be 0, 1 or 2)')
        if whence == 0 and pos < 0:
            raise ValueError(f'Negative seek position {pos}')
        if whence != 0 and pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        if pos > 9223372036854775807:
            raise OverflowError('Python int too large to convert to C ssize_t')
        if whence != 1:
            self._at = pos if whence == 0 else self._size
        return self._at

    def truncate(self, size=None, /):
        if self._shut:
            self._checkClosed()
        size = self._at if size is None else as_size(size)
        if size < 0:
            raise ValueError(f'Negative size value {size}')
        if size < self._size:
            self._text = whole(self)[:size]
            self._size = size
        return size


def whole(stream):
    """All the text of a ``StringIO``, in one piece."""
    parts = stream._parts
    if parts:
        stream._text = stream._text + parts[0] if len(parts) == 1 else stream._text + ''.join(parts)
        stream._parts = []
    return stream._text


WITHOUT_MARK = {'utf8sig': 'utf-8', 'utf16': 'utf-16-le', 'utf32': 'utf-32-le'}
"""What is written after the first time in encodings that begin with a byte order mark."""


class TextIOWrapper(TextIOBase):
    """``_ahead`` is what has been read of the buffer, from ``_at`` on not yet given out."""

    __module__ = '_io'
    _CHUNK_SIZE = 8192

    def __init__(self, /, *args, **kwargs):
        buffer, encoding, errors, newline, line_buffering, write_through = _arguments('TextIOWrapper', args, kwargs)
        check_newline(newline, False)
        encoding = 'UTF-8' if encoding is None or encoding == 'locale' else encoding
        'x'.encode(encoding)
        if not buffer.readable() and not buffer.writable():
            raise UnsupportedOperation('not readable or writable')
        self._buffer = buffer
        self._encoding = encoding
        self._errors = 'strict' if errors is None else errors
        self._newline = newline
        self._line_end = '\n' if newline is None else newline
        self._line_buffering = bool(line_buffering)
        self._write_through = bool(write_through)
        self._ahead = ''
        self._at = self._start = self._seen = self._waiting = 0
        self._raw = None  # what was read where that is longer, with newlines that were translated
        self._pending = []
        self._marked = buffer.seekable() and buffer.tell() > 0

    @property
    def buffer(self):
        return self._attached()

    @property
    def encoding(self):
        return self._encoding

    @property
    def errors(self):
        return self._errors

    @property
    def newlines(self):
        return NEWLINES[self._seen] if not self._newline else None

    @property
    def line_buffering(self):
        return self._line_buffering

    @property
    def write_through(self):
        return self._write_through

    @property
    def name(self):
        return self._attached().name

    @property
    def closed(self):
        return self._attached().closed

    def _attached(self):
        if self._buffer is None:
            raise ValueError('underlying buffer has been detached')
        return self._buffer

    def __repr__(self):
        cls = type(self)
        name = getattr(self._buffer, 'name', None)
        shown = '' if name is None else f' name={name!r}'
        return f'<{cls.__module__}.{cls.__qualname__}{shown} encoding={self._encoding!r}>'

    def readable(self, /):
        return self._attached().readable()

    def writable(self, /):
        return self._attached().writable()

    def seekable(self, /):
        return self._attached().seekable()

    def fileno(self, /):
        return self._attached().fileno()

    def isatty(self, /):
        return self._attached().isatty()

    def reconfigure(self, *, encoding=None, errors=None, newline=_nothing, line_buffering=None, write_through=None):
        if newline is not _nothing:
            check_newline(newline, False)
        if self._ahead and (encoding is not None or errors is not None or newline is not _nothing):
            raise UnsupportedOperation(
                'It is not possible to set the encoding or newline of stream after the first read'
            )
        self.flush()
        if newline is not _nothing:
            self._newline = newline
            self._line_end = '\n' if newline is None else newline
        if encoding is not None:
            encoding = 'UTF-8' if encoding == 'locale' else encoding
            'x'.encode(encoding)
            self._encoding = encoding
            self._errors = 'strict'
        self._errors = self._errors if errors is None else errors
        self._line_buffering = self._line_buffering if line_buffering is None else bool(line_buffering)
        self._write_through = self._write_through if write_through is None else bool(write_through)

    def detach(self, /):
        self.flush()
        buffer = self._attached()
        self._buffer = None
        return buffer

    def flush(self, /):
        buffer = self._attached()
        self._put()
        buffer.flush()

    def _put(self):
        if self._pending:
            data = b''.join(self._pending)
            self._pending = []
            self._waiting = 0
            self._buffer.write(data)

    def close(self, /):
        if self._buffer is not None and not self.closed:
            try:
                self.flush()
            finally:
                self._buffer.close()

    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError(f'write() argument must be str, not {_type_name(s)}')
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        if not self._buffer.writable():
            raise UnsupportedOperation('not writable')
        text = _payload(s)
        if self._newline in ('\r', '\r\n'):
            text = text.replace('\n', self._newline)
        encoding = self._encoding
        if self._marked:
            encoding = WITHOUT_MARK.get(encoding.lower().replace('-', '').replace('_', ''), encoding)
        data = text.encode(encoding, self._errors)
        self._marked = True
        if self._waiting + len(data) > self._CHUNK_SIZE:
            self._put()
        self._pending.append(data)
        self._waiting += len(data)
        ends_line = self._line_buffering and ('\n' in text or '\r' in text)
        if ends_line or self._write_through or self._waiting >= self._CHUNK_SIZE:
            self._put()
        if ends_line:
            self._buffer.flush()
        self._ahead = ''
        self._at = 0
        return len(s)

    def _fill(self):
        """Read what there is, if all that was read has been given out."""
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        if not self._buffer.readable():
            raise UnsupportedOperation('not readable')
        self._put()
        if self._at < len(self._ahead):
            return
        self._start = self._buffer.tell() if self._buffer.seekable() else 0
        data = self._buffer.read()
        if not isinstance(data, (bytes, bytearray)):
            kind = _type_name(data)
            raise TypeError(f"underlying read() should have returned a bytes-like object, not '{kind}'")
        text = data.decode(self._encoding, self._errors)
        self._raw = None
        if not self._newline:
            self._seen |= seen_newlines(text)
            if self._newline is None and '\r' in text:
                self._raw = text
                text = translated(text)
        self._ahead = text
        self._at = 0

    def read(self, size=-1, /):
        size = as_size(size)
        self._fill()
        start = self._at
        self._at = len(self._ahead) if size < 0 else min(start + size, len(self._ahead))
        return self._ahead[start : self._at]

    def readline(self, size=-1, /):
        size = as_size(size)
        self._fill()
        start = self._at
        end = _io_line_end(self._ahead, start, self._line_end)
        if 0 <= size < end - start:
            end = start + size
        self._at = end
        return self._ahead[start:end]

    def tell(self, /):
        self.flush()
        if not self._ahead:
            return self._buffer.tell()
        text = self._ahead
        end = self._at
        if self._raw is not None:
            text = self._raw
            while (more := self._at + text.count('\r\n', 0, end + 1)) != end:
                end = more
        return self._start + len(text[:end].encode(self._encoding, self._errors))

    def seek(self, cookie, whence=0, /):
        cookie = as_index(cookie)
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        if not self._buffer.seekable():
            raise UnsupportedOperation('underlying stream is not seekable')
        if whence == 1:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            cookie = self.tell()
        elif whence == 2:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero end-relative seeks")
        elif whence != 0:
            raise ValueError(f'invalid whence ({whence}, should be 0, 1 or 2)')
        elif cookie < 0:
            raise ValueError(f'negative seek position {cookie}')
        self.flush()
        self._ahead = ''
        self._at = 0
        cookie = self._buffer.seek(0, 2) if whence == 2 else self._buffer.seek(cookie)
        self._marked = cookie > 0
        return cookie

    def truncate(self, pos=None, /):
        self.flush()
        return self._buffer.truncate(self.tell() if pos is None else pos)


def text_encoding(encoding, stacklevel=2, /):
    return 'locale' if encoding is None else encoding
