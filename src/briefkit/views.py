"""What templates see: plain frozen views of a plan, every printable value with the ids of what it prints.

Why not the models: a pydantic model in a template is code execution.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefkit.citemarks import Cited
from briefkit.document import Meta
from briefkit.markings import highest, marking_of
from briefkit.outcomes import Actor, Dated, Outcomes, Source, Sourced, Statement
from briefkit.plan import Chosen, Plan
from briefkit.rules.dates import long_date
from briefkit.rules.words import find

NOT_STATED = "not stated"
_ATTENDANCE = {"in_person": "", "virtual": "held virtually", "mixed": "and virtually", "unknown": ""}
_EMPTY = Cited("", ())


@dataclass(frozen=True, slots=True)
class Row:
    """A statement, as sections print it."""

    kind: str
    form: Cited
    who: Cited
    """The speaker, and by whose report."""
    status: Cited
    source: Cited
    """The numbers of its sources, linked: [1]."""
    question: Cited
    action: Cited
    owner: Cited
    due: Cited
    scope: Cited
    """What is unclear about its attribution; empty where nothing is."""
    as_of: Cited
    """Its own date, where that differs from the record's; else empty."""


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one issue; the last group may have none."""

    title: Cited
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section's rows, in order, and by issue."""

    rows: tuple[Row, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class AvoidView:
    """A wording that must not be used, and why."""

    say: Cited
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

    called: Cited
    description: Cited
    note: Cited


@dataclass(frozen=True, slots=True)
class MeetingView:
    """The meeting."""

    name: Cited
    date: Cited
    place: Cited
    """With how people took part: Paris and virtually."""


@dataclass(frozen=True)
class View:
    """Everything of one plan that a template can print."""

    record: Outcomes
    plan: Plan

    def context(self) -> dict[str, object]:
        """Return the names that a template knows."""
        sections = {name.replace("-", "_"): self._section(chosen) for name, chosen in self.plan.sections.items()}
        return {
            "title": self.title,
            "edition": Cited(self.plan.edition.title, ("edition",)),
            "reader": Cited(self.plan.edition.reader, ("edition",)),
            "meeting": self._meeting(),
            "as_of": self._date("as-of", self.record.as_of),
            "changed": self._date("changed", self.record.changed) if self.record.changed else _EMPTY,
            "change_note": _of(self.record.change_note, "record/change-note"),
            "prepared_by": _of(self.record.prepared_by, "record/prepared-by"),
            "contact": _of(self.record.contact, "record/contact"),
            "sources": tuple(self._source(key, source) for key, source in self.sources.items()),
            "terms": tuple(_term(key, self.record) for key in self.record.terms if find([key], self._words)),
            "avoid": self._avoid(),
            "supplied": tuple(_supplied(key, actor) for key, actor in self._editors().items()),
            **sections,
        }

    @property
    def title(self) -> Cited:
        """Return the page's title: the bottom line's headline, else the record's title."""
        heading = self.plan.title
        return _form(heading) if heading else Cited(self.record.title, ("record/title",))

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Return the sources of what is printed, in the record's order."""
        used = {
            e.source for chosen in self.plan.chosen for s in _ground(chosen.statement, self.record) for e in s.evidence
        }
        return {key: source for key, source in self.record.sources.items() if key in used}

    def notes(self) -> dict[str, Cited]:
        """Return the texts of the notes that values refer to."""
        dates = {"meeting": self.record.meeting.date, "as-of": self.record.as_of, "changed": self.record.changed}
        return {
            key: Cited(f"Supplied by the editor: {dated.note or 'no source gives it'}.", (f"editor/{key}",))
            for key, dated in dates.items()
            if dated and dated.basis == "editor"
        }

    def meta(self) -> Meta:
        """Return what the document says about itself."""
        record, edition = self.record, self.plan.edition
        day = long_date(record.as_of.date)
        return Meta(
            identifier=f"{record.id}.{edition.id}",
            title=self.title.text,
            edition=edition.title,
            audience=edition.audience,
            marking=highest([record.marking, *(marking_of(c.statement, record) for c in self.plan.chosen)]),
            as_of=record.as_of.date,
            language="en-GB" if record.language == "en" else record.language,
            organisation=record.prepared_by or "",
            subject=record.title,
            keywords=tuple(issue.title for issue in record.issues.values()),
            footer=f"{record.id} · {edition.title} · as of {day}",
        )

    def _section(self, chosen: tuple[Chosen, ...]) -> SectionView:
        rows = tuple((c.statement.issue, self._row(c)) for c in chosen)
        keys = [*self.record.issues, None]
        groups = tuple(
            Group(_issue(key, self.record), mine)
            for key in keys
            if (mine := tuple(row for issue, row in rows if issue == key))
        )
        return SectionView(tuple(row for _, row in rows), groups)

    def _row(self, chosen: Chosen) -> Row:
        statement = chosen.statement
        owner = self.record.actors.get(getattr(statement, "owner", None) or "")
        own = statement.as_of.date if statement.as_of and statement.as_of.date != self.record.as_of.date else None
        return Row(
            kind=statement.kind,
            form=_form(chosen),
            who=self._who(statement),
            status=_field(statement, "status", statement.standing.replace("_", " ").capitalize()),
            source=self._reference(statement),
            question=_field(statement, "question", getattr(statement, "question", None) or ""),
            action=_field(statement, "action", getattr(statement, "action", None) or ""),
            owner=_field(statement, "owner", owner.printed if owner else NOT_STATED),
            due=_field(statement, "due", getattr(statement, "due", None) or NOT_STATED),
            scope=_field(statement, "scope", getattr(statement, "scope_note", None) or ""),
            as_of=_field(statement, "as-of", long_date(own) if own else ""),
        )

    def _who(self, statement: Statement) -> Cited:
        """Return the speaker of a statement and the chain that reported it; the source where nobody is named."""
        if not isinstance(statement, Sourced):
            return _EMPTY
        called = self.record.sources[statement.evidence[0].source or ""].called
        speaker, reporter = (self.record.actors.get(key or "") for key in (statement.by, statement.via))
        named = speaker.printed if speaker else called[:1].upper() + called[1:]
        if reporter:
            named = f"{named}, according to {reporter.printed}"
        elif speaker and speaker.kind == "media":
            named = f"{named}, cited by {called}"
        return _field(statement, "by", named)

    def _reference(self, statement: Statement) -> Cited:
        """Return the number of the first source a statement rests on."""
        used = [e.source for s in _ground(statement, self.record) for e in s.evidence]
        keys = [key for key in self.sources if key in used]
        if not keys:
            return _EMPTY
        number = list(self.sources).index(keys[0]) + 1
        return Cited(f"[{number}]", (f"source:{keys[0]}",), link=f"#source-{keys[0]}")

    def _source(self, key: str, source: Source) -> SourceView:
        cites = (f"source:{key}",)
        named = [source.author, source.title, source.publisher, source.issued and long_date(source.issued), source.url]
        known = ", ".join(part for part in named if part)
        note = f"{source.note.rstrip('.')}." if source.note else ""
        called = "" if note else source.called[:1].upper() + source.called[1:]
        description = " ".join(part for part in ((known or called) and f"{known or called}.", note) if part)
        return SourceView(Cited(source.called, cites), Cited(description, cites), Cited(note, cites))

    def _meeting(self) -> MeetingView:
        meeting = self.record.meeting
        place = " ".join(part for part in (meeting.place, _ATTENDANCE[meeting.attendance]) if part)
        cites = ("meeting",)
        return MeetingView(Cited(meeting.name, cites), self._date("meeting", meeting.date), Cited(place, cites))

    def _date(self, key: str, dated: Dated) -> Cited:
        note = key if dated.basis == "editor" else None
        return Cited(long_date(dated.date), (f"record/{key}",), note=note)

    def _avoid(self) -> tuple[AvoidView, ...]:
        found = [(s.id, i, a) for s in (c.statement for c in self.plan.chosen) for i, a in enumerate(s.avoid)]
        first = sorted(found, key=lambda entry: entry[1])[: self.plan.edition.avoid]
        return tuple(
            AvoidView(
                Cited(a.say, (f"statement:{key}/avoid",)), Cited(a.because.rstrip("."), (f"statement:{key}/avoid",))
            )
            for key, _, a in first
        )

    @cached_property
    def _words(self) -> str:
        """Return everything that the forms say."""
        return " ".join([self.title.text, *(c.text for c in self.plan.chosen)])

    def _editors(self) -> dict[str, Actor]:
        """Return the actors whom the editor named or placed in office, and a form names."""
        actors = self.record.actors.items()
        return {key: a for key, a in actors if a.basis == "editor" and find(a.surfaces, self._words)}


def _ground(statement: Statement, record: Outcomes) -> Iterable[Sourced]:
    if isinstance(statement, Sourced):
        return (statement,)
    by_id = {s.id: s for s in record.statements}
    return tuple(s for key in statement.rests_on if key in by_id for s in _ground(by_id[key], record))


def _form(chosen: Chosen) -> Cited:
    return Cited(chosen.text, (f"statement:{chosen.statement.id}/{chosen.written}",))


def _field(statement: Statement, name: str, text: str) -> Cited:
    return Cited(text, (f"statement:{statement.id}/{name}",))


def _of(text: str | None, cite: str) -> Cited:
    return Cited(text or "", (cite,))


def _issue(key: str | None, record: Outcomes) -> Cited:
    return Cited(record.issues[key].title, (f"issue:{key}",)) if key else _EMPTY


def _term(key: str, record: Outcomes) -> TermView:
    term, cites = record.terms[key], (f"term:{key}",)
    return TermView(Cited(key, cites), Cited(term.long, cites), Cited(term.plain or term.long, cites))


def _supplied(key: str, actor: Actor) -> Cited:
    described = f"{actor.name}, {actor.title}" if actor.title else actor.name
    return Cited(described, (f"editor/{key}",), language=actor.language)
