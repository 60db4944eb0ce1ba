"""The model of a record: its schema, what short values stand for, and the text gate."""

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

from briefkit.outcomes import STATUSES, Outcomes, schema
from briefkit.outcomes.gate import LONGEST, LONGEST_QUOTATION, breakable, filename, line, prose, quote
from briefkit.outcomes.statements import DESK, SOURCED
from briefkit.outcomes.statuses import CAPS

ROOT = Path(__file__).parents[1]
PACKED = ROOT / "src" / "briefkit" / "outcomes" / "outcomes.schema.json"
LIGHT = """\
id: harbour
title: Harbour Board meets
marking: TLP:CLEAR
as_of: 2026-03-03
meeting: {name: Harbour Board, date: {date: 2026-03-03, basis: editor}}
sources: {note: {file: note.txt}}
actors: {roca: {name: Ines Roca}}
statements:
  - {id: ferry, kind: fact, by: roca, says: the ferry runs, quote: The ferry runs, conditions: [at night]}
  - {id: fee, kind: open_issue, question: Which fee, text: The fee is open., quote: [The fee, {quote: is open}]}
  - {id: all, kind: summary, rests_on: [ferry, fee], text: The ferry runs. The fee is open., headline: Ferry runs}
"""


class _Editor(yaml.SafeLoader):
    """Reads YAML 1.2 as an editor with a schema does: numbers, true and false, but dates, yes and on as text."""


_AS_TEXT = dict.fromkeys("yYnNoO", "bool")
_Editor.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] not in _AS_TEXT.get(first, "timestamp")
    ]
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


@pytest.mark.parametrize("seed", ["paris-2025-09-04", "ilvara-2026-03-12"])
def test_the_schema_takes_the_examples(seed: str) -> None:
    """The examples, shorthands included, are valid for an editor that knows only the schema."""
    assert judge(read((ROOT / "seeds" / seed / "outcomes.yaml").read_text(encoding="utf-8"))) == []


def test_the_schema_takes_a_light_record() -> None:
    """An id for a speaker, a plain quote, a list of quotes, a plain condition and a plain date are valid."""
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
        ("by: roca", "by: {who: roca}", "statements/0"),
        ("by: roca", "status: agred, by: roca", "statements/0"),
    ],
)
def test_the_schema_refuses_what_the_model_refuses(old: str, new: str, where: str) -> None:
    """What an editor underlines is what the loader would refuse."""
    assert old in LIGHT
    data = read(LIGHT.replace(old, new))
    assert any(place.startswith(where) for place in judge(data))
    with pytest.raises(ValidationError):
        Outcomes.model_validate(plain(LIGHT.replace(old, new)))


def plain(text: str) -> Any:
    """Return the data of a YAML text as the loader gives it: strings only."""
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506  # strings only


@pytest.fixture
def record() -> Outcomes:
    """Return the light record."""
    return Outcomes.model_validate(plain(LIGHT))


def statement(more: str) -> Any:
    """Return a statement of the light record, a fact without a wording but for further fields."""
    light = plain(f"{{kind: fact, quote: The ferry runs, id: ferry, {more}}}")
    return Outcomes.model_validate({**plain(LIGHT), "statements": [light]}).statements[0]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("by: roca", "by: [{actor: roca}]"),
        ("by: [roca, {words: some}]", "by: [{actor: roca}, {words: some}]"),
        ("opposed_by: roca", "opposed_by: [{actor: roca}]"),
        ("conditions: [if it is dry]", "conditions: [{text: if it is dry}]"),
        ("contradicts: [fee]", "contradicts: [{statement: fee}]"),
        ("on: 2026-03-03", "on: {date: 2026-03-03}"),
        ("kind: call, to: roca", "kind: call, to: [{actor: roca}]"),
        ("kind: decision, vote: {for: 3}", "kind: decision, vote: {for: {count: 3}, against: {actors: []}}"),
        ("kind: decision, vote: {for: [roca, vik]}", "kind: decision, vote: {for: {actors: [{actor: roca}, vik]}}"),
    ],
)
def test_a_short_value_stands_for_a_long_one(short: str, long: str) -> None:
    """An id stands for an attribution, a text for a condition, a number for a ballot, a day for a date."""
    assert statement(f"text: The ferry runs., {short}") == statement(f"text: The ferry runs., {long}")


@pytest.mark.parametrize("shape", ["says", "does", "text"])
def test_a_statement_has_one_first_wording(shape: str) -> None:
    """The key under which it stands is its shape; its other wordings have the same."""
    found = statement(f"by: roca, {shape}: runs, short: run, plain: it runs")
    assert (found.shape, found.first) == (shape, "runs")


