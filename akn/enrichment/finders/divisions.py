"""References to parts: of acts, before or behind their name, and of the document itself.

“Articles 2, 3(5) and 21 TEU”, “SEUT 225 artikla”, “paragraph 3”. A part is a reference only with the act it is a part
of, or where the document itself has such a part. “Article 19 (the organisation)” is neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from akn.authorities import Table, table
from akn.authorities.acts import ELI
from akn.authorities.instruments import Instrument
from akn.enrichment.context import Path
from akn.enrichment.finders.grammar import Cluster, Item, Parts
from akn.enrichment.finders.names import Names
from akn.enrichment.finders.numbered_acts import Acts
from akn.enrichment.finders.part_numbers import LONGEST, addressed
from akn.enrichment.finders.particular import Particular
from akn.enrichment.finders.protocols import Protocols
from akn.enrichment.finders.rules_of_procedure import RULES_LEVELS, has_rules, rules_of_procedure
from akn.enrichment.reading import Found, Reading, first_word, listed, one, plain, second_words
from akn.matching.alike import alike
from akn.matching.late import Late
from akn.matching.patterns import one_of
from akn.model.resolution import Mark, Ref, RefRange
from akn.model.target import Target
from akn.numbering.roman import in_figures

#: An abbreviation of a treaty or act: “TFEU”, “DSGVO”, “EUF-fördraget”.
_ABBREVIATION = re.compile(r"[^\W\d_]*[^\W\d_a-z][^\W\d_]*[^\W\d_a-z]\S*")
#: The kind of act in an address of the European Legislation Identifier.
_KIND = re.compile(rf"{re.escape(ELI)}([a-z]+)[_/]")
#: What is read of an act at an offset: the act, and where its name ends.
_Held = tuple[Instrument, int]


def _is_a(instrument: Instrument, kind: str) -> bool:
    """Whether the address of `instrument` is that of an act of this `kind`, or of one made under it."""
    found = _KIND.match(instrument.href)
    return found is not None and found[1] == kind.split("_", maxsplit=1)[0]


class Divisions:
    """Reads references to parts by the words of one language."""

    def __init__(self, words: Table, acts: Acts, names: Names, protocols: Protocols) -> None:
        self._acts, self._names, self._protocols = acts, names, protocols
        self._parts = Parts(words)
        links, here, held = words.get("links", {}), words.get("here", {}), words.get("divisions", {})
        self._bare = bool(held.get("bare", False))
        self._first = bool(held.get("act_first", False))
        by, filler = one_of(links.get("by", ()), edges="both"), one_of(links.get("filler", ()), edges="both")
        self._by = Late(rf"(?:{by}\s{{1,3}})?(?:{filler}\s{{1,3}})?")
        rules = words.get("rules", {})
        self._rules = Late(one_of(rules.get("names", ())))
        # “forretningsordenens artikel 144”, “työjärjestyksen 144 artikla”
        self._owning = tuple(rules.get("owning", rules.get("names", ()) if self._first else ()))
        self._rules_first = Late(rf"{one_of(self._owning)}(?=\s{{1,3}})")
        genitive = one_of(words.get("guards", {}).get("genitive", ()), edges="none")
        # “the Rules of Procedure of the Senate”
        self._rules_of = Late(rf"\s{{1,3}}{genitive}(?:\s{{1,3}}|(?<='))(?=[^\W\d_])")
        # “their paragraph 47”
        possessive = one_of(words.get("guards", {}).get("possessive", ()))
        self._possessed = Late(rf"(?<!\w){possessive}\s{{1,3}}\Z")
        self._chambers = Late(rf"\s{{1,3}}{one_of(table('bodies')['chambers'], edges='none')}")
        self._thereof = Late(rf"\s?,?\s{{1,3}}{one_of(links.get('thereof', ()))}")
        self._particular = Particular(words)
        # “of the said Directive”: the act named last, where it is one.
        self._said = Late(rf"\s?,?\s{{1,3}}{one_of(links.get('said', ()))}\s{{1,3}}")
        self._long_titles = Late(rf"\s{one_of(links.get('of', ()))}?\s?{by}")
        self._unknown = Late(rf"\s{{1,3}}{one_of(links.get('unknown', ()))}\s{{1,3}}(?=[^\W\d_a-z])")
        self._comma = re.compile(r"\.?\s?,?\s{1,3}")
        self._joined = re.compile(r"\s?,\s{1,3}|\s?\(|\s{1,3}(?=[(§])")
        # “SEU-sopimuksen 2 artikla”, “… tehdyn sopimuksen (SEU) 2 artikla”
        spaced = r"(?:-[^\W\d_]{1,4})?(?:\s\([^()\s]{2,14}\))?\.?\s{1,3}|" if self._first else ""
        self._behind = re.compile(rf"{spaced}\s?,\s{{1,3}}")
        self._confirms = Late(rf"\s{{1,3}}{one_of(here.get('confirms', ()))}")
        end_words = one_of((*links.get("and", ()), *here.get("closing", ())))
        self._clause_end = Late(rf"\s*(?:[;:,)\]](?!\d)|\.(?!\d|\s*[a-zß-ÿα-ωа-я])|\Z)|\s{{1,3}}{end_words}")
        self._others = Late(one_of(here.get("others", ()), edges="both"))
        self._own = frozenset(alike(form) for form in here.get("forms", ()))
        # “n.º 5” is the fifth of anything, unless words say that it is a paragraph of ours.
        self._counting = frozenset(alike(form) for form in links.get("number", ()))
        #: “point (b) of paragraph 2”: the part that holds the others is the document's own.
        self._within = Late(one_of(here.get("forms", ()), edges="both"))
        self._neighbours = {
            **{plain(alike(p)): "previous" for p in here.get("previous", ())},
            **{plain(alike(p)): "following" for p in here.get("following", ())},
        }
        self._neighbour = Late(one_of(self._neighbours))

    def anchors(self) -> Iterator[str]:
        """The words by which a part is found."""
        yield from self._parts.anchors()

    def anchors_of_acts(self) -> Iterator[str]:
        """The words by which an act is found that its parts may follow."""
        yield from self._acts.anchors()
        yield from self._names.anchors_of_instruments()
        yield from {first_word(form) for form in self._owning}

    @property
    def from_numbers(self) -> bool:
        """Whether parts may begin with their numbers: “7. člen”."""
        return self._parts.after

    def neighbour_words(self) -> Mapping[str, frozenset[str] | None]:
        """The words by which a neighbouring paragraph is found, and those that must stand behind each."""
        return second_words(self._neighbours)

    # ------------------------------------------------------------------ the act

    def _act(self, reading: Reading, at: int) -> _Held | None:
        """The act, treaty or Rules of Procedure whose name begins at `at`."""
        by = self._by.match(reading.text, at)
        for position in dict.fromkeys((at, by.end() if by else at)):
            held = (
                self._acts.single(reading, position)
                or self._names.instrument(reading, position)
                or self._protocols.single(reading, position)
            )
            if held is not None:
                return held
            if rules := self._rules.match(reading.text, position):
                return self._rules_up_to(reading, rules.end()), rules.end()
        return None

    def _rules_up_to(self, reading: Reading, end: int) -> Instrument:
        """The Rules of Procedure whose name ends at `end`; those of another parliament have no address."""
        of = self._rules_of.match(reading.text, end)
        foreign = self._chambers.match(reading.text, end) if of is None else None
        if foreign or (of and not self._names.is_of_owner(reading.text, of.end())):
            return Instrument("")
        return rules_of_procedure(reading.context)

    def _instrument(self, reading: Reading, at: int, start: int | None = None) -> _Held | None:
        """The act that the parts from `start` to `at` are parts of."""
        held = self._beside(reading, at, start)
        if held is not None or start is None or reading.instrument is None:
            return held
        if not self._particular.follows(reading, start):
            return None
        if thereof := self._thereof.match(reading.text, at):
            return reading.instrument, thereof.end()
        return None if self._parts.of.match(reading.text, at) else (reading.instrument, at)

    def _beside(self, reading: Reading, at: int, start: int | None) -> _Held | None:
        """The act that is named right behind the parts, or that words behind them point back to."""
        text = reading.text
        if reading.instrument is not None:
            if thereof := self._thereof.match(text, at):
                known = (
                    reading.instrument
                    if self._undisturbed(reading, at if start is None else start)
                    else Instrument("")
                )
                return known, thereof.end()
            if (said := self._said.match(text, at)) and (kind := self._acts.kind(text, said.end())):
                same = _is_a(reading.instrument, kind[0]) and self._undisturbed(
                    reading, at if start is None else start
                )
                return reading.instrument if same else Instrument(""), kind[1]
        of = self._parts.of.match(text, at)
        if of is not None and (held := self._act(reading, of.end())):
            return held
        comma = self._comma.match(text, at)
        if comma is None:
            return None
        held = self._act(reading, comma.end())
        if held is None or held[1] <= comma.end():
            return None
        printed = text[comma.end() : held[1]]
        abbreviated = _ABBREVIATION.fullmatch(printed) is not None
        if "," in comma.group() and not self._bare:
            return held if abbreviated or printed in self._names.single_words else None
        return held if self._bare or abbreviated or " " not in printed else None

    def _undisturbed(self, reading: Reading, at: int) -> bool:
        """Whether no other text is named between the act named last and `at`: what “thereof” would rather mean."""
        between = re.sub(r"\([^)]*\)", "", reading.text[reading.instrument_end : at])
        between = self._long_titles.pattern.sub("", between)
        return (
            re.search(r"[a-zà-ÿ,] (?:the |la |le |der |die |das )?[A-ZÀ-Þ][a-zà-ÿ]+ [A-ZÀ-Þ]", between)
            is None
        )

    # ------------------------------------------------------------------ marking

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The reference to parts that begins at `at`."""
        groups = self._parts.read(reading, at)
        if not groups:
            return None
        end = groups[-1].end
        if groups[0].level == "rule" and (found := self._of_rules(reading, groups)):
            return found
        held = self._instrument(reading, end, groups[0].start)
        if held is not None:
            instrument, whole = held
            if groups[0].level != "rule":
                reading.named(instrument, whole)
            return self._marked(
                reading, groups, whole, lambda item: instrument.at(addressed(item.path), reading.context.date)
            )
        local = [mark for group in groups if (own := self._local(reading, group)) for mark in own.marks]
        if local:
            return Found(max(end, local[0].end), tuple(local))
        if groups[0].level in RULES_LEVELS and self._unknown.match(reading.text, end):
            return self._marked(reading, groups, end, lambda _: "")
        # Nobody's part: its inner parts (“Article 5, paragraph 2”) are nobody's either.
        return Found(end, ())

    def behind(self, reading: Reading, at: int) -> Found | None:
        """The act that begins at `at` with its parts behind it: “SEUT 225 artikla”, “TFEU, Article 114”."""
        if rules := self._rules_first.match(reading.text, at):
            return self._behind_rules(reading, at, rules.end())
        start = self._acts.start(reading.text, at) if self._acts.from_numbers else at
        held = self._acts.single(reading, start) or self._names.instrument(reading, at)
        return self.parts_of(reading, start, held) if held else None

    def _behind_rules(self, reading: Reading, at: int, end: int) -> Found | None:
        space = self._comma.match(reading.text, end)
        groups = self._parts.read(reading, space.end()) if space else ()
        if not groups:
            return None
        instrument = rules_of_procedure(reading.context)
        groups = (replace(groups[0], start=at), *groups[1:])
        return self._marked(
            reading, groups, groups[-1].end, lambda item: instrument.at(addressed(item.path), None)
        )

    def parts_of(self, reading: Reading, at: int, held: _Held) -> Found | None:
        """The parts that stand behind the act `held`, which begins at `at`."""
        instrument, end = held
        text = reading.text
        sep = self._behind.match(text, end)
        groups = self._parts.read(reading, sep.end()) if sep else ()
        if not groups or (not self._first and groups[0].level not in {"art", "anx", "rct", "rule"}):
            return None
        last = groups[-1].end
        if self._instrument(reading, last) is not None and not self._first:
            return None
        reading.named(instrument, last)
        groups = (replace(groups[0], start=at), *groups[1:])
        return self._marked(
            reading, groups, last, lambda item: instrument.at(addressed(item.path), reading.context.date)
        )

    def _of_rules(self, reading: Reading, groups: Sequence[Cluster]) -> Found | None:
        end = groups[-1].end
        of = self._parts.of.match(reading.text, end)
        rules = self._rules.match(reading.text, of.end()) if of else None
        if rules is None and (of is not None or not has_rules(reading.context)):
            return None
        whole = rules.end() if rules else end
        instrument = self._rules_up_to(reading, whole) if rules else rules_of_procedure(reading.context)
        return self._marked(reading, groups, whole, lambda item: instrument.at(addressed(item.path), None))

    def _local(self, reading: Reading, group: Cluster) -> Found | None:
        """A part of the document itself: only “above”, “of this resolution”, or the end of a clause says so."""
        text = reading.text
        keyword = self._parts.level(text, group.start)
        if keyword is None or not (keyword in self._own or self._within.search(text, group.start, group.end)):
            return None
        items = group.items if self._parts.is_plural(keyword) or len(group.items) == 1 else group.items[:1]
        end = group.end if items == group.items else items[-1].end
        confirmed = self._confirms.match(text, end)
        if confirmed is None and (
            self._thereof.match(text, end)
            or self._parts.of.match(text, end)
            or not self._clause_end.match(text, end)
        ):
            return None
        owned = self._possessed.search(text, max(0, group.start - 20), group.start) is not None
        if confirmed is None and (
            owned or keyword in self._counting or self._of_another(reading, group.start)
        ):
            return None
        addresses = [self._address(reading.context.targets, item) for item in items]
        if not all(addresses):
            return None
        held = dict(zip(items, addresses, strict=True))
        whole = confirmed.end() if confirmed else end
        return self._marked(reading, (replace(group, items=items, end=end),), whole, held.__getitem__)

    def _of_another(self, reading: Reading, at: int) -> bool:
        """Whether the clause before `at` names another text, or another's words."""
        clause = re.split(r"[;:]", reading.text[max(0, at - 200) : at])[-1]
        named = 0 < at - reading.instrument_end < len(clause) if reading.instrument_end else False
        return named or self._others.pattern.search(clause) is not None

    @staticmethod
    def _address(targets: Mapping[Path, Target], item: Item) -> Target:
        path = addressed(item.path)
        if not path:
            return ""
        (level, number), *inner = path
        return targets.get(path) or targets.get(((level, in_figures(number)), *inner), "")

    def _marked(
        self, reading: Reading, groups: Sequence[Cluster], whole: int, address: Callable[[Item], Target]
    ) -> Found:
        del reading
        marks: list[Mark] = []
        for n, group in enumerate(groups):
            inner: list[Mark] = []
            for item in group.items[:LONGEST]:
                href = address(item)
                if item.ends_range and inner and isinstance(begun := inner[-1].markup, Ref):
                    inner[-1] = Mark(inner[-1].start, item.end, RefRange(begun.href, href))
                else:
                    inner.append(Mark(item.start, item.end, Ref(href)))
            end = whole if n == len(groups) - 1 else group.end
            marks += listed(group.start, end, inner).marks
        return Found(whole, tuple(marks))

    def neighbour(self, reading: Reading, at: int) -> Found | None:
        """“the previous paragraph”, where the document has one."""
        match = self._neighbour.match(reading.text, at)
        if match is None or self._parts.of.match(reading.text, match.end()):
            return None
        where = self._neighbours[plain(match.group())]
        href = reading.context.previous if where == "previous" else reading.context.following
        return one(at, match.end(), Ref(href)) if href else None
