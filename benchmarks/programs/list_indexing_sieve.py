limit = 100_000
prime = [True] * (limit + 1)
prime[0] = prime[1] = False
for i in range(2, int(limit ** 0.5) + 1):
    if prime[i]:
        for multiple in range(i * i, limit + 1, i):
            prime[multiple] = False
sum(prime)
