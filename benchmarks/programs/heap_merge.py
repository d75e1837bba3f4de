import heapq
heap = []
for i in range(10_000):
    heapq.heappush(heap, (i * 7919 % 10_007, i))
total = 0
while heap:
    key, value = heapq.heappop(heap)
    total = (total * 31 + key) % 1_000_003
total
