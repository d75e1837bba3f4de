"""Code mode: one tool through which a model writes Python that calls all the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Final

from .calls import PrintCallback
from .description import describe, describe_catalogue
from .discovery import INLINE_TOOLS, CatalogueExplainer, catalogue_of
from .explain import Explainer
from .guards import Audit, Authorize, FilterOutput, Guards
from .interpreter import Diagnostic, Files, InputError, ResourceLimits
from .interpreter.capabilities import Clock, RandomSeed, parse_grants
from .interpreter.program import importable, parse_modules
from .results import CodeResult, CountTokens
from .schemas import Stubs
from .session import CodeSession
from .telemetry import Telemetry
from .tools import Tool, ToolFunction, as_tool
from .typecheck import TypeChecker

DEFAULT_RESULT_LIMIT: Final = 20_000
"""Characters of a result, and of printed text, that a model gets."""
MIN_RESULT_LIMIT: Final = 100


class CodeMode:
    """Tools as functions of the sandbox, and a session that runs code which calls them.

    ``tools`` are callables or Tools. ``limits`` hold for each run, ``modules`` are what code may import (by default all
    that the sandbox has), ``clock`` and ``random_seed`` what it has of time and randomness, as for ``Monty``, but by
    default the system's, ``files`` the tree of files that it sees. ``result_limit`` bounds what a model gets of a
    result and of printed text, in characters, or in tokens where ``count_tokens`` counts them; at least 100.
    ``concurrency`` is how many calls of one run may be under way together. More than ``inline_tools`` tools are listed
    by name, and code finds their signatures with two functions of its own, see ``monty_tools.discovery``. ``audit``,
    ``authorize`` and ``filter_output`` are the host's own guards, see ``monty_tools.guards``. With ``typecheck``, code
    is also checked against the signatures by the type checker `ty`.

    Every run emits OpenTelemetry spans and metrics where a provider is configured; code, arguments, results and printed
    text go into them only with ``capture_content``. ``telemetry`` replaces that set-up.

    Raises ToolError or ToolNameError for tools that can't be declared together, InputError for bad options, ImportError
    for ``typecheck`` without the extra of that name.
    """

    def __init__(
        self,
        tools: Iterable[Tool | ToolFunction],
        *,
        limits: ResourceLimits | None = None,
        modules: Collection[str] | None = None,
        clock: Clock = 'system',
        random_seed: RandomSeed = 'system',
        files: Files | None = None,
        result_limit: int = DEFAULT_RESULT_LIMIT,
        count_tokens: CountTokens | None = None,
        concurrency: int | None = None,
        inline_tools: int = INLINE_TOOLS,
        audit: Audit | None = None,
        authorize: Authorize | None = None,
        filter_output: FilterOutput | None = None,
        print_callback: PrintCallback | None = None,
        typecheck: bool = False,
        capture_content: bool = False,
        telemetry: Telemetry | None = None,
        script_name: str = 'code.py',
    ) -> None:
        if type(result_limit) is not int or result_limit < MIN_RESULT_LIMIT:
            raise InputError(f'result_limit must be an int of at least {MIN_RESULT_LIMIT}, not {result_limit!r}')
        if concurrency is not None and (type(concurrency) is not int or concurrency < 1):
            raise InputError(f'concurrency must be an int of at least 1 or None, not {concurrency!r}')
        if type(inline_tools) is not int or inline_tools < 0:
            raise InputError(f'inline_tools must be an int of at least 0, not {inline_tools!r}')
        self.tools: tuple[Tool, ...] = tuple(as_tool(entry) for entry in tools)
        self.catalogue = catalogue_of(self.tools, inline_tools)
        if self.catalogue is None:
            self.stubs = Stubs(self.tools)
        else:
            self.tools = self.catalogue.tools
            self.stubs = self.catalogue.stubs
        self.limits = ResourceLimits() if limits is None else limits
        self.modules = importable(parse_modules(modules))
        parse_grants(clock, random_seed, files)
        self.files = files
        self.clock = clock
        self.random_seed = random_seed
        self.result_limit = result_limit
        self.count_tokens: CountTokens = len if count_tokens is None else count_tokens
        self.concurrency = concurrency
        self.guards = Guards(audit, authorize, filter_output)
        self.print_callback = print_callback
        self.typechecker = TypeChecker(self.stubs) if typecheck else None
        self.telemetry = Telemetry(capture_content=capture_content) if telemetry is None else telemetry
        self.script_name = script_name
        if self.catalogue is None:
            self.explainer = Explainer(self.stubs.signatures, self.modules)
        else:
            self.explainer = CatalogueExplainer(self.catalogue, self.modules)
        self._session: CodeSession | None = None

    @cached_property
    def description(self) -> str:
        """What the model reads: the sandbox's rules in brief, types, and signatures with docstrings. The same tools and
        options give the same text."""
        if self.catalogue is not None:
            return describe_catalogue(self.catalogue, modules=self.modules, limits=self.limits, files=self.files)
        return describe(self.stubs, modules=self.modules, limits=self.limits, files=self.files)

    def session(self, data: bytes | None = None) -> CodeSession:
        """A session of its own, new or as ``dump`` stored it. Raises SnapshotError for bytes that are no session."""
        return CodeSession(self, data)

    @property
    def default_session(self) -> CodeSession:
        """The session that ``run`` runs in."""
        if self._session is None:
            self._session = CodeSession(self)
        return self._session

    async def run(self, code: str, *, restart: bool = False) -> CodeResult:
        """Run ``code`` in the default session: ``CodeSession.run``."""
        return await self.default_session.run(code, restart=restart)

    def run_sync(self, code: str, *, restart: bool = False) -> CodeResult:
        """``run`` for where no event loop runs."""
        return self.default_session.run_sync(code, restart=restart)

    def check(self, code: str) -> tuple[Diagnostic, ...]:
        """Every problem of ``code`` that can be known before running it: ``CodeSession.check``."""
        return self.default_session.check(code)

    def dump(self) -> bytes:
        """The default session as bytes."""
        return self.default_session.dump()

    def load(self, data: bytes) -> None:
        """Go on with the session that ``dump`` stored."""
        self._session = CodeSession(self, data)
