"""Who acts and speaks in a text: persons with their titles, states, bodies, and what they are called later."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from briefkit.draft.record.language import LANGUAGE, is_act, lexicon
from briefkit.draft.record.slugs import slug
from briefkit.reading.language import either
from briefkit.reading.meaning import small
from briefkit.reading.text import fold

_CAP = r"[A-ZÀ-ÖØ-Þ](?:[\w‑-]|['’](?!s\b))*"
_PARTICLES = r"(?:(?:van|von|de|der|den|del|la|al|bin)\s){0,2}"
_NAME = rf"(?:(?:[A-Z]\.|{_CAP})\s{_PARTICLES}){{0,3}}{_CAP}"
_FULL = rf"(?:(?:[A-Z]\.|{_CAP})\s{_PARTICLES}){{1,3}}{_CAP}"
_LONG_CAPITALS = 5
"""Letters of a name in capitals that may be an acronym."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or speaks."""

    key: str
    name: str
    kind: str = "person"
    short: str = ""
    title: str = ""
    style: str = ""
    variants: tuple[str, ...] = ()
    """How else the text names the actor."""
    guessed: bool = False
    """Whether only its capitals and its verb make it an actor."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of it."""
        return tuple(dict.fromkeys(filter(None, (self.name, self.short, self.style, *self.variants))))


@dataclass
class Company:
    """The actors of a text, and whose each name is."""

    actors: dict[str, Actor] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    """Folded name → key; empty where two share it."""
    terms: dict[str, str] = field(default_factory=dict)
    """Acronym → long form."""
    common: frozenset[str] = frozenset()
    """The words that the text has in small letters."""
    _pattern: re.Pattern[str] | None = None

    def add(self, actor: Actor) -> None:
        """Take an actor in, or what is new of one that is known."""
        old = self.actors.get(actor.key)
        if old:
            title, style = old.title or actor.title, old.style or actor.style
            variants = tuple(dict.fromkeys((*old.variants, *actor.variants)))
            actor = replace(old, title=title, style=style, short=old.short or actor.short, variants=variants)
        self.actors[actor.key] = actor
        for name in actor.names:
            bare = fold(name)
            self.owners[bare] = actor.key if self.owners.get(bare, actor.key) == actor.key else ""
        self._pattern = None

    def owner(self, name: str) -> str:
        """Return whose a name is; empty where that is nobody's, or two share it."""
        return self.owners.get(fold(name), "")

    def match(self, text: str, at: int) -> tuple[str, int] | None:
        """Return who is named at a place of a text, with or without an article, and where the name ends."""
        if self._pattern is None:
            names = [name for name, key in self.owners.items() if key]
            articles = either(lexicon("subjects")["articles"])
            known = either(names) if names else r"(?!)"
            self._pattern = re.compile(
                rf"(?:(?:{articles})\s+(?:(?-i:[a-z]+)\s+)?)?(?P<name>{known})(?![\w’'-])", re.IGNORECASE
            )
        found = self._pattern.match(_plain(text), at)
        if not found or not any(char.isupper() for char in text[found.start("name") : found.end("name")]):
            return None
        return self.owners[fold(found["name"])], found.end()


def _plain(text: str) -> str:
    return text.replace("’", "'")


def company(passages: Iterable[str], heads: Iterable[str]) -> Company:
    """Return the actors of a text; `heads` are sentences, whose subjects may be names that nothing else explains."""
    text = "\n".join(passages)
    found = Company(common=frozenset(re.findall(r"\b[a-z]{2,}\b", text)))
    for read in (_acronyms, _persons, _bodies, _states):
        for actor in read(text, found):
            found.add(actor)
    for head in heads:
        for actor in _subjects(head, found):
            found.add(actor)
    for actor in list(_called(text, found)):
        found.add(actor)
    return found


@cache
def _titles() -> str:
    data = lexicon("persons")
    return "|".join(
        f"(?:{word[0].upper()}|{word[0]}){re.escape(word[1:])}"
        for word in _longest([*data["offices"], *data["descriptions"]])
    )


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


@cache
def _person_forms() -> tuple[re.Pattern[str], ...]:
    courtesy, titles = either(lexicon("persons")["courtesy"]), _titles()
    return (
        re.compile(rf"(?P<title>(?:{_CAP}\s){{0,3}}(?:{titles}))\s(?P<name>{_NAME})"),
        re.compile(
            rf"(?P<before>(?:[Tt]he\s)?[^,.;:“”\n]{{0,50}}?\b(?:{titles})),\s(?:(?P<courtesy>{courtesy})\s)?(?P<name>{_FULL}),"
        ),
        re.compile(
            rf"(?P<name>{_FULL}),\s(?P<title>(?:the\s)?(?:[^,.;:()“”\n]{{1,40}}\s)?(?:{titles})(?:\s(?:of|for)\s[^,.;:()“”\n]{{1,60}})?)[,.]"
        ),
        re.compile(rf"(?:(?P<courtesy>{courtesy})\s)?(?P<name>{_FULL})\s\((?P<title>{titles})\)"),
        re.compile(rf"\b(?P<courtesy>{courtesy})\s(?P<name>{_NAME})"),
    )


