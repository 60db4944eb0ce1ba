"""Watching: records are checked and rendered again at a change, until a signal ends it."""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests import harbour

from briefkit.cli import main
from briefkit.cli.watching import Watch, _counts
from briefkit.house import DEFAULT

ROOT = Path(__file__).parents[1]
HOUSE = '[records]\nfolders = ["records/*"]\nout = "briefs"\n'
FEWER = "".join(f"[audience.{name}]\nmade = false\n" for name in DEFAULT.names if name != "public")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a house with one record."""
    monkeypatch.chdir(tmp_path)
    Path("briefkit.toml").write_text(HOUSE, encoding="utf-8")
    shutil.copytree(harbour.FOLDER, "records/harbour")
    return tmp_path


def waited(found: Callable[[], bool], seconds: float = 40) -> bool:
    """Say whether something comes true in time."""
    end = time.monotonic() + seconds
    while not found() and time.monotonic() < end:
        time.sleep(0.05)
    return found()


def test_once_tells_what_check_tells_and_renders(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is to be read is told too, nothing twice, and a record that is refused keeps no other from its briefs."""
    Path("records", "broken").mkdir()
    Path("records", "broken", "outcomes.yaml").write_text("id: broken\n", encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        main(["watch", "--once"])
    out, err = capsys.readouterr()
    assert end.value.code == 3
    assert err.count("Q00 `ask-fee`, text: to be read") == 1
    assert "records/broken/outcomes.yaml" in err
    assert "records/harbour/outcomes.yaml: 8 statements: 1 to be read" in out
    assert len(list((project / "briefs").rglob("*.pdf"))) == 9


def test_without_the_package_it_says_what_to_install(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command is there without the extra, and tells how to have it."""
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(SystemExit) as end:
        main(["watch"])
    err = capsys.readouterr().err
    assert end.value.code == 2
    assert "U14 `briefkit watch` needs the package watchfiles" in err
    assert (
        "hint: Install it where briefkit is: python -m pip install watchfiles, or pipx inject briefkit watchfiles."
        in err
    )
    assert not (project / "briefs").exists()


def test_what_counts_as_a_change(project: Path) -> None:
    """Sources, templates and the house do; what is written here, and what is hidden, does not."""
    watch = Watch(None)
    folders, outs = watch._folders(), watch._outs()  # noqa: SLF001
    assert folders == [project.resolve()]
    names = ("records/harbour/sources/note.txt", "templates/x.md", "briefkit.toml", "briefs/a/b.pdf", ".git/index")
    assert [_counts(project.resolve() / name, folders, outs) for name in names] == [True, True, True, False, False]


def test_a_folder_of_records_is_watched_for_another(project: Path) -> None:
    """What is given is watched itself, also where there is no record in it yet, and no house around it."""
    Path("briefkit.toml").unlink()
    Path("empty").mkdir()
    for given in ("records", "empty", "records/harbour/outcomes.yaml", "gone/outcomes.yaml"):
        (folder,) = Watch([Path(given)])._folders()  # noqa: SLF001
        meant = project / given
        assert folder == (meant if meant.is_dir() else meant.parent).resolve()


@pytest.mark.skipif(importlib.util.find_spec("watchfiles") is None, reason="briefkit[watch] is not installed")
@pytest.mark.parametrize("out", [".", "records", "records/harbour", ".."])
def test_nothing_is_watched_in_a_folder_of_briefs(out: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There no change would count: the run would wait for ever."""
    before = sorted(project.rglob("*"))
    with pytest.raises(SystemExit) as end:
        main(["watch", "records/harbour", "-o", out])
    assert end.value.code == 2
    assert "U18" in capsys.readouterr().err
    assert sorted(project.rglob("*")) == before


@pytest.mark.skipif(os.name == "nt", reason="a signal to one process only")
@pytest.mark.skipif(importlib.util.find_spec("watchfiles") is None, reason="briefkit[watch] is not installed")
def test_a_change_is_rendered_and_a_signal_ends_it(project: Path) -> None:
    """A record or a house that becomes wrong, a house that is right again, goes, comes: each told; Ctrl-C ends it."""
    log = project / "log"
    Path("briefkit.toml").write_text(HOUSE + FEWER, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "briefkit", "watch", "records/harbour"]
    with log.open("wb") as stream, subprocess.Popen(command, stdout=stream, stderr=stream, env=env) as process:
        try:
            told = lambda words: lambda: words in log.read_text(encoding="utf-8")  # noqa: E731
            assert waited(told("Ctrl-C ends it")), log.read_text(encoding="utf-8")
            time.sleep(0.5)
            record = Path("records", "harbour", "outcomes.yaml")
            text = record.read_text(encoding="utf-8")
            record.write_text(text.replace("What will the landing", "What shall the landing"), encoding="utf-8")
            assert waited(told("wording changed in `fee-open`"))
            Path("briefkit.toml").write_text(HOUSE + "colour = 1\n" + FEWER, encoding="utf-8")
            assert waited(told("H02"))
            Path("briefkit.toml").write_text(HOUSE + '[house]\nnotice = "Invented."\n' + FEWER, encoding="utf-8")
            assert waited(told("notice changed"))
            record.write_text(text.replace("kind: open_issue", "kind: open_isue"), encoding="utf-8")
            assert waited(told("unknown kind `open_isue`"))
            Path("briefkit.toml").unlink()
            assert waited(
                lambda: (
                    log.read_text(encoding="utf-8").rpartition("watching ")[2].startswith(str(record.parent.resolve()))
                )
            )
            Path("briefkit.toml").write_text(HOUSE + "colour = 2\n" + FEWER, encoding="utf-8")
            assert waited(lambda: log.read_text(encoding="utf-8").count("H02") == 2)
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0
        finally:
            process.kill()
    assert log.read_text(encoding="utf-8").endswith("stopped\n")
    assert "Traceback" not in log.read_text(encoding="utf-8")
