"""The model of a record: its schema, what falls back to what, and the text gate."""

import json
import re
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from briefkit.outcomes import Outcomes, schema
from briefkit.outcomes.gate import breakable, filename, line, prose, quote
from briefkit.outcomes.reference import reference

ROOT = Path(__file__).parents[1]
PACKED = ROOT / "src" / "briefkit" / "outcomes" / "outcomes.schema.json"
LIGHT = """\
id: harbour
title: Harbour Board meets
marking: TLP:CLEAR
as_of: 2026-03-03
meeting: {name: Harbour Board, date: {date: 2026-03-03, basis: editor}}
sources: {note: {file: note.txt}}
statements:
  - {id: ferry, kind: fact, text: The ferry runs., quote: The ferry runs, conditions: [at night]}
  - {id: fee, kind: open_issue, question: Which fee, text: The fee is open., quote: [The fee, {quote: is open}]}
  - {id: all, kind: summary, rests_on: [ferry, fee], text: The ferry runs. The fee is open., headline: Ferry runs}
"""


class _Editor(yaml.SafeLoader):
    """Reads YAML as an editor with a schema does: numbers and booleans, but dates as text."""


_Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(text: str) -> Any:
    """Return the data of a YAML text."""
    return yaml.load(text, _Editor)  # noqa: S506  # a SafeLoader


def judge(data: Any) -> list[str]:
    """Return where the packaged schema refuses data."""
    validator = jsonschema.Draft202012Validator(json.loads(PACKED.read_text(encoding="utf-8")))
    return ["/".join(map(str, error.absolute_path)) for error in validator.iter_errors(data)]


def test_the_schema_is_current(accept: bool) -> None:  # noqa: FBT001
    """The packaged schema is what the models give, and a schema by its own standard."""
    if accept:
        PACKED.write_text(schema(), encoding="utf-8", newline="\n")
    assert PACKED.read_text(encoding="utf-8") == schema()
    jsonschema.Draft202012Validator.check_schema(json.loads(schema()))


def test_the_page_of_keys_is_current(accept: bool) -> None:  # noqa: FBT001
    """docs/record.md is what the models give; `pytest --accept` rewrites it."""
    page = ROOT / "docs" / "record.md"
    if accept:
        page.write_text(reference(), encoding="utf-8", newline="\n")
    assert page.read_text(encoding="utf-8") == reference()


def test_the_page_tells_every_key() -> None:
    """Each property of the schema has a row, each choice is named, and every link leads to a heading."""
    page = reference()
    models = json.loads(schema())["$defs"]
    keys = {key for model in models.values() for key in model.get("properties", ())}
    assert len(keys) > 60
    assert {key for key in keys if f"\n| `{key}` | " not in page} == set()
    choices = {
        value for model in models.values() for p in model.get("properties", {}).values() for value in _choices(p)
    }
    assert len(choices) > 60
    assert {value for value in choices if f"`{value}`" not in page} == set()
    anchors = {heading.lower().replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", page, re.MULTILINE)}
    assert set(re.findall(r"\(#([^)]+)\)", page)) <= anchors


def _choices(node: Any) -> set[str]:
    """Return the words of a schema among which one is chosen."""
    if isinstance(node, list):
        return {value for item in node for value in _choices(item)}
    if not isinstance(node, dict):
        return set()
    return {*node.get("enum", ()), *([node["const"]] if "const" in node else ())} | _choices(list(node.values()))


@pytest.mark.parametrize("seed", ["paris-2025-09-04", "ilvara-2026-03-12"])
def test_the_schema_takes_the_examples(seed: str) -> None:
    """The examples, shorthands included, are valid for an editor that knows only the schema."""
    assert judge(read((ROOT / "seeds" / seed / "outcomes.yaml").read_text(encoding="utf-8"))) == []


def test_the_schema_takes_a_light_record() -> None:
    """A plain quote, a list of quotes, a plain condition and a plain date are valid."""
    assert judge(read(LIGHT)) == []


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("title: Harbour", "titel: Harbour", ""),
        ("as_of: 2026-03-03\n", "", ""),
        ("basis: editor", "basis: rumour", "meeting/date"),
        ("kind: fact", "kind: rumour", "statements/0"),
        ("rests_on: [ferry, fee]", "rests_on: []", "statements/2"),
        ("id: harbour", "id: Harbour Board", "id"),
        ("conditions: [at night]", "conditions: [{say: at night}]", "statements/0"),
        ("headline: Ferry runs", "importance: 9", "statements/2"),
    ],
)
def test_the_schema_refuses_what_the_model_refuses(old: str, new: str, where: str) -> None:
    """What an editor underlines is what the loader would refuse."""
    assert old in LIGHT
    data = read(LIGHT.replace(old, new))
    assert any(place.startswith(where) for place in judge(data))
    with pytest.raises(ValidationError):
        Outcomes.model_validate(yaml.load(LIGHT.replace(old, new), yaml.BaseLoader))  # noqa: S506  # strings only


@pytest.fixture
def record() -> Outcomes:
    """Return the light record."""
    return Outcomes.model_validate(yaml.load(LIGHT, yaml.BaseLoader))  # noqa: S506  # strings only


