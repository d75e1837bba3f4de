"""`docs/library.md`: what the sandbox has of CPython's modules, put together from what the modules say of themselves.

    python tests/library_page.py build/names            notes the names under one Python
    python tests/library_page.py build/names write      and writes the page from all that were noted

`make library-page` does both, under each Python that it is given.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Final

from monty_tools.interpreter.modules import REGISTRY, entry_of, offered
from monty_tools.interpreter.runtime import ready

PAGE: Final = Path(__file__).resolve().parent.parent / 'docs' / 'library.md'


@dataclass
class Names:
    """The names of one module: those that act as CPython's, and with a few words each, those that don't or are out."""

    present: set[str] = field(default_factory=set)
    different: dict[str, str] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)


def public_names(name: str) -> set[str]:
    """The public names of CPython's own module."""
    module = importlib.import_module(name)
    listed = getattr(module, '__all__', None)
    if listed is not None:
        return {found for found in listed if not found.startswith('_')}
    homes = (name, f'_{name}', 'builtins', None)
    return {
        found
        for found, value in vars(module).items()
        if not found.startswith('_')
        and not isinstance(value, ModuleType)
        and (not callable(value) or getattr(value, '__module__', None) in homes)
    }


def names_here() -> dict[str, Names]:
    """What this Python's sandbox has."""
    ready()
    found: dict[str, Names] = {}
    for name in sorted(REGISTRY):
        made = entry_of(name)
        below = {each.removeprefix(f'{name}.') for each in REGISTRY if each.startswith(f'{name}.')}
        there = {*offered(name), *(below & public_names(name))}
        found[name] = Names(there - made.different.keys(), made.different, made.absent)
    return found


def marked(name: str, minors: Sequence[int], all_minors: Sequence[int]) -> str:
    """A name as the page shows it, with the versions that have it where not all do."""
    since = f' ({min(minors)}+)'.replace('(', '(3.') if min(minors) > min(all_minors) else ''
    until = f' (until 3.{max(minors)})' if max(minors) < max(all_minors) else ''
    return f'`{name}`{since}{until}'


def told(reasons: Mapping[str, Mapping[str, list[int]]], all_minors: Sequence[int]) -> str:
    """`reason -> name -> versions` as text: the names before the reason that they share."""
    parts = []
    for reason, names in sorted(reasons.items(), key=lambda item: sorted(item[1])):
        shown = ', '.join(marked(name, minors, all_minors) for name, minors in sorted(names.items()))
        parts.append(f'{shown}: {reason}')
    return '; '.join(parts)


def section(name: str, by_minor: Mapping[int, Names]) -> str:
    """One module's part of the page."""
    minors = sorted(by_minor)
    present: dict[str, list[int]] = {}
    different: dict[str, dict[str, list[int]]] = {}
    absent: dict[str, dict[str, list[int]]] = {}
    for minor in minors:
        names = by_minor[minor]
        for found in names.present:
            present.setdefault(found, []).append(minor)
        for found, reason in names.different.items():
            different.setdefault(reason, {}).setdefault(found, []).append(minor)
        for found, reason in names.absent.items():
            absent.setdefault(reason, {}).setdefault(found, []).append(minor)
    shown = ', '.join(marked(found, there, minors) for found, there in sorted(present.items()))
    rows = [f'## {name}', '', '| | |', '|---|---|', f'| present | {shown} |']
    if different:
        rows.append(f'| different | {told(different, minors)} |')
    if absent:
        rows.append(f'| absent by design | {told(absent, minors)} |')
    return '\n'.join(rows) + '\n'


def written(head: str, versions: Mapping[int, Mapping[str, Names]]) -> str:
    """The whole page: `head`, then the modules in order."""
    modules = sorted({name for names in versions.values() for name in names})
    parts = [
        section(name, {minor: names[name] for minor, names in versions.items() if name in names}) for name in modules
    ]
    return head + '\n' + '\n'.join(parts)


ROW: Final = re.compile(r'^\| (present|different|absent by design) \| (.*) \|$', re.MULTILINE)
NAME: Final = re.compile(r'`(\w+)`(?: \(3\.(\d+)\+\))?(?: \(until 3\.(\d+)\))?')


def told_names(text: str, minor: int) -> Iterator[str]:
    """The names of a row of the page that hold for this version."""
    for name, since, until in NAME.findall(text):
        if (not since or minor >= int(since)) and (not until or minor <= int(until)):
            yield name


def page_names(minor: int) -> dict[str, dict[str, set[str]]]:
    """What the page says for a version: module -> row -> names."""
    found: dict[str, dict[str, set[str]]] = {}
    for part in PAGE.read_text('utf-8').split('\n## ')[1:]:
        name, _, text = part.partition('\n')
        rows = {row: set(told_names(names, minor)) for row, names in ROW.findall(text)}
        found[name] = rows
    return found


def main(folder: Path, last: bool) -> None:
    """Note this Python's names in `folder`; with `last`, write the page from all that is noted there."""
    here = {name: vars(names) | {'present': sorted(names.present)} for name, names in names_here().items()}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f'{sys.version_info.minor}.json').write_text(json.dumps(here), 'utf-8')
    if last:
        versions = {
            int(path.stem): {
                name: Names(set(names['present']), names['different'], names['absent'])
                for name, names in json.loads(path.read_text('utf-8')).items()
            }
            for path in folder.glob('*.json')
        }
        head = PAGE.read_text('utf-8').partition('\n## ')[0]
        PAGE.write_text(written(head, versions), 'utf-8')


if __name__ == '__main__':
    main(Path(sys.argv[1]), 'write' in sys.argv[2:])
