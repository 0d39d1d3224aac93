"""Doubts about lines that may be no part of the text: of the page it stood on, or of another text.

Before a paragraph such a line looks like a heading, behind one like its second sentence. No list of what pages print
can be whole, so none is used here. A heading is believable that has fellows in its part of the act, speaks of what
the act speaks of, and has the form of a heading; other lines without a number are, if they speak of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from akn.findings import Finding, Severity
from akn.proof.shape.counting import counted, goes_on
from akn.proof.shape.doubts import doubt, quoted
from akn.proof.shape.openers import Openers
from akn.proof.shape.placing import Placed, ended
from akn.proof.shape.units import POINTS, UNITS, Block, Element, Seen, has_num, local

_WORDS = re.compile(r"[^\W\d_]+")
#: Where no blanks part words, two signs make one.
_CJK = re.compile(r"[\u3400-\u9fff]")
#: “Amendment 1”, “PART II”, “B”: such headings count, and say nothing else. What they count with stands last.
_COUNTING = re.compile(
    r"\W{0,2}(?:[^\W\d_]+\s+){0,2}(?P<count>\d{1,3}|[IVXLC]{1,6}|[A-Za-z\u0370-\u052f])\W{0,2}"
)
#: A heading ends in no sign that a part of a sentence ends in; the mark of a note may stand behind.
_GOES_ON = re.compile(r"[,;،؛，；][^\w]*\d{0,2}[^\w]*$")
_DIGITS = re.compile(r"\d")
#: The beginning of a word tells what it speaks of: the rest bends. Words of fewer letters are little ones, mostly.
_STEM, _SHORT = 5, 3
#: So many words that the act says nowhere are no chance, where fellows make a heading likely.
_STRANGE = 3
#: A heading that has no fellow is no longer; so many digits are those of a telephone or a day.
_LONG, _MANY = 8, 5
#: What an act begins to count with.
_FIRST = frozenset({"1", "i", "a", "α", "а"})
#: Irish words change their first letters by the word before: “farraige”, “an fharraige”, “na bhfarraigí”.
_CHANGED = re.compile(
    r"(?:m(?=b)|g(?=c)|n(?=[dg])|bh(?=f)|b(?=p)|d(?=t)|t(?=s)|n-|t-|h(?=[aeiouáéíóú]))?(\w)h?(\w*)"
)
_QUOTE = re.compile(r"\s*[“„«\"'‘’”‟»]")


class _Zone(Struct):
    """The preamble or the body of an act: its headings, and its other blocks.

    `odd` is how many of its headings have not the form of one.
    """

    element: Element
    attached: bool
    words: Openers
    headings: list[Block] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    odd: int = 0
    counted: Counter[str] | None = None
    heads: Counter[str] | None = None

    @property
    def said(self) -> Counter[str]:
        """How many blocks say each word, headings apart: counted when it is asked, for most texts have no doubt."""
        if self.counted is None:
            self.counted = Counter()
            for block in self.blocks:
                self.counted.update(_stems(block.text, self.words))
        return self.counted

    @property
    def named(self) -> Counter[str]:
        """How many different headings say each word."""
        if self.heads is None:
            texts = {block.text for block in self.headings}
            self.heads = Counter(word for text in texts for word in _told(text, self.words))
        return self.heads

    def behind_a_number(self, heading: Block) -> bool:
        """Whether a part with a number stands before `heading`."""
        return any(
            block.part in UNITS and has_num(block.holder)
            for block in self.blocks
            if block.start < heading.start
        )

    def shared(self, block: Block, told: frozenset[str]) -> int:
        """How many of the words `told` by `block` other blocks say."""
        once = block.part != "heading"
        said = self.said
        return sum(said[word] > once for word in told)


def all_of(
    seen: Seen, lines: Sequence[Placed], words: Openers, unplaced: Collection[int]
) -> Iterator[Finding]:
    """Headings and lines of acts that may be lines of the page, or parts of the act, but for those `unplaced`."""
    told = {id(line.block) for line in lines if line.number in unplaced} if unplaced else frozenset[int]()
    marked = {id(line.block) for line in lines if line.level and line.block is not None}
    for zone in _zones(seen, words):
        yield from _headings(zone, marked, words)
        yield from _lines(zone, told, words)
    yield from _between_points(seen, words)


def _zones(seen: Seen, words: Openers) -> list[_Zone]:
    """The preambles and bodies of acts: of documents that have enacting words."""
    enacted = {
        document
        for block in seen.blocks
        if block.part == "formula"
        for document in block.element.iterancestors("{*}statement", "{*}doc", "{*}act", "{*}bill")
    }
    zones: dict[Element, _Zone] = {}
    of: dict[Element, Element | None] = {}
    for block in seen.blocks:
        parent = block.element.getparent()
        if parent is None or block.part in {"coverPage", "preface", "attachment", "formula"}:
            continue
        if parent not in of:
            zone = next(block.element.iterancestors("{*}preamble", "{*}mainBody"), None)
            held = zone is not None and (zone.getparent() in enacted or block.attached)
            of[parent] = zone if held else None
        element = of[parent]
        if element is None:
            continue
        if element not in zones:
            zones[element] = _Zone(element, attached=block.attached, words=words)
        known = zones[element]
        if block.part == "heading":
            known.headings.append(block)
            known.odd += _odd_form(block.text)
        else:
            known.blocks.append(block)
    return [*zones.values()]


# ------------------------------------------------------------------ headings
def _headings(zone: _Zone, marked: set[int], words: Openers) -> Iterator[Finding]:
    counting = {
        id(block): found for block in zone.headings if (found := _COUNTING.fullmatch(block.text.strip()))
    }
    heads = [
        block for block in zone.headings if local(block.element) == "heading" and id(block) not in counting
    ]
    for block in zone.headings:
        count = counting.get(id(block))
        if count is not None:
            if len(zone.headings) == 1 and count["count"].casefold() not in _FIRST:
                said = f"a heading that counts stands alone: {quoted(block.text)}"
                yield doubt("SHA026", said, eid=block.eid)
            continue
        # The heading of an annex may well be the only one.
        sole = len(heads) == 1 and block is heads[0] and (not zone.attached or zone.behind_a_number(block))
        if sole and id(block) in marked:
            continue  # the format says that it is one
        if _numbered(block) and sum(map(_numbered, heads)) > 1:
            continue  # “I. …” with “II. …” behind it: lines of a page are not numbered among those of the act
        doubted = _sole(block, zone, words) if sole else _among(block, zone, words)
        if doubted:
            yield doubted
    yield from _without_number(heads)


def _sole(block: Block, zone: _Zone, words: Openers) -> Finding | None:
    """The doubt about a heading without fellows: a warning where it is short and speaks of what the act does."""
    told = _told(block.text, words)
    found = doubt(
        "SHA026", f"a heading stands alone in its part of the act: {quoted(block.text)}", eid=block.eid
    )
    plausible = 2 * zone.shared(block, told) >= len(told) > 0
    preamble = local(zone.element) == "preamble"  # which has no headings, or several
    if plausible and not preamble and block.text.count(" ") < _LONG and not _odd_form(block.text):
        return replace(found, severity=Severity.WARNING)
    return found


def _among(block: Block, zone: _Zone, words: Openers) -> Finding | None:
    """The doubt about a heading that has fellows: it says nothing that the act says, or has a form of its own."""
    told = _told(block.text, words)
    enough = len(told) >= _STRANGE or block.text.count(" ") >= _STRANGE
    # “Heading 1a – …”, “Heading 2 – …”
    series = any(zone.named[word] > 1 for word in told)
    if enough and not series and not zone.shared(block, told):
        message = f"this heading has no word in common with the act: {quoted(block.text)}"
        return doubt("SHA026", message, eid=block.eid)
    if _odd_form(block.text) and zone.odd < len(zone.headings):
        return doubt("SHA026", f"this has not the form of a heading: {quoted(block.text)}", eid=block.eid)
    return None


def _odd_form(text: str) -> bool:
    """Whether `text` ends as a part of a sentence does, begins with a number, or is mostly digits."""
    bare = text.strip()
    return (
        _GOES_ON.search(bare) is not None
        or bare[:1].isdigit()
        or len(_DIGITS.findall(bare)) > max(_MANY, sum(map(str.isalpha, bare)))
    )


def _numbered(heading: Block) -> bool:
    """Whether the part of the act that `heading` begins has a number."""
    division = heading.element.getparent()
    return division is not None and has_num(division)


def _without_number(headings: Sequence[Block]) -> Iterator[Finding]:
    """The one heading without a number among such as have one."""
    beside: dict[Element, list[tuple[Block, bool]]] = {}
    for block in headings:
        division = block.element.getparent()
        level = division.getparent() if division is not None else None
        if division is not None and level is not None:
            beside.setdefault(level, []).append((block, _numbered(block)))
    for row in beside.values():
        bare = [block for block, numbered in row if not numbered]
        if len(bare) == 1 and len(row) > len(bare) + 1:
            said = f"this heading alone has no number: {quoted(bare[0].text)}"
            yield doubt("SHA026", said, eid=bare[0].eid)


# ------------------------------------------------------------------ other lines
def _lines(zone: _Zone, unplaced: Collection[int], words: Openers) -> Iterator[Finding]:
    """Further lines of a part, and a paragraph without a number among such, that speak of nothing the act speaks of."""
    numbered = sum(has_num(block.holder) for block in zone.blocks if block.part == "paragraph")
    above: dict[Element, str] = {}
    for block in zone.blocks:
        if zone.attached and block.part == "mainBody" and _between_numbers(block.element):
            if id(block) not in unplaced and not zone.shared(block, _told(block.text, words)):
                message = f"this line has no word in common with the act: {quoted(block.text)}"
                yield doubt("SHA026", message, eid=block.eid)
            continue
        before = above.get(block.holder)
        first = before is None
        above[block.holder] = block.text.rstrip()
        # Text that was told as such has this name; what was not recognised is told otherwise.
        loose = block.holder.get("name") == "text" and not zone.attached
        if loose and id(block) in unplaced:
            continue
        if not (block.part in UNITS or loose) or _QUOTE.match(block.text) or words.opening(block.text)[0]:
            continue
        if first and not loose and (block.part != "paragraph" or not numbered or has_num(block.holder)):
            continue
        if before is not None and (before[-1:] in ":：" or not ended(before) or block.text[:1].islower()):
            continue  # a row of a table, or the end of a sentence
        told = _told(block.text, words)
        if len(told) >= _STRANGE and not zone.shared(block, told):
            message = f"this line has no word in common with the act: {quoted(block.text)}"
            yield doubt("SHA026", message, eid=block.eid)


def _between_numbers(element: Element) -> bool:
    """Whether `element` stands between two paragraphs whose numbers count on, alone or with other lines."""
    labels: list[str] = []
    for before in (True, False):
        beside = next((one for one in element.itersiblings(preceding=before) if local(one) != "p"), None)
        num = beside.find("{*}num") if beside is not None and local(beside) == "paragraph" else None
        if num is None:
            return False
        labels.append(counted("".join(map(str, num.itertext()))))
    return goes_on(labels[0], labels[1])


def _between_points(seen: Seen, words: Openers) -> Iterator[Finding]:
    """The one line that stands like a heading between the points of a part; real ones have fellows, too."""
    for unit in seen.units:
        if len(unit.blocks) == 1:
            continue
        found = [
            block
            for before, block in pairwise(unit.blocks)
            if before.part in POINTS and block.part == unit.part and not ended(block.text)
        ]
        if len(found) != 1 or unit.blocks[-1].part not in POINTS:
            continue
        said = {word for block in unit.blocks if block is not found[0] for word in _stems(block.text, words)}
        if not _told(found[0].text, words) & said:
            message = f"this line stands alone between points: {quoted(found[0].text)}"
            one = doubt("SHA026", message, eid=found[0].eid)
            long = words.by_signs or found[0].text.count(" ") >= _STRANGE
            yield one if long else replace(one, severity=Severity.WARNING)


def _stems(text: str, words: Openers) -> frozenset[str]:
    """The beginnings of the words of `text` that say something: of signs that no blank parts, each two."""
    signs = "".join(_CJK.findall(text))
    if signs:
        return frozenset(signs[at : at + 2] for at in range(len(signs) - 1))
    folded = (word for word in _WORDS.findall(text.casefold()) if word not in words.little)
    if words.language == "gle":
        folded = (_CHANGED.sub(r"\1\2", word, count=1) for word in folded)
    return frozenset(word[:_STEM] for word in folded if len(word) >= _SHORT)


def _told(text: str, words: Openers) -> frozenset[str]:
    """What `text` says: short words count where there is no long one."""
    stems = _stems(text, words)
    return frozenset(stem for stem in stems if len(stem) >= _STEM) or stems
