"""What each stage costs, and the whole beside its floor and beside a peer that finds no structure."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from lxml import etree

from akn.enrichment import enrich
from akn.findings import Finding
from akn.pipeline import Options, convert
from akn.proof.file import read_whole
from akn.proof.shape import doubts
from akn.proof.words import account
from akn.readers import read_bytes
from akn.recognition import recognise
from akn.report import compose
from akn.schema import official as schema
from akn.tree.parse import parse
from akn.validation import validate
from akn.writing.document import write
from benchmarks.timing import Work, best_of, row, turns

PLAIN, ENRICHED = Options(enrich=False), Options(enrich=True)
ROUNDS = 80
T = TypeVar("T")


def _seconds(document: bytes) -> dict[str, float]:
    """The time of each stage, one after the other as a conversion runs them; none is left out."""
    spent: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], T]) -> T:
        start = time.process_time()
        result = work()
        spent[stage] = time.process_time() - start
        return result

    source = timed("read", lambda: read_bytes(document))
    recognition = timed("recognise", lambda: recognise(source))
    enriched = timed("enrich", lambda: [enrich(one) for one in recognition.resolutions])
    written = timed("write", lambda: write(enriched))
    root = timed("parse", lambda: _parsed(written.xml))
    gone = recognition.dropped
    timed("the file's words", lambda: read_whole(source))
    words = timed("account", lambda: account(source, gone, [(root, written.printed)]))
    first = recognition.resolutions[0]
    doubted = timed("doubts", lambda: doubts(source, gone, [root], first.language, first.work.institution))
    profile = recognition.whose.institution.profile
    checked = timed("validate", lambda: validate(root, profile=profile))
    timed("report", lambda: compose(source, recognition, written, root, words.lost, [*doubted, *checked]))
    return spent


def _parsed(xml: bytes) -> etree._Element:
    root = parse(xml)
    if isinstance(root, Finding):
        raise TypeError(root.message)
    return root


def stages(documents: Sequence[bytes]) -> None:
    """Print what each stage costs a document."""
    document = turns(documents)
    _seconds(document(0))
    best: dict[str, float] = {}
    for number in range(ROUNDS):
        for name, seconds in _seconds(document(number)).items():
            best[name] = min(best.get(name, seconds), seconds)
    for name, seconds in best.items():
        row(name, seconds * 1000)
    row("together", sum(best.values()) * 1000)


def whole(documents: Sequence[bytes]) -> None:
    """Print the whole conversion beside parsing and schema-validating its result, and beside bluebell's parse."""
    finished = [convert(one, PLAIN).xml for one in documents]
    enriched = [convert(one, ENRICHED).xml for one in documents]
    document, result, marked = turns(documents), turns(finished), turns(enriched)
    validator = schema.load()
    works: dict[str, Work] = {
        "convert and validate": lambda n: convert(document(n), PLAIN),
        "convert, enrich and validate": lambda n: convert(document(n), ENRICHED),
        "floor": lambda n: validator.validate(etree.fromstring(result(n))),
        "floor, enriched": lambda n: validator.validate(etree.fromstring(marked(n))),
    }
    if peer := bluebell(documents):
        works["bluebell"] = peer
    best = best_of(works, ROUNDS)
    for name, floor in (
        ("convert and validate", best["floor"]),
        ("convert, enrich and validate", best["floor, enriched"]),
    ):
        ratios = [f"{best[name] / floor:6.1f} × the floor"]
        if peer:
            ratios.append(f"{best[name] / best['bluebell']:5.2f} × bluebell")
        row(name, best[name], *ratios)
    row("the floor: parse and validate the finished XML", best["floor"])
    if peer:
        row("bluebell-akn, flat parse of the same text", best["bluebell"])
    else:
        print("  bluebell-akn is not installed: pip install -e '.[bench]'")


def bluebell(documents: Sequence[bytes]) -> Work | None:
    """bluebell-akn's parse of the text as a statement: it makes paragraphs of lines, and finds no structure."""
    if importlib.util.find_spec("bluebell") is None:
        return None
    from bluebell.parser import AkomaNtosoParser  # noqa: PLC0415  # only where the bench extra is installed
    from cobalt import FrbrUri  # noqa: PLC0415  # likewise

    uri = FrbrUri.parse("/akn/eu/statement/2021/x/eng@2021-02-09")
    texts = [one.decode() for one in documents]
    return lambda n: AkomaNtosoParser(uri, "").parse_to_xml(texts[n % len(texts)], "statement")


def pages(texts: Sequence[bytes], originals: Sequence[bytes]) -> None:
    """Print what a page costs beside the text that was copied from it."""
    text, page = turns(texts), turns(originals)
    best = best_of(
        {"text": lambda n: convert(text(n), PLAIN), "page": lambda n: convert(page(n), PLAIN)}, ROUNDS
    )
    row("the text", best["text"])
    row("the page it was copied from", best["page"], f"{best['page'] / best['text']:5.2f} × the text")
