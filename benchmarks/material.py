"""A motion as long as a real one, of invented matter, as copied text and as the page it was copied from.

Nine citations, ten recitals whose letters the copying lost, seventeen paragraphs, 13 kB. No two of the
`motions` have the same words and numbers throughout, so that what is remembered of one does not flatter
the next. `longer` makes one ten or a hundred times as long, its paragraphs running on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

#: Where it happens, and the people there.
_PLACES = (
    ("Ruritania", "Ruritanian"), ("Grand Fenwick", "Fenwickian"), ("Syldavia", "Syldavian"),
    ("Borduria", "Bordurian"), ("Orsinia", "Orsinian"), ("Florin", "Florinese"),
)  # fmt: skip
_SUBJECTS = (
    "the draining of the Velna marshes", "the closing of rural post offices", "the keeping of tide records",
    "the safety of chair lifts", "the naming of mountain paths", "the upkeep of canal locks",
    "the pay of night ferrymen", "the felling of avenue trees",
)  # fmt: skip
_MONTHS = ("January", "March", "April", "June", "July", "September", "November", "December")
_AUTHORS = (
    "Zoë Lindqvist‑Nováková", "Jiří Příklad", "María Muñoz i Ejemplo", "Łukasz Przykładny", "Rosa D'Esempio",
    "Yiannis Paradigmas", "Von Hanna Beispiel", "Anke van der Voorbeeld", "Ropė Pavyzdytė", "Jordi Exemplar",
    "Ernest Musterfrau", "Heidi Esimerkki", "Ana Exemplo", "Villy Eksempelsen", "Diana Riba i Mostra",
)  # fmt: skip

_CITATIONS = (
    "having regard to its previous resolutions on {place},",
    "having regard to the Partnership Agreement (PA) signed between the European Union and its Member States, of the"
    " one part, and the Republic of {place}, of the other part,",
    "having regard to the Commission’s communication of {date} on “The EU and {place}: Paths to a Closer"
    " Partnership”,",
    "having regard to the Council conclusions of {date} on the waters and roads of the region,",
    "having regard to the Universal Declaration of Human Rights, to the International Covenant on Civil and"
    " Political Rights, and to the conventions of the International Labour Organization that {place} has ratified,",
    "having regard to the statements by the spokesperson of the European External Action Service of {date} on the"
    " arrest of engineers, of {date} on the licences of local newspapers and of {date} on {subject},",
    "having regard to Directive 2008/98/EC of the European Parliament and of the Council of 19 November 2008 on waste,"
    " and in particular Article 4 thereof,",
    "having regard to the yearly human rights dialogues between the EU and {place},",
    "having regard to Rule 144 of its Rules of Procedure,",
)
_RECITALS = (
    "whereas the PA lays stress on democracy and the rule of law, and commits both parties to hear civil society"
    " before a decision is taken that concerns it; whereas no hearing has been held in {place} since {date}",
    "whereas the state of public works has worsened for {n} years; whereas {m} of the {n00} works that the"
    " {people} audit office visited in {year} were found to be in a condition that it calls “doubtful”, among them"
    " those that were mended with money of the Union",
    "whereas {subject} was decided by decree on {date}, without a vote and without publication; whereas the decree"
    " refers to an annex that nobody outside the ministry has seen; whereas the courts have refused {m} requests"
    " to read it",
    "whereas {m} engineers and two clerks were arrested on {date} for handing measurements to a newspaper;"
    " whereas they are held apart from one another, and whereas their lawyers were told of the charge after {n}"
    " days only; whereas one of them is {n} months pregnant",
    "whereas the newspaper had to close on {date}; whereas its printing press was sealed, its archive was taken"
    " away in boxes, and its editor may not leave the district; whereas {n00} readers signed a petition, which was"
    " returned to them unopened",
    "whereas the “Act on Orderly Measurement” was adopted in {month} {year}, and makes it an offence to own an"
    " instrument that has not been registered; whereas the fee for registration equals the pay of {n} months",
    "whereas women are a third of those who work in the surveying service, but none of its directors; whereas the"
    " equality body has had no member since {date}; whereas its reports of {year} are no longer to be found",
    "whereas the Union has given EUR {m} million to public works in {place} since {year}; whereas the Court of"
    " Auditors could not follow EUR {n} million of it to any works at all",
    "whereas {n} neighbouring states share the same waters, and have asked to be told of what is planned; whereas"
    " the joint commission, set up by the treaty of {date}, has not met; whereas its secretariat has no telephone",
    "whereas the {people} authorities have announced a reform of the service for the coming year; whereas neither"
    " the staff nor the districts have been asked; whereas a draft was shown on {date} to two firms",
)
_PARAGRAPHS = (
    "Regrets deeply the arrest of engineers and clerks in {place}, who did no more than their duty; calls for their"
    " immediate and unconditional release, and for all charges to be dropped",
    "Calls on the {people} authorities to publish the decree of {date} together with its annex, and to let everybody"
    " read the measurements on which it rests; underlines that {subject} concerns those who live there first of all",
    "Recalls that the PA binds both parties; considers that a party which does not hear civil society for {n} years"
    " has not kept it, and that this must have a place in the review that is due in {year}",
    "Urges the Government of {place} to repeal the “Act on Orderly Measurement”, or to bring it into line with Article"
    " 19 of the International Covenant on Civil and Political Rights; recalls that the fee alone shuts out {n} of"
    " {n0} private surveyors",
    "Insists that the newspaper be allowed to print again, that its archive be given back whole, and that its editor"
    " may travel; notes that {n00} readers have asked for nothing else; expects a reply to their petition",
    "Welcomes the work of the audit office, which has visited {n00} sites with a staff of {m}; asks that it be given"
    " the means to go on, and that its reports be laid before the chamber within {n} weeks",
    "Deplores the fact that the lawyers of the accused were told of the charge late and by post; stresses that the"
    " right to a fair trial does not begin with the trial; calls on the EU Delegation to send observers to each"
    " hearing",
    "Asks the Commission to say by {date} where the EUR {n} million went that the Court of Auditors could not follow,"
    " and to pay nothing more for works of this kind until it has said so",
    "Calls on the Commission and the European External Action Service to raise {subject} in the next human rights"
    " dialogue, to report on the outcome to Parliament, and to name those who refused to answer",
    "Stresses that measurements taken with public money belong to the public; encourages the Member States to offer"
    " the surveying service of {place} their own instruments, registered or not, and the training that goes with them",
    "Calls for the equality body to be given members again before {date}; recalls that a third of the staff has never"
    " had a say in who directs it; suggests that the next director be chosen by open competition",
    "Encourages the {n} neighbouring states to convene the joint commission themselves; offers the premises of the EU"
    " Delegation for a first meeting; asks that its minutes be published in all languages of the river",
    "Notes the announced reform of the service; asks that the draft of {date} be shown to the staff, to the districts"
    " and to the universities as it was shown to two firms; warns against selling the tide tables",
    "Considers that those who ordered the sealing of the press and the removal of the boxes should answer for it"
    " before a court; calls on the Council to look into measures against them under its global regime",
    "Reminds the authorities that a person who is {n} months pregnant is not to be held in a cell without daylight;"
    " demands that she be moved at once, and that a doctor of her own choice may visit her",
    "Invites its own Committee on Foreign Affairs to send a delegation to the Velna district in {month} of the coming"
    " year, to meet the families, the readers and the ferrymen, and to see the gauges for itself",
    "Instructs its President to forward this resolution to the Council, the Commission, the Vice-President of the"
    " Commission / High Representative of the Union for Foreign Affairs and Security Policy, the EU Special"
    " Representative, the Council of Europe, and the Government and Parliament of {place}.",
)
#: A second clause, for each recital and each paragraph in turn.
_WHEREAS_TOO = (
    "; whereas the ministry replied on {date} that it does not keep figures on this, while its yearbook for {year}"
    " prints {n00} of them in a table of its own",
    "; whereas the ombudsperson received {n00} complaints between {month} {year} and {date}, upheld {m}, and has not"
    " been received by the minister since",
    "; whereas observers of three universities counted {m} breaches of the agreed procedure in {n} districts, and"
    " published what they saw, with names, places and hours",
    "; whereas those concerned have no means to be heard in their own language, although it is spoken by {n0} % of"
    " the people of the Velna district",
    "; whereas the parliament of {place} debated the matter for {n} hours on {date}, in the absence of the minister,"
    " and adjourned without a vote",
)
_MOREOVER = (
    "; takes the view that nothing less will restore the trust of the districts, which have waited since {date} for"
    " an answer to {m} letters",
    "; asks that the {people} authorities report on this to the Cooperation Council within {n} months, in writing and"
    " district by district",
    "; points out that {n0} % of those who were asked in {month} {year} said that they had never been told why; deems"
    " this a poor foundation for {subject}",
    "; recommends that the Member States that run similar services share what they learned when they reformed theirs,"
    " mistakes included",
    "; regrets that the offer which the Union made on {date} was neither accepted nor refused, and keeps it open for"
    " another {n} months",
)


@dataclass(frozen=True, slots=True)
class Motion:
    """The parts of one motion, ready to be printed as text or as a page."""

    number: str
    procedure: str
    day: str
    title: str
    authors: str
    citations: tuple[str, ...]
    recitals: tuple[str, ...]
    paragraphs: tuple[str, ...]

    def text(self) -> str:
        """The motion as it is when it was copied from its page: recitals numbered, spaces before them."""
        lines = [
            "• EN - English",
            f"Motion for a resolution - {self.number}Motion for a resolution",
            "",
            f"MOTION FOR A RESOLUTION on {self.title}",
            "",
            f"{self.day} - ({self.procedure})",
            "",
            "with request for inclusion in the agenda for a debate on cases of breaches of human rights, democracy and"
            " the rule of law",
            "pursuant to Rule 144 of the Rules of Procedure",
            "",
            self.authors,
            "on behalf of the Verts/ALE Group",
            "",
            f"Procedure : {self.procedure}",
            "Document stages in plenary",
            "Document selected : ",
            "Texts tabled :",
            "Votes :",
            "Texts adopted :",
            "",
            "",
            f"European Parliament resolution on {self.title}",
            "",
            "",
            "The European Parliament,",
            "",
        ]
        for citation in self.citations:
            lines += [f" {citation}", ""]
        lines.append("")
        lines += [f"  {n}. {recital}" for n, recital in enumerate(self.recitals, 1)]
        lines += ["", ""]
        lines += [f"  {n}. {paragraph}" for n, paragraph in enumerate(self.paragraphs, 1)]
        lines += ["", "", "Last updated: 12 February 2021", "Legal notice - Privacy policy", ""]
        return "\n".join(lines)

    def page(self) -> str:
        """The same motion as the page that the Parliament publishes since 2019."""
        parts = [
            '<!doctype html>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head>'
            '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><title>MOTION FOR A RESOLUTION on '
            f"{escape(self.title)} | {self.number} | European Parliament</title></head><body>"
            '<main id="website-body"><div class="container-fluid"><div class="mb-3"><h1 class="es_title-h1">'
            f'MOTION FOR A RESOLUTION on {escape(self.title)}</h1><p class="m-0"><span class="text-muted">{self.day}'
            f"</span> - ({self.procedure})</p></div>\n{self.number}\n<br/>with request for inclusion in the agenda for a"
            " debate on cases of breaches of human rights, democracy and the rule of law\n"
            "<br/>pursuant to Rule 144 of the Rules of Procedure\n"
            f"<br/><br/>{escape(self.authors)}\n<br/>on behalf of the Verts/ALE Group\n<br/>\n"
            '<div class="doceo-ring card"><div>Document stages in plenary</div></div>\n<div>',
            _paragraph(
                f'<span style="font-weight:bold">European Parliament resolution on {escape(self.title)}</span>'
            ),
            _paragraph('<span style="font-style:italic">The European Parliament</span><span>,</span>'),
            *(_hanging("–", citation) for citation in self.citations),
            *(_hanging(f"{letters(n)}.", recital) for n, recital in enumerate(self.recitals)),
            *(_hanging(f"{n}.", paragraph) for n, paragraph in enumerate(self.paragraphs, 1)),
            '</div></div><div class="small"><span>Last updated: 12 February 2021</span><div>'
            '<a href="/legal-notice/en">Legal notice</a> - <a href="/privacy-policy/en">Privacy policy</a></div></div>'
            '</main><footer class="es_footer"><p>Contact us</p></footer></body></html>\n',
        ]
        return "\n".join(parts)


def _paragraph(inner: str) -> str:
    return f'    <p style="margin-top:12pt; font-size:12pt">{inner}</p>\n'


def _hanging(label: str, text: str) -> str:
    gap = '<span style="width:19.35pt; display:inline-block">&#xa0;</span>'
    return (
        f'    <p style="margin-left:28.35pt; text-indent:-28.35pt"><span>{label}</span>{gap}'
        f"<span>{escape(text)}</span></p>\n"
    )


def letters(place: int) -> str:
    """The letter of the recital at `place`, counted from 0."""
    return chr(ord("A") + place) if place < 26 else letters(place // 26 - 1) + letters(place % 26)


def motion(variant: int) -> Motion:
    """One motion; another `variant` is another motion of nearly the same length."""
    place, people = _PLACES[variant % len(_PLACES)]
    subject = _SUBJECTS[variant % len(_SUBJECTS)]
    year = 2012 + variant % 8

    def filled(sentences: Sequence[str], start: int) -> tuple[str, ...]:
        return tuple(
            sentence.format(
                place=place,
                people=people,
                subject=subject,
                n=2 + (variant + n) % 7,
                n0=10 + (variant * 3 + n) % 80,
                n00=100 + (variant * 7 + n * 31) % 800,
                m=11 + (variant * 5 + n * 3) % 80,
                year=year,
                month=_MONTHS[(variant + n) % len(_MONTHS)],
                date=f"{1 + (variant + n) % 28} {_MONTHS[(variant * 3 + n) % len(_MONTHS)]} {year}",
            )
            for n, sentence in enumerate(sentences, start)
        )

    *paragraphs, last = _PARAGRAPHS
    shift = variant % len(_AUTHORS)
    return Motion(
        number=f"B9-{9100 + variant:04}/2021",
        procedure=f"2021/{9500 + variant}(RSP)",
        day="9.2.2021",
        title=f"{subject} in {place}",
        authors=", ".join(_AUTHORS[shift:] + _AUTHORS[:shift]),
        citations=filled(_CITATIONS, 0),
        recitals=filled([f"{one}{_second(_WHEREAS_TOO, n)};" for n, one in enumerate(_RECITALS)], 9),
        paragraphs=filled(
            [*(f"{one}{_second(_MOREOVER, n)};" for n, one in enumerate(paragraphs)), last], 19
        ),
    )


def _second(clauses: Sequence[str], place: int) -> str:
    return clauses[place % len(clauses)]


def longer(base: Motion, times: int) -> Motion:
    """`base` with its paragraphs repeated until its text is `times` as long; their numbers run on.

    Four of five stand as points under the one before them, for a resolution does not number a thousand paragraphs.
    """
    wanted = times * len(base.text())
    rest = len(base.text()) - sum(len(paragraph) + 6 for paragraph in base.paragraphs[:-1])
    *repeated, last = base.paragraphs
    row: list[str] = []
    size = rest
    while size < wanted:
        following = repeated[len(row) % len(repeated)]
        row.append(following)
        size += len(following) + 8
    groups = [row[at : at + 5] for at in range(0, len(row), 5)]
    return replace(base, paragraphs=(*("\n  ".join(_pointed(group)) for group in groups), last))


def _pointed(group: Sequence[str]) -> list[str]:
    first, *points = group
    return [first, *(f"({letters(n).lower()}) {point}" for n, point in enumerate(points))]
