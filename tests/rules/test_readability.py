"""E23, how hard a page reads: counted as it says, asked only where a house sets a grade, told with a cure."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from tests.pictures import bars
from tests.rules.test_page import CASE, said
from tests.test_house import house
from tests.test_release import harbour, run

from briefkit.document import Block, Cell, Document, Heading, Item, ItemList, Meta, Paragraph, Run, Table, Title
from briefkit.house import House
from briefkit.loading import load
from briefkit.markings import releasable_to
from briefkit.outcomes import Outcomes
from briefkit.rules.page import Page
from briefkit.rules.structure import grade
from briefkit.wording import Composer

HARD = "Notwithstanding considerable reservations, transportation arrangements necessitate rehabilitation."
"""90 letters in 7 words: 4.71 × 90 / 7 + 0.5 × 7 − 21.43 = 42.6."""
META = Meta("harbour.summary", "Harbour", "Summary", "public", "TLP:CLEAR", date(2026, 3, 4))
CITES = ("statement:fee/sentence",)


def read(folder: Path, own: House) -> Outcomes:
    """Return the record of page.yaml, of a house, as the public may have it."""
    for name, words in {**CASE["sources"], "outcomes.yaml": CASE["record"]}.items():
        (folder / name).write_text(words, encoding="utf-8")
    (folder / "chart.png").write_bytes(bars(60, 40))
    return releasable_to(load(folder, house=own).outcomes, "public")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """Return a record of a house that asks for the lowest grade."""
    folder = tmp_path_factory.mktemp("harbour")
    return read(folder, house(folder, "[audience.public]\ngrade = 1\n"))


def told(record: Outcomes, blocks: Sequence[Block]) -> list[str]:
    """Return what E23 tells of a page."""
    found = list(grade(Page(Document(META, tuple(blocks)), Composer(record))))
    assert all(one.severity == "warning" for one in found)
    return [f"{one.message} {one.hint}" for one in found]


@pytest.mark.parametrize(
    ("words", "index"),
    [
        (HARD, "42.6"),
        ("The boats moored overnight.", "7.7"),  # 23 letters, 4 words
        ("The boats moored overnight. The boats moored overnight.", "7.7"),
        ("The boats moored overnight, the boats moored overnight.", "9.7"),
        ("The boats of Ines Roca moored overnight.", "4.6"),  # "The boats of moored overnight": 25 letters, 5 words
        ("The boats, at 12:30, on 3 and 4 (EU), moored overnight.", "2.3"),  # 30 letters, 7 words
        ("The boats’ well-worn ropes moored the EU’s overnight.", "8.3"),  # 39 letters, 7 words
    ],
)
def test_what_is_counted(record: Outcomes, words: str, index: str) -> None:
    """Letters, words and sentences by the published formula, without names, terms, numbers and what stands at them."""
    (message,) = told(record, [said("fee", words)])
    assert f"it reads at grade {index}; at most 1" in message


def test_what_is_not_counted(record: Outcomes) -> None:
    """Titles, headings, cells, small words of a template, and all that follows the heading of an annex."""
    hard, easy = (Run(HARD, cites=CITES),), said("fee", "The boats moored overnight.")
    table = Table((Cell((Run("x"),)),), ((Cell(hard),),))
    annex = Heading(1, (Run("Annex"),), "annex")
    alone = told(record, [easy])
    rest = [Title(hard), Heading(1, hard, "a"), table, Paragraph((Run(HARD),)), annex, said("fee", HARD)]
    assert told(record, [easy, *rest]) == alone
    assert told(record, [easy, ItemList((Item(hard),))]) != alone
    assert told(record, rest) == []


def test_a_list_of_the_hardest(record: Outcomes) -> None:
    """The hint names the statements of the longest sentences, each once and the longest first, three at most."""
    keys = ("met", "fee", "rules", "plan")
    pages = [said(key, f"The boats moored {'again ' * i}overnight.") for i, key in enumerate(keys)]
    (message,) = told(record, [*pages, said("plan", "The boats moored.")])
    assert message.endswith("they are those of `plan` (7 words), `rules` (6 words), `fee` (5 words).")


def test_nobody_is_asked_who_did_not_ask(tmp_path: Path) -> None:
    """Without `grade` no page is told to be hard, and one at the grade itself is not."""
    assert told(read(tmp_path, house(tmp_path, "")), [said("fee", HARD)]) == []
    easy = said("fee", "The boats moored overnight, the boats moored overnight.")
    assert told(read(tmp_path, house(tmp_path, "[audience.public]\ngrade = 10\n")), [easy]) == []
    assert told(read(tmp_path, house(tmp_path, "[audience.public]\ngrade = 9\n")), [easy])


def test_where_it_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The author's run shows the line of the longest; one for an audience names it, alike without what is withheld."""
    (tmp_path / "briefkit.toml").write_text("[audience.public]\ngrade = 1\n", encoding="utf-8")
    heard = []
    for name in ("whole", "never"):
        folder = harbour(tmp_path / name, hidden=name == "whole")
        lines = (folder / "outcomes.yaml").read_text(encoding="utf-8").splitlines()
        at = 1 + next(i for i, line in enumerate(lines) if "id: bottom-line" in line)
        asked = ("render", str(folder), "-f", "md", "-o", f"{folder}/out")
        printed, code = run(capsys, *asked)
        assert f"outcomes.yaml:{at}:5: E23 warning: harbour-2026-03-03.public-summary: it reads at grade " in printed
        assert code == 0
        heard.append([run(capsys, *asked, "-a", "public", *more) for more in ((), ("--strict",))])
    assert [(text.replace("/whole", "/never"), code) for text, code in heard[0]] == heard[1]
    (text, code), (_, strict) = heard[0]
    assert "\nE23 warning: harbour-2026-03-03.public-summary: it reads at grade " in f"\n{text}"
    assert (code, strict) == (0, 6)
