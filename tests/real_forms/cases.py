"""The forms: invented texts as people have them, each with what must come out.

``forms/*.toml`` holds them by subject. A case is one of four shapes:

* ``by``: the lines that name the authors of a motion (B8-9701/2015 of 4 May
  2015); its head and the rest of the document are put around them.
* ``head``: what stands before the enacting words; the rest of the document is
  put behind it (one citation, recital A, paragraphs 1 and 2).
* ``lines``: what stands behind the first citation; the head of an adopted text
  of 6 May 2015, the enacting words and that citation are put before it.
* ``text``: the whole.

Words in braces are taken from ``pieces.toml``, so that one case can stand for
many languages (``languages``). What a case says is all that must come out:
what it does not name must not be there, and nothing may be an error. Rows are
written as one string: ``recitals = "A B"``, ``points = "1 a, 1 b i"``, with
``_`` for a number that is not printed, ``?`` for whatever stands there, and a
hyphen for a dash.

Besides the fields of `Elements`:

* ``texts``: a clause's own words, by its number.
* ``absent``: words that must stand nowhere in the text.
* ``aliases``: other names that the document must have; ``publication``: words
  that its place of publication must hold.
* ``loud``: codes of findings that must be made, on top of all else; ``"any"``
  wants at least one warning that speaks of the matter.
* ``exact_or_loud``: what comes out need not be right, if it is not silent.
* ``refused``: words that the refusal must hold; a bar parts one from another that will do.
* ``free``: fields that are not judged.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.material import letters, motion
from tests.real_forms.carriers import Carrier, carriers
from tests.real_forms.elements import FIELDS, ROWS, Elements

HERE = Path(__file__).parent
_SHAPES = {"by", "head", "lines", "text"}
_OTHERS = {"texts", "absent", "aliases", "publication", "loud", "exact_or_loud", "refused", "free"}
_ABOUT = {"id", "languages", "suffix", "why"}
_BODY = {"citations": 1, "recitals": "{A}", "paragraphs": "1 2"}
_MOTION = {
    "number": "B8-9701/2015",
    "date": "2015-05-04",
    "title": "{title}",
    "kind": "motionForResolution",
    "procedure": "2015/9501(RSP)",
}
_SLOT = re.compile(r"\{(\w+)(?::([^{}]+))?\}")


@dataclass(frozen=True, slots=True)
class Case:
    """One text in one language, and what must come of it."""

    name: str
    subject: str
    language: str
    suffix: str
    text: str
    expected: Elements
    texts: dict[str, str] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    publication: str = ""
    loud: tuple[str, ...] = ()
    exact_or_loud: bool = False
    refused: tuple[str, ...] = ()
    free: frozenset[str] = frozenset()
    encoding: str = "utf-8"


@cache
def cases() -> tuple[Case, ...]:
    """Every form in every language it is written in, in the order of the files."""
    found = [case for path in sorted((HERE / "forms").glob("*.toml")) for case in _of_file(path)]
    found += [_of_carrier(carrier) for carrier in carriers()]
    names = [case.name for case in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"two cases have the same name: {', '.join(twice)}")
    return tuple(found)


@cache
def pieces() -> dict[str, dict[str, str]]:
    """The words and sentences of each language."""
    tables: dict[str, dict[str, str]] = tomllib.loads((HERE / "pieces.toml").read_text(encoding="utf-8"))
    for table in tables.values():
        first, second = table["letters"].split()
        table |= {
            "groups": table["group"].replace("{name}", f"PPE, S&D {table['and']} ECR"),
            "A": first,
            "B": second,
            "formula_bare": table["formula"].rstrip(","),
            "formula_upper": _capitals(table["formula"]),
            "body": (
                f"{table['formula']}\n\n–  {table['citation']}\n\n{first}.  {table['recital']}\n\n"
                f"1.  {table['paragraph']}\n\n2.  {table['last']}\n"
            ),
            "cover": (
                f"B8-9701/2015\n\n4.5.2015\n\n{table['motion']}\n\n{table['rule']}\n\n"
                f"{table['on_title']} (2015/9501(RSP))"
            ),
            "opening": f"{table['adopted']}\n\n{table['formula']}\n\n–  {table['citation']}\n\n",
        }
    return tables


def _of_carrier(carrier: Carrier) -> Case:
    """The motion in one of its forms; where that has lost its marks, any numbers will do."""
    there = motion(5)
    paragraphs = there.paragraphs[:-1] if carrier.cut else there.paragraphs

    def numbers(of: str, row: Iterable[str]) -> tuple[str, ...]:
        return tuple("?" if of in carrier.lost else number for number in row)

    return Case(
        name=f"carriers/{carrier.name}",
        subject="One motion in many carriers",
        language="eng",
        suffix=carrier.suffix,
        text=carrier.text,
        expected=Elements(
            number=there.number,
            date="2021-02-09",
            title=there.title.removeprefix("the "),
            kind="motionForResolution",
            procedure=there.procedure,
            authors=tuple(carrier.authors.split(", ")),
            groups=("Verts/ALE",),
            citations=tuple(str(n) for n, _ in enumerate(there.citations, 1)),
            recitals=numbers("recitals", (letters(n) for n, _ in enumerate(there.recitals))),
            paragraphs=numbers("paragraphs", (str(n) for n, _ in enumerate(paragraphs, 1))),
        ),
        texts={} if carrier.lost else {"1": paragraphs[0], "16": paragraphs[15], "J": there.recitals[-1]},
        loud=("any",) if carrier.cut else (),
        exact_or_loud=carrier.doubtful,
        encoding=carrier.encoding,
    )


def _capitals(text: str) -> str:
    """`text` in capitals; Greek writes them without accents."""
    plain = unicodedata.normalize("NFD", text.upper())
    bare = "".join(
        c for c in plain if c != "\N{COMBINING ACUTE ACCENT}" or "GREEK" not in unicodedata.name(plain[0])
    )
    return unicodedata.normalize("NFC", bare)


def _of_file(path: Path) -> Iterator[Case]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    for row in table["case"]:
        where = f"{path.name}: {row.get('id')}"
        if unknown := set(row) - set(FIELDS) - _SHAPES - _OTHERS - _ABOUT:
            raise ValueError(f"{where}: no such key: {', '.join(sorted(unknown))}")
        if len(_SHAPES & set(row)) != 1:
            raise ValueError(f"{where}: give one of by, head, lines, text")
        languages = row.get("languages", ["eng"])
        if languages == "all":
            languages = list(pieces())
        for language in languages:
            name = f"{path.stem}/{row['id']}" + (f"/{language}" if len(languages) > 1 else "")
            yield _case(name, table["subject"], language, row)


def _case(name: str, subject: str, language: str, row: dict[str, Any]) -> Case:
    def filled(value: str) -> str:
        return _filled(value, language)

    def rows(key: str) -> tuple[str, ...]:
        return tuple(filled(value) for value in row.get(key, ()))

    if "by" in row:
        table = pieces()[language]
        text = (
            f"{table['cover']}\n\n{filled(row['by']).strip(chr(10))}\n\n{table['undated']}\n\n{table['body']}"
        )
        usual: dict[str, Any] = _MOTION | _BODY
    elif "head" in row:
        text = f"{filled(row['head']).strip(chr(10))}\n\n{pieces()[language]['body']}"
        usual = _BODY
    elif "lines" in row:
        text = f"{pieces()[language]['opening']}{filled(row['lines']).strip(chr(10))}\n"
        usual = {"citations": 1, "date": "2015-05-06", "title": "{title}"}
    else:
        text, usual = filled(row["text"]), {}
    stated = {"kind": "resolution"} | usual | {key: row[key] for key in FIELDS if key in row}
    loud = row.get("loud", ())
    return Case(
        name=name,
        subject=subject,
        language=language,
        suffix=row.get("suffix", "txt"),
        text=text,
        expected=Elements(**{key: _read(key, value, language) for key, value in stated.items()}),
        texts={filled(key): filled(value) for key, value in row.get("texts", {}).items()},
        absent=rows("absent"),
        aliases=rows("aliases"),
        publication=row.get("publication", ""),
        loud=(loud,) if isinstance(loud, str) else tuple(loud),
        exact_or_loud=row.get("exact_or_loud", False),
        refused=rows("refused"),
        free=frozenset(row.get("free", ())),
    )


def _read(key: str, value: Any, language: str) -> Any:
    """What a case writes for the field `key`, as `Elements` holds it."""
    match key, value:
        case "citations", int():
            return tuple(str(n) for n in range(1, value + 1))
        case "points", str():
            row = [" ".join(one.split()) for one in _filled(value, language).split(",")]
            return tuple(
                " ".join("" if piece == "_" else piece.replace("-", "–") for piece in one.split()).strip()
                for one in row
                if one
            )
        case "recitals" | "paragraphs" | "tables" | "annexes", str():
            return tuple(
                "" if one == "_" else one.replace("-", "–") if one == "-" else one
                for one in _filled(value, language).split()
            )
        case _, list():
            return tuple(_filled(one, language) for one in value)
        case _, str():
            return _filled(value, language)
        case _ if key in ROWS:
            raise ValueError(f"{key}: {value!r} is no row")
        case _:
            return value


def _filled(text: str, language: str) -> str:
    """`text` with its pieces put in: ``{title}``, ``{group:ALDE}``; what is no piece stands as it stood."""
    table = pieces()[language]

    def piece(match: re.Match[str]) -> str:
        name, given = match[1], match[2]
        if name not in table:
            return match[0]
        return table[name].replace("{name}", given) if given else table[name]

    return _SLOT.sub(piece, text)
