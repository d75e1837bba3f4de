"""Code mode for LangChain: tools behind one tool, to which a model sends Python.

``code_mode_tool(tools)`` is a tool for anything that takes LangChain's tools and needs langchain-core only.
``CodeModeMiddleware(tools=tools)``, for ``create_agent``, has the calls that code makes run through the agent's own
middleware, and keeps what code leaves behind in the graph's state; it needs langchain and langgraph.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from .middleware import CodeModeMiddleware
    from .options import CodeModeOptions
    from .tool import CodeModeTool, code_mode_tool

__all__ = ['CodeModeMiddleware', 'CodeModeOptions', 'CodeModeTool', 'code_mode_tool']

_PLACES: Final = {
    'CodeModeMiddleware': 'middleware',
    'CodeModeOptions': 'options',
    'CodeModeTool': 'tool',
    'code_mode_tool': 'tool',
}
_NEEDED: Final = {
    'langchain_core': "langchain-core: pip install 'monty-tools[langchain]'",
    'langchain': "langchain: pip install 'monty-tools[langchain]' 'langchain>=1.4' 'langgraph>=1.2'",
    'langgraph': "langgraph: pip install 'monty-tools[langchain]' 'langchain>=1.4' 'langgraph>=1.2'",
}


def __getattr__(name: str) -> Any:
    place = _PLACES.get(name)
    if place is None:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    try:
        module = import_module(f'.{place}', __name__)
    except ImportError as error:
        needed = _NEEDED.get((error.name or '').partition('.')[0])
        if needed is None:
            raise
        raise ImportError(f'{__name__}.{name} needs a recent {needed}', name=error.name) from error
    value = getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
