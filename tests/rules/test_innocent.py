"""Wording that says no more than its source passes, however it is put."""

from pathlib import Path

import pytest

from briefkit.errors import BriefkitError
from briefkit.load import load

RECORD = """\
id: river
title: A river meeting
marking: TLP:CLEAR
as_of: 2026-03-13
meeting: {name: River meeting, date: 2026-03-12}
sources: {paper: {file: paper.txt}}
actors: {ostrel: {name: Ostrel, kind: state}}
statements:
"""


def codes(folder: Path, source: str, statement: str) -> list[str]:
    """Return the codes of what loading a record of one statement finds; its source is its evidence."""
    (folder / "paper.txt").write_text(source + "\n", encoding="utf-8")
    lines = f"id: it\nquote: {source}\n{statement}".splitlines()
    block = "".join(f"  {'- ' if i == 0 else '  '}{line}\n" for i, line in enumerate(lines))
    (folder / "outcomes.yaml").write_text(RECORD + block, encoding="utf-8")
    try:
        return [problem.code for problem in load(folder / "outcomes.yaml").warnings]
    except BriefkitError as error:
        return [problem.code for problem in error.problems]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("The flood of January 2026 went fast.", "The January 2026 flood went fast."),
        ("The records run from 1971 to 2024.", "On the records from 1971 to 2024 the model rests."),
        ("The flow stays below 120 cubic metres.", "The flow stays at less than 120 cubic metres."),
        ("It covers some 58,000 square kilometres.", "It covers about 58,000 square kilometres."),
        ("The flow stays over 120 cubic metres.", "The flow stays above 120 cubic metres."),
    ],
)
def test_the_same_number_may_be_put_otherwise(tmp_path: Path, source: str, text: str) -> None:
    """A year of the evidence, and a comparator of the same sense, pass wherever they stand."""
    assert codes(tmp_path, source, f"kind: fact\ntext: {text}") == []


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("The flow stays below 120 cubic metres.", "The flow stays above 120 cubic metres."),
        ("It covers some 58,000 square kilometres.", "It covers 58,000 square kilometres."),
        ("It covers 58,000 square kilometres.", "It covers some 58,000 square kilometres."),
    ],
)
def test_another_number_is_still_refused(tmp_path: Path, source: str, text: str) -> None:
    """A year that no evidence has, and a comparator that is swapped, lost or put in, are errors."""
    assert codes(tmp_path, source, f"kind: fact\ntext: {text}") == ["E09"]


def test_a_claim_may_begin_with_may(tmp_path: Path) -> None:
    """At the head of a claim, May before a verb is the hedge and not the month."""
    source = "Ostrel said that it may apply the first stage."
    said = f"kind: announcement\nby: ostrel\nstatus: potential\ntext: {source}\nclaim: "
    assert codes(tmp_path, source, said + "May apply the first stage.") == []
    assert codes(tmp_path, source, said + "Applies the first stage in May 2026.") == ["E08", "E13"]


@pytest.mark.parametrize(
    "words", ["subject to funding", "provided that the pier is repaired", "unless the river rises"]
)
def test_a_condition_that_nobody_declared_is_kept(tmp_path: Path, words: str) -> None:
    """A form that drops a condition of its evidence is refused, whether or not `conditions` names it."""
    source = f"The ferry runs, {words}."
    assert codes(tmp_path, source, "kind: fact\ntext: The ferry runs.") == ["E08"]
    assert codes(tmp_path, source, f"kind: fact\ntext: The ferry runs, {words}.") == []
    assert codes(tmp_path, source, "kind: fact\ntext: The ferry runs if it may.") == []


def test_a_headline_may_put_the_future_as_headlines_do(tmp_path: Path) -> None:
    """`Library to reopen` says in a headline that it will; in a sentence, and without `to`, it does not."""
    source = "The library will reopen in June."
    for headline, found in (("Library to reopen in June", []), ("Library reopens in June", ["E08"])):
        assert codes(tmp_path, source, f"kind: fact\ntext: {source}\nheadline: {headline}") == found
