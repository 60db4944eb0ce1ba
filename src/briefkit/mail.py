"""A brief as a draft of a mail: its text, the same as HTML, its PDF attached, its marking in subject and text.

Mail programs open the file as a message that is still to be sent (`X-Unsent`); who sends it, with which id and when,
they add themselves. The same brief and receivers give the same bytes.

Why the older classes of `email`: those of its present policies read a subject before they write it, and so take what
looks like an encoded word in it for one.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.charset import QP, Charset
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr, getaddresses
from html import escape
from importlib.resources import files

from briefkit.errors import Problem, UsageError
from briefkit.markdown import html
from briefkit.publish import Brief, Release
from briefkit.spelling import cut

_POLICY = compat32.clone(linesep="\r\n")
_BOUNDARY = "=_briefkit-{}"
"""Stands in no part: in quoted-printable and Base64 no `=` is followed by `_` (RFC 2045, 6.7)."""
_ADDRESS = re.compile(
    r"(?=.{,254}$)(?!.*=\?)[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z\d-]+(?:\.[a-z\d-]+)*", re.ASCII | re.IGNORECASE
)
"""An address without quotes; one that looks like an encoded word (RFC 2047) would be read as another."""
_LONGEST = 60
"""Characters of a word in a header: a line breaks between words only, and holds the header's name too."""
_MOST = 320
"""Characters of a receiver with a name: what stands in brackets is read by recursion."""
_PAGE = (files("briefkit") / "mail.html").read_text(encoding="utf-8")


def draft(release: Release, to: Sequence[str]) -> bytes:
    """Return the draft of a release's one brief, made as `md` and `pdf`; UsageError for what is no address."""
    (brief,) = release.briefs
    text = brief.files["md"].decode()
    subject = _subject(brief)
    page = _PAGE.format(language=escape(brief.language), title=escape(subject), body=html(text))
    both = MIMEMultipart("alternative", _BOUNDARY.format("alternative"), [_text(text, "plain"), _text(page, "html")])
    pdf = MIMEApplication(brief.files["pdf"], "pdf")
    pdf.add_header("Content-Disposition", "attachment", filename=f"{release.head.record}.{brief.edition}.pdf")
    whole = MIMEMultipart("mixed", _BOUNDARY.format("mixed"), [both, pdf])
    whole["X-Unsent"] = "1"
    whole["Date"] = format_datetime(datetime.fromisoformat(release.head.as_of).replace(tzinfo=UTC))
    whole["To"] = ", ".join(map(_address, to))
    whole["Subject"] = _encoded(subject)
    return whole.as_bytes(policy=_POLICY)


def _subject(brief: Brief) -> str:
    """Return the subject, which begins with the marking and with what is still to be done."""
    return f"[{' · '.join(filter(None, (brief.marking, brief.standing)))}] {brief.title}"


def _text(text: str, kind: str) -> MIMEText:
    utf8 = Charset("utf-8")
    utf8.body_encoding = QP
    return MIMEText(text, kind, utf8)  # type: ignore[arg-type]  # it takes a Charset as set_payload does


def _address(text: str) -> str:
    """Return an address with its name, if it has one, as a header holds it; UsageError for what is none."""
    (name, address), *more = getaddresses([text] if len(text) <= _MOST else []) or [("", "")]
    if more or not text.isprintable() or address not in text or not _ADDRESS.fullmatch(address):
        hint = "Write name@example.org or “A. Name <name@example.org>”, one for each --to."
        raise UsageError(Problem("U16", f"{cut(text)!a} is no address of one receiver", hint=hint))
    encoded = _encoded(name)
    return formataddr((name, address)) if encoded == name else f"{encoded} <{address}>"


def _encoded(words: str) -> str:
    """Return words as a header holds them: encoded (RFC 2047) where they are not plain, or look encoded already."""
    plain = words.isascii() and words.isprintable() and "=?" not in words
    short = all(len(word) <= _LONGEST for word in words.split(" "))
    return words if plain and short else Header(words, "utf-8", _LONGEST).encode(linesep="")
