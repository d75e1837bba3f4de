"""Finding tools, where there are too many for all signatures to stand in the description.

The description then has a catalogue: every name, with as much of a summary as there is room for. Code searches it with
``search_tools`` and reads signatures in full with ``describe_tool``: functions of the sandbox like the tools
themselves, awaited, counted and told to ``audit`` like them. The search is BM25 over the words of names, parameters and
descriptions, with nothing in it that depends on anything but the tools and the query.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from .explain import Explainer, header
from .results import CodeError
from .schemas import Signature, Stubs
from .schemas.phrases import harmless
from .shapes import Shapes
from .tools import Tool, tool

INLINE_TOOLS: Final = 30
"""Up to so many tools are described in full, by default."""
MAX_DESCRIPTION: Final = 9_800
"""Characters of a description with a catalogue: under 3,000 tokens."""
MIN_CATALOGUE: Final = 1_000
SUMMARIES: Final = (80, 40)
"""Characters of a summary: tried one after the other until the catalogue fits."""
MIN_GROUP: Final = 3
"""Names with one beginning that are worth a group."""

MAX_QUERY: Final = 300
MAX_TERMS: Final = 20
MAX_FOUND: Final = 50
DEFAULT_FOUND: Final = 10
MAX_HEADER: Final = 300
"""Characters of a signature among those that were found."""
MAX_SUMMARY: Final = 120

NAME_WEIGHT: Final = 4.0
PARAMETER_WEIGHT: Final = 1.5
SIMILAR: Final = 0.4
"""What a word counts that is like the one that is looked for, and not the same."""
LEAST_PART: Final = 4
"""Letters of a word that is looked for as a part of others."""
# The usual constants of BM25: how fast more of the same word counts less, and how much long texts count less.
SATURATION: Final = 1.2
LENGTH: Final = 0.4

IDLE: Final = frozenset('a an and at by for from how i in is it me my of on or please the to tool with'.split())
"""Words of a query that say nothing of the tool."""
SYNONYMS: Final = (
    'create add insert make new open register',
    'delete remove drop erase cancel close',
    'update edit change modify set patch',
    'get fetch read show retrieve load view download',
    'list all every enumerate browse',
    'search find lookup query look',
    'send post publish submit deliver',
    'mail email message',
    'user person people account member',
    'document file doc page',
    'picture image photo',
    'run execute start trigger launch',
)
"""Words that stand for each other in the names of tools."""

_WORDS: Final = re.compile(r'[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_]+')

shapes_seen: ContextVar[Callable[[], Shapes] | None] = ContextVar('monty_tools.shapes', default=None)
"""Tells what the session has seen of the tools' results. Set for each run."""
OF_SHAPES: Final = frozenset(('AttributeError', 'IndexError', 'KeyError', 'TypeError', 'ValueError'))
"""What code raises that takes a value for one of another shape."""


def words(text: str) -> Iterator[str]:
    """The words of a name or a sentence, in one form each: `listOrders` and `Listing an order` have two in common."""
    for word in _WORDS.findall(text):
        yield stem(word.lower())


def stem(word: str) -> str:
    """``word`` without the endings that English nouns and verbs take."""
    if word.endswith('ies') and len(word) > 4:
        word = word[:-3] + 'y'
    elif word.endswith('s') and not word.endswith(('ss', 'us', 'is')) and len(word) > 3:
        word = word[:-1]
    for ending in ('ing', 'ed'):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    if len(word) > 3:
        word = word.removesuffix('e')
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def _synonyms() -> dict[str, frozenset[str]]:
    groups = [frozenset(map(stem, line.split())) for line in SYNONYMS]
    return {word: group for group in groups for word in group}


_ALIKE: Final = _synonyms()


@dataclass(frozen=True)
class Page:
    """One tool, as the search sees it."""

    weights: dict[str, float]
    """By word, how much there is of it."""
    length: float


