"""Whose resolution a text is: told by enacting words, numbers and names, never assumed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from akn import institutions
from akn.errors import TableError, UnrecognisedError
from akn.institutions import Institution
from akn.languages import Language, Speech
from akn.matching.alike import alike
from akn.matching.phrases import Hit
from akn.recognition.labels import label_of
from akn.recognition.origin.elsewhere import body_elsewhere, by_itself, enacts, ends_with, press_line
from akn.toml import place

#: How many lines at the head of a text may hold its number and the name of its institution.
_HEAD = 60
#: So many citations or recitals show that a text is a resolution, where the enacting words are missing.
_ENOUGH = 2
#: A number that heads a document begins its line, or the line is no longer than this.
_SHORT = 60
#: How long a sentence is at least.
_SENTENCE, _WORDS = 12, 6
#: So many letters of a word stay the same in its other forms.
_STEM = 4


class Whose(Struct, frozen=True):
    """The institution that a text is from, and why that is thought, in a few words."""

    institution: Institution
    reason: str


def whose(lines: Iterable[str], language: Language, wish: str | None, name: str) -> Whose:
    """The institution that the text in `lines` is from; `wish` is the key of the one that the user names.

    The enacting words of all institutions that `language` has words for are looked for. Where they do not stand by
    themselves, citations and recitals are not enough, for others have them too: then a number of the institution,
    its name in the title or its rule line must stand at the head. Where two fit alike, numbers and names decide.
    `name` is that of the text, for messages.

    Raises:
        UnrecognisedError: none is found, or several fit; the message says what was looked for, and whose the text
            looks like where that is known.
        TableError: there is no institution `wish`, or the tables of institution and language do not agree.
    """
    if wish is not None:
        institution = institutions.load(wish)
        if wish not in language.table:
            raise UnrecognisedError(
                f"{name}: what the {institution.name} says in {language.name} is not known:"
                f" the language table has no section [{wish}]"
            )
        return Whose(institution, "the user said so")
    text = _Text([line for line in (alike(line).strip() for line in lines) if line], language, name)
    if not text.speeches:
        raise UnrecognisedError(f"{name}: no institution is known whose resolutions are in {language.name}")
    found = (
        text.by_formula()
        or text.by_bare_formula()
        or text.by_report()
        or text.by_inner_formula()
        or text.by_openings()
    )
    if found is None:
        refuse_others(text.lines, name)
        known = [institutions.load(key) for key in text.speeches]
        line = press_line(text.lines, language.dates)
        looks = f"; it looks like a press article: “{line[:_SHORT]}”" if line else ""
        raise UnrecognisedError(f"{text.doubt or not_found(name, known, language)}{looks}")
    return found


def refuse_others(lines: Iterable[str], name: str) -> None:
    """See that the text in `lines`, in which nothing of ours was found, is not that of a body known elsewhere.

    Raises:
        UnrecognisedError: it looks like one; the message says whose.
    """
    other = body_elsewhere([plain for line in lines if (plain := alike(line).strip())])
    if other:
        raise _of_another(other, name)


def _of_another(other: str, name: str) -> UnrecognisedError:
    key = next((key for key in institutions.known() if other == f"the {institutions.load(key).name}"), "")
    if key:
        return UnrecognisedError(
            f"{name}: this looks like a text of {other}, but neither its enacting words on a line of their own nor"
            f" enough else of what it is known by was found; say it with --institution {key} if it is one of its"
            " resolutions, and with --language in which language"
        )
    known = _listed(institutions.load(key).name for key in institutions.known())
    return UnrecognisedError(
        f"{name}: this looks like a text of another institution: {other}; what can be read are resolutions of the"
        f" {known} (--institution says that it is one)"
    )


def not_found(name: str, known: Sequence[Institution], language: Language) -> str:
    """The sentence that says what was looked for in a text that is no resolution of those `known`."""
    formulas = (phrase for one in known for phrase in language.speech(one.key).phrases("formula").phrases)
    looked = "”, “".join(dict.fromkeys(formulas))
    names = _listed(one.name for one in known)
    return (
        f"{name}: no resolution of the {names} was found: neither its enacting words (“{looked}”)"
        f" nor two citations or recitals in {language.name}"
    )


def _listed(names: Iterable[str]) -> str:
    *others, last = sorted(names)
    return f"{', the '.join(others)} or the {last}" if others else last


def agree(institution: Institution, language: Language) -> None:
    """See that what `language` says for `institution` is what the institution knows.

    Raises:
        TableError: the language has words for a kind of document, or a sort of line, that the institution has not.
    """
    for group, known in (("kinds", institution.kinds), ("lines", institution.table.get("lines", {}))):
        for name in language.speech(institution.key).slots(group):
            if name not in known:
                raise TableError(
                    f"{place(language.path, (institution.key, group, name))}: the table of the {institution.name}"
                    f" has no “{name}” among its {group}; it has {', '.join(known) or 'none'}"
                )


class _Text:
    """The lines of one text, asked whose they are."""

    def __init__(self, lines: Sequence[str], language: Language, name: str) -> None:
        self.lines = lines
        self.language = language
        self.name = name
        #: The message that says why what was found was not enough, or "".
        self.doubt = ""
        self.speeches: Mapping[str, Speech] = {
            key: language.speech(key) for key in institutions.known() if key in language.table
        }

    def by_formula(self) -> Whose | None:
        """By the first line that is enacting words and nothing else: those that an act quotes come later.

        Raises:
            UnrecognisedError: the first such line is that of a body that is not known here.
        """
        ours = self._by_words(lambda speech, line: by_itself(speech.phrases("formula").opening(line), line))
        before = self.lines[: ours[0]] if ours else self.lines
        if other := next(filter(None, map(enacts, before)), ""):
            raise _of_another(other, self.name)
        return ours[1] if ours else None

    def by_bare_formula(self) -> Whose | None:
        """By enacting words that have lost their comma, as where one paragraph follows; a number must say more."""
        for key, speech in self.speeches.items():
            institution = institutions.load(key)
            if institution.told_by != "punctuation":
                continue
            bare = {alike(phrase).rstrip(",").casefold() for phrase in speech.phrases("formula").phrases}
            for at, (line, following) in enumerate(pairwise(self.lines)):
                if line.casefold() not in bare:
                    continue
                proof = self._proof(key, at) if _is_sentence(following) else ""
                if proof := proof or self._recited(key, at):
                    return Whose(institution, f"its enacting words: “{line}”; {proof}")
        return None

    def by_report(self) -> Whose | None:
        """By the sentence that says when the institution decided, or stated, what follows; a number must say more."""
        for key, speech in self.speeches.items():
            for kind in speech.slots("reported"):
                phrases = speech.phrases(f"reported.{kind}")
                numbered = institutions.load(key).begins_with_number
                for at, line in enumerate(self.lines):
                    label = label_of(line) if numbered else None
                    said = line[label.end :].lstrip() if label is not None else line
                    if (label is None) is numbered:
                        continue
                    if phrases.opening(said) is not None and (proof := self._proof(key, at)):
                        return Whose(institutions.load(key), f"its words “{line[:_SHORT]}”; {proof}")
        return None

    def by_inner_formula(self) -> Whose | None:
        """By enacting words that stand among others, as in a text that was printed as one line.

        They may as well stand in a sentence, so that more must speak for the institution.
        """
        found = self._by_words(lambda speech, line: speech.phrases("formula").inside(line))
        if found is None:
            return None
        at, whose_words = found
        key = whose_words.institution.key
        proof = self._proof(key, at)
        if not proof and ends_with(self.speeches[key].phrases("formula"), self.lines[at]) >= 0:
            proof = self._recited(key, at)
        if not proof:
            self.doubt = self._in_doubt(
                f"the words “{whose_words.institution.name}” stand in a sentence, and nothing else says whose it is"
            )
            return None
        if self._counts[key] >= _ENOUGH or max(self._counts.values()) < _ENOUGH:
            return Whose(whose_words.institution, f"{whose_words.reason}; {proof}")
        # Where another's citations are counted, the words stand in a sentence that only names the institution.
        return None

    def by_openings(self) -> Whose | None:
        """By citations and recitals, where more than these speaks for the institution."""
        counts = {key: count for key, count in self._counts.items() if count >= _ENOUGH}
        proofs = {key: proof for key in counts if (proof := self._proof(key, len(self.lines)))}
        if not proofs:
            if counts:
                self.doubt = self.doubt or self._in_doubt(
                    "it has citations or recitals as others have them too, but no enacting words, no number of the"
                    " institution, not its name in the title, and no rule line"
                )
            return None
        most = max(counts[key] for key in proofs)
        reason = f"{most} citations and recitals, no enacting words"
        if len(proofs) == 1:
            ((key, proof),) = proofs.items()
            return Whose(institutions.load(key), f"{reason}; {proof}")
        return self._decided(list(proofs), reason, counts)

    def _in_doubt(self, why: str) -> str:
        known = _listed(institutions.load(key).name for key in self.speeches)
        return f"{self.name}: no resolution of the {known} was found: {why}; say it with --institution if it is one"

    def _proof(self, key: str, end: int) -> str:
        """What at the head of the text, up to and with line `end`, says that it is of the institution, or "".

        That is its own number, its name in what the title calls the document, or its rule line.
        """
        institution, speech = institutions.load(key), self.speeches[key]
        kinds = [speech.phrases(f"kinds.{kind}") for kind in speech.slots("kinds")]
        name = _stems(speech.name)
        for line in self.lines[: min(end + 1, _HEAD)]:
            for number in institution.identify(line):
                printed = number.identifier.printed
                cell = line[: number.end].rpartition("|")[2] + line[number.end :].partition("|")[0]
                if number.kinds and (len(cell) < _SHORT or line.startswith(printed)):
                    return f"its number: “{printed}”"
            for phrases in kinds:
                hit = phrases.opening(line)
                if hit is not None and 2 * len(name & _stems(hit.phrase)) >= len(name):
                    return f"its title: “{line[:_SHORT]}”"
            if speech.phrases("rule").opening(line):
                return f"its rule line: “{line[:_SHORT]}”"
        return ""

    def _recited(self, key: str, at: int) -> str:
        """The recital right below the line at `at`, known by its words or one more below it; "" without."""
        if institutions.load(key).told_by != "punctuation":
            return ""
        behind = [line for line in self.lines[at + 1 : at + 3] if line[-1:] == ","]
        if not behind or behind[0] != self.lines[at + 1]:
            return ""
        slots = ("recital", "citation", "verb")
        opens = any(self.speeches[key].phrases(slot).opening(behind[0]) for slot in slots)
        labels = (label_of(line) for line in self.lines[at + 2 :])
        first = next((one.value for one in labels if one is not None and one.kind == "digit"), "1")
        told = first == "1" and (opens or len(behind) > 1)
        return f"its first recital: “{behind[0][:_SHORT]}”" if told else ""

    def _by_words(self, look: Callable[[Speech, str], Hit | None]) -> tuple[int, Whose] | None:
        """The place of the first line in which `look` finds enacting words, and whose they are."""
        for at, line in enumerate(self.lines):
            hits = {key: hit for key, speech in self.speeches.items() if (hit := look(speech, line))}
            if hits:
                first = min((hit.start, -hit.end) for hit in hits.values())
                best = [key for key, hit in hits.items() if (hit.start, -hit.end) == first]
                return at, self._decided(best, f"its enacting words: “{hits[best[0]].phrase}”")
        return None

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        """How many citations and recitals of each institution the text has."""
        return {key: self._openings(speech) for key, speech in self.speeches.items()}

    def _openings(self, speech: Speech) -> int:
        citation, recital = speech.phrases("citation"), speech.phrases("recital")
        count = 0
        for line in self.lines:
            label = label_of(line)
            rest = line[label.end :].lstrip() if label else line
            count += citation.opening(rest) is not None or recital.opening(rest) is not None
        return count

    # ------------------------------------------------------------------ where several fit

    def _decided(self, keys: Sequence[str], reason: str, counts: Mapping[str, int] | None = None) -> Whose:
        """The one of `keys` that the numbers, else the names, else the `counts` tell from the others."""
        if len(keys) == 1:
            return Whose(institutions.load(keys[0]), reason)
        head = self.lines[:_HEAD]
        if number := _first_number([institutions.load(key) for key in keys], head):
            return Whose(number[0], f"{reason}; its number: “{number[1]}”")
        named = [key for key in keys if _is_named(self.speeches[key], head)]
        if len(named) == 1:
            name = self.speeches[named[0]].name
            return Whose(institutions.load(named[0]), f"{reason}; its name: “{name}”")
        if counts:
            most = [key for key in keys if counts[key] == max(counts.values())]
            if len(most) == 1:
                return Whose(institutions.load(most[0]), reason)
        choice = " or ".join(f"--institution {key}" for key in keys)
        raise UnrecognisedError(
            f"{self.name}: this may be a resolution of the"
            f" {' or the '.join(institutions.load(key).name for key in keys)}: both are told by {reason},"
            f" and neither a number nor a name tells them apart; say it with {choice}"
        )


def _is_sentence(line: str) -> bool:
    """Whether `line` is long enough for a sentence, or a part of one, and ends as such, or a number begins it."""
    label = label_of(line)
    numbered = label is not None and label.kind == "digit"
    words = len(line.split()) >= _WORDS
    return numbered or words or (len(line) > _SENTENCE and line[-1:] in ",;:.")


def _first_number(candidates: Sequence[Institution], lines: Sequence[str]) -> tuple[Institution, str] | None:
    """Whose number stands on the first of `lines` that has one, and the number; None where several stand there."""
    for line in lines:
        found = [
            (one, numbers[0].identifier.printed)
            for one in candidates
            if (numbers := [n for n in one.identify(line) if n.kinds])
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _stems(words: str) -> set[str]:
    """The beginnings of the words of a name, by which it is known in its other forms."""
    return {word[:_STEM] for word in re.findall(r"[^\W\d_]{4,}", alike(words).casefold())}


def _is_named(speech: Speech, lines: Sequence[str]) -> bool:
    name = alike(speech.name).casefold()
    return bool(name) and any(name in line.casefold() for line in lines)
