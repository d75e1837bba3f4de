text = ' '.join(['the quick brown fox jumps over the lazy dog', 'and runs away from the hunter'] * 1_500)
counts = {}
for word in text.split():
    counts[word] = counts.get(word, 0) + 1
sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:5]
