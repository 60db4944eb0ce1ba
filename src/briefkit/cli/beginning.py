"""The commands `new` and `source add`: begin a record, draft it from its sources, add another source to it."""

import json
import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from importlib import resources
from os.path import lexists, realpath
from pathlib import Path
from typing import Any

from briefkit import files, staging
from briefkit.data import shipped
from briefkit.errors import OutputError, Problem, UsageError, reason
from briefkit.files import RECORD
from briefkit.house import DEFAULT, FILE, House
from briefkit.manifest import is_name
from briefkit.outcomes import schema
from briefkit.spelling import meant

_EMPTY = (resources.files("briefkit") / "cli/record.yaml").read_text(encoding="utf-8")
"""An empty record, with what is to be filled in."""
HOUSE_FILE = (resources.files("briefkit") / "housefile/start.toml").read_text(encoding="utf-8")
"""Every key of a house file, each behind a # with what it does."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The files that a command wrote, and what it tells its user: what was found, and what comes next."""

    paths: list[Path]
    notes: tuple[str, ...] = ()

    def tell(self) -> None:
        """Print both."""
        print(*(path.as_posix() for path in self.paths), sep="\n")
        print(*self.notes, sep="\n", file=sys.stderr, end="\n" if self.notes else "")


def begin(folder: Path, sources: Sequence[Path], today: date, house: House = DEFAULT) -> Begun:
    """Write a first record drafted from its sources, or an empty one to fill in, and the schema beside it."""
    from briefkit.draft.record import first_record
    from briefkit.draft.record.leftout import comment, left_out, summary
    from briefkit.draft.taken import SourceDocument, taken

    _refuse_full(folder)
    key = _key(Path(realpath(folder)).name)
    found: list[SourceDocument] = []
    for source in sources:
        found.append(taken(source, [doc.text.key for doc in found], [name for doc in found for name in doc.files]))
    record, task = _EMPTY.replace("{id}", key), "Write over every ??? in"
    left = []
    if found:
        record = first_record(key, [doc.text for doc in found], {doc.text.key: doc.content for doc in found}, today)
        left = [left_out(doc.text, record) for doc in found]
        record += "".join(comment(doc.text.key, lines) for doc, lines in zip(found, left, strict=True))
        task = f"{_drafted(_count(record))}. Cut down and rank"
    texts = {name: data for document in found for name, data in document.files.items()}
    paths = _write(
        folder, {RECORD: _marked(record, house).encode(), "outcomes.schema.json": schema(house).encode(), **texts}
    )
    every = zip(sources, found, left, strict=True)
    notes = (f"{path.as_posix()}: {note}" for path, doc, lines in every for note in (*doc.notes, *summary(lines)))
    return Begun(paths, (*notes, f"{task} {paths[0].as_posix()}, then: briefkit check {folder.as_posix()}"))


def _marked(record: str, house: House) -> str:
    """Return a new record with the highest marking of the house's own scheme, where it has one."""
    if not house.own_marking:
        return record
    line = f"marking: {json.dumps(house.own_marking, ensure_ascii=False)} # the highest of your house: lower it"
    return re.sub(r"^marking:.*", lambda _: line, record, count=1, flags=re.MULTILINE)


def _key(folder: str) -> str:
    """Return the id of a record in a folder of this name: one that folder and files of its briefs can have."""
    from briefkit.draft.record.slugs import slug

    key = slug(folder, "record")
    return key if is_name(key) else f"record-{key}"


def add(folder: Path, path: Path, house: House = DEFAULT) -> Begun:
    """Add a source to a record, and what is drafted from it behind its statements."""
    from briefkit.draft.record.addition import added
    from briefkit.draft.record.leftout import left_out, summary
    from briefkit.draft.taken import taken
    from briefkit.loading import load

    file = folder / RECORD if files.is_folder(folder) else folder
    loaded = load(file, house=house)
    record, old = loaded.outcomes, _text(file)
    if record.include:
        hint = "Put the source and its statements into the included files by hand."
        raise UsageError(Problem("U09", "a record in several files takes no source by itself", hint=hint))
    originals = [source.original.file for source in record.sources.values() if source.original]
    used = [*(source.file for source in record.sources.values() if source.file), *originals]
    doc = taken(path, list(record.sources), used)
    new = added(old, record, doc.text, {**loaded.texts, doc.text.key: doc.content})
    paths = _write_all(file.parent, {**doc.files, file.name: new.encode()}, fresh=doc.files)
    drafted = f"{_drafted(_count(new) - len(record.statements))} at the end of {paths[-1].as_posix()}"
    notes = (*doc.notes, *summary(left_out(doc.text, new)))
    return Begun(paths, (*(f"{path.as_posix()}: {note}" for note in notes), drafted))


