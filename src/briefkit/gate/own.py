"""The program's own words: of its templates, patterns and labels, and of the syntax of formats."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from briefkit.editions.catalogue import folder

_ROOMS = ("writers", "views", "wording", "outcomes")
_MODULES = ("look/__init__.py", "manifest.py", "projection.py", "publish/__init__.py", "publish/index.py")
_DATA = ("wording/en.toml", "reading/en/dates.toml", "reading/en/numbers.toml")


@cache
def own() -> frozenset[str]:
    """Return every text that the program itself may put into a file; docstrings are none."""
    root = Path(str(files("briefkit")))
    templates = [path for path in folder().rglob("*") if path.is_file()]
    texts = {path.read_text(encoding="utf-8") for path in (*templates, *(root / name for name in _DATA))}
    modules = [*(root / name for name in _MODULES), *(path for room in _ROOMS for path in (root / room).rglob("*.py"))]
    literals = {literal for path in modules for literal in _literals(path.read_text(encoding="utf-8"))}
    return frozenset((*texts, *literals))


def _literals(module: str) -> Iterator[str]:
    docstrings = set[int]()
    for node in ast.walk(ast.parse(module)):  # a statement comes before its value
        if isinstance(node, ast.Expr):
            docstrings.add(id(node.value))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value
