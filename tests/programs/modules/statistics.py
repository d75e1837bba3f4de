# --- averages
import statistics
from decimal import Decimal
from fractions import Fraction

datasets = (
    [1, 2, 3, 4], [1.5, 2.5, 10], [Fraction(1, 2), Fraction(1, 3)], [Decimal('0.5'), Decimal('0.75'), Decimal('1.3')], [3], [1, 2.5, Fraction(1, 2)],
    [True, False, True], [0.1] * 10, [1e308, 1e308], [10**30, 1], [float('inf'), 1], [float('nan'), 1.0], [0, 1, 2], [-1, 2], [], range(10), (2, 4, 4, 4, 5, 5, 7, 9),
    {5, 6}, 'abc', ['a', 'b'], [None], [1, 'x'], 5, [1j, 2], [[1], [2]], [Decimal(1), 2], [Decimal('1.5'), 2.5], [Decimal('NaN'), 1], [5, 1, 1, 5],
)  # fmt: skip
for name in ('mean', 'fmean', 'geometric_mean', 'harmonic_mean', 'median', 'median_low', 'median_high', 'median_grouped', 'mode', 'multimode', 'quantiles', 'variance', 'pvariance', 'stdev', 'pstdev'):
    for data in datasets:
        try:
            print(name, data, repr(getattr(statistics, name)(data)))
        except (ValueError, TypeError, AttributeError, OverflowError, ArithmeticError) as error:
            print(name, data, type(error).__name__, str(error).partition(', not ')[0])
    print(name, getattr(statistics, name)(iter([1, 2, 3, 3])), getattr(statistics, name)(x for x in (1.0, 2.0, 4.0)))
# --- options
import statistics
from decimal import Decimal
from fractions import Fraction

data = [1, 2, 2, 4, 4, 4, 5, 6]
print(statistics.fmean([1, 2, 3], weights=[1, 1, 2]), statistics.fmean([1, 2], (3, 1)), statistics.harmonic_mean([40, 60], weights=[5, 30]), statistics.harmonic_mean([2, 0]))
print(statistics.variance(data, 3.5), statistics.pvariance(data, mu=3), statistics.stdev(data, xbar=3.5), statistics.pstdev(data, 3), statistics.variance([Fraction(1, 2), 1], Fraction(3, 4)))
print(statistics.quantiles(data), statistics.quantiles(data, n=10), statistics.quantiles(data, n=3, method='inclusive'), statistics.quantiles([Decimal(1), Decimal(2)], n=2), statistics.quantiles(data, n=1))
print(statistics.median_grouped([52, 52, 53, 54]), statistics.median_grouped([1, 3, 3, 5, 7], interval=2), statistics.median_grouped([1, 3, 3, 5, 7], 1.5), statistics.mode('aabbb'), statistics.multimode('aabbc'))
print(statistics.mode(['red', 'blue', 'red']), statistics.median(['a', 'b', 'c']), statistics.median_low('hello'), statistics.median_high([(1, 2), (0, 5)]), statistics.mode([(1, 2), (1, 2)]), statistics.multimode([[], ()][1]))
for call in (
    lambda: statistics.mean(), lambda: statistics.mean([1], 2), lambda: statistics.fmean([1, 2], [1]), lambda: statistics.fmean([1], [0]), lambda: statistics.fmean([1, 2], weights=5),
    lambda: statistics.harmonic_mean([1, 2], [1]), lambda: statistics.harmonic_mean([1, 2], [-1, 1]), lambda: statistics.harmonic_mean([-1]), lambda: statistics.harmonic_mean(['a']),
    lambda: statistics.quantiles([1, 2], n=0), lambda: statistics.quantiles([1, 2], method='x'), lambda: statistics.quantiles([1, 2], 4), lambda: statistics.quantiles([1, 2], n='a'),
    lambda: statistics.mode([]), lambda: statistics.mode([[1]]), lambda: statistics.multimode([{}]), lambda: statistics.variance([1]), lambda: statistics.stdev([]), lambda: statistics.pstdev([]),
    lambda: statistics.median([1, 'a']), lambda: statistics.median([{}, {}]), lambda: statistics.mean([object()]), lambda: statistics.nothing, lambda: statistics.median_grouped(['a']),
):  # fmt: skip
    try:
        print(call())
    except (ValueError, TypeError, AttributeError) as error:
        print(type(error).__name__, str(error).partition('object at')[0])
print(statistics.StatisticsError.__mro__, statistics.StatisticsError.__module__)
try:
    statistics.mean([])
except statistics.StatisticsError as error:
    print(repr(error), isinstance(error, ValueError))
statistics.mean([])
# --- two inputs
import statistics
from fractions import Fraction

x, y = [1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 1, 2, 3, 1, 2, 3]
print(statistics.covariance(x, y), statistics.correlation(x, y), statistics.linear_regression(x, y), statistics.correlation(x, x), statistics.covariance((1.5, 2), range(2)))
line = statistics.linear_regression(x, [2 * v + 1 for v in x])
print(line, isinstance(line, statistics.LinearRegression), line.slope, line.intercept, line == (line[0], line[1]), type(line).__name__, statistics.linear_regression(x, y, proportional=True))
for call in (
    lambda: statistics.covariance([1], [1]), lambda: statistics.covariance([1, 2], [1]), lambda: statistics.correlation([1, 1], [1, 2]), lambda: statistics.correlation([1], [2]),
    lambda: statistics.linear_regression([1, 1], [1, 2]), lambda: statistics.linear_regression([1, 2], [1]), lambda: statistics.covariance(iter([1, 2]), [1, 2]), lambda: statistics.covariance(x=[1], y=[1]),
    lambda: statistics.correlation(['a', 'b'], [1, 2]), lambda: statistics.linear_regression([1, 2], 5), lambda: statistics.linear_regression([1, 2], [1, 2], True),
):  # fmt: skip
    try:
        print(call())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
