"""Footnotes and endnotes of Word: their marks in the order in which the text calls them, their words as lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from akn.model.source import Line
from akn.readers.counters import latin, roman
from akn.readers.package import Element, local, value_of

if TYPE_CHECKING:
    from akn.readers.docx.paragraphs import Body

_SIGNS: Final = "*†‡§"
#: Notes that only draw a rule above the others.
_RULES = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_SORTS = ("footnote", "endnote")


class Notes:
    """The notes of one document."""

    def __init__(self, parts: Mapping[str, Element | None], settings: Element | None) -> None:
        """Take the parts with footnotes and endnotes, by sort, and the document's settings."""
        self._notes: dict[str, Element] = {}
        self._markers: dict[str, str] = {}
        self._counted: dict[str, int] = dict.fromkeys(_SORTS, 0)
        self._forms = {"footnote": "decimal", "endnote": "lowerRoman"}  # ECMA-376 Part 1, 17.11.18
        self._given: set[str] = set()
        #: How many notes are called that are not there.
        self.missing = 0
        for sort in _SORTS:
            root = parts.get(sort)
            for element in root if root is not None else ():
                if local(element) == sort and (value_of(element, "type") or "normal") not in _RULES:
                    self._notes[f"{sort}-{value_of(element, 'id')}"] = element
            for element in settings if settings is not None else ():
                if local(element) == f"{sort}Pr":
                    for each in element:
                        if local(each) == "numFmt":
                            self._forms[sort] = value_of(each, "val") or "decimal"

    def marker(self, key: str) -> str:
        """What is printed for the note `key`, which is called now."""
        if key not in self._markers:
            sort = key.partition("-")[0]
            self._counted[sort] += 1
            self._markers[key] = _written(self._counted[sort], self._forms[sort])
        return self._markers[key]

    def lines(self, key: str, number: int, body: Body) -> list[Line]:
        """The words of the note `key`, which paragraph `number` calls; none where it is not there, or was given."""
        element = self._notes.get(key)
        if element is None or key in self._given:
            self.missing += element is None
            return []
        self._given.add(key)
        return body.lines_of_note(element.iter("{*}p"), key, number)

    def uncalled(self) -> Iterator[tuple[str, Element]]:
        """The notes that nothing called."""
        yield from ((key, element) for key, element in self._notes.items() if key not in self._given)


def _written(number: int, form: str) -> str:
    match form:
        case "lowerRoman":
            return roman(number)
        case "upperRoman":
            return roman(number).upper()
        case "lowerLetter":
            return latin(number)
        case "upperLetter":
            return latin(number).upper()
        case "chicago":
            times, at = divmod(number - 1, len(_SIGNS))
            return _SIGNS[at] * (times + 1)
        case _:
            return str(number)
