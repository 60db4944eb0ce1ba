"""Fill a template of the web, a page or a feed: every value is escaped where it enters, and none may be missing."""

from functools import cache

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

from briefkit.addresses import addressed
from briefkit.editions.catalogue import folder


def filled(name: str, **values: object) -> bytes:
    """Return one of the program's own templates for the web, filled: a house has none, so it may call and join."""
    return _library().get_template(name).render(values).encode()


@cache
def _library() -> Environment:
    environment = Environment(
        loader=ChoiceLoader((FileSystemLoader(folder() / "web"), PackageLoader("briefkit", "annotated"))),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["addressed"] = addressed
    return environment
