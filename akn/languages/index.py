"""What is needed of every language before one is chosen, gathered in one small file.

Reading two dozen tables to choose one would make each start slower with each
language. ``python -m akn.languages.index`` writes the file anew; a test says
when it is stale.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from akn import ready

HERE = Path(__file__).parent
PATH = HERE / "index.json"
#: Name, two-letter code, letters beyond ASCII, the code pages it was saved in before Unicode, little words.
KEYS = ("name", "iso639_1", "alphabet", "legacy", "common")
#: What only some of them have: letters that tell a language from its neighbours.
ALSO = ("telling",)


def gather() -> dict[str, dict[str, Any]]:
    """What `KEYS` name, of each language that has a table here."""
    gathered = {}
    for path in sorted(HERE.glob("???.toml")):
        table = ready.read(path)
        gathered[path.stem] = {key: table[key] for key in (*KEYS, *ALSO) if key in table or key in KEYS}
    return gathered


@lru_cache(maxsize=1)
def read() -> dict[str, dict[str, Any]]:
    """The gathered file; a language that it does not hold is looked up in its own table."""
    held: dict[str, dict[str, Any]] = json.loads(PATH.read_text(encoding="utf-8"))
    return held


if __name__ == "__main__":
    PATH.write_text(json.dumps(gather(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
