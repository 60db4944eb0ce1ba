"""Plain data: the program's own, in TOML files beside the code, each read once; and whether others' has its shape."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any


@cache
def table(path: str) -> dict[str, Any]:
    """Return the data of a file by its path in the package: `reading/en/dates.toml`."""
    return tomllib.loads((files("briefkit") / path).read_text(encoding="utf-8"))


@cache
def shipped(name: str) -> Path:
    """Return a folder that comes with the program: the package's, or the checkout's in an editable install."""
    packed = Path(str(files("briefkit") / name))
    return packed if packed.is_dir() else Path(__file__).parents[2] / name


def is_shaped(data: object, shape: object) -> bool:
    """Say whether data from outside has a shape: a type, a list of one shape, or the keys of a mapping with theirs."""
    match shape:
        case dict():
            return isinstance(data, dict) and all(is_shaped(data.get(key), inner) for key, inner in shape.items())
        case [inner]:
            return isinstance(data, list | tuple) and all(is_shaped(item, inner) for item in data)
        case type():
            return isinstance(data, shape)
        case _:
            return False
