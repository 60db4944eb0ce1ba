"""The page of an audience's folder: what a reader who got the link sees first, in a browser, on a phone or a desk."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from types import MappingProxyType

from briefkit.addresses import addressed
from briefkit.manifest import Entry, Manifest
from briefkit.reading.dates import long_date

__all__ = ["INDEX", "index"]

INDEX = "index.html"

_STYLE = """\
body { margin: 0 auto; max-width: 42rem; padding: 1.5rem 1rem 3rem; font: 1.125rem/1.5 system-ui, sans-serif }
body { background: #fff; color: #1a1a1a }
.issuer, .kind { margin: 0; color: #1f4e79; font-weight: 600 }
h1 { margin: .25rem 0; font-size: 1.75rem; line-height: 1.2 }
h2 { margin: 2.5rem 0 0; font-size: 1.25rem }
h3 { margin: 0; font-size: 1.125rem; line-height: 1.3 }
.of, .small, footer, details { color: #4d5b66; font-size: 1rem }
.of { margin: 0 }
.standing { display: inline-block; margin: 1rem 0 0; border: 2px solid #1a1a1a; padding: .1rem .6rem; font-weight: 700 }
section { margin-top: 1.5rem }
footer { margin-top: 2.5rem; border-top: 1px solid #bfc7cf }
a { color: #1f4e79 }
a:focus-visible, summary:focus-visible { outline: 3px solid #1a1a1a; outline-offset: 2px }
.files { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: center; margin: 1rem 0 0 }
.files a { padding: .5rem 0 }
.first .read { background: #1f4e79; color: #fff; border-radius: .25rem; padding: .75rem 1.5rem; text-decoration: none }
.read { font-weight: 600 }
.first .read { font-size: 1.25rem }
summary { cursor: pointer; padding: .5rem 0 }
code { overflow-wrap: anywhere; font-size: .875rem }
"""
"""Dark on white, at least 5.5 : 1; nothing is wider than a phone."""

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}{issued}</title>
<style>
{style}</style>
</head>
<body>
<main>
{issuer}<h1>{title}</h1>
<p class="of">{of}</p>
{briefs}
</main>
<footer>
{foot}
</footer>
</body>
</html>
"""

_FORMATS: Mapping[str, str] = MappingProxyType({"pdf": "PDF", "docx": "Word", "md": "Markdown"})
"""What a reader calls a format, the first of those present for reading."""

_MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "TLP:CLEAR": "Everyone may read this and pass it on.",
        "TLP:GREEN": "You may pass this on to peers and partners, but not publish it.",
        "TLP:AMBER": "You may pass this on inside your organisation and to its clients, to those who need to know it.",
        "TLP:AMBER+STRICT": "You may pass this on inside your organisation, to those who need to know it.",
        "TLP:RED": "This is for you alone. Do not pass it on.",
    }
)
"""What a marking of the Traffic Light Protocol (FIRST, TLP 2.0) lets its reader do."""


def index(manifest: Manifest) -> bytes:
    """Return the page of a folder, a function of its manifest alone, without script.

    First comes the shortest brief that has a bottom line, or the shortest; then the others by length.
    """
    by_length = sorted(manifest.editions, key=lambda entry: (entry["pages"], entry["words"], entry["edition"]))
    first, *others = sorted(by_length, key=lambda entry: not entry["lead"])
    page = _PAGE.format(
        language=escape(first["language"]),
        title=escape(first["title"]),
        issued=f" · {escape(manifest.prepared_by)}" if manifest.prepared_by else "",
        style=_STYLE,
        issuer=f'<p class="issuer">{escape(manifest.prepared_by)}</p>\n' if manifest.prepared_by else "",
        of=_occasion(manifest, first),
        briefs="\n".join((_first(first, manifest.notice), *_others(others))),
        foot="\n".join(_foot(manifest, (first, *others))),
    )
    return page.encode("utf-8")


def _occasion(manifest: Manifest, first: Entry) -> str:
    """Return what the record is called, if the page is not called so, and the day it speaks for."""
    day = long_date(date.fromisoformat(manifest.as_of))
    told = f'As of <time datetime="{escape(manifest.as_of)}">{day}</time>'
    return told if manifest.title == first["title"] else f"{escape(manifest.title)}<br>{told}"


def _first(entry: Entry, notice: str) -> str:
    """Return the brief that is read first, with its bottom line."""
    lead, *more = entry["lead"] or [""]
    parts = (
        _standing(entry),
        f'<p class="small">{_linked(notice)}</p>' if notice else "",
        f"<p>{escape(lead)}</p>" if lead else "",
        f"<ul>{''.join(f'<li>{escape(words)}</li>' for words in more)}</ul>" if more else "",
        _files(entry),
    )
    return f'<section class="first">\n{_lines(parts)}\n</section>'


def _others(entries: Sequence[Entry]) -> Iterator[str]:
    if entries:
        yield "<section>\n<h2>More on this</h2>"
        for entry in entries:
            title = f'<p class="kind">{escape(entry["name"])}</p>\n<h3>{escape(entry["title"])}</h3>'
            yield f"<section>\n{_lines((title, _standing(entry), _files(entry)))}\n</section>"
        yield "</section>"


def _standing(entry: Entry) -> str:
    """Return the marking, and beside it what is still to be done."""
    told = " · ".join(filter(None, (entry["marking"], entry["standing"])))
    return f'<p class="standing">{escape(told)}</p>'


def _files(entry: Entry) -> str:
    """Return the links to the files of a brief, the one to read large and first."""
    kinds = list(_FORMATS)
    files = sorted(entry["files"], key=lambda file: kinds.index(file["format"]) if file["format"] in kinds else 9)
    return f'<p class="files">{" ".join(_link(entry, file, large=file is files[0]) for file in files)}</p>'


def _link(entry: Entry, file: Entry, *, large: bool) -> str:
    pages = f"{entry['pages']} page{'s' * (entry['pages'] != 1)}"
    words = f"Read ({_kind(file)}, {pages})" if large else _kind(file)
    name, label = escape(file["name"]), escape(f"{words}: {entry['name']}, {entry['title']}")
    look = ' class="read"' * large
    return f'<a{look} href="{name}" aria-label="{label}">{escape(words)}</a>'


def _kind(file: Entry) -> str:
    """Return what a reader calls the format of a file."""
    *stages, last = str(file["format"]).split(".")
    return f"{_FORMATS.get(last, last.upper())}{', for clearance' if stages else ''}"


def _foot(manifest: Manifest, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield whom to ask, what the markings mean, and what proves that a file is ours."""
    if manifest.contact:
        yield f"<p>Contact: {_linked(manifest.contact)}</p>"
    for marking in dict.fromkeys(entry["marking"] for entry in entries):
        meaning = f": {_MEANINGS[marking]}" if marking in _MEANINGS else ""
        yield f"<p><strong>{escape(marking)}</strong>{meaning}</p>"
    yield "<details>\n<summary>Sizes and SHA-256 hashes of the files</summary>"
    yield f"<p>Record <code>{escape(manifest.record)}</code></p>\n<ul>"
    yield from (f"<li>{_facts(file)}</li>" for entry in entries for file in entry["files"])
    yield "</ul>\n</details>"


def _facts(file: Entry) -> str:
    return f"{escape(file['name'])}, {file['bytes'] / 1000:.0f} KB<br><code>{escape(file['sha256'])}</code>"


def _linked(words: str) -> str:
    """Return words of the record; what is an address leads there."""
    parts = (
        f'<a href="{escape(address)}">{escape(part)}</a>' if address else escape(part)
        for part, address in addressed(words)
    )
    return "".join(parts)


def _lines(parts: Sequence[str]) -> str:
    return "\n".join(filter(None, parts))
