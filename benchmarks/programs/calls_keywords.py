def price(amount, *, rate=1.0, fee=0):
    return amount * rate + fee

total = 0
for i in range(60_000):
    total += price(i, rate=2, fee=1)
total
