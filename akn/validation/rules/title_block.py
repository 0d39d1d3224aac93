"""What the title block prints, against what the metadata say."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.tree import Element, local_name
from akn.tree.iri import WorkIri
from akn.tree.text import words
from akn.validation.rules.days import day
from akn.validation.rules.rule import Breach, rule
from akn.validation.rules.wording import listed, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.validation.rules.document import Document


_SEPARATORS = re.compile(r"[\W_]+")
_LONG = re.compile(r"[^\W\d_]{4,}")


def squeezed(text: str) -> str:
    """Return the letters and digits of `text`, without case and whatever stands between them."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text).casefold())


@rule("META014", Severity.WARNING, group="metadata")
def number_not_in_metadata(document: Document) -> Iterator[Breach]:
    """Let `docNumber` be the number that the metadata give.

    People look a document up by the number on its first page. It must be in `FRBRnumber` (as `value` or
    `showAs`), in an `FRBRalias`, or in the IRI of the work. Punctuation and case do not count.

    Bad::

        <docNumber>R/71</docNumber>

    Good::

        <docNumber>R/17</docNumber>
    """
    work = document.identifications[0].work if document.identifications else None
    printed = document.title_block.get("docNumber", [])
    if work is None or not printed:
        return
    iri = WorkIri.read(work.uri)
    numbers = [*work.values("FRBRnumber"), *work.values("FRBRnumber", "showAs")]
    told = [*numbers, *([iri.numbered] if iri and iri.numbered else [])]
    if not told:
        return
    known = [*told, *work.values("FRBRalias")]
    if not any(_known(words(number), known) for number in printed):
        yield Breach(
            printed[0],
            f"`docNumber` prints “{short(words(printed[0]))}”, "
            f"the metadata give {listed(list(dict.fromkeys(told)))}",
            "correct `FRBRnumber`, or write the printed form as its `showAs`",
        )


def _known(printed: str, known: list[str]) -> bool:
    """Return whether a printed number is a known one; what only one of them says (a year) is no conflict."""
    if not squeezed(printed) or squeezed(printed) in {squeezed(one) for one in known}:
        return True
    figures = set(re.findall(r"\d+", printed))
    return any(own <= figures or figures <= own for one in known if (own := set(re.findall(r"\d+", one))))


@rule("META015", Severity.WARNING, group="metadata")
def date_not_in_metadata(document: Document) -> Iterator[Breach]:
    """Let `docDate` be a date that the metadata give.

    The date on the first page is that of the work or of the expression, or that of an event or step.

    Bad::

        <docDate date="2021-02-09">9.2.2021</docDate>

    Good::

        <docDate date="2021-02-08">8.2.2021</docDate>
    """
    known = {
        day(entry)
        for entry in document.dates
        if local_name(entry) in {"FRBRdate", "eventRef", "step", "publication"}
    }
    for element in document.title_block.get("docDate", []):
        found = day(element)
        if found and known - {None} and found not in known:
            yield Breach(
                element,
                f"`docDate` is {found}, a date that the metadata do not give",
                "correct the date, or add the event to `lifecycle` or the step to `workflow`",
            )


@rule("META017", Severity.WARNING, group="metadata")
def title_disagrees(document: Document) -> Iterator[Breach]:
    """Let `docTitle` and `FRBRname` name the same thing.

    `FRBRname` is how the work is called in lists. If it shares no word with the title, one of the two was
    left over from another document. Names of one word are not compared.

    Bad::

        <docTitle>Fisheries policy</docTitle>

    Good::

        <docTitle>Situation in Ruritania</docTitle>
    """
    work = document.identifications[0].work if document.identifications else None
    titles = document.title_block.get("docTitle", [])
    names = [name for name in (work.values("FRBRname") if work else []) if len(_LONG.findall(name)) > 1]
    if not titles or not names:
        return
    printed = squeezed(" ".join(words(title) for title in titles))
    if not any(_share(name, titles, printed) for name in names):
        yield Breach(
            titles[0],
            f"`docTitle` is “{short(words(titles[0]))}”, `FRBRname` “{short(names[0])}”",
            "correct whichever belongs to another document",
        )


def _share(name: str, titles: list[Element], printed: str) -> bool:
    if squeezed(name) in printed or printed in squeezed(name):
        return True
    own = {word for title in titles for word in _LONG.findall(words(title).casefold())}
    return bool(own & set(_LONG.findall(name.casefold())))


@rule("META018", Severity.WARNING, group="metadata")
def docket_disagrees(document: Document) -> Iterator[Breach]:
    """Let `docketNumber` print the number of the procedure that it refers to.

    The reference is what links a document to its file. It is compared with the `showAs` and the `href` of
    the `TLCProcess` that it refers to; punctuation and case do not count.

    Bad::

        <docketNumber refersTo="#procedure">2021/9545(RSP)</docketNumber>

    Good::

        <docketNumber refersTo="#procedure">2021/9544(RSP)</docketNumber>
    """
    for element in document.named("docketNumber"):
        declared = document.references.get(element.get("refersTo", "").strip().lstrip("#~"))
        printed = squeezed(words(element))
        if declared is None or local_name(declared) != "TLCProcess" or not re.search(r"\d", printed):
            continue
        shown, href = declared.get("showAs", ""), squeezed(declared.get("href", ""))
        figures = "".join(re.findall(r"\d", printed))
        if printed not in squeezed(shown) and squeezed(shown) != printed and figures not in href:
            yield Breach(
                element,
                f"`docketNumber` prints “{short(words(element))}”, and refers to "
                f"“{short(shown or declared.get('href', ''))}”",
                "refer to the procedure whose number is printed",
            )
