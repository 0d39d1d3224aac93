"""Persons where the words around the name leave no doubt: a title, a calling, a case, an office."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from akn.authorities import Table
from akn.authorities.persons import person
from akn.enrichment.finders.bent_names import BentNames
from akn.enrichment.finders.names import Names
from akn.enrichment.reading import TOKEN, Found, Reading, first_word, joiner, second_words
from akn.matching.alike import alike
from akn.matching.late import Late
from akn.matching.patterns import one_of
from akn.model.resolution import Mark, Mention

_WORD = re.compile(
    r"[^\W\d_]{1,30}(?:(?:-|'(?!s(?!\w)))[^\W\d_]{1,30}){0,2}(?!\w)(?:(?<=(?<!\w)[^\W\d_])\.)?"
)


def _candidate(letter: str, capital: str, inside: str) -> re.Pattern[str]:
    """Two words in a row that may be a name: what most texts have few of.

    The capital stands first: an expression is found quickly by the signs that it begins with.
    """
    return re.compile(
        rf"{capital}(?<!{inside}.)(?={letter}*\.?(?:[ -](?:{letter}{{1,3}}[ -]){{0,2}}{capital})(?:{letter}|\.))",
        re.DOTALL,
    )


_CANDIDATE = _candidate(r"[^\W\d_]", r"[^\W\d_a-z]", r"[^\W_]")
#: The same in a text of ASCII alone.
_ASCII_CANDIDATE = _candidate("[A-Za-z]", "[A-Z]", "[A-Za-z0-9]")
_SURNAME = re.compile(r" [^\W\d_a-z][a-zß-ÿ]")
_LONGEST = 30
#: So many words a name may have, particles among them.
_WORDS = 6
#: So many words stand behind a particle where it is no part of the name: “von Ana Belarosa”.
_FULL_NAME = 2
#: How far before an office its holder may begin.
_NEAR = 70
#: The longest office, “High Representative of the Union for Foreign Affairs and Security Policy” and more.
_LONG_OFFICE = 160


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins at `at`."""
    before = text[max(0, at - 8) : at].rstrip(" \"'(-")
    return not before or before[-1] in ".;:!?"


#: Titles, and callings and offices.
_Forms: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
#: Between what announces a name and the name: nothing behind “d'”.
_SPACE = r"(?:\s{1,3}|(?<='))"
#: Never fits.
_NOTHING = re.compile(r"(?!)")


def _last_word(form: str) -> str:
    return alike(form).split(" ")[-1]


def _by(word_of: Callable[[str], str], titles: Iterable[str], others: Iterable[str]) -> dict[str, _Forms]:
    """The forms by the word that `word_of` gives of each."""
    held: dict[str, _Forms] = {}
    for title in titles:
        mine = held.get(word_of(title), ((), ()))
        held[word_of(title)] = ((*mine[0], title), mine[1])
    for form in others:
        mine = held.get(word_of(form), ((), ()))
        held[word_of(form)] = (mine[0], (*mine[1], form))
    return held


