text = ','.join(f'{i}:{i * i}' for i in range(50_000))
len(text)
