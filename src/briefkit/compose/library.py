"""Templates, the program's and a house's own before them: read safely, admitted once, compiled once."""

import re
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from types import CodeType, MappingProxyType
from typing import Any, cast

from jinja2 import BaseLoader, Environment, Template, TemplateSyntaxError, nodes

from briefkit.citemarks import RESERVED
from briefkit.compose import language
from briefkit.compose.language import Refused, broken
from briefkit.compose.origins import stamp
from briefkit.compose.sandbox import Sandbox
from briefkit.editions.catalogue import HEADING
from briefkit.errors import Place, Problem, TemplateError, with_text
from briefkit.house import HouseFile
from briefkit.spelling import cut, meant

MAX_SIZE = 32_000
"""The size of a template file in bytes: ten times that of the program's largest."""
MAX_TOGETHER = 500_000
"""The size of all templates that are read, in bytes."""

_KEPT = 256
"""Templates that are kept compiled: more than the program and a house have together."""

NO_HEADINGS: Mapping[str, str] = MappingProxyType({})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_BROKEN = "the template's syntax is broken here"
_HINT = "Each {{ needs its }}, each {% if %} its {% endif %}, each {% for %} its {% endfor %}."
_SHORTER = "Take out the number or the brackets that go on and on."
_HOME = (
    "Templates are read from `templates/` beside the house file, then from the program’s own; "
    "the name of one begins below `templates/`."
)
_OTHER = "Call it otherwise: `loop` is what a loop knows of itself."


class Templates(BaseLoader):
    """The templates of a house, by their path in the folder of templates: one includes these, and no other file."""

    def __init__(self, files: Mapping[str, HouseFile], headings: Mapping[str, str] = NO_HEADINGS) -> None:
        """Take the files.

        `headings`: a heading of a template, up to its first value → the house's words for it.
        """
        self.files = files
        self._headings = headings
        self._open: list[str] = []
        self._read = 0
        self._sandbox = Sandbox(self)

    def get(self, name: str) -> Template:
        """Return a compiled template; raises TemplateError."""
        return self._sandbox.get_template(name)

    def load(self, environment: Environment, name: str, _globals: MutableMapping[str, Any] | None = None) -> Template:
        """Read, admit and compile a template, and the templates it includes."""
        file = self.files[name].label
        try:
            source = HEADING.sub(self._house_heading, self._within(self.files[name].data))
        except Refused as refused:
            raise TemplateError(Problem(refused.code, refused.message, Place(file), refused.hint)) from None
        try:
            compiled = _compiled(source, name, file)
        except TemplateError as error:
            raise TemplateError(*(with_text(problem, source) for problem in error.problems)) from None
        self._load_parts(environment, compiled, file, name)
        cast("Sandbox", environment).sizes[name] = compiled.size
        return environment.template_class.from_code(environment, compiled.code, environment.make_globals(None))

    def _within(self, data: bytes) -> str:
        """Return the text of a template; Refused where all that were read are too large together."""
        self._read += len(data)
        if self._read > MAX_TOGETHER:
            raise Refused("T02", f"the templates are larger than {MAX_TOGETHER:,} bytes together", "Include fewer.")
        return _text(data)

    def _load_parts(self, environment: Environment, compiled: "_Compiled", file: str, name: str) -> None:
        self._open.append(name)
        try:
            for part, line in compiled.parts:
                self._check_part(part, Place(file, line))
                environment.get_template(part)
        finally:
            self._open.pop()

    def _check_part(self, part: str, place: Place) -> None:
        if part in self._open:
            raise TemplateError(Problem("T08", f"{part!r} includes itself", place, "Take one of the includes out."))
        if part not in self.files:
            hint = f"{meant(part, self.files)} {_HOME}"
            raise TemplateError(Problem("T01", f"there is no template `{cut(part)}`", place, hint))

    def _house_heading(self, match: re.Match[str]) -> str:
        """Return a heading's line with the house's words for it."""
        words = match["words"]
        return match[0].removesuffix(words) + self._headings.get(words, words)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A template by itself, whatever is around it."""

    code: CodeType
    size: int
    """Its nodes, without those of its parts."""
    parts: tuple[tuple[str, int], ...]
    """The name and line of each template that it includes."""


@lru_cache(_KEPT)
def _compiled(source: str, name: str, file: str) -> _Compiled:
    """Return a template, admitted and compiled; raises TemplateError.

    Why they are kept: the templates of every house include the same parts of the program.
    """
    tree = _parse(_environment(), source, file)
    walked = language.admitted(tree, file)
    parts = tuple(language.includes(walked))
    language.hook(walked)
    stamp(walked, name)
    return _Compiled(_code(tree, name, file), len(walked), parts)


@cache
def _environment() -> Environment:
    return Sandbox()


def _text(data: bytes) -> str:
    """Return the text of a template; raises Refused."""
    if len(data) > MAX_SIZE:
        raise Refused("T02", f"the template is larger than {MAX_SIZE:,} bytes", "Divide it with {% include %}.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("T02", "the template is not UTF-8", "Save it as UTF-8.") from None
    if match := _CONTROL.search(text) or RESERVED.search(text):
        line = text.count("\n", 0, match.start()) + 1
        message = f"line {line} holds the character U+{ord(match[0]):04X}"
        raise Refused("T02", message, "Take it out: it is a control or private-use character.")
    return text


def _parse(environment: Environment, source: str, file: str) -> nodes.Template:
    try:
        return environment.parse(source, filename=file)
    except TemplateSyntaxError as error:
        index, message = broken(source, error.lineno, partial(_reads, environment)) or (None, _BROKEN)
        place = Place(file, error.lineno) if index is None else _at(file, source, index)
        raise TemplateError(Problem("T03", message, place, _HINT)) from None
    except (RecursionError, ValueError, OverflowError, MemoryError):
        raise TemplateError(Problem("T03", "the template cannot be read", Place(file), _SHORTER)) from None


def _reads(environment: Environment, source: str) -> bool:
    """Say whether a text parses as a template."""
    try:
        environment.parse(source)
    except TemplateSyntaxError:
        return False
    return True


def _at(file: str, source: str, index: int) -> Place:
    """Return the place of a character of a template."""
    return Place(file, source.count("\n", 0, index) + 1, index - source.rfind("\n", 0, index))


def _code(tree: nodes.Template, name: str, file: str) -> CodeType:
    try:
        return _environment().compile(tree, name, file)
    except TemplateSyntaxError as error:
        place = Place(file, error.lineno)
        raise TemplateError(Problem("T03", "a name is used here that the language keeps", place, _OTHER)) from None
    except (RecursionError, SyntaxError, MemoryError):
        raise TemplateError(language.too_deep(Place(file))) from None
