"""What a page tells about itself: in its head, as linked data, and in its first lines."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from briefkit.data import table
from briefkit.draft.facts import dateline, day, first_heading
from briefkit.draft.passages import Facts, plain
from briefkit.draft.web.tree import Element

_NAMES = table("draft/web/page.toml")["facts"]
_TITLES, _DAYS, _PUBLISHERS, _AUTHORS = (_NAMES[kind].split() for kind in ("titles", "days", "publishers", "authors"))
_TYPES = table("draft/web/page.toml")["types"]
_ENDS = (r" \| ", " - ", " – ", " — ", " · ", " : ")
"""What stands between a page's title and its site's name."""
_MOST = 1_000
"""Objects of linked data that are looked at."""
_LONGEST = 300
"""Characters of a title or name."""


def facts(root: Element, part: Element, passages: Sequence[str]) -> Facts:
    """Return what a page tells about itself; `part` is its main part, and `passages` what it says."""
    named, linked = _meta_tags(root), _linked(root)
    publisher = _first(_names(linked.get("publisher")), *map(named.get, _PUBLISHERS))
    titles = (plain(title or "") for title in (*map(named.get, _TITLES), root.findtext(".//title")))
    site = re.compile(rf"(?:{'|'.join(_ENDS)}){re.escape(publisher)}$") if publisher else None
    own = (site.sub("", title) if site else title for title in titles)
    return Facts(
        title=_first(_names(linked.get("headline")), *own, first_heading(passages)),
        issued=_issued(named, linked, part) or dateline(passages),
        publisher=publisher,
        author=_first(_names(linked.get("author")), *map(named.get, _AUTHORS)),
        language=_language(root, linked),
        type=_TYPES.get(str(linked.get("@type")), "webpage"),
    )


def _meta_tags(root: Element) -> dict[str, str]:
    """Return what the meta tags say, by their names in small letters; the first of each counts."""
    found: dict[str, str] = {}
    for node in root.iter("meta"):
        key = node.get("property") or node.get("name") or node.get("itemprop") or ""
        found.setdefault(key.lower(), node.get("content", ""))
    return found


def _linked(root: Element) -> Mapping[str, Any]:
    """Return the first object of linked data (JSON-LD) that describes a document."""
    for script in root.iter("script"):
        if script.get("type", "").lower() == "application/ld+json":
            for entry in _objects(_json(script.text or "")):
                kinds = entry.get("@type")
                for kind in kinds if isinstance(kinds, list) else [kinds]:
                    if kind in _TYPES:
                        return {**entry, "@type": kind}
    return {}


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects on the way from the outside to the inside of lists and graphs."""
    waiting = [data]
    for _ in range(_MOST):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node[:_MOST])
        elif isinstance(node, dict):
            yield node
            waiting.extend((node.get("@graph"), node.get("mainEntity")))


def _issued(named: Mapping[str, str], linked: Mapping[str, Any], part: Element) -> date | None:
    """Return the day of publication: of the head, of linked data, or of the one time tag of the main part."""
    named_days = (*map(named.get, _DAYS), linked.get("datePublished"))
    found = next(
        (published for text in named_days if isinstance(text, str) and (published := day(text.replace("/", "-")))), None
    )
    days = {day(node.get("datetime") or "") for node in part.iter("time")}
    return found or (days.pop() if len(days) == 1 else None)


def _language(root: Element, linked: Mapping[str, Any]) -> str | None:
    declared = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or linked.get("inLanguage")
    return declared if isinstance(declared, str) and declared[:2].isalpha() else None


def _names(value: Any) -> str | None:
    """Return the name, or names, that linked data gives as a text, an object or a list."""
    each = value if isinstance(value, list) else [value]
    named = [entry.get("name") if isinstance(entry, dict) else entry for entry in each]
    return ", ".join(plain(entry) for entry in named if isinstance(entry, str) and entry.strip()) or None


def _first(*texts: str | None) -> str | None:
    """Return the first of several texts that says something; an address is no name."""
    each = (plain(text) for text in texts if text)
    return next((text for text in each if text and len(text) <= _LONGEST and "://" not in text), None)
