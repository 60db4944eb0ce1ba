"""Signatures and verdicts: what they are of, how long they hold, and that `review.yaml` is never half written."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.editions import example
from tests.harbour import FIRM, WEAK, loaded
from tests.records import random_record, write

from briefkit import staging
from briefkit.cli import main
from briefkit.editions.plan import Chosen, Plan
from briefkit.errors import BusyError, OutputError, RecordError
from briefkit.house import DEFAULT
from briefkit.loading import Loaded, load
from briefkit.look.typeface import carlito
from briefkit.markings import releasable_to
from briefkit.outcomes import FORMS, MARGINS, Outcomes, Quantity, Review, Signature, Verdict
from briefkit.outcomes.fields import Attribution, Condition, Vote
from briefkit.outcomes.parts import Dated
from briefkit.press import every
from briefkit.review import REVIEW, change, current, digests, head, is_own, read, written
from briefkit.views.rows import RowBuilder
from briefkit.wording import Composer

PARIS = Path(__file__).parents[1] / "seeds" / "paris-2025-09-04"
DAY = date(2026, 3, 4)
WITHOUT = "(?m)^  (aside: .*|- id: (fee-june|ask-fee)\\n(    .*\\n?)+)\\n?"
"""What is marked higher in the record, with all that rests on it."""


def signed(folder: Path, *keys: str, by: str = "A. Reader") -> Review:
    """Sign statements of the record in a folder, all where none is named."""
    found = loaded(folder)
    new = {k: Signature(by=by, on=DAY, digest=d) for k, d in digests(found.outcomes).items() if k in keys or not keys}
    return change(folder, found.file, found.outcomes, lambda old: Review(signed={**old.signed, **new}, read=old.read))


def unsigned(found: Loaded) -> set[str]:
    """Return the statements that are not signed as they are now."""
    return {s.id for s in found.outcomes.statements} - found.signed.keys()


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ((FIRM, WEAK), {"ferry", "bottom-line"}),
        (("{text: provided that the pier", "{text: provided that a pier"), {"ferry", "bottom-line"}),
        (("style: Mayor Roca", "style: Mayor Ines Roca"), {"ferry"}),
        (("kind: position\n    by: guild", "kind: position\n    by: board"), {"fee"}),
        (("question: What will", "question: What then will"), {"fee-open"}),
        (("quote: The Board has not yet decided on the fee}", "quote: The Board has not yet decided}"), {"fee-open"}),
        (("    does: demands", "    stands: [{say: demands, because: so it is}]\n    does: demands"), {"fee"}),
        (("kind: ask\n    rests_on: [fee-june]", "kind: ask\n    rests_on: [fee-june, fee-open]"), {"ask-fee"}),
        (("kind: fact\n    text", "kind: fact\n    avoid: [{say: soon, because: no day is set}]\n    text"), {"april"}),
        (("importance: 5\n    says", "importance: 4\n    says"), set()),
        (("kind: fact\n    text", "kind: fact\n    contradicts: [met]\n    text"), set()),
    ],
)  # fmt: skip
def test_what_unsigns_a_statement(edit: tuple[str, str], expected: set[str], tmp_path: Path) -> None:
    """Its wordings, names, evidence and answers, and those of what it rests on; nothing that no reader of it reads."""
    signed(tmp_path)
    assert unsigned(loaded(tmp_path)) == set()
    assert unsigned(loaded(tmp_path, edit)) == expected
    assert unsigned(loaded(tmp_path, edit[::-1])) == set()


def whole() -> Outcomes:
    """Return the record whose statements are changed, one field at a time."""
    return example("ilvara-2026-03-12").outcomes


CHANGED: dict[str, object] = {
    **dict.fromkeys(("text", "says", "does", "short", "headline", "plain", "scope_note", "alt", "question"), "Anew."),
    **dict.fromkeys(("owner", "via"), "chair"),
    **dict.fromkeys(("supported_by", "opposed_by", "to", "by"), (Attribution(actor="chair"),)),
    "status": "ongoing", "due": "2027-01-01", "committers": ("ostrel",), "basis": "Article 77", "verb": "repeated",
    "vote": Vote.model_validate({"for": 77}), "effect": "2027-01-01", "measures": ("close the lake",),
    "conditions": (Condition(text="if it rains"),), "on": Dated(date=date(2020, 1, 1)), "occasion": MARGINS,
    "quantities": (Quantity(value=77, counts="boats"),), "add": "Anew.", "rests_on": ("quorum",),
}  # fmt: skip
"""A value of a field that no statement of the record has."""


def _printed(record: Outcomes, key: str) -> list[str]:
    """Return what is printed of a statement: its wordings, and its row in the Dossier."""
    (edition,) = [one for one in every("officer") if one.id == "dossier"]
    planned = Plan(edition, dict.fromkeys(edition.sections, ()), Composer(record))
    rows = RowBuilder(planned, tuple(record.sources), {}, {}, carlito())
    statement = record.by_id[key]
    row = rows.row(Chosen(statement, "sentence"))
    cells = (getattr(row, name).text for name in _CELLS)
    return [*(str(planned.composer.wording(statement, form, short=s)) for form in FORMS for s in (True, False)), *cells]


@cache
def _usual(key: str) -> list[str]:
    """Return what is printed of a statement that nobody has changed."""
    return _printed(whole(), key)


def _digest(record: Outcomes, key: str) -> str:
    """Return the digest of a statement, which depends on it and what it rests on alone."""
    below = record.below(record.by_id[key])
    return digests(record.model_copy(update={"statements": tuple(below)}))[key]


_CELLS = ("who", "assessor", "status", "alt", "question", "owner", "due", "day", "bound", "scope", "figure")


@pytest.mark.parametrize("name", CHANGED)
def test_what_changes_what_is_printed_unsigns(name: str) -> None:
    """Whatever field of a statement is another: where anything printed of it is another, so is what was signed."""
    changed, before = 0, whole()
    for at, one in enumerate(before.statements):
        if name in type(one).model_fields:
            other = one.model_copy(update={name: CHANGED[name]})
            every_one = (*before.statements[:at], other, *before.statements[at + 1 :])
            record = before.model_copy(update={"statements": every_one})
            if _printed(record, one.id) != _usual(one.id):
                changed += 1
                assert _digest(record, one.id) != _digest(before, one.id), one.id
    assert changed


@pytest.mark.parametrize(
    "edit",
    [
        ("title: Mayor of Port Avon", "title: Warden of Port Avon"),
        ("date: 2026-03-03, place", "date: 2026-03-02, place"),
    ],
)
def test_another_office_or_day_unsigns(edit: tuple[str, str], tmp_path: Path) -> None:
    """The office of who speaks and the day of the meeting are printed with a statement."""
    signed(tmp_path)
    assert "ferry" in unsigned(loaded(tmp_path, edit))


def test_a_signature_depends_on_its_statement_alone(tmp_path: Path) -> None:
    """The digest of a statement, and of a part of the head, is the same on the record as an audience may see it."""
    made = [write(tmp_path / str(seed), *random_record(seed, tlp=True, longest=12)) for seed in range(4)]
    for record in (
        loaded(tmp_path).outcomes,
        load(PARIS).outcomes,
        whole(),
        *(load(folder).outcomes for folder in made),
    ):
        for audience in (one for one in DEFAULT.names if DEFAULT.allows(one, record.marking)):
            for answers in (True, False):
                every_one, released = (digests(r, answers=answers) for r in (record, releasable_to(record, audience)))
                assert released.items() <= every_one.items()
                assert "head/meeting" in released


def test_a_signature_answers_what_is_to_be_read(tmp_path: Path) -> None:
    """What had to be read is told no more once it is signed; a question is told until it is answered."""
    assert {one.severity for one in loaded(tmp_path, (FIRM, WEAK)).problems} == {"question", "unread"}
    signed(tmp_path)
    found = loaded(tmp_path)
    assert [one.severity for one in found.problems] == ["question"]
    assert found.supplement.signed["ferry"] == "A. Reader"


def test_other_signatures_stay(tmp_path: Path) -> None:
    """Signing one statement keeps the signatures of the others; a changed one's holds again if it is taken back."""
    signed(tmp_path, "ferry", "met", "april")
    loaded(tmp_path, (FIRM, WEAK), ("id: april", "id: first-notice"), ("[april]", "[first-notice]"))
    review = signed(tmp_path, "fee", by="B. Reader")
    assert {key: one.by for key, one in review.signed.items()} == {"met": "A. Reader", "fee": "B. Reader"}
    assert unsigned(loaded(tmp_path, (WEAK, FIRM))) == {
        "bottom-line",
        "first-notice",
        "fee-open",
        "fee-june",
        "ask-fee",
    }
    assert "april" not in (tmp_path / REVIEW).read_text(encoding="utf-8")