# --- ranks
# min_python: 3.12
import statistics

x, y = [10, 8, 13, 9, 11], [8.04, 6.95, 7.58, 8.81, 8.33]
print(statistics.correlation(x, y, method='ranked'), statistics.correlation(x, y, method='linear'), statistics.correlation([1, 2, 2], [3, 1, 1], method='ranked'))
try:
    statistics.correlation(x, y, method='other')
except ValueError as error:
    print(error)
# --- normal distributions
from statistics import NormalDist, StatisticsError

d = NormalDist(100, 15)
print(d, d.mean, d.median, d.mode, d.stdev, d.variance, d.cdf(115), d.pdf(100), d.inv_cdf(0.975), d.zscore(130), d.quantiles(), d.quantiles(n=10))
print(NormalDist(), NormalDist(mu=1, sigma=2), NormalDist.from_samples([1, 2, 3, 4, 10]), NormalDist.from_samples(iter([1.5, 2])), d.overlap(NormalDist(110, 20)), d.overlap(NormalDist(90, 15)))
print(d + 5, 5 + d, d - 5, 5 - d, d * 2, 2 * d, d / 4, -d, +d, d + NormalDist(1, 2), d - NormalDist(1, 2), d == NormalDist(100, 15), d != 5, hash(d) == hash(NormalDist(100, 15)), {d: 1}[NormalDist(100.0, 15.0)])
print([round(v, 9) for v in d.samples(4, seed=42)], d.samples(0, seed=1), d.samples(2, seed='a'), NormalDist(5, 0).samples(1, seed=3))
for call in (
    lambda: NormalDist(0, -1), lambda: NormalDist('a'), lambda: NormalDist(0, 0).pdf(0), lambda: NormalDist(0, 0).cdf(0), lambda: NormalDist(0, 0).zscore(0), lambda: d.inv_cdf(0),
    lambda: d.inv_cdf(1), lambda: d.inv_cdf(2), lambda: d.inv_cdf('a'), lambda: d.overlap(5), lambda: d.overlap(NormalDist(0, 0)), lambda: NormalDist.from_samples([1]), lambda: NormalDist.from_samples([]),
    lambda: d + 'a', lambda: d * d, lambda: d / 0, lambda: d < d, lambda: d.foo, lambda: d.samples('a', seed=1), lambda: NormalDist(1, 2, 3), lambda: d.pdf('a'),
):  # fmt: skip
    try:
        print(call())
    except (ValueError, TypeError, AttributeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
d.mu = 5
# --- kernel density estimates
# min_python: 3.13
from statistics import StatisticsError, kde, kde_random

sample = [-2.1, -1.3, -0.4, 1.9, 5.1, 6.2]
for kernel in ('normal', 'gauss', 'logistic', 'sigmoid', 'rectangular', 'uniform', 'triangular', 'parabolic', 'epanechnikov', 'quartic', 'biweight', 'triweight', 'cosine'):
    f, c = kde(sample, 1.5, kernel), kde(sample, h=1.5, kernel=kernel, cumulative=True)
    print(kernel, [round(f(x), 12) for x in (-5, -1, 0.5, 6, 20)], [round(c(x), 12) for x in (-5, -1, 0.5, 6, 20)])
    r = kde_random(sample, 1.5, kernel, seed=8675309)
    print([round(r(), 9) for _ in range(4)])
for call in (lambda: kde([], 1), lambda: kde(['a'], 1), lambda: kde([1], 0), lambda: kde([1], 1, 'x'), lambda: kde_random([], 1), lambda: kde_random([1], -1), lambda: kde_random([1], 1, 'x', seed=1)):
    try:
        print(call())
    except (StatisticsError, TypeError) as error:
        print(type(error).__name__, error)
growing = [1.0]
f = kde(growing, 1, 'cosine')
print(f(1))
growing.append(2.0)
print(f(1), f(2))
# --- across calls
# externals: add
from fractions import Fraction
from statistics import NormalDist, fmean, mean, stdev, StatisticsError

d = NormalDist(add(1, 2), 4)
print(mean([add(1), add(Fraction(1, 2).numerator)]), d.cdf(add(3)), d)
try:
    mean([])
except StatisticsError as error:
    kept = error
print(add(1), repr(kept), fmean(add(v) for v in range(4)), stdev([add(1), 2, 4]))
# --- a report
from collections import Counter
from statistics import mean, median, mode, pstdev, quantiles

scores = {'ann': [90, 85, 77], 'bob': [60, 72, 81], 'eve': [100, 98, 95]}
for name, values in scores.items():
    print(f'{name:>5} {mean(values):7.2f} {median(values):6.1f} {pstdev(values):8.4f} {quantiles(values, n=4)}')
flat = [value for values in scores.values() for value in values]
print(mode(flat), Counter(value // 10 for value in flat).most_common(2), round(mean(flat), 3))
