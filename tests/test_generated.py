"""Programs that nobody wrote behave under `Monty` as under the hosting CPython.

The generator is a small typed grammar. Every program ends: loops run over bounded copies, a function calls only
functions defined before it and none from inside a loop, and products, strings and lists are cut to a bounded size.
Programs may well raise (a zero divisor, a missing key, an unassigned name): the error is compared like everything else.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from oracle import Chunk, run_cpython, run_monty

INT, STR, LIST, DICT = 'int', 'str', 'list', 'dict'
KINDS = (INT, STR, LIST, DICT)
ERRORS = ('ZeroDivisionError', 'IndexError', 'KeyError', 'ValueError', '(TypeError, LookupError)', 'Exception')


class ProgramWriter:
    """Writes one program from the choices that `choose` makes."""

    def __init__(self, choose: Callable[[Sequence[str]], str]) -> None:
        self._choose = choose
        self._lines: list[str] = []
        self._indent = 0
        self._loops = 0
        self._in_function = False
        self._fresh = 0
        self._names: dict[str, list[str]] = {kind: [] for kind in KINDS}
        self._functions: list[str] = []
        self._generators: list[str] = []
        self._classes: list[str] = []

    def program(self) -> str:
        for kind in KINDS:
            name = self._new(kind[0])
            self._emit(f'{name} = {self._literal(kind)}')
            self._names[kind].append(name)
        for _ in range(int(self._choose('123'))):
            self._definition()
        for _ in range(int(self._choose('3456'))):
            getattr(self, self._choose(('_try', '_statement', '_try')))()
        everything = ', '.join(name for kind in KINDS for name in self._names[kind])
        self._emit(f'({everything})')
        return '\n'.join(self._lines) + '\n'

    def _new(self, prefix: str) -> str:
        self._fresh += 1
        return f'{prefix}{self._fresh}'

    def _emit(self, line: str) -> None:
        self._lines.append('    ' * self._indent + line)

    @contextmanager
    def _indented(self, header: str) -> Iterator[None]:
        self._emit(header)
        self._indent += 1
        yield
        self._indent -= 1

    # Definitions

    def _definition(self) -> None:
        getattr(self, self._choose(('_define_function', '_define_closure', '_define_generator', '_define_class')))()

    @contextmanager
    def _function(self, header: str, parameters: Sequence[str]) -> Iterator[None]:
        outer = self._names
        self._names = {kind: list(names) for kind, names in outer.items()} | {INT: list(parameters)}
        self._in_function = True
        with self._indented(header):
            yield
        self._in_function = False
        self._names = outer

    def _define_function(self) -> None:
        name = self._new('f')
        header = f'def {name}(a, b={self._literal(INT)}, *, k={self._literal(INT)}):'
        with self._function(header, ('a', 'b', 'k')):
            local = self._new('n')
            self._emit(f'{local} = {self._expression(INT, 1)}')
            self._names[INT].append(local)
            self._block(2)
            self._emit(f'return {self._expression(INT)}')
        self._functions.append(name)

    def _define_closure(self) -> None:
        outer, name = self._new('make'), self._new('f')
        with self._indented(f'def {outer}(total):'):
            with self._function('def step(a, b=1, *, k=0):', ('total', 'a', 'b', 'k')):
                self._emit('nonlocal total')
                self._emit(f'total {self._choose(("+=", "-=", "//=", "%=", "^="))} {self._expression(INT)}')
                self._emit('return total')
            self._emit('return step')
        self._emit(f'{name} = {outer}({self._literal(INT)})')
        self._functions.append(name)

    def _define_generator(self) -> None:
        name = self._new('g')
        with self._function(f'def {name}(a):', ('a',)):
            with self._indented('try:'), self._indented('for i in range(3):'):
                self._names[INT].append('i')
                self._loops += 1
                self._emit(f'yield {self._expression(INT)}')
                self._loops -= 1
            with self._indented('finally:'):
                self._emit(f"print('{name} ends')")
        self._generators.append(name)

    def _define_class(self) -> None:
        name = self._new('C')
        base = self._choose(self._classes) if self._classes else ''
        with self._indented(f'class {name}({base}):' if base else f'class {name}:'):
            with self._function('def __init__(self, v):', ('v',)):
                self._emit('super().__init__(v)' if base else 'self.v = v')
                self._emit(f'self.v = {self._expression(INT)}')
            with self._function('def __add__(self, o):', ('self.v', 'o')):
                self._emit(f'return {self._expression(INT)}')
            with self._function('def __getitem__(self, i):', ('self.v', 'i')):
                self._emit(f'return {self._expression(INT)}')
            with self._function('def __repr__(self):', ('self.v',)):
                self._emit(f"return f'{name}<{{self.v}}>'")
            with self._indented('@property'):
                pass
            with self._function('def twice(self):', ('self.v',)):
                self._emit(f'return {self._expression(INT)} * 2')
        self._classes.append(name)

    # Statements

    def _block(self, statements: int) -> None:
        for _ in range(statements):
            self._statement()

    def _statement(self) -> None:
        kinds = ['_assign', '_assign', '_assign', '_augment', '_augment', '_print', '_store', '_unpack']
        if self._indent < 4:
            kinds += ['_if', '_try', '_match']
        if self._loops < 2 and self._indent < 4:
            kinds += ['_for', '_while']
        getattr(self, self._choose(kinds))()

    def _assign(self) -> None:
        kind = self._choose(KINDS)
        value = self._expression(kind)
        name = self._choose(self._names[kind])
        self._emit(f'{name} = {value}')

    def _augment(self) -> None:
        operator = self._choose(('+=', '-=', '//=', '%=', '|=', '&=', '>>='))
        self._emit(f'{self._choose(self._names[INT])} {operator} {self._expression(INT)}')

    def _print(self) -> None:
        kind = self._choose(KINDS)
        self._emit(f'print({self._expression(kind)}, {self._expression(INT)}, sep={self._literal(STR)})')

    def _store(self) -> None:
        xs, d = self._choose(self._names[LIST]), self._choose(self._names[DICT])
        self._emit(
            self._choose(
                (
                    f'{d}[{self._expression(STR)}] = {self._expression(INT)}',
                    f'{xs}[{self._expression(INT)} % 5] = {self._expression(INT)}',
                    f'{xs}[1:3] = [{self._expression(INT)}]',
                    f'{xs}.insert({self._expression(INT)} % 3, {self._expression(INT)})',
                    f'del {d}[{self._expression(STR)}]',
                    f'del {xs}[::2]',
                )
            )
        )

    def _unpack(self) -> None:
        a, xs = self._choose(self._names[INT]), self._choose(self._names[LIST])
        self._emit(f'{a}, *{xs} = {self._expression(LIST)}')

    def _if(self) -> None:
        with self._indented(f'if {self._condition()}:'):
            self._block(1)
        if self._choose(('else', '')):
            with self._indented('else:'):
                self._block(1)

    def _loop_body(self) -> None:
        self._loops += 1
        self._block(int(self._choose('12')))
        if self._choose(('exit', '')):
            with self._indented(f'if {self._condition()}:'):
                self._emit(self._choose(('break', 'continue')))
        self._loops -= 1

    def _for(self) -> None:
        name = self._new('i')
        sources = [f'range({self._literal(INT)} % 5)', f'{self._choose(self._names[LIST])}[:4]']
        if self._may_call():
            sources += [f'{generator}({self._literal(INT)})' for generator in self._generators]
        with self._indented(f'for {name} in {self._choose(sources)}:'):
            self._names[INT].append(name)
            self._loop_body()
            self._names[INT].remove(name)
        if self._choose(('else', '')):
            with self._indented('else:'):
                self._block(1)

    def _while(self) -> None:
        name = self._new('w')
        self._emit(f'{name} = 3')
        with self._indented(f'while ({name} := {name} - 1) > 0 and ({self._condition()}):'):
            self._loop_body()

    def _try(self) -> None:
        with self._indented('try:'):
            self._block(2)
        with self._indented(f'except {self._choose(ERRORS)} as error:'):
            self._emit('print(type(error).__name__, error)')
            if self._choose(('', '', '', '', '', 'again')):
                self._emit(f"raise ValueError('again') {self._choose(('', 'from error', 'from None'))}".rstrip())
        if self._choose(('else', '')):
            with self._indented('else:'):
                self._block(1)
        if self._choose(('finally', '')):
            with self._indented('finally:'):
                self._print()

    def _match(self) -> None:
        with self._indented(f'match {self._expression(self._choose((INT, LIST, DICT)))}:'):
            for pattern in ('0 | 1 | 2', '[first, *_]', "{'a': first, **rest}", 'int(first) if first > 5', '_'):
                with self._indented(f'case {pattern}:'):
                    self._emit('print(first)' if 'first' in pattern else f'print({self._literal(STR)})')

    # Expressions

    def _may_call(self) -> bool:
        return not (self._in_function and self._loops) and self._loops < 2

    def _literal(self, kind: str) -> str:
        literals = {
            INT: ('0', '1', '2', '3', '7', '10', '-4', '255'),
            STR: ("''", "'a'", "'b'", "'Hello'", "'12'"),
            LIST: ('[]', '[1]', '[3, 1, 2]', '[5, 0, -2, 9]', 'list(range(4))'),
            DICT: ('{}', "{'a': 1}", "{'a': 2, 'b': 0, '12': 5}"),
        }
        return self._choose(literals[kind])

    def _condition(self) -> str:
        a, b = self._expression(INT, 1), self._expression(INT, 1)
        return self._choose(
            (
                f'{a} < {b}',
                f'{a} != {b} > 2',
                f'{a} in {self._choose(self._names[LIST])}',
                f'not {self._choose(self._names[STR])}',
                f'{a} or {b}',
                f'isinstance({a}, int) and {b}',
            )
        )

    def _expression(self, kind: str, depth: int = 2) -> str:
        if depth == 0 or self._choose(('deeper', 'atom')) == 'atom':
            return self._choose([self._literal(kind), *self._names[kind]])
        return {INT: self._int, STR: self._str, LIST: self._list, DICT: self._dict}[kind](depth - 1)

    def _int(self, depth: int) -> str:
        a, b = self._expression(INT, depth), self._expression(INT, depth)
        s, xs, d = (self._expression(kind, depth) for kind in (STR, LIST, DICT))
        operator = self._choose(('+', '-', '//', '%', '&', '|', '^'))
        forms = [
            f'({a} {operator} {b})',
            f'({a} {operator} {b})',
            f'({a} * {b} % 1009)',
            f'({a} if {b} > 1 else -{a})',
            f'{xs}[{a}]',
            f'{d}[{s}]',
            f'{d}.get({s}, {a})',
            f'len({s})',
            f'sum({xs})',
            f'max({xs}, default={a})',
            f'int({s})',
            f'{xs}.index({a})',
            f'(lambda x, y={b}: x - y)({a})',
            f'divmod({a}, {b})[1]',
        ]
        if self._may_call():
            forms += [f'{f}({a}, k={b})' for f in self._functions]
            forms += [f'sum({g}({a}))' for g in self._generators]
            forms += [f'({c}({a}) + {b})' for c in self._classes]
            forms += [f'{c}({a}).twice' for c in self._classes]
            forms += [f'{c}({a})[{b}]' for c in self._classes]
        return self._choose(forms)

    def _str(self, depth: int) -> str:
        a, s, xs = (self._expression(kind, depth) for kind in (INT, STR, LIST))
        n, t = self._choose(self._names[INT]), self._choose(self._names[STR])
        return self._choose(
            (
                f'({s} + {t})[:20]',
                f'({s} * ({a} % 4))[:20]',
                f"f'{{{n}:>4}}|{{{t}!r}}|{{{n} % 7 = }}'[:20]",
                f'str({a})',
                f'{s}.upper()',
                f"{s}.replace('a', {t})[:20]",
                f'repr({xs})[:20]',
                f"','.join(str(x) for x in {xs})[:20]",
                f"('%s-%d' % ({s}, {a}))",
                f"'{{:<3}}{{!r}}'.format({a}, {t})[:20]",
                f'{s}[::-1]',
            )
        )

    def _list(self, depth: int) -> str:
        a, xs, ys = (self._expression(kind, depth) for kind in (INT, LIST, LIST))
        condition = self._choose(('x > 1', 'x % 2 == 0', f'x != {a}', f'{a} // x'))
        return self._choose(
            (
                f'({xs} + {ys})[:6]',
                f'[x + {a} for x in {xs} if {condition}]',
                f'[x * y % 97 for x in {xs}[:3] for y in {ys}[:2]]',
                f'sorted({xs}, key=lambda x: -x)',
                f'list(map(lambda x: x % 7, {xs}))',
                f'[*{xs}[:3], {a}]',
                f'{xs}[{a} % 3:]',
                f'list(reversed({xs}))',
                f'[x - y for x, y in zip({xs}, {ys})]',
                f'sorted(set({xs}))',
            )
        )

    def _dict(self, depth: int) -> str:
        a, s, xs, d = (self._expression(kind, depth) for kind in (INT, STR, LIST, DICT))
        return self._choose(
            (
                f'{{{s}: {a}, **{d}}}',
                f'{{str(x): x * 2 % 97 for x in {xs}}}',
                f'{d} | {{{s}: {a}}}',
                f'dict(list({d}.items())[:2])',
                f"{{k + 'a': v for k, v in {d}.items() if v}}",
            )
        )


@st.composite
def programs(draw: st.DrawFn) -> str:
    return ProgramWriter(lambda options: draw(st.sampled_from(options))).program()


@given(programs())
@settings(max_examples=80, suppress_health_check=list(HealthCheck))
def test_generated_programs_match_cpython(source: str) -> None:
    note(source)
    chunk = Chunk(path='generated', title='generated', source=source)
    assert run_monty(chunk) == run_cpython(chunk)
