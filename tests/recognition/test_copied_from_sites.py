"""Texts of the United Nations as people copy them from archives, wikis, libraries and search engines."""

from __future__ import annotations

import pytest
from lxml import etree

from akn.errors import UnrecognisedError
from akn.pipeline import Conversion, Options, convert
from akn.recognition import Wishes
from tests.conftest import TODAY


def read(text: str) -> Conversion:
    return convert(text, Options(today=TODAY))


def texts(conversion: Conversion, name: str) -> list[str]:
    return ["".join(map(str, e.itertext())) for e in conversion.tree.getroot().iter(f"{{*}}{name}")]


def number(conversion: Conversion) -> str:
    iri: list[etree._Element] = list(conversion.tree.getroot().iter("{*}FRBRthis"))
    return str(iri[0].get("value")).split("/")[-2]


def errors(conversion: Conversion) -> list[str]:
    return [f.code for f in conversion.report.findings if f.severity == "error"]


#: Heads with the numbers of neighbours in the navigation of a page, and the number of the document.
_NAVIGATION = {
    "n1_en_nav": (
        """Security Council Resolution 2901 - Open Library
< | 2900 (2011) | Resolution 2901 (2011) S/RES/2901 (2011) 14 March 2011 | 2902 (2011) | >
United Nations | S/RES/2901 (2011) |
Resolution 2901 (2011)
Adopted by the Security Council at its 9911th meeting, on 14 March 2011
The Security Council,
Recalling its previous resolutions on the wells of Arvenia, in particular resolution 2877 (2010),
Expressing concern at the drying of the lake,
1. Decides to extend the mandate of the Mission until 30 September 2011;
2. Decides to remain seized of the matter.
""",
        "2901-2011",
    ),
    "n2_fr_nav": (
        """Résolution 2931 du Conseil de sécurité — Bibliothèque
← 2930 (2012)
2932 (2012) →
Résolution 2931 (2012)
Adoptée par le Conseil de sécurité à sa 9950e séance, le 7 mai 2012
Le Conseil de sécurité,
Rappelant ses résolutions antérieures sur les puits d’Arvénie,
Notant avec préoccupation que le lac s’assèche,
1. Décide de proroger le mandat de la Mission jusqu’au 30 novembre 2012;
2. Décide de rester saisi de la question.
""",
        "2931-2012",
    ),
    "n3_es_nav": (
        """Anterior: 2940 (2012) | Siguiente: 2942 (2012)
S/RES/2941 (2012)
Resolución 2941 (2012)
Aprobada por el Consejo de Seguridad en su 9960ª sesión, celebrada el 3 de junio de 2012
El Consejo de Seguridad,
Recordando sus resoluciones anteriores sobre los pozos de Arvenia,
Observando con preocupación que el lago se seca,
1. Decide prorrogar el mandato de la Misión hasta el 30 de noviembre de 2012;
2. Decide seguir ocupándose de la cuestión.
""",
        "2941-2012",
    ),
    "n4_ru_nav": (
        """← 2950 (2013) | Резолюция 2951 (2013) | 2952 (2013) →
Резолюция 2951 (2013),
принятая Советом Безопасности на его 9990-м заседании 4 февраля 2013 года
Совет Безопасности,
ссылаясь на свои предыдущие резолюции о колодцах Арвении,
отмечая с беспокойством, что озеро высыхает,
1. постановляет продлить мандат Миссии до 30 ноября 2013 года;
2. постановляет продолжать заниматься этим вопросом.
""",
        "2951-2013",
    ),
    "n5_ar_nav": (
        """← | 2960 (2013) | القرار 2961 (2013) | 2962 (2013) | →
القرار 2961 (2013)
الذي اتخذه مجلس الأمن في جلسته 9995، المعقودة في 5 آذار/مارس 2013
إن مجلس الأمن،
إذ يشير إلى قراراته السابقة بشأن آبار أرفينيا،
وإذ يلاحظ مع القلق أن البحيرة تجف،
1 - يقرر تمديد ولاية البعثة حتى 30 تشرين الثاني/نوفمبر 2013؛
2 - يقرر أن يبقي المسألة قيد نظره.
""",
        "2961-2013",
    ),
    "n6_ga_nav": (
        """A/RES/88/11 < previous
A/RES/88/13 > next
Resolution adopted by the General Assembly on 4 December 2013
88/12. Wells and fountains
The General Assembly,
Recalling its resolution 87/12 of 5 December 2012,
Noting the report of the Secretary-General on wells,
1. Calls upon all States to repair their wells;
2. Decides to include the item in the provisional agenda of its eighty-ninth session.
""",
        "88-12",
    ),
    "n8_ep_nav": (
        """Previous : P9_TA(2021)0901 | Next : P9_TA(2021)0903
P9_TA(2021)0902
Wells and fountains
European Parliament resolution of 20 May 2021 on wells and fountains (2021/2999(INI))
The European Parliament,
– having regard to the Treaty on the Functioning of the European Union,
A. whereas wells dry up;
B. whereas fountains follow;
1. Calls on the Commission to repair the wells;
2. Instructs its President to forward this resolution to the Council and the Commission.
""",
        "p9_ta-2021-0902",
    ),
    "n9_hrc": (
        """← A/HRC/RES/61/3
A/HRC/RES/61/4
A/HRC/RES/61/5 →
Resolution adopted by the Human Rights Council on 2 April 2016
61/4. The right to wells
The Human Rights Council,
Guided by the purposes and principles of the Charter of the United Nations,
Recalling its resolution 58/7 of 3 April 2015,
1. Calls upon all States to keep their wells open;
2. Decides to remain seized of the matter.
""",
        "61-4",
    ),
    "zprst": (
        """联合国安理会主席声明2003年第91号 水井文库
← | 联合国安理会主席声明2003年第90号 | 联合国安理会主席声明2003年第91号 S/PRST/2003/91 |
安全理事会主席在2003年12月17日安全理事会第4891次会议上,就安理会审议的题为“水井”的项目,代表安理会发表声明如下:
“安全理事会对湖泊干涸表示关切。
“安全理事会吁请各方开放水井。”
""",
        "prst-2003-91",
    ),
}


