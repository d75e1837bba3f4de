squares = {}
for i in range(100_000):
    squares[i] = i * i
sum(squares[i] for i in range(0, 100_000, 7))
