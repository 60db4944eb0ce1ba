"""The command `check`: load a record, and say how much of its sources it holds."""

from pathlib import Path

from briefkit.cli.report import Report
from briefkit.errors import RecordError
from briefkit.load import load


def check_record(path: Path, report: Report, *, strict: bool) -> dict[str, object]:
    """Check one record, print a line on it, and return the same as data; raises RecordError."""
    loaded = load(path, path.as_posix())
    report.warn(loaded.problems, RecordError, strict=strict)
    shares = {key: share for key, (share, _) in loaded.coverage().items()}
    statements, warnings = len(loaded.outcomes.statements), len(loaded.problems)
    if not report.as_data:
        told = f"{warnings} warning{'s' * (warnings > 1)}" if warnings else "no problem"
        covered = ", ".join(f"{share:.0%} of `{key}` quoted" for key, share in shares.items())
        print(f"{loaded.file}: {statements} statement{'s' * (statements > 1)}, {told}; {covered}")
    return {
        "file": loaded.file,
        "id": loaded.outcomes.id,
        "statements": statements,
        "warnings": warnings,
        "quoted": {key: round(share, 4) for key, share in shares.items()},
    }
