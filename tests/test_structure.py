"""How the code is built: size, direction, doors, and what is said about it."""

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "briefkit"
TEMPLATES_LIBRARY, MARKDOWN_LIBRARY = "jinja2", "markdown_it"

DOORS = {
    "snowballstemmer": {"reading.text"},
    "yaml": {"parsing.yamlfile"},
    "pydantic": {"api", "outcomes", "loading", "refusals", "housefile.tables"},
    "pydantic_core": {"outcomes", "housefile.tables"},
    TEMPLATES_LIBRARY: {"compose"},
    MARKDOWN_LIBRARY: {"markdown"},
    "docx": {"writers.docx"},
    "lxml": {"writers.docx", "draft.word", "draft.web"},
    "pypdfium2": {"draft.pdf"},
    "reportlab": {"writers.pdf"},
    "PIL": {"look.images"},
    "typer": {"cli"},
    "watchfiles": {"cli.watching"},
    "distributed": {"cli.executors"},
    "click": {"cli"},
    "rich": {"cli"},
}
"""Third-party library → where alone it is imported."""

DISTRIBUTIONS = {
    "docx": "python-docx",
    "yaml": "PyYAML",
    "pydantic_core": "pydantic",
    "markdown_it": "markdown-it-py",
    "PIL": "pillow",
}
"""Import name → name of the distribution, where they differ."""


@cache
def modules() -> dict[str, ast.Module]:
    """Return the syntax tree of every module by its dotted name below `briefkit`."""
    found = {}
    for path in sorted(SOURCES.rglob("*.py")):
        parts = path.relative_to(SOURCES).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__") or "briefkit"
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    assert len(found) > 20
    return found


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield every function and method with a name that finds it."""
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name}:{node.lineno} {node.name}", node


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield the top name of every absolute import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_modules_are_short() -> None:
    """No module has more than 300 lines."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES.rglob("*.py")}
    assert len(lengths) > 20
    assert {path.relative_to(ROOT).as_posix(): n for path, n in lengths.items() if n > 300} == {}


def test_functions_are_short() -> None:
    """No function has more than 30 lines."""
    lengths = {name: (node.end_lineno or 0) - node.lineno + 1 for name, node in functions()}
    assert len(lengths) > 100
    assert {name: n for name, n in lengths.items() if n > 30} == {}


def test_functions_take_few_parameters() -> None:
    """No function takes more than five parameters; the options of commands, also from Python, do not count."""
    found = {}
    for name, node in functions():
        taken = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
        command = name.startswith("api:") or any("command" in ast.unparse(one) for one in node.decorator_list)
        found[name] = 0 if command else len([a for a in taken if a not in {"self", "cls"}])
    assert len(found) > 100
    assert {name: n for name, n in found.items() if n > 5} == {}


def test_each_library_has_one_door() -> None:
    """A third-party library is imported in one module or package only, and is a declared dependency."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for extra in project["optional-dependencies"].values() for line in extra]
    declared = {re.split(r"[><=~!\[ ]", line)[0].lower() for line in [*project["dependencies"], *extras]}
    seen = set()
    for module, tree in modules().items():
        for library in set(imported(tree)) - sys.stdlib_module_names - {"briefkit"}:
            seen.add(library)
            doors = DOORS.get(library, set())
            assert any(module == door or module.startswith(f"{door}.") for door in doors), f"{module} imports {library}"
            assert DISTRIBUTIONS.get(library, library).lower() in declared, f"{library} is not declared"
    assert len(seen) > 4


def test_public_names_exist() -> None:
    """Every name in an `__all__` is there."""
    seen = 0
    for name in modules():
        if name.endswith("__main__"):
            continue
        module = importlib.import_module("briefkit" if name == "briefkit" else f"briefkit.{name}")
        for public in getattr(module, "__all__", ()):
            seen += 1
            assert hasattr(module, public), f"{name} has no {public}"
    assert seen > 20


def test_every_module_of_the_pipeline_exists() -> None:
    """The README's line of arrows names modules that are there."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [line for line in readme.splitlines() if "→" in line and line.count("`") >= 6]
    assert lines, "the README has no line of arrows with modules in backticks"
    named = [name for name in re.findall(r"`([a-z_.]+)`", lines[0]) if "." not in name]
    assert len(named) > 5
    assert [name for name in named if name not in modules()] == []


