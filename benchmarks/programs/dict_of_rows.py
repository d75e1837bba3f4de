rows = [{'id': i, 'group': f'g{i % 20}', 'amount': i * 3 % 101} for i in range(10_000)]
groups = {}
for row in rows:
    groups.setdefault(row['group'], []).append(row['amount'])
sorted((name, sum(amounts), max(amounts)) for name, amounts in groups.items())[:3]
