numbers = [i * 7919 % 100_003 for i in range(60_000)]
numbers.sort()
numbers[30_000]