def test_who_prepared_the_record_is_known(tmp_path: Path) -> None:
    """A signature by who prepared the record is told from others, whatever its capitals."""
    record = loaded(tmp_path, ("contact:", "prepared_by: The Desk\ncontact:")).outcomes
    names = {"the desk": True, "The Desk": True, "A. Reader": False}
    assert {n: is_own(Signature(by=n, on=DAY, digest="0" * 64), record) for n in names} == names


OWN = "title, as_of, notice, changed, change_note or marking"


@pytest.mark.parametrize(
    ("edit", "part"),
    [
        (("title: Harbour Board meets", "title: Harbour Board resigns"), OWN),
        (("as_of: 2026-03-03", "as_of: 2026-03-04"), OWN),
        (("contact:", "notice: Invented.\ncontact:"), OWN),
        (("place: Port Avon", "place: Port Elm"), "meeting"),
        (("meeting: {name: Harbour Board", "meeting: {name: Ferry Board"), "meeting"),
        (("place: Port Avon", "place: Port Avon, instrument: treaty"), "meeting"),
        (("role: chair", "role: host"), "meeting"),
        (("fee: {title: Landing fee", "fee: {title: Harbour tax"), "issue fee"),
        (("short: the aside", "short: the aside, title: Secret papers"), "source aside"),
        (("short: the note", "short: the note, issued: 2026-03-01"), "source note"),
        (("state: not", "state: done"), "ladder fee fee-open"),
        (("pier: {long: a landing place", "pier: {long: a lighthouse"), "term pier"),
        (("marking: TLP:CLEAR", "marking: TLP:GREEN"), OWN),
        (("marking: TLP:AMBER", "marking: TLP:GREEN"), "source aside"),
        (("short: the note", "short: the note, marking: TLP:AMBER"), "source note"),
        (("kind: fact\n    text", "kind: fact\n    contradicts: [met]\n    text"), "april contradicts met"),
        (("kind: fact\n    text", "kind: fact\n    supersedes: [fee]\n    text"), "april supersedes fee"),
    ],
)
def test_what_unsigns_the_head(edit: tuple[str, str], part: str, tmp_path: Path) -> None:
    """Whatever pages print beside statements: it alone has to be read again, and says what of it has changed."""
    more = (
        ("place: Port Avon", "place: Port Avon, participants: [{actor: roca, role: chair}]"),
        ("{title: Landing fee", "{title: Landing fee, ladder: [{step: Set, state: not, statement: fee-open}]"),
        ("\nissues:", "\nterms: {pier: {long: a landing place}}\nissues:"),
    )
    loaded(tmp_path, *more)
    signed(tmp_path)
    assert not list(loaded(tmp_path).unsigned(loaded(tmp_path).outcomes, required=True))
    found = loaded(tmp_path, edit)
    (problem,) = found.unsigned(found.outcomes)
    assert (problem.code, problem.message) == ("R25", f"`HEAD` has changed since it was signed: {part}")
    assert unsigned(found) == set()
    assert loaded(tmp_path, edit[::-1]).lapsed == frozenset()


