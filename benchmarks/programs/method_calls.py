class Account:
    def __init__(self, balance):
        self.balance = balance

    def deposit(self, amount):
        self.balance += amount
        return self.balance

account = Account(0)
for i in range(100_000):
    account.deposit(i)
account.balance
