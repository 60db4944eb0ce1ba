"""What to do about a document that a rule refuses, for the author of its template: the usual cure of each rule."""

from collections.abc import Mapping

_OURS = "The program should have kept it out: nothing was written. Please report this."

MENDS: Mapping[str, str] = {
    "E04": "Print it as one value, such as {{ row.form }}, and once in a paragraph or cell.",
    "E14": "Print the rows of other occasions under {{ group.title }}, as parts/elsewhere.md does.",
    "E15": "Let a section ask for all positions on an issue, and print its rows in the order in which they come.",
    "E16": "Print it in `::: box assessment` with its {{ group.title }}, as parts/assessments.md does.",
    "E26": _OURS,
    "E27": _OURS,
    "E29": "Print every source once, in one list: parts/sources.md does.",
    "E30": "Say what the editor supplied, as parts/supplied.md does.",
    "E32": "Print every row of the section: both accounts then stand there, or a note tells of the other.",
    "E33": _OURS,
    "E34": "Begin with one heading `# `, and go down by one level at a time.",
    "E36": "Let a longer edition of the audience take it too, or this one leave it out.",
    "E37": "Print {{ row.owner }} and {{ row.due }} as they are, and once in a paragraph or cell.",
}
"""Code → hint, where the rule has none that fits better."""
