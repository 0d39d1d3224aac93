"""``akn refs``: what documents refer to, as a table, JSON or CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
from msgspec.structs import asdict

from akn.cli.forms import NAMED, fetch_option, form_option, max_size_option, output_option, put_out
from akn.jobs.walking import XML, find
from akn.places import Place
from akn.rendering.listing import Listing, Row
from akn.terminal import note
from akn.tree.parse import root_of
from akn.tree.pointers import references

if TYPE_CHECKING:
    from lxml import etree

_COLUMNS = {
    "file": "File",
    "line": "Line",
    "element": "Element",
    "text": "Text",
    "href": "Points to",
    "eid": "eId",
}


@click.command()
@click.argument("files", nargs=-1, required=True, type=NAMED, metavar="FILE...")
@max_size_option
@fetch_option
@form_option("rows")
@output_option
def refs(files: tuple[Place, ...], max_size: int, form: str, output: Place | None) -> None:
    """List all references of Akoma Ntoso files: their words, what they point to, eId and line.

    FILE is an XML file, a folder of them, or “-” for standard input; works on
    anybody's Akoma Ntoso. A list (mref) points to nothing itself, a range (rref)
    to both its ends. What could not be resolved points nowhere.
    Exit codes: 0 done; 2 could not run.
    """
    found = find(files, XML, "XML file to look through")
    documents = [(str(path), root_of(path, max_size)) for path in found.files]
    put_out(Listing(_rows(documents), _COLUMNS), form, output, found.files)
    note(found.left_alone)


def _rows(documents: list[tuple[str, etree._Element]]) -> Iterator[Row]:
    for name, root in documents:
        for citing in references(root):
            yield {"file": name, **asdict(citing)}
