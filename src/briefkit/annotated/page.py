"""The annotated copy as one page: for a browser, for print and for a screen reader, without script or other files.

Every text of the record is escaped where it enters; what is marked by colour is marked by brackets too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape

from briefkit.annotated import Entry, Marked, Passage, called, entries, first, marking, split
from briefkit.errors import Problem
from briefkit.evidence import Span, position
from briefkit.loading import Loaded
from briefkit.outcomes import Source

GENERATOR = '<meta name="generator" content="briefkit review">'
"""What tells a page of ours from another file."""

_STYLE = """\
:root { color-scheme: light dark; --text: #1a1a1a; --paper: #fff; --quiet: #4d5b66; --line: #8a949e; --link: #1f4e79 }
:root { --mark: #ffe08a; --mark-text: #1a1a1a; --panel: #f4f6f8 }
@media (prefers-color-scheme: dark) {
  :root { --text: #eee; --paper: #16191c; --quiet: #b4bec7; --line: #76828d; --link: #9ccbf5 }
  :root { --mark: #5a4300; --mark-text: #fff; --panel: #21262b }
}
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 76rem; padding: 1rem; font: 1rem/1.5 sans-serif; overflow-wrap: anywhere }
body { background: var(--paper); color: var(--text) }
a { color: var(--link) }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .5rem 0 }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .5rem; border-bottom: 2px solid var(--text) }
h3 { font-size: 1.1rem; margin: 0 }
h4 { font-size: .9em; margin: .75rem 0 .25rem; color: var(--quiet) }
p { margin: .25rem 0 }
code { font-size: .95em }
mark { background: var(--mark); color: var(--mark-text) }
.marking { text-align: center; font-weight: bold; border: 1px solid var(--line); padding: .25rem }
.quiet, figcaption, dt { color: var(--quiet); font-size: .9em }
.skip { position: absolute; left: -100rem }
.skip:focus { position: static }
article { border: 1px solid var(--line); border-radius: 4px; padding: .75rem 1rem; margin: 1rem 0 }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2rem }
dl, dd, figure, blockquote { margin: 0 }
dd, figure { margin-bottom: .5rem }
blockquote { border-left: 3px solid var(--line); padding-left: .75rem }
ul { margin: .25rem 0; padding-left: 1.25rem }
.asked { background: var(--panel); padding: .5rem .75rem .5rem 1.75rem }
.asked p { margin: 0 }
.box { display: inline-block; width: 1em; height: 1em; border: 2px solid var(--text); vertical-align: -.15em }
.source p { white-space: pre-line; margin: .75rem 0; max-width: 50rem }
.source .unquoted { color: var(--quiet); font-style: italic; border-bottom: 2px dotted var(--line) }
time { white-space: nowrap }
.by { font-size: .85em; white-space: normal }
@media (max-width: 45rem) { .pair { grid-template-columns: 1fr } }
@media print {
  :root { color-scheme: light; --text: #000; --paper: #fff; --quiet: #333; --line: #555; --link: #000 }
  :root { --mark: #fff; --mark-text: #000; --panel: #fff }
  mark { font-weight: bold }
  body { padding: 0; font-size: 10pt; max-width: none }
  nav, .skip { display: none }
  h2, h3, h4 { break-after: avoid }
  .pair, li, .source p { break-inside: avoid }
  article { box-decoration-break: clone; -webkit-box-decoration-break: clone }
  article > p { break-after: avoid }
}
"""
"""At least 4.5 : 1 in light and dark; columns go below each other on a narrow screen."""

_PAGE = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
{generator}
<title>{title} · annotated copy</title>
<style>
{style}@page {{ margin: 18mm 15mm; @top-center {{ content: "{marking}" }} @bottom-center {{ content: "{marking}" }} }}
</style>
</head>
<body>
<a class="skip" href="#unsigned">To the statements</a>
<header>
<p class="marking">{marking}</p>
<h1>{title}</h1>
<p>Annotated copy of <code>{record}</code>, as of {as_of}. For who reads the record
against its sources; not for release.</p>
<p>{counts}</p>
<p class="quiet">Words in <mark>[brackets]</mark> are asked about, or are not in the source. Hold each wording against
its source, tick it, and sign: <code>briefkit sign</code>.</p>
</header>
<nav aria-label="Contents">
<ul>
{contents}
</ul>
</nav>
<main>
<section aria-labelledby="unsigned">
<h2 id="unsigned">To be read and signed: {unsigned}</h2>
{first}
</section>
<section aria-labelledby="signed">
<h2 id="signed">Signed: {signed}</h2>
{rest}
</section>
<section aria-labelledby="sources">
<h2 id="sources">Sources, and what became of them</h2>
{sources}
</section>
</main>
<footer>
<p class="marking">{marking}</p>
</footer>
</body>
</html>
"""
_DIVIDED = re.compile(r"\f|\n[^\S\n]*\n")
_LINES = re.compile(r"[\f\n]")
"""What divides paragraphs: blank lines and pages, and where a text has neither, the ends of lines."""
_CODE = re.compile(r"`([^`]*)`")
_BREAK = ""
"""What the white space between two paragraphs is named, among the names of statements."""
_POINTS = " \n\t.,;:"
"""What stands around the words of a passage that nobody quotes."""
_WORD = re.compile(r"\w")
_NONE = "<p>None.</p>"


def page(loaded: Loaded) -> bytes:
    """Return the page of a record's annotated copy."""
    record, found, shares = loaded.outcomes, entries(loaded), loaded.coverage()
    unsigned, signed = first(found), [one for one in found if one.signature]
    return _PAGE.format(
        generator=GENERATOR,
        style=_STYLE,
        title=escape(record.title),
        marking=escape(marking(loaded)),
        record=escape(record.id),
        as_of=_time(record.as_of.date),
        counts=_counts(loaded),
        contents="\n".join(_contents(loaded, unsigned, signed)),
        unsigned=len(unsigned),
        signed=len(signed),
        first="\n".join(map(_article, unsigned)) or _NONE,
        rest="\n".join(map(_article, signed)) or _NONE,
        sources="\n".join(_source(loaded, key, shares) for key in record.sources),
    ).encode()


def _counts(loaded: Loaded) -> str:
    told, found = loaded.tally(), len(loaded.outcomes.statements)
    counts = {"Statements": found, "questions": told["question"], "to be read": told["unread"]}
    counts |= {"warnings": told["warning"], "signed": len(loaded.signed)}
    return " · ".join(f"{name}: <strong>{count}</strong>" for name, count in counts.items())


def _contents(loaded: Loaded, unsigned: Sequence[Entry], signed: Sequence[Entry]) -> Iterator[str]:
    for key, name, found in (("unsigned", "To be read and signed", unsigned), ("signed", "Signed", signed)):
        links = ", ".join(_link(one.statement) for one in found)
        yield f'<li><a href="#{key}">{name}</a>{f": {links}" if links else ""}</li>'
    links = ", ".join(
        f'<a href="#source-{escape(key)}">{escape(called(one))}</a>' for key, one in loaded.outcomes.sources.items()
    )
    yield f'<li><a href="#sources">Sources</a>: {links}</li>'


def _link(statement: str) -> str:
    return f'<a href="#statement-{escape(statement)}">{escape(statement)}</a>'


def _article(entry: Entry) -> str:
    key = escape(entry.statement)
    wordings = "".join(f"<dt>{escape(name)}</dt><dd>{_marked(text)}</dd>" for name, text in entry.wordings.items())
    passages = "".join(_passage(one, entry) for one in entry.passages)
    asked = "".join(map(_asked, entry.problems))
    return f"""\
<article id="statement-{key}" aria-labelledby="heading-{key}">
<h3 id="heading-{key}"><code>{key}</code> · {escape(entry.kind.replace("_", " "))} · {escape(entry.marking)}</h3>
{_state(entry)}
<div class="pair">
<div><h4>Printed</h4><dl>{wordings}</dl></div>
<div><h4>Rests on</h4>{passages}</div>
</div>
{f'<h4>Asked</h4><ul class="asked">{asked}</ul>' if asked else ""}
</article>"""


def _state(entry: Entry) -> str:
    signature = entry.signature
    if not signature:
        return '<p><span class="box" aria-hidden="true"></span> Read against its source</p>'
    own = ", who prepared the record" if entry.is_own else ""
    return f"<p>Signed by {escape(signature.by)} on {_time(signature.on)}{own}.</p>"


def _time(day: date) -> str:
    return f'<time datetime="{day.isoformat()}">{day.isoformat()}</time>'


def _passage(passage: Passage, entry: Entry) -> str:
    below = "" if passage.statement == entry.statement else f"{_link(passage.statement)}, from "
    source = f'<a href="#source-{escape(passage.source)}">{escape(passage.title)}</a>'
    return (
        f"<figure><blockquote>{_marked(passage.quote)}</blockquote>"
        f"<figcaption>{below}{source}, {escape(passage.position)}</figcaption></figure>"
    )


def _asked(problem: Problem) -> str:
    against = "".join(f"<p>{_coded(text)}</p>" for text in problem.against)
    hint = f'<p class="quiet">{_coded(problem.hint)}</p>' if problem.hint else ""
    return f"<li><p><strong>{escape(problem.code)}</strong> {_coded(problem.message)}</p>{against}{hint}</li>"


def _coded(text: str) -> str:
    """Return a message with what stands between grave accents as code."""
    return _CODE.sub(r"<code>\1</code>", escape(text))


def _marked(text: Marked) -> str:
    return "".join(f"<mark>[{escape(part)}]</mark>" if marked else escape(part) for part, marked in text.parts())


def _source(loaded: Loaded, key: str, shares: Mapping[str, tuple[float, list[str]]]) -> str:
    source, text = loaded.outcomes.sources[key], loaded.texts.get(key)
    told = f"{shares[key][0]:.0%} of its words are quoted." if key in shares else "Its text is not here."
    language = f' lang="{escape(source.language)}"' if source.language else ""
    label = escape(key)
    return f"""\
<section class="source" id="source-{label}" aria-labelledby="source-heading-{label}">
<h3 id="source-heading-{label}">{escape(called(source))} · <code>{label}</code> · {_own_marking(loaded, source)}</h3>
<p>{told}</p>
<div{language}>
{"".join(_paragraphs(loaded, key, text or ""))}
</div>
</section>"""


def _own_marking(loaded: Loaded, source: Source) -> str:
    return escape(source.marking or loaded.outcomes.marking)


def _paragraphs(loaded: Loaded, key: str, text: str) -> Iterator[str]:
    """Yield a source whole, paragraph by paragraph, each passage with what became of it."""
    quoted = [(one.start, one.end, name) for name, spans in loaded.spans.items() for one in spans if one.source == key]
    breaks = [
        (*found.span(), _BREAK) for found in (_DIVIDED if _DIVIDED.search(text.strip()) else _LINES).finditer(text)
    ]
    pieces: list[str] = []
    at = 0
    for piece, names in (*split(text, [*quoted, *breaks]), ("", (_BREAK,))):
        if _BREAK not in names:
            pieces.append(_piece(piece, names))
        elif paragraph := "".join(pieces).strip():
            place = position(text, Span(key, at - 1, at))
            yield f'<p><span class="quiet" lang="en-GB">{place}</span>\n{paragraph}</p>\n'
            pieces.clear()
        at += len(piece)


def _piece(text: str, names: Sequence[str]) -> str:
    """Return a passage with the statements that quote it, or with the words that nobody quotes it."""
    inner = text.strip() if names else text.strip(_POINTS)
    before, after = (escape(part) for part in text.split(inner, 1)) if inner else (escape(text), "")
    if names:
        links = ", ".join(map(_link, names))
        return f'{before}{escape(inner)} <span class="by" lang="en-GB">[{links}]</span>{after}' if inner else before
    if not _WORD.search(text):
        return escape(text)
    return f'{before}<span class="unquoted"><span lang="en-GB">[not quoted:</span> {escape(inner)}]</span>{after}'
