"""The law of release: an audience's files are those of a record that never held what it may not see."""

import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tests.outline import outline
from tests.records import loaded, random_record, write
from tests.samples import seeds

from briefkit.cli import main
from briefkit.evidence import Supplement
from briefkit.house import DEFAULT
from briefkit.loading import Loaded, load
from briefkit.manifest import Manifest
from briefkit.markings import releasable_to, withheld
from briefkit.outcomes import Attribution, Avoid, Condition, Issue, Outcomes, Sourced, Statement
from briefkit.outcomes.parts import Original, Step
from briefkit.press import Press, digest, every
from briefkit.publish import Release, publish
from briefkit.publish.index import INDEX, index
from briefkit.rules import check_document

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
SMALL = seeds(20, 100)


def released(record: Outcomes) -> Iterator[tuple[str, Outcomes]]:
    """Yield each audience that may have the record, with what it may see."""
    for audience in DEFAULT.names:
        if DEFAULT.allows(audience, record.marking):
            yield audience, releasable_to(record, audience)


def without(record: Outcomes, audience: str) -> Outcomes:
    """Return a record that never held what an audience may not see, nor what only that refers to."""
    gone = withheld(record, audience)
    kept = tuple(s for s in record.statements if s.id not in gone)
    issues = {s.issue for s in kept}
    heard = {s.issue for s in kept if s.kind == "position"}
    return record.model_copy(
        update={
            "statements": tuple(_freed(s, gone) for s in kept),
            "sources": {key: value for key, value in record.sources.items() if key in _sources(kept)},
            "occasions": {key: value for key, value in record.occasions.items() if key in _occasions(kept)},
            "issues": {
                key: value.model_copy(
                    update={"sides": value.sides if key in heard else (), "ladder": _steps(value, kept)}
                )
                for key, value in record.issues.items()
                if key in issues
            },
        }
    )


def _steps(issue: Issue, kept: Iterable[Statement]) -> tuple[Step, ...]:
    """Return the steps of an issue that something kept bears out."""
    ids = {s.id for s in kept}
    return tuple(step for step in issue.ladder if step.statement in ids)


def _freed(statement: Statement, gone: dict[str, str]) -> Statement:
    update: dict[str, Any] = {"supersedes": tuple(key for key in statement.supersedes if key not in gone)}
    if isinstance(statement, Sourced):
        update["contradicts"] = tuple(one for one in statement.contradicts if one.statement not in gone)
    return statement.model_copy(update=update)


def _sources(statements: Iterable[Statement]) -> set[str | None]:
    sourced = [s for s in statements if isinstance(s, Sourced)]
    return {e.source for s in sourced for e in s.evidence} | {s.via for s in sourced}


def _occasions(statements: Iterable[Statement]) -> set[str | None]:
    return {s.occasion for s in statements if isinstance(s, Sourced)}


def shouted(record: Outcomes, audience: str) -> Outcomes:
    """Return a record in which all that an audience may not see says something else, louder and longer."""
    gone = withheld(record, audience)
    kept = [s for s in record.statements if s.id not in gone]
    update = {
        "statements": tuple(_shouted(s) if s.id in gone else s for s in record.statements),
        "sources": _rehashed(_renamed(record.sources, "title", _sources(kept))),
        "occasions": _renamed(record.occasions, "name", _occasions(kept)),
    }
    return record.model_copy(update=update)


def _shouted(statement: Statement) -> Statement:
    zanzibar = Attribution(words="Zanzibar")
    loud: dict[str, Any] = dict.fromkeys(("says", "does", "short", "plain", "add", "effect", "vote")) | {
        "text": "Zanzibar " * 60 + "is secret.",
        "headline": "Zanzibar",
        "importance": 5,
        "question": "Zanzibar?",
        "supported_by": (zanzibar,),
        "opposed_by": (zanzibar,),
        "conditions": (Condition(text="if Zanzibar agrees"),),
        "avoid": (Avoid(say="the", because="Zanzibar", everywhere=True),),
    }
    return statement.model_copy(update={key: value for key, value in loud.items() if hasattr(statement, key)})


