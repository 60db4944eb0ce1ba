"""The gate before publishing: every kind of leak is found, and nothing else."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.documents import random_document
from tests.docx.templates import letterhead
from tests.pictures import bars
from tests.records import loaded
from tests.test_release import folder, harbour, released

from briefkit import outfit
from briefkit.cli import main
from briefkit.document import Cell, Document, Paragraph, Run, Table, Title, text
from briefkit.errors import RuleError
from briefkit.gate import Gate
from briefkit.gate.finished import missing_text
from briefkit.house import House
from briefkit.loading import Loaded, load
from briefkit.look import Look
from briefkit.manifest import MANIFEST
from briefkit.markings import releasable_to
from briefkit.press import Press, every, pieces
from briefkit.writers import CLEARANCE, READERS, WRITERS
from briefkit.writers.contents import FileContents
from briefkit.writers.docx import write
from briefkit.writers.docx.adopt import template
from briefkit.writers.docx.package import archive
from briefkit.writers.pdf.file import File

NAME, PHRASE, ID = "Quetzal", "sell the pier to Quetzal by 31 July", "pier-sale"
"""A name, words and an id that only a statement holds that the public does not get."""
ORDINARY = "the leaky storage tanks below the western quay"
"""Words of it without a name."""
PUBLIC = "public"
BRIEF = "harbour-2026-03-03.public-summary"


@dataclass(frozen=True)
class Made:
    """A record, a document of it for the public, and the files of the public's folder."""

    found: Loaded
    document: Document
    files: Mapping[str, bytes]

    def refused(self, files: Mapping[str, bytes]) -> list[str]:
        """Return the codes with which a set is refused; no message tells a word of what is withheld."""
        with pytest.raises(RuleError) as error:
            Gate(self.found.outcomes).check(PUBLIC, files)
        told = " ".join(f"{one.message} {one.hint}" for one in error.value.problems)
        assert not re.search("quetzal|pier|sell|july|storage|quay", told.replace(BRIEF, ""), re.IGNORECASE)
        return [problem.code for problem in error.value.problems]

    def with_document(self, document: Document, kind: str = "pdf") -> dict[str, bytes]:
        """Return the files with one that is written of another document."""
        return {**self.files, f"{BRIEF}.{kind}": WRITERS[kind](document, Look())}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Make the files of the public's folder."""
    place = tmp_path_factory.mktemp("gate")
    record = harbour(place / "record", hidden=True) / "outcomes.yaml"
    words = record.read_text(encoding="utf-8").replace("  - id: sale\n", f"  - id: {ID}\n", 1)
    aside = place / "record" / "sources" / "aside.txt"
    aside.write_text(f"{aside.read_text(encoding='utf-8')}It found {ORDINARY}.\n", encoding="utf-8")
    hidden = f"  - id: tanks\n    kind: fact\n    text: It found {ORDINARY}.\n"
    hidden += f"    quote: {{source: aside, quote: It found {ORDINARY}}}\n"
    record.write_text(words + hidden, encoding="utf-8")
    found = load(record)
    files = folder(place / "out", found, found.outcomes, PUBLIC)
    kept = {name: raw for name, raw in files.items() if BRIEF in name or "." not in name.partition("-")[2][8:]}
    kept |= {name: files[name] for name in ("index.html", MANIFEST)}
    fitted = Press().fitted(releasable_to(found.outcomes, PUBLIC), every(PUBLIC), found.supplement)
    return Made(found, fitted["public-summary"].document, kept)


def test_what_may_be_published_passes(made: Made) -> None:
    """Files as they are made are not refused, and the set is large enough to mean something."""
    assert {name.rpartition(".")[2] for name in made.files} == {"docx", "pdf", "md", "html", "json"}
    Gate(made.found.outcomes).check(PUBLIC, made.files)


Parts = dict[str, bytes]
Edit = Callable[[Parts], None]


def put(part: str, before: str, leak: str) -> Edit:
    """Return what writes a leak before the first place of some markup in a part."""

    def edit(parts: Parts) -> None:
        old = parts[part].decode()
        assert before in old, part
        parts[part] = old.replace(before, leak + before, 1).encode()

    return edit


