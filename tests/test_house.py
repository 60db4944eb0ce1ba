"""A house of one's own: audiences, marking schemes, editions and templates, without a line of Python."""

import ast
import json
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.pictures import bars
from tests.records import random_record, write
from tests.samples import sizes
from tests.test_release import folder, shouted, without

from briefkit import manifest
from briefkit.cli import main
from briefkit.cli.beginning import HOUSE_FILE
from briefkit.errors import HouseError, RecordError, RuleError
from briefkit.house import DEFAULT, FILE, Audience, House
from briefkit.housefile import found, in_force, read
from briefkit.housefile.tables import AudienceTable
from briefkit.loading import Loaded, load
from briefkit.markings import releasable_to, withheld
from briefkit.outcomes import schema
from briefkit.press import Press, digest, every

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "briefkit"
HARBOUR = ROOT / "tests" / "commands" / "records" / "harbour"

NATO = """\
[marking.NATO]
labels = ["NATO UNCLASSIFIED", "NATO RESTRICTED", "NATO CONFIDENTIAL", "NATO SECRET", "COSMIC TOP SECRET"]
colours = {"NATO SECRET" = ["FFFFFF", "7A1F1F"], "NATO RESTRICTED" = "1F4E79"}

[audience.mission]
reader = "for the mission"
ceiling = "NATO CONFIDENTIAL"
withheld = []
review = "none"

[audience.press-office]
reader = "for the press office"
ceiling = ["NATO UNCLASSIFIED", "TLP:GREEN"]
forms = "plain"
"""
LABELS = ("NATO UNCLASSIFIED", "NATO RESTRICTED", "NATO CONFIDENTIAL", "NATO SECRET", "COSMIC TOP SECRET")


def house(path: Path, text: str) -> House:
    """Return the house that a text describes, written into a folder."""
    path.mkdir(parents=True, exist_ok=True)
    (path / FILE).write_text(text, encoding="utf-8")
    return read(path / FILE, FILE).house


def refused(path: Path, text: str) -> list[tuple[str, str, str, str]]:
    """Return code, place, message and hint of what is wrong with a house file."""
    with pytest.raises(HouseError) as error:
        house(path, text)
    return [(one.code, str(one.place), one.message, one.hint) for one in error.value.problems]


def relabelled(data: Any, labels: Sequence[str]) -> Any:
    """Return the data of a record with other markings in place of TLP's, from the lowest up."""
    text = json.dumps(data)
    for old, new in zip(DEFAULT.schemes[0].labels, labels, strict=True):
        text = text.replace(f'"{old}"', f'"{new}"')
    return json.loads(text)


