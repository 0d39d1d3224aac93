"""Hints: what a person says of single lines goes before what their words tell.

A hint names a line by its words. It gives the line a role, which every step of
recognition heeds as it heeds a label that the format vouches for; whether it
could is looked up in what came out. The proof knows nothing of hints, and
judges what was written as ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from msgspec import Struct, field
from msgspec.structs import replace

from akn.bounded import read_bounded
from akn.errors import TableError, UnreadableError
from akn.findings import Finding, Severity
from akn.model.hint import Hint, Role
from akn.model.resolution import Resolution
from akn.model.source import Dropped, Line, Piece, Source
from akn.model.standing import standings

#: So alike a line is, of 100, that may be the one that was meant.
_ALIKE = 80
#: No file of hints is larger, in megabytes.
_LARGEST = 5
_REASON = "left out, as the hints say"


def read_hints(path: Path) -> tuple[Hint, ...]:
    """Return the hints in the file `path`.

    Raises:
        UnreadableError: it cannot be read.
        TableError: it is no TOML, or not as ``schemas/hints-table.schema.json`` has it; file and line are named.
    """
    try:
        text = read_bounded(path, _LARGEST).decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path}: these hints cannot be read: {error}") from error
    return hints_in(text, path)


def hints_in(text: str, name: Path = Path("hints")) -> tuple[Hint, ...]:
    """Return the hints that `text` holds, which is called `name` where it is wrong; raises what `read_hints` does."""
    from akn.toml import table_in  # noqa: PLC0415  # only hints want it: the tables of akn are prepared

    table = table_in(text.replace("\r\n", "\n"), name, "file of hints", "hints")
    hints = tuple(
        Hint(" ".join(row["line"].split()), row["role"], row.get("occurrence"), row.get("source", ""))
        for row in table["hints"]
    )
    roles: dict[tuple[str, int | None, str], Role] = {}
    for hint in hints:
        if hint.occurrence is not None and hint.occurrence < 1:
            raise TableError(f"{name}: “occurrence” counts from 1, and {hint.occurrence} is no such number")
        held = roles.setdefault((hint.line, hint.occurrence, hint.source), hint.role)
        if held != hint.role:
            raise TableError(
                f"{name}: “{hint.line[:60]}” is said to be a {held} and a {hint.role}; take one of them out"
            )
    return hints


class Hinted(Struct, frozen=True):
    """A source in which lines have the roles that hints give them: `roles` by number; `dropped` is none of the text.

    `findings` say which hints met no line.
    """

    source: Source
    roles: Mapping[int, tuple[Role, str]] = field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()
    findings: tuple[Finding, ...] = ()


def hinted(source: Source, hints: Sequence[Hint]) -> Hinted:
    """Return `source` with the roles that `hints` give its lines.

    Of two hints on one line the one that counts it goes before the one on all that read so, and one on this file
    before one on any.
    """
    if not hints:
        return Hinted(source)
    own = [hint for hint in hints if not hint.source or _is_called(source.name, hint.source)]
    findings = []
    if others := len(hints) - len(own):
        findings.append(Finding.of("HIN004", count=others, name=source.name))
    places: dict[str, list[int]] = {}
    for at, piece in enumerate(source.pieces):
        if isinstance(piece, Line):
            places.setdefault(" ".join(piece.text.split()), []).append(at)
    roles: dict[int, Role] = {}
    for hint in sorted(own, key=lambda one: (one.occurrence is not None, bool(one.source))):
        met = places.get(hint.line, [])
        if hint.occurrence is not None:
            met = met[hint.occurrence - 1 : hint.occurrence]
        if not met:
            findings.append(_unmet(hint, places, source))
        roles |= dict.fromkeys(met, hint.role)
    pieces: list[Piece] = []
    dropped: list[Dropped] = []
    said: dict[int, tuple[Role, str]] = {}
    for at, piece in enumerate(source.pieces):
        role = roles.get(at)
        if role is None or not isinstance(piece, Line):
            pieces.append(piece)
        elif role == "furniture":
            dropped.append(Dropped(piece.number, piece.text, _REASON))
        else:
            said[piece.number] = role, piece.text
            pieces.append(replace(piece, role=role))
    if roles:
        findings.append(Finding.of("HIN003", count=len(roles)))
    return Hinted(replace(source, pieces=tuple(pieces)), said, tuple(dropped), tuple(findings))


def unheeded(given: Hinted, resolutions: Iterable[Resolution]) -> Iterator[Finding]:
    """Say which roles of `given` lines did not get in `resolutions`, each with what they became."""
    if not given.roles:
        return
    became: dict[int, set[Role]] = {}
    for resolution in resolutions:
        for line, role in standings(resolution):
            became.setdefault(line, set()).add(role)
    for line, (role, text) in given.roles.items():
        roles = became.get(line, set())
        if role in roles or (role == "continuation" and not roles):
            continue
        is_now = f"it is a {min(roles)} now" if roles else "it has no place of its own now"
        yield Finding.of("HIN002", source_line=line, text=text[:80], role=role, now=is_now)


def _is_called(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern) or fnmatchcase(PurePath(name).name, PurePath(pattern).name)


def _unmet(hint: Hint, places: Mapping[str, Sequence[int]], source: Source) -> Finding:
    """What is said of a hint that meets no line: where the one may be that was meant."""
    light = None if hint.occurrence is not None or hint.source else Severity.INFORMATION
    text = hint.line[:80]
    if there := len(places.get(hint.line, ())):
        why = f"{there} line(s) read so, not {hint.occurrence}"
        return Finding.of("HIN001", severity=light, role=hint.role, text=text, why=why)
    from rapidfuzz import process  # noqa: PLC0415  # 13 ms, and only a hint that meets no line wants it

    near = process.extractOne(hint.line, list(places), score_cutoff=_ALIKE)
    line = None if near is None else source.pieces[places[near[0]][0]].number
    why = "no line reads so" if near is None else f"no line reads so; the nearest is “{near[0][:80]}”"
    return Finding.of("HIN001", severity=light, source_line=line, role=hint.role, text=text, why=why)
