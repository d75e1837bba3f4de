import json
rows = [{'id': i, 'name': f'name {i}', 'tags': ['a', 'b'], 'amount': i * 1.5, 'ok': None} for i in range(3_000)]
total = 0
for _ in range(3):
    total += len(json.loads(json.dumps(rows)))
total
