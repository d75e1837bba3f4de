"""``base64``: its functions on files, and arguments that sandbox code makes numbers of."""


def base64_converted(key, names, values, kinds):
    return _call_converted(key, names, converted_values(values, kinds))


def encode(input, output):
    while s := input.read(MAXBINSIZE):
        while len(s) < MAXBINSIZE and (more := input.read(MAXBINSIZE - len(s))):
            s += more
        output.write(b64encode(s) + b'\n')


def decode(input, output):
    while line := input.readline():
        output.write(b64decode(line))
