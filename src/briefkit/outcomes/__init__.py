"""The outcome model: what a record may hold."""

from briefkit.outcomes.families import MARGINS, Base, Desk, Sourced
from briefkit.outcomes.fields import FORMS, Attribution, Avoid, Ballot, Condition, Evidence, FormName, Quantity, Stands
from briefkit.outcomes.parts import Actor, Dated, Issue, Meeting, Source
from briefkit.outcomes.record import Outcomes, schema
from briefkit.outcomes.reviews import Review, Signature, Verdict
from briefkit.outcomes.statements import Ask, Statement
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
    "Dated",
    "Desk",
    "Evidence",
    "FormName",
    "Issue",
    "Meeting",
    "Outcomes",
    "Quantity",
    "Review",
    "Signature",
    "Source",
    "Sourced",
    "Stands",
    "Statement",
    "StatusName",
    "Verdict",
    "schema",
]
