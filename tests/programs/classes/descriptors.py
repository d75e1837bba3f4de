# --- metaclass=type, spelled out
class Plain(metaclass=type):
    pass


class Given(**{'metaclass': type}):
    pass


class Hooked:
    def __init_subclass__(cls, **kwargs):
        print(cls.__name__, kwargs)


class Sub(Hooked, metaclass=type, flag=1):
    pass


print(type(Plain), type(Given), type(Sub))

# --- super with one argument
class Base:
    def name(self):
        return 'base'


class Derived(Base):
    def name(self):
        return 'derived, ' + self._Derived__super.name()


Derived._Derived__super = super(Derived)
print(Derived().name())
unbound = super(Derived)
print(unbound.__self__, unbound.__self_class__, unbound.__thisclass__)
try:
    unbound.name
except AttributeError as error:
    print(error)
try:
    super(Derived, Derived(), 3)
except TypeError as error:
    print(error)

# --- descriptors of the builtin decorators
class Box:
    @property
    def size(self):
        """How large."""
        return 3

    @size.deleter
    def size(self):
        print('gone')

    @classmethod
    def make(cls):
        return cls

    @staticmethod
    def plain():
        return 'plain'


print(Box.__dict__['size'].__get__(Box()), Box.__dict__['make'].__get__(None, Box)(), Box.__dict__['plain'].__get__(None, Box)())
Box.size.__delete__(Box())
try:
    Box.size.__set__(Box(), 1)
except AttributeError as error:
    print(error)
Box.size.__doc__ = 'New.'
print(Box.size.__doc__)

# --- a property knows its name
# min_python: 3.13
class Box:
    @property
    def size(self):
        return 3


print(Box.size.__name__, property(lambda self: 1).__name__)

# --- deleting what is not there, without a __dict__
class Empty:
    __slots__ = ()


class One:
    __slots__ = ('one',)


for make, name in ((Empty, 'x'), (One, 'x'), (One, 'one'), (list, 'x')):
    try:
        delattr(make(), name)
    except AttributeError as error:
        print(error)

# --- __match_args__ of None
class Odd:
    __match_args__ = None


match Odd():
    case Odd(x):
        pass
