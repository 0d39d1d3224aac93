"""Whose a text is, is told by what it says, and never assumed."""

from __future__ import annotations

from pathlib import Path

import pytest

import akn.institutions
from akn.errors import UnrecognisedError
from akn.readers import read_bytes
from akn.recognition import Wishes, recognise
from tests.institutions.recipe import Folders, folders, recipe
from tests.recognition.texts import CITATION, FORMULA, HEAD, LAST, act

#: A second council, whose enacting words and phrases are those of the first.
TWIN = (
    recipe()
    .table.replace("Exampleville", "Sampleton")
    .replace("EX/RES/", "SA/RES/")
    .replace("EX-RES-", "SA-RES-")
)
TWIN_SAYS = (
    recipe()
    .section.replace("[exc", "[twin")
    .replace('name = "Council of Exampleville"', 'name = "Council of Sampleton"')
)
NO_WORDS = "\n\n".join(
    line for line in recipe().act.split("\n\n") if not line.startswith("The Council of Exampleville,")
)


@pytest.fixture
def council(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    made = folders(tmp_path)
    made.use(monkeypatch)
    return made


@pytest.fixture
def twins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    folders(tmp_path)
    made = folders(tmp_path, TWIN, TWIN_SAYS, key="twin")
    made.use(monkeypatch)
    return made


def told(text: str, **wishes: str) -> tuple[str, str]:
    whose = recognise(read_bytes(text.encode(), "kettles.txt"), Wishes(**wishes)).whose
    return whose.institution.key, whose.reason


@pytest.mark.usefixtures("council")
def test_enacting_words_tell_it() -> None:
    assert told(recipe().act) == ("exc", "its enacting words: “The Council of Exampleville,”")
    assert told(act(LAST)) == ("ep", "its enacting words: “The European Parliament,”")


@pytest.mark.usefixtures("council")
def test_the_first_enacting_words_tell_it_not_those_of_an_annex() -> None:
    annexed = act(LAST, "ANNEX", *recipe().act.splitlines()[4:])
    assert told(annexed)[0] == "ep"


@pytest.mark.usefixtures("council")
def test_enacting_words_inside_a_line_tell_it() -> None:
    one_line = " ".join(recipe().act.split())
    assert told(one_line)[0] == "exc"


@pytest.mark.usefixtures("council")
def test_citations_and_recitals_tell_it_where_the_enacting_words_are_missing() -> None:
    assert told(NO_WORDS) == (
        "exc",
        "2 citations and recitals, no enacting words; its number: “EX/RES/12/3”",
    )


@pytest.mark.usefixtures("council")
def test_a_sentence_that_names_an_institution_does_not_make_it_the_author() -> None:
    named = NO_WORDS.replace(
        "Calls for kettles", "Thanks the European Parliament, which sang, for its kettles"
    )
    assert told(named)[0] == "exc"


@pytest.mark.usefixtures("council")
def test_the_user_goes_before_the_text() -> None:
    with pytest.raises(UnrecognisedError, match="no resolution of the European Parliament was found"):
        told(recipe().act, institution="ep")
    assert told(recipe().act, institution="exc") == ("exc", "the user said so")


@pytest.mark.usefixtures("twins")
def test_of_two_that_speak_alike_the_number_tells() -> None:
    assert told(recipe().act) == (
        "exc",
        "its enacting words: “The Council of Exampleville,”; its number: “EX/RES/12/3”",
    )
    assert told(recipe().act.replace("EX/RES/12", "SA/RES/12"))[0] == "twin"


@pytest.mark.usefixtures("twins")
def test_of_two_that_speak_alike_the_name_tells_where_there_is_no_number() -> None:
    nameless = recipe().act.replace("EX/RES/12/3\n\n", "").replace("resolution EX/RES/11/14", "resolution")
    key, reason = told(nameless)
    assert (key, reason.rpartition("; ")[2]) == ("exc", "its name: “Council of Exampleville”")


@pytest.mark.usefixtures("twins")
def test_what_nothing_tells_apart_is_refused_with_the_remedy() -> None:
    both = recipe().act.replace("EX/RES/12/3", "EX/RES/12/3 SA/RES/12/3\n\nof the Council of Sampleton")
    with pytest.raises(UnrecognisedError, match="--institution exc or --institution twin"):
        told(both)


@pytest.mark.usefixtures("council")
def test_what_is_nobodys_is_refused_with_all_that_was_looked_for() -> None:
    with pytest.raises(UnrecognisedError) as refused:
        told("The kettles of the town are on the stove, and that is all that is to be said of them.\n")
    for piece in (
        "no resolution of the Council of Exampleville, the European Parliament, the",
        "“The European Parliament,”, “The Council of Exampleville,”",
        "nor two citations or recitals in English",
    ):
        assert piece in str(refused.value)


def test_an_institution_without_words_in_the_language_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders(tmp_path, section="").use(monkeypatch)
    with pytest.raises(UnrecognisedError, match=r"the language table has no section \[exc\]"):
        told(HEAD + FORMULA + CITATION + LAST, institution="exc")


def test_no_table_is_read_but_that_of_the_institution(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    load = akn.institutions.load

    def counted(key: str) -> object:
        read.append(key)
        return load(key)

    monkeypatch.setattr(akn.institutions, "load", counted)
    told(act(LAST))
    assert set(read) == {"ep"}