def _persons(text: str, found: Company) -> Iterator[Actor]:
    """Yield the persons that are named with a title or a courtesy."""
    seen = [(one, one.groupdict()) for form in _person_forms() for one in form.finditer(text)]
    named = {name.split()[-1]: name for _, parts in seen if " " in (name := _without_body(parts["name"]))}
    for one, parts in seen:
        name = named.get(parts["name"].split()[-1], parts["name"])
        title = (parts.get("title") or parts.get("before") or "").strip()
        title = re.sub(r"^(?:[Tt]he|[Aa]n?)\s", "", title)
        if _is_body(name) or found.owner(name):
            continue
        yield _person(
            name,
            title,
            parts.get("courtesy") or "",
            one[0].strip(" ,.") if parts.get("title") and one[0].startswith(title) else "",
        )


def _without_body(name: str) -> str:
    return "" if _is_body(name) else name


def _person(name: str, title: str, courtesy: str, seen: str) -> Actor:
    last = name.rsplit(maxsplit=1)[-1]
    office = next((word for word in _longest(lexicon("persons")["offices"]) if title.lower().endswith(word)), "")
    style = f"{title[len(title) - len(office) :]} {last}" if office and seen else ""
    style = style[:1].upper() + style[1:] if style else f"{courtesy} {last}".strip() if courtesy else ""
    short = last if " " in name else ""
    office_alone = title if title[:1].isupper() and " " in title and "," not in title else ""
    variants = tuple(
        dict.fromkeys(
            filter(
                None,
                (
                    office_alone,
                    seen if "," not in seen and "(" not in seen else "",
                    f"{courtesy} {last}".strip() if courtesy else "",
                    f"{courtesy} {name}".strip() if courtesy else "",
                ),
            )
        )
    )
    return Actor(slug(last), name, "person", short, title, style, variants)


def _is_body(name: str) -> bool:
    words = set(name.split())
    return any(
        set(noun.split()) <= words
        for group in ("organisation", "grouping", "media")
        for noun in lexicon("bodies")[group]
    )


@cache
def _body_form() -> re.Pattern[str]:
    data = lexicon("bodies")
    nouns = _longest([*data["organisation"], *data["grouping"], *data["media"]])
    nouns = [*nouns, *(noun.upper() for noun in nouns)]
    return re.compile(
        rf"(?P<the>\b[Tt]he\s)?(?P<name>(?:(?<!\w){_CAP}\s){{0,5}}(?<!\w)(?P<noun>{either(nouns)})(?:\s(?:{either(data['of'])})\s{_CAP}(?:\s{_CAP}){{0,3}})?)(?!\w)"
    )


def _bodies(text: str, found: Company) -> Iterator[Actor]:
    """Yield the councils, ministries and alliances that are named, and the media."""
    media = set(lexicon("bodies")["media"])
    for one in _body_form().finditer(text):
        name = re.sub(r"^(?:The|A|An)\s", "", one["name"])
        has_article = bool(one["the"]) or name != one["name"]
        if found.owner(name) or (" " not in name and not (has_article or name in media or name.isupper())):
            continue
        yield _body(house(name), the=has_article)


def _body(name: str, *, the: bool) -> Actor:
    words, data = set(name.split()), lexicon("bodies")
    kind = next((group for group in ("media", "grouping") if words & set(data[group])), "organisation")
    return Actor(slug(" ".join(name.split()[:3])), name, kind, style=f"the {name}" if the else "")


def house(name: str) -> str:
    """Return a name that is set in capitals as it is written otherwise; an acronym stays."""

    def one(word: str) -> str:
        return word.capitalize() if word.isupper() and len(word) > _LONG_CAPITALS else word

    if name.isupper() and " " in name:
        return " ".join(
            word.capitalize() if word.lower() not in lexicon("persons")["lower_joins"] else word.lower()
            for word in name.split()
        )
    return " ".join(one(word) for word in name.split())


