"""``python -m akn.cli.prepare`` writes what ``akn --help`` prints, for it to be printed before anything is loaded.

And `exercise` does once what commands do, for their regular expressions to be compiled when the package is built.
"""

from __future__ import annotations

import gc
import importlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from akn.cli import COMMANDS, akn

#: Where `akn.__main__` looks for it.
PREPARED = Path(__file__).with_name("help.txt")


def text() -> str:
    """What ``akn --help`` prints at a width of 80."""
    context = akn.make_context("akn", [], resilient_parsing=True, max_content_width=80, terminal_width=80)
    return f"{akn.get_help(context)}\n"


def exercise(texts: Iterable[Path]) -> None:
    """Load every command, convert each of `texts` and check what comes out."""
    from akn.errors import AknError  # noqa: PLC0415  # with the rest: they compile on the way
    from akn.matching.late import Late  # noqa: PLC0415  # likewise
    from akn.pipeline import Options, convert  # noqa: PLC0415  # likewise

    for command in COMMANDS.values():
        importlib.import_module(command.place.partition(":")[0])
    for path in texts:
        with suppress(AknError):  # what is refused has been looked at
            convert(path.read_bytes(), Options())
        waiting = [one for one in gc.get_objects() if isinstance(one, Late)]
        for one in sorted(waiting, key=lambda late: late.source):  # whatever words the text has
            one.pattern  # noqa: B018  # compiled when it is first asked for


if __name__ == "__main__":
    PREPARED.write_text(text(), encoding="utf-8")
