"""What a template can print of a section and of the page: `row.form`, `group.title`, `meeting.place`.

A `Cited` is printed as it stands: `{{ row.form }}`. It is one line of text, and false where the record has nothing:
`{% if row.due %}`. A `tuple` is looped over, a `bool` or `str` is tested and never printed.
Why not the models: a pydantic model in a template is code execution.
"""

from dataclasses import dataclass

from briefkit.citemarks import Cited

NOTHING = Cited("", ())
"""What the record does not have: empty and false; a template that prints it without a test is refused (T07)."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote from a source: an item of `row.passages`, and of `proof.quotes`."""

    words: Cited
    """The words of the source; empty where no font of the house has their letters."""
    source: Cited
    """The number of the source, which links to its entry under the sources: [1]."""
    place: Cited
    """Where it stands in the source: page 3, paragraph 2; empty where that is not known."""


@dataclass(frozen=True, slots=True)
class RowView:
    """A statement as a section prints it: `{% for row in said.rows %}`."""

    kind: str
    """The kind of statement, to be tested: `{% if row.kind == "decision" %}`."""
    form: Cited
    """Its wording in the form that the section asks for, with its marking and the mark of its note behind it."""
    bare: Cited
    """The wording without its marking: for an ask whose `reasons` follow, since the last of them has it behind it."""
    who: Cited
    """The speaker and by whose report, for the cell beside the wording; of the desk's own: who publishes."""
    assessor: Cited
    """Whose judgement or report it is, for a heading: the speaker with the office, the source, or the desk."""
    status: Cited
    """How firm it is: announced, decided, in force."""
    refs: tuple[Cited, ...]
    """The numbers of its sources, which link to their entries: [1], [3]."""
    question: Cited
    """What is open, of an open issue; what may be asked, of a question; else empty."""
    alt: Cited
    """What a picture shows, for readers who do not see it; else empty."""
    owner: Cited
    """Who is to do it, or “not stated”."""
    due: Cited
    """By when: 30 June 2026, or “no date stated”; empty for what can have no such date, as a fact."""
    day: Cited
    """The day of what is told, where the record gives it apart from the wording; else empty."""
    bound: Cited
    """Whom a commitment binds, a group by its members; else empty."""
    owned: bool
    """Whether the record names an owner, so that `owner` is not “not stated”."""
    dated: bool
    """Whether the record says by when, so that `due` is a date or the source's words for one."""
    timed: bool
    """Whether the wording itself says by when, so that `due` need not be printed beside it."""
    reasons: tuple[Cited, ...]
    """Why it is asked: the sentences that an ask in its own words rests on; else none."""
    scope: Cited
    """What the record finds unclear about who said how much of it; else empty."""
    figure: Cited
    """Its numbers with what they count: at least 36 hours; 9 of 11 members; empty where it has none."""
    passages: tuple[Quote, ...]
    """Its quotes, one for each place in a source."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """Rows under one head: an issue, an occasion, a speaker; the rows that have no such head come last."""

    title: Cited
    """The head; empty over the rows that have none."""
    rows: tuple[RowView, ...]
    status: Cited = NOTHING
    """The status that all its rows have, in `people` and `inner`; else empty."""
    inner: tuple["GroupView", ...] = ()
    """The same rows once more by status, in `voices` and `reports`; else none."""
    others: Cited = NOTHING
    """How many positions on the issue had no room: “and 4 others”; empty where all are printed."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """What one speaker holds: a row of a table with a column for each issue."""

    who: Cited
    cells: tuple[tuple[RowView, ...], ...]
    """The speaker's positions on each of `Matrix.issues`, in that order; a cell may be empty."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Positions as a table: the issues are its columns, the speakers its rows."""

    issues: tuple[Cited, ...]
    lines: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """The rows of a section, known to a template by its name: `said`; `bottom_line` for `bottom-line`.

    All groups hold the rows of `rows`, or some of them, so that a template prints one of these: `rows`, or `groups`,
    or `people` and `reports`, which together are all.
    """

    rows: tuple[RowView, ...] = ()
    """The highest first, the sides of an issue in the order in which the record declares them."""
    groups: tuple[GroupView, ...] = ()
    """By issue, in the order of the record; the last may have no title: it belongs to no issue."""
    occasions: tuple[GroupView, ...] = ()
    """Only rows of other occasions than the meeting, by occasion."""
    voices: tuple[GroupView, ...] = ()
    """By whose judgement or report they are."""
    people: tuple[GroupView, ...] = ()
    """Only what somebody said or did, by speaker and status: `title` is the speaker."""
    reports: tuple[GroupView, ...] = ()
    """Only what has no speaker, by the source that reports it; in each, `inner` by status."""
    matrix: Matrix | None = None
    """Positions by speaker and issue; none where a list tells them better: `{% if positions.matrix %}`."""
    decided: bool = False
    """Whether any row is a decision or a commitment: a heading may then say “decided”."""
    accounts: tuple[GroupView, ...] = ()
    """Pairs of rows that give different accounts, the title what they differ about if the record says so; last the
    rows that are in no pair."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A step on an issue's way into force: a column of the status table."""

    step: Cited
    """What is done at this step: voted, adopted, in force."""
    state: Cited
    """Whether it is done: Yes, Pending, No, From 1 October 2026, Not on record."""
    statement: str = ""
    """The id of the statement that bears it out; empty where none does. It is not for print."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Where an issue stands, step by step: `{% for ladder in ladders %}`."""

    title: Cited
    """The issue."""
    rungs: tuple[Rung, ...]
    """Its steps, at least two, in the order in which they are taken."""


