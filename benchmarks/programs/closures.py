def counter():
    count = 0
    def step(by):
        nonlocal count
        count += by
        return count
    return step

step = counter()
for i in range(100_000):
    last = step(i)
last
