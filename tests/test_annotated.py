"""The annotated copy: its marks, its order, and its page, which is whole, accessible and safe with any record."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.harbour import FIRM, WEAK, loaded

from briefkit.annotated import entries, first, split
from briefkit.annotated.page import page
from briefkit.loading import Loaded, load

PARIS = Path(__file__).parents[1] / "seeds" / "paris-2025-09-04"
VOID = {"meta", "br", "link", "img"}
HOSTILE = "</title><script>alert(1)</script> & \"quoted\" 'too' <b>"


class Parsed(HTMLParser):
    """A page as its tags, its attributes and its text; fails where a tag is not closed in its turn."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs)
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note what is read."""
        self.text += "" if "style" in self.open else data

    def values(self, name: str) -> list[str]:
        """Return the values of an attribute, in order."""
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]


def parsed(found: Loaded) -> Parsed:
    """Return the page of a record."""
    return Parsed(page(found).decode("utf-8"))


def test_marks_stand_in_what_is_printed(tmp_path: Path) -> None:
    """The words that are asked about are marked in the composed sentence and in the quote, and nowhere else."""
    by_id = {one.statement: one for one in entries(loaded(tmp_path, (FIRM, WEAK)))}
    ferry = by_id["ferry"]
    assert str(ferry.wordings["sentence"]) == (
        "Mayor Roca announced that the night ferry [may] run from 1 May 2026, "
        "provided that the pier is repaired by then."
    )
    assert "[" not in str(ferry.wordings["headline"])
    (passage,) = ferry.passages
    assert "night ferry [will] run" in str(passage.quote)
    assert (passage.title, passage.position) == ("the note", "paragraph 1")
    assert str(by_id["ask-fee"].wordings["sentence"]).startswith("[Ask] the Board")
    assert [one.statement for one in by_id["ask-fee"].passages] == ["fee-june"]


def test_questions_stand_first(tmp_path: Path) -> None:
    """Of what is not signed questions come first, then new words, then the head and the rest in the record's order."""
    found = first(entries(loaded(tmp_path, (FIRM, WEAK))))
    assert [one.statement for one in found][:5] == ["ferry", "ask-fee", "HEAD", "bottom-line", "met"]


def test_the_head_is_read_with_what_is_asked_of_it(tmp_path: Path) -> None:
    """What pages print beside statements stands by name, with what is asked of persons, meeting and sources."""
    head, *_ = entries(loaded(tmp_path, ("name: Ines Roca, short", "name: Inez Roca, short")))
    wordings = {name: text.text for name, text in head.wordings.items()}
    assert wordings == {
        "title": "Harbour Board meets in Port Avon",
        "marking": "TLP:CLEAR",
        "as_of": "2026-03-03",
        "meeting name": "Harbour Board",
        "meeting date": "2026-03-03",
        "meeting place": "Port Avon",
        "issue fee title": "Landing fee",
        "source aside marking": "TLP:AMBER",
        "ferry supersedes april": "yes",
    }
    assert [problem.message for problem in head.problems] == ["`roca`: `name`: the source has “Ines Roca”"]


@given(st.data())
def test_a_text_is_split_where_passages_begin_and_end(data: st.DataObject) -> None:
    """The pieces are the whole text, and each says in which passages it lies."""
    text = data.draw(st.text("ab ", max_size=30))
    edges = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    quoted = [(start, end, str(i)) for i, (start, end) in enumerate(data.draw(st.lists(edges, max_size=6)))]
    pieces = list(split(text, quoted))
    assert "".join(piece for piece, _ in pieces) == text
    at = 0
    for piece, names in pieces:
        assert set(names) == {name for start, end, name in quoted if start <= at < end}
        at += len(piece)


