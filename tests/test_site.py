"""A house's site: what stands on it, what may not, and what is left alone."""

import os
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from tests.records import loaded
from tests.samples import seeds
from tests.test_index import HOSTILE, Reader
from tests.test_publish import listing
from tests.test_release import folder, without

from briefkit.cli import main
from briefkit.errors import BriefkitError, OutputError, Problem
from briefkit.house import DEFAULT, House
from briefkit.manifest import MANIFEST, Manifest, parse
from briefkit.markings import withheld
from briefkit.publish import Brief, Release, publish
from briefkit.publish.verification import verify
from briefkit.site import Site, publish_site, site

ROOT = Path(__file__).parents[1]
URL = "https://example.org/briefs/"
PUBLIC = Site("public", DEFAULT, URL)
ATOM = "{http://www.w3.org/2005/Atom}"


def brief(edition: str = "public-summary", **given: object) -> Brief:
    """Return a public brief with a Word and a PDF file."""
    made = Brief(
        edition, "Public summary", f"About {edition}", "public", "onepage", 1, 300, "TLP:CLEAR", "", "en-GB",
        ("Voted.",), (), {"docx": b"word", "pdf": b"pdf"}, facts=("The fee is open.",), subjects=("Fee",),
    )  # fmt: skip
    return replace(made, **given)  # type: ignore[arg-type]


def standing(
    out: Path, record: str = "harbour", day: str = "2026-03-03", audience: str = "public", **given: object
) -> Path:
    """Publish one brief of a record; return the folder of its set."""
    head = Manifest(
        record=record,
        title="A meeting",
        as_of=day,
        audience=audience,
        prepared_by="The desk",
        contact="desk@example.org",
    )
    return publish(out, [Release(head, [brief(**given)])], force=True)[0].folder