def test_forms_fall_back_to_fuller_ones(record: Outcomes) -> None:
    """A claim falls back to the short form, that and the plain one to the text; a headline to nothing."""
    ferry, _, summary = record.statements
    assert [ferry.form_named(name) for name in ("claim", "short", "plain")] == [("text", "The ferry runs.")] * 3
    assert ferry.form("headline") is None
    assert summary.forms == {"text": "The ferry runs. The fee is open.", "headline": "Ferry runs"}
    shortened = ferry.model_copy(update={"short": "It runs."})
    assert shortened.form_named("claim") == ("short", "It runs.")


def test_the_desk_comes_down_to_sources(record: Outcomes) -> None:
    """A summary of summaries rests on each sourced statement once; one that rests on itself ends."""
    ferry, fee, summary = record.statements
    upper = summary.model_copy(update={"id": "upper", "rests_on": ("all", "ferry", "upper", "nowhere")})
    wider = record.model_copy(update={"statements": (*record.statements, upper)})
    assert {s.id for s in wider.ground(upper)} == {ferry.id, fee.id}
    assert len(wider.ground(upper)) == 2
    assert wider.ground(fee) == (fee,)


def test_the_only_source_is_meant(record: Outcomes) -> None:
    """With one source a quote need not name it; with two it keeps none."""
    assert {e.source for s in record.statements for e in getattr(s, "quote", ())} == {"note"}
    two = LIGHT.replace("{note: {file: note.txt}}", "{note: {file: note.txt}, other: {file: b.txt}}")
    statement = Outcomes.model_validate(yaml.load(two, yaml.BaseLoader)).statements[0]  # noqa: S506
    assert [e.source for e in getattr(statement, "quote", ())] == [None]


def test_a_record_cannot_be_changed(record: Outcomes) -> None:
    """Records are immutable: a rule or a template cannot alter what a later one sees."""
    with pytest.raises(ValidationError):
        record.title = "Another"


@given(st.text(st.characters(codec=None), max_size=40))
def test_the_gate_refuses_or_folds(text: str) -> None:
    """What passes is NFC, without controls, unseen characters or ligatures; passing again changes nothing."""
    for gate in (line, quote):
        with suppress(ValueError):
            passed = gate(text)
            assert passed == gate(passed) == unicodedata.normalize("NFC", passed)
            assert not {"Cc", "Cs", "Co", "Zl", "Zp"} & {unicodedata.category(char) for char in passed}
            assert not set("\u00ad\u061c\u200b\u200f\u202e\u2066\ufeff\ufb03\ufe0f\U000e0041") & set(passed)
            assert {char for char in passed if char.isspace()} <= {" ", "\u00a0", "\u202f"}
            assert not re.search(r"\s\s|^\s|\s$", passed)


@pytest.mark.parametrize(
    "char",
    [
        *("\0", "\x08", "\x0b", "\x1f", "\x7f", "\x85", "\x9f", "\ud800", "\udfff", "\ue000", "\uf8ff", "\U000f0000"),
        *("\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0005ffff", "\U000efffe", "\U0010ffff"),
        *("\u202a", "\u202e", "\u2066", "\u2069"),
    ],
)
def test_the_gate_names_what_it_refuses(char: str) -> None:
    """Controls, surrogates, noncharacters of every plane, private use, embeddings and isolates are named."""
    for gate in (line, quote, filename):
        with pytest.raises(ValueError, match=rf"U\+{ord(char):04X} is not allowed"):
            gate(f"a{char}b")


@pytest.mark.parametrize(
    ("written", "passed"),
    [
        ("of\ufb01ce, o\ufb03ce, \ufb05op", "offIce, office, stop".replace("I", "i")),
        ("har\u00adbour\u200b \u2060wall", "harbour wall"),
        ("5\u00a0km, 58\u202f000, night\u2011ferry", "5\u00a0km, 58\u202f000, night\u2011ferry"),
        ("a\u00a0\u00a0b \u00a0c\n\u202fd\u00a0", "a\u00a0b c d"),
        ("58\u2009000\u2007m\u3000x\u2028y", "58 000\u00a0m x y"),
        ("night\u2010ferry", "night-ferry"),
        ("cafe\u200b\u0301", "café"),
    ],
)
def test_the_gate_folds(written: str, passed: str) -> None:
    """Ligatures become letters and what is unseen goes; spaces and hyphens at which no line ends are kept."""
    assert line(written) == passed


def test_the_gate_keeps_what_has_meaning() -> None:
    """Line breaks stay in prose, hyphens in a quotation as the source has them, and all of a file's name."""
    assert prose("a\nb") == "a\nb"
    assert quote("so\u00adft\n hy\u2010phen o\ufb03ce") == "soft hy\u2010phen office"
    assert quote("5\u00a0km") == filename("5\u00a0km") == "5\u00a0km"
    assert filename("o\ufb03ce  at 3.45\u202fPM.png") == "o\ufb03ce  at 3.45\u202fPM.png"


def test_the_gate_limits_what_one_field_holds() -> None:
    """A wording has at most 4,000 characters, a quotation 20,000, and the message says so."""
    assert len(line("x" * 4_000)) == 4_000
    assert len(quote("x" * 20_000)) == 20_000
    for gate in (line, filename):
        with pytest.raises(ValueError, match="longer than 4,000 characters"):
            gate("x" * 4_001)
    with pytest.raises(ValueError, match="longer than 20,000 characters"):
        quote("x" * 20_001)


def test_texts_are_compared_without_what_holds_their_lines() -> None:
    """No-break spaces and hyphens become plain ones, one for one."""
    assert breakable("5\u00a0km, 58\u202f000, night\u2011ferry") == "5 km, 58 000, night-ferry"
