"""The IRIs of a document, built and read: work, expression, manifestation, component (Naming Convention, chapter 4).

The form stands here and in the template of the institution (``work`` in its
table), and nowhere else.
"""

from __future__ import annotations

import re

from msgspec import Struct

#: So many words of a title make a piece.
_WORDS = 8
_DASHES = re.compile("[\u2010-\u2015]")
#: What may not stand in a piece (peachjam takes these letters and no others).
_OTHER = re.compile(r"[^a-z0-9_]+")
#: Where a word begins in a name like ``motionForResolution``.
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

#: What stands for a number or a date that the document does not have (“non numeratum”).
NONE = "nn"

#: A work IRI: country, type, subtype?, actor?, date, number.
_WORK = re.compile(
    r"(?:https?://[^/]+)?/akn/(?P<country>[^/]+)/(?P<type>[^/]+)(?P<middle>(?:/[^/]+){0,2}?)"
    rf"/(?P<date>\d{{4}}(?:-\d\d(?:-\d\d)?)?|{NONE})(?:/(?P<number>[^/@!]+))?/?"
)
#: How IRIs of the convention begin: as those of the standard, or as those of versions 1 and 2 (``/za/act/…``).
_CONVENTIONAL = re.compile(
    r"(?:https?://[^/]+)?/akn(?:/|$)|/[a-z]{2}(?:-[a-z0-9]+)?/(?:act|amendment(?:List)?|bill|collection|debate(?:record|"
    r"report)?|doc|documentCollection|judgement|judgment|minutes|officialGazette|portion|report|statement)/",
    re.IGNORECASE,
)
#: Where a place in the document begins: an element by its eId, or a portion.
_PLACE = re.compile("[#~]")
#: Where the language version begins, and what may follow: the component, for those who write it without a slash.
_VERSION = re.compile(r"/(?P<language>[A-Za-z]{2,3})[@:](?P<version>[^/!]*)(?:!(?P<component>[^/]+))?")
_FORM = re.compile(r"\.([a-z]+)$")
#: Where IRIs of the convention begin: with their path, or after a resolver's address.
_OWN = re.compile(r"/|https?://[^/]+/akn/")


class WorkIri(Struct, frozen=True):
    """The pieces of a work IRI, as they are written; `middle` is what stands between type and date."""

    country: str
    type: str
    middle: tuple[str, ...]
    date: str
    number: str

    @classmethod
    def read(cls, iri: str) -> WorkIri | None:
        """Return the pieces of `iri`, or None where it is no work IRI of the Naming Convention."""
        found = _WORK.fullmatch(iri)
        if found is None:
            return None
        middle = tuple(piece for piece in found["middle"].split("/") if piece)
        return cls(found["country"], found["type"], middle, found["date"], found["number"] or "")

    def __str__(self) -> str:
        pieces = (self.country, self.type, *self.middle, self.date, self.number)
        return "/akn/" + "/".join(piece for piece in pieces if piece)

    @property
    def dated(self) -> str:
        """The date that it says; "" where it says that there is none."""
        return "" if self.date == NONE else self.date

    @property
    def numbered(self) -> str:
        """The number that it says; "" where it has none, or says that there is none."""
        return "" if self.number == NONE else self.number


