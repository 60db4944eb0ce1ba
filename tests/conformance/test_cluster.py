"""A batch on a Dask cluster of two workers, which end in the middle of it."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.test_batch import copy, rendered

from briefkit.cli import batch
from briefkit.cli.batch import RecordResult
from briefkit.rendering import Order

pytestmark = [pytest.mark.conformance, pytest.mark.filterwarnings("default")]
RENDERED = batch._rendered  # noqa: SLF001


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Start a scheduler and two workers on this machine; a record that ends one is given up at the second."""
    distributed = pytest.importorskip("distributed", reason="briefkit[cluster] is not installed")
    dask = pytest.importorskip("dask")
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as found,
    ):
        yield found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def dying(path: Path, streamed: bytes | None, order: Order) -> RecordResult:
    """Render a record on a worker that ends, before or after, the first time or always; or fails."""
    name = path.parent.name
    seen = Path(f"{name}.seen")
    if name == "bug":
        raise ZeroDivisionError
    begun = Path(f"{name}.begun")
    if name == "always" or (name == "before" and not begun.exists()):
        begun.touch()
        os._exit(9)
    done = RENDERED(path, streamed, order)
    if not seen.exists():
        seen.write_text(str(identity(name)), encoding="utf-8")
        if name == "after":
            os._exit(9)
    return done


def identity(name: str) -> tuple[int, int]:
    """Return what tells a set that was put in place from the next."""
    found = Path("out", name, "public").stat()
    return found.st_ino, found.st_mtime_ns


def published() -> dict[Path, bytes]:
    """Return the published files."""
    return {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()}


def test_a_cluster_makes_what_one_process_makes(folder: Path, capsys: pytest.CaptureFixture[str], cluster: Any) -> None:
    """Output, problems, exit code and files are the same, in the order of the records; then nothing is made anew."""
    names = ("delta", "alpha", "bravo", "charlie")
    for name in names:
        copy(name)
    Path("bravo", "outcomes.yaml").write_text("id: bravo\n", encoding="utf-8")
    one, files = rendered(capsys, *names), published()
    shutil.rmtree("out")
    found = rendered(capsys, *names, "--scheduler", cluster.scheduler_address)
    assert (found[:2], published()) == (one[:2], files)
    assert (
        "left alone, as nothing changed: 3 of 3 folders"
        in rendered(capsys, *names, "--scheduler", cluster.scheduler_address)[2]
    )
    assert folder.is_dir()


def test_workers_that_end_cost_nothing_but_what_ends_them(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, cluster: Any
) -> None:
    """What a killed worker had is done by another; what had been published is told, and not published again."""
    names = ("alpha", "before", "bug", "after", "always", "bravo", "charlie")
    for name in names:
        copy(name)
    monkeypatch.setattr(batch, "_rendered", dying)
    code, out, _ = rendered(capsys, *names, "--json", "--scheduler", cluster.scheduler_address)
    told = json.loads(out)
    assert [one["record"] for one in told["folders"]] == ["alpha", "before", "after", "bravo", "charlie"]
    for one in told["folders"]:
        assert Path(f"{one['record']}.seen").read_text(encoding="utf-8") == str(identity(one["record"]))
    assert all(one["changed"] for one in told["folders"])
    assert code == 7
    assert [(one["code"], one["message"]) for one in told["problems"]] == [
        ("F20", "bug/outcomes.yaml: internal error (ZeroDivisionError)"),
        ("F20", "always/outcomes.yaml: the process that rendered it ended before it was done"),
    ]
    assert not list(folder.rglob("*.briefkit-*"))


def test_a_cluster_that_cannot_render_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """None there, none of its workers there, or none with the folder: each with what cures it."""
    distributed = pytest.importorskip("distributed", reason="briefkit[cluster] is not installed")
    copy("alpha")
    code, _, err = rendered(capsys, "alpha", "--scheduler", "tcp://127.0.0.1:9")
    assert (code, "U15 no Dask scheduler answers at tcp://127.0.0.1:9" in err) == (2, True)
    with distributed.LocalCluster(n_workers=0, dashboard_address=None) as empty:
        code, _, err = rendered(capsys, "alpha", "--scheduler", empty.scheduler_address)
    assert (code, "has no worker" in err, "hint: Start some: dask worker tcp://" in err) == (2, True, True)
    assert not (folder / "out").exists()
