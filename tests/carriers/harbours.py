"""A second motion, in most languages: the words of the sample that exists in each, with notes and a table."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from tests.carriers.motions import MARK, ROMAN, Clause, Motion

_SAMPLES = Path(__file__).parents[2] / "samples"
#: Two headings and the head of a table.
_WORDS = {
    "ita": ("Rumore notturno", "Porti", ["Città", "Porto", "Misure"]),
    "spa": ("Ruido nocturno", "Puertos", ["Ciudad", "Puerto", "Medidas"]),
    "por": ("Ruído noturno", "Portos", ["Cidade", "Porto", "Medições"]),
    "nld": ("Nachtelijk lawaai", "Havens", ["Stad", "Haven", "Metingen"]),
    "swe": ("Nattligt buller", "Hamnar", ["Stad", "Hamn", "Mätningar"]),
    "dan": ("Støj om natten", "Havne", ["By", "Havn", "Målinger"]),
    "ces": ("Noční hluk", "Přístavy", ["Město", "Přístav", "Měření"]),
    "slk": ("Nočný hluk", "Prístavy", ["Mesto", "Prístav", "Merania"]),
    "hun": ("Éjszakai zaj", "Kikötők", ["Város", "Kikötő", "Mérések"]),
    "ron": ("Zgomotul nocturn", "Porturi", ["Oraș", "Port", "Măsurători"]),
    "hrv": ("Noćna buka", "Luke", ["Grad", "Luka", "Mjerenja"]),
    "slv": ("Nočni hrup", "Pristanišča", ["Mesto", "Pristanišče", "Meritve"]),
    "lit": ("Naktinis triukšmas", "Uostai", ["Miestas", "Uostas", "Matavimai"]),
    "lav": ("Nakts troksnis", "Ostas", ["Pilsēta", "Osta", "Mērījumi"]),
    "est": ("Öine müra", "Sadamad", ["Linn", "Sadam", "Mõõtmised"]),
    "eng": ("Noise at night", "Harbours", ["Town", "Harbour", "Counts"]),
    "fra": ("Bruit nocturne", "Ports", ["Ville", "Port", "Mesures"]),
    "deu": ("Lärm bei Nacht", "Häfen", ["Stadt", "Hafen", "Messungen"]),
    "ell": ("Νυχτερινός θόρυβος", "Λιμάνια", ["Πόλη", "Λιμάνι", "Μετρήσεις"]),
    "bul": ("Нощен шум", "Пристанища", ["Град", "Пристанище", "Измервания"]),
    "fin": ("Melu yöllä", "Satamat", ["Kaupunki", "Satama", "Mittaukset"]),
    "pol": ("Hałas w nocy", "Porty", ["Miasto", "Port", "Pomiary"]),
    "mlt": ("Storbju bil-lejl", "Portijiet", ["Belt", "Port", "Kejl"]),
}
LANGUAGES = tuple(_WORDS)
#: What a cell of several lines goes on with.
LONG = {
    "ita": "dove il rumore è stato misurato ogni notte",
    "deu": "wo der Lärm jede Nacht gemessen wurde",
    "bul": "където шумът е измерван всяка нощ",
}
_NOTES = [
    "A9-0015/2022.",
    "Ada Muster, Old Rampart, Exampleville 2019, p. 12–15; Bruno Sample, Modelburg Quay, Modelburg 2021, p. 3.",
]
_POINT = re.compile(r"\(?(\w)\)\s+(.*)")


class Harbours(Motion):
    """The motion in one language; its points are marked as that language marks them."""

    def _points(self, points: list[list[str | int]]) -> list[Clause]:
        found: list[Clause] = []
        first = second = 0
        for depth, text in points:
            first, second = (first + 1, 0) if depth == 1 else (first, second + 1)
            sign = self.words["points"][first - 1] if depth == 1 else ROMAN[second - 1]
            found.append(Clause("point", self.words["wrap"].format(sign), str(text), int(depth)))
        return found


@cache
def harbours(language: str, *, brackets: bool = False, cells: bool = False) -> Harbours:
    """The motion in `language`; with `brackets` around its points, with `cells` of several lines in its table."""
    text = (_SAMPLES / language / "ambient-monitoring.txt").read_text(encoding="utf-8")
    lines = text.splitlines()
    blocks = [block.strip() for block in text.split("\n\n")]
    begin = next(at for at, block in enumerate(blocks) if block.startswith("–"))
    words = lines[3].split(" ")
    capitals = next(at for at, word in enumerate(words) if word != word.upper())
    citations = [block[1:].strip() for block in blocks if block.startswith("–")]
    parts = [block.split("\n") for block in blocks[begin:]]
    recitals = [part for part in parts if re.match(r"[^\W\d_]\.\s", part[0])]
    paragraphs = [part for part in parts if re.match(r"\d\.\s", part[0])]
    said = [part[0].split(None, 1)[1] for part in (*recitals, *paragraphs)]
    points = {
        at: [m for line in part[1:] if (m := _POINT.match(line))]
        for at, part in enumerate((*recitals, *paragraphs))
    }
    first, second, head = _WORDS[language]
    third = said[2]
    joined = f"{said[3][:-1].rstrip()}, {said[0][:-1]}, {said[5]}"
    long = f" {LONG[language]}" if cells else ""
    return Harbours(
        language,
        {
            "title": " ".join(words[capitals:]),
            "on_title": " ".join(words[capitals:]),
            "kind": " ".join(words[:capitals]),
            "rule": next(line for line in lines if "132" in line),
            "group": lines[lines.index(next(line for line in lines if line.startswith("Zoë"))) + 1],
            "undated": blocks[begin - 2].split("\n")[0],
            "formula": blocks[begin - 1],
            "letters": [part[0][0] for part in recitals],
            "points": [point[1] for point in points[1]],
            "wrap": "({})" if brackets or recitals[1][1].startswith("(") else "{})",
            "citations": [f"{citations[0][:-1]}[1],", *citations[1:]],
            "recitals": [
                [said[0]],
                [said[1], *([1, point[2]] for point in points[1])],
                [f"{third[:-1]}[2]{third[-1]}"],
            ],
            "headings": [first, second],
            "paragraphs": [
                [
                    said[4],
                    [1, points[4][0][2]],
                    *([2, point[2]] for point in points[1]),
                    [1, points[4][1][2]],
                ],
                [said[3]],
                [f"{said[5].rstrip('.;·')}:"],
                [joined],
                [said[6]],
            ],
            "notes": _NOTES,
            "table": [
                head,
                [f"Exampleville{long}", "Old Rampart", "12"],
                ["Modelburg", f"Sample Quay{long}", "7"],
            ],
        },
    )


def marked(clause: Clause, mark: str) -> str:
    """The words of `clause`; `mark` stands for its marks of notes, with the number in its braces."""
    return MARK.sub(lambda found: mark.format(found[1]), clause.text)
