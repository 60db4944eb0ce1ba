"""The page of an audience's folder."""

from html.parser import HTMLParser
from typing import Any

import pytest

from briefkit.house import DEFAULT, House, HouseLook, Scheme
from briefkit.look.contrast import contrast
from briefkit.manifest import Manifest, entry_of_file
from briefkit.publish.index import index

HOSTILE = '<script>alert("x")</script>&amp;\'"'


def entry(edition: str, *, pages: int = 1, title: str = "A title", **more: Any) -> dict[str, Any]:
    """Return a manifest's entry of an edition with a Word and a PDF file."""
    files = [entry_of_file(f"paris.{edition}.{kind}", b"x" * 12_345, format=kind) for kind in ("docx", "pdf")]
    return {
        "edition": edition, "name": "Read-out", "title": title, "audience": "public", "length": "onepage",
        "pages": pages, "words": 300, "marking": "TLP:CLEAR", "standing": "", "language": "en-GB", "lead": [],
        "statements": ["secret-looking-id"], "files": files, **more,
    }  # fmt: skip


def page(*entries: dict[str, Any], title: str = "Paris meeting", house: House = DEFAULT, **more: str) -> str:
    """Return the page of a folder that holds these editions."""
    named = {"record": "paris", "title": title, "as_of": "2025-09-04", "audience": "public", "digest": "d" * 64}
    return index(Manifest(**named, editions=entries, **more), house).decode("utf-8")


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
        if tag not in {"meta", "br", "link"}:
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


def test_what_a_reader_sees_first() -> None:
    """Issuer, title, occasion, marking, standing, date in words, bottom line, facts, and one large link to the PDF."""
    facts = ["The mayor said so.", "The fee is open."]
    one = entry("read-out", lead=["Voted.", "Not in force."], facts=facts, standing="DRAFT · 1 question open", pages=2)
    read = Reader(page(one, entry("dossier", pages=5), prepared_by="The desk", notice="Invented."))
    assert read.all("html") == [{"lang": "en-GB"}]
    assert [text for tag, text in read.texts if tag != "style"][:16] == [
        *(
            "A title · The desk",
            "The desk",
            "A title",
            "Paris meeting",
            "TLP:CLEAR",
            "DRAFT · 1 question open",
            "As of ",
        ),
        *("4 September 2025", "Invented.", "Bottom line", "Voted.", "Not in force.", *facts),
        *("Read (PDF, 2 pages)", "Word"),
    ]
    assert read.all("time") == [{"datetime": "2025-09-04"}]
    assert [len(read.all(tag)) for tag in ("h1", "main", "footer", "details")] == [1, 1, 1, 1]
    assert [section.get("class") for section in read.all("section")] == ["lead", "more"]


def test_every_file_with_its_facts() -> None:
    """Each file is linked by name, the PDF first; its size and hash are folded away."""
    one = entry("read-out")
    read = Reader(page(one))
    assert [link["href"] for link in read.all("a")] == ["paris.read-out.pdf", "paris.read-out.docx"]
    assert [link["aria-label"] for link in read.all("a")] == [
        "Read (PDF, 1 page): Read-out, A title",
        "Word: Read-out, A title",
    ]
    assert [text for tag, text in read.texts if tag == "code"] == ["paris", *(file["sha256"] for file in one["files"])]
    assert [text for tag, text in read.texts if tag == "li"] == [f"{file['name']}, 12 KB" for file in one["files"]]
    assert [link["class"] for link in read.all("a")] == ["read", "also"]
    assert [name for name, _ in read.elements].index("details") < [name for name, _ in read.elements].index("code")


@pytest.mark.parametrize(
    ("formats", "read"),
    [
        (("docx",), ["Read (Word, 1 page)"]),
        (("clearance.docx", "docx", "md", "pdf"), ["Read (PDF, 1 page)", "Word", "Markdown", "Word, for clearance"]),
        (("md", "xyz"), ["Read (Markdown, 1 page)", "XYZ"]),
    ],
)
def test_formats_in_the_readers_order(formats: tuple[str, ...], read: list[str]) -> None:
    """What is best to read stands first, and a reader learns what the others are."""
    files = [entry_of_file(f"paris.read-out.{kind}", b"x", format=kind) for kind in formats]
    assert [text for tag, text in Reader(page(entry("read-out", files=files))).texts if tag == "a"] == read


