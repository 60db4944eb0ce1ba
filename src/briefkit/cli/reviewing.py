"""The commands `review` and `sign`: show what is not signed beside its sources, and sign it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from briefkit.annotated import ReviewEntry, entries, first
from briefkit.annotated.page import GENERATOR, page
from briefkit.choice import refuse_unknown
from briefkit.cli.checking import summary
from briefkit.cli.formats import as_dict
from briefkit.cli.records import RecordFile
from briefkit.cli.report import Report, counted, wrapped
from briefkit.cli.written import write_own
from briefkit.errors import Problem, UsageError
from briefkit.loading import Loaded
from briefkit.outcomes import Signature
from briefkit.review import HEAD, REVIEW, change, digests, head, is_own

_CODE = "U09"


def review_record(
    record: RecordFile, report: Report, html: Path | None, read: Callable[[Loaded], None] | None
) -> object:
    """Show what of a record is not signed, in the terminal or as a page; return all of it as data.

    `read` asks a second reader first.
    """
    loaded = record.load()
    if read:
        read(loaded)
        loaded = record.load()
    found = entries(loaded)
    if html:
        is_page = GENERATOR.encode()
        write_own(html, page(loaded), lambda there: is_page in there[:2_000], "no page of `briefkit review`")
    if not report.as_data:
        print(html.as_posix() if html else "\n".join(_lines(loaded, found)))
    whole, *statements = map(_data, found)
    return {"file": loaded.file, "id": loaded.outcomes.id, "head": whole, "statements": statements}


def _lines(loaded: Loaded, found: Sequence[ReviewEntry]) -> Iterator[str]:
    """Yield what the terminal shows: what is not signed, questions and new words first, and who signed the rest."""
    unsigned = first(found)
    yield summary(loaded)
    for entry in unsigned:
        yield from ("", *_entry(entry))
    yield from ("", *_signed(found)) if len(unsigned) < len(found) else ()
    if unsigned:
        folder = loaded.file.rpartition("/")[0] or "."
        yield from ("", f"To sign what you have read: briefkit sign {folder} --as NAME [STATEMENT…]")


def _entry(entry: ReviewEntry) -> Iterator[str]:
    asked, unread = counted(entry.count("question"), "question"), "to be read" if entry.count("unread") else ""
    yield " · ".join(filter(None, (entry.statement, entry.kind, entry.marking, asked, unread)))
    for name, text in entry.wordings.items():
        yield from wrapped(f"{name}: {text}", "    ", "  ")
    for passage in entry.passages:
        below = "" if passage.statement == entry.statement else f"{passage.statement}, "
        yield from wrapped(f"{below}{passage.title}, {passage.position}: “{passage.quote}”", "    ", "  ")
    for problem in entry.problems:
        yield from wrapped(f"{problem.code} {problem.message}", "    ", "  ")


def _signed(found: Sequence[ReviewEntry]) -> Iterator[str]:
    """Yield who signed which statements, and when."""
    by: dict[str, list[str]] = {}
    for entry in found:
        if signature := entry.signature:
            own = ", who prepared the record" if entry.is_own else ""
            by.setdefault(f"signed by {signature.by} on {signature.on.isoformat()}{own}", []).append(entry.statement)
    for who, statements in by.items():
        yield from wrapped(f"{who}: {', '.join(statements)}", "", "    ")


def _data(entry: ReviewEntry) -> dict[str, object]:
    signed = entry.signature
    return {
        "statement": entry.statement,
        "kind": entry.kind,
        "marking": entry.marking,
        "wordings": {name: {"text": text.text, "marked": str(text)} for name, text in entry.wordings.items()},
        "evidence": [
            {name: getattr(passage, name) for name in ("statement", "source", "title", "position")}
            | {"quote": passage.quote.text, "marked": str(passage.quote)}
            for passage in entry.passages
        ],
        "problems": list(map(as_dict, entry.problems)),
        "signed": {"by": signed.by, "on": signed.on.isoformat(), "prepared_the_record": entry.is_own}
        if signed
        else None,
    }


def sign_record(file: RecordFile, name: str, day: str, statements: Sequence[str]) -> Iterator[str]:
    """Sign statements of a record or its head, or all that is not signed; yield what is to be printed.

    RecordError if it fails.
    """
    if file.streamed is not None:
        hint = f"Save it, and sign the file: `{REVIEW}` stands beside it."
        raise UsageError(Problem(_CODE, "what comes through standard input cannot be signed", hint=hint))
    loaded, folder = file.load(), file.path.parent
    record = loaded.outcomes
    refuse_unknown("statement", statements, [*record.by_id, HEAD])
    parts = {key: (key,) for key in record.by_id} | {HEAD: tuple(head(record))}
    wanted = [key for key in parts if key in statements or not (statements or loaded.state(parts[key]) == "signed")]
    signature = _signature(name, day)
    if not wanted:
        yield f"{loaded.file}: everything is signed already"
        return
    digest = digests(record)
    signed = {part: signature.model_copy(update={"digest": digest[part]}) for key in wanted for part in parts[key]}
    review = change(
        folder, loaded.file, record, lambda old: old.model_copy(update={"signed": {**old.signed, **signed}})
    )
    own = ", who prepared the record" if is_own(signature, record) else ""
    yield f"{folder.joinpath(REVIEW).as_posix()}: signed as {signature.by}{own}, on {day}: {', '.join(wanted)}"
    left = [key for key in parts if not review.signed.keys() >= set(parts[key])]
    asked = [problem.part[1] for problem in loaded.problems if problem.severity == "question" and problem.part]
    yield f"{_left(left)}; {_open(asked)}"


def _left(left: Sequence[str]) -> str:
    """Return a line on what is not signed: statements, and perhaps the head."""
    statements = [counted(len(left) - (HEAD in left), "statement")] if set(left) - {HEAD} else []
    named = " and ".join([*statements, *(["the head"] if HEAD in left else [])])
    return f"{named} not signed" if left else "everything is signed"


def _open(asked: Sequence[str]) -> str:
    """Return a line on the open questions and their statements, which a signature does not answer."""
    if not asked:
        return "no question is open"
    return f"{counted(len(asked), 'question')} open, on {', '.join(dict.fromkeys(asked))}"


def _signature(name: str, day: str) -> Signature:
    """Return a signature without statements; UsageError if its day or its name is refused."""
    hints = {"day after --on": "Write it as YYYY-MM-DD.", "name after --as": "One line of 1 to 200 characters."}
    for refused, by in (("day after --on", "a reader"), ("name after --as", name)):
        try:
            signature = Signature.model_validate({"by": by, "on": day, "digest": "0" * 64})
        except ValueError:
            raise UsageError(Problem(_CODE, f"the {refused} is refused", hint=hints[refused])) from None
    return signature
