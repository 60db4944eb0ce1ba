"""A brief as a draft of a mail."""

import re
import shutil
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.harbour import FOLDER
from tests.records import random_record, write
from tests.test_gate import harbour

from briefkit import outfit
from briefkit.cli import main
from briefkit.document import Document
from briefkit.errors import UsageError
from briefkit.house import DEFAULT
from briefkit.loading import load
from briefkit.look import Look
from briefkit.mail import draft
from briefkit.manifest import Manifest
from briefkit.markings import withheld
from briefkit.outcomes.gate import line
from briefkit.publish import Brief, Release
from briefkit.writers import WRITERS

HEADERS = ["Content-Type", "MIME-Version", "X-Unsent", "Date", "To", "Subject"]
TO = ("a.reader@example.org",)


def release(title: str = "A title", text: str = "**TLP:CLEAR**\n\n# A title\n", standing: str = "") -> Release:
    """Return a release of one brief with this title and text."""
    made = {"md": text.encode(), "pdf": b"%PDF-1.7 \n.\r\n..\nFrom here"}
    brief = Brief(
        "read-out", "Read-out", title, "public", "onepage", 1, 90, "TLP:CLEAR", standing, "en-GB", (), (), made
    )
    return Release(Manifest(record="harbour", title="Harbour", as_of="2025-09-04", audience="public"), [brief])


def read(raw: bytes) -> EmailMessage:
    """Return a draft as the standard parser reads it; headers are plain ASCII, lines are short and end in CRLF."""
    assert re.fullmatch(rb"(?:[ -~]*\r\n)+", raw.partition(b"\r\n\r\n")[0] + b"\r\n")
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", raw) is None
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert message.keys() == HEADERS
    assert [part.defects for part in message.walk()] == [[]] * 5
    return message


def parts(message: EmailMessage) -> tuple[str, str, bytes]:
    """Return the text, the HTML and the attached PDF, with plain line ends."""
    text, page = message.get_body(("plain",)), message.get_body(("html",))
    (pdf,) = message.iter_attachments()
    assert text is not None
    assert page is not None
    assert pdf.get_content_type() == "application/pdf"
    told = [str(part.get_content()).replace("\r\n", "\n") for part in (text, page)]
    return told[0], told[1], pdf.get_payload(decode=True)  # type: ignore[return-value]


class Page(HTMLParser):
    """Collects elements with their attributes, and the text."""

    def __init__(self, page: str) -> None:
        """Read a whole page."""
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str, int]:
    """Return what the command prints on both streams, and its exit code."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        main(["mail", *arguments])
    return (*capsys.readouterr(), int(end.value.code or 0))


def test_a_draft_of_an_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is unsent, of the record's day, marked in subject and text, with the text and PDF that `render` makes."""
    file = tmp_path / "out.eml"
    given = (str(FOLDER), "-e", "read-out", "--to", TO[0], "--to", "Ann Öz <ann@example.org>", "-o", str(file))
    told = run(capsys, *given)
    assert told == (f"{file.as_posix()}\n", "", 0)
    message = read(file.read_bytes())
    assert message["X-Unsent"] == "1"
    assert message["Date"].datetime.isoformat() == "2026-03-03T00:00:00+00:00"
    assert message["To"].addresses == (Address("", "a.reader", "example.org"), Address("Ann Öz", "ann", "example.org"))
    text, page, pdf = parts(message)
    title = re.findall(r"^# (.+)$", text, re.MULTILINE)[0]
    assert message["Subject"] == f"[TLP:AMBER] {title}"
    assert text.startswith("**TLP:AMBER**\n")
    assert text.endswith("\n**TLP:AMBER**\n")
    shown = Page(page)
    assert shown.text.split("}")[-1].strip().startswith("TLP:AMBER")
    assert shown.text.strip().endswith("TLP:AMBER")
    assert {"h1", "h2", "table", "th", "td", "strong"} <= {tag for tag, _ in shown.elements}
    assert shown.elements[0] == ("html", {"lang": "en-GB"})
    with pytest.raises(SystemExit):
        main(["render", str(FOLDER), "-e", "read-out", "-f", "pdf", "-f", "md", "-o", str(tmp_path / "out")])
    made = tmp_path / "out" / "harbour-2026-03-03" / "principal" / "harbour-2026-03-03.read-out.pdf"
    assert pdf == made.read_bytes()
    assert text == made.with_suffix(".md").read_text(encoding="utf-8")
    first = file.read_bytes()
    assert run(capsys, *given) == told
    assert file.read_bytes() == first


PIECES = (
    *("=?utf-8?q?=0ABcc:_x=40y.z?=", "=?utf-8?b?Cg==?=", "=?", "?=", "\r\nBcc: x@y.z", "\r\n\r\n", "From ", "<b>"),
    *(
        '"',
        "\\",
        "(",
        ")",
        ",",
        ";",
        ":",
        "\u00a0",
        "\u202f",
        "Øresund ",
        "ö" * 90,
        "w" * 1_200,
        "🛳",
        "--=_briefkit-mixed",
    ),
)
HOSTILE = st.lists(st.text(max_size=20) | st.sampled_from(PIECES), max_size=8).map("".join)


@settings(deadline=None)
@given(HOSTILE)
def test_no_title_adds_a_header(title: str) -> None:
    """Whatever a title holds, there are the same headers; one that the text gate lets through is read back as it is."""
    message = read(draft(release(title), TO))
    assert message["To"] == TO[0]
    try:
        gated = line(title[:1_000])
    except ValueError:
        return
    if gated:
        assert read(draft(release(gated), TO))["Subject"] == f"[TLP:CLEAR] {gated}"


