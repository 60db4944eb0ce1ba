"""What is published: the versions for equal bytes, and what the index is told of the project."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.version import Version
from trove_classifiers import classifiers

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LISTED = dict(re.findall(r"^([\w-]+)==(\S+)$", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE))


def below(requirement: Requirement) -> Iterator[Requirement]:
    """Yield a requirement and those of the distribution that it names, and so on, as they hold here."""
    yield requirement
    for line in requires(requirement.name) or ():
        part = Requirement(line)
        if not part.marker or any(part.marker.evaluate({"extra": extra}) for extra in (requirement.extras or {""})):
            yield from below(part)


def test_the_constraints_hold_every_library() -> None:
    """Each that briefkit needs, and what that needs, is there with one version, within the range of who needs it."""
    needed = [part for line in PROJECT["dependencies"] for part in below(Requirement(line))]
    assert len(needed) > len(PROJECT["dependencies"])
    for part in needed:
        name = re.sub(r"[-_.]+", "-", part.name).lower()
        assert part.specifier.contains(Version(LISTED[name])), f"{part} and constraints.txt: {LISTED[name]}"


def test_the_classifiers_are_known() -> None:
    """The index takes them; the versions of Python are those that the builds try, none below what is asked."""
    assert set(PROJECT["classifiers"]) <= classifiers
    named = [one.rpartition(" ")[2] for one in PROJECT["classifiers"] if re.search(r"Python :: 3\.\d+$", one)]
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8"))
    tried = workflow["jobs"]["tests"]["strategy"]["matrix"]["python"]
    assert [*named, "3.x"] == tried
    assert PROJECT["requires-python"] == f">={named[0]}"


def test_nobody_is_told_to_install_a_bare_name() -> None:
    """What a page, a message or the action installs comes from our repository: on an index the name is anybody's."""
    told = [ROOT / "README.md", ROOT / "action.yml", *ROOT.glob("docs/*.md"), *ROOT.glob("src/**/*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in told)
    commands = re.findall(r"\b(?:pip|pipx|uv) (?:install|run)([^\n`,]*)", text)
    assert len(commands) > 5
    assert [command for command in commands if re.search(r"[\s\"':+]briefkit(?=[\s\"'\[=}]|$)", command)] == []
    assert "pypi.org" not in text