def run(*words: str) -> int:
    """Run the command; return its exit code."""
    with pytest.raises(SystemExit) as end:
        main(["site", *words])
    return int(end.value.code or 0)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render three records for the public and for others, of which one may not go to the public."""
    out = tmp_path_factory.mktemp("real")
    own = out / "own" / "harbour"
    for path in (ROOT / "tests" / "commands" / "records" / "harbour").rglob("*.*"):
        target = own / path.relative_to(ROOT / "tests" / "commands" / "records" / "harbour")
        target.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8").replace("marking: TLP:CLEAR", "marking: TLP:GREEN", 1)
        target.write_text(text.replace("id: harbour-2026-03-03", "id: barred"), encoding="utf-8")
    records = [ROOT / "seeds" / name for name in ("paris-2025-09-04", "ilvara-2026-03-12")]
    both = ("-a", "public", "-a", "officer")
    for record, audiences in ((records[0], both), (records[1], both), (own, both[2:])):
        with pytest.raises(SystemExit) as end:
            main(["render", str(record), "--out", str(out / "reports"), "-f", "pdf", *audiences])
        assert not end.value.code
    return out / "reports"


def test_what_stands_there(real: Path) -> None:
    """A page a record, the newest first; each file as it was rendered; every link leads to something on the site."""
    files = site(real, PUBLIC)
    assert sorted(files) == [
        *("feed.xml", "ilvara-2026-03-12.html", "ilvara-2026-03-12.press-lines.pdf"),
        *("ilvara-2026-03-12.public-summary.pdf", "index.html", "manifest.json", "paris-2025-09-04.html"),
        *("paris-2025-09-04.press-lines.pdf", "paris-2025-09-04.public-summary.pdf"),
        *("sitemap.xml", "style.css", "subjects.html"),
    ]
    for name, raw in files.items():
        if name.endswith(".pdf"):
            assert raw == (real / name.partition(".")[0] / "public" / name).read_bytes()
    read = {name: Reader(raw.decode()) for name, raw in files.items() if name.endswith(".html")}
    listed = [link["href"] for link in read["index.html"].all("a")]
    assert listed.index("ilvara-2026-03-12.html") < listed.index("paris-2025-09-04.html")
    keys = {f"subjects.html#{one['id']}" for one in read["subjects.html"].all("h2") if "id" in one}
    for name, page in read.items():
        links = {str(link["href"]) for tag in ("a", "link") for link in page.all(tag)}
        canonical = f"{URL}{name}".removesuffix("index.html")
        assert canonical in links
        assert links - {canonical} <= files.keys() | keys | {"#main"} | {one for one in links if "mailto:" in one}
        assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1
    assert len(keys) == 6


def test_the_feed_has_what_atom_asks_for(real: Path) -> None:
    """Feed and entries have one id, title and time each, an author, and a page that they lead to (RFC 4287, 4.1)."""
    feed = ET.fromstring(site(real, PUBLIC)["feed.xml"])  # noqa: S314  # our own
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2
    seen = set()
    for one in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"{ATOM}{name}")) == 1
            assert one.findtext(f"{ATOM}{name}")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", one.findtext(f"{ATOM}updated") or "")
        identifier = one.findtext(f"{ATOM}id") or ""
        assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}", identifier)
        seen.add(identifier)
        assert one.find(f"{ATOM}author/{ATOM}name") is not None
        kinds = [(link.get("rel"), link.get("type")) for link in one.findall(f"{ATOM}link")]
        assert kinds.count(("alternate", "text/html")) == 1
        assert len(kinds) == len(set(kinds))
        assert all(link.get("href", "").startswith(URL) for link in one.findall(f"{ATOM}link"))
    assert len(seen) == 3
    assert [one.findtext(f"{ATOM}updated") for one in entries] == ["2026-03-13T00:00:00Z", "2025-09-04T00:00:00Z"]
    assert all(one.findtext(f"{ATOM}summary") for one in entries)


def test_the_map_lists_every_page(real: Path) -> None:
    """The site map has the address of each page; without an address there is no map and no canonical link."""
    found = ET.fromstring(site(real, PUBLIC)["sitemap.xml"])  # noqa: S314  # our own
    pages = {f"{URL}{name}".removesuffix("index.html") for name in site(real, PUBLIC) if name.endswith(".html")}
    assert {one.text for one in found.iter() if one.tag.endswith("}loc")} == pages
    bare = site(real, Site("public", DEFAULT))
    assert "sitemap.xml" not in bare
    assert b"canonical" not in bare["index.html"]
    assert b'rel="self" type="application/atom+xml" href="feed.xml"' in bare["feed.xml"]


@pytest.mark.parametrize("seed", seeds(1, 3))
def test_a_site_tells_nothing_that_is_withheld(seed: int, tmp_path: Path) -> None:
    """The site of a record with restricted items is, byte for byte, that of one that never held them."""
    found = loaded(seed)
    record = found.outcomes
    audience = next(name for name in reversed(DEFAULT.names) if DEFAULT.allows(name, record.marking))
    assert withheld(record, audience)
    asked = Site(audience, DEFAULT, URL, draft=True)
    sites = []
    for name, one in (("whole", record), ("without", without(record, audience))):
        folder(tmp_path / name, found, one, audience)
        sites.append(site(tmp_path / name, asked))
    assert sites[0] == sites[1]
    assert len(sites[0]) > 6


def test_what_has_not_changed_is_left_alone(tmp_path: Path) -> None:
    """A second run writes nothing; when a record changes, the files of the others keep their times."""
    for record in ("first", "second"):
        standing(tmp_path / "reports", record)
    out = tmp_path / "site"
    done = publish_site(out, site(tmp_path / "reports", PUBLIC))
    assert (done.changed, len(done.written), done.kept) == (True, 12, ())
    for name in done.written:
        os.utime(name, (1, 1))
    before = listing(out)
    assert not publish_site(out, site(tmp_path / "reports", PUBLIC)).changed
    standing(tmp_path / "reports", "second", title="Something else")
    done = publish_site(out, site(tmp_path / "reports", PUBLIC))
    names = {path.name for path in done.written}
    assert names == {"second.html", "index.html", "subjects.html", "feed.xml", MANIFEST}
    assert {name for name, raw in listing(out).items() if raw != before[name]} == names
    assert {path.name for path in out.iterdir() if path.stat().st_mtime == 1} == before.keys() - names


def test_pages_of_a_withdrawn_record_go(tmp_path: Path) -> None:
    """They go where they are ours; what others wrote stays with its times; an edited page stops the run."""
    gone = standing(tmp_path / "reports", "first")
    standing(tmp_path / "reports", "second")
    out = tmp_path / "site"
    publish_site(out, site(tmp_path / "reports", PUBLIC))
    (out / "CNAME").write_text("example.org\n", encoding="utf-8")
    os.utime(out / "CNAME", (1, 1))
    for path in gone.iterdir():
        path.unlink()
    (out / "first.html").write_text("edited", encoding="utf-8")
    files = site(tmp_path / "reports", PUBLIC)
    with pytest.raises(OutputError) as caught:
        publish_site(out, files)
    assert [problem.code for problem in caught.value.problems] == ["F02"]
    done = publish_site(out, files, force=True)
    assert done.removed == ("first.html", "first.public-summary.docx", "first.public-summary.pdf")
    assert listing(out).keys() == files.keys() | {"CNAME"}
    assert (out / "CNAME").stat().st_mtime == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["reports", "site"]


def test_the_last_record_can_be_withdrawn(tmp_path: Path) -> None:
    """A house with briefs for others only has a site that says that nothing is published; it has to be asked for."""
    standing(tmp_path, audience="partner")
    assert refused(tmp_path) == ("U15", 2)
    (tmp_path / "none").mkdir()
    assert refused(tmp_path / "none") == ("U15", 2)
    files = site(tmp_path, replace(PUBLIC, empty=True))
    assert site(tmp_path / "none", replace(PUBLIC, empty=True)) == files
    assert b"Nothing is published at present." in files["index.html"]
    ET.fromstring(files["feed.xml"])  # noqa: S314  # our own


def edit(path: Path) -> None:
    """Change a file by one byte."""
    path.write_bytes(path.read_bytes() + b" ")


def refused(out: Path, asked: Site = PUBLIC) -> tuple[str, int]:
    """Return the code of what is wrong, and the exit code."""
    with pytest.raises(BriefkitError) as caught:
        site(out, asked)
    (problem,) = caught.value.problems
    assert problem.hint
    return problem.code, caught.value.exit_code


def test_only_what_was_rendered_is_copied(tmp_path: Path) -> None:
    """A file that was edited or is gone is refused, and a set in the folder of another record or audience."""
    out = standing(tmp_path / "edited")
    edit(out / "harbour.public-summary.pdf")
    assert refused(tmp_path / "edited") == ("F02", 7)
    (out / "harbour.public-summary.pdf").unlink()
    assert refused(tmp_path / "edited") == ("F23", 7)
    edit(out / MANIFEST)
    assert refused(tmp_path / "edited") == ("F22", 7)
    moved = standing(tmp_path / "moved", audience="officer")
    moved.rename(moved.with_name("public"))
    assert refused(tmp_path / "moved") == ("F24", 7)
    (tmp_path / "moved" / "harbour").rename(tmp_path / "moved" / "other")
    assert refused(tmp_path / "moved") == ("F24", 7)
    (tmp_path / "empty").mkdir()
    assert refused(tmp_path / "empty") == refused(tmp_path / "absent") == ("U15", 2)


def test_nothing_above_the_ceiling(tmp_path: Path) -> None:
    """A brief marked higher than its audience may receive is refused, by the table of the house in force."""
    standing(tmp_path / "green", marking="TLP:GREEN")
    assert refused(tmp_path / "green") == ("F25", 7)
    standing(tmp_path / "clear")
    other = replace(DEFAULT, audiences=tuple(replace(one, ceiling=frozenset()) for one in DEFAULT.audiences))
    assert refused(tmp_path / "clear", Site("public", other)) == ("F25", 7)
    standing(tmp_path / "odd", marking="SECRET")
    assert refused(tmp_path / "odd") == ("F25", 7)


@pytest.mark.parametrize("said", ["DRAFT · 1 question open", "Not reviewed"])
def test_what_is_not_finished_needs_a_word(said: str, tmp_path: Path) -> None:
    """DRAFT and Not reviewed are refused without `--draft`, and stand on the page with it."""
    standing(tmp_path, standing=said)
    assert refused(tmp_path) == ("F27", 6)
    files = site(tmp_path, replace(PUBLIC, draft=True))
    for name in ("index.html", "harbour.html"):
        assert f'<span class="todo">{said}</span>' in files[name].decode()


def test_what_is_not_finished_keeps_no_other_from_the_site(tmp_path: Path) -> None:
    """A record whose brief says that it is not finished stays off the site, and the program says so."""
    standing(tmp_path, "finished")
    standing(tmp_path, "begun", standing="Not reviewed")
    told: list[Problem] = []
    files = site(tmp_path, PUBLIC, told.extend)
    assert [name for name in files if name.endswith(".pdf")] == ["finished.public-summary.pdf"]
    assert b"begun" not in b"".join(files.values())
    assert [(one.code, one.severity, one.message) for one in told] == [
        ("F27", "warning", "begun, public-summary: Not reviewed: left off the site")
    ]


def test_the_feed_tells_when_a_record_changed(tmp_path: Path) -> None:
    """An entry is as old as the record's last significant change, and the feed as its newest entry."""
    head = Manifest(
        record="old",
        title="A meeting",
        as_of="2026-03-03",
        audience="public",
        prepared_by="The desk",
        changed="2026-04-02",
    )
    publish(tmp_path, [Release(head, [brief()])])
    standing(tmp_path, "new", day="2026-03-20")
    feed = ET.fromstring(site(tmp_path, PUBLIC)["feed.xml"])  # noqa: S314  # our own
    days = [one.text for one in feed.iter(f"{ATOM}updated")]
    assert days == [f"2026-{day}T00:00:00Z" for day in ("04-02", "03-20", "04-02")]


