import re
text = ' '.join(f'user{i}@example{i % 10}.com, +1-555-{i:04d};' for i in range(3_000))
mails = re.findall(r'[\w.]+@[\w.]+\.com', text)
phones = re.findall(r'\+1-\d{3}-(\d{4})', text)
len(mails), len(phones), phones[17]