@pytest.fixture(scope="module")
def nato(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Read the house with a scheme and two audiences of its own."""
    return house(tmp_path_factory.mktemp("nato"), NATO)


def records(path: Path, own: House, seeds: range) -> Iterator[Loaded]:
    """Yield random records that are marked in NATO's scheme."""
    for seed in seeds:
        data, sources = random_record(seed)
        if data["marking"].startswith("TLP"):
            yield load(write(path / f"record-{seed}", relabelled(data, LABELS), sources), house=own)


@pytest.mark.parametrize("count", sizes(10, 30))
def test_the_law_of_release_holds_for_a_scheme_and_audiences_of_ones_own(
    count: int, tmp_path: Path, nato: House
) -> None:
    """What is withheld is as if it had never been, or said something else; ours receive nothing."""
    counts = []
    for loaded in records(tmp_path, nato, range(count)):
        record = loaded.outcomes
        for audience in ("mission", "press-office"):
            if nato.allows(audience, record.marking):
                kept = releasable_to(record, audience)
                counts.append(len(withheld(record, audience)))
                assert releasable_to(without(record, audience), audience) == kept
                assert releasable_to(shouted(record, audience), audience) == kept
                assert "Zanzibar" not in repr(releasable_to(shouted(record, audience), audience))
        for audience in DEFAULT.names:
            with pytest.raises(RuleError):
                releasable_to(record, audience)
    assert len(counts) > count / 2
    assert sum(gone > 0 for gone in counts) > len(counts) / 2


def test_the_bytes_of_a_folder_tell_nothing_under_a_scheme_of_ones_own(tmp_path: Path, nato: House) -> None:
    """Every byte is the same, whether withheld items are there, say something else, or are gone."""
    loaded = next(one for one in records(tmp_path, nato, range(100, 120)) if withheld(one.outcomes, "mission"))
    record = loaded.outcomes
    whole = folder(tmp_path / "whole", loaded, record, "mission")
    assert len(whole) > 4
    assert folder(tmp_path / "without", loaded, without(record, "mission"), "mission") == whole
    assert folder(tmp_path / "shouted", loaded, shouted(record, "mission"), "mission") == whole


def test_a_record_keeps_to_one_scheme(tmp_path: Path, nato: House) -> None:
    """A marking of another scheme is refused where it stands, be it ours or the house's."""
    data, sources = random_record(1)
    data = relabelled(data, LABELS)
    data["statements"][0]["marking"] = "TLP:GREEN"
    with pytest.raises(RecordError) as error:
        load(write(tmp_path, data, sources), house=nato)
    found = [one for one in error.value.problems if one.code == "R10"]
    assert [one.message for one in found] == ["a record keeps to one scheme of markings"]
    assert found[0].place is not None
    line = (tmp_path / "outcomes.yaml").read_text(encoding="utf-8").splitlines()[found[0].place.line - 1]
    assert "TLP:GREEN" in line
    assert "NATO SECRET" in found[0].hint


def test_without_the_house_its_markings_are_not_known(tmp_path: Path) -> None:
    """A record under a scheme of a house is refused where that house is not in force."""
    data, sources = random_record(1)
    with pytest.raises(RecordError) as error:
        load(write(tmp_path, relabelled(data, LABELS), sources))
    assert {one.code for one in error.value.problems} >= {"R10"}


def test_colours_reach_the_page(nato: House) -> None:
    """A marking has the house's colours; one without is black on paper."""
    assert nato.markings["NATO SECRET"] == ("FFFFFF", "7A1F1F")
    assert nato.markings["NATO RESTRICTED"] == ("1F4E79", None)
    assert "NATO CONFIDENTIAL" not in nato.markings
    assert nato.markings["TLP:RED"] == DEFAULT.markings["TLP:RED"]


# Protect by default: what is left out lets less through, never more.

FULL = {
    "reader": '"for the press office"',
    "ceiling": '["TLP:AMBER", "OFFICIAL"]',
    "withheld": "[]",
    "forms": '"plain"',
    "review": '"none"',
    "acronyms": '"known"',
    "grade": "20",
    "order": "3",
    "made": "true",
}
"""Every key of an audience, as open as it can be."""


def press(path: Path, **given: str) -> Audience | None:
    """Return the press office of a house whose file has these keys."""
    lines = "".join(f"{key} = {value}\n" for key, value in given.items())
    return house(path, f"[audience.press-office]\n{lines}").audience("press-office")


def test_every_key_of_an_audience_is_put_to_the_test() -> None:
    """A key that is added later is thought about here."""
    assert set(FULL) == set(AudienceTable.model_fields)


@pytest.mark.parametrize("key", [key for key in FULL if key != "reader"])
def test_what_is_left_out_protects(key: str, tmp_path: Path) -> None:
    """Without a key an audience receives no more, and no fewer checks stand before it, than with any value of it."""
    given = press(tmp_path / "full", **FULL)
    absent = press(tmp_path / "absent", **{name: value for name, value in FULL.items() if name != key})
    assert given
    assert absent
    both = House(audiences=(given,)), House(audiences=(absent,))
    labels = [label for scheme in DEFAULT.schemes for label in scheme.labels]
    for label in labels:
        assert both[0].allows("press-office", label) or not both[1].allows("press-office", label)
    assert absent.withheld >= given.withheld
    assert absent.review or not given.review
    assert given.specialist or not absent.specialist
    changed = {"ceiling": not absent.ceiling, "withheld": bool(absent.withheld), "review": absent.review}
    assert changed.get(key, True)


def test_what_no_audience_of_ours_is_denied_more_than(tmp_path: Path) -> None:
    """An audience without `withheld` is denied every kind that any of ours is denied."""
    row = press(tmp_path, reader='"for x"')
    assert row
    assert all(row.withheld >= ours.withheld for ours in DEFAULT.audiences)


@pytest.mark.parametrize("empty", ['ceiling = ""\n', "ceiling = []\n", ""])
def test_an_empty_ceiling_lets_nothing_through(empty: str, tmp_path: Path) -> None:
    """Nothing of any scheme reaches an audience without a ceiling."""
    own = house(tmp_path, f'[audience.press-office]\nreader = "for the press office"\n{empty}')
    assert not any(own.allows("press-office", label) for scheme in own.schemes for label in scheme.labels)


def test_a_ceiling_of_one_scheme_is_none_of_another(tmp_path: Path) -> None:
    """A house that gives one of ours another ceiling gives it whole: of a scheme that it leaves out nothing comes."""
    own = house(tmp_path, '[audience.partner]\nceiling = "TLP:GREEN"\n')
    assert own.allows("partner", "TLP:GREEN")
    assert not own.allows("partner", "TLP:AMBER")
    assert not own.allows("partner", "OFFICIAL")
    assert own.allows("officer", "OFFICIAL")


def test_an_unknown_audience_receives_nothing() -> None:
    """A name that the table does not have has no ceiling."""
    assert not any(DEFAULT.allows("nobody", label) for scheme in DEFAULT.schemes for label in scheme.labels)


# Nobody else knows an audience.


def test_no_other_module_knows_an_audience() -> None:
    """The names of audiences stand in the table, and nowhere else in the program."""
    named: dict[str, list[str]] = {}
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in DEFAULT.names:
                named.setdefault(path.relative_to(SOURCES).as_posix(), []).append(f"{node.lineno} {node.value}")
    assert {line.split()[1] for line in named.pop("house.py")} == set(DEFAULT.names)
    # A commitment is public or not, and that is a field of ours; a hint shows how `relevance` is written.
    assert named == {"rules/references.py": [line for line in named.get("rules/references.py", ()) if "public" in line]}


def test_the_schema_names_the_audiences_of_the_house(nato: House) -> None:
    """An editor offers and checks the house's audiences."""
    assert '"press-office"' in schema(nato)
    assert '"press-office"' not in schema()
    assert schema(DEFAULT) == schema()


def test_a_record_names_the_audiences_of_its_house(tmp_path: Path) -> None:
    """`relevance` knows the house's audiences; another name is refused where it stands, and the hint names the file."""
    shutil.copytree(HARBOUR, tmp_path / "harbour")
    file = tmp_path / "harbour" / "outcomes.yaml"
    text = file.read_text(encoding="utf-8")
    ferry = text.replace("    kind: announcement\n", "    kind: announcement\n    relevance: {press-office: 0}\n", 1)
    assert ferry != text
    file.write_text(ferry, encoding="utf-8")
    own = house(tmp_path, '[audience.press-office]\nreader = "for the press office"\nceiling = "TLP:CLEAR"\n')
    record = load(file, house=own).outcomes
    assert "relevance" in withheld(record, "press-office").values()
    with pytest.raises(RecordError) as error:
        load(file)
    (problem,) = [one for one in error.value.problems if one.severity == "error"]
    assert (problem.code, problem.message) == ("R03", "`relevance` cannot be `press-office`")
    assert problem.hint.endswith("Another audience is a table [audience.NAME] in briefkit.toml.")


# Found, read, refused.


def test_the_nearest_house_file_is_found(tmp_path: Path) -> None:
    """It is looked for in a folder and above it, and not beyond the repository."""
    inner = tmp_path / "repository" / "records" / "harbour"
    inner.mkdir(parents=True)
    assert found(inner) is None
    (tmp_path / FILE).touch()
    assert found(inner) == tmp_path / FILE
    (tmp_path / "repository" / ".git").mkdir()
    assert found(inner) is None
    (tmp_path / "repository" / FILE).touch()
    assert found(inner) == tmp_path / "repository" / FILE


WRONG = {
    "a table": ("[houze]\n", "H02", "1:2", "unknown key `houze`", "Did you mean `house`?"),
    "a key": ('[house]\nnme = "x"\n', "H02", "2:1", "unknown key `nme`", "Did you mean `name`?"),
    "a key in braces": ('[house]\nlogo = {file = "a.png", alt = "x", atl = "y"}\n', "H02", "2:36", "`atl`", "`alt`?"),
    "a number for text": ("[house]\nname = 5\n", "H02", "2:8", "`name` is not text", "Put it in quotation"),
    "no number": ("[look]\nsize = nan\n", "H02", "2:8", "is not a finite number", "in digits"),
    "too many": (
        "".join(f"[audience.a{number}]\nreader = 'x'\n" for number in range(101)),
        *("H02", "1:2", "`audience` has too many entries", "Keep those that are used."),
    ),
    "a character": ('[house]\nname = "a\\u202Eb"\n', "H02", "2:8", "U+202E is not allowed", "Delete the character"),
    "a long name": (f"[audience.{'a' * 300}]\nreader = 'x'\n", "H02", "1:11", "is too long", "Shorten it."),
    "an address": ('[house]\nurl = "example"\n', "H02", "2:7", "no address of a web page", "https://example.org"),
    "a paper": ('[look]\npaper = "leter"\n', "H02", "2:9", "`paper` cannot be `leter`", "Did you mean `letter`?"),
    "a colour": ('[look]\naccent = "blue"\n', "H02", "2:10", "this is no colour", "1F4E79"),
    "a style": (
        '[look]\nstyles = {heading-9 = "x"}\n',
        "H02",
        "2:11",
        "`styles` cannot be `heading-9`",
        "`heading-3`?",
    ),
    "a font that is not there": ('[look]\nfonts = {regular = "a.ttf"}\n', "H04", "2:20", "no such file", "name"),
    "a label twice": ('[marking.X]\nlabels = ["A", "TLP:RED"]\n', "H03", "2:16", "the program's", "one scheme"),
    "one of our schemes": ('[marking.TLP]\nlabels = ["A"]\n', "H02", "1:10", "of the program's", "another name"),
    "a colour of no label": (
        '[marking.X]\nlabels = ["LIMITE"]\ncolours = {LIMTE = "000000"}\n',
        *("H03", "3:12", "`LIMTE` is no label", "`LIMITE`?"),
    ),
    "colours that cannot be read": (
        '[marking.X]\nlabels = ["LIMITE"]\ncolours = {LIMITE = "FFC000"}\n',
        *("H03", "3:21", "contrast is 1.6", "ground"),
    ),
    "no label": ("[marking.X]\nlabels = []\n", "H02", "2:10", "`labels` is empty", "Write what belongs there."),
    "no reader": ("[audience.press]\nforms = 'plain'\n", "H02", "1:11", "`reader` is missing", 'reader = "for'),
    "an audience's name": ("[audience.Press]\nreader = 'x'\n", "H02", "1:11", "not of the right form", "lower-case"),
    "a device's name": ("[audience.nul]\nreader = 'x'\n", "H02", "1:11", "cannot name a folder", "another name"),
    "a ceiling": (
        "[audience.press]\nreader = 'x'\nceiling = ['OFFICIAL', 'TLP:GREN']\n",
        *("H03", "3:24", "the marking `TLP:GREN` is not known", "`TLP:GREEN`?"),
    ),
    "two ceilings of a scheme": (
        "[audience.press]\nreader = 'x'\nceiling = ['TLP:CLEAR', 'TLP:GREEN']\n",
        *("H03", "3:25", "same scheme as `TLP:CLEAR`", "highest"),
    ),
    "a kind": ("[audience.press]\nreader = 'x'\nwithheld = ['asks']\n", "H02", "3:13", "cannot be `asks`", "`ask`?"),
    "a form": ("[audience.press]\nreader = 'x'\nforms = 'plane'\n", "H02", "3:9", "cannot be `plane`", "`plain`?"),
    "a review": ("[audience.press]\nreader = 'x'\nreview = true\n", "H02", "3:10", "`review` cannot be", "required"),
    "an order": ("[audience.press]\nreader = 'x'\norder = '1'\n", "H02", "3:9", "is not a whole number", "in digits"),
    "an output elsewhere": (
        '[records]\nout = "../x"\n',
        "H02",
        "2:7",
        "`../x` leads out of the folder",
        "another folder",
    ),
    "records elsewhere": ('[records]\nfolders = ["a", "/b"]\n', "H02", "2:17", "leads out of the folder", "another"),
    "a size in words": ('[look]\nsize = "11pt"\n', "H02", "2:8", "`size` is a number of points", "`size = 11`"),
    "a size that is none": ("[look]\nsize = true\n", "H02", "2:8", "`size` is a number of points", "`size = 11`"),
    "a logo's file alone": ('[house]\nlogo = "logo.png"\n', "H02", "2:8", "`logo` is a file and its words", "{file = "),
    "a font's name": ('[look]\nfonts = "DejaVu Serif"\n', "H02", "2:9", "names the files of a font", "{regular = "),
    "one label alone": (
        '[marking.X]\nlabels = "LIMITE"\n',
        "H02",
        "2:10",
        "`labels` is a list",
        '["PUBLIC", "LIMITE"]',
    ),
    "a merge that nobody ended": (
        '[house]\n<<<<<<< ours\nname = "x"\n=======\nname = "y"\n>>>>>>> theirs\n',
        "H01",
        "2:1",
        "git has left two versions here",
        "<<<<<<<, ======= and >>>>>>>",
    ),
    "no TOML": ("[house]\nname = x\n", "H01", "2:8", "not TOML", "key = value"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_where_it_stands(case: str, tmp_path: Path) -> None:
    """Line and column, what is wrong, and what would be right."""
    text, code, place, message, hint = WRONG[case]
    ((found_code, found_place, found_message, found_hint),) = refused(tmp_path, text)
    assert (found_code, found_place) == (code, f"{FILE}:{place}")
    assert message in found_message
    assert hint in found_hint


def test_a_logo_stands_in_one_table(tmp_path: Path) -> None:
    """Given under [house] and under [look] it is refused, with both places."""
    (tmp_path / "a.png").write_bytes(bars(60, 40))
    logo = 'logo = {file = "a.png", alt = "x"}\n'
    ((code, place, message, hint),) = refused(tmp_path, f"[house]\n{logo}[look]\n{logo}")
    assert (code, place) == ("H02", f"{FILE}:4:1")
    assert f"[house] too, at {FILE}:2:1" in message
    assert hint == "Keep one of the two."


@pytest.mark.parametrize(
    ("text", "marking", "place", "hint"),
    [
        (
            "[audience.press]\nreader = 'x'\n",
            "TLP:CLEAR",
            "1:11",
            "Ceilings stand in briefkit.toml, under [audience.press].",
        ),
        (
            "[audience.press]\nreader = 'x'\nceiling = 'TLP:RED'\n[marking.EU]\nlabels = ['PUBLIC', 'LIMITE']\n",
            *("LIMITE", "1:11", "has no `ceiling` of the scheme EU"),
        ),
        ("[audience.press]\nreader = 'x'\nceiling = 'TLP:CLEAR'\n", "TLP:GREEN", "1:11", "Choose another audience"),
    ],
)
def test_a_missing_ceiling_is_named(text: str, marking: str, place: str, hint: str, tmp_path: Path) -> None:
    """Whoever receives nothing for want of a ceiling is told so, with the audience's line; never how to open it."""
    own = house(tmp_path / "house", text)
    shutil.copytree(HARBOUR, tmp_path / "harbour")
    file = tmp_path / "harbour" / "outcomes.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"TLP:[A-Z+]+", marking, text), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        releasable_to(load(tmp_path / "harbour", house=own).outcomes, "press")
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("E27", f"{FILE}:{place}")
    assert hint in problem.hint
    assert "ceiling =" not in problem.hint


def test_a_scheme_that_nobody_may_see_says_what_is_missing(institute: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no audience has a ceiling of the record's scheme, the refusal says so, and where ceilings stand."""
    with (institute / FILE).open("a", encoding="utf-8") as file:
        file.write('[marking.EU]\nlabels = ["PUBLIC", "LIMITE"]\n')
    record = institute / "records" / "harbour" / "outcomes.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(re.sub(r"TLP:[A-Z+]+", "LIMITE", text), encoding="utf-8")
    code, _, err = run(capsys, "render", "records/harbour", "-f", "md")
    assert code == 6
    assert "`press-office` have no `ceiling` of the scheme EU, and so receive nothing of it. Ceilings stand in" in err
    assert "ceiling =" not in err
    for wrong in ("limite", "LIMITEE"):
        record.write_text(re.sub(r"TLP:[A-Z+]+", wrong, text), encoding="utf-8")
        code, _, err = run(capsys, "check")
        assert f"R10 the marking `{wrong}` is not known" in err
        assert "Did you mean `LIMITE`?" in err


def test_who_may_have_it_is_named_where_none_of_those_chosen_may(
    institute: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """That it goes to nobody is not said while an audience of the house may have it, and -a with --all makes it."""
    with (institute / FILE).open("a", encoding="utf-8") as file:
        file.write('[marking.EU]\nlabels = ["LIMITE"]\n[audience.delegation]\nreader = "x"\nceiling = "LIMITE"\n')
    record = institute / "records" / "harbour" / "outcomes.yaml"
    record.write_text(re.sub(r"TLP:[A-Z+]+", "LIMITE", record.read_text(encoding="utf-8")), encoding="utf-8")
    assert run(capsys, "render", "-f", "md", "--strict")[0] == 0
    code, _, err = run(capsys, "render", "records/harbour", "-f", "md")
    assert code == 6
    assert "anybody" not in err
    assert "hint: It may go to delegation: add -a delegation --all." in err
    code, _, err = run(capsys, "render", "-f", "md", "-a", "delegation", "--all")
    assert code == 0, err


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """In the order of the file."""
    text = '[audience.press]\nceiling = "TLP:GREN"\n[look]\nlogo = {file = "a.png", alt = "x"}\n'
    assert [place for _, place, *_ in refused(tmp_path, text)] == [f"{FILE}:{at}" for at in ("1:11", "2:11", "4:16")]


def test_the_first_house_file_is_all_comments(tmp_path: Path) -> None:
    """As it is written, it changes nothing; with every # taken away, it is valid and has every key."""
    assert house(tmp_path / "as-it-is", HOUSE_FILE).seal("public") == DEFAULT.seal("public")
    folder = tmp_path / "all"
    (folder / "fonts").mkdir(parents=True)
    for name, head in {"logo.png": b"\x89PNG", "letterhead.docx": b"PK\x03\x04"}.items():
        (folder / name).write_bytes(head)
    for name in re.findall(r"fonts/[\w-]+\.ttf", HOUSE_FILE):
        (folder / name).write_bytes(b"\0\1\0\0")
    own = house(folder, re.sub(r"(?m)^# (?=\[|\w+ = )", "", HOUSE_FILE))
    assert own.audience("press-office")
    assert own.scheme("LIMITE")
    assert len(own.look.fonts) == 2
    assert own.look.styles == {"heading1": "Library Head 1"}
    named = {key for table in re.findall(r"^# (\w+) = ", HOUSE_FILE, re.MULTILINE) for key in [table]}
    assert named >= {"name", "contact", "url", "notice", "logo", "accent", "size", "paper", "reference_doc", "styles"}
    assert named >= {"fonts", "folders", "out", "labels", "colours", *AudienceTable.model_fields}


def test_what_the_house_says_stands_where_the_record_says_nothing(tmp_path: Path) -> None:
    """Name, contact with address, and notice; a record's own name and contact win, its notice follows the house's."""
    text = '[house]\nname = "Institute"\ncontact = "desk"\nurl = "https://example.org"\nnotice = "Training."\n'
    own = house(tmp_path, text)
    shutil.copytree(HARBOUR, tmp_path / "harbour")
    file = tmp_path / "harbour" / "outcomes.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("contact: desk@example.org\n", ""), encoding="utf-8")
    record = load(tmp_path / "harbour", house=own).outcomes
    assert (record.prepared_by, record.contact) == ("Institute", "desk · https://example.org")
    assert record.notice == "Training."
    said = "prepared_by: Board\nnotice: Invented.\n"
    file.write_text(text.replace("desk@example.org", "me") + said, encoding="utf-8")
    record = load(tmp_path / "harbour", house=own).outcomes
    assert (record.prepared_by, record.contact, record.notice) == ("Board", "me", "Training. Invented.")


# What recognises a set.


def test_the_digest_tells_what_of_the_house_matters(tmp_path: Path) -> None:
    """It changes with the audience's row, the look, the templates; not with another audience, nor with no change."""
    shutil.copytree(HARBOUR, tmp_path / "harbour")

    def sealed(name: str, text: str, **files: str) -> str:
        for file, content in files.items():
            path = tmp_path / name / file.replace("__", "/").replace("_yaml", ".yaml").replace("_md", ".md")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        loaded = load(tmp_path / "harbour", house=house(tmp_path / name, text))
        return digest(releasable_to(loaded.outcomes, "public"), "public", loaded.supplement)

    loaded = load(tmp_path / "harbour")
    usual = digest(releasable_to(loaded.outcomes, "public"), "public", loaded.supplement)
    assert sealed("a", "[house]\n") == usual
    assert sealed("b", '[audience.partner]\nceiling = "TLP:GREEN"\n') == usual
    changed = [
        sealed("c", '[audience.public]\nreader = "for all"\n'),
        sealed("d", '[look]\npaper = "letter"\n'),
        sealed("e", "", templates__parts__head_md="# {{ title }}\n"),
        sealed("f", "", editions_yaml="headings: {Not settled: Still open}\n"),
        sealed("g", '[house]\nname = "X"\n'),
    ]
    assert len({usual, *changed}) == 1 + len(changed)


# End to end, by the command.

EDITIONS = """\
house:
  press-card:
    title: Press card
    length: flash
    audience: press-office
    template: press-card.md
    sections:
      bottom-line: {kinds: [summary], lead: true}
      said: {kinds: [announcement, decision], most: 3, fresh: true}
      unsettled: {kinds: [open_issue], least: 1, most: 2}
  read-out:
    title: Note for the record
    length: onepage
    audience: principal
    template: read-out.md
    sections:
      bottom-line: {kinds: [summary], lead: true}
      unsettled: {kinds: [open_issue], least: 2}
headings:
  Not settled: Still open
"""
CARD = """\
{% include "parts/head.md" %}
{% include "parts/bottom-line.md" %}
{% for row in said.rows %}
- {{ row.form }}
{% endfor %}
{% include "parts/unsettled.md" %}
{% include "parts/source-line.md" %}
{% include "parts/supplied.md" %}
"""


@pytest.fixture
def institute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with a house and a record, and go there."""
    text = (
        '[house]\nname = "Harbour Institute"\n[records]\nfolders = "records/*"\nout = "briefs"\n'
        '[audience.press-office]\nreader = "for the press office"\nceiling = "TLP:GREEN"\nforms = "plain"\n'
    )
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    (tmp_path / "editions.yaml").write_text(EDITIONS, encoding="utf-8")
    (tmp_path / "templates" / "parts").mkdir(parents=True)
    (tmp_path / "templates" / "press-card.md").write_text(CARD, encoding="utf-8")
    shutil.copytree(HARBOUR, tmp_path / "records" / "harbour")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the command; return its exit code and what it printed."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    out, err = capsys.readouterr()
    return int(end.value.code or 0), out, err


def test_an_audience_with_an_edition_of_its_own_needs_no_python(
    institute: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its folder, its manifest, its reader, its plain forms, its review, and the house's name in the masthead."""
    code, out, err = run(capsys, "render", "-a", "press-office", "-f", "md", "-f", "pdf")
    assert (code, err) == (0, "")
    made = institute / "briefs" / "harbour-2026-03-03" / "press-office"
    assert "press-card" in out
    listed = manifest.parse((made / "manifest.json").read_bytes())
    assert listed
    assert (listed.audience, listed.prepared_by) == ("press-office", "Harbour Institute")
    page = (made / "harbour-2026-03-03.press-card.md").read_text(encoding="utf-8")
    assert "Harbour Institute" in page
    assert "for the press office" in page
    assert "Still open" in page
    assert "Not reviewed" in page
    edition = {one.id: one for one in every(own=read(institute / FILE, FILE).house)}["press-card"]
    assert {section.form for section in edition.sections.values()} == {"plain"}


def test_an_edition_of_ones_own_stands_in_place_of_ours_and_the_others_stay(
    institute: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One entry overrides or adds; the rest is ours."""
    code, out, _ = run(capsys, "render", "-a", "principal", "-f", "md")
    assert code == 0
    assert out.splitlines()[1].startswith("flash-note")
    made = institute / "briefs" / "harbour-2026-03-03" / "principal"
    assert "Note for the record" in (made / "harbour-2026-03-03.read-out.md").read_text(encoding="utf-8")
    assert [one.id for one in every()][1:3] == [one.id for one in every(own=read(institute / FILE, FILE).house)][1:3]


def test_of_two_of_one_length_the_one_asked_for_is_fitted(institute: Path) -> None:
    """With those that are longer; the other is followed by none."""
    (institute / "editions.yaml").write_text(EDITIONS.replace("length: onepage", "length: flash"), encoding="utf-8")
    house = read(institute / FILE, FILE).house
    found = load(institute / "records" / "harbour", house=house)
    ours = every("principal", house)
    assert [one.id for one in ours if one.length == "flash"] == ["flash-note", "read-out"]
    released, wanted = releasable_to(found.outcomes, "principal"), [one for one in ours if one.id == "read-out"]
    fitted = Press.of(house).fitted(released, wanted, found.supplement)
    assert fitted.keys() == {one.id for one in ours} - {"flash-note"}


def test_a_part_of_ones_own_stands_in_place_of_ours(institute: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every template that includes it takes it."""
    part = "## What we do not know\n\n{% for row in unsettled.rows %}\n- {{ row.form }}\n{% endfor %}\n"
    (institute / "templates" / "parts" / "unsettled.md").write_text(part, encoding="utf-8")
    run(capsys, "render", "-e", "press-card", "-e", "read-out", "-f", "md")
    folder = institute / "briefs" / "harbour-2026-03-03"
    for name in ("press-office/harbour-2026-03-03.press-card.md", "principal/harbour-2026-03-03.read-out.md"):
        assert "What we do not know" in (folder / name).read_text(encoding="utf-8")


FAULTS = {
    "a block that is not closed": (
        ("templates/press-card.md", "{% for row in said.rows %}", "{% if said.rows %}\n{% for row in said.rows %}"),
        ("templates/press-card.md:3:1: T03 `{% if said.rows %}` is never closed", 4),
    ),
    "a tag that is not closed": (
        ("templates/press-card.md", "{{ row.form }}", "{{ row.form"),
        ("templates/press-card.md:4:3: T03 `{{ row.form` is never closed", 4),
    ),
    "a tag that closes nothing": (
        ("templates/press-card.md", "{% endfor %}", "{% endfor %}\n{% endif %}"),
        ("templates/press-card.md:6:1: T03 `{% endif %}` closes nothing", 4),
    ),
    "a tag that cannot be read": (
        ("templates/press-card.md", "{{ row.form }}", "x {{ row form }}"),
        ("templates/press-card.md:4:5: T03 `{{ row form }}` is not in the template language", 4),
    ),
    "a call": (
        ("templates/press-card.md", "{{ row.form }}", "{{ row.form() }}"),
        ("templates/press-card.md:4:1: T04 a call is not part of the template language", 4),
    ),
    "a date typed in": (
        ("templates/press-card.md", "{% for", "Adopted on 4 March 2025.\n\n{% for"),
        ("templates/press-card.md:3:1: E02 harbour-2026-03-03.press-card: “4 March 2025” comes from the template", 6),
    ),
    "a template that is not there": (
        ("editions.yaml", "press-card.md", "press-crad.md"),
        ("editions.yaml:6:15: T01 there is no template `press-crad.md`", 4),
    ),
    "an audience that is not there": (
        ("editions.yaml", "audience: press-office", "audience: pres-office"),
        ("editions.yaml:5:15: T20 `audience` cannot be `pres-office`", 4),
    ),
    "a kind that is not there": (
        ("editions.yaml", "[announcement, decision]", "[announcement, decison]"),
        ("editions.yaml:9:36: T20 `kinds` cannot be `decison`", 4),
    ),
    "a key that is not known": (
        ("editions.yaml", "most: 3", "moist: 3"),
        ("editions.yaml:9:47: T20 unknown key `moist`", 4),
    ),
    "a key that is missing": (
        ("editions.yaml", "    length: flash\n", ""),
        ("editions.yaml:2:3: T20 `length` is missing", 4),
    ),
    "a heading that no template has": (
        ("editions.yaml", "Not settled:", "Not setled:"),
        ("editions.yaml:20:3: T20 no template has the heading `Not setled`", 4),
    ),
    "a section that is misspelt": (
        ("editions.yaml", "unsettled: {kinds: [open_issue], least: 1, most: 2}", "unsetled: {kinds: [open_issue]}"),
        ("editions.yaml:10:7: T20 the template `press-card.md` prints no section `unsetled`", 4, "`unsettled`?"),
    ),
    "a section that no edition has": (
        (
            "templates/press-card.md",
            "{% for row in said",
            "{% for row in steps.rows %}{% endfor %}\n{% for row in said",
        ),
        (
            "templates/press-card.md:3:1: T05 no edition that is made with `press-card.md` has a section `steps`",
            4,
            "said",
        ),
    ),
    "a part that is misspelt": (
        ("templates/press-card.md", "parts/unsettled.md", "parts/unsetled.md"),
        (
            "templates/press-card.md:6:1: T01 there is no template `parts/unsetled.md`",
            *(4, "Did you mean `parts/unsettled.md`? Templates are read from `templates/` beside the house file"),
        ),
    ),
    "a length in digits": (
        ("editions.yaml", "length: flash", "length: 1page"),
        ("editions.yaml:4:13: T20 `length` cannot be `1page`", 4, "Did you mean `onepage`?"),
    ),
    "no YAML": (("editions.yaml", "[summary]", "[summary"), ("editions.yaml:8:28: Y19", 4)),
    "no house": ((FILE, "forms =", "from ="), (f"{FILE}:9:1: H02 unknown key `from`", 9)),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_told_with_file_line_and_words(
    case: str, institute: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where it is, whole, and with the exit code of its kind; nothing is written."""
    (name, old, new), (told, code, *hint) = FAULTS[case]
    text = (institute / name).read_text(encoding="utf-8")
    assert old in text
    (institute / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    got, _, err = run(capsys, "render", "-a", "press-office", "-f", "md")
    assert told in err
    assert "hint:" in err
    assert all(one in err for one in hint)
    assert got == code
    assert not (institute / "briefs").exists()


def test_a_row_without_its_speaker_is_told_where_it_is_printed(
    institute: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """E03 names the template's line, and what to print beside it."""
    rows = "template: press-card.md\n    sections:\n      said: {kinds: [announcement], form: row}"
    text = (institute / "editions.yaml").read_text(encoding="utf-8")
    text = text.replace("template: read-out.md\n    sections:", rows)
    (institute / "editions.yaml").write_text(text, encoding="utf-8")
    code, _, err = run(capsys, "render", "-e", "read-out", "-f", "md")
    assert code == 6
    assert "templates/press-card.md:4:1: E03 harbour-2026-03-03.read-out: the row of `" in err
    assert "hint: Print `{{ row.who }}` beside `{{ row.form }}`" in err


def test_a_template_without_the_source_is_told_once_a_line(institute: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """E03 for a missing include names each line that prints statements, and how many; not each statement."""
    (institute / "templates" / "press-card.md").write_text(
        CARD.replace('{% include "parts/source-line.md" %}\n', ""), "utf-8"
    )
    words = EDITIONS.replace(
        "[announcement, decision], most: 3", "[announcement, event, fact, position], occasion: any"
    )
    (institute / "editions.yaml").write_text(words.replace("audience: press-office", "audience: officer"), "utf-8")
    code, _, err = run(capsys, "render", "-e", "press-card", "-f", "md")
    places = re.findall(r"^(\S+): E03 .+ is printed and its source is not named", err, re.MULTILINE)
    assert code == 6
    assert places
    assert len(places) == len(set(places))
    assert " more on this line)" in err


def test_a_single_edition_is_switched_off(institute: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is made where it is named, and keeps no other from being made; an unknown one is told."""
    own, words = institute / "editions.yaml", EDITIONS.replace("house:\n", "house:\n  flash-note: {made: false}\n", 1)
    own.write_text(words, encoding="utf-8")
    for choice in ((), ("-a", "principal"), ("--all",)):
        code, out, _ = run(capsys, "render", "-f", "md", *choice)
        assert (code, "flash-note" in out, "read-out" in out) == (0, False, True)
    assert "flash-note" in run(capsys, "render", "-f", "md", "-e", "flash-note")[1]
    _, out, _ = run(capsys, "house")
    assert re.search(r"edition.flash-note +Flash note, flash, principal, not made +editions.yaml:\d+", out)
    own.write_text(words.replace("flash-note", "flash-nota"), encoding="utf-8")
    assert run(capsys, "render", "-f", "md")[0] == 4


@pytest.mark.usefixtures("institute")
def test_an_unknown_audience_is_told_where_to_add_one(capsys: pytest.CaptureFixture[str]) -> None:
    """The hint names the house file in force."""
    code, _, err = run(capsys, "render", "-a", "journalists")
    assert code == 2
    assert "press-office. Another audience is a table [audience.NAME] in briefkit.toml." in err


MUST = "".join(
    f"  - id: more-{n}\n    kind: event\n    must: true\n    text: The Harbour Board met, in sitting {n}.\n"
    "    quote: {source: note, quote: the Harbour Board met in Port Avon}\n"
    for n in range(60)
)


def test_an_edition_never_asked_for_stops_none(institute: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A longer plain edition that does not fit keeps no shorter one of the house from being made, only itself."""
    with (institute / "records" / "harbour" / "outcomes.yaml").open("a", encoding="utf-8") as file:
        file.write(MUST)
    code, _, err = run(capsys, "render", "-a", "press-office", "-f", "md")
    assert code == 0, err
    code, _, err = run(capsys, "render", "-a", "press-office", "--all", "-f", "md")
    assert code == 5
    assert re.findall(r"E24 `[\w-]+\.([\w-]+)` does not fit", err) == ["press-office-onepage"]


def test_larger_type_drops_more_and_says_what_stays(institute: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At 11 points every brief of the example is made; at 14 what does not fit is told, with what stays and why."""
    shutil.rmtree(institute / "records" / "harbour")
    (institute / "editions.yaml").unlink()
    shutil.copytree(ROOT / "seeds" / "ilvara-2026-03-12", institute / "records" / "ilvara")
    (institute / FILE).write_text('[records]\nfolders = "records/*"\n[look]\nsize = 11\n', encoding="utf-8")
    code, _, err = run(capsys, "render", "-a", "principal", "-f", "md")
    assert code == 0, err
    (institute / FILE).write_text('[records]\nfolders = "records/*"\n[look]\nsize = 14\n', encoding="utf-8")
    code, _, err = run(capsys, "render", "-a", "principal", "-a", "public", "-f", "md")
    assert code == 5
    assert "hint: The house’s look has text of 14 points: a smaller size or a narrower font" in err
    assert "What cannot be dropped: bottom-line: `bottom-line`; asked: `ask-call`;" in err
    assert err.rstrip().endswith("The others fit: add -a public.")
    code, out, err = run(capsys, "explain", "records/ilvara", "-a", "principal", "-a", "public")
    assert code == 5
    assert "E24 `ilvara-2026-03-12.read-out` does not fit" in err
    assert "press-lines: flash for public, 1 page" in out


def test_a_word_template_of_the_house(institute: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Letters of no known width are noted, which a strict run passes; what is wrong with it is told as the house's."""
    from docx import Document

    styled = Document()
    styled.styles["Normal"].font.name = "Of No Table"
    styled.save(str(institute / "own.docx"))
    with (institute / FILE).open("a", encoding="utf-8") as file:
        file.write('[look]\nreference_doc = "own.docx"\n')
    assert run(capsys, "sign", "records/harbour", "--as", "A. Reader", "--on", "2026-03-14")[0] == 0
    code, _, err = run(capsys, "render", "-f", "docx", "-a", "press-office", "--strict")
    assert (code, "own.docx: U07 note: how wide the letters of “Of No Table”" in err) == (0, True), err
    with (institute / FILE).open("a", encoding="utf-8") as file:
        file.write('styles = {heading-1 = "Of No Template"}\n')
    code, _, err = run(capsys, "render", "-f", "docx", "-a", "press-office")
    assert (code, f"{FILE}:12:23" in err, "U07 own.docx has no paragraph style" in err) == (9, True, True), err


def test_where_a_word_template_decides_what_fits_it_is_named(
    institute: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The size under [look] would change nothing there."""
    from docx.shared import Pt

    from docx import Document

    styled = Document()
    styled.styles["Normal"].font.size = Pt(15)
    styled.save(str(institute / "own.docx"))
    (institute / "editions.yaml").unlink()
    shutil.copytree(ROOT / "seeds" / "ilvara-2026-03-12", institute / "records" / "ilvara")
    text = '[records]\nfolders = "records/ilvara"\n[look]\nsize = 9\nreference_doc = "own.docx"\n'
    (institute / FILE).write_text(text, encoding="utf-8")
    code, _, err = run(capsys, "render", "-a", "principal", "-f", "docx")
    assert (code, "own.docx decides size and page, not [look]" in err, "house’s look" in err) == (5, True, False), err


def test_an_audience_may_be_left_out(institute: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not made is made where it is asked for by name."""
    with (institute / FILE).open("a", encoding="utf-8") as file:
        file.write("[audience.parliament]\nmade = false\n")
    run(capsys, "render", "-f", "md")
    made = {path.name for path in (institute / "briefs" / "harbour-2026-03-03").iterdir()}
    assert made == {*DEFAULT.names, "press-office"} - {"parliament"}
    code, out, _ = run(capsys, "render", "-f", "md", "-a", "parliament")
    assert code == 0
    assert "at-a-glance" in out


def test_audiences_stand_in_the_order_of_the_house(tmp_path: Path) -> None:
    """By `order`, ours at 1 to 5; one without it stands behind them."""
    text = '[audience.b]\nreader = "x"\n[audience.a]\nreader = "x"\norder = 2\n[audience.public]\norder = 0\n'
    assert house(tmp_path, text).names == ("public", "principal", "officer", "a", "parliament", "partner", "b")


def test_every_command_reads_a_record_under_its_house(institute: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A record in a scheme of the house is checked, read, signed and explained; without the house it is refused."""
    file = institute / "records" / "harbour" / "outcomes.yaml"
    text = file.read_text(encoding="utf-8").replace("TLP:CLEAR", "OPEN").replace("TLP:AMBER", "SECRET")
    file.write_text(text, encoding="utf-8")
    with (institute / FILE).open("a", encoding="utf-8") as opened:
        opened.write('[marking.OURS]\nlabels = ["OPEN", "SECRET"]\n[audience.board]\nreader = "x"\nceiling = "OPEN"\n')
    for line in ("check", "review records/harbour", "explain -a board --all", "check --for board"):
        assert run(capsys, *line.split())[0] == 0, line
    assert run(capsys, "sign", "records/harbour", "--as", "A. Reader", "--on", "2026-03-14")[0] == 0
    assert "OPEN" in run(capsys, "render", "-a", "board", "--all", "-f", "md")[1]
    assert '"board"' in run(capsys, "schema")[1]
    (institute / "other").mkdir()
    (institute / "other" / "empty.toml").touch()
    for line in (
        "check records/harbour",
        "review records/harbour",
        "explain records/harbour",
        "sign records/harbour --as X",
    ):
        assert run(capsys, *line.split(), "--house", "other/empty.toml")[0] == 3, line


def test_a_house_file_that_is_named_wins(institute: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--house` takes the place of the nearest one."""
    other = institute / "other"
    other.mkdir()
    (other / "mine.toml").write_text('[house]\nname = "Other House"\n', encoding="utf-8")
    run(capsys, "render", "records/harbour", "--house", "other/mine.toml", "-e", "flash-note", "-f", "md", "-o", "out")
    (page,) = (institute / "out").rglob("*.md")
    assert "Other House" in page.read_text(encoding="utf-8")


@pytest.mark.usefixtures("institute")
def test_the_command_house_tells_what_is_in_force_and_from_where(capsys: pytest.CaptureFixture[str]) -> None:
    """Each value with the line it is from, or that it is the program's."""
    code, out, _ = run(capsys, "house", "records/harbour", "--json")
    rows = {row["key"]: (row["value"], row["from"]) for row in json.loads(out)["house"]}
    assert code == 0
    assert rows["house.name"] == ("Harbour Institute", f"{FILE}:2:1")
    assert rows["house.contact"] == ("none", "default")
    assert rows["audience.press-office.ceiling"] == ("TLP:GREEN", f"{FILE}:8:1")
    assert rows["audience.press-office.review"] == ("required", "default")
    assert rows["audience.public.ceiling"] == ("TLP:CLEAR", "default")
    assert rows["edition.press-card"] == ("Press card, flash, press-office", "editions.yaml:2:3")
    assert rows["edition.dossier"][1] == "default"
    assert rows["heading.Not settled"] == ("Still open", "editions.yaml:20:3")
    assert rows["templates/press-card.md"] == ("new", "templates/press-card.md")


@pytest.mark.parametrize("look", ['accent = "FFCC00"', "size = 10.7"])
def test_a_look_that_no_page_can_have_is_told_by_every_command(
    look: str, institute: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `render` refuses is not shown by `house` as in force, nor passed by `check`; each names the line."""
    with (institute / FILE).open("a", encoding="utf-8") as opened:
        opened.write(f"[look]\n{look}\n")
    for command in (("house", "."), ("check", "records/harbour"), ("render", "records/harbour")):
        code, out, err = run(capsys, *command)
        assert (code, out) == (9, ""), command
        assert re.search(rf"{FILE}:\d+:\d+: H3[12] ", err)


def test_the_command_house_writes_keys_as_the_house_file_does(
    institute: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that what it shows can be copied."""
    with (institute / FILE).open("a", encoding="utf-8") as opened:
        opened.write('[look]\nstyles = {heading-1 = "Library Head 1"}\n')
    assert "heading-1 = Library Head 1" in run(capsys, "house")[1]


def test_a_house_is_begun(institute: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`new --house` writes a commented start, and never over another."""
    code, out, _ = run(capsys, "new", "--house", "mine")
    assert (code, out) == (0, "mine/briefkit.toml\n")
    assert (institute / "mine" / FILE).read_text(encoding="utf-8") == HOUSE_FILE
    assert run(capsys, "new", "--house", "mine")[0] == 7


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("name", ["briefkit.toml", "editions.yaml"])
def test_a_file_that_leads_nowhere_is_not_passed_over(name: str, tmp_path: Path) -> None:
    """A link to nothing is refused: as if absent, what it was to protect would be gone."""
    (tmp_path / "briefkit.toml").write_text("[house]\n", encoding="utf-8")
    (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / name).symlink_to(tmp_path / "absent")
    with pytest.raises(HouseError, match="symbolic link"):
        in_force(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("kind", ["logo", "reference_doc", "fonts"])
@pytest.mark.parametrize("way", ["{above}/logo", "../logo", "way/logo", "file", ".hidden/logo", "logo"])
def test_a_look_takes_nothing_from_elsewhere(kind: str, way: str, tmp_path: Path) -> None:
    """Whoever sends a house reads no file beyond its folder, hidden or reached by a link, into a page."""
    home = tmp_path / "house"
    (home / ".hidden").mkdir(parents=True)
    head, ending = {"logo": (b"\x89PNG", "png"), "reference_doc": (b"PK\x03\x04", "docx"), "fonts": (b"true", "ttf")}[
        kind
    ]
    for place in (tmp_path, home, home / ".hidden"):
        (place / f"logo.{ending}").write_bytes(head)
    (home / "way").symlink_to(tmp_path, target_is_directory=True)
    (home / f"file.{ending}").symlink_to(tmp_path / f"logo.{ending}")
    name = f"{way.format(above=tmp_path.as_posix())}.{ending}"
    value = {
        "logo": f'{{file = "{name}", alt = "L"}}',
        "reference_doc": f'"{name}"',
        "fonts": f'{{regular = "{name}"}}',
    }
    (home / FILE).write_text(f"[look]\n{kind} = {value[kind]}\n", encoding="utf-8")
    if way == "logo":
        assert in_force(home).house.look.seal
        return
    with pytest.raises(HouseError, match=r"outside the folder|symbolic link|hidden") as caught:
        in_force(home)
    assert [one.code for one in caught.value.problems] == ["H04"]
