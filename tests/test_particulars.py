"""What is asked about the persons, the meeting and the sources of a record, and what settles it."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from tests.records import write

from briefkit.loading import Loaded, load
from briefkit.markings import releasable_to

SOURCE = """Night ferry to run from May

Avon Gazette, 4 March 2026
By Lena Marsh

The Harbour Board met in Port Avon on 3 March 2026. Ines Roca, the Mayor of Port Avon, chaired the meeting. She
announced that the night ferry will run. The Treasurer, Mr Paul Dune, was in Varn. Deputy Harbour Master Ada Lind
spoke of the pier. Host Eda Holm told the Avon Port Committee (APC) what was done this month.
"""
RECORD: dict[str, Any] = {
    "id": "ferry",
    "title": "Night ferry",
    "marking": "TLP:CLEAR",
    "as_of": "2026-03-05",
    "meeting": {
        "name": "Harbour Board",
        "date": "2026-03-03",
        "place": "Port Avon",
        "participants": [{"actor": "roca", "role": "chair"}, {"actor": "dune"}, {"actor": "lind"}],
    },
    "sources": {
        "note": {
            "file": "sources/note.txt",
            "type": "article-newspaper",
            "title": "Night ferry to run from May",
            "author": "Lena Marsh",
            "publisher": "Avon Gazette",
            "issued": "2026-03-04",
        }
    },
    "actors": {
        "roca": {"name": "Ines Roca", "title": "Mayor of Port Avon"},
        "dune": {"name": "Paul Dune", "title": "Treasurer"},
        "lind": {"name": "Ada Lind", "title": "Deputy Harbour Master"},
        "holm": {"name": "Eda Holm"},
        "board": {"name": "Harbour Board", "kind": "organisation"},
    },
    "terms": {"APC": {"long": "Avon Port Committee"}, "NF": {"long": "night ferry"}},
    "statements": [{"id": "met", "kind": "event", "text": "The Harbour Board met.", "quote": "The Harbour Board met"}],
}
ROCA, NOTE, MEETING = ("actors", "roca"), ("sources", "note"), ("meeting",)
MOST = {"basis": "editor"}
Keys = tuple[str, ...]
ASKED: list[tuple[Keys, dict[str, Any], str, list[dict[str, Any]]]] = [
    (
        ROCA,
        {"name": "Ines Rocca"},
        "Q01 `roca`: `name`: the source has “Ines Roca”",
        [MOST, {"variants": ["Ines Roca"]}],
    ),
    (ROCA, {"name": "Inez Roca"}, "Q01 `roca`: `name`: the source has “Ines Roca”", [{"name": "Ines Roca"}]),
    (ROCA, {"name": "Ines Calder"}, "Q01 `roca`: `name`: the source has “Ines Roca”", [MOST]),
    (ROCA, {"title": "Mayor of Varn"}, "Q06 `roca`: `title`: the source has Ines Roca as “Mayor of Port Avon”", [MOST]),
    (ROCA, {"title": "Deputy Mayor"}, "Q06 `roca`: `title`: the source has Ines Roca as “Mayor of Port Avon”", [MOST]),
    (
        ("actors", "dune"),
        {"title": "Secretary"},
        "Q06 `dune`: `title`: the source has Paul Dune as “Treasurer”",
        [MOST, {"title": "Treasurer"}],
    ),
    (
        ("actors", "lind"),
        {"title": "Harbour Master"},
        "Q06 `lind`: `title`: the source has Ada Lind as “Deputy Harbour Master”",
        [MOST],
    ),
    (
        MEETING,
        {"participants": [{"actor": "roca"}, {"actor": "dune", "role": "chair"}]},
        "Q06 `meeting`: `role`: the source has “Ines Roca” here",
        [{"note": "Ines Roca left early, and Paul Dune took the chair."}],
    ),
    (
        MEETING,
        {"date": "2026-02-03"},
        "Q03 `meeting`: `date`: the source has 3 March 2026, and 3 February 2026 nowhere",
        [{"date": "2026-03-03"}, {"date": {"date": "2026-02-03", "basis": "editor", "note": "By telephone."}}],
    ),
    (
        MEETING,
        {"place": "Varn"},
        "Q01 `meeting`: `place`: the source has “Port Avon” here",
        [{"note": "Not in Port Avon."}],
    ),
    (
        MEETING,
        {"participants": [{"actor": "roca"}, {"actor": "holm", "role": "observer"}]},
        "Q06 `meeting`: `role`: the source has “Host Eda Holm” here",
        [{"note": "“Host Eda Holm” is a title."}, {"participants": [{"actor": "holm", "role": "host"}]}],
    ),
    (
        ("terms", "APC"),
        {"long": "Avon Port Council"},
        "Q01 `APC`: `long`: the source has “Avon Port Committee”",
        [{"long": "Avon Port Committee"}],
    ),
    (
        NOTE,
        {"title": "Night ferry to start from May"},
        "Q04 `note`: `title`: the source has “run”",
        [{"note": "Not “run”."}],
    ),
    (
        NOTE,
        {"author": "Lena Marshall"},
        "Q01 `note`: `author`: the source has “Lena Marsh”",
        [{"note": "Lena Marsh is wrong."}],
    ),
    (NOTE, {"issued": "2026-03-05"}, "Q03 `note`: `issued`: the source has “4 March 2026”", [{"issued": "2026-03-04"}]),
]


def read(folder: Path, path: Keys, *changes: dict[str, Any]) -> Loaded:
    """Return the record with one of its parts changed."""
    record = deepcopy(RECORD)
    part = record
    for key in path:
        part = part[key]
    for one in changes:
        part |= one
    return load(write(folder, record, {"note.txt": SOURCE}))


def asked(found: Loaded) -> list[str]:
    """Return code and message of what is asked."""
    return [f"{one.code} {one.message}" for one in found.problems]


def test_what_the_source_has_so_is_not_asked_about(tmp_path: Path) -> None:
    """A careful record asks nothing."""
    assert asked(read(tmp_path, MEETING)) == []


@pytest.mark.parametrize(("path", "change", "message", "cures"), ASKED)
def test_what_the_source_has_otherwise_is(
    path: Keys, change: dict[str, Any], message: str, cures: list[dict[str, Any]], tmp_path: Path
) -> None:
    """It is asked about at its line, with a hint; what the hint says settles it."""
    found = read(tmp_path / "asked", path, change)
    assert asked(found) == [message]
    (one,) = found.problems
    assert one.severity == "question"
    assert one.place
    assert one.place.line > 1
    assert one.hint
    for number, cure in enumerate(cures):
        assert asked(read(tmp_path / str(number), path, change, cure)) == []


@pytest.mark.parametrize(
    ("path", "change"),
    [
        (ROCA, {"title": "Mayor"}),
        (ROCA, {"name": "Vera Stone"}),
        (ROCA, {"title": "Mayor of Port Avon and Member of the Board"}),
        (("actors", "dune"), {"title": "Treasurer of Port Avon"}),
        (("actors", "board"), {"name": "Harbor Board"}),
        (MEETING, {"name": "Board of the harbour", "place": None}),
        (NOTE, {"title": "The night ferry"}),
        (NOTE, {"publisher": "Harbour Press", "issued": "2026-03-05"}),
    ],
)
def test_what_the_source_only_lacks_is_not_asked_about(path: Keys, change: dict[str, Any], tmp_path: Path) -> None:
    """More or other words than a source has are the editor's, where it has nothing else in their place."""
    assert asked(read(tmp_path, path, {k: v for k, v in change.items() if v})) == []


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("PORT AVON, 3 March 2026 - The Harbour Board met in Varn.", False),
        ("PORT AVON, 3 March 2026 - The Harbour Board met.", True),
        ("Port Avon, 3 March 2026 - The Harbour Board was in Varn in May. The Harbour Board met.", True),
    ],
)
def test_where_an_article_was_written_is_no_place_of_a_meeting(tmp_path: Path, text: str, asks: bool) -> None:  # noqa: FBT001 - a case
    """A town in capitals before the day, at the head of a text, is the reporter's, where the text has the place."""
    record = deepcopy(RECORD)
    record["meeting"]["place"] = "Varn"
    found = load(write(tmp_path, record, {"note.txt": text}))
    assert any("`place`" in one for one in asked(found)) is asks


