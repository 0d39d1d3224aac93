"""What is remembered of texts has a bound: a server that reads for years must not grow."""

from __future__ import annotations

from akn.authorities import words
from akn.authorities.entities import entities
from akn.authorities.instruments import instruments
from akn.enrichment.context import NOWHERE
from akn.enrichment.finders.names import Names
from akn.enrichment.reading import Reading
from akn.matching.memo import Memo
from akn.matching.phrases import Phrases
from akn.numbering.sequences import label
from akn.validation.explaining.mistakes import _near

MANY = 10_000


def held(thing: object) -> int:
    """How many entries the containers of an object hold."""
    return sum(len(value) for value in vars(thing).values() if isinstance(value, dict))


def test_a_memory_begins_anew_when_it_is_full() -> None:
    memo: Memo[int, int] = Memo(3)
    for number in range(MANY):
        assert memo.keep(number, -number) == -number
        assert len(memo) <= 3
        assert memo.get(number) == -number


def test_phrases_remember_few_of_the_letters_they_met() -> None:
    phrases = Phrases(["having regard to", "{text} kettle"])
    for number in range(MANY):
        phrases.opening(f"{chr(0x4E00 + number)} sings")
        phrases.whole(f"{chr(0x4E00 + number)} sings {chr(0x4E00 - number)}")
    assert held(phrases) < MANY // 5
    assert phrases.whole("a kettle")
    assert phrases.opening("having regard to pots")


def test_names_remember_no_word_that_begins_none() -> None:
    names = Names(words("eng"), entities("eng"), instruments("eng"))
    before = held(names)
    for number in range(MANY):
        names.instrument(Reading(f"Kettle{'x' * (number % 7)} {number}", NOWHERE), 0)
        assert names.ends(f"word{number}", 0, f"word{number}") is None
    assert held(names) - before < 10


def test_a_misspelt_name_is_not_remembered_for_ever() -> None:
    for number in range(MANY):
        _near(f"paragraf{number}", ("p",))
    assert _near.cache_info().currsize < MANY


def test_numbers_as_printed_are_not_remembered_for_ever() -> None:
    for number in range(MANY):
        label(f"({number})")
    assert label.cache_info().currsize < MANY
