"""What a run for named readers prints is a function of what they may see; what any run prints commands nothing."""

import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.harbour import FOLDER
from tests.records import random_record, write
from tests.samples import seeds

from briefkit.cli import main
from briefkit.cli.streams import Inert
from briefkit.errors import Problem, UsageError
from briefkit.house import DEFAULT
from briefkit.loading import load
from briefkit.markings import withheld

Told = tuple[str, str, int]


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> Told:
    """Return what a command prints on both streams, and its exit code."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    return (*capsys.readouterr(), int(end.value.code or 0))


def without(data: dict[str, Any], gone: dict[str, str]) -> dict[str, Any]:
    """Return the data of a record that never held these statements, nor steps and sides that rest on them."""
    kept = [_freed(one, gone) for one in data["statements"] if one["id"] not in gone]
    heard = {one.get("issue") for one in kept if one["kind"] == "position"}
    issues = {key: _issue(one, gone, heard=key in heard) for key, one in data.get("issues", {}).items()}
    return {**data, "statements": kept, "issues": issues}


def _issue(issue: dict[str, Any], gone: dict[str, str], *, heard: bool) -> dict[str, Any]:
    rest = {key: value for key, value in issue.items() if key != "ladder" and (heard or key != "sides")}
    steps = [step for step in issue.get("ladder", []) if step.get("statement") not in gone]
    return rest | ({"ladder": steps} if steps else {})


def _freed(statement: dict[str, Any], gone: dict[str, str]) -> dict[str, Any]:
    freed = dict(statement)
    for name in ("supersedes", "contradicts"):
        given = freed.pop(name, None)
        kept = [one for one in _listed(given) if (one["statement"] if isinstance(one, dict) else one) not in gone]
        freed |= {name: kept} if kept else {}
    return freed


def _listed(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [given] if given else []


def _pairs(folder: Path, seed: int) -> Iterator[tuple[str, Path, Path]]:
    """Yield each audience from which something is withheld, with a random record and one that never held it."""
    data, sources = random_record(seed)
    whole = write(folder / "whole" / "record", data, sources)
    record = load(whole).outcomes
    for audience in DEFAULT.names:
        gone = withheld(record, audience)
        if DEFAULT.allows(audience, record.marking) and 0 < len(gone) < len(record.statements):
            reduced = shutil.copytree(whole, folder / audience / "record")
            (reduced / "outcomes.yaml").write_text(json.dumps(without(data, gone), indent=1), encoding="utf-8")
            yield audience, whole, reduced


def _same(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folders: tuple[Path, Path], *command: str
) -> None:
    found = []
    for folder in folders:
        monkeypatch.chdir(folder.parent)
        found.append(told(capsys, *command))
    assert found[0] == found[1]


@pytest.mark.parametrize("seed", seeds(2, 40))
def test_a_check_for_an_audience_tells_what_it_may_see(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its streams and exit code are those of a record that never held the withheld statements: text, or data if strict.

    Each audience is told one of the two, and with the next seed the other.
    """
    for number, (audience, whole, reduced) in enumerate(_pairs(tmp_path, seed), seed):
        options = ("--strict", "--json") if number % 2 else ()
        _same(capsys, monkeypatch, (whole, reduced), "check", "record", "--for", audience, *options)


