"""Addresses in plain words: what of a text a reader expects to lead somewhere."""

import re
from collections.abc import Iterator
from urllib.parse import quote

SCHEMES = ("http", "https", "mailto")
"""The only schemes to which a page may lead."""

_ADDRESS = re.compile(
    r"""(?<![\w.+@/:-])
    (?: (?P<url> https?://[^\s<>"“”«»\x00-\x1f]+ | mailto:[^\s<>"“”«»\x00-\x1f]+ )
      | (?P<mail> [A-Za-z0-9][\w.+-]*@[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)+ ) )""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_WEB_PAGE = re.compile(r"(?i:https?)://(?:\w[\w.-]*|\[(?i:[\da-f:.]+)\])(?::(?P<port>\d{1,5}))?(?:[/?#][^\s<>\"]*)?")
_LAST_PORT = 65_535
_SAFE = "!#$%&'()*+,/:;=?@[]~"
"""What may stand in an address as it is (RFC 3986)."""
_CLOSING = ".,;:!?'’…*_"
"""What ends the sentence that an address stands in."""
_PAIRS = {")": "(", "]": "["}


def addressed(words: str) -> Iterator[tuple[str, str]]:
    """Yield the stretches of a text in order, each with the address that it is, or with nothing."""
    start = 0
    for match in _ADDRESS.finditer(words):
        text = _trimmed(match[0])
        if not is_address(target := f"mailto:{text}" if match["mail"] else text):
            continue
        if match.start() > start:
            yield words[start : match.start()], ""
        yield text, target
        start = match.start() + len(text)
    if start < len(words):
        yield words[start:], ""


def is_address(target: str) -> bool:
    """Say whether something leads outside by a scheme that a page may hold."""
    scheme, colon, rest = target.partition(":")
    return bool(colon) and scheme.lower() in SCHEMES and bool(rest.strip("/")) and not re.search(r"[\s\x00-\x1f]", rest)


def is_web_page(target: str) -> bool:
    """Say whether a text is the whole address of a page on the web."""
    page = _WEB_PAGE.fullmatch(target) if target.isprintable() else None
    return page is not None and int(page["port"] or 0) <= _LAST_PORT


def encoded(address: str) -> str:
    """Return an address in ASCII, as PDF (ISO 32000-1, 12.6.4.7) and Word want it: the rest is percent-encoded."""
    return quote(address, safe=_SAFE)


def _trimmed(found: str) -> str:
    """Return an address without what belongs to the sentence around it: a full stop, a bracket not opened in it."""
    end = len(found)
    counts = {mark: found.count(mark) for mark in "()[]"}
    while end and (found[end - 1] in _CLOSING or _is_surplus(found[end - 1], counts)):
        end -= 1
        if found[end] in counts:
            counts[found[end]] -= 1
    return found[:end]


def _is_surplus(mark: str, counts: dict[str, int]) -> bool:
    return mark in _PAIRS and counts[mark] > counts[_PAIRS[mark]]
