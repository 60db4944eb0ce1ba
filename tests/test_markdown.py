"""Composed Markdown → Document."""

import random
import re
from collections import Counter
from datetime import date

import pytest
from tests.outline import outline
from tests.pictures import drawn

from briefkit.citemarks import Cited, Composed, mark
from briefkit.document import Document, Meta, runs, text
from briefkit.errors import Place, TemplateError
from briefkit.markdown import parse

META = Meta("demo.read-out", "Demo", "Read-out", "principal", "TLP:CLEAR", date(2025, 9, 4))
VALUES = {
    "a": Cited("A|*a*", ("statement:a/short",)),
    "b": Cited("B", ("statement:b/short",), emphasis=True),
    "fr": Cited("l’Élysée", ("actor:elysee",), language="fr", emphasis=True),
    "n": Cited("N", ("statement:n/short",), note="year"),
    "n2": Cited("N2", ("statement:n2/short",), note="same"),
    "n3": Cited("N3", ("statement:n3/short",), note="same again"),
    "o": Cited("O ", ("statement:o/short",), note="place"),
    "m": Cited("M.", ("statement:m/short",), marking=Cited("[TLP:AMBER]", ("statement:m/marking",))),
    "mn": Cited("M.", ("statement:m/short",), note="told", marking=Cited("[TLP:AMBER]", ("statement:m/marking",))),
    "q": Cited("Q?", ("statement:m/question",), marking=Cited("[TLP:AMBER]", ("statement:m/marking",)), label=True),
    "w": Cited("W", ("statement:m/by",), marking=Cited("[TLP:AMBER]", ("statement:m/marking",)), label=True),
    "s1": Cited("[1]", ("source:one",), link="#source-one"),
    "s2": Cited("[2]", ("source:two",), link="#source-two"),
    "one": Cited("The first source", ("source:one",)),
    "two": Cited("The second source", ("record/x", "source:two"), link="https://example.org/2"),
    "bad": Cited("bad", ("x",), link="javascript:alert(1)"),
    "lost": Cited("lost", ("x",), note="nowhere"),
    "twice": Cited("twice", ("x",), note="noted"),
    "gone": Cited("gone", ("x",), link="#gone"),
    "void": Cited(" ", ("x",)),
    "alt": Cited("What it shows", ("statement:p/alt",)),
    "url": Cited("See https://example.org/a_b.", ("source:url",), emphasis=True),
    "mail": Cited("desk@example.org", ("record/contact",)),
    "where": Cited("What https://example.org shows", ("statement:p/alt",)),
    "other": Cited("What that shows", ("statement:q/alt",)),
}
IMAGE = drawn(40, 30)
NOTES = {
    "year": Cited("The article gives no year.", ("editor/year",)),
    "same": Cited("The article gives no year.", ("editor/same",)),
    "same again": Cited("The article gives no year.", ("editor/again",)),
    "place": Cited("See there.", ("editor/place",), link="#source-one"),
    "noted": Cited("A note.", ("x",), note="year"),
    "told": Cited("Else.", ("statement:z/account",), marking=Cited("[TLP:GREEN]", ("statement:z/marking",))),
}


def read(source: str, title: str = "# T\n\n") -> Document:
    """Return the document of a text in which {name} stands for a value."""
    marks: list[Cited] = []

    def put(found: re.Match[str]) -> str:
        marks.append(VALUES[found[1]])
        return mark(len(marks) - 1)

    return parse(Composed(re.sub(r"\{(\w+)\}", put, title + source), tuple(marks)), META, NOTES, {"p": IMAGE})


def body(source: str) -> list[str]:
    """Return the outline of a text below its title."""
    return outline(read(source)).splitlines()[2:]