def add(name: str, content: str | bytes) -> Edit:
    """Return what adds a part."""
    return lambda parts: parts.update({name: content.encode() if isinstance(content, str) else content})


def run(words: str, properties: str = "") -> str:
    """Return a paragraph of Word's with one run."""
    return f"<w:p><w:r>{properties and f'<w:rPr>{properties}</w:rPr>'}<w:t>{words}</w:t></w:r></w:p>"


BODY, CORE, RELS = "word/document.xml", "docProps/core.xml", "word/_rels/document.xml.rels"
LINK = 'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"'
IMAGE = 'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
WORD: dict[str, tuple[str, Edit]] = {
    "body, a name": ("E41", put(BODY, "<w:sectPr>", run(f"An offer of {NAME}’s"))),
    "body, words without a name": ("E41", put(BODY, "<w:sectPr>", run(f"They say {ORDINARY.upper()} leak"))),
    "body, a name before the mark of a note": ("E41", put(BODY, "<w:sectPr>", run(f"{NAME}²"))),
    "body, characters written as numbers": ("E41", put(BODY, "<w:sectPr>", run("&#81;&#x75;etzal"))),
    "body, characters that are not shown": ("E41", put(BODY, "<w:sectPr>", run("Quet\u200bzal"))),
    "body, words in several runs": (
        "E41",
        put(BODY, "<w:sectPr>", "<w:p><w:r><w:t>Que</w:t></w:r><w:r><w:t>tzal</w:t></w:r></w:p>"),
    ),
    "header": ("E41", put("word/header1.xml", "</w:hdr>", run(NAME))),
    "footer": ("E41", put("word/footer1.xml", "</w:ftr>", run(PHRASE))),
    "footnote": (
        "E41",
        add("word/footnotes.xml", f"{XML}<w:footnotes><w:footnote>{run(PHRASE)}</w:footnote></w:footnotes>"),
    ),
    "hidden text": ("E41", put(BODY, "<w:sectPr>", run(PHRASE, "<w:vanish/>"))),
    "deleted text": (
        "E41",
        put(BODY, "<w:sectPr>", f"<w:p><w:del><w:r><w:delText>{NAME}</w:delText></w:r></w:del></w:p>"),
    ),
    "alternative text": ("E41", put(BODY, "<w:sectPr>", f'<w:p><w:r><wp:docPr id="9" descr="{PHRASE}"/></w:r></w:p>')),
    "title of a table": ("E41", put(BODY, "<w:sectPr>", f'<w:tbl><w:tblCaption w:val="{NAME}"/></w:tbl>')),
    "bookmark": ("E41", put(BODY, "<w:sectPr>", '<w:bookmarkStart w:id="9" w:name="_bk_0099_pier_sale_row"/>')),
    "tag of a content control": ("E41", put(BODY, "<w:sectPr>", f'<w:sdt><w:tag w:val="statement:{ID}/row"/></w:sdt>')),
    "title of a content control": ("E41", put(BODY, "<w:sectPr>", '<w:sdt><w:alias w:val="tanks · row"/></w:sdt>')),
    "instruction of a field": (
        "E41",
        put(BODY, "<w:sectPr>", f"<w:p><w:r><w:instrText> REF {NAME} </w:instrText></w:r></w:p>"),
    ),
    "a field that runs something": (
        "E42",
        put(BODY, "<w:sectPr>", "<w:p><w:r><w:instrText> DDEAUTO x </w:instrText></w:r></w:p>"),
    ),
    "comment in the markup": ("E41", put(BODY, "<w:sectPr>", f"<!-- {NAME} -->")),
    "core property": ("E41", put(CORE, "</cp:coreProperties>", f"<dc:description>{PHRASE}</dc:description>")),
    "keywords": ("E41", put(CORE, "</cp:keywords>", f"; {NAME}")),
    "extended property": ("E41", add("docProps/app.xml", f"{XML}<Properties><Manager>{NAME}</Manager></Properties>")),
    "custom property": ("E41", add("docProps/custom.xml", f"{XML}<Properties><property name='{NAME}'/></Properties>")),
    "comment": ("E41", add("word/comments.xml", f"{XML}<w:comments>{run(PHRASE)}</w:comments>")),
    "custom XML": ("E41", add("customXml/item1.xml", f"{XML}<a>{NAME}</a>")),
    "variable of the document": (
        "E41",
        put("word/settings.xml", "</w:settings>", f'<w:docVar w:name="a" w:val="{NAME}"/>'),
    ),
    "name of a style": ("E41", put("word/styles.xml", "</w:styles>", f'<w:style><w:name w:val="{PHRASE}"/></w:style>')),
    "target of a link": (
        "E41",
        put(
            RELS,
            "</Relationships>",
            f'<Relationship Id="x" {LINK} Target="https://a.example/%51uetzal" TargetMode="External"/>',
        ),
    ),
    "picture from outside": (
        "E42",
        put(
            RELS,
            "</Relationships>",
            f'<Relationship Id="x" {IMAGE} Target="https://a.example/" TargetMode="External"/>',
        ),
    ),
    "name of a picture": ("E41", add("word/media/quetzal.png", bars(9, 9))),
    "text in a picture": (
        "E42",
        add("word/media/image9.png", bars(9, 9)[:-12] + b"\0\0\0\rtEXta\0to Quetzal\0\0\0\0" + bars(9, 9)[-12:]),
    ),
    "program": ("E42", add("word/vbaProject.bin", b"\xd0\xcf")),
    "object": ("E42", put(BODY, "<w:sectPr>", "<w:object/>")),
    "part of another type": (
        "E42",
        put(
            "[Content_Types].xml",
            "</Types>",
            '<Override PartName="/word/a.xml" ContentType="application/vnd.ms-word.x"/>',
        ),
    ),
}


