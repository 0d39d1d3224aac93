"""Doubts about rows: numbers that do not run on, headings without content, parts too large, ends that break off."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from akn.findings import Finding
from akn.proof.shape.doubts import doubt, quoted
from akn.proof.shape.marks import mark_of, value
from akn.proof.shape.units import Element, Seen, Unit, local, said

#: Alphabets in which recitals are lettered where the language's table does not say its own.
_LATIN = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
#: Latin letters that print as the Cyrillic or Greek ones that count.
_ALIKE = (
    dict(zip("ABEKMHOPCTX", "АВЕКМНОРСТХ", strict=True)),
    dict(zip("ABEZHIKMNOPTYX", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", strict=True)),
    dict(zip("АВЕКМНОРСТХA", "ABEKMHOPCTXA", strict=True)),
)
_LABEL = re.compile(r"\w+")
_NUMBER = re.compile(r"(\d+)(\w*)")
_CLOSED = re.compile(r"[.!?…»”\"’)\]。！？؟》」]\W*\d{0,3}\W*$")
_SIGN_AT_END = re.compile(r"[.;:,!?·…»”\"’)\]。；：，、！？،؛؟》」](?:\W*\(?\[?\d{0,3}\]?\)?\W*)$")
_LOOSE = frozenset({"mainBody", "attachment", "hcontainer"})
_FIRST = frozenset({"1", "a", "i", "α", "а", "أ", "ا", "一", "㈠", "0"})
#: A number with a sign that is no mark: ``§ 1``, ``**1.**``, ``No 1.``
_ODD_NUMBER = re.compile(r"\W{0,3}(?:\w{1,3}\W+)?\d{1,3}(?!\d)\W{0,4}\s?\w")
#: So many letters do not stand twice by chance.
_TELLING = 24
#: Two acts on one subject have much in common; a text that stands twice has all but this.
_SAME = 0.94
#: A part is too large where it holds this share of the act, has so many words, and other marks stand in it.
_SHARE, _WORDS = 0.5, 60
_INNER = re.compile(r"(?<=[;.:,·]) *\(?(\d{1,3}|\w)[.)] ?(?=\w)")


def numbers(seen: Seen, letters: Sequence[str]) -> Iterator[Finding]:
    """Rows of recitals and of paragraphs, act by act."""
    rows: dict[tuple[int, str], list[Unit]] = {}
    for unit in seen.units:
        if unit.part != "citation":
            rows.setdefault((unit.act, unit.part), []).append(unit)
    for (act, part), units in rows.items():
        # Paragraphs may run on from recitals that were numbered, not lettered.
        before = rows.get((act, "recital"), ()) if part == "paragraph" else ()
        numbered = all(_label(unit.num).isdecimal() for unit in before)
        yield from _row(units, letters if part == "recital" else (), str(len(before) * numbered + 1))
    yield from _points(seen)


def _row(units: Sequence[Unit], letters: Sequence[str], also: str) -> Iterator[Finding]:
    labels = [(unit, _label(unit.num)) for unit in units]
    numbered = [(unit, label) for unit, label in labels if label]
    if not numbered:
        return
    # Before the first number an unnumbered part may stand, and a sole one after a heading; between numbers none.
    for (before, one), (unit, label) in pairwise(numbered):
        step = _step(one, label, letters)
        anew = label in _FIRST and unit.element.getparent() is not before.element.getparent()
        if step == "again":
            yield doubt("SHA006", f"{quoted(unit.num)} stands twice in a row", eid=unit.eid)
        elif step == "not" and not anew:
            yield doubt("SHA005", f"{quoted(before.num)} is followed by {quoted(unit.num)}", eid=unit.eid)
    first_unit, first = numbered[0]
    if first.casefold() not in _FIRST | {also, *(letter.casefold() for letter in letters[:1])}:
        yield doubt("SHA005", f"the first number is {quoted(first_unit.num)}", eid=first_unit.eid)
    places = [at for at, (_, label) in enumerate(labels) if label]
    for unit, label in labels[places[0] : places[-1] + 1]:
        if not label:
            yield doubt(
                "SHA005",
                f"a part without a number stands among numbered ones: {quoted(unit.text)}",
                eid=unit.eid,
            )


def _label(num: str) -> str:
    found = _LABEL.search(num)
    return found[0].replace("\u0640", "") if found else ""


def _step(one: str, label: str, letters: Sequence[str]) -> str:
    """How `label` follows `one`: "on", "again" or "not"."""
    if one.casefold() == label.casefold():
        return "again"
    if _figures(one) and _figures(label) == _figures(one) + 1:
        return "on"
    before, after = _NUMBER.fullmatch(one), _NUMBER.fullmatch(label)
    if before and after:
        a, b = value(before[1]), value(after[1])
        if a is None or b is None:
            return "not"
        if b == a:
            return "on" if after[2] > before[2] else "not"
        return "on" if b == a + 1 and after[2] in {"", "a"} else "not"
    if before or after:
        return "not"
    a_place, b_place = _place(one, letters), _place(label, letters)
    if a_place is None or b_place is None:
        roman = _roman(one), _roman(label)
        return "on" if roman[0] and roman[1] == roman[0] + 1 else "not"
    if b_place == a_place:
        return "on" if len(label) > 1 else "again"
    doubled = len(one) == len(label) == 2 and one[0] == one[1] and label[0] == label[1]
    return (
        "on"
        if b_place == a_place + 1 or (doubled and label[0] == _next(one[0], letters))
        else _romans(one, label)
    )


def _romans(one: str, label: str) -> str:
    a, b = _roman(one), _roman(label)
    return "on" if a and b == a + 1 else "not"


def _figures(label: str) -> int:
    """The value of figures that are no digits (``㈡``, ``十二``), or 0."""
    total = 0
    for sign in label:
        number = int(unicodedata.numeric(sign, 0)) if not sign.isascii() else 0
        if not number:
            return 0
        total = (total or 1) * number if number == 10 else total + number  # tens stand before ten
    return total


def _next(letter: str, letters: Sequence[str]) -> str:
    own = letters or _LATIN
    at = own.index(letter.upper()) + 1 if letter.upper() in own else len(own)
    following = own[at] if at < len(own) else ""
    return following.lower() if letter.islower() else following


def _place(label: str, letters: Sequence[str]) -> int | None:
    """Where `label` stands among letters that double after the last; an inserted ``Ba`` stands with its ``B``."""
    own = letters or _LATIN
    upper = label.upper()
    for alike in _ALIKE:
        if own[0] == alike["A"]:
            upper = "".join(alike.get(letter, letter) for letter in upper)
    if upper in own:
        return own.index(upper)
    if len(label) == 2 and label[0].isupper() and label[1].islower():
        return _place(label[0], letters)
    if len(upper) == 2 and upper[0] in own and upper[1] in own:
        single = [letter for letter in own if len(letter) == 1]
        return len(own) + single.index(upper[0]) * len(single) + single.index(upper[1])
    return None


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def _roman(label: str) -> int:
    """The value of a Roman numeral, or 0."""
    values = [_ROMAN.get(sign, 0) for sign in label.casefold()]
    if not values or not all(values):
        return 0
    return sum(-a if a < b else a for a, b in pairwise([*values, 0]))


def _printed_label(point: Element) -> str:
    num = point.find("{*}num")
    return "" if num is None else _label("".join(map(str, num.itertext())))


def _rows_of_points(seen: Seen) -> Iterator[list[Element]]:
    """The points of each list, those of the next one with them where they count on: a heading stood between."""
    lists: dict[Element, list[Element]] = {}
    for root in seen.roots:
        for point in root.iter("{*}point", "{*}item"):
            parent = point.getparent()
            if parent is not None:
                lists.setdefault(parent, []).append(point)
    ended: dict[Element, list[Element]] = {}
    for holder, points in lists.items():
        part = holder.getparent()
        row = ended.get(part) if part is not None else None
        if row and _goes_on(_printed_label(row[-1]), _printed_label(points[0])):
            row += points
        elif part is not None:
            ended[part] = points
            yield points
        else:
            yield points


def _goes_on(one: str, label: str) -> bool:
    return any(_step(one, label, alphabet) == "on" for alphabet in alphabets().values())


def _points(seen: Seen) -> Iterator[Finding]:
    """Points of one list: their numbers run on."""
    for points in list(_rows_of_points(seen)):
        labels = [_printed_label(point) for point in points]
        if not all(labels):
            continue
        if len(points) == 1:
            yield doubt(
                "SHA025", f"a list has one point, {quoted(labels[0])}", eid=points[0].get("eId") or ""
            )
        if labels[0].casefold() not in _FIRST:
            yield doubt("SHA005", f"the first point is {quoted(labels[0])}", eid=points[0].get("eId") or "")
        for point, (one, label) in zip(points[1:], pairwise(labels), strict=True):
            if not _goes_on(one, label):
                yield doubt(
                    "SHA005",
                    f"the point {quoted(one)} is followed by {quoted(label)}",
                    eid=point.get("eId") or "",
                )


@cache
def alphabets() -> Mapping[str, tuple[str, ...]]:
    """The letters that are counted with, by name: data of the numbering. Numerals are told one by one."""
    text = files("akn.numbering").joinpath("letters.toml").read_text(encoding="utf-8")
    return {
        name: (*row["letters"], *(ten + one for ten in row.get("tens", ()) for one in ("", *row["letters"])))
        for name, row in tomllib.loads(text)["letters"].items()
    }


def headings(seen: Seen) -> Iterator[Finding]:
    """Divisions that hold a heading and nothing else."""
    for root in seen.roots:
        for heading in root.iter("{*}heading"):
            parent = heading.getparent()
            if parent is None or local(parent) not in {
                "division",
                "recitals",
                "citations",
                "section",
                "chapter",
            }:
                continue
            if not any(local(child) not in {"num", "heading", "subheading"} for child in parent):
                text = "".join(map(str, heading.itertext()))
                yield doubt(
                    "SHA007", f"nothing stands below the heading {quoted(text)}", eid=parent.get("eId") or ""
                )


def empty_body(seen: Seen) -> Iterator[Finding]:
    """A body that holds no paragraph."""
    for root in seen.roots:
        for body in root.iter("{*}mainBody"):
            if not any(len("".join(map(str, part.itertext())).split()) for part in body):
                yield doubt("SHA003", "the operative part has no text", eid=body.get("eId") or "")


def too_large(seen: Seen) -> Iterator[Finding]:
    """A unit that holds most of the text of its act, with other numbers in it."""
    sizes: dict[int, int] = {}
    for unit in seen.units:
        sizes[unit.act] = sizes.get(unit.act, 0) + sum(len(block.key) for block in unit.blocks)
    for unit in seen.units:
        for block in unit.blocks:
            words = block.text.count(" ") + 1
            if words < _WORDS or len(block.key) < _SHARE * sizes[unit.act]:
                continue
            if len(_INNER.findall(block.text)) >= 2:
                yield doubt("SHA004", f"one part holds most of the text: {quoted(block.text)}", eid=unit.eid)


def ends(seen: Seen) -> Iterator[Finding]:
    """Acts whose last part does not end in a full stop, parts that announce a list and have none."""
    last: dict[int, Unit] = {}
    for unit in seen.units:
        last[unit.act] = unit
    for unit in last.values():
        text = unit.blocks[-1].text
        if (
            unit.blocks[-1].part != "table"
            and not _CLOSED.search(text[-16:])
            and not text.rstrip().endswith(".")
        ):
            yield doubt("SHA016", f"the last part does not end: {quoted(text[-60:])}", eid=unit.eid)
    yield from _unended(seen)
    for before, unit in pairwise(seen.units):
        text = before.blocks[-1].text.rstrip()
        if (
            text.endswith(":")
            and before.act == unit.act
            and before.part == unit.part
            and len(before.blocks) == 1
        ):
            yield doubt(
                "SHA008", f"a list is announced, and none follows: {quoted(text[-60:])}", eid=before.eid
            )


def _unended(seen: Seen) -> Iterator[Finding]:
    """Units that end without a sign where nearly all others have one."""
    # Where the last two blocks end so, they are rows.
    plain = [
        unit
        for unit in seen.units
        if unit.blocks[-1].part == unit.part
        and not unit.in_rows
        and not (len(unit.blocks) > 1 and _SIGN_AT_END.search(unit.blocks[-2].text[-16:].rstrip()) is None)
    ]
    bare = [unit for unit in plain if not _SIGN_AT_END.search(unit.blocks[-1].text[-16:].rstrip())]
    if len(bare) * 3 <= len(plain):
        for unit in bare:
            yield doubt(
                "SHA016", f"this part does not end: {quoted(unit.blocks[-1].text[-60:])}", eid=unit.eid
            )


def empty_blocks(seen: Seen) -> Iterator[Finding]:
    """Blocks of units that hold a number or signs and no word, and other blocks that hold nothing but signs."""
    for block in seen.blocks:
        if block.key and block.part in _LOOSE and not any(map(str.isalnum, block.key)):
            yield doubt("SHA018", f"nothing but signs stands here: {quoted(block.text)}", eid=block.eid)
    for unit in seen.units:
        for block in unit.blocks:
            if block.key and not any(map(str.isalpha, block.key)) and block.part in {unit.part, "heading"}:
                yield doubt("SHA018", f"a part holds {quoted(block.text)} and no word", eid=block.eid)


def attachments(seen: Seen) -> Iterator[Finding]:
    """Attachments that hold a heading and nothing else."""
    for root in seen.roots:
        for attachment in root.iter("{*}attachment"):
            heading = attachment.find("{*}heading")
            texts = [said(p).strip() for p in attachment.iter("{*}p")]
            if heading is not None and not any(texts):
                yield doubt(
                    "SHA007", f"nothing stands below {quoted(said(heading))}", eid=attachment.get("eId") or ""
                )


def twice(seen: Seen) -> Iterator[Finding]:
    """Blocks whose text stands twice in one act, and acts that stand twice."""
    known: dict[tuple[int, str], Unit] = {}
    acts: dict[int, set[str]] = {}
    last = ""
    for unit in seen.units:
        for block in unit.blocks:
            key = block.key.replace("[", "").replace("]", "")
            acts.setdefault(unit.act, set()).add(key)
            again = key == last and len(key) >= _TELLING - 4
            first = known.get((unit.act, key))
            # Sections of one act, each with numbers of its own, may say the same.
            elsewhere = first is not None and _section(first) is not _section(unit) is not None
            if again or (len(key) >= _TELLING and first is not None and not elsewhere):
                yield doubt("SHA017", f"this text stands twice: {quoted(block.text)}", eid=block.eid)
            known.setdefault((unit.act, key), unit)
            last = key
    seen_before: set[str] = set()
    for number, keys in acts.items():
        if len(keys) > 1 and len(keys & seen_before) > _SAME * len(keys):
            eid = next(unit.eid for unit in seen.units if unit.act == number)
            yield doubt("SHA017", "the text of this act stands in another act of the file", eid=eid)
        seen_before |= keys


def _section(unit: Unit) -> Element | None:
    """The division that holds `unit`, where it begins to count anew in it."""
    parent = unit.element.getparent()
    if parent is None or local(parent) != "division":
        return None
    first = next(iter(parent.iterchildren("{*}paragraph")), None)
    return parent if first is not None and _label(said(first.find("{*}num"))) == "1" else None


def all_of(seen: Seen, letters: Sequence[str]) -> Iterator[Finding]:
    """All doubts about rows."""
    yield from numbers(seen, letters)
    yield from headings(seen)
    yield from empty_body(seen)
    yield from too_large(seen)
    yield from ends(seen)
    yield from twice(seen)
    yield from _marks_in_text(seen)
    yield from empty_blocks(seen)
    yield from attachments(seen)


def _marks_in_text(seen: Seen) -> Iterator[Finding]:
    """Units whose text begins with a number."""
    for unit in seen.units:
        for block in unit.blocks:
            if block.part != unit.part:
                continue
            text = block.text.lstrip()
            mark = mark_of(text)
            odd = not unit.num and unit.part == "paragraph" and _ODD_NUMBER.match(text)
            if odd or (mark is not None and mark.label and text[mark.end :].strip()):
                yield doubt("SHA008", f"the text begins with a number: {quoted(block.text)}", eid=unit.eid)
