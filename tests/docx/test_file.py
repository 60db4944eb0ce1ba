"""The bytes of a file: the same for the same document, anywhere and at any time; small."""

import os
import subprocess
import sys
from pathlib import Path

from tests.documents import random_document
from tests.docx.material import LOOK, editions, written

from briefkit.document import Figure
from briefkit.writers.docx import write

ROOT = Path(__file__).parents[2]
SCRIPT = """
from hashlib import sha256
from tests.documents import random_document
from briefkit.look import Look
from briefkit.writers.docx import write
files = (write(random_document(n), Look(), clearance=clearance) for n in range(4) for clearance in (False, True))
print(*(sha256(file).hexdigest() for file in files))
"""


def digests(folder: Path, **environment: str) -> str:
    """Return the digests of files that another process writes."""
    known = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-c", SCRIPT]
    return subprocess.run(command, cwd=folder, env=known, capture_output=True, text=True, check=True).stdout


def test_bytes_depend_on_the_document_alone(tmp_path: Path) -> None:
    """Another process, hash seed, time zone, locale and folder give the same bytes."""
    usual = digests(ROOT, PYTHONHASHSEED="0")
    assert len(set(usual.split())) == 8
    assert digests(tmp_path, PYTHONHASHSEED="7", TZ="Pacific/Kiritimati", LC_ALL="C", LANG="tr_TR.UTF-8") == usual


def test_one_file_does_not_depend_on_another() -> None:
    """A document written again after others gives the same bytes."""
    first = write(random_document(1), LOOK)
    write(random_document(2), LOOK)
    assert write(random_document(1), LOOK) == first


def test_a_brief_is_small() -> None:
    """No house edition takes more than 25 KB, pictures not counted."""
    pictures = {n: sum(len(b.image.data) for b in d.blocks if isinstance(b, Figure)) for n, d in editions().items()}
    sizes = {name: len(written()[name]) - size for name, size in pictures.items()}
    assert {name: size for name, size in sizes.items() if size > 25 * 1024} == {}
