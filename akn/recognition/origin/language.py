"""Which language a text is in, and whether that is certain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from akn.errors import UnrecognisedError
from akn.findings import Finding
from akn.languages import codes, load
from akn.languages.detection import Detected, detect
from akn.languages.foreign import script
from akn.matching.alike import alike
from akn.model.source import Line, Source
from akn.recognition.idiom import Idiom
from akn.recognition.origin.elsewhere import by_itself
from akn.recognition.origin.whose import refuse_others

#: Below this certainty a text may be in two languages; whole texts in one are above 0.5, whatever its neighbours.
_CERTAIN = 0.45


def language_of(lines: Sequence[str], wish: str | None, name: str) -> Detected:
    """The language of the text in `lines`: `wish`, where the user names one. `name` is that of the text, for messages.

    Raises:
        UnrecognisedError: it cannot be told, or it is one that has no table; or the text is that of another body.
    """
    if wish:
        return Detected(load(wish).code, 1.0, "the user said so", 0)
    text = "\n".join(lines)
    detected = detect(text)
    if detected.code and not detected.foreign:
        return detected if detected.certainty >= _CERTAIN else _by_formula(lines, detected)
    refuse_others(lines, name)
    if detected.foreign:
        known = ", ".join(codes())
        raise UnrecognisedError(
            f"{name}: no resolution was found; the text looks like {detected.foreign}, which is not supported;"
            f" what is: {known} (if it is in one of these, name it with --language)"
        )
    letters = script(text)
    raise UnrecognisedError(
        f"{name}: no resolution was found, nor could the language be told: {detected.reason}"
        f"{f' (its letters are {letters})' if letters and letters != 'Latin' else ''}; name it with --language"
    )


def _by_formula(lines: Sequence[str], detected: Detected) -> Detected:
    """The language whose enacting words stand on a line of their own, where those of the `detected` one do not."""
    plain = [alike(line).strip() for line in lines]
    if _enacts(detected.code, plain):
        return detected
    others = [code for code in codes() if code != detected.code and _enacts(code, plain)]
    if len(others) != 1:
        return detected
    reason = f"the enacting words are {load(others[0]).name}; {detected.reason}"
    return Detected(others[0], detected.certainty, reason, detected.hits)


def _enacts(code: str, lines: Sequence[str]) -> bool:
    """Whether one of `lines` is the enacting words of an institution in the language `code`."""
    language = load(code)
    for key, words in language.table.items():
        if isinstance(words, Mapping) and "formula" in words:
            phrases = language.speech(key).phrases("formula")
            if any(by_itself(phrases.opening(line), line) for line in lines):
                return True
    return False


def doubts_of_language(
    source: Source, detected: Detected, idiom: Idiom, wish: str | None
) -> Iterator[Finding]:
    """What makes it doubtful that `source` is in the language of `idiom`, as was `detected` or the user's `wish`."""
    if not wish and detected.certainty < _CERTAIN:
        yield Finding.of("LAN001", language=idiom.language.name, reason=detected.reason)
    lines = [(p.number, alike(p.text).strip()) for p in source.pieces if isinstance(p, Line)]
    formula = idiom.phrases("formula")
    if any(formula.inside(line) for _, line in lines):
        return
    for code in codes():
        other = load(code)
        if other is idiom.language or idiom.institution.key not in other.table:
            continue
        phrases = other.speech(idiom.institution.key).phrases("formula")
        for number, line in lines:
            if by_itself(phrases.opening(line), line):
                yield Finding.of(
                    "LAN002", line=number, words=line, other=other.name, language=idiom.language.name
                )
                return
