"""The subject and the verb of a sentence, with those whom the subject speaks for, and who supports or opposes it."""

import re
from dataclasses import dataclass, replace
from functools import cache

from briefkit.draft.record.actors import Company
from briefkit.draft.record.language import ARTICLES, DEFINITE, is_act, lexicon
from briefkit.draft.record.persons import CAP
from briefkit.reading.dates import DAYS
from briefkit.reading.language import SENSE, either
from briefkit.reading.text import stem

_WORD = re.compile(r"\s*([^\W\d_]+(?:-[^\W\d_]+)*)")
_PAREN = re.compile(r"\s\(([^()]{1,60})\)")
_JOIN = re.compile(rf"(?:,?\s+(?P<and>{either(lexicon('subjects')['joins'])})\s+|,\s+)")
_WEEKDAY = re.compile(rf"\s(?:{either(lexicon('subjects')['day'])})\s(?:{either(DAYS)})(?=\s)")
"""A weekday between a subject and its verb: the cabinet on Thursday approved."""
_CONTRAST = re.compile(rf",\s+(?:{either(lexicon('openings')['conjunctions'])})\s+|;\s+")
_POSSESSIVE = re.compile(rf"(?P<whose>(?:{ARTICLES}\s)?{CAP}(?:\s{CAP}){{0,3}}['’]s\s)(?:[a-z-]+\s){{0,2}}")
"""What tells whose somebody is: Ruritania's leftist (President Ivo Marr)."""
_RUN = rf"{CAP}(?:\s{CAP})*"
_AND_OF = either([*lexicon("subjects")["joins"], *lexicon("subjects")["of"]])
_MATTER = rf"{_RUN}(?:(?:,\s{_RUN})*\s(?:{_AND_OF})\s{_RUN})*"
"""What somebody is responsible for, with the name behind it: Minister for (Planning, Ports and Roads Tove Lind)."""
_APPOSITION = re.compile(r",\s[^,.;:“”]{1,90}(?:,(?=\s))")
_ASIDES = {
    side: re.compile(rf"(?:\s*,)?\s*(?:and\s+)?(?:{either(lexicon('subjects')[side])})\s+")
    for side in ("behalf", "supported", "opposed")
}
_TRAILING = re.compile(
    r",?\s+(?:and\s+)?(?:"
    + "|".join(f"(?P<{side}>{either(lexicon('subjects')[side])})" for side in ("supported", "opposed", "with"))
    + r")\s+"
)
_OPPOSING = frozenset(lexicon("subjects")["with_opposing"])
_OTHERS, _NEXT = 8, 100
"""Words, and characters, behind a conjunction in which another subject has its verb."""
_THAT = re.compile(rf"\s(?:{either(lexicon('clauses')['that'])})\s")
_TO = re.compile(rf"(?:\s\S+)?\s(?:{either(lexicon('clauses')['to_be_done'])})\s")
"""What stands behind a vote that decides to do something, perhaps with how many did: voted 7–2 to close it."""
_FINITE = ("s", SENSE["force"]["past"])
"""How a verb ends that is known by its “that” alone: observes that, advised that."""
_BEFORE_VERB = 4
"""Auxiliaries and adverbs between a subject and its verb."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who stands behind a statement."""

    actor: str = ""
    words: str = ""
    """The source's words, where it names nobody."""
    behalf: str = ""
    """The actor whom this one speaks for."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A subject, the verb right behind it, and where the verb stands."""

    start: int
    """Where the subject begins."""
    verb: str
    """The stem of the verb."""
    verb_start: int
    verb_end: int
    subject: tuple[Who, ...] = ()
    supported: tuple[Who, ...] = ()
    opposed: tuple[Who, ...] = ()
    pronoun: str = ""
    """The pronoun that is the subject; it does not say whom it means."""


def clause(text: str, at: int, company: Company) -> Clause | None:
    """Return the clause that begins at a place of a text, if a subject and its verb stand there."""
    read = _subject(text, at, company)
    if read is None:
        return None
    subject, end, pronoun = read
    end = bracket.end() if (bracket := _PAREN.match(text, end)) else end
    sides: dict[str, tuple[Who, ...]] = {}
    while (aside := _aside(text, end, company)) is not None:
        side, named, end = aside
        if side != "behalf":
            sides[side] = named
        elif subject:
            subject = (*subject[:-1], replace(subject[-1], behalf=named[0].actor))
    verb = _verb(text, end)
    if verb is None and (apposition := _APPOSITION.match(text, end)):
        verb = _verb(text, apposition.end())
        known = company.match(text, apposition.start() + 2)  # the chair, Mr Joel Brandt, said
        if known and known[1] == apposition.end() - 1 and len(subject) == 1 and not subject[0].actor:
            subject = (Who(known[0]),)
    if verb is None:
        return None
    first, word, last = verb
    key = stem(text[word:last])
    return Clause(at, key, first, last, subject, sides.get("supported", ()), sides.get("opposed", ()), pronoun)


