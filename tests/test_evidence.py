"""Quotes and their sources: found at one place, told apart, nearly found, and counted."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefkit.evidence import Span, coverage, digest, locate, nearest, source_text, uncovered
from briefkit.outcomes import Evidence

SOURCE = (
    "The ferry will run at night.\nThe Mayor’s office — not the Board — said so.\n"
    "The fee is open. The ferry  will\n run again."
)


def evidence(quote: str, **beside: str) -> Evidence:
    """Return evidence in the source `note`."""
    return Evidence(quote=quote, source="note", **beside)


def found(quote: str, **beside: str) -> list[str]:
    """Return the passages of SOURCE that a quote is found at."""
    return [SOURCE[span.start : span.end] for span in locate(SOURCE, evidence(quote, **beside))]


@pytest.mark.parametrize(
    ("quote", "places"),
    [
        ("The fee is open", ["The fee is open"]),
        ("The ferry will run", ["The ferry will run", "The ferry  will\n run"]),
        ("at night. The Mayor’s", ["at night.\nThe Mayor’s"]),
        ("the fee is open", []),
        ("The Mayor's office", []),
        ("Board - said", []),
        ("fee is", ["fee is"]),
    ],
)
def test_a_quote_is_exact_but_for_white_space(quote: str, places: list[str]) -> None:
    """Runs of white space match runs of white space; case, quotation marks and dashes must be the source's."""
    assert found(quote) == places


def test_repeats_are_told_apart() -> None:
    """A prefix or suffix chooses a place, through white space and line breaks; a wrong one chooses none."""
    assert found("The ferry will run", suffix="at night") == ["The ferry will run"]
    assert found("The ferry will run", prefix="is open.") == ["The ferry  will\n run"]
    assert found("The ferry will run", prefix="is shut.") == []


def test_places_may_overlap() -> None:
    """A quote that overlaps itself is found at both places, so it is refused as ambiguous."""
    assert [(s.start, s.end) for s in locate("no no no", evidence("no no"))] == [(0, 5), (3, 8)]


@pytest.mark.parametrize(
    ("quote", "hint"),
    [
        ("The Mayor's office - not the Board - said", "The Mayor’s office — not the Board — said"),
        ("the FEE is open", "The fee is open"),
        ("The Mayor’s office — not the Bord", "The Mayor’s office — not the Board"),
        ("Nothing of the sort was ever written", None),
    ],
)
def test_a_miss_shows_the_sources_own_words(quote: str, hint: str | None) -> None:
    """Other quotation marks, dashes, case or a letter too few find the passage; a mere likeness does not."""
    assert nearest(SOURCE, quote) == hint


def test_coverage_counts_words() -> None:
    """Shares are of words, overlaps count once, and what lies in no quote is shown passage by passage."""
    text = "One two, three four. Five six"
    spans = [Span("note", 0, 7), Span("note", 4, 14)]
    assert coverage(text, spans) == 0.5
    assert uncovered(text, spans) == ["four. Five six"]
    assert (coverage(text, []), uncovered(text, [])) == (0, [text])
    assert coverage("", []) == coverage(" … ", []) == 1


def test_a_word_cut_in_two_is_not_covered() -> None:
    """A quote that ends inside a word does not cover it."""
    assert uncovered("ratification pending", [Span("note", 0, 6)]) == ["ratification pending"]


def test_sources_are_read_alike_everywhere() -> None:
    """A byte-order mark goes, line ends become line feeds, decomposed letters are composed; bytes have the hash."""
    assert source_text("\ufeffa\r\nb\rc\u0301".encode()) == "a\nb\nć"
    with pytest.raises(UnicodeDecodeError):
        source_text("Gebühr".encode("latin-1"))
    with pytest.raises(UnicodeDecodeError):
        source_text("The fee".encode("utf-16-le"))
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(st.lists(st.sampled_from(["a", "b", "Ω", "«x»", "n’t", "4.2", "(so)"]), min_size=1, max_size=12), st.data())
def test_every_passage_is_found_where_it_stands(words: list[str], data: st.DataObject) -> None:
    """Any run of words of a text, its white space altered, is located at its place among the places found."""
    text = "".join(word + data.draw(st.sampled_from([" ", "\n", "  ", "\t "])) for word in words)
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assume(end > start)
    starts = [match.start() for match in re.finditer(r"\S+", text)]
    quote = " ".join(words[start:end])
    assert starts[start] in [span.start for span in locate(text, evidence(quote))]
    assert all(" ".join(text[s.start : s.end].split()) == quote for s in locate(text, evidence(quote)))
