"""Source text to tree: what is accepted, what is refused and how, and that no source harms the host."""

import ast
import subprocess
import sys
import textwrap
import threading
import time
import warnings

import pytest

from monty_tools.interpreter.errors import MontySyntaxError, ResourceLimitError
from monty_tools.interpreter.parse import MAX_TREE_DEPTH, needs_deep_stack, parse, spine, with_deep_stack


def indented(line: str, levels: int) -> str:
    return ''.join(f'{" " * level}{line}\n' for level in range(levels)) + ' ' * levels + 'pass\n'


ACCEPTED = {
    'sum': '+'.join(['1'] * 1000),
    'attributes': 'a' + '.b' * 900,
    'calls': 'f' + '()' * 900,
    'subscripts': 'a' + '[0]' * 900,
    'conditionals': '1 if 1 else ' * 900 + '1',
    'elif': 'if 1: pass\n' + 'elif 1: pass\n' * 600,
    'and': ' and '.join(['a'] * 10_000),
    'comparison': ' < '.join(['a'] * 10_000),
    'parentheses': '(' * 199 + '1' + ')' * 199,
    'lists': '[' * 199 + '1' + ']' * 199,
    'call arguments': 'f(' * 199 + '1' + ')' * 199,
    'keyword arguments': 'f(x=' * 199 + '1' + ')' * 199,
    'sums in lists': '[1+' * 90 + '1' + ']' * 90,
    'nested dicts': '{1:' * 199 + '1' + '}' * 199,
    'comprehensions': '[' * 100 + '1' + ' for _ in x]' * 100,
    'set comprehensions': '{' * 30 + '1' + ' for _ in [0]}' * 30,
    'patterns': 'match x:\n case ' + '[' * 190 + 'a' + ']' * 190 + ': pass',
    'ifs': indented('if 1:', 99),
    'functions': indented('def f():', 99),
    'classes': indented('class A:', 99),
    'loops': indented('for x in y:', 99),
    'statements': 'x=1;' * 10_000,
    'decorators': '@i\n' * 1000 + 'def f(): pass\n',
    'parameters': 'def f(' + ','.join(f'a{n}' for n in range(5000)) + '): pass',
    'strings': '"a" ' * 10_000,
    'dict display': '{' + ','.join(f'{n}:{n}' for n in range(5000)) + '}',
    'nonlocals': 'def f():\n x=1\n' + ' def g():\n  nonlocal x\n' * 2000,
    'continuations': 'x = 1 ' + '\\\n ' * 1000 + '+ 1\n',
    'fields': "f'" + '{x}' * 1000 + "'",
}

REFUSED = {
    'sum': '+'.join(["'a'"] * 20_000),
    'elif': 'if 1: pass\n' + 'elif 1: pass\n' * 20_000,
    'power': '1**' * 3000 + '1',
    'not': 'not ' * 3000 + '1',
    'minus': '-' * 3000 + '1',
    'lambda': 'lambda:' * 3000 + '1',
    'await': 'await ' * 3000 + 'x',
    'brackets': '(' * 100_000,
    'closed brackets': '[' * 300 + ']' * 300,
    'indentation': indented('if 1:', 120),
    'fields': 'f"{' * 1000,
    'both': ''.join(f'{" " * n}if 1:\n' for n in range(99)) + ' ' * 99 + '[' * 190 + ']' * 190,
    'starred': '[*' * 199 + 'x' + ']' * 199,
    'digits': '9' * 5000,
    'underscored digits': '1_' * 5000 + '1',
    'more digits': '9' * 900_000,
    'generator argument': 'f(' * 90 + 'a for a in b, c' + ')' * 90,
    'parenthesised with': 'with ' + '(' * 68 + 'a as b',
    'bad argument': 'f(' * 100 + 'a=1 b',
    'bad lambda': 'lambda ' * 1000 + '(',
    'bad dict': '{1:' * 100 + '*',
    'bad target': '(' * 190 + 'a' + ')' * 190 + ' = 1 2',
    'bad pattern': 'match x:\n case ' + '[' * 190 + 'a b',
    'surrogate': "x = '\ud800'\nlen(x)\n",
    'null': 'x = 1\0\nx\n',
    'tabs': 'if 1:\n\tx = 1\n        y = 2\n',
    'inequality': '1 <> 2',
    'future': 'from __future__ import braces',
}

CHILD = textwrap.dedent(
    """
    import sys, threading
    from monty_tools.interpreter.errors import MontyError
    from monty_tools.interpreter.parse import parse
    from monty_tools.interpreter.resolve import resolve
    from tests.test_parse import ACCEPTED, REFUSED

    def read_all():
        for name, source in [*ACCEPTED.items(), *REFUSED.items()]:
            try:
                resolve(parse(source), source=source)
                outcome = 'accepted'
            except MontyError as error:
                outcome = type(error).__name__
            print(name, outcome, sep='\\t', flush=True)

    def deeper(frames):
        if frames:
            deeper(frames - 1)
        else:
            read_all()

    where = sys.argv[1]
    if where == 'main thread':
        read_all()
    elif where == 'deep frame':
        deeper(800)
    else:
        threading.stack_size(256 * 1024)
        thread = threading.Thread(target=read_all)
        thread.start()
        thread.join()
    assert threading.active_count() == 1
    assert sys.getrecursionlimit() == 1000
    assert threading.stack_size() == (256 * 1024 if where == 'small stack' else 0)
    """
)


