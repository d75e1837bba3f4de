numbers = [i * 7919 % 30_011 for i in range(30_000)]
ordered = sorted(numbers, key=lambda n: (n % 10, -n))
ordered[100]
