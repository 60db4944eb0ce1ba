"""What a draft has not of its sources, and why."""

from pathlib import Path

import pytest
from tests.draft.gold import TODAY

from briefkit.cli.beginning import add, begin
from briefkit.loading import load

MINUTES = """\
Minutes of the Harbour Board

3 March 2026

Present: Ines Roca, Joel Brandt, Tove Lind

Mayor Ines Roca announced that the pier will close. Who pays for it?

Thank you.
"""
TALK = """\
Talk on the ferry

Q: Is it late?

Joel Brandt: I think so.

Q: It is late.

Joel Brandt: The last ferry left at nine, I saw it.
"""


def test_a_record_says_what_it_left_out(tmp_path: Path) -> None:
    """Each sentence that is nowhere in the record is listed at its end with the reason, and counted for the user."""
    source = tmp_path / "minutes.txt"
    source.write_text(MINUTES, encoding="utf-8")
    begun = begin(tmp_path / "draft", [source], TODAY)
    assert begun.notes[0] == f"{source.as_posix()}: left out: names (1), question (1), no whole sentence (1)"
    text = (tmp_path / "draft/outcomes.yaml").read_text(encoding="utf-8")
    assert text.partition("# ── Left out of minutes ")[2].splitlines()[1:] == [
        "# names: Present: Ines Roca, Joel Brandt, Tove Lind",
        "# question: Who pays for it?",
        "# no whole sentence: Thank you.",
    ]
    assert load(tmp_path / "draft").problems == ()


def test_what_another_source_has_and_the_record_has_not(tmp_path: Path) -> None:
    """A source that is added is counted too; who asks is no speaker."""
    for name, words in (("minutes.txt", MINUTES), ("talk.txt", TALK)):
        (tmp_path / name).write_text(words, encoding="utf-8")
    begin(tmp_path / "draft", [tmp_path / "minutes.txt"], TODAY)
    note = add(tmp_path / "draft", tmp_path / "talk.txt").notes[0]
    assert note.endswith("left out: question (1), a few words (1), said by who asks, or before the first answer (1)")


def test_what_is_drafted_in_part(tmp_path: Path) -> None:
    """A sentence of which the quotation alone is drafted is listed as such."""
    source = tmp_path / "report.txt"
    source.write_text("“The pier is far too old for the ferry,” Roca said at the end of a long day.", encoding="utf-8")
    begun = begin(tmp_path / "draft", [source], TODAY)
    assert begun.notes[0].endswith("left out: only its quotation is drafted (1)")


@pytest.mark.parametrize(
    "text", ["The Harbour Board met in Port Avon.", "Port Avon, 3 March 2026\n\nThe Board met today."]
)
def test_nothing_is_left_out(text: str, tmp_path: Path) -> None:
    """A record that has all of its source says nothing of it; a dateline gives the day."""
    (tmp_path / "note.txt").write_text(text, encoding="utf-8")
    assert len(begin(tmp_path / "draft", [tmp_path / "note.txt"], TODAY).notes) == 1
    assert "Left out" not in (tmp_path / "draft/outcomes.yaml").read_text(encoding="utf-8")
