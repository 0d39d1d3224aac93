"""A user's own rules: a Python file that uses the same decorator as ours."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from akn.errors import Interrupted, TableError
from akn.validation.rules.rule import Breach, Rule

#: What goes through: somebody wants all of it to end, or has no more questions.
_OURS = (KeyboardInterrupt, Interrupted, GeneratorExit)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from akn.validation.rules.document import Document


def load(path: str) -> tuple[Rule, ...]:
    """Return the rules in the Python file at `path`, in the order in which it defines them.

    The file is run: it is the user's own, and trusted as such. Raises
    `TableError` where it cannot be read or run, defines no rule, or would end the
    program (``sys.exit``). A rule that fails on a document, would end the program
    or yields what is no breach raises `TableError` too, naming rule and file.
    """
    place = Path(path)
    if not place.is_file():
        raise TableError(f"there is no file of rules at {path}")
    spec = importlib.util.spec_from_file_location(f"akn_rules_{place.stem}", place)
    if spec is None or spec.loader is None:
        raise TableError(
            f"{path} is no Python file; rules are functions under the decorator @rule of akn.validation.rules.rule"
        )
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except TableError as error:
        raise TableError(f"{path}: {error}") from error
    except _OURS:
        raise
    except BaseException as error:  # whatever the user's own code may raise, the end of the program too
        raise TableError(
            f"the rules in {path} could not be loaded: {type(error).__name__}: {error}"
        ) from error
    rules = tuple(value for value in vars(module).values() if isinstance(value, Rule))
    if not rules:
        raise TableError(
            f"{path} defines no rule; put the decorator @rule of akn.validation.rules.rule over a function"
        )
    return tuple(replace(one, check=_guarded(one, path)) for one in rules)


def _demanded(breach: object) -> Breach:
    """Return `breach`, which a rule of the user's own yielded, where it is one."""
    match breach:
        case Breach(element=element, message=str(), help=str()) if etree.iselement(element):
            return breach
        case Breach():
            raise TypeError(
                "it yields a Breach whose element is no element, or whose message or help is no text"
            )
        case _:
            raise TypeError(f"it yields {breach!r:.80}; a rule yields Breach(element, message, help)")


def _guarded(rule: Rule, path: str) -> Callable[[Document], Iterable[Breach]]:
    """Return the check of `rule`, its failures put into words."""

    def check(document: Document) -> Iterator[Breach]:
        try:
            for breach in rule.check(document):
                yield _demanded(breach)
        except _OURS:
            raise
        except BaseException as error:  # whatever the user's own code may raise, the end of the program too
            raise TableError(
                f"the rule {rule.code} in {path} failed: {type(error).__name__}: {error}"
            ) from error

    return check
