"""Batches: many records side by side, told in order, and none that takes the others with it."""

import io
import json
import os
import shutil
import sys
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from tests import harbour
from tests.samples import sizes

from briefkit.choice import Choice
from briefkit.cli import batch, main
from briefkit.cli.batch import RecordResult
from briefkit.cli.executors import Backend
from briefkit.cli.records import records
from briefkit.cli.report import Report
from briefkit.errors import Problem, UsageError
from briefkit.outfit import Outfit
from briefkit.rendering import Order

RENDERED = batch._rendered  # noqa: SLF001
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


def crashing(path: Path, streamed: bytes | None, order: Order) -> RecordResult:
    """Render a record, or end the process as a kill does."""
    if path.parent.name.startswith("killed"):
        os._exit(9)
    if path.parent.name == "bug":
        raise ZeroDivisionError
    return RENDERED(path, streamed, order)


@pytest.mark.usefixtures("folder")
def test_jobs_tell_what_one_process_tells(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Output, problems, exit code and files of two jobs are those of one, in the order of the records.

    One comes through standard input: it is handed over with it, as another process could not read it.
    """
    for name in ("delta", "alpha", "charlie"):
        copy(name)
    streamed = Path("charlie", "outcomes.yaml").read_bytes().replace(b"sources/", b"charlie/sources/")
    Path("bravo").mkdir()
    Path("bravo", "outcomes.yaml").write_text("id: bravo\n", encoding="utf-8")

    def made(*options: str) -> tuple[tuple[int, str, str], dict[Path, bytes]]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(streamed)))
        told = rendered(capsys, "delta", "alpha", "bravo", "-", *options)
        return told, {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()}

    one = made()
    shutil.rmtree("out")
    assert made("--jobs", "2") == one
    (code, out, _), files = one
    assert code == 3
    assert out.index("out/delta") < out.index("out/alpha") < out.index("out/charlie")
    assert len(files) > 3


@pytest.mark.parametrize(
    "names", sizes(("killed", "alpha", "bug"), ("alpha", "killed-1", "bravo", "bug", "killed-2", "charlie"))
)
@pytest.mark.usefixtures("folder")
def test_a_killed_process_costs_its_own_record(
    names: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Records whose process ends are told by name with what to do; a bug too; all others are rendered."""
    for name in names:
        copy(name)
    monkeypatch.setattr(batch, "_rendered", crashing)
    code, out, _ = rendered(capsys, *names, "--jobs", "2", "--json")
    told = json.loads(out)
    assert code == 7
    lost = [name for name in names if name.startswith(("killed", "bug"))]
    assert [one["record"] for one in told["folders"]] == [name for name in names if name not in lost]
    found = [(one["code"], one["message"].partition(":")[0], one["hint"]) for one in told["problems"]]
    killed = "It was killed, or the memory did not suffice: try fewer --jobs."
    bug = "Render it alone with --debug, and report it."
    assert found == [("F20", f"{name}/outcomes.yaml", bug if name == "bug" else killed) for name in lost]


@pytest.mark.parametrize("jobs", sizes("1", "2"))
@pytest.mark.usefixtures("folder")
def test_records_of_one_id_do_not_replace_each_other(capsys: pytest.CaptureFixture[str], jobs: str) -> None:
    """The second of the same id is refused, whoever would render it first."""
    for name in ("alpha", "bravo", "charlie"):
        copy(name, key="same" if name != "bravo" else None)
    code, out, err = rendered(capsys, "alpha", "bravo", "charlie", "--jobs", jobs)
    assert code == 2
    assert "U06 charlie/outcomes.yaml has the same id as alpha/outcomes.yaml" in err
    assert "hint: Give each record an `id:` of its own." in err
    assert ("out/same" in out, "out/bravo" in out) == (True, True)


@pytest.mark.parametrize("spelt", ["id: same  # as the other", "'id': same", 'id: "same"', "id: same\r"])
@pytest.mark.usefixtures("folder")
def test_one_id_is_the_same_however_it_is_spelt(capsys: pytest.CaptureFixture[str], spelt: str) -> None:
    """An id is known behind quotation marks, before a comment and at an end of line of Windows, too."""
    for name in ("alpha", "bravo"):
        copy(name, key="same")
    text = Path("bravo/outcomes.yaml").read_text(encoding="utf-8")
    assert "\nid: same\n" in f"\n{text}"
    Path("bravo/outcomes.yaml").write_bytes(text.replace("id: same", spelt, 1).encode())
    assert "U06 bravo/outcomes.yaml has the same id as alpha/outcomes.yaml" in rendered(capsys, "alpha", "bravo")[2]


@pytest.mark.parametrize("jobs", ["0", "99999999999"])
@pytest.mark.usefixtures("folder")
def test_no_jobs_is_no_number(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Fewer than one process cannot render anything, and no machine begins so many."""
    copy("alpha")
    code, _, err = rendered(capsys, "alpha", "--jobs", jobs)
    assert (code, f"U12 --jobs {jobs}" in err, "hint: Give 1 to " in err) == (2, True, True)


@pytest.mark.usefixtures("folder")
def test_progress_is_shown_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more than a few records, and nowhere but on a terminal."""
    names = ("alpha", "bravo", "charlie", "delta")
    for name in names:
        copy(name)
    assert "1 of 4" not in rendered(capsys, *names)[2]
    monkeypatch.setattr("briefkit.cli.batch._is_terminal", lambda: True)
    assert "1 of 4: alpha\n2 of 4: bravo\n" in rendered(capsys, *names)[2]
    assert "1 of 3" not in rendered(capsys, *names[:3])[2]


def test_a_cluster_that_cannot_be_asked_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its package, or with a number of processes too: nothing is rendered, and what cures it is said."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    copy("alpha")
    cluster = ("alpha", "--scheduler", "tcp://127.0.0.1:9")
    code, _, err = rendered(capsys, *cluster)
    assert (code, "U14" in err, "python -m pip install distributed, or pipx inject briefkit distributed" in err) == (
        2,
        True,
        True,
    )
    code, _, err = rendered(capsys, *cluster, "--jobs", "2")
    assert (code, "U12" in err, "hint: Leave it out: each worker" in err) == (2, True, True)
    assert not (folder / "out").exists()


@pytest.mark.parametrize("answer", ["nothing", "something else"])
def test_what_answers_in_place_of_a_scheduler_is_told(
    answer: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A port that is open and silent keeps nobody waiting; what makes the library fail is no fault of this program."""
    silent = Event()

    def client(*_: object, **__: object) -> None:
        silent.wait(60 if answer == "nothing" else 0)
        raise OverflowError

    monkeypatch.setitem(sys.modules, "distributed", SimpleNamespace(Client=client))
    monkeypatch.setattr("briefkit.cli.executors._PATIENCE", 0.5)
    copy("alpha")
    code, _, err = rendered(capsys, "alpha", "--scheduler", "tcp://desk:secret@127.0.0.1:9")
    silent.set()
    assert (code, "U15 no Dask scheduler answers at 127.0.0.1:9" in err, "secret" in err) == (2, True, False)
    assert not (folder / "out").exists()


class Slow(Executor):
    """Does nothing before it is asked for a result, and notes how many records were handed over ahead of it."""

    def __init__(self) -> None:
        """Begin with nothing handed over."""
        self.waiting = self.most = 0

    def submit(self, work: Any, /, *given: Any, **_named: Any) -> Future[Any]:
        """Take one more."""
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        pool = self

        class Due(Future[Any]):
            def __init__(self) -> None:
                super().__init__()
                self.set_result(None)

            def result(self, timeout: float | None = None) -> Any:  # noqa: ARG002
                pool.waiting -= 1
                return work(*given)

        return Due()


def test_few_records_are_handed_over_ahead(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are, some wait in memory beside those that are rendered, and all are told in order."""
    names = [f"r{number:02}" for number in range(40)]
    for name in names:
        (folder / name).mkdir()
        Path(name, "outcomes.yaml").write_text(f"id: {name}\n", encoding="utf-8")
    monkeypatch.setattr(batch, "_AHEAD", 4)
    monkeypatch.setattr(batch, "_rendered", lambda path, *_: RecordResult((), (Problem("F20", str(path.parent)),)))
    pool, report = Slow(), Report("json")
    backend = Backend(2, lambda _: pool)
    assert (
        batch.render_all(records([Path(name) for name in names], None), Order(Choice(), Outfit()), report, backend)
        == []
    )
    assert [one.message for one in report.problems] == names
    assert pool.most == 8


class _Ending(Executor):
    """Does what it is handed at once; the first time that it meets a record named `lost`, it ends when that is done."""

    def __init__(self) -> None:
        self.ended = False

    def submit(self, work: Any, path: Path, /, *given: Any, **_named: Any) -> Future[Any]:
        future, done = Future[Any](), work(path, *given)
        if path.parent.name == "lost" and not self.ended:
            self.ended = True
            future.set_exception(BrokenExecutor())
        else:
            future.set_result(done)
        return future


def test_what_was_put_in_place_before_a_process_ended_is_told_as_changed(folder: Path) -> None:
    """Neither the record whose process ended nor one that was done ahead of it is told as left alone."""
    names = ("alpha", "lost", "bravo")
    for name in names:
        copy(name)
    pool, order = _Ending(), Order(Choice(audience_names=("public",)), Outfit(("md",)), folder / "out")
    found = records(list(map(Path, names)), None)
    made = batch.render_all(found, order, Report(), Backend(2, lambda _: pool))
    assert [(one.record, one.changed) for one in made] == [("alpha", True), ("lost", True), ("bravo", True)]
    again = batch.render_all(found, order, Report(), Backend(2, lambda _: pool))
    assert [(one.record, one.changed) for one in again] == [("alpha", False), ("lost", False), ("bravo", False)]


class _Nobody(Executor):
    """Takes work that nobody does."""

    def submit(self, _work: Any, /, *_given: Any, **_named: Any) -> Future[Any]:
        return Future()


def test_a_batch_that_nothing_renders_any_more_ends(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no worker is left for a while, the run says so and what to do; where one comes back, it goes on waiting."""
    copy("alpha")
    monkeypatch.setattr(batch, "_LOOK", 0.01)
    looks = iter([False, False, True, False, False, False, False])
    backend = Backend(1, lambda _: _Nobody(), "Start some.", alive=lambda: next(looks))
    order = Order(Choice(), Outfit(("md",)), folder / "out")
    with pytest.raises(UsageError) as refused:
        batch.render_all(records([folder / "alpha"], None), order, Report(), backend)
    assert [one.code for one in refused.value.problems] == ["U15"]
    assert "Start some. Then run the same again" in refused.value.problems[0].hint
    assert not list(looks)
