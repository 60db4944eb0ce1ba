"""PDFs before a judge that is not ours: veraPDF, for PDF/UA-1 and PDF/A-3a."""

import json
import subprocess
from collections.abc import Callable, Mapping
from io import BytesIO
from operator import delitem, setitem
from pathlib import Path

import pikepdf
import pytest
from tests.documents import random_document
from tests.docx.material import LOOK, editions, random_briefs
from tests.pdf.checker import faults

from briefkit.writers import WRITERS

pytestmark = pytest.mark.conformance
JAR = Path(__file__).parents[2] / ".validators" / "greenfield-apps.jar"
FLAVOURS = ("ua1", "3a")
Rules = set[str]


def failed(files: Mapping[str, bytes], flavour: str, folder: Path) -> dict[str, Rules]:
    """Return name → the clauses that veraPDF finds broken; one start of Java for all files."""
    assert JAR.is_file(), "veraPDF is missing: run `make validators`"
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / f"{name}.pdf").write_bytes(data)
    command = ["java", "-cp", str(JAR), "org.verapdf.apps.GreenfieldCliWrapper", "-f", flavour, "--format", "json"]
    done = subprocess.run([*command, str(folder)], capture_output=True, check=False, timeout=600)
    jobs = json.loads(done.stdout)["report"]["jobs"]
    found = {Path(job["itemDetails"]["name"]).stem: _broken(job) for job in jobs}
    assert found.keys() == files.keys()
    return found


def _broken(job: dict[str, object]) -> Rules:
    """Return the broken clauses of one file; a file that veraPDF could not judge has one of its own."""
    results = job.get("validationResult")
    if not isinstance(results, list):
        return {"not judged"}
    return {f"{rule['clause']}-{rule['testNumber']}" for one in results for rule in one["details"]["ruleSummaries"]}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Write all editions of both examples, briefs of 50 random records and 60 random documents."""
    documents = {
        **editions(plain=True),
        **random_briefs(tmp_path_factory.mktemp("records"), range(50)),
        **{f"random-{seed}": random_document(seed) for seed in range(60)},
    }
    assert len(documents) >= 40 + 50 + 60
    return {name: WRITERS["pdf"](document, LOOK) for name, document in documents.items()}


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_every_edition_and_random_documents_conform(flavour: str, files: dict[str, bytes], tmp_path: Path) -> None:
    """No file breaks a rule of either standard."""
    found = failed(files, flavour, tmp_path)
    assert {name: rules for name, rules in found.items() if rules} == {}


def test_our_own_checker_agrees(files: dict[str, bytes]) -> None:
    """The checker that runs without Java finds nothing in the same files, nor does a check of their syntax."""
    assert {name: wrong for name, data in files.items() if (wrong := [*faults(data), *_syntax(data)])} == {}


def _syntax(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return list(pdf.check_pdf_syntax())


def _first(pdf: pikepdf.Pdf, role: str) -> pikepdf.Object:
    return next(o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == pikepdf.Name(role))


def _fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]


def _metadata(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    raw = pdf.Root.Metadata.read_bytes()
    assert old in raw
    pdf.Root.Metadata.write(raw.replace(old, new))


def _unmark(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    code = page.Contents.read_bytes()
    assert b"BDC" in code
    head, _, tail = code.partition(b"BDC")
    line = head.rpartition(b"\n")[0]
    page.Contents.write(line + b"\n" + tail.replace(b"EMC", b"", 1))


def _no_file(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        del font.FontFile2


FAULTS: dict[str, tuple[str, Callable[[pikepdf.Pdf], object]]] = {
    "no language": ("ua1", lambda pdf: delitem(pdf.Root, "/Lang")),
    "not marked": ("ua1", lambda pdf: delitem(pdf.Root, "/MarkInfo")),
    "title not displayed": ("ua1", lambda pdf: delitem(pdf.Root, "/ViewerPreferences")),
    "no structure tree": ("ua1", lambda pdf: delitem(pdf.Root, "/StructTreeRoot")),
    "no header scope": ("ua1", lambda pdf: delitem(_first(pdf, "/TH"), "/A")),
    "no alternate text of a link": (
        "ua1",
        lambda pdf: [
            delitem(o, "/Contents")
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Subtype") == "/Link"
        ],
    ),
    "no tab order": ("ua1", lambda pdf: [delitem(page.obj, "/Tabs") for page in pdf.pages]),
    "no title": ("ua1", lambda pdf: _metadata(pdf, b"dc:title", b"dc:titel")),
    "no claim of PDF/UA": ("ua1", lambda pdf: _metadata(pdf, b"<pdfuaid:part>1</pdfuaid:part>", b"")),
    "content without a tag": ("ua1", _unmark),
    "a role that does not exist": ("ua1", lambda pdf: setitem(_first(pdf, "/H1"), "/S", pikepdf.Name("/Hh"))),
    "a picture without alternative text": ("ua1", lambda pdf: delitem(_first(pdf, "/Figure"), "/Alt")),
    "no colour profile": ("3a", lambda pdf: delitem(pdf.Root, "/OutputIntents")),
    "a font not embedded": ("3a", _no_file),
    "no claim of PDF/A": ("3a", lambda pdf: _metadata(pdf, b"<pdfaid:part>3</pdfaid:part>", b"")),
    "metadata that contradicts": ("3a", lambda pdf: setitem(pdf.docinfo, "/Title", "Another title")),
}
"""What is done wrong → the flavour that must find it, how it is done."""


def test_veraPDF_finds_what_is_done_wrong(tmp_path: Path) -> None:  # noqa: N802
    """At least ten of sixteen faults put into a good file are found; the good file has none."""
    good = WRITERS["pdf"](editions()["ilvara-2026-03-12.dossier"], LOOK)
    files: dict[str, dict[str, bytes]] = {flavour: {"good": _with(good, lambda _: None)} for flavour in FLAVOURS}
    for name, (flavour, fault) in FAULTS.items():
        files[flavour][name.replace(" ", "-").replace("/", "")] = _with(good, fault)
    found = {f"{fl} {name}": bad for fl in FLAVOURS for name, bad in failed(files[fl], fl, tmp_path / fl).items()}
    assert not found.pop("ua1 good")
    assert not found.pop("3a good")
    caught = {name for name, rules in found.items() if rules}
    assert len(caught) >= 10, sorted(found.keys() - caught)


def _with(data: bytes, fault: Callable[[pikepdf.Pdf], object]) -> bytes:
    """Return a file with a fault, otherwise as it was."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        fault(pdf)
        pdf.save(out, static_id=True, fix_metadata_version=False)
    return out.getvalue()
