"""Lines of a cover, judged by what stands above and below them, where their own words do not say what they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import NamedTuple, TypeAlias

from akn.model.resolution import Link
from akn.recognition.act.headings import heading_like
from akn.recognition.cover.lines import Lines
from akn.recognition.passages import Passage

#: More than a word or two: so much of a title must be said again.
_SHORTEST = 12
#: So few words a line of a procedure's number may hold.
_FEW = 6
#: So many lines a cover has from the kind to the subject, at the most.
_COVER = 24


class _Place(NamedTuple):
    """A line of no known sort, and where it stands: the sorts above and below it, and the titles of the cover."""

    passage: Passage
    above: str
    below: str
    line_above: Passage | None
    #: Whether a title stands somewhere above it.
    titled: bool
    #: The last line that is a title.
    title: Passage | None
    #: Whether a line above it says that the text was tabled, not adopted.
    tabled: bool
    #: All lines of the cover, and its place among them.
    every: Sequence[Passage]
    at: int


_Test: TypeAlias = Callable[[Lines, _Place], bool]


def _goes_on(lines: Lines, place: _Place) -> bool:
    if place.above in _AMONG_PEOPLE and lines.people(place.passage.text):
        return False  # “and Carl Probe”, where the “and” of a language may head a title, too
    return place.titled and lines.is_subject(place.passage)


def _repeats(_: Lines, place: _Place) -> bool:
    plain, title = place.passage.plain, place.title
    if title is None or title is place.passage or len(plain) < _SHORTEST:
        return False
    return plain.casefold() in title.plain.casefold()


def _heading(_: Lines, place: _Place) -> bool:
    return heading_like(place.passage)


def _menu(_: Lines, place: _Place) -> bool:
    return heading_like(place.passage) and _links_away(place.passage)


def _names(lines: Lines, place: _Place) -> bool:
    return bool(lines.people(place.passage.text))


def _names_behind_kind(lines: Lines, place: _Place) -> bool:
    """Names below a line that says the text was tabled: on the page of an adopted one they are of the page."""
    return place.tabled and place.titled and bool(lines.people(place.passage.text))


def _for_somebody(_: Lines, place: _Place) -> bool:
    """A line right above a group, in a text that was tabled: names, whether or not they can be read."""
    return place.tabled and place.passage.text[:1] != "(" and len(place.passage.text) > _SHORTEST


def _numbered(lines: Lines, place: _Place) -> bool:
    return any(named.kinds for named in lines.idiom.identify(place.passage.text))


def _announces(lines: Lines, place: _Place) -> bool:
    """Whether a line ends with a colon above a group with its motion: what stands below it is replaced."""
    below = place.every[place.at + 1].plain
    return (
        place.tabled
        and place.passage.plain.endswith(":")
        and any(named.kinds and below[: named.start].endswith(" (") for named in lines.idiom.identify(below))
    )


def _under_the_kind(lines: Lines, place: _Place) -> bool:
    return place.line_above is not None and lines.only_kind(place.line_above)


def _before_the_subject(lines: Lines, place: _Place) -> bool:
    """Whether a line under the kind is not the subject, for that follows and is the title again: then it says why."""
    if not _under_the_kind(lines, place) or place.title is None:
        return False
    title = place.title.plain.casefold()
    if place.passage.plain.casefold() in title:
        return False
    later = islice(place.every, place.at + 1, place.at + 1 + _COVER)
    return any(one is not place.title and lines.is_subject(one) and _subject(one) in title for one in later)


def _subject(passage: Passage) -> str:
    """The words of a line that is the title, without the number that may stand behind it."""
    return passage.plain.casefold().partition("(")[0].strip()


def _bracketed(_: Lines, place: _Place) -> bool:
    return place.passage.text.startswith("(")


def _procedural(lines: Lines, place: _Place) -> bool:
    few = sum(any(c.isalpha() for c in word) for word in place.passage.plain.split()) <= _FEW
    return few and any(named.procedure for named in lines.idiom.identify(place.passage.text))


def _unread_list(_: Lines, place: _Place) -> bool:
    """A list in capitals among those of people, though nobody can be named for certain."""
    words = [word for word in place.passage.plain.split() if word[:1].isalpha()]
    capitals = sum(word[:1].isupper() for word in words)
    return (
        place.tabled
        and any(sign in place.passage.plain for sign in ",;&/")
        and 3 * capitals > 2 * len(words) > 2
    )


def _term(_: Lines, place: _Place) -> bool:
    text = place.passage.text
    return any(c.isdigit() for c in text) and not any(c.isalpha() for c in text)


def _followed(_: Lines, place: _Place) -> bool:
    return bool(place.below) and heading_like(place.passage, capital=False)


_NAMES_FOLLOW = frozenset(
    {"title", "rule", "stage", "group", "authors", "date", "replaced", "procedure", "capacity", "rapporteur"}
)
#: Lines that name those who bring in, or stand right before them.
_NAMED_BEFORE = frozenset({"rule", "group", "committee", "authors", "non_attached", "capacity", "rapporteur"})
_ON_BEHALF = frozenset({"group", "committee", "non_attached"})
_AMONG_PEOPLE = frozenset({"authors", "group", "committee", "non_attached", "capacity"})
_UNREAD_BELOW = frozenset({"title", "rule", "stage", "group", "authors", "date", "procedure", "replaced"})
_BEFORE_SUBJECT = frozenset({"", "date", "number", "edition", "institution"})
_AFTER_SUBJECT = frozenset({"number", "title", "stage"})
_ANY = None


class _Row(NamedTuple):
    """The sort of a line that stands below one of `above`, above one of `below`, and passes the test."""

    above: frozenset[str] | None
    below: frozenset[str] | None
    test: _Test
    sort: str


#: The first row that fits says what a line is. "" is no sort: what follows is not asked.
_TABLE: tuple[_Row, ...] = (
    _Row(_ANY, _ANY, _goes_on, "title"),  # “on the pensions of …”
    _Row(_ANY, _ANY, _repeats, "title"),  # the subject, on a line of its own
    _Row(frozenset({"date"}), frozenset({"number"}), _heading, "subject"),
    _Row(_ANY, _ON_BEHALF, _names, "authors"),
    _Row(_NAMED_BEFORE, _ANY, _names, "authors"),
    _Row(_NAMES_FOLLOW, _ANY, _names_behind_kind, "authors"),
    _Row(frozenset({"replacing", "replaced"}), _ANY, _numbered, "replaced"),
    _Row(_ANY, frozenset({"number"}), _announces, "replacing"),
    _Row(frozenset({"title"}), _ANY, _before_the_subject, "stage"),
    _Row(frozenset({"title"}), _ANY, _under_the_kind, "title"),  # the kind alone stands above it
    _Row(frozenset({"title"}), _ANY, _bracketed, "procedure"),
    _Row(_UNREAD_BELOW, _ON_BEHALF, _for_somebody, "authors"),
    _Row(frozenset({"institution"}), _ANY, _term, "institution"),  # a span of years: “2019-2024”
    _Row(_AMONG_PEOPLE, _ANY, _unread_list, "authors"),
    _Row(_AMONG_PEOPLE, _ANY, _followed, "capacity"),
    _Row(_BEFORE_SUBJECT, _AFTER_SUBJECT, _menu, ""),
    _Row(_BEFORE_SUBJECT, _AFTER_SUBJECT, _heading, "subject"),
    _Row(_ANY, _ANY, _procedural, "procedure"),
)


def sorts(lines: Lines, passages: Sequence[Passage]) -> list[str]:
    """The sort of each of `passages`, "" where it is none that is known: by itself, else by its neighbours.

    What was told of a line above counts for the line below it.
    """
    found = [lines.sort(passage) for passage in passages]
    _find_contents(lines, passages, found)
    title = next(
        (p for p, sort in zip(reversed(passages), reversed(found), strict=True) if sort == "title"), None
    )
    titled = tabled = False
    for n, passage in enumerate(passages):
        tabled = tabled or lines.says_tabled(passage, found[n])
        small = passage.text[:1].islower()
        if n and not found[n] and (behind := lines.behind(found[n - 1])):
            found[n] = behind
        below = n and small and lines.only_kind(passages[n - 1]) and not lines.is_named(passages[n - 1])
        if below and found[n] in ("number", "date"):
            found[n] = "title"
        if not found[n]:
            found[n] = _sort(
                lines,
                _Place(
                    passage,
                    found[n - 1] if n else "",
                    found[n + 1] if n + 1 < len(found) else "",
                    passages[n - 1] if n else None,
                    titled,
                    title,
                    tabled,
                    passages,
                    n,
                ),
            )
        titled = titled or found[n] == "title"
    for n in range(1, len(found)):
        if found[n] == "number" and found[n - 1] in ("replacing", "replaced"):
            found[n] = "replaced"
    return found


def _sort(lines: Lines, place: _Place) -> str:
    for row in _TABLE:
        fits = (row.above is None or place.above in row.above) and (
            row.below is None or place.below in row.below
        )
        if fits and row.test(lines, place):
            return row.sort
    return ""


def _find_contents(lines: Lines, passages: Sequence[Passage], found: list[str]) -> None:
    """Mark a table of contents: from its heading on, lines that end in a page number or are links."""
    inside = False
    for n, passage in enumerate(passages):
        if lines.idiom.phrases("contents").whole(passage.plain):
            inside = True
        elif inside and not (
            passage.plain[-1:].isdigit() or _links_within(passage) or len(passage.plain) < 6
        ):  # “Page”
            inside = False
        if inside or _links_within(passage):
            found[n] = "contents"


def _links_away(passage: Passage) -> bool:
    """Whether all words of the passage are links, as in a menu."""
    links = [m for m in passage.marks if isinstance(m.markup, Link)]
    return bool(links) and all(
        any(m.start <= at < m.end for m in links) for at, c in enumerate(passage.text) if c.isalnum()
    )


def _links_within(passage: Passage) -> bool:
    """Whether the whole passage is a link to a place of its own page, as the entries of a table of contents are."""
    return any(
        isinstance(m.markup, Link)
        and m.markup.href.startswith("#")
        and m.start == 0
        and m.end >= len(passage.text) - 6
        for m in passage.marks
    )
