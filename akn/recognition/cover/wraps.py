"""Lines of a cover that were broken by wrapping, put together again: titles, lists of people, brackets.

A cover is short and its lines are uneven: how wide it was wrapped cannot be
told. What the lines say tells where one goes on.
"""

from __future__ import annotations

from collections.abc import Sequence

from akn.model.resolution import Mark
from akn.recognition.cover.lines import Lines
from akn.recognition.cover.titles import BRACKETED, added_at
from akn.recognition.passages import Passage

#: So many lines may a title go on over, so many a list of people, so many a bracket that is open.
_TITLE, _PEOPLE, _BRACKET = 8, 40, 4
#: A word as short at the end of a line is one that something follows: “of”, “und”, “de la”.
_SHORT = 3
#: The Rules of Procedure are called by no more words.
_NAME = 3
#: No date is longer.
_DATE = 40
_ENDS = ".:;"
_BY_NEIGHBOURS = frozenset({"", "procedure", "number", "date"})
_PEOPLE_SORTS = frozenset({"", "group", "committee"})
_EVIDENCE = frozenset({"group", "committee", "non_attached"})


def unwrapped(passages: Sequence[Passage], lines: Lines) -> list[Passage]:
    """`passages`, with those put together that are one line, broken where the page was full."""
    found: list[Passage] = []
    titled = kind_alone = False
    rest = list(passages)
    while rest:
        passage = rest.pop(0)
        if found and _rules_below(found[-1], passage, lines):
            found[-1] = _together(found[-1], passage)
            continue
        if rest and passage.grid is None:
            passage = _bracket_closed(passage, rest)
            sort = lines.sort(passage)
            if (
                rest
                and sort == "title"
                and lines.only_kind(passage)
                and _dated_below(passage, rest[0], lines)
            ):
                passage = _together(passage, rest.pop(0))
            if rest and sort != "title" and (over := _kind_over_two(passage, rest, lines)) is not None:
                passage, sort = over, "title"
            subject = titled and sort in _BY_NEIGHBOURS and (kind_alone or lines.is_subject(passage))
            if (sort == "title" and not lines.only_kind(passage)) or (
                subject and not lines.people(passage.text)
            ):
                passage = _title(passage, rest, lines)
            elif sort in _PEOPLE_SORTS:
                passage = _people(passage, rest, lines, listed=bool(found) and found[-1].text.endswith(","))
            kind_alone = sort == "title" and lines.only_kind(passage)
            titled = titled or sort == "title"
        found.append(passage)
    return found


def _rules_below(above: Passage, passage: Passage, lines: Lines) -> bool:
    """Whether a line is what the Rules of Procedure are called, and no more, below one that names a rule of them."""
    if not _adjacent(above, passage) or lines.sort(above) != "rule":
        return False
    words = passage.plain.casefold().split()
    return len(words) <= _NAME and all(word in lines.rules or len(word) <= _SHORT for word in words)


def _adjacent(above: Passage, below: Passage) -> bool:
    """Whether `below` stands on the very next line; what its format vouches for was never wrapped."""
    if above.grid is not None or below.grid is not None or above.whole or below.whole or below.level:
        return False
    return below.line == above.said[-1][0] + 1


def _together(above: Passage, below: Passage) -> Passage:
    at = len(above.text) + 1
    return Passage(
        f"{above.text} {below.text}",
        f"{above.plain} {below.plain}",
        above.line,
        (*above.marks, *(Mark(m.start + at, m.end + at, m.markup) for m in below.marks)),
        above.indent,
        above.level,
        wrapped=(*above.said, *below.said),
    )


def _bracket_closed(passage: Passage, rest: list[Passage]) -> Passage:
    """`passage` with the lines that close the bracket which it leaves open, if they stand right below."""
    if _open(passage) <= 0 or len(passage.text.strip(" ([")) < _SHORT:
        return passage
    joined = passage
    for n, below in enumerate(rest[:_BRACKET]):
        if not _adjacent(joined, below):
            break
        joined = _together(joined, below)
        if not _open(joined):
            del rest[: n + 1]
            return joined
    return passage


def _open(passage: Passage) -> int:
    """How many of its brackets, round or square, `passage` leaves open."""
    text = passage.text
    return text.count("(") + text.count("[") - text.count(")") - text.count("]")


def _kind_over_two(passage: Passage, rest: list[Passage], lines: Lines) -> Passage | None:
    """The line and the next, where only together they say the kind of document."""
    if not rest or not _adjacent(passage, rest[0]) or passage.plain[-1:] in _ENDS:
        return None
    if lines.sort(passage) not in ("", "institution", "date"):
        return None
    joined = _together(passage, rest[0])
    kind = lines.kind_of(joined)
    if kind is None or kind.start >= len(passage.text) or kind.end <= len(passage.text):
        return None
    # A phrase with a slot may take a line for what it is not, where the next one says the kind alone.
    if "{" in kind.hit.phrase and lines.kind_of(rest[0], anywhere=True) is not None:
        return None
    del rest[0]
    return joined


def _dated_below(kind: Passage, below: Passage, lines: Lines) -> bool:
    """Whether the document's own date stands at the head of the line `below` its kind: “of 6 May 2015 on bells”."""
    if not _adjacent(kind, below) or not below.text[:1].islower():
        return False
    first = next(iter(lines.idiom.dates.find(below.text[:_DATE])), None)
    dated = lines.idiom.phrases("dated")
    return first is not None and dated.whole(below.plain[: first.start].strip()) is not None


