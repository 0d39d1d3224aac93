"""Documents of the European Parliament: number, procedure, term and adoption, after the table ``ep``."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.institutions import Named, load
from akn.tree.text import words
from akn.validation.rules.rule import Breach, rule
from akn.validation.rules.wording import listed, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.tree import Element
    from akn.validation.rules.document import Document

#: The institution whose table these rules read, and the pattern of its procedures.
PARLIAMENT, PROCEDURE = "ep", "procedure"


@lru_cache(maxsize=1024)
def _identified(text: str) -> Named | None:
    """Return the number of the Parliament that `text` is, if it is one and nothing else."""
    found = load(PARLIAMENT).identify(text)
    return next((one for one in found if (one.start, one.end) == (0, len(text))), None)


def _own(document: Document) -> Iterator[tuple[Element, Named]]:
    """Yield each printed number of the document itself that has the form of one."""
    for element in document.title_block.get("docNumber", []):
        found = _identified(words(element))
        if found and found.name != PROCEDURE:
            yield element, found


@rule("EP001", Severity.WARNING, group="resolution", profile="ep-resolution")
def strange_number(document: Document) -> Iterator[Breach]:
    """Print the number of the document in a form of the Parliament, and one that fits its kind.

    Motions are `B9-0145/2021`, joint motions `RC-B9-0144/2021`, reports `A9-0284/2021`, texts adopted
    `P9_TA(2021)0056`. Register, portal and plenary pages are found by it.

    Bad::

        <docNumber>B9-9145-2021</docNumber>

    Good::

        <docNumber>B9-9145/2021</docNumber>
    """
    institution = load(PARLIAMENT)
    kind = "" if document.main is None else document.main.get("name", "")
    for element in document.title_block.get("docNumber", []):
        found = _identified(words(element))
        if found is None or found.name == PROCEDURE:
            yield Breach(
                element,
                f"“{short(words(element))}” is not how the Parliament numbers a document",
                "write it as in B9-0145/2021, RC-B9-0144/2021, A9-0284/2021 or P9_TA(2021)0056",
            )
        elif kind in institution.kinds and kind not in found.kinds:
            yield Breach(
                element,
                f"“{words(element)}” is the number of a {' or '.join(found.kinds)}, "
                f"the document is called “{kind}”",
                "correct the number, or `name` of the document",
            )


@rule("EP002", Severity.WARNING, group="resolution", profile="ep-resolution")
def aliases_disagree(document: Document) -> Iterator[Breach]:
    """Let the IRIs of the Parliament identify the document that is printed.

    The portal calls B9-0145/2021 `B-9-2021-0145`, in `FRBRalias` as anywhere. An alias that leads to
    another number is a link to another document.

    Bad::

        <FRBRalias name="eli-dl" value="https://data.europarl.europa.eu/eli/dl/doc/B-9-2021-9146"/>

    Good::

        <FRBRalias name="eli-dl" value="https://data.europarl.europa.eu/eli/dl/doc/B-9-2021-9145"/>
    """
    keys = [(element, one.identifier.key) for element, one in _own(document)]
    if not keys or not document.identifications:
        return
    for level in document.identifications[0].levels.values():
        for alias in level.all("FRBRalias"):
            value = alias.get("value", "")
            last = value.rstrip("/").partition("/doc/")[2] or value.rstrip("/").partition("/document/")[2]
            named = last.partition("/")[0].partition("_")[0].partition(".")[0]
            if "europarl.europa.eu" in value and named and all(named != key for _, key in keys):
                yield Breach(
                    alias,
                    f"the alias leads to “{named}”, the printed number is {listed([key for _, key in keys])}",
                    f"write “{keys[0][1]}”",
                )


@rule("EP003", Severity.WARNING, group="resolution", profile="ep-resolution")
def procedure_disagrees(document: Document) -> Iterator[Breach]:
    """Print the procedure as the Parliament does, and refer to that very procedure.

    `2021/2544(RSP)` is year, number and type. The process that `docketNumber` refers to has the IRI
    `https://data.europarl.europa.eu/eli/dl/proc/2021-2544`.

    Bad::

        href="https://data.europarl.europa.eu/eli/dl/proc/1921-9544"

    Good::

        href="https://data.europarl.europa.eu/eli/dl/proc/2021-9544"
    """
    for element in document.title_block.get("docketNumber", []):
        found = _identified(words(element))
        if found is None or found.name != PROCEDURE:
            yield Breach(
                element,
                f"“{short(words(element))}” is not how the Parliament numbers a procedure",
                "write year, number and type, as in 2021/2544(RSP)",
            )
            continue
        declared = document.references.get(element.get("refersTo", "").strip().lstrip("#~"))
        href = "" if declared is None else declared.get("href", "")
        wanted = next((iri for _, iri in found.identifier.iris), "")
        if declared is not None and "/eli/dl/proc/" in href and href != wanted:
            yield Breach(
                declared,
                f"“{words(element)}” refers to “{short(href, 90)}”",
                f"write “{wanted}”",
            )


@rule("EP004", Severity.WARNING, group="resolution", profile="ep-resolution")
def term_disagrees(document: Document) -> Iterator[Breach]:
    """Let the parliamentary term be that of the number, and of the IRI.

    The figure after the letter is the term: B9-0145/2021 is of the ninth. `legislature` says it in
    `value`, and refers to `https://data.europarl.europa.eu/org/ep-9`.

    Bad::

        <legislature value="8" refersTo="#term_9">2014-2019</legislature>

    Good::

        <legislature value="9" refersTo="#term_9">2019-2024</legislature>
    """
    institution = load(PARLIAMENT)
    terms = [one.term for _, one in _own(document) if one.term]
    for element in document.title_block.get("legislature", []):
        value = element.get("value", "").strip()
        if terms and value and value not in terms:
            yield Breach(
                element,
                f"`legislature` says term {value}, the number of the document is of term {terms[0]}",
                "correct whichever is wrong",
            )
            continue
        declared = document.references.get(element.get("refersTo", "").strip().lstrip("#~"))
        base = institution.term_iri("")
        href = "" if declared is None else declared.get("href", "")
        if value and href.startswith(base) and href != institution.term_iri(value):
            yield Breach(
                element,
                f"`legislature` says term {value}, and refers to “{href}”",
                f"refer to “{institution.term_iri(value)}”",
            )


@rule("EP005", Severity.WARNING, group="resolution", profile="ep-resolution")
def no_adopting_step(document: Document) -> Iterator[Breach]:
    """Give a text adopted the step that adopts it.

    The day of adoption is what a resolution is cited by. It stands in a `step` of `workflow`, whose
    `outcome` is the concept “adopted”.

    Bad::

        <step date="2021-02-08" by="#ep" as="#author" outcome="#tabled"/>

    Good::

        <step date="2021-02-08" by="#ep" as="#author" outcome="#adopted"/>
    """
    institution = load(PARLIAMENT)
    outcomes = {key: step["outcome"] for key, step in institution.table["steps"].items()}
    for element, found in _own(document):
        steps = {institution.kinds[kind].step for kind in found.kinds}
        if len(steps) != 1 or steps == {"tabling"}:
            continue
        wanted = outcomes[steps.pop()]
        if not any(_comes_to(document, step, wanted) for step in document.named("step")):
            yield Breach(
                element,
                f"“{words(element)}” is a text adopted, but no step of `workflow` has the outcome “{wanted}”",
                f"add the `step` of its adoption, with `outcome` referring to the concept “{wanted}”",
            )
            return


def _comes_to(document: Document, step: Element, wanted: str) -> bool:
    key = step.get("outcome", "").strip().lstrip("#~")
    declared = document.references.get(key)
    names = {key, key.rpartition("_")[2]}
    if declared is not None:
        names |= {declared.get("href", "").rpartition("/")[2], declared.get("showAs", "")}
    return wanted in names
