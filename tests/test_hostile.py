"""Hostile templates of a house, in families: none escapes, each is refused at its line, in little time and memory."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.test_compose import CONTEXT, ROW
from tests.test_fit import META

from briefkit.citemarks import Composed
from briefkit.compose import Templates, compose
from briefkit.errors import TemplateError
from briefkit.house import HouseFile
from briefkit.look import Look
from briefkit.markdown import parse
from briefkit.writers import measure

SECONDS, MORE = 5, 100_000_000
"""Of processor time, and bytes of memory beyond what the tests take by themselves."""
HIDDEN = "quetzal-hidden"
ROWS = (ROW,) * 100
FULL = 31_000
"""Bytes that a template may nearly have."""

OBJECTS = ("title", "row", "rows", "row.form", "word", "number", "nothing", "loop", "self", "range", "lipsum")
CHAINS = (
    *("__class__", "__class__.__mro__", "__init__.__globals__", "__globals__.os", "__subclasses__", "_refuse"),
    *("__dict__", "__reduce_ex__", "__dataclass_fields__", "gi_frame.f_back", "func_globals", "__self__"),
)
CALLS = (
    *("{}()", "{}.__class__()", "{}.format(title)", "{}.mro()", "{}['__class__']", "{}|attr('__class__')"),
    *("{}|map(attribute='__class__')|list", "{}|format(title)", "{}|join", "{}|selectattr('x')", "{}|sort|first"),
    *("'%s' % {}", "'{{0.__class__}}'.format({})", "{} ~ {}", "{} * 99999999", "{} ** {}", "[{}] * 9999", "-{}"),
    *("{}|replace('a', 'b' * 99999)", "{}|center(999999999)", "{}|indent(99999999)", "{}|wordwrap(1)", "{}|xmlattr"),
    *("{}|tojson", "{}|pprint", "{}|reverse", "{}|batch(1)", "{}|groupby('kind')", "{}|random", "{}|safe|escape"),
)
TAGS = (
    *("{{% macro m() %}}{{{{ m() }}}}{{% endmacro %}}{{{{ m() }}}}", "{{% set x %}}{}{{% endset %}}"),
    *("{{% call {}() %}}x{{% endcall %}}", "{{% filter upper %}}{}{{% endfilter %}}", "{{% extends '{}' %}}"),
    *("{{% import '{}' as p %}}", "{{% from '{}' import x %}}", "{{% block b %}}{}{{% endblock %}}"),
    *("{{% for x in {}.items() %}}x{{% endfor %}}", "{{% for x in range({}) %}}x{{% endfor %}}"),
    *("{{% autoescape false %}}{}{{% endautoescape %}}", "{{% include {} %}}", "{{% include '{}' ignore missing %}}"),
    *("{{% raw %}}{}", "{{% for x in {} %}}", "{{% if {}", "{{{{ {}", "{{# {}", "{{% endraw %}}{}", "{{% debug %}}{}"),
)
PATHS = (
    *("/etc/passwd", "../secret.md", "sub/../../secret.md", "..\\\\secret.md", "C:\\\\secret.md", "//host/secret.md"),
    *("file:///etc/passwd", "out.md", "up/secret.md", ".git/config", "", ".", "..", "secret.md\\x00.md", "%2e%2e/a.md"),
    *("/proc/self/environ", "/dev/zero", "~/.ssh/id_rsa", "page.md/../../secret.md", "pipe.md", "folder"),
)


def _loops(body: str, names: str = "ab") -> str:
    return "".join(f"{{% for {name} in rows %}}" for name in names) + body + "{% endfor %}" * len(names)


def _many(piece: str) -> str:
    return piece * (FULL // (len(piece) + 30))


def _doubled(name: str, times: int) -> str:
    """Return a tuple of tuples that share their parts: small in memory, without end for who goes through it."""
    first = f"{{% set {name}0 = (1, 1) %}}"
    return first + "".join(f"{{% set {name}{n + 1} = ({name}{n}, {name}{n}) %}}" for n in range(times))


BOMBS = {
    "dear tests": _loops(_many("{% if title %}{% endif %}")[:-200]),
    "dear attributes": _loops(_many("{% if a.kind %}{% endif %}")),
    "dear names": _loops(_many("{% set x = title %}")),
    "dear choices": _loops(_many("{% if a.kind == 'x' %}{% elif b %}{% endif %}")),
    "wide tuples": _loops("{% set x = (" + _many("title,") + ") %}"),
    "sought in a wide tuple": "{% set big = (" + _many("'a',") + ") %}" + _loops("{% if 'b' in big %}{% endif %}"),
    "sought in a long text": _loops("{% if '" + "a" * 9_000 + "b' in '" + "a" * 20_000 + "' %}{% endif %}"),
    "doubled tuples, alike": _doubled("x", 60) + _doubled("y", 60) + "{% if x60 == y60 %}{% endif %}",
    "doubled tuples, less": _doubled("x", 60) + _doubled("y", 60) + "{% if x60 < y60 %}{% endif %}",
    "doubled tuples, sought": _doubled("x", 60) + _doubled("y", 60) + "{% if 1 in (x60, y60) %}{% endif %}",
    "loops in loops": _loops("", "abcdefgh"),
    "many parts": _loops('{% include "part.md" %}' * 19, "abc"),
    "parts with many names": "".join(f"{{% set v{n} = title %}}" for n in range(1_000))
    + _loops('{% include "part.md" %}' * 9, "abc"),
    "printed without end": _loops("{{ title }}" * 1_000),
    "words without end": _loops("x" * 30_000),
    "nested": "{% if title %}" * 1_000 + "{% endif %}" * 1_000,
    "one in another": "{{ " + "title if title else " * 1_000 + "title }}",
    "chained": "{% if " + " and ".join(["title"] * 3_000) + " %}{% endif %}",
    "brackets": "{{ " + "(" * 9_000 + "title" + ")" * 9_000 + " }}",
    "large number": "{% if number == " + "9" * 9_000 + " %}{% endif %}",
    "larger number": "{% if number == 1e999 %}{% endif %}",
    "openers": "{{" * 15_000,
    "comments": "{#" * 15_000,
    "closed comments": "{##}" * 7_000 + "{%",
    "bad tags": "{{ title! }}" * 2_500,
    "a bad tag behind many": "{{ title }}" * 2_500 + "{{ title! }}",
    "unclosed text": "{% if '" + "a" * 30_000,
    "long name": "{{ " + "a" * 30_000 + " }}",
    "large file": "a" * 33_000,
}


def hostile() -> Iterator[tuple[str, str]]:
    """Yield every hostile template with its name."""
    yield from ((f"{one}.{chain}", f"{{{{ {one}.{chain} }}}}") for one in OBJECTS[:6] for chain in CHAINS)
    yield from ((call, f"words\n{{{{ {call.format(*['title'] * 2)} }}}}") for call in CALLS)
    yield from ((tag, f"words\n{tag.format('title')}") for tag in TAGS)
    yield from ((f"include {path}", f'words\n{{% include "{path}" %}}') for path in PATHS)
    yield from BOMBS.items()


FAMILIES = dict(hostile())
PART = HouseFile("templates/part.md", "house/templates/part.md", b"x")


@contextmanager
def short_of_memory() -> Iterator[None]:
    """Let the process take little more memory than it has; where a system cannot, as much as it likes."""
    if sys.platform != "linux":
        yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + MORE, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def test_memory_is_short() -> None:
    """What takes more is stopped: the measure can fail."""
    if sys.platform == "linux":
        with pytest.raises(MemoryError), short_of_memory():
            bytes(2 * MORE)


@pytest.mark.parametrize("name", FAMILIES)
def test_a_hostile_template_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused by a TemplateError at its file and line, which quotes little of it, and costs little."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.md").write_text(HIDDEN, encoding="utf-8")
    own = HouseFile("templates/page.md", "house/templates/page.md", FAMILIES[name].encode())
    begun = time.process_time()
    with short_of_memory(), pytest.raises(TemplateError) as caught:
        compose(Templates({"part.md": PART, "page.md": own}), "page.md", {**CONTEXT, "rows": ROWS})
    assert time.process_time() - begun < SECONDS
    for problem in caught.value.problems:
        assert problem.code in {f"T0{number}" for number in range(1, 10)}
        assert problem.place
        assert problem.place.file == "house/templates/page.md"
        assert problem.place.line
        assert HIDDEN not in f"{problem.message}{problem.hint}"
        assert len(problem.message) < 200


def test_there_are_enough_of_them() -> None:
    """Their number is what the long run aims at, and each is another text."""
    assert len(FAMILIES) == len(set(FAMILIES.values())) >= 160


CROWDS = ("[", "![", "a", "$a$", "[a](", "*a ", "a**b", "`a", "_a_ ", "<a ", "&amp;", "\\*", "e\u0301", "1", "~", "> ")


@pytest.mark.parametrize("crowd", CROWDS)
def test_words_of_a_template_cost_little(crowd: str) -> None:
    """A page of one piece of Markdown over and over is refused at its line, or set in little time."""
    text = "# T\n\n" + crowd * (100_000 // len(crowd))
    begun = time.process_time()
    try:
        measure(parse(Composed(text, (), (("page.md", 1), ("page.md", 2), ("page.md", 3))), META, {}), Look())
    except TemplateError as error:
        assert all(one.place and one.place.file == "page.md" for one in error.problems)  # noqa: PT017 - others are set
    assert time.process_time() - begun < SECONDS
