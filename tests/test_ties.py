"""What is asked about who is to do something, what a statement speaks of, and what its source takes back."""

from pathlib import Path
from typing import Any

import pytest
from tests.records import write

from briefkit.loading import load

ACTORS = {
    "roca": {"name": "Ines Roca", "title": "Mayor of Port Avon"},
    "dune": {"name": "Paul Dune", "title": "Treasurer"},
    "guild": {"name": "Fishers’ Guild", "kind": "organisation"},
    "board": {"name": "Harbour Board of Port Avon", "kind": "organisation"},
}


def asked(folder: Path, source: str, *statements: dict[str, Any]) -> list[tuple[str, str]]:
    """Return code and message of what is asked about statements with these fields, but for their wordings."""
    rest = {"kind": "next_step", "text": "The pier is repaired."}
    data = {"id": "pay", "title": "Pay", "marking": "TLP:CLEAR", "as_of": "2026-03-03", "actors": ACTORS}
    data |= {"issues": {"pier": {"title": "Pier"}, "fees": {"title": "Fees"}}}
    data |= {"meeting": {"name": "Board", "date": "2026-03-03"}, "sources": {"note": {"file": "sources/note.txt"}}}
    every = ({"id": f"s{number}", **rest, **one} for number, one in enumerate(statements))
    data |= {"statements": [{key: value for key, value in one.items() if value is not None} for one in every]}
    problems = load(write(folder, data, {"note.txt": source})).problems
    assert not [one for one in problems if one.severity == "error"]
    return [(one.code, one.message) for one in problems if ", text: " not in one.message]


OWNER = "`s0`: `owner`: the source has {} do this"


@pytest.mark.parametrize(
    ("quote", "owner", "theirs"),
    [
        ("The Guild asked Ines Roca to repair the pier with Paul Dune", "dune", "Ines Roca"),
        ("The Guild asked Ines Roca to repair the pier with Paul Dune", "roca", ""),
        ("The Guild called on Paul Dune to pay the Mayor", "roca", "Paul Dune"),
        ("The Treasurer, Mr Paul Dune, was asked to repair the pier for the Mayor", "roca", "Treasurer"),
        ("The question went to the Mayor and to Paul Dune, who is to report", "roca", "Paul Dune"),
        ("The Harbour Board will repair the pier", "board", ""),
        ("The Harbour Board will repair the pier", "roca", "Harbour Board"),
        ("The Guild said that the Harbour Board (HB) will repair the pier", "board", ""),
        ("The Guild said that the Harbour Board (HB) will repair the pier", "guild", "Harbour Board"),
        ("The pier in Varn will be repaired", "roca", ""),
        ("He plans to ask Paul Dune to repair the pier", "roca", ""),
        ("The decision of Paul Dune to repair the pier stands", "roca", ""),
    ],
)
def test_an_owner_is_who_is_to_do_it(quote: str, owner: str, theirs: str, tmp_path: Path) -> None:
    """Who is asked to do something, or will do it, is its owner; nothing is asked where the quote has no such words."""
    found = asked(tmp_path, f"{quote}.", {"quote": quote, "owner": owner})
    assert found == ([("Q06", OWNER.format(theirs))] if theirs else [])


def test_an_addressee_is_who_is_to_do_it(tmp_path: Path) -> None:
    """Of two whom the quote names the one is asked."""
    quote = "The Guild called on Ines Roca to pay Paul Dune"
    for to, expected in (("dune", [("Q06", "`s0`: `to`: the source has Ines Roca do this")]), ("roca", [])):
        assert asked(tmp_path / to, f"{quote}.", {"kind": "call", "quote": quote, "to": to}) == expected


ABOUT = "Boats may land at night. The Guild had doubts. Prices rise in May, it says."
STATEMENTS = [
    {"quote": "Boats may land at night", "text": "Boats may land at night.", "kind": "fact"},
    {"quote": "The Guild had doubts", "text": "There were doubts.", "kind": "fact"},
    {"quote": "Prices rise in May", "text": "Prices rise in May.", "kind": "fact"},
]


@pytest.mark.parametrize(("about", "told"), [("s0", []), ("s2", ["`s2` has none of its words"])])
def test_what_a_statement_is_about_shares_a_word_or_stands_before_it(
    about: str, told: list[str], tmp_path: Path
) -> None:
    """A statement that its source tells right behind another may speak of it in other words."""
    first, second, third = STATEMENTS
    found = asked(tmp_path, ABOUT, first, {**second, "about": about}, third)
    expected = [("Q12", f"`s1`: `about`: {one}, nor does the source tell it right before") for one in told]
    assert found == expected


