"""Open Word files in LibreOffice and save them again: run by the system's Python, which has UNO."""

import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PATIENCE = 60
"""Seconds to wait for LibreOffice to answer."""


def main(pipe: str, target: str, *sources: str) -> None:
    """Save each source under its name in the folder `target`, then end LibreOffice."""
    desktop = connected(pipe)
    for source in map(Path, sources):
        document = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, (named("Hidden", value=True),))
        kind = named("FilterName", value="MS Word 2007 XML")
        document.storeToURL((Path(target) / source.name).as_uri(), (kind,))
        document.close(True)  # noqa: FBT003
    desktop.terminate()


def connected(pipe: str) -> object:
    """Return the desktop of the LibreOffice that listens on a pipe."""
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(PATIENCE * 4):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
        else:
            return context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
    sys.exit("LibreOffice did not answer")


def named(name: str, *, value: object) -> PropertyValue:
    """Return a property."""
    return PropertyValue(Name=name, Value=value)


if __name__ == "__main__":
    main(*sys.argv[1:])
