"""The first path of a new user, in one sitting: from an article to a signed Read-out."""

import json
import re
import shutil
from pathlib import Path

from briefkit.cli import main

SEED = Path(__file__).parents[1] / "seeds" / "paris-2025-09-04" / "sources"
DELETED = ("momentum", "Diplomatic options", "The main element", "touched on", "Work on the guarantees")
SUMMARY = """\
  - id: bottom-line
    kind: summary
    importance: 5
    rests_on: [zelensky-nations-ready, location-future]
    headline: "Zelensky: 26 nations ready to give guarantees, pending ratification"
"""


ABSENT = re.compile(r"None recorded|(?:date|decision|answer)(?: is)? stated|not stated")


def run(*arguments: str) -> int:
    """Run a command as the shell does, and return its exit code."""
    try:
        main(list(arguments))
    except SystemExit as done:
        return int(done.code or 0)
    return 0


def statements(text: str) -> list[str]:
    """Return the parts of a record's text that are a statement each, and what stands around them."""
    return re.split(r"(?m)(?=^  - id: |^  # ──)", text)


def test_from_an_article_to_a_signed_read_out(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Draft, delete, rank, write the summary, check, sign: the Read-out is no draft, and holds what was chosen.

    A page of the draft tells of nothing that it is absent; that of the signed record does.
    """
    monkeypatch.chdir(tmp_path)
    shutil.copy(next(SEED.glob("*.txt")), "article.txt")
    assert run("new", "paris", "--source", "article.txt") == 0
    file = Path("paris/outcomes.yaml")
    assert run("render", "paris", "-f", "md", "-o", "first") == 0
    assert len(list(Path("first").rglob("*.md"))) == 9
    assert all("DRAFT" in page.read_text(encoding="utf-8") for page in Path("first").rglob("*.md"))
    assert all("DRAFT" in entry["standing"] for entry in editions("first"))
    assert not any(ABSENT.search(page.read_text(encoding="utf-8")) for page in Path("first").rglob("*.md"))

    parts = statements(file.read_text(encoding="utf-8"))
    kept = [part for part in parts if not any(words in part for words in DELETED)]
    assert len(parts) - len(kept) == len(DELETED)
    kept = [SUMMARY if part.startswith("  - id: bottom-line") else part for part in kept]
    kept = [
        part.replace('by: zelensky\n    says: "26', 'by: zelensky\n    importance: 5\n    says: "26') for part in kept
    ]
    text = re.sub(r"(?m)^draft: .*\n", "", "".join(kept))
    assert 'importance: 5\n    says: "26' in text
    file.write_text(text, encoding="utf-8")

    assert run("check", "--strict", "paris") == 0
    assert run("sign", "paris", "--as", "A. Reader", "--on", "2026-05-04") == 0
    assert run("render", "--strict", "paris", "-f", "md", "-o", "last", "-a", "principal") == 0
    page = next(Path("last").rglob("*.read-out.md")).read_text(encoding="utf-8")
    assert "DRAFT" not in page
    assert re.search(r"Zelensky[^.]* announced that 26 nations are ready", page)
    assert "pending ratification by their parliaments" in page
    assert {entry["standing"] for entry in editions("last")} == {""}
    assert any(ABSENT.search(page.read_text(encoding="utf-8")) for page in Path("last").rglob("*.md"))


def editions(folder: str) -> list[dict[str, str]]:
    """Return the editions that the manifests below a folder list."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in Path(folder).rglob("manifest.json")]
    assert found
    return [edition for one in found for edition in one["editions"]]
