"""The second reader: what a program is given, what becomes of its verdicts, and that nothing of a failure is kept."""

import json
import shlex
import sys
from pathlib import Path

import pytest
from tests.harbour import FIRM, WEAK, loaded

from briefkit.cli import reader
from briefkit.cli.reader import asking
from briefkit.errors import UsageError
from briefkit.loading import load
from briefkit.outcomes import Review, Signature
from briefkit.review import REVIEW, change, digests

READ = "import json, sys\nasked = [json.loads(line) for line in sys.stdin]\n"
ECHO = (
    READ + "for one in asked:\n"
    "    said = {'statement': one['statement'], 'wording': one['wording'], 'verdict': 'supported'}\n"
    "    print(json.dumps(said | {MORE} if one['statement'] == 'ferry' else said))\n"
)
"""A reader that reads everything before it says a word."""
CONTRADICTS = ECHO.replace("{MORE}", "{'verdict': 'contradicts', 'words': 'will run', 'why': 'so it is'}")
SUPPORTS = ECHO.replace("{MORE}", "{}")


OTHER = "says in line 1 something else than a verdict on what it was asked"


def command(code: str) -> str:
    """Return the command that runs a piece of Python."""
    return shlex.join([sys.executable, "-c", code])


def ask(folder: Path, code: str, ceiling: str | None = None) -> None:
    """Let a piece of Python read the record in a folder."""
    asking(command(code), ceiling)(load(folder))


def requests(folder: Path, ceiling: str | None = None) -> list[dict[str, object]]:
    """Return what a reader is given."""
    said = folder.parent / "asked.json"
    ask(folder, f"{SUPPORTS}open({str(said)!r}, 'w').write(json.dumps(asked))", ceiling)
    asked: list[dict[str, object]] = json.loads(said.read_text(encoding="utf-8"))
    return asked


def test_what_it_is_given(tmp_path: Path) -> None:
    """Each printed wording with its evidence; not what is signed, nor what is only composed of other statements."""
    folder = tmp_path / "harbour"
    found = loaded(folder)
    digest = digests(found.outcomes)["met"]
    met = Signature.model_validate({"by": "A. Reader", "on": "2026-03-04", "digest": digest})
    change(folder, found.file, found.outcomes, lambda _: Review(signed={"met": met}))
    asked = requests(folder, "TLP:AMBER")
    assert {one["statement"] for one in asked} == {"ferry", "april", "fee", "fee-open", "fee-june", "ask-fee"}
    assert [one["wording"] for one in asked if one["statement"] == "ferry"] == ["sentence", "headline"]
    assert next(one for one in asked if one["statement"] == "fee") == {
        "statement": "fee",
        "kind": "position",
        "wording": "sentence",
        "text": "According to the note, the Fishers’ Guild demands a lower landing fee.",
        "evidence": [
            {"source": "the note", "place": "paragraph 2", "quote": "The Fishers' Guild demands a lower landing fee"}
        ],
    }


def test_nothing_above_the_ceiling_is_given(tmp_path: Path) -> None:
    """The ceiling is the record's marking; what speaks of something higher is kept back with it."""
    folder = tmp_path / "harbour"
    about = ("    kind: event\n", "    kind: event\n    about: fee-june\n")
    loaded(folder, about)
    given = {one["statement"] for one in requests(folder)}
    assert given == {"ferry", "april", "fee", "fee-open"}
    with pytest.raises(UsageError, match="U02 there is no marking `AMBER`"):
        ask(folder, SUPPORTS, "AMBER")


def test_what_it_finds_is_asked_from_then_on(tmp_path: Path) -> None:
    """A verdict is kept by digest and asked without the reader; one that it takes back is gone."""
    loaded(tmp_path)
    ask(tmp_path, CONTRADICTS)
    assert [one.code for one in loaded(tmp_path).problems if one.severity == "question"] == ["Q52", "Q52"]
    assert "Q52" not in {one.code for one in loaded(tmp_path, (FIRM, WEAK)).problems}
    loaded(tmp_path, (WEAK, FIRM))
    ask(tmp_path, SUPPORTS)
    assert [one for one in loaded(tmp_path).problems if one.severity == "question"] == []


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("print('supported')", "says 1 of 7 lines"),
        (READ + "print('supported\\n' * 7)", "says more than 7 lines"),
        (READ + "print('supported\\n' * 7, end='')", OTHER),
        (READ + "print('[' * 9000 + '\\n' * 7, end='')", OTHER),
        (READ + "sys.stdout.buffer.write(b'\\xff\\n' * 7)", OTHER),
        (SUPPORTS + "raise SystemExit(3)", "ends with the exit code 3"),
        (SUPPORTS.replace("one['wording']", "'row'"), OTHER),
        (SUPPORTS.replace("one['statement'],", "'ferri',"), OTHER),
        (ECHO.replace("{MORE}", "{'verdict': 'doubts'}"), OTHER),
        (ECHO.replace("{MORE}", "{'verdict': 'adds', 'why': 'x' * 501}"), OTHER),
        (ECHO.replace("{MORE}", "{'verdict': 'adds', 'words': ['will']}"), OTHER),
        (
            READ + "print('supported', flush=True); import time; time.sleep(9)",
            "says nothing for 0.5 seconds, after line 1",
        ),
        ("import time; time.sleep(9)", "says nothing for 0.5 seconds, after line 0 of 7"),
        (
            SUPPORTS + "sys.stdout.flush(); import os, time; os.close(1); time.sleep(9)",
            "says nothing for 0.5 seconds, after line 7 of 7",
        ),
    ],
)
def test_nothing_of_a_failure_is_kept(code: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rubbish, a crash, silence, too few or too many lines: a clear error, and the file stays what it was."""
    loaded(tmp_path)
    ask(tmp_path, CONTRADICTS)
    before = (tmp_path / REVIEW).read_bytes()
    if "sleep" in code:
        monkeypatch.setattr(reader, "SECONDS", 0.5)
    with pytest.raises(UsageError) as caught:
        ask(tmp_path, code)
    (problem,) = caught.value.problems
    assert problem.code == "U11"
    assert problem.message.startswith(f"the second reader {why}")
    assert (tmp_path / REVIEW).read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"outcomes.yaml", "sources", REVIEW}


def test_where_nothing_may_be_given_nothing_is_run(tmp_path: Path) -> None:
    """A record of which everything is marked above the ceiling, or signed, starts no reader and writes no file."""
    loaded(tmp_path, ("marking: TLP:CLEAR", "marking: TLP:AMBER"))
    asking("no-such-command", "TLP:CLEAR")(load(tmp_path))
    assert not (tmp_path / REVIEW).exists()


@pytest.mark.parametrize("line", ["no-such-command", "'unclosed", ""])
def test_it_has_to_start(line: str, tmp_path: Path) -> None:
    """A command that does not exist, or is none, is told."""
    with pytest.raises(UsageError, match="U11 the second reader cannot be started"):
        asking(line, None)(loaded(tmp_path))
