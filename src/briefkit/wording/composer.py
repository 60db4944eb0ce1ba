"""Composes the wordings of a statement from its parts: sentence, row, headline and plain wording.

Speakers, conditions and what a wording rests on are put in here, so that no wording can lose them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from briefkit.data import table
from briefkit.outcomes import FORMS, MARGINS, Ask, Base, Desk, FormName, Outcomes, Sourced, Statement
from briefkit.outcomes.fields import SHORT
from briefkit.reading.text import sentences
from briefkit.wording import decisions
from briefkit.wording.names import Names
from briefkit.wording.sentences import (
    Patterns,
    capital,
    conditioned,
    ended,
    holds,
    is_sentence,
    joined,
    listed,
    lowered,
    unended,
    wordings,
    words,
)
from briefkit.wording.verbs import colours, verb

_Key = tuple[str, FormName, bool]


@dataclass(frozen=True)
class Composer:
    """Composes the wordings of one record as one edition prints them."""

    record: Outcomes
    listing: str = ""
    """The edition that lists measures in full; empty where this one does."""
    _made: dict[_Key, str | None] = field(default_factory=dict, repr=False, compare=False)

    def wording(self, statement: Base, form: FormName, *, short: bool = False) -> str | None:
        """Return a statement's wording in a form; `short` uses its shorter wordings. Only a headline may be None."""
        key = (statement.id, form, short)
        if key not in self._made:
            self._made[key] = getattr(statement.forms, form) or _composed(self, statement, form, short=short)
        return self._made[key]

    def part(self, statement: Statement, name: str) -> str:
        """Return what a page cites of a statement by the name of a form, a shorter form, or a label."""
        form = name.removesuffix(SHORT)
        if form in FORMS:
            return self.wording(statement, form, short=name != form) or ""
        return str(getattr(statement, name, None) or "")

    def cell(self, statement: Sourced) -> str:
        """Return the cell beside the row of a statement: its speaker, and its source where another account differs."""
        return self.names.cell(statement, sourced=statement.id in self.disputed)

    @cached_property
    def patterns(self) -> Patterns:
        """The patterns of the record's language."""
        return table(f"wording/{self.record.language.partition('-')[0]}.toml")

    @cached_property
    def names(self) -> Names:
        """The names of the record's actors and sources."""
        return Names(self.record, self.patterns)

    @cached_property
    def disputed(self) -> frozenset[str]:
        """The ids of statements that another one contradicts."""
        return frozenset(key for key, _ in self.record.rivals)

    def reasons(self, statement: Statement) -> list[Statement]:
        """Return what an ask in its own words rests on, without the next step that it asks for: the page prints why."""
        if not isinstance(statement, Ask) or not statement.text:
            return []
        return [
            part for part in self.parts(statement) if part.kind != "next_step" and part.id not in self.record.superseded
        ]

    def parts(self, statement: Desk) -> list[Statement]:
        """Return the statements that one of the desk is composed from, in order and each once.

        A statement of the desk below it that has a text stands for itself; any other for what it rests on.
        """
        found: dict[str, Statement] = {}
        seen = {statement.id}
        waiting = list(reversed(statement.rests_on))
        while waiting:
            key = waiting.pop()
            part = self.record.by_id.get(key)
            if part is None or key in seen:
                continue
            seen.add(key)
            if isinstance(part, Desk) and not part.text:
                waiting += reversed(part.rests_on)
            else:
                found[key] = part
        return list(found.values())


def assessor(statement: Statement, composer: Composer) -> str:
    """Return whose judgement a statement is: the speaker with office, the source, or the desk."""
    if isinstance(statement, Sourced):
        return composer.names.alone(statement) or composer.names.source(statement)
    return composer.record.prepared_by or composer.patterns["desk"]


def _composed(composer: Composer, statement: Base, form: FormName, *, short: bool) -> str | None:
    if isinstance(statement, Sourced):
        return _headline(composer, statement) if form == "headline" else _full(composer, statement, form, short=short)
    return _desk(composer, statement, form, short=short) if isinstance(statement, Desk) else None


