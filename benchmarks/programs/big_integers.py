a, b = 0, 1
for _ in range(5_000):
    a, b = b, a + b
len(str(a)), pow(3, 5_000, 10 ** 9 + 7)
