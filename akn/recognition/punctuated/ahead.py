"""What a look ahead tells of an act that punctuation tells: which numbers count paragraphs, and where it is over."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from akn.recognition.act.counting import Counted, points_among
from akn.recognition.passages import Passage
from akn.recognition.punctuated.signs import Signs, ending

#: So many passages are looked at to see what a heading heads.
_NEAR = 6
#: So many lines at most say how an act was adopted, lists of those who voted among them.
_TAIL = 24


class Ahead:
    """The passages of one act, known before the walk begins. `annex` says that they are the text of an annex."""

    def __init__(self, passages: Sequence[Passage], signs: Signs, *, annex: bool) -> None:
        self.passages = passages
        self.end = len(passages)
        self.signs = signs
        #: The place of the words behind a preamble whose parts are numbered; -1 where there are none.
        self.turn = next((at for at, passage in enumerate(passages) if signs.turns(passage)), -1)
        counted = self._counted()
        points = points_among(counted) if counted else frozenset()
        #: The places of numbers that count paragraphs.
        told = frozenset(one.at for one in counted if passages[one.at].role == "paragraph")
        self.numbers = [one.at for one in counted if one.at not in points - told]
        self._numbers = frozenset(self.numbers)
        #: The place of the last of them, or -1.
        self.last = self.numbers[-1] if self.numbers else -1
        #: The place of the first line that says how the act was adopted, or the end.
        self.adoption = self.end if annex else self._adoption()
        #: The place behind the last recital of an act whose paragraphs have no numbers.
        self.recitals = self._recitals()

    def _counted(self) -> list[Counted]:
        found: list[Counted] = []
        for at, passage in enumerate(self.passages):
            label = passage.label
            if (
                passage.grid is not None
                or label is None
                or label.kind != "digit"
                or not label.value.isdigit()
                or passage.role not in (None, "paragraph")
            ):
                continue
            if self.signs.is_row(passage):
                continue
            before = self.passages[at - 1] if at else passage
            anew = before.label is None and (self.signs.heads(before) or ending(before) == ",")
            found.append(
                Counted(
                    at,
                    int(label.value),
                    passage.plain[label.end - 1 : label.end],
                    announced=ending(before) == ":" and at - 1 != self.turn,
                    headed=bool(at) and (anew or at - 1 == self.turn),
                    small=False,
                )
            )
        return found

    def _adoption(self) -> int:
        """Where the lines begin that say when and how the act was adopted: none of them stands before a paragraph."""
        last = self.numbers[-1] if self.numbers else 0
        told = (at for at in reversed(range(self.end)) if self.passages[at].role is not None)
        last = max(last, next(told, 0))
        for at in range(last + 1, self.end):
            if self.signs.tells_adoption(self.passages[at]):
                return at
        return self.end

    def _recitals(self) -> int:
        """Where the paragraphs begin in an act that numbers none: behind the last passage that ends in a comma."""
        if self.numbers:
            return self.numbers[0]
        last = 0
        for at in range(min(self.adoption, self.end)):
            passage = self.passages[at]
            if passage.grid is None and passage.label is None and ending(passage) == ",":
                last = at + 1
        return last

    @cached_property
    def capitals(self) -> bool:
        """Whether what begins before the first number begins with a capital, mostly."""
        ends = self.numbers[0] if self.numbers else self.recitals
        begun = [p for above, p in pairwise(self.passages[:ends]) if above.grid is None and ending(above)]
        return 2 * sum(p.text[:1].isupper() for p in begun) >= len(begun) > 0

    @cached_property
    def spaced(self) -> bool:
        """Whether no paragraph has a number, and blank lines stand among them: what stands right below goes on."""
        return not self.numbers and sum(not self.below(at) for at in range(1, self.end)) > 1

    @cached_property
    def parted(self) -> bool:
        """Whether blank lines set all paragraphs apart: what stands right below a line goes on with it."""
        return len(self.numbers) > 1 and not any(self.below(at) for at in self.numbers)

    def below(self, at: int) -> bool:
        """Whether the passage at `at` stands on the very next line below the one before it."""
        above = self.passages[at - 1] if at else None
        return above is not None and above.grid is None and self.passages[at].line == above.said[-1][0] + 1

    def counts(self, at: int) -> bool:
        """Whether the number at `at` counts a paragraph."""
        return at in self._numbers

    def heads(self, at: int) -> bool:
        """Whether the passage at `at` is a heading: something that it may head follows, and it is no row of a table."""
        if at >= self.adoption or not self.signs.heads(self.passages[at]):
            return False
        for later in range(at + 1, min(at + _NEAR, self.adoption)):
            following = self.passages[later]
            small = following.text[:1].islower() and self.capitals
            if later == at + 1 and (small or (self.spaced and self.below(later) and ending(following))):
                return False  # the sentence goes on there
            if following.grid is not None or self.signs.is_row(following):
                return False
            if following.label is not None or ending(following):
                return True
            if not self.signs.heads(following):
                return True
        return False

    def points_follow(self, at: int) -> bool:
        """Whether points go on, or begin, right behind the heading at `at`."""
        for later in range(at + 1, min(at + _NEAR, self.end)):
            label = self.passages[later].label
            if label is not None:
                return not self.counts(later) and label.kind != "letter"
            if not self.signs.heads(self.passages[later]):
                return False
        return False

    def section_follows(self, at: int) -> bool:
        """Whether numbers begin anew behind `at` before any goes on: what stands there is a preamble of its own."""
        following = next((n for n in self.numbers if n > at), None)
        label = None if following is None else self.passages[following].label
        return label is not None and label.value == "1"
