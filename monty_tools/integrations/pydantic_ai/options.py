"""The options that the capability and the toolset share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Generic

from pydantic_ai import RunContext
from pydantic_ai.tools import AgentDepsT, ToolSelector

from ...code_mode import DEFAULT_RESULT_LIMIT
from ...discovery import INLINE_TOOLS
from ...guards import Audit, Authorize, FilterOutput
from ...interpreter import Files, ResourceLimits
from ...interpreter.capabilities import Clock, RandomSeed
from ...results import CountTokens
from ...telemetry import Telemetry
from .approvals import SnapshotLabel
from .session import CodeModeSession

if TYPE_CHECKING:
    from ...snapshots import SnapshotKeys, SnapshotStore


@dataclass(kw_only=True)
class CodeModeOptions(Generic[AgentDepsT]):
    """Which tools go through code, and what code may do and use."""

    tools: ToolSelector[AgentDepsT] = 'all'
    """The tools that code can call: `'all'`, names, metadata that they must have, or a function of the run context and
    the tool definition.

    Only names, not the other forms, select a tool that is executed elsewhere, is deferred or belongs to a native tool
    of the provider: those stay direct otherwise.
    """

    direct: ToolSelector[AgentDepsT] = ()
    """Those of `tools` that the model can also call directly. Tools that are not among `tools` stay direct anyway."""

    tool_name: str = 'run_code'
    """What the model calls the one tool. Two code modes of one agent need two names."""

    session: (
        CodeModeSession | Callable[[RunContext[AgentDepsT]], CodeModeSession | Awaitable[CodeModeSession]] | None
    ) = None
    """The session that code runs in, or a function that finds it for a run; by default each agent run has a new one."""

    snapshots: SnapshotStore | SnapshotKeys | None = None
    """Where code is kept while a call of it waits for an approval or a result from outside: in a store, or, with keys
    only, sealed in the token that goes to the client. By default in this process, for as long as that lives."""

    snapshot_label: SnapshotLabel[AgentDepsT] | None = None
    """Whom waiting code belongs to, such as a tenant or a user, or a function that tells it for a run. Only a run with
    the same label can go on with it."""

    limits: ResourceLimits | None = None
    """Limits for each piece of code; the recommended ones by default."""

    modules: Collection[str] | None = None
    """The modules that code may import; by default all that the sandbox has."""

    clock: Clock = 'system'
    """What code learns of the time: the host's, nothing (None), a fixed instant, or what a function tells."""

    random_seed: RandomSeed = 'system'
    """Where code's randomness is from: the host, nowhere (None), a seed, or a function that gives random bytes."""

    files: Files | None = None
    """The tree of files that code sees; by default none."""

    result_limit: int = DEFAULT_RESULT_LIMIT
    """The most that the model gets of a result, and of printed text: characters, or tokens where `count_tokens` counts
    them."""

    count_tokens: CountTokens | None = None
    """The size of a text in tokens."""

    concurrency: int | None = None
    """How many calls of one piece of code may be under way together."""

    inline_tools: int = INLINE_TOOLS
    """More tools than these are listed to the model by name, and code finds their signatures with `search_tools` and
    `describe_tool`."""

    audit: Audit | None = None
    """Told of each call of a tool before it is made and after it has ended."""

    authorize: Authorize | None = None
    """Asked before each call of a tool; what it refuses is a `PermissionError` in the code."""

    filter_output: FilterOutput | None = None
    """Given each tool's result; returns what the code gets instead."""

    typecheck: bool = False
    """Whether code is checked against the signatures by `ty` before it runs; needs the extra `typecheck`."""

    max_failures: int = 5
    """How many times in a row code may fail without spending a retry. Later failures do, until code succeeds."""

    max_retries: int = 3
    """Retries of `run_code` as of any tool: spent by malformed arguments, by a `ModelRetry` that the code did not
    catch, and by failures beyond `max_failures`."""

    telemetry: Telemetry | None = None
    """Where executions are reported to. By default wherever the agent's instrumentation reports to, with content as its
    settings have it, and with the framework's own spans for the calls."""


def options_of(source: CodeModeOptions[AgentDepsT]) -> dict[str, Any]:
    """The options by name, as keyword arguments."""
    return {entry.name: getattr(source, entry.name) for entry in fields(CodeModeOptions)}
