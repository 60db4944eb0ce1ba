"""docs/record.md and the JSON Schema: what both say of a record is what the loader does with it."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from pydantic import ValidationError
from tests.reference import reference

from briefkit.loading import load
from briefkit.outcomes import FORMS, STATUSES, Outcomes, schema
from briefkit.outcomes.statuses import CAPS
from briefkit.wording import Composer

ROOT = Path(__file__).parents[1]
EXAMPLES = re.findall(r"^## ([^\n]+)\n(?:(?!^## ).)*?^```yaml\n(.*?)^```$", reference(), re.MULTILINE | re.DOTALL)
FRAME = """\
id: harbour
title: Harbour
marking: TLP:CLEAR
as_of: 2026-03-04
meeting: {name: Harbour Board, date: 2026-03-03}
sources: {note: {file: note.txt}}
issues: {fee: {title: Landing fee}}
actors:
  roca: {name: Ines Roca, short: Roca, title: Mayor of Port Avon, style: Mayor Roca}
  guild: {name: Fishers’ Guild, kind: organisation, style: the Fishers’ Guild}
  board: {name: Harbour Board, kind: organisation, style: the Harbour Board}
"""
MORE = "statements: [{id: more, kind: fact, text: The ferry runs., quote: The ferry runs}]\n"
ACTORS = "actors: {tuvalu: {name: Tuvalu, kind: state}}\n"


def read(text: str) -> Any:
    """Return the data of a YAML text, all of it strings, as the loader has it."""
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506  # strings only


def quoted(statement: Any) -> list[str]:
    """Return the words that a statement quotes, one quote or several."""
    found = statement.get("quote", [])
    return found if isinstance(found, list) else [found]


def written(folder: Path, example: str) -> Path:
    """Write an example of the page, with the rest of its record, a source, and the files that it includes."""
    record = folder / "harbour"
    (record / "statements").mkdir(parents=True)
    (record / "statements" / "more.yaml").write_text(MORE, encoding="utf-8")
    (folder / "actors.yaml").write_text(ACTORS, encoding="utf-8")
    data, frame = read(example), read(FRAME)
    frame |= {key: {**frame[key], **value} if key in ("actors", "issues") else value for key, value in data.items()}
    words = [words for statement in [*data["statements"], *read(MORE)["statements"]] for words in quoted(statement)]
    (record / "note.txt").write_text("".join(f"{one}.\n" for one in words), encoding="utf-8")
    text = yaml.safe_dump(frame, allow_unicode=True, sort_keys=False)
    (record / "outcomes.yaml").write_text(text, encoding="utf-8")
    return record


@pytest.mark.parametrize(("title", "example"), EXAMPLES, ids=[title for title, _ in EXAMPLES])
def test_examples(title: str, example: str, tmp_path: Path) -> None:
    """Each example loads, at most the desk's own words are to be read, and it prints what its arrows say."""
    loaded = load(written(tmp_path, example))
    assert [str(problem) for problem in loaded.problems if problem.severity != "unread"] == []
    composer = Composer(loaded.outcomes)
    told = {composer.wording(one, form) for one in loaded.outcomes.statements for form in FORMS}
    shown = re.findall(r"^ *# → (.+)$", example, re.MULTILINE)
    assert shown or title == "Several files"
    assert set(shown) <= told


def test_the_included_files_are_read(tmp_path: Path) -> None:
    """The example of several files has the statement and the actor of the files that it includes."""
    record = load(written(tmp_path, dict(EXAMPLES)["Several files"])).outcomes
    assert [statement.id for statement in record.statements] == ["met", "more"]
    assert "tuvalu" in record.actors


def test_the_page_has_every_status() -> None:
    """Each status and instrument is on it, and keys are called as the record has them."""
    page = reference()
    assert {name for name in (*STATUSES, *CAPS) if f"`{name}`" not in page} == set()
    assert "| `for` | vote |" in page
    assert "`in_favour`" not in page


STATEMENT = {"id": "it", "kind": "decision", "by": "board", "does": "decides", "quote": "decides"}
RECORD = {**read(FRAME), "statements": [STATEMENT]}


