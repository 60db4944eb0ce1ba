"""A document becomes a source: its text as a file beside the record, the document itself, and the hash of each."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from briefkit import draft
from briefkit.draft.record import MOST, SourceText, left_out
from briefkit.draft.record.slugs import free, slug
from briefkit.errors import Problem, UsageError
from briefkit.evidence import digest, source_text
from briefkit.sources import LARGEST

_ENDINGS = (".pdf", ".docx", ".docm", ".dotx", ".html", ".htm", ".xhtml", ".txt", ".md", ".text")


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document that was taken in."""

    text: SourceText
    content: str
    """What its text file holds, as it is loaded."""
    files: dict[str, bytes]
    """What is to be written, by names relative to the record's folder."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user is told of it."""
        long = f"only its first {MOST} sentences are drafted; name the pages you need as a file of their own"
        return (*self.text.read.notes, *((long,) if left_out(self.text) else ()))


def taken(path: Path, keys: Collection[str], names: Collection[str]) -> SourceDocument:
    """Return a document as a source, with a key and file names unlike those in use; UsageError where it has no text."""
    data = draft.contents(path)
    read = draft.read(data, path.as_posix(), apart=True)
    stem = slug(path.stem, "source")
    key = free(stem, keys)
    name, ending = f"sources/{stem}.txt", path.suffix.lower() if path.suffix.lower() in _ENDINGS else ".original"
    original = f"sources/{stem}{ending}" if ending != ".txt" else f"sources/{stem}.original.txt"
    if {name, original} & set(names):
        raise UsageError(Problem("U05", f"two sources would be called {name}", hint="Rename one of the files."))
    content = read.text.encode()
    if len(content) > LARGEST["source"]:
        hint = "Save the pages you quote as a file of their own."
        raise UsageError(Problem("U05", f"the text of {path.as_posix()} is too long", hint=hint))
    if ending in {".txt", ".text", ".md"} and not read.notes:
        return SourceDocument(SourceText(key, name, digest(data), read), source_text(data), {name: data})
    text = SourceText(key, name, digest(content), read, original, digest(data))
    return SourceDocument(text, source_text(content), {name: content, original: data})
