"""The command `new`: begin a record, or copy an example."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from importlib.resources import files
from os.path import realpath
from pathlib import Path

from briefkit.errors import OutputError, Problem, UsageError, because
from briefkit.evidence import digest, source_text
from briefkit.files import UnreadableError, guessed, read
from briefkit.outcomes import schema
from briefkit.sources import LARGEST

_RECORD = """\
# yaml-language-server: $schema=./outcomes.schema.json
# Write over every ???; what is marked optional may be deleted. Then, in this folder: `briefkit check`, `briefkit
# review` (each wording beside its source), `briefkit sign --as NAME` (by who has read it), `briefkit render`.
id: {id}
title: ???                    # heads a page where no statement has a headline
marking: TLP:CLEAR            # or TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, OFFICIAL, …
as_of: ???                    # the day the record speaks for: YYYY-MM-DD
meeting:
  name: ???                   # the meeting, or the body that met
  date: ???                   # YYYY-MM-DD; not in a source? {{date: …, basis: editor, note: why}}
  place: ???                  # optional

sources:
{sources}

actors:                       # who speaks; the id stands after `by:`
  speaker:
    name: ???                 # in full
    style: ???                # as running text names the person: President Zelensky
    title: ???                # optional: the office held at the time

# A statement needs an id, a kind, a quote and one wording near the quote: `says:` (what somebody says), `does:` (what
# somebody does, wants, holds), both without the name, which `by:` gives; or `text:`, a whole sentence. Kinds: fact
# event announcement decision commitment position call assessment open_issue next_step direct_quote picture; the desk's
# own, with `rests_on: [ids]` in place of a quote: summary line question ask. Optional: headline, plain, conditions, …
statements:
  - id: first
    kind: announcement
    by: speaker
    says: ???                 # the ferry will run; printed: President Zelensky said that the ferry will run
    # conditions: [subject to …]  printed with every wording, in the source's words
    quote: ???                # copied from the source
"""
_SOURCE = "  {key}:\n    file: {file}\n    sha256: {hash}\n    type: {type}"
_TYPE = "document            # or article-newspaper, report, speech, webpage, …: forms say “the article”, “the report”"
_NO_SOURCE = """\
  article:
    file: ???                 # a text in UTF-8 below this folder: sources/article.txt
    type: article-newspaper   # or document, report, speech, webpage, …"""


def begin(folder: Path, sources: Sequence[Path]) -> list[Path]:
    """Write a record to fill in, its schema, and copies of its sources; return the paths written."""
    texts: dict[str, bytes] = {}
    for source in sources:
        name = f"sources/{_slug(source.stem)}.txt"
        if name in texts:
            hint = "Rename one, or copy it in by hand."
            raise UsageError(Problem("U05", f"two sources would be called {name}", hint=hint))
        texts[name] = _read(source)
    listed = "\n".join(
        _SOURCE.format(key="article" if len(texts) == 1 else f"source-{n}", file=name, hash=digest(data), type=_TYPE)
        for n, (name, data) in enumerate(texts.items(), 1)
    )
    record = _RECORD.format(id=_slug(folder.resolve().name), sources=listed or _NO_SOURCE)
    return _write(folder, {"outcomes.yaml": record.encode(), "outcomes.schema.json": schema().encode(), **texts})


def copy_example(folder: Path, name: str) -> list[Path]:
    """Copy a packed example, named by the first word of its folder; return the paths written."""
    packed = Path(str(files("briefkit") / "seeds"))
    seeds = packed if packed.is_dir() else Path(__file__).parents[3] / "seeds"
    examples = {seed.name.partition("-")[0]: seed for seed in sorted(seeds.iterdir()) if seed.is_dir()}
    if name not in examples:
        raise UsageError(Problem("U04", f"there is no example `{name}`", hint=f"One of: {', '.join(examples)}."))
    paths = sorted(path for path in examples[name].rglob("*") if path.is_file())
    return _write(folder, {path.relative_to(examples[name]).as_posix(): path.read_bytes() for path in paths})


def _write(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write files into a new or empty folder."""
    try:
        if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
            message = f"{folder.as_posix()} exists and is not an empty folder"
            raise OutputError(Problem("F11", message, hint="Choose another name."))
        (folder / "sources").mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise OutputError(Problem("F12", f"{folder.as_posix()} cannot be written: {because(error)}")) from None
    return [folder / name for name in contents]


def _read(source: Path) -> bytes:
    """Return the bytes of a source that the user names, by a link if need be."""
    try:
        data = read(Path(realpath(source)), LARGEST)
        source_text(data)
    except UnicodeDecodeError:
        kind = guessed(data)
        message = f"{source.as_posix()} is not UTF-8 text" + (f": it seems to be {kind}" if kind else "")
        raise UsageError(Problem("U05", message, hint="Save it as plain text in UTF-8.")) from None
    except UnreadableError as refused:
        raise UsageError(Problem("U05", f"{source.as_posix()}: {refused.why}", hint=refused.mend)) from None
    return data


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "record"
