"""Builds that run by themselves: the action, run step by step as GitHub does, and the page that tells of them."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.plainyaml import plain
from tests.samples import sizes

from briefkit.cli import main
from briefkit.cli.summing import summed
from briefkit.house import DEFAULT

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
VALUE = re.compile(r"\$\{\{ *(.+?) *\}\}")
CHOICE = re.compile(r"(inputs\.\w+) == '(\w*)' && '([^']*)' \|\| '([^']*)'")
INSTALLED = 'python -m pip install --quiet --disable-pip-version-check "$GITHUB_ACTION_PATH"'
HOUSE, OFFICER = (
    '[records]\nfolders = ["records/*"]\nout = "briefs"\n'
    + "".join(f"[audience.{name}]\nmade = false\n" for name in DEFAULT.names if name not in made)
    for made in ({"public"}, {"public", "officer"})
)
"""House files: of one that makes briefs for the public alone, and of one that makes them for an officer too."""
posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in for the runner's bash is a POSIX shell")


def valid(schema: str, *files: Path) -> None:
    """Judge files by a schema that check-jsonschema carries."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


class Runner:
    """What GitHub's runner does with a composite action: values are put in, each step is a shell of its own."""

    def __init__(self, folder: Path, given: Mapping[str, str]) -> None:
        """Take the inputs; programs of the steps are this Python and this briefkit."""
        self.action = plain((ROOT / "action.yml").read_text(encoding="utf-8"))
        self.inputs = {name: given.get(name, one["default"]) for name, one in self.action["inputs"].items()}
        self.steps: dict[str, dict[str, str]] = {}
        self.folder, self.log, self.code = folder, "", 0
        self.summary = folder / "step-summary"
        (folder / "bin").mkdir()
        for name, words in {"python": "", "briefkit": "-m briefkit "}.items():
            program = folder / "bin" / name
            program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words}"$@"\n', encoding="utf-8")
            program.chmod(0o755)

    def value(self, text: str) -> str:
        """Return a text with the values that it names."""
        return VALUE.sub(self._named, text)

    def _named(self, found: re.Match[str]) -> str:
        if choice := CHOICE.fullmatch(found[1]):
            return choice[3] if self.value(f"${{{{ {choice[1]} }}}}") == choice[2] else choice[4]
        match found[1].split("."):
            case ["inputs", name]:
                return self.inputs[name]
            case ["steps", step, "outputs", name]:
                return self.steps.get(step, {}).get(name, "")
            case _:
                raise AssertionError(found[0])

    def run(self) -> dict[str, str]:
        """Run all steps until one fails; return the outputs of the action."""
        for step in self.action["runs"]["steps"]:
            if "uses" not in step and step["run"] != INSTALLED and not self.code:
                self._step(step)
        return {name: self.value(one["value"]) for name, one in self.action["outputs"].items()}

    def _step(self, step: dict[str, Any]) -> None:
        assert step["shell"] == "bash"
        assert not VALUE.search(step["run"]), "what is given is put in by the environment, not into the program"
        output = self.folder / "step-output"
        output.write_text("", encoding="utf-8")
        names = {"RUNNER_TEMP": self.folder, "GITHUB_OUTPUT": output, "GITHUB_STEP_SUMMARY": self.summary}
        env = {
            **os.environ,
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT / "src"),
        }
        env |= {name: str(path) for name, path in names.items()} | {"GITHUB_ACTION_PATH": str(ROOT)}
        env |= {name: self.value(text) for name, text in step.get("env", {}).items()}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", env=env)
        self.log += done.stdout + done.stderr
        self.code = done.returncode
        told = (line.partition("=") for line in output.read_text(encoding="utf-8").splitlines())
        self.steps[step.get("id", "")] = {name: value for name, _, value in told}


