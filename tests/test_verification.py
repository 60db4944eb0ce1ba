"""Finished folders, proved by their manifests."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefkit.errors import OutputError, UsageError
from briefkit.house import DEFAULT
from briefkit.manifest import Manifest
from briefkit.publish import Brief, Release, publish
from briefkit.publish.verification import verify


def made(out: Path, audience: str = "public", record: str = "paris") -> Path:
    """Publish a small set; return its folder."""
    one = Brief(
        "press-lines", "Press lines", "A title", audience, "flash", 1, 90, "TLP:CLEAR", "", "en-GB", (), (),
        {"docx": b"a Word file", "pdf": b"a PDF"},
    )  # fmt: skip
    page = {"index.html": lambda _: b"<p>a page</p>\n"}
    head = Manifest(record=record, title="Paris", as_of="2025-09-04", audience=audience)
    (done,) = publish(out, [Release(head, [one], page)])
    return done.folder


def told(folder: Path) -> list[tuple[str, str]]:
    """Return code and severity of all that is found."""
    return [(problem.code, problem.severity) for one in verify(folder, DEFAULT) for problem in one.problems]


def test_what_was_published_is_proved(tmp_path: Path) -> None:
    """A set is whole, named by itself, by its record's folder and by the output folder; nothing is written."""
    folder = made(tmp_path / "out")
    before = sorted(tmp_path.rglob("*"))
    for named in (folder, folder.parent, folder.parent.parent):
        found = [one for one in verify(named, DEFAULT) if one.manifest]
        assert [one.folder for one in found] == [folder]
        assert told(named) == []
    assert sorted(tmp_path.rglob("*")) == before


NAMES = ("paris.press-lines.docx", "paris.press-lines.pdf", "index.html")


def _linked(path: Path) -> None:
    other = path.parents[3] / "same"
    path.rename(other)
    path.symlink_to(other)


def _emptied(path: Path) -> None:
    path.unlink()
    path.mkdir()


CHANGES: dict[str, Callable[[Path], object]] = {
    "one bit": lambda path: path.write_bytes(bytes([path.read_bytes()[0] ^ 1, *path.read_bytes()[1:]])),
    "one byte more": lambda path: path.write_bytes(path.read_bytes() + b"\n"),
    "no byte": lambda path: path.write_bytes(b""),
    "a link to the same": _linked,
    "a folder": _emptied,
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("change", list(CHANGES))
def test_every_change_is_found(name: str, change: str, tmp_path: Path) -> None:
    """A file that is not byte for byte what was written, at its place and no link, was edited."""
    folder = made(tmp_path / "out")
    CHANGES[change](folder / name)
    assert told(tmp_path / "out") == [("F02", "error")]


@pytest.mark.parametrize("name", NAMES)
def test_every_loss_is_found(name: str, tmp_path: Path) -> None:
    """A listed file that is not there is missing."""
    folder = made(tmp_path / "out")
    (folder / name).unlink()
    assert told(folder) == [("F23", "error")]


def test_the_size_counts(tmp_path: Path) -> None:
    """A manifest that gives a file's hash with another size does not prove it."""
    folder = made(tmp_path / "out")
    manifest = folder / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"bytes": 11', b'"bytes": 12'))
    assert told(folder) == [("F02", "error")]


def test_line_ends_of_git_change_no_set(tmp_path: Path) -> None:
    """A set that git checks out on Windows, its manifest and pages with other line ends, is the set."""
    folder = made(tmp_path / "out")
    for name in ("manifest.json", "index.html"):
        path = folder / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        assert b"\r\n" in path.read_bytes()
    assert told(tmp_path / "out") == []


def test_without_its_manifest_nothing_is_proved(tmp_path: Path) -> None:
    """A manifest that somebody wrote in fails; without one every file of the folder is somebody's."""
    folder = made(tmp_path / "out")
    manifest = folder / "manifest.json"
    manifest.write_bytes(manifest.read_bytes() + b"\n")
    assert told(tmp_path / "out") == [("F22", "error")]
    manifest.unlink()
    with pytest.raises(UsageError, match="U15"):
        told(tmp_path / "out")
    made(tmp_path / "out", "partner")
    assert told(tmp_path / "out") == [("F03", "warning")] * 3


def test_what_does_not_belong(tmp_path: Path) -> None:
    """Something of somebody's in a set is an error, beside one a warning; of file managers nothing is said."""
    folder = made(tmp_path / "out")
    for place in (folder, folder.parent, folder.parent.parent):
        (place / ".DS_Store").touch()
        (place / "notes.txt").touch()
    (folder / "more").mkdir()
    assert sorted(told(tmp_path / "out")) == [("F03", "error")] * 2 + [("F03", "warning")] * 2


def test_what_a_cut_off_run_left(tmp_path: Path) -> None:
    """What stands beside a set only while it is replaced is told."""
    folder = made(tmp_path / "out")
    for kind in ("new", "old", "lock", "journal"):
        (folder.parent / f".public.briefkit-{kind}").mkdir()
    assert told(tmp_path / "out") == [("F21", "error")] * 4


def test_a_set_in_anothers_folder(tmp_path: Path) -> None:
    """A set for the officer in the public's folder does not belong there, wherever one begins to look."""
    folder = made(tmp_path / "out", "officer")
    folder.rename(folder.with_name("public"))
    assert told(tmp_path / "out") == told(folder.parent) == [("F24", "error")]
    assert told(folder.with_name("public")) == []
    folder.parent.rename(tmp_path / "out" / "geneva")
    (tmp_path / "out" / "geneva" / "public").rename(tmp_path / "out" / "geneva" / "officer")
    assert told(tmp_path / "out") == [("F24", "error")]


def test_a_set_for_nobody(tmp_path: Path) -> None:
    """A set for an audience that the house does not have is withdrawn."""
    (found,) = verify(made(tmp_path / "out", "press"), DEFAULT)
    (problem,) = found.problems
    assert problem.code == "F25"
    assert "[audience.NAME] in briefkit.toml" in problem.hint


def test_nothing_to_prove(tmp_path: Path) -> None:
    """A folder that is not there, is a file or holds nothing is no output folder."""
    (tmp_path / "file").touch()
    (tmp_path / "folder" / "empty").mkdir(parents=True)
    for name in ("none", "file", "folder"):
        with pytest.raises(UsageError, match="U15"):
            verify(tmp_path / name, DEFAULT)


def test_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the disk is told with the file, and is no proof of anything."""
    folder = made(tmp_path / "out")

    def fail(path: Path) -> bytes:
        raise OSError(5, "fault", str(path))

    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(OutputError, match=r"F07 .*manifest\.json cannot be read: the disk failed"):
        verify(folder, DEFAULT)