def judged(key: str, value: Any, **more: Any) -> tuple[bool, bool]:
    """Return whether the schema and the models take a statement with a value; numbers are text to the models."""
    statement = {**STATEMENT, **more, key: value}
    statement = {name: one for name, one in statement.items() if one != ""}
    record = {**RECORD, "statements": [statement]}
    taken = jsonschema.Draft202012Validator(json.loads(schema())).is_valid(record)
    try:
        Outcomes.model_validate(read(json.dumps(record)))
    except ValidationError:
        return taken, False
    return taken, True


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("by", "board"),
        ("by", ["board", "guild"]),
        ("by", {"actor": "board", "for": "guild"}),
        ("by", ["board", {"words": "many others"}]),
        ("conditions", ["at night", {"text": "at sea", "short": "at sea"}]),
        ("contradicts", ["other", {"statement": "third", "about": "a fee"}]),
        ("on", "2026-03-03"),
        ("on", {"date": "2026-03-03", "basis": "editor"}),
        ("quote", ["decides", {"quote": "it", "source": "note"}]),
        ("quote", {"quote": "it", "prefix": "that"}),
        ("vote", {"for": 7}),
        ("vote", {"for": ["guild"], "against": "roca", "abstained": {"count": 2}}),
        ("vote", {"for": {"actors": ["guild", {"words": "two others"}]}}),
        ("measures", ["close the pier"]),
    ],
)
def test_shorthands(key: str, value: Any) -> None:
    """What may be written shortly is taken by the schema and by the models."""
    assert judged(key, value) == (True, True)


@pytest.mark.parametrize(
    ("key", "value", "more"),
    [
        ("by", {"for": "guild"}, {}),
        ("by", {"actor": "board", "words": "the board"}, {}),
        ("by", "Harbour Board", {}),
        ("by", "", {}),
        ("does", "", {}),
        ("says", "the fee rises", {}),
        ("conditions", "at night", {}),
        ("conditions", [{"short": "at night"}], {}),
        ("contradicts", "other", {}),
        ("contradicts", [{"about": "a fee"}], {}),
        ("on", "3 March 2026", {}),
        ("on", {"basis": "editor"}, {}),
        ("quote", [], {}),
        ("quote", "", {}),
        ("vote", {"against": 2}, {}),
        ("vote", {"for": -1}, {}),
        ("vote", {"for": {"count": 2, "names": ["guild"]}}, {}),
        ("vote", {"for": 2}, {"kind": "fact"}),
        ("status", "rumoured", {}),
        ("forms", {"claim": "It decides."}, {}),
        ("quantities", [{"value": 2}], {}),
        ("rests_on", ["other"], {}),
    ],
)
def test_what_both_refuse(key: str, value: Any, more: dict[str, Any]) -> None:
    """What the models refuse is refused by the schema too; an empty text stands for a key that is left out."""
    assert judged(key, value, **more) == (False, False)


def test_the_schema_has_a_name() -> None:
    """The schema carries its own name, whose end is the format that a record may state."""
    name = json.loads(schema())["$id"]
    assert name == f"urn:briefkit:outcomes:{Outcomes.model_fields['format'].default}"


@pytest.mark.parametrize("value", [1, "1"])
def test_the_format_is_a_number_or_text(value: Any) -> None:
    """An editor reads `format: 1` as a number, the loader as text; both are the format, and 2 is not."""
    validator = jsonschema.Draft202012Validator(json.loads(schema()))
    assert validator.is_valid({**RECORD, "format": value})
    assert not validator.is_valid({**RECORD, "format": 2})


@pytest.mark.parametrize("ids", ["sources", "actors", "issues", "occasions"])
def test_ids_of_another_form(ids: str) -> None:
    """An id with capitals or spaces is refused by the schema and the models, wherever it names something."""
    entry = {"sources": {"file": "a.txt"}, "actors": {"name": "A"}, "issues": {"title": "A"}}
    record = {**RECORD, ids: {"Port Avon": entry.get(ids, {"name": "A", "date": "2026-03-03"})}}
    assert not jsonschema.Draft202012Validator(json.loads(schema())).is_valid(record)
    with pytest.raises(ValidationError):
        Outcomes.model_validate(record)


def test_the_page_of_keys_is_current(accept: bool) -> None:  # noqa: FBT001 (a fixture is passed by its name)
    """docs/record.md is what the models say of themselves; `pytest --accept` rewrites it."""
    page = ROOT / "docs" / "record.md"
    if accept:
        page.write_text(reference(), encoding="utf-8", newline="\n")
    assert page.read_text(encoding="utf-8") == reference()
