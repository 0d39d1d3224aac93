"""Lines that stand in an act and are none of it: in another language or script, an address, a caption in brackets.

They came in with the page: an advertisement, “read more”, the caption of an
image, whose words are a table. They are told as unrecognised where they stood, and what stands around
them is read as if they did not stand there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct, field

from akn import ready
from akn.languages.detection import shares
from akn.numbering.roman import roman
from akn.recognition.act.alone import alone
from akn.recognition.idiom import Idiom
from akn.recognition.passages import Passage

#: An address of the web or of a person; so few words stand beside it in a line that is not of the act.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")
_BESIDE = 6
_WORD = re.compile(r"[^\W\d_]{2,}")
#: A line wholly in brackets, or one that begins with the sign of who owns a picture.
_CAPTION = re.compile(r"\[[^\[\]]*[^\W\d_]{3}[^\[\]]*\]\.?|\[[^\W\d_]{1,3}\d{0,3}\]: .+|©.{2,}")
#: What its form tells, in whatever language: the name of a site, a price, hashtags, a telephone.
_FORM = re.compile(
    r"""
      (?:[a-z0-9-]+\.)+[a-z]{2,6}(?:/\S*)?
    | [€$£¥]\s?[0-9][0-9.,\s]*(?:[–-]{1,2})?  | [0-9][0-9.,\s]*\s?[€$£¥]
    | (?:\#\w+[\s,]*){1,12}
    | <!--.*-->  | !\[[^\[\]]*\]\([^()]*\)
    | (?:[^\W\d_]{1,12}\.?:?\s){0,2}(?:\+|00|\(0)[0-9][0-9\s()/.-]{6,18}[0-9]
    """,
    re.VERBOSE,
)
#: So many words with letters that the language has not, and more than have none, are of another language.
_LENT = 3
#: A line in another language has so many words, and little ones of that: so many more than of the act's own.
_FEWEST, _OTHERS, _MORE = 6, 1.5, 3
#: An unlabelled line that is longer is a whole text.
_LONGEST = 1200
#: Where so many lines of a text are strange, one of this number, it is another text.
_MANY = 4
#: What a site prints between paragraphs is no longer.
_LINE = 120


class Sifted(Struct, frozen=True):
    """The passages of an act that were `kept`, their `places` among all, and what `strangers` stood before each.

    What stood behind the last is no matter of the act.
    """

    kept: list[Passage]
    places: list[int]
    strangers: dict[int, list[Passage]] = field(default_factory=dict)

    def tail(self, at: int) -> int:
        """Where, among all passages, the tail begins, where the act ends before the kept one at `at`."""
        if at < len(self.kept):
            return self.places[at] - len(self.strangers.get(at, ()))
        return self.places[-1] + 1 if self.places else 0


def sift(passages: Sequence[Passage], idiom: Idiom) -> Sifted:
    """Part the lines of `passages` that do not belong to an act from those that may."""
    script = _script_of(idiom)
    alphabet = _alphabet_of(idiom)
    openers = (idiom.phrases("formula"), *idiom.openers)
    sifted = Sifted([], [])
    waiting: list[Passage] = []
    strange = [_strange(passage, idiom.language.code, script, alphabet) for passage in passages]
    for at in alone(passages, idiom) if idiom.institution.told_by != "punctuation" else ():
        strange[at] = True
    if not any(strange):
        return Sifted(list(passages), [*range(len(passages))])
    _with_company(passages, strange)
    for at, passage in enumerate(passages):
        if strange[at] and any(phrases.opening(passage.plain) for phrases in openers):
            strange[at] = False
    for at, passage in enumerate(passages):
        if strange[at]:
            waiting.append(passage)
            continue
        if waiting:
            sifted.strangers[len(sifted.kept)] = waiting
            waiting = []
        sifted.kept.append(passage)
        sifted.places.append(at)
    return sifted


def strange_lines(passages: Sequence[Passage], idiom: Idiom) -> frozenset[int]:
    """The places of lines in a text that is no act which do not belong to it; none where they are many.

    Texts that are no acts may well give addresses.
    """
    script, alphabet = _script_of(idiom), _alphabet_of(idiom)
    found = [
        at
        for at, passage in enumerate(passages)
        if _strange(passage, idiom.language.code, script, alphabet) and not _ADDRESS.search(passage.text)
    ]
    return frozenset(found if len(found) * _MANY <= len(passages) else ())


def _with_company(passages: Sequence[Passage], strange: list[bool]) -> None:
    """Lines that no blank line parts from a strange one are strange, too, where one parts them all from the act."""
    at = 0
    while at < len(passages):
        end = at + 1
        while end < len(passages) and passages[end].line == passages[end - 1].said[-1][0] + 1:
            end += 1
        some = range(at, end)
        if end > at + 1 and any(strange[n] for n in some) and all(_unmarked(passages[n]) for n in some):
            strange[at:end] = [True] * (end - at)
        at = end


def _unmarked(passage: Passage) -> bool:
    by_itself = passage.level or passage.note or passage.role
    return passage.label is None and passage.grid is None and not by_itself


def _strange(passage: Passage, language: str, script: str, alphabet: frozenset[str]) -> bool:
    if passage.label is not None or passage.grid is not None or passage.note or passage.role:
        return False
    text = passage.text
    if len(text) > _LONGEST or not text:
        return False
    if len(text) < _LINE and (_of_a_site(text) or _FORM.fullmatch(text)):
        return True
    if "[" in text[:1] or "©" in text[:1]:
        return _CAPTION.fullmatch(text) is not None
    if ("www." in text or "://" in text or "@" in text) and (address := _ADDRESS.search(text)):
        return len(_WORD.findall(text.replace(address[0], ""))) <= _BESIDE and text[-1:] not in ";,"
    letters = [] if script == "LATIN" and text.isascii() else [c for c in text if c.isalpha()]
    if letters and not any(_script(c) == script for c in letters[:40]):
        return roman("".join(letters)) is None  # the numerals of sections are Latin in every script
    if alphabet and not text.isascii() and len(text) < _LINE and _lent(text, alphabet):
        return True
    return text.count(" ") + 1 >= _FEWEST and _in_another_language(text, language)


def _lent(text: str, alphabet: frozenset[str]) -> bool:
    """Whether most words of `text` have a letter that is not in `alphabet`; names do, here and there."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    lent = sum(any(not c.isascii() and c not in alphabet for c in word) for word in words)
    return lent >= _LENT and 2 * lent > len(words)


def _of_a_site(text: str) -> bool:
    """Whether `text` is what a site prints between paragraphs, by the table of such lines."""
    lines, captions, buttons = _site_words()
    folded = text.casefold().rstrip(" .:…>»")
    if folded in lines or (":" in text and folded.partition(":")[0].rstrip() in captions):
        return True
    if _CLOCK.search(text) and len(_WORD.findall(text)) <= _DATE:
        return True
    return " " in text and not buttons.sub("", folded).strip(" |·•-/,")


#: The time of day, as pages print it with the date; a date has no more words.
_CLOCK, _DATE = re.compile(r"(?<![\d.:])[0-2]?\d:[0-5]\d(?![\d:])"), 4


@lru_cache(maxsize=1)
def _site_words() -> tuple[frozenset[str], frozenset[str], re.Pattern[str]]:
    table = ready.load("recognition/act/strangers.toml")
    lines, captions, buttons = (
        [word.casefold() for word in table[key]] for key in ("lines", "captions", "buttons")
    )
    longest = sorted(buttons, key=len, reverse=True)
    return (
        frozenset(lines),
        frozenset(captions),
        re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"),
    )


def _in_another_language(text: str, language: str) -> bool:
    found = shares(text, language)
    own = found.pop(language, 0.0)
    return max(found.values(), default=0.0) >= max(_OTHERS, _MORE * own)


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """The first word of a letter's name: LATIN, GREEK, CYRILLIC, ARABIC, CJK."""
    return "LATIN" if letter.isascii() else unicodedata.name(letter, "").partition(" ")[0]


@lru_cache(maxsize=64)
def _alphabet_of(idiom: Idiom) -> frozenset[str]:
    """The letters that the language of `idiom` has beyond ASCII; none where it is not written in Latin letters."""
    if _script_of(idiom) != "LATIN":
        return frozenset()
    return frozenset(unicodedata.normalize("NFC", str(idiom.language.table.get("alphabet", ""))))


@lru_cache(maxsize=64)
def _script_of(idiom: Idiom) -> str:
    """The script that the language of `idiom` is written in."""
    text = "".join(idiom.phrases("formula").phrases) or idiom.language.name
    return next((_script(c) for c in text if c.isalpha()), "LATIN")
