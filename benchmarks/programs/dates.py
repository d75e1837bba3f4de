from datetime import date, datetime, timedelta
start = datetime(2024, 1, 1, 9, 30)
days = {}
for i in range(10_000):
    moment = start + timedelta(hours=i)
    key = moment.date().isoformat()
    days[key] = days.get(key, 0) + (moment.weekday() < 5)
len(days), sum(days.values()), (date(2024, 12, 25) - start.date()).days
