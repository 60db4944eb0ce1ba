"""Ordinary English passes: sources as people write them, and forms that say the same."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from briefkit.errors import Problem, RecordError
from briefkit.load import load

RECORD: dict[str, Any] = {
    "id": "harbour",
    "title": "Harbour Board meets",
    "marking": "TLP:CLEAR",
    "as_of": "2026-03-03",
    "meeting": {"name": "Harbour Board", "date": "2026-03-03", "place": "Port Avon", "instrument": "treaty"},
    "sources": {"note": {"file": "note.txt", "type": "article"}},
    "actors": {
        "roca": {"name": "Ines Roca", "short": "Roca", "title": "Mayor of Port Avon", "style": "Mayor Roca"},
        "vdb": {"name": "Piet van den Berg", "short": "Van den Berg", "style": "Minister Van den Berg"},
        "may": {"name": "Theresa May", "short": "May"},
        "envoy": {"name": "Minister of Norway", "short": "the Minister"},
        "guild": {"name": "Fishers’ Guild", "short": "the Guild", "kind": "organisation"},
        "board": {"name": "Harbour Board", "short": "the Board", "kind": "organisation"},
        "norway": {"name": "Norway", "kind": "state"},
        "eu": {"name": "European Union", "short": "the EU", "kind": "organisation"},
    },
}
CASES = yaml.safe_load((Path(__file__).parent / "ordinary.yaml").read_text(encoding="utf-8"))
FACT = {"kind": "fact"}


def problems(folder: Path, source: str, statement: dict[str, Any], **more: Any) -> list[Problem]:
    """Return the problems of a record of one statement, and of others beside it."""
    (folder / "note.txt").write_text(source + "\n", encoding="utf-8")
    first = {"id": "s", "quote": source.rstrip("."), **statement}
    record = {**RECORD, "statements": [first, *more.get("others", [])]}
    (folder / "outcomes.yaml").write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), encoding="utf-8")
    try:
        return list(load(folder).warnings)
    except RecordError as error:
        return list(error.problems)


@pytest.mark.parametrize("case", CASES["same"])
def test_the_sources_own_sentence_passes(tmp_path: Path, case: dict[str, Any]) -> None:
    """A status that the source's words bear out is taken, whatever words they are."""
    assert problems(tmp_path, case["source"], {**case["fields"], "text": case["source"]}) == []


@pytest.mark.parametrize("case", CASES["otherwise"])
def test_the_same_in_other_words_passes(tmp_path: Path, case: dict[str, Any]) -> None:
    """Pronouns, offices, peoples, ranges and bounds of dates may be put otherwise."""
    assert problems(tmp_path, case["source"], {**case["fields"], "text": case["text"]}) == []


@pytest.mark.parametrize("case", CASES["cut"])
def test_what_is_no_condition_may_be_left_out(tmp_path: Path, case: dict[str, Any]) -> None:
    """A quote may stop before another sentence, a question, a provision or a time."""
    found = problems(tmp_path, case["source"], {**FACT, "text": "x", "quote": case["quote"]})
    assert [p for p in found if p.code == "E05"] == []


def test_the_desk_speaks_of_its_own(tmp_path: Path) -> None:
    """An ask may name a ministry, and a line a body that no source has: the one passes, the other is warned of."""
    source = "The Board has not decided on the fee."
    ask = {"id": "ask", "kind": "ask", "rests_on": ["s"]}
    told = "Please tell the Foreign Ministry that the Board has not decided on the fee."
    assert problems(tmp_path, source, {**FACT, "text": source}, others=[ask | {"text": told}]) == []
    told = "Please tell the Seamen that the Board has not decided on the fee."
    found = problems(tmp_path, source, {**FACT, "text": source}, others=[ask | {"text": told}])
    assert [(p.code, p.severity) for p in found] == [("E12", "warning")]
