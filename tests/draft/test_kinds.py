"""What is refused, with what to do about it, and how a file is opened."""

import gzip
import os
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from tests.draft.material import Manner, docx, html, pdf

from briefkit.draft import contents, read
from briefkit.errors import UsageError


def zipped(*names: str) -> bytes:
    """Return an archive of empty files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "")
    return out.getvalue()


def picture(kind: str) -> bytes:
    """Return a picture file."""
    out = BytesIO()
    Image.new("RGB", (20, 20)).save(out, kind)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
REFUSED = {
    "nothing": (b"", "is empty"),
    "spaces": (b"\xef\xbb\xbf \r\n\r\n", "is empty"),
    "zeros": (bytes(100), "is empty"),
    "doc": (OLE + "WordDocument".encode("utf-16-le"), "before 2007 (.doc)"),
    "xls": (OLE + "Workbook".encode("utf-16-le"), "before 2007"),
    "docx with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    "odt": (zipped("mimetype", "content.xml"), "OpenDocument"),
    "epub": (zipped("mimetype", "META-INF/container.xml"), "e-book"),
    "xlsx": (zipped("[Content_Types].xml", "xl/workbook.xml"), "spreadsheet"),
    "pptx": (zipped("[Content_Types].xml", "ppt/presentation.xml"), "slides"),
    "zip": (zipped("a.txt"), "archive"),
    "cut zip": (zipped("a.txt")[:20], "damaged"),
    "gz": (gzip.compress(b"text"), "archive"),
    "rtf": (rb"{\rtf1\ansi Hello}", "RTF"),
    "png": (picture("PNG"), "picture"),
    "jpeg": (picture("JPEG"), "picture"),
    "gif": (picture("GIF"), "picture"),
    "tiff": (picture("TIFF"), "picture"),
    "bmp": (picture("BMP"), "picture"),
    "webp": (picture("WEBP"), "picture"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><text>Hello</text></svg>', "picture"),
    "xml": (b'<?xml version="1.0"?><note>Hello</note>', "XML"),
    "postscript": (b"%!PS-Adobe-3.0\n", "PostScript"),
    "mhtml": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n<html>", "MHTML"),
    "program": (b"\x7fELF\x02\x01" + bytes(range(256)) * 4, "not a document"),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_refused(data: bytes, reason: str) -> None:
    """What cannot be read is refused by its contents, under any name, with the file's name and what to do."""
    with pytest.raises(UsageError) as refused:
        read(data, "folder/report.pdf")
    problem = refused.value.problems[0]
    assert problem.code == "U05"
    assert problem.message.startswith("folder/report.pdf ")
    assert reason in problem.message
    assert problem.hint.endswith(".")


@pytest.mark.parametrize(
    "data", [docx(), pdf(Manner()), html().encode(), b"Just text."], ids=["docx", "pdf", "html", "txt"]
)
@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html", "a.txt", "a"])
def test_names_do_not_matter(data: bytes, name: str) -> None:
    """Every kind is read under every name."""
    assert read(data, name).text == read(data, "other").text


@pytest.mark.parametrize("start", ["BMW builds cars.", "RIFFs are fun.", "BZh?", "<3 is a heart", "GIF is a format"])
def test_texts_that_begin_like_something_else(start: str) -> None:
    """A text that begins as a picture or a page does is read as text."""
    assert read(start.encode(), "a").text == start


def test_a_file(tmp_path: Path) -> None:
    """A file is read from its path."""
    (tmp_path / "a.txt").write_text("Just text.", encoding="utf-8")
    assert read(contents(tmp_path / "a.txt"), "a.txt").text == "Just text."


def refused(path: Path) -> str:
    """Return why a path is refused."""
    with pytest.raises(UsageError) as error:
        contents(path)
    assert error.value.problems[0].hint.endswith(".")
    return error.value.problems[0].message


def test_no_file(tmp_path: Path) -> None:
    """A path that leads nowhere is refused in plain words."""
    assert "there is no such file" in refused(tmp_path / "a.txt")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows opens no folders")
def test_a_folder(tmp_path: Path) -> None:
    """A folder is no document."""
    assert "folder" in refused(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe(tmp_path: Path) -> None:
    """A pipe, on which reading would wait for ever, is refused at once."""
    os.mkfifo(tmp_path / "pipe")
    assert "pipe" in refused(tmp_path / "pipe")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there are no devices in the file system")
def test_a_device() -> None:
    """A device, which never ends, is refused."""
    assert "device" in refused(Path("/dev/zero"))


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_links(tmp_path: Path) -> None:
    """A link to a document is followed; one into a hidden folder, or to nowhere, is not."""
    (tmp_path / ".keys").mkdir()
    (tmp_path / ".keys" / "secret").write_text("secret", encoding="utf-8")
    (tmp_path / "plain").write_text("plain", encoding="utf-8")
    for name, target in (("good", "plain"), ("bad", ".keys/secret"), ("lost", "nothing")):
        (tmp_path / name).symlink_to(tmp_path / target)
    (tmp_path / "folder").symlink_to(tmp_path / ".keys", target_is_directory=True)
    assert read(contents(tmp_path / "good"), "good").text == "plain"
    assert "hidden folder" in refused(tmp_path / "bad")
    assert "hidden folder" in refused(tmp_path / "folder" / "secret")
    assert "no such file" in refused(tmp_path / "lost")


def test_a_large_file(tmp_path: Path) -> None:
    """A file of more than fifty megabytes is refused without being read."""
    with (tmp_path / "large").open("wb") as file:
        file.truncate(50_000_001)
    assert "larger than 50 MB" in refused(tmp_path / "large")
