"""Source to resolution: cover, title, citations, recitals, paragraphs, tail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from akn.errors import UnrecognisedError
from akn.findings import Finding
from akn.institutions import Institution
from akn.institutions import load as load_institution
from akn.languages import Language, Speech
from akn.languages import load as load_language
from akn.languages.detection import Detected, detect
from akn.model.resolution import Block, Resolution, Table, Unrecognised
from akn.model.source import Dropped, Grid, Source
from akn.recognition.cover.cover import cover_reader
from akn.recognition.cover.work import Wishes as Wishes  # the verb takes them
from akn.recognition.documents import Readers, findings_of_each, gathered, read_documents
from akn.recognition.elsewhere import institution_elsewhere
from akn.recognition.furniture import Furniture, furniture_of
from akn.recognition.labels import label_of
from akn.recognition.passages import Passage, join
from akn.recognition.tail.tail import is_formula, tail_reader
from akn.recognition.unfolding import unfold

#: How many lines at the end of a page may hold its footers.
_FOOTERS = 4


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was recognised in a source.

    `unrecognised` are the blocks that stand in the documents where they stood
    in the source, without a place of their own. `dropped` is what was left out
    here, besides what the reader left out already. `findings` are those on the
    source and on all resolutions, `of_each` those on each resolution alone.
    """

    resolutions: tuple[Resolution, ...]
    detected: Detected
    dropped: tuple[Dropped, ...] = ()
    unrecognised: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()
    of_each: tuple[tuple[Finding, ...], ...] = ()


def recognise(source: Source, wishes: Wishes | None = None) -> Recognition:
    """Recognise the resolution in `source`; what `wishes` says goes before what the text says.

    Raises:
        UnrecognisedError: there is no resolution in it; the message says what was looked for.
    """
    wishes = wishes or Wishes()
    institution = load_institution(wishes.institution)
    detected = _language(source, wishes)
    language = load_language(detected.code)
    furniture = furniture_of(institution, language)
    joined = join(source.pieces, furniture.of_each_page)
    passages, start = _start(joined.passages, language, institution, source.name)
    # The head is freed of furniture by its reader, which tells what it leaves out.
    kept, dropped = _without_furniture(passages[start:], furniture)
    speech = language.speech(institution.key)
    readers = Readers(
        institution, language, cover_reader(institution, language), tail_reader(language, speech)
    )
    documents = read_documents(passages[:start], kept, source, wishes, readers)
    findings = [*source.findings]
    left_out = [*joined.left_out, *dropped]
    for document in documents:
        findings += document.findings
        left_out += document.dropped
    resolutions = gathered(documents)
    stray = [b for d in documents for b in d.stray] + [b for r in resolutions for b in _strays(r)]
    return Recognition(
        resolutions=resolutions,
        detected=detected,
        dropped=tuple(sorted(left_out, key=lambda d: d.line)),
        unrecognised=tuple(stray),
        findings=tuple(findings),
        of_each=findings_of_each(documents),
    )


def _without_furniture(
    passages: Sequence[Passage], furniture: Furniture
) -> tuple[list[Passage], list[Dropped]]:
    kept: list[Passage] = []
    dropped: list[Dropped] = []
    ends = [part for passage in passages[-_FOOTERS:] for part in furniture.unglued(passage)]
    for passage in (*passages[:-_FOOTERS], *ends):
        reason = furniture.reason(passage)
        if reason:
            dropped += passage.left_out(reason)
        else:
            kept.append(passage)
    return kept, dropped


def _language(source: Source, wishes: Wishes) -> Detected:
    if wishes.language:
        language = load_language(wishes.language)
        return Detected(language.code, 1.0, "the user said so", 0)
    text = "\n".join(piece.text for piece in source.pieces if not isinstance(piece, Grid))
    detected = detect(text)
    if not detected.code:
        raise UnrecognisedError(
            f"{source.name}: the language could not be told: {detected.reason}; name it with --language"
        )
    return detected


def _start(
    passages: Sequence[Passage], language: Language, institution: Institution, name: str
) -> tuple[Sequence[Passage], int]:
    """The passages, and the place of the enacting words; failing them, of the first citation or recital with company.

    A text that was printed as one line is unfolded.
    """
    speech = language.speech(institution.key)
    if (at := _formula_among(passages, speech)) is not None:
        return passages, at
    unfolded = unfold(passages, language, speech)
    if (at := _formula_among(unfolded, speech)) is not None:
        return unfolded, at
    if other := institution_elsewhere(p.text for p in passages):
        raise UnrecognisedError(
            f"{name}: this looks like a resolution of another institution, {other};"
            f" only those of the {institution.name} can be converted"
        )
    openings = [
        at
        for at, passage in enumerate(passages)
        if speech.phrases("citation").opening(_bare(passage))
        or speech.phrases("recital").opening(_bare(passage))
    ]
    if len(openings) > 1:
        return passages, openings[0]
    looked = "”, “".join(speech.phrases("formula").phrases)
    raise UnrecognisedError(
        f"{name}: no resolution of the {institution.name} was found: neither its enacting words (“{looked}”)"
        f" nor two citations or recitals in {language.name}"
    )


def _formula_among(passages: Sequence[Passage], speech: Speech) -> int | None:
    return next((at for at, passage in enumerate(passages) if is_formula(passage, speech)), None)


def _bare(passage: Passage) -> str:
    label = label_of(passage.plain)
    return passage.plain[label.end :].lstrip() if label else passage.plain


def _strays(resolution: Resolution) -> list[Block]:
    found: list[Block] = []
    for part in (*resolution.act.preamble, *resolution.act.body):
        if isinstance(part, Unrecognised):
            content = part.content
            if isinstance(content, Table):
                found += [b for row in content.rows for cell in row for b in cell.blocks]
            else:
                found.append(content)
    return found
