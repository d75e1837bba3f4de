"""``abc``."""


class ABCMeta(type):
    __module__ = 'abc'
    __final_class__ = True

    def register(cls, subclass):
        if not _is_class(subclass):
            raise TypeError('Can only register classes')
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError('Refusing to create an inheritance cycle')
        registry = _kept('abc.registry')
        if registry is None:
            registry = _keep('abc.registry', {})
        registry.setdefault(cls, []).append(subclass)
        return subclass

    def __instance_check__(cls, obj):
        return virtual_subclass(cls, type(obj))

    def __subclass_check__(cls, other):
        return virtual_subclass(cls, other)


def virtual_subclass(cls, other):
    """Whether a class counts as a subclass of an abstract one that it does not derive from."""
    if _class_attribute(cls, '__subclasshook__') is not None:
        answer = cls.__subclasshook__(other)
        if answer is not NotImplemented:
            return bool(answer)
    names = _own(cls, '_registered')
    if names is not None:
        for base in other.__mro__:
            if base.__module__ in ('builtins', 'collections', 'decimal') and base.__name__ in names:
                return True
    registry = _kept('abc.registry')
    if registry is not None:
        for known, others in list(registry.items()):
            if _is_subclass(known, cls):
                for registered in others:
                    if issubclass(other, registered):
                        return True
    for child in _children(cls):
        if _own(child, '__subclasshook__') is not None and issubclass(other, child):
            return True
    return False


class ABC(metaclass=ABCMeta):
    __module__ = 'abc'
    __slots__ = ()


def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    __module__ = 'abc'
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    __module__ = 'abc'
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    __module__ = 'abc'
    __isabstractmethod__ = True


def update_abstractmethods(cls):
    return _note_abstract(cls)
