"""Random records that load: every kind of statement, all markings, names in four scripts."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.pictures import bars

from briefkit.load import Loaded, load

NAMES = ("Ines Roca", "Ελένη Μάρκου", "Ясен Вълков", "Lương Thị Duyên", "Jo Smith-Óg", "Åse van der Meer-Hohenthal")
STATES = ("Aldery", "Brevane", "Dorvale", "Kelmora")
CONDITIONS = (
    "provided that the council approves",
    "subject to funding",
    "pending ratification",
    "once the pier is repaired",
)
CLAUSES = (
    "the {} ferry may run at night",
    "{n} boats are ready to use the {} harbour",
    "the {} road is to be widened",
    "at least {n} towns could share the {} pump",
    "the {} office will open in the old hall",
)
KINDS = (
    *("fact", "event", "announcement", "commitment", "assessment", "open_issue", "next_step", "direct_quote"),
    "picture",
)
DESK = ("summary", "line", "question", "ask")
SYLLABLES = ("ba", "ke", "lu", "mo", "ri", "sta", "vel", "tor", "nim", "dra")


def random_record(seed: int) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the data of a record and the texts of its sources by file name; equal seeds give equal records."""
    return _Maker(random.Random(seed)).record(seed)


def write(folder: Path, record: dict[str, Any], sources: dict[str, str]) -> Path:
    """Write a record and its sources as files; return the folder."""
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    for name, text in sources.items():
        (folder / "sources" / name).write_text(text, encoding="utf-8")
    for number, name in enumerate(sorted({s["file"] for s in record["statements"] if s["kind"] == "picture"})):
        (folder / name).write_bytes(bars(60 + 40 * (number % 7), 40 + 30 * (number % 5), mode="L"))
    (folder / "outcomes.yaml").write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    return folder


def loaded(folder: Path, seed: int) -> Loaded:
    """Return a random record as it is loaded from files in a folder."""
    return load(write(folder / f"record-{seed}", *random_record(seed)))


