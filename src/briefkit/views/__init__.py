"""The views of one plan: everything that a template can print."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as default
from functools import cached_property

from briefkit.citemarks import Cited
from briefkit.cites import cited_part, of_source
from briefkit.document import Meta
from briefkit.editions import variable
from briefkit.editions.catalogue import catalogue
from briefkit.editions.plan import Plan
from briefkit.evidence import Supplement
from briefkit.look import Look
from briefkit.markings import is_named, marking_of
from briefkit.outcomes import Actor, Base, Dated, Outcomes, Source, Statement
from briefkit.reading.dates import long_date
from briefkit.reading.text import find
from briefkit.review import head
from briefkit.views import shapes
from briefkit.views.figures import ladders, timetable
from briefkit.views.foot import foot
from briefkit.views.notes import accounts, editors, noted, portion_marking
from briefkit.views.rows import RowBuilder, form, grouped
from briefkit.views.wordings import answers, avoided, unquotable
from briefkit.wording.sentences import capital

_HEAD = ("notice", "reference", "change_note", "prepared_by", "contact")
_ATTENDANCE = {"in_person": "", "virtual": "online", "mixed": "in person and online", "unknown": ""}


@dataclass(frozen=True)
class View:
    """What of a released record one plan prints."""

    plan: Plan
    supplement: Supplement = default(default_factory=Supplement)
    """What is printed that is not in the record."""
    look: Look = default(default_factory=Look)

    @property
    def record(self) -> Outcomes:
        """The record whose statements are printed."""
        return self.plan.record

    def context(self) -> dict[str, object]:
        """Return the names that a template knows; a section that the edition lacks is empty: shared parts name it."""
        record, edition = self.record, self.plan.edition
        rows = RowBuilder(self.plan, list(self.sources), self.notes, self.supplement.places, self.look.typeface)
        exception = unquotable(self.plan)
        return {
            "title": self.title,
            "cited": False,
            "quotable": self.plan.quotable and not exception,
            "unquotable": exception,
            "complete": not self._standing(),
            "groupings": tuple(self._groupings()),
            "edition": Cited(edition.title, ("edition",)),
            "reader": Cited(edition.reader, ("edition",)),
            "meeting": self._meeting(),
            "as_of": self._date("as-of", record.as_of),
            "changed": self._date("changed", record.changed) if record.changed else shapes.NOTHING,
            "ladders": self.ladders,
            "proofs": tuple(self._proofs(rows)),
            "sources": tuple(self._source(key, source) for key, source in self.sources.items()),
            "terms": tuple(_term(key, record) for key in self._terms),
            "acronyms": tuple(_term(key, record) for key in self._terms if key.isupper()),
            "avoid": tuple(avoided(record, self._printed, self._grounds))[: self.plan.avoid],
            "answers": tuple(answers(record, self._grounds)),
            "supplied": tuple(_supplied(key, actor) for key, actor in self._editors.items()),
            **{name: Cited(getattr(record, name) or "", (f"record/{name.replace('_', '-')}",)) for name in _HEAD},
            **dict.fromkeys(map(variable, catalogue(record.house).sections()), shapes.SectionView()),
            **{variable(name): rows.section(chosen) for name, chosen in self.plan.sections.items()},
            "when": timetable(self.plan, rows),
        }

    @property
    def title(self) -> Cited:
        """Return the page's title: the bottom line's headline, else the record's title."""
        heading = self.plan.title
        return form(self.plan, heading, {}) if heading else Cited(self.record.title, ("record/title",))

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Return the sources of what is printed, in the record's order."""
        used = {e.source for statement in self.statements for s in self.record.ground(statement) for e in s.evidence}
        return {key: source for key, source in self.record.sources.items() if key in used}

    @cached_property
    def notes(self) -> dict[str, Cited]:
        """Return the texts of the notes that values refer to."""
        dates = {"meeting": self.record.meeting.date, "as-of": self.record.as_of, "changed": self.record.changed}
        dates |= {f"occasion/{key}": occasion.date for key, occasion in self.record.occasions.items()}
        notes = {
            key: Cited(f"The date is the editor’s: {dated.note or 'no source gives it'}.", (f"editor/{key}",))
            for key, dated in dates.items()
            if dated and dated.basis == "editor"
        }
        named = {p.actor: self.record.actors[p.actor] for p in self.record.meeting.participants}
        notes |= {
            f"actor/{key}": Cited("Name and office are the editor’s: no source gives them.", (f"editor/{key}",))
            for key, actor in named.items()
            if actor.basis == "editor" and key not in self._editors
        }
        return notes | noted(self.plan.composer, self._printed)

    def meta(self) -> Meta:
        """Return what the document says about itself."""
        record, edition = self.record, self.plan.edition
        return Meta(
            identifier=f"{record.id}.{edition.id}",
            title=self.title.text,
            edition=edition.title,
            audience=edition.audience,
            marking=self._marking,
            as_of=record.as_of.date,
            language="en-GB" if record.language == "en" else record.language,
            organisation=record.prepared_by or "",
            subject=record.title,
            keywords=tuple(issue.title for issue in record.issues.values()),
            footer=foot(record, self._marking, self.look),
            standing=self._standing(),
        )

    @cached_property
    def _marking(self) -> str:
        """The highest marking of what the document holds."""
        record = self.record
        return record.house.highest([record.marking, *(marking_of(statement, record) for statement in self.statements)])

    def _standing(self) -> str:
        """Return what every page says of itself: that it is a draft, what is open, and whether a reader has signed."""
        keys = {below.id for statement in self.statements for below in self.record.below(statement)}
        questions = sum(self.supplement.questions.get(key, 0) for key in keys)
        draft = "DRAFT" if questions or self.record.draft else ""
        opened = f"{questions} question{'s' * (questions > 1)} open" if questions else ""
        asked = self.plan.edition.review
        to_sign = keys | head(self.record).keys() if asked else set()
        unsigned = "" if to_sign <= self.supplement.signed.keys() else "Not reviewed"
        return " · ".join(filter(None, (draft, opened, unsigned)))

    def _meeting(self) -> shapes.MeetingView:
        meeting, cites = self.record.meeting, ("meeting",)
        place = ", ".join(part for part in (meeting.place, _ATTENDANCE[meeting.attendance]) if part)
        return shapes.MeetingView(
            Cited(meeting.name, cites),
            self._date("meeting", meeting.date),
            Cited(place, cites),
            tuple(self._participant(part.actor, part.role or "") for part in meeting.participants),
            Cited(meeting.note or "", cites),
        )

    def _participant(self, key: str, role: str) -> shapes.ParticipantView:
        actor, cites = self.record.actors[key], ("meeting",)
        name = capital(actor.printed) if not actor.title else actor.latin or actor.name
        own = "" if actor.name in name else actor.name
        note = f"actor/{key}" if f"actor/{key}" in self.notes else None
        return shapes.ParticipantView(
            Cited(name, cites, note=note),
            Cited(own, cites, language=actor.language),
            Cited(actor.title or "", cites),
            Cited(role, cites),
        )

    def _date(self, key: str, dated: Dated) -> Cited:
        return Cited(long_date(dated.date), (f"record/{key}",), note=key if dated.basis == "editor" else None)

    @property
    def _grounds(self) -> list[Base]:
        """Return the statements that are printed and those that they rest on, each once, the bottom line's first."""
        grounds = (ground for s in self._printed for ground in (s, *self.record.ground(s)))
        return list({ground.id: ground for ground in grounds if ground.id not in self.record.superseded}.values())

    @cached_property
    def ladders(self) -> tuple[shapes.Ladder, ...]:
        """Return where issues stand."""
        return ladders(self.plan)

    @cached_property
    def _printed(self) -> list[Statement]:
        """Return the statements that are printed."""
        return [chosen.statement for chosen in self.plan.chosen]

    @cached_property
    def _words(self) -> str:
        """Return everything that the forms say, the labels beside them, and the notes on other accounts."""
        labels = [getattr(s, name, None) or "" for s in self._printed for name in ("question", "alt")]
        labels += [rung.step.text for ladder in self.ladders for rung in ladder.rungs]
        others = [self.plan.composer.wording(other, "sentence", short=True) or "" for other in self._others]
        return " ".join([self.title.text, *map(self.plan.text, self.plan.chosen), *labels, *others])

    @cached_property
    def statements(self) -> list[Statement]:
        """Return the statements that are printed, other accounts that notes tell, and those that ladders rest on."""
        steps = [rung.statement for ladder in self.ladders for rung in ladder.rungs if rung.statement]
        on_ladders = [self.record.by_id[key] for key in steps]
        return list({s.id: s for s in (*self._printed, *self._others, *on_ladders)}.values())

    @cached_property
    def _others(self) -> list[Statement]:
        """Return the statements that notes tell as another account."""
        return [other for others in accounts(self.record, self._printed).values() for other in others]

    @property
    def _terms(self) -> list[str]:
        """Return the terms that a form uses, in the plural too, but for abbreviations that everybody knows."""
        known = self.plan.composer.patterns["known"]
        return [key for key in self.record.terms if key not in known and find([key, f"{key}s"], self._words)]

    @cached_property
    def _editors(self) -> dict[str, Actor]:
        """Return the actors whose name and office are the editor's, if a form or the cell beside it names them."""
        return editors(self.record, self._printed, self._words)

    def _source(self, key: str, source: Source) -> shapes.SourceView:
        """Return a source as it is introduced: title or type, author, publisher and day; address; quality."""
        cites, kinds = (of_source(key),), self.plan.composer.patterns["source_types"]
        language = f"language: {source.language}" if source.language else None
        issued = long_date(source.issued) if source.issued else None
        about = ", ".join(filter(None, (source.author, source.publisher, issued, language)))
        title = Cited(
            source.title or kinds.get(source.type) or capital(source.called), cites, emphasis=bool(source.title)
        )
        note = Cited(f"{source.note.rstrip('.')}." if source.note else "", cites)
        return shapes.SourceView(title, Cited(about, cites), Cited(source.url or "", cites, link=source.url), note)

    def _proofs(self, rows: RowBuilder) -> Iterator[shapes.Proof]:
        """Yield the quotes that the edition lists, by source and place, each once."""
        chosen = self.plan.sections.get("evidence", ())
        every = [quote for c in chosen for quote in rows.quotes(c.statement)]
        for key, source in self.sources.items():
            reference = rows.reference(key)
            own = _merged((quote for quote in every if quote.source == reference), self.record)
            if ordered := sorted(own, key=lambda quote: [int(n) for n in re.findall(r"\d+", quote.place.text)]):
                title = Cited(source.title or capital(source.called), (of_source(key),))
                yield shapes.Proof(title, reference, tuple(ordered))

    def _groupings(self) -> Iterator[shapes.TermView]:
        """Yield the groupings that a wording names, with their members."""
        for key, actor in self.record.actors.items():
            if actor.members and is_named(actor.surfaces, self._words):
                members = ", ".join(self.record.actors[member].printed for member in actor.members)
                yield shapes.TermView(*(Cited(text, (f"actor:{key}",)) for text in (actor.name, members, members)))


def _merged(quotes: Iterable[shapes.Quote], record: Outcomes) -> Iterator[shapes.Quote]:
    """Yield each quote once; one that several statements rest on cites all of them, and is marked for all of them."""
    for same in grouped(quotes, lambda quote: (quote.place.text, quote.words.text)):
        cites = tuple(dict.fromkeys(cite for quote in same for cite in quote.words.cites))
        mark = portion_marking(record, [record.by_id[cited_part(cite)[0]] for cite in cites])
        yield replace(same[0], words=replace(same[0].words, cites=cites, marking=mark))


def _term(key: str, record: Outcomes) -> shapes.TermView:
    term, cites = record.terms[key], (f"term:{key}",)
    return shapes.TermView(Cited(key, cites), Cited(term.long, cites), Cited(term.plain or term.long, cites))


def _supplied(key: str, actor: Actor) -> Cited:
    described = f"{actor.name}, {actor.title}" if actor.title else actor.name
    return Cited(described, (f"editor/{key}",), language=actor.language)
