"""Any number of valid documents, each different, made by varying one: for tests and for the bench.

`template()` is a small motion, built here. `vary(template, number)` makes document number `number` of any
resolution in Akoma Ntoso: other IRIs, number, date, title, kind, language, authors, references and words, and a
text of another length. The same arguments make the same bytes.
"""

from __future__ import annotations

import copy
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_AKN = f"{{{NAMESPACE}}}"
_BODIES = "http://publications.europa.eu/resource/authority/corporate-body/"

KINDS = ("motionForResolution", "jointMotionForResolution", "resolution")
LANGUAGES = ("eng", "fra", "deu", "lav")
GROUPS = (("ECR", "Conservatives"), ("VERTS", "Verts/ALE"), ("SD", "S&D"), ("RENEW", "Renew"), ("PPE", "PPE"))
#: A few words of each language, from which sentences are drawn; `SUBJECTS` are the same in all of them.
WORDS = {
    "eng": "whereas the ministers condemn penalties against journalists and call on governments to review laws",
    "fra": "considérant que les ministres condamnent les peines contre les journalistes et demandent des lois",
    "deu": "in der Erwägung dass die Minister Strafen gegen Journalisten verurteilen und neue Gesetze fordern",
    "lav": "tā kā ministri nosoda sodus pret žurnālistiem un aicina valdības pārskatīt likumus",
}
SUBJECTS = tuple(a + b + c for a in ("Ru", "Syl", "Gra", "Bo", "Ka") for b in ("ri", "da", "lo", "me") for c in
                 ("tania", "via", "stan", "land", "nia"))  # fmt: skip


def template() -> bytes:
    """A small, valid motion for a resolution."""
    uri = "/akn/eu/statement/motionForResolution/ep/2021-02-08/B9-9000-2021"
    reg = "http://data.europa.eu/eli/reg/2016/679/oj"
    levels = (("Work", uri, ""), ("Expression", f"{uri}/eng@2021-02-08", ""),
              ("Manifestation", f"{uri}/eng@2021-02-08.xml", ""))  # fmt: skip
    frbr = ""
    for level, iri, _ in levels:
        this = iri.removesuffix(".xml") + "/!main" + (".xml" if iri.endswith(".xml") else "")
        frbr += f'<FRBR{level}><FRBRthis value="{this}"/><FRBRuri value="{iri}"/>'
        if level == "Work":
            frbr += (
                '<FRBRalias name="eli-dl" value="https://data.europarl.europa.eu/eli/dl/doc/B-9-2021-9000"/>'
            )
        frbr += '<FRBRdate date="2021-02-08" name="tabling"/><FRBRauthor href="#ep" as="#author"/>'
        if level == "Work":
            frbr += (
                '<FRBRcountry value="eu"/><FRBRsubtype value="motionForResolution"/>'
                '<FRBRnumber value="B9-9000-2021" showAs="B9-9000/2021"/>'
            )
        if level == "Expression":
            frbr += '<FRBRlanguage language="eng"/>'
        frbr += f"</FRBR{level}>"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="{NAMESPACE}"><statement name="motionForResolution" contains="originalVersion"><meta>
