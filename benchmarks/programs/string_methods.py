count = 0
for i in range(20_000):
    word = f'  Word-{i}  '.strip().lower().replace('-', '_')
    if word.startswith('word') and word.endswith('7'):
        count += len(word.split('_'))
count
