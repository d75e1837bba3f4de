"""``secrets``: random numbers and tokens of the run's own randomness."""


def _bits(asked, k):
    if k < 0:
        raise ValueError('number of bits must be non-negative')
    count = (k + 7) // 8
    return int.from_bytes(_random_bytes(asked, count)) >> (count * 8 - k)


def _below(asked, n):
    k = n.bit_length()
    found = _bits(asked, k)
    while found >= n:
        found = _bits(asked, k)
    return found


def randbits(k):
    return _bits('secrets.randbits()', k)


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError('Upper bound must be positive.')
    return _below('secrets.randbelow()', exclusive_upper_bound)


def choice(seq):
    if not len(seq):
        raise IndexError('Cannot choose from an empty sequence')
    return seq[_below('secrets.choice()', len(seq))]


def token_bytes(nbytes=None):
    return _random_bytes('secrets.token_bytes()', DEFAULT_ENTROPY if nbytes is None else nbytes)


def token_hex(nbytes=None):
    return _random_bytes('secrets.token_hex()', DEFAULT_ENTROPY if nbytes is None else nbytes).hex()


def token_urlsafe(nbytes=None):
    token = _random_bytes('secrets.token_urlsafe()', DEFAULT_ENTROPY if nbytes is None else nbytes)
    return urlsafe_b64encode(token).rstrip(b'=').decode('ascii')