@pytest.mark.parametrize("record", ["harbour", "paris"])
def test_the_page_is_accessible(record: str, tmp_path: Path) -> None:
    """It has a language, a title, landmarks, headings without a gap, unique ids, and links that lead to them."""
    found = parsed(load(PARIS) if record == "paris" else loaded(tmp_path, (FIRM, WEAK)))
    names = Counter(tag for tag, _ in found.tags)
    assert [names[tag] for tag in ("title", "h1", "header", "nav", "main", "footer")] == [1] * 6
    assert found.tags[0] == ("html", {"lang": "en-GB"})
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = found.values("id")
    assert len(set(ids)) == len(ids) > 10
    assert {href.removeprefix("#") for href in found.values("href")} <= set(ids)
    assert {key for value in found.values("aria-labelledby") for key in value.split()} <= set(ids)
    assert not {"script", "link", "img", "iframe"} & names.keys()
    assert "src" not in {name for _, attrs in found.tags for name in attrs}


def test_differences_are_marked_for_eye_and_ear(tmp_path: Path) -> None:
    """A difference is a `mark` and stands in brackets; what nobody quotes says so in words; a box can be ticked."""
    text = page(loaded(tmp_path, (FIRM, WEAK))).decode("utf-8")
    assert "night ferry <mark>[may]</mark> run" in text
    assert "night ferry <mark>[will]</mark> run" in text
    found = Parsed(text).text
    assert "[not quoted: The pier was last painted in 1998]" in found
    assert "On 3 March 2026 the Harbour Board met in Port Avon [met]" in found
    assert found.count("Read against its source") == 9
    assert "Q08 ferry, says: not as firm as in the source, or firmer" in found


def test_it_carries_the_highest_marking(tmp_path: Path) -> None:
    """Head and foot carry the marking of the highest that it shows, be it of a source that no statement quotes."""
    edits = (("sources:\n", "sources:\n  memo: {file: sources/aside.txt, marking: TLP:RED}\n"),)
    for found, expected in ((loaded(tmp_path / "amber"), "TLP:AMBER"), (loaded(tmp_path / "red", *edits), "TLP:RED")):
        text = page(found).decode("utf-8")
        assert re.findall(r'<p class="marking">([^<]+)</p>', text) == [expected] * 2
        assert text.index('class="marking"') < text.index("<h1>") < text.rindex('class="marking"')


def test_nothing_of_a_record_becomes_markup(tmp_path: Path) -> None:
    """Titles, wordings, names, notes of readers and sources with tags in them are shown as they are written."""
    hostile = HOSTILE.replace("'", "''")
    edits = (
        ("title: Harbour Board meets", f"title: '{hostile}' #"),
        ("short: the note}", f"short: '{hostile}'}}"),
        ("does: demands a lower landing fee", f"does: 'demands {hostile}'"),
    )
    folder = tmp_path / "harbour"
    loaded(folder)
    note = folder / "sources" / "note.txt"
    note.write_text(f"{note.read_text(encoding='utf-8')}\n\n{HOSTILE}\n", encoding="utf-8")
    text = page(loaded(folder, *edits)).decode("utf-8")
    assert "<script" not in text
    assert "<b>" not in text
    assert Parsed(text).text.count("alert(1)</script>") >= 8


def colours(style: str) -> dict[str, str]:
    """Return the colours that a piece of the style declares."""
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", style))


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    digits = colour.lstrip("#")
    whole = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(whole[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_contrast(tmp_path: Path) -> None:
    """Every text has at least 4.5 : 1 against what it stands on, in light, in dark and in print."""
    style = page(loaded(tmp_path)).decode("utf-8").partition("</style>")[0]
    light, dark, printed = (
        style.partition("@media (prefers")[0],
        *style.partition("@media (prefers")[2].split("@media print"),
    )
    for declared in (colours(light), colours(dark), colours(printed)):
        pairs = [(text, ground) for text in ("text", "quiet", "link") for ground in ("paper", "panel")]
        for text, ground in (*pairs, ("mark-text", "mark")):
            one, other = sorted((luminance(declared[text]), luminance(declared[ground])))
            assert (other + 0.05) / (one + 0.05) >= 4.5, (text, ground, declared)
