"""What the fields of the model mean: the string below each, read from the source when it is asked for.

Why not by pydantic: it would read the source of every model whenever the program starts.
"""

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise

from pydantic import BaseModel


def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """Return the fields of a model, inherited ones included, each with what it means."""
    found: dict[str, str] = {}
    for one in reversed(model.__mro__):
        if issubclass(one, BaseModel) and one is not BaseModel:
            found |= _described(one.__module__).get(one.__name__, {})
    return found


@cache
def _described(module: str) -> dict[str, dict[str, str]]:
    """Return the classes of a module, each with its fields and what stands below them."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: _fields(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _fields(node: ast.ClassDef) -> dict[str, str]:
    found = {}
    for field, below in pairwise(node.body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                found[name] = inspect.cleandoc(words)
            case _:
                pass
    return found
