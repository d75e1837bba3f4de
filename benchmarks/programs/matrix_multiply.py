n = 50
a = [[i + j for j in range(n)] for i in range(n)]
b = [[i * j % 7 for j in range(n)] for i in range(n)]
c = [[sum(a[i][k] * b[k][j] for k in range(n)) for j in range(n)] for i in range(n)]
sum(map(sum, c))
