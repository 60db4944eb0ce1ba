"""Who acts and speaks in a text: persons with their titles, states, bodies, and what they are called later."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice

from briefkit.draft.record.language import ARTICLES, DEFINITE, definite, is_act, lexicon
from briefkit.draft.record.persons import CAP, FULL, NAME, TITLES, DraftedActor, differ, labelled_person, persons
from briefkit.draft.record.slugs import slug
from briefkit.reading.language import either, longest_first
from briefkit.reading.meaning import small
from briefkit.reading.text import fold

_GROUPS = ("people", "determiners", "pronouns", "plural_pronouns", "own_voice", "articles", "auxiliaries")
_SMALL = small().union(*(lexicon("subjects")[group] for group in _GROUPS))
_SMALL |= {*lexicon("openings")["adverbials"], *lexicon("openings")["dropped"]}
"""The words that begin a sentence with a capital and are no names."""
_LONG_CAPITALS = 5
"""Letters of a name in capitals that may be an acronym."""


@dataclass
class Company:
    """The actors of a text, and which of them each name belongs to."""

    actors: dict[str, DraftedActor] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    """Folded name → key; empty where two share it."""
    terms: dict[str, str] = field(default_factory=dict)
    """Acronym → long form."""
    body: str = ""
    """The key of the body that met."""
    common: frozenset[str] = frozenset()
    """The words that the text has in small letters."""
    speaking: frozenset[str] = frozenset()
    """Nouns whose bearers say or decide something in the text: the two sides stress that …; the meeting agreed to …."""
    _spelled: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    """The words of a name → the folded names that have these."""
    _most: int = 0
    """Words of the longest name."""

    def add(self, actor: DraftedActor) -> None:
        """Add an actor; of one that is known, its new names and titles."""
        old = self.actors.get(actor.key)
        if old and differ(old.name, actor.name):  # two of one family: the name that they share is nobody's
            actor = replace(actor, key=slug(actor.name))
            old = self.actors.get(actor.key)
        names = actor.names
        if old:
            name = max(old.name, actor.name, key=len) if actor.kind == old.kind == "person" else old.name
            title, style = old.title or actor.title, old.style or actor.style
            variants = tuple(dict.fromkeys((*old.variants, *actor.variants)))
            actor = replace(old, name=name, title=title, style=style, short=old.short or actor.short, variants=variants)
        self.actors[actor.key] = actor
        for name in dict.fromkeys((*actor.names, *names)):
            bare = fold(name)
            if bare not in self.owners:
                words = _words(bare)
                self._spelled.setdefault(words, []).append(bare)
                self._most = max(self._most, len(words))
            self.owners[bare] = actor.key if self.owners.get(bare, actor.key) == actor.key else ""

    def owner(self, name: str) -> str:
        """Return the key of the actor whom a name belongs to; empty where nobody has it, or two do."""
        return self.owners.get(fold(name), "")

    def match(self, text: str, at: int) -> tuple[str, int] | None:
        """Return who is named at a place of a text, with or without an article, and where the name ends."""
        plain = _plain(text)
        begins = [match.end() for pattern in _ARTICLES if (match := pattern.match(plain, at))]
        for start in (*begins, at):
            words = _words(plain, start, self._most)
            longest = (self._spelled.get(words[:count], ()) for count in range(len(words), 0, -1))
            for name in (name for names in longest for name in longest_first(names) if self.owners[name]):
                if match := _spelt(name).match(plain, start):
                    has_capital = any(char.isupper() for char in text[start : match.end()])
                    return (self.owners[name], match.end()) if has_capital else None
        return None


_ARTICLE = rf"(?:{either(lexicon('subjects')['articles'])})\s+"
_ARTICLES = tuple(re.compile(_ARTICLE + rest, re.IGNORECASE) for rest in (r"(?-i:[a-z]+)\s+", ""))
"""What may stand before a name: an article and a word in small letters, or an article."""


@lru_cache(maxsize=1_024)
def _spelt(name: str) -> re.Pattern[str]:
    """Return the pattern of a whole name."""
    return re.compile(rf"{either([name])}(?![\w’'-])", re.IGNORECASE)


_WORD = re.compile(r"\w+")


def _words(text: str, at: int = 0, most: int | None = None) -> tuple[str, ...]:
    """Return the words of a text from a place on in small letters, at most as many as asked for."""
    return tuple(match[0].lower() for match in islice(_WORD.finditer(text, at), most))


def _plain(text: str) -> str:
    return text.replace("’", "'")


def company(passages: Iterable[str], heads: Iterable[str], labels: Iterable[str] = ()) -> Company:
    """Return the actors of a text; `heads` are sentences, whose subjects may be names that nothing else explains.

    `labels` are those of the speakers of a transcript.
    """
    text = "\n\n".join(passages)
    said = (match for match in _SAYING.finditer(text) if is_act(match["verb"]))
    nouns = frozenset(match["noun"] for match in said) - small() - {*lexicon("subjects")["auxiliaries"]}
    company = Company(common=frozenset(re.findall(r"\b[a-z]{2,}\b", text)), speaking=nouns)
    for read in (_acronyms(text, company), persons(text, company.owners), _bodies(text, company), _states(text)):
        for actor in read:
            company.add(actor)
    for head in heads:
        for actor in _subjects(head, company):
            company.add(actor)
    for label in labels:
        known = company.match(label, 0)
        if not (known and known[1] == len(label)):
            actor = labelled_person(house(label) if label.isupper() else label)
            company.add(replace(actor, key=company.owner(actor.name) or actor.key, variants=(*actor.variants, label)))
    return company


_OPENINGS = either([*lexicon("subjects")["articles"], *lexicon("subjects")["determiners"]])
_WHAT = either(lexicon("clauses")["that"] + lexicon("clauses")["to_be_done"])
_SAYING = re.compile(rf"\b(?i:{_OPENINGS})\s(?:[a-z-]+\s)?(?P<noun>[a-z]+)\s(?P<verb>[a-z]+)\s(?:{_WHAT})\s")
_NOUNS = [noun for group in ("organisation", "grouping", "media") for noun in lexicon("bodies")[group]]
_KINDS, _OF = either([*_NOUNS, *map(str.upper, _NOUNS)]), either(lexicon("bodies")["of"])
_BODY = re.compile(
    rf"(?P<the>\b{DEFINITE}\s)?(?P<name>(?:(?<!\w){CAP}\s){{0,5}}(?<!\w)(?:{_KINDS})(?:\s(?:{_OF})\s{CAP}(?:\s(?!(?:{TITLES})\b){CAP}){{0,3}})?)(?!\w)"
)


def _bodies(text: str, company: Company) -> Iterator[DraftedActor]:
    """Yield the councils, ministries and alliances that are named, and the media."""
    media = set(lexicon("bodies")["media"])
    for match in _BODY.finditer(text):
        name = re.sub(rf"^{ARTICLES}\s", "", match["name"])
        has_article = bool(match["the"]) or name != match["name"]
        if company.owner(name) or (" " not in name and not (has_article or name in media or name.isupper())):
            continue
        cased = house(name)
        words = cased.split()
        groups = (group for group in ("media", "grouping") if not {*words}.isdisjoint(lexicon("bodies")[group]))
        key, style = slug(" ".join(words[:3])), definite(cased) if has_article else ""
        yield DraftedActor(key, cased, next(groups, "organisation"), style=style)


def house(name: str) -> str:
    """Return a name in capitals as running text writes it; acronyms stay as they are."""
    if not name.isupper() or len(name) <= _LONG_CAPITALS:
        return " ".join(name.split())
    small = lexicon("persons")["lower_joins"]
    return " ".join(word.lower() if word.lower() in small else word.capitalize() for word in name.split())


def _states(text: str) -> Iterator[DraftedActor]:
    """Yield the states that are named, be it in capitals."""
    names = lexicon("states")["names"]
    pattern = re.compile(
        rf"(?<![\w-])(?P<the>{DEFINITE}\s)?(?P<name>{either([*names, *(name.upper() for name in names)])})(?![\w-])"
    )
    known = {name.upper(): name for name in names}
    for match in pattern.finditer(text):
        name = known[" ".join(match["name"].split()).upper()]
        yield DraftedActor(slug(name), name, "state", style=definite(name) if match["the"] else "")


def _acronyms(text: str, company: Company) -> Iterator[DraftedActor]:
    """Yield the bodies whose long form stands before their acronym; keep every acronym as a term."""
    for match in re.finditer(r"(?<![\w’'-])((?:[\w’'-]+\s){1,9}?)\(([A-Z][A-Za-z]{1,7})\)", text):
        if long := _long_form(match[1].split(), match[2]):
            company.terms[match[2]] = long
            if long[0].isupper():
                the = " ".join(match[1].split()).endswith(definite(long))
                kind = "grouping" if set(long.split()) & set(lexicon("bodies")["grouping"]) else "organisation"
                yield DraftedActor(slug(match[2]), long, kind, match[2], style=definite(long) if the else "")


def _long_form(words: list[str], acronym: str) -> str:
    """Return the words right before an acronym whose first letters it has; empty where they are not its own."""
    small = lexicon("bodies")["letters_without"]
    for start in range(len(words) - 1, -1, -1):
        letters = "".join(word[0] for word in words[start:] if word not in small)
        if letters.upper() == acronym.upper() and words[start] not in small:
            return " ".join(words[start:])
    return ""


def _subjects(head: str, company: Company) -> Iterator[DraftedActor]:
    """Yield names that only their capitals and their verb make actors: NORLAND, for the BOREAL GROUP, proposed."""
    inverted = re.search(rf"\b(?:{either(lexicon('subjects')['plainly_said'])})\s({FULL})(?=[,.]|$)", head)
    if inverted and not company.owner(inverted[1]):
        yield _unknown(inverted[1], company, text_has_the=False)
    joins = f"(?:{either(lexicon('subjects')['joins'])})"
    subject = re.match(
        rf"(?:(?P<the>{DEFINITE})\s)?(?P<first>{NAME})(?P<more>(?:(?:,\s|\s{joins}\s)(?:{DEFINITE}\s)?{NAME}){{0,4}})(?P<aside>(?:,\s[^.;:“”]{{1,120}},)?)\s(?P<verbs>(?:[a-z]+\s){{0,2}}[a-z]+)\b",
        head,
    )
    if not subject or not any(is_act(word) for word in subject["verbs"].split()[:2]):
        return
    names = [subject["first"], *re.split(rf",\s|\s{joins}\s", subject["more"])]
    names += re.findall(rf"[a-z]\s(?:{DEFINITE}\s)?({NAME})", subject["aside"])
    for name in filter(None, (re.sub(rf"^{DEFINITE}\s", "", name.strip()) for name in names)):
        first = name.split()[0].lower()
        common = first in _SMALL or (first in company.common and " " not in name)
        family = [
            known for known in company.actors.values() if known.kind == "person" and known.name.startswith(f"{name} ")
        ]
        if len(family) == 1:  # the family name stands first: Qua, Qua Min
            yield replace(family[0], variants=(name,))
        elif not common and not company.owner(name) and not company.match(name, 0):
            yield _unknown(name, company, text_has_the=bool(subject["the"]) and name == subject["first"])


def _unknown(name: str, company: Company, *, text_has_the: bool) -> DraftedActor:
    cased = house(name)
    if cased in lexicon("bodies")["groupings"]:
        return DraftedActor(slug(cased), cased, "grouping", style=definite(cased) if text_has_the else "")
    common = any(word.lower() in company.common for word in cased.split())
    if " " in cased and not name.isupper() and not text_has_the and not common:
        return DraftedActor(slug(cased.split()[-1]), cased, "person", cased.split()[-1], guessed=True)
    organised = text_has_the or " " in cased or not cased.isalpha()
    kind = "organisation" if organised else "state" if name.isupper() else "person"
    return DraftedActor(slug(cased), cased, kind, style=definite(cased) if text_has_the else "", guessed=True)
