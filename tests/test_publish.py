"""Publishing: one folder, switched as a whole, that never loses what somebody else wrote."""

import ctypes
import errno
import hashlib
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.samples import sizes

from briefkit import staging
from briefkit.cli.written import write_own
from briefkit.errors import BusyError, OutputError
from briefkit.manifest import Manifest
from briefkit.publish import Brief, Published, Release
from briefkit.publish import publish as publish_all
from briefkit.publish.earlier import withdraw

KILLS = 3
ERRNOS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EMFILE)
NO_EXCHANGE = pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "two renames"])


def brief(edition: str = "read-out", *, pages: int = 1, **files: bytes) -> Brief:
    """Return a brief with the given formats, or a Word and a PDF file."""
    return Brief(
        edition, edition.title(), f"About {edition}", "officials", "short", pages, 400, "TLP:CLEAR",
        "", "en-GB", (), ("troops", "venue"),
        files or {"docx": b"word " + edition.encode(), "pdf": b"pdf " + edition.encode()},
    )  # fmt: skip


def release(
    *briefs: Brief, record: str = "paris", audience: str = "officials", digest: str = "d1", **extras: bytes
) -> Release:
    """Return a release of the record `paris`."""
    made = {f"{name}.html": lambda _, raw=raw: raw for name, raw in extras.items()}
    head = Manifest(record=record, title="Paris meeting", as_of="2025-09-04", audience=audience, digest=digest)
    return Release(head, briefs, made)


def headed(one: Release, **head: str) -> Release:
    """Return a release whose manifest says something else of its record."""
    return replace(one, head=replace(one.head, **head))  # type: ignore[arg-type]


def publish(out: Path, one: Release, *, force: bool = False) -> Published:
    """Publish one audience's release."""
    (done,) = publish_all(out, [one], force=force)
    return done