def _subject(text: str, at: int, company: Company) -> tuple[tuple[Who, ...], int, str] | None:
    """Return who the subject is, where it ends, and the pronoun that it is."""
    data = lexicon("subjects")
    word = _WORD.match(text, at)
    pronouns = (*data["pronouns"], *data["neutral_pronouns"], *data["plural_pronouns"], *data["own_voice"])
    if word and word[1].lower() in pronouns:
        return (), word.end(), word[1].lower()
    several = people(text, at, company)
    return (several[0], several[1], "") if several else None


def people(text: str, at: int, company: Company) -> tuple[tuple[Who, ...], int] | None:
    """Return who is named at a place, one or several as a list, and where the names end."""
    named: list[tuple[Who, int]] = []
    closed = False
    while (party := _party(text, at, company)) is not None:
        named.append(party)
        step = _JOIN.match(text, party[1])
        if step is None or closed:
            break
        at, closed = step.end(), step["and"] is not None
    if len(named) > 1 and not closed:  # a comma alone joins no list: what stands behind it is an apposition
        named = named[:1]
    return (tuple(who for who, _ in named), named[-1][1]) if named else None


def _party(text: str, at: int, company: Company) -> tuple[Who, int] | None:
    """Return who is named at a place: an actor, or people without a name."""
    owner = _POSSESSIVE.match(text, at)
    known = company.match(text, at) or (company.match(text, owner.end()) if owner else None)
    pattern = _people(company.speaking)
    common = pattern.match(text, at) or (pattern.match(text, owner.end("whose")) if owner else None)
    if known and (common is None or known[1] >= common.end()):
        return Who(known[0]), known[1]
    if not common:
        return None
    words = text[at : common.end()].strip()
    keeps_capital = common.start() > at or words[1:2].isupper()
    return Who(words=words if keeps_capital else words[:1].lower() + words[1:]), common.end()


def uncapital(words: str) -> str:
    """Return people without a name as they are written inside of a sentence: “The Ministers” as “the ministers”."""
    noun = words.partition(" ")[2]
    return words.lower() if _people().fullmatch(noun) and noun.istitle() and " " not in noun else words


@cache
def _people(more: frozenset[str] = frozenset()) -> re.Pattern[str]:
    """Return the pattern of people without a name: many of the delegates, the mayor of the town."""
    data = lexicon("subjects")
    openings = either([*data["articles"], *data["determiners"]])
    persons, bodies = lexicon("persons"), lexicon("bodies")
    single = [*persons["offices"], *persons["descriptions"], *(noun.lower() for noun in bodies["organisation"])]
    single += [noun.lower() for noun in bodies["grouping"]]
    persons_named = (name for noun in data["people"] for name in (noun, noun.removesuffix(data["plural"])))
    people = either([*persons_named, *more, *single, *(f"{noun}{data['plural']}" for noun in single)])
    return re.compile(
        rf"(?:(?:{openings})\s+){{0,2}}(?:(?-i:(?:[A-Z]\w+\s){{1,3}})|[a-z-]+\s+)?(?:{people})(?!\w)(?![-’'])(?:\s+(?:{either(data['of'])})\s+(?:{DEFINITE}\s+)?(?:(?-i:{_MATTER})|[\w’-]+))?",
        re.IGNORECASE,
    )


def _aside(text: str, at: int, company: Company) -> tuple[str, tuple[Who, ...], int] | None:
    """Return what commas behind a subject say: `behalf`, `supported` or `opposed`, who, and its end."""
    for side, head in _ASIDES.items():
        opens = head.match(text, at)
        named = people(text, opens.end(), company) if opens else None
        if named and text.startswith(",", named[1]):
            return side, named[0], named[1] + 1
    return None


def _verb(text: str, at: int) -> tuple[int, int, int] | None:
    """Return where the verb behind a subject begins, with its auxiliaries and without them, and where it ends."""
    first = None
    if day := _WEEKDAY.match(text, at):
        at = day.end()
    for _ in range(_BEFORE_VERB):
        word = _WORD.match(text, at)
        if not word:
            return None
        first = word.start(1) if first is None else first
        voted = word[1] in lexicon("clauses")["voting"] and _TO.match(text, word.end())
        if voted or is_act(word[1]) or (_THAT.match(text, word.end()) and word[1].endswith(_FINITE)):
            return first, word.start(1), word.end()
        if word[1] not in lexicon("subjects")["auxiliaries"] and not word[1].endswith("ly"):
            return None
        at = word.end()
    return None


def others(text: str) -> bool:
    """Say whether behind a conjunction somebody else may say or do something: “…, but the speaker said …”."""
    behind = (_WORD.findall(text[match.end() : match.end() + _NEXT]) for match in _CONTRAST.finditer(text))
    subjects = (words for words in behind if words and words[0] not in lexicon("subjects")["auxiliaries"])
    return any(is_act(word) for words in subjects for word in words[1:_OTHERS])


def trailing(text: str, company: Company) -> tuple[str, tuple[Who, ...], tuple[Who, ...]]:
    """Return a wording without the supporters or opponents named at its end, and these."""
    for head in _TRAILING.finditer(text):
        named = people(text, head.end(), company)
        rest = text[named[1] :].strip(" .") if named else ""
        if named and (rest in _OPPOSING if head["with"] else head[0].startswith(",") and not rest):
            who, left = named[0], text[: head.start()]
            return (left, who, ()) if head["supported"] else (left, (), who)
    return text, (), ()