def test_lint() -> None:
    """Ruff finds nothing, in the tests neither; `make lint` also holds formats, types and layers."""
    command = [str(Path(sys.executable).with_name("ruff")), "check", "--no-cache", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


HELP = """
import sys
from briefkit.cli import main
try:
    main(["--help"])
except SystemExit as end:
    assert not end.code
print("loaded", *sorted(sys.modules))
"""


def test_help_is_light() -> None:
    """`briefkit --help` imports no heavy library."""
    done = subprocess.run([sys.executable, "-c", HELP], capture_output=True, text=True, encoding="utf-8", check=True)
    loaded = set(done.stdout.rpartition("\nloaded ")[2].split())
    assert "briefkit.cli" in loaded
    assert "typer" in loaded
    assert (
        loaded & {"yaml", "pydantic", "jinja2", "markdown_it", "docx", "lxml", "reportlab", "PIL", "rich", "pypdfium2"}
        == set()
    )


def test_the_workflows_run_what_ci_runs() -> None:
    """The tools of `make lint` are those of the workflow; .ci/run lints, checks, renders and sums up as the action."""
    tests = (ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")
    make = (ROOT / "Makefile").read_text(encoding="utf-8")
    tools = re.findall(
        r"^\t@\$\(BIN\)/((?:ruff|mypy|lint-imports|pytest)(?: check| format --check)?)", make, re.MULTILINE
    )
    assert len(set(tools)) == 5
    assert [tool for tool in tools if not re.search(rf"^ +(?:run: )?{tool}$", tests, re.MULTILINE)] == []
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    steps = ["make lint", "make test", "make check", "make briefs", "make summary"]
    assert [line for line in lines if line in steps] == steps
    action = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert re.findall(r"^ +briefkit (\w+)", action, re.MULTILINE) == ["check", "render", "summary", "site"]


def test_every_banned_call_has_a_reason() -> None:
    """The calls that would make output depend on time or machine are banned, each with its reason."""
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    banned = ruff["flake8-tidy-imports"]["banned-api"]
    assert {"datetime.datetime.now", "datetime.date.today", "time.time", "random"} <= banned.keys()
    assert all(entry["msg"].endswith(".") for entry in banned.values())


READERS = {
    "files": "the door itself",
    "staging": "copies what somebody put into an output folder, regular files only",
    "publish.folderstate": "hashes regular files of an output folder, and tells a fault of the disk as one",
    "editions.catalogue": "reads the program's own editions and templates",
    "builds": "hashes the program's own templates",
    "gate.search": "reads the program's own files",
    "cli.beginning": "copies the program's own examples",
    "locks": "makes a lock",
    "cli.streams": "opens the device that swallows everything",
}
"""Module that opens files itself → why it may."""
OPENING = re.compile(r"\bos\.open\(|(?<![\w.])open\(|\.open\([\"'](?:rb?|x)|\.read_bytes\(|\.read_text\(")
PACKED = re.compile(r"files\(\"briefkit[^\n]*\.read_(?:text|bytes)\(")
"""What is read out of the program's own package."""


def test_each_file_from_outside_is_read_through_one_door() -> None:
    """A module that opens files by itself is listed with its reason; all others ask `files`."""
    found = set()
    for path in sorted(SOURCES.rglob("*.py")):
        if OPENING.search(PACKED.sub("", path.read_text(encoding="utf-8"))):
            found.add(".".join(path.relative_to(SOURCES).with_suffix("").parts).removesuffix(".__init__"))
    assert found == set(READERS)
