"""Code mode for Pydantic AI: an agent's tools behind one tool, ``run_code``, to which a model sends Python.

As a capability for all tools of an agent, ``Agent(..., capabilities=[CodeMode()])``, or as a toolset around some of
them, ``Agent(..., toolsets=[CodeModeToolset(my_toolset)])``. Calls that the code makes run through Pydantic AI's own
tool manager, so that validation, hooks, limits and instrumentation are what they are for a model's own calls.
"""

try:
    from .capability import CodeMode
    from .events import CodePrintedEvent, CodeToolCallEvent, CodeToolResultEvent
    from .options import CodeModeOptions
    from .session import CodeModeSession
    from .toolset import CodeModeToolset
except ImportError as error:
    if error.name is None or error.name.partition('.')[0] != 'pydantic_ai':
        raise
    raise ImportError(
        "monty_tools.integrations.pydantic_ai needs a recent Pydantic AI: pip install 'monty-tools[pydantic-ai]'",
        name=error.name,
    ) from error

__all__ = [
    'CodeMode',
    'CodeModeOptions',
    'CodeModeSession',
    'CodeModeToolset',
    'CodePrintedEvent',
    'CodeToolCallEvent',
    'CodeToolResultEvent',
]
