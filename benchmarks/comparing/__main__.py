"""How right `akn compare` is, link by link, and how its threshold and its speed were chosen.

``python -m benchmarks.comparing [--sweep] [--speed]``
"""

from __future__ import annotations

import argparse
import random
import re
import time
import tomllib
from collections import Counter
from pathlib import Path

from lxml import etree

from akn.comparing import dividing, likeness, linking
from akn.comparing.linking import compare
from akn.model.comparison import Fate

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))["case"]
_SPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_SIGNS = {"same": "=", "changed": "~", "split": ">", "merged": ">"}


def document(clauses: list[str]) -> etree._Element:
    """An Akoma Ntoso document of these paragraphs."""
    root = etree.Element(f"{{{_SPACE}}}akomaNtoso")
    body = etree.SubElement(etree.SubElement(root, f"{{{_SPACE}}}statement"), f"{{{_SPACE}}}mainBody")
    for number, clause in enumerate(clauses, 1):
        paragraph = etree.SubElement(body, f"{{{_SPACE}}}paragraph", eId=f"para_{number}")
        etree.SubElement(paragraph, f"{{{_SPACE}}}num").text = f"{number}."
        content = etree.SubElement(paragraph, f"{{{_SPACE}}}content")
        etree.SubElement(content, f"{{{_SPACE}}}p").text = clause
    return root


def written(link: Fate) -> str:
    """A link as the cases write it."""
    a = "+".join(p.eid.removeprefix("para_") for p in link.a)
    b = "+".join(p.eid.removeprefix("para_") for p in link.b)
    if not a or not b:
        return f"+{b}" if b else f"-{a}"
    return ("!" if link.moved else "") + a + _SIGNS[link.verdict] + b


def judged(use: str) -> tuple[int, int, int, list[str]]:
    """How many links are expected, found, and right; and which are wrong."""
    expected = found = right = 0
    wrong = []
    for case in CASES:
        if case["use"] != use:
            continue
        wanted = Counter(case["links"])
        got = Counter(written(link) for link in compare(document(case["a"]), document(case["b"])).links)
        expected += wanted.total()
        found += got.total()
        right += (wanted & got).total()
        if wanted != got:
            wrong.append(f"{case['language']}: wanted {sorted(wanted - got)}, found {sorted(got - wanted)}")
    return expected, found, right, wrong


def sweep() -> None:
    """Print how right it is on the development set for each threshold of a pair and of a part."""
    chosen = likeness.PAIR, dividing.PART
    for pair in range(36, 76, 4):
        for part in (75, 80, 85, 90, 95):
            linking.PAIR, dividing.PART = float(pair), float(part)
            expected, found, right, _ = judged("development")
            print(f"pair {pair} part {part}: {right} of {expected} right, {found - right} wrong")
    linking.PAIR, dividing.PART = chosen


def speed_of(size: int) -> float:
    """Return the processor time for texts of `size` clauses of words drawn at random, many of them changed."""
    chance = random.Random(size)  # noqa: S311  # the same again each time
    lexicon = ["".join(chance.choices("abcdefghilmnoprstuv", k=chance.randint(2, 10))) for _ in range(4000)]
    before = [" ".join(chance.choices(lexicon, k=chance.randint(15, 60))) + ";" for _ in range(size)]
    after = [
        re.sub(r"\w+", chance.choice(lexicon), c, count=3) if chance.random() < 0.3 else c for c in before
    ]
    moved = after[: size // 10]
    chance.shuffle(moved)
    a, b = document(before), document([*after[size // 10 :], *moved])
    start = time.process_time()
    compare(a, b)
    return time.process_time() - start


def speed() -> None:
    """Print how long texts of 20 to 2,000 clauses take."""
    for size in (20, 200, 1000, 2000):
        print(f"{size} clauses: {speed_of(size):.3f} s of processor time")


def main() -> None:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sweep", action="store_true")
    parser.add_argument("--speed", action="store_true")
    asked = parser.parse_args()
    for use in ("development", "unseen"):
        expected, found, right, wrong = judged(use)
        languages = sorted({case["language"] for case in CASES if case["use"] == use})
        print(f"{use}: {right} of {expected} links right, {found - right} wrong, in {' '.join(languages)}")
        print(*wrong, sep="\n")
    if asked.sweep:
        sweep()
    if asked.speed:
        speed()


if __name__ == "__main__":
    main()
