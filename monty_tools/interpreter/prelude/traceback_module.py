"""``traceback``."""


def given(exc, value, tb):
    """The exception and its traceback, from the arguments of a function that takes both or an exception alone."""
    if (value is _nothing) != (tb is _nothing):
        raise ValueError('Both or neither of value and tb must be given')
    if value is not _nothing:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError(f'Exception expected for value, {type(exc).__name__} found')


def texts_of(exc):
    """The exceptions whose texts sandbox code gives, and these."""
    needed = _texts_needed(exc)
    shown = []
    for each in needed:
        try:
            shown.append(str(each))
        except Exception:
            shown.append('<exception str() failed>')
    return needed, shown


def pieces_of(exc, tb, limit, chain):
    if exc is None:
        return ['NoneType: None\n']
    return _pieces(exc, tb, *texts_of(exc), limit, chain)


def write_all(pieces, file):
    file = _stream('stderr') if file is None else file
    for piece in pieces:
        file.write(piece)


def format_exception(exc, /, value=_nothing, tb=_nothing, limit=None, chain=True, **kwargs):
    value, tb = given(exc, value, tb)
    return pieces_of(value, tb, limit, bool(chain))


def print_exception(exc, /, value=_nothing, tb=_nothing, limit=None, file=None, chain=True, **kwargs):
    value, tb = given(exc, value, tb)
    write_all(pieces_of(value, tb, limit, bool(chain)), file)


def format_exception_only(exc, /, value=_nothing, *, show_group=False, **kwargs):
    if value is _nothing:
        value = exc
    if value is None:
        return ['NoneType: None\n']
    if show_group and isinstance(value, BaseExceptionGroup):
        return only_of_group(value, 0)
    return _final_pieces(value, *texts_of(value))


def only_of_group(exc, depth):
    """The lines of a group and of all that are in it, each deeper by three spaces."""
    indent = 3 * depth * ' '
    lines = []
    for line in _final_pieces(exc, *texts_of(exc)):
        lines.append(indent + line)
    if isinstance(exc, BaseExceptionGroup):
        for each in exc.exceptions:
            lines.extend(only_of_group(each, depth + 1))
    return lines


def format_exc(limit=None, chain=True):
    exc = _current_exception()
    return ''.join(pieces_of(exc, None if exc is None else exc.__traceback__, limit, bool(chain)))


def print_exc(limit=None, file=None, chain=True):
    exc = _current_exception()
    write_all(pieces_of(exc, None if exc is None else exc.__traceback__, limit, bool(chain)), file)


class FrameSummary:
    __module__ = 'traceback'
    __slots__ = ('filename', 'lineno', 'end_lineno', 'colno', 'end_colno', 'name', 'locals', '_line', '_text')

    def __init__(
        self,
        filename,
        lineno,
        name,
        *,
        lookup_line=True,
        locals=None,
        line=None,
        end_lineno=None,
        colno=None,
        end_colno=None,
        **kwargs,
    ):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.locals = None if locals is None else {key: repr(value) for key, value in locals.items()}
        self._line = line
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self._text = None

    @property
    def line(self):
        return None if self._line is None else self._line.strip()

    def _fields(self):
        return (self.filename, self.lineno, self.name, self.line)

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._fields() == other._fields() and self.locals == other.locals
        if isinstance(other, tuple):
            return self._fields() == other
        return NotImplemented

    __hash__ = None

    def __getitem__(self, index):
        return self._fields()[index]

    def __iter__(self):
        return iter(self._fields())

    def __repr__(self):
        return f'<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>'

    def __len__(self):
        return 4


def shown_frame(frame):
    """One frame of a list, which may be a tuple."""
    if isinstance(frame, FrameSummary) and frame._text is not None:
        return frame._text
    filename, lineno, name, line = frame
    text = f'  File "{filename}", line {lineno}, in {name}\n'
    return f'{text}    {line.strip()}\n' if line else text


class StackSummary(list):
    __module__ = 'traceback'

    @classmethod
    def from_list(cls, a_list):
        result = cls()
        for frame in a_list:
            if isinstance(frame, FrameSummary):
                result.append(frame)
            else:
                filename, lineno, name, line = frame
                result.append(FrameSummary(filename, lineno, name, line=line))
        return result

    def format_frame_summary(self, frame_summary, **kwargs):
        return shown_frame(frame_summary)

    def format(self, **kwargs):
        result = []
        last = None
        count = 0
        for frame in self:
            place = (frame.filename, frame.lineno, frame.name)
            if place != last:
                result.extend(repeated(count))
                last = place
                count = 0
            count += 1
            if count <= 3:
                text = self.format_frame_summary(frame)
                if text is not None:
                    result.append(text)
        result.extend(repeated(count))
        return result


def repeated(count):
    more = count - 3
    return [f'  [Previous line repeated {more} more time{"s" if more > 1 else ""}]\n'] if more > 0 else []


def extract_tb(tb, limit=None):
    result = StackSummary()
    for filename, lineno, name, line, end_lineno, colno, end_colno, text in _frames(tb, limit):
        frame = FrameSummary(filename, lineno, name, line=line, end_lineno=end_lineno, colno=colno, end_colno=end_colno)
        frame._text = text
        result.append(frame)
    return result


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    write_all(format_tb(tb, limit), file)


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    write_all(format_list(extracted_list), file)


class TracebackException:
    __module__ = 'traceback'

    def __init__(
        self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False, **kwargs
    ):
        needed, shown = texts_of(exc_value)
        self.exc_type = exc_type
        self.stack = extract_tb(exc_traceback, limit)
        self.__notes__ = getattr(exc_value, '__notes__', None)
        self.__suppress_context__ = exc_value.__suppress_context__
        self._whole = _pieces(exc_value, exc_traceback, needed, shown, limit, True)
        self._alone = _pieces(exc_value, exc_traceback, needed, shown, limit, False)
        self._final = _final_pieces(exc_value, needed, shown)
        self._str = shown[needed.index(exc_value)] if exc_value in needed else str(exc_value)
        self._linked = (exc_value.__cause__, exc_value.__context__)
        self.exceptions = None
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [TracebackException.from_exception(each) for each in exc_value.exceptions]

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type_str(self):
        module = self.exc_type.__module__
        name = self.exc_type.__qualname__
        return name if module in ('__main__', 'builtins') else f'{module}.{name}'

    @property
    def __cause__(self):
        return None if self._linked[0] is None else TracebackException.from_exception(self._linked[0])

    @property
    def __context__(self):
        return None if self._linked[1] is None else TracebackException.from_exception(self._linked[1])

    def __eq__(self, other):
        return self._whole == other._whole if isinstance(other, TracebackException) else NotImplemented

    __hash__ = None

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, **kwargs):
        yield from self._final

    def format(self, *, chain=True, **kwargs):
        yield from self._whole if chain else self._alone

    def print(self, *, file=None, chain=True, **kwargs):
        write_all(self.format(chain=chain), file)
