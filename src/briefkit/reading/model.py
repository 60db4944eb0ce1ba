"""The input and the output of a comparison."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Shape = Literal["says", "does", "text", "short", "headline", "plain", "label"]
SHORTER: tuple[Shape, ...] = ("short", "headline")
"""Wordings that leave out what the first one has."""
Change = Literal["added", "lost", "changed"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A wording that is compared with its passages."""

    text: str
    shape: Shape = "text"
    by: str | None = None
    """The key of the party who says it; None for the source's own voice."""
    conditions: tuple[str, ...] = ()
    """The declared conditions that are printed with it."""
    kind: str = ""
    """The kind of its statement, such as `assessment`."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a source that a wording rests on."""

    text: str
    issued: date | None = None
    """The day from which its “yesterday” and “on Monday” are counted."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a record declares beside its passages."""

    parties: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """Who acts and speaks: each one's key, with all names: name, short, style, title, variants."""
    own: tuple[str, ...] = ()
    """The keys of the parties whom the statement's own fields name: by, for, via, to, owner …"""
    names: tuple[str, ...] = ()
    """Other names: places, terms with their long forms, meetings, sources."""
    days: tuple[date, ...] = ()
    """Declared dates: of the meeting, of other occasions."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One precise difference between a wording and its passages."""

    code: str
    """The code of its class: Q01."""
    name: str
    """The name of its class: force."""
    change: Change
    start: int
    """Where the words asked about stand in the wording; where something is lost, the sentence that lost it."""
    end: int
    words: str
    """The words asked about; the source's where they are lost."""
    message: str
    hint: str
    passage: int | None = None
    """Which passage the other words stand in, counted from 0."""
    source_start: int = 0
    source_end: int = 0
    source: str = ""
    """The source's words in their place."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question that no comparison of words asks: about a declared field, or a wording that its author finished."""

    code: str
    words: str
    """What it is about, as an answer under `stands:` names it."""
    message: str
    hint: str
    path: tuple[str | int, ...] = ()
    """The field of the statement that it is about; empty where it is about a wording."""


def or_stands(hint: str, words: str) -> str:
    """Return a hint that also offers the other answer: to say why the words stand."""
    return f"{hint.rstrip('.')}, or say why it stands: stands: [{{say: {words}, because: …}}]"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a wording adds to its passages, and what it leaves out or changes."""

    free: bool
    """Whether a reader has to read it: it has a content word that neither its passages nor the context have, or tells
    their words in another order or with gaps between them."""
    new_words: tuple[tuple[int, int, str], ...]
    """These words, with their places."""
    differences: tuple[Difference, ...]
    """What is asked, in the order of the wording."""
