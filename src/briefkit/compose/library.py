"""A folder of templates: read safely, admitted once, compiled once."""

import re
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateSyntaxError, nodes

from briefkit.citemarks import RESERVED
from briefkit.compose import language
from briefkit.compose.language import Refused
from briefkit.compose.origins import stamp
from briefkit.compose.sandbox import Sandbox
from briefkit.errors import Place, Problem, TemplateError

MAX_SIZE = 256_000
"""The size of a template file in bytes."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_HINT = "each {{ needs its }}, each {% if %} its {% endif %}, each {% for %} its {% endfor %}"


class Templates:
    """The templates of a folder, by their path in it."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; its files are read when they are asked for."""
        self._loader = _Loader(folder)
        self._sandbox = Sandbox(self._loader)

    @property
    def files(self) -> list[str]:
        """The files read so far, as problems name them."""
        return self._loader.files

    def get(self, name: str) -> Template:
        """Return a compiled template; raises TemplateError."""
        return self._sandbox.get_template(name)


class _Loader(BaseLoader):
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[str] = []
        self._open: list[str] = []

    def load(self, environment: Environment, name: str, _globals: MutableMapping[str, Any] | None = None) -> Template:
        """Read, admit and compile a template, and the templates it includes."""
        file = (self.folder / name).as_posix()
        try:
            source = _read(_find(self.folder, name))
        except Refused as refused:
            raise TemplateError(Problem(refused.code, refused.message, Place(file), refused.hint)) from None
        tree = _parse(environment, source, file)
        if found := language.problems(tree, file):
            raise TemplateError(*found)
        self._load_parts(environment, tree, file, name)
        language.hook(tree)
        stamp(tree, len(self.files))
        self.files.append(file)
        return _compile(environment, tree, name, file)

    def _load_parts(self, environment: Environment, tree: nodes.Template, file: str, name: str) -> None:
        self._open.append(name)
        try:
            for part, line in language.includes(tree):
                self._check_part(part, Place(file, line))
                environment.get_template(part)
        finally:
            self._open.pop()

    def _check_part(self, part: str, place: Place) -> None:
        if part in self._open:
            raise TemplateError(Problem("T08", f"{part!r} includes itself", place, "break the circle"))
        try:
            _find(self.folder, part)
        except Refused as refused:
            raise TemplateError(Problem(refused.code, refused.message, place, refused.hint)) from None


def _find(folder: Path, name: str) -> Path:
    """Return the path of a template; raises Refused unless it is a regular file under the folder."""
    if not _NAME.fullmatch(name):
        raise Refused("T01", f"{name!r} is no name of a template", "letters, digits, dot, hyphen; folders with /")
    root = folder.resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise Refused("T01", f"{name!r} leads out of the folder of templates", "copy the file into the folder")
    if not path.is_file():
        raise Refused("T01", f"there is no template {name!r}", f"templates are read from {folder.as_posix()}")
    return path


def _read(path: Path) -> str:
    """Return the text of a template; raises Refused."""
    with path.open("rb") as file:
        data = file.read(MAX_SIZE + 1)
    if len(data) > MAX_SIZE:
        raise Refused("T02", f"the template is larger than {MAX_SIZE:,} bytes", "divide it with {% include %}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("T02", "the template is not UTF-8", "save it as UTF-8") from None
    if found := _CONTROL.search(text) or RESERVED.search(text):
        line = text.count("\n", 0, found.start()) + 1
        message = f"line {line} holds the character U+{ord(found[0]):04X}"
        raise Refused("T02", message, "take it out: it is a control or private-use character")
    return text


def _parse(environment: Environment, source: str, file: str) -> nodes.Template:
    try:
        return environment.parse(source, filename=file)
    except TemplateSyntaxError as error:
        place = Place(file, error.lineno)
        raise TemplateError(Problem("T03", "the template's syntax is broken here", place, _HINT)) from None
    except (RecursionError, ValueError, OverflowError, MemoryError):
        raise TemplateError(Problem("T03", "the template cannot be read", Place(file), _HINT)) from None


def _compile(environment: Environment, tree: nodes.Template, name: str, file: str) -> Template:
    try:
        code = environment.compile(tree, name, file)
    except TemplateSyntaxError as error:
        place = Place(file, error.lineno)
        raise TemplateError(Problem("T03", "a name is used here that the language keeps", place, _HINT)) from None
    except (RecursionError, SyntaxError, MemoryError):
        raise TemplateError(Problem("T08", "the template is nested too deep", Place(file), "include a part")) from None
    return environment.template_class.from_code(environment, code, environment.make_globals(None))
