"""Regular expressions: hostile ones end soon, and the results are CPython's on patterns that nobody thought of."""

from __future__ import annotations

import re
import time
import warnings
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monty_tools import Monty, MontyRuntimeError, ResourceLimitError, ResourceLimits

LIMITS: Final = ResourceLimits(
    memory_limit_mb=20, allocation_limit=None, stack_depth_limit=100, execution_time_limit_ms=200
)
SOON: Final = 3.0
"""Seconds in which a run with ``LIMITS`` must have ended on a busy machine."""
LATE: Final = 0.1
"""Seconds after its time limit at which a run has ended, at the best of a few tries."""

ENDLESS: Final = (
    "re.match('(a|aa)+$', 'a' * 60 + 'b')",
    "re.match('(?:a|ab|abc|b|c|A)*$', 'abc' * 100 + 'x', re.I)",
    "re.match(b'(a|aa)+$', b'a' * 60 + b'b')",
    "re.match('(é|éé)+$', 'é' * 60 + 'b')",
    "re.search('(a{1,1000}){1,1000}$', 'a' * 10000 + 'b')",
    r"re.search(r'(.+)\1+$', 'a' * 100_000 + 'b')",
    r"re.search(r'\w+\d', 'a' * 10**6)",
    r"re.search(r'\w+?\d', 'a' * 2 * 10**6)",
    r"re.findall(r'(\w*)(?=\1[^a])', 'a' * 10**5)",
    "re.sub('(a|aa)+$', 'x', 'a' * 60 + 'b')",
    "re.subn('(a|aa)+$', lambda m: 'x', 'a' * 60 + 'b')",
    "re.split('(a|aa)+$', 'a' * 60 + 'b')",
    "list(re.finditer('(a|aa)+$', 'a' * 60 + 'b'))",
    "re.compile('(a|aa)+$').fullmatch('a' * 60 + 'b')",
)
HOSTILE: Final = (
    "re.findall('(?:a?' + '(){1,5}' * 30 + ')*[^a]', 'a' * 60000)",
    "re.findall('(.)*[^a]', 'a' * 10**6)",
    "re.findall('', 'a' * 10**7)",
    "re.findall('(?=(.*))', 'a' * 10**5)",
    "re.sub('a', 'b' * 1000, 'a' * 10**6)",
    r"re.sub('(a+)', r'\1' * 1000, 'a' * 10**6)",
    "re.sub('', lambda m: 'x' * 1000, 'a' * 10**6)",
    "re.split('', 'a' * 10**7)",
    "sum(1 for m in re.finditer('', 'a' * 10**7))",
    r"re.match('(?P<a>a+)', 'a' * 10**7).expand(r'\1' * 1000)",
    r"re.compile('a').sub(r'\g<0>' * 10**6, 'a' * 10)",
    "i = 0\nwhile True: re.compile('a' * 1000 + str(i)); i += 1",
    "while True: re.match('a', 'a')",
    "re.escape('.' * 10**8)",
    "re.compile('(?i)[\\0-\\U0010ffff]').findall('é' * 10**6)",
    "re.findall('[' + ''.join(chr(0x4000 + 3 * i) for i in range(5000)) + ']+[^z]', 'ab' * 10**5 + 'é')",
)
REFUSED: Final = {
    "'(' * 10**4": 'so many groups within each other',
    "'(?:' * 1000 + 'a' + '|b)*' * 1000": 'so many groups within each other',
    "'a|' * 10**6": 'so long a pattern',
    "'[' * 10**6": 'so long a pattern',
    "'(?:(?:(?:a?){1000}){1000}){1000}b'": 'so many turns of what can match nothing',
    "'(?:(?:(?:){1000}){1000}){1000}b'": 'so many turns of what can match nothing',
    "'(?<=a{1000000})b'": 'a repeat with so many turns at least',
    "'(?:a{1000}){1000}'": 'a repeat with so many turns at least',
    r"r'(|a)+\1'": 'a repeat of what can match nothing and has a reference in it',
    "'(?i)' + ''.join('[%s-\\U0010ffff]' % chr(48 + i) for i in range(2000))": 'so long a pattern',
}


