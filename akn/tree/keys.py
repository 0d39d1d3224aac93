"""The key of a part: what all language versions call it.

It is the ``wId`` where the part has one, else the ``eId`` (Naming Convention
1.0, chapter 5: a wId stays the same in all versions, an eId follows the
print). A part without either is named as the convention would name it: by its
context, its element, and its number or else its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container

from msgspec import Struct

from akn.tree import Element, local_name
from akn.tree.called import is_recital
from akn.tree.eid import number_of
from akn.tree.elements import ENCLOSED, NOTES, SINGLE, TITLES, abbreviation

#: What recitals are called that no number is printed before.
_RECITALS = f"{abbreviation('recitals')}_1__{abbreviation('recital')}_"
#: What bears no number in a key: a version names its work once in a place, whatever the schema allows.
_UNNUMBERED = SINGLE | TITLES


class Context(Struct, frozen=True):
    """What a part stands in.

    `path` holds the keys from the outermost container inwards; `eid` is the
    eId of the innermost, `enclosing` the key of the attachment or component.
    """

    path: tuple[str, ...] = ()
    eid: str = ""
    enclosing: str = ""

    @property
    def key(self) -> str:
        """The key of the innermost container, empty at the top."""
        return self.path[-1] if self.path else ""

    def within(self, element: Element, key: str) -> Context:
        """The context of what stands in `element`, whose key is `key`."""
        enclosing = key if local_name(element) in ENCLOSED else self.enclosing
        return Context((*self.path, key), _own(element, "eId"), enclosing)


class Keys:
    """Gives the elements of one document their keys, in document order; no two are alike.

    Args:
        root: the document, of which all ids are noted first.

    """

    def __init__(self, root: Element) -> None:
        written = (named for e in root.iter("{*}*") if (named := _written(e)))
        #: How often each id is written in the document.
        self._written = Counter(written)
        self._taken: set[str] = set()
        self._counts: Counter[tuple[str, str]] = Counter()

    def key(self, element: Element, num: str, context: Context) -> str:
        """The key of `element`, which bears the printed number `num` and stands in `context`."""
        named = _written(element)
        if is_recital(element) and not element.get("wId"):
            # In AKN4UN, where all else has ``recitals``.
            self._counts[context.key, "recital"] += 1
            named = f"{_RECITALS}{self._counts[context.key, 'recital']}"
        elif (
            named
            and (not element.get("wId") or context.key.startswith(_RECITALS))
            and context.eid
            and context.eid != context.key
        ):
            # The container has a wId and its content has not: what they share is the container's.
            inner = named.removeprefix(f"{context.eid}__")
            if inner != named:
                named = f"{context.key}__{inner}"
        elif self._written[named] > 1 and context.enclosing:
            named = f"{context.enclosing}__{named}"
        if not named:
            return self._counted(element, num, context)
        return self._free(named, "-", set())

    def _counted(self, element: Element, num: str, context: Context) -> str:
        """A key by context and number, or by context and place."""
        name = local_name(element)
        # Footnotes run through the document, whatever they stand in.
        prefix = context.enclosing if name in NOTES else context.key
        segment = f"{prefix}__{abbreviation(name)}" if prefix else abbreviation(name)
        number = "" if name in _UNNUMBERED or name in NOTES else number_of(num)
        if number:
            return self._free(f"{segment}_{number}", "-", self._written)
        if name in _UNNUMBERED:
            return self._free(segment, "_", self._written)
        self._counts[prefix, name] += 1
        return self._free(f"{segment}_{self._counts[prefix, name]}", "-", self._written)

    def _free(self, wanted: str, sign: str, reserved: Container[str]) -> str:
        """`wanted`, or where another part has it already or it is `reserved`, `wanted` with a count."""
        key, count = wanted, 1
        while key in self._taken or key in reserved:
            count += 1
            key = f"{wanted}{sign}{count}"
        self._taken.add(key)
        return key


def _written(element: Element) -> str:
    return _own(element, "wId") or _own(element, "eId")


def _own(element: Element, attribute: str) -> str:
    """An id as it stands; one with spaces, which the schema forbids, has underscores instead."""
    return "_".join(element.get(attribute, "").split())
