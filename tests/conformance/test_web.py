"""Web pages before a judge that is not ours: axe-core in Chromium, at the width of a desk and of a phone."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import pytest
from tests.test_index import entry, page

from briefkit.cli import main
from briefkit.house import House, HouseLook, Scheme

pytestmark = pytest.mark.conformance
ROOT = Path(__file__).parents[2]
AXE = ROOT / ".validators" / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (1280, 390)
ASK = """<script>
axe.run({resultTypes: ["violations"]}).then(found => parent.postMessage({
  width: innerWidth,
  wide: document.documentElement.scrollWidth,
  passes: found.passes.length,
  violations: found.violations.map(one => one.id + ": " + one.nodes.map(node => node.html).join(" "))
}, "*"));
</script>"""
FRAME = """<!DOCTYPE html>
<script>
addEventListener("message", told => { document.querySelector("pre").textContent = JSON.stringify(told.data) });
</script>
<pre></pre><iframe src="judged.html" width="WIDTH" height="900" frameborder="0"></iframe>
"""
"""Why in a frame: Chromium's own window is never narrower than 500 pixels."""


@pytest.fixture(scope="module")
def chromium() -> str:
    """Find Chromium; without it, or axe-core, there is nothing to be said, but in CI."""
    program = shutil.which("chromium") or shutil.which("google-chrome") or ""
    if not (program and AXE.is_file()) and not os.environ.get("CI"):
        pytest.skip("Chromium or axe-core is missing: run `make validators`")
    assert program, "Chromium is missing: run `make validators`"
    return program


def judged(chromium: str, text: str, folder: Path, width: int) -> Mapping[str, object]:
    """Return what axe finds on a page of a folder; its policy would not let axe run, so it is taken out."""
    text = re.sub(r"<meta http-equiv=[^>]*>", "", text)
    script = f"<script>{AXE.read_text(encoding='utf-8')}</script>{ASK}"
    (folder / "judged.html").write_text(text.replace("</body>", f"{script}</body>"), encoding="utf-8")
    frame = folder / "frame.html"
    frame.write_text(FRAME.replace("WIDTH", str(width)), encoding="utf-8")
    command = [chromium, "--headless=new", "--no-sandbox", "--hide-scrollbars", "--window-size=1400,1000"]
    command += ["--virtual-time-budget=20000", "--dump-dom", frame.as_uri()]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120, encoding="utf-8")
    told = re.search(r"<pre>(\{.*?)</pre>", done.stdout, re.DOTALL)
    assert told, done.stderr[-2000:]
    found: Mapping[str, object] = json.loads(unescape(told[1]))
    return found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Render both examples and make a site of them; add a page with all that a house and a draft bring."""
    out = tmp_path_factory.mktemp("web")
    seeds = [str(ROOT / "seeds" / name) for name in ("paris-2025-09-04", "ilvara-2026-03-12")]
    for words in (
        ["render", *seeds, "-o", str(out / "reports")],
        ["site", str(out / "reports"), "-o", str(out / "site")],
    ):
        with pytest.raises(SystemExit) as end:
            main(words)
        assert not end.value.code
    scheme = Scheme("RW", ("OPEN", "STAFF"), {"STAFF": ("FFFFFF", "7A1F1F")})
    house = House(name="River Watch", schemes=(scheme,), look=HouseLook(accent="1F5C4A"))
    told = {"lead": ["One.", "Two."], "facts": ["Three."], "standing": "DRAFT · 2 questions open", "marking": "STAFF"}
    (out / "own").mkdir()
    whole = page(
        entry("a", **told), entry("b", marking="OPEN"), prepared_by="River Watch", contact="a@b.example", house=house
    )
    (out / "own" / "index.html").write_text(whole, encoding="utf-8")
    return {path.relative_to(out).as_posix(): path for path in sorted(out.rglob("*.html"))}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_has_a_violation(width: int, chromium: str, pages: dict[str, Path]) -> None:
    """Every audience's page and every page of a site, as wide as the window and no wider."""
    assert len(pages) == 10 + 4 + 1
    for name, path in pages.items():
        found = judged(chromium, path.read_text(encoding="utf-8"), path.parent, width)
        assert found["violations"] == [], name
        assert found["wide"] == found["width"] == width, name  # nothing goes over the edge
        assert int(str(found["passes"])) > 10, name


def test_what_is_wrong_is_found(chromium: str, pages: dict[str, Path], tmp_path: Path) -> None:
    """A page without a language and with pale text has two violations, so that none means something."""
    text = next(iter(pages.values())).read_text(encoding="utf-8")
    pale = text.replace('<html lang="en-GB">', "<html>").replace("--quiet: #4d5b66", "--quiet: #c0c0c0")
    found = judged(chromium, pale, tmp_path, 1280)
    told = found["violations"]
    assert isinstance(told, list)
    assert {str(one).partition(":")[0] for one in told} == {"color-contrast", "html-has-lang"}
