"""``bisect``."""


def bounds(a, lo, hi):
    lo = as_index(lo)
    hi = None if hi is None else as_index(hi)
    if lo < 0:
        raise ValueError('lo must be non-negative')
    return lo, len(a) if hi is None or hi == -1 else hi


def find_left(a, x, lo, hi, key):
    lo, hi = bounds(a, lo, hi)
    while lo < hi:
        middle = (lo + hi) // 2
        item = a[middle] if key is None else key(a[middle])
        if item < x:
            lo = middle + 1
        else:
            hi = middle
    return lo


def find_right(a, x, lo, hi, key):
    lo, hi = bounds(a, lo, hi)
    while lo < hi:
        middle = (lo + hi) // 2
        item = a[middle] if key is None else key(a[middle])
        if x < item:
            hi = middle
        else:
            lo = middle + 1
    return lo


def bisect_bisect_left(a, x, lo, hi, key):
    return find_left(a, x, lo, hi, key)


def bisect_bisect_right(a, x, lo, hi, key):
    return find_right(a, x, lo, hi, key)


def bisect_insort_left(a, x, lo, hi, key):
    a.insert(find_left(a, x if key is None else key(x), lo, hi, key), x)


def bisect_insort_right(a, x, lo, hi, key):
    a.insert(find_right(a, x if key is None else key(x), lo, hi, key), x)