@pytest.mark.parametrize(("text", "own"), _NAVIGATION.values(), ids=_NAVIGATION)
def test_the_number_of_a_neighbour_is_not_that_of_the_document(text: str, own: str) -> None:
    conversion = read(text)
    assert number(conversion) == own
    assert errors(conversion) == []


_CONTRADICTING = """Security Council
2971 (2014)
2972 (2014)
The Security Council,
Recalling its previous resolutions on the wells of Arvenia,
Expressing concern at the drying of the lake,
1. Decides to extend the mandate of the Mission until 30 September 2014;
2. Decides to remain seized of the matter.
"""
_STATEMENTS = """← | S/PRST/2003/90 | S/PRST/2003/91 | S/PRST/2003/92 | →
Statement by the President of the Security Council
At the 4891st meeting of the Security Council, held on 17 December 2003, in connection with the Council’s \
consideration of the item entitled “Wells”, the President of the Security Council made the following \
statement on behalf of the Council:
“The Security Council expresses its concern at the drying of the lake.
“The Security Council calls upon all parties to open the wells.”
"""


@pytest.mark.parametrize("text", [_CONTRADICTING, _STATEMENTS])
def test_two_numbers_of_which_nothing_tells_the_own_are_an_error(text: str) -> None:
    assert errors(read(text)) == ["COV009"]


def test_a_number_that_the_user_gives_is_not_doubted() -> None:
    conversion = convert(_CONTRADICTING, Options(today=TODAY, wishes=Wishes(number="S/RES/2972 (2014)")))
    assert number(conversion) == "2972-2014"
    assert errors(conversion) == []


