"""The tables of the pages on editions and Word files: nothing is missing from them."""

import re
from pathlib import Path

from tests.docx.templates import plain

from briefkit.editions.catalogue import HEADING, editions, folder
from briefkit.housefile.tables import STYLE_NAMES
from briefkit.look import Look
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
