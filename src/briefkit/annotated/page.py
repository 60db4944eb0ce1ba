"""The annotated copy as one page: for a browser, for print and for a screen reader, without script or other files.

Every text of the record is escaped where it enters; what is marked by colour is marked by brackets too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from importlib.resources import files

from briefkit.annotated import MarkedText, QuotedPassage, ReviewEntry, entries, first, marking, name_of, split
from briefkit.errors import Problem
from briefkit.evidence import SourceSpan, position
from briefkit.loading import Loaded, tally

GENERATOR = '<meta name="generator" content="briefkit review">'
"""What tells a page of ours from another file."""

_STYLE, _PAGE = ((files("briefkit.annotated") / name).read_text(encoding="utf-8") for name in ("page.css", "page.html"))
"""At least 4.5 : 1 in light and dark; columns go below each other on a narrow screen."""

_DIVIDED = re.compile(r"\f|\n[^\S\n]*\n")
_LINES = re.compile(r"[\f\n]")
"""What divides paragraphs: blank lines and pages, and where a text has neither, the ends of lines."""
_CODE = re.compile(r"`([^`]*)`")
_BREAK = ""
"""Stands among the ids of statements for the white space between two paragraphs."""
_POINTS = " \n\t.,;:"
"""What stands around the words of a passage that nobody quotes."""
_WORD = re.compile(r"\w")
_NONE = "<p>None.</p>"


def page(loaded: Loaded) -> bytes:
    """Return the page of a record's annotated copy."""
    record, found, shares = loaded.outcomes, entries(loaded), loaded.coverage()
    unsigned, signed = first(found), [entry for entry in found if entry.signature]
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
    told, found = tally(loaded.problems), len(loaded.outcomes.statements)
    counts = {"Statements": found, "questions": told["question"], "to be read": told["unread"]}
    counts |= {"warnings": told["warning"], "signed": len(loaded.signed)}
    return " · ".join(f"{name}: <strong>{count}</strong>" for name, count in counts.items())


def _contents(loaded: Loaded, unsigned: Sequence[ReviewEntry], signed: Sequence[ReviewEntry]) -> Iterator[str]:
    for key, name, found in (("unsigned", "To be read and signed", unsigned), ("signed", "Signed", signed)):
        links = ", ".join(_link(entry.statement) for entry in found)
        yield f'<li><a href="#{key}">{name}</a>{f": {links}" if links else ""}</li>'
    links = ", ".join(
        f'<a href="#source-{escape(key)}">{escape(name_of(one))}</a>' for key, one in loaded.outcomes.sources.items()
    )
    yield f'<li><a href="#sources">Sources</a>: {links}</li>'


def _link(statement: str) -> str:
    return f'<a href="#statement-{escape(statement)}">{escape(statement)}</a>'


def _article(entry: ReviewEntry) -> str:
    key = escape(entry.statement)
    wordings = "".join(f"<dt>{escape(name)}</dt><dd>{_marked(text)}</dd>" for name, text in entry.wordings.items())
    passages = "".join(_passage(passage, entry) for passage in entry.passages) or "<p>The sources as a whole.</p>"
    asked = "".join(map(_question, entry.problems))
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


def _state(entry: ReviewEntry) -> str:
    signature = entry.signature
    if not signature:
        return '<p><span class="box" aria-hidden="true"></span> Read against its source</p>'
    own = ", who prepared the record" if entry.is_own else ""
    return f"<p>Signed by {escape(signature.by)} on {_time(signature.on)}{own}.</p>"


def _time(day: date) -> str:
    return f'<time datetime="{day.isoformat()}">{day.isoformat()}</time>'


def _passage(passage: QuotedPassage, entry: ReviewEntry) -> str:
    below = "" if passage.statement == entry.statement else f"{_link(passage.statement)}, from "
    source = f'<a href="#source-{escape(passage.source)}">{escape(passage.title)}</a>'
    return (
        f"<figure><blockquote>{_marked(passage.quote)}</blockquote>"
        f"<figcaption>{below}{source}, {escape(passage.position)}</figcaption></figure>"
    )


def _question(problem: Problem) -> str:
    against = "".join(f"<p>{_coded(text)}</p>" for text in problem.against)
    hint = f'<p class="quiet">{_coded(problem.hint)}</p>' if problem.hint else ""
    return f"<li><p><strong>{escape(problem.code)}</strong> {_coded(problem.message)}</p>{against}{hint}</li>"


def _coded(text: str) -> str:
    """Return a message with what stands between grave accents as code."""
    return _CODE.sub(r"<code>\1</code>", escape(text))


def _marked(text: MarkedText) -> str:
    return "".join(f"<mark>[{escape(part)}]</mark>" if marked else escape(part) for part, marked in text.parts())


def _source(loaded: Loaded, key: str, shares: Mapping[str, tuple[float, list[str]]]) -> str:
    source, text = loaded.outcomes.sources[key], loaded.texts.get(key)
    coverage = f"{shares[key][0]:.0%} of its words are quoted." if key in shares else "Its text is not here."
    language = f' lang="{escape(source.language)}"' if source.language else ""
    label, marked = escape(key), escape(source.marking or loaded.outcomes.marking)
    return f"""\
<section class="source" id="source-{label}" aria-labelledby="source-heading-{label}">
<h3 id="source-heading-{label}">{escape(name_of(source))} · <code>{label}</code> · {marked}</h3>
<p>{coverage}</p>
<div{language}>
{"".join(_paragraphs(loaded, key, text or ""))}
</div>
</section>"""


def _paragraphs(loaded: Loaded, key: str, text: str) -> Iterator[str]:
    """Yield the paragraphs of a source as HTML, each passage marked as quoted by statements or by none."""
    quoted = [(one.start, one.end, name) for name, spans in loaded.spans.items() for one in spans if one.source == key]
    breaks = [
        (*match.span(), _BREAK) for match in (_DIVIDED if _DIVIDED.search(text.strip()) else _LINES).finditer(text)
    ]
    pieces: list[str] = []
    at = 0
    for piece, names in (*split(text, [*quoted, *breaks]), ("", (_BREAK,))):
        if _BREAK not in names:
            pieces.append(_piece(piece, names))
        elif paragraph := "".join(pieces).strip():
            place = position(text, SourceSpan(key, at - 1, at))
            yield f'<p><span class="quiet" lang="en-GB">{place}</span>\n{paragraph}</p>\n'
            pieces.clear()
        at += len(piece)


def _piece(text: str, names: Sequence[str]) -> str:
    """Return a passage as HTML with the ids of the statements that quote it, or with a note that none does."""
    inner = text.strip() if names else text.strip(_POINTS)
    before, after = (escape(part) for part in text.split(inner, 1)) if inner else (escape(text), "")
    if names:
        links = ", ".join(map(_link, names))
        return f'{before}{escape(inner)} <span class="by" lang="en-GB">[{links}]</span>{after}' if inner else before
    if not _WORD.search(text):
        return escape(text)
    return f'{before}<span class="unquoted"><span lang="en-GB">[not quoted:</span> {escape(inner)}]</span>{after}'
