"""L01 and L02 at check time: letters that no font has, or that nobody sees, are told where they stand in the record."""

from pathlib import Path

import pytest
from tests.rules import test_record
from tests.rules.test_record import problems

from briefkit.loading import load

OTHER = 'Write it in other letters, or have a font with it in briefkit.toml: [look] fonts = {fallback = ["FONT.ttf"]}.'
HEAD = "as_of: 2026-03-04"
WIDE = (
    "prepared_by: The 漢 desk\ncontact: 漢\nreference: 漢\nnotice: 漢\nchange_note: 漢\n"
    "changed: {date: 2026-03-04, basis: editor, note: 漢}\nas_of: {date: 2026-03-04, basis: editor, note: 漢}"
)
EDITS = {
    "a wording": ("text: The fee is open.", "text: The fee 漢 is open."),
    "a finished wording": ("text: The fee is open.", "text: The fee is open.\n    forms: {plain: It is 漢 open.}"),
    "a condition": ("short: if the pier", "short: if the 漢 pier"),
    "a verb": ("does: supports", "verb: 漢\n    does: supports"),
    "somebody not named": ("words: some skippers", "words: some 漢 skippers"),
    "a voter not named": ("words: eight others", "words: eight 漢 others"),
    "what accounts differ about": ("whether boats run", "whether 漢 boats run"),
    "a measure": ("vote: {for", "measures: [Close it., Open 漢 it.]\n    vote: {for"),
    "why the editor dates it": (
        "supersedes: [fee]",
        "on: {date: 2026-03-01, basis: editor, note: 漢}\n    supersedes: [fee]",
    ),
    "how far it reaches": ("supersedes: [fee]", "scope_note: 漢\n    supersedes: [fee]"),
    "what the desk adds": ("rests_on: [bottom]", "rests_on: [bottom], add: It is 漢 old."),
    "a label": ("question: What will the fee be?", "question: What 漢 will the fee be?"),
    "what must not be said": ("say: every boat runs", "say: every 漢 boat runs"),
    "why not": ("nobody said so", "nobody 漢 said so"),
    "what is counted": ("counts: boats, comp", "counts: 漢, comp"),
    "a title": ("title: Harbour Board meets", "title: Harbour 漢 Board meets"),
    "an issue": ("title: A toll for boats", "title: A toll 漢 for boats"),
    "a name": ("name: Jon Vik", "name: Jon 漢 Vik, latin: 漢, plain: 漢"),
    "the meeting": ("place: Avon", "place: 漢\n  note: 漢"),
    "a part in it": ("role: chair", "role: 漢"),
    "an occasion": (
        "name: Town Council, date: 2026-03-01",
        "name: 漢, place: 漢, date: {date: 2026-03-01, basis: editor, note: 漢}",
    ),
    "a term": ("long: a boat", "long: a 漢 boat"),
    "the short form of a term": ("night boat: {", "漢 boat: {"),
    "a source": ("type: report", "type: report, title: The 漢 report, note: a 漢 note"),
    "the head": (HEAD, WIDE),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_letter_that_no_font_has_is_told_where_it_stands(tmp_path: Path, edit: tuple[str, str]) -> None:
    """Each one in what is printed is an error at its very place."""
    found, text = problems(tmp_path, edit)
    lines = text.splitlines()
    letters = [p for p in found if p.code == "L01"]
    assert len(letters) == edit[1].count("漢")
    for problem in letters:
        assert problem.place
        assert lines[problem.place.line - 1][problem.place.column - 1] == "漢"
        assert problem.message == ("the character “漢” (U+6F22, CJK UNIFIED IDEOGRAPH-6F22) is in none of the fonts")
        assert (problem.hint, problem.severity) == (OTHER, "error")


def test_letters_that_no_font_helps_are_told_too(tmp_path: Path) -> None:
    """Vowel signs that change with the letters beside them: the hint speaks of no font."""
    found, _ = problems(tmp_path, ("place: Avon", "place: बि"))
    assert [(p.message.rpartition(") ")[2], p.hint == OTHER) for p in found] == [
        ("is in none of the fonts", True),
        ("is a sign that changes with the letters beside it, which is not supported", False),
    ]


def test_a_quote_may_have_any_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the fonts have, accents and other scripts included, is no problem; nor is what is not printed."""
    found, _ = problems(
        tmp_path, ("place: Avon", "place: Ávőn Αβόν Авон"), ("name: Ana Sol", "name: Ana Sol, variants: [漢]")
    )
    assert found == ()
    monkeypatch.setattr(test_record, "SOURCE", test_record.SOURCE.replace("The fee is open", "The fee 漢 is open"))
    found, _ = problems(tmp_path, ("quote: The fee is open", "quote: The fee 漢 is open"))
    assert found == ()


@pytest.mark.parametrize(
    ("edit", "word", "letter", "mended"),
    [
        (("name: Jon Vik", "name: J\u043en Vik"), "J\u043en", "Cyrillic \u043e (U+043E)", "Jon"),
        (("title: A toll", "title: A t\u03bfll"), "t\u03bfll", "Greek \u03bf (U+03BF)", "toll"),
        (("place: Avon", "place: \u0410von"), "\u0410von", "Cyrillic \u0410 (U+0410)", "Avon"),
        (("text: The fee is open.", "text: Th\u0435 f\u0435e is open."), "Th\u0435", "Cyrillic \u0435 (U+0435)", "The"),
    ],
)
def test_a_word_of_two_scripts_is_told(  # a case's parts
    tmp_path: Path, edit: tuple[str, str], word: str, letter: str, mended: str
) -> None:
    """A letter that looks like a Latin one in a Latin word, which no search finds; the hint has the word mended."""
    found, text = problems(tmp_path, edit)
    first = next(one for one in found if one.code == "L02")
    assert first.message == f"“{word}” has {letter} among its Latin letters"
    assert first.hint == f"They look the same. Type it anew: {mended}"
    assert first.place
    assert text.splitlines()[first.place.line - 1][first.place.column - 1] == letter.split()[1]
    assert problems(tmp_path, (edit[0], edit[0].replace("\u0410", "A")))[0] == ()


def test_words_of_one_script_pass(tmp_path: Path) -> None:
    """Whole words in Greek or Cyrillic letters, and signs of units, are what they are."""
    assert problems(tmp_path, ("place: Avon", "place: Авон Αβόν 5 µm 3 kΩ β-Avon"))[0] == ()


@pytest.mark.parametrize("char", ["\u2060", "\u034f", "\u200f", "\u3164", "\ufe0f", "\U000e0041"])
def test_what_nobody_sees_is_not_printed(tmp_path: Path, char: str) -> None:
    """A joiner, a mark of direction, a filler, a tag: in names, wordings and quotes they are as if not there."""
    edits = (("name: Jon Vik", f"name: Jo{char}n Vik"), ("text: The fee is", f"text: The f{char}ee is"))
    assert problems(tmp_path, *edits, ("quote: The crane looks", f"quote: The cra{char}ne looks"))[0] == ()
    record = load(tmp_path).outcomes
    assert (record.actors["vik"].name, record.by_id["fee"].first) == ("Jon Vik", "The fee is open.")
