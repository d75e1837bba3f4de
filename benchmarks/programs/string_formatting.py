lines = []
for i in range(20_000):
    lines.append(f'{i:>8} | {i / 7:10.3f} | {"even" if i % 2 == 0 else "odd":<5}')
len('\n'.join(lines))
