caught = 0
for i in range(40_000):
    try:
        if i % 3 == 0:
            raise ValueError('a third')
        caught += 1
    except ValueError as error:
        caught += len(str(error))
    finally:
        caught += 1
caught
