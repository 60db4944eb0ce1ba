"""Persons of a text: named with a title or a courtesy, before their name or behind it."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefkit.draft.record.language import ARTICLES, DEFINITE, lexicon
from briefkit.draft.record.slugs import slug
from briefkit.reading.language import SENSE, either, longest_first
from briefkit.reading.text import fold
from briefkit.wording.sentences import capital

CAP = r"[A-ZÀ-ÖØ-Þ](?:[\w‑-]|['’](?!s\b))*"
PARTICLES = r"(?:(?:van|von|de|der|den|del|la|al|bin)\s){0,2}"
NAME = rf"(?:(?:[A-Z]\.|{CAP})\s{PARTICLES}){{0,3}}{CAP}"
FULL = rf"(?:(?:[A-Z]\.|{CAP})\s{PARTICLES}){{1,3}}{CAP}"


@dataclass(frozen=True, slots=True)
class DraftedActor:
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


TITLES = "|".join(
    re.sub(r"\b[a-z]", lambda first: f"[{first[0]}{first[0].upper()}]", re.escape(word))
    for word in longest_first([*lexicon("persons")["offices"], *lexicon("persons")["descriptions"]])
)
_OFFICES = frozenset(lexicon("persons")["offices"] + lexicon("persons")["descriptions"])
_COURTESY = f"(?P<courtesy>{either(lexicon('persons')['courtesy'])})"
_OF = either(lexicon("bodies")["of"])
_PERSON_FORMS = (
    re.compile(rf"(?P<title>(?:{CAP} (?:(?:{_OF}) )?){{0,3}}(?:{TITLES}))\s(?P<name>{NAME})"),
    re.compile(rf"(?P<title>(?:{CAP}\s){{0,3}}(?:{TITLES})\s(?:{_OF})\s(?:{CAP}\s){{1,3}})(?P<name>{CAP}\s{CAP})"),
    re.compile(
        rf"(?P<before>(?:{DEFINITE}\s)?[^,.;:“”\"\n]{{0,50}}?\b(?:{TITLES})),\s(?:{_COURTESY}\s)?(?P<name>{FULL}),"
    ),
    re.compile(
        rf"(?P<name>{FULL}),\s(?P<title>(?:{DEFINITE}\s)?(?:[^,.;:()“”\"\n]{{1,40}}\s)?(?:{TITLES})(?:\s(?:{_OF})\s[^,.;:()“”\"\n]{{1,60}})?)[,.]"
    ),
    re.compile(rf"\b{_COURTESY}\s(?P<name>{NAME})"),
)


def persons(text: str, known: Collection[str]) -> Iterator[DraftedActor]:
    """Yield the persons that are named with a title or a courtesy."""
    before = frozenset(known)
    before_title = either([*SENSE["opinions"]["whose"], *SENSE["roles"]["agent"]])
    seen = [match for form in _PERSON_FORMS for match in form.finditer(text)]
    fullest = _fullest({name for match in seen if " " in (name := match["name"]) and not is_body(name)})
    for match in seen:
        parts = match.groupdict()
        name, courtesy = _full(parts["name"], fullest), parts.get("courtesy") or ""
        office = (parts.get("title") or parts.get("before") or "").strip()
        title = re.sub(rf"^(?:{ARTICLES}|(?i:{before_title}))\s", "", office)
        if not name or is_body(name) or fold(name) in before or name.rsplit(maxsplit=1)[-1].lower() in _OFFICES:
            continue
        titled = parts.get("title") and match[0].startswith(title)
        yield _person(name, title, courtesy, match[0].strip(" ,.") if titled else "")


def labelled_person(label: str) -> DraftedActor:
    """Return who is named by the label before what they say, with their title where it is told."""
    spelled = re.sub(r"\s[(\[]([^()\[\]]*)[)\]]$", r", \1", re.sub(rf"^{ARTICLES}\s", "", label))
    named = next(persons(f"{spelled}.", ()), None)
    return named or replace(_person(spelled.partition(", ")[0], "", "", ""), guessed=True)


def _fullest(names: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the longest of the names that share the last one and begin alike: last name → letter → name."""
    found: dict[str, dict[str, str]] = {}
    for name in sorted(names, key=lambda name: (len(name), name)):
        found.setdefault(name.rsplit(maxsplit=1)[-1], {})[name[0]] = name
    return found


def _full(name: str, fullest: dict[str, dict[str, str]]) -> str:
    """Return the longest form of a person's name: T. Lind, Tove Lind; nothing where it may be one of two persons."""
    alike = fullest.get(name.rsplit(maxsplit=1)[-1], {})
    if " " in name:
        return alike.get(name[0], name)
    return "" if len(alike) > 1 else next(iter(alike.values()), name)


def differ(name: str, other: str) -> bool:
    """Say whether two names with the same last one have first names that begin differently."""
    return " " in name and " " in other and name[0] != other[0]


def _person(name: str, title: str, courtesy: str, seen: str) -> DraftedActor:
    name = re.sub(r"(?<=[A-Z])[A-Z]{2,}", lambda rest: rest[0].lower(), name)  # set in capitals
    last = name.rsplit(maxsplit=1)[-1]
    office = next((word for word in longest_first(lexicon("persons")["offices"]) if title.lower().endswith(word)), "")
    rank = re.search(rf"(?i)\b(?:{either(SENSE['limits']['rank'])})[\s-]{office}$", title)
    style = f"{rank[0] if rank else title[len(title) - len(office) :]} {last}" if office and seen else ""
    style = capital(style) if style else f"{courtesy} {last}".strip() if courtesy else ""
    short = last if " " in name else ""
    office_alone = title if title[:1].isupper() and " " in title else ""
    polite = [f"{courtesy} {part}" for part in (last, name)] if courtesy else []
    variants = tuple(dict.fromkeys(filter(None, (office_alone, seen, *polite))))
    return DraftedActor(slug(last), name, "person", short, title, style, variants)


def is_body(name: str, kinds: Sequence[str] = ("organisation", "grouping", "media")) -> bool:
    """Say whether a name is that of a body of one of these kinds: a council, a ministry, an alliance, a newspaper."""
    words = set(name.split())
    return any(set(noun.split()) <= words for kind in kinds for noun in lexicon("bodies")[kind])
