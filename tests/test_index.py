"""The page of an audience's folder."""

from html.parser import HTMLParser
from typing import Any

import pytest

from briefkit.index import index
from briefkit.manifest import Manifest, entry_of_file

HOSTILE = '<script>alert("x")</script>&amp;\'"'


def entry(edition: str, *, pages: int = 1, title: str = "A title", name: str = "Read-out") -> dict[str, Any]:
    """Return a manifest's entry of an edition with a Word and a PDF file."""
    files = [entry_of_file(f"paris.{edition}.{kind}", b"x" * 12_345, format=kind) for kind in ("docx", "pdf")]
    return {
        "edition": edition, "name": name, "title": title, "audience": "public", "length": "onepage", "pages": pages,
        "words": 300, "marking": "TLP:CLEAR", "statements": ["secret-looking-id"], "files": files,
    }  # fmt: skip


def page(*entries: dict[str, Any], title: str = "Paris meeting") -> str:
    """Return the page of a folder that holds these editions."""
    return index(Manifest("paris", title, "2025-09-04", "public", "d" * 64, entries)).decode("utf-8")


class Reader(HTMLParser):
    """Collects elements, attributes and text, and checks that elements nest."""

    def __init__(self, text: str) -> None:
        """Read a whole page."""
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Check that it ends the element that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a text and the element it stands in."""
        if data.strip():
            self.texts.append((self.open[-1], data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every element of a name."""
        return [attributes for name, attributes in self.elements if name == tag]


def test_a_table_that_everybody_can_read() -> None:
    """The page has a language, a title, one heading, and one table with a caption and headers of columns and rows."""
    read = Reader(page(entry("read-out"), entry("dossier", pages=5)))
    assert read.all("html") == [{"lang": "en-GB"}]
    assert ("title", "Paris meeting · public") in read.texts
    assert [len(read.all(tag)) for tag in ("h1", "table", "caption", "main")] == [1, 1, 1, 1]
    assert [header["scope"] for header in read.all("th")] == ["col"] * 5 + ["row"] * 2
    assert all(cell["data-label"] for cell in read.all("td") if "data-label" in cell)


def test_every_file_with_its_facts() -> None:
    """Each file is linked by name, with its size and hash; links lead nowhere else."""
    one = entry("read-out")
    read = Reader(page(one))
    assert [link["href"] for link in read.all("a")] == ["paris.read-out.docx", "paris.read-out.pdf"]
    assert [text for tag, text in read.texts if tag == "code"] == ["paris", *(file["sha256"] for file in one["files"])]
    assert [text for tag, text in read.texts if tag == "li"] == [", 12 KB"] * 2
    assert [text for tag, text in read.texts if tag in {"td", "time"}] == ["2025-09-04", "A title", "1", "TLP:CLEAR"]


def test_nothing_runs_and_nothing_is_fetched() -> None:
    """The page has no script, no style sheet but its own, no image, and no address."""
    text = page(entry("read-out"))
    assert {tag for tag, _ in Reader(text).elements} & {"script", "link", "img", "iframe", "object"} == set()
    assert "http" not in text
    assert "url(" not in text
    assert "@import" not in text


def test_words_of_the_record_stay_words() -> None:
    """Characters that mean something in HTML are shown, wherever they stand."""
    read = Reader(page(entry("read-out", title=HOSTILE, name=HOSTILE), title=HOSTILE))
    assert [tag for tag, text in read.texts if text == HOSTILE] == ["h1", "th", "td"]
    assert read.all("script") == []


def test_the_shortest_brief_comes_first() -> None:
    """Rows stand by length, then by name, in whatever order the manifest has them; the bytes are the same."""
    entries = [entry("dossier", pages=5), entry("read-out"), entry("at-a-glance")]
    text = page(*entries)
    assert [text.index(f"paris.{name}.pdf") for name in ("at-a-glance", "read-out", "dossier")] == sorted(
        text.index(f"paris.{one['edition']}.pdf") for one in entries
    )
    assert page(*reversed(entries)) == text


def test_only_what_the_manifest_says_of_files() -> None:
    """Ids of statements and the digest of the record are not shown."""
    text = page(entry("read-out"))
    assert "secret-looking-id" not in text
    assert "d" * 64 not in text


@pytest.mark.parametrize("colour", ["1a1a1a", "1f4e79", "4d5b66"])
def test_text_is_dark_on_white(colour: str) -> None:
    """Every colour of text that the page uses has a contrast of at least 4.5 : 1 on white (WCAG 2.2, 1.4.3)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert f"color: #{colour}" in page(entry("read-out"))
    assert 1.05 / (luminance + 0.05) >= 4.5
