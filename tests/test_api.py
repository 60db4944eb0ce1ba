"""The public face for programs."""

import ast
import doctest
import inspect
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from tests.test_structure import modules

import briefkit
from briefkit.errors import RuleError

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "api.md"


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the example of the page into an empty folder, and go there."""
    from briefkit.cli.beginning import copy_example

    monkeypatch.chdir(tmp_path)
    copy_example(Path("demo"), "paris")
    return tmp_path / "demo"


@pytest.mark.usefixtures("demo")
def test_the_examples_of_the_page() -> None:
    """Every example of api.md gives what is shown, in order."""
    text = PAGE.read_text(encoding="utf-8")
    shown = "\n".join(re.findall(r"^```pycon\n(.*?)^```$", text, re.DOTALL | re.MULTILINE))
    test = doctest.DocTestParser().get_doctest(shown, {}, PAGE.name, str(PAGE), 0)
    assert len(test.examples) > 10
    told: list[str] = []
    done = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=told.append)
    assert done.failed == 0, "".join(told)


def test_public_names() -> None:
    """What is public is there, sorted, documented, shown by `dir`, and named on the page."""
    page = PAGE.read_text(encoding="utf-8")
    assert briefkit.__all__ == sorted(briefkit.__all__)
    assert dir(briefkit) == briefkit.__all__
    for name in briefkit.__all__:
        assert inspect.getdoc(getattr(briefkit, name)), name
        assert name in {"Place", "Loaded", "Rendered"} or name in page, name
    with pytest.raises(AttributeError, match="has no attribute 'print'"):
        _ = briefkit.print


LAZY = """
import sys
import briefkit
assert [name for name in sys.modules if name.startswith("briefkit.")] == []
assert "pydantic" not in sys.modules
import briefkit.loading, briefkit.press
assert callable(briefkit.load) and callable(briefkit.render) and callable(briefkit.check)
"""


def test_importing_loads_nothing() -> None:
    """`import briefkit` is cheap, and no module ever takes the place of a function."""
    subprocess.run([sys.executable, "-c", LAZY], check=True)


SAYING = {"print", "exit", "quit", "input", "breakpoint", "sys.exit", "os._exit", "os.abort", "warnings.warn"}
STREAMS = {"sys.stdout", "sys.stderr", "sys.__stdout__", "sys.__stderr__", "SystemExit", "logging"}


def spelt(node: ast.AST) -> str:
    """Return a name, or a name with an attribute, as it is written; nothing for any other expression."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=owner), attr=name):
            return f"{owner}.{name}"
        case _:
            return ""


def said(tree: ast.Module) -> list[str]:
    """Return what in a module prints or exits."""
    nodes = list(ast.walk(tree))
    calls = [spelt(node.func) for node in nodes if isinstance(node, ast.Call)]
    names = [spelt(node) for node in nodes]
    imported = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return [*SAYING.intersection(calls), *STREAMS.intersection([*names, *imported])]


def test_only_the_command_line_prints_and_exits() -> None:
    """Below `cli` nothing is printed, logged, warned of or ended, but by the process that reads a PDF: its answer."""
    assert said(ast.parse("import sys\nprint(1)\nsys.stderr.write('x')\nraise SystemExit")) != []
    assert said(modules()["cli.report"]) != []
    below = {name: tree for name, tree in modules().items() if name.partition(".")[0] not in {"cli", "__main__"}}
    assert said(below.pop("draft.pdf.apart")) != []
    assert len(below) > 100
    assert {name: found for name, tree in below.items() if (found := said(tree))} == {}


def test_check_returns_what_refuses(demo: Path) -> None:
    """A record that is refused is no error of `check`, whose result has every problem; for an audience not a word."""
    file = demo / "outcomes.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("quote: ", "quote: not in the article, ", 2), encoding="utf-8")
    found = briefkit.check(demo)
    assert [one.severity for one in found].count("error") == 2
    with pytest.raises(briefkit.RecordError) as refused:
        briefkit.load(demo)
    assert refused.value.problems == found
    assert [one.code for one in briefkit.check(demo, "public")] == ["R23"]
    file.write_text(text.replace("marking: TLP:CLEAR", "marking: TLP:AMBER", 1), encoding="utf-8")
    with pytest.raises(RuleError, match="E27"):
        briefkit.check(demo, "public")


