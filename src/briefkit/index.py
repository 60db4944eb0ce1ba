"""The page of an audience's folder: what lies there, for people who open it in a browser."""

from collections.abc import Iterator
from html import escape

from briefkit.manifest import Entry, Manifest

__all__ = ["INDEX", "index"]

INDEX = "index.html"

_STYLE = """\
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; font: 1rem/1.5 sans-serif }
body { background: #fff; color: #1a1a1a }
h1 { font-size: 1.5rem; line-height: 1.25 }
a { color: #1f4e79 }
code { overflow-wrap: anywhere; font-size: .8rem; color: #4d5b66 }
table { width: 100%; border-collapse: collapse }
caption { text-align: left; padding-bottom: .5rem }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid #bfc7cf }
ul { margin: 0; padding: 0; list-style: none }
@media (max-width: 40rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  tr { display: block; border-bottom: 2px solid #1a1a1a; padding: .5rem 0 }
  th, td { display: block; border: 0; padding: .15rem 0 }
  td[data-label]::before { content: attr(data-label) ": "; color: #4d5b66 }
}
"""
"""Dark on white, at least 5.5 : 1; on a narrow screen each row becomes a block that names its cells."""

_PAGE = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · {audience}</title>
<style>
{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<table role="table">
<caption>Briefs for: {audience}. Record <code>{record}</code>, as of <time datetime="{as_of}">{as_of}</time>.</caption>
<thead role="rowgroup">
<tr role="row">{head}</tr>
</thead>
<tbody role="rowgroup">
{rows}
</tbody>
</table>
</main>
</body>
</html>
"""
"""The roles stand there because `display: block` takes a table's own away in some browsers."""

_HEAD = ("Brief", "Title", "Pages", "Marking", "Files, with size and SHA-256")


def index(manifest: Manifest) -> bytes:
    """Return the page of a folder, the shortest brief first: a function of its manifest alone, without script."""
    ordered = sorted(manifest.editions, key=lambda entry: (entry["pages"], entry["words"], entry["edition"]))
    page = _PAGE.format(
        title=escape(manifest.title),
        audience=escape(manifest.audience),
        record=escape(manifest.record),
        as_of=escape(manifest.as_of),
        style=_STYLE,
        head="".join(f'<th role="columnheader" scope="col">{name}</th>' for name in _HEAD),
        rows="\n".join(map(_row, ordered)),
    )
    return page.encode("utf-8")


def _row(entry: Entry) -> str:
    cells = (entry["title"], str(entry["pages"]), entry["marking"])
    inner = "".join(
        f'<td role="cell" data-label="{label}">{escape(cell)}</td>'
        for label, cell in zip(_HEAD[1:], cells, strict=False)
    )
    files = "".join(f"<li>{''.join(_file(file))}</li>" for file in entry["files"])
    name = escape(entry["name"])
    return (
        f'<tr role="row"><th role="rowheader" scope="row">{name}</th>{inner}<td role="cell"><ul>{files}</ul></td></tr>'
    )


def _file(file: Entry) -> Iterator[str]:
    name, kind = escape(file["name"], quote=True), escape(file["format"].upper())
    yield f'<a href="{name}" aria-label="{kind}: {name}">{kind}</a>, {file["bytes"] / 1000:.0f} KB<br>'
    yield f"<code>{escape(file['sha256'])}</code>"
