"""Wordings of several manners: faithful ones are left alone, twisted ones are asked about or left to a reader."""

from datetime import date
from pathlib import Path

import pytest
from tests.plainyaml import plain
from tests.reading.parties import PAIRS

from briefkit.reading import Claim, Comparison, Passage, compare

CASES = plain((Path(__file__).parent / "cases" / "pairs.yaml").read_text(encoding="utf-8"))
ISSUED = date(2026, 4, 16)


def compared(source: str, wording: str) -> Comparison:
    """Return what is said of a wording of a source."""
    return compare(Claim(wording), [Passage(source, ISSUED)], PAIRS)


def listed(kind: str) -> list[tuple[str, str]]:
    """Return the wordings of a kind, each with its source."""
    found = [(case["source"], wording) for case in CASES for wording in case.get(kind, ())]
    assert found
    return found


@pytest.mark.parametrize(("source", "wording"), listed("faithful"))
def test_faithful_wordings_are_not_asked_about(source: str, wording: str) -> None:
    """What says no more than its source asks nothing, however it is put."""
    assert compared(source, wording).differences == ()


@pytest.mark.parametrize(("source", "wording"), listed("twisted"))
def test_twisted_wordings_do_not_pass_in_silence(source: str, wording: str) -> None:
    """What says something else is asked about, or holds a new word and is left to a reader."""
    found = compared(source, wording)
    assert found.differences or found.free


@pytest.mark.parametrize(("source", "wording"), listed("beyond"))
def test_what_is_beyond_the_engine_is_known(source: str, wording: str) -> None:
    """A twist that passes is kept here until the engine sees it: then it moves to the twisted ones."""
    found = compared(source, wording)
    assert not found.differences
    assert not found.free


@pytest.mark.parametrize("source", [case["source"] for case in CASES])
def test_the_source_s_own_words_ask_nothing(source: str) -> None:
    """A wording that is its source word for word has no new word and no difference."""
    assert compared(source, source) == Comparison(free=False, new_words=(), differences=())
