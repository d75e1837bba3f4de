import re
pattern = re.compile(r'(?P<level>INFO|WARN|ERROR) \[(?P<module>\w+)\] (?P<message>.*)')
lines = [f'{("INFO", "WARN", "ERROR")[i % 3]} [module{i % 5}] message number {i}' for i in range(5_000)]
counts = {}
for line in lines:
    match = pattern.match(line)
    if match:
        counts[match['level']] = counts.get(match['level'], 0) + len(match.group('message'))
counts
