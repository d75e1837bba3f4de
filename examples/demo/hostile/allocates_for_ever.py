# Double a list until the machine has no memory left.
hoard = ['x' * 1000]
while True:
    hoard = hoard + [text + text for text in hoard]
