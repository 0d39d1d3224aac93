"""The pages of the codes, written: ``python -m tests.code_pages`` (``make pages``).

What the fixtures of the catalogue of mistakes are told is gathered into the package, and each code gets its page
in ``docs/codes/``; `tests/test_code_pages.py` holds both to what the code says today.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import dedent

from akn.cli.rules import origin
from akn.rendering.findings.pages import page
from akn.validation.codes import table
from akn.validation.rules import RULES

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "tests" / "mistakes"
CASES = ROOT / "akn" / "validation" / "explaining" / "cases.toml"
PAGES = ROOT / "docs" / "codes"
#: So many lines of a fixture are shown.
LINES = 6
HEAD = """\
# What the fixtures of the catalogue of mistakes are told, for the pages of their codes. Written by “make pages” from
# tests/mistakes; do not change it by hand.
"""


def cases() -> str:
    """The text of ``cases.toml``: of each fixture what is said and the lines that it is said of."""
    blocks = []
    for path in sorted(FIXTURES.glob("XSD*.xml")):
        code, place, message, help_ = (
            path.with_suffix(".findings").read_text(encoding="utf-8").splitlines()[:4]
        )
        lines = path.read_text(encoding="utf-8").splitlines()
        line = int(place.partition(":")[0]) - 1
        depth = len(lines[line]) - len(lines[line].lstrip())
        end = line + 1
        while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > depth:
            end += 1
        piece = lines[line : min(end + (end > line + 1), line + LINES)]
        more = ["…"] if end > line + LINES else []
        entry = {"message": message, "help": help_, "xml": dedent("\n".join([*piece, *more])).strip()}
        body = "\n".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items())
        blocks.append(f"[[{code.split()[0]}]]\n{body}\n")
    return HEAD + "\n" + "\n".join(blocks)


def pages() -> Iterator[tuple[str, str]]:
    """The name of each page and its text, that of the list of all among them."""
    profiles: Mapping[str, str] = {rule.code: rule.profile for rule in RULES}
    known = table()
    rows = []
    for code in known.values():
        yield f"{code.code}.md", page(code, origin(code, profiles))
        rows.append(f"| [{code.code}]({code.code}.md) | {code.severity.value} | {code.title.rstrip('.')} |")
    said = "Every code that akn prints; `akn rules CODE` says the same."
    head = f"# Codes\n\n{said}\n\n| code | level | |\n|---|---|---|\n"
    yield "README.md", head + "\n".join(rows) + "\n"


def main() -> None:
    """Write all."""
    CASES.write_text(cases(), encoding="utf-8")
    PAGES.mkdir(parents=True, exist_ok=True)
    written = dict(pages())
    for path in PAGES.glob("*.md"):
        if path.name not in written:
            path.unlink()
    for name, text in written.items():
        (PAGES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
