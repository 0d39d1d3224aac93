"""What the words beside a name say of it: whether “the Council” is ours, and “Georgia” a country."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import assert_never

from akn.authorities import Table, table
from akn.authorities.entities import Guard
from akn.enrichment.reading import Reading
from akn.matching.late import Late
from akn.matching.patterns import one_of

#: A word in capitals and small letters right behind: the name goes on.
_CAPITAL = re.compile(r" (?:[^\W\d_]')?(?![A-Z]-\d)([^\W\d_]+)")
#: What may stand between a body and the day on which it spoke: “the Council of 24 and 25 June 2021”.
_TO_A_DATE = re.compile(
    r"\s{1,3}(?:[^\W\d_]{1,4}\s{1,3}){0,2}()(?:\d{1,2}(?:\.|er|º)?\s?(?:-|,|[^\W\d_]{1,4})\s?)?"
)
_TOWN_BEFORE = re.compile(r"[^\W\d_]{3,}, \Z")
_WORD_BEHIND = re.compile(r" ([^\W\d_]+)")
#: So far back a text may have named another body of the same word: “the Legislative Council … the Council”.
_NEAR = 400
#: A name of so many words is that of one body alone.
_SPECIFIC = 3
#: So far beside a committee its parliament is named.
_BESIDE = 40


class _Lesser:
    """Bodies of towns and the like: “a parish council … the Council”."""

    def __init__(self, before: Sequence[str], behind: Sequence[str]) -> None:
        self._named = re.compile(
            rf"(?<!\w){one_of(before)}\s{{1,3}}([^\W\d_]+)|([^\W\d_]+)\s{{1,3}}{one_of(behind)}"
        )

    def search(self, text: str, word: str) -> bool:
        """Whether one called `word` is named in `text`."""
        if word not in text.lower():
            return False
        return any((found[1] or found[2]).lower() == word for found in self._named.finditer(text))


class Neighbours:
    """Judges names by the words of one language."""

    def __init__(
        self, words: Table, country: Callable[[str, int], bool], ours: Callable[[str, int], bool]
    ) -> None:
        """`country` and `ours` say whether the name of a country, or of an owner of our bodies, begins at a place."""
        self._is_country, self._is_ours = country, ours
        guards = words.get("guards", {})
        before = guards.get("before", ())
        elided = [word for word in before if word.endswith(("'", "-"))]
        spaced = [word for word in before if not word.endswith(("'", "-"))]
        # Where a language has no articles nothing need stand before “the Council”.
        self._free = not before
        self._before = Late(
            rf"(?<!\w)(?:{one_of(spaced)}\s{{1,3}}|{one_of(elided, edges='none')})\Z|[('\"/]\Z"
        )
        self._capitals_behind = bool(guards.get("nouns_in_capitals", False))
        self._after = Late(
            rf"\s{{1,3}}{one_of(guards.get('after', ()))}(?P<rest>\s(?:[^\W\d_]{{1,4}}\s)?([^\W\d_]))?|-\w"
        )
        # “of” as it stands between a committee and its parliament, and words that make a body somebody else's.
        self._of = Late(rf"\s{{1,3}}{one_of(guards.get('genitive', ()), edges='none')}(?:\s{{1,3}}|(?<='))")
        self._chambers = Late(rf"(?<!\w){one_of(table('bodies')['chambers'], edges='none')}")
        conjunction = one_of(words.get("links", {}).get("and", ()))
        chambers = one_of(table("bodies")["chambers"], edges="none")
        self._chambered = Late(rf"(?:\s{{1,3}}(?!{conjunction}\s)[^\W\d_]{{1,20}}){{1,3}}\s{{1,3}}{chambers}")
        self._possessed = Late(rf"(?<!\w){one_of(guards.get('possessive', ()))}\s{{1,3}}\Z")
        self._lesser_behind = Late(rf"\s{{1,3}}{one_of(guards.get('lesser', ()))}")
        self._adjectives = tuple(guards.get("adjectives", ()))
        self._owned = Late(rf"(?<!\w){one_of(guards.get('not_before', ()))}\s{{1,3}}\Z")
        self._lesser = _Lesser(guards.get("not_before", ()), guards.get("lesser", ()))
        self._longer = Late(
            rf"(?<!\w){one_of(guards.get('not_before_country', ()))}\s{{1,3}}(?:[^\W\d_]{{1,3}}\s)?\Z"
        )
        self._described = frozenset(guards.get("not_after_country", ()))
        #: Names of countries that are those of other places too.
        self._also_states = frozenset(guards.get("behind_towns", ()))
        self._states = frozenset(guards.get("states", ()))
        self._hyphens = bool(guards.get("hyphens", False))
        self._suffixes = Late(rf"-{one_of(guards.get('suffixes', ()))}")
        #: Names bend, so that two may stand side by side and be two: “from Nigeria to Cameroon”.
        self._inflected = bool(words.get("declension"))
        #: Nouns have capitals, or stand in the genitive right before what they are of.
        self._capitals_before = bool(guards.get("nouns_in_capitals", False) or guards.get("cases", False))
        self._nouns_in_capitals = bool(guards.get("nouns_in_capitals", False))
        self._alone_in = frozenset(table("bodies")["alone_in"])

    def fit(self, reading: Reading, at: int, end: int, guard: Guard) -> bool:
        """Whether the name from `at` to `end` is what its table says."""
        match guard:
            case "":
                return True
            case "alone":
                return reading.context.institution in self._alone_in and self._alone(reading, at, end)
            case "body":
                return self._body(reading, at, end)
            case "inner":
                return self._inner(reading, at, end)
            case "office":
                return not self._goes_on(reading, end)
            case "country":
                return self._country(reading.text, at, end)
            case _:
                assert_never(guard)

    def _alone(self, reading: Reading, at: int, end: int) -> bool:
        text = reading.text
        if (
            not self._free
            and self._before.search(text, max(0, at - 12), at) is None
            and not _begins_sentence(text, at)
        ):
            return False
        if self._owned.search(text, max(0, at - 30), at) or self._possessed.search(text, max(0, at - 20), at):
            return False
        if self._goes_on(reading, end):
            return False
        # “the EU Delegation”: an abbreviation is the same before any word.
        if not self._capitals_behind and not text[at:end].isupper() and _capital_behind(text, end):
            return False
        # “Комисията по бюджет на Народното събрание”
        if self._chambered.match(text, end):
            return False
        word, start = _word_before(text, at)
        if self._owns(word, text[at:end]) and not _begins_sentence(text, start):
            return False
        return not self._another(text, at, text[at:end])

    def _owns(self, word: str, name: str) -> bool:
        """Whether `word` before `name` says whose it is: “det ungerska parlamentet”, “Unkarin parlamentti”."""
        if self._adjectives and word.endswith(self._adjectives):
            return True
        if not word[:1].isupper() or word.isupper():
            return False
        return not self._nouns_in_capitals or not name[:1].isupper()

    def _goes_on(self, reading: Reading, end: int) -> bool:
        """Whether the name goes on: “the Council of Elders”, but not “informs the Council of the results”."""
        text = reading.text
        of = self._of.match(text, end)
        if self._dated(reading, end) or (of and self._is_ours(text, of.end())):
            return False
        # “Účetní dvůr Francie”, “Curtea de Conturi a României”
        if (of and self._is_country(text, of.end())) or (self._inflected and self._is_country(text, end + 1)):
            return True
        if self._lesser_behind.match(text, end):
            return True
        after = self._after.match(text, end)
        if after is None:
            return False
        return after["rest"] is None or self._capitals_behind or after["rest"][-1].isupper()

    @staticmethod
    def _dated(reading: Reading, end: int) -> bool:
        """Whether a day stands behind the name: “the Council of 24 and 25 June 2021”."""
        dated = _TO_A_DATE.match(reading.text, end)
        return dated is not None and (dated.end() in reading.dates or dated.start(1) in reading.dates)

    def _another(self, text: str, at: int, name: str) -> bool:
        """Whether another body of the same word was named shortly before: the word alone is rather that one."""
        if not name[:1].isupper() or self._capitals_behind:
            return False
        near = text[max(0, at - _NEAR) : at]
        if self._lesser.search(near, name.lower()):
            return True
        last = near.rfind(f" {name} ")
        if last < 0:
            return False
        word, _ = _word_before(near, last + 1)
        return (
            word[:1].isupper()
            and word.isalpha()
            and len(word) > 3
            and not _begins_sentence(near, last + 1 - len(word) - 1)
        )  # longer than an article

    def _body(self, reading: Reading, at: int, end: int) -> bool:
        text = reading.text
        if self._goes_on(reading, end) or self._possessed.search(text, max(0, at - 20), at):
            return False
        # “Súdny dvor Andského spoločenstva”; names of three words are nobody else's.
        short = text.count(" ", at, end) < _SPECIFIC - 1
        if short and self._inflected and not self._capitals_behind and _capital_behind(text, end):
            return False
        word, start = _word_before(text, at)
        return not word[:1].isupper() or _begins_sentence(text, start)

    def _inner(self, reading: Reading, at: int, end: int) -> bool:
        """Whether a committee or a formation of the Council is ours: no other parliament or council is near."""
        text = reading.text
        if self._chambers.search(text, max(0, at - _BESIDE), at) or self._chambers.search(
            text, end, min(len(text), end + _BESIDE)
        ):
            return False
        of = self._of.match(text, end)
        return of is None or self._dated(reading, end) or self._is_ours(text, of.end())

    def _country(self, text: str, at: int, end: int) -> bool:
        if text[at - 1 : at] == "-" and not self._hyphens:
            return False
        if text[end : end + 1] == "-" and self._suffixes.match(text, end) is None:
            return False
        word, start = _word_before(text, at)
        if self._longer.search(text, max(0, at - 30), at) is not None:
            return False
        behind = _WORD_BEHIND.match(text, end)
        if behind is not None and behind[1] in self._described:
            return False
        if not self._capitals_behind:
            capital = _capital_behind(text, end)
            if (
                capital
                and capital not in self._states
                and not capital.isupper()
                and not (self._inflected and self._is_country(text, end + 1))
            ):
                return False
        # “Augusta, Georgia”: a town, and what tells it from others of its name.
        if text[at:end] in self._also_states and _TOWN_BEFORE.search(text, max(0, at - 40), at):
            return False
        # A capital before it makes it part of a longer name, unless the sentence begins there.
        return (
            self._capitals_before
            or not word[:1].isupper()
            or word in self._states
            or word.isupper()
            or (self._inflected and self._is_country(text, start))
            or _begins_sentence(text, start)
        )


def _capital_behind(text: str, at: int) -> str:
    """The word with a capital right behind, "" where none is: the name goes on."""
    word = _CAPITAL.match(text, at)
    return word[1] if word is not None and word[1][0].isupper() else ""


def _word_before(text: str, at: int) -> tuple[str, int]:
    """The word that only spaces part from `at`, and where it begins; "" where there is none."""
    end = at
    while end and at - end < 3 and text[end - 1] == " ":
        end -= 1
    start = max(text.rfind(" ", max(0, end - 40), end), text.rfind("'", max(0, end - 40), end)) + 1
    start = start or max(0, end - 40)
    word = text[start:end] if end < at else ""
    return (word, start) if word[-1:].isalnum() else ("", start)


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 8) : at].rstrip(" \"'(-")
    return not before or before[-1] in ".;:!?)"
