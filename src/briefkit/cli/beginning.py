"""The command `new`: begin a record, or copy an example."""

import re
import shutil
import unicodedata
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from briefkit.errors import OutputError, Problem, UsageError, because
from briefkit.evidence import digest, source_text
from briefkit.outcomes import schema

_EXAMPLES = {"paris": "paris-2025-09-04"}

_RECORD = """\
# yaml-language-server: $schema=./outcomes.schema.json
id: {id}
title: {title}
marking: TLP:CLEAR                  # TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or OFFICIAL, …
as_of: YYYY-MM-DD                   # the day the record speaks for
meeting:
  name: NAME OF THE MEETING
  date: YYYY-MM-DD                  # not in a source? {{date: …, basis: editor, note: why}}
  place: PLACE
sources:
{sources}
actors:                             # who speaks; their ids stand after `by:`
  ANN: {{name: Ann Example, short: Example, style: Minister Example, title: Minister of Examples}}
statements:
  # A statement takes four lines. Kinds: fact event announcement commitment position assessment
  # open_issue next_step direct_quote; the desk's own: summary line question ask.
  - id: first
    kind: announcement
    by: ANN
    text: Minister Example said …
    quote: WORDS COPIED FROM THE SOURCE
"""
_SOURCE = "  {key}: {{file: sources/{name}, sha256: {hash}}}"
_NO_SOURCE = "  article: {file: sources/article.txt, type: article-newspaper}"


def begin(folder: Path, sources: Sequence[Path]) -> list[Path]:
    """Write a record to fill in, its schema, and copies of its sources; the paths written are returned."""
    texts = {source: _read(source) for source in sources}
    _make(folder)
    made = [folder / "outcomes.yaml", folder / "outcomes.schema.json"]
    lines = []
    for number, (source, data) in enumerate(texts.items(), 1):
        name = _slug(source.stem) + ".txt"
        key = "article" if len(texts) == 1 else f"source-{number}"
        lines.append(_SOURCE.format(key=key, name=name, hash=digest(data)))
        made.append(folder / "sources" / name)
        made[-1].write_bytes(data)
    title = folder.resolve().name.replace("-", " ").capitalize()
    listed = "\n".join(lines) or _NO_SOURCE
    made[0].write_text(
        _RECORD.format(id=_slug(folder.resolve().name), title=title, sources=listed), "utf-8", newline="\n"
    )
    made[1].write_text(schema(), "utf-8", newline="\n")
    return made


def copy_example(folder: Path, name: str) -> list[Path]:
    """Copy a packed example; the paths written are returned."""
    if name not in _EXAMPLES:
        raise UsageError(Problem("U04", f"there is no example `{name}`", hint=f"One of: {', '.join(_EXAMPLES)}."))
    packed = Path(str(files("briefkit") / "seeds"))
    seeds = packed if packed.is_dir() else Path(__file__).parents[3] / "seeds"
    _make(folder)
    made = []
    for path in sorted((seeds / _EXAMPLES[name]).rglob("*")):
        target = folder / path.relative_to(seeds / _EXAMPLES[name])
        if path.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            made.append(target)
    return made


def _make(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"{folder.as_posix()} exists and is not an empty folder"
        raise OutputError(Problem("F11", message, hint="Choose another name."))
    try:
        (folder / "sources").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(Problem("F12", f"{folder.as_posix()}: {because(error)}")) from None


def _read(source: Path) -> bytes:
    try:
        data = source.read_bytes()
        source_text(data)
    except UnicodeDecodeError:
        hint = "Save it as plain text in UTF-8."
        raise UsageError(Problem("U05", f"{source.as_posix()} is not UTF-8 text", hint=hint)) from None
    except OSError as error:
        raise UsageError(Problem("U05", f"{source.as_posix()}: {because(error)}")) from None
    return data


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "record"
