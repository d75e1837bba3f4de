from collections import deque
n = 3_000
edges = {i: [(i * 2 + 1) % n, (i * 3 + 2) % n, (i + 7) % n] for i in range(n)}
distances = {0: 0}
queue = deque([0])
while queue:
    node = queue.popleft()
    for following in edges[node]:
        if following not in distances:
            distances[following] = distances[node] + 1
            queue.append(following)
max(distances.values())
