"""``python -m akn.cli.prepare`` writes what ``akn --help`` prints, for it to be printed before anything is loaded."""

from __future__ import annotations

from pathlib import Path

from akn.cli import akn

#: Where `akn.__main__` looks for it.
PREPARED = Path(__file__).with_name("help.txt")


def text() -> str:
    """What ``akn --help`` prints at a width of 80."""
    context = akn.make_context("akn", [], resilient_parsing=True, max_content_width=80, terminal_width=80)
    return f"{akn.get_help(context)}\n"


if __name__ == "__main__":
    PREPARED.write_text(text(), encoding="utf-8")
