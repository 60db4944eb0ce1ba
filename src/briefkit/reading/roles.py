"""Who does what: names right beside their verbs. Where it is unclear who is meant, there is no role."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from briefkit.reading.language import NUMBERS, SENSE, either
from briefkit.reading.meaning import governed, kinds, small, stems
from briefkit.reading.sentence import Sentence
from briefkit.reading.text import Word, find_all, fold, is_past, stem

_NEAR = 40
"""The words that give a name its role stand at most so many characters before it."""
_APPOSITION = re.compile(r",[^,.;:“”]{1,80},\s")
_NAMED = re.compile(r",\s+(?:[A-Z][a-z]{1,3}\.?\s+)?$")
"""What stands before a name that is an apposition itself: the Mayor, Ms (Ines Roca), said."""
_FOR = re.compile(r"[^\W\d_a-z]\w*,\s+for\s+(?:[a-z]+\s+)?$")
"""What stands before whom a name speaks for: Ines Roca, for the (Board), said."""
_OWNED = re.compile(r"['’]s\s+([^\W\d_]+)")
_JOINT = re.compile(r"[,;:.()“”\"–—]")
_ARTICLES = either(SENSE["roles"]["article"])
_JOINED = re.compile(
    rf"\s*(?:,|(?P<and>\b(?:{either(SENSE['roles']['joins'])})\b))\s*(?:(?:{_ARTICLES})\s+)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence, and whose it is."""

    start: int
    end: int
    actor: str
    """The key of the party, or the folded name of somebody who is not declared."""


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody does, or has done to them, in a sentence."""

    relation: str
    """`subject`, `object`, `behalf`, or a small word such as `to`."""
    head: str
    """The stem of the verb, or of the word before the small one."""
    actor: str
    start: int
    end: int
    verb: int = -1
    """Where the verb of a subject stands."""


class Cast:
    """The declared parties by all their names."""

    def __init__(self, parties: Mapping[str, Sequence[str]]) -> None:
        """Keep the owner of each name; a name that two share has none."""
        self.articles = tuple(f"{article} " for article in SENSE["roles"]["article"])
        self.owners: dict[str, str] = {}
        for key, names in parties.items():
            for name in filter(None, names):
                bare = self.bare(name)
                self.owners[bare] = key if self.owners.get(bare, key) == key else ""

    def mentions(self, sentence: Sentence) -> list[Mention]:
        """Return the names of a sentence in their order, declared ones first where they overlap."""
        mentions = [
            Mention(*match.span(), self.owners[fold(match[0])])
            for match in find_all(tuple(self.owners), sentence.text)
            if any(char.isupper() for char in sentence.text[match.start() : match.end()])
        ]
        others: list[Mention] = []
        ends = [mention.end for mention in mentions]
        for name in sentence.names:
            at = bisect_left(ends, name.start + 1)
            if at == len(ends) or mentions[at].start >= name.end:
                others.append(Mention(name.start, name.end, self.bare(sentence.text[name.start : name.end])))
        return sorted((mention for mention in [*mentions, *others] if mention.actor), key=lambda one: one.start)

    def bare(self, name: str) -> str:
        """Return a name folded, without an article."""
        bare = fold(name)
        return next((bare.removeprefix(article) for article in self.articles if bare.startswith(article)), bare)


@lru_cache(maxsize=64)
def cast(parties: tuple[tuple[str, tuple[str, ...]], ...]) -> Cast:
    """Return the cast of these parties."""
    return Cast(dict(parties))


def roles(sentence: Sentence, company: Cast) -> list[Role]:
    """Return the roles that the names of a sentence have."""
    found: list[Role] = []
    mentions = company.mentions(sentence)
    after: Mention | None = None
    acting: Role | None = None
    listed = False
    until = len(sentence.text)
    for mention in reversed(mentions):
        join = _JOINED.fullmatch(sentence.text, mention.end, after.start) if after else None
        listed = joined = bool(acting and join and (listed or join["and"]))
        acting = (
            Role("subject", acting.head, mention.actor, mention.start, mention.end, acting.verb)
            if joined and acting
            else _acting(sentence, mention)
        )
        if acting:
            found += [acting, *(() if joined else _coordinated(sentence, acting, until))]
            until = mention.start
        found += _adjacent_roles(sentence, mention)
        after = mention
    return [*_before_colon(sentence, mentions), *found[::-1]]


def _acting(sentence: Sentence, mention: Mention) -> Role | None:
    """Return the role of a name as the subject of the verb after it, or of a verb of saying after an apposition."""
    data = SENSE["roles"]
    before = sentence.text[max(0, mention.start - _NEAR) : mention.start]
    if _ending(tuple(data["no_subject"])).search(before):
        return None
    place = mention.end
    if aside := _APPOSITION.match(sentence.text, place):
        place = aside.end()
    elif aside := _NAMED.search(before) if sentence.text.startswith(", ", place) else None:
        place += 1
    at = bisect_left(sentence.words, place, key=lambda word: word.start)
    verb = governed(sentence.words, at)
    if not verb or not verb.text.islower() or _JOINT.search(sentence.text, place, verb.start):
        return None
    if is_noun(sentence, verb) or verb.text.lower() in small() or sentence.text[mention.end : mention.end + 1] in "'’":
        return None
    if aside and verb.stem not in saying():
        return None
    passive = any(
        word.text.lower() in data["passive"] for word in sentence.words[at : at + 3] if word.start < verb.start
    )
    passive = passive and not verb.text.endswith(SENSE["tense"]["going"])
    return Role("object" if passive else "subject", verb.stem, mention.actor, mention.start, mention.end, verb.start)


def _coordinated(sentence: Sentence, acting: Role, until: int) -> Iterator[Role]:
    """Yield a subject's role for its further past verbs, up to the next one that acts: reported it and (blamed) her."""
    words = [word for word in sentence.words if acting.verb <= word.start < until]
    for before, verb in pairwise(words[1:] if words and is_past(words[0].text) else ()):
        joined = before.text in SENSE["roles"]["joins"] or before.text in SENSE["parts"]["cuts"]
        if joined and is_past(verb.text) and verb.text.lower() not in small():
            yield replace(acting, head=verb.stem, verb=verb.start)