def _desk(composer: Composer, statement: Desk, form: FormName, *, short: bool) -> str | None:
    """Return a statement of the desk: its own wording, or those of what it rests on, and what it adds."""
    if form == "headline":
        return capital(statement.headline or "") or _first_headline(composer, statement)
    own = (statement.plain if form == "plain" else statement.short if short else None) or statement.text
    if own:
        conditions = wordings(statement.conditions, form, short=short)
        return joined([ended(joined(_split(own, conditions, composer.patterns))), statement.add or ""])
    below: FormName = "plain" if form == "plain" else "sentence"
    parts = composer.parts(statement)
    if statement.kind == "open_issue":
        worded = [sentence for part in parts for sentence in _conditions_first(composer, part, below, short=short)]
    else:
        worded = [composer.wording(part, below, short=short) or "" for part in parts]
    if statement.kind == "summary":
        worded = list(composer.names.opening(zip(parts, worded, strict=True)))
    return joined([*dict.fromkeys(worded), statement.add or ""])


def _first_headline(composer: Composer, statement: Desk) -> str | None:
    """Return the headline of the first statement that one is composed from; an open issue has none of its own."""
    first = next(iter(composer.parts(statement)), None)
    own = statement.text or statement.kind == "open_issue"
    return composer.wording(first, "headline") if first and not own else None


def _conditions_first(composer: Composer, part: Statement, form: FormName, *, short: bool) -> list[str]:
    """Return the short conditions of what an open issue rests on; its sentence where there are none.

    What was heard in the margins has its sentence too: conditions alone do not say where they come from.
    """
    sentence = composer.wording(part, form, short=short) or ""
    if isinstance(part, Sourced) and part.occasion == MARGINS:
        return [sentence]
    conditions = wordings(part.conditions, form, short=True)
    clauses = [unended(condition) for condition in conditions if not is_sentence(condition)]
    whole = [condition for condition in conditions if is_sentence(condition)]
    pattern = composer.patterns["conditions"]["open"][len(clauses) > 1]
    named = [ended(pattern.format(conditions="; ".join(clauses)))] if clauses else []
    return [*named, *whole] or [sentence]


def _full(composer: Composer, statement: Sourced, form: FormName, *, short: bool) -> str:
    """Return a sentence, row or plain wording: the first sentence with its speaker, then the sentences that follow."""
    patterns = composer.patterns
    clause = (statement.plain if form == "plain" else statement.short if short else None) or statement.first
    clause = decisions.with_effect(clause, statement, patterns)
    main, *behind = _split(clause, wordings(statement.conditions, form, short=short), patterns)
    main = decisions.with_measures(main, statement, composer.listing, patterns)
    main = _in_row(composer, statement, main) if form == "row" else _led(composer, statement, main, form)
    main = _with_source(composer, statement, main, form)
    main = _with_margins(statement, main, form, patterns)
    return joined([ended(capital(main)), *behind, *_behind(composer, statement, main, form)])


def _split(clause: str, conditions: list[str], patterns: Patterns) -> list[str]:
    """Return a clause with its conditions that are clauses, and the conditions that are sentences of their own."""
    missing = [c for c in conditions if is_sentence(c) and not holds(clause, c, patterns)]
    return [conditioned(clause, [c for c in conditions if not is_sentence(c)], patterns), *missing]


def _in_row(composer: Composer, statement: Sourced, main: str) -> str:
    """Return a clause as it stands beside its speaker; an assessment needs no verb: its box says whose it is."""
    if statement.kind == "direct_quote":
        return f"“{decisions.spoken(statement)}”"
    if statement.shape != "says" or statement.kind == "assessment":
        return main
    saying = verb(statement, composer.record, composer.patterns)
    return str(composer.patterns["row"]["says"].format(verb=saying, clause=lowered(main, composer.patterns)))


def _led(composer: Composer, statement: Sourced, main: str, form: FormName) -> str:
    """Return a clause with its speaker before it."""
    if statement.shape == "text" and statement.kind != "direct_quote":
        return main
    pattern, plain = composer.patterns["sentence"], form == "plain"
    who = composer.names.introduced(statement) if plain else composer.names.of(statement)
    saying = statement.verb or pattern["verb"] if plain else verb(statement, composer.record, composer.patterns)
    if statement.kind == "direct_quote":
        return str(pattern["quote"].format(who=who, verb=saying, words=decisions.spoken(statement)))
    return str(pattern[statement.shape].format(who=who, verb=saying, clause=lowered(main, composer.patterns)))


