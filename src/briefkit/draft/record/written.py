"""The text of a first record: its head, actors, issues and terms, and statements in the order of the source."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from briefkit.draft.passages import Extracted
from briefkit.draft.record.actors import Company
from briefkit.draft.record.clauses import Who
from briefkit.draft.record.drafted import LEAST, Candidate
from briefkit.draft.record.head import Day, Head, printable
from briefkit.draft.record.language import among, lexicon
from briefkit.draft.record.layout import flow, listed, pair, raw, ruler, scalar
from briefkit.draft.record.persons import DraftedActor
from briefkit.draft.record.slugs import free, named, slug
from briefkit.reading.text import find

_RANKED = ("decision", "announcement", "call", "position", "next_step", "event", "fact", "open_issue", "direct_quote")
"""The kinds of statement that a drafted summary may rest on, the first choice first."""
_IMPORTANCE = 3
"""That of a statement that gives none."""
_SUMMED = 3
"""Statements of a summary."""
_HEAD = """\
# yaml-language-server: $schema=./outcomes.schema.json
# A first draft, made by the program from its sources; every wording is theirs. Delete what is not needed, rank the rest
# with `importance:` from 1 to 5, write over the summary, and check. Where a comment says “guessed”, the source may mean
# something else. What no verb and no phrase tells is a fact, and what nobody is clearly said to have said has no `by:`.
"""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source whose text is in the record's folder."""

    key: str
    file: str
    """Its text, relative to the record's folder."""
    sha256: str
    read: Extracted
    original: str = ""
    """The document that the text was taken from, relative to the record's folder."""
    original_sha256: str = ""


@dataclass(frozen=True)
class YamlPart:
    """What is written of statements, and which id each has."""

    lines: list[str]
    ids: dict[str, Candidate] = field(default_factory=dict)


def record(key: str, head: Head, texts: Sequence[SourceText], found: Company, drafted: Sequence[Candidate]) -> YamlPart:
    """Return a whole record."""
    keys = issues(drafted, head.title, ())
    body = statements(drafted, {**keys, "": keys.get(head.title, "")}, set(), several=len(texts) > 1)
    lines = [
        *_HEAD.splitlines(),
        *_opening(key, head),
        "",
        "sources:",
        *(line for text in texts for line in source(text)),
        *_part("actors", [line for who in acting(found, drafted) for line in actor(who)]),
        *_part("issues", [line for title, name in keys.items() for line in issue(name, title)]),
        *_part("terms", list(terms(found, drafted))),
        "",
        "statements:",
        *_summary(body.ids),
        *body.lines,
    ]
    return YamlPart(lines, body.ids)


def _part(key: str, lines: list[str]) -> list[str]:
    return ["", f"{key}:", *lines] if lines else []


def _opening(key: str, head: Head) -> Iterator[str]:
    yield "format: 1"
    yield f"id: {key}"
    yield from pair("title", head.title, 0, "guessed: the source has no title" if head.title_guessed else "")
    yield from raw("marking", "TLP:CLEAR", 0, "guessed: the source names no marking, and TLP:CLEAR is for everybody")
    yield from raw("draft", "true", 0, "every page says DRAFT until this line is deleted")
    yield from _date_lines("as_of", head.as_of, 0)
    yield "meeting:"
    yield from pair("name", head.meeting, 2, "guessed: from the title" if head.meeting_guessed else "")
    yield from _date_lines("date", head.day, 2)
    yield from pair("place", head.place, 2)
    known = "" if head.instrument == "none_seen" else "guessed: from the title; it caps what is collective"
    yield from raw("instrument", head.instrument, 2, known)


def _date_lines(key: str, day: Day, indent: int) -> list[str]:
    if not day.note:
        return raw(key, day.day.isoformat(), indent)
    value = flow([("date", day.day.isoformat()), ("basis", "editor"), ("note", scalar(day.note, flow=True))])
    return raw(key, value, indent, "guessed")