@dataclass(frozen=True, slots=True)
class DatedItem:
    """Something that is to come on a day: an item of `when.moments`."""

    day: Cited
    """The day as the record has it: by 30 June 2026, September 2026; where sources differ, all of them."""
    what: Cited
    """What is to come, as a headline where it has one."""
    differ: bool
    """Whether sources give different days."""
    owed: bool = False
    """Whether somebody undertook it by that day, so that “due” belongs before the day."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """What comes when: known to a template as `when`."""

    moments: tuple[DatedItem, ...]
    """The next first."""
    across: bool
    """Whether they are few and short enough for a table in which each is a column."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The quotes that an edition lists from one source: `{% for proof in proofs %}`."""

    title: Cited
    """The title of the source."""
    source: Cited
    """Its number, which links to its entry: [1]."""
    quotes: tuple[Quote, ...]
    """In the order in which they stand in the source."""


@dataclass(frozen=True, slots=True)
class AvoidView:
    """A wording that must not be used: `{% for wording in avoid %}`."""

    say: Cited
    """The wording."""
    because: Cited
    """Why it must not be used, without a full stop."""
    about: Cited
    """The issue that it is about; empty where the page's opening tells of that issue already."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Words that differ from their source, or that a wording leaves out: `{% for answer in answers %}`."""

    say: Cited
    """The words."""
    where: Cited
    """The wording that has them; empty where none has: they are left out, or answer what is asked about a field."""
    because: Cited
    """Why they stand, without a full stop."""


@dataclass(frozen=True, slots=True)
class TermView:
    """A term that the page uses: an item of `terms`, `acronyms` and `groupings`."""

    term: Cited
    """As the page has it: IMO."""
    long: Cited
    """Written out; the members of a grouping."""
    plain: Cited
    """Explained in plain words; where the record has none, written out."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source that something printed rests on: `{% for source in sources %}`."""

    title: Cited
    """Its title, or what it is: Press release."""
    about: Cited
    """Who wrote and published it, when, and in which language; empty where nothing of it is known."""
    link: Cited
    """Its address, which is a link; empty where it has none."""
    note: Cited
    """What a reader must know of its quality; mostly empty."""


@dataclass(frozen=True, slots=True)
class ParticipantView:
    """Somebody who took part: an item of `meeting.participants`."""

    name: Cited
    """As running text has it."""
    own: Cited
    """As the person writes it, in another script; empty where that is the same."""
    office: Cited
    """The office; empty where the record has none."""
    role: Cited
    """What they did there: chair, host; mostly empty."""


@dataclass(frozen=True, slots=True)
class MeetingView:
    """The meeting: known to a template as `meeting`."""

    name: Cited
    date: Cited
    place: Cited
    """Where, and how people took part: Paris, in person and online; empty where neither is known."""
    participants: tuple[ParticipantView, ...]
    """In the order of the record; may be none."""
    note: Cited
    """What a reader must know of it; mostly empty."""
