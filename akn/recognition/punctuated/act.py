"""Acts and annexes where verbs tell little and signs much: read after the lines that do not belong were taken out."""

from __future__ import annotations

from collections.abc import Sequence

from akn.findings import Finding
from akn.model.resolution import Act, Unrecognised
from akn.recognition.act.act import Read
from akn.recognition.act.formula import formula_end, reported
from akn.recognition.act.numbered import end_of_numbered
from akn.recognition.act.strangers import Sifted, sift
from akn.recognition.blocks import block_of
from akn.recognition.idiom import Idiom
from akn.recognition.passages import Passage
from akn.recognition.punctuated.course import Course
from akn.recognition.punctuated.labelling import labelled


def read_punctuated(passages: Sequence[Passage], start: int, end: int, idiom: Idiom) -> Read:
    """Read the act whose enacting words stand at `start`; nothing at `end` or after is looked at.

    What says when and how it was adopted is read with it. The tail begins behind that.
    """
    enacted = bool(passages[start:end]) and formula_end(passages, start, idiom) > 0
    told = bool(passages[start:end]) and bool(reported(passages[start], idiom))
    told = told and (not enacted or passages[start].role is not None)
    sifted = _sifted(labelled(passages[start:end], idiom), idiom)
    walk = Course(sifted, idiom, annex=not (enacted or told), told=told)
    at = walk.run()
    return Read(walk.act(), start + sifted.tail(at), walk.findings, closed=True)


def read_annex(passages: Sequence[Passage], idiom: Idiom) -> tuple[Act, list[Finding]]:
    """Read `passages`, the text of an annex below its heading: numbered paragraphs, or any text."""
    text = labelled(passages, idiom)
    end = end_of_numbered(text)
    walk = Course(_sifted(text[:end], idiom), idiom, annex=True)
    walk.run()
    for passage in text[end:]:
        walk.outline.add(Unrecognised(block_of(passage)))
    return walk.act(), walk.findings


def _sifted(passages: Sequence[Passage], idiom: Idiom) -> Sifted:
    """`passages` without those that do not belong to the act; what stands behind its last number is no matter of it."""
    last = max(
        (at for at, p in enumerate(passages) if p.label is not None and p.label.kind == "digit"), default=0
    )
    sifted = sift(passages[:last], idiom)
    strange = len(passages[:last]) - (sifted.places[-1] + 1 if sifted.places else 0)
    sifted.kept.extend(passages[last:])
    sifted.places.extend(range(last, len(passages)))
    if strange:
        sifted.strangers[len(sifted.kept) - len(passages) + last] = list(passages[last - strange : last])
    return sifted