def test_rendering_tells_and_prints_nothing(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the command would print is in the result; under `strict` it is raised, and nothing is written."""
    file = demo / "outcomes.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("the potential deployment", "the deployment", 1), encoding="utf-8")
    with pytest.raises(briefkit.RecordError, match="Q09"):
        briefkit.render(demo, "out", lengths=["flash"], formats="md", strict=True)
    assert not Path("out").exists()
    made = briefkit.render(demo, Path("out"), lengths=["flash"], formats="md")
    assert {one.code for one in made.problems} == {"Q09"}
    assert {(one.audience, brief.edition) for one in made.sets for brief in one.briefs} == {
        ("principal", "flash-note"),
        ("public", "press-lines"),
    }
    assert all(path.is_file() for one in made.sets for brief in one.briefs for path in brief.files.values())
    assert capsys.readouterr() == ("", "")


def test_the_house_of_a_program(demo: Path) -> None:
    """The nearest house file is in force, or the one that is named."""
    Path("briefkit.toml").write_text('[records]\nout = "here"\n', encoding="utf-8")
    Path("other.toml").write_text('[records]\nout = "there"\n', encoding="utf-8")
    render = partial(briefkit.render, editions="flash-note", formats="md")
    assert render(demo).sets[0].folder.parts[-3] == "here"
    assert render("demo/outcomes.yaml", house="other.toml").sets[0].folder.parts[-3] == "there"
    Path("briefkit.toml").write_text("[recrods]\n", encoding="utf-8")
    for face in (briefkit.load, briefkit.check, briefkit.render):
        with pytest.raises(briefkit.HouseError, match="H02"):
            face(demo)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: briefkit.render("demo", audience="public"), "no keyword `audience`. Did you mean `audiences`?"),
        (lambda: briefkit.check("demo", audiences="public"), "no keyword `audiences`. Did you mean `audience`?"),
        (lambda: briefkit.load("demo", hosue="x"), "no keyword `hosue`. Did you mean `house`?"),
        (lambda: briefkit.render(["demo", "other"]), "as `record`, not ['demo', 'other']"),
        (lambda: briefkit.render("demo", audiences=["public", 3]), "as `audiences`, not ['public', 3]"),
        (lambda: briefkit.render("demo", audiences=b"public"), "as `audiences`, not b'public'"),
        (lambda: briefkit.check("demo", ["public"]), "as `audience`, not ['public']"),
        (lambda: briefkit.render("demo", strict="false"), "takes bool as `strict`, not 'false'"),
        (lambda: briefkit.render(briefkit.load("demo")), "as `record`, not Loaded("),
        (lambda: briefkit.render("demo", formats=None), "as `formats`, not None"),
    ],
)
@pytest.mark.usefixtures("demo")
def test_what_a_function_does_not_take_is_refused(call: Callable[[], object], told: str) -> None:
    """An unknown keyword with the one that was meant, a value of another type with its name; nothing is written."""
    with pytest.raises(TypeError, match=re.escape(told)):
        call()
    assert not Path("reports").exists()


def test_keywords_are_listed_with_their_meaning() -> None:
    """`help` shows every keyword of a function, and what it is for."""
    for face in (briefkit.load, briefkit.check, briefkit.render):
        for name in list(inspect.signature(face).parameters)[1:]:
            assert f"`{name}`" in (inspect.getdoc(face) or ""), (face, name)
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in list(inspect.signature(briefkit.render).parameters)[2:])


def test_an_error_that_nobody_catches_tells_place_and_hint(demo: Path) -> None:
    """As the command prints them."""
    file = demo / "outcomes.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("kind: event", "kind: evnt", 1), encoding="utf-8")
    line = text[: text.index("kind: event")].count("\n") + 1
    with pytest.raises(briefkit.RecordError) as refused:
        briefkit.load(demo)
    told = str(refused.value).splitlines()
    assert told[0].startswith(f"{file.as_posix()}:{line}:")
    assert told[1] == f"    hint: {refused.value.problems[0].hint}"
    assert "Did you mean `event`?" in told[1]
