"""Print what the manifests below a folder say, as a Markdown table for a job's summary."""

import json
import sys
from pathlib import Path


def rows(folder: Path) -> list[str]:
    """Return a table row for every edition of every audience."""
    found = []
    for path in sorted(folder.glob("*/*/manifest.json")):
        manifest = json.loads(path.read_text(encoding="utf-8"))
        for edition in manifest["editions"]:
            files = ", ".join(file["format"] for file in edition["files"])
            cells = (manifest["record"], edition["name"], edition["audience"], str(edition["pages"]))
            found.append("| " + " | ".join((*cells, edition["marking"], files)) + " |")
    return found


def main() -> None:
    """Print the table for the folder named on the command line; fail where there is none."""
    table = rows(Path(sys.argv[1]))
    if not table:
        sys.exit("no manifest found")
    print("| Record | Brief | Audience | Pages | Marking | Files |")
    print("| --- | --- | --- | ---: | --- | --- |")
    print("\n".join(table))


if __name__ == "__main__":
    main()
