"""What templates see: plain frozen views, every printable value with the ids of what it prints.

Why not the models: a pydantic model in a template is code execution.
"""

from dataclasses import dataclass

from briefkit.citemarks import Cited

_NOTHING = Cited("", ())


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of a source that bears a statement out."""

    words: Cited
    """Empty where no embedded font has its letters."""
    source: Cited
    """The number of the source, linked: [1]."""
    place: Cited
    """Its page and paragraph in the source; empty where not known."""


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """Where a source bears a statement out."""

    source: Cited
    """The number of the source, linked: [1]."""
    place: Cited
    """Its page and paragraph; empty where not known."""


@dataclass(frozen=True, slots=True)
class RowView:
    """A statement, as sections print it."""

    kind: str
    ref: Cited
    """Its id, by which the annex refers to it."""
    form: Cited
    bare: Cited
    """The same without its marking, for where its reasons follow, which have it behind them."""
    who: Cited
    """The speaker, and by whose report; empty for the desk's own."""
    assessor: Cited
    """The same within a sentence: the article."""
    status: Cited
    refs: tuple[Cited, ...]
    """The numbers of its sources, linked: [1]."""
    question: Cited
    alt: Cited
    """What its picture shows; empty where it has none."""
    owner: Cited
    due: Cited
    """Empty for what can have no date: a fact, an announcement."""
    day: Cited
    """The day of what is told, where no wording gives it; else empty."""
    bound: Cited
    """Who is bound by a commitment; else empty."""
    owned: bool
    """Whether the record names an owner."""
    dated: bool
    """Whether the record says by when."""
    timed: bool
    """Whether its wording says by when."""
    reasons: tuple[Cited, ...]
    """What an ask with words of its own rests on: why it is asked."""
    scope: Cited
    """What is unclear about its attribution; empty where nothing is."""
    figure: Cited
    """Its quantities with what they count; empty where it has none."""
    quotes: tuple[Quote, ...]
    passages: tuple[QuotePlace, ...]
    """Where the quotes stand, each place once."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """Rows under one head: an issue, an occasion, a speaker; the last group may have no title."""

    title: Cited
    rows: tuple[RowView, ...]
    status: Cited = _NOTHING
    """The status that all of them have, where they are grouped by it."""
    inner: tuple["GroupView", ...] = ()
    """The same rows by their status."""
    others: Cited = _NOTHING
    """How many positions more the record has: and 4 others; mostly empty."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """What one speaker holds, issue by issue."""

    who: Cited
    cells: tuple[tuple[RowView, ...], ...]
    """Empty where the record has no position of this speaker on the issue."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Positions with the issues as columns and the speakers as rows."""

    issues: tuple[Cited, ...]
    lines: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section's rows, in order, by issue, and by occasion."""

    rows: tuple[RowView, ...] = ()
    groups: tuple[GroupView, ...] = ()
    occasions: tuple[GroupView, ...] = ()
    """The rows of other occasions than the meeting."""
    voices: tuple[GroupView, ...] = ()
    """The rows by whose judgement or report they are, each named once."""
    people: tuple[GroupView, ...] = ()
    """What somebody said or did, by speaker and status."""
    reports: tuple[GroupView, ...] = ()
    """What is the sources' own voice, by source, and in each by status."""
    matrix: Matrix | None = None
    """The same as a matrix, where it is well filled."""
    decided: bool = False
    """Whether any of them is a decision or a commitment: else it was only said."""
    accounts: tuple[GroupView, ...] = ()
    """Pairs of rows that tell the same differently, under what they differ about (it may be empty); then the others."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A step on an issue's way into force."""

    step: Cited
    state: Cited
    """Yes, Pending, No, or that the record has nothing of it."""
    statement: str = ""
    """The id of what bears it out; empty where nothing does."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Where an issue stands."""

    title: Cited
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class DatedItem:
    """Something dated."""

    day: Cited
    what: Cited
    differ: bool
    """Whether sources give it differently."""
    owed: bool = False
    """Whether somebody undertook it, and the day does not say that it is for then."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """What comes when, the next first."""

    moments: tuple[DatedItem, ...]
    across: bool
    """Whether they are few and short enough to stand side by side."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The quotes of one source, in its order."""

    title: Cited
    source: Cited
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class AvoidView:
    """A wording that must not be used, and why."""

    say: Cited
    because: Cited
    about: Cited
    """The issue that it is about, where what the desk puts first does not tell of it; else empty."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Words that differ from their source, or that a wording leaves out, and why it stands."""

    say: Cited
    where: Cited
    """The wording that has them; empty where none has: they are left out, or answer what is asked about a field."""
    because: Cited


@dataclass(frozen=True, slots=True)
class TermView:
    """A term that a printed form uses."""

    term: Cited
    long: Cited
    plain: Cited


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source that a printed statement rests on."""

    title: Cited
    """Its title, or what it is."""
    about: Cited
    """Who wrote and published it, and when; empty where nothing of it is known."""
    link: Cited
    """Its address, linked; empty where it has none."""
    note: Cited
    """What affects its quality; mostly empty."""


@dataclass(frozen=True, slots=True)
class ParticipantView:
    """Somebody who took part."""

    name: Cited
    """As it is printed in running text."""
    own: Cited
    """As its owner writes it; empty where that is the same."""
    office: Cited
    role: Cited


@dataclass(frozen=True, slots=True)
class MeetingView:
    """The meeting."""

    name: Cited
    date: Cited
    place: Cited
    """With how people took part: Paris and virtually."""
    participants: tuple[ParticipantView, ...]
    note: Cited
    """What a reader must know of it; mostly empty."""