def _with_source(composer: Composer, statement: Sourced, main: str, form: FormName) -> str:
    """Return a wording with its source, where one is needed; a row has it in its cell.

    It stands behind one whole sentence, and before several: behind the last, it would seem to be of that one alone.
    Before a clause it stands too, since that begins with its speaker.
    """
    worded = form == "sentence" or statement.shape == "does" or statement.verb
    coloured = worded and not statement.via and colours(statement, composer.record, composer.patterns)
    source = composer.names.account(statement, main, sourced=coloured or statement.id in composer.disputed)
    if form == "row" or not source or holds(main, source, composer.patterns):
        return main
    whole = statement.shape == "text" and ("several" if len(sentences(main)) > 1 else "one")
    return str(composer.patterns["source"][whole or "clause"].format(source=source, wording=unended(main)))


def _with_margins(statement: Sourced, main: str, form: FormName, patterns: Patterns) -> str:
    """Return a wording that says so if it was heard in the margins."""
    if statement.occasion != MARGINS:
        return main
    own = patterns["margins"]["plain" if form == "plain" else "other"]
    if len(sentences(main)) > 1:
        return joined([ended(main), own["several"]])
    return str(own["one"].format(wording=unended(main)))


def _behind(composer: Composer, statement: Sourced, main: str, form: FormName) -> Iterator[str]:
    """Yield the sentences after the first: supporters, opponents, addressees, what it is about, vote and basis."""
    names, own, name = composer.names, composer.patterns["behind"], "plain" if form == "plain" else "printed"
    noun = own["nouns"].get(statement.kind, own["noun"])
    to = names.listed(getattr(statement, "to", ()), name)
    if to and not holds(main, to, composer.patterns):
        yield ended(own["to"].format(who=to))
    entries = (("supported", statement.supported_by), ("opposed", statement.opposed_by))
    views = [own[key].format(who=names.listed(holders, name)) for key, holders in entries if holders]
    if views:
        yield ended(own["views"].format(noun=noun, views=listed(views, composer.patterns["who"]["and"])))
    if about := _about(composer, statement, main, name):
        yield ended(own["about"].format(about=about))
    yield from decisions.behind(statement, names, composer.patterns, name)


def _about(composer: Composer, statement: Sourced, main: str, name: str) -> str:
    """Return the speaker whose statement this one is about; empty where they are its own, or named."""
    other = composer.record.by_id.get(statement.about or "")
    if not isinstance(other, Sourced) or not other.by or other.by == statement.by:
        return ""
    actors = [composer.record.actors[key] for entry in other.by for key in entry.keys[:1]]
    if any(holds(main, surface, composer.patterns) for actor in actors for surface in actor.surfaces):
        return ""
    own = composer.patterns["behind"]
    noun = own["nouns"].get(other.kind, own["noun"])
    return str(own["whose"].format(noun=noun, who=composer.names.listed(other.by, name)))


def _headline(composer: Composer, statement: Sourced) -> str | None:
    """Return a headline with its speaker, source and conditions; None where it is too long or not one clause."""
    patterns, spoken = composer.patterns, statement.kind == "direct_quote"
    clause = statement.headline or ("" if spoken else statement.first)
    if not clause or clause.endswith(":") or len(sentences(clause)) > 1:
        return None
    if decisions.conditional(statement):
        clause = decisions.with_effect(clause, statement, patterns)
    conditions = [c.short or c.text for c in statement.conditions if c.short or not is_sentence(c.text)]
    clause = conditioned(unended(clause), conditions, patterns)
    shape = "says" if spoken else statement.shape
    found = patterns["headline"][shape].format(who=composer.names.headed(statement), clause=clause)
    found = _with_brackets(composer, statement, found)
    is_short = len(words(found)) <= patterns["word_limit"] and len(found) <= patterns["letter_limit"]
    return capital(found) if is_short else None


def _with_brackets(composer: Composer, statement: Sourced, found: str) -> str:
    """Return a headline with its additions: whose statement it is about, its source, the margins."""
    own = composer.patterns["headline"]
    source = composer.names.account(statement, found, sourced=statement.id in composer.disputed)
    about = _about(composer, statement, found, "brief")
    if about:
        found = own["about"].format(headline=found, about=about)
    if source and not holds(found, source, composer.patterns):
        found = own["source"].format(headline=found, source=source)
    return str(own["margins"].format(headline=found)) if statement.occasion == MARGINS else found
