"""Builds: what has not changed is recognised without being rendered, and what did is told in words."""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests import harbour
from tests.editions import house

from briefkit import builds as module
from briefkit.builds import builds
from briefkit.cli import main
from briefkit.editions.catalogue import editions
from briefkit.house import DEFAULT, House, HouseFile, HouseLook
from briefkit.loading import Loaded, load
from briefkit.manifest import Manifest, dump, parse
from briefkit.markings import releasable_to
from briefkit.press import Press, every
from briefkit.publish.changes import compared, state

REPORTS = Path("reports", "harbour-2026-03-03")
Run = Callable[..., tuple[dict[str, Any], str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that renders the small record of this folder and returns what it told as data."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(harbour.FOLDER, "harbour")

    def render(*options: str, code: int = 0) -> tuple[dict[str, Any], str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main(["render", "harbour", "-f", "md", "--json", *options])
        out, err = capsys.readouterr()
        assert (end.value.code or 0) == code, out + err
        return json.loads(out), err

    return render


def rewritten(old: str, new: str, path: str = "harbour/outcomes.yaml") -> None:
    """Change a file of the record."""
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new, 1), encoding="utf-8")


def changed(told: dict[str, Any]) -> dict[str, list[str]]:
    """Return audience → what changed, of the folders that were made anew."""
    return {one["audience"]: one["changes"] for one in told["folders"] if one["changed"]}


def of(loaded: Loaded, audience: str, dress: str = "") -> dict[str, str]:
    """Return the builds of an audience's editions."""
    released = releasable_to(loaded.outcomes, audience)
    return builds(released, audience, house(audience, released.house), loaded.supplement, dress)[1]


def test_what_has_not_changed_is_not_rendered(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run makes no brief, touches no file and tells the same; `--force` makes them anew."""
    first, _ = run()
    before = {path: path.stat().st_mtime_ns for path in REPORTS.rglob("*")}
    made: list[str] = []
    briefs = Press.briefs

    def counted(self: Press, *given: Any) -> Any:
        made.append(given[1])
        return briefs(self, *given)

    monkeypatch.setattr(Press, "briefs", counted)
    second, _ = run()
    assert (made, changed(second)) == ([], {})
    assert second["briefs"] == first["briefs"]
    assert {path: path.stat().st_mtime_ns for path in REPORTS.rglob("*")} == before
    run("--force")
    assert made == list(DEFAULT.names)


def test_only_the_audiences_of_a_change_are_made_anew(run: Run) -> None:
    """A change to what the public does not get leaves its folder alone; each other's says what changed."""
    run()
    rewritten(
        "is expected to lower the fee in June 2026, a member of the Board said in confidence.\n",
        "is expected to lower the fee in June 2026, a member of the Board told it in confidence.\n",
    )
    told, _ = run()
    words = ["wording changed in `fee-june`"]
    assert changed(told) == {"principal": words, "officer": words, "partner": words}


def test_another_format_is_made_beside_what_stands(run: Run) -> None:
    """A format that is not there yet is rendered, and the run after that is left alone in both."""
    run("-a", "public")
    told, _ = run("-a", "public", "-f", "docx")
    assert changed(told) == {"public": []}
    assert changed(run("-a", "public", "-f", "docx")[0]) == {}
    assert len(list(REPORTS.rglob("*.md"))) == len(list(REPORTS.rglob("*.docx"))) == 2


@pytest.mark.parametrize("touch", ["edit", "add", "remove"])
def test_a_folder_that_somebody_touched_is_not_left_alone(run: Run, touch: str) -> None:
    """An edited or foreign file stops the run as ever; a missing one is made again."""
    run("-a", "public")
    file = next((REPORTS / "public").glob("*.md"))
    match touch:
        case "edit":
            file.write_text("mine", encoding="utf-8")
        case "add":
            (file.parent / "mine.txt").write_text("mine", encoding="utf-8")
        case _:
            file.unlink()
    told, _ = run("-a", "public", code=0 if touch == "remove" else 7)
    assert file.exists()
    assert {one["code"] for one in told["problems"]} <= {"F02", "F03"}
    assert bool(told["problems"]) == (touch != "remove")


def test_a_brief_with_a_warning_is_made_again(run: Run) -> None:
    """What the rules find worth a look is told by every run, and fails every strict one."""
    rewritten("text: The Harbour Board met in Port Avon on", "text: The Harbour Board met in Port Avon for the HBQ on")
    rewritten("Harbour Board met in Port Avon}", "Harbour Board met in Port Avon for the HBQ}")
    rewritten(
        "Harbour Board met in Port Avon.", "Harbour Board met in Port Avon for the HBQ.", "harbour/sources/note.txt"
    )
    found = [{one["code"] for one in run("-a", "public")[0]["problems"] if one["severity"] == "warning"} for _ in "12"]
    assert found == [{"E21"}, {"E21"}]
    run("-a", "public", "--strict", code=6)


def test_an_installed_program_of_other_code_makes_other_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The version does not tell two states of the code apart; the list of the installer does, whatever else it has."""
    monkeypatch.syspath_prepend(tmp_path)
    about = tmp_path / "briefkit-0.2.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: briefkit\nVersion: 0.2.0\n", encoding="utf-8")
    found = []
    for code, cache, url in ((1, 1, 1), (1, 2, 2), (2, 1, 1)):
        lines = (
            f"briefkit/press.py,sha256={code},9\nbriefkit/__pycache__/press.{cache}.pyc,,\nurl.json,sha256={url},9\n"
        )
        (about / "RECORD").write_text(lines, encoding="utf-8")
        module.installed.cache_clear()
        module.program.cache_clear()
        found.append(module.program())
    monkeypatch.undo()
    module.installed.cache_clear()
    module.program.cache_clear()
    assert found[0] == found[1] != found[2]
    assert all(one.startswith("0.2.0") for one in found)


def test_everything_that_decides_a_brief_is_in_its_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record, the house's look and templates, a paper of the command line, the program: each counts."""
    loaded = harbour.loaded(tmp_path)
    before = of(loaded, "public")
    assert of(loaded, "public") == before
    own = HouseFile("templates/public-summary.md", "public-summary.md", b"{{ title }}")
    houses = (House(look=HouseLook(accent="335577")), House(files=(own,)), House(notice="Invented."))
    found = [of(load(tmp_path, house=one), "public") for one in houses]
    found.append(of(replace(loaded, problems=()), "officer"))
    found.append(of(loaded, "public", "letter"))
    monkeypatch.setattr(module, "program", lambda: "99")
    found.append(of(loaded, "public"))
    monkeypatch.undo()
    monkeypatch.setattr(module, "_templates", lambda: "other")
    found.append(of(loaded, "public"))
    monkeypatch.undo()
    found.append(of(harbour.loaded(tmp_path, ("does: demands a lower", "does: demands a much lower")), "public"))
    every_one = [before, *found]
    assert len({tuple(one.values()) for one in every_one}) == len(every_one)


def test_places_count_where_they_are_printed(tmp_path: Path) -> None:
    """A paragraph put before what is quoted changes the builds of who reads where quotes stand, and no other's."""
    before = {name: of(harbour.loaded(tmp_path), name) for name in DEFAULT.names}
    note = tmp_path / "sources" / "note.txt"
    note.write_text("A line of no interest.\n\n" + note.read_text(encoding="utf-8"), encoding="utf-8")
    loaded = harbour.loaded(tmp_path)
    after = {name: of(loaded, name) for name in DEFAULT.names}
    assert {name for name in after if after[name] != before[name]} == {"officer"}


def test_an_audience_cannot_tell_what_is_withheld(tmp_path: Path) -> None:
    """Builds and state are the same whether or not the record holds what an audience may not see."""
    whole = harbour.loaded(tmp_path / "whole")
    text = (harbour.FOLDER / "outcomes.yaml").read_text(encoding="utf-8")
    (tmp_path / "less").mkdir()
    shutil.copytree(harbour.FOLDER / "sources", tmp_path / "less" / "sources")
    less = text[: text.index("  - id: fee-june")].replace(
        "  aside: {file: sources/aside.txt, short: the aside, marking: TLP:AMBER}\n", ""
    )
    (tmp_path / "less" / "outcomes.yaml").write_text(less, encoding="utf-8")
    without = load(tmp_path / "less")
    assert len(without.outcomes.statements) == len(whole.outcomes.statements) - 2
    for audience in ("public", "parliament"):
        assert of(whole, audience) == of(without, audience)
        told = [state(releasable_to(one.outcomes, audience), one.outcomes.by_id) for one in (whole, without)]
        assert told[0] == told[1]
    assert of(whole, "officer") != of(without, "officer")


def test_what_changed_is_told_in_words(run: Run) -> None:
    """A condition, a statement, a signature, the day: each in words of its own, in the output and the manifest."""
    run("-a", "public")
    rewritten(
        "conditions: [{text: provided that the pier is repaired by then, short: provided that the pier is repaired}]\n",
        "short: the night ferry will run\n",
    )
    rewritten(
        "says: the night ferry will run from 1 May 2026",
        "says: the night ferry will run from 1 May 2026, provided that the pier is repaired by then",
    )
    told, _ = run("-a", "public")
    (words,) = changed(told).values()
    assert "condition removed from `ferry`" in words
    assert "wording changed in `ferry`" in words
    manifest = json.loads((REPORTS / "public" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["changes"] == words
    rewritten("as_of: 2026-03-03", "as_of: 2026-03-04")
    assert "day that the record speaks for changed" in changed(run("-a", "public")[0])["public"]


def manifest(digest: str, *, changes: tuple[str, ...] = (), title: str = "T", **parts: str) -> Manifest:
    """Return a manifest with the state of some statements."""
    entry = {"edition": "read-out", "name": "", "title": "", "audience": "public", "length": "", "pages": 1, "words": 1}
    entry |= {"marking": "TLP:CLEAR", "standing": "", "language": "", "lead": [], "statements": [*parts], "files": []}
    named = {"record": "r", "title": title, "as_of": "2026-01-01", "audience": "public", "digest": digest}
    return Manifest(**named, editions=(entry,), state=parts, changes=changes)


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ({"a": "condition=1 wording=7"}, {"a": "condition=1.2 wording=7"}, "condition added to `a`"),
        ({"a": "wording=7"}, {"a": "condition=1 wording=7"}, "condition added to `a`"),
        ({"a": "figure=1.2"}, {"a": "figure=2"}, "figure removed from `a`"),
        ({"a": "figure=1.2"}, {"a": "figure=1.3"}, "figure changed in `a`"),
        ({"a": "kind=1"}, {"a": "kind=1", "b": "kind=1"}, "statement `b` added"),
        ({"a": "kind=1", "withheld_words": "kind=1"}, {"a": "kind=1"}, "1 statement no longer told"),
        ({"a": "kind=1", "b": "kind=2", "c": "kind=1"}, {"a": "kind=1"}, "2 statements no longer told"),
        ({"a": "kind=1"}, {"a": "kind=1"}, "only what these briefs do not print changed"),
        ({}, {"a": "kind=1"}, "only what these briefs do not print changed"),
    ],
)
def test_words_for_a_change(before: dict[str, str], now: dict[str, str], words: str) -> None:
    """Each part that is another one is named, what is gone is only counted."""
    found, told = compared(manifest("d1", **before), manifest("d2", **now))
    assert told == found.changes == (words,)
    assert "withheld_words" not in dump(found).decode()
    assert parse(dump(found)) == replace(found, state=dict(found.state))


def file(sha256: str) -> dict[str, str]:
    """Return the entry of a file."""
    return {"name": "r.pdf", "format": "pdf", "sha256": sha256}


def test_a_state_keeps_what_it_told() -> None:
    """The manifest of the same state says again what it changed; more briefs are no change, other bytes of one are."""
    old = manifest("d1", changes=("x added",), a="kind=1")
    (entry,) = old.editions
    first, other = (replace(old, changes=(), editions=({**entry, "files": [file(one)]},)) for one in "12")
    assert compared(old, replace(old, changes=())) == (old, ())
    assert compared(old, first) == (replace(first, changes=("x added",)), ())
    found, told = compared(replace(first, changes=("x added",)), other)
    assert (found.changes, told) == (("x added",), ("made anew: the look, a template or the program changed",))
    assert compared(replace(first, digest="d0"), other)[1] == ("details changed",)
    assert compared(None, other) == (other, ())


def test_brief_marking_and_standing() -> None:
    """A brief that comes, goes, or carries another marking or standing is told."""
    old, now = manifest("d1", a="kind=1"), manifest("d2", a="kind=1")
    (entry,) = old.editions
    marked = ({**entry, "marking": "TLP:GREEN", "standing": "DRAFT"},)
    told = ("`read-out` is now marked TLP:GREEN", "`read-out` now reads DRAFT")
    assert compared(old, replace(now, editions=marked))[1] == told
    assert compared(replace(old, editions=marked), now)[1][1] == "`read-out` no longer reads DRAFT"
    others = ({**entry, "edition": "x"},)
    assert compared(old, replace(now, editions=others))[1] == ("brief `x` added", "brief `read-out` removed")


def test_the_templates_that_print_places_are_known() -> None:
    """Of the program's editions only the one that lists quotes with their places is taken for one."""
    found = {key for key, one in editions().items() if module._prints_places(one.template, DEFAULT)}  # noqa: SLF001
    assert found == {"dossier"}
    assert len(every()) > 9


def test_what_is_left_alone_passes_the_gate_again(run: Run) -> None:
    """A file that holds what is withheld is found, though its manifest vouches for it."""
    run("-a", "public")
    folder = REPORTS / "public"
    file = next(folder.glob("*.md"))
    withheld = "The Board is expected to lower the fee in June 2026, a member of the Board said in confidence."
    old = file.read_bytes()
    new = old + f"\n{withheld}\n".encode()
    file.write_bytes(new)
    text = (folder / "manifest.json").read_text(encoding="utf-8")
    pairs = {
        hashlib.sha256(old).hexdigest(): hashlib.sha256(new).hexdigest(),
        f'"bytes": {len(old)}': f'"bytes": {len(new)}',
    }
    for one, other in pairs.items():
        text = text.replace(one, other)
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    told, _ = run("-a", "public", code=6)
    assert "E41" in {one["code"] for one in told["problems"]}
