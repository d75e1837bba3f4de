"""Code mode: one tool through which a model writes Python that calls all the others."""

from __future__ import annotations

import asyncio
import inspect
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from .description import describe
from .explain import Explainer
from .guards import Audit, Authorize, FilterOutput, Guards, ToolCall, Turns
from .interpreter import (
    Diagnostic,
    ExternalFunction,
    InputError,
    MontyComplete,
    MontyError,
    MontyRepl,
    ResourceLimits,
    RunRecord,
)
from .interpreter.diagnostics import in_text_order
from .interpreter.external import Parameters
from .interpreter.program import importable, parse_modules
from .results import KEPT_NAME, CodeError, CodeResult, CountTokens, StopRun, cut, show
from .schemas import Signature, Stubs, describe_invalid
from .telemetry import Telemetry
from .tools import Tool, ToolFunction, as_tool, plain_data
from .typecheck import TypeChecker

DEFAULT_RESULT_LIMIT: Final = 20_000
"""Characters of a result, and of printed text, that a model gets."""
MIN_RESULT_LIMIT: Final = 100

PrintCallback = Callable[[str, str], object]


class CodeMode:
    """Tools as functions of the sandbox, and a session that runs code which calls them.

    ``tools`` are callables or Tools. ``limits`` hold for each run, ``modules`` are what code may import (by default all
    that the sandbox has). ``result_limit`` bounds what a model gets of a result and of printed text, in characters, or
    in tokens where ``count_tokens`` counts them; at least 100. ``concurrency`` is how many calls of one run may be
    under way together. ``audit``, ``authorize`` and ``filter_output`` are the host's own guards, see
    ``monty_tools.guards``. With ``typecheck``, code is also checked against the signatures by the type checker `ty`.

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
        result_limit: int = DEFAULT_RESULT_LIMIT,
        count_tokens: CountTokens | None = None,
        concurrency: int | None = None,
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
        self.tools: tuple[Tool, ...] = tuple(as_tool(entry) for entry in tools)
        self.stubs = Stubs(self.tools)
        self.limits = ResourceLimits() if limits is None else limits
        self.modules = tuple(importable(parse_modules(modules)))
        self.result_limit = result_limit
        self.count_tokens: CountTokens = len if count_tokens is None else count_tokens
        self.concurrency = concurrency
        self.guards = Guards(audit, authorize, filter_output)
        self.print_callback = print_callback
        self.typechecker = TypeChecker(self.stubs) if typecheck else None
        self.telemetry = Telemetry(capture_content=capture_content) if telemetry is None else telemetry
        self.script_name = script_name
        self.explainer = Explainer(self.stubs.signatures, self.modules)
        self._session: CodeSession | None = None

    @cached_property
    def description(self) -> str:
        """What the model reads: the sandbox's rules in brief, types, and signatures with docstrings. The same tools and
        options give the same text."""
        return describe(self.stubs, modules=self.modules, limits=self.limits)

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


@dataclass(frozen=True)
class _Entry:
    """A tool with its signature."""

    tool: Tool
    signature: Signature


@dataclass
class _Run:
    """What one run keeps."""

    turns: Turns
    print_callback: PrintCallback | None
    calls: list[ToolCall] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    tool_turns: dict[str, Turns] = field(default_factory=dict)
    printed: list[tuple[str, str]] = field(default_factory=list)


class CodeSession:
    """Runs code that shares its names from one run to the next. One run at a time; others wait."""

    def __init__(self, mode: CodeMode, data: bytes | None = None) -> None:
        self.mode = mode
        self._run: _Run | None = None
        self._lock = asyncio.Lock()
        self._repl = self._new_repl()
        if data is not None:
            self._load(data)

    async def run(
        self,
        code: str,
        *,
        restart: bool = False,
        mode: CodeMode | None = None,
        print_callback: PrintCallback | None = None,
        telemetry: Telemetry | None = None,
    ) -> CodeResult:
        """Run ``code`` and tell how it went; what it raises is in the result. With ``restart``, the names of earlier
        runs are dropped first. ``mode`` is the one to go on with, see ``use``; ``print_callback`` and ``telemetry``
        take the place of its own for this run.

        Code with problems that ``check`` finds is not run, unless it catches them. Raises only what stops the host
        itself (cancellation, KeyboardInterrupt, a tool's StopRun) and TypeError for ``code`` that is no text.
        """
        if not isinstance(code, str):
            raise TypeError(f'code must be a str, not {type(code).__name__}')
        async with self._lock:
            if restart:
                self.mode = mode or self.mode
                self._repl = self._new_repl()
            elif mode is not None and mode is not self.mode:
                self.use(mode)
            code = unfenced(code)
            run = self._run = _Run(Turns(self.mode.concurrency), print_callback or self.mode.print_callback)
            try:
                record = await self._repl.execute_async(
                    code,
                    print_callback=partial(self._printed, run),
                    observer=(telemetry or self.mode.telemetry).observer(),
                    problems=await self._type_problems(code),
                )
            except InputError:
                raise
            except StopRun as stop:
                stop.result = self._result(run, RunRecord(), None, None)
                raise
            except MontyError as error:
                return self._result(run, error, None, self.mode.explainer.error(code, error))
            finally:
                self._run = None
            return self._completed(run, record)

    def run_sync(self, code: str, *, restart: bool = False) -> CodeResult:
        """``run`` for where no event loop runs."""
        return asyncio.run(self.run(code, restart=restart))

    def check(self, code: str) -> tuple[Diagnostic, ...]:
        """Every problem of ``code`` as the next run that can be known before running it: undefined names, refused
        imports, unknown tools, arguments that a tool doesn't take, calls that nothing awaits, type errors where they
        are looked for. Raises MontySyntaxError
        for what is no program."""
        code = unfenced(code)
        found = self._repl.check(code)
        return tuple(sorted([*found, *self._type_errors(code)], key=in_text_order))

    def _type_errors(self, code: str) -> list[Diagnostic]:
        checker = self.mode.typechecker
        return [] if checker is None else checker.check(code, self._repl.sources, self._repl.names)

    async def _type_problems(self, code: str) -> list[Diagnostic]:
        """``_type_errors`` of code that may be no program at all, which the run then says."""
        if self.mode.typechecker is None:
            return []
        try:
            self._repl.check(code)
        except MontyError:
            return []
        return await asyncio.to_thread(self._type_errors, code)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that earlier runs have bound."""
        return self._repl.names

    def use(self, mode: CodeMode) -> None:
        """Go on with the tools and options of another CodeMode. Raises InputError if it has other modules or limits:
        those stay with a session until it is loaded or restarted."""
        if (mode.modules, mode.limits) != (self.mode.modules, self.mode.limits):
            raise InputError('a session keeps its modules and limits; load its dump to go on with others')
        self.mode = mode
        self._repl.declare(self._functions())

    def dump(self) -> bytes:
        """The session between two runs as bytes: names and values, no tools. SnapshotError while it runs."""
        return self._repl.dump()

    def _load(self, data: bytes) -> None:
        self._repl = MontyRepl.load(data, limits=self.mode.limits, modules=self.mode.modules, strict=True)
        self._repl.declare(self._functions())

    def _new_repl(self) -> MontyRepl:
        return MontyRepl(
            external_functions=self._functions(),
            limits=self.mode.limits,
            script_name=self.mode.script_name,
            modules=self.mode.modules,
            strict=True,
        )

    def _functions(self) -> list[ExternalFunction]:
        functions: list[ExternalFunction] = []
        for tool in self.mode.tools:
            signature = self.mode.stubs.by_tool[tool.name]
            names = tuple(parameter.name for parameter in signature.parameters)
            required = tuple(parameter.name for parameter in signature.parameters if parameter.required)
            parameters = Parameters(keyword_only=names, required_keywords=required, varkw=signature.open)
            call = partial(self._call, _Entry(tool, signature))
            functions.append(
                ExternalFunction(call, signature.name, True, tool.description, names, parameters),
            )
        return functions

    # One call.

    async def _call(self, entry: _Entry, /, **given: object) -> object:
        """A call from the sandbox, around which the guards stand."""
        run = self._run
        tool = entry.tool
        assert run is not None
        place = len(run.calls)
        call = ToolCall(tool.name, entry.signature.keys(given), 'started')
        run.calls.append(call)
        start = time.perf_counter()
        try:
            result = await self._guarded(run, entry, call, given)
        except asyncio.CancelledError:
            run.calls[place] = replace(call, outcome='cancelled', duration_ms=_since(start))
            raise
        except StopRun as stop:
            outcome = f'raised {type(stop.error).__name__}'
            ended = replace(call, outcome=outcome, error=str(stop.error), duration_ms=_since(start))
            run.calls[place] = ended
            with suppress(Exception):  # a guard that fails refuses calls, and this one is over
                await self.mode.guards.tell(ended)
            raise
        except Exception as error:
            outcome = f'raised {type(error).__name__}'
            ended = replace(call, outcome=outcome, error=str(error), duration_ms=_since(start))
            run.calls[place] = ended
            await self.mode.guards.tell(ended)
            raise
        ended = replace(call, outcome='returned', result=result, duration_ms=_since(start))
        run.calls[place] = ended
        await self.mode.guards.tell(ended)
        return result

    async def _guarded(self, run: _Run, entry: _Entry, call: ToolCall, given: Mapping[str, object]) -> object:
        """Validate, ask, wait for a turn, call, validate what came back."""
        tool = entry.tool
        args, kwargs = validated(entry.tool, entry.signature, given)
        await self.mode.guards.ask(tool.name, call.arguments)
        made = run.counts[tool.name] = run.counts.get(tool.name, 0) + 1
        if tool.max_calls is not None and made > tool.max_calls:
            raise RuntimeError(f'{entry.signature.name}() may be called {tool.max_calls} times in one run')
        turns = run.tool_turns.setdefault(tool.name, Turns(tool.concurrency))
        await turns.enter(False)
        try:
            await run.turns.enter(tool.sequential)
            try:
                await self.mode.guards.tell(call)
                value = await called(tool, entry.signature.name, args, kwargs)
            finally:
                run.turns.leave()
        finally:
            turns.leave()
        result = plain_result(tool, entry.signature, value)
        if self.mode.guards.filter_output is not None:
            result = plain_data(await self.mode.guards.passed(tool.name, result))
        return result

    # The result.

    def _printed(self, run: _Run, stream: str, text: str) -> None:
        run.printed.append((stream, text))
        if run.print_callback is not None:
            run.print_callback(stream, text)

    def _completed(self, run: _Run, record: MontyComplete) -> CodeResult:
        shown, whole = show(record.value, self.mode.result_limit, self.mode.count_tokens)
        kept_as: str | None = None
        if not whole:
            self._repl.keep(KEPT_NAME)
            kept_as = KEPT_NAME
        return self._result(run, record, record.value, None, shown, kept_as)

    def _result(
        self,
        run: _Run,
        record: MontyComplete | MontyError | RunRecord,
        output: object,
        error: CodeError | None,
        shown: str = '',
        kept_as: str | None = None,
    ) -> CodeResult:
        printed = ''.join(text for _stream, text in run.printed).removesuffix('\n')
        return CodeResult(
            output=output,
            stdout=record.stdout,
            stderr=''.join(text for stream, text in run.printed if stream == 'stderr'),
            calls=tuple(run.calls),
            usage=record.usage,
            violations=record.violations,
            error=error,
            shown=shown,
            printed=cut(printed, self.mode.result_limit, self.mode.count_tokens),
            kept_as=kept_as,
        )


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def validated(tool: Tool, signature: Signature, given: Mapping[str, object]) -> tuple[list[object], dict[str, object]]:
    """What the tool's function is called with. Raises TypeError or ValueError that names each bad argument."""
    if not tool.checked:
        return [], signature.keys(given)
    if tool.binding is None:
        return [], signature.arguments(given)
    try:
        return tool.binding.arguments(signature.keys(given))
    except ValidationError as error:
        raise describe_invalid(error, f'{signature.name}()') from None


def plain_result(tool: Tool, signature: Signature, value: object) -> object:
    """What the function gave, as plain data in the shape that the signature promised. Raises ValueError."""
    if tool.binding is None:
        data = plain_data(value)
    else:
        try:
            data = tool.binding.plain(value)
        except ValidationError as error:
            said = describe_invalid(error, f'{signature.name}() returned something else than it promises')
            raise ValueError(str(said)) from None
        except PydanticSerializationError as error:
            raise ValueError(f'{signature.name}() returned what has no plain form: {error}') from None
    return data if tool.returns is None else signature.result(data)


async def called(tool: Tool, name: str, args: list[object], kwargs: dict[str, object]) -> object:
    """The tool's answer. TimeoutError where it takes too long; a function in a thread then goes on there unheard."""
    if tool.timeout is None:
        return await answer(tool, args, kwargs)
    try:
        async with asyncio.timeout(tool.timeout) as scope:
            return await answer(tool, args, kwargs)
    except TimeoutError:
        if not scope.expired():
            raise
    raise TimeoutError(f'{name}() gave no answer within {tool.timeout:g} s')


async def answer(tool: Tool, args: list[object], kwargs: dict[str, object]) -> object:
    if not tool.is_async and tool.thread:
        value: Any = await asyncio.to_thread(tool.call, *args, **kwargs)
    else:
        value = tool.call(*args, **kwargs)
    return await value if inspect.isawaitable(value) else value


def unfenced(code: str) -> str:
    """``code`` without the Markdown fence that models put around it at times."""
    text = code.strip()
    if not (text.startswith('```') and text.endswith('```') and '\n' in text):
        return code
    first, _newline, rest = text.partition('\n')
    return rest.removesuffix('```') if first[3:].strip().lower() in ('', 'py', 'python', 'python3') else code
