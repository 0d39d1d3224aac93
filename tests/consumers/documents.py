"""Documents that are fed to the field's own programs: each made by the installed command from an invented text."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

SAMPLES = Path(__file__).parent.parent.parent / "samples"
AKN = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}

UNDATED = """\
European Parliament resolution on the grading of gravel

The European Parliament,

–  having regard to its Rules of Procedure,

A.  whereas gravel is round;

1.  Asks for sieves, as recital A and its resolution of 3 May 2018 on sand did;

2.  Instructs its President to forward this resolution to the Council and the Commission.
"""

NUMBERED = """\
B10-9042/2024

Motion for a resolution on the storage of ladders

The European Parliament,

–  having regard to Article 2 of the Treaty on European Union,

A.  whereas ladders are long;

1.  Calls for longer cupboards;

2.  Calls on the Member States to:

(a)  measure their ladders;

(b)  measure their cupboards;

3.  Recalls point (b) of paragraph 2;

4.  Instructs its President to forward this resolution to the Council and the Commission.
"""

#: Name of a document to its source: a sample, or a text of its own.
SOURCES: dict[str, Path | str] = {
    "motion": SAMPLES / "eng/harbour-noise.txt",
    "joint motion": SAMPLES / "eng/ferry-timetables.html",
    "report": SAMPLES / "eng/report-bridges.html",
    "adopted text": SAMPLES / "eng/adopted-tramways.html",
    "with notes": SAMPLES / "eng/footnotes.html",
    "with tables": SAMPLES / "eng/tables.html",
    "Bulgarian": SAMPLES / "bul/ambient-monitoring.txt",
    "French": SAMPLES / "fra/ambient-monitoring.txt",
    "Greek": SAMPLES / "ell/ambient-monitoring.txt",
    "collection": SAMPLES / "eng/two-resolutions.txt",
    "without cover": SAMPLES / "eng/harbour-noise.txt",
    "dated by its number": NUMBERED,
    "undated": UNDATED,
}


@dataclass(frozen=True)
class Made:
    """A document, as it was written."""

    name: str
    path: Path

    @property
    def data(self) -> bytes:
        return self.path.read_bytes()

    @property
    def root(self) -> etree._Element:
        return etree.fromstring(self.data)

    def value(self, path: str) -> str:
        """What stands at `path` (XPath, the namespace as “a”) in the main document, first."""
        found = self.root.xpath(path, namespaces=AKN)
        return str(found[0]) if found else ""


def make(folder: Path) -> dict[str, Made]:
    """Convert all `SOURCES` into `folder`."""
    made = {}
    for name, source in SOURCES.items():
        target = folder / f"{name.replace(' ', '-')}.xml"
        given = str(source) if isinstance(source, Path) else "-"
        subprocess.run(
            [
                *(Path(sys.executable).with_name("akn"), "convert", given, "-o", target, "--quiet"),
                *(["--no-cover"] if name == "without cover" else []),
            ],
            input=source.encode() if isinstance(source, str) else None,
            check=True,
        )
        made[name] = Made(name, target)
    return made