def _title(passage: Passage, rest: list[Passage], lines: Lines) -> Passage:
    """A title with the lines that it goes on over: up to one that says what it is itself, or to the end of brackets."""
    for _ in range(_TITLE):
        if not rest or not _adjacent(passage, rest[0]):
            break
        below = rest[0]
        if _date_goes_on(passage, below, lines):
            passage = _together(passage, rest.pop(0))
            continue
        if _complete(passage, below, lines):
            break
        small = below.text[:1].islower()
        sort = lines.sort(below)
        if sort and not (small and sort in _BY_NEIGHBOURS):
            break
        aside = below.text[:1] in "([" and not any(map(str.isalpha, _unbracketed(below.text)))
        if not small and (aside or _names_people(passage, rest, lines)):
            break
        if (not small or lines.idiom.phrases("about").opening(below.plain)) and _said_again(
            passage, lines, rest
        ):
            break
        passage = _together(passage, rest.pop(0))
    return passage


def _unbracketed(text: str) -> str:
    """`text` without what stands in brackets, or in brackets within those."""
    return BRACKETED.sub("", BRACKETED.sub("", text))


def _complete(passage: Passage, below: Passage, lines: Lines) -> bool:
    """Whether a title ends with what is added behind it in brackets, or as a sentence ends.

    The full stop of a day, a year or something abbreviated ends none, where the line `below` goes on small.
    """
    named = lines.idiom.identify(passage.text)
    if any(added_at(passage.text, n) is not None for n in named) and passage.text.count(
        "("
    ) <= passage.text.count(")"):
        return True
    if passage.plain[-1:] == "." and below.text[:1].islower():
        last = passage.plain.split()[-1].rstrip(".")
        return len(last) > _SHORT and not last.isdigit()
    return passage.plain[-1:] in _ENDS


def _date_goes_on(title: Passage, below: Passage, lines: Lines) -> bool:
    """Whether a date that is of the title stands over both lines, or at the head of `below` behind a little word."""
    at = len(title.text)
    dates = lines.idiom.dates.find(f"{title.text[-_DATE:]} {below.text[:_DATE]}")
    if any(date.start < min(at, _DATE) < date.end for date in dates):
        return True
    first = next(iter(lines.idiom.dates.find(below.text[:_DATE])), None)
    if first is None or first.start:
        return False
    last = title.text.split()[-1]
    return last.isalpha() and last.islower() and (len(last) <= _SHORT or last in lines.little)


def _names_people(title: Passage, rest: Sequence[Passage], lines: Lines) -> bool:
    """Whether the line below a title names people: on whose behalf stands there, or right below, or it is a list."""
    below = rest[0]
    if not lines.people(below.text):
        return False
    following = lines.sort(rest[1]) if len(rest) > 1 else ""
    if following in _EVIDENCE:
        return True
    if len(title.text.split()[-1]) <= _SHORT and title.text[-1:].islower():
        return False
    return len(lines.people(below.text).named) > 1


def _said_again(title: Passage, lines: Lines, rest: Sequence[Passage]) -> bool:
    """Whether a line further down is the title as far as it goes: then it goes no further."""
    kind = lines.kind_of(title)
    words = title.plain[kind.end if kind else 0 :].strip(" :-").casefold()
    if not words:
        return False
    again = (
        at
        for at, p in enumerate(rest[1:], 1)
        if p.grid is None and p.plain.casefold().strip(" :-").endswith(words)
    )
    at = next(again, None)
    if at is None:
        return False
    # Where it was broken alike, it goes on there with the same words.
    following = rest[at + 1] if at + 1 < len(rest) else None
    return following is None or not _adjacent(rest[at], following) or following.plain != rest[0].plain


def _people(passage: Passage, rest: list[Passage], lines: Lines, *, listed: bool) -> Passage:
    """A list of people with the lines that it goes on over, where a name or a phrase was broken."""
    for _ in range(_PEOPLE):
        if not rest or not _adjacent(passage, rest[0]):
            break
        below = rest[0]
        sort = lines.sort(below)
        if sort and sort not in _PEOPLE_SORTS:
            break
        grouped = _on_behalf_at_head(below, lines) or lines.group_at_head(f"{below.plain} ")  # “ECR Group”
        inside = not grouped and lines.names.joins(passage.text, below.text, listed=listed)
        if not (inside or _phrase_over_two(passage, below, lines)):
            break
        passage = _together(passage, rest.pop(0))
    return passage


def _on_behalf_at_head(passage: Passage, lines: Lines) -> bool:
    found = lines.on_behalf(passage.plain)
    return found is not None and found[1].start == 0


def _phrase_over_two(above: Passage, below: Passage, lines: Lines) -> bool:
    """Whether words that say on whose behalf begin on one line and end on the next."""
    at = len(above.text)
    whole = f"{above.plain} {below.plain}"
    hit = lines.on_behalf(whole)
    if hit is None or not hit[1].start < at < hit[1].end:
        return False
    own = lines.on_behalf(above.plain)
    if own is not None and own[1].start == hit[1].start and lines.known(own, above.text):
        return False
    if _on_behalf_at_head(below, lines):
        return False
    start, end = next(iter(hit[1].slots.values()), (at, at))
    # The words of the phrase itself stand on both lines, or the name is one that is known only whole, or goes on small.
    return start > at or end <= at or lines.known(hit, whole) or below.text[:1].islower()
