r"""Composed Markdown → Document: the dialect of the templates, and nothing else.

    # Title                                       exactly one
    ## Heading, ### Heading, #### Heading         levels 1 to 3
    - item, 1. item                               nested up to three levels
    | a | b |                                     a table with a header row
    **strong** *emphasis* [words](https://…)      addresses: http, https, mailto, #anchor
    ::: kicker|meeting|lead|source … :::          paragraphs of that role
    ::: box bottom-line|summary|assessment|say|avoid … :::
    ::: table status|matrix … :::                 a table, before it perhaps its caption
    ::: numbered … :::                            a 1. list whose count runs on through the document
    ::: sources … :::                             a - list; each item cites its source
    ::: picture … :::                             what a picture shows, then its caption
    ::: notes … ::: and ::: contents … :::        filled here
    \* \| \[ &amp;                                 a character that would otherwise mean something

A container that comes out empty disappears. Problems:

    T10  Markdown outside the dialect
    T11  a container that is unknown, not closed or wrongly filled
    T12  a table that is ragged, aligned or too large
    T13  title, headings, lists: too many, none, empty or too deep
    T14  a link, note or source that leads nowhere
    T15  a value of the record that would be lost
"""

from collections.abc import Mapping
from types import MappingProxyType

from briefkit.citemarks import Cited, Composed
from briefkit.document import Document, Image, Meta
from briefkit.markdown.containers import build
from briefkit.markdown.finish import finish
from briefkit.markdown.page import PageReader
from briefkit.markdown.parser import html, read

__all__ = ["html", "parse"]

_NONE: Mapping[str, Image] = MappingProxyType({})


def parse(
    composed: Composed,
    meta: Meta,
    notes: Mapping[str, Cited],
    images: Mapping[str, Image] = _NONE,
    name: str = "template",
) -> Document:
    """Return the document that a composed text describes; raises TemplateError.

    `images`: statement id → its picture.
    Problems are placed in the templates where the text knows its origins, else in the text, which is then
    called by the name given.
    """
    page = PageReader(composed, notes, images, name)
    blocks = [block for part in read(page) for block in build(part)]
    return Document(meta, finish(blocks, page))
