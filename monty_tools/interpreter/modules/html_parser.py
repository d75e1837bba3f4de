"""``html.parser``: the host's parser notes what it would call, and the prelude's ``HTMLParser`` calls it.

The host's parser lives for one native call, which ends after some steps with what the next one has to know: what is
left of the text and where in the document it begins. That call makes a parser of its own, in the same state.
"""

from __future__ import annotations

import html.parser
import re
from typing import TYPE_CHECKING, Final

from mypy_extensions import mypyc_attr

from ..natives import Native, payload_of
from ..objects import NativeFunction
from ..types.text import text_size
from .entry import Entry
from .html import charge_references

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None
HTMLParser = html.parser.HTMLParser

PIECE: Final = 200
"""Steps of one call, and one more for each ``LENGTH_PER_STEP`` characters, which it copies."""
LENGTH_PER_STEP: Final = 2048
EVENT_SIZE: Final = 400
SIMPLE_NAME: Final = re.compile('[a-z][a-z0-9]*')
"""Elements whose content can be left unparsed: the host makes a regular expression of the name."""
ESCAPABLE: Final[object] = vars(HTMLParser).get('RCDATA_CONTENT_ELEMENTS', ())


class Paused(Exception):
    """Leaves the host's parser."""


@mypyc_attr(native_class=False)
class Recorder(HTMLParser):
    """The host's parser, with handlers that note their arguments and where in the document they are called."""

    def __init__(self, m: Machine, text: str, convert_charrefs: bool, unparsed: tuple[str, ...]) -> None:
        HTMLParser.__init__(self, convert_charrefs=convert_charrefs)
        vars(self)['CDATA_CONTENT_ELEMENTS'] = unparsed
        self.rawdata = text
        self.machine = m
        self.events: list[object] = []
        self.left = PIECE + len(text) // LENGTH_PER_STEP
        self.done = 0  # characters of the text that are parsed

    def note(self, name: str, args: tuple[object, ...]) -> None:
        self.machine.tracker.memory(EVENT_SIZE)
        self.machine.tracker.allocate(120)
        line, offset = self.getpos()
        self.events.append((name, args, line, offset, self.get_starttag_text()))

    def updatepos(self, i: int, j: int) -> int:
        HTMLParser.updatepos(self, i, j)
        self.machine.tracker.work(20 + ((j - i) >> 4))
        self.done = j
        self.left -= 1
        if self.left <= 0:
            raise Paused
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.machine.tracker.memory(200 * len(attrs))
        self.note('handle_starttag', (tag, attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.machine.tracker.memory(200 * len(attrs))
        self.note('handle_startendtag', (tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.note('handle_endtag', (tag,))

    def handle_data(self, data: str) -> None:
        self.note('handle_data', (data,))

    def handle_charref(self, name: str) -> None:
        self.note('handle_charref', (name,))

    def handle_entityref(self, name: str) -> None:
        self.note('handle_entityref', (name,))

    def handle_comment(self, data: str) -> None:
        self.note('handle_comment', (data,))

    def handle_decl(self, decl: str) -> None:
        self.note('handle_decl', (decl,))

    def handle_pi(self, data: str) -> None:
        self.note('handle_pi', (data,))

    def unknown_decl(self, data: str) -> None:
        self.note('unknown_decl', (data,))


def simple_names(value: object) -> tuple[str, ...]:
    """Those of a program's names of elements that the host may have."""
    plain = payload_of(value)
    if not isinstance(plain, (tuple, list)):
        return ()
    names = [payload_of(name) for name in plain]
    return tuple([name for name in names if isinstance(name, str) and SIMPLE_NAME.fullmatch(name) is not None])


def parse_piece(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_html_parse(text, lasttag, element, line, offset, convert_charrefs, unparsed, end)``: ``(events, text, lasttag,
    element, line, offset, goes_on, message)``. ``element`` is the one whose content is left unparsed, or None. An event
    is a handler's name, its arguments, line, offset and the text of the last start tag. ``message`` is that of an
    AssertionError behind the events, or None."""
    text, lasttag, element, line, offset, convert_charrefs, unparsed, end = [payload_of(arg) for arg in args]
    assert isinstance(text, str) and isinstance(lasttag, str)
    assert isinstance(line, int) and isinstance(offset, int)
    m.tracker.work(40 + (len(text) >> 5))
    m.tracker.reserve(2 * text_size(text))
    charge_references(m, text)
    parser = Recorder(m, text, convert_charrefs is True, simple_names(unparsed))
    parser.lasttag = lasttag
    parser.lineno = line
    parser.offset = offset
    if isinstance(element, str) and SIMPLE_NAME.fullmatch(element) is not None:
        enter_unparsed(parser, element)
    m.scratch.append(parser.events)
    goes_on = False
    message: str | None = None
    try:
        parser.goahead(end is True)
    except Paused:
        goes_on = True
        parser.rawdata = text[parser.done :]
    except AssertionError as error:
        message = str(error)
    finally:
        m.scratch.pop()
    shown = parser.cdata_elem
    return parser.events, parser.rawdata, parser.lasttag, shown, parser.lineno, parser.offset, goes_on, message


def enter_unparsed(parser: HTMLParser, element: str) -> None:
    """Leave what follows unparsed up to the end of ``element``."""
    if isinstance(ESCAPABLE, tuple) and element in ESCAPABLE:
        parser.set_cdata_mode(element, escapable=True)
    else:
        parser.set_cdata_mode(element)


NAMES: Final[dict[str, object]] = {}
PRELUDE: Final = ('HTMLParser',)
INTRINSICS: Final[dict[str, NativeFunction]] = {'_html_parse': Native('_html_parse', parse_piece)}

ENTRY: Final = Entry(
    NAMES,
    PRELUDE,
    INTRINSICS,
    different={'HTMLParser': 'handlers are called after a piece of the text was parsed; only these can be overridden'},
)