@pytest.mark.parametrize("kind", WORD)
def test_a_leak_in_a_word_file_is_found(kind: str, made: Made) -> None:
    """Whatever in a Word file could tell a reader, on the page or behind it, is read."""
    code, edit = WORD[kind]
    with ZipFile(BytesIO(made.files[f"{BRIEF}.docx"])) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    assert archive(parts) == made.files[f"{BRIEF}.docx"]
    edit(parts)
    assert code in made.refused({**made.files, f"{BRIEF}.docx": archive(parts)})


def test_a_template_may_have_a_font_that_is_called_so(made: Made) -> None:
    """Georgia is a font too: a name alone tells nothing among the styles and fonts of a template."""
    with ZipFile(BytesIO(made.files[f"{BRIEF}.docx"])) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    put("word/styles.xml", "</w:styles>", f'<w:style><w:name w:val="{NAME}"/></w:style>')(parts)
    Gate(made.found.outcomes).check(PUBLIC, {**made.files, f"{BRIEF}.docx": archive(parts)})


def test_a_word_of_the_file_s_own_is_no_leak(tmp_path: Path) -> None:
    """What is withheld may be called as a key of the format, a number, the record or the house is."""
    record = harbour(tmp_path / "record", hidden=True) / "outcomes.yaml"
    aside, told = record.parent / "sources" / "aside.txt", record.read_text(encoding="utf-8")
    names = ("Adobe", "Zoom", "Everyone", "Resource", "Quince")
    for key, name in zip_longest(("bl", "18", "2026-03", "harbour-2026", "digest", "superscript"), names):
        words = f"It found {name} at work."
        told += f"  - id: {key or 'more'}\n    kind: fact\n    text: {words}\n"
        told += f"    quote: {{source: aside, quote: {words}}}\n"
        aside.write_text(f"{aside.read_text(encoding='utf-8')}{words}\n", encoding="utf-8")
    record.write_text(told, encoding="utf-8")
    found = load(record, house=House(notice="Ask Quince."))
    files = folder(tmp_path / "out", found, found.outcomes, PUBLIC)
    Gate(found.outcomes).check(PUBLIC, files)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", ["docx", CLEARANCE, "pdf", "md", "letterhead"])
