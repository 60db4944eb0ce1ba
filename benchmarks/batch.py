"""A batch: how much faster two processes are than one, and what the process that waits keeps of each record.

The wall clock says something only where two processors are idle, so a loop that only counts is measured beside it.
What other programs change little is the CPU time: two processes should take no more of it than one, but to start.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from record import ROOT

EXAMPLE = ROOT / "tests" / "commands" / "records" / "harbour"
KEY = "harbour-2026-03-03"
GOAL = 1.8


def main() -> None:
    """Print the figures; exit with 1 if two processes could not be as fast as they should."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--records", type=int, default=100, help="how many copies of the small record")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2], help="the numbers of processes to try")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        copies(Path(place), asked.records)
        rendered(Path(place), 1, "r0000")
        took = {jobs: rendered(Path(place), jobs, "r*") for jobs in asked.jobs}
    for jobs, (wall, spent, sizes) in took.items():
        kept = f"{sizes[0]} KB in the middle, {sizes[1]} KB at the end" if all(sizes) else "unknown"
        print(f"{asked.records} records, {jobs} at once: {wall:.1f} s, CPU {spent:.1f} s; the waiting process: {kept}")
    if {1, 2} <= took.keys():
        (wall, spent, _), (both, shared, _) = took[1], took[2]
        could = 2 * spent / shared
        print(f"two processes are {wall / both:.2f} times as fast as one; at counting {counting():.2f} times")
        print(f"on two idle processors, as the CPU time has it: {could:.2f} times (goal: at least {GOAL})")
        sys.exit(could < GOAL)


def copies(folder: Path, count: int) -> None:
    """Copy the small record under other ids."""
    for number in range(count):
        name = f"r{number:04}"
        shutil.copytree(EXAMPLE, folder / name)
        file = folder / name / "outcomes.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace(KEY, name), encoding="utf-8")


def rendered(folder: Path, jobs: int, records: str) -> tuple[float, float, tuple[int, int]]:
    """Render records; return wall time, CPU time, and the waiting process's memory halfway and at the end."""
    shutil.rmtree(folder / "reports", ignore_errors=True)
    command = [sys.executable, "-m", "briefkit", "render", records, "--jobs", str(jobs)]
    paths = {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    before, start, sizes = os.times(), time.perf_counter(), [0]
    with subprocess.Popen(command, cwd=folder, env=os.environ | paths, stdout=subprocess.DEVNULL) as run:
        while run.poll() is None:
            sizes.append(resident(run.pid) or sizes[-1])
            time.sleep(0.2)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - start, spent, (sizes[len(sizes) // 2], sizes[-1])


def counting() -> float:
    """Return how much faster two processes count than one, which is what this machine has to give now."""
    command = [sys.executable, "-c", "for _ in range(60_000_000): pass"]
    start = time.perf_counter()
    for _ in range(2):
        subprocess.run(command, check=True)
    between = time.perf_counter()
    for run in [subprocess.Popen(command) for _ in range(2)]:
        run.wait()
    return (between - start) / (time.perf_counter() - between)


def resident(process: int) -> int:
    """Return the kilobytes that a process holds in memory; 0 where the system does not say so."""
    try:
        told = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(next((line.split()[1] for line in told.splitlines() if line.startswith("VmRSS")), 0))


if __name__ == "__main__":
    main()
