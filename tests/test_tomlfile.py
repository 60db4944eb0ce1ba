"""TOML with places: every key and value of a text is found where it stands."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.errors import HouseError, Place
from briefkit.parsing.places import Places
from briefkit.parsing.tomlfile import read

TEXT = """\
# a comment with [brackets] and = signs
top = 1
[house]
name = "A = [B] # no comment"  # a comment
"odd key".inner = 'x'
[look]
fonts = { regular = "a.ttf", fallback = [
  "b.ttf",  # one
  { regular = "c.ttf" },
] }
notice = \"\"\"
several
lines = here \\" \"\"\"\"
[audience.press-office]
ceiling = ["TLP:GREEN", 'OFFICIAL']
when = 1979-05-27 07:32:00
[[records]]
out = "a"
[[records]]
out = "b"
"""


def paths(data: Any, before: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    """Return every path of data with what stands there."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    found = [((*before, key), value) for key, value in inner]
    return found + [deeper for path, value in found for deeper in paths(value, path)]


def from_place(text: str, place: Place) -> str:
    """Return a text from a place on."""
    lines = text.split("\n")
    return "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])


def check(text: str) -> None:
    """Every key stands where its place says, and every scalar begins where its place says."""
    data, places = read(text, "f.toml")
    assert data == tomllib.loads(text)
    seen = 0
    for path, value in paths(data):
        if not isinstance(value, dict | list):
            rest = from_place(text, places.value(path))
            assert any(_reads(rest[:end], value) for end in range(1, len(rest) + 1)), path
            seen += 1
        if isinstance(path[-1], str):
            rest = from_place(text, places.key(path))
            assert rest.startswith((path[-1], f'"{path[-1]}"', f"'{path[-1]}'")) or "\\" in rest[:20], path
    assert seen == sum(not isinstance(value, dict | list) for _, value in paths(data))


def _reads(raw: str, value: Any) -> bool:
    try:
        return bool(tomllib.loads(f"k = {raw}")["k"] == value)
    except tomllib.TOMLDecodeError:
        return False


def test_every_part_is_found_where_it_stands() -> None:
    """Tables, tables in lists, points in keys, braces, comments and strings of all four kinds."""
    check(TEXT)
    _, places = read(TEXT, "f.toml")
    assert str(places.key(("audience", "press-office", "ceiling"))) == "f.toml:15:1"
    assert str(places.value(("audience", "press-office", "ceiling", 1))) == "f.toml:15:25"
    assert str(places.key(("house", "odd key", "inner"))) == "f.toml:5:11"
    assert str(places.value(("records", 1, "out"))) == "f.toml:20:7"


WORDS = st.text(st.sampled_from("ab =#[]{}'\\,."), max_size=6)
SCALARS = st.one_of(
    st.integers(0, 99).map(str),
    st.booleans().map(lambda value: str(value).lower()),
    WORDS.map(lambda text: '"' + text.replace("\\", "\\\\") + '"'),
    WORDS.filter(lambda text: "'" not in text).map(lambda text: f"'{text}'"),
    WORDS.map(lambda text: '"""' + text.replace("\\", "\\\\") + '"""'),
)
NAMES = st.lists(st.sampled_from(["a", "b-c", "d_1", '"e f"', "'g.h'"]), min_size=1, max_size=4, unique=True)


@st.composite
def values(draw: st.DrawFn, depth: int = 2) -> str:
    """Draw a value as TOML writes it."""
    kind = draw(st.integers(0, 3)) if depth else 0
    if kind == 1:
        items = [draw(values(depth - 1)) for _ in range(draw(st.integers(0, 3)))]
        return "[ # x ]\n" + ",\n".join(items) + "]"
    if kind == 2:  # a table in braces stands on one line
        return "{" + ", ".join(f"{name} = {draw(SCALARS)}" for name in draw(NAMES)) + "}"
    return draw(SCALARS)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a TOML text."""
    lines = [f"{name} = {draw(values())} # y" for name in draw(NAMES)]
    for table in draw(NAMES):
        head = draw(st.sampled_from([f"[t.{table}]", f"[[u.{table}]]"]))
        lines += [head, *(f"{name} = {draw(values())}" for name in draw(NAMES))]
    return "\n".join(lines) + "\n"


@given(texts())
def test_every_part_of_any_text_is_found(text: str) -> None:
    """Whatever is written, the walk finds what the reader reads."""
    check(text)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("[house]\nname = x\n", "f.toml:2:8", "invalid value"),
        ("[house\n", "f.toml:1:7", "expected ']'"),
        ('name = "x', "f.toml:1:1", "unterminated string"),
        ("a = 1\na = 2\n", "f.toml:2:6", "a key stands twice"),
        ("[a.b]\n[a.b]\n", "f.toml:2:5", "the table [a.b] stands twice"),
        ("a = " + "[" * 5_000, "f.toml:1:1", "too deep"),
        ("a = " + "9" * 5_000, "f.toml:1:1", "a number is too long"),
    ],
)
def test_what_is_no_toml_is_told_with_its_place(text: str, place: str, words: str) -> None:
    """Line, column, what is wrong, and how the like is written."""
    with pytest.raises(HouseError) as error:
        read(text, "f.toml")
    (problem,) = error.value.problems
    assert str(problem.place) == place
    assert words in problem.message
    assert problem.hint


def test_places_are_those_of_a_yaml_file() -> None:
    """What is missing stands at its parent."""
    _, places = read("[house]\nname = 'x'\n", "f.toml")
    assert isinstance(places, Places)
    assert str(places.value(("house", "nothing"))) == "f.toml:1:2"