def test_what_the_house_says_on_every_page_is_not_the_record_s(tmp_path: Path) -> None:
    """Another notice of the house unsigns no head: its whole archive would have to be signed again."""
    loaded(tmp_path, ("contact:", "notice: Invented.\ncontact:"))
    signed(tmp_path)
    found = load(tmp_path, house=replace(DEFAULT, notice="Free of charge."))
    assert found.outcomes.notice == "Free of charge. Invented."
    assert found.lapsed == frozenset()


def test_the_head_is_signed_by_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A review without it is read as one in which it is not signed; then it is signed alone, or with all the rest."""
    loaded(tmp_path)
    signed(tmp_path, *loaded(tmp_path).outcomes.by_id)
    found = loaded(tmp_path)
    assert (unsigned(found), found.state(head(found.outcomes))) == (set(), "unsigned")
    assert ended("check", "--strict", str(tmp_path)) == 0
    assert ended("check", "--strict", "--for", "public", str(tmp_path)) == 3
    assert ended("sign", str(tmp_path), "--as", "A. Reader", "HEAD") == 0
    assert "everything is signed" in capsys.readouterr().out
    assert ended("check", "--strict", "--for", "public", str(tmp_path)) == 0
    with pytest.raises(RecordError):
        loaded(tmp_path, ("id: met", "id: HEAD"))


def test_a_page_with_another_head_is_not_reviewed(tmp_path: Path) -> None:
    """After a false title no page that asks for a reader says that it was read, nor is one made for release."""
    loaded(tmp_path)
    signed(tmp_path)
    out = tmp_path / "out"
    command = ("render", str(tmp_path), "-f", "md", "-l", "flash", "-a", "public", "-o", str(out))
    assert ended(*command, "--strict") == 0
    (page,) = out.rglob("*.press-lines.md")
    assert "Not reviewed" not in page.read_text(encoding="utf-8")
    loaded(tmp_path, ("title: Harbour Board meets", "title: Harbour Board resigns"))
    assert ended(*command, "--strict") == 3
    assert ended(*command) == 0
    assert "Not reviewed" in page.read_text(encoding="utf-8")


def test_the_head_of_what_is_withheld_leaves_no_trace(tmp_path: Path) -> None:
    """What an audience gets is the same byte for byte, whether what it does not get is there, signed, or changed."""
    sets = []
    for name in ("whole", "changed", "without"):
        folder, out = tmp_path / name, tmp_path / "out" / name
        loaded(folder)
        path = folder / "outcomes.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(WITHOUT, "", text) if name == "without" else text, encoding="utf-8")
        signed(folder)
        if name == "changed":
            loaded(folder, ("short: the aside", "short: the aside, title: Secret papers, issued: 2026-03-01"))
        assert ended("render", "--strict", str(folder), "-f", "md", "-a", "public", "-o", str(out)) == 0
        sets.append({path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()})
    assert len(sets[0]) > 2
    assert all(one == sets[0] for one in sets)


HASH = "a" * 64
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Co", "Cc", "Cf"]), max_size=60)


@given(name=TEXTS.filter(str.strip), words=TEXTS)
def test_what_is_written_is_read(name: str, words: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Any name and any words of a verdict come back as they were written."""
    folder = tmp_path_factory.mktemp("record")
    record = loaded(folder).outcomes
    try:
        review = Review(
            signed={"ferry": Signature(by=name, on=DAY, digest=HASH)},
            read={"met": (Verdict(wording="sentence", verdict="adds", words=words, why=words[::-1], digest=HASH),)},
        )
    except ValueError:
        return
    (folder / REVIEW).write_text(written(review, record), encoding="utf-8")
    assert read(folder, "outcomes.yaml") == review