def test_no_document_has_a_fault(kind: str, seed: int) -> None:
    """Whatever the writers make of any block, with a letterhead too, is what a brief may hold."""
    document = random_document(seed)
    if kind == "letterhead":
        raw = write(document, Look(), template=template(letterhead(), "letterhead"))
    else:
        raw = WRITERS[kind](document, Look())
    found = READERS[{"letterhead": "docx"}.get(kind, kind.rpartition(".")[2])](raw)
    assert found.faults == ()
    assert list(missing_text("a file", pieces(document), found)) == []


ALTERED: dict[str, Callable[[str], str]] = {
    "E05, a condition is lost": lambda told: told.rpartition(" ")[0],
    "E18, likelihood and confidence in one sentence": lambda told: f"{told} This is likely, with high confidence.",
    "E23, harder words": lambda told: told.replace(" ", " notwithstanding ", 1),
    "E39, what is to be avoided": lambda told: f"{told} The ferry runs already.",
    "E04, words in another order": lambda told: " ".join(reversed(told.split())),
}
"""What a rule would have refused on the page, done to a passage by a writer."""


@pytest.mark.parametrize("kind", ["docx", "pdf", "md"])
@pytest.mark.parametrize("fault", ALTERED)
def test_a_file_says_what_the_rules_have_judged(fault: str, kind: str, made: Made) -> None:
    """Where a finished file says less, more or otherwise than the page on which the rules ran, it is refused."""
    blocks = list(made.document.blocks)
    at = max((i for i, b in enumerate(blocks) if isinstance(b, Paragraph)), key=lambda i: len(text(blocks[i].runs)))
    kept = blocks[at]
    assert isinstance(kept, Paragraph)
    blocks[at] = replace(kept, runs=(Run(ALTERED[fault](text(kept.runs))),))
    told = {f"{BRIEF}.{kind}": pieces(made.document)}
    Gate(made.found.outcomes).check(PUBLIC, made.with_document(made.document, kind), told)
    altered = made.with_document(replace(made.document, blocks=tuple(blocks)), kind)
    with pytest.raises(RuleError, match="E04"):
        Gate(made.found.outcomes).check(PUBLIC, altered, told)


def test_pieces_may_share_words() -> None:
    """The end of one piece and the marking behind it may be another piece, too; what is added is found."""
    told = ("Bottom line. The ferry runs.", "The ferry runs. TLP:AMBER+STRICT", "TLP:AMBER+STRICT", "It is said.")
    body = "Bottom line. The ferry runs. TLP:AMBER+STRICT It is said. The ferry runs. TLP:AMBER+STRICT"
    assert list(missing_text("a file", told, FileContents(frozenset(), frozenset(), body=body))) == []
    for more in (f"{body} today", body.replace("said. The", "said. Line. The"), f"It {body}"):
        found = missing_text("a file", told, FileContents(frozenset(), frozenset(), body=more))
        assert [one.code for one in found] == ["E04"], more


def test_a_piece_may_be_broken_where_a_cell_is_narrow() -> None:
    """A long word may stand whole in one place and broken in another; words that nothing composed are still found."""
    printed = ("The Velrimdranimni report", "The report", "by")
    body = "The Velrimdranimni report The report by The Velrimdra nimni report"
    assert list(missing_text("a file", printed, FileContents(frozenset(), frozenset(), body=body))) == []
    for more in (f"{body} nimni", body.replace("nimni report", "nimno report"), body.replace("by", "bys")):
        found = missing_text("a file", printed, FileContents(frozenset(), frozenset(), body=more))
        assert [problem.code for problem in found] == ["E04"], more


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_row_may_go_over_a_page(kind: str) -> None:
    """Neither the cell beside a divided one nor the header repeated below the break cuts in two what it says."""
    row = tuple(Cell((Run(" ".join(f"{word}{number}" for number in range(600))),)) for word in ("pier", "quay"))
    table = Table((Cell((Run("Who"),)), Cell((Run("What"),))), (row,))
    document = replace(random_document(0), blocks=(Title((Run("Harbour"),)), table))
    found = READERS[kind](WRITERS[kind](document, Look()))
    assert kind == "docx" or found.pages > 1
    assert list(missing_text("a file", pieces(document), found)) == []
    altered = replace(found, body=found.body.replace("quay300", "quays300"), texts=frozenset())
    assert [problem.code for problem in missing_text("a file", pieces(document), altered)] == ["E04"]