<identification source="#ep">{frbr}</identification>
<references source="#ep">
<TLCOrganization eId="ep" href="{_BODIES}EP" showAs="European Parliament"/>
<TLCOrganization eId="group_X" href="{_BODIES}ECR" showAs="Group of the Examples" shortForm="ECR"/>
<TLCProcess eId="procedure" href="https://data.europarl.europa.eu/eli/dl/proc/2021-9500" showAs="2021/9500(RSP)"/>
<TLCRole eId="author" href="http://publications.europa.eu/resource/authority/role/AUT" showAs="Author"/>
</references></meta>
<preface eId="preface"><p><docNumber>B9-9000/2021</docNumber></p>
<p>Motion on the <docTitle>situation in Ruritania</docTitle> (<docketNumber
refersTo="#procedure">2021/9500(RSP)</docketNumber>)</p>
<p>on behalf of the <docProponent refersTo="#group_X" as="#author">ECR Group</docProponent></p></preface>
<preamble eId="preamble"><formula name="actingEntity" eId="formula_1"><p>The European Parliament,</p></formula>
<citations eId="cits_1"><citation eId="cits_1__cit_1"><num>–</num><p>having regard to <ref
eId="cits_1__cit_1__ref_1" href="{reg}">Regulation (EU) 2016/679</ref>,</p></citation></citations>
<recitals eId="recs_1"><recital eId="recs_1__rec_A"><num>A.</num><p>whereas <i>penal</i>ties were imposed on
journalists;</p></recital></recitals></preamble>
<mainBody eId="body"><paragraph eId="para_1"><num>1.</num><content eId="para_1__content"><p>Condemns the
penalties;</p></content></paragraph></mainBody></statement></akomaNtoso>
""".encode()


def vary(source: bytes, number: int) -> bytes:
    """Document number `number` (from 0) made of the resolution `source`."""
    rng = random.Random(number)  # noqa: S311  # documents that can be made again, no secrets
    root = etree.fromstring(source)
    kind, language = KINDS[number % len(KINDS)], LANGUAGES[number // len(KINDS) % len(LANGUAGES)]
    subject = SUBJECTS[number % len(SUBJECTS)]
    day = date(2009, 7, 14) + timedelta(days=rng.randrange(5500))
    docket, year = f"{number % 10000:04}", 2000 + number // 10000
    printed = f"B9-{docket}/{year}"
    _rename(root, kind, language, day.isoformat(), printed)
    for element in root.iter(f"{_AKN}docTitle"):
        _write(element, f"{subject} {_words(rng, language, 5)} {number}")
    for element in root.iter(f"{_AKN}docNumber"):
        _write(element, printed)
    for element in root.iter(f"{_AKN}docketNumber"):
        _write(element, f"{year}/{docket}(RSP)")
    for element in root.iter(f"{_AKN}TLCProcess"):
        element.set("showAs", f"{year}/{docket}(RSP)")
        element.set("href", f"https://data.europarl.europa.eu/eli/dl/proc/{year}-{docket}")
    code, group = rng.choice(GROUPS)
    for element in root.iter(f"{_AKN}TLCOrganization"):
        if element.get("shortForm"):
            element.set("href", _BODIES + code)
            element.set("shortForm", group)
    for element in root.iter(f"{_AKN}docProponent"):
        _write(element, f"{group} Group")
    for tag in ("citation", "recital", "paragraph"):
        _lengthen(root, tag, rng, language, subject)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def documents(source: bytes, count: int) -> Iterator[bytes]:
    """`count` documents made of `source`."""
    return (vary(source, number) for number in range(count))


def _rename(root: etree._Element, kind: str, language: str, day: str, printed: str) -> None:
    """Give the document another name wherever it names itself."""
    old = root.find(f".//{_AKN}FRBRWork/{_AKN}FRBRuri").get("value")
    old_expression = root.find(f".//{_AKN}FRBRExpression/{_AKN}FRBRuri").get("value")
    pieces = old.split("/")
    new = "/".join((*pieces[:4], kind, pieces[5], day, printed.replace("/", "-")))
    for element in root.iter():
        for name, value in element.attrib.items():
            if value.startswith(old_expression):
                element.set(name, f"{new}/{language}@{day}{value.removeprefix(old_expression)}")
            elif value.startswith(old):
                element.set(name, new + value.removeprefix(old))
    root[0].set("name", kind)
    for element in root.iter(f"{_AKN}FRBRsubtype"):
        element.set("value", kind)
    for element in root.iter(f"{_AKN}FRBRnumber"):
        element.set("value", printed.replace("/", "-"))
        element.set("showAs", printed)
    for element in root.iter(f"{_AKN}FRBRlanguage"):
        element.set("language", language)
    for element in root.iter(f"{_AKN}FRBRdate"):
        if element.getparent().tag != f"{_AKN}FRBRManifestation":
            element.set("date", day)
    for element in list(root.iter(f"{_AKN}FRBRalias")):
        letters, term, rest = printed[0], printed[1], printed[3:].split("/")
        element.set("name", "eli-dl")
        element.set(
            "value", f"https://data.europarl.europa.eu/eli/dl/doc/{letters}-{term}-{rest[1]}-{rest[0]}"
        )


def _lengthen(root: etree._Element, tag: str, rng: random.Random, language: str, subject: str) -> None:
    """Repeat the last `tag` a few times, each with words, a number and ids of its own."""
    last = list(root.iter(_AKN + tag))[-1]
    for extra in range(rng.randrange(3, 12)):
        new = copy.deepcopy(last)
        old_id, new_id = last.get("eId"), f"{last.get('eId')}x{extra}"
        for element in new.iter():
            if (eid := element.get("eId")) and eid.startswith(old_id):
                element.set("eId", new_id + eid.removeprefix(old_id))
        for element in new.iter(f"{_AKN}p"):
            _write(element, f"{_words(rng, language, rng.randrange(8, 40))} {subject}")
            if tag == "citation":
                year, act = rng.randrange(2010, 2024), rng.randrange(1, 2500)
                href = f"http://data.europa.eu/eli/reg/{year}/{act}/oj"
                etree.SubElement(element, f"{_AKN}ref", eId=f"{new_id}__ref_1", href=href).text = "Regulation"
        last.getparent().append(new)


def _words(rng: random.Random, language: str, count: int) -> str:
    return " ".join(rng.choices(WORDS[language].split(), k=count))


def _write(element: etree._Element, text: str) -> None:
    tail = element.tail
    element.clear(keep_tail=True) if element.tag.endswith("}p") else None
    for child in list(element):
        element.remove(child)
    element.text, element.tail = text, tail
