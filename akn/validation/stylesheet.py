"""A Schematron schema as an XSLT 2 or 3 stylesheet, and Saxon to run it.

The schema comes with its inclusions and abstract patterns written out. Each
pattern is a mode; each of its rules a template, the first rule that fits an
element being the one that counts; each assertion an ``xsl:if`` that writes SVRL.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from lxml import etree

from akn.errors import TableError
from akn.tree.parse import safe_parser

if TYPE_CHECKING:
    from collections.abc import Callable

    from akn.tree import Element

ISO = "{http://purl.oclc.org/dsdl/schematron}"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
#: What the processors of the field declare themselves, and schemas therefore use undeclared.
_DECLARED = {
    "xs": "http://www.w3.org/2001/XMLSchema",
    "fn": "http://www.w3.org/2005/xpath-functions",
    "math": "http://www.w3.org/2005/xpath-functions/math",
    "map": "http://www.w3.org/2005/xpath-functions/map",
    "array": "http://www.w3.org/2005/xpath-functions/array",
}
#: The place of the element in hand, as child numbers: what lxml, too, can follow.
_STEP = "concat('/*[', count($a/preceding-sibling::*) + 1, ']')"
_LOCATION = f"{{string-join(for $a in ancestor-or-self::* return {_STEP}, '')}}"
_NODES = "@*|node()"


def stylesheet(schema: Element) -> bytes:
    """Return the stylesheet of an expanded Schematron `schema`, as XML in UTF-8."""
    prefixes: Any = dict(_DECLARED)
    prefixes |= dict(schema.nsmap)  # None for the default one, which the stubs of `Element` leave out
    prefixes |= {entry.get("prefix", ""): entry.get("uri", "") for entry in schema.iterfind(f"{ISO}ns")}
    sheet = etree.Element(f"{XSL}stylesheet", {"version": "3.0"}, nsmap=prefixes)
    for foreign in schema.iterchildren(f"{XSL}*"):  # `inclusions` has seen that they define and no more
        sheet.append(copy.deepcopy(foreign))
    _variables(schema, sheet)
    begin = etree.SubElement(sheet, f"{XSL}template", match="/")
    report = etree.SubElement(begin, f"{SVRL}schematron-output")
    hints = {hint.get("id", ""): hint for hint in schema.iter(f"{ISO}diagnostic")}
    for number, pattern in enumerate(schema.iterfind(f"{ISO}pattern")):
        if pattern.get("abstract") != "true":
            mode = f"M{number}"
            _variables(pattern, sheet)
            etree.SubElement(report, f"{XSL}apply-templates", select="/", mode=mode)
            _pattern(pattern, sheet, mode, hints)
    return etree.tostring(sheet, encoding="utf-8")


def _pattern(pattern: Element, sheet: Element, mode: str, hints: dict[str, Element]) -> None:
    abstract = {r.get("id", ""): r for r in pattern.iterfind(f"{ISO}rule") if r.get("abstract") == "true"}
    rules = [r for r in pattern.iterfind(f"{ISO}rule") if r.get("abstract") != "true"]
    for number, rule in enumerate(rules):
        template = etree.SubElement(
            sheet,
            f"{XSL}template",
            match=rule.get("context", ""),
            mode=mode,
            priority=str(1000 + len(rules) - number),
        )
        _rule(rule, template, abstract, hints)
        etree.SubElement(template, f"{XSL}apply-templates", select=_NODES, mode=mode)
    rest = etree.SubElement(sheet, f"{XSL}template", match=f"/|{_NODES}", mode=mode, priority="-1000")
    etree.SubElement(rest, f"{XSL}apply-templates", select=_NODES, mode=mode)


def _rule(
    rule: Element,
    template: Element,
    abstract: dict[str, Element],
    hints: dict[str, Element],
) -> None:
    _variables(rule, template)
    for part in rule:
        if part.tag == f"{ISO}extends" and part.get("rule", "") in abstract:
            _rule(abstract[part.get("rule", "")], template, abstract, hints)
        elif part.tag in {f"{ISO}assert", f"{ISO}report"}:
            _assertion(part, template, hints)


def _assertion(part: Element, template: Element, hints: dict[str, Element]) -> None:
    test = part.get("test", "")
    failed = part.tag == f"{ISO}assert"
    condition = etree.SubElement(template, f"{XSL}if", test=f"not({test})" if failed else test)
    entry = etree.SubElement(condition, f"{SVRL}{'failed-assert' if failed else 'successful-report'}")
    for name in ("id", "role", "flag"):
        if part.get(name):
            entry.set(name, part.get(name, ""))
    entry.set("test", test.replace("{", "{{").replace("}", "}}"))
    entry.set("location", _LOCATION)
    _text(part, etree.SubElement(entry, f"{SVRL}text"))
    for name in part.get("diagnostics", "").split():
        if name in hints:
            _text(hints[name], etree.SubElement(entry, f"{SVRL}diagnostic-reference", diagnostic=name))


def _variables(part: Element, target: Element) -> None:
    for variable in part.iterfind(f"{ISO}let"):
        attributes = {"name": variable.get("name", "")}
        if variable.get("value") is not None:
            attributes["select"] = variable.get("value", "")
        made = etree.SubElement(target, f"{XSL}variable", attributes)
        made.text = variable.text if "select" not in attributes else None


def _text(part: Element, target: Element) -> None:
    """Write what an assertion says: its words, ``name`` and ``value-of``."""
    _say(part.text, target)
    for piece in part:
        if piece.tag == f"{ISO}value-of":
            etree.SubElement(target, f"{XSL}value-of", select=piece.get("select", "."))
        elif piece.tag == f"{ISO}name":
            etree.SubElement(target, f"{XSL}value-of", select=f"name({piece.get('path', '.')})")
        else:
            _text(piece, target)
        _say(piece.tail, target)


def _say(words: str | None, target: Element) -> None:
    if words:
        etree.SubElement(target, f"{XSL}text").text = words


def runner(sheet: bytes, path: str) -> Callable[[Element], Element]:
    """Return what runs the stylesheet made from the Schematron file at `path` and returns its SVRL.

    Raises `TableError` where Saxon is not installed or refuses the stylesheet.
    """
    try:
        import saxonche  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise TableError(
            f"{path} uses XPath 2 or 3, which needs the package saxonche: "
            "install it with “pip install 'akn[schematron]'”"
        ) from error
    processor = saxonche.PySaxonProcessor(license=False)
    processor.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "")
    processor.set_configuration_property("http://saxon.sf.net/feature/allow-external-functions", "false")
    try:
        program = processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=sheet.decode())
    except saxonche.PySaxonApiError as error:
        raise TableError(f"the Schematron file {path} cannot be used: {error}") from error

    def run(document: Element) -> Element:
        text = etree.tostring(document.getroottree(), encoding="unicode")
        try:
            node = processor.parse_xml(xml_text=text)
            return etree.fromstring(program.transform_to_string(xdm_node=node).encode(), safe_parser())
        except saxonche.PySaxonApiError as error:
            raise TableError(f"the Schematron file {path} failed: {error}") from error

    return run
