"""Texts are searched for whole wordings, and cut into sentences and words."""

import pytest

from briefkit.reading.text import count, find, find_all, fold, says, sentences, stem, words


@pytest.mark.parametrize(
    ("word", "found", "missed"),
    [
        ("US", "The US said so.", "They told us so."),
        ("WHO", "WHO’s view.", "Those who met."),
        ("NGOs", "Two NGOs met.", "Two ngos met."),
        ("Reuters", "as REUTERS has it", "as Reutersville has it"),
        ("Mayor’s  office", "the mayor's\noffice", "the mayors office"),
    ],
)
def test_a_wording_is_found_whole(word: str, found: str, missed: str) -> None:
    """A name in capitals keeps them; other words stand in any case, quotes and spaces, but not inside others."""
    assert find([word], found)
    assert not find([word], missed)


def test_nothing_is_found_in_no_names() -> None:
    """A search for no wording finds nothing, rather than the empty one everywhere."""
    assert list(find_all([], "Anything.")) == []


@pytest.mark.parametrize("wording", ["cease-fire", "cease fire", "Ceasefire", "cease‑fire"])
def test_a_wording_is_one_word_or_two(wording: str) -> None:
    """Hyphens, spaces and case do not hide a wording; another ending does."""
    assert says("After a cease-fire was agreed", wording)
    assert not says("Ceasefires were agreed", wording)


def test_a_text_is_folded() -> None:
    """Quotes, dashes, case and spaces do not tell texts apart."""
    assert fold("The\n “Old”  Pier – Don’t") == 'the "old" pier - don\'t'


def test_words_are_counted_as_a_reader_does() -> None:
    """A word with a hyphen, a number with a comma and a time are one word each."""
    assert count("The nine-nation group of 1,200 met at 9:42 – it said.") == 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We met. We left.", ["We met.", "We left."]),
        ("Mr. Roca spoke to J. R. Dune.", ["Mr. Roca spoke to J. R. Dune."]),
        ("The U.S. Senate met.", ["The U.S. Senate met."]),
        ("It closed at 9:42 p.m. Roca left.", ["It closed at 9:42 p.m.", "Roca left."]),
        ("At 9:42 p.m. Roca left.", ["At 9:42 p.m. Roca left."]),
        ("“We go.” She left.", ["“We go.”", "She left."]),
        ("“Stop!” he said.", ["“Stop!” he said."]),
        ("one quote … another", ["one quote", "another"]),
        ("a head\n\nA text", ["a head", "A text"]),
        ("It cost 3.5 million.", ["It cost 3.5 million."]),
        ("No. Roca left.", ["No.", "Roca left."]),
        ("Board meeting no. 7 of 2026", ["Board meeting no. 7 of 2026"]),
        ("It is No. 5 on the list.", ["It is No. 5 on the list."]),
        (
            "I thank the right hon. Member. S. Res. 113 passed.",
            ["I thank the right hon. Member.", "S. Res. 113 passed."],
        ),
        (
            "Rt. Hon. Roca spoke at 3 p.m. (local time), with Dune.",
            ["Rt. Hon. Roca spoke at 3 p.m. (local time), with Dune."],
        ),
        ("The Varn-U.S. Board met. (Dune left.)", ["The Varn-U.S. Board met.", "(Dune left.)"]),
        ("DR. ROCA: We met.", ["DR. ROCA: We met."]),
        ("It falls w.e.f. 1 June.", ["It falls w.e.f. 1 June."]),
    ],
)
def test_sentences_end_where_they_end(text: str, expected: list[str]) -> None:
    """A point in an abbreviation, an initial or a number ends no sentence; a quotation keeps its marks."""
    assert [text[span.start : span.end] for span in sentences(text)] == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("decided", "decision"),
        ("favour", "favors"),
        ("organisation", "organizing"),
        ("ratify", "ratification"),
        ("withdrawn", "withdrew"),
        ("Council’s", "councils"),
        ("agreement", "agreed"),
        ("suspension", "suspended"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    """Tense, number, spelling and the common derivations do not tell words apart."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("hour", "for"), ("Guinea", "Mali"), ("lift", "left"), ("pier", "pierce")])
def test_other_words_do_not(one: str, other: str) -> None:
    """Words that only look alike keep stems of their own."""
    assert stem(one) != stem(other)


def test_words_know_their_places() -> None:
    """A word with a hyphen is read in its parts, each at its own place."""
    text = "A nine-nation deal’s 1,200"
    assert [text[word.start : word.end] for word in words(text)] == ["A", "nine", "nation", "deal’s", "1,200"]
