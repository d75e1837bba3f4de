class Shape:
    def __init__(self, name):
        self.name = name

    def area(self):
        return 0

    def describe(self):
        return self.name, self.area()

class Square(Shape):
    def __init__(self, side):
        super().__init__('square')
        self.side = side

    def area(self):
        return self.side * self.side

total = 0
for i in range(25_000):
    total += Square(i).describe()[1]
total