PLACES = [
    ("The Harbour Board\nBoard Meeting\n3 March 2026\nThe Harbour Board met.", ""),
    ("The Harbour Board\nBoard Meeting\nLom, 3 March 2026\nThe Harbour Board met.", "Lom"),
    ("This week, The Harbour Board met for the first time, held in Lom, and commits to it.", "Lom"),
    ("This week, The Harbour Board met in Varn. It met in Lom in May.", ""),
    ("The Harbour Board met. It has offices in Lom.", ""),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_a_place_is_where_the_source_says_that_they_met(tmp_path: Path, text: str, place: str) -> None:
    """Right before the day on its line, or in a sentence that tells of the meeting; no heading above the day is one."""
    record = deepcopy(RECORD)
    record["meeting"]["place"] = "Varn"
    found = [one for one in asked(load(write(tmp_path, record, {"note.txt": text}))) if "`place`" in one]
    assert found == ([f"Q01 `meeting`: `place`: the source has “{place}” here"] if place else [])


def test_who_reads_a_part_of_a_record_is_not_asked(tmp_path: Path) -> None:
    """An audience's run tells nothing of passages that nobody quotes for it, and no page counts them."""
    found = read(tmp_path, ROCA, {"name": "Ines Rocca"})
    assert found.problems
    assert found.problems_for(releasable_to(found.outcomes, "public")) == []
    assert not found.supplement.questions.get("met")
