"""Votes as a table, CSV and JSON. `schemas/votes.schema.json` describes the JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from akn.legible import all_legible, harmless
from akn.model.voting import PlacedVote, PlacedVotes
from akn.rendering.one_line import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_COLUMNS = (
    "votingId",
    "label",
    "subject",
    "amendment",
    "part",
    "place",
    "eIds",
    "kind",
    "result",
    "for",
    "against",
    "abstentions",
    "remarks",
)


def render(votes: PlacedVotes) -> Iterator[str]:
    """Yield a line for each vote: what was voted, where that is, how it went."""
    for placed in votes.votes:
        said = _said(placed)
        sums = [said[key] for key in ("for", "against", "abstentions")]
        counted = ", ".join(map(str, sums)) if None not in sums else ""
        subject = " ".join(
            filter(
                None,
                (said["subject"] or said["label"], f"Am {said['amendment']}" if said["amendment"] else ""),
            )
        )
        part = f"/{said['part']}" if said["part"] else ""
        where = " ".join(filter(None, (said["place"] if said["place"] != "of" else "", *said["eIds"])))
        cells = (subject + part, where or ("?" if placed.problem else "–"), said["result"] or "", counted)
        yield (
            "  ".join(
                f"{one_line(harmless(cell)):<{wide}}" for cell, wide in zip(cells, _WIDTHS, strict=True)
            ).rstrip()
            + "\n"
        )


_WIDTHS = (32, 34, 9, 14)


def as_csv(votes: PlacedVotes) -> Iterator[str]:
    """Yield a line for each vote; several eIds are parted by blanks."""
    yield _line(_COLUMNS)
    for placed in votes.votes:
        said = _said(placed)
        cells = (
            (" ".join(v) if isinstance(v, list) else "" if v is None else str(v))
            for v in map(said.get, _COLUMNS)
        )
        yield _line(cells)


def as_json(votes: PlacedVotes) -> str:
    """Return every vote in the order of the list, and a finding for each part that was not found."""
    findings = [placed.problem for placed in votes.votes if placed.problem is not None]
    said = {
        "votes": [_said(placed) for placed in votes.votes],
        "findings": [
            {"code": f.code, "severity": f.severity.value, "message": f.message, "help": f.help}
            for f in findings
        ],
        "elsewhere": votes.left,
    }
    return json.dumps(all_legible(said), ensure_ascii=False, indent=1) + "\n"


def _said(placed: PlacedVote) -> dict[str, Any]:
    vote = placed.vote
    said: dict[str, Any] = {
        "votingId": vote.voting_id,
        "label": vote.label,
        "subject": vote.subject,
        "place": placed.place,
        "part": vote.part,
        "eIds": list(placed.eids),
        "kind": placed.kind,
        "amendment": vote.amendment,
        "author": vote.author,
        "result": vote.result,
        "method": vote.method,
        "for": vote.in_favour,
        "against": vote.against,
        "abstentions": vote.abstentions,
        "remarks": vote.remarks,
    }
    if vote.words:
        said["words"] = vote.words
    if placed.voted:
        said["votedEIds"] = list(placed.voted)
    return said


def _line(fields: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(all_legible(list(fields)))
    return out.getvalue()
