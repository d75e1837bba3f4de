"""The options that the tool and the middleware share."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypedDict

from langchain_core.runnables import RunnableConfig

from ...guards import Audit, Authorize, FilterOutput
from ...interpreter import Files, ResourceLimits
from ...interpreter.capabilities import Clock, RandomSeed
from ...results import CountTokens
from ...telemetry import Telemetry

SnapshotLabel = str | tuple[str, ...] | Callable[[RunnableConfig], str | tuple[str, ...]]
"""Whom suspended programs belong to, or a function that tells it for a run."""


class CodeModeOptions(TypedDict, total=False):
    """What code may do and use."""

    limits: ResourceLimits | None
    """Limits for each piece of code; the recommended ones by default."""
    modules: Collection[str] | None
    """The modules that code may import; by default all that the sandbox has."""
    clock: Clock
    """What code learns of the time: `'system'` by default, None, a fixed instant, or a function that tells it."""
    random_seed: RandomSeed
    """Where code's randomness is from: `'system'` by default, None, a seed, or a function that gives random bytes."""
    files: Files | None
    """The tree of files that code sees; by default none."""
    result_limit: int
    """The most that the model gets of a result, and of printed text: characters, or tokens where ``count_tokens``
    counts them."""
    count_tokens: CountTokens | None
    """The size of a text in tokens."""
    concurrency: int | None
    """How many calls of one piece of code may be under way together."""
    inline_tools: int
    """More tools than this are listed by name, and code finds their signatures itself."""
    audit: Audit | None
    """Told of each call of a tool before it is made and after it has ended."""
    authorize: Authorize | None
    """Asked before each call of a tool; what it refuses is a PermissionError in the code."""
    filter_output: FilterOutput | None
    """Given each tool's result; returns what the code gets instead."""
    typecheck: bool
    """Whether code is checked against the signatures by `ty` before it runs; needs the extra ``typecheck``."""
    capture_content: bool
    """Whether code, arguments, results and printed text go into the spans."""
    telemetry: Telemetry | None
    """Where executions are reported to; by default the process's own providers."""
