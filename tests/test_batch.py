"""Batches: many records side by side, told in order, and none that takes the others with it."""

import json
import os
import shutil
from pathlib import Path

import pytest
from tests import harbour

from briefkit.cli import batch, main
from briefkit.cli.batch import Done
from briefkit.rendering import Order

RENDERED = batch._remote  # noqa: SLF001
OPTIONS = ("-a", "public", "-f", "md", "--out", "out")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def copy(name: str, *, key: str | None = None) -> None:
    """Write the small record under another id."""
    shutil.copytree(harbour.FOLDER, name)
    file = Path(name, "outcomes.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace("harbour-2026-03-03", key or name), encoding="utf-8")


def rendered(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, str]:
    """Render with options; return the exit code and what was printed."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        main(["render", *OPTIONS, *options])
    return int(end.value.code or 0), *capsys.readouterr()


def crashing(path: Path, order: Order) -> Done:
    """Render a record, or end the process as a kill does."""
    if path.parent.name.startswith("killed"):
        os._exit(9)
    if path.parent.name == "bug":
        raise ZeroDivisionError
    return RENDERED(path, order)


def test_jobs_tell_what_one_process_tells(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Output, problems, exit code and files of two jobs are those of one, in the order of the records."""
    for name in ("delta", "alpha", "charlie"):
        copy(name)
    Path("bravo").mkdir()
    Path("bravo", "outcomes.yaml").write_text("id: bravo\n", encoding="utf-8")
    names = ("delta", "alpha", "bravo", "charlie")
    one = rendered(capsys, *names)
    files = {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()}
    shutil.rmtree("out")
    assert rendered(capsys, *names, "--jobs", "2") == one
    assert {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()} == files
    assert one[0] == 3
    assert one[1].index("out/delta") < one[1].index("out/alpha") < one[1].index("out/charlie")
    assert folder.is_dir()


def test_a_killed_process_costs_its_own_record(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Records whose process ends are told by name with what to do; a bug too; all others are rendered."""
    names = ("alpha", "killed-1", "bravo", "bug", "killed-2", "charlie")
    for name in names:
        copy(name)
    monkeypatch.setattr(batch, "_remote", crashing)
    code, out, _ = rendered(capsys, *names, "--jobs", "2", "--json")
    told = json.loads(out)
    assert code == 7
    assert [one["record"] for one in told["folders"]] == ["alpha", "bravo", "charlie"]
    found = [(one["code"], one["message"].partition(":")[0], one["hint"]) for one in told["problems"]]
    killed = "It was killed, or the memory did not suffice: try fewer --jobs."
    bug = "Render it alone with --debug, and report it."
    assert found == [
        ("F20", "killed-1/outcomes.yaml", killed),
        ("F20", "bug/outcomes.yaml", bug),
        ("F20", "killed-2/outcomes.yaml", killed),
    ]
    assert folder.is_dir()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_records_of_one_id_do_not_replace_each_other(
    folder: Path, capsys: pytest.CaptureFixture[str], jobs: str
) -> None:
    """The second of the same id is refused, whoever would render it first."""
    for name in ("alpha", "bravo", "charlie"):
        copy(name, key="same" if name != "bravo" else None)
    code, out, err = rendered(capsys, "alpha", "bravo", "charlie", "--jobs", jobs)
    assert code == 2
    assert "U06 charlie/outcomes.yaml has the same id as alpha/outcomes.yaml" in err
    assert "hint: Give each record an `id:` of its own." in err
    assert ("out/same" in out, "out/bravo" in out) == (True, True)
    assert folder.is_dir()


def test_no_jobs_is_no_number(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Fewer than one process cannot render anything."""
    copy("alpha")
    code, _, err = rendered(capsys, "alpha", "--jobs", "0")
    assert (code, "U12 --jobs 0" in err, "hint: Give 1 or more." in err) == (2, True, True)
    assert folder.is_dir()


def test_progress_is_shown_on_a_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of more than a few records, and nowhere but on a terminal."""
    names = ("alpha", "bravo", "charlie", "delta")
    for name in names:
        copy(name)
    assert "1 of 4" not in rendered(capsys, *names)[2]
    monkeypatch.setattr("briefkit.cli.batch._shown", lambda: True)
    assert "1 of 4: alpha\n2 of 4: bravo\n" in rendered(capsys, *names)[2]
    assert "1 of 3" not in rendered(capsys, *names[:3])[2]
    assert folder.is_dir()
