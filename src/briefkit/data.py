"""The program's own data: TOML files that stand beside the code, each read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(path: str) -> dict[str, Any]:
    """Return the data of a file by its path in the package: `reading/en/dates.toml`."""
    return tomllib.loads((files("briefkit") / path).read_text(encoding="utf-8"))
