def numbers(n):
    for i in range(n):
        yield i

def odd(source):
    for x in source:
        if x % 2:
            yield x

def squared(source):
    for x in source:
        yield x * x

sum(squared(odd(numbers(60_000))))
