"""What a document says it is, put together for those who show it: one answer for each question."""

from __future__ import annotations

from msgspec import Struct

from akn.languages.tags import direction_of, tag_of
from akn.tree import Element, local_name
from akn.tree.elements import DOCUMENTS, TITLES
from akn.tree.identification import Identification, identification_of, identifications
from akn.tree.iri import WorkIri
from akn.tree.text import words


class Facts(Struct, frozen=True):
    """What a document is: "" where it does not say.

    `work` and `expression` are IRIs, `language` is as written (``fra``) and `tag` as BCP 47 has it; `document` is the
    kind of document (its ``name``, else its element), `date` that of the work, `number` as printed.
    """

    work: str
    expression: str
    language: str
    tag: str
    document: str
    date: str
    number: str
    title: str

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return direction_of(self.tag)


def facts_of(root: Element) -> Facts:
    """Return what the document under `root` says of itself; a collection may leave it to the first one in it."""
    document = document_of(root)
    own = identification_of(document)
    all_ = [own, *identifications(root)] if own is not None else list(identifications(root))
    language = _first(all_, "FRBRExpression", "FRBRlanguage", "language")
    return Facts(
        work=_first(all_, "FRBRWork", "FRBRuri") or _first(all_, "FRBRWork", "FRBRthis"),
        expression=_first(all_, "FRBRExpression", "FRBRuri") or _first(all_, "FRBRExpression", "FRBRthis"),
        language=language,
        tag=tag_of(language),
        document=document.get("name") or local_name(document),
        date=_date(own if own is not None else next(iter(all_), None)),
        number=_number(all_[:1]),
        title=_title(document, all_[:1]),
    )


def document_of(root: Element) -> Element:
    """Return the document under `root`, or `root` where it is one, or holds none."""
    if local_name(root) in DOCUMENTS:
        return root
    return next((child for child in root.iterchildren("*") if local_name(child) in DOCUMENTS), root)


def _first(said: list[Identification], level: str, name: str, attribute: str = "value") -> str:
    return next(filter(None, (one.value(level, name, attribute) for one in said)), "")


def _date(own: Identification | None) -> str:
    """The date of the work; that of its IRI where none is written."""
    if own is None or own.work is None:
        return ""
    written = next(iter(own.work.dates()), "")
    read = WorkIri.read(own.work.uri)
    return written or (read.dated if read else "")


def _number(said: list[Identification]) -> str:
    for one in said:
        work = one.work
        if work is not None:
            aliases = [a.get("value", "") for a in work.all("FRBRalias") if a.get("name") == "docNumber"]
            shown = work.value("FRBRnumber", "showAs")
            return next(filter(None, (shown, *aliases, work.value("FRBRnumber"))), "")
    return ""


def _title(document: Element, said: list[Identification]) -> str:
    """The title: as the field's own programs read it, else what is marked as one, else the name of the work."""
    for one in said:
        if one.work is not None:
            for alias in one.work.all("FRBRalias"):
                if alias.get("name") == "title" and alias.get("value", "").strip():
                    return " ".join(alias.get("value", "").split())
    marked = (
        e for e in document.iter("{*}docTitle", "{*}longTitle", "{*}shortTitle") if local_name(e) in TITLES
    )
    title = next(filter(None, map(words, marked)), "")
    return title or _first(said, "FRBRWork", "FRBRname")
