"""The tables of the pages on editions and Word files: nothing is missing from them."""

import ast
import re
from itertools import pairwise
from pathlib import Path

from tests.docx.templates import plain

from briefkit.editions.catalogue import HEADING, editions, folder
from briefkit.housefile.tables import STYLE_NAMES
from briefkit.look import Look
from briefkit.views import shapes
from briefkit.writers import in_template

ROOT = Path(__file__).parents[1]


def parts() -> list[str]:
    """Return the table of parts and templates: what each prints and which headings it has."""
    rows = []
    for path in sorted(folder().rglob("*.md"), key=lambda one: (one.parent == folder(), one.name)):
        text = path.read_text(encoding="utf-8")
        tags = " ".join(re.findall(r"\{[{%](.*?)[%}]\}", whole(text)))
        sections = [name for name in SECTIONS if re.search(rf"(?<![\w.]){name.replace('-', '_')}\.", tags)]
        told = [f"`{one}`" for one in dict.fromkeys(HEADING.findall(text))]
        name = path.relative_to(folder()).as_posix()
        rows.append(f"| `{name}` | {', '.join(f'`{one}`' for one in sections)} | {', '.join(told)} |")
    return rows


def whole(text: str) -> str:
    """Return a template with the parts that it includes in their places."""
    return re.sub(r'{% include "(.*?)" %}', lambda part: whole((folder() / part[1]).read_text(encoding="utf-8")), text)


SECTIONS = sorted({name for edition in editions().values() for name in edition.sections})


def test_the_page_on_editions_lists_every_part() -> None:
    """All files of templates stand there, with the sections that they print and their headings."""
    page = (ROOT / "docs" / "editions.md").read_text(encoding="utf-8")
    listed = [line for line in page.splitlines() if re.match(r"\| `[\w/-]+\.md`", line)]
    assert listed == parts()


def test_the_page_on_word_lists_every_role_that_can_be_named() -> None:
    """Each is a key of `styles` in the house file, and finds its style in a template; none is left out."""
    page = (ROOT / "docs" / "word.md").read_text(encoding="utf-8")
    table = page.partition("| role |")[2].partition("\n\n")[0]
    named = re.findall(r"`([\w-]+)`", re.sub(r"\|[^|\n]*\|\n", "|\n", table))
    assert set(named) == STYLE_NAMES.keys()
    wanted = {STYLE_NAMES[name]: "Normal" for name in named}
    assert in_template(plain(), "house.docx", Look(), wanted).writers


FIELDS = """\
A template prints a field of a section or of the page: `{{ row.form }}`, `{{ meeting.place }}`. It is one line of text,
and false where the record has nothing: `{% if row.due %}`. What begins with “each” is looped over: `{% for one in
row.refs %}`. What says “whether” is tested and never printed."""


def fields() -> str:
    """Return the page of what a template can print, from the views and what is said there of each field."""
    tree = ast.parse(Path(shapes.__file__).read_text(encoding="utf-8"))
    views = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    lines = ["# What a template can print", "", FIELDS]
    for name, view in views.items():
        lines += ["", f"## {name}", "", ast.get_docstring(view) or "", "", "| field | what it is |", "| --- | --- |"]
        for field, below in pairwise([*view.body, ast.Pass()]):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                of = re.search("|".join(views), ast.unparse(field.annotation))
                many = "tuple" in ast.unparse(field.annotation)
                inner = [*["each"] * many, *([f"[{of[0]}](#{of[0].lower()})"] if of else [])]
                said = ast.literal_eval(below.value).split() if isinstance(below, ast.Expr) else []
                lines.append(f"| `{field.target.id}` | {': '.join(filter(None, (' '.join(inner), ' '.join(said))))} |")
    return "\n".join(lines) + "\n"


def test_the_page_of_fields_is_current(accept: bool) -> None:  # noqa: FBT001 (a fixture is passed by its name)
    """docs/fields.md is what the views say of themselves; `pytest --accept` rewrites it."""
    page = ROOT / "docs" / "fields.md"
    if accept:
        page.write_text(fields(), encoding="utf-8", newline="\n")
    assert page.read_text(encoding="utf-8") == fields()
    assert "| `form` | Its wording" in fields()
