"""``hashlib``: hash objects, which keep all that they were fed."""


def hashlib_converted(key, names, values, kinds):
    return _call_converted(key, names, converted_values(values, kinds))


class HASH:
    __module__ = '_hashlib'
    __slots__ = ('_block_size', '_digest_size', '_fed', '_name', '_options')
    __final_class__ = True

    def __new__(cls, /, *args, **kwargs):
        raise TypeError(f"cannot create '{cls.__module__}.{cls.__qualname__}' instances")

    @property
    def name(self):
        return self._name

    @property
    def digest_size(self):
        return self._digest_size

    @property
    def block_size(self):
        return self._block_size

    def update(self, obj, /):
        _hash_feed(self._fed, obj)

    def digest(self, /):
        return _hash_digest(self._name, self._options, self._fed, None)

    def hexdigest(self, /):
        return self.digest().hex()

    def copy(self, /):
        return hash_object(type(self), self._name, self._options, self._digest_size, self._block_size, self._fed.copy())

    def __repr__(self):
        return f'<{self._name} _hashlib.{type(self).__name__} object @ {id(self):#x}>'


class HASHXOF(HASH):
    __module__ = '_hashlib'
    __slots__ = ()
    __final_class__ = True

    def digest(self, /, length):
        return _hash_digest(self._name, self._options, self._fed, length)

    def hexdigest(self, /, length):
        return self.digest(length).hex()


class blake2b(HASH):
    __module__ = '_blake2'
    __slots__ = ()
    __final_class__ = True
    SALT_SIZE = PERSON_SIZE = 16
    MAX_KEY_SIZE = MAX_DIGEST_SIZE = 64

    def __new__(cls, /, *args, **kwargs):
        return _blake2b(*args, **kwargs)

    def __repr__(self):
        return object.__repr__(self)


class blake2s(HASH):
    __module__ = '_blake2'
    __slots__ = ()
    __final_class__ = True
    SALT_SIZE = PERSON_SIZE = 8
    MAX_KEY_SIZE = MAX_DIGEST_SIZE = 32

    def __new__(cls, /, *args, **kwargs):
        return _blake2s(*args, **kwargs)

    def __repr__(self):
        return object.__repr__(self)


KINDS = {'blake2b': blake2b, 'blake2s': blake2s, 'shake_128': HASHXOF, 'shake_256': HASHXOF}


def hash_object(cls, name, options, digest_size, block_size, fed):
    made = object.__new__(cls)
    made._name = name
    made._options = options
    made._digest_size = digest_size
    made._block_size = block_size
    made._fed = fed
    return made


def hashlib_made(name, options, digest_size, block_size, fed):
    return hash_object(KINDS.get(name, HASH), name, options, digest_size, block_size, fed)


def __hash_new(name, data=b'', **kwargs):
    if isinstance(name, str) and name in ('blake2b', 'blake2s'):
        return KINDS[name](data, **kwargs)
    return _hash_new(name, data, **kwargs)


new = __hash_new


def file_digest(fileobj, digest, /, *, _bufsize=2**18):
    digestobj = new(digest) if isinstance(digest, str) else digest()
    if hasattr(fileobj, 'getvalue') and hasattr(fileobj, 'readinto'):  # CPython asks a BytesIO for its buffer
        digestobj.update(fileobj.getvalue())
        return digestobj
    if not (hasattr(fileobj, 'readinto') and hasattr(fileobj, 'readable') and fileobj.readable()):
        raise ValueError(f"'{fileobj!r}' is not a file-like object in binary reading mode.")
    buffer = bytearray(_bufsize)
    while size := fileobj.readinto(buffer):
        digestobj.update(buffer[:size])
    return digestobj