def _states(text: str, _: Company) -> Iterator[Actor]:
    """Yield the states that are named; of a text that sets names in capitals, in those too."""
    names = lexicon("states")["names"]
    pattern = re.compile(
        rf"(?<![\w-])(?P<the>[Tt]he\s)?(?P<name>{either([*names, *(name.upper() for name in names)])})(?![\w-])"
    )
    known = {name.upper(): name for name in names}
    for one in pattern.finditer(text):
        name = known[" ".join(one["name"].split()).upper()]
        yield Actor(slug(name), name, "state", style=f"the {name}" if one["the"] else "")


def _acronyms(text: str, found: Company) -> Iterator[Actor]:
    """Yield the bodies whose long form stands before their acronym; keep every acronym as a term."""
    for one in re.finditer(r"((?:[\w’'-]+\s){1,9}?)\(([A-Z][A-Za-z]{1,7})\)", text):
        if long := _long_form(one[1].split(), one[2]):
            found.terms[one[2]] = long
            if long[0].isupper():
                the = " ".join(one[1].split()).endswith(f"the {long}")
                kind = "grouping" if set(long.split()) & set(lexicon("bodies")["grouping"]) else "organisation"
                yield Actor(slug(one[2]), long, kind, one[2], style=f"the {long}" if the else "")


def _long_form(words: list[str], acronym: str) -> str:
    """Return the words right before an acronym whose first letters it has; empty where they are not its own."""
    small = lexicon("bodies")["letters_without"]
    for start in range(len(words) - 1, -1, -1):
        letters = "".join(word[0] for word in words[start:] if word not in small)
        if letters.upper() == acronym.upper() and words[start] not in small:
            return " ".join(words[start:])
    return ""


def _subjects(head: str, found: Company) -> Iterator[Actor]:
    """Yield names that only their capitals and their verb make actors: NORLAND, for the BOREAL GROUP, proposed."""
    one = re.match(
        rf"(?:(?P<the>The)\s)?(?P<first>{_NAME})(?P<more>(?:(?:,\s|\sand\s)(?:the\s)?{_NAME}){{0,4}})(?P<aside>(?:,\s[^.;:“”]{{1,120}},)?)\s(?P<verbs>(?:[a-z]+\s){{1,3}})",
        head,
    )
    if not one or not any(is_act(word) for word in one["verbs"].split()[:2]):
        return
    names = [one["first"], *re.split(r",\s|\sand\s", one["more"])]
    names += re.findall(rf"(?:for|by|and)\s(?:the\s)?({_NAME})", one["aside"])
    for name in filter(None, (name.strip().removeprefix("the ") for name in names)):
        common = name.split()[0].lower() in {*_small(), *found.common} and (
            " " not in name or name.split()[0].lower() in _small()
        )
        if not common and not found.owner(name) and not found.match(name, 0):
            yield _unknown(name, text_has_the=bool(one["the"]) and name == one["first"])


@cache
def _small() -> frozenset[str]:
    """Return the words that begin a sentence with a capital and are no names."""
    data = lexicon("subjects")
    groups = ("people", "determiners", "pronouns", "plural_pronouns", "own_voice", "articles", "auxiliaries")
    plain = {word for group in groups for word in data[group]} | small(LANGUAGE)
    return frozenset({*plain, *lexicon("openings")["adverbials"], *lexicon("openings")["dropped"]})


def _unknown(name: str, *, text_has_the: bool) -> Actor:
    shown = house(name)
    if shown in lexicon("bodies")["groupings"]:
        return Actor(slug(shown), shown, "grouping", style=f"the {shown}" if text_has_the else "")
    if " " in shown and not name.isupper() and not text_has_the:
        return Actor(slug(shown.split()[-1]), shown, "person", shown.split()[-1], guessed=True)
    kind = "organisation" if text_has_the else "state" if name.isupper() else "person"
    return Actor(slug(shown), shown, kind, style=f"the {shown}" if text_has_the else "", guessed=True)


def _called(text: str, found: Company) -> Iterator[Actor]:
    """Yield actors again with what the text calls them later: the Mayor, the Commission."""
    by_office: dict[str, list[Actor]] = {}
    for actor in found.actors.values():
        words = actor.title if actor.kind == "person" else actor.name
        nouns = lexicon("persons")["offices"] if actor.kind == "person" else lexicon("bodies")["organisation"]
        for noun in nouns:
            if re.search(rf"(?i)(?<![\w-]){re.escape(noun)}(?![\w-])", words) and (
                actor.kind == "person" or words.lower() != noun.lower()
            ):
                by_office.setdefault(noun.lower(), []).append(actor)
    for noun, actors in by_office.items():
        capital = noun[:1].upper() + noun[1:]
        alone = re.search(rf"\b[Tt]he {capital}\b(?!\s[A-Z])", text)
        if len(actors) == 1 and alone and not found.owner(capital):
            yield replace(actors[0], variants=(capital,))