def entry(old: str, new: str) -> str:
    """Return a signature as it is written, with something else in the place of a part of it."""
    return f"signed:\n  ferry: {{by: A. Reader, on: 2026-03-04, digest: {HASH}}}\n".replace(old, new)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("- ferry\n", "review.yaml:1:1"),
        ("seal: red\n", "review.yaml:1:7"),
        ("signed: [ferry]\n", "review.yaml:1:9"),
        (entry("ferry", "Ferry Boat"), "review.yaml:2:15"),
        (entry("}", ", seal: red}"), "review.yaml:2:122"),
        (entry("A. Reader", "''"), "review.yaml:2:15"),
        (entry("A. Reader", "A" * 201), "review.yaml:2:15"),
        (entry("A. Reader", '"A\\u202e"'), "review.yaml:2:15"),
        (entry("2026-03-04", "today"), "review.yaml:2:30"),
        (entry(HASH, "a"), "review.yaml:2:50"),
        ("read:\n  ferry: {verdict: adds}\n", "review.yaml:2:10"),
        (
            f"read:\n  ferry:\n  - {{wording: says, verdict: supported, words: '', why: '', digest: {HASH}}}\n",
            "review.yaml:3:30",
        ),
    ],
)  # fmt: skip
def test_entries_of_other_shapes_are_refused(text: str, place: str, tmp_path: Path) -> None:
    """A `review.yaml` that briefkit does not write is an error at its place, with a hint, and stops the record."""
    loaded(tmp_path)
    (tmp_path / REVIEW).write_text(text, encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        loaded(tmp_path)
    (problem,) = (one for one in caught.value.problems if one.severity == "error")
    assert (problem.code, str(problem.place)) == ("R20", place)
    assert problem.hint == "Correct it, or delete the file and sign again: briefkit sign."


def test_it_is_read_through_the_door(tmp_path: Path) -> None:
    """Links, folders, duplicate keys and anchors are refused as in a record."""
    loaded(tmp_path)
    path = tmp_path / REVIEW
    for make, code in (
        (lambda: path.symlink_to("elsewhere.yaml"), "Y01"),
        (path.mkdir, "Y01"),
        (lambda: path.write_text("signed: {}\nsigned: {}\n", encoding="utf-8"), "Y07"),
        (lambda: path.write_text("signed: &a {}\n", encoding="utf-8"), "Y08"),
    ):
        make()
        with pytest.raises(RecordError) as caught:
            loaded(tmp_path)
        assert code in {one.code for one in caught.value.problems}
        path.rmdir() if path.is_dir() else path.unlink()


def test_nothing_is_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another run signs, and where the file system fails, the old file stays and nothing lies beside it."""
    signed(tmp_path, "met")
    before = (tmp_path / REVIEW).read_bytes()
    monkeypatch.setattr("briefkit.locks._PAUSE", 0)
    with staging.locked(staging.Spot(tmp_path, REVIEW)), pytest.raises(BusyError):
        signed(tmp_path, "fee")

    def full(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="F07"):
        signed(tmp_path, "fee")
    assert (tmp_path / REVIEW).read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"outcomes.yaml", "sources", REVIEW}


def test_a_verdict_holds_while_its_wording_does(tmp_path: Path) -> None:
    """It goes when wording or evidence changes, and stays when it is answered: one sees what is answered."""
    found = loaded(tmp_path)
    digest = digests(found.outcomes, answers=False)["ferry"]
    verdict = Verdict(wording="sentence", verdict="adds", words="will", why="", digest=digest)
    change(tmp_path, found.file, found.outcomes, lambda old: Review(signed=old.signed, read={"ferry": (verdict,)}))
    assert [one.code for one in loaded(tmp_path).problems] == ["Q50", "Q00"]
    answer = "stands: [{say: will, because: so it is}]\n    "
    answered = loaded(tmp_path, (FIRM, answer + FIRM))
    assert [one.code for one in answered.problems] == ["Q00"]
    assert current(read(tmp_path, "x"), answered.outcomes).read == {"ferry": (verdict,)}
    changed = loaded(tmp_path, (answer + FIRM, FIRM + " again"))
    assert "Q50" not in {one.code for one in changed.problems}


def ended(*command: str) -> int:
    """Return how a command ends."""
    with pytest.raises(SystemExit) as end:
        main(list(command))
    return int(end.value.code or 0)


def test_strict_wants_the_signatures_that_are_required(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Missing ones fail where the audience requires them, lapsed ones always, also where the briefs stand already."""
    loaded(tmp_path)
    folder, out = str(tmp_path), ("-f", "md", "-l", "flash", "-o", str(tmp_path / "out"))
    assert ended("check", "--strict", folder) == ended("check", "--strict", "--for", "principal", folder) == 0
    assert ended("check", "--strict", "--for", "public", folder) == 3
    assert ended("render", folder, *out, "-a", "public") == 0
    capsys.readouterr()
    assert ended("render", "--strict", folder, *out, "-a", "public") == 6
    assert "F27 harbour-2026-03-03, press-lines: Not reviewed" in capsys.readouterr().err
    assert ended("render", "--strict", folder, *out, "-a", "principal") == 0
    signed(tmp_path)
    assert ended("check", "--strict", "--for", "public", folder) == ended("render", "--strict", folder, *out) == 0
    loaded(tmp_path, ("{text: provided that the pier", "{text: provided that a pier"))
    assert ended("check", folder) == 0
    capsys.readouterr()
    for command in (("check",), ("check", "--for", "public"), ("render", *out), ("render", *out, "-a", "principal")):
        assert ended(*command, "--strict", folder) == 3
        assert "R25 `ferry` has changed since it was signed" in capsys.readouterr().err
