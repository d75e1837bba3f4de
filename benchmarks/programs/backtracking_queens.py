def solve(n, row=0, columns=0, left=0, right=0):
    if row == n:
        return 1
    count = 0
    for column in range(n):
        a, b, c = 1 << column, 1 << row + column, 1 << row - column + n
        if not (columns & a or left & b or right & c):
            count += solve(n, row + 1, columns | a, left | b, right | c)
    return count

solve(7)