def ended(program: str) -> tuple[ResourceLimitError, float]:
    code = Monty(f'import re\n{program}')
    started = time.perf_counter()
    with pytest.raises(ResourceLimitError) as caught:
        code.run(limits=LIMITS)
    return caught.value, time.perf_counter() - started


@pytest.mark.parametrize('program', HOSTILE)
def test_it_ends_at_a_limit(program: str) -> None:
    assert ended(program)[1] < SOON


@pytest.mark.parametrize('program', ENDLESS)
def test_an_explosion_ends_as_a_time_limit_in_time(program: str) -> None:
    assert LIMITS.execution_time_limit_ms is not None
    took = []
    for _ in range(3):
        busy = time.process_time()
        error, seconds = ended(program)
        assert error.limit == 'execution_time'
        seconds = min(seconds, time.process_time() - busy)  # what others take of a busy machine is not late
        took.append(seconds)
        if seconds < LIMITS.execution_time_limit_ms / 1000 + LATE:
            return
    pytest.fail(f'late: {took}')


@pytest.mark.parametrize('pattern', REFUSED)
def test_what_is_not_supported_is_refused_by_name(pattern: str) -> None:
    code = Monty(f'import re\nre.compile({pattern})')
    started = time.perf_counter()
    with pytest.raises(MontyRuntimeError) as caught:
        code.run()
    assert caught.value.message.startswith('not supported in the sandbox: ' + REFUSED[pattern])
    assert caught.value.type_name == re.error.__name__
    assert time.perf_counter() - started < SOON


def test_what_only_the_engine_knows_means_nothing_here() -> None:
    patterns = (
        r'\p{L}',
        r'(?e)a',
        r'(a){e<=1}',
        r'\X',
        r'\K',
        r'\L<x>',
        r'(?R)',
        r'(?|a|b)',
        r'\m',
        r'(?V1)a',
        '[[:alpha:]]',
    )
    subjects = ('a', 'é', '{e<=1}', 'a{e<=1}', '[:', ':]', 'p{L}')
    program = f"""
import re
def shown(p, s):
    try: return re.findall(p, s)
    except re.error as e: return str(e)
[shown(p, s) for p in {patterns!r} for s in {subjects!r}]
"""

    def shown(pattern: str, subject: str) -> object:
        try:
            return re.findall(pattern, subject)
        except re.error as error:
            return str(error)

    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        assert Monty(program).run() == [shown(p, s) for p in patterns for s in subjects]


def test_no_run_sees_what_another_compiled() -> None:
    """The cache of compiled patterns is the process's; patterns are values of their run."""
    code = Monty(
        'import re\np = re.compile("a(b)")\ntry: p.own = 1\nexcept AttributeError: pass\nhasattr(p, "own"), p.groups'
    )
    assert code.run() == (False, 1)
    assert code.run() == (False, 1)


def test_letters_are_the_hosts() -> None:
    """Every character is a word, a digit or white space as the host has it, whatever Unicode the engine knows."""
    program = """
import re
text = ''.join(chr(i) for i in range(start, end) if not 0xd800 <= i < 0xe000)
[''.join(re.findall(p, text)) for p in (r'\\w', r'\\d', r'\\s', r'\\W', '[\\\\D]')]
"""
    limits = ResourceLimits(memory_limit_mb=None, allocation_limit=None, execution_time_limit_ms=None)
    code = Monty(program, inputs=['start', 'end'])
    for start, end in ((0, 0x3400), (0x9FA0, 0xAC80), (0xD700, 0x18D20), (0x1AFF0, 0x20010), (0x2A6D0, 0x33500)):
        text = ''.join(chr(i) for i in range(start, end) if not 0xD800 <= i < 0xE000)
        expected = [''.join(re.findall(p, text)) for p in (r'\w', r'\d', r'\s', r'\W', r'[\D]')]
        assert code.run({'start': start, 'end': end}, limits=limits) == expected