def _adjacent_roles(sentence: Sentence, mention: Mention) -> Iterator[Role]:
    """Yield the roles that the words right before a name give it: by, on behalf of, to, or a verb's object."""
    data = SENSE["roles"]
    before = sentence.text[max(0, mention.start - _NEAR) : mention.start]
    at = bisect_left(sentence.words, mention.start, key=lambda word: word.start)
    place = (mention.actor, mention.start, mention.end)
    if owned := _OWNED.match(sentence.text, mention.end):
        yield Role("whose", stem(owned[1]), *place)
    aside = _FOR.search(before) and sentence.text.startswith(",", mention.end)
    if aside or _ending(tuple(data["behalf"])).search(before):
        yield Role("behalf", "", *place)
        return
    words = [
        word
        for word in sentence.words[max(0, at - 3) : at]
        if not _JOINT.search(sentence.text, word.end, mention.start)
    ]
    of_a_kind = bool(words) and words[-1].text in NUMBERS["article"] and _tells_a_kind(sentence, mention)
    while words and words[-1].text.lower() in data["article"]:
        words.pop()
    if not words:
        return
    last = words[-1]
    agent = last.text in data["agent"] and not _tells_a_kind(sentence, mention)
    if last.text in SENSE["verbs"]["inverted"]:
        yield Role("subject", last.stem, *place, last.start)
    elif (agent or last.text in data["beside"]) and len(words) > 1:
        yield Role("subject" if agent else last.text, words[-2].stem, *place, words[-2].start)
    elif last.text.islower() and last.text not in small() and not owned and not of_a_kind:
        yield Role("object", last.stem, *place, last.start)


def _tells_a_kind(sentence: Sentence, mention: Mention) -> bool:
    """Say whether a name tells of what kind the thing behind it is: an (Orland) contract."""
    behind = [word.text for word in sentence.content if word.start == mention.end + 1]
    return any(word.islower() and not word.endswith(SENSE["force"]["adverb"]) for word in behind)


def is_noun(sentence: Sentence, word: Word) -> bool:
    """Say whether a word that looks like a verb is a noun, as an auxiliary follows: the Council decision is."""
    after = sentence.text[word.end :].partition(" ")[2].partition(" ")[0]
    return after in kinds("force") or after in (*SENSE["roles"]["passive"], *SENSE["tense"]["done"])


@lru_cache(maxsize=64)
def _ending(words: tuple[str, ...]) -> re.Pattern[str]:
    articles = either(SENSE["roles"]["article"])
    return re.compile(rf"(?<!\w)(?:{either(words)})\s+(?:(?:{articles})\s+)?$", re.IGNORECASE)


@cache
def saying() -> dict[str, str]:
    """Return the stems of the verbs of saying, with the house's past form where it has one."""
    verbs = SENSE["verbs"]
    known = {stem(verb): past for group in ("neutral", "source") for verb, past in verbs[group].items()}
    return {**{stem(verb): "" for verb in verbs["other"]}, **known}


def says(sentence: Sentence, role: Role) -> bool:
    """Say whether a role is that of a speaker; some verbs need a clause or a quotation: calls the Minister."""
    if role.relation != "subject" or role.head not in saying() or _describes(sentence, role):
        return False
    if role.head not in stems("verbs", "ordinary"):
        return True
    clause = either(SENSE["verbs"]["clause"])
    after = sentence.word_at(role.verb).end
    return re.compile(rf"[,:]|\s+(?:[“\"]|(?:{clause})\b)").match(sentence.text, after) is not None


def _describes(sentence: Sentence, role: Role) -> bool:
    """Say whether a verb of saying only describes a thing, or is one: a stay requested by, the pledge by (X)."""
    before = sentence.text[: role.verb].rpartition(" ")[0].rpartition(" ")[2]
    noun = before.lower() in SENSE["roles"]["article"] or any(word.end + 1 == role.verb for word in sentence.content)
    return noun and any(word in SENSE["roles"]["agent"] for word in sentence.text[role.verb : role.start].split())


def _before_colon(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Role]:
    """Yield who says a sentence that begins with a name and a colon, as the turns of a transcript do."""
    says = stem(SENSE["verbs"]["inverted"][0])
    for mention in mentions[:1]:
        if not sentence.text[: mention.start].strip() and sentence.text.startswith(": ", mention.end):
            yield Role("subject", says, mention.actor, mention.start, mention.end, sentence.words[0].start)
