"""``zoneinfo``: its exceptions. The rest is in ``modules/zoneinfo.py``."""


class ZoneInfoNotFoundError(KeyError):
    __module__ = 'zoneinfo._common'


class InvalidTZPathWarning(RuntimeWarning):
    __module__ = 'zoneinfo._tzpath'
