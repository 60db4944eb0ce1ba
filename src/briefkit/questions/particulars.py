"""What a record declares of persons, its meeting and its sources, held against the whole text of its sources.

It may say more than they do: a question is asked only where a source has something else in its place. What the editor
supplied, `basis: editor`, is asked about nowhere. Who reads only a part of a record is not asked: passages that are
not quoted for them would show.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from itertools import islice

from briefkit.errors import Problem, Steps
from briefkit.evidence.nearmiss import Words, tokens, words_of
from briefkit.outcomes import Actor, Meeting, Source
from briefkit.questions.declared import in_sentence
from briefkit.questions.offices import differs, offices
from briefkit.reading.dates import Moment, dates, long_date
from briefkit.reading.meaning import is_foreign, small
from briefkit.reading.names import in_full
from briefkit.reading.sentence import read
from briefkit.reading.text import find, fold, stem
from briefkit.rules import Subject

_PLACES, _SEARCHED, _NEAR = 20, 20, 40
"""Places of a name that are looked at; names whose like is looked for; characters between a name and its role."""
_HEAD, _LINE, _CHANGED, _TITLED = 600, 12, 2, 0.75
"""Characters at the head of a source; words of a line that is no sentence; words of a title that may be changed at
one place, and the part of it that is there."""
_ALIKE, _ALONE = 0.75, 0.8
"""How like a word of a name has to be, and the only word of one."""
_KNOWN = "`basis: editor` if you know it from elsewhere"
_TOWN = re.compile(
    r"(?:\b(?:in|at)\s+|,\s+|^)([^\W\d_a-z][\w-]+(?: [^\W\d_a-z][\w-]+)*)(?:,\s+|[^\S\n]+)(?:[a-z]{2}\s+)?\Z",
    re.MULTILINE,
)
"""A place right before a day: in Port Avon on; Port Avon."""
_MET = frozenset(map(stem, ("meet", "hold")))
_WHERE = re.compile(r"\bin\s+([^\W\d_a-z][\w-]+(?: [^\W\d_a-z][\w-]+)*)")
"""What a sentence has that tells where a meeting was, and where: met in Port Avon."""
_ROLES = ("chair", "host", "observer")


@dataclass(frozen=True)
class Particulars:
    """The persons, meeting and sources of a record."""

    subject: Subject

    @cached_property
    def texts(self) -> dict[str, str]:
        """The texts of its sources that are read."""
        record, own = self.subject.outcomes, self.subject.outcomes.language.partition("-")[0]
        read = {key for key, one in record.sources.items() if (one.language or own).partition("-")[0] == own}
        return {key: text for key, text in self.subject.texts.items() if key in read and not is_foreign(text)}

    @cached_property
    def _words(self) -> dict[str, Words]:
        """The words of these texts."""
        return {key: words_of(text) for key, text in self.texts.items()}

    @cached_property
    def _capitals(self) -> list[str]:
        """The words that they have with a capital."""
        every = {self.texts[key][slice(*span)] for key, words in self._words.items() for span in words.spans}
        return sorted(word.lower() for word in every if word[0].isupper())

    @cached_property
    def _declared(self) -> frozenset[str]:
        """Every name that the record has."""
        record = self.subject.outcomes
        names = [name for actor in record.actors.values() for name in actor.known_as]
        return frozenset(map(fold, (*names, *(one.publisher or "" for one in record.sources.values()))))

    def problems(self) -> Iterator[Problem]:
        """Yield what is asked about them."""
        record = self.subject.outcomes
        keys = {key for one in record.statements for key in one.actors} | {p.actor for p in record.meeting.participants}
        named = {key: one for key, one in record.actors.items() if key in keys and one.basis == "source"}
        unknown = [key for key, one in named.items() if not self._has((one.latin or one.name, *one.variants))]
        for key, actor in named.items():
            yield from self._spelling(key, actor) if key in unknown[:_SEARCHED] else self._office(key, actor)
        yield from self._roles({key: actor for key, actor in named.items() if actor.kind == "person"}, record.meeting)
        yield from self._day(record.meeting)
        for key in self.texts:
            yield from self._source(key, record.sources[key])
            yield from self._terms(key, record.sources[key].note or "")

    def _question(self, code: str, path: Steps, message: str, hint: str) -> Problem:
        told = f"`{path[0] if path[0] == 'meeting' else path[1]}`: `{path[-1]}`: the source has {message}"
        return replace(self.subject.problem(code, told, path, hint), severity="question")

    def _places(self, names: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Yield where the sources have one of these names: the text, start and end."""
        for key, text in self.texts.items():
            yield from ((text, *span) for name in dict.fromkeys(names) for span in places(text, name, self._words[key]))

    def _has(self, names: Sequence[str]) -> bool:
        return any(True for _ in self._places(names))

    def _near(self, name: str, kind: str) -> str:
        """Return the name that a source has in place of one that none has: spelt almost so, or its surname another."""
        wanted, person = tokens(name), kind == "person"
        strange = [word for word in wanted if not any(word in words.at for words in self._words.values())]
        if len(strange) != 1:
            return ""
        alike = get_close_matches(strange[0], self._capitals, 3, _ALIKE if wanted[1:] else _ALONE)
        alike = [one for one in alike if person or not _derived(one, strange[0])]
        if person and wanted[1:] and strange == wanted[-1:]:
            surname = re.compile(rf"\b{re.escape(name.rpartition(' ')[0])}\s+([^\W\d_a-z][^\W\d_]+)")
            alike += [found[1].lower() for text in self.texts.values() for found in surname.finditer(text)]
        others = (" ".join(one if word == strange[0] else word for word in wanted) for one in alike)
        found = (" ".join(text[start:end].split()) for other in others for text, start, end in self._places([other]))
        return next((one for one in found if fold(one) not in self._declared), "")

    def _spelling(self, key: str, actor: Actor) -> Iterator[Problem]:
        if theirs := self._near(actor.latin or actor.name, actor.kind):
            hint = f"Write “{theirs}”, keep it under `variants:`, or write {_KNOWN}."
            yield self._question("Q01", ("actors", key, "name"), f"“{theirs}”", hint)

    def _office(self, key: str, actor: Actor) -> Iterator[Problem]:
        """Yield the office of a person for whom the sentences that name them have another one."""
        if actor.kind != "person" or not actor.title:
            return
        sentences = [in_sentence(*place) for place in islice(self._places(actor.known_as), _PLACES)]
        told = {stem(word) for one in sentences for word in tokens("".join(one))}
        if other := differs(
            actor.title, [one for before, _, after in sentences for one in offices(before, after)], told
        ):
            hint = f"Write `title: {other}`, or {_KNOWN}."
            yield self._question("Q06", ("actors", key, "title"), f"{actor.brief} as “{other}”", hint)

    def _roles(self, people: dict[str, Actor], meeting: Meeting) -> Iterator[Problem]:
        """Yield who has a role at the meeting that a source gives to somebody else, or has another one there."""
        for i, part in enumerate(meeting.participants):
            role = (part.role or "").lower()
            near = list(self._beside(stem(role))) if role and part.actor in people else []
            held = [key for key, actor in people.items() if any(find(actor.known_as, text) for text in near)]
            if not role or part.actor not in people or part.actor in held:
                continue
            called = [f"{one} {name}" for one in _ROLES if one != role for name in people[part.actor].known_as]
            others = [people[key].brief for key in held] or [text[a:b] for text, a, b in self._places(called)]
            for theirs in (one for one in others[:1] if not find([one], meeting.note or "")):
                hint = f"Write it as the source does, or say under the meeting's `note:` why not “{theirs}”."
                yield self._question("Q06", ("meeting", "participants", i, "role"), f"“{theirs}” here", hint)

    def _beside(self, role: str) -> Iterator[str]:
        """Yield what stands on either side of a role, in its sentence or in the line that it heads (Chair: …)."""
        for key, own in self._words.items():
            text, at = self.texts[key], [at for one, places in own.at.items() if stem(one) == role for at in places]
            for start, end in (own.spans[one] for one in sorted(at)[:_PLACES]):
                before, _, after = in_sentence(text, start, end)
                if text.startswith(":", end):
                    before, after = "", text[end:].partition("\n")[0]
                yield from (before[-_NEAR:], after[:_NEAR])

    def _moments(self, key: str, end: int | None) -> tuple[Moment, ...]:
        return dates(self.texts[key][:end], self.subject.outcomes.sources[key].issued)

    def _day(self, meeting: Meeting) -> Iterator[Problem]:
        """Yield the meeting's day where no source has it and their heads have others, and its place likewise."""
        day, spoken = meeting.date.date, self.subject.outcomes.as_of.date
        heads = [(self.texts[key][:_HEAD], self._moments(key, _HEAD)) for key in self.texts]
        first = [d for _, found in heads for m in found for d in (*m.days, m.whole) if d and d <= spoken]
        outside = first and not min(first) <= day <= max(first) and meeting.date.basis == "source"
        every = (m for key in self.texts for m in self._moments(key, None) if m.day or m.days)
        if outside and not any(_may_be(m, day) for m in every):
            nearest = min(first, key=lambda one: abs(one - day))
            hint = f"Write `date: {nearest}`, or date: {{date: {day}, basis: editor, note: …}}."
            yield self._question(
                "Q03", ("meeting", "date"), f"{long_date(nearest)}, and {long_date(day)} nowhere", hint
            )
        at = [(head, m.start) for head, found in heads for m in found if _may_be(m, day)]
        near = " \n ".join(head[max(0, start - 2 * _NEAR) : start + _NEAR] for head, start in at)
        towns = [town[1] for head, start in at if (town := _TOWN.search(head, 0, start))]
        towns = [town for town in towns if fold(town) not in self._declared and not small().issuperset(tokens(town))]
        if self._has([meeting.place or ""]):
            towns = [town for town in towns if not town.isupper()]  # one in capitals is where the article was written
        else:
            told = [s for head, _ in heads for s in read(head) if not _MET.isdisjoint(s.stems)]
            towns += [m[1] for s in told for m in _WHERE.finditer(s.text) if fold(m[1]) not in self._declared]
        if towns and meeting.place and not find([meeting.place], near) and not find(towns, meeting.note or ""):
            hint = f"Write `place: {towns[0]}`, or say under the meeting's `note:` why not {towns[0]}."
            yield self._question("Q01", ("meeting", "place"), f"“{towns[0]}” here", hint)

    def _source(self, key: str, source: Source) -> Iterator[Problem]:
        """Yield title, author and publisher that a source has otherwise, and a day that is not the one at its head."""
        head, asked = (
            self.texts[key][:_HEAD],
            [("Q04", "title", other) for other in _otherwise(source.title, self.texts[key][:_HEAD])],
        )
        for field, name, kind in (("author", source.author, "person"), ("publisher", source.publisher, "")):
            asked += [("Q01", field, self._near(name, kind))] if name and not self._has([name]) else []
        for line in (line for line in head.splitlines() if len(line.split()) <= _LINE):
            days = [one.whole for one in dates(line) if one.whole]
            own = source.publisher and find([source.publisher], line)
            if days and (issued := source.issued) and issued not in days and (own or issued < min(days)):
                asked.append(("Q03", "issued", long_date(days[0])))
        for code, field, theirs in asked:
            if theirs and not find([theirs], source.note or ""):
                hint = f"Write it as the source does, or say under the source's `note:` why not “{theirs}”."
                yield self._question(code, ("sources", key, field), f"“{theirs}”", hint)

    def _terms(self, key: str, note: str) -> Iterator[Problem]:
        """Yield the initials that a source writes out otherwise: Colorado Public Utilities Commission (CPUC)."""
        for name, term in self.subject.outcomes.terms.items():
            behind = re.compile(rf"\s*\({re.escape(name)}\)")
            written = (m[0] for m in in_full(name).finditer(self.texts[key]) if behind.match(self.texts[key], m.end()))
            theirs = next((" ".join(one.split()) for one in written), "")
            if theirs and not self._has([term.long]) and not find([theirs], note):
                hint = f"Write `long: {theirs}`, or say under the source's `note:` why not “{theirs}”."
                yield self._question("Q01", ("terms", name, "long"), f"“{theirs}”", hint)


