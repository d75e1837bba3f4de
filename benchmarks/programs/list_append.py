items = []
for i in range(200_000):
    items.append(i * 2)
len(items)
