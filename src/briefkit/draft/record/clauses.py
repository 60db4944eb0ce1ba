"""Who does what in a sentence: its subject with whom it speaks for, who is with and against it, and its verb."""

import re
from dataclasses import dataclass, replace

from briefkit.draft.record.actors import Company
from briefkit.draft.record.language import ARTICLES, DEFINITE, is_act, lexicon
from briefkit.draft.record.persons import CAP
from briefkit.reading.dates import DAYS
from briefkit.reading.language import either
from briefkit.reading.text import stem

_WORD = re.compile(r"\s*([^\W\d_]+(?:-[^\W\d_]+)*)")
_PAREN = re.compile(r"\s\(([^()]{1,60})\)")
_JOIN = re.compile(rf"(?:,?\s+(?P<and>{either(lexicon('subjects')['joins'])})\s+|,\s+)")
_WEEKDAY = re.compile(rf"\s(?:{either(lexicon('subjects')['day'])})\s(?:{either(DAYS)})(?=\s)")
"""A weekday between a subject and its verb: the cabinet on Thursday approved."""
_CONTRAST = re.compile(rf",\s+(?:{either(lexicon('openings')['conjunctions'])})\s+|;\s+")
_POSSESSIVE = re.compile(rf"(?P<whose>(?:{ARTICLES}\s)?{CAP}(?:\s{CAP}){{0,3}}['’]s\s)(?:[a-z-]+\s){{0,2}}")
"""Whose somebody is: Ruritania's leftist (President Ivo Marr)."""
_APPOSITION = re.compile(r",\s[^,.;:“”]{1,90}(?:,(?=\s))")
_OTHERS, _NEXT = 8, 100
"""Words, and characters, behind a conjunction in which another subject has its verb."""
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
    behind = _Behind(subject)
    while (step := _parenthesis(text, end, behind, company)) is not None:
        behind, end = step
    verb = _verb(text, end)
    if verb is None and (aside := _APPOSITION.match(text, end)):
        verb, behind = _verb(text, aside.end()), _by_apposition(text, aside, behind, company)
    if verb is None:
        return None
    first, word, last = verb
    key = stem(text[word:last])
    return Clause(at, key, first, last, behind.subject, behind.supported, behind.opposed, pronoun)


@dataclass(frozen=True, slots=True)
class _Behind:
    subject: tuple[Who, ...]
    supported: tuple[Who, ...] = ()
    opposed: tuple[Who, ...] = ()


def _by_apposition(text: str, aside: re.Match[str], behind: _Behind, company: Company) -> _Behind:
    """Return a subject without a name by the name that stands behind it: the chair, Mr Joel Brandt."""
    known = company.match(text, aside.start() + 2)
    alone = len(behind.subject) == 1 and not behind.subject[0].actor
    return replace(behind, subject=(Who(known[0]),)) if alone and known and known[1] == aside.end() - 1 else behind


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
    while (one := _party(text, at, company)) is not None:
        named.append(one)
        step = _JOIN.match(text, one[1])
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
    common = _PEOPLE.match(text, at) or (_PEOPLE.match(text, owner.end("whose")) if owner else None)
    if known and (common is None or known[1] >= common.end()):
        return Who(known[0]), known[1]
    if not common:
        return None
    words = text[at : common.end()].strip()
    return Who(
        words=words if common.start() > at or words[1:2].isupper() else words[:1].lower() + words[1:]
    ), common.end()


def uncapital(words: str) -> str:
    """Return people without a name in small letters, where they stand for those of a sentence before: the ministers."""
    noun = words.partition(" ")[2]
    return words.lower() if _PEOPLE.fullmatch(noun) and noun.istitle() and " " not in noun else words


