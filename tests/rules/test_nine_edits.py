"""Nine edits of the first example that an inattentive editor might make: each is refused where it stands."""

import shutil
from pathlib import Path

import pytest

from briefkit.errors import RecordError
from briefkit.load import load

SEED = Path(__file__).parents[2] / "seeds" / "paris-2025-09-04"

EDITS = {
    "the condition dropped from a form": (
        "E05",
        "guarantees-26",
        "  - id: guarantees-26",
        ("nations ready to give guarantees, pending ratification", "nations ready to give guarantees"),
        "Put in",
    ),
    "another number": (
        "E09",
        "guarantees-26",
        "  - id: guarantees-26",
        ("announced that 26 nations are ready", "announced that 27 nations are ready"),
        "The evidence has 26.",
    ),
    "a possibility made a plan": (
        "E08",
        "troops",
        "  - id: troops",
        ("including the potential\n      deployment", "including the planned\n      deployment"),
        "Keep “potential”",
    ),
    "the speaker removed": (
        "E03",
        "finalise",
        "  - id: finalise",
        ("text: President Macron said that the process", "text: The process"),
        "Name President Macron or Emmanuel Macron.",
    ),
    "a quote altered by one character": (
        "E01",
        "article",
        "  - id: work",
        ("quote: Work on the guarantees will continue", "quote: Work on the guarantees will continues"),
        "The source has: Work on the guarantees will continue",
    ),
    "a date without its year": (
        "E13",
        "meeting-held",
        "  - id: meeting-held",
        ("met in Paris on 4 September 2025.", "met in Paris on 4 September."),
        "Write 4 September 2025, if that is the year.",
    ),
    "an assessment in a fact": (
        "E17",
        "topic",
        "  - id: topic",
        ("text: The central topic was", "text: The crucial topic was"),
        "Drop it, or make it an assessment",
    ),
    "a share of two numbers": (
        "E10",
        "line-meeting",
        "  - id: line-meeting",
        ("text: Leaders from 35 countries", "text: Leaders from 26 of the 35 countries"),
        "Give a quantity with `part_of:`",
    ),
}
"""What → code, what the message names, the line above the edit, the edit, part of the hint."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the example."""
    return Path(shutil.copytree(SEED, tmp_path / "paris"))


def problems_of(folder: Path) -> list[tuple[str, int, str, str]]:
    """Return code, line, message and hint of every problem."""
    with pytest.raises(RecordError) as caught:
        load(folder)
    return [(p.code, p.place.line, p.message, p.hint) for p in caught.value.problems if p.place]


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_is_refused_at_its_line(copy: Path, what: str) -> None:
    """The problem has its code, stands at the edited form, names the statement or source, and says what to do."""
    code, named, anchor, edit, hint = EDITS[what]
    file = copy / "outcomes.yaml"
    text = file.read_text(encoding="utf-8")
    start = text.index(edit[0], text.index(anchor + "\n"))
    file.write_text(text[:start] + edit[1] + text[start + len(edit[0]) :], encoding="utf-8")
    last = text.count("\n", 0, start + len(edit[0])) + 1
    found = [entry for entry in problems_of(copy) if entry[0] == code]
    assert any(last - 3 <= line <= last and f"`{named}`" in message and hint in h for _, line, message, h in found), (
        found
    )


def test_one_side_deleted(copy: Path) -> None:
    """E15: without one side's position the issue is refused, at the side that is not heard."""
    file = copy / "outcomes.yaml"
    text = file.read_text(encoding="utf-8")
    start = text.index("  - id: venue-putin")
    end = text.index("  # ── The wider picture")
    file.write_text(text[:start] + text[end:], encoding="utf-8")
    line = text.count("\n", 0, text.index("sides: [zelensky, putin]")) + 1
    ((code, where, message, hint),) = problems_of(copy)
    assert (code, where) == ("E15", line)
    assert message == "no position of Vladimir Putin on `venue`"
    assert hint == "Record it, or do not declare the side."


def test_the_example_itself_is_clean(copy: Path) -> None:
    """Without an edit there is no problem and no warning."""
    assert load(copy).warnings == ()
