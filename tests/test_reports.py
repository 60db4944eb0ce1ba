"""The committed briefs of the examples are what the records give today."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from tests.editions import example, fitted, house

from briefkit.house import DEFAULT
from briefkit.look import Look
from briefkit.markings import releasable_to
from briefkit.press import digest
from briefkit.publish.verification import verify
from briefkit.writers import WRITERS

ROOT = Path(__file__).parents[1]
REPORTS = ROOT / "reports"
NAMES = ("paris-2025-09-04", "ilvara-2026-03-12")


def parts(raw: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file, uncompressed: another zlib packs them otherwise."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("audience", DEFAULT.names)
@pytest.mark.parametrize("name", NAMES)
def test_the_reports_are_current(name: str, audience: str) -> None:
    """Word files and what the manifest tells of record and pages are today's; else run `make briefs` and commit."""
    found, made = example(name), fitted(name, audience)
    folder = REPORTS / name / audience
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    wanted = [edition.id for edition in house(audience)]
    assert wanted
    assert manifest["digest"] == digest(releasable_to(found.outcomes, audience), audience, found.supplement)
    assert {entry["edition"]: entry["pages"] for entry in manifest["editions"]} == {
        key: made[key].layout.pages for key in wanted
    }
    for key in wanted:
        kept = (folder / f"{name}.{key}.docx").read_bytes()
        assert parts(kept) == parts(WRITERS["docx"](made[key].document, Look())), key


def test_the_reports_are_proved_by_their_manifests() -> None:
    """Every committed file is what its manifest lists; only the folder's own README lies beside the sets."""
    found = verify(REPORTS, DEFAULT)
    assert len([one for one in found if one.manifest]) == len(NAMES) * len(DEFAULT.names)
    (told,) = [problem for one in found for problem in one.problems]
    assert (told.code, told.severity) == ("F03", "warning")
    assert "README.md" in told.message


def test_the_reports_are_small_and_complete() -> None:
    """Nine editions of each example in two formats, with index and manifest, take at most 2 MB; pictures are there."""
    files = [path for name in NAMES for path in (REPORTS / name).rglob("*") if path.is_file()]
    assert len(files) == len(NAMES) * (9 * 2 + 5 * 2)
    assert sum(path.stat().st_size for path in files) <= 2_000_000
    gallery = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    for edition in house():
        assert f"## {edition.title}\n" in gallery
        assert f"(pages/{edition.id}.png)" in gallery
        assert (ROOT / "docs" / "pages" / f"{edition.id}.png").is_file()