CASE_PATTERNS: Final = ['(?i){}', '(?i)[{}x]', '(?i)[^{}x]', '(?ai){}']


def test_case_is_the_hosts() -> None:
    """Without regard to case, every letter matches what it matches in CPython."""
    letters = 'aAkK\u212asS\u017fßẞiIİıµμΜςσΣéÉǅǄǆθϑϴ\u1e9bṠᲀвВꙊꙋᲈЪъﬅﬆ𐐀𐐨'
    program = f"""
import re
L = {letters!r}
[[re.findall(p.format(a), L) for p in {CASE_PATTERNS!r}] for a in L]
"""
    expected = [[re.findall(pattern.format(a), letters) for pattern in CASE_PATTERNS] for a in letters]
    assert Monty(program).run() == expected


ATOMS: Final = st.sampled_from(
    [
        'a',
        'b',
        'B',
        '1',
        '_',
        ' ',
        r'\n',
        'é',
        '.',
        r'\w',
        r'\W',
        r'\d',
        r'\s',
        r'\b',
        r'\B',
        '^',
        '$',
        r'\Z',
        '[ab]',
        '[^a]',
    ]
    + [r'[\w-]', r'[^\W\d]', '[a-cé]', '(?=a)', '(?!b)', '(?<=a)', '(?<!1)', '(?i:b)', '(?s:.)', '(?>a|ab)', '()', '']
)
SUFFIXES: Final = st.sampled_from(
    ['', '', '', '*', '+', '?', '{2}', '{1,2}', '{,2}', '*?', '+?', '??', '{0,2}?', '*+', '?+']
)


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds('{}{}'.format, inner, inner),
        st.builds('(?:{}|{})'.format, inner, inner),
        st.builds('({}){}'.format, inner, SUFFIXES),
        st.builds('(?:{}){}'.format, inner, SUFFIXES),
        st.builds(r'({})\1'.format, inner),
        st.builds('({})?(?(1){}|{})'.format, inner, inner, inner),
        st.builds('(?={})'.format, inner),
    )


PATTERNS: Final = st.recursive(ATOMS, grown, max_leaves=8)
SUBJECTS: Final = st.text(alphabet='aabB1_ \né', max_size=10)
FLAGS: Final = st.sampled_from([0, re.I, re.M, re.S, re.A, re.I | re.A])
OBSERVED: Final = """
import re
def spans(m): return m and (m.regs, m.lastindex, m.groups())
def observed():
    try:
        p = re.compile(pattern, flags)
    except re.error as e:
        return e.msg, e.pos
    try:
        return [
            spans(p.match(text)), spans(p.fullmatch(text)), spans(p.search(text, 1)), p.findall(text),
            [spans(m) for m in p.finditer(text)], p.split(text), p.subn('<\\\\g<0>>', text),
            p.sub(lambda m: m[0] + '|', text),
        ]
    except NotImplementedError as e:
        return str(e), 0
observed()
"""
OBSERVE: Final = Monty(OBSERVED, inputs=['pattern', 'flags', 'text'])


@settings(derandomize=True, max_examples=150, deadline=None)
@given(pattern=PATTERNS, text=SUBJECTS, flags=FLAGS)
def test_results_are_those_of_cpython(pattern: str, text: str, flags: int) -> None:
    names: dict[str, Any] = {'pattern': pattern, 'flags': int(flags), 'text': text}
    result = OBSERVE.run(names)
    if isinstance(result, tuple) and result[0].startswith('not supported in the sandbox'):
        return
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        exec(OBSERVED.replace('\nobserved()', '\nresult = observed()'), names)
    assert result == names['result']
