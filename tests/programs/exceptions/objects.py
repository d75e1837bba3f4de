# --- a traceback is one object until the exception moves on
try:
    1 / 0
except ZeroDivisionError as error:
    trace = error.__traceback__
    print(error.__traceback__ is trace, ValueError().with_traceback(trace).__traceback__ is trace)
try:
    raise ExceptionGroup('both', [ValueError(1), TypeError(2)])
except ExceptionGroup as group:
    matched, rest = group.split(ValueError)
    print(matched.__traceback__ is group.__traceback__, rest.__traceback__ is group.__traceback__)

# --- attributes of exceptions that may not be deleted
error = ValueError('a')
for name in ('args', '__context__', '__cause__', '__traceback__'):
    try:
        delattr(error, name)
    except TypeError as refused:
        print(refused)

# --- groups can be subscripted
print(ExceptionGroup[ValueError], BaseExceptionGroup[int])
