"""Lines that are no part of a text are doubted wherever they stand, and what only looks so is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from akn.findings import Finding, Severity
from akn.pipeline import Options, convert
from tests.conftest import ROOT, TODAY

OPTIONS = Options(today=TODAY)


def doubts_of(text: str | Path) -> list[Finding]:
    return list(convert(text, OPTIONS).report.doubts)


def errors_of(text: str | Path) -> set[str]:
    return {doubt.code for doubt in doubts_of(text) if doubt.severity is Severity.ERROR}


def sample(language: str) -> str:
    return (ROOT / "samples" / language / "ambient-monitoring.txt").read_text(encoding="utf-8")


def before(text: str, mark: str, line: str) -> str:
    assert text.count(f"\n{mark}  ") == 1
    return text.replace(f"\n{mark}  ", f"\n{line}\n\n{mark}  ")


ENGLISH = """\
European Parliament resolution of 6 May 2010 on quiet harbours (2010/2001(INI))

The European Parliament,

–  having regard to its resolution of 7 May 2008 on the noise of cranes,

–  having regard to Rule 110(2) of its Rules of Procedure,

A.  whereas cranes are loud by night, and sailors sleep by day in most harbours;

B.  whereas nobody has measured the noise of the new cranes;

C.  whereas quiet engines are sold by several makers;

Noise and measurement

1.  Asks the harbours to measure the noise of their cranes;

2.  Calls on the Commission:

(a)  to publish the measurements;

(b)  to compare them every year;

Engines of cranes

3.  Recommends quiet engines;

4.  Notes that oil is dear;

5.  Instructs its President to forward this resolution to the Council.
"""
PLAIN = ENGLISH.replace("Noise and measurement\n\n", "").replace("Engines of cranes\n\n", "")


def test_without_a_stranger_there_is_no_doubt() -> None:
    assert doubts_of(ENGLISH) == []
    assert doubts_of(PLAIN) == []


@pytest.mark.parametrize("mark", ["▶", "•", "→", "–"])
def test_a_line_of_a_site_behind_a_sign_is_no_point(mark: str) -> None:
    text = PLAIN.replace("oil is dear;", f"oil is dear.\n\n{mark} Cite this page")
    report = convert(text, OPTIONS).report
    set_apart = [block.text for block in report.unrecognised] == [f"{mark} Cite this page"]
    assert set_apart or "SHA026" in {doubt.code for doubt in report.doubts}
    listed = PLAIN.replace("oil is dear;", f"oil is dear:\n\n{mark} by day;\n\n{mark} by night;")
    assert errors_of(listed) == set()


def test_a_table_drawn_in_letters_is_no_text() -> None:
    drawn = "┌──────┬──────┐\n│ Port │ Loud │\n└──────┴──────┘"
    assert "SHA023" in errors_of(PLAIN.replace("oil is dear;", f"oil is dear:\n\n{drawn}\n"))


def test_headings_that_are_numbered_among_each_other_need_no_word_of_the_act() -> None:
    first, second = "Noise and measurement", "Engines of cranes"
    numbered = ENGLISH.replace(first, "I.  THE TRANQUIL WATERFRONT OF TOMORROW").replace(
        second, "II.  SUSTAINABLE PROPULSION AND LUBRICATION"
    )
    assert doubts_of(numbered) == []
    assert "SHA026" in errors_of(ENGLISH.replace(first, "The tranquil waterfront of tomorrow"))


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("deu", "Jetzt unseren Rundbrief bestellen"),
        ("fra", "Abonnez-vous à notre lettre"),
        ("ell", "Εγγραφείτε στο δελτίο μας"),
        ("pol", "Zamów nasz biuletyn"),
        ("mlt", "Ircievi l-ittra tagħna"),
        ("hun", "Rendelje meg hírlevelünket"),
        ("fin", "Tilaa kirjeemme"),
        ("bul", "Абонирайте се за бюлетина"),
        ("gle", "Faigh ár nuachtlitir"),
        ("lit", "Užsisakykite naujienas"),
    ],
)
@pytest.mark.parametrize("mark", ["1.", "3."])
def test_a_line_of_a_site_is_no_sole_heading(language: str, line: str, mark: str) -> None:
    report = convert(before(sample(language), mark, line), OPTIONS).report
    set_apart = [block.text for block in report.unrecognised] == [line]
    assert set_apart or "SHA026" in {doubt.code for doubt in report.doubts}
    # In Irish the first letters of words change: there nothing is set apart by its words.
    assert set_apart is (language != "gle")


@pytest.mark.parametrize("mark", ["B.", "1.", "4."])
def test_a_line_of_a_site_is_no_heading_among_others(mark: str) -> None:
    assert "SHA026" in errors_of(before(ENGLISH, mark, "Read tomorrow about bread and butter"))


def test_a_sole_heading_that_speaks_of_the_act_is_told_and_no_error() -> None:
    (doubt,) = doubts_of(before(PLAIN, "3.", "Engines of cranes"))
    assert (doubt.code, doubt.severity) == ("SHA026", Severity.WARNING)


IRISH = """\
Rún ó Pharlaimint na hEorpa an 14 Feabhra 2023 maidir leis na farraigí (2022/2100(INI))

