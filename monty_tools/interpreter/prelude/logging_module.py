"""``logging``."""

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0
BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'
raiseExceptions = logThreads = logMultiprocessing = logProcesses = logAsyncioTasks = True


class State:
    """What a run has of loggers: the root, all others by name, levels' names, handlers by name."""

    def __init__(self):
        self.levels = {50: 'CRITICAL', 40: 'ERROR', 30: 'WARNING', 20: 'INFO', 10: 'DEBUG', 0: 'NOTSET'}
        self.names = {'CRITICAL': 50, 'FATAL': 50, 'ERROR': 40, 'WARN': 30, 'WARNING': 30, 'INFO': 20, 'DEBUG': 10}
        self.names['NOTSET'] = 0
        self.disabled = 0
        self.loggers = {}
        self.handlers = {}
        self.logger_class = Logger
        self.factory = LogRecord
        self.started = _now()
        self.root = RootLogger(WARNING)


def state():
    found = _kept('logging.state')
    return _keep('logging.state', State()) if found is None else found


def getLevelName(level):
    known = state()
    if level in known.levels:
        return known.levels[level]
    if level in known.names:
        return known.names[level]
    return f'Level {level}'


def addLevelName(level, levelName):
    known = state()
    known.levels[level] = levelName
    known.names[levelName] = level


def getLevelNamesMapping():
    return state().names.copy()


def level_of(level):
    if isinstance(level, int):
        return level
    if str(level) == level:
        names = state().names
        if level not in names:
            raise ValueError(f'Unknown level: {level!r}')
        return names[level]
    raise TypeError(f'Level not an integer or a valid string: {level!r}')


class LogRecord:
    __module__ = 'logging'
    __dict__ = _attributes_field()

    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        created = _now() or 0.0
        self.name = name
        self.msg = msg
        if args and len(args) == 1 and args[0] and isinstance(args[0], dict):
            args = args[0]
        self.args = args
        self.levelname = getLevelName(level)
        self.levelno = level
        self.pathname = pathname
        self.filename = pathname.rpartition('/')[2] if isinstance(pathname, str) else pathname
        self.module = 'Unknown module' if not self.filename else self.filename.rpartition('.')[0] or self.filename
        self.exc_info = exc_info
        self.exc_text = None
        self.stack_info = sinfo
        self.lineno = lineno
        self.funcName = func
        self.created = created
        self.msecs = int((created - int(created)) * 1000) + 0.0
        self.relativeCreated = (created - (state().started or 0.0)) * 1000
        self.thread = 1
        self.threadName = 'MainThread'
        self.processName = 'MainProcess'
        self.process = 1
        if _version() >= 312:
            self.taskName = None

    def __repr__(self):
        return f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, "{self.msg}">'

    def getMessage(self):
        msg = str(self.msg)
        return msg % self.args if self.args else msg


def setLogRecordFactory(factory):
    state().factory = factory


def getLogRecordFactory():
    return state().factory


def makeLogRecord(dict):
    record = state().factory(None, None, '', 0, '', (), None, None)
    record.__dict__.update(dict)
    return record


class PercentStyle:
    __module__ = 'logging'
    default_format = '%(message)s'
    asctime_format = '%(asctime)s'
    asctime_search = '%(asctime)'

    def __init__(self, fmt, *, defaults=None):
        self._fmt = fmt or self.default_format
        self._defaults = defaults

    def usesTime(self):
        return self._fmt.find(self.asctime_search) >= 0

    def validate(self):
        for part in self._fmt.split('%(')[1:]:
            name, found, rest = part.partition(')')
            if found and name and rest.lstrip('#0+ -*.123456789')[:1].lower() in tuple('diouxefgcrsa%'):
                return
        raise ValueError(f"Invalid format '{self._fmt}' for '{self.default_format[0]}' style")

    def _values(self, record):
        return self._defaults | record.__dict__ if self._defaults else record.__dict__

    def _format(self, record):
        return self._fmt % self._values(record)

    def format(self, record):
        try:
            return self._format(record)
        except KeyError as e:
            raise ValueError(f'Formatting field not found in record: {e}')  # noqa: B904


