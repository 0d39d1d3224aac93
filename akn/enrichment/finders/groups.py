"""Political groups in running text: “the ECR Group”, “le groupe Verts/ALE”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from akn.authorities import Table
from akn.enrichment.reading import Found, Reading, first_word, one
from akn.institutions import Institution
from akn.matching.alike import alike
from akn.matching.memo import Memo
from akn.matching.patterns import WORDS, expression, one_of
from akn.model.resolution import Mention

#: So many sets of groups that one text names are remembered.
_REMEMBERED = 64


class Groups:
    """Reads the groups of one institution by the forms of one language: “{group} Group”.

    Which group bears a name depends on the day: it is that of the document.
    """

    def __init__(self, words: Table, institution: Institution) -> None:
        self._institution = institution
        self._forms = tuple(words.get("groups", {}).get("forms", ()))
        self._names = tuple(
            {alike(name) for row in institution.table.get("groups", ()) for name in row["names"]}
        )
        #: A word of each form besides the name; "" where it has none.
        self._formed = frozenset(
            max(alike(form).replace("{group}", " ").split(), key=len, default="") for form in self._forms
        )
        self._by_word = tuple((max(name.split(" "), key=len), name) for name in self._names)
        #: The text asked about last, and the groups that it may name: one value, for several threads may ask.
        self._last: tuple[str, tuple[str, ...]] = ("", ())
        self._any: Memo[tuple[str, ...], re.Pattern[str]] = Memo(_REMEMBERED)

    def anchors(self) -> Iterator[str]:
        """The words by which a group is found."""
        for form in self._forms:
            before = form.partition("{group}")[0]
            yield from {first_word(before)} if before else {first_word(name) for name in self._names}

    def _match(self, text: str, at: int) -> re.Match[str] | None:
        """One of the forms at `at`, sought among the groups whose longest word stands anywhere in `text`."""
        last = self._last
        if last[0] is not text:
            formed = any(word in text for word in self._formed)
            named = tuple(name for word, name in self._by_word if word in text) if formed else ()
            last = self._last = (text, named)
        named = last[1]
        if not named:
            return None
        held = self._any.get(named)
        if held is None:
            slots = {"group": one_of(named)}
            shapes = (
                expression(form, slots, WORDS, edges="end", tag=str(n)) for n, form in enumerate(self._forms)
            )
            held = self._any.keep(named, re.compile("|".join(shapes) or r"(?!)"))
        return held.match(text, at)

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The group that is named at `at`."""
        if reading.context.institution != self._institution.key:
            return None
        match = self._match(reading.text, at)
        if match is None:
            return None
        name = next(held for held in match.groups() if held is not None)
        entity = self._institution.group(name, reading.context.date)
        return one(at, match.end(), Mention(entity)) if entity else None
