"""The golden table of composition: what goes in, and what is printed of it in each form."""

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefkit.outcomes import FORMS, Outcomes, Sourced
from briefkit.outcomes.statements import DESK, SOURCED, tag
from briefkit.wording import Composer
from briefkit.wording.sentences import capital

TABLE = Path(__file__).with_name("composition.md")
BLOCK = re.compile(r"^```yaml\n(.*?)^```\n(?:\n(?:\|[^\n]*\n)+)?", re.MULTILINE | re.DOTALL)
LISTING = "the dossier"


def read(text: str) -> Any:
    """Return the data of a YAML text, all of it strings, as the loader has it."""
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506  # strings only


def record(frame: str, case: str) -> Outcomes:
    """Return the record of a case: what all share, and its statements with ids and quotes where it has none."""
    given = read(case)
    statements = given if isinstance(given, list) else [given]
    filled = [
        {"id": f"s{number}"} | ({} if "rests_on" in one else {"quote": {"source": "article", "quote": "…"}}) | one
        for number, one in enumerate(statements, 1)
    ]
    return Outcomes.model_validate({**read(frame), "statements": filled})


def printed(outcomes: Outcomes) -> Iterator[tuple[str, str]]:
    """Yield what is printed of the last statement by form, a shorter form where it differs; and why it is asked."""
    composer, entire = Composer(outcomes, LISTING), Composer(outcomes)
    statement = outcomes.statements[-1]
    if isinstance(statement, Sourced):
        yield "cell", capital(composer.cell(statement))
    for form in FORMS:
        long = entire.wording(statement, form)
        yield form, long or "none"
        others = (
            (f"{form}, short", entire.wording(statement, form, short=True)),
            (f"{form}, counted", composer.wording(statement, form)),
        )
        yield from ((name, other or "none") for name, other in others if other != long)
    if reasons := entire.reasons(statement):
        yield "reasons", ", ".join(part.id for part in reasons)


def answered(text: str) -> str:
    """Return the table with what is printed now behind each of its cases; the first block is what all share."""
    frame = BLOCK.search(text)
    assert frame

    def answer(found: re.Match[str]) -> str:
        if found.start() == frame.start():
            return found[0]
        rows = "".join(f"| {form} | {wording} |\n" for form, wording in printed(record(frame[1], found[1])))
        return f"```yaml\n{found[1]}```\n\n| form | printed |\n| --- | --- |\n{rows}"

    return BLOCK.sub(answer, text)


def test_composition(accept: bool) -> None:  # noqa: FBT001 (a fixture is passed by its name)
    """Every case of the table prints what stands behind it."""
    text = TABLE.read_text(encoding="utf-8")
    found = answered(text)
    if accept:
        TABLE.write_text(found, encoding="utf-8", newline="\n")
    elif found != text:
        lines = difflib.unified_diff(text.splitlines(), found.splitlines(), "the table", "printed", lineterm="", n=8)
        pytest.fail("\n".join((*lines, "If this is meant: pytest --accept")), pytrace=False)


def test_every_kind_and_shape_is_in_the_table() -> None:
    """The table has a case of each kind of statement, of what a source holds and of what the desk adds."""
    blocks = [found[1] for found in BLOCK.finditer(TABLE.read_text(encoding="utf-8"))][1:]
    last = [case[-1] if isinstance(case, list) else case for case in map(read, blocks)]
    assert {tag(one) for one in last} == {*SOURCED, *(f"own/{kind}" for kind in DESK)}
    assert {shape for one in last for shape in ("says", "does", "text") if shape in one} == {"says", "does", "text"}
