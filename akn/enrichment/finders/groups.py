"""Political groups in running text: “the ECR Group”, “le groupe Verts/ALE”."""

from __future__ import annotations

from collections.abc import Iterator

from akn.authorities import Table
from akn.enrichment.reading import Found, Late, Reading, any_of, first_word, literal, one
from akn.institutions import Institution
from akn.matching.alike import alike
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
        shapes = []
        for n, form in enumerate(self._forms):
            before, _, after = form.partition("{group}")
            opening = f"{literal(before.rstrip())}\\s{{1,3}}" if before else ""
            # What follows the name may hang on it with a hyphen: “ECR-Fraktion”.
            closing = after.replace(" ", r"\s{1,3}") + r"(?!\w)" if after else ""
            shapes.append(f"{opening}(?P<g{n}>{any_of(self._names)}){closing}")
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
