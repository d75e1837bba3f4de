evens = {i for i in range(0, 100_000, 2)}
threes = set(range(0, 100_000, 3))
len(evens & threes) + len(evens | threes) + sum(1 for i in range(50_000) if i in evens)
