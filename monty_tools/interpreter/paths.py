"""Names for what all machines share, so that a snapshot can refer to it: ``builtin:len``, ``type:list.append`` …

A path says where an object is found in this process's own tables; it never names anything of the host.
"""

from __future__ import annotations

import threading
from typing import Final

from .machine import EXTERNAL_CODE, GIVE_CODE, INIT_CODE, NEW_CODE, ROOT_CODE, SHARED, STEP_CODE
from .objects import (
    UNBOUND,
    Cell,
    Class,
    ClassMethod,
    Code,
    Function,
    HeapObject,
    Module,
    Namespace,
    NativeFunction,
    Program,
    Property,
    Sentinel,
    StaticMethod,
)

MACHINE_CODES: Final[dict[str, Code]] = {
    code.program.key: code for code in (EXTERNAL_CODE, INIT_CODE, GIVE_CODE, ROOT_CODE, NEW_CODE, STEP_CODE)
}
"""The codes of one instruction that the machine itself pushes, by their programs' keys."""


PRIVATE: Final = ('intrinsic:', 'constant:')
"""How paths of native functions begin that are there for the prelude alone."""

GIVEN_AWAY: Final = frozenset({'_repr_running'})
"""Those of them that methods hold which the prelude makes for programs."""

MAX_PATH: Final = 300
"""Characters of a path, at most: for one that a forged snapshot names, each of its parts is looked at."""


class Paths:
    """Every shared object by its paths, and the shortest way back."""

    def __init__(self) -> None:
        self.found: dict[str, object] = {}
        self.names: dict[int, str] = {}  # id -> path; ``found`` keeps the objects alive
        self.private: set[int] = set()  # ids of functions that no program sees
        self.size = (0, 0)
        self.waiting: list[tuple[str, object]] = []

    def add(self, path: str, value: object) -> None:
        """Give ``value`` this path too; what hangs on it is found from its first one."""
        if not isinstance(value, (HeapObject, Sentinel, Namespace)) or value is UNBOUND:
            return
        self.found.setdefault(path, value)
        if id(value) not in self.names:
            self.names[id(value)] = path
            if isinstance(value, NativeFunction) and path.startswith(PRIVATE) and value.name not in GIVEN_AWAY:
                self.private.add(id(value))
            self.waiting.append((path, value))

    def collect(self) -> None:
        """Take everything into the tables that is not there yet."""
        for name, builtin in SHARED.builtins.items():
            self.add('builtin:' + name, builtin)
        for name, cls in SHARED.classes.items():
            self.add('type:' + name, cls)
        for name, intrinsic in SHARED.intrinsics.items():
            self.add('intrinsic:' + name, intrinsic)
        for name, helper in SHARED.runtime.items():
            self.add(name if name.startswith('runtime:') else 'runtime:' + name, helper)
        for name, module in list(SHARED.modules.items()):
            self.add('module:' + name, module)
        for key, namespace in list(SHARED.namespaces.items()):
            self.add('globals:' + key, namespace)
        self.collect_parts()  # before constants: a public function that the prelude calls is a public one
        for key, program in list(SHARED.programs.items()):
            for code in program.codes:
                for index, constant in enumerate(code.template):
                    self.add(f'constant:{key}:{code.index}:{index}', constant)
        self.collect_parts()

    def collect_parts(self) -> None:
        """Take in what hangs on the new objects."""
        while self.waiting:
            path, value = self.waiting.pop()
            self.add_parts(path, value)

    def add_parts(self, path: str, value: object) -> None:
        if isinstance(value, Class):
            if value.builtin:
                for name, member in value.attrs.items():
                    self.add(f'{path}.{name}', member)
                for base in value.bases:
                    self.add(f'{path}<{base.name}', base)
        elif isinstance(value, Module):
            for name, member in value.attrs.items():
                self.add(f'{path}.{name}', member)
        elif isinstance(value, Namespace):
            for name, slot in value.slots.items():
                if slot < len(value.values):
                    self.add(f'{path}.{name}', value.values[slot])
        elif isinstance(value, Function):
            for index, cell in enumerate(value.closure):
                self.add(f'{path}^{index}', cell)
        elif isinstance(value, Cell):
            self.add(f'{path}@', value.value)
        elif isinstance(value, (ClassMethod, StaticMethod)):
            self.add(f'{path}()', value.func)
        elif isinstance(value, Property):
            self.add(f'{path}?', value.fget)
            self.add(f'{path}=', value.fset)


_paths: Final = Paths()
_lock: Final = threading.Lock()


def shared_paths() -> Paths:
    """The paths of all that is shared so far."""
    size = (len(SHARED.modules), len(SHARED.programs) + len(SHARED.classes))
    if _paths.size != size:
        with _lock:
            _paths.collect()
            _paths.size = size
    return _paths


def shared_object(path: str) -> object:
    """What ``path`` names, None where nothing is. A module that this process has not used yet is loaded for it."""
    found = shared_paths().found.get(path)
    if found is None and load_module_of(path):
        found = shared_paths().found.get(path)
    return found


def shared_program(key: str) -> Program | None:
    """A program of the prelude or of the machine itself, by its key."""
    code = MACHINE_CODES.get(key)
    if code is not None:
        return code.program
    program = SHARED.programs.get(key)
    if program is None and load_module_of(key):
        program = SHARED.programs.get(key)
    return program


def load_module_of(path: str) -> bool:
    """Load the module that a path is of; False if there is none, or if it was there already."""
    from .modules import REGISTRY
    from .runtime import module

    if len(path) > MAX_PATH:
        return False
    parts = path.split(':')
    name = parts[2] if len(parts) > 2 else parts[1] if len(parts) == 2 else ''
    while name and name not in REGISTRY:
        name = name.rpartition('.')[0]
    if not name or name in SHARED.modules:
        return False
    return module(name) is not None