#: “Decides,” with a comma above the points.
_DECIDES = {
    "d1_fr": """S/23911
Projet de résolution
Le Conseil de sécurité,
Ayant examiné le rapport du Secrétaire général sur la Mission des puits (S/23877),
Décide,
a) De prier les parties d’ouvrir les puits;
b) De renouveler le mandat de la Mission pour une période de six mois;
c) De prier le Secrétaire général de présenter un rapport à la fin de cette période.
""",
    "d2_es": """S/23911
Proyecto de resolución
El Consejo de Seguridad,
Habiendo examinado el informe del Secretario General sobre la Misión de los Pozos (S/23877),
Decide,
a) Pedir a las partes que abran los pozos;
b) Renovar el mandato de la Misión por un período de seis meses;
c) Pedir al Secretario General que presente un informe al final de ese período.
""",
    "d3_ru": """S/23911
Проект резолюции
Совет Безопасности,
рассмотрев доклад Генерального секретаря о Миссии по колодцам (S/23877),
постановляет,
a) призвать стороны открыть колодцы;
b) продлить мандат Миссии на шесть месяцев;
c) просить Генерального секретаря представить доклад в конце этого периода.
""",
    "d4_ar": """S/23911
مشروع قرار
إن مجلس الأمن،
وقد نظر في تقرير الأمين العام عن بعثة الآبار (S/23877)،
يقرر،
(أ) أن يدعو الأطراف إلى فتح الآبار؛
(ب) أن يجدد ولاية البعثة لفترة ستة أشهر؛
(ج) أن يطلب إلى الأمين العام أن يقدم تقريرا في نهاية هذه الفترة.
""",
    "d5_zh": """S/23911
决议草案
安全理事会,
审议了秘书长关于水井特派团的报告(S/23877),
决定,
(a) 吁请当事各方开放水井;
(b) 将特派团的任务期限延长六个月;
(c) 请秘书长在该期间终了时提出报告。
""",
}
_OF_A_SITE = """S/21999
Draft resolution
The Security Council,
Having considered the report of the Secretary-General on the Wells Mission (S/21988),
Decides,
(a) To call upon the parties to open the wells;
(b) To renew the mandate of the Mission for six months;
(c) To request the Secretary-General to report at the end of this period.
Cite this page
Well Project. “S/21999.” Well Project, https://wells.example/votes/S-21999/. Accessed .
"""
_RECITAL = """Resolution 2991 (2014)
Adopted by the Security Council at its 9993rd meeting, on 2 March 2014
The Security Council,
Recalling the following texts,
(a) The agreement on the wells of 2 May 2011;
(b) The agreement on the lake of 3 June 2012,
Concerned that the lake dries,
1. Decides to extend the mandate of the Mission;
2. Decides to remain seized of the matter.
"""


@pytest.mark.parametrize("text", _DECIDES.values(), ids=_DECIDES)
def test_points_that_end_the_sentence_are_the_operative_paragraph(text: str) -> None:
    conversion = read(text)
    assert len(texts(conversion, "recital")) == 1
    assert len(texts(conversion, "paragraph")) == 1
    assert len(texts(conversion, "point")) == 3
    assert conversion.clean


@pytest.mark.parametrize("sign", ["", "▶ "])
def test_what_stands_behind_such_a_paragraph_is_told(sign: str) -> None:
    conversion = read(_OF_A_SITE.replace("Cite this", f"{sign}Cite this"))
    assert len(texts(conversion, "point")) == 3
    assert errors(conversion) == ["SHA026"]


def test_points_within_a_recital_leave_it_one() -> None:
    conversion = read(_RECITAL)
    assert len(texts(conversion, "recital")) == 2
    assert len(texts(conversion, "paragraph")) == 2