def comment_of_archive(raw: bytes) -> bytes:
    """Return a zip file with a comment."""
    return raw[:-2] + b"\x07\x00Quetzal"


BYTES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "comment of the archive": ("docx", comment_of_archive),
    "bytes before the archive": ("docx", lambda raw: b"Quetzal" + raw),
    "bytes behind the archive": ("docx", lambda raw: raw + b"Quetzal"),
    "no archive": ("docx", lambda _: b"Quetzal"),
    "bytes behind the last mark": ("pdf", lambda raw: raw + b"% Quetzal\n"),
    "bytes between objects": ("pdf", lambda raw: raw.replace(b"\nendobj\n", b"\nendobj\n% Quetzal\n", 1)),
    "a second version": ("pdf", lambda raw: raw + raw),
    "no PDF": ("pdf", lambda _: b"Quetzal"),
}


@pytest.mark.parametrize("kind", BYTES)
def test_bytes_that_belong_to_nothing_are_refused(kind: str, made: Made) -> None:
    """Nothing lies in a file that was not read."""
    suffix, edit = BYTES[kind]
    name = f"{BRIEF}.{suffix}"
    assert "E42" in made.refused({**made.files, name: edit(made.files[name])})


def hexadecimal(words: str) -> str:
    """Return a text string of PDF in UTF-16."""
    return f"<FEFF{words.encode('utf-16-be').hex()}>"


OBJECTS: dict[str, tuple[str, str, str]] = {
    "property": ("E41", "/Producer", f"/Subject({PHRASE})"),
    "property in UTF-16": ("E41", "/Producer", f"/Keywords{hexadecimal(NAME)}"),
    "property with escapes": ("E41", "/Producer", "/Keywords(\\121uet\\\nzal)"),
    "bookmark": ("E41", "/Type/Outlines", f"/Title({NAME})"),
    "alternative text": ("E41", "/S/H1", f"/Alt({PHRASE})"),
    "replacement text": ("E41", "/S/H1", f"/ActualText({NAME})"),
    "expansion": ("E41", "/S/H1", f"/E({ORDINARY})"),
    "id in the structure": ("E41", "/S/H1", f"/ID({ID})"),
    "name in the structure": ("E41", "/S/H1", f"/{NAME} true"),
    "text of a link": ("E41", "/Subtype/Link", f"/Contents({NAME})"),
    "address of a link": ("E41", "/Subtype/Link", "/A<</S/URI/URI(https://a.example/%51uetzal)>>"),
    "description of the attachment": ("E41", "/Type/Filespec", f"/Desc({PHRASE})"),
    "program at opening": ("E42", "/Type/Catalog", "/OpenAction<</S/JavaScript/JS(x)>>"),
    "program that is started": ("E42", "/Subtype/Link", "/A<</S/Launch/F(x)>>"),
    "address that runs something": ("E42", "/Subtype/Link", "/A<</S/URI/URI(javascript:x)>>"),
    "form": ("E42", "/Type/Catalog", "/AcroForm<<>>"),
    "comment in the syntax": ("E42", "/Type/Catalog", "% Quetzal\n"),
}


