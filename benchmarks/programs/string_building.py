def build(n):
    text = ''
    for i in range(n):
        text += 'x'
    return text

len(build(100_000))
