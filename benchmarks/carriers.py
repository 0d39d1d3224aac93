"""What a document costs beside its text: the same motion as text, DOCX, ODT and PDF, and pdfium's own share."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it has no types

from akn.pipeline import Options, convert
from akn.readers.pdf import process
from benchmarks.timing import Work, best_of, row
from tests.carriers.making_docx import zipped
from tests.readers.printing_pdf import Put, pdf

PLAIN = Options(enrich=False)
ROUNDS = 25
_WIDTH = 88
#: How wide Helvetica sets the letters from “ ” to “~”, in thousandths of its size; all others count as wide as “n”.
_WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778,
    722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278,
    278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
_SIZE, _MEASURE = 10, 475
_SPACES = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
           'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"')  # fmt: skip


def as_docx(text: str) -> bytes:
    """Each line of a text as a paragraph of a DOCX."""
    said = "".join(
        f"<w:p><w:r><w:t>{escape(line.strip())}</w:t></w:r></w:p>"
        for line in text.splitlines()
        if line.strip()
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return zipped(
        {
            "word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{said}</w:body></w:document>',
            "word/styles.xml": f'<w:styles xmlns:w="{space}"/>',
        }
    )


def as_odt(text: str) -> bytes:
    """Each line of a text as a paragraph of an ODT."""
    said = "".join(f"<text:p>{escape(line.strip())}</text:p>" for line in text.splitlines() if line.strip())
    body = f"<office:body><office:text>{said}</office:text></office:body>"
    content = f"<office:document-content {_SPACES}>{body}</office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def as_pdf(text: str) -> bytes:
    """A text printed, its lines filled, a gap between its paragraphs."""
    pages: list[list[Put]] = [[]]
    base = 780.0
    for paragraph in text.splitlines():
        for line in _filled(paragraph):
            if base < 60:
                pages.append([])
                base = 780.0
            pages[-1].append(Put(60, base, _SIZE, line))
            base -= 13
        base -= 8
    return pdf(pages)


def _filled(paragraph: str) -> Iterator[str]:
    """The lines of a paragraph, each as full as it can be."""
    words, reached = list[str](), 0.0
    for word in paragraph.split():
        width = sum(_WIDTHS[ord(c) - 32] if " " <= c <= "~" else 556 for c in f"{word} ") * _SIZE / 1000
        if words and reached + width - 0.278 * _SIZE > _MEASURE:
            yield " ".join(words)
            words, reached = [], 0.0
        words.append(word)
        reached += width
    if words:
        yield " ".join(words)


def own(data: bytes) -> None:
    """All text of all pages, as pdfium gives it."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()


def _taken(pid: int) -> float:
    """The processor time that a process has taken, in milliseconds, as the scheduler counts it."""
    return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e6


def _beside(work: Callable[[], object]) -> float:
    """What the process of pdfium takes for `work`, in milliseconds: the best of many, as of all else."""
    work()
    reader = process._held.reader  # noqa: SLF001  # its clock is nobody else's business
    if reader is None or not Path(f"/proc/{reader.process.pid}/schedstat").is_file():
        return 0.0
    best = float("inf")
    for _ in range(ROUNDS):
        before = _taken(reader.process.pid)
        work()
        best = min(best, _taken(reader.process.pid) - before)
    return best


def carriers(texts: Sequence[str]) -> None:
    """Print what each carrier of a text costs, in processor time, and beside the text."""
    _carriers(texts[0], ROUNDS)
    _carriers(_longer(texts[0], 12), 5)


def _carriers(text: str, rounds: int) -> None:
    printed = as_pdf(text)
    wrapped = "\n\n".join(
        "\n".join(textwrap.wrap(line.strip(), _WIDTH)) for line in text.splitlines() if line.strip()
    )
    works: dict[str, Work] = {
        "text": _converting(text.encode()),
        "the same text, wrapped": _converting(wrapped.encode()),
        "DOCX": _converting(as_docx(text)),
        "ODT": _converting(as_odt(text)),
        "PDF": _converting(printed),
        "pdfium": lambda _n: own(printed),
    }
    best = best_of(works, rounds)
    print(f"  {len(text) / 1000:.0f} kB of text")
    for name in list(works)[:4]:
        row(name, best[name], f"{best[name] / best['text']:5.2f} × the text")
    whole = best["PDF"] + _beside(lambda: convert(printed, PLAIN))
    beyond = whole - best["pdfium"]
    beside = (
        f"{beyond / best['text']:.2f} × the text, {beyond / best['the same text, wrapped']:.2f} × the wrapped"
    )
    row("PDF, both processes", whole, f"pdfium's own {best['pdfium']:.1f} ms + {beside}")


def _converting(data: bytes) -> Work:
    return lambda _n: convert(data, PLAIN)


def _longer(text: str, times: int) -> str:
    """A text with `times` as many paragraphs, which count on."""
    lines = text.splitlines()
    numbered = [n for n, line in enumerate(lines) if line.strip()[:1].isdigit() and ". " in line[:8]]
    last = next(n for n in reversed(numbered))
    first = max(n for n in numbered if lines[n].strip().startswith("1."))
    body = [line.strip().partition(". ")[2] for line in lines[first:last] if line.strip()]
    said = [f"{k}. {one[:-1]} ({k});" for k, one in enumerate(body * times, 1)]
    closing = f"{len(said) + 1}. {lines[last].strip().partition('. ')[2]}"
    return "\n\n".join([*(line for line in lines[:first] if line.strip()), *said, closing])