def listing(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, however hidden."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a folder."""
    return dict(json.loads((folder / "manifest.json").read_bytes()))


def in_the_way(act: Callable[[], Published]) -> list[tuple[str, str]]:
    """Return code and file name of what publishing refuses to touch."""
    with pytest.raises(OutputError) as caught:
        act()
    assert all("--force" in problem.hint for problem in caught.value.problems)
    return [(problem.code, problem.message.split()[0].rpartition("/")[2]) for problem in caught.value.problems]


@pytest.fixture(params=[True, False], ids=["exchange", "two renames"])
def exchange(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish once with the system's exchange of folders, once without."""
    if not request.param:
        monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())


def test_a_set_and_its_manifest(tmp_path: Path) -> None:
    """Files have the record's, the edition's and the format's name; the manifest lists them with hashes."""
    done = publish(tmp_path / "out", release(brief("read-out"), brief("desk-brief"), index=b"<html>"))
    folder = tmp_path / "out" / "paris" / "officials"
    assert sorted(listing(tmp_path / "out" / "paris")) == [
        "officials/index.html",
        "officials/manifest.json",
        "officials/paris.desk-brief.docx",
        "officials/paris.desk-brief.pdf",
        "officials/paris.read-out.docx",
        "officials/paris.read-out.pdf",
    ]
    found = manifest(folder)
    assert list(found) == [
        *("record", "title", "as_of", "prepared_by", "contact", "notice", "audience", "digest", "editions", "extras")
    ]
    assert [entry["edition"] for entry in found["editions"]] == ["desk-brief", "read-out"]
    assert list(found["editions"][1]) == [
        "edition", "name", "title", "audience", "length", "pages", "words", "marking",
        "standing", "language", "lead", "facts", "subjects", "statements", "files",
    ]  # fmt: skip
    assert found["editions"][1]["files"][0] == {
        "format": "docx", "name": "paris.read-out.docx",
        "sha256": hashlib.sha256(b"word read-out").hexdigest(), "bytes": 13,
    }  # fmt: skip
    assert done.folder == folder
    assert done.written[0] == folder / "paris.read-out.docx"
    assert done.changed


def test_nothing_is_touched_when_nothing_changed(tmp_path: Path) -> None:
    """The same set in another order leaves inodes and times alone."""
    first = publish(tmp_path, release(brief("read-out"), brief("desk-brief")))
    before = {path.name: path.stat() for path in (first.folder, *first.folder.iterdir())}
    second = publish(tmp_path, release(brief("desk-brief"), brief("read-out")))
    after = {path.name: path.stat() for path in (first.folder, *first.folder.iterdir())}
    assert not second.changed
    assert [(s.st_ino, s.st_mtime_ns) for s in before.values()] == [(s.st_ino, s.st_mtime_ns) for s in after.values()]


@pytest.mark.usefixtures("exchange")
def test_other_editions_stay_beside_the_same_record(tmp_path: Path) -> None:
    """A partial run keeps earlier editions if the digest is the same, and says which."""
    publish(tmp_path, release(brief("read-out"), brief("desk-brief"), index=b"<html>"))
    done = publish(tmp_path, release(brief("read-out", pages=2), index=b"<html>"))
    assert done.kept == ("paris.desk-brief.docx", "paris.desk-brief.pdf")
    assert done.removed == ()
    assert [(e["edition"], e["pages"]) for e in manifest(done.folder)["editions"]] == [
        ("desk-brief", 1),
        ("read-out", 2),
    ]
    assert len(listing(tmp_path)) == 6


@pytest.mark.parametrize("digest", ["d0", "d2"])
def test_other_editions_go_when_the_record_changed(tmp_path: Path, digest: str) -> None:
    """Numbers never drift apart inside a folder: editions of another digest are removed, and named."""
    publish(tmp_path, release(brief("read-out"), brief("desk-brief"), index=b"<html>"))
    done = publish(tmp_path, release(brief("read-out"), digest=digest))
    assert done.removed == ("index.html", "paris.desk-brief.docx", "paris.desk-brief.pdf")
    assert sorted(listing(done.folder)) == ["manifest.json", "paris.read-out.docx", "paris.read-out.pdf"]
    assert manifest(done.folder)["digest"] == digest


def test_formats_of_an_edition_come_together(tmp_path: Path) -> None:
    """PDF first and Word later make one edition, unless its facts have changed since."""
    publish(tmp_path, release(brief(pdf=b"one")))
    both = publish(tmp_path, release(brief(docx=b"two")))
    assert [file["format"] for file in manifest(both.folder)["editions"][0]["files"]] == ["docx", "pdf"]
    longer = publish(tmp_path, release(brief(pages=2, docx=b"three")))
    assert longer.removed == ("paris.read-out.pdf",)


@pytest.mark.parametrize("digest", ["d1", "d2"])
def test_an_edited_file_is_never_overwritten(digest: str, tmp_path: Path) -> None:
    """A changed file stops the run before anything is written; `force` replaces it."""
    done = publish(tmp_path, release(brief("read-out"), brief("desk-brief")))
    (done.folder / "paris.read-out.docx").write_bytes(b"cleared by the minister")
    before = listing(tmp_path)
    new = release(brief("read-out", docx=b"new", pdf=b"new"), digest=digest)
    assert in_the_way(lambda: publish(tmp_path, new)) == [("F02", "paris.read-out.docx")]
    assert listing(tmp_path) == before
    forced = publish(tmp_path, new, force=True)
    assert (forced.changed, forced.replaced) == (True, ("paris.read-out.docx",))
    assert publish(tmp_path, new, force=True).replaced == ()
    assert (done.folder / "paris.read-out.docx").read_bytes() == b"new"


def test_an_edited_file_of_another_edition_is_in_the_way_too(tmp_path: Path) -> None:
    """Also a file that this run does not write; `force` removes it and says so."""
    done = publish(tmp_path, release(brief("read-out"), brief("desk-brief")))
    (done.folder / "paris.desk-brief.pdf").write_bytes(b"annotated")
    new = release(brief("read-out", pages=3))
    assert in_the_way(lambda: publish(tmp_path, new)) == [("F02", "paris.desk-brief.pdf")]
    assert publish(tmp_path, new, force=True).removed == ("paris.desk-brief.pdf",)
    assert sorted(listing(tmp_path / "paris" / "officials")) == [
        "manifest.json", "paris.desk-brief.docx", "paris.read-out.docx", "paris.read-out.pdf",
    ]  # fmt: skip


def test_an_edited_extra_that_is_not_made_again_goes(tmp_path: Path) -> None:
    """With `force` it is neither kept nor listed, though the set is of the same record."""
    done = publish(tmp_path, release(brief(), index=b"<html>"))
    (done.folder / "index.html").write_bytes(b"annotated")
    assert publish(tmp_path, release(brief()), force=True).removed == ("index.html",)
    assert manifest(done.folder)["extras"] == []


@pytest.mark.usefixtures("exchange")
def test_foreign_files_stop_the_run_and_survive_force(tmp_path: Path) -> None:
    """What briefkit did not write is named; with `force` it stays as it is, folders and links included."""
    done = publish(tmp_path, release(brief()))
    (done.folder / "notes.txt").write_text("mine", encoding="utf-8")
    os.utime(done.folder / "notes.txt", (1_000_000, 1_000_000))
    (done.folder / "scans").mkdir()
    (done.folder / "scans" / "page.png").write_bytes(b"png")
    (done.folder / "link").symlink_to("/nowhere")
    new = release(brief(pages=2))
    assert in_the_way(lambda: publish(tmp_path, new)) == [("F03", "link"), ("F03", "notes.txt"), ("F03", "scans")]
    assert publish(tmp_path, new, force=True).replaced == ()
    assert (done.folder / "notes.txt").stat().st_mtime == 1_000_000
    assert (done.folder / "scans" / "page.png").read_bytes() == b"png"
    assert (done.folder / "link").readlink() == Path("/nowhere")
    assert manifest(done.folder)["editions"][0]["pages"] == 2


def test_a_foreign_file_with_a_name_that_is_needed(tmp_path: Path) -> None:
    """A file in the way of a brief is refused, and replaced with `force`; equal bytes harm nobody."""
    folder = tmp_path / "paris" / "officials"
    folder.mkdir(parents=True)
    (folder / "paris.read-out.pdf").write_bytes(b"somebody's")
    assert in_the_way(lambda: publish(tmp_path, release(brief()))) == [("F03", "paris.read-out.pdf")]
    assert publish(tmp_path, release(brief()), force=True).replaced == ("paris.read-out.pdf",)
    (folder / "manifest.json").unlink()
    assert publish(tmp_path, release(brief())).changed


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw.replace(b'"pages": 1', b'"pages": 9 '),
        lambda raw: raw.replace(b'"paris.read-out.pdf"', b'"../../../x.pdf"'),
        lambda raw: raw.replace(b'"files"', b'"fles"'),
        lambda _: b"[" * 100_000,
        lambda _: b"null\n",
        lambda _: b"\xff",
    ],
)
def test_a_damaged_manifest_vouches_for_nothing(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    """With a manifest that briefkit did not write, every file that would change counts as foreign."""
    done = publish(tmp_path, release(brief()))
    path = done.folder / "manifest.json"
    path.write_bytes(damage(path.read_bytes()))
    new = release(brief(docx=b"new", pdf=b"pdf read-out"))
    assert in_the_way(lambda: publish(tmp_path, new)) == [("F03", "manifest.json"), ("F03", "paris.read-out.docx")]


def test_what_file_managers_leave_goes_along(tmp_path: Path) -> None:
    """A `.DS_Store` is nobody's work: it is in nobody's way."""
    done = publish(tmp_path, release(brief()))
    (done.folder / ".DS_Store").write_bytes(b"x")
    assert publish(tmp_path, release(brief(pages=2))).changed
    assert (done.folder / ".DS_Store").read_bytes() == b"x"


@pytest.mark.parametrize("link", ["", "paris", "paris/officials"])
def test_links_are_not_followed(link: str, tmp_path: Path) -> None:
    """Neither the output folder nor the folders below it may be symbolic links, with force or without."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    place = tmp_path / "out" / link
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(OutputError, match="F01"):
        publish(tmp_path / "out", release(brief()), force=True)
    assert listing(elsewhere) == {}


@pytest.mark.parametrize("name", ["..", "a/b", "A", ".a", "a.", "-a", "con", "nul.x", "", "é", "a\n"])
def test_names_are_safe_on_every_system(name: str, tmp_path: Path) -> None:
    """A record, an audience or an extra with another name is refused."""
    named = replace(release(), extras={name: lambda _: b""})
    for bad in (release(brief(), record=name), release(brief(), audience=name), named):
        with pytest.raises(OutputError, match="F04"):
            publish(tmp_path, bad)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["paris.read-out.pdf", "manifest.json"])
def test_no_two_files_of_one_name(name: str, tmp_path: Path) -> None:
    """An extra cannot take the name of a brief or of the manifest, nor a brief that of another."""
    with pytest.raises(OutputError, match="F05"):
        publish(tmp_path, replace(release(brief()), extras={name: lambda _: b""}))
    with pytest.raises(OutputError, match="F05"):
        publish(tmp_path, release(brief(), brief()))


def test_one_run_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a run goes on holding the folder of a record another one is refused; other records are free."""
    monkeypatch.setattr("briefkit.locks._PAUSE", 0)
    with staging.locked(staging.Spot(tmp_path, "paris")):
        with pytest.raises(BusyError, match="F06") as caught:
            publish(tmp_path, release(brief()))
        assert publish(tmp_path, release(brief(), record="avon")).changed
    assert caught.value.exit_code == 8
    assert publish(tmp_path, release(brief())).changed
    assert not [name for name in listing(tmp_path) if "briefkit-" in name]


def test_all_audiences_or_none(tmp_path: Path) -> None:
    """What is in the way of one audience keeps all from being written, and everything in the way is named."""
    both = [release(brief(), audience=audience) for audience in ("public", "officials")]
    for done in publish_all(tmp_path, both):
        (done.folder / "paris.read-out.pdf").write_bytes(b"edited")
    before = listing(tmp_path)
    new = [release(brief(docx=b"new"), audience="partner"), *both]
    assert in_the_way(lambda: publish_all(tmp_path, new)[0]) == [("F02", "paris.read-out.pdf")] * 2
    assert listing(tmp_path) == before
    assert [done.changed for done in publish_all(tmp_path, new, force=True)] == [True, True, True]


def test_an_extra_knows_the_whole_set(tmp_path: Path) -> None:
    """What makes an extra is shown the editions of earlier runs that stay, whose bytes it may list."""
    publish(tmp_path, release(brief("desk-brief")))
    shown = {"index.html": lambda manifest: " ".join(sorted(file["name"] for file in manifest.files())).encode()}
    done = publish(tmp_path, replace(release(brief("read-out", pdf=b"pdf")), extras=shown))
    listed = "paris.desk-brief.docx paris.desk-brief.pdf paris.read-out.pdf"
    assert (done.folder / "index.html").read_text(encoding="utf-8") == listed
    assert manifest(done.folder)["extras"][0]["name"] == "index.html"
    assert not publish(tmp_path, replace(release(brief("read-out", pdf=b"pdf")), extras=shown)).changed


def test_the_system_is_quoted_in_our_words(tmp_path: Path) -> None:
    """An output folder that is a file gives one problem with the path and the reason."""
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(OutputError) as caught:
        publish(tmp_path / "out", release(brief()))
    problem = caught.value.problems[0]
    assert problem.message.startswith((tmp_path / "out").as_posix())
    assert problem.code == "F07"
    assert problem.message.endswith(("it is there already", "a part of its path is not a folder"))
    assert "file that is in the way" in problem.hint


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        (errno.EACCES, "Check your rights, and close"),
        (errno.ENOENT, "Name another folder with -o."),
        (errno.EROFS, "Name a folder with -o that can be written."),
        (errno.ENOSPC, "Make room on the disk."),
        (errno.EIO, "Try again"),
    ],
)
def test_the_hint_fits_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, hint: str) -> None:
    """Each refusal of the system has advice that could help against it."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, "injected")

    monkeypatch.setattr(Path, "mkdir", fail)
    with pytest.raises(OutputError) as caught:
        publish(tmp_path / "out", release(brief()))
    assert caught.value.problems[0].hint.startswith(hint)


OLD = release(brief("read-out"), brief("desk-brief"), digest="old")
NEW = release(brief("read-out", docx=b"N" * 70_000, md=b"new"), brief("annex"), digest="new")


EVERY = (
    "open close read write fsync mkdir rmdir unlink link rename scandir listdir stat lstat fstat utime chmod ftruncate"
)
"""Functions of `os` that everything on files comes down to."""


class Faults:
    """Makes the k-th operation on files fail, and counts them."""

    def __init__(self, failing: int) -> None:
        """Let operation `failing` fail."""
        self.failing = failing
        self.count = 0

    def __call__(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """Return the operation with a fault; closing still closes."""

        def operation(*args: Any, **kwargs: Any) -> Any:
            self.count += 1
            if self.count == self.failing:
                if real is os.close:
                    real(*args)
                raise OSError(ERRNOS[self.failing % len(ERRNOS)], "injected")
            return real(*args, **kwargs)

        return operation

    def install(self, patch: pytest.MonkeyPatch, names: str = EVERY) -> None:
        """Put the fault into the functions that everything on files comes down to."""
        for name in names.split():
            patch.setattr(os, name, self(getattr(os, name)))
        patch.setattr(io, "open", self(io.open))
        library: Any = ctypes.CDLL(None)
        if hasattr(library, "renameat2"):
            library.renameat2 = self._exchange(library.renameat2)
            patch.setattr(ctypes, "CDLL", lambda *_, **__: library)

    def _exchange(self, real: Callable[..., int]) -> Callable[..., int]:
        def exchange(*args: Any) -> int:
            try:
                return int(self(real)(*args))
            except OSError as error:
                ctypes.set_errno(error.errno or 0)
                return -1

        return exchange


def complete(folder: Path) -> set[str]:
    """Return the digests of complete sets in a folder: one, or none if there is nothing."""
    if not folder.exists():
        return set()
    found = manifest(folder)
    files = [file for edition in found["editions"] for file in edition["files"]]
    assert {file["name"] for file in files} | {"manifest.json"} == set(listing(folder))
    assert all(hashlib.sha256((folder / file["name"]).read_bytes()).hexdigest() == file["sha256"] for file in files)
    return {found["digest"]}


def failures(tmp_path: Path, start: Release | None, patch: Callable[[pytest.MonkeyPatch], None]) -> Iterator[int]:
    """Publish with the first, second, … operation failing until a run succeeds; yield the number of each failure."""
    for k in range(1, 1_000):
        out = tmp_path / str(k) / "out"
        if start:
            publish(out, start)
        faults = Faults(k)
        failed = False
        with pytest.MonkeyPatch.context() as context:
            faults.install(context)
            patch(context)
            try:
                publish(out, NEW)
            except OutputError:
                failed = True
        assert complete(out / "paris" / "officials") <= ({"old", "new"} if start else {"new"})
        assert not [path for path in (tmp_path / str(k)).rglob("*") if "briefkit-" in path.name]
        assert failed or complete(out / "paris" / "officials") == {"new"}
        assert publish(out, NEW).folder.exists()
        assert complete(out / "paris" / "officials") == {"new"}
        if faults.count < k:
            return
        yield k
    pytest.fail("never succeeded")


@NO_EXCHANGE
@pytest.mark.parametrize("start", [None, OLD], ids=["empty", "over a set"])
def test_every_operation_may_fail(start: Release | None, exchange: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Whichever operation fails: no partial set, nothing left over, our own error, and the next run succeeds."""

    def patch(context: pytest.MonkeyPatch) -> None:
        if not exchange:
            context.setattr(ctypes, "CDLL", lambda *_, **__: object())

    assert len(list(failures(tmp_path, start, patch))) > 30


