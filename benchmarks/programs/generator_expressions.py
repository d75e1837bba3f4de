total = sum(i * i for i in range(100_000) if i % 2)
largest = max(abs(i - 5_000) for i in range(30_000))
any(i == 29_999 for i in range(30_000)), total, largest
