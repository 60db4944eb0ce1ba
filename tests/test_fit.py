"""The budget search, on documents that are nothing but their length."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, TypeAlias

import pytest

from briefkit.document import Block, Document, Heading, Layout, Meta, Note, Notes, Paragraph, Run
from briefkit.editions import Length
from briefkit.editions.fit import Fitted, PlanSearch, words
from briefkit.errors import LayoutError

META = Meta("demo.read-out", "Demo", "Read-out", "principal", "TLP:CLEAR", date(2025, 9, 4))
LINES = 40
"""Lines on a page."""
Lines: TypeAlias = Any
"""A plan here: the numbers of the lines that it prints. The search looks into none."""


def made(plan: Lines) -> Fitted:
    """Return a document with a word for each line, laid out on pages of 40."""
    blocks = tuple(Paragraph((Run(f"word{n}"),)) for n in plan)
    pages, rest = divmod(len(plan), LINES)
    layout = Layout(pages + (rest > 0), (rest or LINES) / LINES)
    return Fitted(plan, Document(META, blocks), layout)


def shorter(full: Lines) -> Iterator[Lines]:
    """Yield a plan and what is left when the last line goes, down to one."""
    yield from (full[:stop] for stop in range(len(full), 0, -1))


def search(
    length: Length, additions: Callable[[Lines], Iterable[Callable[[Lines], Lines]]] | None = None
) -> PlanSearch:
    """Return a search in which a plan weighs as many as its lines."""
    return PlanSearch(made, weigh, additions or nothing, length, lambda plan: f"{len(plan)} lines")


def weigh(plan: Lines) -> float:
    """Return how many lines a plan has."""
    return len(plan)


def nothing(_: Lines) -> list[Callable[[Lines], Lines]]:
    """Add nothing."""
    return []


@pytest.mark.parametrize("length", range(1, 130, 7))
@pytest.mark.parametrize("limit", [Length(1, spare=0), Length(1), Length(2), Length(3, 60), Length(0.5, spare=0)])
def test_the_fullest_that_keeps_is_found(length: int, limit: Length) -> None:
    """The search finds what trying one after the other would find."""
    full = tuple(range(length))
    keeping = [plan for plan in shorter(full) if made(plan).keeps(limit)]
    assert search(limit).best(shorter(full)).plan == keeping[0]


@pytest.mark.parametrize("length", [60, 120, 400])
def test_few_documents_are_made(length: int) -> None:
    """Where all lines are alike, the first guess is at most two lines off, however many plans there are."""
    counted: list[int] = []

    def make(plan: Lines) -> Fitted:
        counted.append(len(plan))
        return made(plan)

    PlanSearch(make, weigh, nothing, Length(1), str).best(shorter(tuple(range(length))))
    assert len(counted) <= 5


@pytest.mark.parametrize("heavy", [3, 17, 38])
def test_a_wrong_weight_only_costs_time(heavy: int) -> None:
    """The fullest that keeps is found though one line weighs as much as all others."""
    full = tuple(range(60))

    def weigh_one_more(plan: Lines) -> float:
        return weigh(plan) + 100 * (heavy in plan)

    found = PlanSearch(made, weigh_one_more, nothing, Length(1), str).best(shorter(full))
    assert found.plan == full[:36]


def test_room_that_is_left_is_filled() -> None:
    """What was dropped comes back where it fits, the first offered first; what does not fit is passed over."""
    full = (*range(30), *range(100, 125))

    def blocks(_: Lines) -> Iterator[Callable[[Lines], Lines]]:
        yield lambda now: (*now, *range(200, 230))
        yield lambda now: (*now, 300, 301)

    plans: list[Lines] = [full, full[:30], full[:10]]
    assert search(Length(1), blocks).best(plans).plan == (*range(30), 300, 301)


def test_what_cannot_fit_is_refused() -> None:
    """Where even the shortest is too long, E24 names what it takes, what there is, and what cannot be dropped."""
    plans: list[Lines] = [tuple(range(90)), tuple(range(37))]
    with pytest.raises(LayoutError) as caught:
        search(Length(1)).best(plans)
    (problem,) = caught.value.problems
    told = "`demo.read-out` does not fit: with all left out that may be it takes"
    assert (problem.code, problem.message) == ("E24", f"{told} 0.93 pages, where there is room for 0.92")
    assert problem.hint == (
        "What cannot be dropped: 37 lines. Give that shorter wordings, or mark less `must`. "
        "0.08 of its last page stays free, since other programs break lines elsewhere."
    )
    with pytest.raises(LayoutError) as caught:
        search(Length(1, 30, spare=0)).best(plans)
    assert caught.value.problems[0].message == f"{told} 37 words, where 30 are allowed"
    assert caught.value.problems[0].hint.endswith("mark less `must`.")


def test_words_are_the_bodys() -> None:
    """Markings, notes, sources and what follows an annex's heading are not counted."""
    marking = Run("\u00a0[TLP:AMBER]", cites=("statement:a/marking",))
    body: tuple[Block, ...] = (Paragraph((Run("one two "), Run("three"), marking)), Heading(1, (Run("Four"),), "h"))
    notes = Notes((Note("¹", (Run("a note"),), "note-1"),))
    annex = (Heading(1, (Run("Annex: evidence"),), "a"), Paragraph((Run("many more words"),)))
    assert words(Document(META, (*body, notes, *annex))) == 4


def test_an_annex_takes_no_pages() -> None:
    """A document's pages end with the one on which its annex begins, which may be filled."""
    blocks: tuple[Block, ...] = (
        Paragraph((Run("body"),)),
        Heading(1, (Run("Annex"),), "annex"),
        Paragraph((Run("quotes"),)),
    )
    found = Fitted((), Document(META, blocks), Layout(9, 0.5, {"annex": 3}))
    assert found.used == 3
    assert found.keeps(Length(8, 100))
    assert found.keeps(Length(3))
    assert not found.keeps(Length(2))
