"""The command: transcripts of what it prints, and how it ends."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from tests.conftest import Done, Shell
from tests.pictures import bars
from tests.samples import sample

from briefkit import staging
from briefkit.cli.beginning import begin

ROOT = Path(__file__).parents[1]
TRANSCRIPTS = sorted((ROOT / "tests" / "commands").glob("*.md"))
EXAMPLE = ROOT / "seeds" / "paris-2025-09-04"
HARBOUR = ROOT / "tests" / "commands" / "records" / "harbour"
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def transcript(block: str, shell: Shell) -> str:
    """Return a console block with what its commands really print: stderr after `2> `, a code but 0 after `=> `."""
    lines = []
    for line in re.findall(r"^\$ (.+)$", block, re.MULTILINE):
        done = shell(line)
        lines += [f"$ {line}", *done.out.splitlines(), *(f"2> {said}".rstrip() for said in done.err.splitlines())]
        lines += [f"=> {done.code}"] if done.code else []
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(path: Path, shell: Shell, accept: bool) -> None:  # noqa: FBT001 (a fixture is passed by its name)
    """Every command of a transcript prints what stands there, on the stream and with the exit code that stand there."""
    text = path.read_text(encoding="utf-8")
    found = CONSOLE.sub(lambda block: f"```console\n{transcript(block[1], shell)}```", text)
    assert "$ briefkit" in found
    if accept:
        path.write_text(found, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8").splitlines() == found.splitlines()


def test_there_are_transcripts() -> None:
    """Each command has at least one transcript."""
    text = "".join(path.read_text(encoding="utf-8") for path in TRANSCRIPTS)
    for command in ("render", "check", "review", "sign", "new", "schema", "explain", "mail", "verify"):
        assert f"$ briefkit {command}" in text


def test_debug_may_stand_anywhere(shell: Shell) -> None:
    """`--debug` is taken before and after the command's name."""
    assert shell("briefkit --debug schema").code == shell("briefkit schema --debug").code == 0


def test_the_schema_is_printed(shell: Shell) -> None:
    """`briefkit schema` prints what editors read, and nothing else."""
    done = shell("briefkit schema")
    assert "statements" in json.loads(done.out)["properties"]
    assert (done.err, done.code) == ("", 0)