class StrFormatStyle(PercentStyle):
    __module__ = 'logging'
    default_format = '{message}'
    asctime_format = '{asctime}'
    asctime_search = '{asctime'

    def _format(self, record):
        return self._fmt.format(**self._values(record))

    def validate(self):
        rest = self._fmt.replace('{{', '').replace('}}', '')
        if rest.count('{') != rest.count('}'):
            text = "expected '}' before end of string" if '{' in rest else "Single '}' encountered in format string"
            raise ValueError(f'invalid format: {text}')
        if '{' not in rest:
            raise ValueError('invalid format: no fields')
        for part in rest.split('{')[1:]:
            field = part.partition('}')[0]
            name = field.partition(':')[0].partition('!')[0]
            if name and not (name[0] == '_' or name[0].isalnum()):
                raise ValueError(f'invalid format: invalid field name/expression: {name!r}')


class StringTemplateStyle(PercentStyle):
    __module__ = 'logging'
    default_format = '${message}'
    asctime_format = '${asctime}'
    asctime_search = '${asctime}'

    def __init__(self, *args, **kwargs):
        import string

        super().__init__(*args, **kwargs)
        self._tpl = string.Template(self._fmt)

    def usesTime(self):
        return self._fmt.find('$asctime') >= 0 or self._fmt.find(self.asctime_search) >= 0

    def validate(self):
        rest = self._fmt.replace('$$', '').split('$')[1:]
        for part in rest:
            if not (part[:1] == '{' or part[:1] == '_' or part[:1].isalpha()):
                raise ValueError("invalid format: bare '$' not allowed")
        if not rest:
            raise ValueError('invalid format: no fields')

    def _format(self, record):
        return self._tpl.substitute(**self._values(record))


STYLES = {
    '%': (PercentStyle, BASIC_FORMAT),
    '{': (StrFormatStyle, '{levelname}:{name}:{message}'),
    '$': (StringTemplateStyle, '${levelname}:${name}:${message}'),
}


class Formatter:
    __module__ = 'logging'
    converter = staticmethod(lambda seconds=None: _localtime(seconds))
    default_time_format = '%Y-%m-%d %H:%M:%S'
    default_msec_format = '%s,%03d'

    def __init__(self, fmt=None, datefmt=None, style='%', validate=True, *, defaults=None):
        if style not in STYLES:
            raise ValueError(f'Style must be one of: {",".join(STYLES)}')
        self._style = STYLES[style][0](fmt, defaults=defaults)
        if validate:
            self._style.validate()
        self._fmt = self._style._fmt
        self.datefmt = datefmt

    def formatTime(self, record, datefmt=None):
        if not record.created:
            _need_clock()
        moment = self.converter(record.created)
        if datefmt:
            return _strftime(datefmt, moment)
        text = _strftime(self.default_time_format, moment)
        return self.default_msec_format % (text, record.msecs) if self.default_msec_format else text

    def formatException(self, ei):
        text = ''.join(pieces_of(ei[1], ei[2], None, True))
        return text[:-1] if text[-1:] == '\n' else text

    def usesTime(self):
        return self._style.usesTime()

    def formatMessage(self, record):
        return self._style.format(record)

    def formatStack(self, stack_info):
        return stack_info

    def format(self, record):
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            text = f'{text}{"" if text[-1:] == chr(10) else chr(10)}{record.exc_text}'
        if record.stack_info:
            text = f'{text}{"" if text[-1:] == chr(10) else chr(10)}{self.formatStack(record.stack_info)}'
        return text


