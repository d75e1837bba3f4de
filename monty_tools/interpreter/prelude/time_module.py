"""``time``: its named tuple. The functions are in ``modules/time.py``."""

NAMES = ('tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst')
HIDDEN = ('tm_zone', 'tm_gmtoff')
NO_VALUES = object()


def read_only(self, value):
    raise AttributeError('readonly attribute')


def field(index):
    return property(lambda self: self[index], read_only)


class struct_time(tuple):
    __module__ = 'time'
    __slots__ = ()
    __final_class__ = True
    __match_args__ = NAMES
    n_fields = 11
    n_sequence_fields = 9
    n_unnamed_fields = 0

    def __new__(cls, /, sequence, dict=NO_VALUES):
        try:
            values = tuple(sequence)
        except TypeError:
            values = None
        if values is None:
            raise TypeError('constructor requires a sequence')
        if len(values) < 9:
            raise TypeError(f'time.struct_time() takes an at least 9-sequence ({len(values)}-sequence given)')
        if len(values) > 11:
            raise TypeError(f'time.struct_time() takes an at most 11-sequence ({len(values)}-sequence given)')
        if dict is NO_VALUES:
            dict = {}
        elif not isinstance(dict, type({})):
            raise TypeError('time.struct_time() takes a dict as second arg, if any')
        rest = [dict.get(name) for name in HIDDEN[len(values) - 9 :]]
        return _made_struct((*values, *rest))

    tm_year, tm_mon, tm_mday, tm_hour, tm_min, tm_sec, tm_wday, tm_yday, tm_isdst = [field(at) for at in range(9)]

    tm_zone, tm_gmtoff = [property(lambda self, name=name: _struct_part(self, name), read_only) for name in HIDDEN]

    if _has_replace():

        def __replace__(self, /, **changes):
            values = [changes.pop(name, value) for name, value in zip(NAMES, self)]
            rest = [changes.pop(name, _struct_part(self, name)) for name in HIDDEN]
            if changes:
                raise TypeError(f'Got unexpected field name(s): {[*changes]!r}')
            return _made_struct((*values, *rest))

    def __repr__(self):
        shown = ', '.join([f'{name}={self[at]!r}' for at, name in enumerate(NAMES)])
        return f'time.struct_time({shown})'

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self
