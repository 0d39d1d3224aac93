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
from akn.tree.text import words
from akn.validation import inclusions
from akn.validation.explaining.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from akn.validation.verdict import Check

SVRL = "http://purl.oclc.org/dsdl/svrl"
_FIRST = frozenset({"", "xslt", "xslt1", "xpath", "xpath1"})
_SECOND = frozenset({"xslt2", "xslt3", "xpath2", "xpath3", "xpath31"})
#: No file and no address is read or written.
_NOTHING = etree.XSLTAccessControl.DENY_ALL  # type: ignore[attr-defined]  # the stubs leave it out
#: What authors write in ``role`` or ``flag``, and what it comes to here; anything else is an error.
_ROLES = {
    "warning": Severity.WARNING,
    "warn": Severity.WARNING,
    "information": Severity.INFORMATION,
    "info": Severity.INFORMATION,
}


def load(path: str) -> Check:
    """Return the check that the Schematron file at `path` asks for.

    It asks the document and nothing else: no file is read or written for it.
    Raises `TableError` where the file cannot be read or used, would reach
    outside, or needs a query binding that is not there.
    """
    root = inclusions.read(path)
    binding = root.get("queryBinding", "").lower()
    if binding in _FIRST:
        run = _by_lxml(root, path)
    elif binding in _SECOND:
        run = _by_saxon(root, path)
    else:
        raise TableError(f"{path} asks for the query binding “{binding}”; known are xslt, xslt2 and xslt3")

    def check(document: Element) -> list[Remark]:
        try:
            return list(_remarks(run(document), document))
        except (etree.LxmlError, ValueError) as error:
            raise TableError(f"the Schematron file {path} failed: {_first_line(error)}") from error

    return check


def ids(path: str) -> frozenset[str]:
    """Return the ids of all tests in the Schematron file at `path`. Raises `TableError` as `load` does."""
    root = inclusions.read(path)
    tests = root.iter(f"{{{inclusions.ISO}}}assert", f"{{{inclusions.ISO}}}report")
    return frozenset(identifier for test in tests if (identifier := test.get("id")))


def code_of(identifier: str) -> str:
    """Return what a test called `identifier` is printed as: one that does not begin so comes behind ``SCH-``."""
    if not identifier or identifier.upper().startswith("SCH-"):
        return identifier or "SCH"
    return f"SCH-{identifier}"


def _by_lxml(root: Element, path: str) -> Callable[[Element], Element]:
    """What runs the schema by the stylesheets of the standard, which lxml brings; nothing is read or written."""
    try:
        expanded = isoschematron.iso_abstract_expand(root)
        valid = isoschematron.schematron_schema_valid
        if isoschematron.schematron_schema_valid_supported and not valid(expanded):
            raise TableError(
                f"the Schematron file {path} cannot be used: {valid.error_log.last_error.message}"
            )
        sheet = isoschematron.iso_svrl_for_xslt1(expanded)
        program = etree.XSLT(sheet, access_control=_NOTHING)
    except (etree.LxmlError, ValueError) as error:
        raise TableError(f"the Schematron file {path} cannot be used: {_first_line(error)}") from error

    def run(document: Element) -> Element:
        report: Element | None = program(document.getroottree()).getroot()
        if report is None:
            raise TableError(f"the Schematron file {path} failed: it says nothing at all")
        return report

    return run


def _by_saxon(root: Element, path: str) -> Callable[[Element], Element]:
    from akn.validation import stylesheet  # noqa: PLC0415  # loaded only when needed

    try:
        sheet = stylesheet.stylesheet(isoschematron.iso_abstract_expand(root).getroot())
    except (etree.LxmlError, ValueError) as error:
        raise TableError(f"the Schematron file {path} cannot be used: {_first_line(error)}") from error
    return stylesheet.runner(sheet, path)


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


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
            code=code_of(identifier) if identifier else "SCH",
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
