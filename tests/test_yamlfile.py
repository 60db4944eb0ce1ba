"""Strict YAML: data, places, and what is refused."""

import random
import time
from pathlib import Path

import pytest
import yaml

from briefkit.errors import Place, RecordError
from briefkit.parsing import yamlfile
from briefkit.parsing.yamlfile import KINDS, MAX_BYTES, MAX_DEPTH, MAX_NODES, read, read_file

RECORD = """\
# A small record.
id: paris-2025
title: 'Paris: the summit''s outcome'
marking: TLP:CLEAR  # released
summary: >
  Twenty-six countries
  would take part.

statements:
  - id: troops
    text: "26 countries \\u2014 pending\\
      ratification"
    quotes: [article, {from: 3, "to": 9}]
  - id: venue
    text: |
      Geneva,
        or Vienna.
    note: ~
"""


def refusals(text: str) -> list[tuple[str, str]]:
    """Return code and place of every problem in a text."""
    with pytest.raises(RecordError) as caught:
        read(text, "f.yaml")
    return [(problem.code, str(problem.place).removeprefix("f.yaml:")) for problem in caught.value.problems]


def test_scalars_stay_strings() -> None:
    """Nothing becomes a boolean, number or date; only empty, `~` and `null` are None."""
    data, _ = read("a: no\nb: 2025-09-04\nc: 1_000\nd: null\ne: ~\nf:\ng: ''\nh: 'null'\ni: Null\n", "f.yaml")
    assert data == {
        "a": "no", "b": "2025-09-04", "c": "1_000", "d": None, "e": None, "f": None, "g": "", "h": "null", "i": "Null",
    }  # fmt: skip


def test_an_empty_text_is_none() -> None:
    """A text of nothing but comments gives None at its first character."""
    data, places = read("# nothing\n", "f.yaml")
    assert data is None
    assert places.value(("id",)) == Place("f.yaml", 1, 1)


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), "2:1", "2:1"),
        (("id",), "2:5", "2:1"),
        (("summary",), "6:3", "5:1"),
        (("statements",), "10:3", "9:1"),
        (("statements", 0), "10:5", "10:5"),
        (("statements", 0, "quotes", 1, "to"), "13:39", "13:33"),
        (("statements", 1, "text"), "16:7", "15:5"),
        (("statements", 1, "note"), "18:11", "18:5"),
    ],
)
def test_places_of_values_and_keys(path: tuple[str | int, ...], value: str, key: str) -> None:
    """A value's place is where it begins, a block scalar's where its text begins; keys have their own."""
    _, places = read(RECORD.replace("# A small record.\n", "# A small record.\r\n"), "f.yaml")
    assert (str(places.value(path)), str(places.key(path))) == (f"f.yaml:{value}", f"f.yaml:{key}")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("statements", 0, "date"), "10:5"),
        (("statements", 7, "text"), "10:3"),
        (("statements", 0, "decision", "text"), "11:11"),
        (("statements", 0, "text", 0, "quote"), "11:11"),
        (("nothing",), "2:1"),
    ],
)
def test_unknown_parts_of_a_path_are_skipped(path: tuple[str | int, ...], value: str) -> None:
    """What is missing stands at its parent; the name of a union's member does no harm."""
    _, places = read(RECORD, "f.yaml")
    assert str(places.value(path)) == f"f.yaml:{value}"


@pytest.mark.parametrize(
    ("path", "offset", "place"),
    [
        (("id",), 0, "2:5"),
        (("id",), 9, "2:14"),
        (("id",), 99, "2:15"),
        (("title",), 0, "3:9"),
        (("title",), 18, "3:28"),
        (("summary",), 21, "7:3"),
        (("summary",), 20, "6:23"),
        (("statements", 0, "text"), 13, "11:25"),
        (("statements", 0, "text"), 15, "11:32"),
        (("statements", 0, "text"), 22, "12:7"),
        (("statements", 1, "text"), 10, "17:9"),
        (("statements", 1, "text"), 0, "16:7"),
        (("statements",), 5, "10:3"),
    ],
)
def test_places_inside_scalars(path: tuple[str | int, ...], offset: int, place: str) -> None:
    """A character of a scalar is found through quotes, escapes, folds and blocks."""
    _, places = read(RECORD, "f.yaml")
    assert str(places.inside(path, offset)) == f"f.yaml:{place}"


