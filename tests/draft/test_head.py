"""What heads a draft: the meeting with its place and day, and who made a declaration."""

import pytest
from tests.draft.gold import TODAY
from tests.draft.test_record import drafted
from tests.plainyaml import plain

from briefkit.draft import read
from briefkit.draft.passages import Extracted, Facts
from briefkit.draft.record import SourceText, first_record

SUMMIT = (
    "met on the occasion of the first-ever L5+1 Lake Summit, "
    "held during the 8th session of the River Assembly in Port City"
)


@pytest.mark.parametrize(
    ("title", "we", "author"),
    [
        ("Leaders’ Joint Statement", "We, the presidents of Norland and Ostia,", "presidents of Norland and Ostia"),
        ("Leaders’ Joint Statement", "We – the presidents of Norland and Ostia –", "presidents of Norland and Ostia"),
        ("L5+1 Leaders’ Joint Statement", "This week, we", "L5+1 Leaders"),
        ("Joint Statement", "This week, we", None),
    ],
)
def test_a_body_that_met_beside_makes_no_declaration(title: str, we: str, author: str | None) -> None:
    """A declaration is of those whom it names, or whom its title does; what people met for is the meeting."""
    text = f"# {title}\n\n{we} {SUMMIT}. We reaffirm our commitment to the lake. We welcome the plan."
    source = SourceText("note", "sources/note.txt", "0" * 64, Extracted(text, Facts(title=title)))
    record = plain(first_record("draft", [source], {"note": text}, TODAY))
    assert (record["meeting"]["name"], record["meeting"]["place"]) == ("L5+1 Lake Summit", "Port City")
    assert record["sources"]["note"].get("author") == author
    assert "River Assembly" not in str(record.get("actors"))


@pytest.mark.parametrize(
    "beside", ["during the 8th session", "on the margins of the meeting", "on the occasion of the conference"]
)
def test_a_session_beside_which_people_met_is_not_their_meeting(beside: str) -> None:
    """Where a text names no meeting of those who met, the meeting has no body's name."""
    text = f"Joint Statement on the river\n\nWe met in Port Avon {beside} of the River Assembly. We welcome the plan."
    record = drafted(text)
    assert "River Assembly" not in (record["meeting"]["name"], record["sources"]["note"].get("author"))
    assert record["meeting"]["place"] == "Port Avon"


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        (
            "The Ministers of the States members of the Group of 77 and Norland met in Senn. They noted the plan.",
            "note",
            "Senn",
        ),
        (
            "We, the mayors, met in Senn, Ostia on 3 March 2023, for the Lake Meeting. We are glad.",
            "Lake Meeting",
            "Senn",
        ),
        ("We, the mayors of the coast, meeting in Senn on 3 March 2023, are glad of the plan.", "note", "Senn"),
    ],
)
def test_what_people_met_for(text: str, name: str, place: str) -> None:
    """One of several parties that met is not the meeting; places and days may stand before what they met for."""
    record = drafted(text)
    assert (record["meeting"]["name"] in {name, record["title"]}, record["meeting"]["place"]) == (True, place)
    assert "2023" not in text or str(record["meeting"]["date"]) == "2023-03-03"


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("Tuesday, February 27, 2018, 5:30 PM", ""),
        ("27 February 2018 at 5.30 p.m.", ""),
        ("", "February 27, 2018\n\nPresident Ana Bren\n\n"),
    ],
)
def test_the_day_of_a_text_stands_at_its_head_or_above_who_signed(head: str, foot: str) -> None:
    """The time of day behind a date does not hide it, nor do the names of those who signed below it."""
    lines = "\n\n".join(f"The Board noted point {at} of its plan." for at in range(14))
    issued = read(f"Harbour Board\n\n{head}\n\n{lines}\n\n{foot}###\n".encode(), "note.txt").facts.issued
    assert str(issued) == "2018-02-27"
