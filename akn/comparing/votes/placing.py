"""Votes to the parts of a text: what each label names, looked for in the tree, never guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from akn.comparing.votes.naming import Naming, Pointer, named, split_part
from akn.errors import AknError
from akn.findings import Finding
from akn.model.voting import Place, PlacedVote, PlacedVotes, Vote
from akn.numbering.roman import roman
from akn.tree import Element, local_name
from akn.tree.eid import last_segment, number_of
from akn.tree.elements import APART, CALLED, COUNTED, LONE
from akn.tree.identification import identifications
from akn.tree.iri import piece
from akn.tree.text import words

_LATE = re.compile(r"\s+(?=(?:bis|ter|quater|quinquies|[a-z])\b)|[()\s.]")
_INSERTED = {"bis": "a", "ter": "b", "quater": "c", "quinquies": "d"}


def place(votes: Sequence[Vote], root: Element, number: str = "") -> PlacedVotes:
    """Return those of `votes` that are on the document under `root`, each with the parts that it names.

    A vote is on it where its list gives one of the document's numbers, or `number`; where the lists give no numbers,
    or all the same, every vote is.

    Raises:
        AknError: the lists are on several documents, and this is none of them.
    """
    own = {_plain(number)} if number else _numbers(root)
    said = {vote.documents for vote in votes if vote.documents}
    known = any(_plain(document) in own for documents in said for document in documents)
    if not known and (len(said) > 1 or number):
        names = sorted({document for documents in said for document in documents})
        raise AknError(
            f"no vote is on {number or 'this text'}: the lists are on {', '.join(names[:12])}"
            f"{' …' if len(names) > 12 else ''}; say with --as which number the text has there"
        )
    mine = [v for v in votes if not known or any(_plain(d) in own for d in v.documents)]
    parts = _Parts(root)
    placed = tuple(_placed(vote, parts) for vote in mine)
    return PlacedVotes(placed, len(votes) - len(mine), root)


def _placed(vote: Vote, parts: _Parts) -> PlacedVote:
    subject, _ = split_part(vote.subject)
    naming = named(subject)
    if not naming.ways and vote.amendment and not subject:
        naming = Naming(((Pointer("of", "amendment", (vote.amendment,)),),))
        found = parts.find(naming.ways[0])
        if not found:
            return PlacedVote(vote, None, (), "")
    said, voting = vote.subject or vote.label, vote.voting_id or "?"
    if naming.rest:
        return PlacedVote(vote, None, (), "", Finding.of("VOT002", subject=said, voting=voting))
    if not naming.ways:
        return PlacedVote(vote, None, (), "")
    eids: list[str] = []
    kind = ""
    for way in naming.ways:
        found = parts.find(way)
        if not found or not all(e.get("eId") for e in found):
            last = naming.ways[0][-1]
            return PlacedVote(
                vote, last.place, (), last.kind, Finding.of("VOT001", subject=said, voting=voting)
            )
        eids += [e.get("eId", "") for e in found]
        kind = kind or local_name(found[0])
    # Of “after point b” the point says where; a place further out (“after Article 5, § 2”) says it for all within.
    where: Place = next((step.place for way in naming.ways for step in way if step.place != "of"), "of")
    if len(naming.ways) > 1 and naming.ways[0][-1].place == "of":
        where = naming.ways[0][0].place
    return PlacedVote(vote, where, tuple(dict.fromkeys(eids)), kind)


class _Parts(Struct):
    """The parts of one document, found by what they are and their numbers."""

    root: Element
    _found: dict[tuple[Element, str], list[Element]] = field(default_factory=dict)

    def find(self, way: Sequence[Pointer]) -> list[Element]:
        """The parts that `way` names; none where one of its steps leads nowhere, or to more than one."""
        scopes = [self.root]
        for depth, step in enumerate(way):
            if len(scopes) != 1:
                return []
            scopes = self._step(scopes[0], step, first=depth == 0)
        return scopes

    def _step(self, scope: Element, step: Pointer, *, first: bool) -> list[Element]:
        if step.kind == "amendment":
            return self._titled(scope, step)
        if step.kind == "heading" and first:
            return [] if step.numbers else list(self.root.iter("{*}preface"))[:1]
        if step.kind == "annex":
            return self._annexes(step)
        for names in CALLED[step.kind]:
            held = self._within(scope, names)
            if not held:
                continue
            found = self._chosen(held, step)
            if found:
                return found
        return []

    def _chosen(self, held: list[Element], step: Pointer) -> list[Element]:
        if not step.numbers:
            return held[:1] if len(held) == 1 or step.kind in LONE else []
        found: list[Element] = []
        for number in step.numbers:
            first, dash, last = number.partition("–")
            ends = [self._numbered(held, end, step) for end in ((first, last) if dash else (number,))]
            if any(end is None for end in ends):
                return []
            if dash:
                a, b = held.index(ends[0]), held.index(ends[1])  # type: ignore[arg-type]  # none is None
                found += held[a : b + 1]
            else:
                found += [end for end in ends if end is not None]
        return found

    def _numbered(self, held: list[Element], number: str, step: Pointer) -> Element | None:
        """The one of `held` that bears `number`; where none bears any, the one at that place."""
        wanted = _number(number)
        bearing = [e for e in held if wanted in _borne(e)]
        if len(bearing) == 1:
            return bearing[0]
        if bearing:  # of several the one furthest out, if there is one
            depths = [sum(1 for _ in e.iterancestors()) for e in bearing]
            outer = [e for e, depth in zip(bearing, depths, strict=True) if depth == min(depths)]
            return outer[0] if len(outer) == 1 else None
        counted = (step.kind in COUNTED or step.kind == "row") and not any(_borne(e) for e in held)
        if counted and wanted.isdecimal() and 0 < int(wanted) <= len(held):
            return held[int(wanted) - 1]
        return None

    def _within(self, scope: Element, names: frozenset[str]) -> list[Element]:
        """The elements of these names in `scope`, in the order of the text, less those apart from it."""
        key = (scope, "|".join(sorted(names)))
        if key not in self._found:
            found: list[Element] = []
            stack = [child for child in reversed(scope) if isinstance(child.tag, str)]
            while stack:
                element = stack.pop()
                name = local_name(element)
                if name in APART:
                    continue
                if name in names:
                    found.append(element)
                stack += [child for child in reversed(element) if isinstance(child.tag, str)]
            self._found[key] = found
        return self._found[key]

    def _annexes(self, step: Pointer) -> list[Element]:
        annexes = [
            e
            for e in self.root.iter("{*}attachment")
            if not any(local_name(a) == "attachment" for a in e.iterancestors())
        ]
        if not step.numbers:
            return annexes if len(annexes) == 1 else []
        found = []
        for number in step.numbers:
            titles = [(e, _title_numbers(e)) for e in annexes]
            bearing = [e for e, numbers in titles if _number(number) in numbers]
            if len(bearing) != 1:
                return []
            found += bearing
        return found

    def _titled(self, scope: Element, step: Pointer) -> list[Element]:
        """The part whose heading is the amendment's number: an adopted text prints its amendments so."""
        found = []
        for number in step.numbers:
            first = re.match(r"\d+", number)
            titles = [
                e
                for e in scope.iter("{*}hcontainer", "{*}division", "{*}section")
                if (title := e.find("{*}heading")) is not None or (title := e.find("{*}num")) is not None
                if first and re.fullmatch(rf"\D*\b{first[0]}\b\D*", words(title))
            ]
            if len(titles) != 1:
                return []
            found += titles
        return found


