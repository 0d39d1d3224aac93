"""What may stand somewhere, as a person would say it: names, groups of the schema, types of values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.schema.contents import OTHER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from akn.schema.known import Known

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
#: An element that may stand in one of so few that its parent holds was meant to stand there.
_WRAPPERS = 2
#: So many words are listed, where a value is one of many.
_LISTED = 12
_OTHERS = "elements of other namespaces"


def quoted(names: Sequence[str], limit: int = 8) -> str:
    """Return the names between backticks: “`a`, `b` and `c`”, a name once, further ones counted."""
    once = list(dict.fromkeys(names))
    shown = [f"`{name}`" for name in once[:limit]]
    if len(once) > limit:
        shown.append(f"{len(once) - limit} more")
    return _joined(shown, "and")


def listed(names: Sequence[str], known: Known, limit: int = 8) -> str:
    """Return what may stand somewhere: whole groups of the schema by their name, the rest one by one."""
    left = dict.fromkeys(names)
    shown: list[str] = []
    for group, called in GROUPS:
        members = known.group(group)
        if members and members <= left.keys():
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
        return f"“{expected[0]}”" if expected and expected[0] != "string" else "what the schema lists for it"
    if len(expected) > _LISTED:
        shown = [f"“{one}”" for one in expected[:_LISTED]]
        return _joined([*shown, f"one of {len(expected) - _LISTED} more words that the schema lists"], "or")
    return _joined([TYPES.get(one, f"“{one}”") for one in expected], "or")


def where(name: str, known: Known, parent: str = "") -> str:
    """Where the element `name` may stand, as a sentence without its full stop; best of all in something in `parent`."""
    around = known.get(parent)
    within = set() if around is None else around.content.names - {name, parent}
    between = [
        one for one in sorted(within) if (held := known.get(one)) is not None and name in held.content.names
    ]
    if 0 < len(between) <= _WRAPPERS:
        return f"Put it into {_joined([f'`{one}`' for one in between], 'or')}, which `{parent}` may hold"
    parents = known.parents(name)
    if not parents:
        return f"`{name}` stands only at the root of a document"
    return f"`{name}` may stand in {listed(parents, known)}"


def _joined(parts: Sequence[str], word: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
