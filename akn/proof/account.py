"""The outcome of a proof of words."""

from __future__ import annotations

from msgspec import Struct


class Lost(Struct, frozen=True):
    """Words of a source line that are nowhere."""

    line: int
    text: str


class Account(Struct, frozen=True):
    """What was lost, and what stands in the XML though the source does not say it.

    `glued` are pairs of words that the source keeps apart and the XML does not,
    `split` words that the XML parts and the source does not.
    """

    lost: tuple[Lost, ...] = ()
    invented: tuple[str, ...] = ()
    glued: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    out_of_order: bool = False

    @property
    def clean(self) -> bool:
        """Whether every word is where it should be."""
        return not (self.lost or self.invented or self.glued or self.split or self.out_of_order)

    def __add__(self, other: Account) -> Account:
        """All that is wrong in this account or in `other`."""
        return Account(
            self.lost + other.lost,
            self.invented + other.invented,
            self.glued + other.glued,
            self.split + other.split,
            self.out_of_order or other.out_of_order,
        )
