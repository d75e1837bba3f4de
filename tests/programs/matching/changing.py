# --- a pattern that empties the sequence it is matched against
class Clearing:
    @property
    def x(self):
        rows.clear()
        return 1


rows = [Clearing(), 2, 3]
match rows:
    case [Clearing(x=1), second, third]:
        print(second, third, rows)
rows = [Clearing(), 2, 3]
match rows:
    case [Clearing(x=1), *rest]:
        print(rest, rows)
rows = [Clearing(), 2, 3]
try:
    match rows:
        case [Clearing(x=1), *_, last]:
            print(last)
except IndexError as error:
    print(error)


# --- a key that empties the mapping it is matched against
class Key:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        table.clear()
        return True


class Keys:
    first = Key()


table = {Key(): 3, 'z': 2}
match table:
    case {Keys.first: value, **rest}:
        print(value, rest)
    case _:
        print('no', table)


# --- subclasses of list that iterate in their own way
class Odd(list):
    def __iter__(self):
        return iter([7, 8, 9])


match Odd([1, 2, 3]):
    case [a, b, c]:
        print(a, b, c)
match Odd([1, 2, 3]):
    case [a, *rest]:
        print(a, rest)
