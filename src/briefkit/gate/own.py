"""What the program says of its own accord: the words of its templates, patterns, labels and of the formats' syntax."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from briefkit.editions import folder

_ROOMS = ("writers", "views", "wording", "outcomes")
_MODULES = ("index.py", "look.py", "manifest.py", "projection.py", "publish.py")
_DATA = ("wording/en.toml", "reading/en/dates.toml", "reading/en/numbers.toml")


@cache
def own() -> frozenset[str]:
    """Return every text that the program itself brings to a page or a file; docstrings are none."""
    root = files("briefkit")
    templates = (path.read_text(encoding="utf-8") for path in sorted(folder().rglob("*")) if path.is_file())
    data = ((root / name).read_text(encoding="utf-8") for name in _DATA)
    code = (
        literal for room in (*_ROOMS, *_MODULES) for module in _modules(root / room) for literal in _literals(module)
    )
    return frozenset((*templates, *data, *code))


def _modules(room: Traversable) -> Iterator[str]:
    if room.is_dir():
        for inner in sorted(room.iterdir(), key=lambda one: one.name):
            yield from _modules(inner)
    elif room.name.endswith(".py"):
        yield room.read_text(encoding="utf-8")


def _literals(module: str) -> Iterator[str]:
    tree = ast.parse(module)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value