@pytest.mark.parametrize('where', ['main thread', 'small stack', 'deep frame'])
def test_no_source_harms_the_process(where: str) -> None:
    child = subprocess.run([sys.executable, '-c', CHILD, where], capture_output=True, text=True, timeout=120)
    assert child.stderr == ''
    assert child.returncode == 0
    outcomes = [tuple(line.split('\t')) for line in child.stdout.splitlines()]
    assert outcomes == [(name, 'accepted') for name in ACCEPTED] + [(name, 'MontySyntaxError') for name in REFUSED]


@pytest.mark.parametrize(
    'unit',
    [
        'x = 1\n',
        "f'{x}' ",
        'f(a, [b])\n',
        '(a)+',
        'a = b.c\n',
        "'\\d'\n",
        '[x for x in y]\n',
        'x = "é"\n',
        'foo1(bar)\n',
    ],
)
def test_time_is_in_proportion_to_size(unit: str) -> None:
    def seconds(count: int) -> float:
        source = unit * count
        start = time.process_time()
        try:
            parse(source)
        except MontySyntaxError:
            pass
        return time.process_time() - start

    small = min(seconds(2_000) for _ in range(3))
    large = min(seconds(16_000) for _ in range(2))
    assert large < 40 * max(small, 0.001)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason='only the parser of 3.11 rescans')
def test_replacement_fields_that_take_quadratic_time_are_refused() -> None:
    with pytest.raises(MontySyntaxError, match='too many replacement fields'):
        parse("f'" + '{x}' * 28_000 + "'")


@pytest.mark.parametrize(
    'source',
    ['x = (', 'if 1:\nx', 'a b', "'abc", 'def f(:', 'x = 1\n  y = 2', 'é = = 1', 'print "a"', 'f(**a, *b)', '1 = x'],
)
def test_syntax_errors_are_the_hosts(source: str) -> None:
    with pytest.raises(SyntaxError) as expected:
        ast.parse(source, 'script.py')
    with pytest.raises(MontySyntaxError) as raised:
        parse(source, 'script.py')
    theirs, ours = expected.value, raised.value
    assert (ours.message, ours.line, ours.column) == (theirs.msg, theirs.lineno, theirs.offset)
    assert ours.type_name == type(theirs).__name__
    assert ours.filename == 'script.py'


@pytest.mark.parametrize(
    ('source', 'message', 'line', 'column'),
    [
        ('class A:\n    def __del__(self): pass\n', '__del__', 2, 5),
        ('class A:\n    if x:\n        async def __del__(self): pass\n', '__del__', 3, 9),
        ('class A:\n    __del__ = f\n', '__del__', 2, 5),
        ('A.__del__ = f\n', '__del__', 1, 1),
        ('x = 1\nclass A(B, metaclass=M): pass\n', 'metaclass', 2, 1),
        ('from json import *\n', 'import \\*', 1, 1),
        ('é; from . import a\n', 'relative imports', 1, 4),
        ('from .a import b\n', 'relative imports', 1, 1),
    ],
)
def test_what_is_left_out_is_refused_by_name(source: str, message: str, line: int, column: int) -> None:
    with pytest.raises(MontySyntaxError, match=message) as raised:
        parse(source)
    error = raised.value
    assert (error.kind, error.line, error.column) == ('unsupported', line, column)
    assert error.text == source.splitlines()[line - 1]


@pytest.mark.parametrize(
    'source', ['def __del__(): pass', '__del__ = 1', 'class A(metaclass=type): pass', 'from a.b import c']
)
def test_what_only_looks_like_it_is_accepted(source: str) -> None:
    parse(source)


def test_size_is_limited_in_bytes() -> None:
    assert parse('x = 1', source_limit=5).body
    with pytest.raises(ResourceLimitError) as raised:
        parse("'éé'", source_limit=5)
    assert (raised.value.limit, raised.value.used, raised.value.allowed) == ('source', 6, 5)
    assert parse('#' + 'x' * 2_000_000, source_limit=None).body == []
    with pytest.raises(ResourceLimitError):
        parse('#' + 'x' * 2_000_000)