def source(text: SourceText) -> Iterator[str]:
    """Yield the lines of a source."""
    facts = text.read.facts
    yield f"  {text.key}:"
    yield from pair("file", text.file, 4)
    yield from raw("sha256", text.sha256, 4)
    if text.original:
        yield from ("    original:", *pair("file", text.original, 6), *raw("sha256", text.original_sha256, 6))
    others = "or article-newspaper, speech, webpage, …: pages say “the article”, “the speech”"
    yield from raw("type", facts.type or "document", 4, others)
    for key in ("title", "author", "publisher"):
        yield from pair(key, printable(getattr(facts, key) or ""), 4)
    yield from raw("issued", facts.issued.isoformat(), 4) if facts.issued else ()


def acting(company: Company, drafted: Sequence[Candidate]) -> list[DraftedActor]:
    """Return the actors that statements name, in the order of their names."""
    used = {key for statement in drafted for key in statement.actors}
    return [company.actors[key] for key in sorted(used & company.actors.keys())]


def actor(who: DraftedActor) -> list[str]:
    """Return the lines of an actor."""
    kind, style = who.kind if who.kind != "person" else "", who.style if who.style != who.name else ""
    entries = (("name", who.name), ("kind", kind), ("short", who.short), ("title", who.title), ("style", style))
    fields = [(key, scalar(value, flow=True)) for key, value in entries if value]
    variants = [scalar(name, flow=True) for name in who.variants if name not in {who.name, who.short, who.style}]
    fields += [("variants", f"[{', '.join(variants)}]")] if variants else []
    return raw(who.key, flow(fields), 2, "guessed: who this is" if who.guessed else "")


def terms(company: Company, drafted: Sequence[Candidate]) -> Iterator[str]:
    """Yield the acronyms that wordings have, written out as the source does."""
    wordings = ((statement.wording, *statement.measures, *statement.conditions) for statement in drafted)
    printed = " ".join(chain.from_iterable(wordings))
    usual = lexicon("acronyms")["usual"]
    for short, long in sorted({**usual, **company.terms}.items()):
        if printable(long) and find([short], printed):
            comment = "" if short in company.terms else "guessed: the source does not write it out"
            yield from raw(short, flow([("long", scalar(long, flow=True))]), 2, comment)


def issue(key: str, title: str) -> list[str]:
    """Return the lines of an issue."""
    return raw(key, flow([("title", scalar(title, flow=True))]), 2)


def issues(drafted: Sequence[Candidate], title: str, known: Collection[str]) -> dict[str, str]:
    """Return heading → the id of its issue; a position without a heading belongs to the matter of the whole."""
    found: dict[str, str] = {}
    for statement in drafted:
        heading = statement.heading or (title if statement.kind == "position" else "")
        if heading and heading not in found:
            found[heading] = free(slug(heading, "issue"), {*known, *found.values()})
    return found


def _summary(ids: Mapping[str, Candidate]) -> Iterator[str]:
    """Yield the summary that stands ready to be replaced."""
    leading = (key for key, statement in ids.items() if statement.importance > LEAST and not statement.denies)
    able = [key for key in leading if ids[key].kind in _RANKED]
    per_heading = Counter(statement.heading for statement in ids.values())
    best = sorted(able, key=lambda key: (*_rank(ids[key]), per_heading[ids[key].heading] == 1))[:_SUMMED]
    keys = [key for key in ids if key in best]
    if not keys:
        return
    yield ruler("What the desk puts first")
    yield "  - id: bottom-line"
    yield "    kind: summary"
    yield "    importance: 5"
    yield from raw("rests_on", f"[{', '.join(keys)}]", 4, "guessed: choose what your reader must know")


def _rank(statement: Candidate) -> tuple[int, int, bool]:
    """Return where a statement stands in the choice: by importance, by kind, decisions with a vote first."""
    return -statement.importance, _RANKED.index(statement.kind), not statement.votes


def statements(drafted: Sequence[Candidate], keys: Mapping[str, str], taken: set[str], *, several: bool) -> YamlPart:
    """Return the statements under the headings of their source, and the id of each.

    `keys` holds the issue of each heading; that of positions without one under the empty heading.
    """
    lines: list[str] = []
    ids: dict[str, Candidate] = {}
    above = None
    for statement in drafted:
        heading = statement.heading
        if (statement.source, heading) != above:
            above = statement.source, heading
            lines += ["", ruler(heading or (statement.source if several else "The source"))]
        speaker = next((who.actor for who in statement.by if who.actor), "")
        key = named(statement.wording or statement.quotes[0], speaker, {*ids, *taken, "bottom-line"})
        ids[key] = statement
        issue = keys.get(statement.heading, "") if statement.heading or statement.kind == "position" else ""
        denied = next((f"[{other}]" for other, earlier in ids.items() if statement.denies == earlier.quotes[0]), "")
        lines += ["", *_statement(key, statement, {"issue": issue, "contradicts": denied}, several=several)]
    return YamlPart(lines, ids)


