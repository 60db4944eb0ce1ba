"""A quote that is not in its source: what the hint says."""

import time

import pytest

from briefkit.evidence.nearmiss import missed, nearest
from briefkit.outcomes import Evidence

SOURCE = (
    "The ferry will run at night.\nThe Mayor’s office — not the Board — said so.\n"
    "The fee is open. The ferry  will\n run again."
)


def hint(source: str, quote: str, **beside: str) -> str:
    """Return the hint on a quote that is not found."""
    return missed(source, Evidence(quote=quote, source="note", **beside))


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("The Mayor's office - not the Board - said", "The Mayor’s office — not the Board — said"),
        ("the FEE is open", "The fee is open"),
        ("The Mayor’s office — not the Bord", "The Mayor’s office — not the Board"),
        ("the ferry shall run again", "The ferry will run again"),
        ("Nothing of the sort was ever written", None),
        ("xyz", None),
        ("…", None),
    ],
)
def test_a_miss_shows_the_sources_own_words(quote: str, passage: str | None) -> None:
    """Other dashes, case, or a word or letter changed find the passage; a mere likeness does not."""
    assert nearest(SOURCE, quote) == passage


def test_a_long_passage_is_shown_around_its_first_difference() -> None:
    """Of 2,000 words those are shown in which the first change lies."""
    words = [f"word{number}" for number in range(4_000)]
    quote = " ".join([*words[1_000:1_100], "changed", *words[1_101:1_200]])
    shown = nearest(" ".join(words), quote)
    assert shown
    assert "word1099 word1100 word1101" in shown
    assert len(shown) < 310
    assert shown.startswith("… ")
    assert shown.endswith(" …")


@pytest.mark.parametrize(
    ("source", "quote", "named"),
    [
        ("the night\u2011ferry runs", "the night-ferry", "U+2011 NON-BREAKING HYPHEN for U+002D HYPHEN-MINUS"),
        ("the night-ferry runs", "the night\u2011ferry", "U+002D HYPHEN-MINUS for U+2011 NON-BREAKING HYPHEN"),
        ("in 2020–2021", "2020-2021", "U+2013 EN DASH for U+002D HYPHEN-MINUS"),
        ("a R\u043eca", "a Roca", "Cyrillic о (U+043E) for Latin o"),
        ("a Roca", "a R\u043eca", "Latin o for Cyrillic о (U+043E)"),
        ("the \u0391\u0392 line", "AB line", "Greek Α (U+0391) for Latin A; Greek Β (U+0392) for Latin B"),
        ("a long-term plan", "longterm plan", "U+002D HYPHEN-MINUS more"),
        ("a longterm plan", "long-term plan", "no U+002D HYPHEN-MINUS"),
    ],
)
def test_what_looks_the_same_is_told_by_name(source: str, quote: str, named: str) -> None:
    """Hyphens, dashes and letters of another script are named, each kind of difference once."""
    assert hint(source, quote) == f"It looks the same, but the source has {named}. Copy it from the source."


@pytest.mark.parametrize(
    ("quote", "listed"),
    [
        ("The ferry will run … said so", "The ferry will run, said so"),
        ("The ferry will run [...] The fee is open.", "The ferry will run, The fee is open."),
        ("… not the Board [ … ] The fee is open", None),
        ("office — not the Board...the fee", None),
        ("The fee is open … at night", None),
        ("run at night. […] office — not the Board, or", None),
        ("run at night... Mayor's office — not the Board", 'run at night, "Mayor\'s office — not the Board"'),
    ],
)
def test_words_left_out_become_a_list(quote: str, listed: str | None) -> None:
    """A quote with … or […] whose parts stand in the source, in order, is shown as a list of quotes."""
    told = f"Words are left out of it: write what is quoted as a list, `quote: [{listed}]`."
    assert hint(SOURCE, quote) == told if listed else "Words are left out" not in hint(SOURCE, quote)


def test_a_wrong_prefix_is_told() -> None:
    """A quote that is in the source is not sent to be copied again."""
    assert "not right behind its `prefix:`" in hint(SOURCE, "The fee is open", prefix="never")


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("the " * 300_000, "the of " * 280),
        ("a b c d " * 200_000, "d c b a x " * 190),
        ("-" * 1_000_000, "–" * 1_900),
        ("x… " * 300_000, "x… y " * 390),
        ("word " * 300_000, "x" * 1_900),
    ],
)
def test_a_hint_takes_time_by_the_letter(source: str, quote: str) -> None:
    """The nearest passage to a long wrong quote in a large source is found in a moment, or not at all."""
    started = time.process_time()
    hint(source, quote)
    assert time.process_time() - started < 5