def _borne(element: Element) -> set[str]:
    """The numbers by which `element` may be called: as printed, and as all language versions call it."""
    num = next(element.iterchildren("{*}num"), None)
    printed = _number(words(num)) if num is not None else ""
    shared = (
        last_segment(element.get("wId", "")).partition("_")[2]
        if num is not None and element.get("wId")
        else ""
    )
    within = re.sub(r"^\D+\s+", "", words(num)) if num is not None else ""
    return {n for n in (printed, _number(shared), _number(within)) if any(c.isalnum() for c in n)}


def _title_numbers(attachment: Element) -> set[str]:
    """The numbers in the title of an annex, Roman ones also in figures."""
    titles = list(attachment.iter("{*}heading", "{*}num", "{*}docTitle", "{*}longTitle"))[:2]
    said = [word for title in titles for word in re.findall(r"\w+", words(title))]
    numbers = {_number(word) for word in said if len(word) <= 5 and (word.isdecimal() or word.isupper())}
    return numbers | {str(value) for n in numbers if (value := roman(n))}


def _number(printed: str) -> str:
    """A number as it is compared: “3 bis” is “3a”, “(A)” is “a”."""
    bare = printed.strip().casefold()
    for late, letter in _INSERTED.items():
        bare = re.sub(rf"\s*\b{late}\b|(?<=\d){late}\b", letter, bare)
    return _LATE.sub("", number_of(_LATE.sub("", bare)) or bare)


def _numbers(root: Element) -> set[str]:
    """All numbers by which a list may call the document."""
    said = [words(e) for e in root.iter("{*}docNumber")]
    for identification in identifications(root):
        if identification.work is not None:
            said += [
                *identification.work.values("FRBRnumber", "showAs"),
                *identification.work.values("FRBRnumber"),
            ]
            said += [
                a.get("value", "")
                for a in identification.work.all("FRBRalias")
                if a.get("name") == "docNumber"
            ]
    return {_plain(number) for number in said if number.strip()}


def _plain(number: str) -> str:
    return piece(number)
