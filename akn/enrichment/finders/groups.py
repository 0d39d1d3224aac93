"""Political groups in running text: “the ECR Group”, “le groupe Verts/ALE”."""

from __future__ import annotations

from collections.abc import Iterator

from akn.authorities import Table
from akn.enrichment.reading import Found, Reading, first_word, one
from akn.institutions import Institution
from akn.matching.alike import alike
from akn.matching.late import Late
from akn.matching.patterns import WORDS, expression, one_of
from akn.model.resolution import Mention


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
        slots = {"group": one_of(self._names)}
        shapes = (
            expression(form, slots, WORDS, edges="end", tag=str(n)) for n, form in enumerate(self._forms)
        )
        self._any = Late("|".join(shapes) or r"(?!)")

    def anchors(self) -> Iterator[str]:
        """The words by which a group is found."""
        for form in self._forms:
            before = form.partition("{group}")[0]
            yield from {first_word(before)} if before else {first_word(name) for name in self._names}

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The group that is named at `at`."""
        if reading.context.institution != self._institution.key:
            return None
        match = self._any.match(reading.text, at)
        if match is None:
            return None
        name = next(held for held in match.groups() if held is not None)
        entity = self._institution.group(name, reading.context.date)
        return one(at, match.end(), Mention(entity)) if entity else None
