"""Fill a text template so that every value printed keeps the ids of what it came from.

The template language is a closed part of Jinja's: print a cited value, loop over a tuple, test, name, include.
There are no calls, no arithmetic, no joining and no macros. Problems:

    T01  a template is not there
    T02  its file is too large or not plain UTF-8 text
    T03  its syntax is broken
    T04  a construct outside the language
    T05  an unknown name or attribute
    T06  something is printed that carries no ids
    T07  a value that is empty or not one line
    T08  a limit: loops, output, nesting
    T09  values compared, counted or looped over that are not made for it
"""

from collections.abc import Mapping
from types import TracebackType

from jinja2 import TemplateError as JinjaError
from jinja2 import UndefinedError

from briefkit.citemarks import Composed
from briefkit.compose.language import Refused
from briefkit.compose.library import Templates
from briefkit.compose.origins import locate, where, where_printed
from briefkit.compose.sandbox import TALLY, Tally, admissible
from briefkit.errors import Place, Problem, TemplateError

__all__ = ["Templates", "compose", "where", "where_printed"]


def compose(templates: Templates, name: str, context: Mapping[str, object]) -> Composed:
    """Return a template filled with the views of a context.

    Raises TemplateError with the template's file and line; TypeError where the context holds
    anything but plain values, tuples and frozen dataclasses.
    """
    _check(context)
    template = templates.get(name)
    tally = Tally()
    pieces: list[str] = []
    try:
        for piece in template.root_render_func(template.new_context({**context, TALLY: tally})):
            tally.weigh(piece)
            pieces.append(piece)
    except (Refused, JinjaError, TypeError, RecursionError) as error:
        raise _with_place(error, str(template.filename)) from None
    text, origins = locate("".join(pieces), templates.files)
    return Composed(text, tuple(tally.marks), origins)


def _check(context: Mapping[str, object]) -> None:
    for name, value in context.items():
        if not name.isidentifier() or name.startswith("_") or not admissible(value):
            msg = f"{name!r} ({type(value).__name__}) cannot be given to a template"
            raise TypeError(msg)


def _with_place(error: Exception, file: str) -> Exception:
    place = _place(error.__traceback__)
    match error:
        case Refused():
            return TemplateError(Problem(error.code, error.message, place or Place(file), error.hint))
        case UndefinedError():
            return TemplateError(Problem("T05", "an unknown name is used here", place, "Mind its spelling."))
        case _ if place:
            hint = "Compare words with words and numbers with numbers; count and loop over rows."
            return TemplateError(Problem("T09", "values that are not made for it are tested here", place, hint))
        case _:
            return error


def _place(trace: TracebackType | None) -> Place | None:
    """Return the innermost line of a template that a traceback passes through."""
    place = None
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            place = Place(template.filename, template.get_corresponding_lineno(trace.tb_lineno))
        trace = trace.tb_next
    return place
