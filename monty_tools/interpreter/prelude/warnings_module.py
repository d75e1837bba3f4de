"""``warnings``."""


class State:
    """What a run does with its warnings: filters, the first first; what was shown already; where they are recorded."""

    def __init__(self):
        self.filters = [('ignore', None, Warning, None, 0)]
        self.seen = {}
        self.log = None


def state():
    found = _kept('warnings.state')
    return _keep('warnings.state', State()) if found is None else found


class WarningMessage:
    __module__ = 'warnings'

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        shown = f'message : {self.message!r}, category : {self._category_name!r}, filename : {self.filename!r}'
        return '{' + f'{shown}, lineno : {self.lineno}, line : {self.line!r}' + '}'


def formatwarning(message, category, filename, lineno, line=None):
    text = f'{filename}:{lineno}: {category.__name__}: {message}\n'
    return f'{text}  {line.strip()}\n' if line and line.strip() else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    file = _stream('stderr') if file is None else file
    if file is not None:
        file.write(formatwarning(message, category, filename, lineno, line))


ACTIONS = ('default', 'error', 'ignore', 'always', 'module', 'once')


def check_filter(action, lineno):
    if action not in ACTIONS and not (action == 'all' and _version() >= 314):
        raise (
            ValueError(f'invalid action: {action!r}')
            if _version() >= 312
            else AssertionError(f'invalid action: {action!r}')
        )
    if not isinstance(lineno, int):
        raise TypeError('lineno must be an int') if _version() >= 312 else AssertionError('lineno must be an int >= 0')
    if lineno < 0:
        raise (
            ValueError('lineno must be an int >= 0')
            if _version() >= 312
            else AssertionError('lineno must be an int >= 0')
        )


def add_filter(item, append):
    filters = state().filters
    state().seen.clear()
    if append:
        if item not in filters:
            filters.append(item)
        return
    if item in filters:
        filters.remove(item)
    filters.insert(0, item)


def is_category(category):
    if isinstance(category, tuple):
        return all(is_category(each) for each in category)
    return _is_class(category) and issubclass(category, Warning)


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    check_filter(action, lineno)
    if not isinstance(message, str):
        raise TypeError('message must be a string') if _version() >= 312 else AssertionError('message must be a string')
    if not is_category(category):
        text = f'category must be a {"Warning subclass" if _is_class(category) or _version() >= 312 else "class"}'
        raise AssertionError(text) if _version() < 312 else TypeError(text)
    message = matcher(message, True) if message else None
    module = matcher(module, False) if module else None
    add_filter((action, message, category, module, lineno), append)


def matcher(pattern, any_case):
    import re

    return re.compile(pattern, re.I if any_case else 0)


def simplefilter(action, category=Warning, lineno=0, append=False):
    check_filter(action, lineno)
    add_filter((action, None, category, None, lineno), append)


def resetwarnings():
    state().filters.clear()
    state().seen.clear()


def action_for(text, category, module, lineno):
    for action, message, kind, where, line in state().filters:
        if message is not None and message.match(text) is None:
            continue
        if where is not None and where.match(module) is None:
            continue
        if issubclass(category, kind) and line in (0, lineno):
            return action
    return 'default'


def issue(message, category, filename, lineno, module, line, source):
    """Do with a warning what the filters say."""
    if isinstance(message, Warning):
        text = str(message)
        category = type(message)
    else:
        text = message
        message = category(message)
    action = action_for(text, category, module, lineno)
    if action == 'ignore':
        return
    if action == 'error':
        raise message
    known = state()
    if action != 'always' and action != 'all':
        key = (text, category) if action == 'once' else (text, category, module)
        if action == 'default':
            key = (*key, lineno)
        if key in known.seen:
            return
        known.seen[key] = True
    if known.log is not None:
        known.log.append(WarningMessage(message, category, filename, lineno, None, None, source))
    else:
        showwarning(message, category, filename, lineno, None, line)


def warn(message=_nothing, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    if message is _nothing:
        raise TypeError("warn() missing required argument 'message' (pos 1)")
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not _is_class(category) or not issubclass(category, Warning):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    filename, lineno, _, module, line = _where(stacklevel)
    issue(message, category, filename, lineno, module, line, source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    if module is None:
        module = filename or '<unknown>'
        if module[-3:].lower() == '.py':
            module = module[:-3]
    issue(message, category, filename, int(lineno), module, None, source)


class catch_warnings:
    __module__ = 'warnings'

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        return f'catch_warnings({"record=True" if self._record else ""})'

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f'Cannot enter {self!r} twice')
        self._entered = True
        known = state()
        self._saved = (known.filters, known.log)
        known.filters = known.filters[:]
        known.seen.clear()
        log = None
        if self._record:
            log = known.log = []
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f'Cannot exit {self!r} without entering first')
        known = state()
        known.filters, known.log = self._saved
        known.seen.clear()


class deprecated:
    __module__ = 'warnings'

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        message, category, level = self.message, self.category, self.stacklevel
        if category is None:
            arg.__deprecated__ = message
            return arg
        if _is_class(arg):
            return deprecated_class(arg, message, category, level)
        if not callable(arg):
            raise TypeError(
                '@deprecated decorator with non-None category must be applied to a class or callable, not ' + repr(arg)
            )

        def wrapper(*args, **kwargs):
            warn(message, category=category, stacklevel=level)
            return arg(*args, **kwargs)

        for name in ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__'):
            setattr(wrapper, name, getattr(arg, name))
        wrapper.__wrapped__ = arg
        arg.__deprecated__ = wrapper.__deprecated__ = message
        return wrapper


def deprecated_class(cls, message, category, level):
    original = cls.__new__
    original_hook = cls.__init_subclass__

    def new(own, /, *args, **kwargs):
        if own is cls:
            warn(message, category=category, stacklevel=level)
        if original is not object.__new__:
            return original(own, *args, **kwargs)
        if cls.__init__ is object.__init__ and (args or kwargs):
            raise TypeError(f'{own.__name__}() takes no arguments')
        return original(own)

    def hook(own, *args, **kwargs):
        warn(message, category=category, stacklevel=level)
        return original_hook(*args, **kwargs)

    cls.__new__ = staticmethod(new)
    cls.__init_subclass__ = classmethod(hook)
    cls.__deprecated__ = message
    return cls