@pytest.mark.parametrize("seed", seeds(1, 8))
def test_a_render_for_an_audience_tells_what_it_may_see(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """So are those of a run that renders for it, and its manifest with the digest."""
    for audience, whole, reduced in _pairs(tmp_path, seed):
        _same(capsys, monkeypatch, (whole, reduced), "render", "record", "-a", audience, "-l", "onepage", "-f", "md")
        manifests = [sorted(folder.parent.glob("reports/*/*/manifest.json")) for folder in (whole, reduced)]
        for one, other in zip(
            *([path for path in found if path.parent.name == audience] for found in manifests), strict=True
        ):
            assert one.read_bytes() == other.read_bytes()


@pytest.mark.conformance
@pytest.mark.parametrize("seed", range(300, 600))
def test_300_renders_for_an_audience(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same over many records, for one audience of each: checked, and a brief rendered under --strict."""
    pairs = list(_pairs(tmp_path, seed))
    for audience, whole, reduced in pairs[seed % len(pairs) :][:1] if pairs else ():
        both = (whole, reduced)
        _same(capsys, monkeypatch, both, "check", "record", "--for", audience)
        _same(capsys, monkeypatch, both, "render", "record", "-a", audience, "-l", "flash", "-f", "md", "--strict")


SECRET = {
    "an error in it": ("importance: 5", "importance: Zanzibar"),
    "an unknown key": ("importance: 5", "zanzibar: 5"),
    "a quote that is not there": ("quote: {source: aside", "by: zanzibar, quote: {source: aside"),
}


@pytest.mark.parametrize("edit", SECRET)
def test_an_error_is_told_without_a_word_of_the_record(
    edit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A record that is refused is told to be refused, and nothing else."""
    text = (FOLDER / "outcomes.yaml").read_text(encoding="utf-8")
    old, new = SECRET[edit]
    assert old in text
    (tmp_path / "sources").mkdir()
    for source in (FOLDER / "sources").iterdir():
        (tmp_path / "sources" / source.name).write_bytes(source.read_bytes())
    (tmp_path / "outcomes.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for command in (["check", "--for", "public"], ["render", "-a", "public"], ["render", "-e", "public-summary"]):
        out, err, code = told(capsys, *command)
        assert (out, code) == ("", 3)
        assert err == "outcomes.yaml: R23 the record is refused\n    hint: Its author sees why with `briefkit check`.\n"
    assert "anzibar" in told(capsys, "check")[1]


HOSTILE = (
    ("\x1b[2J\x9b31m\x07", "<U+001B>[2J<U+009B>31m<U+0007>"),
    ("safe\u202ekcab\u200b", "safe<U+202E>kcab<U+200B>"),
    ("over\rwritten\u2028line", "over<U+000D>written<U+2028>line"),
    ("::error file=a::b", "| ::error file=a::b"),
    ("one\n  ::add-mask::x\n", "one\n|   ::add-mask::x\n"),
    ("one\n\u00a0\u3000::add-mask::x\n", "one\n| \u00a0\u3000::add-mask::x\n"),
    ("##[group]x\n##vso[task.x]\n## Heading", "<U+0023>#[group]x\n<U+0023>#vso[task.x]\n## Heading"),
    ("a :: b ##[c] ###[d] ## [e]", "a :: b <U+0023>#[c] #<U+0023>#[d] ## [e]"),
    ("“Ægir” 水 Ясен\tTab", "“Ægir” 水 Ясен\tTab"),
)


@pytest.mark.parametrize(("text", "printed"), HOSTILE)
def test_what_is_printed_commands_nothing(text: str, printed: str) -> None:
    """Characters that steer a terminal are named, and no line begins as a build system's command."""
    stream = io.StringIO()
    Inert(stream).write(text)
    assert stream.getvalue() == printed


def test_a_line_is_judged_where_it_begins() -> None:
    """What stands behind other words on a line begins none; what stands behind blanks does."""
    stream = io.StringIO()
    inert = Inert(stream)
    for part in ("begun ", "::error", "\n", "  ", "::error", "\n::error"):
        inert.write(part)
    assert stream.getvalue() == "begun ::error\n  | ::error\n| ::error"


def test_a_hostile_record_commands_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither the line that is shown nor a key or a name of the record does, in text and as data."""
    text = '"\\e[2J::error": 1\n::error file=x::y: \x1b[31m\u202e\nstatements: []\n'
    (tmp_path / "outcomes.yaml").write_text(text, encoding="utf-8")
    for command in (["check"], ["check", "--json"], ["render"], ["explain"], ["review"]):
        out, err, code = told(capsys, command[0], str(tmp_path), *command[1:])
        assert code == 3
        assert not any(one in out + err for one in "\x1b\u202e\x07")
        assert not any(line.lstrip().startswith("::") for line in (out + err).splitlines())
        assert command[-1] != "--json" or json.loads(out)


def test_an_error_as_text_commands_nothing() -> None:
    """What a program prints of an error names the characters that would steer a terminal."""
    error = UsageError(Problem("U02", "there is no edition `\x1b[31m`", hint="One of: a\u202eb."))
    assert str(error) == "U02 there is no edition `<U+001B>[31m`\n    hint: One of: a<U+202E>b."
