"""The development set: its rows, and what is read of a sentence, in the form in which the rows have it."""

from __future__ import annotations

from pathlib import Path

from akn.enrichment.context import Context
from akn.model.resolution import Mark, Mention, Ref, RefList, RefRange
from akn.model.target import Target

HERE = Path(__file__).parent

#: A motion of the ninth term with ten paragraphs, six recitals and an annex; the text stands in its fourth paragraph.
DOCUMENT = Context(
    institution="ep",
    term="9",
    date="2025-12-31",
    targets={
        **{(("par", str(n)),): f"#para_{n}" for n in range(1, 11)},
        **{(("rct", letter),): f"#recs_1__rec_{letter}" for letter in "ABCDEF"},
        (("anx", "1"),): "#att_1",
    },
    previous="#para_3",
    following="#para_5",
)


def rows(name: str) -> list[list[str]]:
    """The rows of a table of the development set, without its comments."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def headed(name: str) -> list[list[str]]:
    """The rows of a table of the development set, each behind the heading (``# --- Courts``) that it stands under."""
    held: list[list[str]] = []
    heading = ""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("# --- "):
            heading = line.removeprefix("# --- ").strip()
        elif line and not line.startswith("#"):
            held.append([heading, *line.split("\t")])
    return held


def references(text: str, marks: tuple[Mark, ...]) -> list[tuple[str, Target]]:
    """The references of `text`, lists before their items."""
    found: list[tuple[str, Target]] = []
    for mark in marks:
        printed = text[mark.start : mark.end]
        match mark.markup:
            case Ref(href):
                found.append((printed, href))
            case RefList():
                found.append((printed, "mref"))
            case RefRange(first, last):
                found.append((printed, f"{first} .. {last}"))
            case _:
                pass
    return found


def whole_references(text: str, marks: tuple[Mark, ...]) -> list[tuple[str, str]]:
    """The references of `text`, each list one, with its addresses in a row."""
    lists = [mark for mark in marks if isinstance(mark.markup, RefList)]
    found: list[tuple[str, str]] = []
    for mark in marks:
        printed = text[mark.start : mark.end]
        match mark.markup:
            case RefList():
                inside = [m.markup for m in marks if mark.start <= m.start and m.end <= mark.end]
                found.append((printed, " ".join(str(m.href) for m in inside if isinstance(m, Ref))))
            case Ref(href) if not any(held.start <= mark.start and mark.end <= held.end for held in lists):
                found.append((printed, str(href)))
            case RefRange(first, last):
                found.append((printed, f"{first} .. {last}"))
            case _:
                pass
    return found


def named(text: str, marks: tuple[Mark, ...]) -> list[tuple[str, str]]:
    """The bodies, offices, persons and places of `text`, with their keys."""
    return [(text[m.start : m.end], m.markup.entity.key) for m in marks if isinstance(m.markup, Mention)]
