"""The outcome model: what a record may hold."""

from briefkit.outcomes.families import MARGINS, Base, Desk, Sourced
from briefkit.outcomes.fields import (
    FORMS,
    Attribution,
    Avoid,
    Ballot,
    Condition,
    Contradiction,
    Evidence,
    FormName,
    Quantity,
    Stands,
)
from briefkit.outcomes.parts import Actor, Dated, Issue, Meeting, Source, Term
from briefkit.outcomes.record import Outcomes
from briefkit.outcomes.reviews import Review, Signature, Verdict, misplaced
from briefkit.outcomes.schema import schema
from briefkit.outcomes.statements import Ask, Picture, Statement
from briefkit.outcomes.statuses import STATUSES, StatusName

__all__ = [
    "FORMS",
    "MARGINS",
    "STATUSES",
    "Actor",
    "Ask",
    "Attribution",
    "Avoid",
    "Ballot",
    "Base",
    "Condition",
    "Contradiction",
    "Dated",
    "Desk",
    "Evidence",
    "FormName",
    "Issue",
    "Meeting",
    "Outcomes",
    "Picture",
    "Quantity",
    "Review",
    "Signature",
    "Source",
    "Sourced",
    "Stands",
    "Statement",
    "StatusName",
    "Term",
    "Verdict",
    "misplaced",
    "schema",
]