def _renamed(entries: Mapping[str, Any], field: str, kept: Collection[str | None]) -> dict[str, Any]:
    """Return sources or occasions of which all that is not kept has another name."""
    loud = {field: "Zanzibar papers"}
    return {key: one if key in kept else one.model_copy(update=loud) for key, one in entries.items()}


def _rehashed(sources: Mapping[str, Any]) -> dict[str, Any]:
    """Return sources as if something were changed in each that nobody quotes."""
    files = {"sha256": "f" * 64, "original": Original(file="sources/zanzibar.pdf", sha256="e" * 64)}
    return {key: one.model_copy(update=files) for key, one in sources.items()}


FORMATS = ("docx", "pdf", "md")


@cache
def _press(*formats: str) -> Press:
    """Return the press of the built-in house, whose templates are read once."""
    return Press.of(DEFAULT, formats=formats)


def folder(
    out: Path, found: Loaded, record: Outcomes, audience: str, formats: tuple[str, ...] = FORMATS
) -> dict[str, bytes]:
    """Publish all editions of an audience; return the bytes of every file in its folder."""
    press = _press(*formats) if record.house is DEFAULT else Press.of(record.house, formats=formats)
    briefs = press.briefs(record, audience, every(audience, record.house), found.supplement)
    content = digest(releasable_to(record, audience), audience, found.supplement)
    head = Manifest(
        record=record.id, title=record.title, as_of=record.as_of.date.isoformat(), audience=audience, digest=content
    )
    (done,) = publish(out, [Release(head, briefs, {INDEX: index})])
    return {path.name: path.read_bytes() for path in sorted(done.folder.iterdir())}


@pytest.fixture(scope="module", params=SMALL)
def record(request: pytest.FixtureRequest) -> Loaded:
    """Load a random record."""
    return loaded(request.param)


def test_what_is_withheld_is_as_if_it_had_never_been(record: Loaded) -> None:
    """The released record is that of a record without the withheld items, and of one where they say something else."""
    for audience, kept in released(record.outcomes):
        assert releasable_to(without(record.outcomes, audience), audience) == kept
        assert releasable_to(shouted(record.outcomes, audience), audience) == kept
        bare = releasable_to(without(record.outcomes, audience), audience)
        assert digest(bare, audience, _beside(record, kept)) == digest(kept, audience, record.supplement)
        assert "Zanzibar" not in repr(releasable_to(shouted(record.outcomes, audience), audience))


def _beside(found: Loaded, kept: Outcomes) -> Supplement:
    """Return what of a record's files belongs to the statements that are kept."""
    ids = {s.id for s in kept.statements}
    whole = found.supplement
    parts = (whole.places, whole.images, whole.questions, whole.signed)
    return Supplement(*({key: one for key, one in part.items() if key in ids} for part in parts))


def test_release_is_final(record: Loaded) -> None:
    """A released record is wholly releasable: nothing more is taken from it."""
    for audience, kept in released(record.outcomes):
        assert releasable_to(kept, audience) == kept


def test_the_random_records_withhold_something() -> None:
    """The law is put to the test: most records hold items that some audience may not see."""
    found = [loaded(seed).outcomes for seed in range(10)]
    counts = [len(withheld(record, audience)) for record in found for audience, _ in released(record)]
    assert sum(count > 0 for count in counts) > len(counts) / 2


@pytest.mark.parametrize("seed", seeds(1, 100))
def test_the_bytes_of_a_folder_tell_nothing(seed: int, tmp_path: Path) -> None:
    """Every byte of a folder is the same, whether withheld items are there, say something else, or are gone."""
    found = loaded(seed)
    audiences = [audience for audience, _ in released(found.outcomes)]
    for audience in audiences[seed % 2 :: 2]:
        same_bytes(found, audience, tmp_path, FORMATS)