def places(text: str, name: str, words: Words) -> Iterator[tuple[int, int]]:
    """Yield where a text has a name, whatever stands between its words; in time by the places of its rarest word."""
    wanted = tokens(name)
    rare = min(range(len(wanted)), key=lambda i: len(words.at.get(wanted[i], ())), default=0)
    for at in words.at.get(wanted[rare], ()) if wanted else ():
        spans = words.spans[max(0, at - rare) : at - rare + len(wanted)]
        if [text[start:end].lower() for start, end in spans] == wanted:
            yield spans[0][0], spans[-1][1]


def _derived(one: str, other: str) -> bool:
    """Say whether two words are forms or spellings of one: Norvia, Norvian; organisation, organization."""
    return stem(one) == stem(other) or one.startswith(other) or other.startswith(one)


def _may_be(moment: Moment, day: date) -> bool:
    same = moment.month == day.month and moment.day in (None, day.day)
    return day in moment.days or (same and moment.year in (None, day.year))


def _otherwise(title: str | None, head: str) -> Iterator[str]:
    """Yield the words that the head of a source has in place of some in the middle of its title."""
    ours, theirs = tokens(title or ""), tokens(head)
    steps = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    same = sum(j - i for tag, i, j, _, _ in steps if tag == "equal")
    for tag, i, j, k, end in steps[1:-1] if same >= _TITLED * len(ours) else ():
        if tag == "replace" and max(j - i, end - k) <= _CHANGED and not small().issuperset(ours[i:j]):
            yield " ".join(theirs[k:end])
