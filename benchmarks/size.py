"""How many lines of code each package has: lines that hold more than blanks, comments and docstrings.

    python benchmarks/size.py            the packages of src/briefkit
    python benchmarks/size.py --modules  their modules too

Run by hand, before and after a change that is to make the code smaller.
"""

import argparse
import ast
import io
import tokenize
from collections import Counter
from pathlib import Path

SOURCES = Path(__file__).parents[1] / "src" / "briefkit"
BLANK = {
    *(tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE),
    *(tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING, tokenize.ENDMARKER),
}


def code_lines(text: str) -> int:
    """Return the number of code lines of a module."""
    told = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Expr))
    strings = [node for node in told if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)]
    docs = {line for node in strings for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    code = {line for one in tokens if one.type not in BLANK for line in range(one.start[0], one.end[0] + 1)}
    return len(code - docs)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--modules", action="store_true")
    modules = {path.relative_to(SOURCES): code_lines(path.read_text("utf-8")) for path in sorted(SOURCES.rglob("*.py"))}
    packages: Counter[str] = Counter()
    for path, count in modules.items():
        packages[path.parts[0] if len(path.parts) > 1 else "(top)"] += count
    rows = [(name, count) for name, count in packages.most_common()]
    rows += [(path.as_posix(), count) for path, count in modules.items()] if parser.parse_args().modules else []
    for name, count in (*rows, ("total", sum(modules.values()))):
        print(f"{count:>7,}  {name}")


if __name__ == "__main__":
    main()
