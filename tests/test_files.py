"""The door to files: regular ones within a limit, and nothing else is opened."""

import os
import socket
import sys
from pathlib import Path

import pytest

from briefkit.cli import main
from briefkit.files import TooLargeError, UnreadableError, guessed, read, read_below

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def refused(path: Path, most: int = 100) -> str:
    """Return why a file is not read."""
    with pytest.raises(UnreadableError) as caught:
        read(path, most)
    assert caught.value.mend
    return caught.value.why


def refused_below(folder: Path, name: str) -> str:
    """Return why a file below a folder is not read."""
    with pytest.raises(UnreadableError) as caught:
        read_below(folder, name, 100)
    assert caught.value.mend
    return caught.value.why


def test_a_regular_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    """As many bytes as the limit are read; one more is refused."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"x\r\n" * 10)
    assert read(path, 30) == b"x\r\n" * 10
    with pytest.raises(TooLargeError, match="larger than 29 bytes"):
        read(path, 29)


def test_a_sparse_file_is_refused_by_its_size(tmp_path: Path) -> None:
    """A file of a terabyte of nothing is refused without being read."""
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(10**12 if sys.platform == "linux" else 10**6)
    assert refused(path) == "it is larger than 100 bytes"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has files that do not know their size")
@pytest.mark.parametrize("name", ["/proc/cpuinfo", "/proc/self/environ"])
def test_what_the_system_makes_is_no_file(name: str) -> None:
    """What the kernel makes while it is read has no size: it may hold the secrets of a run."""
    assert Path(name).stat().st_size == 0
    assert refused(Path(name), 100_000) == "it is on no disk: the system makes it while it is read"


@POSIX
def test_pipes_sockets_devices_folders_and_links_are_not_opened(tmp_path: Path) -> None:
    """Each is named for what it is, and none is waited for."""
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(os.path.relpath(tmp_path / "socket"))
        assert refused(tmp_path / "socket") == "it is a socket"
    (tmp_path / "target").write_bytes(b"secret")
    (tmp_path / "link").symlink_to("target")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "nowhere").symlink_to("none")
    assert refused(tmp_path / "pipe") == "it is a pipe"
    assert refused(Path("/dev/zero")) == "it is a device"
    assert refused(tmp_path) == "it is a folder"
    assert {refused(tmp_path / name) for name in ("link", "loop", "nowhere")} == {
        "it is a symbolic link, or links form a loop"
    }


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_closed_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A record in a folder that may not be entered cannot be read: that is no fault of the program."""
    (tmp_path / "rec").mkdir(mode=0o600)
    with pytest.raises(SystemExit) as ended:
        main(["check", str(tmp_path / "rec" / "outcomes.yaml")])
    assert ended.value.code == 3
    assert "permission is denied" in capsys.readouterr().err


def test_what_is_not_there_is_told_in_our_words(tmp_path: Path) -> None:
    """A missing file, a file in the place of a folder, and a name that no system takes."""
    (tmp_path / "file").write_bytes(b"")
    assert refused(tmp_path / "none") == "there is no such file or folder"
    assert refused_below(tmp_path, "a\0b") == "its name is no path"
    if sys.platform != "win32":
        assert refused(tmp_path / "file" / "none") == "a part of its path is not a folder"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../b.txt", "it lies outside the folder of the file that names it"),
        ("sources/../../b.txt", "it lies outside the folder of the file that names it"),
        ("/etc/hostname", "it lies outside the folder of the file that names it"),
        (".git/config", "it is hidden: a part of its path begins with a point"),
        ("sources/.env", "it is hidden: a part of its path begins with a point"),
        ("", "it is a folder"),
    ],
)
def test_only_plain_paths_below_the_folder_are_followed(name: str, why: str, tmp_path: Path) -> None:
    """A path that leads out, or into what is hidden, is refused whether there is a file or not."""
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_bytes(b"token")
    assert refused_below(tmp_path, name) == why


@POSIX
def test_a_link_on_the_way_is_refused(tmp_path: Path) -> None:
    """A folder below the record's that is a link leads nowhere; the record's own folder may be one."""
    record, outside = tmp_path / "record", tmp_path / "outside"
    record.mkdir()
    outside.mkdir()
    (outside / "a.txt").write_bytes(b"a")
    (record / "sources").symlink_to(outside)
    assert refused_below(record, "sources/a.txt") == "it is a symbolic link, or links form a loop"
    (tmp_path / "named").symlink_to(outside)
    assert read_below(tmp_path / "named", "a.txt", 100) == b"a"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("Gebühr – Café".encode("cp1252"), "text in Windows-1252 or Latin-1"),
        ("Gebühr".encode("utf-16"), "text in UTF-16"),
        ("The fee is open".encode("utf-16-le"), "text in UTF-16"),
        ("The fee is open".encode("utf-16-be"), "text in UTF-16"),
        ("The fee".encode("utf-32"), "text in UTF-32"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"PK\x03\x04\xff", "a Word file or another ZIP archive"),
        (b"\x7fELF\x02\0\0\0\xff" + b"\xff" * 90, "no text at all"),
        (bytes(range(128, 256)), ""),
    ],
)
def test_what_is_not_utf_8_is_named_where_it_can_be_told(data: bytes, kind: str) -> None:
    """Encodings and kinds of files that people take for text are recognised by their first bytes."""
    assert guessed(data) == kind
