"""What the program prints of a statement: its sentence, row, headline or plain wording, composed from its parts.

Speakers, conditions and what a wording rests on are put in here, so that no wording can lose them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from briefkit.outcomes import FORMS, MARGINS, Base, Desk, FormName, Outcomes, Sourced, Statement
from briefkit.wording import decisions
from briefkit.wording.language import patterns
from briefkit.wording.names import Names
from briefkit.wording.sentences import (
    Patterns,
    capital,
    conditioned,
    ended,
    holds,
    is_sentence,
    joined,
    unended,
    words,
    wordings,
)
from briefkit.wording.verbs import colours, stands_alone, verb

Key = tuple[str, FormName, bool]


@dataclass(frozen=True)
class Composer:
    """Composes the wordings of one record as one edition prints them."""

    record: Outcomes
    listing: str = ""
    """Where an edition sends its reader for measures; empty where it prints them entire."""
    _made: dict[Key, str | None] = field(default_factory=dict, repr=False, compare=False)

    def wording(self, statement: Base, form: FormName, *, short: bool = False) -> str | None:
        """Return a statement in a form; `short` takes its shorter wordings. Only a headline may be None."""
        key = (statement.id, form, short)
        if key not in self._made:
            own: str | None = getattr(statement.forms, form)
            self._made[key] = own or _composed(self, statement, form, short=short)
        return self._made[key]

    def part(self, statement: Statement, name: str) -> str:
        """Return what a page cites of a statement by the name of a form, a shorter form, or a label."""
        form = name.removesuffix("-short")
        if form in FORMS:
            return self.wording(statement, form, short=name != form) or ""
        return str(getattr(statement, name, None) or "")

    @cached_property
    def patterns(self) -> Patterns:
        """The patterns of the record's language."""
        return patterns(self.record.language)

    @cached_property
    def names(self) -> Names:
        """The names of the record's actors and sources."""
        return Names(self.record, self.patterns)

    @cached_property
    def disputed(self) -> frozenset[str]:
        """The ids of statements of which another gives another account."""
        pairs = [(s.id, c.statement) for s in self.record.statements if isinstance(s, Sourced) for c in s.contradicts]
        return frozenset(key for pair in pairs for key in pair)

    def parts(self, statement: Desk) -> list[Statement]:
        """Return what a statement of the desk is composed from, in order and each once.

        A statement of the desk below it that has a text stands for itself; any other for what it rests on.
        """
        found: dict[str, Statement] = {}
        seen = {statement.id}
        waiting = list(reversed(statement.rests_on))
        while waiting:
            key = waiting.pop()
            one = self.record.by_id.get(key)
            if one is None or key in seen:
                continue
            seen.add(key)
            if isinstance(one, Desk) and not one.text:
                waiting += reversed(one.rests_on)
            else:
                found[key] = one
        return list(found.values())


def assessor(statement: Statement, composer: Composer) -> str:
    """Return whose judgement a statement is, as running text names it: the speaker, the source, or the desk."""
    if isinstance(statement, Sourced):
        return composer.names.printed(statement.by) or composer.names.source(statement)
    return composer.record.prepared_by or composer.patterns["desk"]


def _composed(composer: Composer, statement: Base, form: FormName, *, short: bool) -> str | None:
    if isinstance(statement, Desk):
        return _desk(composer, statement, form, short=short)
    return _headline(composer, statement) if form == "headline" else _full(composer, statement, form, short=short)


def _desk(composer: Composer, statement: Desk, form: FormName, *, short: bool) -> str | None:
    """Return a statement of the desk: its own wording, or those of what it rests on, and what it adds."""
    if form == "headline":
        return statement.headline or _first_headline(composer, statement)
    own = (statement.plain if form == "plain" else statement.short if short else None) or statement.text
    if own:
        conditions = wordings(statement.conditions, "short" if short else form)
        return joined([ended(joined(_split(own, conditions, composer.patterns))), statement.add or ""])
    if statement.kind == "open_issue":
        told = _conditions_first(composer, statement, form, short=short)
    else:
        told = (
            composer.wording(part, "plain" if form == "plain" else "sentence", short=short)
            for part in composer.parts(statement)
        )
    return joined([*dict.fromkeys(one for one in told if one), statement.add or ""])


def _first_headline(composer: Composer, statement: Desk) -> str | None:
    first = next(iter(composer.parts(statement)), None)
    return composer.wording(first, "headline") if first and not statement.text else None


def _conditions_first(composer: Composer, statement: Desk, form: FormName, *, short: bool) -> Iterator[str | None]:
    """Yield the conditions of what something open rests on, short; where there are none, its sentence."""
    for part in composer.parts(statement):
        if part.conditions:
            yield from (
                ended(capital(one)) for one in wordings(part.conditions, "plain" if form == "plain" else "short")
            )
        else:
            yield composer.wording(part, "plain" if form == "plain" else "sentence", short=short)


