"""docs/assistants.md and docs/drafting.md: the prompt names what the program knows, the table what it finds."""

import re
from pathlib import Path

from tests.draft.gold import FOLDER, counted

from briefkit.outcomes.statements import SOURCED

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "assistants.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    """Return the code blocks of a kind."""
    return re.findall(rf"(?ms)^```{kind}\n(.*?)^```", PAGE)


def test_the_prompt_names_every_kind() -> None:
    """The prompt lists the kinds of statement that a source can hold, but the picture; the page is short."""
    listed = re.search(r"Kinds: ([a-z_ ]+)\.", blocks("text")[0])
    assert listed
    assert set(listed[1].split()) == SOURCED.keys() - {"picture"}
    assert len(PAGE.splitlines()) <= 100


def test_the_table_of_drafting_is_current() -> None:
    """What docs/drafting.md says is found now is what is found."""
    page = (ROOT / "docs" / "drafting.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| ([a-z-]+) \|.*\| (\d+), (\d+), (\d+) \|$", page)
    assert len(rows) == 9
    for name, *figures in rows:
        counts = counted(FOLDER / f"{name}.txt")
        assert [counts[key] for key in ("kind", "speaker", "wrong")] == [int(one) for one in figures], name
