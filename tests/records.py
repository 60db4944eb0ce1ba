"""Random records that load: every kind and shape of statement, all markings, names in four scripts."""

import json
import random
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.pictures import bars

from briefkit.loading import Loaded, load

NAMES = ("Ines Roca", "Ελένη Μάρκου", "Ясен Вълков", "Lương Thị Duyên", "Jo Smith-Óg", "Åse van der Meer-Hohenthal")
LATIN = {1: "Eleni Markou", 2: "Yasen Valkov"}
STATES = ("aldery", "brevane", "dorvale", "kelmora")
GROUPS: dict[str, dict[str, Any]] = {
    "union": {"name": "Lake Union", "style": "the Lake Union", "plain": "the towns on the lake", "members": ["league"]},
    "league": {"name": "Pier League", "style": "the Pier League", "members": ["aldery", "brevane"]},
}
CONDITIONS: tuple[dict[str, str], ...] = (
    {"text": "provided that the council approves", "short": "if the council approves"},
    {"text": "provided that the bank lends the money"},
    {"text": "subject to funding"},
    {"text": "pending ratification", "plain": "Parliament must approve it first."},
    {"text": "once the pier is repaired", "plain": "after the pier has been repaired"},
    {"text": "The treasury must agree.", "short": "if the treasury agrees"},
    {"text": "The lock was not yet open."},
)
CLAUSES = (
    ("the {} ferry may run at night", "the {} ferry may run"),
    ("{n} boats are ready to use the {} harbour in winter", "{n} boats are ready to use the {} harbour"),
    ("it would widen the {} road", "it would widen the road"),
    ("at least {n} towns could share the {} pump", "at least {n} towns could share it"),
)
KINDS = (
    *("fact", "event", "announcement", "announcement", "decision", "commitment", "call", "assessment", "open_issue"),
    *("next_step", "direct_quote", "picture"),
)
DESK = ("summary", "line", "question", "ask", "assessment", "open_issue")
SYLLABLES = ("ba", "ke", "lu", "mo", "ri", "sta", "vel", "tor", "nim", "dra")
Made = tuple[str, dict[str, Any]]
"""A sentence of a source, and the fields of the statement that it bears out."""