READ = {
    "a picture": (
        "::: picture\nBars rise. {alt}\n\nThe {a}\n:::",
        ["figure png 40×30  Bars rise. What it shows[statement:p/alt]", "   The A|*a*[statement:a/short]"],
    ),
    "a picture that is not there": ("::: picture\n\n:::\n\nx", ["p  x"]),
    "paragraphs": ("one\ntwo  \n  three\n\nfour", ["p  one two three", "p  four"]),
    "emphasis": ("a **b *c*** d*e*f", ["p  a **b *****c*** d*e*f"]),
    "values": ("{a} {b} {fr}.", ["p  A|*a*[statement:a/short] *B*[statement:b/short] *l’Élysée*@fr[actor:elysee]."]),
    "styled values": ("**{a}** *{a}*x", ["p  **A|*a***[statement:a/short] *A|*a**[statement:a/short]x"]),
    "value beside value": ("{a}{a}", ["p  A|*a*A|*a*[statement:a/short]"]),
    "links": (
        "[see {b}](https://a.b/?c&d)",
        ["p  ‹see ›(https://a.b/?c&d)‹*B*›(https://a.b/?c&d)[statement:b/short]"],
    ),
    "mail": (
        "[us](mailto:a@b.c), {two}",
        ["p  ‹us›(mailto:a@b.c), ‹The second source›(https://example.org/2)[record/x source:two]"],
    ),
    "addresses": (
        "{url}\n\n- {mail}, javascript:alert(1)\n\n| a |\n|---|\n| http://example.org |\n\n## x@example.org",
        [
            "p  *See *[source:url]‹*https://example.org/a_b*›(https://example.org/a_b)[source:url]*.*[source:url]",
            "-  ‹desk@example.org›(mailto:desk@example.org)[record/contact], javascript:alert(1)",
            "table status",
            "   = a",
            "   | ‹http://example.org›(http://example.org)",
            "h1 {section-1} ‹x@example.org›(mailto:x@example.org)",
        ],
    ),
    "an address in what a picture shows": (
        "::: picture\n{where}\n\nx\n:::",
        ["figure png 40×30  What https://example.org shows[statement:p/alt]", "   x"],
    ),
    "escapes": (r"\* \| \[x\](y) &amp; &lt;b&gt; a_b_c a < b", ["p  * | [x](y) & <b> a_b_c a < b"]),
    "headings": (
        "## A {a}\n### B\n#### C\n## D",
        ["h1 {section-1} A A|*a*[statement:a/short]", "h2 {section-2} B", "h3 {section-3} C", "h1 {section-4} D"],
    ),
    "lists": ("- a\n  - b\n    1. c\n\n- d", ["-  a", "   -  b", "      1. c", "-  d"]),
    "loose lists": ("1. a\n\n1. b\n   b\n", ["1. a", "2. b b"]),
    "started lists": ("4. a\n5. b", ["4. a", "5. b"]),
    "table": (
        "|a|b|\n|-|-|\n|{a}|\\||\n| |x|",
        ["table status", "   = a | b", "   | A|*a*[statement:a/short] | |", "   | ∅ | x"],
    ),
    "matrix": (
        "::: table matrix\nWho {a}\n\n| a |\n|---|\n| b |\n:::",
        ["table matrix  Who A|*a*[statement:a/short]", "   = a", "   | b"],
    ),
    "empty table": ("| a | b |\n|---|---|\n\n::: table status\nc\n\n| a |\n|---|\n:::\n", []),
    "roles": (
        "".join(f"::: {role}\n{role}\n\nx\n:::\n" for role in ("kicker", "meeting", "lead", "source")),
        [f"{role}  {words}" for role in ("kicker", "meeting", "lead", "source") for words in (role, "x")],
    ),
    "boxes": (
        "::: box summary\na\n::: lead\n{a}\n:::\n- b\n:::\n",
        ["box summary", "   p  a", "   lead  A|*a*[statement:a/short]", "   -  b"],
    ),
    "numbered": (
        "::: numbered\n1. a\n1. b\n   - c\n:::\n\nx\n\n::: numbered\n1. d\n:::\n\n1. e",
        ["¶1 a", "¶2 b", "   -  c", "p  x", "¶3 d", "1. e"],
    ),
    "sources": (
        "{s2} {s1}\n\nheld {s2} free\n\n::: sources\n- {one}\n- x {two}\n:::",
        [
            "p  {ref-source-two}‹[2]›(#source-two)[source:two]\u00a0{ref-source-one}‹[1]›(#source-one)[source:one]",
            "p  held\u00a0‹[2]›(#source-two)[source:two] free",
            "sources",
            "   [1] {source-one} The first source[source:one] ↩ #ref-source-one",
            "   [2] {source-two} x ‹The second source›(https://example.org/2)[record/x source:two] ↩ #ref-source-two",
        ],
    ),
    "notes": (
        "::: notes\n:::\n{n}{n}\n\n{o}and.\n\n::: sources\n- {one}\n:::",
        [
            "notes",
            "   ¹ {note-1} The article gives no year.[editor/year] ↩ #ref-note-1",
            "   ² {note-2} {ref-source-one}‹See there.›(#source-one)[editor/place] ↩ #ref-note-2",
            "p  N[statement:n/short]{ref-note-1}‹¹›(#note-1)[editor/year]N[statement:n/short]",
            "p  O[statement:o/short]{ref-note-2}‹²›(#note-2)[editor/place] [statement:o/short]and.",
            "sources",
            "   [1] {source-one} The first source[source:one] ↩ #ref-source-one",
        ],
    ),
    "notes that say the same": (
        "{n} {n2}\n\n## A\n\n{n3}",
        [
            "p  N[statement:n/short]{ref-note-1}‹¹›(#note-1)[editor/year] "
            "N2[statement:n2/short]‹¹›(#note-1)[editor/same]",
            "h1 {section-1} A",
            "p  N3[statement:n3/short]{ref-note-2}‹²›(#note-2)[editor/again]",
            "notes",
            "   ¹ {note-1} The article gives no year.[editor/year editor/same] ↩ #ref-note-1",
            "   ² {note-2} The article gives no year.[editor/again] ↩ #ref-note-2",
        ],
    ),
    "markings": (
        "**{m}** {s1}, {mn}\n\n**{q}** {m}\n\n::: sources\n- {one}\n:::",
        [
            "p  **M.**[statement:m/short] [TLP:AMBER][statement:m/marking]\u00a0"
            "{ref-source-one}‹[1]›(#source-one)[source:one], M.[statement:m/short]{ref-note-1}‹¹›(#note-1)"
            "[statement:z/account] [TLP:AMBER][statement:m/marking]",
            "p  **Q?**[statement:m/question] M.[statement:m/short] [TLP:AMBER][statement:m/marking]",
            "sources",
            "   [1] {source-one} The first source[source:one] ↩ #ref-source-one",
            "notes",
            "   ¹ {note-1} Else.[statement:z/account] [TLP:GREEN][statement:z/marking] ↩ #ref-note-1",
        ],
    ),
    "markings of labels": (
        "- **{q}** Of {w}.\n\n| a | b |\n|---|---|\n| {q} | {m} |\n| {w} | {q} |",
        [
            "-  **Q?**[statement:m/question] [TLP:AMBER][statement:m/marking] Of W[statement:m/by].",
            "table status",
            "   = a | b",
            "   | Q?[statement:m/question] | M.[statement:m/short] [TLP:AMBER][statement:m/marking]",
            "   | W[statement:m/by] [TLP:AMBER][statement:m/marking] | Q?[statement:m/question]",
        ],
    ),
    "notes without a place": (
        "{n}",
        [
            "p  N[statement:n/short]{ref-note-1}‹¹›(#note-1)[editor/year]",
            "notes",
            "   ¹ {note-1} The article gives no year.[editor/year] ↩ #ref-note-1",
        ],
    ),
    "contents": (
        "::: contents\n:::\n## A {n}\n### B\n#### C\n::: notes\n:::",
        [
            *("contents", "   A N → #section-1", "      B → #section-2"),
            "h1 {section-1} A N[statement:n/short]{ref-note-1}‹¹›(#note-1)[editor/year]",
            *("h2 {section-2} B", "h3 {section-3} C", "notes"),
            "   ¹ {note-1} The article gives no year.[editor/year] ↩ #ref-note-1",
        ],
    ),
    "the heading of the contents": (
        "## Contents\n::: contents\n:::\n## A",
        ["h1 {section-1} Contents", "contents", "   A → #section-2", "h1 {section-2} A"],
    ),
    "a column without words": (
        "| A | B | C |\n| --- | --- | --- |\n| a |  | c |\n| b |  |  |",
        ["table status", "   = A | C", "   | a | c", "   | b | ∅"],
    ),
    "nothing": (
        "".join(
            f"::: {name}\n\n:::\n"
            for name in ("notes", "sources", "contents", "numbered", "box say", "table status", "lead")
        ),
        [],
    ),
    "links within": ("[there](#section-1)\n\n## A", ["p  ‹there›(#section-1)", "h1 {section-1} A"]),
}


