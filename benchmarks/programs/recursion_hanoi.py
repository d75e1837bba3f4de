def hanoi(n, a, b, c, moves):
    if n:
        hanoi(n - 1, a, c, b, moves)
        moves.append((a, c))
        hanoi(n - 1, b, a, c, moves)

moves = []
hanoi(14, 'a', 'b', 'c', moves)
len(moves)
