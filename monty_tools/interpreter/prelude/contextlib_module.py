"""``contextlib``."""


def has_methods(cls, names):
    """Whether a class has all of some methods: NotImplemented if not."""
    for name in names:
        if _class_attribute(cls, name) is None:
            return NotImplemented
    return True


class AbstractContextManager(ABC):
    __module__ = 'contextlib'
    __slots__ = ()

    def __class_getitem__(cls, parameters):
        return _class_item(cls, parameters)

    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractContextManager:
            return has_methods(C, ('__enter__', '__exit__'))
        return NotImplemented


class AbstractAsyncContextManager(ABC):
    __module__ = 'contextlib'
    __slots__ = ()

    def __class_getitem__(cls, parameters):
        return _class_item(cls, parameters)

    async def __aenter__(self):
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractAsyncContextManager:
            return has_methods(C, ('__aenter__', '__aexit__'))
        return NotImplemented


def wrapping(wrapper, wrapped):
    """``functools.wraps``."""
    for name in ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__', '__type_params__'):
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        if name != '__type_params__':
            setattr(wrapper, name, value)
    for name, value in getattr(wrapped, '__dict__', {}).items():
        setattr(wrapper, name, value)
    wrapper.__wrapped__ = wrapped
    return wrapper


class ContextDecorator:
    __module__ = 'contextlib'

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)

        return wrapping(inner, func)


class AsyncContextDecorator:
    __module__ = 'contextlib'

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        async def inner(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)

        return wrapping(inner, func)


class _GeneratorContextManagerBase:
    __module__ = 'contextlib'

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        doc = _doc_of(func)
        self.__doc__ = type(self).__doc__ if doc is None else doc

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)


def is_ended_by(stopped, exc):
    """Whether a RuntimeError only tells that the generator raised ``exc``, a StopIteration that was thrown in."""
    return isinstance(exc, (StopIteration, StopAsyncIteration)) and stopped.__cause__ is exc


class _GeneratorContextManager(_GeneratorContextManagerBase, AbstractContextManager, ContextDecorator):
    __module__ = 'contextlib'

    def __enter__(self):
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                if _version() >= 312:
                    self.gen.close()
        if value is None:
            value = typ()
        try:
            self.gen.throw(value)
        except StopIteration as exc:
            return exc is not value
        except RuntimeError as exc:
            if exc is not value and not is_ended_by(exc, value):
                raise
            value.__traceback__ = traceback
            return False
        except BaseException as exc:
            if exc is not value:
                raise
            exc.__traceback__ = traceback
            return False
        try:
            raise RuntimeError("generator didn't stop after throw()")
        finally:
            if _version() >= 312:
                self.gen.close()


class _AsyncGeneratorContextManager(_GeneratorContextManagerBase, AbstractAsyncContextManager, AsyncContextDecorator):
    __module__ = 'contextlib'

    async def __aenter__(self):
        del self.args, self.kwds, self.func
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                if _version() >= 312:
                    await self.gen.aclose()
        if value is None:
            value = typ()
        try:
            await self.gen.athrow(value)
        except StopAsyncIteration as exc:
            return exc is not value
        except RuntimeError as exc:
            if exc is not value and not is_ended_by(exc, value):
                raise
            value.__traceback__ = traceback
            return False
        except BaseException as exc:
            if exc is not value:
                raise
            exc.__traceback__ = traceback
            return False
        try:
            raise RuntimeError("generator didn't stop after athrow()")
        finally:
            if _version() >= 312:
                await self.gen.aclose()


def contextmanager(func):
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)

    return wrapping(helper, func)


def asynccontextmanager(func):
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)

    return wrapping(helper, func)


class closing(AbstractContextManager):
    __module__ = 'contextlib'

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    __module__ = 'contextlib'

    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class _RedirectStream(AbstractContextManager):
    __module__ = 'contextlib'
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(_redirect(self._stream, self._new_target))
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        _redirect(self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    __module__ = 'contextlib'
    _stream = 'stdout'


class redirect_stderr(_RedirectStream):
    __module__ = 'contextlib'
    _stream = 'stderr'


class suppress(AbstractContextManager):
    __module__ = 'contextlib'

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        if exctype is None:
            return
        if issubclass(exctype, self._exceptions):
            return True
        if _version() >= 312 and issubclass(exctype, BaseExceptionGroup):
            match, rest = excinst.split(self._exceptions)
            if rest is None:
                return True
            raise rest
        return False


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    __module__ = 'contextlib'

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *excinfo):
        pass