Tá Parlaimint na hEorpa,

–  ag féachaint do Riail 54 dá Rialacha Nós Imeachta,

A.  de bhrí go bhfuil na farraigí ag téamh;

{heading}

1.  á iarraidh ar an gCoimisiún gníomhú chun an fharraige a chosaint;

2.  á threorú dá hUachtarán an rún seo a chur ar aghaidh chuig an gComhairle agus chuig an gCoimisiún.
"""


def test_irish_headings_say_the_same_words_with_other_first_letters() -> None:
    assert not errors_of(IRISH.format(heading="Farraigí agus cosaint"))
    assert errors_of(IRISH.format(heading="Cuir litir chugainn")) == {"SHA026"}


def test_a_sole_heading_that_the_format_makes_one_is_believed(tmp_path: Path) -> None:
    text = tmp_path / "text.md"
    text.write_text(before(PLAIN, "3.", "## Maintenance"), encoding="utf-8")
    assert doubts_of(text) == []
    text.write_text(before(PLAIN, "3.", "Maintenance"), encoding="utf-8")
    assert errors_of(text) == {"SHA026"}


@pytest.mark.parametrize("line", ["Having noted the noise,", "3 comments", "12.4.2021 and 14.4.2021"])
def test_what_has_not_the_form_of_a_heading_is_none(line: str) -> None:
    assert errors_of(before(ENGLISH, "4.", line)) & {"SHA019", "SHA026"}


@pytest.mark.parametrize(
    "line",
    [
        "ovens.example.org",
        "€ 12,90",
        "12.90 €",
        "#night #ovens #bread",
        "Tel. +32 2 000 00 00",
        "[JE1]: check this figure",
        "Đọc thêm về những lò bánh của thành phố",
    ],
)
def test_a_line_that_its_form_or_its_letters_tell_is_set_apart(line: str) -> None:
    report = convert(before(ENGLISH, "4.", line), OPTIONS).report
    assert [block.text for block in report.unrecognised] == [line]
    assert not [finding for finding in report.findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("line", ["Soma zaidi kuhusu mkate wa usiku"])
def test_a_line_in_a_language_of_no_table_is_doubted(line: str) -> None:
    assert errors_of(before(ENGLISH, "4.", line)) & {"SHA011", "SHA026"}


@pytest.mark.parametrize(
    ("language", "line"),
    [("deu", "Прочетете повече тук"), ("ell", "Đọc thêm về bánh"), ("bul", "Lees meer hierover")],
)
def test_a_heading_in_another_script_is_doubted(language: str, line: str) -> None:
    text = before(sample(language), "3.", line)
    report = convert(text, OPTIONS).report
    assert report.unrecognised or "SHA011" in {doubt.code for doubt in report.doubts}


def test_a_sentence_behind_a_finished_paragraph_is_doubted() -> None:
    assert "SHA019" in errors_of(before(PLAIN, "4.", "Visitors find tickets at the desk."))


def test_a_sentence_before_the_first_number_is_doubted() -> None:
    assert "SHA005" in errors_of(before(PLAIN, "1.", "Visitors find tickets at the desk."))


def test_one_line_between_points_that_speaks_of_nothing_is_doubted() -> None:
    assert "SHA026" in errors_of(
        ENGLISH.replace("(b)  to compare", "Send us your comments\n\n(b)  to compare")
    )
    assert "SHA026" not in errors_of(ENGLISH.replace("(b)  to compare", "Measurements\n\n(b)  to compare"))


@pytest.mark.parametrize("line", ["Texts of the session", "Page 4 of 12", "seite 4 von 12"])
def test_a_line_of_a_page_printed_once_in_a_sentence_is_doubted_or_left_out(line: str) -> None:
    text = PLAIN.replace("loud by night, and sailors", f"loud by night, and\n{line}\nsailors")
    left_out = [one.text for one in convert(text, OPTIONS).report.dropped]
    assert line in left_out or "SHA018" in errors_of(text)


@pytest.mark.parametrize("width", [30, 44, 60, 72])
def test_a_wrapped_text_raises_no_doubt(width: int) -> None:
    import textwrap

    lines = [
        "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)) or ""
        for line in PLAIN.split("\n")[1:]
    ]
    assert doubts_of("\n".join([PLAIN.split("\n")[0], *lines])) == []


@pytest.mark.parametrize("word", ["cross-border", "lamp-light", "north-south", "wind-blown"])
def test_a_word_made_of_two_is_no_word_for_certain(word: str) -> None:
    text = PLAIN.replace("whereas quiet engines", f"whereas {word.replace('-', f'-{chr(10)}')} engines")
    kept = f"whereas {word} engines".encode() in convert(text, OPTIONS).xml
    assert kept or errors_of(text) == {"SHA021"}
    assert errors_of(text.replace("Notes that oil", f"Notes that {word.replace('-', '')} oil")) == set()


def test_two_citations_in_one_are_doubted_though_their_word_bends() -> None:
    text = sample("ita")
    lines = [line for line in text.split("\n") if line.startswith("–  vist")]
    glued = text.replace(f"{lines[0]}\n\n{lines[1]}", f"{lines[0]} {lines[1].removeprefix('–  ')}")
    assert glued != text
    assert "SHA001" in errors_of(glued)


def test_a_paragraph_with_its_capital_inside_another_is_doubted() -> None:
    text = PLAIN.replace(
        "Recommends quiet engines;\n\n4.  Notes", "Recommends quiet engines; Asks for oil;\n\n4.  Notes"
    )
    assert "SHA019" in errors_of(text)


def test_a_semicolon_behind_the_closing_words_is_a_slip_and_one_behind_others_a_loss() -> None:
    slip = PLAIN.replace("to the Council.", "to the Council;")
    assert [(d.code, d.severity) for d in doubts_of(slip)] == [("SHA016", Severity.WARNING)]
    cut = PLAIN[: PLAIN.index("5.  Instructs")]
    assert "SHA016" in errors_of(cut)


def test_a_doubt_that_is_accepted_is_told_and_is_no_error() -> None:
    gap = PLAIN.replace("4.  Notes that oil is dear;\n\n", "")
    assert errors_of(gap) == {"SHA005"}
    conversion = convert(gap, Options(today=TODAY, accepted=("SHA005",)))
    assert conversion.clean
    assert [(d.code, d.severity) for d in conversion.report.doubts] == [("SHA005", Severity.WARNING)]


def test_lines_of_a_page_behind_a_finished_paragraph_are_no_rows_of_a_table(tmp_path: Path) -> None:
    blocks = [f"<p>{line}</p>" for line in PLAIN.split("\n") if line]
    at = next(n for n, block in enumerate(blocks) if "Recommends" in block)
    page = tmp_path / "page.html"
    lines = ["<p>seen words</p><p>Summary</p><p>folded words</p>"]
    page.write_text("\n".join(["<html><body>", *blocks[:at], *lines, *blocks[at:]]), encoding="utf-8")
    assert errors_of(page)


def test_a_sign_that_one_font_alone_knows_is_no_letter() -> None:
    assert "SHA021" in errors_of(ENGLISH.replace("cranes are loud", "cra\ue000nes are loud"))


ANNEX = """\
P9_TA(2022)9311

European Parliament resolution of 5 July 2022 on the width of gates (2021/9040(INL))

The European Parliament,

–  having regard to Article 225 of the Treaty on the Functioning of the European Union,

A.  whereas gates are narrower than prams;

1.  Instructs its President to forward this resolution to the Commission.

ANNEX TO THE RESOLUTION:
RECOMMENDATIONS AS TO THE CONTENT OF THE PROPOSAL REQUESTED

Recommendation 1 (on width)

1.  Every gate should be one metre wide.

2.  Every second gate should be two.

Recommendation 2 (on latches)

3.  Every latch should be within reach.
"""


@pytest.mark.parametrize("line", ["Share this with a friend", "Buy now", "Soma zaidi kuhusu mkate"])
@pytest.mark.parametrize("mark", ["2.", "3."])
def test_a_line_among_the_numbers_of_an_annex_is_doubted(line: str, mark: str) -> None:
    assert doubts_of(ANNEX) == []
    assert "SHA026" in errors_of(before(ANNEX, mark, line))
