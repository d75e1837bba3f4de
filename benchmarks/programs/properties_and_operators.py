class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    @property
    def norm(self):
        return self.x * self.x + self.y * self.y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

total = Vector(0, 0)
seen = 0
for i in range(20_000):
    total = total + Vector(i, 1)
    seen ^= total.norm
seen