class BufferingFormatter:
    __module__ = 'logging'

    def __init__(self, linefmt=None):
        self.linefmt = linefmt or Formatter()

    def formatHeader(self, records):
        return ''

    def formatFooter(self, records):
        return ''

    def format(self, records):
        if not records:
            return ''
        lines = [self.linefmt.format(record) for record in records]
        return self.formatHeader(records) + ''.join(lines) + self.formatFooter(records)


class Filter:
    __module__ = 'logging'

    def __init__(self, name=''):
        self.name = name
        self.nlen = len(name)

    def filter(self, record):
        return self.nlen == 0 or self.name == record.name or record.name.startswith(self.name + '.')


class Filterer:
    __module__ = 'logging'

    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        for each in self.filters:
            result = each.filter(record) if hasattr(each, 'filter') else each(record)
            if not result:
                return False
            if _version() >= 312 and isinstance(result, LogRecord):
                record = result
        return record if _version() >= 312 else True


class Handler(Filterer):
    __module__ = 'logging'

    def __init__(self, level=NOTSET):
        Filterer.__init__(self)
        self._name = None
        self.level = level_of(level)
        self.formatter = None
        self._closed = False
        self.lock = None

    def get_name(self):
        return self._name

    def set_name(self, name):
        known = state().handlers
        if self._name in known:
            del known[self._name]
        self._name = name
        if name:
            known[name] = self

    name = property(get_name, set_name)

    def createLock(self):
        self.lock = None

    def acquire(self):
        pass

    def release(self):
        pass

    def setLevel(self, level):
        self.level = level_of(level)

    def format(self, record):
        return (self.formatter or Formatter()).format(record)

    def emit(self, record):
        raise NotImplementedError('emit must be implemented by Handler subclasses')

    def handle(self, record):
        result = self.filter(record)
        if result:
            self.emit(result if isinstance(result, LogRecord) else record)
        return result

    def setFormatter(self, fmt):
        self.formatter = fmt

    def flush(self):
        pass

    def close(self):
        self._closed = True
        if self._name in state().handlers:
            del state().handlers[self._name]

    def handleError(self, record):
        exc = _current_exception()
        write = _stream('stderr').write
        write('--- Logging error ---\n')
        for piece in pieces_of(exc, None if exc is None else exc.__traceback__, None, True):
            write(piece)
        write(f'Message: {record.msg!r}\nArguments: {record.args!r}\n')

    def __repr__(self):
        return f'<{type(self).__name__} ({getLevelName(self.level)})>'


