"""Code mode as a capability: all tools of an agent at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic_ai.capabilities import AbstractCapability, CapabilityOrdering
from pydantic_ai.tools import AgentDepsT
from pydantic_ai.toolsets import AbstractToolset

from .definitions import Modes
from .options import CodeModeOptions, options_of
from .toolset import CodeModeToolset


@dataclass(kw_only=True)
class CodeMode(CodeModeOptions[AgentDepsT], AbstractCapability[AgentDepsT]):
    """The model calls the agent's tools by writing Python for one tool, `run_code`.

    ```python
    agent = Agent('anthropic:claude-sonnet-4-6', tools=[get_orders, send_mail], capabilities=[CodeMode()])
    ```

    It stands around all toolsets of the agent and of other capabilities, and leaves output tools alone.
    """

    _modes: Modes = field(default_factory=Modes, repr=False, compare=False)

    def get_ordering(self) -> CapabilityOrdering:
        return CapabilityOrdering(position='outermost')

    def get_wrapper_toolset(self, toolset: AbstractToolset[AgentDepsT]) -> AbstractToolset[AgentDepsT]:
        return CodeModeToolset(toolset, _modes=self._modes, **options_of(self))
