"""Problems for machines: GitHub's annotations, SARIF, colours on a terminal."""

import io
import json
from pathlib import Path

import pytest
from sarif_pydantic import Sarif
from tests.harbour import FIRM, FOLDER, WEAK

from briefkit.cli import main
from briefkit.cli.formats import annotation
from briefkit.cli.streams import Inert
from briefkit.errors import Place, Problem


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a record about which something is asked and something is to be read."""
    (tmp_path / "sources").mkdir()
    for file in FOLDER.glob("sources/*"):
        (tmp_path / "sources" / file.name).write_bytes(file.read_bytes())
    text = (FOLDER / "outcomes.yaml").read_text(encoding="utf-8")
    (tmp_path / "outcomes.yaml").write_text(text.replace(FIRM, WEAK, 1), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str, int]:
    """Return what a command prints, and its exit code."""
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    return (*capsys.readouterr(), int(end.value.code or 0))


def line_of(folder: Path, words: str) -> int:
    """Return the line of the record that holds words."""
    lines = (folder / "outcomes.yaml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


@pytest.mark.parametrize("command", ["check", "render"])
def test_annotations_stand_at_their_lines(command: str, asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A question is a warning of GitHub Actions at its line; nothing else on either stream begins as a command."""
    out, err, code = printed(capsys, command, "--output-format", "github")
    commands = [line for line in out.splitlines() if line.startswith("::")]
    assert f"::warning file=outcomes.yaml,line={line_of(asked, WEAK)},col=27,title=Q08::" in commands[0]
    assert (err, code) == ("", 0)
    assert "%0A" in commands[0]


def test_an_annotation_ends_where_it_should() -> None:
    """No character of a place or message ends a property or the command, or begins another one."""
    place = Place("a,b:c%\n::error::x", 3, 7)
    told = annotation(Problem("E01", "one\n::error::two\r50 %", place, "a hint"))
    assert told == (
        "::error file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ax,line=3,col=7,title=E01::one%0A::error::two%0D50 %25%0Aa hint"
    )


@pytest.mark.parametrize("strict", [(), ("--strict",)])
def test_sarif_is_as_its_schema_says(strict: tuple[str, ...], asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The log is read by the models of the schema; each result has its level, its rule and its place."""
    out, err, code = printed(capsys, "check", "--output-format", "sarif", *strict)
    log = Sarif.model_validate_json(out)
    (run,) = log.runs
    rules = {rule.id for rule in run.tool.driver.rules or ()}
    found = {one.rule_id: one for one in run.results or ()}
    assert log.version == "2.1.0"
    assert set(found) == rules == {"Q08", "Q00"}
    assert (found["Q08"].level, found["Q00"].level) == ("error" if strict else "warning", "note")
    region = json.loads(out)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert region == {
        "artifactLocation": {"uri": "outcomes.yaml"},
        "region": {"startLine": line_of(asked, WEAK), "startColumn": 27},
    }
    assert (err, code) == ("", 3 if strict else 0)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "shown"),
    [
        (_Terminal, {}, "\x1b[1;31mE01<U+001B>[2J\x1b[0m"),
        (_Terminal, {"NO_COLOR": "1"}, "E01<U+001B>[2J"),
        (_Terminal, {"TERM": "dumb"}, "E01<U+001B>[2J"),
        (io.StringIO, {}, "E01<U+001B>[2J"),
    ],
)
def test_colours_are_for_terminals(
    stream: type[io.StringIO], environment: dict[str, str], shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A style is written to a terminal that shows it, never to a file; what is within commands nothing."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    written = stream()
    Inert(written).styled("E01\x1b[2J", "1;31")
    assert written.getvalue() == shown
