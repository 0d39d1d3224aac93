"""Damages by lines of other things, in the text's own language and in others: what sites, mail and pages put in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from random import Random

from benchmarks.honesty_breaks import Damage, joined
from benchmarks.honesty_gold import Row

#: What a site says, each in the languages of the gold texts: an invitation, a request, a teaser, a notice.
_SITE = {
    "eng": (
        "Sign up for our weekly newsletter",
        "Share this article with a friend",
        "Also in this issue: the price of bread",
        "This site uses cookies to give you the best experience.",
    ),
    "bul": (
        "Абонирайте се за нашия бюлетин",
        "Споделете тази статия с приятел",
        "В този брой: цената на хляба",
        "Този сайт използва бисквитки за ваше удобство.",
    ),
    "ces": (
        "Přihlaste se k odběru novinek",
        "Sdílejte tento článek s přáteli",
        "V tomto čísle: cena chleba",
        "Tyto stránky používají cookies, aby vám nabídly lepší služby.",
    ),
    "dan": (
        "Tilmeld dig vores nyhedsbrev",
        "Del denne artikel med en ven",
        "I dette nummer: prisen på brød",
        "Dette websted bruger cookies for at give dig den bedste oplevelse.",
    ),
    "deu": (
        "Melden Sie sich für unseren Newsletter an",
        "Diesen Artikel mit Freunden teilen",
        "Außerdem in dieser Ausgabe: der Brotpreis",
        "Diese Website verwendet Cookies, um Ihnen den besten Service zu bieten.",
    ),
    "ell": (
        "Εγγραφείτε στο ενημερωτικό μας δελτίο",
        "Μοιραστείτε αυτό το άρθρο με έναν φίλο",
        "Σε αυτό το τεύχος: η τιμή του ψωμιού",
        "Ο ιστότοπος χρησιμοποιεί cookies για την καλύτερη εξυπηρέτησή σας.",
    ),
    "fin": (
        "Tilaa uutiskirjeemme",
        "Jaa tämä artikkeli ystävälle",
        "Tässä numerossa: leivän hinta",
        "Tämä sivusto käyttää evästeitä palvelun parantamiseksi.",
    ),
    "fra": (
        "Inscrivez-vous à notre lettre d'information",
        "Partagez cet article avec un ami",
        "Dans ce numéro : le prix du pain",
        "Ce site utilise des cookies pour vous offrir le meilleur service.",
    ),
    "hun": (
        "Iratkozzon fel hírlevelünkre",
        "Ossza meg ezt a cikket barátaival",
        "E számunkban: a kenyér ára",
        "Ez az oldal sütiket használ a jobb felhasználói élmény érdekében.",
    ),
    "ita": (
        "Iscriviti alla nostra newsletter",
        "Condividi questo articolo con un amico",
        "In questo numero: il prezzo del pane",
        "Questo sito utilizza i cookie per offrirti la migliore esperienza.",
    ),
    "mlt": (
        "Abbona għan-newsletter tagħna",
        "Aqsam dan l-artiklu ma' ħabib",
        "F'din il-ħarġa: il-prezz tal-ħobż",
        "Dan is-sit juża l-cookies biex joffri l-aħjar servizz.",
    ),
    "pol": (
        "Zapisz się do naszego newslettera",
        "Podziel się tym artykułem ze znajomymi",
        "W tym numerze: cena chleba",
        "Ta strona używa plików cookie, aby zapewnić najlepszą obsługę.",
    ),
    "por": (
        "Subscreva a nossa newsletter",
        "Partilhe este artigo com um amigo",
        "Nesta edição: o preço do pão",
        "Este sítio utiliza cookies para lhe oferecer a melhor experiência.",
    ),
    "spa": (
        "Suscríbase a nuestro boletín",
        "Comparta este artículo con un amigo",
        "En este número: el precio del pan",
        "Este sitio utiliza cookies para ofrecerle la mejor experiencia.",
    ),
    "swe": (
        "Prenumerera på vårt nyhetsbrev",
        "Dela artikeln med en vän",
        "I detta nummer: priset på bröd",
        "Den här webbplatsen använder kakor för att ge dig bästa service.",
    ),
    "rus": (
        "Подпишитесь на нашу рассылку",
        "Поделитесь этой статьёй с друзьями",
        "В этом номере: цена хлеба",
        "Этот сайт использует файлы cookie для удобства посетителей.",
    ),
    "zho": (
        "订阅我们的通讯",
        "与朋友分享这篇文章",
        "本期内容：面包的价格",
        "本网站使用cookie为您提供最佳体验。",
    ),
    "ara": (
        "اشترك في نشرتنا الإخبارية",
        "شارك هذا المقال مع صديق",
        "في هذا العدد: سعر الخبز",
        "يستخدم هذا الموقع ملفات الارتباط لتقديم أفضل خدمة.",
    ),
}
#: Words by which the language of the rows is known here: the names of the institutions.
_NAMES = {
    "European Parliament": "eng",
    "The General Assembly": "eng",
    "Европейският парламент": "bul",
    "Evropský parlament": "ces",
    "Europa-Parlamentet": "dan",
    "Das Europäische Parlament": "deu",
    "Το Ευρωπαϊκό Κοινοβούλιο": "ell",
    "Euroopan parlamentti": "fin",
    "Le Parlement européen": "fra",
    "L'Assemblée générale": "fra",
    "Európai Parlament": "hun",
    "Il Parlamento europeo": "ita",
    "Il-Parlament Ewropew": "mlt",
    "Parlament Europejski": "pol",
    "O Parlamento Europeu": "por",
    "El Parlamento Europeo": "spa",
    "La Asamblea General": "spa",
    "Europaparlamentet": "swe",
    "Генеральная Ассамблея": "rus",
    "大会": "zho",
    "الجمعية العامة": "ara",
}


def _begins(rows: Sequence[Row], kind: str) -> list[int]:
    return [n for n, row in enumerate(rows) if row.kind == kind and row.begins and row.text.strip()]


def _own(rows: Sequence[Row], which: int) -> str:
    text = joined(rows)
    return next((_SITE[code][which] for name, code in _NAMES.items() if name in text), "")


def _put_in(
    rows: Sequence[Row], random: Random, kind: str, text: str | int, *, place: str = "", blank: str = "\n"
) -> str:
    """`text`, or what a site says in the language of the rows, before a part of `kind`."""
    begins = _begins(rows, kind)
    said = text if isinstance(text, str) else _own(rows, text)
    if len(begins) < 2 or not said:
        return joined(rows)
    at = {"first": begins[0], "last": begins[-1]}.get(place) or random.choice(begins[1:])
    return joined([*rows[:at], Row(f"{said}{blank}"), *rows[at:]])


def _in_a_sentence(rows: Sequence[Row], random: Random, line: str) -> str:
    """`line` of a page in the middle of a sentence, printed once."""
    long = [
        n for kind in ("recital", "paragraph") for n in _begins(rows, kind) if rows[n].text.count(" ") > 7
    ]
    if not long:
        return joined(rows)
    at = random.choice(long)
    words = rows[at].text.split(" ")
    half = len(words) // 2
    broken = [Row(" ".join(words[:half])), Row(line), Row(" ".join(words[half:]))]
    return joined([*rows[:at], *broken, *rows[at + 1 :]])


def _mark_lost(rows: Sequence[Row], random: Random, kind: str, *, glued: bool) -> str:
    """One mark lost, and the line glued to the part above where `glued`; the others keep theirs."""
    begins = [n for n in _begins(rows, kind) if rows[n].mark]
    if len(begins) < 3:
        return joined(rows)
    at = begins[random.randrange(1, len(begins) - 1)]
    bare = rows[at].with_mark("").text.strip()
    if not glued:
        return joined([*rows[:at], Row(bare), *rows[at + 1 :]])
    above = max(n for n in range(at) if rows[n].text.strip())
    return joined([*rows[:above], Row(f"{rows[above].text.rstrip()} {bare}"), *rows[at + 1 :]])


def _cut_at_its_end(rows: Sequence[Row], random: Random, kind: str) -> str:
    long = [n for n in _begins(rows, kind) if rows[n].text.count(" ") > 6]
    if not long:
        return joined(rows)
    at = random.choice(long)
    return joined([*rows[:at], Row(" ".join(rows[at].text.split(" ")[:-2])), *rows[at + 1 :]])


#: What is put in is no part of gold: right is gold's structure, the line told as unrecognised or left out.
STRANGERS: dict[str, Damage] = {
    "a newsletter before the first paragraph": partial(_put_in, kind="paragraph", text=0, place="first"),
    "a newsletter before the first recital": partial(_put_in, kind="recital", text=0, place="first"),
    "a newsletter before a recital, no blank line": partial(_put_in, kind="recital", text=0, blank=""),
    "an article to share before a paragraph": partial(_put_in, kind="paragraph", text=1),
    "an article to share before the last paragraph": partial(_put_in, kind="paragraph", text=1, place="last"),
    "an article to share before a citation": partial(_put_in, kind="citation", text=1),
    "a teaser before a paragraph": partial(_put_in, kind="paragraph", text=2),
    "a teaser before the first citation": partial(_put_in, kind="citation", text=2, place="first"),
    "cookies before a recital": partial(_put_in, kind="recital", text=3),
    "cookies before the first paragraph": partial(_put_in, kind="paragraph", text=3, place="first"),
    **{
        f"{name} before a paragraph": partial(_put_in, kind="paragraph", text=text)
        for name, text in (
            ("an agency", "Source: Example News Agency, 12 May"),
            ("Georgian", "წაიკითხეთ მეტი პურის შესახებ"),
            ("Hebrew", "קראו עוד על התנורים"),
            ("Swahili", "Soma zaidi kuhusu mkate wa usiku"),
            ("Vietnamese", "Đọc thêm về những lò bánh của thành phố"),
            ("a time", "14:32 – updated"),
            ("a count of comments", "3 comments"),
            ("hashtags", "#night #ovens #bread"),
            ("capitals", "BUY NOW AND SAVE 20 %"),
            ("a price", "€ 12,90"),
            ("a domain", "ovens.example.org"),
            ("a comment of an editor", "[JE1]: check this figure"),
            ("a name and an office", "Jane Example, Editor-in-chief"),
        )
    },
    "a photographer before a recital": partial(_put_in, kind="recital", text="Foto: Max Muster/dpa"),
    "a telephone before a recital": partial(_put_in, kind="recital", text="Tel. +32 2 000 00 00"),
    "Korean before a citation": partial(_put_in, kind="citation", text="더 읽어보기"),
    **{
        f"{name} once in a sentence": partial(_in_a_sentence, line=line)
        for name, line in (
            ("a running head", "Texts of the spring session"),
            ("a page of all", "Page 4 of 12"),
        )
    },
}
WRONG_STRANGERS: dict[str, Damage] = {
    "the end of a recital cut": partial(_cut_at_its_end, kind="recital"),
    "the end of a paragraph cut": partial(_cut_at_its_end, kind="paragraph"),
    **{
        f"a {kind} without its mark, glued": partial(_mark_lost, kind=kind, glued=True)
        for kind in ("paragraph", "recital", "point")
    },
}
