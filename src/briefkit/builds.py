"""Builds: one digest of all that an edition is made from, known before anything is rendered.

A file whose digest is the same need not be made again: rendering would give its bytes. It is a function of what the
audience may see, and of where quotes stand in their sources only where its editions print that: so it tells nothing
that the pages do not.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, version

from briefkit.editions import Edition
from briefkit.editions.catalogue import folder, texts
from briefkit.editions.unprinted import parts
from briefkit.evidence import Supplement
from briefkit.house import House
from briefkit.outcomes import Outcomes
from briefkit.press import chain, digest

_PLACED = re.compile(r"\.(?:passages|quotes)\b")
"""How a template reaches the places of quotes."""


def builds(
    released: Outcomes, audience: str, wanted: Sequence[Edition], supplement: Supplement, dress: str
) -> tuple[str, dict[str, str]]:
    """Return the digest of what an audience may see, and for each edition's id that of all that decides its files.

    `dress`: what the command line changes of the house's look.
    """
    content = digest(released, audience, supplement)
    shared = [content, program(), _templates(), dress]
    placed = [list(supplement.places.get(statement.id, ())) for statement in released.statements]
    found = {}
    for edition in wanted:
        longer = (other for same in chain([edition], released.house) for other in same)
        places = placed if any(_prints_places(other.template, released.house) for other in longer) else []
        inputs = json.dumps([*shared, edition.id, places], ensure_ascii=False)
        found[edition.id] = hashlib.sha256(inputs.encode()).hexdigest()
    return content, found


@cache
def installed() -> str:
    """Return the version of briefkit; empty where it is not installed."""
    try:
        return version("briefkit")
    except PackageNotFoundError:  # a checkout that is not installed
        return ""


@cache
def program() -> str:
    """Return the version of briefkit and the digest of its code, as its installer listed that; of a checkout no digest.

    Why not of the files themselves: to read them takes longer than a run that finds nothing changed.
    """
    listed = (distribution("briefkit").read_text("RECORD") or "") if installed() else ""
    own = sorted(line for line in listed.splitlines() if re.match(r"briefkit/.*,sha256=", line))
    return installed() + (hashlib.sha256("\n".join(own).encode()).hexdigest() if own else "")


@cache
def _templates() -> str:
    """Return the digest of the program's own templates; a house's are in its seal."""
    sealed = hashlib.sha256()
    for path in sorted(folder().rglob("*")):
        if path.is_file():
            sealed.update(hashlib.sha256(path.read_bytes()).digest())
    return sealed.hexdigest()


@cache
def _prints_places(template: str, house: House) -> bool:
    known = texts(house)
    return any(_PLACED.search(known.get(name, "")) for name in parts(template, known))
