"""Templates: what they print, what they can reach, and what they cannot."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest
from tests.samples import sizes

from briefkit.citemarks import Cited, Composed, mark
from briefkit.compose import Templates, compose
from briefkit.errors import Problem, TemplateError
from briefkit.house import HouseFile


@dataclass(frozen=True, slots=True)
class Row:
    """A view as plans give them."""

    kind: str
    form: Cited
    rows: tuple["Row", ...] = ()
    note: Cited | None = None
    empty: Cited = field(default_factory=lambda: Cited("", ("meeting",)))
    weight: float = 0.5
    on: date = date(2025, 9, 4)
    loose: object = None

    @property
    def computed(self) -> Cited:
        """Not a field."""
        return self.form

    def method(self) -> Cited:
        """Not for templates."""
        return self.form


@dataclass
class Thawed:
    """A dataclass that can be changed."""

    form: Cited


A, B = Cited("A|*a*", ("statement:a/short",)), Cited("B", ("statement:b/short",), link="#source-b")
ROW = Row("position", A, (Row("fact", B), Row("position", A)))
CONTEXT = {"title": A, "row": ROW, "rows": (ROW, Row("fact", B)), "word": "position", "number": 3, "nothing": None}


class Fill(Protocol):
    """Fill a template written here, with its parts."""

    def __call__(self, source: str | bytes, context: Mapping[str, object] = CONTEXT, /, **parts: str) -> Composed:
        """Return what it composes."""


def templates_of(folder: Path) -> Templates:
    """Return the templates of a folder."""
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.md"))}
    return Templates({n: HouseFile(f"templates/{n}", path.as_posix(), path.read_bytes()) for n, path in paths.items()})


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    """Return a function that fills a template written here, with its parts."""

    def fill(source: str | bytes, context: Mapping[str, object] = CONTEXT, /, **parts: str) -> Composed:
        (tmp_path / "page.md").write_bytes(source if isinstance(source, bytes) else source.encode())
        for name, text in parts.items():
            (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
        return compose(templates_of(tmp_path), "page.md", context)

    return fill


def refused(
    fill: Fill, source: str | bytes, context: Mapping[str, object] = CONTEXT, /, **parts: str
) -> tuple[Problem, ...]:
    """Return the problems that a template is refused for."""
    with pytest.raises(TemplateError) as caught:
        fill(source, context, **parts)
    assert all(problem.place for problem in caught.value.problems)
    return caught.value.problems


def test_a_mark_stands_for_each_value(fill: Fill) -> None:
    """What is printed stands in the text as marks, and behind each mark is the value as it was given."""
    composed = fill("# {{ title }}\n{% for r in rows %}\n- {{ r.form }}\n{% endfor %}\n")
    assert composed.text == f"# {mark(0)}\n- {mark(1)}\n- {mark(2)}\n"
    assert composed.marks == (A, A, B)


def test_a_line_comes_from_where_it_begins(fill: Fill) -> None:
    """A line to which a part adds words still names the template in which it begins."""
    composed = fill('a\nb {% include "part.md" %}\nc', part="p\nq\n")
    assert composed.text == "a\nb p\nq\nc"
    assert [(Path(file).name, line) for file, line in composed.origins] == [
        *[("page.md", 1), ("page.md", 2)],
        *[("part.md", 2), ("page.md", 3)],
    ]


def test_lines_know_their_template(fill: Fill) -> None:
    """Every line of the text names the file and line of the template it came from, included parts too."""
    composed = fill('one\n{% if word == "position" %}\ntwo\n{% endif %}\n{% include "part.md" %}\nend', part="p\n\nq\n")
    assert composed.text == "one\ntwo\np\n\nq\nend"
    assert [(Path(file).name, line) for file, line in composed.origins] == [
        *[("page.md", 1), ("page.md", 3)],
        *[("part.md", 1), ("part.md", 2), ("part.md", 3)],
        ("page.md", 6),
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('{% if row.kind == "position" %}yes{% else %}no{% endif %}', "yes"),
        ('{% if row.kind in ("fact", "event") %}yes{% elif not row.note %}no{% endif %}', "no"),
        ("{% if row.empty %}yes{% else %}no{% endif %}", "no"),
        ("{% if rows|length > 1 and number < 4 %}many{% endif %}", "many"),
        ("{% for r in rows %}x{% if not loop.last %}, {% endif %}{% endfor %}", "x, x"),
        ("{% for r in rows %}{% if loop.index == 2 and loop.length == 2 %}second{% endif %}{% endfor %}", "second"),
        ('{% for r in rows if r.kind == "fact" %}f{% else %}none{% endfor %}', "f"),
        ("{% for r in row.rows %}{% for s in r.rows %}{% else %}-{% endfor %}{% endfor %}", "--"),
        ("{{ row.note or row.form }}", mark(0)),
        ("{{ row.form if row.form else row.empty }}", mark(0)),
        ("{% set form = row.form %}{{ form }}", mark(0)),
        ('{% with r = row %}{% include "part.md" %}{% endwith %}', mark(0)),
        ('{% include "part.md" %}{% include "other.md" %}{% include "part.md" %}', f"{mark(0)}{mark(1)}{mark(2)}"),
        ("{# a comment #}{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
    ],
)
def test_the_language_suffices(fill: Fill, source: str, text: str) -> None:
    """Printing, loops, tests, names and parts do what the templates need."""
    context = {**CONTEXT, "r": ROW}
    assert fill(source, context, part="{{ r.form }}", other='{% include "part.md" %}').text == text


HOSTILE = {
    "T01": [
        '{% include "../outside.md" %}',
        '{% include "/etc/passwd" %}',
        '{% include "C:\\\\windows\\\\win.ini" %}',
        '{% include "nowhere.md" %}',
        '{% include "" %}',
        '{% include ".hidden" %}',
        '{% include "a//b.md" %}',
        '{% include "part.md\\x00" %}',
    ],
    "T03": [
        "{{ title ",
        "{% if title %}",
        "{% for r in rows %}{{ r.form }}",
        "{% endfor %}",
        "{% do row.rows %}",
        "{{ }}",
        "{{ title!r }}",
        "{{ 010 }}",
        f"{{{{ {'9' * 5000} }}}}",
        "{{ " + "(" * 5000 + "title" + ")" * 5000 + " }}",
        "{% set loop.x = 1",
        "{% trans %}x{% endtrans %}",
        '{% include "part.md" without %}',
    ],
    "T04": [
        "{{ title.__class__ }}",
        "{{ title.__class__.__mro__[1].__subclasses__() }}",
        "{{ title.__str__() }}",
        "{{ title._refuse() }}",
        "{{ row.method() }}",
        '{{ row["form"] }}',
        "{{ rows[0].form }}",
        "{{ rows.0.form }}",
        "{{ rows[:1] }}",
        '{{ row|attr("form") }}',
        '{{ rows|map(attribute="nope")|join(", ") }}',
        '{{ rows|map(attribute="__class__")|list }}',
        "{{ rows|join }}",
        "{{ title|upper }}",
        "{{ title|string }}",
        "{{ title|safe }}",
        "{{ title|e }}",
        '{{ title|replace("a", "b") }}',
        '{{ title|default("x") }}',
        '{{ "%s"|format(title) }}',
        '{{ "{0.__class__}".format(title) }}',
        '{{ title ~ "!" }}',
        '{{ "" ~ title }}',
        '{{ title + "!" }}',
        "{{ number * 2 }}",
        "{{ 2 ** (10 ** 9) }}",
        "{{ -number }}",
        "{{ 'x' }}",
        "{{ 5 }}",
        "{{ [title] }}",
        '{{ {"a": title} }}',
        "{% for i in range(99999999) %}x{% endfor %}",
        "{{ lipsum() }}",
        "{{ cycler('a', 'b').next() }}",
        "{% set ns = namespace(x=1) %}",
        "{{ joiner() }}",
        "{{ dict(a=title) }}",
        "{{ self }}",
        "{{ self.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ caller() }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% set x %}{{ title }}{% endset %}{{ x }}",
        "{% filter upper %}{{ title }}{% endfilter %}",
        "{% call row.method() %}x{% endcall %}",
        '{% import "part.md" as p %}',
        '{% from "part.md" import x %}',
        '{% extends "part.md" %}',
        "{% block b %}x{% endblock %}",
        '{% include ["a.md", "part.md"] %}',
        "{% include word %}",
        '{% include "nowhere.md" ignore missing %}',
        '{% include "part.md" without context %}',
        "{% for r in rows recursive %}{{ loop(r.rows) }}{% endfor %}",
        "{% for r in rows recursive %}x{% endfor %}",
        "{% if rows|length(1) %}x{% endif %}",
        "{% if title is none %}x{% endif %}",
        "{% for a, b in rows %}x{% endfor %}",
        "{% set a, b = rows %}",
        "{% for r in rows %}{{ loop.cycle(title, title) }}{% endfor %}",
        "{% for r in rows %}{% if loop.changed(r) %}x{% endif %}{% endfor %}",
        "{% for r in rows %}{{ loop._iterator }}{% endfor %}",
        "{% if title is defined %}x{% endif %}",
        "{% if title is sameas title %}x{% endif %}",
        "{% if rows is divisibleby 3 %}x{% endif %}",
        "{% autoescape true %}{{ title }}{% endautoescape %}",
        "{% for r in rows|sort(attribute='kind') %}x{% endfor %}",
        "{% for k in row.kind|list %}x{% endfor %}",
        "{{ _ }}",
    ],
    "T05": [
        "{{ nope }}",
        "{{ nope.nope }}",
        "{{ titel }}",
        "{{ row.nope }}",
        "{{ row.computed }}",
        "{{ row.method }}",
        "{{ row.form.replace }}",
        "{{ rows.count }}",
        "{{ word.upper }}",
        "{{ range }}",
        "{% if nope %}x{% endif %}",
        "{% if nope == 1 %}x{% endif %}",
        "{% if nope|length %}x{% endif %}",
        "{% for r in nope %}x{% endfor %}",
        "{% for r in row.nope %}x{% endfor %}",
        "{% for r in rows %}{% endfor %}{{ r }}",
        "{% for r in rows %}{% if loop.revindex %}x{% endif %}{% endfor %}",
        "{% set x = nope %}{{ x }}",
        "{{ mark }}",
        "{{ loop }}",
    ],
    "T06": [
        "{{ row.kind }}",
        "{{ number }}",
        "{{ nothing }}",
        "{{ row.note }}",
        "{{ row.on }}",
        "{{ row.weight }}",
        "{{ rows }}",
        "{{ row }}",
        "{{ title and word }}",
        "{{ word == word }}",
        "{{ not title }}",
        "{{ rows|length }}",
        "{{ title if row.note }}",
        '{{ row.note or "words" }}',
        "{% for r in rows %}{{ loop.index }}{% endfor %}",
        "{% for r in rows %}{{ loop }}{% endfor %}",
    ],
    "T07": ["{{ row.empty }}"],
    "T08": [
        '{% include "page.md" %}',
        "{% for a in rows %}" * 12 + "{% endfor %}" * 12,
        "{% if title %}" * 90 + "x" + "{% endif %}" * 90,
        "{% if " + "not " * 90 + "title %}x{% endif %}",
    ],
    "T09": [
        "{% for c in word %}x{% endfor %}",
        "{% for c in title %}x{% endfor %}",
        "{% for c in number %}x{% endfor %}",
        "{% if word|length %}x{% endif %}",
        "{% if number|length %}x{% endif %}",
        "{% if word < number %}x{% endif %}",
        "{% if title < title %}x{% endif %}",
        '{% if title == "A" %}x{% endif %}',
        '{% if "A" == row.form %}x{% endif %}',
        "{% if title in rows %}x{% endif %}",
        "{% if row == row %}x{% endif %}",
        "{% if 1 in number %}x{% endif %}",
    ],
}


@pytest.mark.parametrize(("code", "source"), [(code, source) for code, group in HOSTILE.items() for source in group])
def test_hostile_templates_are_refused(fill: Fill, code: str, source: str) -> None:
    """A template that reaches for more than the language gives is refused at its file, with the code of its kind."""
    problems = refused(fill, source, part="x")
    assert problems[0].code == code
    assert problems[0].place.file.endswith("page.md")


def test_every_objection_is_told_at_once(fill: Fill) -> None:
    """All that a template may not do is told together, each at its line and with a way out."""
    problems = refused(fill, "{{ title|upper }}\nwords\n{{ title ~ title }}\n{% macro m() %}{% endmacro %}")
    assert [(p.code, p.place.line) for p in problems] == [("T04", 1), ("T04", 3), ("T04", 4)]
    assert problems[1].message == "joining with ~ is not part of the template language"
    assert all("computed before" in problem.hint for problem in problems)


@pytest.mark.parametrize(
    ("source", "line", "message", "hint"),
    [
        ("a\n\n{{ titel }}", 3, "nothing is called 'titel' here", "Did you mean `title`?"),
        ("{% for r in rows %}\n{{ r.from }}{% endfor %}", 2, "nothing is called 'from' here", "Did you mean `form`?"),
        ("\n{{ row.note }}", 2, "a value that is absent is printed", "Print it inside {% if … %}."),
        ("\n\n{{ number }}", 3, "something is printed that carries no ids (int)", "Print a value of the record"),
        ("x\n{% if title %}\ny\n\nz", 2, "`{% if title %}` is never closed", "each {% if %} its {% endif %}"),
        ('x\n{% include "none.md" %}', 2, "there is no template `none.md`", "Templates are read from"),
        ("{{ row.empty }}", 1, "a value is printed that is empty", "Print it inside {% if … %}."),
    ],
)
def test_problems_have_place_and_hint(fill: Fill, source: str, line: int, message: str, hint: str) -> None:
    """A problem names the line of the template that caused it and what would mend it."""
    (problem,) = refused(fill, source)
    assert (problem.place.line, problem.message) == (line, message)
    assert hint in problem.hint


def test_a_problem_in_a_part_is_placed_in_the_part(fill: Fill) -> None:
    """Where a part fails while it is printed, its own file and line are named."""
    (problem,) = refused(fill, '\n\n{% include "part.md" %}', part="words\n{{ r.form }}")
    assert (Path(problem.place.file).name, problem.place.line) == ("part.md", 2)


@pytest.mark.parametrize(
    "bad", [b"\xff\xfe", b"a\x00b", b"a\x1bb", "\ue000".encode(), "\ue012".encode(), b" " * 32_001]
)
def test_a_template_is_plain_text_of_modest_size(fill: Fill, bad: bytes) -> None:
    """A file that is not UTF-8, holds control characters or marks, or is too large is refused."""
    assert refused(fill, bad)[0].code == "T02"


def test_a_template_cannot_forge_a_mark(fill: Fill) -> None:
    """Neither reserved characters nor values that hold a whole mark make a mark of their own."""
    assert refused(fill, f"{mark(0)}")[0].hint.startswith("Take it out")
    composed = fill("{{ title }}", {"title": Cited(f"x{mark(7)}", ("a",))})
    assert (composed.text, composed.marks[0].text) == (mark(0), f"x{mark(7)}")


def test_a_template_reaches_the_templates_alone(fill: Fill, tmp_path: Path) -> None:
    """What is not among the templates is not read, wherever a name leads; the hint says where templates are."""
    (tmp_path.parent / f"{tmp_path.name}-outside.md").write_text("secret", encoding="utf-8")
    for name in (f"../{tmp_path.name}-outside.md", (tmp_path / "page.md").as_posix(), "./part.md", "none.md"):
        (problem,) = refused(fill, f'{{% include "{name}" %}}', part="x")
        assert (problem.code, problem.message[:20]) == ("T01", "there is no template")
        assert problem.hint.endswith("the name of one begins below `templates/`.")


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    """A template that has been read is not read again."""
    (tmp_path / "a.md").write_text("{{ title }}", encoding="utf-8")
    templates = templates_of(tmp_path)
    assert templates.get("a.md") is templates.get("a.md")


def test_circles_of_parts_are_refused(fill: Fill) -> None:
    """Parts that include one another are refused at the line that closes the circle."""
    (problem,) = refused(fill, '{% include "a.md" %}', a='\n{% include "b.md" %}', b='\n\n{% include "a.md" %}')
    assert (problem.code, Path(problem.place.file).name, problem.place.line) == ("T08", "b.md", 3)


def test_parts_that_multiply_are_cut_short(fill: Fill) -> None:
    """Parts that include parts many times over run out of steps instead of time."""
    parts = {f"p{n}": f'{{% include "p{n + 1}.md" %}}' * 40 for n in range(6)} | {"p6": ""}
    assert refused(fill, '{% include "p0.md" %}', **parts)[0].code == "T08"


def test_loops_in_loops_are_cut_short(fill: Fill) -> None:
    """Loops that multiply run out of steps, printing or not."""
    loops = "{% for a in rows %}{% for b in rows %}{% for c in rows %}{% endfor %}{% endfor %}{% endfor %}"
    (problem,) = refused(fill, loops, {"rows": (A,) * 200})
    assert (problem.code, "steps" in problem.message) == ("T08", True)


def test_a_page_has_a_largest_size(fill: Fill) -> None:
    """Output beyond two megabytes is cut short, whether words of the template or values."""
    many = {"rows": (Cited("x" * 60_000, ("a",)),) * 1_000}
    for source in ("{% for r in rows %}{{ r }}{% endfor %}", "{% for r in rows %}" + "x" * 30_000 + "{% endfor %}"):
        (problem,) = refused(fill, source, many)
        assert (problem.code, "bytes" in problem.message) == ("T08", True)


@pytest.mark.parametrize("text", ["", " ", "\t", "a\nb", "a\n", "\na", "a\rb", "a\u2028b", "a\x85b", "a\vb"])
def test_a_value_is_one_line(fill: Fill, text: str) -> None:
    """A value that is empty, or broken into lines, would break the page and is refused."""
    assert refused(fill, "{{ title }}", {"title": Cited(text, ("a",))})[0].code == "T07"


def test_a_value_without_ids_is_refused(fill: Fill) -> None:
    """A value that cites nothing would pass for words of the template."""
    assert refused(fill, "{{ title }}", {"title": Cited("x", ())})[0].code == "T06"


@pytest.mark.parametrize("loose", [print, {"a": A}, [A], Thawed(A), object(), Row, open, b"x"])
def test_templates_see_plain_values_only(fill: Fill, loose: object) -> None:
    """Callables, mappings, lists, classes and what can be changed are refused wherever a template meets them."""
    row = Row("fact", A, loose=loose)
    assert refused(fill, "{% if row.loose %}x{% endif %}", {"row": row})[0].code == "T09"
    assert refused(fill, "{% for r in rows %}{% endfor %}", {"rows": (loose,)})[0].code == "T09"
    with pytest.raises(TypeError, match="cannot be given to a template"):
        fill("x", {"loose": loose})


@pytest.mark.parametrize("name", ["_x", "a b", "", "1a"])
def test_names_are_plain(fill: Fill, name: str) -> None:
    """A context names things as templates can."""
    with pytest.raises(TypeError):
        fill("x", {name: A})


def test_the_second_lock_holds_without_the_first() -> None:
    """Jinja itself, in our environment, finds no globals, no calls, no indices and no attributes."""
    sandbox = Templates({})._sandbox  # noqa: SLF001 - the lock behind the lock is what is tested
    assert not sandbox.globals
    for source in ("{{ f() }}", "{{ t[0] }}", "{{ t.__class__ }}", "{{ f.__globals__ }}", "{{ d.keys }}"):
        with pytest.raises(Exception, match=r"^T0[45]$"):
            sandbox.from_string(source).render(f=print, t=(A,), d={})


CODES = {f"T0{n}" for n in range(1, 10)}
FRAGMENTS = (
    *("{{ ", " }}", "{% if ", " %}", "{% endif %}", "{% for r in ", "{% endfor %}", "{% else %}", "{% set x = "),
    *("title", "row", ".form", ".rows", "rows", "r", "word", "nope", ".__class__", "|length", "|upper", "[0]", "()"),
    *(" == ", " and ", " or ", " not ", " in ", " if ", " else ", " is none", "~", "+", "*", "-", "(", ")", "'x'", "3"),
    *(
        '{% include "part.md" %}',
        "{% macro m() %}",
        "{% endmacro %}",
        "{% raw %}",
        "{% endraw %}",
        "{#",
        "#}",
        "\n",
        "x",
    ),
)


def outcome(fill: Fill, source: str) -> bool:
    """Return whether a template is filled; it may be refused otherwise, each problem with its place."""
    try:
        fill(source, part="p{{ title }}")
    except TemplateError as error:
        assert [p for p in error.problems if not p.place or p.code not in CODES] == []  # noqa: PT017 - pages pass too
        return False
    return True


@pytest.mark.parametrize("count", sizes(500, 5_000))
def test_random_templates_are_filled_or_refused(fill: Fill, count: int) -> None:
    """Hundreds of random templates give a page or a placed TemplateError, and no other outcome; some give a page."""
    chance = random.Random(4)
    pages = 0
    for _ in range(count):
        source = "".join(chance.choices(FRAGMENTS, k=chance.randint(1, 12)))
        pages += outcome(fill, source)
    assert pages > count // 20


def test_what_stands_in_a_loop_counts(fill: Fill) -> None:
    """Comparisons are steps: a loop over few things is cut short where its body is dear."""
    body = "{% if number == 3 %}{% endif %}" * 1_000
    (problem,) = refused(fill, "{% for a in rows %}" + body + "{% endfor %}", {"rows": (A,) * 1_000, "number": 3})
    assert (problem.code, "steps" in problem.message) == ("T08", True)
