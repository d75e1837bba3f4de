"""A scripted model for agents, and what they told it."""

from __future__ import annotations

import textwrap
from collections.abc import AsyncIterator

from pydantic_ai import models
from pydantic_ai.messages import ModelMessage, ModelResponse, TextPart, ToolCallPart, ToolReturnPart
from pydantic_ai.models.function import AgentInfo, DeltaToolCall, DeltaToolCalls, FunctionModel
from pydantic_ai.tools import ToolDefinition

models.ALLOW_MODEL_REQUESTS = False


class Script(FunctionModel):
    """A model that sends one step after the other: code, calls, or several of them at once; then it says 'done'."""

    def __init__(self, *steps: str | ToolCallPart | list[ToolCallPart], tool_name: str = 'run_code') -> None:
        self.steps = [self.calls(step, tool_name) for step in steps]
        self.infos: list[AgentInfo] = []
        super().__init__(self.answer, stream_function=self.stream)

    @staticmethod
    def calls(step: str | ToolCallPart | list[ToolCallPart], tool_name: str) -> list[ToolCallPart]:
        if isinstance(step, str):
            step = ToolCallPart(tool_name, {'code': textwrap.dedent(step)})
        return [step] if isinstance(step, ToolCallPart) else step

    def answer(self, _messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        self.infos.append(info)
        place = len(self.infos) - 1
        return ModelResponse(parts=[*self.steps[place]] if place < len(self.steps) else [TextPart('done')])

    async def stream(self, messages: list[ModelMessage], info: AgentInfo) -> AsyncIterator[DeltaToolCalls | str]:
        for place, part in enumerate(self.answer(messages, info).parts):
            if isinstance(part, ToolCallPart):
                arguments = part.args_as_json_str()
                yield {place: DeltaToolCall(part.tool_name, arguments, tool_call_id=part.tool_call_id)}
            elif isinstance(part, TextPart):
                yield part.content

    def tools(self, step: int = 0) -> dict[str, ToolDefinition]:
        """What the model was offered in a step."""
        return {tool.name: tool for tool in self.infos[step].function_tools}

    def description(self, step: int = 0) -> str:
        text = self.tools(step)['run_code'].description
        assert text is not None
        return text


def returns(messages: list[ModelMessage]) -> list[ToolReturnPart]:
    return [part for message in messages for part in message.parts if isinstance(part, ToolReturnPart)]


def contents(messages: list[ModelMessage]) -> list[str]:
    return [str(part.content) for part in returns(messages)]
