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
from typing import Annotated, Final

from pydantic import Field

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
LEAST_PART: Final = 3
"""Letters of a word that is looked for as a part of others."""
# The usual constants of BM25: how fast more of the same word counts less, and how much long texts count less.
SATURATION: Final = 1.2
LENGTH: Final = 0.4

_WORDS: Final = re.compile(r'[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_]+')

shapes_seen: ContextVar[Shapes] = ContextVar('monty_tools.shapes')
"""What the session has seen of the tools' results. Set for each call."""


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
    return word.removesuffix('e') if len(word) > 3 else word


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
        self.names = {each.lower(): number for number, own in enumerate(tools) for each in (own.name,)}

    def find(self, query: str) -> list[int]:
        """The tools that ``query`` speaks of, best first; of equally good ones the earlier first."""
        scores: dict[int, float] = {}
        for term in list(dict.fromkeys(words(query[:MAX_QUERY])))[:MAX_TERMS]:
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
        """The words of the tools that ``term`` stands for: itself, else those that share a part, else the nearest."""
        if term in self.counts:
            return {term: 1.0}
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

    def search_tools(self, query: str, limit: Annotated[int, Field(ge=1, le=MAX_FOUND)] = DEFAULT_FOUND) -> list[str]:
        """Find functions by words of their names and descriptions: signatures, best first."""
        return [self.line(self.found[number]) for number in self.index.find(query)[:limit]]

    def describe_tool(self, name: str) -> str:
        """One function in full: types, parameters, documentation."""
        each = self.by_name.get(name) or self.by_name.get(name.strip().removesuffix('()'))
        if each is not None:
            return self.described(each, shapes_seen.get())
        near = get_close_matches(name[:MAX_QUERY], self.names, 5, 0.6)
        near = near or [self.names[number] for number in self.index.find(name)[:5]]
        hint = f'the nearest: {", ".join(near)}' if near else 'search_tools(query=...) finds those that there are'
        raise ValueError(f'no function {name[:MAX_SUMMARY]!r}; {hint}')

    def line(self, each: Tool) -> str:
        """A tool in one line."""
        text = self.stubs.by_tool[each.name].header
        said = summary(each.description, MAX_SUMMARY)
        text = text if len(text) <= MAX_HEADER else f'{text[:MAX_HEADER]}…'
        return f'{text}  # {said}' if said else text

    def described(self, each: Tool, shapes: Shapes) -> str:
        """A tool with its types; what it returns as the session has seen it where its schemas don't say."""
        seen = shapes.seen.get(each.name) if each.returns is None else None
        if seen is not None:
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
            lambda: '\n'.join(grouped(self.names)),
        ]
        for way in ways:
            text = way()
            if len(text) <= room:
                return text
        return in_part(grouped(self.names), room)

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


def grouped(names: Sequence[str]) -> list[str]:
    """Names by their first words, a line each: ``git_*: commit, push``. Those that stand alone come last."""
    groups: dict[str, list[str]] = {}
    for name in names:
        first, line, rest = name.partition('_')
        groups.setdefault(f'{first}_' if first and line and rest else '', []).append(name)
    lines: list[str] = []
    alone: list[str] = groups.pop('', [])
    for first, members in groups.items():
        if len(members) < MIN_GROUP:
            alone.extend(members)
        else:
            lines.append(f'{first}*: {", ".join(name.removeprefix(first) for name in members)}')
    return [*lines, ', '.join(alone)] if alone else lines


def in_part(lines: Sequence[str], room: int) -> str:
    """Of each line as many names as there is room for, with the count of the others."""
    room -= sum(len(', … 10,000 more\n') for _line in lines)
    shares = dict(enumerate(lines))
    told: dict[int, str] = {}
    # The short lines first: what they leave is for the long ones.
    for done, number in enumerate(sorted(shares, key=lambda number: len(lines[number]))):
        share = max(0, room) // (len(lines) - done)
        told[number] = shortened_line(lines[number], share)
        room -= len(told[number])
    return '\n'.join(told[number] for number in range(len(lines)) if told[number])


def shortened_line(line: str, most: int) -> str:
    if len(line) <= most:
        return line
    head, colon, rest = line.rpartition('*: ')
    names = rest.split(', ')
    kept: list[str] = []
    size = len(head) + len(colon)
    for name in names:
        size += len(name) + 2
        if size > most:
            break
        kept.append(name)
    listed = ', '.join([*kept, f'… {len(names) - len(kept):,} more'])
    return f'{head}{colon}{listed}'


def catalogue_of(tools: Iterable[Tool], inline: int) -> Catalogue | None:
    """A catalogue of more than ``inline`` tools, None for fewer."""
    chosen = tuple(tools)
    return Catalogue(chosen) if len(chosen) > inline else None
