# Recurse until the host's stack is gone, and swallow whatever tries to stop it.
def dive(depth):
    try:
        return dive(depth + 1)
    except BaseException:
        return dive(depth + 1)


dive(0)
