"""What `review.yaml` holds: who has signed which statement, and what a second reader found in it."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError

from briefkit.outcomes.gate import Key, line
from briefkit.outcomes.model import Model
from briefkit.outcomes.parts import CalendarDay, Hash

Name = Annotated[str, Field(max_length=200), AfterValidator(line), Field(min_length=1)]
"""Who signed: one line, at most 200 characters."""
Remark = Annotated[str, Field(max_length=500), AfterValidator(line)]
"""A second reader's words: one line, at most 500 characters."""
HEAD_PART = "head/"
"""What the name of a part of the record's head begins with; no statement has an id like this."""
_Signed = Annotated[str, Field(pattern=rf"^({HEAD_PART}(?s:.+)|[a-z0-9]+(-[a-z0-9]+)*)$")]


class Signature(Model):
    """A reader's signature on a statement, or on a part of the record's head."""

    by: Name
    """Who signed."""
    on: CalendarDay
    """The day."""
    digest: Hash
    """Of the statement or the part as it was read."""


class Verdict(Model):
    """What a second reader, which is a program, found in a wording; where it finds nothing there is none."""

    wording: Key
    """The wording that it read: sentence, headline, plain."""
    verdict: Literal["adds", "drops", "contradicts"]
    """What the wording does to its evidence."""
    words: Remark
    """The words it is about."""
    why: Remark
    """The reader's reason."""
    digest: Hash
    """Of the statement as it was read, its answers left out."""


class Review(Model):
    """The readers of a record."""

    signed: dict[_Signed, Signature] = Field(default_factory=dict)
    """Statement id, or part of the head → its signature."""
    read: dict[Key, tuple[Verdict, ...]] = Field(default_factory=dict)
    """Statement id → what a second reader found."""


def misplaced(data: Any) -> list[tuple[str | int, ...]]:
    """Return the places in plain data where something else stands than a review holds; none where all is well."""
    try:
        Review.model_validate(data)
    except ValidationError as error:
        return [tuple(step for step in fault["loc"] if step != "[key]") for fault in error.errors(include_input=False)]
    return []
