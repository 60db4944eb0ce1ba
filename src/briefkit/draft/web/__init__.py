"""Web pages as text: the article or main part, without what stands around it."""

from briefkit.draft import passages
from briefkit.draft.encoding import decoded
from briefkit.draft.extracted import Extracted, Unreadable
from briefkit.draft.web.blocks import blocks
from briefkit.draft.web.facts import facts
from briefkit.draft.web.main import main
from briefkit.draft.web.tree import parsed

__all__ = ["read"]


def read(data: bytes) -> Extracted:
    """Return the text of a web page; Unreadable where it has none."""
    text, notes = decoded(data, page=True)
    root = parsed(text)
    part, left_out = main(root)
    found = blocks(part, left_out)
    if not any(found):
        hint = "Open it in the browser, wait for its text, and save it as PDF or plain text."
        raise Unreadable("is a web page without text: a script fills it in, or it holds pictures only", hint)
    return Extracted(passages.document(found), facts(root, part, found), notes)