@pytest.mark.parametrize(("source", "expected"), READ.values(), ids=READ)
def test_the_dialect(source: str, expected: list[str]) -> None:
    """What templates write becomes the blocks of the document, with roles, anchors, links and cites."""
    assert body(source) == expected


REFUSED = {
    "T10": [
        *("<div>x</div>", "a <b>x</b>", "a<br>b", "<!-- x -->", "![x](y.png)", "`x`", "```\nx\n```", "    x", "> x"),
        *("---", "***", "a\\\nb", "<https://a.b>", "__a__", "_a_", "* a", "+ a", "1) a", "a *b", "a **b", "a ` b"),
        *("[x](javascript:alert(1))", "[x](data:text/html,x)", '[x](https://a.b "t")', "![", "#a", "####### a"),
        *(
            "| a | b |",
            "|a|b|\n|-|-|-|\n|c|d|",
            "a\n2. b",
            "- > a",
            "- a\n\n  b",
            "- a\n\n      x",
            "::: lead\n- a\n:::",
        ),
        *(
            "::: lead\n## a\n:::",
            "::: box say\n## a\n:::",
            "::: box say\n| a |\n|---|\n| b |\n:::",
            "- | a |\n  |---|\n  | b |",
        ),
        *("::: numbered\n- a\n:::", "::: numbered\n1. a\n\nb\n:::", "::: sources\n1. a\n:::", "::: sources\nx\n:::"),
        *("[x][y]\n\n[y]: https://a.b `", "- - - - - - - - - -"),
    ],
    "T11": [
        *(
            "::: lead\nx",
            ":::",
            "::: lead\nx\n:::\n:::",
            "::: nope\n:::",
            "::: Lead\n:::",
            "::::\n:::",
            "::: lead x\n:::",
        ),
        *("::: box\n:::", "::: box nope\n:::", "::: table\n:::", "::: table status\nx\n:::", "::: notes\nx\n:::"),
        *("::: lead\n::: lead\n:::\n:::", "::: box say\n::: box say\n:::\n:::", "::: box say\n::: notes\n:::\n:::"),
        *("::: picture\n{alt}\n:::", "::: picture\n- {alt}\n\nx\n:::", "::: picture x\n{alt}\n\nx\n:::"),
        "::: picture\n{alt}\n\nx\n\ny\n:::",
        *("::: table status\n|a|\n|-|\n|b|\n\nx\n:::", "::: numbered\n2. a\n:::", ":::lead\nx\n:::", " ::: lead\n:::"),
        *(
            "- a\n  ::: lead",
            "::: contents x\n:::",
            "::: box say\n" * 9 + ":::\n" * 9,
            "::: table status x\n:::",
            "::: lead\n" * 5_000,
        ),
    ],
    "T12": [
        *(
            "|a|b|\n|-|-|\n|c|",
            "|a|b|\n|-|-|\n|c|d|e|",
            "|a|\n|:-|\n|b|",
            "|a|b|\n|-|-|\n|c|d|\ne",
            "|a|\n|-|\n| |b|",
            "a | b\n---|---\nc | d",
        ),
        "|a" * 21 + "|\n" + "|-" * 21 + "|\n" + "|b" * 21 + "|",
    ],
    "T13": [
        *("# again", "##", "## ", "### a", "## a\n#### b", "## a #", "##### a", "a\n---", "a\n===", "-", "- a\n-\n- b"),
        *(
            "1.",
            "- a\nb",
            "- a\n  - b\n  c",
            "- - - - a",
            "## a\n### b\n#### c\n##### d",
            "*a **b " * 5 + "c" + "** a*" * 5,
            "- a\n  - b\n    - c\n      - d",
            "- - a\n b",
            "::: notes\n:::\n" * 2,
        ),
        *("::: contents\n:::\n" * 2, "::: sources\n- {one}\n:::\n::: sources\n- {two}\n:::"),
    ],
    "T14": [
        *(
            "[x](#nowhere)",
            "{gone}",
            "{s1}",
            "{bad}",
            "[x]()",
            "[x](relative)",
            "[](https://a.b)",
            "[{s1}](https://a.b)",
        ),
        *("[x](ftp://a.b)", "{lost}", "{twice}", "::: sources\n- x\n:::", "::: sources\n- {a}\n:::", "[x](http://)"),
        *("::: sources\n- {one}\n  - {two}\n:::", "::: sources\n- {one}\n- {one}\n:::", "[x](#note-1)"),
        *("::: picture\nx\n\ny\n:::", "::: picture\n{other}\n\ny\n:::", "::: picture\n{a}\n\ny\n:::"),
        "::: picture\n[x](https://a.b) {alt}\n\ny\n:::",
        *("[{two}](https://a.b)", "[*{two}*](#section-1)\n\n## a"),
        "{s1}{s2}\n\n::: sources\n- {two}\n- {one}\n:::",
    ],
    "T15": [
        *("[x](https://a.b/{a})", "[x](#{a})", "\ue000", "\ue001", "\ue000\ue010", "&#57344;&#57360;&#57345;", mark(0)),
        *("|{a}|\n|-|", "::: table status\n{a}\n\n|b|\n|-|\n:::", mark(999_999_999), "\ue012 x", "{void}", "\ue00f"),
    ],
}


