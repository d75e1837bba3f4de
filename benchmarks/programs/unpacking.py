pairs = [(i, (i + 1, i + 2)) for i in range(50_000)]
total = 0
for a, (b, c) in pairs:
    a, b = b, a
    first, *rest = a, b, c
    total += first + len(rest)
total
