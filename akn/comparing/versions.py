"""What a document says it is: a version, in some language, of some work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lxml import etree

from akn.languages.tags import tag_of
from akn.model.alignment import AlignmentError, Version
from akn.tree import Element


def root_of(tree: etree._ElementTree | Element, name: str) -> Element:
    """Return the root ``akomaNtoso`` of `tree`, a whole tree or its root.

    Raises:
        AlignmentError: it is another root; `name` says whose.
    """
    root = tree if isinstance(tree, etree._Element) else tree.getroot()  # noqa: SLF001  # no public name
    if root is None or not isinstance(root.tag, str):
        raise AlignmentError(f"{name}: the tree is empty; give the tree of an Akoma Ntoso document")
    found = etree.QName(root).localname
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
    works = [_value(root, "{*}FRBRWork/{*}FRBRuri", "value") for root in roots]
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
    languages = [_value(root, "{*}FRBRExpression/{*}FRBRlanguage", "language") for root in roots]
    tags = [tag_of(language) for language in languages]
    labels = _labels([language or tag for language, tag in zip(languages, tags, strict=True)], tags, names)
    return tuple(
        Version(name, language, tag, label, _value(root, "{*}FRBRExpression/{*}FRBRuri", "value"))
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


def _value(root: Element, path: str, attribute: str) -> str:
    """The first value at `path` in document order: a collection may leave it to the documents in it."""
    values = (e.get(attribute, "").strip() for e in root.iterfind(f".//{{*}}identification/{path}"))
    return next((value for value in values if value), "")
