"""What a document says it is: a version, in some language, of some work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lxml import etree

from akn.languages.tags import tag_of
from akn.model.alignment import AlignmentError, Version
from akn.tree import Element, local_name
from akn.tree.identification import said_first


def root_of(tree: etree._ElementTree | Element, name: str) -> Element:
    """Return the root ``akomaNtoso`` of `tree`, a whole tree or its root.

    Raises:
        AlignmentError: it is another root; `name` says whose.
    """
    root = tree if isinstance(tree, Element) else tree.getroot()
    if root is None or not isinstance(root.tag, str):
        raise AlignmentError(f"{name}: the tree is empty; give the tree of an Akoma Ntoso document")
    found = local_name(root)
    if found != "akomaNtoso":
        raise AlignmentError(
            f"{name}: this is no Akoma Ntoso: its root is <{found}>, not <akomaNtoso>; "
            "convert the text first (akn convert)"
        )
    return root


def work_of(roots: Sequence[Element], names: Sequence[str]) -> str:
    """Return the IRI of the one work of which `roots` are versions (``FRBRWork/FRBRuri``).

    Raises:
        AlignmentError: one names no work, or two name different ones.
    """
    # The guidelines of the United Nations (AKN4UN) end an IRI in a slash; it leads to the same work.
    works = [said_first(root, "FRBRWork", "FRBRuri").rstrip("/") for root in roots]
    for work, name in zip(works, names, strict=True):
        if not work:
            raise AlignmentError(
                f"{name}: the document does not say of what work it is a version; "
                "FRBRWork must hold an FRBRuri with a value"
            )
        if work != works[0]:
            raise AlignmentError(
                f"{names[0]} and {name} are versions of different works, {works[0]} and {work}; "
                "only versions of one work can be put side by side"
            )
    return works[0]


def versions_of(roots: Sequence[Element], names: Sequence[str]) -> tuple[Version, ...]:
    """Return what each of `roots`, called as in `names`, is a version in."""
    languages = [said_first(root, "FRBRExpression", "FRBRlanguage", "language") for root in roots]
    tags = [tag_of(language) for language in languages]
    labels = _labels([language or tag for language, tag in zip(languages, tags, strict=True)], tags, names)
    return tuple(
        Version(name, language, tag, label, said_first(root, "FRBRExpression", "FRBRuri"))
        for root, name, language, tag, label in zip(roots, names, languages, tags, labels, strict=True)
    )


def _labels(languages: Sequence[str], tags: Sequence[str], names: Sequence[str]) -> list[str]:
    """A heading for each column, no two alike: the language; with the name, where two have the same language."""
    often = Counter(tags)
    labels: list[str] = []
    for language, tag, name in zip(languages, tags, names, strict=True):
        label = wanted = language if often[tag] == 1 else f"{language} ({name})"
        count = 1
        while label in labels:
            count += 1
            label = f"{wanted} {count}"
        labels.append(label)
    return labels