CHILD = """
import ctypes, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_publish import NEW, OLD, publish
if {without}:
    ctypes.CDLL = lambda *_, **__: object()
print("ready", flush=True)
while True:
    publish(Path({out!r}), NEW)
    publish(Path({out!r}), OLD)
"""


def killed_at_random(out: Path, times: int, *, exchange: bool) -> None:
    """Kill a process that publishes two sets in turn; look at the folder, then let the next run go on from there."""
    dice = random.Random(times)
    code = CHILD.format(tests=str(Path(__file__).parent), out=str(out), without=not exchange)
    publish(out, OLD)
    for _ in range(times):
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            time.sleep(dice.random() * 0.05)
            child.send_signal(signal.SIGKILL)
        found = complete(out / "paris" / "officials")
        assert found <= {"old", "new"}
        assert found or not exchange or sys.platform != "linux"
        assert publish(out, OLD).folder.exists()
        assert complete(out / "paris" / "officials") == {"old"}
        assert not [path for path in out.rglob("*") if "briefkit-" in path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
@NO_EXCHANGE
def test_killed_while_publishing(exchange: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """After kill -9 the folder holds one whole set, and the next run leaves nothing else."""
    killed_at_random(tmp_path / "out", KILLS, exchange=exchange)


@pytest.mark.conformance
@NO_EXCHANGE
def test_killed_while_publishing_for_long(exchange: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """The same, 300 times, or as often as BRIEFKIT_KILLS says."""
    killed_at_random(tmp_path / "out", int(os.environ.get("BRIEFKIT_KILLS", "300")) // 2, exchange=exchange)


SETS = ("officials", "partners", "public")


def three(digest: str) -> list[Release]:
    """Return the sets of three audiences, in one state of the record."""
    return [release(brief("read-out", docx=digest.encode() * 9_000), audience=name, digest=digest) for name in SETS]


@pytest.mark.parametrize("step", sizes(3, 1))
@NO_EXCHANGE
@pytest.mark.parametrize("start", [False, True], ids=["empty", "over sets"])
def test_a_record_is_published_whole_or_not_at_all(start: bool, exchange: bool, step: int, tmp_path: Path) -> None:  # noqa: FBT001
    """Whichever operation fails, of all or of every third, all audiences have the new state or all what they had."""
    for k in range(1, 2_000, step):
        out = tmp_path / str(k)
        if start:
            publish_all(out, three("old"))
        faults, failed = Faults(k), False
        with pytest.MonkeyPatch.context() as context:
            faults.install(context)
            if not exchange:
                context.setattr(ctypes, "CDLL", lambda *_, **__: object())
            try:
                publish_all(out, three("new"))
            except OutputError:
                failed = True
        states = [complete(out / "paris" / name) for name in SETS]
        assert states[0] in ({"old"} if start else set(), {"new"}), k
        assert states == [states[0]] * 3, k
        assert failed or states[0] == {"new"}
        assert not [path for path in out.rglob("*") if "briefkit-" in path.name]
        if faults.count < k:
            assert k > 60
            return
    pytest.fail("never succeeded")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.usefixtures("exchange")
def test_a_folder_keeps_who_may_enter_it(tmp_path: Path) -> None:
    """A folder closed to others stays closed when its set changes."""
    folder = publish(tmp_path, OLD).folder
    folder.chmod(0o700)
    assert publish(tmp_path, NEW).changed
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_copied_record_does_not_replace_the_briefs_of_another_meeting(tmp_path: Path) -> None:
    """The same id with another meeting's day is refused, and `force` replaces; without a day nothing is asked."""
    publish(tmp_path, headed(OLD, meeting="2026-02-03"))
    assert in_the_way(lambda: publish(tmp_path, headed(NEW, meeting="2026-03-03"))) == [("F18", "officials")]
    assert publish(tmp_path, headed(NEW, meeting="2026-02-03")).changed
    assert publish(tmp_path, headed(OLD, meeting="2026-03-03"), force=True).changed
    assert manifest(tmp_path / "paris" / "officials")["meeting"] == "2026-03-03"


@pytest.mark.parametrize(
    ("title", "meeting", "printed", "audience", "refused"),
    [
        ("Other", "2026-03-03", ("x",), "officials", False),  # a corrected title, a statement in common
        ("Old", "2026-03-03", ("y",), "officials", False),  # all statements given new ids
        ("Other", "2026-03-03", ("y",), "officials", True),  # two meetings on one day
        ("Old", "2026-04-03", ("x",), "press", True),  # last month's stand in another audience's folder
        ("Other", "2026-03-03", ("y",), "press", False),  # another audience of the same day reads other things
    ],
)
def test_a_copied_record_is_known_in_another_call(  # noqa: PLR0913, PLR0917  # what a record and its copy differ in
    tmp_path: Path,
    title: str,
    meeting: str,
    printed: tuple[str, ...],
    audience: str,
    refused: bool,  # noqa: FBT001
) -> None:
    """By the day in whatever audience's folder, or by title and statements together; `force` puts it there."""
    old = replace(headed(OLD, title="Old", meeting="2026-03-03"), state=lambda _: {"x": "1"})
    publish(tmp_path, old)
    briefs = [replace(one, statements=printed, audience=audience) for one in NEW.briefs]
    new = replace(headed(NEW, title=title, meeting=meeting, audience=audience), briefs=briefs)
    if refused:
        assert in_the_way(lambda: publish(tmp_path, new)) == [("F18", "officials")]
    assert publish(tmp_path, new, force=refused).changed


@pytest.mark.parametrize(
    ("name", "program"),
    [
        ("~$rbour.docx", "Word"),
        ("~WRD0003.tmp", "Word"),
        (".~lock.a.docx#", "LibreOffice"),
        (".~harbour.docx", "a program"),  # WPS
        ("lu81239ab.tmp", "a program"),  # LibreOffice, saving
        (".harbour.md.swp", "a program"),  # vim
        (".nfs000000000a1b2c3d00000001", "a program"),  # a network disk, of what another desk has open
        (".fuse_hidden0000000200000001", "a program"),
    ],
)
def test_a_brief_that_is_open_is_told(name: str, program: str, tmp_path: Path) -> None:
    """What an office program keeps beside an open document is named for what it is."""
    folder = publish(tmp_path, OLD).folder
    (folder / name).write_bytes(b"")
    with pytest.raises(OutputError) as caught:
        publish(tmp_path, NEW)
    assert [problem.code for problem in caught.value.problems] == ["F15"]
    assert f"is open in {program}" in caught.value.problems[0].message
    assert "delete it" in caught.value.problems[0].hint
    (folder / name).unlink()
    assert publish(tmp_path, NEW).changed


@pytest.mark.parametrize("name", ["._.DS_Store", "._harbour.docx"])
def test_what_a_disk_keeps_beside_files_goes_along(name: str, tmp_path: Path) -> None:
    """What macOS writes beside each file of a disk that is not its own hinders nobody, and nobody's file is lost."""
    folder = publish(tmp_path, OLD).folder
    (folder / name).write_bytes(b"mac")
    assert publish(tmp_path, NEW).changed
    assert (folder / name).read_bytes() == b"mac"
    for own in ("harbour-final.docx", "~harbour", ".htaccess"):
        (folder / own).write_bytes(b"mine")
    found = in_the_way(lambda: publish(tmp_path, OLD))
    assert found == [("F03", ".htaccess"), ("F03", "harbour-final.docx"), ("F03", "~harbour")]


@pytest.mark.parametrize("linked", [True, False], ids=["linked", "copied"])
def test_what_else_a_record_s_folder_holds_stays(linked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001
    """Other audiences' sets, with their times, and what somebody put beside them, however deep."""
    publish_all(tmp_path, three("old"))
    record = tmp_path / "paris"
    (record / "notes" / "mine").mkdir(parents=True)
    (record / "notes" / "mine" / "a.txt").write_bytes(b"mine")
    (record / "link").symlink_to("nowhere")
    for path in (record / "public").iterdir():
        os.utime(path, (1, 1))
    before = listing(record)
    if not linked:
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(errno.EPERM, "no links here")))
    assert publish(tmp_path, three("new")[0]).changed
    after = listing(record)
    assert {name for name in {*before, *after} if before.get(name) != after.get(name)} == {
        "officials/manifest.json",
        "officials/paris.read-out.docx",
    }
    assert (record / "link").is_symlink()
    assert {path.stat().st_mtime for path in (record / "public").iterdir()} == {1}


def test_the_set_of_an_audience_without_any_goes(tmp_path: Path) -> None:
    """It is removed where it is as it was written, and left with a warning where somebody has edited it."""
    there = tmp_path / "paris" / "officials"
    assert withdraw(there, "why", "") is None
    folder = publish(tmp_path, headed(OLD, meeting="2026-02-03")).folder
    (folder / "Thumbs.db").write_bytes(b"")
    assert withdraw(there, "why", "2026-03-03") is None
    (folder / "paris.read-out.pdf").write_bytes(b"edited")
    found = withdraw(there, "why", "2026-02-03")
    assert found
    assert found.code == "F17"
    (folder / "paris.read-out.pdf").write_bytes(b"pdf read-out")
    found = withdraw(there, "why", "2026-02-03")
    assert found
    assert found.code == "F16"
    assert list(tmp_path.iterdir()) == []


CHILD_OF_THREE = """
import ctypes, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_publish import publish_all, three
if {without}:
    ctypes.CDLL = lambda *_, **__: object()
print("ready", flush=True)
while True:
    publish_all(Path({out!r}), three("new"))
    publish_all(Path({out!r}), three("old"))
"""


def killed_among_three(out: Path, times: int, *, exchange: bool) -> None:
    """Kill a process that publishes three audiences; after the next run, for another, they are all alike."""
    dice = random.Random(times)
    code = CHILD_OF_THREE.format(tests=str(Path(__file__).parent), out=str(out), without=not exchange)
    for _ in range(times):
        publish_all(out, three("old"))
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            time.sleep(dice.random() * 0.1)
            child.send_signal(signal.SIGKILL)
        publish(out, release(brief("read-out"), audience="others"))
        states = [complete(out / "paris" / name) for name in SETS]
        assert states in ([{"old"}] * 3, [{"new"}] * 3)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
@NO_EXCHANGE
def test_killed_among_audiences(exchange: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """After kill -9 the next run leaves all audiences of a record in one state."""
    killed_among_three(tmp_path / "out", KILLS, exchange=exchange)


@pytest.mark.conformance
@NO_EXCHANGE
def test_killed_among_audiences_for_long(exchange: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """The same, 300 times, or as often as BRIEFKIT_KILLS says."""
    killed_among_three(tmp_path / "out", int(os.environ.get("BRIEFKIT_KILLS", "300")) // 2, exchange=exchange)


def test_what_no_lock_is_gets_its_name_told(tmp_path: Path) -> None:
    """A link or a folder in the place of a lock is named, opened by nobody and left."""
    folder = publish(tmp_path, OLD).folder
    lock = staging.Spot(tmp_path, folder.parent.name).lock
    plants: list[Callable[[], object]] = [lambda: lock.symlink_to(tmp_path / "victim"), lock.mkdir]
    for plant in plants:
        plant()
        with pytest.raises(OutputError, match=f"F14.*{lock.name}"):
            publish(tmp_path, NEW)
        assert not (tmp_path / "victim").exists()
        lock.rmdir() if lock.is_dir() else lock.unlink()


def test_a_file_is_put_in_place_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It keeps who may read it; a full disk leaves the one before it."""
    path = tmp_path / "draft.eml"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_own(path, b"new", lambda _: True, "another")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o600 if os.name == "posix" else 0o666)
    real = staging.write

    def full(target: Path, content: bytes) -> None:
        real(target, content[:1])
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(staging, "write", full)
    with pytest.raises(OutputError, match="F07"):
        write_own(path, b"newest", lambda _: True, "another")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("draft.eml", b"new")]


def test_what_is_the_author_s_stands_among_no_briefs(tmp_path: Path) -> None:
    """A page for review, or a draft of a mail, goes neither into a set nor beside those of a record."""
    folder = publish(tmp_path / "out", OLD).folder
    for place in (folder, folder.parent):
        with pytest.raises(OutputError, match="F28"):
            write_own(place / "review.html", b"all", lambda _: True, "another")
    write_own(tmp_path / "out" / "review.html", b"all", lambda _: True, "another")
    assert [one for one in listing(tmp_path) if one.endswith("html")] == ["out/review.html"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
def test_a_pipe_in_the_folder_keeps_nobody_waiting(tmp_path: Path) -> None:
    """What is carried over is not read where reading would wait for ever."""
    folder = publish(tmp_path, OLD).folder
    os.mkfifo(folder / ".DS_Store")
    os.mkfifo(folder / "strange")
    assert publish(tmp_path, NEW, force=True).changed
    assert (folder / "strange").is_fifo()