def test_a_direct_quote_needs_no_wording() -> None:
    """It is printed as its evidence has it; without a speaker it is refused."""
    assert (statement("kind: direct_quote, by: roca").shape, statement("kind: direct_quote, by: roca").first) == (
        "",
        "",
    )
    with pytest.raises(ValidationError):
        statement("kind: direct_quote")


def test_all_that_a_statement_names_and_says_is_known() -> None:
    """Actors of every field, votes included, and every text that a page may print."""
    found = statement(
        "kind: decision, by: {actor: a, for: b}, via: c, supported_by: d, opposed_by: [e], owner: f, does: g1,"
        "short: g2, vote: {for: [h], against: [{words: g10}], abstained: [i]}, measures: [g3], verb: g11,"
        "contradicts: [{statement: x, about: g12}],"
        "conditions: [{text: g4, plain: g5}], avoid: [{say: g6, because: g7}], forms: {plain: g8}, effect: g9"
    )
    assert found.actors == frozenset("abcdefhi")
    assert set(found.written) == {f"g{number}" for number in range(1, 13)}


def test_the_table_of_statuses_is_whole() -> None:
    """Each kind may carry its usual status, each status is for kinds, each cap is a rank that there is."""
    kinds = {**SOURCED, **DESK}
    for name, model in kinds.items():
        assert name in STATUSES[model.usual].kinds or not STATUSES[model.usual].kinds, name
    assert {kind for row in STATUSES.values() for kind in row.kinds} <= kinds.keys()
    assert set(CAPS.values()) <= {row.rank for row in STATUSES.values()}
    assert all(row.label for row in STATUSES.values())


def test_the_desk_comes_down_to_sources(record: Outcomes) -> None:
    """A summary of summaries rests on each sourced statement once; one that rests on itself ends."""
    ferry, fee, summary = record.statements
    upper = summary.model_copy(update={"id": "upper", "rests_on": ("all", "ferry", "upper", "nowhere")})
    wider = record.model_copy(update={"statements": (*record.statements, upper)})
    assert {s.id for s in wider.ground(upper)} == {ferry.id, fee.id}
    assert len(wider.ground(upper)) == 2
    assert wider.ground(fee) == (fee,)


def test_the_first_source_is_meant(record: Outcomes) -> None:
    """A quote that names no source is of the first one, however many there are."""
    assert {e.source for s in record.statements for e in getattr(s, "quote", ())} == {"note"}
    two = LIGHT.replace("{note: {file: note.txt}}", "{note: {file: note.txt}, other: {file: b.txt}}")
    statement = Outcomes.model_validate(plain(two)).statements[0]
    assert [e.source for e in getattr(statement, "quote", ())] == ["note"]


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
        ("the members' bus, the Trust's, O'Neill", "the members’ bus, the Trust’s, O’Neill"),
        ("the Trust's 'yes, members'", "the Trust’s 'yes, members'"),
        (
            "o'neill@example.org, https://example.org/o'neill, 5' 6",
            "o'neill@example.org, https://example.org/o'neill, 5' 6",
        ),
    ],
)
def test_the_gate_folds(written: str, passed: str) -> None:
    """Ligatures become letters, apostrophes curly, and what is unseen goes; no-break spaces and hyphens are kept."""
    assert line(written) == passed


def test_the_gate_keeps_what_has_meaning() -> None:
    """Line breaks stay in prose, hyphens in a quotation as the source has them, and all of a file's name."""
    assert prose("a\nb") == "a\nb"
    assert quote("so\u00adft\n hy\u2010phen o\ufb03ce") == "soft hy\u2010phen office"
    assert quote("5\u00a0km") == filename("5\u00a0km") == "5\u00a0km"
    assert filename("o\ufb03ce  at 3.45\u202fPM.png") == "o\ufb03ce  at 3.45\u202fPM.png"


def test_the_gate_limits_what_one_field_holds() -> None:
    """A wording is at most a paragraph, a quotation at most a page, and the message says so."""
    assert len(line("x" * LONGEST)) == LONGEST
    assert len(quote("x" * LONGEST_QUOTATION)) == LONGEST_QUOTATION
    for gate in (line, filename):
        with pytest.raises(ValueError, match="longer than 1,000 characters"):
            gate("x" * (LONGEST + 1))
    with pytest.raises(ValueError, match="longer than 8,000 characters"):
        quote("x" * (LONGEST_QUOTATION + 1))


def test_texts_are_compared_without_what_holds_their_lines() -> None:
    """No-break spaces and hyphens become plain ones, one for one."""
    assert breakable("5\u00a0km, 58\u202f000, night\u2011ferry") == "5 km, 58 000, night-ferry"
