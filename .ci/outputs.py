"""Print what `render --json` told as outputs of a step: where the briefs lie, and whether any of them changed."""

import json
import sys
from os.path import commonpath
from pathlib import Path


def outputs(told: dict[str, list[dict[str, str]]]) -> list[str]:
    """Return the lines of the outputs: the folder is the one that holds those of all records."""
    homes = [str(Path(one["folder"]).parent.parent) for one in told["folders"]]
    changed = any(one["changed"] for one in told["folders"])
    return [f"folder={Path(commonpath(homes)).as_posix() if homes else ''}", f"changed={str(changed).lower()}"]


if __name__ == "__main__":
    print("\n".join(outputs(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
