"""The marks that carry ids, and the values behind them."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from briefkit.citemarks import CLOSE, MARK, OPEN, RESERVED, Cited, mark, split

VALUE = Cited("26 nations", ("statement:guarantees/short",))


@pytest.mark.parametrize(
    "use",
    [str, format, "{}".format, lambda v: f"{v:>10}", "a".__add__, "%s".__mod__],
)
def test_a_cited_value_never_becomes_a_plain_string(use: Callable[[Cited], str]) -> None:
    """Every ordinary way to make a string of a cited value fails, for the string would have lost its ids."""
    with pytest.raises(TypeError):
        _ = use(VALUE)


def test_the_refusal_says_what_to_do() -> None:
    """The error of a cited value names the way out."""
    with pytest.raises(TypeError, match=r"print it by itself, or take its \.text"):
        str(VALUE)


def test_a_cited_value_refuses_to_be_escaped() -> None:
    """The protocol by which template engines ask for safe HTML finds no text."""
    with pytest.raises(TypeError):
        VALUE.__html__()
    with pytest.raises(TypeError):
        escape(VALUE)


def test_a_cited_value_is_as_true_as_its_text() -> None:
    """A template can ask whether there is anything to print."""
    assert VALUE
    assert not Cited("", ("meeting",))


@settings(derandomize=True, deadline=None)
@given(st.lists(st.one_of(st.integers(0, 999_999_999), st.text(st.characters(exclude_characters=OPEN), min_size=1))))
def test_marks_are_read_back(pieces: list[int | str]) -> None:
    """Marks among any words without their characters come back as the indices that were written, in order."""
    written = "".join(mark(piece) if isinstance(piece, int) else piece for piece in pieces)
    assert [piece for piece in split(written) if isinstance(piece, int)] == [p for p in pieces if isinstance(p, int)]
    assert "".join(piece for piece in split(written) if isinstance(piece, str)) == "".join(
        piece for piece in pieces if isinstance(piece, str)
    )


def test_marks_are_made_of_reserved_characters_only() -> None:
    """A text without reserved characters holds no mark."""
    assert RESERVED.sub("", mark(1234567890)) == ""
    assert MARK.fullmatch(mark(120))


@pytest.mark.parametrize("broken", [OPEN, CLOSE, OPEN + CLOSE, OPEN + "12" + CLOSE, mark(12)[:-1], mark(12)[1:]])
def test_broken_marks_are_words(broken: str) -> None:
    """What is not a whole mark is left among the words, where it is refused later."""
    assert list(split(broken)) == [broken]