class Persons:
    """Finds persons by the words of one language."""

    def __init__(self, words: Table, names: Names) -> None:
        held = words.get("persons", {})
        #: How a name stands by itself that the text has in another case.
        self.bent = BentNames(words)
        self._titles = (*held.get("titles", ()), *held.get("oblique", ()))
        self._callings = (*held.get("callings", ()), *held.get("cases", ()))
        self._offices = tuple(held.get("offices", ()))
        self._names = names
        self._particles = frozenset(held.get("particles", ()))
        self._nouns_in_capitals = bool(words.get("guards", {}).get("nouns_in_capitals", False))
        apposed = (*self._offices, *held.get("apposed", ()))
        articles = one_of(held.get("office_articles", ()))
        # “printers such as Ana Belarosa”
        self._like = tuple(held.get("like", ()))
        # The words before a name are many, and a text has few of them: by their first word, and by their last.
        self._openings = _by(first_word, self._titles, (*self._callings, *self._offices))
        self._endings = _by(_last_word, self._titles, (*self._callings, *self._offices))
        self._between = frozenset(map(_last_word, (*self._particles, *self._like)))
        self._opening: dict[str, re.Pattern[str]] = {}
        self._ending: dict[str, re.Pattern[str]] = {}
        # “the High Representative, Ana Belarosa, said”
        self._comma = Late(rf"(?<!\w){one_of(self._offices)},\s\Z")
        oblique = (*held.get("cases", ()), *held.get("oblique", ()))
        self._oblique = Late(rf"(?<!\w){one_of(oblique)}{_SPACE}(?:{one_of(self._particles)}\s)?\Z")
        # “Lärare Ana Belarosa”: a sentence begins with the calling.
        self._single = frozenset(alike(form) for form in self._callings if " " not in form)
        # “Ana Belarosa, Vice-President of the Commission”, “Ana Belarosa, a teacher”
        self._office = Late(rf"(?:{articles}(?:\s{{1,2}}|(?<=')))?{one_of(apposed)}")
        self._never = frozenset(
            part
            for title in (*self._titles, *self._offices)
            for part in re.split(r"[ -]", title)
            if part[:1].isupper()
        ) | frozenset(held.get("never", ()))
        # German writes callings with a capital too.
        self._never |= frozenset(form for form in self._callings if form[:1].isupper() and " " not in form)
        self._and = joiner(words)
        self._again = Late(rf"(?:{one_of(self._particles)}\s{{1,2}}|[^\W\d_]')(?=[^\W\d_a-z])")
        # Hungarian puts a calling behind the name.
        self._behind = Late(rf"{one_of(held.get('behind', ()))}")
        self._callings_behind = bool(held.get("behind"))

    def second_words(self) -> Mapping[str, frozenset[str] | None]:
        """The words by which a person is found, and those that must stand behind each."""
        return second_words((*self._titles, *self._callings, *self._offices))

    def announced(self, text: str) -> Iterator[tuple[int, int, bool]]:
        """Where the persons of `text` (made alike) stand whom words announce: their names count everywhere.

        The third says whether these words put the name in another case.
        """
        closed = 0
        for candidate in (_ASCII_CANDIDATE if text.isascii() else _CANDIDATE).finditer(text):
            at = candidate.start()
            if at < closed or not text[at].isupper():
                continue
            for mark, oblique in self._announced_at(text, at):
                yield mark.start, mark.end, oblique
                closed = max(closed, mark.end)

    def _announced_at(self, text: str, at: int) -> Iterator[tuple[Mark, bool]]:
        """The persons whose first begins at `at`, where two words with capitals stand."""
        begin = text.rfind(" ", 0, at - 1) + 1
        # “l'assassinat d'Ana Belarosa”
        word = text[begin:at] if text[at - 1 : at] == "'" else text[begin : at - 1]
        ending = self._ending_in(word)
        if word[:1].lower() + word[1:] in self._single and _begins(text, begin):
            yield from ((mark, False) for mark in self._listed(text, at, titled=False))
        elif ending is not None:
            before = max(0, at - _NEAR)
            opening = ending.search(text, before, at)
            if opening is not None and not (opening.start() and text[opening.start() - 1].isalnum()):
                oblique = self._oblique.search(text, before, at) is not None
                marks = self._listed(text, at, titled=opening["title"] is not None)
                yield from ((mark, oblique) for mark in marks)
        end = self._name(text, at, 2, titled=False) if self._apposed(text, at) else None
        if end is None:
            return
        behind = self._callings_behind and self._behind.match(text, end + 1) is not None
        apart = text.startswith(", ", end) or (text[end : end + 1] == "," and end + 1 == len(text))
        before = apart and self._comma.search(text, max(0, at - _LONG_OFFICE), at) is not None
        if behind or before or (apart and self._office.match(text, end + 2)):
            start = self._past_nouns(text, at, end)
            yield Mark(start, end, Mention(person(text[start:end]))), behind

    def _past_nouns(self, text: str, at: int, end: int) -> int:
        """Where the name begins that ends at `end`: in “Kenntnis der Rede von Ana Belarosa” not with the noun."""
        if not self._nouns_in_capitals:
            return at
        words = text[at:end].split(" ")
        last = max((n for n, word in enumerate(words) if word in self._particles), default=-1)
        return end - len(" ".join(words[last + 1 :])) if last >= 0 and len(words) - last > _FULL_NAME else at

    def _apposed(self, text: str, at: int) -> bool:
        """Whether words may stand behind the name at `at` that announce it, or, but for a comma, before it."""
        if self._callings_behind or not self._offices:
            return self._callings_behind
        comma = text.find(",", at)
        return comma >= 0 and text.count(" ", at, comma) < _WORDS

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The person or persons whom the words at `at` announce; only the names are marked."""
        first = TOKEN.match(reading.text, at)
        opening = self._opening_with(first.group()).match(reading.text, at) if first else None
        reading.steps += 1
        if opening is not None:
            marks = self._listed(reading.text, opening.end(), titled=opening["title"] is not None)
            if marks:
                return Found(marks[-1].end, tuple(marks))
        return None

    def _announcing(self, forms: _Forms) -> str:
        """The expression of `forms`; callings and offices may be followed by “such as”."""
        titles, others = forms
        like = rf"(?:,?\s{{1,3}}{one_of(self._like)})?"
        return rf"(?:(?P<title>{one_of(titles)})|{one_of(others)}{like}){_SPACE}"

    def _opening_with(self, word: str) -> re.Pattern[str]:
        """What announces a person and begins with `word`."""
        held = self._opening.get(word)
        if held is None:
            forms = self._openings.get(word)
            if forms is None:
                return _NOTHING
            held = self._opening[word] = re.compile(self._announcing(forms))
        return held

    def _ending_in(self, word: str) -> re.Pattern[str] | None:
        """What announces the person right behind it and ends in `word`; None where nothing does."""
        if word in self._between:
            word = ""  # a particle or “such as” stands behind any of them
        elif word not in self._endings:
            return None
        held = self._ending.get(word)
        if held is None:
            forms = self._endings[word] if word else (self._titles, (*self._callings, *self._offices))
            held = self._ending[word] = re.compile(
                rf"{self._announcing(forms)}(?:{one_of(self._particles)}\s)?\Z"
            )
        return held

    def _listed(self, text: str, at: int, *, titled: bool) -> list[Mark]:
        marks: list[Mark] = []
        position = at
        while len(marks) < _LONGEST:
            end = self._name(text, position, 1 if titled else 2, titled=titled)
            if end is None:
                break
            marks.append(Mark(position, end, Mention(person(text[position:end]))))
            joined = self._and.match(text, end)
            if joined is None:
                break
            # “de Tomas Vrbanek y de Iva Kostrian”
            again = self._again.match(text, joined.end())
            position, titled = again.end() if again else joined.end(), False
        return marks

    def _name(self, text: str, at: int, least: int, *, titled: bool) -> int | None:
        """Where the name ends that begins at `at`, if it has `least` words at least and none of another name."""
        end, position, words = at, at, 0
        for _ in range(_WORDS):
            match = _WORD.match(text, position)
            if match is None:
                break
            word = match.group()
            initial = word[-1:] == "."
            surname = word.isupper() and len(word) > 2 and (titled or words > 0)
            named = word[0].isupper() or self._is_joined(word)
            if named and (initial or surname or not word.isupper()):
                if not self._never.isdisjoint(word.split("-")):
                    return None
                if not surname and self._is_another(text, position, titled=titled):
                    # “Adaeze Okonkwo van Nigeria naar …”: the particle was a word of the sentence.
                    return end if words >= least and end + 1 < position - 1 else None
                end, words = match.end(), words + (not initial)
            elif not words or word not in self._particles:
                break
            if text[match.end() : match.end() + 1] != " ":
                break
            position = match.end() + 1
        return end if words >= least else None

    def _is_joined(self, word: str) -> bool:
        """“al-Rashid”, “d'Oria”: a particle and a name in one word."""
        particle, hyphen, name = word.partition("-")
        if not hyphen:
            particle, hyphen, name = word.partition("'")
            return len(particle) == 1 and name[:1].isupper()
        return particle in self._particles and name[:1].isupper()

    def _is_another(self, text: str, at: int, *, titled: bool) -> bool:
        """Whether what begins at `at` is the name of something else; behind a title a country's is a first name."""
        first = TOKEN.match(text, at)
        end = self._names.ends(text, at, first.group()) if first else None
        if end is None:
            return False
        return not titled or " " in text[at:end] or _SURNAME.match(text, end) is None
