"""What strangers may hand over: manifests, folders, arguments; each is refused as any other fault is."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.test_release import run
from tests.test_verification import made, told

import briefkit
from briefkit import mail
from briefkit.cli.beginning import copy_example
from briefkit.errors import BriefkitError, OutputError, UsageError
from briefkit.house import DEFAULT
from briefkit.manifest import MANIFEST, dump, parse
from briefkit.publish import folderstate
from briefkit.publish.folderstate import folder_state
from briefkit.site import Site, site

ODD: tuple[Any, ...] = (None, True, 5, "x", [], {}, [[]], [{}], [None], {"a": {}}, {"a": None})
"""Values of every type that JSON has."""


def places(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every value below one, of lists to their first entry."""
    below = data.items() if isinstance(data, dict) else enumerate(data[:1]) if isinstance(data, list) else ()
    for key, value in below:
        yield (*path, key)
        yield from places(value, (*path, key))


def changed(raw: bytes, path: tuple[str | int, ...], value: object) -> bytes:
    """Return a manifest with another value at a place, written as briefkit writes one."""
    data = json.loads(raw)
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def test_a_manifest_of_somebody_else(tmp_path: Path) -> None:
    """Whatever stands in it, it is taken for none, or the page that is made of it can be made."""
    folder = made(tmp_path)
    found = folder_state(folder).manifest
    assert found
    (edition,) = found.editions
    full = edition | {"lead": ["x"], "facts": ["x"], "subjects": ["x"], "statements": ["a"]}
    more: dict[str, Any] = {"meeting": "2025-09-04", "state": {"a": "kind=1"}, "changes": ("x",)}
    whole = dump(replace(found, editions=(full,), **more))
    tried = [(path, value) for path in places(json.loads(whole)) for value in ODD]
    assert len(tried) > 300
    taken = 0
    for path, value in tried:
        (folder / MANIFEST).write_bytes(changed(whole, path, value))
        taken += folder_state(folder).manifest is not None
        told(tmp_path)
        with suppress(BriefkitError):
            site(tmp_path, Site("public", DEFAULT, "https://example.org/", draft=True))
    assert parse(whole)
    assert 0 < taken < len(tried) / 3


def test_a_folder_that_holds_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read of a folder has a limit together, whatever its manifest lists; what goes beyond is not ours."""
    folder = made(tmp_path)
    held = sum(path.stat().st_size for path in folder.iterdir())
    monkeypatch.setattr(folderstate, "_TOGETHER", held)
    assert told(folder) == []
    monkeypatch.setattr(folderstate, "_TOGETHER", held - 1)
    assert told(folder) != []
    assert sum(len(data or b"") for data in folder_state(folder).files.values()) < held


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """Return the folder of an example."""
    copy_example(tmp_path / "demo", "ilvara")
    return tmp_path / "demo"


@pytest.mark.parametrize("name", ["a\0b", "\ud800"])
def test_a_folder_whose_name_is_no_path(name: str, demo: Path) -> None:
    """A program that names one gets an OutputError, as for any other that cannot be written."""
    with pytest.raises(OutputError, match="its name is no path"):
        briefkit.render(demo, demo.parent / name, editions="press-lines", formats="md")


@pytest.mark.parametrize("words", [("check",), ("render", "-e"), ("explain", "--rule"), ("--",), ()])
def test_no_argument_is_shown_whole(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """One that is longer than any path is refused, whatever option has it, and a name that is not known is cut."""
    printed, code = run(capsys, *words, "x" * 100_000)
    assert (code, printed.startswith("U19 ")) == (2, True)
    assert len(printed) < 300


@pytest.mark.parametrize(
    "words", [("check", ""), ("render", "-o", ""), ("site", "--url", ""), ("check", "--for", ""), ("",)]
)
def test_no_argument_is_empty(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """A variable that is not set names neither this folder nor nobody: what it stands for is told to be wanting."""
    printed, code = run(capsys, *words)
    assert (code, printed.startswith("U19 an argument is empty")) == (2, True)


@pytest.mark.parametrize("option", ["editions", "audiences", "lengths", "formats", "paper"])
def test_no_name_that_is_unknown_is_shown_whole(option: str, demo: Path) -> None:
    """It is cut, in a program too."""
    with pytest.raises(UsageError, match=r"`x{30,50}…`") as caught:
        briefkit.render(demo, **{option: "x" * 100_000})  # type: ignore[arg-type]
    assert "x" * 50 not in str(caught.value)


@pytest.mark.parametrize("receiver", ["(" * 4_000, "(" * 300, "a," * 2_000])
def test_a_receiver_in_many_brackets(receiver: str) -> None:
    """It is read by recursion, and so is not read at all, nor shown whole."""
    with pytest.raises(UsageError, match="is no address of one receiver") as caught:
        mail._address(receiver)  # noqa: SLF001
    assert len(str(caught.value)) < 200
