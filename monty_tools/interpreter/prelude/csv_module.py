"""``csv``: readers, writers and dialects over the natives of ``modules/csv.py``. A dialect's options are kept as the
tuple that these take."""


class Error(Exception):
    __module__ = '_csv'


OPTIONS = (
    'delimiter',
    'doublequote',
    'escapechar',
    'lineterminator',
    'quotechar',
    'quoting',
    'skipinitialspace',
    'strict',
)


def option(index):
    return property(lambda self: self._options[index])


def checked_dialect():
    """The class of CPython's C code, which has the name of another one here."""

    class Dialect:
        """What CPython's C code makes of a dialect: its options, checked."""

        __module__ = '_csv'
        __qualname__ = 'Dialect'
        __slots__ = ('_options',)
        delimiter, doublequote, escapechar, lineterminator, quotechar, quoting, skipinitialspace, strict = [
            option(index) for index in range(8)
        ]

        def __new__(cls, *args, **kwargs):
            dialect, *values = _arguments('Dialect', args, kwargs)
            if isinstance(dialect, str):
                dialect = csv_get_dialect(dialect)
            if dialect is not _nothing and dialect is not None:
                given = len([value for value in values if value is not _nothing])
                if not given and isinstance(dialect, CheckedDialect):
                    return dialect
                for index, name in enumerate(OPTIONS):
                    if values[index] is _nothing:
                        values[index] = getattr(dialect, name, _nothing)
            for index in (1, 6, 7):
                if values[index] is not _nothing:
                    values[index] = True if values[index] else False
            self = object.__new__(cls)
            self._options = _csv_options(values)
            return self

        def __reduce_ex__(self, protocol):
            raise TypeError("cannot pickle 'Dialect' instances")

    return Dialect


CheckedDialect = checked_dialect()


def called_dialect(args, kwargs):
    """The dialect that a function's arguments behind the first one tell."""
    return CheckedDialect(*args, **kwargs)


def check_count(args):
    if not args:
        raise TypeError(' expected at least 1 argument, got 0')
    if len(args) > 2:
        raise TypeError(f' expected at most 2 arguments, got {len(args)}')


class Dialect:
    __module__ = 'csv'
    _name = ''
    _valid = False
    delimiter = quotechar = escapechar = doublequote = skipinitialspace = lineterminator = quoting = None

    def __init__(self):
        if self.__class__ != Dialect:
            self._valid = True
        self._validate()

    def _validate(self):
        try:
            CheckedDialect(self)
        except TypeError as error:
            if _minor() < 13:
                raise Error(str(error))  # noqa: B904  # as these versions do
            raise Error(str(error)) from None


class excel(Dialect):
    __module__ = 'csv'
    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = 0


class excel_tab(excel):
    __module__ = 'csv'
    delimiter = '\t'


class unix_dialect(Dialect):
    __module__ = 'csv'
    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\n'
    quoting = 1


def dialects():
    """The dialects that this run has registered, by name."""
    found = _kept('csv.dialects')
    if found is None:
        found = {
            'excel': CheckedDialect(excel),
            'excel-tab': CheckedDialect(excel_tab),
            'unix': CheckedDialect(unix_dialect),
        }
        _keep('csv.dialects', found)
    return found


def csv_register_dialect(args, kwargs):
    check_count(args)
    if not isinstance(args[0], str):
        raise TypeError('dialect name must be a string')
    dialects()[args[0]] = called_dialect(args[1:], kwargs)


def csv_get_dialect(name):
    found = dialects().get(name)
    if found is None:
        raise Error('unknown dialect')
    return found


def csv_unregister_dialect(name):
    if dialects().pop(name, None) is None:
        raise Error('unknown dialect')


def csv_list_dialects():
    return list(dialects())


class reader:
    __module__ = '_csv'
    __slots__ = ('_lines', '_dialect', '_line_num')
    dialect = property(lambda self: self._dialect)
    line_num = property(lambda self: self._line_num)

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create '_csv.reader' instances")

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle '_csv.reader' object")

    def __iter__(self):
        return self

    def __next__(self):
        options = self._dialect._options
        lines = self._lines
        state = None
        for line in lines:
            if isinstance(line, str):
                self._line_num += 1
            state = _csv_line(options, state, line)
            if type(state) is list:
                return state
            if type(state) is str:
                raise Error(state)
        if state is not None:
            state = _csv_end(options, state)
            if type(state) is list:
                return state
            if state is not None:
                raise Error(state)
        raise StopIteration


def csv_reader(args, kwargs):
    check_count(args)
    self = object.__new__(reader)
    self._lines = iter(args[0])
    self._dialect = called_dialect(args[1:], kwargs)
    self._line_num = 0
    return self


