"""What a person says of a line goes before what its words tell; what cannot be obeyed is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from akn.errors import TableError, UnreadableError
from akn.model.hint import ROLES, Hint
from akn.model.source import Line
from akn.model.standing import standings
from akn.pipeline import Conversion, Options, convert
from akn.readers import read_bytes
from akn.recognition import Wishes
from akn.recognition.hints import hints_in, read_hints
from akn.toml import load_schema
from tests.conftest import ROOT, TODAY
from tests.recognition.texts import LAST, act

HERE = ROOT / "tests" / "recognition"
KETTLES = act(
    "Mindful of all that kettles do for tea,",
    "A.  whereas kettles sing;",
    "Subscribe to our newsletter",
    "1.  Calls for kettles;",
    "2.  Calls for more kettles:",
    "(a)  of copper;",
    "Kettles in schools",
    "3.  Calls for tea;",
    LAST.replace("9", "4"),
)
#: The same in two languages, and as the United Nations write: a line whose words mislead, and what it is.
GERMAN = """P9_TA(2021)9001

Entschließung des Europäischen Parlaments vom 2. März 2021 zu Kesseln (2020/9001(INI))

Das Europäische Parlament,

–  gestützt auf Artikel 54 seiner Geschäftsordnung,

Eingedenk dessen, was Kessel leisten,

A.  in der Erwägung, dass Kessel singen;

1.  fordert Kessel;

2.  beauftragt seinen Präsidenten, diese Entschließung der Kommission zu übermitteln.
"""
FRENCH = """P9_TA(2021)9001

Résolution du Parlement européen du 2 mars 2021 sur les bouilloires (2020/9001(INI))

Le Parlement européen,

–  vu l'article 54 de son règlement intérieur,

A.  considérant que les bouilloires chantent;

Les bouilloires à l'école

1.  demande des bouilloires;

2.  charge sa Présidente de transmettre la présente résolution à la Commission.
"""
ASSEMBLY = """United Nations
A/RES/75/9001
General Assembly

Resolution adopted by the General Assembly on 21 December 2020

75/9001. Kettles

The General Assembly,

Recalling its resolution 74/9000 of 12 December 2019,

Kettles of the world

1.  Calls for kettles;

2.  Decides to remain seized of the matter.

