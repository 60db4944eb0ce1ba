"""The command `mail`: one brief of a record as a draft of a mail."""

from collections.abc import Sequence
from pathlib import Path

from briefkit.choice import Choice, discreet
from briefkit.cli.records import RecordFile
from briefkit.cli.written import write_own
from briefkit.errors import UsageError
from briefkit.findings import Findings
from briefkit.mail import draft
from briefkit.outfit import Outfit
from briefkit.publish import Release
from briefkit.rendering import Order, unpublished


def mail_record(record: RecordFile, order: Order, to: Sequence[str], findings: Findings) -> Path:
    """Write the draft of a mail with the one edition that is chosen; return its path."""
    release = _release(record, order, findings)
    path = order.out or Path(f"{release.head.record}.{release.briefs[0].edition}.eml")
    content = draft(release, to)
    write_own(path, content, lambda found: order.force or found == content, "another draft; --force replaces it")
    return path


def ordered(edition: str, out: Path | None, *, strict: bool, force: bool) -> Order:
    """Return the order for the text and the PDF of an edition."""
    return Order(Choice([edition]), Outfit(("md", "pdf")), out, strict, force)


def _release(record: RecordFile, order: Order, findings: Findings) -> Release:
    choice = order.choice.checked([record.house])
    press, problems = order.outfit.press(record.house)
    findings.warn(problems, UsageError, strict=order.strict)
    with discreet(wanted=choice.named):
        loaded = record.load()
    (release,) = unpublished(loaded, order, press, findings)
    return release