@pytest.mark.parametrize(
    ("contact", "links"),
    [
        ("desk@example.org", ["mailto:desk@example.org"]),
        ("Press office, +1 234, https://example.org/press.", ["https://example.org/press"]),
        ("javascript:alert(1)", []),
        ("Ring us", []),
    ],
)
def test_a_contact_is_a_link_where_it_is_an_address(contact: str, links: list[str]) -> None:
    """An e-mail or web address in the contact leads there, the words around it stay, and nothing else is a link."""
    read = Reader(page(entry("read-out"), contact=contact))
    assert [link["href"] for link in read.all("a") if not link["href"].startswith("paris.")] == links
    assert f"Contact{contact}" in "".join(text for _, text in read.texts)


def test_markings_are_explained() -> None:
    """Each is told once with what its reader may do: as its house says, or above which it stands."""
    amber = entry("dossier", marking="TLP:AMBER", pages=3)
    text = page(entry("read-out"), entry("lines"), amber, entry("note", marking="OFFICIAL-SENSITIVE", pages=4))
    foot = "".join(text for _, text in Reader(text).texts).partition("What the marking means")[2]
    assert foot.count("TLP:CLEAR Everyone may read this") == 1
    assert "TLP:AMBER You may pass this on inside your organisation and to its clients" in foot
    assert "OFFICIAL-SENSITIVE A marking of the scheme OFFICIAL, above OFFICIAL." in foot
    own = Scheme("RW", ("OPEN", "STAFF"), {"STAFF": ("FFFFFF", "7A1F1F")}, {"STAFF": "Stays in the house."})
    house = House(schemes=(own,), look=HouseLook(accent="1F5C4A"))
    text = page(entry("read-out", marking="STAFF"), house=house)
    assert '<span class="marking m0">STAFF</span> Stays in the house.' in text
    assert ".m0 { color: #FFFFFF; background: #7A1F1F; border-color: #7A1F1F }" in text
    assert "--accent: #1F5C4A;" in text


def test_nothing_runs_and_nothing_is_fetched() -> None:
    """The page has no script, no style sheet but its own, no image, and no address of its own."""
    text = page(entry("read-out"))
    assert {tag for tag, _ in Reader(text).elements} & {"script", "link", "img", "iframe", "object"} == set()
    assert "://" not in text
    assert "url(" not in text
    assert "@import" not in text


def test_words_of_the_record_stay_words() -> None:
    """Characters that mean something in HTML are shown, wherever they stand."""
    hostile = dict.fromkeys(("name", "title", "standing", "marking"), HOSTILE) | {
        "lead": [HOSTILE, HOSTILE],
        "facts": [HOSTILE],
    }
    heads = dict.fromkeys(("prepared_by", "contact", "notice"), HOSTILE)
    read = Reader(page(entry("a", **hostile), entry("b", **hostile), title=HOSTILE, **heads))
    assert sum(text.count(HOSTILE) for _, text in read.texts) >= 13
    assert read.all("script") == []


def test_the_shortest_brief_with_a_bottom_line_comes_first() -> None:
    """Then come the others by length and name, in whatever order the manifest has them; the bytes are the same."""
    entries = [
        entry("dossier", pages=5),
        entry("read-out"),
        entry("summary", pages=2, lead=["x"]),
        entry("at-a-glance"),
    ]
    text = page(*entries)
    ordered = ("summary", "at-a-glance", "read-out", "dossier")
    assert [text.index(f'href="paris.{name}.pdf') for name in ordered] == sorted(
        text.index(f'href="paris.{one["edition"]}.pdf') for one in entries
    )
    assert page(*reversed(entries)) == text


def test_only_what_the_manifest_says_of_files() -> None:
    """Ids of statements and the digest of the record are not shown."""
    text = page(entry("read-out"))
    assert "secret-looking-id" not in text
    assert "d" * 64 not in text


@pytest.mark.parametrize("accent", ["1F4E79", "4B2E5A", "B00020"])
def test_text_is_dark_on_its_ground(accent: str) -> None:
    """Every colour of text has a contrast of at least 4.5 : 1 on white and on the ground of a box (WCAG 2.2, 1.4.3)."""
    text = page(entry("read-out"), house=House(look=HouseLook(accent=accent)))
    ground = text.partition("--tint: #")[2][:6]
    colours = {accent, *(text.partition(f"--{name}: #")[2][:6] for name in ("ink", "quiet"))}
    assert min(contrast(colour, "FFFFFF") for colour in colours) >= 4.5
    assert min(contrast(colour, ground) for colour in colours) >= 4.5
