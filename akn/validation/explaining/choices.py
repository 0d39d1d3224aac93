"""What may stand somewhere, as a person would say it: names, groups of the schema, types of values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.schema.contents import OTHER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from akn.schema.declarations import Declarations

#: The schema's own groups, the widest first, and how they are called in a sentence.
GROUPS: tuple[tuple[str, str], ...] = (
    ("inlineCM", "inline elements (such as `ref`, `b`, `date`)"),
    ("hierElements", "hierarchical elements (such as `article`, `paragraph`, `point`)"),
    ("blockElements", "blocks (such as `p`, `blockList`, `table`)"),
    ("documentType", "a type of document (such as `act`, `statement`, `doc`)"),
    ("speechSection", "sections of a debate (such as `questions`, `address`)"),
    ("ANcontainers", "parts of a debate (such as `speech`, `question`, `answer`)"),
)
#: The types of values that the schema uses, and how they are called in a sentence.
TYPES: dict[str, str] = {
    "integer": "a whole number",
    "boolean": "true or false",
    "date": "a date (YYYY-MM-DD)",
    "dateTime": "a date and time (YYYY-MM-DDThh:mm:ss)",
    "time": "a time (hh:mm:ss)",
    "duration": "a duration (such as P1Y6M)",
    "language": "a language code",
    "anyURI": "an IRI",
}
_OTHERS = "elements of other namespaces"


def quoted(names: Sequence[str], limit: int = 8) -> str:
    """Return the names between backticks: “`a`, `b` and `c`”, a name once, further ones counted."""
    once = list(dict.fromkeys(names))
    shown = [f"`{name}`" for name in once[:limit]]
    if len(once) > limit:
        shown.append(f"{len(once) - limit} more")
    return _joined(shown, "and")


def listed(names: Sequence[str], known: Declarations, limit: int = 8) -> str:
    """Return what may stand somewhere: whole groups of the schema by their name, the rest one by one."""
    left = dict.fromkeys(names)
    shown: list[str] = []
    for group, called in GROUPS:
        members = known.group(group)
        if members <= left.keys():
            shown.append(called)
            left = dict.fromkeys(n for n in left if n not in members)
    if len(left) > 1 or shown:
        left.pop("componentRef", None)  # it may stand for almost anything, and is almost never meant
    others = left.pop(OTHER, "") is None
    single = [f"`{name}`" for name in left]
    if len(single) > limit:
        single = [*single[:limit], f"{len(single) - limit} more"]
    shown = single + shown + ([_OTHERS] if others else [])
    return _joined(shown, "or") if shown else "nothing"


def types(expected: Sequence[str]) -> str:
    """Return what a value must be: the types in words, or the words allowed."""
    if not set(expected) & TYPES.keys() and len(expected) < 2:
        return "what the schema lists for it"
    return _joined([TYPES.get(one, f"“{one}”") for one in expected], "or")


def where(name: str, known: Declarations) -> str:
    """Where the element `name` may stand, as a sentence without its full stop."""
    parents = known.parents(name)
    if not parents:
        return f"`{name}` stands only at the root of a document"
    return f"`{name}` may stand in {listed(parents, known)}"


def _joined(parts: Sequence[str], word: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