@pytest.mark.parametrize("kind", OBJECTS)
def test_a_leak_in_an_object_of_a_pdf_is_found(kind: str, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every string and name of a PDF is read, and every key is one that is known."""
    code, where, leak = OBJECTS[kind]
    true, leaked = File.add, []

    def leaky(file: File, body: str, number: int = 0) -> int:
        if where in body and body.endswith(">>"):
            leaked.append(body)
            body = f"{body[:-2]}{leak}>>"
        return true(file, body, number)

    monkeypatch.setattr(File, "add", leaky)
    files = made.with_document(made.document)
    assert leaked
    assert code in made.refused(files)


STREAMS: dict[str, tuple[str, str, Callable[[bytes], bytes]]] = {
    "metadata": ("E41", "/Type/Metadata", lambda raw: raw.replace(b"</dc:format>", b" Quetzal</dc:format>")),
    "comment in the metadata": (
        "E41",
        "/Type/Metadata",
        lambda raw: raw.replace(b"<?xpacket end", b"<!--Quetzal--><?xpacket end"),
    ),
    "attachment": ("E41", "/Type/EmbeddedFile", lambda raw: json.dumps({**json.loads(raw), "note": PHRASE}).encode()),
    "id in the attachment": (
        "E41",
        "/Type/EmbeddedFile",
        lambda raw: json.dumps({**json.loads(raw), "about": ID}).encode(),
    ),
    "colour profile": ("E41", "/N 3", lambda raw: raw + b"\0sell the pier to Quetzal by 31 July\0"),
    "text that replaces marks": ("E41", "", lambda raw: b"/Span <</ActualText(Quetzal)>> BDC\nEMC\n" + raw),
    "text in a font of another file": ("E42", "", lambda raw: raw + b"\nBT (Quetzal) Tj ET"),
    "comment on a page": ("E42", "", lambda raw: raw + b"\n% Quetzal"),
}


@pytest.mark.parametrize("kind", STREAMS)
def test_a_leak_in_a_stream_of_a_pdf_is_found(kind: str, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages, metadata, attachments and colour profiles are read."""
    code, where, edit = STREAMS[kind]
    true, leaked = File.add_stream, []

    def leaky(file: File, data: bytes, entries: str = "", *, compress: bool = True, number: int = 0) -> int:
        if entries.startswith(where) if where else b" Tj" in data and not entries:
            leaked.append(data)
            data = edit(data)
        return true(file, data, entries, compress=compress, number=number)

    monkeypatch.setattr(File, "add_stream", leaky)
    files = made.with_document(made.document)
    assert leaked
    assert code in made.refused(files)


def printed(document: Document, words: str) -> Document:
    """Return a document that prints words."""
    return replace(document, blocks=(*document.blocks, Paragraph((Run(words),))))


@pytest.mark.parametrize("kind", ["pdf", "docx", "md"])
@pytest.mark.parametrize(
    "words",
    [
        f"An offer of {NAME} is there.",
        f"{'It is said of many things that they are so. ' * 3}It found {ORDINARY}. {'And it is said again. ' * 4}",
        f"mailto:{NAME}@example.org",
    ],
)
def test_what_is_printed_is_found(kind: str, words: str, made: Made) -> None:
    """What stands on a page is found in every format, where a line ends in its midst too."""
    assert "E41" in made.refused(made.with_document(printed(made.document, words), kind))


@pytest.mark.parametrize("field", ["footer", "subject", "identifier", "organisation"])
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_what_properties_say_is_found(kind: str, field: str, made: Made) -> None:
    """What headers, footers and properties say of a document is searched too."""
    document = replace(made.document, meta=replace(made.document.meta, **{field: PHRASE}))
    assert "E41" in made.refused(made.with_document(document, kind))


TEXTS: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "Markdown, a comment": ("E41", f"{BRIEF}.md", lambda text: f"{text}<!-- {NAME} -->\n"),
    "Markdown, a definition": ("E41", f"{BRIEF}.md", lambda text: f"{text}\n[a]: https://a.example/quetzal\n"),
    "Markdown, words that are escaped": ("E41", f"{BRIEF}.md", lambda text: f"{text}\nQuet\\zal\n"),
    "web page, text": ("E41", "index.html", lambda text: text.replace("</main>", f"<p>{PHRASE}</p></main>")),
    "web page, attribute": ("E41", "index.html", lambda text: text.replace("<h1 ", f"<h1 title='{NAME}' ")),
    "web page, comment": ("E41", "index.html", lambda text: text.replace("<h1 ", f"<!-- {NAME} --><h1 ")),
    "web page, script": ("E42", "index.html", lambda text: text.replace("<h1 ", "<script>x</script><h1 ")),
    "web page, a page that leads on": (
        "E42",
        "index.html",
        lambda text: text.replace("<title>", '<meta http-equiv="refresh" content="0"><title>'),
    ),
    "manifest, a title": ("E41", MANIFEST, lambda text: text.replace('"title": "', f'"title": "{NAME} ', 1)),
    "manifest, an id": (
        "E41",
        MANIFEST,
        lambda text: text.replace('"statements": [', f'"statements": [\n        "{ID}",', 1),
    ),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_a_leak_in_a_file_of_text_is_found(kind: str, made: Made) -> None:
    """Markdown, the folder's page and its manifest are searched, comments and attributes too."""
    code, name, edit = TEXTS[kind]
    old = made.files[name].decode()
    new = edit(old)
    assert new != old
    assert code in made.refused({**made.files, name: new.encode()})


def test_the_name_of_a_file_is_searched(made: Made) -> None:
    """A file is not called what is withheld."""
    assert "E41" in made.refused({**made.files, "quetzal.md": b"nothing\n"})


DISAGREEING: dict[str, tuple[str, str, Callable[[Document], Document]]] = {
    "marking of the page": ("E25", "marking", lambda d: replace(d, meta=replace(d.meta, marking="TLP:GREEN"))),
    "title": ("E34", "title", lambda d: replace(d, meta=replace(d.meta, title="Another"))),
    "language": ("E34", "language", lambda d: replace(d, meta=replace(d.meta, language="de"))),
    "bottom line": ("E04", "lead", lambda d: replace(d, blocks=(d.blocks[0], *printed(d, "x").blocks[-1:]))),
}


@pytest.mark.parametrize("kind", DISAGREEING)
@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_the_rules_hold_in_the_finished_file(kind: str, suffix: str, made: Made) -> None:
    """Marking, title, language and bottom line are judged by what is read back."""
    code, _, edit = DISAGREEING[kind]
    title = [block for block in made.document.blocks if type(block).__name__ == "Title"]
    document = edit(made.document)
    if not any(type(block).__name__ == "Title" for block in document.blocks):
        document = replace(document, blocks=(*title, *document.blocks))
    assert code in made.refused(made.with_document(document, suffix))


def test_pages_are_counted_in_the_finished_file(made: Made) -> None:
    """A PDF has as many pages as were measured."""
    document = made.document
    for _ in range(60):
        document = printed(document, "It is said again.")
    assert made.refused(made.with_document(document)) == ["E24"]


def test_a_leaking_writer_publishes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command ends with 6, writes no file of any audience, and says nothing of what it found."""
    record = harbour(tmp_path / "record", hidden=True)
    true = WRITERS["md"]
    leaky = {**WRITERS, "md": lambda document, look: true(document, look).replace(b"\n\n", b"\n\nQuetzal\n\n", 1)}
    monkeypatch.setattr("briefkit.outfit.WRITERS", leaky)
    monkeypatch.setattr(outfit, "_press", outfit._press.__wrapped__)  # noqa: SLF001  # one of another test is kept
    with pytest.raises(SystemExit) as end:
        main(["render", str(record), "-f", "md", "-o", str(tmp_path / "out"), "-a", "public"])
    assert end.value.code == 6
    assert not (tmp_path / "out").exists()
    told = "".join(capsys.readouterr())
    assert re.findall(r"^(E\d+) ", told, re.MULTILINE)[-2:] == ["E41"] * 2
    assert "Quetzal" not in told.partition("E41")[2]


def passes(found: Loaded, place: Path, audiences: Iterable[str]) -> int:
    """Return how many files the gate has seen, all of which passed."""
    guard, seen = Gate(found.outcomes), 0
    for audience in audiences:
        files = folder(place, found, found.outcomes, audience)
        guard.check(audience, files)
        seen += len(files)
    return seen


@pytest.mark.parametrize("seed", range(2))
def test_nothing_released_is_refused(seed: int, tmp_path: Path) -> None:
    """No file of a random record is refused."""
    found = loaded(seed)
    audiences = [audience for audience, _ in released(found.outcomes)]
    assert passes(found, tmp_path / "out", audiences[seed::2]) > 10


@pytest.mark.conformance
@pytest.mark.parametrize("seed", range(200, 300))
def test_nothing_released_of_a_hundred_records_is_refused(seed: int, tmp_path: Path) -> None:
    """No file of 100 random records is refused, whatever its audience, edition and format."""
    found = loaded(seed)
    assert passes(found, tmp_path / "out", [audience for audience, _ in released(found.outcomes)]) > 10
