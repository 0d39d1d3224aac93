"""``python -m akn``, and the installed command.

Help and version are asked often, by people and by programs: they are answered
from `PREPARED` before anything is loaded. All else is the command line's.
"""

from __future__ import annotations

import gc
import os
import sys

from akn.release import VERSION

#: What ``akn --help`` prints at a width of 80, made by ``python -m akn.cli.prepare``.
PREPARED = os.path.join(os.path.dirname(__file__), "cli", "help.txt")  # noqa: PTH118, PTH120  # pathlib costs 8 ms

#: So many new objects are let be before the collector looks at them: while a command starts, nearly all stay, and
#: most commands end before. Then so many, once those that are there are set aside.
_YOUNG, _STEADY = 200_000, 10_000


def main() -> None:
    """Run the command line."""
    asked = sys.argv[1:]
    if asked == ["--version"]:
        print(f"akn, version {VERSION}")  # noqa: T201  # the answer
    elif asked in (["--help"], ["-h"]) and _is_as_wide():
        with open(PREPARED, encoding="utf-8") as file:  # noqa: PTH123  # as above
            print(file.read(), end="")  # noqa: T201  # the answer
    else:
        gc.set_threshold(_YOUNG)
        gc.callbacks.append(_settle)
        from akn.expressions import prepared  # noqa: PLC0415  # with the rest 60 ms

        try:
            with prepared():
                from akn.cli import main as run  # noqa: PLC0415  # likewise

                run()
        finally:
            gc.freeze()  # Python collects once more when it ends, and all that goes with it: a tenth of a short command


def _settle(phase: str, info: dict[str, int]) -> None:
    """After the first collection set aside what it left, the tables above all: no later one asks after them again."""
    del info
    if phase == "stop":
        gc.callbacks.remove(_settle)
        gc.freeze()
        gc.set_threshold(_STEADY)


def _is_as_wide() -> bool:
    """Whether the help is read at the width for which it was prepared, in an encoding that can write it."""
    if "COLUMNS" in os.environ or sys.stdout.encoding.lower() != "utf-8":
        return False
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns >= 80  # type: ignore[union-attr]  # None is refused below
    except (OSError, AttributeError, ValueError):  # no terminal: the width is 80
        return True


if __name__ == "__main__":
    main()
