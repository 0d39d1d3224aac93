"""Motions as text and as web page: what the other carriers are held against."""

from __future__ import annotations

from html import escape

from tests.carriers.motions import Clause, Motion


def text(motion: Motion) -> bytes:
    """The motion as text: a blank line between its parts, notes at its end, a table between bars."""
    lines = [*motion.cover, motion.words["undated"], motion.words["formula"]]
    for clause in motion.clauses:
        if clause.sort == "table":
            lines.append("\n".join(f"{' | '.join(row)} |" for row in motion.words["table"]))
        else:
            said = "".join(words + (f"[{note}]" if note else "") for words, note in clause.runs)
            lines.append(f"{clause.printed}  {said}".strip())
    lines += [f"[{n}] {note}" for n, note in enumerate(motion.words["notes"], 1)]
    return ("\n\n".join(lines) + "\n").encode()


def page(motion: Motion) -> bytes:
    """The motion as a web page: numbers typed, notes linked to and fro, a table with lines."""

    def block(clause: Clause) -> str:
        if clause.sort == "table":
            rows = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in motion.words["table"]]
            return f'<table border="1">{"".join(f"<tr>{row}</tr>" for row in rows)}</table>'
        if clause.sort == "heading":
            return f"<h2>{escape(clause.plain)}</h2>"
        said = "".join(
            escape(words) + (f'<a href="#n{note}" id="r{note}"><sup>{note}</sup></a>' if note else "")
            for words, note in clause.runs
        )
        return f"<p>{clause.printed} {said}</p>"

    head = "".join(
        f"<p>{escape(line)}</p>" for line in [*motion.cover, motion.words["undated"], motion.words["formula"]]
    )
    notes = "".join(
        f'<p><a href="#r{n}" id="n{n}">{n}</a> {escape(note)}</p>'
        for n, note in enumerate(motion.words["notes"], 1)
    )
    body = "".join(block(clause) for clause in motion.clauses)
    return f"<!doctype html><html><head><meta charset=utf-8></head><body>{head}{body}<hr>{notes}</body></html>".encode()
