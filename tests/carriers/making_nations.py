"""Make ``nations/`` anew: ``python -m tests.carriers.making_nations``; samples of the United Nations, printed by typst.

What pages are written from right to left, and what is written without blanks, shows whether the places of letters are
read; the sample itself is what must come of it.
"""

from __future__ import annotations

from pathlib import Path

MADE = Path(__file__).parent / "nations"
SAMPLES = Path(__file__).parents[2] / "samples"
#: Which samples, and in which font.
PRINTED = {
    "ara/jusur-murfaq": "Noto Naskh Arabic",
    "ara/layali-hadia": "Noto Naskh Arabic",
    "zho/dengta-tongji": "Noto Sans CJK SC",
}


def source(sample: str, font: str) -> str:
    """A sample as a typst document: a paragraph for each line, a head that tells its page on its outer side."""
    lines = (SAMPLES / f"{sample}.txt").read_text(encoding="utf-8").splitlines()
    said = "\n\n".join(f"#text({_string(line)})" for line in lines if line.strip())
    way = "rtl" if sample.startswith("ara") else "ltr"
    return f"""#set page(paper: "a6", margin: 1.4cm, header: context {{
  let n = counter(page).get().first()
  if calc.odd(n) [ #text(6pt)[A/RES #h(1fr) #n] ] else [ #text(6pt)[#n #h(1fr) A/RES] ]
}})
#set text(font: ({_string(font)}, "DejaVu Sans"), size: 9pt, dir: {way}, lang: "{sample[:2]}", hyphenate: false)
#set par(justify: true)
{said}
"""


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", " ") + '"'


def main() -> None:
    """Print each."""
    import typst

    for sample, font in PRINTED.items():
        made = typst.compile(source(sample, font).encode())
        (MADE / f"{sample.replace('/', '.')}.pdf").write_bytes(made)


if __name__ == "__main__":
    main()
