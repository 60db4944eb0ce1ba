"""Persons of a text: named with a title or a courtesy, before their name or behind it."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefkit.draft.record.language import ARTICLES, DEFINITE, definite, lexicon
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


_TITLES = "|".join(
    re.sub(r"\b[a-z]", lambda first: f"[{first[0]}{first[0].upper()}]", re.escape(word))
    for word in longest_first([*lexicon("persons")["offices"], *lexicon("persons")["descriptions"]])
)
_OFFICES = frozenset(lexicon("persons")["offices"] + lexicon("persons")["descriptions"])
_COURTESY = f"(?P<courtesy>{either(lexicon('persons')['courtesy'])})"
_OF = either(lexicon("bodies")["of"])
_PERSON_FORMS = (
    re.compile(rf"(?P<title>(?:{CAP}\s){{0,3}}(?:{_TITLES}))\s(?P<name>{NAME})"),
    re.compile(rf"(?P<title>(?:{CAP}\s){{0,3}}(?:{_TITLES})\s(?:{_OF})\s(?:{CAP}\s){{1,3}})(?P<name>{CAP}\s{CAP})"),
    re.compile(
        rf"(?P<before>(?:{DEFINITE}\s)?[^,.;:“”\"\n]{{0,50}}?\b(?:{_TITLES})),\s(?:{_COURTESY}\s)?(?P<name>{FULL}),"
    ),
    re.compile(
        rf"(?P<name>{FULL}),\s(?P<title>(?:{DEFINITE}\s)?(?:[^,.;:()“”\"\n]{{1,40}}\s)?(?:{_TITLES})(?:\s(?:{_OF})\s[^,.;:()“”\"\n]{{1,60}})?)[,.]"
    ),
    re.compile(rf"(?:{_COURTESY}\s)?(?P<name>{FULL})\s\((?P<title>{_TITLES})\)"),
    re.compile(rf"\b{_COURTESY}\s(?P<name>{NAME})"),
)


def persons(text: str, known: Collection[str]) -> Iterator[DraftedActor]:
    """Yield the persons that are named with a title or a courtesy."""
    before = frozenset(known)
    seen = [(match, match.groupdict()) for form in _PERSON_FORMS for match in form.finditer(text)]
    whose = either(SENSE["opinions"]["whose"])
    fullest = _fullest({name for _, parts in seen if " " in (name := parts["name"]) and not is_body(name)})
    for one, parts in seen:
        name = _full(parts["name"], fullest)
        title = (parts.get("title") or parts.get("before") or "").strip()
        title = re.sub(rf"^(?:{ARTICLES}|(?i:{whose}))\s", "", title)
        if not name or is_body(name) or fold(name) in before or name.rsplit(maxsplit=1)[-1].lower() in _OFFICES:
            continue
        yield _person(
            name,
            title,
            parts.get("courtesy") or "",
            one[0].strip(" ,.") if parts.get("title") and one[0].startswith(title) else "",
        )


_LABEL = re.compile(
    rf"(?:{_COURTESY}\s)?(?:(?P<title>(?:\S+\s){{0,5}}?(?:{_TITLES})(?:\s(?:{_OF})\s.+(?=\s\S+\s\S+$))?)\s)?(?P<name>\S.*)"
)
"""The label of a speaker, with courtesy and title: Secretary of State Ines Roca."""


def labelled(label: str) -> DraftedActor:
    """Return who is named by the label before what they say; a title may stand behind the name, or alone."""
    if re.search(rf"^[^,]*\b(?:{_TITLES})$", label):
        office = re.sub(rf"^{ARTICLES}\s", "", label)
        return DraftedActor(slug(office), office, style=definite(office), guessed=True)
    head, _, behind = re.sub(r"\s[(\[]([^()\[\]]*)[)\]]$", r", \1", label).partition(", ")
    found = _LABEL.fullmatch(head)
    if not found:
        return DraftedActor(slug(label), label, guessed=True)
    title = found["title"] or behind
    one = _person(found["name"], title, found["courtesy"] or "", head if found["title"] else "")
    return one if title or found["courtesy"] else replace(one, guessed=True)


def _fullest(names: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the longest of the names that share the last one and begin alike: last name → letter → name."""
    found: dict[str, dict[str, str]] = {}
    for name in sorted(names, key=lambda one: (len(one), one)):
        found.setdefault(name.rsplit(maxsplit=1)[-1], {})[name[0]] = name
    return found


def _full(name: str, fullest: dict[str, dict[str, str]]) -> str:
    """Return the longest form of a person's name: T. Lind, Tove Lind; nothing where it may be one of two persons."""
    alike = fullest.get(name.rsplit(maxsplit=1)[-1], {})
    if " " in name:
        return alike.get(name[0], name)
    return "" if len(alike) > 1 else next(iter(alike.values()), name)


def differ(name: str, other: str) -> bool:
    """Tell whether two names with the same last one have first names that begin differently."""
    return " " in name and " " in other and name[0] != other[0]


def _person(name: str, title: str, courtesy: str, seen: str) -> DraftedActor:
    last = name.rsplit(maxsplit=1)[-1]
    office = next((word for word in longest_first(lexicon("persons")["offices"]) if title.lower().endswith(word)), "")
    rank = re.search(rf"(?i)\b(?:{either(SENSE['limits']['rank'])})[\s-]{office}$", title)
    style = f"{rank[0] if rank else title[len(title) - len(office) :]} {last}" if office and seen else ""
    style = capital(style) if style else f"{courtesy} {last}".strip() if courtesy else ""
    short = last if " " in name else ""
    office_alone = title if title[:1].isupper() and " " in title and "," not in title else ""
    polite = [f"{courtesy} {one}" for one in (last, name)] if courtesy else []
    variants = tuple(dict.fromkeys(filter(None, (office_alone, "" if {*",("} & {*seen} else seen, *polite))))
    return DraftedActor(slug(last), name, "person", short, title, style, variants)


def is_body(name: str, kinds: Sequence[str] = ("organisation", "grouping", "media")) -> bool:
    """Tell whether a name is that of a body of one of these kinds: a council, a ministry, an alliance, a newspaper."""
    words = set(name.split())
    return any(set(noun.split()) <= words for kind in kinds for noun in lexicon("bodies")[kind])
