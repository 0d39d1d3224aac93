"""Meaning for a whole document: its texts read in their order, its words untouched."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from akn.authorities.persons import person
from akn.enrichment.context import Context, Path
from akn.enrichment.places import LocalPlaces, places
from akn.enrichment.reading import first_word
from akn.enrichment.scanning import scan
from akn.enrichment.settling import merged
from akn.enrichment.sought import Tables, tables
from akn.enrichment.sources import bound
from akn.matching.alike import alike
from akn.model.looking import blocks
from akn.model.rebuilding import rebuild_act
from akn.model.resolution import (
    Act,
    Attachment,
    Block,
    Break,
    Mark,
    Markup,
    Mention,
    Note,
    Paragraph,
    Resolution,
)
from akn.model.target import Target

#: So many names a document may define; none that was written by people comes near.
_MOST_DEFINED = 500


def enrich(resolution: Resolution) -> Resolution:
    """`resolution` with its dates, references, bodies, offices, persons and places marked.

    Marks are added to the text proper: title block, preamble, body, conclusions,
    attachments and footnotes. No text is changed, and no mark taken away.

    Raises:
        TableError: the language of the document has no table.
    """
    work = resolution.work
    context = Context(institution=work.institution, term=work.term or "", date=work.day)
    reader = _Reader(tables(resolution.language, work.institution), places(resolution), context)
    reader.meet(resolution)
    act = reader.act(resolution.act, host=True)
    attachments = tuple(reader.attachment(attachment) for attachment in resolution.attachments)
    return replace(resolution, act=act, attachments=attachments)


class _Reader(Struct):
    """Reads block after block; what one has defined, the next may use."""

    tables: Tables
    places: LocalPlaces
    context: Context
    known: dict[str, Markup] = field(default_factory=dict)
    defined: dict[str, tuple[tuple[str, Markup], ...]] = field(default_factory=dict)
    acts: dict[str, str] = field(default_factory=dict)
    #: Persons by their names in other cases.
    called: dict[str, Mention] = field(default_factory=dict)
    #: What an attachment may point to: its numbers are its own, its “paragraph 3” may be either.
    annexes: Mapping[Path, Target] = field(default_factory=dict)
    host: bool = True

    def __post_init__(self) -> None:
        self.annexes = {key: value for key, value in self.places.targets.items() if key[0][0] == "anx"}

    # ------------------------------------------------------------- parts of the text

    def attachment(self, attachment: Attachment) -> Attachment:
        heading = self.block(attachment.heading) if attachment.heading else None
        return replace(attachment, heading=heading, act=self.act(attachment.act, host=False))

    def act(self, act: Act, *, host: bool) -> Act:
        self.host = host
        return rebuild_act(act, self.block)

    # ------------------------------------------------------------- one block

    def block(self, block: Block, paragraph: Paragraph | None = None) -> Block:
        """`block` with marks for what it says; the text of its footnotes too."""
        text = _without_notes(block)
        self._define(text)
        found = tuple(map(self._called, scan(text, self.tables, self._context(paragraph))))
        held = tuple(self._footnote(mark) for mark in block.marks)
        found = bound(text, found, held, self.tables)
        return Block(block.text, block.line, merged(held, found)) if found or held else block

    def _called(self, mark: Mark) -> Mark:
        """`mark`, the same person for a name in another case."""
        if not self.called or not isinstance(mark.markup, Mention) or mark.markup.entity.kind != "person":
            return mark
        label = mark.markup.entity.label
        if " " not in label and label not in self.called:
            label = self.tables.persons.bent.usual(label, self.called)
        named = self.called.get(label)
        return mark if named is None else replace(mark, markup=named)

    def _footnote(self, mark: Mark) -> Mark:
        if not isinstance(mark.markup, Note):
            return mark
        return replace(
            mark, markup=replace(mark.markup, blocks=tuple(self.block(block) for block in mark.markup.blocks))
        )

    def _context(self, paragraph: Paragraph | None) -> Context:
        held = self.context
        targets = self.places.targets if self.host else self.annexes
        before, after = self.places.neighbours(paragraph)
        return Context(
            held.institution, held.term, held.date, targets, before, after, self.defined, self.acts
        )

    def meet(self, resolution: Resolution) -> None:
        """Learn the names of all persons whom the document names with their titles: elsewhere it may leave these."""
        for author in resolution.work.authors:
            if author.kind == "person":
                self._know(author.label, Mention(author))
        acts = (resolution.act, *(attachment.act for attachment in resolution.attachments))
        announced: dict[str, bool] = {}
        for block in (block for act in acts for block in blocks(act)):
            text = alike(_without_notes(block))
            for start, end, oblique in self.tables.persons.announced(text):
                name = text[start:end]
                announced[name] = announced.get(name, True) and oblique
        self._bring_together(announced)

    def _bring_together(self, announced: Mapping[str, bool]) -> None:
        """Know the `announced` persons, one for one name in all its cases; the value says: only in another case."""
        bent = self.tables.persons.bent
        usual = {*self.known, *(name for name, oblique in announced.items() if not oblique)}
        for name, oblique in announced.items():
            called = bent.usual(name, usual) if oblique else bent.owner(name, usual)
            known = self.known.get(called)
            markup = known if isinstance(known, Mention) else Mention(person(called))
            if called != name:
                self.called[name] = markup
            self._know(name, markup)
        self._call_by_surname()

    def _call_by_surname(self) -> None:
        """“Mr Vrbanek” is Tomas Vrbanek, where the document knows no other of that name."""
        bearers: dict[str, dict[str, Mention]] = {}
        for markup in self.known.values():
            if isinstance(markup, Mention) and markup.entity.kind == "person":
                surname = markup.entity.label.rsplit(" ", 1)[-1]
                bearers.setdefault(surname, {})[markup.entity.iri] = markup
        self.called |= {
            surname: next(iter(held.values())) for surname, held in bearers.items() if len(held) == 1
        }

    def _know(self, name: str, markup: Markup) -> None:
        if " " in name and name not in self.known and len(self.known) < _MOST_DEFINED:
            self.known[name] = markup
            self._anchor(name, markup)

    def _anchor(self, name: str, markup: Markup) -> None:
        first = first_word(name)
        names = (*self.defined.get(first, ()), (name, markup))
        self.defined[first] = tuple(sorted(names, key=lambda pair: (-len(pair[0]), pair[0])))

    def _define(self, text: str) -> None:
        if "(" not in text or len(self.known) >= _MOST_DEFINED:
            return
        for name, markup in self.tables.definitions.find(alike(text), self.known).items():
            self.known[name] = markup
            self._anchor(name, markup)


def _without_notes(block: Block) -> str:
    """The text of `block` with blanks for footnote marks and line breaks: “20201” may be a year and a note."""
    if not block.marks:
        return block.text
    pieces, at = [], 0
    for mark in sorted(block.marks, key=lambda m: m.start):
        if isinstance(mark.markup, Note | Break) and mark.start >= at:
            pieces += [block.text[at : mark.start], " " * (mark.end - mark.start)]
            at = mark.end
    return "".join((*pieces, block.text[at:])) if pieces else block.text
