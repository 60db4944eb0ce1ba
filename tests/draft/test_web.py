"""The text of web pages."""

import json
from datetime import date

import pytest
from tests.draft.material import expected, html

from briefkit.draft import Extracted, read
from briefkit.errors import UsageError

NAVIGATION = "<ul>" + "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("News", "Sport", "Trade")) + "</ul>"
SCRIPT = "<script>var hidden = 'The pier';</script><style>p { color: red }</style><noscript>Turn scripts on.</noscript>"
PAGES = {
    "bare": html(),
    "an article": f"<nav>{NAVIGATION}</nav><article>{html()}</article><footer>Imprint</footer>",
    "a main part": f"<header>{NAVIGATION}</header><main>{html()}</main><aside>Read more</aside>",
    "blocks with names": f'<div class="site-nav">{NAVIGATION}</div><div id="x">{html()}</div><div id="menu">x</div>',
    "a banner for cookies": f'<div class="cookie-banner"><p>Cookies!</p><button>Yes</button></div><p>{html()}</p>',
    "roles": f'<div role="navigation">{NAVIGATION}</div><div role="main">{html()}</div><div role="banner">x</div>',
    "links without a name": f"{NAVIGATION}<div>{html()}</div><div>{NAVIGATION}</div>",
    "scripts": f"{SCRIPT}<div>{html()}{SCRIPT}</div>",
    "hidden parts": f'<div>{html()}<p hidden>Hidden.</p><p style="display: none">Hidden.</p></div>',
    "a page laid out in a table": f"<table><tr><td>{NAVIGATION}</td><td>{html()}</td></tr></table>",
    "a form around it": f'<form action="/">{html()}<input value="x"></form>',
    "a misleading name": f'<body class="has-sidebar nav-open"><div class="with-sidebar">{html()}</div></body>',
    "tags not closed": html().replace("</p>", "").replace("</li>", ""),
    "lines broken anywhere": html().replace(" ", "\n  "),
    "comments": f"<!-- a comment -->{html()}<!-- <p>not this</p> -->",
}


def page(body: str, head: str = "") -> Extracted:
    """Return what is read from a page."""
    return read(
        f"<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body>{body}</body>".encode(), "a"
    )


@pytest.mark.parametrize("body", PAGES.values(), ids=PAGES)
def test_passages(body: str) -> None:
    """Whatever stands around it, exactly the text is read, with its headings, items and rows."""
    assert page(body).text == expected()


def test_inline_tags() -> None:
    """Tags inside of a sentence leave it whole; raised digits are superscripts, quotation tags quotation marks."""
    found = page(
        "<p>The <b>pi</b>er costs 26<sup>1</sup> <a href=x>million</a>,<br>she <q>thinks</q>.<p>Next&nbsp;one."
    )
    assert found.text == "The pier costs 26¹ million, she “thinks”.\n\nNext one."


def test_breaks() -> None:
    """One line break is a space, two divide paragraphs."""
    assert page("<div>One<br>line.<br><br>Another.</div>").text == "One line.\n\nAnother."


def test_lists() -> None:
    """Lists count from where they begin, in letters too, and a list inside of an item follows it, indented."""
    found = page("<ol start=3><li>three<ul><li>inner</ul><li>four</ol><ol type=a><li>first</ol><p>End of it all.</p>")
    assert found.text == "3. three\n\n  - inner\n\n4. four\n\na. first\n\nEnd of it all."


def test_facts_of_the_head() -> None:
    """Title, day, publisher, author and language are taken from the head."""
    head = (
        '<title>Ferry runs | Harbour Times</title><meta property="og:site_name" content="Harbour Times">'
        '<meta name="author" content="A. Senn"><meta property="article:published_time" content="2026-03-04T10:00:00Z">'
    )
    found = page(html(), head)
    assert (found.facts.title, found.facts.publisher, found.facts.author) == ("Ferry runs", "Harbour Times", "A. Senn")
    assert (found.facts.issued, found.facts.language, found.facts.type) == (date(2026, 3, 4), "en", "webpage")


def test_facts_of_linked_data() -> None:
    """Linked data tells the type, and comes first."""
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "name": "Other"},
            {
                "@type": ["NewsArticle"],
                "headline": "Ferry runs",
                "datePublished": "2026-03-04",
                "author": [{"name": "A. Senn"}, {"name": "B. Quay"}],
                "publisher": {"name": "Harbour Times"},
            },
        ],
    }
    found = page(html(), f'<title>x</title><script type="application/ld+json">{json.dumps(data)}</script>')
    facts = found.facts
    assert (facts.title, facts.author, facts.publisher) == ("Ferry runs", "A. Senn, B. Quay", "Harbour Times")
    assert (found.facts.issued, found.facts.type) == (date(2026, 3, 4), "article-newspaper")


def test_the_day_of_a_time_tag() -> None:
    """The only time tag of the main part is the day of publication; of two that differ none is."""
    assert page("<p><time datetime=2026-03-05>Thursday</time></p><p>Text.</p>").facts.issued == date(2026, 3, 5)
    two = "<p><time datetime=2026-03-05>a</time><time datetime=2026-03-06>b</time> Text.</p>"
    assert page(two).facts.issued is None


@pytest.mark.parametrize("data", ["[" * 100_000, "{", '{"@type": "NewsArticle", "author": 5}', "null"])
def test_linked_data_that_is_wrong(data: str) -> None:
    """Linked data that cannot be read tells nothing, and does no harm."""
    found = page("<p>Text.</p>", f'<script type="application/ld+json">{data}</script>')
    assert (found.text, found.facts.author) == ("Text.", None)


def test_declared_encodings() -> None:
    """A page in the encoding that it declares is converted, and the user is told."""
    data = '<html><head><meta charset="iso-8859-2"></head><body><p>Łódź and Kraków</p></body></html>'
    found = read(data.encode("iso-8859-2"), "a.html")
    assert (found.text, found.notes) == ("Łódź and Kraków", ("converted from ISO8859-2",))


def test_entities() -> None:
    """Entities that a page declares itself are not heeded, so that none can name a file or grow without end."""
    found = read(
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>A &x; &amp; B</p></body></html>', "a"
    )
    assert "root:" not in found.text
    assert "A &x; & B" in found.text


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('<div id="root"></div><script>start()</script>', "without text"),
        ("<img src=scan.png>", "without text"),
        ("<div>" * 5_000 + "deep", "too deeply"),
        ("<b>" * 600_000, "more tags"),
        (f"<p {' '.join(f'a{n}' for n in range(40_000))}>", "attributes"),
        (f"<p a='>' {' '.join(f'a{n}=1' for n in range(40_000))}>", "attributes"),
    ],
    ids=["a page made by a script", "a picture", "deep nesting", "too many tags", "a crowded tag", "a quoted end"],
)
def test_refused(body: str, reason: str) -> None:
    """A page that has no text, or more nesting than any page has, is refused with a hint."""
    with pytest.raises(UsageError) as refused:
        page(body)
    assert reason in refused.value.problems[0].message
    assert refused.value.problems[0].hint.endswith(".")