def random_record(seed: int, *, tlp: bool | None = None, longest: int = 40) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the data of a record and the texts of its sources by file name; equal seeds give equal records.

    `tlp`: whether it is marked by the Traffic Light Protocol; by chance where nothing is said. `longest`: how many
    sourced statements it may have, beside the positions of sides.
    """
    return _Maker(random.Random(seed), tlp).record(seed, longest)


def write(folder: Path, record: dict[str, Any], sources: dict[str, str]) -> Path:
    """Write a record and its sources as files; return the folder."""
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    for name, text in sources.items():
        (folder / "sources" / name).write_text(text, encoding="utf-8")
    for number, name in enumerate(sorted({s["file"] for s in record["statements"] if s["kind"] == "picture"})):
        (folder / name).write_bytes(bars(60 + 40 * (number % 7), 40 + 30 * (number % 5), mode="L"))
    (folder / "outcomes.yaml").write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    return folder


@lru_cache(maxsize=100)
def loaded(seed: int) -> Loaded:
    """Return a random record as it is loaded from files: once in a process, as nothing in it can change."""
    with TemporaryDirectory() as folder:
        return load(write(Path(folder), *random_record(seed)), f"record-{seed}")


def spoken_name(number: int) -> str:
    """Return how running text names a person."""
    return f"Member {LATIN.get(number, NAMES[number]).split()[-1]}"


class _Maker:
    """Draws the parts of one record from one random sequence."""

    def __init__(self, rng: random.Random, tlp: bool | None) -> None:  # noqa: FBT001 - handed on
        self.rng = rng
        drawn = rng.random() < 0.85
        self.tlp = drawn if tlp is None else tlp
        self.higher = ("TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED") if self.tlp else ("OFFICIAL-SENSITIVE",)
        self.texts: dict[str, list[str]] = {f"source-{n}": [] for n in range(1, rng.randint(1, 4) + 1)}
        self.statements: list[dict[str, Any]] = []
        self.used: set[str] = set()

    def chance(self, share: float, **fields: Any) -> dict[str, Any]:
        """Return these fields, or none: functions are called for their values."""
        drawn = self.rng.random() < share
        return {key: value() if callable(value) else value for key, value in fields.items() if drawn}

    def record(self, seed: int, longest: int) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the whole: statements of every kind, then what the desk adds."""
        self.issues: dict[str, dict[str, Any]] = {
            f"issue-{n}": {"title": f"The {self.word()} matter"} for n in range(self.rng.randint(1, 4))
        }
        for issue in self.issues:
            if self.rng.random() < 0.6:
                self.sides(issue)
        for _ in range(self.rng.randint(4, longest)):
            kind = self.rng.choice(KINDS)
            self.add(kind, *getattr(self, f"_{kind}")())
        for kind in DESK:
            if self.rng.random() < 0.7:
                self.desk(kind)
        self.links()
        texts = {f"{key}.txt": " ".join(text or ["Nothing."]) + "\n" for key, text in self.texts.items()}
        return self.head(seed), texts

    def head(self, seed: int) -> dict[str, Any]:
        """Return the record's data around its statements."""
        return {
            "id": f"random-{seed}",
            "title": f"The {self.word()} board meets",
            "marking": "TLP:CLEAR" if self.tlp else "OFFICIAL",
            "as_of": self.day("2026-03-04"),
            "meeting": self.meeting("board"),
            "occasions": {key: self.meeting(key) for key in ("december", "april")},
            "sources": {key: self.source(key) for key in self.texts},
            "actors": {f"person-{n}": self.person(n) for n in range(len(NAMES))}
            | {state: {"name": state.title(), "kind": "state"} for state in STATES}
            | {key: {"kind": "grouping", **group} for key, group in GROUPS.items()}
            | {"wire": {"name": "Lake Wire", "kind": "media"}},
            "issues": self.issues,
            "terms": {
                "pier": {"long": "a landing place", "plain": "where ships land"},
                "ratification": {"long": "approval"},
            },
            "statements": self.statements,
            **self.chance(0.3, notice="Invented for a test."),
        }

    def day(self, day: str) -> Any:
        """Return a day, at times the editor's."""
        return self.rng.choice((day, {"date": day, "basis": "editor", "note": "the texts are undated"}))

    def meeting(self, name: str) -> dict[str, Any]:
        """Return the meeting, or another occasion."""
        return {
            "name": f"{name.title()} of {self.word()}",
            "date": self.day("2026-03-03"),
            "place": "Port Avon",
            "attendance": self.rng.choice(("in_person", "virtual", "mixed", "unknown")),
            "instrument": "agreement",
            "participants": [{"actor": f"person-{self.rng.randrange(len(NAMES))}", "role": "chair"}],
        }

    def source(self, key: str) -> dict[str, Any]:
        """Return a source, sometimes marked higher than the record."""
        marked = self.chance(0.3, marking=lambda: self.rng.choice(self.higher))
        return {"file": f"sources/{key}.txt", "type": "report", "title": f"Report {self.word()}", **marked}

    def person(self, number: int) -> dict[str, Any]:
        """Return a person, sometimes named by the editor."""
        latin = {"latin": LATIN[number]} if number in LATIN else {}
        style = spoken_name(number)
        found = {"name": NAMES[number], "short": style.split()[-1], "title": "Member", "style": style, **latin}
        return found | self.chance(0.2, basis="editor")

    def add(self, kind: str, sentence: str, more: dict[str, Any]) -> None:
        """Add a statement whose quote is a sentence of some source, or what the fields give as one."""
        rng = self.rng
        source = rng.choice(list(self.texts))
        self.texts[source].append(sentence + ".")
        statement: dict[str, Any] = {"id": f"s{len(self.statements)}", "kind": kind, **more}
        statement["quote"] = [{"source": source, "quote": quote} for quote in more.get("quote", [sentence])]
        first = next((more[shape] for shape in ("says", "does", "text") if shape in more), "")
        statement |= (
            self.chance(0.2, marking=lambda: rng.choice(self.higher))
            | self.chance(0.5, importance=lambda: rng.randint(1, 5))
            | self.chance(0.15, relevance=lambda: {rng.choice(("principal", "parliament", "public", "partner")): 0})
            | self.chance(0.03, must=True)
            | self.chance(0.1, on=lambda: self.day("2026-03-01"))
            | self.chance(0.1, avoid=self.avoid)
            | self.chance(0.15, occasion=lambda: rng.choice(("december", "april", "margins")))
            | self.chance(0.15, via=lambda: rng.choice(("wire", *self.texts)))
            | self.chance(0.1, supported_by=lambda: self.speakers()[1])
            | self.chance(0.1, opposed_by=lambda: [*self.speakers()[1], "kelmora"])
            | (self.chance(0.3, plain=first) if first else {})
        )
        if "issue" not in statement and rng.random() < 0.6:
            statement["issue"] = rng.choice(list(self.issues))
        self.statements.append(statement)

    def avoid(self) -> list[dict[str, Any]]:
        """Return a wording that no statement uses."""
        say, because = f"{self.word()} {self.word()}", f"no text has {self.word()}"
        return [{"say": say, "because": because, "everywhere": self.rng.random() < 0.3}]

    def sides(self, issue: str) -> None:
        """Give an issue two sides and their positions."""
        self.issues[issue]["sides"] = self.rng.sample(STATES, 2)
        for side in self.issues[issue]["sides"]:
            does = f"supports the {self.word()} plan"
            self.add("position", f"{side.title()} {does}", {"by": side, "does": does, "issue": issue})

    def speakers(self) -> tuple[str, list[Any]]:
        """Return one speaker or several as a source names them, and as a record does."""
        rng = self.rng
        people = rng.sample(range(len(NAMES)), rng.choice((1, 1, 1, 2, 3)))
        behalf = ("union", "league", "dorvale")
        by = [
            {"actor": f"person-{n}", "for": rng.choice(behalf)} if rng.random() < 0.2 else f"person-{n}" for n in people
        ]
        unnamed = ["many small towns"] if rng.random() < 0.15 else []
        return " and ".join([*map(spoken_name, people), *unnamed]), [*by, *({"words": words} for words in unnamed)]

    def spoken(self, said: str, clause: str, short: str) -> Made:
        """Return a sentence of speakers, perhaps with conditions, and its fields."""
        conditions = self.rng.sample(CONDITIONS, self.rng.choice((0, 0, 1, 1, 2, 3)))
        names, by = self.speakers()
        clauses = [c["text"] for c in conditions if c["text"][0].islower()]
        behind = [c["text"].rstrip(".") for c in conditions if c["text"][0].isupper()]
        sentence = ". ".join([", ".join([f"{names} {said} that {clause}", *clauses]), *behind])
        fields: dict[str, Any] = {"by": by[0] if len(by) == 1 else by, "says": clause, "conditions": conditions}
        fields |= self.chance(0.3, short=short) | self.chance(0.4, headline=short) | self.chance(0.2, verb=said)
        return sentence, {key: value for key, value in fields.items() if value}

    def _fact(self) -> Made:
        text = f"The {self.word()} bridge carries the road to the {self.word()} mill"
        return text, {"text": f"{text}."}

    def _event(self) -> Made:
        text = f"The {self.word()} committee met in Port Avon on {self.rng.randint(1, 28)} February 2026"
        return text, {"text": f"{text}.", **self.chance(0.3, short="The committee met in Port Avon.")}

    def _announcement(self) -> Made:
        (long, brief), number, name = self.rng.choice(CLAUSES), self.rng.randint(12, 4000), self.word()
        clause, short = (pattern.format(name, n=f"{number:,}") for pattern in (long, brief))
        comparator = {"comparator": "at_least"} if "at least" in clause else {}
        counts = {"value": number, "counts": "boats" if "boats" in clause else "towns", **comparator}
        sentence, fields = self.spoken("announced", clause, short)
        return sentence, fields | ({"quantities": [counts]} if "{n}" in long else {})

    def _decision(self) -> Made:
        rng, thing, body = self.rng, self.word(), self.rng.choice(list(GROUPS))
        measures = [f"close the {self.word()} gate", f"pay for the {self.word()} dam", f"count the {self.word()} boats"]
        votes = ({"for": 9, "against": 0}, {"for": ["aldery", "brevane"], "against": ["dorvale"], "abstained": 1})
        fields = (
            self.chance(0.5, effect=lambda: rng.choice(("immediate", "2026-05-01", "once the pier is repaired")))
            | self.chance(0.5, measures=measures[: rng.randint(1, 3)])
            | self.chance(0.5, vote=lambda: rng.choice(votes))
            | self.chance(0.3, basis="Article 5 of the Lake Treaty")
        )
        does = f"adopted the {thing} plan"
        return f"{GROUPS[body]['name']} {does}", {"by": body, "does": does, **fields}

    def _commitment(self) -> Made:
        state, does = self.rng.choice(STATES), f"committed to repair the {self.word()} lock by 30 June 2026"
        tests = dict.fromkeys(("discrete", "specific", "public", "collectively_agreed"), True)
        due = self.chance(0.5, due=lambda: self.rng.choice(("2026-06-30", "30 June 2026")))
        return f"{state.title()} {does}", {"by": state, "committers": [state], "does": does, **due, **tests}

    def _call(self) -> Made:
        names, by = self.speakers()
        does = f"asked the towns to clear the {self.word()} canal"
        return f"{names} {does}", {"by": by, "does": does, **self.chance(0.5, to=lambda: self.speakers()[1])}

    def _assessment(self) -> Made:
        clause = f"the {self.word()} plan is the better one"
        made, about = self.spoken("thinks", clause, clause), [s["id"] for s in self.statements if "by" in s]
        return made[0], made[1] | (self.chance(0.5, about=lambda: self.rng.choice(about)) if about else {})

    def _open_issue(self) -> Made:
        thing = self.word()
        text = f"The seat of the {thing} office has not been decided"
        return text, {"text": f"{text}.", "question": f"Where will the {thing} office stand?"}

    def _next_step(self) -> Made:
        state = self.rng.choice(STATES)
        text = f"{state.title()} will publish the {self.word()} report by 30 April 2026"
        return text, {"text": f"{text}.", "by": state, **self.chance(0.6, owner=state, due="2026-04-30")}

    def _direct_quote(self) -> Made:
        number, words = self.rng.randrange(len(NAMES)), f"The {self.word()} road is open"
        again = [f"It leads to {self.word()}"] if self.rng.random() < 0.3 else []
        sentence = f"“{words},” said {spoken_name(number)}" + "".join(f". “{more}.”" for more in again)
        return sentence, {"by": f"person-{number}", "quote": [words, *again]}

    def _picture(self) -> Made:
        text = f"The {self.word()} chart has a bar for {self.rng.randint(12, 90)} boats"
        return text, {"text": f"{text}.", "file": f"sources/{self.word().lower()}.png", "alt": f"{text}."}

    def desk(self, kind: str) -> None:
        """Add a statement of the desk: composed from what others say, the summary among them, or in its own words."""
        able = [
            s["id"] for s in self.statements if s["kind"] != "assessment" and ("quote" in s or s["kind"] == "summary")
        ]
        ground = self.rng.sample(able, min(len(able), 1 if kind in ("summary", "open_issue") else 2))
        statement: dict[str, Any] = {"id": f"desk-{kind.replace('_', '-')}", "kind": kind, "rests_on": ground}
        own = f"The {self.word()} plan is what matters."
        statement |= {"text": own} if kind == "assessment" else self.chance(0.2, text=own)
        statement |= self.chance(0.2, add=f"The {self.word()} papers were not seen.")
        statement |= self.chance(0.2, headline=f"{self.word()} plan matters")
        statement |= {"question": "What comes of it?"} if kind in ("question", "open_issue") else {}
        self.statements.append(statement)

    def links(self) -> None:
        """Let some statements contradict or replace others."""
        facts = [s for s in self.statements if s["kind"] in {"fact", "announcement"}]
        if len(facts) > 3:
            first, second, third, fourth = self.rng.sample(facts, 4)
            first["contradicts"] = [{"statement": second["id"], **self.chance(0.5, about="whether it was agreed")}]
            second["contradicts"] = [first["id"]]
            third |= self.chance(0.5, supersedes=[fourth["id"]])

    def word(self) -> str:
        """Return a made-up name that this record has not used."""
        while True:
            found = "".join(self.rng.choices(SYLLABLES, k=self.rng.choice((2, 3, 3, 4, 9)))).capitalize()
            if found not in self.used:
                self.used.add(found)
                return found
