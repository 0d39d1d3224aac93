"""Documents of one institution, after its table: number, addresses, procedure, term and adoption.

The rules know no institution: ``profiles.toml`` says whose table each of them reads.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.tree.text import words
from akn.validation.rules.profiles import institution_for
from akn.validation.rules.rule import Breach, rule
from akn.validation.rules.wording import listed, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.institutions import Institution, Named
    from akn.tree import Element
    from akn.validation.rules.document import Document


@lru_cache(maxsize=1024)
def _identified(institution: Institution, text: str) -> Named | None:
    """Return the number of `institution` that `text` is, if it is one and nothing else."""
    found = institution.identify(text)
    return next((one for one in found if (one.start, one.end) == (0, len(text))), None)


def _own(document: Document, institution: Institution) -> Iterator[tuple[Element, Named]]:
    """Yield each printed number of the document itself that has the form of one."""
    for element in document.title_block.get("docNumber", []):
        found = _identified(institution, words(element))
        if found and not found.procedure:
            yield element, found


@rule("EP001", Severity.WARNING, group="resolution")
def strange_number(document: Document) -> Iterator[Breach]:
    """Print the number of the document in a form of the Parliament, and one that fits its kind.

    Motions are `B9-0145/2021`, joint motions `RC-B9-0144/2021`, reports `A9-0284/2021`, texts adopted
    `P9_TA(2021)0056`. Register, portal and plenary pages are found by it.

    Bad::

        <docNumber>B9-9145-2021</docNumber>

    Good::

        <docNumber>B9-9145/2021</docNumber>
    """
    institution = institution_for("EP001")
    kind = "" if document.main is None else document.main.get("name", "")
    for element in document.title_block.get("docNumber", []):
        found = _identified(institution, words(element))
        if found is None or found.procedure:
            yield Breach(
                element,
                f"“{short(words(element))}” is not how the {institution.name} numbers a document",
                f"write it as in {' or '.join(institution.number_examples())}",
            )
        elif kind in institution.kinds and kind not in found.kinds:
            yield Breach(
                element,
                f"“{words(element)}” is the number of a {' or '.join(found.kinds)}, "
                f"the document is called “{kind}”",
                "correct the number, or `name` of the document",
            )


@rule("EP002", Severity.WARNING, group="resolution")
def aliases_disagree(document: Document) -> Iterator[Breach]:
    """Let the IRIs of the Parliament identify the document that is printed.

    The portal calls B9-0145/2021 `B-9-2021-0145`, in `FRBRalias` as anywhere. An alias that leads to
    another number is a link to another document.

    Bad::

        <FRBRalias name="eli-dl" value="https://data.europarl.europa.eu/eli/dl/doc/B-9-2021-9146"/>

    Good::

        <FRBRalias name="eli-dl" value="https://data.europarl.europa.eu/eli/dl/doc/B-9-2021-9145"/>
    """
    institution = institution_for("EP002")
    keys = [one.identifier.key for _, one in _own(document, institution)]
    if not keys or not document.identifications:
        return
    for level in document.identifications[0].levels.values():
        for alias in level.all("FRBRalias"):
            value = alias.get("value", "")
            named = institution.numbers.key_at(value)
            if named and named not in keys:
                yield Breach(
                    alias,
                    f"the alias leads to “{named}”, the printed number is {listed(keys)}",
                    f"write “{keys[0]}”",
                )


@rule("EP003", Severity.WARNING, group="resolution")
def procedure_disagrees(document: Document) -> Iterator[Breach]:
    """Print the procedure as the Parliament does, and refer to that very procedure.

    `2021/2544(RSP)` is year, number and type. The process that `docketNumber` refers to has the IRI
    `https://data.europarl.europa.eu/eli/dl/proc/2021-2544`.

    Bad::

        href="https://data.europarl.europa.eu/eli/dl/proc/1921-9544"

    Good::

        href="https://data.europarl.europa.eu/eli/dl/proc/2021-9544"
    """
    institution = institution_for("EP003")
    forms = institution.numbers.examples(procedure=True)
    for element in document.title_block.get("docketNumber", []):
        found = _identified(institution, words(element))
        if found is None or not found.procedure:
            yield Breach(
                element,
                f"“{short(words(element))}” is not how the {institution.name} numbers a procedure",
                f"write it as in {' or '.join(forms)}",
            )
            continue
        declared = document.references.get(element.get("refersTo", "").strip().lstrip("#~"))
        href = "" if declared is None else declared.get("href", "")
        wanted = found.identifier.href
        if declared is not None and institution.numbers.is_procedure(href) and href != wanted:
            yield Breach(
                declared,
                f"“{words(element)}” refers to “{short(href, 90)}”",
                f"write “{wanted}”",
            )


@rule("EP004", Severity.WARNING, group="resolution")
def term_disagrees(document: Document) -> Iterator[Breach]:
    """Let the parliamentary term be that of the number, and of the IRI.

    The figure after the letter is the term: B9-0145/2021 is of the ninth. `legislature` says it in
    `value`, and refers to `https://data.europarl.europa.eu/org/ep-9`.

    Bad::

        <legislature value="8" refersTo="#term_9">2014-2019</legislature>

    Good::

        <legislature value="9" refersTo="#term_9">2019-2024</legislature>
    """
    institution = institution_for("EP004")
    terms = [one.term for _, one in _own(document, institution) if one.term]
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
        if value and base and href.startswith(base) and href != institution.term_iri(value):
            yield Breach(
                element,
                f"`legislature` says term {value}, and refers to “{href}”",
                f"refer to “{institution.term_iri(value)}”",
            )


@rule("EP005", Severity.WARNING, group="resolution")
def no_adopting_step(document: Document) -> Iterator[Breach]:
    """Give a text adopted the step that adopts it.

    The day of adoption is what a resolution is cited by. It stands in a `step` of `workflow`, whose
    `outcome` is the concept “adopted”.

    Bad::

        <step date="2021-02-08" by="#ep" as="#author" outcome="#tabled"/>

    Good::

        <step date="2021-02-08" by="#ep" as="#author" outcome="#adopted"/>
    """
    institution = institution_for("EP005")
    for element, found in _own(document, institution):
        names = {institution.kinds[kind].step for kind in found.kinds}
        if len(names) != 1 or not (step := institution.steps[names.pop()]).adopts:
            continue
        wanted = step.outcome
        if not any(_comes_to(document, one, wanted) for one in document.named("step")):
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