def methods_of(cm, enter, leave, what):
    """The two methods of a context manager's class."""
    cls = type(cm)
    if _class_attribute(cls, enter) is None or _class_attribute(cls, leave) is None:
        raise TypeError(
            f"'{cls.__module__}.{cls.__qualname__}' object does not support the {what}context manager protocol"
        ) from None
    return getattr(cls, enter), getattr(cls, leave)


def fixed_context(new_exc, old_exc, frame_exc):
    """Give the exception of a callback the one before it as its context, as nested ``with`` statements do."""
    while True:
        context = new_exc.__context__
        if context is None or context is old_exc:
            return
        if context is frame_exc:
            break
        new_exc = context
    new_exc.__context__ = old_exc


class _BaseExitStack:
    __module__ = 'contextlib'

    def __init__(self):
        self._exit_callbacks = []

    def pop_all(self):
        new_stack = type(self)()
        new_stack._exit_callbacks = self._exit_callbacks
        self._exit_callbacks = []
        return new_stack

    def push(self, exit):
        method = _class_attribute(type(exit), '__exit__')
        self._exit_callbacks.append((True, exit if method is None else _method(type(exit).__exit__, exit)))
        return exit

    def enter_context(self, cm):
        enter, leave = methods_of(cm, '__enter__', '__exit__', '')
        result = enter(cm)
        self._exit_callbacks.append((True, _method(leave, cm)))
        return result

    def callback(self, callback, /, *args, **kwds):
        def _exit_wrapper(exc_type, exc, tb):
            callback(*args, **kwds)

        _exit_wrapper.__wrapped__ = callback
        self._exit_callbacks.append((True, _exit_wrapper))
        return callback


def raise_pending(exc):
    """Raise what the last callback raised, with the context that it has."""
    context = exc.__context__
    try:
        raise exc
    except BaseException:
        exc.__context__ = context
        raise


class ExitStack(_BaseExitStack, AbstractContextManager):
    __module__ = 'contextlib'

    def __enter__(self):
        return self

    def __exit__(self, *exc_details):
        exc = exc_details[1]
        received = exc_details[0] is not None
        frame_exc = _current_exception()
        suppressed = pending = False
        while self._exit_callbacks:
            _, callback = self._exit_callbacks.pop()
            try:
                details = (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)
                if callback(*details):
                    suppressed = True
                    pending = False
                    exc = None
            except BaseException as new_exc:
                fixed_context(new_exc, exc, frame_exc)
                pending = True
                exc = new_exc
        if pending:
            raise_pending(exc)
        return received and suppressed

    def close(self):
        self.__exit__(None, None, None)


class AsyncExitStack(_BaseExitStack, AbstractAsyncContextManager):
    __module__ = 'contextlib'

    async def enter_async_context(self, cm):
        enter, leave = methods_of(cm, '__aenter__', '__aexit__', 'asynchronous ')
        result = await enter(cm)
        self._exit_callbacks.append((False, _method(leave, cm)))
        return result

    def push_async_exit(self, exit):
        method = _class_attribute(type(exit), '__aexit__')
        self._exit_callbacks.append((False, exit if method is None else _method(type(exit).__aexit__, exit)))
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        async def _exit_wrapper(exc_type, exc, tb):
            await callback(*args, **kwds)

        _exit_wrapper.__wrapped__ = callback
        self._exit_callbacks.append((False, _exit_wrapper))
        return callback

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_details):
        exc = exc_details[1]
        received = exc_details[0] is not None
        frame_exc = _current_exception()
        suppressed = pending = False
        while self._exit_callbacks:
            plain, callback = self._exit_callbacks.pop()
            try:
                details = (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)
                answer = callback(*details)
                if not plain:
                    answer = await answer
                if answer:
                    suppressed = True
                    pending = False
                    exc = None
            except BaseException as new_exc:
                fixed_context(new_exc, exc, frame_exc)
                pending = True
                exc = new_exc
        if pending:
            raise_pending(exc)
        return received and suppressed