class Iri(Struct, frozen=True):
    """An IRI at any level: a `work`, in a `language` as of a `version`, in a `form` of file, a `component` of it.

    What it does not go into is "". Any IRI can be read; of one that is not of
    the convention all is its `work`.
    """

    work: str
    language: str = ""
    version: str = ""
    component: str = ""
    form: str = ""

    @classmethod
    def read(cls, iri: str) -> Iri:
        """Return what `iri` says; a place in the document (``#x``, ``~x``) is left out."""
        whole = _PLACE.split(iri.strip(), maxsplit=1)[0]
        head, _, component = whole.partition("/!")
        found = _VERSION.search(head, 1)
        if found is None or not (_OWN.match(head) or found["version"][:4].isdecimal()):
            component, form = _parted(component)
            return cls(head.removesuffix("/"), component=component, form=form)
        version, form = _parted(found["version"])
        component, component_form = _parted(component or found["component"] or "")
        return cls(head[: found.start()], found["language"], version, component, component_form or form)

    @property
    def expression(self) -> str:
        """The expression: the work in its language, as of its date."""
        return f"{self.work}/{self.language}@{self.version}"

    @property
    def manifestation(self) -> str:
        """The expression as XML."""
        return f"{self.expression}.xml"

    def at(self, level: str) -> str:
        """``FRBRuri`` at `level` (``work``, ``expression``, ``manifestation``)."""
        return {"work": self.work, "expression": self.expression}.get(level, self.manifestation)

    def this(self, level: str, component: str = "main") -> str:
        """``FRBRthis`` of the component at `level`: ``rollCall_1`` is ``!roll-call_1``."""
        component = name_piece(component)
        if level == "manifestation":
            return f"{self.expression}/!{component}.xml"
        return f"{self.at(level)}/!{component}"


def is_conventional(iri: str) -> bool:
    """Return whether `iri` is meant as one of the Naming Convention, well made or not.

    ELI, ECLI, URNs and addresses of a publisher's own are none: what the convention asks is not asked of them.
    """
    return _CONVENTIONAL.match(iri.strip()) is not None


def _parted(piece: str) -> tuple[str, str]:
    """A piece without the form of the file, and that form: ``main.xml`` is ``main`` and ``xml``."""
    piece = piece.removesuffix("/")
    found = _FORM.search(piece)
    return (piece[: found.start()], found[1]) if found else (piece, "")


def piece(text: str) -> str:
    """`text` as a piece of an IRI: small Latin letters, digits, ``_``, and a dash for all else; "" where none is left.

    The field's repositories take no other letters. What is written in another
    script is transliterated, letters lose their accents.
    """
    plain = text if text.isascii() else _transliterated(_DASHES.sub("-", text))
    return _OTHER.sub("-", plain.lower()).strip("-")


def number_piece(printed: str) -> str:
    """A printed number as a piece of an IRI: ``B9-0145/2021`` is ``b9-0145-2021``."""
    return piece(printed) or NONE


def name_piece(name: str) -> str:
    """The name of a kind or a component as a piece of an IRI: ``motionForResolution`` is ``motion-for-resolution``."""
    return piece(_HUMP.sub("-", name)) or NONE


def title_piece(title: str) -> str:
    """A title as a piece of an IRI: its first words, joined by dashes."""
    return "-".join(piece(title).split("-")[:_WORDS]) or NONE


def work_iri(  # noqa: PLR0913  # one parameter for each thing that may tell a work
    template: str,
    *,
    country: str,
    kind: str,
    date: str | None,
    number: str | None,
    procedure: str | None = None,
    title: str = "",
    digest: str = "",
) -> str:
    """Fill an institution's `template`.

    `date` may be a year or a month alone; a missing one is ``nn``. Where there
    is no number the procedure stands for it, which is the same in all
    languages; failing that the first words of the title; failing that
    `digest`, which tells the text from all others.
    """
    told = number or procedure
    last = number_piece(told) if told else title_piece(title)
    if last == NONE and digest:
        last = f"text-{digest}"
    return template.format(country=country, kind=name_piece(kind), date=date or NONE, number=last)


def current(iri: str) -> str:
    """`iri` as it would be written today: older ones had capitals, and letters beyond ASCII.

    What is no work IRI of the convention comes back as it is.
    """
    read = Iri.read(iri)
    work = WorkIri.read(read.work)
    if work is None:
        return iri
    middle = tuple(map(name_piece, work.middle))
    number = piece(work.number)
    written = str(WorkIri(work.country.lower(), work.type.lower(), middle, work.date, number))
    return written + iri.strip()[len(read.work) :] if iri.strip().startswith(read.work) else iri


def _transliterated(text: str) -> str:
    from anyascii import anyascii  # noqa: PLC0415  # 7 ms, and most pieces are ASCII

    return anyascii(text)