class Search:
    """BM25 over the tools, their names before all else."""

    def __init__(self, tools: Sequence[Tool], signatures: Sequence[Signature]) -> None:
        self.pages = [page_of(each, signature) for each, signature in zip(tools, signatures, strict=True)]
        self.mean = sum(page.length for page in self.pages) / max(1, len(self.pages))
        self.counts = Counter(word for page in self.pages for word in page.weights)
        self.names = {own.name.lower(): number for number, own in enumerate(tools)}

    def find(self, query: str) -> list[int]:
        """The tools that ``query`` speaks of, best first; of equally good ones the earlier first."""
        scores: dict[int, float] = {}
        terms = [term for term in dict.fromkeys(words(query[:MAX_QUERY])) if term not in IDLE]
        for term in terms[:MAX_TERMS]:
            for word, similarity in self.alike(term).items():
                there = self.counts[word]
                rarity = math.log(1 + (len(self.pages) - there + 0.5) / (there + 0.5))
                for number, page in enumerate(self.pages):
                    weight = page.weights.get(word)
                    if weight is not None:
                        damping = SATURATION * (1 - LENGTH + LENGTH * page.length / self.mean)
                        score = similarity * rarity * weight * (SATURATION + 1) / (weight + damping)
                        scores[number] = scores.get(number, 0.0) + score
        exact = self.names.get(query.strip().lower())
        if exact is not None:
            scores[exact] = math.inf
        return sorted(scores, key=lambda number: (-scores[number], number))

    def alike(self, term: str) -> dict[str, float]:
        """The words of the tools that ``term`` stands for: itself and what means the same, else those that share a
        part with it, else the nearest."""
        same = dict.fromkeys((word for word in sorted(_ALIKE.get(term, ())) if word in self.counts), SIMILAR)
        if term in self.counts:
            return same | {term: 1.0}
        if same:
            return same
        if len(term) >= LEAST_PART:
            parts = [word for word in self.counts if term in word or (len(word) >= LEAST_PART and word in term)]
            if parts:
                return dict.fromkeys(parts, SIMILAR)
        return dict.fromkeys(get_close_matches(term, self.counts, 2, 0.75), SIMILAR)


def page_of(each: Tool, signature: Signature) -> Page:
    weights: dict[str, float] = {}
    parameters = ' '.join(parameter.key for parameter in signature.parameters)
    for text, weight in ((each.name, NAME_WEIGHT), (parameters, PARAMETER_WEIGHT), (each.description or '', 1.0)):
        for word in words(text):
            if word in IDLE:
                continue
            weights[word] = weights.get(word, 0.0) + weight
    return Page(weights, sum(weights.values()))


class Catalogue:
    """A large set of tools, and the two that find them. Raises ToolNameError if one of those has the name of a tool."""

    def __init__(self, tools: Sequence[Tool]) -> None:
        self.found = tuple(tools)
        self.finders = (
            tool(self.search_tools, thread=False),
            tool(self.describe_tool, thread=False),
        )
        self.tools: tuple[Tool, ...] = (*self.found, *self.finders)
        self.stubs = Stubs(self.tools)
        signatures = [self.stubs.by_tool[each.name] for each in self.found]
        self.names = [signature.name for signature in signatures]
        self.by_name = {each.name: each for each in self.found}
        self.by_name |= dict(zip(self.names, self.found, strict=True))
        self.index = Search(self.found, signatures)

    def search_tools(self, query: str, limit: int = DEFAULT_FOUND) -> list[str]:
        """Find functions by words of their names and descriptions: signatures, best first."""
        return [self.line(self.found[number]) for number in self.index.find(query)[: max(1, min(limit, MAX_FOUND))]]

    def describe_tool(self, name: str) -> str:
        """One function in full: types, parameters, documentation."""
        each = self.by_name.get(name) or self.by_name.get(name.strip().removesuffix('()'))
        if each is not None:
            look = shapes_seen.get()
            return self.described(each, None if look is None else look())
        near = get_close_matches(name[:MAX_QUERY], self.names, 5, 0.6)
        near = near or [self.names[number] for number in self.index.find(name)[:5]]
        hint = f'the nearest: {", ".join(near)}' if near else 'search_tools(query=...) finds those that there are'
        raise ValueError(f'no function {name[:MAX_SUMMARY]!r}; {hint}')

    def line(self, each: Tool) -> str:
        """A tool in one line."""
        text = header(self.stubs.by_tool[each.name])
        said = summary(each.description, MAX_SUMMARY)
        text = text if len(text) <= MAX_HEADER else f'{text[:MAX_HEADER]}…'
        return f'{text}  # {said}' if said else text

    def described(self, each: Tool, shapes: Shapes | None) -> str:
        """A tool with its types; what it returns as the session has seen it where its schemas don't say."""
        seen = shapes.seen.get(each.name) if shapes is not None and each.returns is None else None
        if shapes is not None and seen is not None:
            count = shapes.counts[each.name]
            note = f'as seen in {count} result{"" if count == 1 else "s"} so far, others may differ'
            each = replace(each, returns=seen.schema(), returns_note=note)
        return Stubs([each]).text

    def text(self, room: int) -> str:
        """Every name in at most ``room`` characters: with summaries, alone, by common beginnings, or not all of them;
        whichever is the first that fits."""
        ways: list[Callable[[], str]] = [
            *(lambda most=most: self.summed_up(most) for most in SUMMARIES),
            lambda: '\n'.join(self.names),
            lambda: '\n'.join(group.line() for group in grouped(self.names)),
            lambda: '\n'.join(group.line() for group in grouped(self.names, nested=True)),
        ]
        for way in ways:
            text = way()
            if len(text) <= room:
                return text
        return in_part(grouped(self.names, nested=True), room)

    def summed_up(self, most: int) -> str:
        said = (summary(each.description, most) for each in self.found)
        return '\n'.join(f'{name}: {text}' if text else name for name, text in zip(self.names, said, strict=True))