def test_what_a_statement_replaces_is_of_its_issue_its_speaker_or_its_words(tmp_path: Path) -> None:
    """Another issue, another speaker and other words: a warning."""
    source = "Ines Roca said that the pier will be open. Paul Dune said that prices rise. The pier was long to be open."
    roca, dune, shut = (f"{one}." for one in source.rstrip(".").split(". "))
    new = {"kind": "announcement", "by": "roca", "quote": roca, "text": roca, "issue": "pier", "supersedes": ["s1"]}
    old = {"kind": "announcement", "by": "dune", "quote": dune, "text": dune, "issue": "fees"}
    expected = [("R26", "`s0`: `supersedes`: no page prints `s1` now, of another issue and speaker")]
    assert asked(tmp_path / "a", source, new, old) == expected
    assert asked(tmp_path / "b", source, new, old | {"issue": "pier"}) == []
    assert (
        asked(tmp_path / "c", source, new | {"text": f"{roca} Paul Dune agreed.", "by": ["roca", "dune"]}, old)[1:]
        == []
    )
    assert asked(tmp_path / "d", source, new, {"kind": "fact", "quote": shut, "text": shut, "issue": "fees"}) == []
    found = load(tmp_path / "a").problems
    assert [(one.severity, one.hint) for one in found if one.code == "R26"] == [
        ("warning", "Name the statement that it replaces, or give both their `issue`.")
    ]


LED = "The Fishers’ Guild opened the meeting. "
WE = "We will build a pier. "


@pytest.mark.parametrize(
    ("before", "quote", "says", "pointing"),
    [
        (WE, "It will bring work", "it will bring work", "it"),
        (WE, "It will bring work", "the pier will bring work", ""),
        (LED, "It will build a pier", "it will build a pier", ""),
        ("", "The Guild said that it will build a pier", "it will build a pier", ""),
        (f"Ines Roca opened a pier. {LED}Paul Dune spoke. ", "It will bring work", "it will bring work", "it"),
        (LED, "The Guild said that these efforts are good", "these efforts are good", "these"),
        (LED, "The Guild said that some of this money is spent", "some of this money is spent", "some of this"),
        (LED, "The Guild said that this year prices rise", "this year prices rise", ""),
        (LED, "The Guild said that those who pay will land", "those who pay will land", ""),
        (LED, "The Guild said that it was agreed that boats land", "it was agreed that boats land", ""),
    ],
)
def test_a_clause_begins_with_what_it_names(before: str, quote: str, says: str, pointing: str, tmp_path: Path) -> None:
    """It is the speaker only where it is so in the source; these efforts are named, or told by `about`."""
    fields = {"kind": "announcement", "by": "guild", "quote": quote, "says": says, "text": None}
    told = f"`s0`: “{pointing}” stands for something that is not named here"
    found = asked(tmp_path / "a", f"{before}{quote}.", fields)
    assert [one for one in found if one[0] == "Q15"] == ([("Q15", told)] if pointing else [])
    if pointing:
        other = {"kind": "fact", "quote": before.strip(" ."), "text": before.strip()}
        about = asked(tmp_path / "b", f"{before}{quote}.", fields | {"about": "s1"}, other)
        assert "Q15" not in {code for code, _ in about}


OFFER = "Varn offered two boats. {}"


@pytest.mark.parametrize(
    ("behind", "lost"),
    [
        ("The Board has not yet accepted the offer.", "not yet accepted the offer"),
        ("Varn withdrew its offer on Monday.", "withdrew its offer on Monday"),
        ("Two days later the offer was withdrawn.", "was withdrawn"),
        ("Ines Roca did not speak of the pier.", ""),
        ("The offer is good.", ""),
        ("\n\nThe Board has not yet accepted the offer.", ""),
    ],
)
def test_what_a_source_takes_back_behind_a_quote_is_asked_about(behind: str, lost: str, tmp_path: Path) -> None:
    """A denial of what is quoted, in the next sentence: it is to be quoted, and told."""
    quote, text = "Varn offered two boats", "Varn offered two boats."
    expected = [("Q07", f"`s0`: `quote`: the source has “{lost}” behind it")] if lost else []
    source = OFFER.format(behind)
    assert asked(tmp_path / "cut", source, {"kind": "fact", "quote": quote, "text": text}) == expected
    if not lost:
        return
    whole = source.rstrip(".")
    assert asked(tmp_path / "untold", source, {"kind": "fact", "quote": whole, "text": text}) == expected
    told = {"kind": "fact", "quote": whole, "text": text, "conditions": [behind]}
    assert asked(tmp_path / "told", source, told) == []
    other = {"kind": "fact", "quote": behind.rstrip("."), "text": behind}
    assert asked(tmp_path / "other", source, {"kind": "fact", "quote": quote, "text": text}, other) == []
    stands = {"stands": [{"say": lost, "because": "it is told elsewhere"}]}
    assert asked(tmp_path / "stands", source, {"kind": "fact", "quote": quote, "text": text, **stands}) == []
    spoken = {"kind": "direct_quote", "by": "roca", "quote": whole, "text": None}
    assert "Q07" not in {code for code, _ in asked(tmp_path / "spoken", source, spoken)}