#: Notes as the 1980s print them, with how many recitals, paragraphs and notes each text has.
_NOTES = {
    "f1_en": (
        """A/RES/46/191
Wells and fountains of the Territory
The General Assembly,
Recalling its resolution 45/191 of 21 December 1990, 1/
Having considered the report of the Secretary-General on wells, 2/
Noting the report of the Commissioner for the period to 30 June 1991,3/
1. Takes note of the report 2/ and of the views in it;
2. Requests the Commissioner to go on with the work.
79th plenary meeting
20 December 1991
1/ See also resolution 44/191.
2/ A/46/511.
3/ Official Records of the General Assembly, Forty-sixth Session,
Supplement No. 13 (A/46/13).
""",
        (3, 2, 3),
    ),
    "f2_fr": (
        """46/191. Puits et fontaines
L'Assemblée générale,
Rappelant sa résolution 45/191 du 21 décembre 1990,
Ayant examiné le rapport du Secrétaire général sur les puits 1/,
1. Prend acte du rapport 1/ et des vues qui y sont exprimées;
2. Prie le Commissaire de poursuivre ses travaux 2/.
79e séance plénière
20 décembre 1991
1/ A/46/511.
2/ Documents officiels de l'Assemblée générale, quarante-sixième session, Supplément no 13 (A/46/13).
""",
        (2, 2, 2),
    ),
    "f3_es": (
        """46/191. Pozos y fuentes
La Asamblea General,
Recordando su resolución 45/191, de 21 de diciembre de 1990,
Habiendo examinado el informe del Secretario General sobre los pozos 1/,
1. Toma nota del informe 1/ y de las opiniones que contiene;
2. Pide al Comisionado que prosiga su labor 2/.
79a. sesión plenaria
20 de diciembre de 1991
1/ A/46/511.
2/ Documentos Oficiales de la Asamblea General, cuadragésimo sexto período de sesiones, Suplemento No. 13 (A/46/13).
""",
        (2, 2, 2),
    ),
    "f5_coll": (
        """Resolution 44/247 (12 December 1989)
A
Repair of the wells
The General Assembly,
Recalling its resolution 43/57 A of 6 December 1988,
Taking note of the report of the Commissioner for the period to 30 June 1989,1/
1. Notes with regret that the wells were not repaired;
2. Thanks the Commissioner.
B
Working Group on the Lake
The General Assembly,
Recalling its resolution 43/57 B of 6 December 1988,
1. Commends the Working Group for its efforts;
2. Requests the Secretary-General to provide the necessary services.
1/ Official Records of the General Assembly, Forty-fourth Session, Supplement No. 13 (A/44/13).
""",
        (3, 4, 1),
    ),
}


@pytest.mark.parametrize(("text", "counts"), _NOTES.values(), ids=_NOTES)
def test_marks_with_a_stroke_are_those_of_notes(text: str, counts: tuple[int, int, int]) -> None:
    conversion = read(text)
    found = tuple(len(texts(conversion, name)) for name in ("recital", "paragraph", "authorialNote"))
    assert found == counts
    assert "1/" not in "".join(texts(conversion, "p"))
    assert errors(conversion) == []


#: Enacting words without their comma, or with junk before them.
_ENACTING = {
    "z1": (
        """联合国安理会第2611号决议

安全理事会

回顾其以前关于水井的所有有关决议,
强调所有会员国开放水井的重要性,
确认湖泊干涸仍对区域构成威胁,
1. 决定设立一个关于水井的委员会,并向安理会报告工作;
2. 决定继续处理此案。

第9872次会议一致通过。

本作品来自联合国官方文件。
Public domainPublic domainfalsefalse
""",
        (3, 2),
    ),
    "a1": (
        """مكتبة الآبار
قرار مجلس الأمن رقم 391 بتاريخ 15 حزيران (يونيو) 1976
إن مجلس الأمن
وقد نظر في تقرير الأمين العام (S/12091), عن قوة الآبار,
وإذ يعرب عن قلقه لجفاف البحيرة,
يقرر:
(أ ) أن يدعو الأطراف المعنية إلى فتح الآبار,
(ب) أن يجدد ولاية القوة لفترة ستة أشهر أخرى,
(ج) أن يطلب إلى الأمين العام تقديم تقرير في نهاية هذه الفترة.
تبنى المجلس هذا القرار في جلسته رقم 1899.
""",
        (2, 2),
    ),
    "a2_num": (
        """القرار رقم 1991 (2011)
إن مجلس الأمن
إذ يشير إلى قراراته السابقة بشأن الآبار,
وإذ يعرب عن قلقه لجفاف البحيرة,
1- يقرر تمديد ولاية البعثة حتى 30 حزيران/يونيو 2012;
2- يقرر إبقاء المسألة قيد النظر.
""",
        (2, 2),
    ),
    "j1_es": (
        """updated 2023-11 El Consejo de Seguridad,
Recordando sus resoluciones anteriores sobre los pozos de Arvenia,
Observando con preocupación que el lago se seca,
1. Decide prorrogar el mandato de la Misión;
2. Decide seguir ocupándose de la cuestión.
""",
        (2, 2),
    ),
    "j2_fr": (
        """mis à jour 12/2023 L’Assemblée générale,
Rappelant sa résolution 75/901 du 5 décembre 2020,
Notant avec préoccupation que le lac s’assèche,
1. Demande aux États de réparer les puits;
2. Décide de rester saisie de la question.
""",
        (2, 2),
    ),
    "j3_en": (
        """View PDF | 2021-05 The Economic and Social Council,
Recalling its resolution 2020/91 of 22 July 2020,
Noting with concern that the lake dries,
1. Calls upon States to repair the wells;
2. Decides to remain seized of the matter.
""",
        (2, 2),
    ),
}