Run = Callable[..., tuple[Runner, dict[str, str]]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Make a house with two records, for the public; return a function that runs the action there."""
    monkeypatch.chdir(tmp_path)
    Path("briefkit.toml").write_text(HOUSE, encoding="utf-8")
    harbour = ROOT / "tests" / "commands" / "records" / "harbour"
    for name in ("first", "second"):
        for path in (one for one in harbour.rglob("*") if one.is_file()):
            target = Path("records", name, path.relative_to(harbour))
            target.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8").replace("id: harbour-2026-03-03", f"id: {name}")
            target.write_text(text, encoding="utf-8")
    times = iter(range(9))

    def run(**given: str) -> tuple[Runner, dict[str, str]]:
        folder = tmp_path.parent / f"{tmp_path.name}-{next(times)}"
        folder.mkdir()
        runner = Runner(folder, given)
        return runner, runner.run()

    return run


@posix
def test_the_action_builds_and_says_what_changed(project: Run) -> None:
    """The first run makes all, the second nothing; outputs and summary say so."""
    first, outputs = project()
    assert first.code == 0, first.log
    assert outputs == {"folder": "briefs", "changed": "true", "summary": str(first.folder / "briefkit.md")}
    assert "- first, public: new briefs\n- second, public: new briefs\n" in first.summary.read_text(encoding="utf-8")
    assert not Path("site").exists()
    again, outputs = project()
    assert (again.code, outputs["changed"]) == (0, "false")
    assert "Nothing changed." in again.summary.read_text(encoding="utf-8")


@posix
@pytest.mark.parametrize("strict", sizes("true", "false"))
def test_the_log_of_the_action_holds_only_what_its_audience_may_see(project: Run, strict: str) -> None:
    """Neither the log nor the summary has a word of what the public does not get, nor of briefs for others."""
    Path("briefkit.toml").write_text(OFFICER, encoding="utf-8")
    for name in ("first", "second"):
        with pytest.raises(SystemExit):
            main(["sign", f"records/{name}", "--as", "A. Reader", "--on", "2026-03-14"])
    file = Path("records", "first", "outcomes.yaml")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("The Board is expected to lower", "The Board will lower", 1), encoding="utf-8")
    runner, outputs = project(strict=strict)
    told = runner.log + runner.summary.read_text(encoding="utf-8")
    assert (runner.code, outputs["changed"]) == (0 if strict == "false" else 3, "true")
    assert "second | press-lines" in told
    for word in ("fee-june", "ask-fee", "confidence", "Q08", "question", "officer", "TLP:AMBER"):
        assert word not in told
    assert ("Not all could be made; `briefkit render` tells the author why." in told) == (strict == "true")


@posix
def test_the_action_makes_a_site_where_it_is_asked_for(project: Run) -> None:
    """Of the briefs for the audience of the log; a record that is not reviewed is not on it, with a warning."""
    with pytest.raises(SystemExit):
        main(["sign", "records/first", "--as", "A. Reader", "--on", "2026-03-14"])
    runner, _ = project(site="site")
    assert runner.code == 0, runner.log
    assert "F27" in runner.log
    assert {path.name for path in Path("site").glob("*.html")} == {"index.html", "subjects.html", "first.html"}


@pytest.mark.usefixtures("project")
def test_a_summary_says_what_changed(capsys: pytest.CaptureFixture[str]) -> None:
    """Of the record that it changed in, with the statement."""
    file = Path("records", "second", "outcomes.yaml")
    text = file.read_text(encoding="utf-8")
    for wording in ("not yet decided on the fee.", "not decided on the fee yet."):
        file.write_text(text.replace("not yet decided on the fee.", wording), encoding="utf-8")
        told("briefkit render -f md --json > build.json", capsys)
    lines = told("briefkit summary build.json --for public", capsys)
    assert [line for line in lines if line.startswith("- ")] == ["- second, public: wording changed in `fee-open`"]


@pytest.mark.usefixtures("project")
def test_the_summary_for_the_author_counts_problems(capsys: pytest.CaptureFixture[str]) -> None:
    """Without an audience it holds all briefs and how much was found."""
    Path("briefkit.toml").write_text(OFFICER, encoding="utf-8")
    file = Path("records", "first", "outcomes.yaml")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("The Board is expected to lower", "The Board will lower", 1), encoding="utf-8")
    told("briefkit render -f md --json > build.json", capsys)
    lines = told("briefkit summary build.json", capsys)
    assert "| first | dossier | officer | 2 | TLP:AMBER · DRAFT · 1 question open | md |" in lines
    assert "| second | press-lines | public | 1 | TLP:CLEAR · Not reviewed | md |" in lines
    assert "Found: 1 question; `briefkit render` tells what." in lines


def test_a_summary_of_anything_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `render --json` did not print is told so, with how to make it."""
    monkeypatch.chdir(tmp_path)
    Path("build.json").write_text("[]", encoding="utf-8")
    for number, part in enumerate(("briefs", "folders", "problems")):
        data = {"briefs": [], "folders": [], "problems": [], part: [{"record": 1}]}
        Path(f"{number}.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["summary", "absent.json"])
    assert "U13 absent.json cannot be read: there is no such file or folder" in capsys.readouterr().err
    for name in ("build.json", "0.json", "1.json", "2.json"):
        with pytest.raises(SystemExit) as end:
            main(["summary", name])
        err = capsys.readouterr().err
        assert end.value.code == 2
        assert f"U13 {name} does not hold what `render --json` prints" in err
        assert "hint: Write it with `briefkit render --json > build.json`" in err


@posix
def test_the_action_fails_as_the_command_does(project: Run) -> None:
    """A broken record fails the check; so does one that may not go to the audience of the log, if it alone is named.

    It is named on a line of its own, as a name with spaces has to be.
    """
    file = Path("records", "first", "outcomes.yaml")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("marking: TLP:CLEAR", "marking: TLP:GREEN", 1), encoding="utf-8")
    Path("records", "first").rename("the first")
    file = Path("the first", "outcomes.yaml")
    barred, outputs = project(records="the first\n")
    assert (barred.code, outputs["folder"]) == (6, "")
    assert "::error file=the first/outcomes.yaml,title=E27::" in barred.log
    Path("the first").rename("records/first")
    file = Path("records", "first", "outcomes.yaml")
    file.write_text(text.replace("kind: event", "kind: evnt"), encoding="utf-8")
    broken, _ = project(audience="officer")
    assert broken.code == 3
    file.write_text(text, encoding="utf-8")
    idle, _ = project(jobs="0")
    assert (idle.code, "--jobs 0" in (idle.folder / "briefkit.json").read_text(encoding="utf-8")) == (2, True)


@posix
@pytest.mark.parametrize("strict", sizes("true", "false"))
def test_a_house_of_several_markings_is_built(project: Run, strict: str) -> None:
    """Records that may not go to the audience of the log are left out, and nothing that it reads names one."""
    with pytest.raises(SystemExit):
        main(["sign", "records/second", "--as", "A. Reader", "--on", "2026-03-14"])
    file = Path("records", "first", "outcomes.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace("TLP:CLEAR", "TLP:GREEN", 1), encoding="utf-8")
    runner, outputs = project(strict=strict, site="site")
    assert (runner.code, outputs["folder"]) == (0, "briefs"), runner.log
    assert "::notice title=E27::what may not go to `public` is left out: a record, or more" in runner.log
    told = runner.log + runner.summary.read_text(encoding="utf-8")
    assert "first" not in told
    assert "GREEN" not in told
    assert Path("site", "second.html").exists()


def test_the_author_is_told_which_records_go_to_whom(project: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """A run that names no audience tells it with the file, as notes that --strict does not count."""
    del project
    file = Path("records", "first", "outcomes.yaml")
    text = file.read_text(encoding="utf-8")
    for marking, who in (("TLP:GREEN", "`public`"), ("TLP:RED", "anybody")):
        file.write_text(text.replace("TLP:CLEAR", marking, 1), encoding="utf-8")
        for name in ("first", "second"):
            with pytest.raises(SystemExit):
                main(["sign", f"records/{name}", "--as", "A. Reader", "--on", "2026-03-14"])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main(["render", "-f", "md", "--json", "--strict"])
        (told,) = (one for one in json.loads(capsys.readouterr().out)["problems"] if one["code"] == "E27")
        assert (end.value.code, told["severity"], told["file"]) == (0, "note", "records/first/outcomes.yaml")
        assert told["message"] == f"the record is {marking}: nothing of it goes to {who}"


def test_the_outputs_of_no_briefs_are_empty(tmp_path: Path) -> None:
    """Without a folder there is nothing to name and nothing changed."""
    file = tmp_path / "build.json"
    file.write_text(json.dumps({"folders": []}), encoding="utf-8")
    command = [sys.executable, str(ROOT / ".ci" / "outputs.py"), str(file)]
    assert (
        subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout == "folder=\nchanged=false\n"
    )


def test_workflows_and_action_are_valid() -> None:
    """By the JSON schemas of GitHub, and no job runs without an end."""
    assert len(WORKFLOWS) == 3
    valid("vendor.github-workflows", *WORKFLOWS)
    valid("custom.github-workflows-require-timeout", *WORKFLOWS)
    valid("vendor.github-actions", ROOT / "action.yml")


def test_actions_of_others_are_pinned() -> None:
    """By the commit, with the version in words behind it; the same everywhere, the page included."""
    files = (*WORKFLOWS, ROOT / "action.yml", ROOT / "docs" / "ci.md", ROOT / "docs" / "sharing.md")
    texts = [path.read_text(encoding="utf-8") for path in files]
    used = [line for text in texts for line in re.findall(r"uses: ((?:actions|pypa)/.+)", text)]
    assert len(used) >= 9
    assert all(re.fullmatch(r"(?:actions|pypa)/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line) for line in used)
    assert len(set(used)) == len({line.partition("@")[0] for line in used})


def test_workflows_may_only_read() -> None:
    """No workflow can write to the repository, none keeps the token beside the checkout; who publishes runs no code."""
    for path in WORKFLOWS:
        workflow = plain(path.read_text(encoding="utf-8"))
        assert workflow["permissions"] == {"contents": "read"}
        for job in workflow["jobs"].values():
            checkouts = [one for one in job["steps"] if one.get("uses", "").startswith("actions/checkout@")]
            assert [one["with"]["persist-credentials"] for one in checkouts] == [False] * len(checkouts)
            if "permissions" in job:
                assert (path.stem, job["permissions"]) == ("release", {"id-token": "write"})
                assert [one for one in job["steps"] if "run" in one] == []


def test_the_installation_is_the_one_that_the_runner_leaves_out() -> None:
    """One step installs, and it is the only one that these tests do not run."""
    action = plain((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert [one["run"] for one in action["runs"]["steps"] if "pip" in one.get("run", "")] == [INSTALLED]


def test_the_hook_names_a_command() -> None:
    """What pre-commit runs is a command of ours, on files that are records."""
    (hook,) = plain((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"] == "briefkit check"
    assert re.search(hook["files"], "records/paris/outcomes.yaml")
    assert re.search(hook["files"], "outcomes.yaml")
    assert not re.search(hook["files"], "my-outcomes.yaml")


def told(command: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Run a command of the page, which must succeed; return the lines that it prints."""
    words, _, target = command.partition(" > ")
    if not words.startswith("briefkit "):
        subprocess.run(words, shell=True, check=True)  # noqa: S602
        return []
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        main(shlex.split(words)[1:])
    out, err = capsys.readouterr()
    assert not end.value.code, err
    if target:
        Path(target).write_text(out, encoding="utf-8")
    return [*err.splitlines(), *out.splitlines()]


def test_the_page_names_all_inputs_and_outputs() -> None:
    """The tables of docs/ci.md are those of the action."""
    inputs = plain((ROOT / "action.yml").read_text(encoding="utf-8"))
    rows = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.+?) \|", PAGE, re.MULTILINE))))
    assert rows == {*inputs["inputs"], *inputs["outputs"]}


def test_a_summary_is_no_markup_of_a_record_or_a_house() -> None:
    """A marking that looks like a tag, ends a cell or a line is shown as it is."""
    label = "<b>|OPEN\n# [x](y)"
    brief = {"record": "r", "edition": "e", "audience": "public", "pages": 1, "marking": label, "standing": ""}
    brief["files"] = ["r.e.md"]
    folder = {"record": "r", "audience": "public", "changed": True, "changes": [f"`e` is now marked {label}"]}
    lines = summed({"briefs": [brief], "folders": [folder], "problems": []}, None).splitlines()
    shown = r"\<b\>\|OPEN \# \[x\](y)"
    assert f"| r | e | public | 1 | {shown} | md |" in lines
    assert f"- r, public: `e` is now marked {shown}" in lines