@pytest.mark.parametrize(("code", "source"), [(code, source) for code, group in REFUSED.items() for source in group])
def test_everything_else_is_refused(code: str, source: str) -> None:
    """What is not of the dialect is refused with the code of its kind and a place; nothing is passed over."""
    with pytest.raises(TemplateError) as caught:
        read(source)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.place
    assert problem.place.line <= 2 + len(source.split("\n"))


def test_a_page_needs_a_title() -> None:
    """A text without a title is refused."""
    with pytest.raises(TemplateError, match="the page has no title"):
        read("x", title="")


@pytest.mark.parametrize(
    ("source", "line", "hint"),
    [
        ("a\n\nb\n\n<div>", 7, "::: containers"),
        ("- a\n- b\nc", 5, "Leave an empty line after a list"),
        ("|a|\n|-|\n|b|\n|c|d|", 6, "\\| for a bar in a cell"),
        ("::: lead\n\n::: nope\n:::\n:::", 5, "Close the outer one first"),
        ("::: lead\nx\n\n> y\n:::", 6, "made of headings, paragraphs"),
        ("::: table\n:::", 3, "One of: status, matrix."),
        ("a\nb *c", 3, "Write a backslash before"),
        ("x\n\n{s1}", 5, "Print what it leads to"),
        ("## a\n\n\n#### b", 6, "one # at a time"),
        ("::: table status\n{a}\n\n|b|\n|-|\n:::", 4, "Print it in words"),
    ],
)
def test_problems_have_line_and_hint(source: str, line: int, hint: str) -> None:
    """A problem names the line of the text and what would mend it."""
    with pytest.raises(TemplateError) as caught:
        read(source)
    (problem,) = caught.value.problems
    assert problem.place == Place("template", line)
    assert hint in problem.hint


