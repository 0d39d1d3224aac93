"""Doubts about authors: lines of names that gave none, or not all, and names that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from akn.findings import Finding
from akn.proof.shape.doubts import doubt, quoted
from akn.proof.shape.openers import Openers, plain
from akn.proof.shape.placing import Placed
from akn.proof.shape.units import Element, Seen, each, eid_of, local, text_of

_DIGITS = re.compile(r"\d+")
#: One name: words with a capital each, and nothing else.
_NAME = re.compile(r"[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’.-]*){1,3}")


def authors(seen: Seen, lines: Sequence[Placed], words: Openers) -> Iterator[Finding]:
    """Lines of names in the title block that gave no author."""
    proposing: dict[Element, list[Element]] = {}
    for element in each(seen, "docProponent"):
        holder = element.getparent()
        while holder is not None and local(holder) != "p":
            holder = holder.getparent()
        if holder is not None:
            proposing.setdefault(holder, []).append(element)
    for line in lines:
        block = line.block
        if block is None or block.part != "coverPage":
            continue
        said = proposing.get(block.element, [])
        text = plain(line.text)
        if said and (left := _left_out(line.text, [text_of(one) for one in said])):
            yield doubt("SHA010", f"no author was read from {quoted(left)}", line=line.number, eid=block.eid)
        group = max((head for head in words.groups if text.startswith(head)), key=len, default="")
        # “on behalf of the” may be said of a group as well as of a committee: what follows tells.
        heads = tuple(head for head in words.committees if head not in words.groups)
        committee = text.startswith(heads) or text.removeprefix(group).lstrip().startswith(heads)
        if not said and not committee and (group or _names(line.text)):
            yield doubt(
                "SHA010", f"no author was read from {quoted(line.text)}", line=line.number, eid=block.eid
            )


def proponents(seen: Seen, words: Openers) -> Iterator[Finding]:
    """Authors whose name is no name: it begins with a little word or a small letter, or holds a digit or a bar.

    Two whole names in one, a name in two halves, and a group are none either.
    """
    before: dict[Element | None, str] = {}
    for element in each(seen, "docProponent"):
        text = text_of(element).strip()
        first = text.split()[0] if text else ""
        person = "person" in (element.get("refersTo") or "")
        shouted = first.isupper() and not text.isupper()  # “DELLA PROVA Marco”
        odd = (
            (plain(first) in words.little and not shouted)
            or first[:1].islower()
            or any(sign in text for sign in "/0123456789")
        )
        loud = text.isupper() and not _beside_group(element)
        several = sum(len(name.split()) > 1 for name in text.split(",")) > 1
        if not text or (person and (odd or several or plain(words.name) in plain(text) or loud)):
            yield doubt("SHA010", f"{quoted(text)} is no name of an author", eid=eid_of(element))
        elif person and _begins_a_group(element, words):
            yield doubt(
                "SHA010", f"{quoted(text)} is a group, and was taken for a person", eid=eid_of(element)
            )
        elif (
            person
            and len(text.split()) == len(before.get(_line_of(element), " ").split()) == 1
            and _said_before(element).rstrip(" .").rpartition(" ")[2] not in words.titles  # “Mr EXAMPLE”
        ):
            yield doubt("SHA010", f"{quoted(text)} may be half the name of an author", eid=eid_of(element))
        before[_line_of(element)] = text if person else " "


def _begins_a_group(proponent: Element, words: Openers) -> bool:
    """Whether the words right before `proponent` say that a group follows: “on behalf of the”."""
    heads = tuple(head for head in words.groups if " " in head)
    return bool(heads) and _said_before(proponent).endswith(heads)


def _said_before(proponent: Element) -> str:
    """What its line says before `proponent`, back to the one before it."""
    sibling, parent = proponent.getprevious(), proponent.getparent()
    return plain((sibling.tail if sibling is not None else parent.text if parent is not None else "") or "")


def _line_of(proponent: Element) -> Element | None:
    return next(proponent.iterancestors("{*}p"), None)


def _beside_group(proponent: Element) -> bool:
    """Whether a group is named on the lines about `proponent`: some covers print all names in capitals."""
    holder = next((e for e in proponent.iterancestors() if local(e) in {"container", "preface"}), None)
    return holder is not None and any(
        "group" in (e.get("refersTo") or "") for e in holder.iter("{*}docProponent")
    )


def _left_out(line: str, said: Sequence[str]) -> str:
    """The name in a `line` of names that is none of those `said` there, nor a part of one, or ""."""
    parts = [part.strip() for part in line.split(",")]
    if len(parts) < len(said) + 1:
        return ""
    known = {word for name in said for word in name.split()}
    names = (part for part in parts if _NAME.fullmatch(part))
    return next((name for name in names if known.isdisjoint(name.split())), "")


def _names(text: str) -> bool:
    """Whether `text` looks like two names or more: each of two to five words, capitals at both ends."""
    parts = [part.split() for part in text.rstrip(" ,;").replace(";", ",").split(",")]
    return len(parts) > 1 and all(
        1 < len(part) < 6
        and part[0][:1].isupper()
        and part[-1][:1].isupper()
        and not _DIGITS.search(" ".join(part))
        for part in parts
    )
