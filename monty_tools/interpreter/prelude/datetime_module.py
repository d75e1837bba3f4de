"""``datetime``: what natives ask of classes that programs derive. The rest is in ``modules/datetime.py``."""


class IsoCalendarDate(tuple):
    __module__ = 'datetime'
    __slots__ = ()
    __final_class__ = True

    def __new__(cls, /, *args, **kwargs):
        return tuple.__new__(cls, _arguments('IsoCalendarDate', args, kwargs))

    @property
    def year(self):
        return self[0]

    @property
    def week(self):
        return self[1]

    @property
    def weekday(self):
        return self[2]

    def __repr__(self):
        return f'datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})'


def datetime_rebuilt(cls, fields, fold):
    """An instance of a derived class, made as CPython makes those of its results."""
    return cls(*fields, fold=fold) if fold else cls(*fields)


def datetime_indexed(function, args, options):
    """Call again with integers for what has an ``__index__``."""
    args = [as_index(value) if _needs_index(value) else value for value in args]
    options = {name: as_index(value) if _needs_index(value) else value for name, value in options.items()}
    return function(*args, **options)