def _statement(key: str, statement: Candidate, others: Mapping[str, str], *, several: bool) -> Iterator[str]:
    guessed = {name: f"guessed: {why}" for name, why in statement.guessed}
    yield f"  - id: {key}"
    yield from raw("kind", statement.kind, 4, guessed.get("kind", ""))
    roles = (("by", statement.by), ("supported_by", statement.supported), ("opposed_by", statement.opposed))
    for name, entries in roles:
        yield from raw(name, _who(entries), 4, guessed.get(name, ""))
    dissent = {side: f"[{', '.join(map(_speaker, who))}]" for side, who in statement.dissent}
    votes = flow((side, dissent.get(side, str(count))) for side, count in statement.votes) if statement.votes else ""
    importance = str(statement.importance) if statement.importance != _IMPORTANCE else ""
    values = {"via": statement.via, "status": statement.status, "vote": votes, **others, "importance": importance}
    for name, value in values.items():
        yield from raw(name, value, 4, guessed.get(name, ""))
    yield from pair("question", statement.question, 4)
    yield from pair(statement.shape, statement.wording, 4)
    yield from listed("conditions", statement.conditions, 4)
    yield from listed("measures", statement.measures, 4)
    yield from pair("owner", statement.owner, 4)
    yield from pair("due", statement.due, 4)
    yield from _quotes(statement, several=several)


def _quotes(statement: Candidate, *, several: bool) -> Iterator[str]:
    if not several and not any(map(any, statement.near)):
        first, *others = statement.quotes
        yield from listed("quote", statement.quotes, 4) if others else pair("quote", first, 4)
        return
    yield "    quote:"
    for quote, (before, behind) in zip(statement.quotes, statement.near, strict=True):
        lines = [*([f"      source: {statement.source}"] if several else []), *pair("quote", quote, 6)]
        lines += [*pair("prefix", before, 6), *pair("suffix", behind, 6)]
        if len(statement.quotes) > 1:
            lines = [f"      - {lines[0].strip()}", *(f"  {line}" for line in lines[1:])]
        yield from lines


def _who(entries: Sequence[Who]) -> str:
    """Return those who stand behind a statement: one, or a list; nothing for nobody."""
    speakers = ", ".join(_speaker(entry) for entry in entries)
    return speakers if len(entries) < 2 else f"[{speakers}]"  # noqa: PLR2004 - one stands without brackets


def _speaker(who: Who) -> str:
    if not who.behalf and who.actor:
        return who.actor
    fields = [("actor", who.actor)] if who.actor else [("words", scalar(who.words, flow=True))]
    return flow([*fields, *([("for", who.behalf)] if who.behalf else [])])


def ranked(drafted: Sequence[Candidate]) -> list[Candidate]:
    """Return statements with their importance: high for the first of a source, low for facts without a speaker."""
    found = []
    leads = {
        statement.source: i
        for i, statement in reversed(list(enumerate(drafted)))
        if statement.kind not in ("assessment", "direct_quote")
        and statement.importance > LEAST
        and "kind" not in dict(statement.guessed)
    }
    for i, statement in enumerate(drafted):
        lead = leads.get(statement.source) == i and _may_lead(statement)
        doubtful = not statement.by and (statement.kind in {"fact", "event"} or "kind" in dict(statement.guessed))
        guessed = (*statement.guessed, ("importance", "it leads the source")) if lead else statement.guessed
        rank = 4 if lead else LEAST if statement.importance == LEAST else 2 if doubtful else 3
        found.append(replace(statement, importance=rank, guessed=guessed))
    return found


def _may_lead(statement: Candidate) -> bool:
    """Say whether what a source begins with is its news: it stands above all headings, and is not that people met."""
    met = re.search(among(lexicon("meeting")["met"]), statement.whole)
    return not statement.heading and not (statement.kind == "event" and met)
