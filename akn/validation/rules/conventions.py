"""What publishers write by habit: dates of machines, prescribed words. The table ``conventions.toml`` says it."""

from __future__ import annotations

from functools import cache, lru_cache

from akn import ready


@cache
def _table(section: str, key: str) -> tuple[str, ...]:
    return tuple(ready.load("validation/rules/conventions.toml")[section][key])


@lru_cache(maxsize=1024)
def by_machine(name: str) -> bool:
    """Return whether a date of this `name` is that on which a program wrote the file, and not one of the document."""
    letters = "".join(c for c in name.casefold() if c.isalpha())
    if letters in _table("dates", "births"):
        return False
    known = _table("dates", "by_machine")
    return bool(letters) and (letters.startswith(known) or letters.endswith(known))


def is_prescribed(word: str) -> bool:
    """Return whether a profile prescribes `word` for what has no name yet."""
    return word in _table("references", "prescribed")
