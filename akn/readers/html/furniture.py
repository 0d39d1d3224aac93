"""Which parts of a page stand around its text, read from ``furniture.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from akn import ready
from akn.readers.html.style import STYLES


@dataclass(frozen=True, slots=True, eq=False)
class Furniture:
    """The templates of the sites, by what an element can be known by; values are reasons and names.

    `of_page` are the elements that are furniture only outside sections of content.
    """

    tags: dict[str, str]
    of_page: dict[str, str]
    roles: dict[str, str]
    classes: dict[str, str]
    ids: dict[str, str]
    metadata: dict[str, str]
    content_tags: frozenset[str]
    content_roles: frozenset[str]
    content_ids: frozenset[str]
    layout: frozenset[str]
    style_classes: dict[str, int]

    def reasons(self, tag: str, attributes: Mapping[str, str]) -> tuple[str, str]:
        """Why the element is left out of the page itself, and of a section of its content; "" for not."""
        role = attributes.get("role", "").lower()
        if role.startswith("doc-"):  # a part of a publication, whatever element carries it (DPUB-ARIA)
            return "", ""
        found = self.tags.get(tag) or self.roles.get(role) or self.ids.get(attributes.get("id", ""))
        found = found or next(
            (self.classes[name] for name in _classes(attributes) if name in self.classes), ""
        )
        return self.of_page.get(tag, "") or found, found

    def name(self, attributes: Mapping[str, str]) -> str:
        """The metadata that the element's words are, or ""."""
        return next((self.metadata[name] for name in _classes(attributes) if name in self.metadata), "")

    def styles(self, attributes: Mapping[str, str]) -> int:
        """The styles that the element's classes stand for, as bits."""
        bits = 0
        for name in _classes(attributes):
            bits |= self.style_classes.get(name, 0)
        return bits

    def telling_id(self, attributes: Mapping[str, str]) -> str | None:
        """The element's identifier where the table knows it, else None."""
        name = attributes.get("id")
        return name if name in self.ids or name in self.content_ids else None

    def content_path(self) -> str:
        """The XPath that tells whether a page marks, by role or identifier, what holds its text."""
        tests = [f"@role='{role}'" for role in sorted(self.content_roles)]
        tests += [f"@id='{name}'" for name in sorted(self.content_ids)]
        return f"boolean(//*[{' or '.join(tests)}])" if tests else "false()"

    def is_content(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Whether the element holds the text of the page."""
        return (
            tag in self.content_tags
            or attributes.get("role", "").lower() in self.content_roles
            or attributes.get("id", "") in self.content_ids
        )

    def is_layout(self, attributes: Mapping[str, str]) -> bool:
        """Whether the element, a table or a cell, only places text on the page."""
        return not self.layout.isdisjoint(_classes(attributes))


def _classes(attributes: Mapping[str, str]) -> list[str]:
    return attributes["class"].split() if "class" in attributes else []


#: For a page that consists of nothing but what looks like furniture: none of it is.
NONE = Furniture({}, {}, {}, {}, {}, {}, frozenset(), frozenset(), frozenset(), frozenset(), {})


@cache
def furniture() -> Furniture:
    """The table, read once."""
    table: dict[str, Any] = ready.load("readers/html/furniture.toml")
    entries = table["furniture"]

    def by(key: str, *, page_only: bool | None = None) -> dict[str, str]:
        return {
            value: entry["reason"]
            for entry in entries
            if page_only is None or entry.get("page_only", False) is page_only
            for value in entry.get(key, ())
        }

    content = table["content"]
    return Furniture(
        tags=by("tags", page_only=False),
        of_page=by("tags", page_only=True),
        roles=by("roles"),
        classes=by("classes"),
        ids=by("ids"),
        metadata={value: entry["name"] for entry in table["metadata"] for value in entry["classes"]},
        content_tags=frozenset(content["tags"]),
        content_roles=frozenset(content["roles"]),
        content_ids=frozenset(content["ids"]),
        layout=frozenset(table["layout"]["classes"]),
        style_classes={name: bit for bit, style in STYLES for name in table["styles"].get(style, ())},
    )
