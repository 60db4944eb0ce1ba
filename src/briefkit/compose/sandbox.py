"""The environment in which templates run: what they can reach, print and spend.

The language (see `language`) is the first lock, this the second: whatever slipped past it meets an
environment without globals, without calls, and with the fields of frozen dataclasses only.
"""

import dataclasses
from collections.abc import Iterable
from datetime import date
from typing import Any, NoReturn, cast

from jinja2 import BaseLoader, StrictUndefined, Undefined, pass_context
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefkit.citemarks import Cited, mark
from briefkit.compose.language import COMPARED, EACH, HINT, LOOP, PART, Refused
from briefkit.spelling import cut, meant

MAX_STEPS = 1_000_000
"""Steps of one page: each node of a template counts, one in a loop once for each item, and each value compared."""
_RUN = 100
"""Comparing so many characters counts as one step."""
MAX_OUTPUT = 2_000_000
"""The size of a filled template in bytes of UTF-8, its values included."""

TALLY = "the tally of this page"
"""Where the tally stands in a context; no template can write this name."""

_LISTS = "Name what holds several values, such as the rows of a section: `said.rows`."
_OURS = "Please report this: the program gives templates their values."
_PLAIN = (str, bool, int, float, date, tuple, frozenset, Cited, type(None))


@dataclasses.dataclass(slots=True)
class Tally:
    """What one page has used of its limits, and the values that it has printed."""

    marks: list[Cited] = dataclasses.field(default_factory=list)
    steps: int = 0
    size: int = 0

    def weigh(self, text: str) -> None:
        """Count a stretch of the output."""
        self.size += len(text.encode())
        if self.size > MAX_OUTPUT:
            raise Refused("T08", f"the page grows beyond {MAX_OUTPUT:,} bytes", "Print fewer things.")

    def step(self, number: int) -> None:
        """Count steps, before they are taken."""
        self.steps += number
        if self.steps > MAX_STEPS:
            raise Refused("T08", f"the page takes more than {MAX_STEPS:,} steps", "Loop over fewer things.")

    def put(self, value: Cited) -> str:
        """Keep a value and return the mark that stands for it."""
        self.weigh(value.text)
        self.marks.append(value)
        return mark(len(self.marks) - 1)


class Unknown(StrictUndefined):
    """A name or attribute that is not there."""

    def refuse(self, known: Iterable[str]) -> NoReturn:
        """Raise Refused with the name that was perhaps meant."""
        name = str(self._undefined_name)
        raise Refused("T05", f"nothing is called {cut(name)!r} here", meant(name, sorted(known), "Mind its spelling."))


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja with everything taken out that a page does not need."""

    def __init__(self, loader: BaseLoader | None = None) -> None:
        """Build it; it keeps every template it has compiled."""
        super().__init__(
            loader=loader,
            cache_size=-1,
            auto_reload=False,
            optimized=False,  # nothing in a page can be reckoned before its values are known
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            undefined=Unknown,
            finalize=_print,
        )
        self.sizes: dict[str, int] = {}
        """The name of each template → the number of its nodes."""
        self.globals.clear()
        self.filters = {"length": _length, EACH: _iterate, PART: _part, COMPARED: _compared}
        self.tests = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of a frozen dataclass, or what may be asked of a loop."""
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return getattr(obj, attribute)
        if isinstance(obj, Unknown):
            obj.refuse(())
        names = [field.name for field in dataclasses.fields(obj)] if _is_view(obj) else []
        if attribute not in names:
            Unknown(name=attribute).refuse(names)
        value = getattr(obj, attribute)
        if not admissible(value):
            raise Refused("T09", f"{attribute!r} holds something that is not for templates", _OURS)
        return value

    def getitem(self, _obj: Any, _argument: Any) -> NoReturn:
        """Refuse."""
        raise Refused("T04", "an index in brackets is not part of the template language", HINT)

    def call(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse."""
        raise Refused("T04", "a call is not part of the template language", HINT)


def admissible(value: object) -> bool:
    """Return whether a value may be seen by a template."""
    return isinstance(value, _PLAIN) or _is_view(value)


def _is_view(value: object) -> bool:
    parameters = None if isinstance(value, type) else getattr(type(value), "__dataclass_params__", None)
    return bool(parameters and parameters.frozen)


def _refuse_unknown(context: Context, value: object) -> None:
    """Raise Refused where a value is a name that the page does not know."""
    if isinstance(value, Unknown):
        value.refuse(set(context.get_all()) - {TALLY})


@pass_context
def _print(context: Context, value: object) -> str:
    if isinstance(value, Cited):
        _check_value(value)
        return cast("Tally", context.resolve(TALLY)).put(value)
    _refuse_unknown(context, value)
    if isinstance(value, Undefined):
        raise Refused("T06", "an if without else prints nothing here", "Give it an else, or use {% if %}.")
    if value is None:
        raise Refused("T06", "a value that is absent is printed", "Print it inside {% if … %}.")
    message = f"something is printed that carries no ids ({type(value).__name__})"
    raise Refused(
        "T06", message, "Print a value of the record, such as {{ row.form }}; other words are typed into the template."
    )


def _check_value(value: Cited) -> None:
    text = value.text
    if not text.strip():
        raise Refused("T07", "a value is printed that is empty", "Print it inside {% if … %}.")
    if not value.cites:
        raise Refused("T06", "a value is printed that cites nothing", _OURS)
    if text.splitlines() != [text]:
        raise Refused("T07", "a value is printed that is not one line", _OURS)


@pass_context
def _iterate(context: Context, value: object, size: int) -> Iterable[object]:
    _refuse_unknown(context, value)
    if not isinstance(value, tuple):
        raise Refused("T09", f"a loop runs over tuples only ({type(value).__name__})", _LISTS)
    cast("Tally", context.resolve(TALLY)).step(len(value) * size)
    if not all(map(admissible, value)):
        raise Refused("T09", "a loop meets something that is not for templates", _OURS)
    return value


@pass_context
def _part(context: Context, name: str) -> str:
    """Count the nodes of an included part, and return its name."""
    size = cast("Sandbox", context.environment).sizes[name]
    cast("Tally", context.resolve(TALLY)).step(size + len(context.get_all()))
    return name


@pass_context
def _compared(context: Context, value: object) -> object:
    """Return a value that a template compares; refuse a cited value, which never equals its own text."""
    _refuse_unknown(context, value)
    within = value if isinstance(value, tuple) else ()
    size = len(within) + (len(value) // _RUN if isinstance(value, str) else 1)
    cast("Tally", context.resolve(TALLY)).step(size)
    if isinstance(value, Cited) or _is_view(value) or any(isinstance(item, tuple) for item in within):
        raise Refused(
            "T09",
            f"what is compared is not plain ({type(value).__name__})",
            "Compare a plain field, such as `row.kind`.",
        )
    return value


@pass_context
def _length(context: Context, value: object) -> int:
    _refuse_unknown(context, value)
    if not isinstance(value, tuple):
        raise Refused("T09", f"only tuples are counted ({type(value).__name__})", _LISTS)
    return len(value)
