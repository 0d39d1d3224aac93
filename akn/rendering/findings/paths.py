"""How a file is named for a service that shows findings in a repository: from the directory of the run."""

from __future__ import annotations

import os
from pathlib import Path

from akn.legible import legible


def shown_path(file: str, home: str) -> str:
    """Return `file` as it is named from the directory `home`, with forward slashes; as it is where `home` is "".

    What does not lie below `home` keeps its own name.
    """
    if file == "-" or not home:
        return legible(file)
    whole = os.path.normpath(Path(home, file))
    below = os.path.relpath(whole, home)
    return legible(Path(whole if below.startswith("..") else below).as_posix())
