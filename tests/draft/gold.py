"""Drafts of the texts beside this file, held against what a person noted of each sentence.

A line of a `.gold` file: the kinds that are right, the speakers that are right (`-`: nobody), words of the sentence.
"""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from tests.plainyaml import plain

from briefkit.draft import read
from briefkit.draft.record import SourceText, first_record
from briefkit.evidence import digest, source_text

FOLDER = Path(__file__).parent / "texts"
TODAY = date(2026, 11, 29)


def draft(path: Path) -> dict[str, Any]:
    """Return the draft of a text file as plain data, read without our loader."""
    data = path.read_bytes()
    text = SourceText("article", f"sources/{path.name}", digest(data), read(data, path.name))
    record: dict[str, Any] = plain(first_record("draft", [text], {"article": source_text(data)}, TODAY))
    return record


def counted(path: Path) -> Counter[str]:
    """Return how many sentences of a text are drafted, of the right kind, of the right and of a wrong speaker."""
    statements = draft(path)["statements"]
    counts = Counter[str]()
    for line in path.with_suffix(".gold").read_text(encoding="utf-8").splitlines():
        kinds, speakers, words = (part.strip() for part in line.split("|"))
        found = next((one for one in statements if words in quoted(one)), None)
        by = named(found) if found else []
        right = any(not by if one == "-" else any(one in name for name in by) for one in speakers.split("/"))
        counts += Counter(
            {
                "sentences": 1,
                "drafted": bool(found),
                "kind": bool(found) and found["kind"] in kinds.split("/"),
                "speaker": bool(found) and right,
                "wrong": bool(by) and not right,
                "named": bool(by),
            }
        )
    return counts


def quoted(statement: dict[str, Any]) -> str:
    """Return the evidence of a statement as one text."""
    quotes = statement.get("quote", "")
    entries = quotes if isinstance(quotes, list) else [quotes]
    return " ".join(one if isinstance(one, str) else one["quote"] for one in entries)


def named(statement: dict[str, Any]) -> list[str]:
    """Return the speakers of a statement: ids, and words in the form of ids."""
    by = statement.get("by", [])
    entries = [one if isinstance(one, dict) else {"actor": one} for one in (by if isinstance(by, list) else [by])]
    return [one.get("actor") or one["words"].replace(" ", "-").lower() for one in entries]
