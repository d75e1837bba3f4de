count = 0
for i in range(300):
    for j in range(300):
        if (i ^ j) & 1:
            count += i * j
count
