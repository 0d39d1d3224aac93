"""What somebody probably meant who wrote a name that is none."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return “; did you mean X?” where one of `known` begins with `word` or is near to it, else ""."""
    from difflib import get_close_matches  # noqa: PLC0415  # only a mistake wants it

    spelt = {one.casefold(): one for one in known}
    near = [one for one in spelt if word and one.startswith(word.casefold())]
    near = near or get_close_matches(word.casefold(), spelt, n=1, cutoff=0.6)
    return f"; did you mean {spelt[near[0]]}?" if near else ""
