"""What of ``random`` runs sandbox code: sequences, weights and numbers of other classes than the builtin ones."""


def random_choice(state, seq):
    size = len(seq)
    if not size:
        raise IndexError('Cannot choose from an empty sequence')
    return seq[_random_below(state, size, 'choice')]


def random_shuffle(state, x):
    for index in reversed(range(1, len(x))):
        other = _random_below(state, index + 1, 'shuffle')
        x[index], x[other] = x[other], x[index]


def random_sample(state, population, k, counts):
    if not isinstance(population, Sequence):
        raise TypeError('Population must be a sequence.  For dicts or sets, use sorted(d).')
    size = len(population)
    if not isinstance(k, int):
        k = as_index(k)
    options = {}
    if counts is not None:
        numbers = []
        total = 0
        for count in counts:
            total = total + count
            numbers.append(count)
        if len(numbers) != size:
            raise ValueError('The number of counts does not match the population')
        if not isinstance(total, int):
            raise TypeError('Counts must be integers')
        options['counts'] = [as_index(count) for count in numbers]
    return [population[index] for index in _random_call(state, 'sample', [range(size), k], options)]


def random_choices(state, population, weights, cum_weights, k):
    size = len(population)
    if cum_weights is None:
        if weights is None:
            chosen = _random_call(state, 'choices', [range(size)], {'k': as_index(k)})
            return [population[index] for index in chosen]
        try:
            weights = [*weights]
        except TypeError:
            if not isinstance(weights, int):
                raise
            k = weights
        else:
            k = as_index(k)
        if isinstance(weights, int):
            raise TypeError(f'The number of choices must be a keyword argument: {k=}')
        total = None
        cum_weights = []
        for weight in weights:
            total = weight if total is None else total + weight
            cum_weights.append(total)
    elif weights is not None:
        raise TypeError('Cannot specify both weights and cumulative weights')
    if len(cum_weights) != size:
        raise ValueError('The number of weights does not match the population')
    total = cum_weights[-1] + 0.0
    if total <= 0.0:
        raise ValueError('Total of weights must be greater than zero')
    if total in (float('inf'), float('-inf')) or total != total:
        raise ValueError('Total of weights must be finite')
    result = []
    for _ in range(as_index(k)):
        wanted = _random_call(state, 'random', [], {}) * total
        low, high = 0, size - 1
        while low < high:
            middle = (low + high) // 2
            if wanted < cum_weights[middle]:
                high = middle
            else:
                low = middle + 1
        result.append(population[low])
    return result


def random_with_integers(state, name, values, options):
    made = [value if value is None or isinstance(value, (int, float)) else as_index(value) for value in values]
    return _random_call(state, name, made, {key: as_index(value) for key, value in options.items()})


def random_with_floats(state, name, values, options):
    made = [random_number(value) for value in values]
    return _random_call(state, name, made, {key: random_number(value) for key, value in options.items()})


def random_number(value):
    return value if value is None or isinstance(value, (int, float)) else float(value)