REFUSED = [
    ("a: \x01\nb: \u2028", [("Y04", "1:4"), ("Y04", "2:4")]),
    ("a: 1\nb: 2\na: 3\n", [("Y07", "3:1")]),
    ("a: 1\n'a': 2\nb: &c 3\n", [("Y07", "2:1"), ("Y08", "3:4")]),
    ("a: *b", [("Y08", "1:4")]),
    ("a: **bold**", [("Y08", "1:4")]),
    ("a: !!str b", [("Y09", "1:4")]),
    ("a: !important", [("Y09", "1:4")]),
    ("<<: {a: 1}", [("Y10", "1:1")]),
    ("a: 1\n---\nb: 2", [("Y11", "2:1")]),
    ("%YAML 1.1\n---\na: 1", [("Y12", "1:1")]),
    ("? [a]\n: 1", [("Y13", "1:3")]),
    ("{a: 1}: 2", [("Y13", "1:1")]),
    ("? \n: 1", [("Y13", "1:2")]),
    ("text: Paris: the summit", [("Y14", "1:12")]),
    ("a:\n\tb: 1", [("Y15", "2:1")]),
    ("a: x\n  b: 1", [("Y16", "2:4")]),
    ("- a\nb: 1", [("Y16", "2:1")]),
    ("a: 1\nb: 'x\nc: 2\n", [("Y17", "2:4")]),
    ('a: "He said "yes" twice"', [("Y18", "1:14")]),
    ("a: [x] y", [("Y19", "1:8")]),
    ("a:\n  [x\nb: 1", [("Y19", "2:3")]),
    ("a: @b", [("Y20", "1:4")]),
    ("a: - b", [("Y20", "1:4")]),
    ('a: "\\q"', [("Y21", "1:5")]),
    ("a: > b", [("Y22", "1:6")]),
    ("a: Item #5 is open", [("Y23", "1:9")]),
    ("a: 1\nb\nc: 2", [("Y24", "2:1")]),
    ("a:\n  - b: 1\n\u00a0\u00a0\u00a0 c: 2\n    d: 3", [("Y26", "3:1")]),
    ("a:\n  - b: 1\n  \u202f\u00a0c: 2\n\u00a0   d: 3\n    e: 4", [("Y26", "3:3")]),
    ("a:\n  b: 1\n\u2003c: 2", [("Y26", "3:1")]),
    ("a: 1\n\u3000b: 2\nc: 3", [("Y26", "2:1")]),
    ("a:\n  - x\n\u00a0\u00a0- y\nb: 1", [("Y26", "3:1")]),
    ("a:\n  - x\n  -\u00a0y", [("Y26", "3:4")]),
    ("a: [x,\u00a0'y']", [("Y26", "1:7")]),
    ("a:\u00a01", [("Y26", "1:3")]),
    ("a: 1\nb:\u00a02\nc: 3", [("Y26", "2:3")]),
    ("a: {say: x, y, because: z}", [("Y27", "1:13")]),
    ("a: {say: x, y}\nb: {'c'}", [("Y27", "1:13"), ("Y27", "2:5")]),
    ("a: 1\n<<<<<<< ours\nb: 1\n=======\nb: 2\n>>>>>>> theirs\nc: 3", [("Y28", "2:1")]),
    ("a: |\n  x\n<<<<<<< ours\n  y\n=======\n  z\n>>>>>>> theirs", [("Y28", "3:1")]),
]


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
@pytest.mark.parametrize(("text", "expected"), REFUSED)
def test_what_is_refused(
    text: str, expected: list[tuple[str, str]], loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each kind of refusal has its own code and place, with libyaml and without."""
    monkeypatch.setattr(yamlfile, "_LOADER", loader)
    assert refusals(text) == expected


def test_a_problem_says_what_to_do() -> None:
    """A colon inside text asks for quotes; two equal keys show both places; every kind has a hint."""
    with pytest.raises(RecordError) as colon:
        read("text: Paris: the summit", "f.yaml")
    with pytest.raises(RecordError) as twice:
        read("marking: TLP:RED\nmarking: TLP:CLEAR\n", "f.yaml")
    assert colon.value.problems[0].hint == "Put the whole text in quotes."
    assert twice.value.problems[0].message == "the key `marking` stands twice; the first is at f.yaml:1:1"
    assert all(hint for _, hint in KINDS.values())


def test_odd_spaces_inside_text_are_fine() -> None:
    """A no-break space is a letter of a text like any other, also at the head of a line of a block."""
    text = "a: 5\u00a0km\nb: Paris:\u00a0the summit\nc: |\n  \u00a0- x\nd: '\u00a0- y'\ne: {f: , g: 1}\n"
    text += "h: x\n \u00a0y - z\n"
    assert read(text, "f")[0] == {
        "a": "5\u00a0km",
        "b": "Paris:\u00a0the summit",
        "c": "\u00a0- x\n",
        "d": "\u00a0- y",
        "e": {"f": None, "g": "1"},
        "h": "x \u00a0y - z",
    }


def test_an_odd_space_is_named() -> None:
    """The message names the character, and the hint tells of a value with a comma that it needs quotes."""
    with pytest.raises(RecordError) as odd:
        read("a:\n\u00a0b: 1\nc: 2", "f.yaml")
    with pytest.raises(RecordError) as comma:
        read("{say: a, b, because: c}", "f.yaml")
    assert odd.value.problems[0].message == "the character U+00A0 (NO-BREAK SPACE) stands where YAML wants a space"
    assert comma.value.problems[0].message == "inside { } a comma ends a value, so `b` would be a key without one"
    assert comma.value.problems[0].hint == "Put text that holds a comma in quotes."


@pytest.mark.parametrize("style", ["{}", "'{}'", '"{}"', "|\n  {}\n", ">\n  {}\n  x\n", "'{}\n  x'"])
def test_each_place_inside_a_long_scalar_is_told_in_a_moment(style: str) -> None:
    """Asking for the place of every letter of a text of 20,000 takes no longer than reading it some times."""
    data, places = read("a: " + style.format("x y" * 7_000), "f.yaml")
    assert isinstance(data, dict)
    started = time.process_time()
    for offset in range(21_000):
        places.inside(("a",), offset)
    assert time.process_time() - started < 3


def test_many_keys_take_a_moment() -> None:
    """50,000 keys, each alone or all the same, are read or refused in the time of their bytes."""
    started = time.process_time()
    read("".join(f"key-{number}: x\n" for number in range(50_000)), "f.yaml")
    refusals("key: x\n" * 50_000)
    refusals("a: {" + "b, " * 50_000 + "}")
    refusals("\u00a0a: b\n" * 50_000)
    assert time.process_time() - started < 5


def test_a_comment_behind_a_value_is_fine() -> None:
    """Only a # that text may have meant is refused."""
    assert read("a: x # note\nb: C#4\nc: 'x' #y\nd: |\n  x #y\n", "f")[0] == {
        "a": "x",
        "b": "C#4",
        "c": "x",
        "d": "x #y\n",
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 100_000, "Y06"),
        ("- " * 100_000, "Y06"),
        ("\n".join(" " * depth + "a:" for depth in range(MAX_DEPTH + 2)), "Y06"),
        ("[" + "a," * MAX_NODES, "Y05"),
        ("a: " + "x" * MAX_BYTES, "Y02"),
        ("é" * (MAX_BYTES // 2 + 1), "Y02"),
    ],
)
def test_limits(text: str, code: str) -> None:
    """Depth, number of nodes and size are limited."""
    assert [found for found, _ in refusals(text)] == [code]


def test_as_deep_as_allowed() -> None:
    """The limit of depth itself is allowed."""
    data, _ = read("[" * MAX_DEPTH + "]" * MAX_DEPTH, "f.yaml")
    for _ in range(MAX_DEPTH):
        assert isinstance(data, list)
        data = data[0] if data else None
    assert data is None


def test_many_problems_are_cut() -> None:
    """At most a hundred problems are collected."""
    assert len(refusals("a: 1\n" * 5_000)) == 100


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"a: 1\nb: \xc3\xa9\xff\n", ("Y03", Place("shown", 2, 5))),
        ("a: 1\n".encode("utf-16"), ("Y03", Place("shown", 1, 1))),
        (b"#" * (MAX_BYTES + 1), ("Y02", Place("shown", 1, 1))),
        (None, ("Y01", Place("shown", 0))),
    ],
)
def test_files_that_cannot_be_read(raw: bytes | None, problem: tuple[str, Place], tmp_path: Path) -> None:
    """A file that is missing, too large or not UTF-8 is a problem with a place; what is not there has no lines."""
    path = tmp_path / "f.yaml"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(RecordError) as caught:
        read_file(path, "shown")
    assert [(found.code, found.place) for found in caught.value.problems] == [problem]


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    """Windows editors write a byte-order mark and CRLF; neither changes data or places."""
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: |\r\n  x\r\n")
    data, places = read_file(path, "f.yaml")
    assert data == {"a": "1", "b": "x\n"}
    assert str(places.value(("b",))) == "f.yaml:3:3"