def test_the_copy_for_clearance_stays_in_the_house(tmp_path: Path) -> None:
    """What goes round for clearance is on no site, linked or not."""
    standing(tmp_path, files={"clearance.docx": b"tracked", "pdf": b"pdf"})
    files = site(tmp_path, PUBLIC)
    assert not [name for name in files if "clearance" in name]
    standing(tmp_path, "draft", files={"clearance.docx": b"tracked"})
    assert site(tmp_path, PUBLIC) == files
    assert b"clearance" not in b"".join(files.values())


def test_words_of_a_record_stay_words(tmp_path: Path) -> None:
    """Markup, scripts and directions in titles, subjects and contacts are shown and do nothing, in pages and feed."""
    bad = ("\u202e" + HOSTILE, "javascript:alert(1)")
    house = House(name=bad[0], contact=bad[1])
    standing(tmp_path, title=bad[0], lead=bad, facts=bad, subjects=bad, name=bad[0])
    files = site(tmp_path, Site("public", house, URL))
    for name in ("index.html", "subjects.html", "harbour.html"):
        read = Reader(files[name].decode())
        assert any(HOSTILE in text for _, text in read.texts)
        assert not read.all("script")
        assert all(not str(one.get("href")).startswith("javascript") for _, one in read.elements)
        assert all(not key.startswith("on") for _, one in read.elements for key in one)
    feed = ET.fromstring(files["feed.xml"])  # noqa: S314  # our own
    assert feed.findtext(f"{ATOM}title") == bad[0]
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == bad[0]