47th plenary meeting
21 December 2020
"""


def converted(text: str, *hints: Hint, name: str = "kettles.txt") -> Conversion:
    from akn.pipeline import convert_source

    (made,) = convert_source(
        read_bytes(text.encode(), name), Options(Wishes(hints=hints), enrich=False, today=TODAY)
    )
    return made


def became(made: Conversion, line: str) -> list[str]:
    """What begins in the line that reads `line`."""
    number = next(p.number for p in made.source.pieces if isinstance(p, Line) and line in p.text)
    return [role for resolution in made.resolutions for at, role in standings(resolution) if at == number]


def told(made: Conversion) -> list[tuple[str, str]]:
    return [(f.code, f.severity.value) for f in made.report.findings if f.code.startswith("HIN")]


@pytest.mark.parametrize(
    ("text", "line", "role"),
    [
        (KETTLES, "Mindful of all that kettles do for tea,", "citation"),
        (KETTLES, "Mindful of all that kettles do for tea,", "recital"),
        (KETTLES, "Mindful of all that kettles do for tea,", "subparagraph"),
        (KETTLES, "A.  whereas kettles sing;", "heading"),
        (KETTLES, "Kettles in schools", "point"),
        (KETTLES, "Kettles in schools", "paragraph"),
        (KETTLES, "Kettles in schools", "subparagraph"),
        (KETTLES, "(a)  of copper;", "paragraph"),
        (KETTLES, "2.  Calls for more kettles:", "point"),
        (GERMAN, "Eingedenk dessen, was Kessel leisten,", "subparagraph"),
        (GERMAN, "Eingedenk dessen, was Kessel leisten,", "recital"),
        (FRENCH, "Les bouilloires à l'école", "recital"),
        (FRENCH, "Les bouilloires à l'école", "paragraph"),
        (ASSEMBLY, "Kettles of the world", "recital"),
        (ASSEMBLY, "Kettles of the world", "paragraph"),
        (ASSEMBLY, "1.  Calls for kettles;", "heading"),
        (ASSEMBLY, "1.  Calls for kettles;", "recital"),
    ],
)
def test_a_line_is_what_the_hint_says_and_no_word_is_lost(text: str, line: str, role: str) -> None:
    assert role not in became(converted(text), line)
    made = converted(text, Hint(" ".join(line.split()), role, 1))
    assert role in became(made, line)
    assert told(made) == [("HIN003", "information")]
    assert made.report.lost == ()


def test_a_line_goes_on_the_one_above() -> None:
    made = converted(KETTLES, Hint("Kettles in schools", "continuation"))
    assert became(made, "Kettles in schools") == []
    assert b"of copper; Kettles in schools" in made.xml


def test_furniture_is_left_out_and_listed_with_its_reason() -> None:
    made = converted(KETTLES, Hint("A. whereas kettles sing;", "furniture", 1))
    assert b"kettles sing" not in made.xml
    assert [(d.text, d.reason) for d in made.report.dropped if "hints" in d.reason] == [
        ("A.  whereas kettles sing;", "left out, as the hints say")
    ]
    assert made.report.lost == ()


def test_enacting_words_that_no_table_knows_are_told_by_a_hint() -> None:
    text = KETTLES.replace("The European Parliament,\n", "The undersigned Members,\n", 1)
    made = converted(text, Hint("The undersigned Members,", "formula", 1))
    assert became(made, "The undersigned Members,") == ["formula"]
    assert became(made, "Rule 54") == ["citation"]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("3. Calls for tea;", "citation"),  # no citation stands behind the paragraphs
        ("European Parliament resolution of 2 March 2021 on kettles (2020/9001(INI))", "paragraph"),
    ],
)
def test_what_cannot_be_obeyed_is_an_error_with_its_line_and_remedy(line: str, role: str) -> None:
    made = converted(KETTLES, Hint(line, role, 1))
    (finding,) = [f for f in made.report.findings if f.code == "HIN002"]
    assert not made.clean
    number = next(
        p.number for p in made.source.pieces if isinstance(p, Line) and " ".join(p.text.split()) == line
    )
    assert finding.source_line == number
    assert finding.help
    assert made.report.lost == ()


def test_a_hint_holds_when_its_line_moves() -> None:
    hint = Hint("Kettles in schools", "point", 1)
    moved = KETTLES.replace("1.  Calls", "A note.\n\n\n1.  Calls").replace(" in schools", "   in schools")
    assert "point" in became(converted(moved, hint), "in schools")


def test_a_hint_that_counts_is_of_that_line_alone() -> None:
    text = KETTLES.replace("3.  Calls for tea;", "3.  Calls for tea:\n\nKettles in schools")
    numbers = [
        p.number
        for p in read_bytes(text.encode()).pieces
        if isinstance(p, Line) and p.text == "Kettles in schools"
    ]
    for one in (1, 2):
        made = converted(text, Hint("Kettles in schools", "point", one))
        points = {line for r in made.resolutions for line, role in standings(r) if role == "point"}
        assert points & set(numbers) == {numbers[one - 1]}
    both = converted(text, Hint("Kettles in schools", "point"), Hint("Kettles in schools", "paragraph", 2))
    roles = {line: role for r in both.resolutions for line, role in standings(r)}
    assert [roles[n] for n in numbers] == ["point", "paragraph"]


def test_a_hint_that_meets_no_line_says_so_and_names_the_nearest() -> None:
    made = converted(KETTLES, Hint("Kettles in the schools", "point", 1))
    (finding,) = [f for f in made.report.findings if f.code == "HIN001"]
    assert finding.severity == "warning"
    assert "the nearest is “Kettles in schools”" in finding.message
    assert became(made, "Kettles in schools") == ["heading"]
    assert told(converted(KETTLES, Hint("Kettles in schools", "point", 2))) == [("HIN001", "warning")]


def test_a_hint_for_any_text_is_no_warning_where_it_meets_nothing() -> None:
    assert told(converted(KETTLES, Hint("Subscribe to us", "furniture"))) == [("HIN001", "information")]


def test_a_hint_for_another_file_is_not_heeded_here() -> None:
    hint = Hint("Kettles in schools", "point", 1, "other.txt")
    assert told(converted(KETTLES, hint)) == [("HIN004", "information")]
    assert "point" in became(converted(KETTLES, hint, name="/some/where/other.txt"), "Kettles in schools")


def test_hints_that_say_what_is_so_change_nothing() -> None:
    paths = sorted(p for p in (ROOT / "samples").glob("*/*") if p.suffix in {".txt", ".md", ".html"})
    given = 0
    for path in paths:
        plain = convert(path, Options(enrich=False, today=TODAY))
        hints = tuple(_hints_of(plain))
        made = convert(path, Options(Wishes(hints=hints), enrich=False, today=TODAY))
        assert made.xml == plain.xml, path
        assert {code for code, _ in told(made)} <= {"HIN003"}, path
        given += len(hints)
    assert given > 500


def _hints_of(made: Conversion) -> list[Hint]:
    """What each line became, as hints; text by itself in an annex is a part of nothing, and has none."""
    lines = [p for p in made.source.pieces if isinstance(p, Line)]
    numbers = [line.number for line in lines]
    roles: dict[int, list[str]] = {}
    inner: set[int] = set()
    for resolution in made.resolutions:
        for at, role in standings(resolution):
            roles.setdefault(at, []).append(role)
            if resolution.attachments and at >= resolution.attachments[0].line:
                inner.add(at)
    seen: dict[str, int] = {}
    hints = []
    for line in lines:
        text = " ".join(line.text.split())
        seen[text] = seen.get(text, 0) + 1
        own = roles.get(line.number, [])
        if len(own) == 1 and numbers.count(line.number) == 1:
            if own[0] == "subparagraph" and line.number in inner:
                continue
            hints.append(Hint(text, own[0], seen[text]))  # type: ignore[arg-type]  # a role
    return hints


# ------------------------------------------------------------------ the file


def test_the_file_is_read() -> None:
    hints = read_hints(HERE / "hints.toml")
    assert hints[0] == Hint("Mindful of all that kettles do for tea,", "citation", 1, "kettles*.txt")
    made = converted(KETTLES, *hints)
    assert became(made, "Mindful of") == ["citation"]
    assert became(made, "Kettles in schools") == ["point"]
    assert b"newsletter" not in made.xml


def test_the_schema_knows_every_role() -> None:
    hint = load_schema("hints")["$defs"]["hint"]
    assert tuple(hint["properties"]["role"]["enum"]) == ROLES


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hints = 1", "must be a list"),
        ("", "“hints” is missing"),
        ('[[hints]]\nline = "a"', "“role” is missing"),
        ('[[hints]]\nline = "a"\nrole = "chapter"', "line 3: “chapter” is none of"),
        ('[[hints]]\nline = "a"\nrole = "point"\ncolour = 1', "line 4: “colour” is not known"),
        ('[[hints]]\nline = " "\nrole = "point"', "has not the form"),
        ('[[hints]]\nline = "a"\nrole = "point"\noccurrence = 0', "counts from 1"),
        (
            '[[hints]]\nline = "a"\nrole = "point"\n[[hints]]\nline = " a"\nrole = "heading"',
            "take one of them",
        ),
        ("[[hints", "cannot be read"),
        ('x = "\0"', "cannot be read"),
        ("[" * 5000, "cannot be read"),
    ],
)
def test_a_bad_file_is_told_by_its_line(text: str, said: str) -> None:
    with pytest.raises(TableError, match=said):
        hints_in(text)


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be read"):
        read_hints(tmp_path / "none.toml")
    (tmp_path / "hints.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UnreadableError, match="cannot be read"):
        read_hints(tmp_path / "hints.toml")
