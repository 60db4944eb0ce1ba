"""The line at the foot of every page."""

from collections.abc import Iterator

from briefkit.addresses import addressed
from briefkit.look import Look
from briefkit.outcomes import Outcomes
from briefkit.reading.dates import long_date


def foot(record: Outcomes, highest: str, look: Look) -> str:
    """Return as much of contact, title and day as one line has room for beside the marking.

    Of a long contact only the address stands. A long title is cut behind a word, but not to less than half: a title of
    which so little is left says nothing, and the contact gives way to it.
    """
    letters, small = look.letters("marking"), look.letters("footer")
    marking = max(letters.width(f"    {label}", bold=True) for label in (f"{record.marking}+STRICT", highest))
    room, day = look.page.text_width - marking, f"as of {long_date(record.as_of.date)}"
    options = (" · ".join((*option, day)) for option in _options(record))
    return next((words for words in options if small.width(f"{words} · page 10 of 12") <= room), day)


def _options(record: Outcomes) -> Iterator[tuple[str, ...]]:
    """Yield what may stand before the day, the best first."""
    address = next((address_text for address_text, target in addressed(record.contact or "") if target), None)
    contacts = list(filter(None, dict.fromkeys((record.contact, address))))
    yield from ((contact, title) for title in (record.title, record.meeting.name) for contact in contacts)
    words = record.title.split()
    shorter = [f"{' '.join(words[:count]).rstrip(',;:–')} …" for count in range(len(words) - 1, len(words) // 2, -1)]
    yield from ((contact, title) for contact in contacts[-1:] for title in shorter)
    yield from ((title,) for title in (record.title, record.meeting.name, *shorter))
    yield from ((contact,) for contact in contacts[-1:])
