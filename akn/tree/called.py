"""What an element is, where its name alone does not say it: recitals as the United Nations write them."""

from __future__ import annotations

from akn.tree import Element, local_name


def called(element: Element) -> str:
    """The local name of `element`; of what is a recital under another name, ``recital``.

    The preamble of a section holds recitals as ``hcontainer name="recital"``, for the schema lets none stand there;
    the guidelines of the United Nations (AKN4UN) have a ``container`` in the preamble of a statement.
    """
    name = local_name(element)
    if name == "hcontainer" and element.get("name") == "recital":
        return "recital"
    return "recital" if name == "container" and is_recital(element) else name


def is_recital(container: Element) -> bool:
    """Whether a ``container`` is a recital of AKN4UN: it stands in the preamble of a statement."""
    preamble = container.getparent()
    document = None if preamble is None else preamble.getparent()
    if preamble is None or document is None or local_name(container) != "container":
        return False
    return local_name(preamble) == "preamble" and local_name(document) == "statement"