def same_bytes(found: Loaded, audience: str, tmp_path: Path, formats: tuple[str, ...]) -> None:
    """Hold a folder of a record against that of one without what is withheld, and of one that says it louder."""
    record = found.outcomes
    whole = folder(tmp_path / "whole", found, record, audience, formats)
    assert folder(tmp_path / "without", found, without(record, audience), audience, formats) == whole
    assert folder(tmp_path / "shouted", found, shouted(record, audience), audience, formats) == whole


def test_no_withheld_word_is_in_any_file(tmp_path: Path) -> None:
    """Canaries planted in withheld statements, their sources and actors are in no uncompressed byte of any file."""
    no_canary(random_record(3, tlp=True), DEFAULT.names, tmp_path)


def no_canary(
    made: tuple[dict[str, Any], dict[str, str]],
    audiences: Iterable[str],
    tmp_path: Path,
    formats: tuple[str, ...] = FORMATS,
) -> None:
    """Plant canaries in a random record; they are in the files of who may see them, and in no byte of the others."""
    data, sources = made
    canary = "Quetzalcanary"
    data["actors"]["spy"] = {"name": f"{canary} Name", "basis": "editor"}
    data["sources"]["leak"] = {"file": "sources/leak.txt", "title": canary, "marking": "TLP:AMBER", "note": canary}
    data["issues"]["hidden"] = {"title": canary}
    data["terms"][canary] = {"long": canary}
    data["occasions"]["hidden"] = {"name": canary, "date": "2026-02-01", "participants": [{"actor": "spy"}]}
    sources["leak.txt"] = f"{canary} Name said that the {canary} files are open."
    data["statements"].append(
        {
            "id": "leak",
            "kind": "announcement",
            "by": "spy",
            "issue": "hidden",
            "importance": 5,
            "says": f"the {canary} files are open",
            "occasion": "hidden",
            "supported_by": {"words": f"many {canary} people"},
            "avoid": [{"say": f"{canary} is shut", "because": f"{canary} is open"}],
            "quote": {"source": "leak", "quote": f"{canary} Name said that the {canary} files are open"},
        }
    )
    found = load(write(tmp_path / "record", data, sources))
    for audience in audiences:
        files = folder(tmp_path / "out", found, found.outcomes, audience, formats)
        texts = [text for raw in files.values() for text in parts(raw)]
        told = any(canary.encode() in text for text in texts)
        assert told == (audience in {"principal", "officer", "partner"}), audience
        assert len(texts) > (2 if formats == ("md",) else 20)


def parts(raw: bytes) -> Iterator[bytes]:
    """Yield what a file holds, uncompressed: the parts of a Word file, the streams of a PDF, else its bytes."""
    yield raw
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    if raw.startswith(b"%PDF"):
        with pikepdf.open(BytesIO(raw)) as pdf:
            for thing in pdf.objects:
                yield _plain(thing)


def _plain(thing: pikepdf.Object) -> bytes:
    if isinstance(thing, pikepdf.Stream):
        try:
            return thing.read_bytes()
        except (pikepdf.PdfError, zlib.error):
            return thing.read_raw_bytes()
    return thing.unparse(resolved=True)


STEPS = """\
  - id: plan
    kind: next_step
    text: The Board will publish the QZX plan by 30 June 2026.
    quote: {source: note, quote: The Board will publish the QZX plan by 30 June 2026}
"""
HIDDEN = """\
  - id: sale
    kind: next_step
    issue: sale
    text: The Board will sell the pier to Quetzal by 31 July 2026.
    quote: {source: aside, quote: The Board will sell the pier to Quetzal by 31 July 2026}
"""


