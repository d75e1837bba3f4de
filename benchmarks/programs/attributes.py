class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

points = [Point(i, i + 1) for i in range(20_000)]
total = 0
for p in points:
    p.x += p.y
    total += p.x - p.y
total
