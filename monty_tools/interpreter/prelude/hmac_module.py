"""``hmac``."""


class HMAC:
    __module__ = 'hmac'
    __slots__ = ('_hmac', '_inner', '_outer', 'block_size', 'digest_size')
    blocksize = 64

    def __init__(self, key, msg=None, digestmod=''):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f'key: expected bytes or bytearray, but got {type(key).__name__!r}')
        if not digestmod:
            _missing_digest()
        self._outer = make_hash(digestmod)
        self._inner = make_hash(digestmod)
        self.digest_size = self._inner.digest_size
        blocksize = getattr(self._inner, 'block_size', 0)
        if blocksize < 16:
            blocksize = self.blocksize
        if len(key) > blocksize:
            key = make_hash(digestmod, key).digest()
        self.block_size = blocksize
        key = bytes(key).ljust(blocksize, b'\0')
        self._outer.update(key.translate(trans_5C))
        self._inner.update(key.translate(trans_36))
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        return f'hmac-{self._inner.name}'

    def update(self, msg):
        self._inner.update(msg)

    def copy(self):
        other = self.__class__.__new__(self.__class__)
        other.digest_size = self.digest_size
        other.block_size = self.block_size
        other._inner = self._inner.copy()
        other._outer = self._outer.copy()
        return other

    def digest(self):
        if not self.digest_size:
            raise ValueError('no reason supplied')
        outer = self._outer.copy()
        outer.update(self._inner.digest())
        return outer.digest()

    def hexdigest(self):
        return self.digest().hex()


def make_hash(digestmod, data=b''):
    if callable(digestmod):
        return digestmod(data) if data else digestmod()
    if isinstance(digestmod, str):
        return new_hash(digestmod, data)
    return digestmod.new(data)


def new(key, msg=None, digestmod=''):
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    if not isinstance(key, (bytes, bytearray)):
        raise TypeError(f'a bytes-like object is required, not {type(key).__name__!r}')
    return HMAC(key, msg, digest).digest()