def harbour(folder: Path, *, hidden: bool) -> Path:
    """Write a record with a warning on a statement, and perhaps one more on what is withheld from the public."""
    shutil.copytree(ROOT / "tests" / "commands" / "records" / "harbour", folder)
    record, note, aside = folder / "outcomes.yaml", folder / "sources" / "note.txt", folder / "sources" / "aside.txt"
    text = record.read_text(encoding="utf-8") + STEPS
    issue = "  sale: {title: Offer of Quetzal}\n" if hidden else "  # nothing\n"
    text = text.replace("statements:\n", f"{issue}statements:\n") + HIDDEN * hidden
    record.write_text(text, encoding="utf-8")
    note.write_text(f"{note.read_text(encoding='utf-8')}The Board will publish the QZX plan by 30 June 2026.\n")
    aside.write_text(f"{aside.read_text(encoding='utf-8')}The Board will sell the pier to Quetzal by 31 July 2026.\n")
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, int]:
    """Return what a command prints on stderr or as data, and its exit code."""
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    out, err = capsys.readouterr()
    return err + out, int(end.value.code or 0)


@pytest.mark.parametrize("choice", [("-a", "public"), ("-e", "public-summary"), ("-a", "public", "-a", "parliament")])
@pytest.mark.parametrize("more", [(), ("--strict",), ("--json",)])
def test_what_is_printed_tells_nothing(
    choice: tuple[str, ...], more: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A run for named audiences prints, and ends, as if what all of them may not see had never been there."""
    told = []
    for name in ("whole", "never"):
        folder = harbour(tmp_path / name, hidden=name == "whole")
        printed, code = run(capsys, "render", str(folder), "-f", "md", "-o", f"{folder}/out", *choice, *more)
        told.append((printed.replace(f"/{name}", ""), code))
    assert told[0] == told[1]
    assert "`plan` uses QZX" in told[0][0]
    assert told[0][1] == (6 if more == ("--strict",) else 0)


@pytest.mark.parametrize("audience", ["public", "partner"])
def test_a_hash_of_a_source_does_not_tell_of_its_other_passages(
    audience: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder is the same where only a passage changed that its audience does not get, and with it the hash."""
    told = []
    for name, date in (("july", "31 July"), ("may", "30 May")):
        folder = harbour(tmp_path / name, hidden=True)
        files = [folder / "outcomes.yaml", folder / "sources" / "note.txt", folder / "sources" / "aside.txt"]
        files[1].write_text(f"{files[1].read_text(encoding='utf-8')}The Board will sell the pier by {date} 2026.\n")
        text = files[0].read_text(encoding="utf-8")
        text = text.replace("sell the pier to Quetzal by 31 July", f"sell the pier by {date}")
        text = text.replace("quote: {source: aside, quote: The Board will sell", "quote: {quote: The Board will sell")
        text = text.replace("    kind: next_step\n    issue: sale\n", "    kind: next_step\n    marking: TLP:RED\n")
        sealed = hashlib.sha256(files[1].read_bytes()).hexdigest()
        text = text.replace("{file: sources/note.txt,", f"{{file: sources/note.txt, sha256: {sealed},", 1)
        assert sealed in text
        assert f"by {date}" in text
        files[0].write_text(text, encoding="utf-8")
        _, code = run(capsys, "render", str(folder), "-o", f"{folder}/out", "-a", audience, "--all")
        assert code == 0
        out = folder / "out" / "harbour-2026-03-03" / audience
        told.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert told[0] == told[1]


SIDE = """\
  - id: fee-board
    kind: position
    by: board
    issue: fee
    does: rejects a lower landing fee
    marking: TLP:AMBER
    quote: {source: note, quote: The Harbour Board rejects a lower landing fee}
"""
TAKEN_BACK = """\
  - id: fee-denied
    kind: fact
    marking: TLP:AMBER
    text: This has not been agreed by the Guild.
    quote: {source: note, quote: This has not been agreed by the Guild}
"""


@pytest.mark.parametrize("withheld_part", [SIDE, TAKEN_BACK])
def test_a_question_that_hangs_on_what_is_withheld_marks_no_page(
    withheld_part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """How many questions are open on a page hangs on what its audience gets, not on a side or a denial it does not."""
    made = []
    for name, more in (("whole", withheld_part), ("never", "")):
        folder = harbour(tmp_path / name, hidden=False)
        record, note = folder / "outcomes.yaml", folder / "sources" / "note.txt"
        text = record.read_text(encoding="utf-8").replace("rests_on: [ferry]", "rests_on: [fee], headline: Lower fee")
        record.write_text(text + more, encoding="utf-8")
        more_text = "The Harbour Board rejects a lower landing fee.\n"
        told = note.read_text(encoding="utf-8").replace(
            "fee. The Board", "fee. This has not been agreed by the Guild. The Board"
        )
        note.write_text(told + more_text, encoding="utf-8")
        printed, code = run(capsys, "render", str(folder), "-f", "md", "-o", f"{folder}/out", "-a", "public", "--all")
        assert code == 0, printed
        out = folder / "out" / "harbour-2026-03-03" / "public"
        made.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert made[0] == made[1]


def test_strictness_does_not_tell_of_what_is_withheld(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A warning refuses the briefs of an audience that sees what it is on, and of no other."""
    folder = harbour(tmp_path / "whole", hidden=True)
    record = folder / "outcomes.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace(STEPS, ""), encoding="utf-8")
    assert run(capsys, "sign", str(folder), "--as", "A. Reader", "--on", "2026-03-14")[1] == 0
    strict = ("render", str(folder), "-f", "md", "-o", f"{folder}/out", "--strict")
    assert run(capsys, *strict, "-a", "public")[1] == 0
    assert run(capsys, *strict, "-a", "public", "-a", "officer")[1] == 3


def test_an_audience_from_which_all_is_withheld_gets_no_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is left out with a note, or refused where it is named, and what an earlier run made for it goes."""
    folder = harbour(tmp_path / "whole", hidden=False)
    order = ("render", str(folder), "-f", "md", "-o", f"{folder}/out")
    assert run(capsys, *order)[1] == 0
    record, out = folder / "outcomes.yaml", folder / "out" / "harbour-2026-03-03"
    words = record.read_text(encoding="utf-8")
    record.write_text(words.replace("short: the note}", "short: the note, marking: TLP:AMBER}"), encoding="utf-8")
    printed, code = run(capsys, *order)
    told = "every statement of the record is withheld from `public`, which gets nothing"
    assert (f"E27 note: {told}" in printed, "a source with one, brings it there" in printed, code) == (True, True, 0)
    assert sorted(path.name for path in out.iterdir() if path.is_dir()) == ["officer", "partner", "principal"]
    assert run(capsys, "verify", f"{folder}/out")[1] == 0
    printed, code = run(capsys, *order, "-a", "public")
    assert (f"outcomes.yaml: E27 {told}" in printed, code) == (True, 6)
    assert not (out / "public").exists()


@pytest.mark.parametrize("choice", [(), ("-l", "onepage"), ("-a", "partner"), ("-e", "dossier")])
def test_whoever_may_see_it_is_told(
    choice: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The author's own run, and one for an audience that receives a statement, print the warnings on it."""
    folder = harbour(tmp_path / "whole", hidden=True)
    printed, _ = run(capsys, "render", str(folder), "-f", "md", "-o", f"{folder}/out", *choice)
    assert "“Quetzal” is known only" in printed


def test_the_canary_is_found_where_it_may_be(tmp_path: Path) -> None:
    """The search itself works: a word that an outline prints is found in both formats."""
    found = load(SEEDS / "paris-2025-09-04")
    files = folder(tmp_path, found, found.outcomes, "officer")
    dossier = (
        Press().fitted(releasable_to(found.outcomes, "officer"), every("officer"), found.supplement)["dossier"].document
    )
    assert "Donbas" in outline(dossier)
    assert any(b"Donbas" in text for text in parts(files["paris-2025-09-04.dossier.docx"]))


def test_a_page_is_marked_as_high_as_the_account_in_its_note() -> None:
    """Another account that only a note tells of raises the marking of the page."""
    found = loaded(200)
    for audience, kept in released(found.outcomes):
        for one in Press().fitted(kept, every(audience), found.supplement).values():
            codes = [problem.code for problem in check_document(one.document, one.plan.composer)]
            assert "E26" not in codes
