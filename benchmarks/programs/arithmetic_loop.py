total = 0
for i in range(300_000):
    total += i % 7 * 3 - 1
total
