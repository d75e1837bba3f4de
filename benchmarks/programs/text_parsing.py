text = '\n'.join(f'{i},name{i},{i * 1.5},{"yes" if i % 2 else "no"}' for i in range(8_000))
total = 0.0
names = []
for line in text.splitlines():
    number, name, amount, flag = line.split(',')
    if flag == 'yes':
        total += float(amount)
        names.append(name.upper())
total, len(names)