def test_a_busy_folder(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another run goes on writing the folder of a record nothing is written for any audience."""
    monkeypatch.setattr("briefkit.locks._PAUSE", 0)
    shutil.copytree(HARBOUR, tmp_path / "harbour")
    with staging.locked(staging.Spot(tmp_path / "reports", "harbour-2026-03-03")):
        done = shell("briefkit render harbour -f md")
    assert (done.out, done.code) == ("", 8)
    hint = "    hint: Wait until it has ended.\n"
    assert done.err == f"F06 another run is writing reports/harbour-2026-03-03\n{hint}"
    assert list((tmp_path / "reports").rglob("*.md")) == []
    assert shell("briefkit render harbour -f md").code == 0


def test_a_run_waits_for_another(shell: Shell, tmp_path: Path) -> None:
    """A folder that another run has in hand for a moment is waited for."""
    shutil.copytree(HARBOUR, tmp_path / "harbour")
    held = ExitStack()
    held.enter_context(staging.locked(staging.Spot(tmp_path / "reports", "harbour-2026-03-03")))
    ending = threading.Timer(0.5, held.close)
    ending.start()
    done = shell("briefkit render harbour -f md")
    ending.join()
    assert done.code == 0, done.err


def test_of_two_runs_at_once_one_ends_well(tmp_path: Path) -> None:
    """Each renders the same records: neither is turned away by a folder that the other only looks at."""
    for name in ("first", "second"):
        shutil.copytree(HARBOUR, tmp_path / name)
        file = tmp_path / name / "outcomes.yaml"
        text = file.read_text(encoding="utf-8").replace("id: harbour-2026-03-03", f"id: {name}", 1)
        file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "briefkit", "render", ".", "-f", "md", "-a", "officer", "-a", "public"]
    runs = [subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) for _ in "ab"]
    told = [(run.communicate()[1], run.returncode) for run in runs]
    assert sorted(code for _, code in told) in ([0, 0], [0, 8]), told
    assert len(list((tmp_path / "reports").rglob("manifest.json"))) == 4


def test_many_problems_of_one_kind_are_counted(shell: Shell, tmp_path: Path) -> None:
    """Of one kind of problem 20 are printed over all records; all are in the data."""
    for number in range(3):
        begin(tmp_path / f"r{number}", [], date(2026, 5, 4))
    done = shell("briefkit check .")
    assert done.err.count(" R14 ") == 20
    assert done.err.endswith("\n… and 13 more of R14\n")
    assert len(json.loads(shell("briefkit check . --json").out)["problems"]) == 33


BUG = """
import sys
import briefkit.loading
from briefkit import staging
from briefkit.cli import main
from briefkit.cli.beginning import begin
def broken(*_):
    raise ValueError("with the record's own words")
briefkit.loading.load = broken
main(sys.argv[1:])
"""


def python(code: str, *arguments: str, cwd: Path) -> Done:
    """Run code in a process of its own."""
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=cwd, check=False, capture_output=True, encoding="utf-8")
    return Done(done.stdout, done.stderr, done.returncode)


def test_a_bug_is_one_line(tmp_path: Path) -> None:
    """An internal error gives exit code 1, one line that quotes nothing, and with --debug a traceback."""
    shutil.copytree(EXAMPLE, tmp_path / "demo")
    quiet = python(BUG, "check", "demo", cwd=tmp_path)
    assert (quiet.out, quiet.code) == ("", 1)
    assert quiet.err == "briefkit: internal error (ValueError); run again with --debug and report it\n"
    loud = python(BUG, "check", "demo", "--debug", cwd=tmp_path)
    assert (loud.code, "Traceback" in loud.err) == (1, True)


SIGNALLED = """
import os, signal, sys
from briefkit import staging
from briefkit.cli import main
from briefkit.cli.beginning import begin
real, sent = os.fsync, []
def fsync(descriptor):
    if not sent:
        sent.append(1)
        os.kill(os.getpid(), signal.Signals[sys.argv[1]])
    real(descriptor)
os.fsync = fsync
main(sys.argv[2:])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("name", sample(["SIGINT", "SIGTERM"], ["SIGHUP"]))
def test_a_signal_leaves_nothing_behind(name: str, tmp_path: Path) -> None:
    """A signal in the middle of writing gives 128 and its number, without a word, and nothing half-written stays.

    Why the signal is set as usual: whoever runs the tests under nohup has it ignored.
    """
    shutil.copytree(HARBOUR, tmp_path / "demo")
    usual = f"import signal; signal.signal(signal.{name}, signal.SIG_DFL)\n" if name != "SIGINT" else ""
    done = python(usual + SIGNALLED, name, "render", "demo", "-e", "read-out", "-f", "md", cwd=tmp_path)
    assert done == Done("", "", 128 + signal.Signals[name])
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_an_ignored_signal_stays_ignored(tmp_path: Path) -> None:
    """Under nohup a hang-up stops nothing."""
    shutil.copytree(HARBOUR, tmp_path / "demo")
    code = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n" + SIGNALLED
    assert python(code, "SIGHUP", "render", "demo", "-e", "read-out", "-f", "md", cwd=tmp_path).code == 0
    assert (tmp_path / "reports").is_dir()


def test_no_colours(tmp_path: Path) -> None:
    """Nothing printed holds an escape sequence, even where colours are forced."""
    environment = {**os.environ, "FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"}
    command = [sys.executable, "-m", "briefkit", "chekc"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 2
    assert "\x1b" not in done.stdout + done.stderr


def test_nobody_accepts_in_ci() -> None:
    """`pytest --accept` is refused where nobody looks at what it rewrites."""
    command = [sys.executable, "-m", "pytest", "--accept", "--collect-only", "tests/test_cli.py"]
    environment = {**os.environ, "CI": "true"}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 4
    assert "it is not for CI" in done.stderr


def test_nothing_is_written_if_one_edition_is_refused(shell: Shell, tmp_path: Path) -> None:
    """What does not fit is told for every audience, and keeps every audience's folder from being written."""
    shutil.copytree(HARBOUR, tmp_path / "harbour")
    must = "".join(
        f"  - id: more-{n}\n    kind: event\n    must: true\n    relevance: {{officer: 0, partner: 0}}\n"
        f"    text: The Harbour Board met in Port Avon on 3 March 2026, in sitting {n}.\n"
        "    quote: {source: note, quote: On 3 March 2026 the Harbour Board met in Port Avon}\n"
        for n in range(60)
    )
    with (tmp_path / "harbour" / "outcomes.yaml").open("a", encoding="utf-8") as file:
        file.write(must)
    done = shell("briefkit render harbour -f md")
    assert (done.out, done.code) == ("", 5)
    refused = re.findall(r"^E24 `harbour-2026-03-03\.([a-z-]+)`", done.err, re.MULTILINE)
    assert refused == ["flash-note", "read-out", "at-a-glance", "public-summary", "press-lines"]
    assert "The others fit: add -a officer -a partner.\n" in done.err
    assert "unsettled: " in done.err
    assert "(must)" in done.err
    assert not (tmp_path / "reports").exists()
    assert shell("briefkit render harbour -f md -a officer").code == 0


def test_an_edition_with_an_older_picture_goes(shell: Shell, tmp_path: Path) -> None:
    """Where a picture has changed, editions that are not made anew go, but only of those who see it."""
    shutil.copytree(HARBOUR, tmp_path / "harbour")
    chart, note = (tmp_path / "harbour" / "sources" / name for name in ("chart.png", "note.txt"))
    chart.write_bytes(bars(60, 40))
    words = "The Board is expected to lower the fee in June 2026"
    with (tmp_path / "harbour" / "outcomes.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "  - id: chart\n    kind: picture\n    by: board\n    file: sources/chart.png\n    status: potential\n"
        )
        file.write(f"    text: {words}.\n    alt: {words}.\n    quote: {{source: aside, quote: {words}}}\n")
    both = "briefkit render harbour -a officer -a public -f md"
    assert shell(f"{both} -e dossier -e press-lines").code == 0
    assert shell(f"{both} -e desk-brief -e public-summary").err == ""
    chart.write_bytes(bars(60, 41))
    told = shell(f"{both} -e desk-brief -e public-summary").err
    assert re.findall(r"removed \S+\.([a-z-]+)\.md", told) == ["dossier"]
    note.write_text("Once more.\n" + note.read_text(encoding="utf-8"), encoding="utf-8")
    told = shell(f"{both} -e press-lines").err
    assert "removed" not in told, "what else a source holds is nothing to an audience"


def test_seventy_problems_stay_readable(shell: Shell, tmp_path: Path) -> None:
    """Of 70 statements to be read 20 are listed, a line each; what is asked of another is not hidden behind them."""
    shutil.copytree(HARBOUR, tmp_path / "harbour")
    record = tmp_path / "harbour" / "outcomes.yaml"
    quote = "quote: {source: note, quote: The pier was last painted in 1998}"
    free = "".join(f"  - {{id: free-{n}, kind: event, text: Boats gathered., {quote}}}\n" for n in range(70))
    asked = f"  - {{id: asked, kind: fact, text: The pier was last painted in 1999., {quote}}}\n"
    record.write_text(record.read_text(encoding="utf-8") + free + asked, encoding="utf-8")
    done = shell("briefkit check harbour")
    assert "79 statements: 1 question, 71 to be read;" in done.out
    assert len(done.err.splitlines()) < 30
    assert (done.err.count(" Q00 "), done.err.count(" Q03 ")) == (20, 1)
    assert "\n… and 51 more of Q00\nhint: What is to be read: briefkit review harbour" in done.err
    assert len(json.loads(shell("briefkit check harbour --json").out)["problems"]) == 72


def test_no_hint_stands_twice(shell: Shell, tmp_path: Path) -> None:
    """A hint that was printed is not printed again for the same code, whatever stands between."""
    shutil.copytree(HARBOUR, tmp_path / "harbour")
    record = tmp_path / "harbour" / "outcomes.yaml"
    text = record.read_text(encoding="utf-8").replace("kind: event", "kind: evnt").replace("id: fee\n", "id: Fee\n")
    record.write_text(text.replace("id: april", "id: April"), encoding="utf-8")
    done = shell("briefkit check harbour")
    assert done.err.count(" R03 ") == 3
    assert done.err.count("hint: Ids hold lower-case letters") == 1


def test_what_is_withheld_leaves_no_trace(shell: Shell, tmp_path: Path) -> None:
    """An audience's folder, and what the command prints, are those of a record without what is withheld from it."""
    shutil.copytree(HARBOUR, tmp_path / "whole")
    shutil.copytree(HARBOUR, tmp_path / "without")
    record = tmp_path / "without" / "outcomes.yaml"
    text = record.read_text(encoding="utf-8")
    kept = re.sub(r"^  aside: .*\n", "", text[: text.index("  - id: fee-june")], flags=re.MULTILINE)
    record.write_text(kept, encoding="utf-8")
    (tmp_path / "without" / "sources" / "aside.txt").unlink()
    told, found = [], []
    for name in ("whole", "without"):
        done = shell(f"briefkit render {name} -a public -f docx -f pdf -f md -o {name}/out")
        told.append((done.out.replace(name, ""), done.err, done.code))
        folder = tmp_path / name / "out"
        found.append({path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")})
    assert told[0] == told[1]
    assert found[0] == found[1]
    assert {Path(name).suffix for name in found[0]} == {".docx", ".pdf", ".md", ".html", ".json"}