def _full(composer: Composer, statement: Sourced, form: FormName, *, short: bool) -> str:
    """Return a sentence, row or plain wording: the first sentence with its speaker, then what stands behind it."""
    clause = (statement.plain if form == "plain" else statement.short if short else None) or statement.first
    clause = decisions.with_effect(clause, statement, composer.patterns)
    conditions = wordings(statement.conditions, "short" if short else form)
    main, *behind = _split(clause, conditions, composer.patterns)
    main = decisions.with_measures(main, statement, composer.listing, composer.patterns)
    main = _ABOUT_WHOM[form](composer, statement, main)
    main = _about(composer, statement, _with_source(composer, statement, main, form))
    return joined([ended(capital(main)), *behind, *_behind(composer, statement, form)])


def _split(clause: str, conditions: list[str], patterns: Patterns) -> list[str]:
    """Return a clause with the conditions that are clauses, then those that are sentences and are not in it yet."""
    missing = [c for c in conditions if is_sentence(c) and not holds(clause, c, patterns["articles"])]
    return [conditioned(clause, [c for c in conditions if not is_sentence(c)], patterns), *missing]


def _in_sentence(composer: Composer, statement: Sourced, main: str) -> str:
    return _led(
        composer, statement, main, composer.names.of(statement), verb(statement, composer.record, composer.patterns)
    )


def _in_plain(composer: Composer, statement: Sourced, main: str) -> str:
    said = statement.verb or composer.patterns["sentence"]["verb"]
    return _led(composer, statement, main, composer.names.introduced(statement), said)


def _in_row(composer: Composer, statement: Sourced, main: str) -> str:
    if statement.kind == "direct_quote":
        return f"“{decisions.spoken(statement)}”"
    if statement.shape != "says" or stands_alone(main, composer.patterns):
        return main
    return str(
        composer.patterns["row"]["says"].format(verb=verb(statement, composer.record, composer.patterns), clause=main)
    )


_ABOUT_WHOM: dict[str, Callable[[Composer, Sourced, str], str]] = {
    "sentence": _in_sentence,
    "plain": _in_plain,
    "row": _in_row,
}


def _led(composer: Composer, statement: Sourced, main: str, who: str, said: str) -> str:
    """Return a clause with its speaker before it."""
    pattern = composer.patterns["sentence"]
    if statement.kind == "direct_quote":
        return str(pattern["quote"].format(who=who, verb=said, words=decisions.spoken(statement)))
    if not statement.shape or statement.shape == "text":
        return main
    return str(pattern[statement.shape].format(who=who, verb=said, clause=main))


def _with_source(composer: Composer, statement: Sourced, main: str, form: FormName) -> str:
    """Return a wording with its source, where it has a rival account or the source's colouring verb."""
    worded = form == "sentence" or (form == "plain" and statement.shape == "does")
    coloured = worded and not statement.via and colours(statement, composer.record, composer.patterns)
    source = composer.names.source(statement)
    if not (coloured or statement.id in composer.disputed) or holds(main, source, composer.patterns["articles"]):
        return main
    return _voiced(main, source, composer.patterns)


def _voiced(main: str, source: str, patterns: Patterns) -> str:
    number = "plural" if re.search(patterns["plural"], source) else "singular"
    return str(patterns["source"][number].format(sentence=unended(main), source=source))


def _about(composer: Composer, statement: Sourced, main: str) -> str:
    """Return a wording with the speaker of the statement that it speaks of, unless it names that speaker."""
    other = composer.record.by_id.get(statement.about or "")
    if not isinstance(other, Sourced) or not other.by:
        return main
    actors = [composer.record.actors[key] for entry in other.by for key in entry.keys[:1]]
    if any(holds(main, name, composer.patterns["articles"]) for actor in actors for name in actor.surfaces):
        return main
    who = composer.names.printed(other.by)
    return str(composer.patterns["source"]["about"].format(who=who, sentence=main))


def _behind(composer: Composer, statement: Sourced, form: FormName) -> Iterator[str]:
    """Yield the sentences behind the first: the vote, who supported and opposed it, to whom it goes, where it was heard."""
    names, own = composer.names, composer.patterns["support"]
    yield from decisions.behind(statement, names, composer.patterns)
    for entries, pattern in ((statement.supported_by, "supported"), (statement.opposed_by, "opposed")):
        if entries:
            yield capital(own[pattern].format(who=names.printed(entries)))
    to = names.printed(getattr(statement, "to", ()))
    if to and not holds(statement.first, to, composer.patterns["articles"]):
        yield own["called"].format(who=to)
    if statement.occasion == MARGINS:
        yield composer.patterns["margins"][form]


def _headline(composer: Composer, statement: Sourced) -> str | None:
    """Return a headline with its speaker and short conditions; None where it would be too long."""
    own, clause = composer.patterns["headline"], statement.headline or statement.first
    if statement.kind == "direct_quote" and not statement.headline:
        return None
    conditions = [c.short or c.text for c in statement.conditions if c.short or not is_sentence(c.text)]
    clause = conditioned(unended(clause), conditions, composer.patterns)
    shape = "says" if statement.kind == "direct_quote" else statement.shape
    who = composer.names.brief(statement.by)
    found = clause if shape == "text" else own[shape].format(who=who, clause=clause)
    if statement.id in composer.disputed:
        source = composer.names.source(statement)
        found = composer.patterns["source"]["headline"].format(headline=found, source=source)
    if len(words(found)) > composer.patterns["word_limit"]:
        return None
    margins = composer.patterns["margins"]["headline"]
    return capital(margins.format(headline=found) if statement.occasion == MARGINS else found)