DENSE = {
    'statements': 'x=1\n',
    'separators': 'x=1;',
    'carriage returns': 'x=1\r',
    'items': '[],',
    'comments': '0#\n',
    'comments with carriage returns': '0#\r',
    'strings': '"a"',
    'fields': 'f"{a}"\n',
    'fields in fields': "f'{a:{a}}{a}'\n",
    'quotes in fields': """f'{"a"}'\n""",
    'escapes': '"\\"";',
    'long strings': "''''''\n",
    'carriage returns in strings': '"\\\r\n";',
    'attributes of numbers': '1..a.a\n',
}


@pytest.mark.parametrize('unit', DENSE.values(), ids=DENSE)
def test_words_and_symbols_are_limited(unit: str) -> None:
    source = 'a=1\n' + unit * (900_000 // len(unit))
    started = time.process_time()
    with pytest.raises(MontySyntaxError, match='words and symbols'):
        parse(source)
    assert time.process_time() - started < 2


HIDING = [
    """f'{"'"}'""",
    """f"{'}' + "'''"}\"""",
    'f"{a}}}{{"',
    'f"{a!r:{b}}"',
    "f'{'''",
    """f"{'}"}\"""",
    'f"""{a #}"""\n}"""',
    "f'{a:'''>9}'",
    "rf'\\'''",
]
"""Beginnings of programs in which it is hard to tell where an f-string ends, by the rules of 3.12 or before."""


@pytest.mark.parametrize('text', HIDING)
def test_no_string_hides_words_and_symbols(text: str) -> None:
    source = f'{text}\n' + 'x=1\n' * 100_000
    for end in ('', "'''", '"""'):
        try:
            tree = parse(source + end)
        except MontySyntaxError:
            continue
        assert len(tree.body) < 100


def test_what_is_in_strings_and_comments_is_not_counted() -> None:
    table = 'a,b,c\n' * 80_000
    for source in (f"x = '''{table}'''", f'f"{{a}} {{b:>{{c}}}}"\nx = r"""{table}"""\n', '# a b c\n' * 80_000):
        parse(source)


def test_bad_characters_have_a_place() -> None:
    with pytest.raises(MontySyntaxError, match='U\\+D800') as surrogate:
        parse("a\r\né = '\ud800'")
    assert (surrogate.value.line, surrogate.value.column) == (2, 6)
    str(surrogate.value).encode()
    with pytest.raises(MontySyntaxError, match='source code string cannot contain null bytes') as null:
        parse('a\nb\0')
    assert (null.value.line, null.value.column) == (2, 2)


def test_marks_and_cookies_have_no_effect() -> None:
    assert ast.dump(parse('\ufeffx = 1')) == ast.dump(ast.parse('x = 1'))
    assert ast.dump(parse("# -*- coding: utf-7 -*-\nx = '+AGE-'")) == ast.dump(ast.parse("x = '+AGE-'"))
    assert len(parse('x = 1\r\ny = 2\rz = 3 # \u2028 w').body) == 3


def test_warnings_are_silent_and_left_as_they_were() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('error')
        before = list(warnings.filters)
        parse("'\\d' + 1if x else 2")
        parse('x = "\\w"\n' * 100)
        assert warnings.filters == before
    assert caught == []


def test_a_lifted_digit_limit_of_the_host_costs_no_time() -> None:
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        parse('9' * 10_000)
        with pytest.raises(MontySyntaxError, match='more than 20000 digits'):
            parse('x = ' + '9' * 900_000)
    finally:
        sys.set_int_max_str_digits(before)


def depth(tree: ast.AST) -> int:
    """The deepest level by the rule of `parse`."""
    deepest = 0
    pending = [(tree, 0)]
    while pending:
        node, level = pending.pop()
        deepest = max(deepest, level)
        for child in ast.iter_child_nodes(node):
            counted = isinstance(child, ast.expr | ast.stmt | ast.pattern) and child is not spine(node)
            pending.append((child, level + counted))
    return deepest


@pytest.mark.parametrize('name', ACCEPTED)
def test_no_accepted_tree_is_deeper_than_promised(name: str) -> None:
    assert depth(parse(ACCEPTED[name])) <= MAX_TREE_DEPTH


def test_with_deep_stack_gives_results_errors_and_a_fresh_recursion_limit() -> None:
    def recurse(levels: int) -> int:
        return recurse(levels - 1) + 1 if levels else 0

    def from_below(levels: int) -> int:
        return from_below(levels - 1) if levels else with_deep_stack(recurse, 900)

    assert from_below(700) == 900
    with pytest.raises(ZeroDivisionError):
        with_deep_stack(lambda: 1 / 0)
    idents = with_deep_stack(lambda: (threading.get_ident(), with_deep_stack(threading.get_ident)))
    assert idents[0] == idents[1] != threading.get_ident()


def test_only_plainly_shallow_source_stays_in_the_callers_stack() -> None:
    assert not needs_deep_stack('print(f(x) + [1][0])')
    assert needs_deep_stack('[' * 9)
    assert needs_deep_stack('-' * 60)
    assert needs_deep_stack('not ' * 60)
    assert needs_deep_stack('x' * 1000)
