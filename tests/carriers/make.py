"""Make the carriers in ``made/`` anew: ``python -m tests.carriers.make``.

It needs LibreOffice, pandoc, WeasyPrint, typst and ReportLab; the tests need none of them, for what was made is kept.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from tests.carriers.making_docx import document
from tests.carriers.making_print import by_reportlab, by_typst, by_weasyprint
from tests.carriers.motions import MARK, Motion, motion

_MARKDOWN = "markdown-smart+fancy_lists+startnum"
MADE = Path(__file__).parent / "made"


def markdown(one: Motion) -> str:
    """The motion as pandoc's Markdown."""
    said = "\n\n".join([*one.cover, one.words["undated"], one.words["formula"]]) + "\n\n"
    for clause in one.clauses:
        if clause.sort == "table":
            head, *rows = one.words["table"]
            lines = [" | ".join(head), "|".join("---" for _ in head), *(" | ".join(row) for row in rows)]
            said += "\n".join(lines) + "\n\n"
        elif clause.sort == "heading":
            said += f"## {clause.plain}\n\n"
        else:
            mark = {"citation": "-", "recital": f"{clause.printed} "}.get(clause.sort, clause.printed)
            said += "    " * clause.depth + f"{mark} " + MARK.sub(r"[^\1]", clause.text) + "\n\n"
    return said + "".join(f"[^{n}]: {note}\n\n" for n, note in enumerate(one.words["notes"], 1))


def by_pandoc(one: Motion, ending: str) -> bytes:
    """The motion as pandoc writes it."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.md"), Path(folder, f"out.{ending}")
        source.write_text(markdown(one), encoding="utf-8")
        subprocess.run(
            ["pandoc", "-s", "--metadata", "title= ", "-f", _MARKDOWN, "-o", target, source],  # noqa: S607  # from the path
            check=True, capture_output=True,
        )  # fmt: skip
        return target.read_bytes()


def by_libreoffice(data: bytes, ending: str) -> bytes:
    """A DOCX as LibreOffice saves it."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in.docx")
        source.write_bytes(data)
        subprocess.run(
            ["soffice", "--headless", "--convert-to", ending, "--outdir", f"{folder}/out", source],  # noqa: S607  # likewise
            check=True, capture_output=True,
        )  # fmt: skip
        return Path(folder, "out", f"in.{ending}").read_bytes()


def main() -> None:
    """Make them all."""
    MADE.mkdir(exist_ok=True)
    office = {
        "eng.libreoffice.odt": ("eng", "footnotes"),
        "bul.libreoffice.odt": ("bul", "styles"),
        "ell.libreoffice.odt": ("ell", "typed"),
        "gle.libreoffice.odt": ("gle", "separate"),
        "mlt.libreoffice.docx": ("mlt", "footnotes"),
        "eng.libreoffice-endnotes.pdf": ("eng", "styles"),
        "fra.libreoffice.pdf": ("fra", "footnotes"),
        "bul.libreoffice.pdf": ("bul", "footnotes"),
        "ell.libreoffice.pdf": ("ell", "typed"),
        "deu.libreoffice.html": ("deu", "footnotes"),
        "eng.libreoffice-endnotes.html": ("eng", "styles"),
    }
    for name, (language, variant) in office.items():
        made = by_libreoffice(document(motion(language), variant), name.rpartition(".")[2])
        (MADE / name).write_bytes(made)
    printed = {
        "eng.weasyprint.pdf": by_weasyprint(motion("eng")),
        "fra.weasyprint-columns.pdf": by_weasyprint(motion("fra"), columns=2, hyphens=True),
        "fin.weasyprint-columns.pdf": by_weasyprint(motion("fin"), columns=2, hyphens=True),
        "ell.weasyprint-tagged.pdf": by_weasyprint(motion("ell"), tagged=True),
        "eng.weasyprint-soft-hyphens.pdf": by_weasyprint(motion("eng"), soft=True),
        "deu.typst.pdf": by_typst(motion("deu")),
        "bul.typst-columns.pdf": by_typst(motion("bul"), columns=2),
        "eng.typst-line-numbers.pdf": by_typst(motion("eng"), line_numbers=True),
        "gle.reportlab.pdf": by_reportlab(motion("gle")),
        "pol.reportlab-line-numbers.pdf": by_reportlab(motion("pol"), numbered_lines=True),
        "deu.pandoc.docx": by_pandoc(motion("deu"), "docx"),
        "pol.pandoc.odt": by_pandoc(motion("pol"), "odt"),
        "fra.pandoc.html": by_pandoc(motion("fra"), "html"),
    }
    for name, made in printed.items():
        (MADE / name).write_bytes(made)


if __name__ == "__main__":
    main()
