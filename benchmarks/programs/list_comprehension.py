squares = [i * i for i in range(200_000) if i % 3]
sum(squares)
