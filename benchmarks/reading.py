"""How long the comparison takes: ordinary statements, a long wording, a long passage; and how it grows."""

import time
from collections.abc import Callable
from datetime import date
from functools import partial

from briefkit.reading import Claim, Context, Passage, compare

SOURCE = (
    "Mayor Ines Roca announced on Tuesday that the night ferry may run from 1 May 2026, provided that the pier is "
    "repaired by then. The Harbour Board, which has 11 members, opposed the plan on behalf of the fishers; Norvia "
    "supported it. At least 26 boats were not allowed to leave the port of Varn in 2025. "
)
TOLD = "Mayor Roca announced that the night ferry will run from 1 May 2026, provided that the pier is repaired by then."
DAY = date(2026, 4, 16)
CONTEXT = Context({"roca": ("Ines Roca", "Mayor Roca"), "board": ("Harbour Board",), "norvia": ("Norvia",)})
SIZES = (1, 2, 4)


def long(size: int) -> str:
    """Return an invented text of so many characters, with no sentence twice."""
    letters = "abcdefghijklmnopqrst"
    names = (letters[i % 20] + letters[i // 20 % 20] + letters[i // 400 % 20] for i in range(size // len(SOURCE) + 1))
    return "".join(SOURCE.replace("ferry", f"{name}boat").replace("Varn", f"V{name}n") for name in names)[:size]


def seconds(job: Callable[[], object]) -> float:
    """Return the CPU time of a job."""
    start = time.process_time()
    job()
    return time.process_time() - start


def main() -> None:
    """Print the times."""
    compare(Claim(TOLD, by="roca"), [Passage(SOURCE, DAY)], CONTEXT)
    many = [f"{TOLD[:-1]} number {i}." for i in range(100)]
    spent = seconds(lambda: [compare(Claim(text, by="roca"), [Passage(SOURCE, DAY)], CONTEXT) for text in many])
    print(f"an ordinary statement   {spent * 10:.1f} ms")
    for size in SIZES:
        told, passage = Claim(long(size * 64_000)), Passage(long(size * 1_000_000), DAY)
        wording = seconds(partial(compare, told, [Passage(SOURCE, DAY)], CONTEXT))
        print(f"a wording of {size * 64:5} KB   {wording:.2f} s")
        print(f"a passage of {size:5} MB   {seconds(partial(compare, Claim(TOLD), [passage], CONTEXT)):.2f} s")


if __name__ == "__main__":
    main()
