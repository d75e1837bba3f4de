orders = [
    {'id': i, 'customer': f'c{i % 50}', 'status': ('paid', 'open', 'late')[i % 3], 'amount': round(i * 1.37 % 500, 2)}
    for i in range(6_000)
]

def summary(rows):
    amounts = [row['amount'] for row in rows]
    return {'count': len(amounts), 'total': round(sum(amounts), 2), 'largest': max(amounts, default=0)}

by_customer = {}
for order in orders:
    by_customer.setdefault(order['customer'], []).append(order)

late = {}
for customer, rows in by_customer.items():
    overdue = [row for row in rows if row['status'] == 'late' and row['amount'] > 100]
    if overdue:
        late[customer] = summary(overdue)

ranking = sorted(late.items(), key=lambda item: item[1]['total'], reverse=True)
[f'{customer}: {facts["count"]} late, {facts["total"]:,.2f}' for customer, facts in ranking[:5]]