def _text(file: Path) -> str:
    """Return the text of a record that was just loaded."""
    from briefkit.parsing.yamlfile import MAX_BYTES

    try:
        return files.read(file, MAX_BYTES).decode("utf-8")
    except files.UnreadableError as refused:
        raise UsageError(refused.problem("U05", f"{file.as_posix()} cannot be read")) from None


def _drafted(count: int) -> str:
    return f"Drafted {count} statement{'s' * (count != 1)}"


def begin_house(folder: Path) -> Begun:
    """Write a first house file into a folder, every line of it a comment."""
    hint = "Edit it; `briefkit house` shows what holds."
    paths = _write_all(folder, {FILE: HOUSE_FILE.encode()}, fresh=(FILE,), hint=hint)
    return Begun(paths, (f"Take the # from what you want, then: briefkit house {folder.as_posix()}",))


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Turn what the file system says into an error that names the folder."""
    try:
        yield
    except OSError as error:
        hint = "Check your rights to the folder and the room on the disk, or choose another folder."
        problem = Problem("F12", f"{folder.as_posix()} cannot be written: {reason(error)}", hint=hint)
        raise OutputError(problem) from None


def _count(record: str) -> int:
    """Return how many statements a drafted record holds."""
    from briefkit.parsing import yamlfile

    data: Any = yamlfile.read(record, "")[0]
    return len(data["statements"])


def _write_all(
    folder: Path, contents: Mapping[str, bytes], fresh: Collection[str], hint: str = "Rename one of the two."
) -> list[Path]:
    """Write files into a folder, all or none; none that is `fresh` may exist, the last may be one to replace."""
    paths = {folder / name: content for name, content in contents.items()}
    new = [folder / name for name in fresh]
    with _writing(folder), ExitStack() as undo:
        if there := next((path for path in new if lexists(path)), None):
            raise OutputError(Problem("F11", f"{there.as_posix()} exists", hint=hint))
        for path, content in paths.items():
            undo.enter_context(staging.folders_made(path.parent))
            staging.refuse_links(*(path.parent,) * (path.parent != folder))
            if path in new:
                undo.enter_context(_discarded(path))
                staging.write(path, content)
            else:
                staging.put(staging.Spot(path.parent, path.name), content)
    return list(paths)


@contextmanager
def _discarded(path: Path) -> Iterator[None]:
    """Remove a file again if the block fails."""
    try:
        yield
    except BaseException:
        staging.discard(path)
        raise


def copy_example(folder: Path, name: str) -> Begun:
    """Copy a packed example, named by the first word of its folder."""
    examples = {seed.name.partition("-")[0]: seed for seed in sorted(shipped("seeds").iterdir()) if seed.is_dir()}
    if name not in examples:
        raise UsageError(Problem("U04", f"there is no example `{name}`", hint=meant(name, examples)))
    paths = sorted(path for path in examples[name].rglob("*") if path.is_file())
    _refuse_full(folder)
    return Begun(_write(folder, {path.relative_to(examples[name]).as_posix(): path.read_bytes() for path in paths}))


def _write(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write files into a new or empty folder."""
    with _writing(folder), staging.folders_made(folder / "sources"):
        return _write_all(folder, contents, fresh=contents)


def _refuse_full(folder: Path) -> None:
    """Refuse a folder that holds anything, and a file in its place."""
    with _writing(folder):
        if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
            message = f"{folder.as_posix()} exists and is not an empty folder"
            raise OutputError(Problem("F11", message, hint="Choose another name."))
