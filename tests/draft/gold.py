"""Count what drafts of the texts beside this file have right, against what a person noted of each sentence."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from briefkit.draft import extract
from briefkit.draft.record import Text, first_record
from briefkit.evidence import digest, source_text

FOLDER = Path(__file__).parent / "texts"
TODAY = date(2026, 11, 29)


def draft(path: Path) -> dict[str, Any]:
    """Return the draft of a text file as plain data."""
    data = path.read_bytes()
    text = Text("article", f"sources/{path.name}", digest(data), extract(path))
    return yaml.safe_load(first_record("draft", [text], {"article": source_text(data)}, TODAY))


def counted(path: Path) -> tuple[Counter[str], list[str]]:
    """Return the counts of a text, and what is wrong in its draft."""
    record = draft(path)
    counts, wrong = Counter[str](), list[str]()
    for line in path.with_suffix(".gold").read_text(encoding="utf-8").splitlines():
        kinds, speakers, words = (part.strip() for part in line.split("|"))
        counts["sentences"] += 1
        found = next((s for s in record["statements"] if words in _quoted(s)), None)
        if not found:
            wrong.append(f"not drafted: {line}")
            continue
        counts["drafted"] += 1
        counts["kind"] += (kind_right := found["kind"] in kinds.split("/"))
        by = _speakers(found)
        right = any(
            by == [] if one == "-" else any(name.startswith(one) or one in name for name in by)
            for one in speakers.split("/")
        )
        counts["speaker"] += right
        counts["silent"] += not by and not right
        counts["wrong speaker"] += bool(by) and not right
        counts["named"] += bool(by)
        if not (kind_right and right):
            wrong.append(f"{line}  ← {found['kind']} {by}")
    return counts, wrong


def _quoted(statement: dict[str, Any]) -> str:
    quotes = statement.get("quote", "")
    return (
        quotes
        if isinstance(quotes, str)
        else " ".join(
            q if isinstance(q, str) else q["quote"] for q in ([quotes] if isinstance(quotes, dict) else quotes)
        )
    )


def _speakers(statement: dict[str, Any]) -> list[str]:
    by = statement.get("by", [])
    return [
        one if isinstance(one, str) else one.get("actor") or one["words"].replace(" ", "-").lower()
        for one in (by if isinstance(by, list) else [by])
    ]
