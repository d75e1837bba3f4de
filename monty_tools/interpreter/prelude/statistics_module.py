"""``statistics``: arguments become lists for the host's functions; here are medians and modes of values of any class,
normal distributions, and kernel density estimates."""

VERSION = _version()
LinearRegression = shared_named_tuple('LinearRegression', ('slope', 'intercept'), module='statistics')


class StatisticsError(ValueError):
    __module__ = 'statistics'


def computed(name, *lists, **options):
    result = _statistic(name, lists, options)
    if result is NotImplemented:
        for items in (*lists, options.values()):
            for item in items:
                if _statistic('median_low', ([item],), {}) is NotImplemented:
                    raise TypeError(f"can't convert type '{type(item).__name__}' to numerator/denominator")
    return result


def mean(data):
    return computed('mean', list(data))


def fmean(data, weights=None):
    if weights is None:
        return computed('fmean', list(data))
    return computed('fmean', list(data), list(weights))


def geometric_mean(data):
    return computed('geometric_mean', list(data))


def harmonic_mean(data, weights=None):
    if weights is None:
        return computed('harmonic_mean', list(data))
    return computed('harmonic_mean', list(data), list(weights))


def ordered(data, name):
    """The host's answer of numbers, or the items in order."""
    items = list(data)
    result = _statistic(name, (items,), {})
    if result is NotImplemented:
        items.sort()
    return result, items


def median(data):
    result, items = ordered(data, 'median')
    if result is NotImplemented:
        half = len(items) // 2
        return items[half] if len(items) % 2 else (items[half - 1] + items[half]) / 2
    return result


