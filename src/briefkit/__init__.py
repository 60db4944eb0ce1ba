"""briefkit: one validated record of a meeting, every policy brief it takes.

For programs: `load`, `check` and `render`, their results, and the errors that they raise. docs/api.md shows their use.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefkit.api import Rendered, check, load, render
    from briefkit.errors import (
        BriefkitError,
        BusyError,
        HouseError,
        LayoutError,
        OutputError,
        Place,
        Problem,
        RecordError,
        RuleError,
        TemplateError,
        UsageError,
    )
    from briefkit.loading import Loaded
    from briefkit.rendering import Made, MadeSet

__all__ = [
    "BriefkitError",
    "BusyError",
    "HouseError",
    "LayoutError",
    "Loaded",
    "Made",
    "MadeSet",
    "OutputError",
    "Place",
    "Problem",
    "RecordError",
    "Rendered",
    "RuleError",
    "TemplateError",
    "UsageError",
    "check",
    "load",
    "render",
]


def __getattr__(name: str) -> object:
    """Return a public name, imported when it is first asked for: `import briefkit` alone loads nothing."""
    if name in __all__:
        from importlib import import_module

        for home in ("errors", "api", "loading", "rendering"):
            module = import_module(f"briefkit.{home}")
            if name in module.__dict__:
                return module.__dict__[name]
    raise AttributeError(f"module 'briefkit' has no attribute '{name}'")


def __dir__() -> list[str]:
    """Return the public names."""
    return __all__