def summary(description: str | None, most: int) -> str:
    """The first sentence of a description, in one line of at most ``most`` characters."""
    first = harmless((description or '').strip()[: 20 * MAX_SUMMARY], keep_lines=True).partition('\n\n')[0]
    text = ' '.join(first.split())
    text = re.split(r'(?<=[.!?])\s', text, maxsplit=1)[0].removesuffix('.')
    if len(text) <= most:
        return text
    return text[: most - 1].rpartition(' ')[0].rstrip(',;:') + '…'


@dataclass(frozen=True)
class Group:
    """Names with one beginning, in one line: ``git_*: commit, push``."""

    head: str
    """``git_*: ``, '' for names that have none in common."""
    entries: tuple[tuple[str, int], ...]
    """Each with how many names it stands for."""

    def line(self, most: int | None = None) -> str:
        """The line, with as many entries as fit into ``most`` characters, and the count of the other names."""
        whole = self.head + ', '.join(text for text, _count in self.entries)
        if most is None or len(whole) <= most:
            return whole
        kept: list[str] = []
        size = len(self.head)
        left_out = 0
        for text, count in self.entries:
            size += len(text) + 2
            if size > most:
                left_out += count
            else:
                kept.append(text)
        return self.head + ', '.join([*kept, f'… {left_out:,} more'])


def by_beginning(names: Sequence[str], least: int) -> tuple[dict[str, list[str]], list[str]]:
    """Names by their first words, ``least`` or more in each group; and those that are in none."""
    groups: dict[str, list[str]] = {}
    for name in names:
        first, line, rest = name.partition('_')
        groups.setdefault(f'{first}_' if first and line and rest else '', []).append(name)
    alone = [name for first, members in groups.items() if not first or len(members) < least for name in members]
    return {first: members for first, members in groups.items() if first and len(members) >= least}, alone


def grouped(names: Sequence[str], nested: bool = False) -> list[Group]:
    """Names in groups, those that stand alone last. ``nested``: with groups within, ``git_*: push, log_(all, me)``."""
    groups, alone = by_beginning(names, MIN_GROUP)
    found: list[Group] = []
    for members in groups.values():
        first = common_beginning(members)
        rests = [name.removeprefix(first) for name in members]
        inner, others = by_beginning(rests, 2) if nested else ({}, rests)
        entries = [
            (f'{second}({", ".join(name.removeprefix(second) for name in same)})', len(same))
            for second, same in inner.items()
        ]
        found.append(Group(f'{first}*: ', (*entries, *((name, 1) for name in others))))
    return [*found, Group('', tuple((name, 1) for name in alone))] if alone else found


def common_beginning(names: Sequence[str]) -> str:
    """The first words that all of ``names`` have in common, up to the last one's underscore."""
    parts = [name.split('_')[:-1] for name in names]
    common: list[str] = []
    for words_here in zip(*parts, strict=False):
        if len(set(words_here)) > 1:
            break
        common.append(words_here[0])
    return ''.join(f'{word}_' for word in common)


def in_part(groups: Sequence[Group], room: int) -> str:
    """As many names of each group as there is room for."""
    room -= len(', … 10,000 more\n') * len(groups)
    told: dict[int, str] = {}
    # The short lines first: what they leave is for the long ones.
    for done, number in enumerate(sorted(range(len(groups)), key=lambda number: len(groups[number].line()))):
        told[number] = groups[number].line(max(0, room) // (len(groups) - done))
        room -= len(told[number])
    return '\n'.join(told[number] for number in range(len(groups)))


class CatalogueExplainer(Explainer):
    """Sends code to the search, where the names would be too many."""

    def __init__(self, catalogue: Catalogue, modules: Iterable[str]) -> None:
        super().__init__(catalogue.stubs.signatures, modules)
        self.count = len(catalogue.found)

    def tools(self) -> str:
        found = f"{self.count:,} tools, found by await search_tools(query='...')"
        return f'There are {found}. Modules: {self.modules}'


def with_shapes(error: CodeError, shapes: str) -> CodeError:
    """``error`` with the shapes of results that the code may have taken for something else."""
    if not shapes or error.kind != 'exception' or error.type_name not in OF_SHAPES:
        return error
    return replace(error, explanation=f'{error.explanation}\nWhat these calls have returned so far:\n{shapes}')


def catalogue_of(tools: Iterable[Tool], inline: int) -> Catalogue | None:
    """A catalogue of more than ``inline`` tools, None for fewer."""
    chosen = tuple(tools)
    return Catalogue(chosen) if len(chosen) > inline else None