@pytest.mark.parametrize(("text", "counts"), _ENACTING.values(), ids=_ENACTING)
def test_enacting_words_above_a_recital_need_no_comma_and_may_stand_behind_others(
    text: str, counts: tuple[int, int]
) -> None:
    conversion = read(text)
    assert (len(texts(conversion, "recital")), len(texts(conversion, "paragraph"))) == counts
    assert errors(conversion) == []


def test_a_refusal_of_a_text_of_a_known_body_says_why() -> None:
    with pytest.raises(UnrecognisedError, match="--institution unsc") as refused:
        read("安全理事会\n\n水井文库\n\n关于水井的新闻。湖泊干涸的消息传遍各地，人们都在谈论这件事情。\n")
    assert "another institution" not in str(refused.value)


_ONE_LINE = {
    "o1_es": """S/RES/2981 (2014)
Resolución 2981 (2014)
Aprobada por el Consejo de Seguridad en su 9970ª sesión, celebrada el 3 de junio de 2014
El Consejo de Seguridad, Recordando sus resoluciones anteriores sobre los pozos de Arvenia, Observando con \
preocupación que el lago se seca, Reafirmando su apoyo a la Misión, y recordando la importancia del agua, 1. \
Decide prorrogar el mandato de la Misión hasta el 30 de noviembre de 2014; 2. Decide seguir ocupándose de la cuestión.
""",
    "o2_fr": """S/RES/2981 (2014)
Résolution 2981 (2014)
Adoptée par le Conseil de sécurité à sa 9970e séance, le 3 juin 2014
Le Conseil de sécurité, Rappelant ses résolutions antérieures sur les puits d’Arvénie, Notant avec \
préoccupation que le lac s’assèche, Réaffirmant son appui à la Mission, et rappelant l’importance de l’eau, \
1. Décide de proroger le mandat de la Mission jusqu’au 30 novembre 2014; 2. Décide de rester saisi de la question.
""",
}
_ONE_CHINESE_LINE = """S/RES/2981 (2014)
第2981(2014)号决议
2014年6月3日安全理事会第9970次会议通过
安全理事会,回顾其以往关于水井的各项决议,关切地注意到湖泊干涸,\
重申支持特派团,\
1. 决定将特派团的任务期限延至2014年11月30日;2. 决定继续处理此案。
"""


@pytest.mark.parametrize("text", _ONE_LINE.values(), ids=_ONE_LINE)
def test_an_act_on_one_line_behind_its_enacting_words_is_cut(text: str) -> None:
    conversion = read(text)
    assert (len(texts(conversion, "recital")), len(texts(conversion, "paragraph"))) == (3, 2)
    assert errors(conversion) == []


def test_chinese_recitals_on_one_line_are_doubted_and_its_paragraphs_cut() -> None:
    conversion = read(_ONE_CHINESE_LINE)
    assert len(texts(conversion, "paragraph")) == 2
    assert errors(conversion) == ["SHA019"]