def test_no_page_fetches_or_runs_anything(real: Path) -> None:
    """Each page allows its own style sheet and nothing else, and has neither script nor style of its own."""
    for name, raw in site(real, PUBLIC).items():
        if name.endswith(".html"):
            read = Reader(raw.decode())
            (policy,) = [
                one["content"] for one in read.all("meta") if one.get("http-equiv") == "Content-Security-Policy"
            ]
            assert policy == "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
            assert {tag for tag, _ in read.elements} & {"script", "style", "img", "iframe"} == set()
            assert not [tag for tag, one in read.elements if "style" in one]


def test_names_that_would_meet(tmp_path: Path) -> None:
    """A record whose page would be called as one of the site's own is refused."""
    standing(tmp_path, "index")
    assert refused(tmp_path) == ("F05", 7)


def test_a_site_is_proved_as_briefs_are(tmp_path: Path) -> None:
    """Its manifest lists every other file with its hash, and tells nothing else."""
    standing(tmp_path / "reports")
    publish_site(tmp_path / "site", site(tmp_path / "reports", PUBLIC))
    assert [one.problems for one in verify(tmp_path / "site", DEFAULT)] == [()]
    listed = parse((tmp_path / "site" / MANIFEST).read_bytes())
    assert listed
    assert (listed.audience, listed.editions, dict(listed.state)) == ("public", (), {})


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It takes folder and address from the house, tells what it did and removed, and keeps to a folder of its own."""
    monkeypatch.chdir(tmp_path)
    Path("briefkit.toml").write_text(
        f'[house]\nname = "The desk"\nurl = "{URL[:-1]}"\n[records]\nout = "briefs"\n', encoding="utf-8"
    )
    standing(Path("briefs"), "first")
    standing(Path("briefs"), "second")
    assert run() == 0
    assert capsys.readouterr().out == "site: 12 files written, 0 left alone\n"
    assert f'<link rel="canonical" href="{URL}">' in Path("site", "index.html").read_text(encoding="utf-8")
    for path in Path("briefs", "first", "public").iterdir():
        path.unlink()
    assert run() == 0
    told = capsys.readouterr()
    assert told.out == "site: 5 files written, 4 left alone\n"
    assert "F10 warning: removed site/first.html" in told.err
    Path("record").mkdir()
    Path("record", "outcomes.yaml").touch()
    standing(Path("elsewhere"), "first")
    for words, code, told_code in (
        (("-o", "."), "U18", 2),
        (("-o", "briefs"), "U18", 2),
        (("-o", "briefs/second/public"), "U18", 2),
        (("-o", "briefs/second/site"), "U18", 2),
        (("-o", "record"), "U18", 2),
        (("-o", "record/sources"), "U18", 2),
        (("-o", "elsewhere/first/public"), "F26", 7),
        (("--url", "https://desk:secret@example.org/"), "U17", 2),
        (("--url", "javascript:alert(1)"), "U17", 2),
        (("--url", "http://["), "U17", 2),
        (("--url", "http://.../briefs"), "U17", 2),
        (("--url", "https://example.org:x/"), "U17", 2),
        (("--url", "https://example.org/\u202e"), "U17", 2),
        (("-a", "publik"), "U02", 2),
    ):
        before = listing(tmp_path)
        assert run(*words) == told_code
        told = capsys.readouterr()
        assert code in told.err
        assert "secret" not in told.err
        assert listing(tmp_path) == before
