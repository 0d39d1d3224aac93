"""A file that is to be Akoma Ntoso, and nothing else: its root, or a sentence that says what it is instead."""

from __future__ import annotations

from akn.bounded import LARGEST
from akn.errors import UnreadableError
from akn.places import Place
from akn.tree import Element, local_name
from akn.tree.elements import DOCUMENTS
from akn.tree.parse import root_of


def document_in(name: Place | str, megabytes: int = LARGEST) -> Element:
    """Return the root of the Akoma Ntoso file called `name`, ``-`` for standard input; any version and draft.

    Raises:
        UnreadableError: it cannot be read, is no well-formed XML, or is another kind of XML.
    """
    return demand_document(root_of(name, megabytes), str(name))


def demand_document(root: Element, name: str) -> Element:
    """Return `root`, the root of the file called `name`, if it is that of Akoma Ntoso.

    Raises:
        UnreadableError: it is another kind of XML.
    """
    if local_name(root) != "akomaNtoso" and local_name(root) not in DOCUMENTS:
        raise UnreadableError(
            f"{name}: this is no Akoma Ntoso: its root is <{local_name(root)}>, not <akomaNtoso>; "
            "convert the text first (akn convert)"
        )
    return root