class StreamHandler(Handler):
    __module__ = 'logging'
    terminator = '\n'

    def __init__(self, stream=None):
        Handler.__init__(self)
        self.stream = _stream('stderr') if stream is None else stream

    def __class_getitem__(cls, parameters):
        return _class_item(cls, parameters)

    def flush(self):
        if self.stream and hasattr(self.stream, 'flush'):
            self.stream.flush()

    def emit(self, record):
        try:
            text = self.format(record)
            self.stream.write(text + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def setStream(self, stream):
        if stream is self.stream:
            return None
        result = self.stream
        self.flush()
        self.stream = stream
        return result

    def __repr__(self):
        name = str(getattr(self.stream, 'name', ''))
        return f'<{type(self).__name__} {name + " " if name else ""}({getLevelName(self.level)})>'


class LastResort(StreamHandler):
    """Writes what no handler takes, to stderr as it is then."""

    __qualname__ = '_StderrHandler'

    def emit(self, record):
        self.stream = _stream('stderr')
        super().emit(record)


class NullHandler(Handler):
    __module__ = 'logging'

    def handle(self, record):
        pass

    def emit(self, record):
        pass


class Logger(Filterer):
    __module__ = 'logging'

    def __init__(self, name, level=NOTSET):
        Filterer.__init__(self)
        self.name = name
        self.level = level_of(level) if level else 0
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.disabled = False

    @property
    def root(self):
        return state().root

    def setLevel(self, level):
        self.level = level_of(level)

    def debug(self, msg, *args, **kwargs):
        if self.isEnabledFor(DEBUG):
            self._log(DEBUG, msg, args, **kwargs)

    def info(self, msg, *args, **kwargs):
        if self.isEnabledFor(INFO):
            self._log(INFO, msg, args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        if self.isEnabledFor(WARNING):
            self._log(WARNING, msg, args, **kwargs)

    def warn(self, msg, *args, **kwargs):
        self.warning(msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        if self.isEnabledFor(ERROR):
            self._log(ERROR, msg, args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.error(msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        if self.isEnabledFor(CRITICAL):
            self._log(CRITICAL, msg, args, **kwargs)

    def fatal(self, msg, *args, **kwargs):
        self.critical(msg, *args, **kwargs)

    def log(self, level, msg, *args, **kwargs):
        if not isinstance(level, int):
            raise TypeError('level must be an integer')
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

    def findCaller(self, stack_info=False, stacklevel=1):
        filename, line, function, _, source = _where(stacklevel)
        stack = None
        if stack_info:
            stack = f'Stack (most recent call last):\n  File "{filename}", line {line}, in {function}\n    {source}'
        return filename, line, function, stack

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        record = state().factory(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        for key in extra or ():
            if key in ('message', 'asctime') or key in record.__dict__:
                raise KeyError(f'Attempt to overwrite {key!r} in LogRecord')
            record.__dict__[key] = extra[key]
        return record

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        filename, line, function, stack = self.findCaller(stack_info, stacklevel)
        if exc_info:
            if isinstance(exc_info, BaseException):
                exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
            elif not isinstance(exc_info, tuple):
                exc = _current_exception()
                exc_info = (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)
        record = self.makeRecord(self.name, level, filename, line, msg, args, exc_info, function, extra, stack)
        self.handle(record)

    def handle(self, record):
        if self.disabled:
            return
        result = self.filter(record)
        if result:
            self.callHandlers(result if isinstance(result, LogRecord) else record)

    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def hasHandlers(self):
        logger = self
        while logger:
            if logger.handlers:
                return True
            logger = logger.parent if logger.propagate else None
        return False

    def callHandlers(self, record):
        logger = self
        found = 0
        while logger:
            for handler in logger.handlers:
                found += 1
                if record.levelno >= handler.level:
                    handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if not found and record.levelno >= WARNING:
            LastResort().handle(record)

    def getEffectiveLevel(self):
        logger = self
        while logger:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        if self.disabled or state().disabled >= level:
            return False
        return level >= self.getEffectiveLevel()

    def getChild(self, suffix):
        return getLogger(suffix if self is state().root else f'{self.name}.{suffix}')

    def getChildren(self):
        return {each for each in state().loggers.values() if each.parent is self}

    def __repr__(self):
        return f'<{type(self).__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>'


class RootLogger(Logger):
    __module__ = 'logging'

    def __init__(self, level):
        Logger.__init__(self, 'root', level)


def getLogger(name=None):
    known = state()
    if not name or isinstance(name, str) and name == 'root':
        return known.root
    if not isinstance(name, str):
        raise TypeError('A logger name must be a string')
    logger = known.loggers.get(name)
    if logger is None:
        logger = known.logger_class(name)
        parent = known.root
        above = name.rpartition('.')[0]
        while above:
            if above in known.loggers:
                parent = known.loggers[above]
                break
            above = above.rpartition('.')[0]
        logger.parent = parent
        for other, each in known.loggers.items():
            if other.startswith(name + '.') and each.parent is parent:
                each.parent = logger
        known.loggers[name] = logger
    return logger


def setLoggerClass(klass):
    if klass is not Logger and not issubclass(klass, Logger):
        raise TypeError(f'logger not derived from logging.Logger: {klass.__name__}')
    state().logger_class = klass


def getLoggerClass():
    return state().logger_class


class LoggerAdapter:
    __module__ = 'logging'

    def __init__(self, logger, extra=None, merge_extra=False):
        self.logger = logger
        self.extra = extra
        self.merge_extra = merge_extra

    def __class_getitem__(cls, parameters):
        return _class_item(cls, parameters)

    def process(self, msg, kwargs):
        if self.merge_extra and 'extra' in kwargs:
            kwargs['extra'] = {**self.extra, **kwargs['extra']}
        else:
            kwargs['extra'] = self.extra
        return msg, kwargs

    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)

    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)

    def warn(self, msg, *args, **kwargs):
        self.warning(msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)

    def log(self, level, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)

    def isEnabledFor(self, level):
        return self.logger.isEnabledFor(level)

    def setLevel(self, level):
        self.logger.setLevel(level)

    def getEffectiveLevel(self):
        return self.logger.getEffectiveLevel()

    def hasHandlers(self):
        return self.logger.hasHandlers()

    @property
    def name(self):
        return self.logger.name

    def __repr__(self):
        logger = self.logger
        return f'<{type(self).__name__} {logger.name} ({getLevelName(logger.getEffectiveLevel())})>'


def basicConfig(**kwargs):
    root = state().root
    force = kwargs.pop('force', False)
    kwargs.pop('encoding', None)
    kwargs.pop('errors', None)
    if force:
        for handler in root.handlers[:]:
            root.removeHandler(handler)
            handler.close()
    if root.handlers:
        return
    handlers = kwargs.pop('handlers', None)
    if handlers is None:
        if 'stream' in kwargs and 'filename' in kwargs:
            raise ValueError("'stream' and 'filename' should not be specified together")
    elif 'stream' in kwargs or 'filename' in kwargs:
        raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
    if kwargs.pop('filename', None):
        raise NotImplementedError('logging to files is not available in the sandbox')
    kwargs.pop('filemode', None)
    stream = kwargs.pop('stream', None)
    if handlers is None:
        handlers = [StreamHandler(stream)]
    datefmt = kwargs.pop('datefmt', None)
    style = kwargs.pop('style', '%')
    if style not in STYLES:
        raise ValueError(f'Style must be one of: {",".join(STYLES)}')
    formatter = Formatter(kwargs.pop('format', STYLES[style][1]), datefmt, style)
    for handler in handlers:
        if handler.formatter is None:
            handler.setFormatter(formatter)
        root.addHandler(handler)
    level = kwargs.pop('level', None)
    if level is not None:
        root.setLevel(level)
    if kwargs:
        raise ValueError(f'Unrecognised argument(s): {", ".join(kwargs)}')


def prepared():
    """The root logger, with a handler."""
    root = state().root
    if not root.handlers:
        basicConfig()
    return root


def debug(msg, *args, **kwargs):
    prepared().debug(msg, *args, **kwargs)


def info(msg, *args, **kwargs):
    prepared().info(msg, *args, **kwargs)


def warning(msg, *args, **kwargs):
    prepared().warning(msg, *args, **kwargs)


def warn(msg, *args, **kwargs):
    warning(msg, *args, **kwargs)


def error(msg, *args, **kwargs):
    prepared().error(msg, *args, **kwargs)


def exception(msg, *args, exc_info=True, **kwargs):
    error(msg, *args, exc_info=exc_info, **kwargs)


def critical(msg, *args, **kwargs):
    prepared().critical(msg, *args, **kwargs)


def fatal(msg, *args, **kwargs):
    critical(msg, *args, **kwargs)


def log(level, msg, *args, **kwargs):
    prepared().log(level, msg, *args, **kwargs)


def disable(level=CRITICAL):
    state().disabled = level_of(level)


def shutdown(handlerList=None):
    pass


def captureWarnings(capture):
    pass


def getHandlerByName(name):
    return state().handlers.get(name)


def getHandlerNames():
    return frozenset(state().handlers)
