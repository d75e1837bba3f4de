"""JSON Schemas of tools as Python: signatures that a model reads, and validators that hold them to it.

`Stubs` does all of it for a set of tools. Within: `read` makes `nodes` of schemas (`merge` puts `allOf` together),
`render` makes text of nodes with the words of `phrases` and the names of `naming`, `validate` makes validators of them,
`invalid` words what the validators find, `signature` is what callers see.
"""

from monty_tools.schemas.invalid import describe_invalid
from monty_tools.schemas.naming import ToolNameError
from monty_tools.schemas.signature import Parameter, Signature, Stubs, ToolSpec

__all__ = ['Parameter', 'Signature', 'Stubs', 'ToolNameError', 'ToolSpec', 'describe_invalid']