@settings(deadline=None)
@given(HOSTILE, st.sampled_from(("{} <a@example.org>", '"{}" <a@example.org>', "{}@example.org", "a@{}", "{}")))
def test_no_address_adds_a_header(hostile: str, pattern: str) -> None:
    """A receiver is one address with perhaps a name, or is refused."""
    whom = pattern.format(hostile)
    try:
        raw = draft(release(), [whom])
    except UsageError:
        return
    (address,) = read(raw)["To"].addresses
    assert address.addr_spec in whom
    assert whom.isprintable()


@settings(deadline=None)
@given(HOSTILE, HOSTILE)
def test_no_text_ends_its_part(one: str, other: str) -> None:
    """What looks like a boundary, a header or a line that transport changes stays text."""
    text = f"**TLP:CLEAR**\n\n{one}\n{other}\n.\n--=_briefkit-alternative\nFrom x\n".replace("\r", "")
    told, page, pdf = parts(read(draft(release(text=text), TO)))
    assert told == text
    assert pdf == release().briefs[0].files["pdf"]
    shown = {tag for tag, _ in Page(page).elements}
    assert shown.isdisjoint({"img", "script", "b", "iframe", "link"})


def test_what_is_still_to_be_done_stands_in_the_subject() -> None:
    """DRAFT is told before the mail is opened."""
    message = read(draft(release(standing="DRAFT · 1 question open"), TO))
    assert message["Subject"] == "[TLP:CLEAR · DRAFT · 1 question open] A title"


def test_nothing_above_the_ceiling(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A draft for the public holds no statement that is withheld from it, and is the same where there never was one."""
    for seed in range(40):
        data, sources = random_record(seed)
        found = load(write(tmp_path / str(seed), data, sources)).outcomes
        gone = withheld(found, "public")
        if gone and DEFAULT.allows("public", found.marking):
            break
    else:
        pytest.fail("no random record withholds anything from the public")
    file = tmp_path / "out.eml"
    out, err, code = run(capsys, str(tmp_path / str(seed)), "-e", "public-summary", "--to", TO[0], "-o", str(file))
    assert (out, code) == (f"{file.as_posix()}\n", 0), err
    text, page, _ = parts(read(file.read_bytes()))
    for key in gone:
        for words in found.by_id[key].written:
            assert words not in text
            assert words not in Page(page).text


@pytest.fixture
def green(tmp_path: Path) -> Path:
    """Write a record that the public may not have."""
    text = (FOLDER / "outcomes.yaml").read_text(encoding="utf-8")
    (tmp_path / "sources").mkdir()
    for source in (FOLDER / "sources").iterdir():
        (tmp_path / "sources" / source.name).write_bytes(source.read_bytes())
    marked = re.sub("^marking: .*$", "marking: TLP:GREEN", text, flags=re.MULTILINE)
    (tmp_path / "outcomes.yaml").write_text(marked, encoding="utf-8")
    return tmp_path


def test_a_record_above_the_ceiling(green: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing of it is drafted for the public."""
    _, err, code = run(capsys, str(green), "-e", "public-summary", "--to", TO[0], "-o", str(green / "x.eml"))
    assert (err.split()[1], code) == ("E27", 6)
    assert not (green / "x.eml").exists()


def test_the_gate_stands_before_a_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A finished file that would tell what is withheld is drafted to nobody."""
    record, true = harbour(tmp_path / "record", hidden=True), WRITERS["md"]

    def leaky(document: Document, look: Look) -> bytes:
        return true(document, look).replace(b"\n\n", b"\n\nQuetzal\n\n", 1)

    monkeypatch.setattr("briefkit.outfit.WRITERS", {**WRITERS, "md": leaky})
    monkeypatch.setattr(outfit, "_press", outfit._press.__wrapped__)  # noqa: SLF001  # one of another test is kept
    file = tmp_path / "x.eml"
    _, err, code = run(capsys, str(record), "-e", "public-summary", "--to", TO[0], "-o", str(file))
    assert code == 6
    assert "E41" in err
    assert "Quetzal" not in err
    assert not file.exists()


def test_somebodys_file_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is another is replaced with --force alone, a link or folder never."""
    file = tmp_path / "x.eml"
    file.write_bytes(b"edited")
    given = (str(FOLDER), "-e", "flash-note", "--to", TO[0], "-o", str(file))
    _, err, code = run(capsys, *given)
    assert (err.partition(" ")[0], code, file.read_bytes()) == ("F11", 7, b"edited")
    assert run(capsys, *given, "--force")[2] == 0
    assert read(file.read_bytes())["X-Unsent"] == "1"
    file.rename(tmp_path / "same")
    file.symlink_to(tmp_path / "same")
    assert run(capsys, *given, "--force")[2] == 7


@pytest.mark.parametrize("command", ["mail -e press-lines --to a@example.org", "review", "sign --as A --on 2026-03-04"])
def test_without_a_record_the_one_of_the_house(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What takes one record finds it in the folders of the house, as what takes several does."""
    (tmp_path / "briefkit.toml").write_text('[records]\nfolders = ["records/*"]\n', encoding="utf-8")
    shutil.copytree(FOLDER, tmp_path / "records" / "harbour")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as end:
        main(command.split())
    assert not end.value.code, capsys.readouterr().err
