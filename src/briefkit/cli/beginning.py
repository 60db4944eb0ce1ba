"""The commands `new` and `source add`: begin a record, draft it from its sources, add another source to it."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date
from importlib import resources
from os.path import lexists, realpath
from pathlib import Path

from briefkit import files, staging
from briefkit.errors import OutputError, Problem, UsageError, reason
from briefkit.house import DEFAULT, FILE, House
from briefkit.manifest import is_name
from briefkit.outcomes import schema
from briefkit.spelling import meant

_RECORD = (resources.files("briefkit") / "cli/record.yaml").read_text(encoding="utf-8")
"""An empty record, with what is to be filled in."""


@dataclass(frozen=True, slots=True)
class DraftResult:
    """The files that a command wrote, and its notes for the user."""

    paths: list[Path]
    notes: tuple[str, ...] = ()
    drafted: int = 0
    """How many statements were drafted."""


def begin(folder: Path, sources: Sequence[Path], today: date, house: House = DEFAULT) -> DraftResult:
    """Write a first record drafted from its sources, or an empty one to fill in, and the schema beside it."""
    from briefkit.draft.record import first_record
    from briefkit.draft.taken import SourceDocument, taken

    _refuse_full(folder)
    key = _key(Path(realpath(folder)).name)
    found: list[SourceDocument] = []
    for source in sources:
        found.append(taken(source, [one.text.key for one in found], [name for one in found for name in one.files]))
    record = _RECORD.replace("{id}", key)
    if found:
        record = first_record(key, [one.text for one in found], {one.text.key: one.content for one in found}, today)
    texts = {name: data for document in found for name, data in document.files.items()}
    contents = {"outcomes.yaml": record.encode(), "outcomes.schema.json": schema(house).encode(), **texts}
    notes = tuple(f"{path.as_posix()}: {note}" for path, one in zip(sources, found, strict=True) for note in one.notes)
    return DraftResult(_write(folder, contents), notes, _count(record) if found else 0)


def _key(folder: str) -> str:
    """Return the id of a record in a folder of this name: one that folder and files of its briefs can have."""
    from briefkit.draft.record.slugs import slug

    key = slug(folder, "record")
    return key if is_name(key) else f"record-{key}"


def add(folder: Path, path: Path, house: House = DEFAULT) -> DraftResult:
    """Add a source to a record, and what is drafted from it behind its statements."""
    from briefkit.draft.record.addition import added
    from briefkit.draft.taken import taken
    from briefkit.loading import NAME, load

    file = folder / NAME if files.is_folder(folder) else folder
    loaded = load(file, house=house)
    record = loaded.outcomes
    if record.include:
        hint = "Put the source and its statements into the included files by hand."
        raise UsageError(Problem("U09", "a record in several files takes no source by itself", hint=hint))
    used = [name for one in record.sources.values() for name in (one.file, one.original.file if one.original else None)]
    one = taken(path, list(record.sources), [name for name in used if name])
    old = _record(file)
    new = added(old, record, one.text, {**loaded.texts, one.text.key: one.content})
    paths = _write_all(file.parent, {**one.files, file.name: new.encode()}, fresh=set(one.files))
    return DraftResult(paths, tuple(f"{path.as_posix()}: {note}" for note in one.notes), _count(new) - _count(old))


def begin_house(folder: Path) -> Path:
    """Write a first house file into a folder, every line of it a comment; return its path."""
    from briefkit.housefile.start import START

    hint = "Edit it; `briefkit house` shows what holds."
    (written,) = _write_all(folder, {FILE: START.encode()}, fresh={FILE}, hint=hint)
    return written


def _record(file: Path) -> str:
    """Return the text of a record that was just loaded."""
    from briefkit.parsing.yamlfile import MAX_BYTES

    try:
        return files.read(file, MAX_BYTES).decode("utf-8")
    except files.UnreadableError as refused:
        message = f"{file.as_posix()} cannot be read: {refused.why}"
        raise UsageError(Problem("U05", message, hint=refused.mend)) from None


def _unwritten(folder: Path, error: OSError) -> OutputError:
    """Return why nothing can be written into a folder."""
    hint = "Check your rights to the folder and the room on the disk, or choose another folder."
    return OutputError(Problem("F12", f"{folder.as_posix()} cannot be written: {reason(error)}", hint=hint))


def _count(record: str) -> int:
    """Return how many statements a record holds."""
    from briefkit.parsing import yamlfile

    data, _ = yamlfile.read(record, "")
    statements = data.get("statements", []) if isinstance(data, dict) else []
    return len(statements) if isinstance(statements, list) else 0


def _write_all(
    folder: Path, contents: Mapping[str, bytes], fresh: Collection[str], hint: str = "Rename one of the two."
) -> list[Path]:
    """Write files into a folder, all or none; none that is `fresh` may exist, the last may be one to replace."""
    paths = {folder / name: content for name, content in contents.items()}
    new = [folder / name for name in fresh]
    try:
        if there := next((path for path in new if lexists(path)), None):
            raise OutputError(Problem("F11", f"{there.as_posix()} exists", hint=hint))
        with ExitStack() as undo:
            for path, content in paths.items():
                _make_folders(path.parent, undo)
                staging.refuse_links(*(path.parent,) * (path.parent != folder))
                if path in new:
                    undo.callback(staging.discard, path)
                    staging.write(path, content)
                else:
                    staging.put(staging.Spot(path.parent, path.name), content)
            undo.pop_all()
    except OSError as error:
        raise _unwritten(folder, error) from None
    return list(paths)


def _make_folders(folder: Path, undo: ExitStack) -> None:
    """Make a folder and those above it; what undoes it leaves one that is not empty."""
    for path in reversed((folder, *folder.parents)):
        if not path.is_dir():
            path.mkdir()
            undo.callback(_unmake, path)


def _unmake(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def copy_example(folder: Path, name: str) -> list[Path]:
    """Copy a packed example, named by the first word of its folder; return the paths written."""
    packed = Path(str(resources.files("briefkit") / "seeds"))
    seeds = packed if packed.is_dir() else Path(__file__).parents[3] / "seeds"
    examples = {seed.name.partition("-")[0]: seed for seed in sorted(seeds.iterdir()) if seed.is_dir()}
    if name not in examples:
        raise UsageError(Problem("U04", f"there is no example `{name}`", hint=meant(name, examples)))
    paths = sorted(path for path in examples[name].rglob("*") if path.is_file())
    return _write(folder, {path.relative_to(examples[name]).as_posix(): path.read_bytes() for path in paths})


def _write(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write files into a new or empty folder."""
    _refuse_full(folder)
    try:
        with ExitStack() as undo:
            _make_folders(folder / "sources", undo)
            paths = _write_all(folder, contents, fresh=contents)
            undo.pop_all()
    except OSError as error:
        raise _unwritten(folder, error) from None
    return paths


def _refuse_full(folder: Path) -> None:
    """Refuse a folder that holds anything, and a file in its place."""
    try:
        full = folder.is_file() or (folder.is_dir() and any(folder.iterdir()))
    except OSError as error:
        raise _unwritten(folder, error) from None
    if full:
        message = f"{folder.as_posix()} exists and is not an empty folder"
        raise OutputError(Problem("F11", message, hint="Choose another name."))
