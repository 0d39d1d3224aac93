"""The official schema, narrowed to the names that a document uses: its yes is the whole schema's yes.

Compiling the whole takes a seventh of a second, compiling what one document
needs a few milliseconds. What is left out can only make the narrowed schema
refuse more, never accept more:

* a choice loses branches that name nothing of the document, but never its last branch;
* a sequence loses only particles that it may lack (``minOccurs="0"``);
* an element that the document has not, but that a required particle names, is declared as a mere
  string: no document in question can hold it;
* types, attributes and the uniqueness of ids stay as they are.

`tests/schema/test_narrow.py` proves it for every element by the automata of both schemas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.schema.official import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from lxml import etree

_XSD = "{http://www.w3.org/2001/XMLSchema}"
_ELEMENT, _ANY, _GROUP = f"{_XSD}element", f"{_XSD}any", f"{_XSD}group"
_CHOICE, _SEQUENCE = f"{_XSD}choice", f"{_XSD}sequence"
_PARTICLES = frozenset({_ELEMENT, _ANY, _GROUP, _CHOICE, _SEQUENCE})
_ANNOTATION, _ATTRIBUTES = f"{_XSD}annotation", f"{_XSD}attributeGroup"
_OURS = f"{{{NAMESPACE}}}"


def names_of(root: etree._Element) -> frozenset[str]:
    """Return the local names of all elements of the standard's namespace under `root`, its own included."""
    tags = {element.tag for element in root.iter("*")}
    return frozenset(tag[len(_OURS) :] for tag in tags if tag.startswith(_OURS))


def narrow(schema: etree._Element, names: AbstractSet[str]) -> etree._Element:
    """Return `schema`, the official one as a tree, without what no document needs that uses only `names`.

    The tree is changed in place.
    """
    return _Narrowing(schema, names).done()


class _Narrowing:
    def __init__(self, schema: etree._Element, names: AbstractSet[str]) -> None:
        self._schema = schema
        self._names = names
        self._globals = {
            (child.tag[len(_XSD) :], name): child for child in schema if (name := child.get("name"))
        }
        self._needed: set[tuple[str, str]] = set()
        self._waiting: list[etree._Element] = []
        self._named_only: set[str] = set()
        self._groups: dict[str, bool] = {}

    def done(self) -> etree._Element:
        for name in self._names:
            self._need("element", name)
        while self._waiting:
            self._keep(self._waiting.pop())
        for (kind, name), node in self._globals.items():
            if (kind, name) in self._needed:
                continue
            if kind == "element" and name in self._named_only:
                del node[:]
                node.set("type", "xsd:string")
            else:
                self._schema.remove(node)
        return self._schema

    def _need(self, kind: str, name: str) -> None:
        if (kind, name) in self._globals and (kind, name) not in self._needed:
            self._needed.add((kind, name))
            self._waiting.append(self._globals[kind, name])

    def _keep(self, node: etree._Element) -> None:
        """Narrow `node`, and ask for all that it refers to."""
        for base in (node.get("type"), node.get("base"), node.get("itemType")):
            if base is not None:
                self._need("complexType", base)
                self._need("simpleType", base)
        for member in node.get("memberTypes", "").split():
            self._need("simpleType", member)
        for child in list(node):
            if child.tag == _ANNOTATION:
                node.remove(child)
            elif child.tag == _ATTRIBUTES and child.get("ref"):
                self._need("attributeGroup", child.get("ref", ""))
            elif child.tag in _PARTICLES:
                self._holds(child)
                self._refer(child)
            else:
                self._keep(child)

    def _holds(self, particle: etree._Element) -> bool:
        """Take out of `particle` what it may lose; return whether it names anything of the document."""
        if particle.tag == _ELEMENT:
            return particle.get("ref") in self._names
        if particle.tag == _ANY:
            return True
        if particle.tag == _GROUP and particle.get("ref"):
            return self._group_holds(particle.get("ref", ""))
        parts = [(part, self._holds(part)) for part in particle if part.tag in _PARTICLES]
        found = any(holds for _, holds in parts)
        if found or particle.tag == _SEQUENCE:
            for part, holds in parts:
                if not holds and (particle.tag == _CHOICE or part.get("minOccurs") == "0"):
                    particle.remove(part)
        return found

    def _group_holds(self, name: str) -> bool:
        if name not in self._groups:
            self._groups[name] = self._holds(self._globals["group", name])
        return self._groups[name]

    def _refer(self, particle: etree._Element) -> None:
        """Ask for the groups that `particle` names, and note the elements that it names alone."""
        for part in particle.iter(_ELEMENT, _GROUP):
            ref = part.get("ref", "")
            if part.tag == _GROUP:
                self._need("group", ref)
            elif ref not in self._names:
                self._named_only.add(ref)
