"""A user's own rules as ISO Schematron.

XPath 1 (query binding ``xslt``) is run by lxml. The bindings ``xslt2`` and
``xslt3`` are turned into a stylesheet here and run by Saxon, from the package
`saxonche`, which is an extra. Both answer in SVRL, the standard's report form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree, isoschematron  # type: ignore[attr-defined]  # the stubs leave it out

from akn.errors import TableError
from akn.findings import Severity
from akn.tree import Element, local_name
from akn.tree.parse import safe_parser
from akn.tree.text import words
from akn.validation.explaining.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from akn.validation.verdict import Check

ISO = "http://purl.oclc.org/dsdl/schematron"
SVRL = "http://purl.oclc.org/dsdl/svrl"
_FIRST = frozenset({"", "xslt", "xslt1", "xpath", "xpath1"})
_SECOND = frozenset({"xslt2", "xslt3", "xpath2", "xpath3", "xpath31"})
#: What authors write in ``role`` or ``flag``, and what it comes to here; anything else is an error.
_ROLES = {
    "warning": Severity.WARNING,
    "warn": Severity.WARNING,
    "information": Severity.INFORMATION,
    "info": Severity.INFORMATION,
}


def load(path: str) -> Check:
    """Return the check that the Schematron file at `path` asks for.

    Raises `TableError` where the file cannot be read or used, or needs a query
    binding that is not there.
    """
    try:
        tree = etree.parse(path, safe_parser())
    except (OSError, etree.XMLSyntaxError) as error:
        raise TableError(f"the Schematron file {path} cannot be read: {error}") from error
    root = tree.getroot()
    if root.tag != f"{{{ISO}}}schema":
        raise TableError(f"{path} is no ISO Schematron: its root is not `schema` in the namespace {ISO}")
    binding = root.get("queryBinding", "").lower()
    if binding in _FIRST:
        run = _by_lxml(tree, path)
    elif binding in _SECOND:
        run = _by_saxon(tree, path)
    else:
        raise TableError(f"{path} asks for the query binding “{binding}”; known are xslt, xslt2 and xslt3")

    def check(document: Element) -> list[Remark]:
        try:
            report = run(document)
        except etree.XSLTError as error:
            raise TableError(f"the Schematron file {path} failed: {error}") from error
        return list(_remarks(report, document))

    return check


def _by_lxml(tree: etree._ElementTree, path: str) -> Callable[[Element], Element]:
    try:
        schematron = isoschematron.Schematron(tree, store_report=True)
    except (etree.SchematronParseError, etree.XSLTError, etree.XMLSchemaError, etree.RelaxNGError) as error:
        reason = str(error).splitlines()[0]
        raise TableError(f"the Schematron file {path} cannot be used: {reason}") from error

    def run(document: Element) -> Element:
        schematron.validate(document.getroottree())
        report: Element = schematron.validation_report.getroot()
        return report

    return run


def _by_saxon(tree: etree._ElementTree, path: str) -> Callable[[Element], Element]:
    from akn.validation import stylesheet  # noqa: PLC0415  # loaded only when needed

    expanded = isoschematron.iso_abstract_expand(isoschematron.iso_dsdl_include(tree)).getroot()
    return stylesheet.runner(stylesheet.stylesheet(expanded), path)


def _remarks(report: Element, document: Element) -> Iterator[Remark]:
    """Yield what an SVRL report says: asserts that failed and reports that came true."""
    whole = document.getroottree()
    for entry in report.iter(f"{{{SVRL}}}failed-assert", f"{{{SVRL}}}successful-report"):
        element = _element(whole, entry.get("location", ""))
        element = document if element is None else element
        hints = [words(hint) for hint in entry.iterfind(f"{{{SVRL}}}diagnostic-reference")]
        said = entry.find(f"{{{SVRL}}}text")
        identifier = entry.get("id")
        yield Remark(
            element,
            code=f"SCH-{identifier}" if identifier else "SCH",
            severity=_ROLES.get((entry.get("role") or entry.get("flag") or "").lower(), Severity.ERROR),
            message=(words(said) if said is not None else "")
            or f"`{local_name(element)}` breaks the test {entry.get('test', '')}",
            help=" ".join(hints),
        )


def _element(tree: etree._ElementTree, location: str) -> Element | None:
    """Return the element at an SVRL location, or the one around it where that is an attribute or text."""
    if not location:
        return None
    found: Any = tree.xpath(location)
    first = found[0] if isinstance(found, list) and found else None
    if first is None or etree.iselement(first):
        return first
    return first.getparent() if hasattr(first, "getparent") else None