class _Maker:
    """Draws the parts of one record from one random sequence."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.tlp = rng.random() < 0.85
        self.higher = ("TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED") if self.tlp else ("OFFICIAL-SENSITIVE",)
        self.texts: dict[str, list[str]] = {f"source-{n}": [] for n in range(1, rng.randint(1, 4) + 1)}
        self.statements: list[dict[str, Any]] = []
        self.used: set[str] = set()

    def record(self, seed: int) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the whole: statements of every kind, then what the desk adds."""
        self.issues = {f"issue-{n}": {"title": f"The {self.word()} matter"} for n in range(self.rng.randint(1, 4))}
        for issue in self.issues:
            if self.rng.random() < 0.6:
                self.sides(issue)
        for _ in range(self.rng.randint(4, 40)):
            kind = self.rng.choice(KINDS)
            self.add(kind, *getattr(self, f"_{kind}")())
        for kind in DESK:
            if self.rng.random() < 0.7:
                self.desk(kind)
        self.links()
        return self.head(seed), {
            f"{key}.txt": " ".join(text or ["Nothing."]) + "\n" for key, text in self.texts.items()
        }

    def head(self, seed: int) -> dict[str, Any]:
        """Return the record's data around its statements."""
        rng = self.rng
        editor = {"date": "2026-03-04", "basis": "editor", "note": "the texts are undated"}
        return {
            "id": f"random-{seed}",
            "title": f"The {self.word()} board meets",
            "marking": "TLP:CLEAR" if self.tlp else "OFFICIAL",
            "as_of": rng.choice(("2026-03-04", editor)),
            "meeting": {
                "name": f"{self.word()} Board",
                "date": rng.choice(("2026-03-03", {**editor, "date": "2026-03-03"})),
                "place": "Port Avon",
                "attendance": rng.choice(("in_person", "virtual", "mixed", "unknown")),
                "instrument": "agreement",
                "participants": [{"actor": f"person-{rng.randrange(len(NAMES))}", "role": "chair"}],
            },
            "sources": {key: self.source(key) for key in self.texts},
            "actors": {f"person-{n}": self.person(n) for n in range(len(NAMES))}
            | {state.lower(): {"name": state, "kind": "state"} for state in STATES},
            "issues": self.issues,
            "terms": {
                "pier": {"long": "a landing place", "plain": "where ships land"},
                "ratification": {"long": "approval"},
            },
            "statements": self.statements,
            "reviewed_by": "A second reader",
        }

    def source(self, key: str) -> dict[str, Any]:
        """Return a source, sometimes marked higher than the record."""
        marked = {"marking": self.rng.choice(self.higher)} if self.rng.random() < 0.3 else {}
        return {"file": f"sources/{key}.txt", "type": "report", "title": f"Report {self.word()}", **marked}

    def person(self, number: int) -> dict[str, Any]:
        """Return a person, sometimes named by the editor."""
        name = NAMES[number]
        basis = {"basis": "editor"} if self.rng.random() < 0.2 else {}
        return {
            "name": name,
            "short": name.split()[-1],
            "title": "Member",
            "style": f"Member {name.split()[-1]}",
            **basis,
        }

    def add(self, kind: str, sentence: str, more: dict[str, Any]) -> None:
        """Add a statement whose quote is a sentence of some source."""
        rng = self.rng
        source = rng.choice(list(self.texts))
        self.texts[source].append(sentence + ".")
        statement: dict[str, Any] = {"id": f"s{len(self.statements)}", "kind": kind, "text": sentence + ".", **more}
        statement["quote"] = {"source": source, "quote": sentence}
        chances: tuple[tuple[float, str, Callable[[], Any]], ...] = (
            (0.2, "marking", lambda: rng.choice(self.higher)),
            (0.5, "importance", lambda: rng.randint(1, 5)),
            (0.15, "relevance", lambda: {rng.choice(("principal", "parliament", "public", "partner")): 0}),
            (0.05, "must", lambda: True),
            (0.1, "as_of", lambda: "2026-03-01"),
            (0.1, "avoid", lambda: [{"say": f"{self.word()} {self.word()}", "because": f"no text has {self.word()}"}]),
            (0.3, "plain", lambda: statement["text"]),
        )
        statement |= {key: value() for chance, key, value in chances if rng.random() < chance}
        if "issue" not in statement and rng.random() < 0.6:
            statement["issue"] = rng.choice(list(self.issues))
        self.statements.append(statement)

    def sides(self, issue: str) -> None:
        """Give an issue two sides and their positions."""
        sides = self.rng.sample([state.lower() for state in STATES], 2)
        self.issues[issue]["sides"] = sides
        for side in sides:
            sentence = f"{side.title()} supports the {self.word()} plan"
            self.add("position", sentence, {"by": side, "issue": issue})

    def spoken(self, verb: str, clause: str) -> tuple[str, dict[str, Any]]:
        """Return a sentence of a speaker, perhaps with a condition, and its fields."""
        number = self.rng.randrange(len(NAMES))
        condition = self.rng.choice(CONDITIONS) if self.rng.random() < 0.5 else ""
        ending = f", {condition}" if condition else ""
        sentence = f"Member {NAMES[number].split()[-1]} {verb} {clause}{ending}"
        more: dict[str, Any] = {"by": f"person-{number}", "claim": clause[:1].upper() + clause[1:] + ending + "."}
        return sentence, more | ({"conditions": [condition]} if condition else {})

    def clause(self) -> tuple[str, dict[str, Any]]:
        """Return a clause, and the quantity in it."""
        pattern, number = self.rng.choice(CLAUSES), self.rng.randint(12, 4000)
        clause = pattern.format(self.word(), n=f"{number:,}")
        counts = "boats" if "boats" in pattern else "towns"
        comparator = {"comparator": "at_least"} if "at least" in pattern else {}
        more = {"quantities": [{"value": number, "counts": counts, **comparator}]} if "{n}" in pattern else {}
        return clause, more

    def _fact(self) -> tuple[str, dict[str, Any]]:
        return f"The {self.word()} bridge carries the road to the {self.word()} mill", {}

    def _event(self) -> tuple[str, dict[str, Any]]:
        return f"The {self.word()} committee met in Port Avon on {self.rng.randint(1, 28)} February 2026", {}

    def _announcement(self) -> tuple[str, dict[str, Any]]:
        clause, more = self.clause()
        sentence, fields = self.spoken("announced that", clause)
        return sentence, fields | more

    def _commitment(self) -> tuple[str, dict[str, Any]]:
        thing = self.word()
        tests = dict.fromkeys(("discrete", "specific", "public", "collectively_agreed"), True)
        due = {"due": "30 June 2026"} if self.rng.random() < 0.5 else {}
        state = self.rng.choice(STATES)
        sentence = f"{state} committed to repair the {thing} lock by 30 June 2026"
        return sentence, {
            "by": state.lower(),
            "committers": [state.lower()],
            "action": f"Repair the {thing} lock",
            **due,
            **tests,
        }

    def _assessment(self) -> tuple[str, dict[str, Any]]:
        sentence, more = self.spoken("thinks that", f"the {self.word()} plan is the better one")
        return sentence, {key: value for key, value in more.items() if key != "claim"}

    def _open_issue(self) -> tuple[str, dict[str, Any]]:
        thing = self.word()
        return f"The seat of the {thing} office has not been decided", {
            "question": f"Where will the {thing} office stand?"
        }

    def _next_step(self) -> tuple[str, dict[str, Any]]:
        thing, state = self.word(), self.rng.choice(STATES)
        fields = {"owner": state.lower(), "due": "30 April 2026"} if self.rng.random() < 0.6 else {}
        return f"{state} will publish the {thing} report by 30 April 2026", {
            "action": f"Publish the {thing} report",
            **fields,
        }

    def _direct_quote(self) -> tuple[str, dict[str, Any]]:
        number = self.rng.randrange(len(NAMES))
        sentence = f"“The {self.word()} road is open,” said Member {NAMES[number].split()[-1]}"
        return sentence, {"by": f"person-{number}"}

    def _picture(self) -> tuple[str, dict[str, Any]]:
        sentence = f"The {self.word()} chart has a bar for {self.rng.randint(12, 90)} boats"
        return sentence, {"file": f"sources/{self.word().lower()}.png", "alt": f"{sentence}."}

    def desk(self, kind: str) -> None:
        """Add a statement of the desk that says what others say."""
        able = [s for s in self.statements if s["kind"] not in {"assessment", *DESK}]
        ground = self.rng.sample(able, min(len(able), self.rng.randint(1, 2)))
        statement: dict[str, Any] = {"id": f"desk-{kind}", "kind": kind, "rests_on": [s["id"] for s in ground]}
        statement["text"] = " ".join(s["text"] for s in ground)
        statement["conditions"] = []
        if kind == "question":
            statement["question"] = "What comes of it?"
        self.statements.append(statement)

    def links(self) -> None:
        """Let some statements contradict or replace others."""
        facts = [s for s in self.statements if s["kind"] in {"fact", "announcement"}]
        if len(facts) > 3:
            first, second, third, fourth = self.rng.sample(facts, 4)
            first["contradicts"], second["contradicts"] = [second["id"]], [first["id"]]
            if self.rng.random() < 0.5:
                third["supersedes"] = [fourth["id"]]

    def word(self) -> str:
        """Return a made-up name that this record has not used."""
        while True:
            found = "".join(self.rng.choices(SYLLABLES, k=self.rng.choice((2, 3, 3, 4, 9)))).capitalize()
            if found not in self.used:
                self.used.add(found)
                return found
