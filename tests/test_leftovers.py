"""Briefs of records that are withdrawn or renamed, and of audiences that are no longer made: told, and removed."""

import shutil
from pathlib import Path

import pytest

from briefkit.cli import main

HARBOUR = Path(__file__).parent / "commands" / "records" / "harbour"
HOUSE = '[records]\nfolders = ["records/*", "archive/*/*"]\nout = "briefs"\n'


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """Make a house with two records, one of them in the archive, and render it for two audiences."""
    monkeypatch.chdir(tmp_path)
    Path("briefkit.toml").write_text(HOUSE + off("principal", "officer", "partner"), encoding="utf-8")
    for place, name in (("records/first", "first"), ("archive/2025/second", "second")):
        shutil.copytree(HARBOUR, place)
        file = Path(place, "outcomes.yaml")
        file.write_text(file.read_text(encoding="utf-8").replace("id: harbour-2026-03-03", f"id: {name}"), "utf-8")
    assert run("render", "-f", "md") == 0
    assert standing() == {"first/parliament", "first/public", "second/parliament", "second/public"}
    assert "F29" not in capsys.readouterr().err
    return tmp_path


def off(*audiences: str) -> str:
    """Return what a house file says of audiences that get no briefs."""
    return "".join(f"[audience.{name}]\nmade = false\n" for name in audiences)


def run(*words: str) -> int:
    """Run a command; return its exit code."""
    with pytest.raises(SystemExit) as end:
        main(list(words))
    return int(end.value.code or 0)


def standing() -> set[str]:
    """Return the sets that stand, as record/audience."""
    return {path.parent.relative_to("briefs").as_posix() for path in Path("briefs").glob("*/*/manifest.json")}


def _withdrawn() -> None:
    shutil.rmtree("records/first")
    shutil.copytree("archive/2025/second", "records/second")
    shutil.rmtree("archive")
    Path("briefkit.toml").write_text(HOUSE.replace(', "archive/*/*"', "") + off("officer"), encoding="utf-8")


def _renamed() -> None:
    file = Path("records/first/outcomes.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace("id: first", "id: third"), encoding="utf-8")


def _not_made() -> None:
    Path("briefkit.toml").write_text(HOUSE + off("parliament"), encoding="utf-8")


def _no_audience() -> None:
    shutil.copytree("briefs/first/public", "briefs/first/press")


CHANGES = {
    "withdrawn": (_withdrawn, {"first/parliament", "first/public"}),
    "renamed": (_renamed, {"first/parliament", "first/public"}),
    "not made": (_not_made, {"first/parliament", "second/parliament"}),
    "of no audience": (_no_audience, {"first/press"}),
}


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("change", CHANGES)
def test_what_no_run_makes_any_more_is_told_and_removed(change: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Rendering and verifying tell it, and strictly it fails to verify; pruned it is gone, and all else stands."""
    act, old = CHANGES[change]
    act()
    assert run("render", "-f", "md") == 0
    told = capsys.readouterr().err
    assert {name for name in standing() if f"F29 warning: briefs/{name} still stands: " in told} == old
    assert "hint: Remove it with `briefkit render --prune`" in told
    run("verify", "--strict")
    told = capsys.readouterr().err
    assert {name for name in standing() if f"F29 briefs/{name} still stands: " in told} == old
    assert run("render", "-f", "md", "--prune") == 0
    assert f"F16 warning: removed briefs/{min(old)}: " in capsys.readouterr().err
    assert standing() & old == set()
    assert standing()
    assert {path.parent.name for path in Path("briefs").glob("*/*")} == {path.name for path in Path("briefs").iterdir()}
    assert run("verify", "--strict") == 0


@pytest.mark.usefixtures("house")
def test_what_somebody_edited_is_not_pruned(capsys: pytest.CaptureFixture[str]) -> None:
    """A set in which somebody wrote stands, and is told."""
    _renamed()
    Path("briefs/first/public/mine.md").write_text("mine", encoding="utf-8")
    assert run("render", "-f", "md", "--prune") == 0
    assert "F17 warning: briefs/first/public still stands: no record of the house has the id `first`" in (
        capsys.readouterr().err
    )
    assert "first/public" in standing()
    assert "first/parliament" not in standing()


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("loss", ["a record that cannot be read", "a folder that is away"])
def test_nothing_is_pruned_while_a_record_cannot_be_found(loss: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A broken record, or a pattern without one, may be what the sets are of."""
    if loss == "a folder that is away":
        shutil.move("archive", "elsewhere")
    else:
        Path("archive/2025/second/outcomes.yaml").write_text("id: [", encoding="utf-8")
    run("render", "-f", "md", "--prune")
    assert "F16" not in capsys.readouterr().err
    assert "second/public" in standing()


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("words", [("records/first",), ("-a", "public"), ("-e", "press-lines")])
def test_only_a_run_of_the_whole_house_prunes(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """With records, audiences or editions named it is refused, and without --prune it tells nothing of the others."""
    _renamed()
    assert run("render", *words, "--prune", "-f", "md") == 2
    assert "U20 --prune is for a run of the whole house" in capsys.readouterr().err
    run("render", *words, "-f", "md")
    assert "F29" not in capsys.readouterr().err
    assert "first/public" in standing()


@pytest.mark.usefixtures("house")
def test_the_site_is_without_what_was_withdrawn() -> None:
    """After pruning, the pages of the record are gone from the site."""
    assert run("site", "--draft") == 0
    assert Path("site/first.html").exists()
    _withdrawn()
    run("render", "-f", "md", "--prune")
    assert run("site", "--draft") == 0
    assert not list(Path("site").glob("first*"))
    assert Path("site/second.html").exists()


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("told", [False, True])
def test_a_correction_in_silence_is_noted(told: bool, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: FBT001
    """Finished briefs are replaced by others whose statements changed: a note says so, unless the record does."""
    file = Path("records/first/outcomes.yaml")
    words = file.read_text(encoding="utf-8")
    corrected = words.replace("has not yet decided on the fee.", "has not decided on the fee yet.")
    dated = corrected.replace("as_of:", "changed: 2026-03-20\nas_of:")
    for text in (words, dated if told else corrected):
        file.write_text(text, encoding="utf-8")
        assert run("sign", "records/first", "--as", "A. Reader", "--on", "2026-03-14") == 0
        assert run("render", "-f", "md", "--strict", "records/first") == 0
        noted = (
            "records/first/outcomes.yaml: F30 note: statements of finished briefs changed" in capsys.readouterr().err
        )
        assert noted == (text == corrected)
    assert run("render", "-f", "md", "--strict", "--force", "records/first") == 0
    assert "F30" not in capsys.readouterr().err