def test_problems_stand_in_the_template_they_come_from() -> None:
    """Where the text knows its origins, a problem names the template's file and line."""
    composed = Composed("# T\n\n<div>", (), (("a.md", 1), ("b.md", 7), ("b.md", 8)))
    with pytest.raises(TemplateError) as caught:
        parse(composed, META, {}, name="a")
    assert caught.value.problems[0].place == Place("b.md", 8)


def test_problems_never_quote_a_value() -> None:
    """What is told of a problem holds the template's words only: a log may be read by others than the page."""
    secret = Cited("TOP SECRET", ("statement:x/short",), link="#TOP-SECRET")
    for source in ("# {}\n\n# {}", "# T\n\n{}", "# T\n\n[{}](x)", "# T\n\n`{}`", "# T\n\n|a|\n|-|\n|{}|{}|"):
        with pytest.raises(TemplateError) as caught:
            parse(Composed(source.replace("{}", mark(0)), (secret,)), META, {})
        assert "SECRET" not in str(caught.value) + caught.value.problems[0].hint


def test_ascii_punctuation_can_be_escaped() -> None:
    """A backslash before any mark of punctuation prints it as it stands, at the start of a line too."""
    for char in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~":
        (_, passage) = (block.runs for block in read(f"\\{char} x\\{char}").blocks)  # type: ignore[union-attr]
        assert text(passage) == f"{char} x{char}"


