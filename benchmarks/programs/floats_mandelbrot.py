def escapes(x, y):
    a = b = 0.0
    for n in range(40):
        a, b = a * a - b * b + x, 2 * a * b + y
        if a * a + b * b > 4.0:
            return n
    return 40

total = 0
for row in range(60):
    for column in range(60):
        total += escapes(column / 30 - 1.5, row / 30 - 1.0)
total
