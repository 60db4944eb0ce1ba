"""Wordings of an editor in a hurry: what twists a source is refused, what only puts it otherwise passes."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from briefkit.errors import Problem, RecordError
from briefkit.load import load

CASES = yaml.safe_load((Path(__file__).parent / "wordings.yaml").read_text(encoding="utf-8"))
RECORD: dict[str, Any] = {
    "id": "x",
    "title": "Meeting",
    "marking": "TLP:CLEAR",
    "as_of": "2025-09-04",
    "meeting": {"name": "Coalition of the Willing", "date": "2025-09-04", "place": "Paris"},
    "sources": {"article": {"file": "article.txt", "type": "article-newspaper"}},
    "actors": {
        "zelensky": {
            "name": "Volodymyr Zelensky",
            "short": "Zelensky",
            "title": "President of Ukraine",
            "style": "President Zelensky",
            "variants": ["Zelenskyy", "Zelenskiy"],
        },
        "putin": {"name": "Vladimir Putin", "short": "Putin", "style": "President Putin"},
        "macron": {"name": "Emmanuel Macron", "short": "Macron", "style": "President Macron"},
        "trump": {"name": "Donald Trump", "short": "Trump", "style": "President Trump"},
        "reuters": {"name": "Reuters", "kind": "media"},
        "ukraine": {"name": "Ukraine", "kind": "state"},
        "russia": {"name": "Russia", "kind": "state"},
        "un": {"name": "United Nations", "short": "the UN", "kind": "organisation"},
    },
    "issues": {"i": {"title": "Issue"}},
    "terms": {"EU": {"long": "European Union"}},
}


def wordings(kind: str) -> list[tuple[dict[str, Any], Any]]:
    """Return each case with one of its wordings of a kind."""
    return [(case, wording) for case in CASES for wording in case.get(kind, [])]


def problems(folder: Path, case: dict[str, Any], text: str) -> tuple[Problem, ...]:
    """Return the problems of a record of one statement, worded like this."""
    (folder / "article.txt").write_text(case["source"] + "\n", encoding="utf-8")
    statement = {"id": "s", "kind": "announcement", "quote": case["source"].rstrip("."), **case.get("fields", {})}
    statement |= {"issue": "i"} if statement["kind"] == "position" else {}
    statement[case.get("form", "text")] = text
    record = yaml.safe_dump({**RECORD, "statements": [statement]}, allow_unicode=True, sort_keys=False)
    (folder / "outcomes.yaml").write_text(record, encoding="utf-8")
    try:
        return load(folder).warnings
    except RecordError as error:
        return error.problems


def test_there_are_enough() -> None:
    """At least 40 ways to twist a source, and as many innocent ways to put it."""
    assert min(len(wordings(kind)) for kind in ("refused", "passes")) >= 40


@pytest.mark.parametrize(("case", "wording"), wordings("refused"))
def test_a_twist_is_refused(tmp_path: Path, case: dict[str, Any], wording: dict[str, str]) -> None:
    """A lost condition, hedge, limit, speaker or noun, and strength put in, is an error of the rule that sees it."""
    ((code, text),) = wording.items()
    found = problems(tmp_path, case, text)
    assert code in {problem.code for problem in found if problem.severity == "error"}, found


@pytest.mark.parametrize(("case", "wording"), wordings("passes"))
def test_an_innocent_wording_passes(tmp_path: Path, case: dict[str, Any], wording: str) -> None:
    """Other words of the same sense give no problem at all."""
    assert problems(tmp_path, case, wording) == ()


@pytest.mark.parametrize(("case", "wording"), wordings("beyond"))
def test_what_no_rule_sees(tmp_path: Path, case: dict[str, Any], wording: str) -> None:
    """These are wrong and pass: a second reader is needed. One that a rule learns to see moves to `refused`."""
    assert problems(tmp_path, case, wording) == ()
