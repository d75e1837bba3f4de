def value(node):
    match node:
        case {'op': 'add', 'args': [a, b]}:
            return value(a) + value(b)
        case {'op': 'neg', 'args': [a]}:
            return -value(a)
        case int(n):
            return n

tree = {'op': 'add', 'args': [1, {'op': 'neg', 'args': [{'op': 'add', 'args': [2, 3]}]}]}
total = 0
for i in range(5_000):
    total += value(tree)
total
