"""Any text of a record, through a template and through Markdown, comes back word for word with its ids."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefkit.citemarks import Cited, mark
from briefkit.compose import Templates, compose
from briefkit.document import Document, Meta, Notes, Run, passages
from briefkit.house import HouseFile
from briefkit.markdown import parse

META = Meta("demo.read-out", "Demo", "Read-out", "principal", "TLP:CLEAR", date(2025, 9, 4))

TEMPLATE = """\
::: kicker
{{ v0 }}
:::

# {{ v1 }}

::: contents
:::

{{ v2 }}

Words {{ v3 }} and {{ v4 }}, **strong {{ v5 }}**, *{{ v6 }}*, [{{ v7 }} here](https://example.org/).
{{ v8 }}

## {{ v9 }}

### About {{ v10 }}: {{ v11 }}

- {{ v12 }}
- **{{ v13 }}:** {{ v14 }}
  - {{ v15 }}
    1. {{ v16 }}

::: numbered
1. {{ v17 }}
1. *{{ v18 }}* {{ v19 }}
:::

::: table matrix
{{ v20 }}

| {{ v21 }} | On {{ v22 }} |
|---|---|
| {{ v23 }} | **{{ v24 }}** |
|{{ v25 }}|x{{ v26 }}|
:::

::: box summary
{{ v27 }}

- {{ v28 }}
:::

::: sources
- {{ v29 }}
:::

::: notes
:::
"""
COUNT = 30

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), max_size=40),
    st.text("*_`[]()<>#+-.!|\\&;:~^{}=\"'/$%@ \t1a", max_size=20),
    st.lists(
        st.sampled_from(
            [
                *(
                    "1. ",
                    "- ",
                    "# ",
                    "> ",
                    "::: ",
                    ":::",
                    "    ",
                    "**",
                    "*",
                    "[x](https://a.b)",
                    "<b>",
                    "</div>",
                    "&amp;",
                ),
                *(
                    "&#42;",
                    "![",
                    "```",
                    "---",
                    "|",
                    "\\",
                    "{{ x }}",
                    "{% if %}",
                    "https://a.b/c?d=1&e",
                    "<!--",
                    "a",
                    " ",
                ),
                *("\ue000", "\ue001", "\ue010", mark(3), "\ue002", "\u00a0", "\u200b", "é", "—", "’", "\ufeff", "𝔘"),
            ]
        ),
        max_size=8,
    ).map("".join),
).filter(str.strip)


@pytest.fixture(scope="module")
def templates() -> Templates:
    """Return a template with a value in every kind of place."""
    return Templates({"page.md": HouseFile("templates/page.md", "page.md", TEMPLATE.encode())})


def through(templates: Templates, texts: list[str]) -> Document:
    """Return the document that prints the texts, each with an id, a note after every third."""
    values = {
        f"v{n}": Cited(words, (f"statement:{n}/text",), note=str(n) if n % 3 == 0 else None)
        for n, words in enumerate(texts[:-1])
    }
    values[f"v{COUNT - 1}"] = Cited(texts[-1], (f"statement:{COUNT - 1}/text", "source:one"))
    # Of other languages, since notes of one section that say the same are printed once.
    notes = {str(n): Cited(texts[-1 - n], (f"editor/{n}",), language=f"qa-{n}") for n in range(0, COUNT, 3)}
    return parse(compose(templates, "page.md", values), META, notes)


def blanks(words: str) -> str:
    """Return words with single spaces between them and none at the ends."""
    return re.sub("[ \t]+", " ", words).strip(" ")


def joined(passage: Iterable[Run]) -> Iterator[Run]:
    """Yield runs as they were before the addresses in them became links of their own."""
    bare = (replace(run, link=None) if run.link in {run.text, f"mailto:{run.text}"} else run for run in passage)
    for _, group in groupby(bare, key=look):
        first, *others = group
        yield replace(first, text=first.text + "".join(run.text for run in others))


def printed(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the first id of every run that has one, and what is printed for it."""
    for run in (run for _, passage in passages(document) for run in joined(passage)):
        if run.cites and not (run.link or "").startswith("#note-"):
            yield run.cites[0], blanks(run.text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.lists(TEXTS, min_size=COUNT, max_size=COUNT))
@example(["| a | b |"] * COUNT)
@example(["1. x"] * COUNT)
@example([mark(0)] * COUNT)
@example([" * "] * COUNT)
@example(["\\"] * COUNT)
@example(["\t---"] * COUNT)
def test_every_text_comes_back(templates: Templates, texts: list[str]) -> None:
    """A text in a title, heading, paragraph, list, cell, box or note comes back word for word, once, in its place."""
    expected = [(f"statement:{n}/text", blanks(words)) for n, words in enumerate(texts)]
    notes = [(f"editor/{n}", blanks(texts[-1 - n])) for n in range(0, COUNT, 3)]
    assert [pair for pair in printed(through(templates, texts)) if pair[1]] == expected + notes


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.lists(TEXTS, min_size=COUNT, max_size=COUNT))
def test_passages_are_tidy(templates: Templates, texts: list[str]) -> None:
    """No run is empty or broken into lines, no two spaces meet, none stands at an end, and neighbours differ."""
    seen = 0
    for block, passage in passages(through(templates, texts)):
        words = "".join(run.text for run in passage)
        assert words == blanks(words), block
        assert all(run.text and "\n" not in run.text for run in passage)
        own = passage[2:] if isinstance(block, Notes) else passage  # before it stand the label and a space
        assert all(look(one) != look(other) for one, other in pairwise(own))
        seen += 1
    assert seen > COUNT


def look(run: Run) -> tuple[object, ...]:
    """Return all of a run but its text."""
    return (run.strong, run.emphasis, run.link, run.anchor, run.language, run.cites)


def test_the_page_is_the_same_for_any_text(templates: Templates) -> None:
    """What stands in the values changes no block, style, link or anchor of the page: only the words differ."""

    def shape(words: str) -> list[object]:
        document = through(templates, [words] * COUNT)
        return [(type(block).__name__, [look(run) for run in joined(passage)]) for block, passage in passages(document)]

    plain = shape("words")
    for hostile in ("| a | b |", "# x", "1. x", "**x**", ":::", "<b>x</b>", "[x](https://a.b)", "x\\", "&lt;", mark(1)):
        assert shape(hostile) == plain
