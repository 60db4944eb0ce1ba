"""Plain text and Markdown files, in every encoding that is met."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.draft.gold import FOLDER
from tests.draft.material import expected

from briefkit.draft import read

NOTE = """Harbour Board, note of the meeting

The Board met in Port Avon and looked at the timetable of the
night ferry, which has been in dispute since the winter. It
decided to keep the fares.

* the ferry calls at Senn on every crossing, in both
  directions
* a reserve vessel is kept
1) who pays
2) who travels free

Ines Roca
Mayor
"""


def test_wrapped_lines_are_joined() -> None:
    """Lines that were wrapped make one paragraph; short ones, and items, stand by themselves."""
    assert read(NOTE.encode(), "a.txt").text.split("\n\n") == [
        "Harbour Board, note of the meeting",
        "The Board met in Port Avon and looked at the timetable of the night ferry, which has been in dispute since "
        "the winter. It decided to keep the fares.",
        "- the ferry calls at Senn on every crossing, in both directions",
        "- a reserve vessel is kept",
        "1) who pays",
        "2) who travels free",
        "Ines Roca",
        "Mayor",
    ]


def test_a_line_that_breaks_off_goes_on() -> None:
    """A line that breaks off need not be full; one that begins with an initial, as an item does, stands by itself."""
    text = (
        "The Board met in Port Avon and looked at the timetable of the night ferry, which\n"
        "has been in dispute since the winter. A lower fee was asked for by Mr\n"
        "Smith, who runs a boat. The fares have been what they are since 2\n"
        "November 2025.\n\n"
        "Present:\nA. Roca\nB. Dune\n"
    )
    first, *others = read(text.encode(), "a.txt").text.split("\n\n")
    assert first.endswith("Mr Smith, who runs a boat. The fares have been what they are since 2 November 2025.")
    assert others == ["Present:", "A. Roca", "B. Dune"]


def test_lines_that_are_not_wrapped() -> None:
    """Where each line is a whole paragraph, each stays one."""
    long = "The Board met in Port Avon and looked at the timetable. " * 5
    assert read(f"{long}\n{long}\nShort.".encode(), "a.txt").text.count("\n\n") == 2


@given(st.sampled_from(sorted([*FOLDER.glob("press-*.txt"), *FOLDER.glob("bulletin-*.txt")])), st.integers(60, 160))
def test_wrapping_at_any_width(path: Path, width: int) -> None:
    """A text reads alike whatever the width at which its lines were wrapped."""
    whole = read(path.read_bytes(), path.name).text
    lines = [one if one[0] == "#" else textwrap.fill(one, width, break_on_hyphens=False) for one in whole.split("\n\n")]
    assert read("\n\n".join(lines).encode(), path.name).text == whole


def test_what_was_extracted_stays_as_it_is() -> None:
    """A text in the conventions of an extracted text is its own extract."""
    assert read(expected().encode(), "a.txt").text == expected()


def test_markdown_headings() -> None:
    """Headings of any depth, and underlined ones, are headings."""
    assert read(b"## One ##\nText.\n\nTwo\n===\nMore.", "a.md").text == "# One\n\nText.\n\n# Two\n\nMore."


ENCODINGS = {
    "utf-8": (),
    "utf-8-sig": (),
    "utf-16": ("converted from UTF-16",),
    "latin-1": ("converted from Latin-1",),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings(encoding: str, end: str) -> None:
    """Text in any usual encoding is read, with a note where it was converted."""
    found = read(f"Das Köln-Bonner Gremium tagt in Zürich.{end}{end}Es beschloß nichts.{end}".encode(encoding), "a.txt")
    assert found.text == "Das Köln-Bonner Gremium tagt in Zürich.\n\nEs beschloß nichts."
    assert found.notes == ENCODINGS[encoding]


def test_windows_1252() -> None:
    """Quotation marks and the euro of Windows-1252 are read as such."""
    found = read("“Ten €” – she said".encode("cp1252"), "a.txt")
    assert (found.text, found.notes) == ("“Ten €” – she said", ("converted from Windows-1252",))


def test_characters_without_a_shape() -> None:
    """Composed letters, ligatures, no-break spaces and invisible characters become plain text that can be searched."""
    found = read("cafe\u0301 o\ufb03ce 5\u00a0km zero\u200bwidth soft\u00adhyphen\u0007".encode(), "a.txt")
    assert found.text == "café office 5 km zerowidth softhyphen"


def test_a_dash_in_running_text_begins_no_item() -> None:
    """A line that begins with a dash goes on with a paragraph that breaks off above it; below a lead it is an item."""
    text = (
        "The State Bank and the Centre for Lakes, which is an arm of the Chamber of the coast\n– an old one –"
        " will work to establish a fund for all the fishers of the northern\n– and the southern – coast.\n\n"
        "The Board decided\n– to close the pier\n– to open the quay\n"
    )
    first, *items = read(text.encode(), "a.txt").text.split("\n\n")
    assert "of the coast – an old one – will work" in first
    assert first.endswith("of the northern – and the southern – coast.")
    assert items == ["The Board decided", "- to close the pier", "- to open the quay"]