def test_tables_have_a_largest_size() -> None:
    """A table of ten thousand rows is read, one row more is refused."""
    rows = "|a|\n|-|\n" + "|b|\n" * 10_000
    assert len(body(rows)) == 10_002
    with pytest.raises(TemplateError, match="10,000 rows"):
        read(rows + "|b|\n")


FRAGMENTS = (
    *(
        "w ",
        "w",
        "v",
        "v ",
        " ",
        "\n",
        "\n\n",
        "\n\n",
        "## ",
        "# ",
        "- ",
        "  - ",
        "1. ",
        "   ",
        "|",
        "| ",
        " |\n",
        "|-|\n",
    ),
    *(
        "**",
        "*",
        "_",
        "`",
        "[",
        "](https://a.b)",
        "](#section-1)",
        "\\",
        "&amp;",
        "<b>",
        ">",
        "---\n",
        "::: ",
        "\n:::\n",
    ),
    *(
        "::: lead\n",
        "::: box say\n",
        "::: table status\n",
        "::: numbered\n1. ",
        "::: notes\n:::\n",
        "!",
        "[w]: x\n",
        "~~",
    ),
)
WEIGHTS = [9] * 8 + [1] * (len(FRAGMENTS) - 8)


def salad(chance: random.Random) -> Composed:
    """Return random Markdown in which every word and every value is another."""
    pieces, marks = [], []
    for piece in chance.choices(FRAGMENTS, WEIGHTS, k=chance.randint(1, 25)):
        if "v" in piece:
            marks.append(Cited(f"v{len(marks)}v", (f"statement:{len(marks)}/short",)))
        words = piece.replace("v", mark(len(marks) - 1)) if "v" in piece else piece.replace("w", f"w{len(pieces)}w")
        pieces.append(words)
    return Composed("# T\n\n" + "".join(pieces), tuple(marks))


def test_random_markdown_loses_nothing() -> None:
    """Random Markdown is read with every word and value, each once and in order, or refused; many are read."""
    chance = random.Random(11)
    read_whole = 0
    for _ in range(5_000):
        composed = salad(chance)
        try:
            document = parse(composed, META, {})
        except TemplateError:
            continue
        found = Counter(re.findall(r"[vw]\d+[vw]", " ".join(run.text for run in runs(document))))
        assert found == Counter([*(cited.text for cited in composed.marks), *re.findall(r"w\d+w", composed.text)])
        read_whole += 1
    assert read_whole > 500
