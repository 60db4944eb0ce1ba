"""How a run of a document names what it prints of the record: `statement:ID/PART`, `source:KEY`."""

_STATEMENT, _SOURCE = "statement:", "source:"


def of_statement(key: str, part: str) -> str:
    """Return what names a part of a statement: a form of its wording, or a field."""
    return f"{_STATEMENT}{key}/{part}"


def cited_part(cite: str) -> tuple[str, str]:
    """Return the id of the statement and its part that are named; both are empty where it is another thing."""
    key, _, part = cite.removeprefix(_STATEMENT).partition("/")
    return (key, part) if part and cite.startswith(_STATEMENT) else ("", "")


def of_source(key: str) -> str:
    """Return what names a source."""
    return f"{_SOURCE}{key}"


def cited_source(cite: str) -> str:
    """Return the key of the source that is named; empty where it is another thing."""
    return cite.removeprefix(_SOURCE) if cite.startswith(_SOURCE) else ""
