from dataclasses import dataclass

@dataclass
class Order:
    id: int
    amount: float
    paid: bool = False

orders = [Order(i, i * 1.5, i % 3 == 0) for i in range(10_000)]
sum(order.amount for order in orders if order.paid)