TRICKY = "\n \t:-#'\"[]{},&*!|>%@`?\\~<\r\0\u2028\ufeffé😀0a"


def mutant(text: str, dice: random.Random) -> str:
    """Return the text with up to three characters or stretches changed."""
    for _ in range(dice.randint(1, 3)):
        at, to = sorted(dice.randrange(len(text) + 1) for _ in range(2))
        to = min(to, at + dice.choice((0, 1, 8)))
        middle = dice.choice(("", dice.choice(TRICKY), text[at:to] * 2, text[: to - at]))
        text = text[:at] + middle + text[to:]
    return text


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
def test_mutants_give_only_placed_problems(loader: type, monkeypatch: pytest.MonkeyPatch) -> None:
    """3,000 damaged texts are read, or refused with codes of the table and places inside the text."""
    monkeypatch.setattr(yamlfile, "_LOADER", loader)
    dice = random.Random(loader.__name__)
    refused = 0
    for _ in range(1_500):
        text = mutant(RECORD, dice)
        try:
            read(text, "f.yaml")
        except RecordError as error:
            refused += 1
            lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            for problem in error.problems:
                assert problem.code in KINDS
                assert problem.place is not None
                assert 1 <= problem.place.line <= len(lines)
                assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
    assert 300 < refused < 1_450


def leaves(data: object, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], str]]:
    """Return every text of the data with its path."""
    if isinstance(data, dict):
        return [leaf for key, value in data.items() for leaf in leaves(value, (*path, key))]
    if isinstance(data, list):
        return [leaf for index, value in enumerate(data) for leaf in leaves(value, (*path, index))]
    return [(path, data)] if isinstance(data, str) else []


def test_the_place_of_every_visible_character_shows_it() -> None:
    """In mutants that can be read, the place inside of a visible character holds that character or its escape."""
    dice = random.Random(5)
    seen = 0
    for _ in range(400):
        text = mutant(RECORD, dice)
        try:
            data, places = read(text, "f.yaml")
        except RecordError:
            continue
        lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for path, value in leaves(data):
            for offset, letter in enumerate(value):
                if not letter.isspace():
                    place = places.inside(path, offset)
                    assert lines[place.line - 1][place.column - 1] in {letter, "\\"}
                    seen += 1
    assert seen > 1_000