def _people() -> re.Pattern[str]:
    """Return the pattern of people without a name: many of the delegates, the mayor of the town."""
    data = lexicon("subjects")
    openings = either([*data["articles"], *data["determiners"]])
    persons, bodies = lexicon("persons"), lexicon("bodies")
    single = [*persons["offices"], *persons["descriptions"], *(noun.lower() for noun in bodies["organisation"])]
    single += [noun.lower() for noun in bodies["grouping"]]
    people = either([*data["people"], *single, *(f"{noun}{data['plural']}" for noun in single)])
    return re.compile(
        rf"(?:(?:{openings})\s+){{0,2}}(?:(?-i:(?:[A-Z]\w+\s){{1,3}})|[a-z-]+\s+)?(?:{people})(?!\w)(?![-’'])(?:\s+(?:{either(data['of'])})\s+(?:{DEFINITE}\s+)?[\w’-]+)?",
        re.IGNORECASE,
    )


_PEOPLE = _people()


def _parenthesis(text: str, at: int, behind: _Behind, company: Company) -> tuple[_Behind, int] | None:
    """Return what commas or brackets behind a subject say: for whom, with whom and against whom it acts."""
    if bracket := _PAREN.match(text, at):
        key = _behalf(bracket[1], company)
        return (_for(behind, key) if key else behind), bracket.end()
    data = lexicon("subjects")
    for name, heads in (("behalf", data["behalf"]), ("supported", data["supported"]), ("opposed", data["opposed"])):
        head = re.compile(rf"(?:\s*,)?\s*(?:and\s+)?(?:{either(heads)})\s+").match(text, at)
        named = people(text, head.end(), company) if head else None
        if named and head and (text.startswith(",", named[1]) or _more(text, named[1])):
            end = named[1] + (text[named[1]] == "," and not _more(text, named[1]))
            return _alongside(behind, name, named[0]), end
    return None


def _more(text: str, at: int) -> bool:
    """Tell whether another aside begins here."""
    data = lexicon("subjects")
    heads = either([*data["behalf"], *data["supported"], *data["opposed"]])
    return bool(re.compile(rf",?\s+(?:and\s+)?(?:{heads})\s").match(text, at))


def _behalf(words: str, company: Company) -> str:
    """Return whom `for the Alliance` names."""
    head = re.match(rf"(?:{either(lexicon('subjects')['behalf'])})\s+", words)
    known = company.match(words, head.end()) if head else None
    return known[0] if known and known[1] == len(words) else ""


def _for(behind: _Behind, key: str) -> _Behind:
    *before, last = behind.subject
    return replace(behind, subject=(*before, replace(last, behalf=key)))


def _alongside(behind: _Behind, name: str, named: tuple[Who, ...]) -> _Behind:
    if name == "behalf":
        return _for(behind, named[0].actor) if named[0].actor and behind.subject else behind
    return replace(behind, **{name: named})


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
        if is_act(word[1]) and not text.startswith(("’", "'"), word.end()):
            return first, word.start(1), word.end()
        if word[1] not in lexicon("subjects")["auxiliaries"] and not word[1].endswith("ly"):
            return None
        at = word.end()
    return None


def others(text: str) -> bool:
    """Tell whether behind a conjunction somebody else may say or do something: “…, but the speaker said …”."""
    for match in _CONTRAST.finditer(text):
        words = _WORD.findall(text[match.end() : match.end() + _NEXT])
        auxiliary = bool(words) and words[0] in lexicon("subjects")["auxiliaries"]
        if not auxiliary and any(is_act(word) for word in words[1:_OTHERS]):
            return True
    return False


def trailing(text: str, company: Company) -> tuple[str, tuple[Who, ...], tuple[Who, ...]]:
    """Return a wording without the supporters and opponents named at its end, and these."""
    data = lexicon("subjects")
    supported: tuple[Who, ...] = ()
    opposed: tuple[Who, ...] = ()
    for head in re.finditer(
        rf",?\s+(?:and\s+)?(?P<how>{either([*data['supported'], *data['opposed'], *data['with']])})\s+", text
    ):
        named = people(text, head.end(), company)
        if not named:
            continue
        rest = text[named[1] :].strip(" .")
        if head["how"] in data["with"] and rest in data["with_opposing"]:
            return text[: head.start()], supported, named[0]
        if head["how"] in data["supported"] and head[0].startswith(",") and not rest:
            return text[: head.start()], named[0], opposed
        if head["how"] in data["opposed"] and head[0].startswith(",") and not rest:
            return text[: head.start()], supported, named[0]
    return text, supported, opposed
