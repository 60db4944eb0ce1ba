"""The outcome model: what a record may hold."""

from briefkit.outcomes.parts import (
    FORMS,
    Actor,
    Avoid,
    Condition,
    Dated,
    Evidence,
    FormName,
    Issue,
    Meeting,
    Quantity,
    Source,
    Term,
)
from briefkit.outcomes.record import Outcomes
from briefkit.outcomes.schema import schema
from briefkit.outcomes.statements import (
    AUDIENCES,
    RANKS,
    AnyDesk,
    AnySourced,
    Audience,
    Base,
    Desk,
    Picture,
    Sourced,
    Statement,
    Status,
)

__all__ = [
    "AUDIENCES",
    "FORMS",
    "RANKS",
    "Actor",
    "AnyDesk",
    "AnySourced",
    "Audience",
    "Avoid",
    "Base",
    "Condition",
    "Dated",
    "Desk",
    "Evidence",
    "FormName",
    "Issue",
    "Meeting",
    "Outcomes",
    "Picture",
    "Quantity",
    "Source",
    "Sourced",
    "Statement",
    "Status",
    "Term",
    "schema",
]
