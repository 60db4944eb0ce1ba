"""The summary of a build, as Markdown, from the data that `render --json` printed."""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from briefkit import files
from briefkit.cli.report import counted
from briefkit.data import is_shaped
from briefkit.errors import Problem, UsageError

RunSummary = Mapping[str, Sequence[Mapping[str, Any]]]
"""What `render --json` prints: its briefs, folders and problems."""

_LARGEST = 50_000_000
"""Bytes: some hundred thousand briefs."""
_HEAD = ("| Record | Brief | Audience | Pages | Marking | Files |", "| --- | --- | --- | ---: | --- | --- |")
_TEXTS = ("record", "edition", "audience", "marking", "standing")
_SHAPE = {
    "briefs": [{**dict.fromkeys(_TEXTS, str), "pages": int, "files": [str]}],
    "folders": [{"record": str, "audience": str, "changed": bool, "changes": [str]}],
    "problems": [{"severity": str}],
}
"""The parts and keys of it that a summary uses."""
_MARKUP = re.compile(r"([\\<>|&\[\]*_~#!])")
_HINT = "Write it with `briefkit render --json > build.json`."


def read(path: Path) -> RunSummary:
    """Return the data of a file, or of stdin for `-`; UsageError where it is not what `render --json` prints."""
    name = "stdin" if path == Path("-") else path.as_posix()
    try:
        raw = sys.stdin.buffer.read(_LARGEST) if name == "stdin" else files.read(path, _LARGEST)
        found = json.loads(raw)
    except files.UnreadableError as refused:
        raise UsageError(refused.problem("U13", f"{name} cannot be read")) from None
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict) and is_shaped(found, _SHAPE):
        return found
    raise UsageError(Problem("U13", f"{name} does not hold what `render --json` prints", hint=_HINT))


def _plain(words: object) -> str:
    """Return words as Markdown shows them, on one line: a label of a house may look like a tag or end a cell."""
    return _MARKUP.sub(r"\\\1", " ".join(str(words).split()))


def summed(run: RunSummary, audience: str | None) -> str:
    """Return the summary of one audience's briefs or of all: a table of them, then what changed."""
    rows = list(_rows(run, audience))
    table = [*_HEAD, *rows, ""] if rows else [f"No briefs{f' for `{audience}`' if audience else ''}.", ""]
    changed = list(_changed(run, audience))
    told_changes = ["**Changed**", "", *changed, ""] if changed else ["Nothing changed.", ""]
    return "\n".join([*table, *told_changes, *_totals(run["problems"], audience)])


def _totals(problems: Sequence[Mapping[str, Any]], audience: str | None) -> list[str]:
    """Return the numbers of problems; for one audience only whether it failed: numbers reveal what is withheld."""
    asked = Counter(str(problem["severity"]) for problem in problems)
    if audience:
        return ["Not all could be made; `briefkit render` tells the author why.", ""] if asked["error"] else []
    found = ", ".join(filter(None, (counted(asked[name], name) for name in ("error", "question", "warning"))))
    return [f"Found: {found}; `briefkit render` tells what.", ""] if found else []


def _rows(run: RunSummary, audience: str | None) -> Iterator[str]:
    for brief in run["briefs"]:
        if audience in (None, brief["audience"]):
            formats = ", ".join(str(name).rpartition(f".{brief['edition']}.")[2] for name in brief["files"])
            marked = " · ".join(filter(None, (brief["marking"], brief["standing"])))
            cells = (brief["record"], brief["edition"], brief["audience"], brief["pages"], marked, formats)
            yield f"| {' | '.join(map(_plain, cells))} |"


def _changed(run: RunSummary, audience: str | None) -> Iterator[str]:
    for folder in run["folders"]:
        if folder["changed"] and audience in (None, folder["audience"]):
            changes = "; ".join(map(_plain, folder["changes"])) or "new briefs"
            yield f"- {_plain(folder['record'])}, {_plain(folder['audience'])}: {changes}"
