"""The small record of the transcripts, loaded after edits."""

import shutil
from pathlib import Path

from briefkit.loading import Loaded, load

FOLDER = Path(__file__).parent / "commands" / "records" / "harbour"
FIRM, WEAK = "says: the night ferry will run", "says: the night ferry may run"
"""The wording of `ferry`, and one that its source does not bear out."""


def loaded(folder: Path, *edits: tuple[str, str]) -> Loaded:
    """Load the record from a folder, into which it is copied, after edits, each of which must change something."""
    if not (folder / "outcomes.yaml").exists():
        shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    path = folder / "outcomes.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return load(path, "outcomes.yaml")
