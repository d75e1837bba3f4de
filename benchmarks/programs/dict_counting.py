counts = {}
for i in range(150_000):
    key = i * 7919 % 1000
    counts[key] = counts.get(key, 0) + 1
max(counts.values())