def median_low(data):
    result, items = ordered(data, 'median_low')
    return items[(len(items) - 1) // 2] if result is NotImplemented else result


def median_high(data):
    result, items = ordered(data, 'median_high')
    return items[len(items) // 2] if result is NotImplemented else result


def median_grouped(data, interval=1):
    return computed('median_grouped', list(data), interval=interval)


def mode(data):
    items = list(data)
    result = _statistic('mode', (items,), {})
    return Counter(items).most_common(1)[0][0] if result is NotImplemented else result


def multimode(data):
    items = list(data)
    result = _statistic('multimode', (items,), {})
    if result is NotImplemented:
        counts = Counter(items)
        most = max(counts.values())
        return [value for value, count in counts.items() if count == most]
    return result


def quantiles(data, *, n=4, method='exclusive'):
    return computed('quantiles', list(data), n=n, method=method)


def variance(data, xbar=None):
    return computed('variance', list(data), **given('xbar', xbar))


def pvariance(data, mu=None):
    return computed('pvariance', list(data), **given('mu', mu))


def stdev(data, xbar=None):
    return computed('stdev', list(data), **given('xbar', xbar))


def pstdev(data, mu=None):
    return computed('pstdev', list(data), **given('mu', mu))


def given(name, value):
    return {} if value is None else {name: value}


def sized(data):
    """The items of what has a length."""
    len(data)
    return list(data)


def covariance(x, y, /):
    return computed('covariance', sized(x), sized(y))


if VERSION >= 12:

    def correlation(x, y, /, *, method='linear'):
        return computed('correlation', sized(x), sized(y), method=method)

else:

    def correlation(x, y, /):
        return computed('correlation', sized(x), sized(y))


def linear_regression(x, y, /, *, proportional=False):
    return LinearRegression(*computed('linear_regression', sized(x), sized(y), proportional=bool(proportional)))


ROOT_2 = _sqrt(2.0)
TAU = 6.283185307179586
PI = 3.141592653589793


class NormalDist:
    __module__ = 'statistics'
    __slots__ = ('_mu', '_sigma')

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        return cls(*computed('from_samples', list(data)))

    def samples(self, n, *, seed=None):
        source = _generator(seed, False)
        if VERSION >= 13:
            return [_inverse(source.random(), self._mu, self._sigma) for _ in range(n)]
        return [source.gauss(self._mu, self._sigma) for _ in range(n)]

    def pdf(self, x):
        variance = self._sigma * self._sigma
        if not variance:
            raise StatisticsError('pdf() not defined when sigma is zero')
        diff = x - self._mu
        return _exp(diff * diff / (-2.0 * variance)) / _sqrt(TAU * variance)

    def cdf(self, x):
        if not self._sigma:
            raise StatisticsError('cdf() not defined when sigma is zero')
        return 0.5 * (1.0 + _erf((x - self._mu) / (self._sigma * ROOT_2)))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError('p must be in the range 0.0 < p < 1.0')
        if VERSION < 12 and self._sigma <= 0.0:
            raise StatisticsError('cdf() not defined when sigma at or below zero')
        return _inverse(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError('Expected another NormalDist instance')
        a, b = (self, other) if (self._sigma, self._mu) <= (other._sigma, other._mu) else (other, self)
        if not a.variance or not b.variance:
            raise StatisticsError('overlap() not defined when sigma is zero')
        dv = b.variance - a.variance
        dm = _fabs(b._mu - a._mu)
        if not dv:
            return 1.0 - _erf(dm / (2.0 * a._sigma * ROOT_2))
        middle = a._mu * b.variance - b._mu * a.variance
        spread = a._sigma * b._sigma * _sqrt(dm * dm + dv * _log(b.variance / a.variance))
        low, high = (middle + spread) / dv, (middle - spread) / dv
        return 1.0 - (_fabs(b.cdf(low) - a.cdf(low)) + _fabs(b.cdf(high) - a.cdf(high)))

    def zscore(self, x):
        if not self._sigma:
            raise StatisticsError('zscore() not defined when sigma is zero')
        return (x - self._mu) / self._sigma

    @property
    def mean(self):
        return self._mu

    @property
    def median(self):
        return self._mu

    @property
    def mode(self):
        return self._mu

    @property
    def stdev(self):
        return self._sigma

    @property
    def variance(self):
        return self._sigma * self._sigma

    def __add__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu + x2._mu, _hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu + x2, x1._sigma)

    __radd__ = __add__

    def __sub__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu - x2._mu, _hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu - x2, x1._sigma)

    def __rsub__(x1, x2):
        return -(x1 - x2)

    def __mul__(x1, x2):
        return NormalDist(x1._mu * x2, x1._sigma * _fabs(x2))

    __rmul__ = __mul__

    def __truediv__(x1, x2):
        return NormalDist(x1._mu / x2, x1._sigma / _fabs(x2))

    def __pos__(x1):
        return NormalDist(x1._mu, x1._sigma)

    def __neg__(x1):
        return NormalDist(-x1._mu, x1._sigma)

    def __eq__(x1, x2):
        if not isinstance(x2, NormalDist):
            return NotImplemented
        return x1._mu == x2._mu and x1._sigma == x2._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f'{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})'


# Kernels: the density, its integral, and whether both end at -1 and 1.

KERNELS = {
    'normal': (
        lambda t: _exp(-1 / 2 * t * t) / _sqrt(2 * PI),
        lambda t: 1 / 2 * (1.0 + _erf(t / ROOT_2)),
        False,
    ),
    'logistic': (lambda t: 1 / 2 / (1.0 + _cosh(t)), lambda t: 1.0 - 1.0 / (_exp(t) + 1.0), False),
    'sigmoid': (lambda t: 1 / PI / _cosh(t), lambda t: 2 / PI * _atan(_exp(t)), False),
    'rectangular': (lambda t: 1 / 2, lambda t: 1 / 2 * t + 1 / 2, True),
    'triangular': (lambda t: 1.0 - abs(t), lambda t: t * t * (1 / 2 if t < 0.0 else -1 / 2) + t + 1 / 2, True),
    'parabolic': (lambda t: 3 / 4 * (1.0 - t * t), lambda t: -1 / 4 * t**3 + 3 / 4 * t + 1 / 2, True),
    'quartic': (
        lambda t: 15 / 16 * (1.0 - t * t) ** 2,
        lambda t: 3 / 16 * t**5 - 5 / 8 * t**3 + 15 / 16 * t + 1 / 2,
        True,
    ),
    'triweight': (
        lambda t: 35 / 32 * (1.0 - t * t) ** 3,
        lambda t: 35 / 32 * (-1 / 7 * t**7 + 3 / 5 * t**5 - t**3 + t) + 1 / 2,
        True,
    ),
    'cosine': (lambda t: PI / 4 * _cos(PI / 2 * t), lambda t: 1 / 2 * _sin(PI / 2 * t) + 1 / 2, True),
}
OTHER_NAMES = {'gauss': 'normal', 'uniform': 'rectangular', 'epanechnikov': 'parabolic', 'biweight': 'quartic'}


def check_kernel(data, h, kernel):
    """The kernel's own name."""
    if not len(data):
        raise StatisticsError('Empty data sequence')
    if not isinstance(data[0], (int, float)):
        raise TypeError('Data sequence must contain ints or floats')
    if h <= 0.0:
        raise StatisticsError(f'Bandwidth h must be positive, not h={h!r}')
    name = OTHER_NAMES.get(kernel, kernel)
    if name not in KERNELS:
        raise StatisticsError(f'Unknown kernel name: {kernel!r}')
    return name


def kde(data, h, kernel='normal', *, cumulative=False):
    density, integral, bounded = KERNELS[check_kernel(data, h, kernel)]
    kept = [len(data), sorted(data)]

    def near(x):
        """The items that count at ``x``, and how many are below them."""
        if not bounded:
            return data, 0
        if len(data) != kept[0]:
            kept[:] = len(data), sorted(data)
        low = place_left(kept[1], x - h * 1.0, 0, None, None)
        return kept[1][low : place_right(kept[1], x + h * 1.0, 0, None, None)], low

    def pdf(x):
        items, _ = near(x)
        return sum([density((x - item) / h) for item in items]) / (len(data) * h)

    def cdf(x):
        items, below = near(x)
        return sum([integral((x - item) / h) for item in items], below) / len(data)

    return cdf if cumulative else pdf


def solved(estimate, kernel):
    """The inverse of a kernel's integral, by Newton's method."""
    density, integral, _ = KERNELS[kernel]

    def inverse(y):
        x = estimate(y)
        while True:
            diff = integral(x) - y
            if abs(diff) <= 1e-12:
                return x
            x -= diff / density(x)

    return inverse


def quartic_estimate(p):
    sign, p = (1.0, p) if p <= 1 / 2 else (-1.0, 1.0 - p)
    x = (2.0 * p) ** 0.4258865685331 - 1.0
    if p >= 0.004 < 0.499:
        x += 0.026818732 * _sin(7.101753784 * p + 2.73230839482953)
    return x * sign


def triweight_estimate(p):
    sign, p = (1.0, p) if p <= 1 / 2 else (-1.0, 1.0 - p)
    return ((2.0 * p) ** 0.3400218741872791 - 1.0) * sign


INVERSES = {
    'normal': NormalDist().inv_cdf,
    'logistic': lambda p: _log(p / (1 - p)),
    'sigmoid': lambda p: _log(_tan(p * PI / 2)),
    'rectangular': lambda p: 2 * p - 1,
    'triangular': lambda p: _sqrt(2 * p) - 1 if p < 1 / 2 else 1 - _sqrt(2 - 2 * p),
    'parabolic': lambda p: 2 * _cos((_acos(2 * p - 1) + PI) / 3),
    'quartic': solved(quartic_estimate, 'quartic'),
    'triweight': solved(triweight_estimate, 'triweight'),
    'cosine': lambda p: 2 * _asin(2 * p - 1) / PI,
}


def kde_random(data, h, kernel='normal', *, seed=None):
    inverse = INVERSES[check_kernel(data, h, kernel)]
    source = _generator(seed, True)

    def rand():
        return source.choice(data) + h * inverse(source.random())

    return rand