class writer:
    __module__ = '_csv'
    __slots__ = ('_write', '_dialect')
    dialect = property(lambda self: self._dialect)

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create '_csv.writer' instances")

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle '_csv.writer' object")

    def writerow(self, *args, **kwargs):
        return write_row(self, only_argument('writer.writerow', args, kwargs))

    def writerows(self, *args, **kwargs):
        for row in only_argument('writer.writerows', args, kwargs):
            write_row(self, row)


def only_argument(name, args, kwargs):
    if kwargs:
        raise TypeError(f'_csv.{name}() takes no keyword arguments')
    if len(args) != 1:
        raise TypeError(f'{name}() takes exactly one argument ({len(args)} given)')
    return args[0]


def write_row(writer, row):
    if type(row) is not list and type(row) is not tuple:
        try:
            source = iter(row)
        except TypeError:
            source = None
        if source is None:
            raise Error(f'iterable expected, not {_type_name(row)}')
        row = [*source]
    options = writer._dialect._options
    text = _csv_row(options, row, None)
    if text is None:
        row = [*row]
        text = _csv_row(options, row, [None if item is None or isinstance(item, str) else str(item) for item in row])
    if type(text) is tuple:
        raise Error(text[0])
    return writer._write(text)


def csv_writer(args, kwargs):
    check_count(args)
    self = object.__new__(writer)
    self._dialect = called_dialect(args[1:], kwargs)
    self._write = getattr(args[0], 'write', None)
    if not callable(self._write):
        raise TypeError('argument 1 must have a "write" method')
    return self


class DictReader:
    __module__ = 'csv'

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        self._fieldnames = listed_names(fieldnames)
        self.restkey = restkey
        self.restval = restval
        self.reader = csv_reader((f, dialect, *args), kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        names = self.fieldnames
        made = dict(zip(names, row))
        if len(names) < len(row):
            made[self.restkey] = row[len(names) :]
        elif len(names) > len(row):
            for name in names[len(row) :]:
                made[name] = self.restval
        return made

    def __class_getitem__(cls, parameters):
        return _class_item(cls, parameters)


def listed_names(names):
    """Names of fields, as a list where they are an iterator."""
    if names is not None and _minor() >= 12 and iter(names) is names:
        return list(names)
    return names


class DictWriter:
    __module__ = 'csv'

    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        self.fieldnames = listed_names(fieldnames)
        self.restval = restval
        lowered = extrasaction.lower()
        if lowered not in ('raise', 'ignore'):
            shown = lowered if _minor() >= 12 else extrasaction
            raise ValueError(f"extrasaction ({shown}) must be 'raise' or 'ignore'")
        self.extrasaction = lowered if _minor() >= 12 else extrasaction
        self.writer = csv_writer((f, dialect, *args), kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _dict_to_list(self, rowdict):
        if self.extrasaction == 'raise':
            wrong = rowdict.keys() - self.fieldnames
            if wrong:
                shown = ', '.join([repr(name) for name in wrong])
                raise ValueError(f'dict contains fields not in fieldnames: {shown}')
        return [rowdict.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._dict_to_list(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._dict_to_list, rowdicts))

    def __class_getitem__(cls, parameters):
        return _class_item(cls, parameters)


class Sniffer:
    __module__ = 'csv'

    def __init__(self):
        self.preferred = [',', '\t', ';', ' ', ':']

    def sniff(self, sample, delimiters=None):
        if delimiters is not None and not isinstance(delimiters, str):
            delimiters = [*delimiters]
        found = _csv_sniff(sample, delimiters, self.preferred)
        if found is None:
            raise Error('Could not determine delimiter')

        class dialect(Dialect):
            __module__ = 'csv'
            __qualname__ = 'Sniffer.sniff.<locals>.dialect'
            _name = 'sniffed'
            lineterminator = '\r\n'
            quoting = 0

        dialect.delimiter, dialect.doublequote, dialect.quotechar, dialect.skipinitialspace = found
        return dialect

    def has_header(self, sample):
        rows = csv_reader((lines_of(sample), self.sniff(sample)), {})
        header = next(rows)
        kinds = dict.fromkeys(range(len(header)))
        checked = 0
        for row in rows:
            if checked > 20:
                break
            checked += 1
            if len(row) != len(header):
                continue
            for column in list(kinds):
                kind = complex
                try:
                    complex(row[column])
                except (ValueError, OverflowError):
                    kind = len(row[column])
                if kind != kinds[column]:
                    if kinds[column] is None:
                        kinds[column] = kind
                    else:
                        del kinds[column]
        votes = 0
        for column, kind in kinds.items():
            if isinstance(kind, int):
                votes += 1 if len(header[column]) != kind else -1
                continue
            try:
                kind(header[column])
            except (ValueError, TypeError):
                votes += 1
            else:
                votes -= 1
        return votes > 0


def lines_of(text):
    """The lines of a text, as a file gives them."""
    start = 0
    while start < len(text):
        end = text.find('\n', start) + 1 or len(text)
        yield text[start:end]
        start = end
