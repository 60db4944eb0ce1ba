"""Rules across the editions of one audience."""

from collections.abc import Iterator, Sequence

from briefkit.document import Document
from briefkit.errors import Problem
from briefkit.rules.page import Page
from briefkit.wording import Composer


def shorter_says_no_more(documents: Sequence[tuple[int, Document]], composer: Composer) -> Iterator[Problem]:
    """E36: a shorter document says nothing that the next longer ones of its audience do not.

    `documents`: how long each may be, as a rank, and the document. What it says is what its statements rest on. The
    note that tells of another account is owed wherever a statement is printed, also where a longer document only rests
    on that statement.
    """
    said: set[str] | None = None
    for length in sorted({rank for rank, _ in documents}, reverse=True):
        now: set[str] = set()
        for document in (d for rank, d in documents if rank == length):
            page = Page(document, composer)
            statements = (statement for _, _, statement, part in page.printed if part not in ("account", "marking"))
            ground = {s.id for statement in statements for s in composer.record.ground(statement)}
            for key in sorted(ground - said if said is not None else ()):
                yield page.problem("E36", f"`{key}` is printed, and no longer edition of this audience says it")
            now |= ground
        said = now
