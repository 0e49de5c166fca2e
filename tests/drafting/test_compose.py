from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import DIGEST, DIGEST_DOC, OSTMARK_DOC, REPORT_DOC, OpenTexts

from assistant import Assistant
from assistant.answer import Citation
from assistant.drafting import (
    Basis,
    Case,
    Draft,
    Material,
    OwnPosition,
    Paragraph,
    Sentence,
    Standpoint,
    Text,
)
from assistant.drafting.compose import compose, paragraph_anew, written_anew
from assistant.drafting.consequences import told_of
from assistant.drafting.disposition import document_types
from assistant.drafting.points import as_sentences
from assistant.drafting.sentences import argument, in_a_row, proposal, section_name
from assistant.reading import Piece
from assistant.register import Area, Kind, Proposal, Register, Report

NOW = datetime(2031, 9, 1, 12, tzinfo=UTC)
LATER = datetime(2031, 9, 2, 12, tzinfo=UTC)
TYPES = document_types()

PROPOSALS = tuple(
    Proposal(doc=REPORT_DOC, id=id_, section=section, kind=kind, sentence=sentence)
    for id_, section, kind, sentence in (
        ("punkt", "5.1", Kind.PROPOSAL, "Varje kommun ska ha minst en servicepunkt."),
        ("lag", "1.1", Kind.LEGISLATIVE, "En ny lag om servicepunkter ska införas."),
        ("lots", "5.2", Kind.PROPOSAL, "Den som har tre ärenden ska få en vardagslots."),
        ("lots-antal", "5.2", Kind.ASSESSMENT, "En lots bör inte följa fler än 25 personer."),
        ("fullmakt", "5.3", Kind.PROPOSAL, "En gemensam fullmakt ska gälla hos myndigheterna."),
        ("digital", "5.3", Kind.ASSESSMENT, "Fullmakten bör inte vara digital från början."),
        ("skjuts", "5.4", Kind.RECOMMENDATION, "Regionerna bör öppna skolskjutsen för andra."),
        ("kväll", "5.5", Kind.RECOMMENDATION, "När det går bör varje vårdcentral ha kvällsöppet."),
        ("mått", "5.6", Kind.PROPOSAL, "Serviceverket ska följa upp reformen med sex mått."),
        ("pengar", "6.1", Kind.PROPOSAL, "Staten ska betala servicepunkterna i fyra år."),
    )
)
IDS = [one.id for one in PROPOSALS]
SECTIONS = {
    "1.1": "Förslag till lag om servicepunkter", "5.1": "En servicepunkt i varje kommun",
    "5.2": "Vardagslotsar", "5.3": "En enda fullmakt", "5.4": "Resor som redan görs",
    "5.5": "Kvällsöppna mottagningar", "5.6": "Uppföljning som går att läsa",
    "6.1": "Kostnader och finansiering",
}  # fmt: skip
REGISTER = Register(
    reports=(Report(doc=REPORT_DOC, sections=SECTIONS),),
    areas=(
        Area(doc=REPORT_DOC, id="service", section="5.1", name="Nära service"),
        Area(doc=REPORT_DOC, id="vard", section="5.5", name="Öppen vård"),
    ),
    proposals=PROPOSALS,
)
CASE = Case(
    organisation="Vindelby kommun",
    speaker="nämnden",
    committee="Kommunstyrelsen",
    department="Kommunledningskontoret",
    dnr="KS 2031/12",
    date=date(2031, 9, 1),
    deadline=date(2031, 9, 30),
    officer="Rut Almgren",
    decision_maker="Bo Ek",
    recipient="Servicedepartementet",
    recipient_dnr="S2031/7",
    reports=(REPORT_DOC,),
    facts={
        "beredning": "Ärendet har beretts av kontoret.", "bilagor": "Bilaga 1\nBilaga 2",
        "underlag": "Tjänsteskrivelse", "samrad": "Samråd har skett.", "mbl": "Ej aktuellt.",
        "expediering": "Servicedepartementet", "miljo": "risk: längre resor",
    },
)  # fmt: skip


@pytest.fixture
def material(assistant: Assistant) -> Material:
    return Material(assistant, REGISTER)


@pytest.fixture(scope="session")
def shared(assistant: Assistant) -> Material:
    """The same for all examples of a law: nothing in it changes."""
    return Material(assistant, REGISTER)


def quoted(material: Material, doc: str, words: str) -> Citation:
    document = material.document(doc)
    assert document
    for passage in material.assistant.reading.whole(document.doc):
        if (start := passage.text.find(words)) >= 0:
            end = start + len(words)
            return material.cited(Piece(passage, start, end), start, end)
    raise AssertionError(words)


def drafted(*positions: OwnPosition, case: Case = CASE) -> Draft:
    return Draft(case=case, positions=positions)


def said_of(text: Text, proposal: str, part: str) -> tuple[Sentence, ...]:
    found = text.paragraph(f"synpunkter/{REPORT_DOC}/{proposal}/{part}")
    return found.sentences if found else ()


def of_yttrande(material: Material, *positions: OwnPosition, case: Case = CASE) -> Text:
    return compose(drafted(*positions, case=case), TYPES["yttrande"], material, NOW)


# The settled forms.

FORMS = {
    Standpoint.SUPPORTS: ("tillstyrker {}.", "instämmer i {}."),
    Standpoint.SUPPORTS_WITH_COMMENTS: (
        "tillstyrker {} med följande synpunkter.", "instämmer i {} med följande synpunkter.",
    ),
    Standpoint.SUPPORTS_PARTLY: ("tillstyrker {} delvis.", "instämmer delvis i {}."),
    Standpoint.OPPOSES: ("avstyrker {}.", "delar inte {}."),
    Standpoint.NO_OBJECTION: ("har ingen erinran mot {}.", "har ingen erinran mot {}."),
    Standpoint.NO_POSITION: ("tar inte ställning till {}.", "tar inte ställning till {}."),
}  # fmt: skip
NOUNS = {
    "lag": "lagförslaget", "punkt": "förslaget", "skjuts": "rekommendationen",
    "digital": "bedömningen",
}  # fmt: skip


@pytest.mark.parametrize("standpoint", Standpoint)
@pytest.mark.parametrize("id_", NOUNS)
def test_each_position_has_its_settled_form(
    material: Material, standpoint: Standpoint, id_: str
) -> None:
    position = OwnPosition(proposal=id_, standpoint=standpoint, points=("Det är dyrt.",))
    text = of_yttrande(material, position)
    _, stand = said_of(text, id_, "stand")
    form = FORMS[standpoint][id_ == "digital"].format(NOUNS[id_])
    assert stand == Sentence(text=f"Nämnden {form}", basis=Basis.POSITION)


def test_comments_that_nobody_wrote_are_not_announced(material: Material) -> None:
    position = OwnPosition(proposal="punkt", standpoint=Standpoint.SUPPORTS_WITH_COMMENTS)
    _, stand = said_of(of_yttrande(material, position), "punkt", "stand")
    assert stand.text == "Nämnden tillstyrker förslaget med synpunkter."


@pytest.mark.parametrize(
    ("case", "who"),
    [
        (CASE.model_copy(update={"speaker": ""}), "Vindelby kommun"),
        (CASE.model_copy(update={"speaker": "", "organisation": ""}), "Vi"),
    ],
)
def test_who_has_no_name_in_running_text_is_still_named(
    material: Material, case: Case, who: str
) -> None:
    position = OwnPosition(proposal="punkt", standpoint=Standpoint.OPPOSES)
    _, stand = said_of(of_yttrande(material, position, case=case), "punkt", "stand")
    assert stand.text == f"{who} avstyrker förslaget."


# Proposals retold.


@pytest.mark.parametrize(
    ("id_", "told"),
    [
        ("punkt", "Utredningen föreslår att varje kommun ska ha minst en servicepunkt (här)."),
        ("lag", "Utredningen föreslår att en ny lag om servicepunkter ska införas (här)."),
        ("mått", "Utredningen föreslår att Serviceverket ska följa upp reformen med sex mått "
         "(här)."),
        ("skjuts", "Utredningens rekommendation är att regionerna bör öppna skolskjutsen för andra "
         "(här)."),
        ("digital", "Utredningen bedömer att fullmakten inte bör vara digital från början (här)."),
        ("kväll", "Utredningens rekommendation (här) är följande: När det går bör varje "
         "vårdcentral ha kvällsöppet."),
    ],
)  # fmt: skip
def test_a_proposal_is_retold_in_a_neutral_sentence(id_: str, told: str) -> None:
    one = next(one for one in PROPOSALS if one.id == id_)
    known = one.model_copy(update={"addressees": ("Serviceverket",)})
    assert proposal(known, "här") == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Regler hindrar inte försök.", "Utredningen bedömer att regler inte hindrar försök."),
        ("Arbetet är aktivt.", "Utredningen bedömer att arbetet är aktivt."),
        ("Chefer bör aktivt leda.", "Utredningen bedömer att chefer aktivt bör leda."),
        ("Staten ska i en lag säga det.",
         "Utredningens bedömning är följande: Staten ska i en lag säga det."),
        ("Det räcker; lagen behöver inte ändras.",
         "Utredningens bedömning är följande: Det räcker; lagen behöver inte ändras."),
        ("SKL bör stödja.", "Utredningen bedömer att SKL bör stödja."),
        ("Hopp.", "Utredningens bedömning är följande: Hopp."),
    ],
)  # fmt: skip
def test_a_clause_is_turned_only_where_that_is_sure(sentence: str, told: str) -> None:
    one = PROPOSALS[3].model_copy(update={"sentence": sentence})
    assert proposal(one) == told


def test_what_only_states_is_not_said_to_be_proposed() -> None:
    one = PROPOSALS[0].model_copy(update={"sentence": "Förslagen kostar 48 miljoner kronor."})
    told = "Utredningens förslag är följande: Förslagen kostar 48 miljoner kronor."
    assert proposal(one) == told


def test_who_is_urged_is_urged() -> None:
    one = PROPOSALS[0].model_copy(update={"sentence": "Kommunerna uppmanas att ta vara på bussen."})
    assert proposal(one) == "Utredningen uppmanar kommunerna att ta vara på bussen."


def test_the_proposal_cites_the_report(material: Material) -> None:
    text = of_yttrande(material, OwnPosition(proposal="punkt"))
    paragraph = text.paragraph(f"synpunkter/{REPORT_DOC}/punkt/stand")
    assert paragraph
    assert paragraph.sentences[0].sources == (1,)
    assert (paragraph.sources[0].doc, paragraph.sources[0].section) == (REPORT_DOC, "5.1")


def test_a_report_that_is_not_indexed_is_cited_by_its_place(open_texts: OpenTexts) -> None:
    material = Material(
        open_texts({"annat.md": "# Annat\n\nHär står något helt annat.\n"}), REGISTER
    )
    text = of_yttrande(material, OwnPosition(proposal="punkt", standpoint=Standpoint.SUPPORTS))
    paragraph = text.paragraph(f"synpunkter/{REPORT_DOC}/punkt/stand")
    assert paragraph
    assert (paragraph.sources[0].section, paragraph.sources[0].quote) == ("5.1", "")


def test_a_proposal_of_two_reports_is_answered_where_it_was_asked(material: Material) -> None:
    both = PROPOSALS[0].model_copy(update={"doc": "sou-1", "elsewhere": {REPORT_DOC: ("5.1",)}})
    elsewhere = Material(material.assistant, REGISTER.model_copy(update={"proposals": (both,)}))
    text = of_yttrande(elsewhere, OwnPosition(proposal="punkt"))
    paragraph = text.paragraph(STAND)
    assert paragraph
    assert (paragraph.sources[0].doc, paragraph.sources[0].section) == (REPORT_DOC, "5.1")


# The official's own points.


@pytest.mark.parametrize(
    ("point", "sentence"),
    [
        ("risk: ökad administration", "Nämnden ser en risk för ökad administration."),
        ("Risk: att det blir dyrt", "Nämnden ser en risk att det blir dyrt."),
        ("risk: staten styr ändå", "Nämnden ser följande risk: staten styr ändå."),
        ("risk för dubbelarbete", "Nämnden ser en risk för dubbelarbete."),
        ("krav: att staten betalar", "Nämnden kräver att staten betalar."),
        ("krav: tidplan", "Nämnden ställer följande krav: tidplan."),
        ("vill: tydligare ansvar", "Nämnden vill se tydligare ansvar."),
        ("vill: att staten betalar", "Nämnden vill att staten betalar."),
        ("vill: ta bort kravet", "Nämnden vill följande: ta bort kravet."),
        ("villkor: att staten betalar", "Nämnden ställer som villkor att staten betalar."),
        ("villkor: tidplan", "Nämnden ställer följande villkor: tidplan."),
        ("fråga: hur det ska betalas", "Nämnden frågar hur det ska betalas."),
        ("fråga: vem ska betala?", "Nämnden ställer följande fråga: Vem ska betala?"),
        ("fråga: om staten betalar", "Nämnden frågar om staten betalar."),
        ("fråga: finansieringen", "Nämnden tar upp följande fråga: finansieringen."),
        ("därför att staten vet mer", "Skälet är att staten vet mer."),
        ("eftersom vägarna ofta är stängda", "Skälet är att vägarna ofta är stängda."),
        ("eftersom: det är dyrt", "Skälet är att det är dyrt."),
        ("fråga: vilka regler gäller", "Nämnden ställer följande fråga: Vilka regler gäller?"),
        ("fråga: vem som betalar", "Nämnden frågar vem som betalar."),
        ("fråga: när börjar det", "Nämnden ställer följande fråga: När börjar det?"),
        ("viktigt med dialog", "Det är viktigt med dialog."),
        ("otydligt vem som ansvarar", "Det är otydligt vem som ansvarar."),
        ("nämnden delar bilden", "Nämnden delar bilden."),
        ("regeringen under lång tid", "Nämnden vill framhålla följande: regeringen under lång "
         "tid."),
        ("t.ex. bussen", "Ett exempel är bussen."),
        ("exempel: bussen", "Ett exempel är bussen."),
        ("exempel: Östmark", "Ett exempel är följande: Östmark."),
        ("exempel: bussen är inställd", "Ett exempel är följande: bussen är inställd."),
        ("exempel: att bussen är inställd", "Ett exempel är att bussen är inställd."),
        ("för: bättre planering", "För förslaget talar bättre planering."),
        ("emot: att det dröjer", "Mot förslaget talar att det dröjer."),
        ("emot: kommunen har inga lokaler", "Mot förslaget talar följande: kommunen har inga "
         "lokaler."),
        ("kortsiktiga bidrag försvårar planeringen", "Kortsiktiga bidrag försvårar planeringen."),
        ("saknas tidplan", "Det saknas tidplan."),
        ("tydligare ansvar", "Nämnden vill framhålla följande: tydligare ansvar."),
        ("ansvar som saknas", "Nämnden vill framhålla följande: ansvar som saknas."),
        ("Kommunen har redan en buss.", "Kommunen har redan en buss."),
        ("vi har redan en buss", "Vi har redan en buss."),
        ("– är det rimligt?", "Är det rimligt?"),
    ],
)  # fmt: skip
def test_a_point_becomes_a_sentence(point: str, sentence: str) -> None:
    assert as_sentences([point], "nämnden", "förslaget") == [sentence]


def test_phrases_in_a_row_share_a_sentence() -> None:
    points = [
        "tydligare ansvar",
        "en tidplan",
        "Vi har en buss.",
        "stöd till byar, skolor och vård",
    ]
    assert as_sentences([*points, "längre tid", " ", "–"], "nämnden", "förslaget") == [
        "Nämnden vill framhålla följande: tydligare ansvar och en tidplan.",
        "Vi har en buss.",
        "Nämnden vill framhålla följande: stöd till byar, skolor och vård; längre tid.",
    ]


# Arguments of others.


def test_arguments_are_quoted_with_whose_they_are(material: Material) -> None:
    ours = quoted(material, REPORT_DOC, "I försöken blev samtalen ytliga när antalet var högre.")
    theirs = quoted(material, OSTMARK_DOC, "Gränsen bör i de fallen vara 15.")
    more = quoted(material, OSTMARK_DOC, "Regionen har egen erfarenhet av lotsar i cancervården.")
    position = OwnPosition(proposal="lots", arguments=(ours, theirs, more, ours))
    paragraph = of_yttrande(material, position).paragraph(f"synpunkter/{REPORT_DOC}/lots/argument")
    assert paragraph
    assert paragraph.written == (
        "Utredningen skriver: ”I försöken blev samtalen ytliga när antalet var "
        "högre.” [1] Region Östmark anför i sitt yttrande: ”Gränsen bör i de fallen vara 15.” [2] "
        "Region Östmark anför också i sitt yttrande: ”Regionen har egen erfarenhet av lotsar i "
        "cancervården.” [3] Utredningen skriver: ”I försöken blev samtalen ytliga "
        "när antalet var högre.” [1]"
    )


def test_the_words_of_a_digest_are_never_quoted(material: Material) -> None:
    words = "Lotsen beslutar ingenting utan håller ordning på handlingar och turordning"
    digest = quoted(material, DIGEST_DOC, words)
    said = argument(digest)
    assert said == (f"Enligt vårt referat av avsnitt 5.2 i Närmare vardagen (SOU 2031:7): {words}.")
    assert (digest.quote, digest.passage) == ("", words)
    again = argument(digest, is_further=True)
    assert again == f"Enligt samma referat: {words}."


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Det är\nsvårt.", "Det är svårt."),
        ("Kommunerna bör:\n\n- mäta mindre.\n- fråga mer.", "Kommunerna bör: mäta mindre; fråga "
         "mer."),
        ("1. mäta\n2. fråga", "mäta; fråga"),
        ("- Mät mindre\n- Fråga mer.", "Mät mindre. Fråga mer."),
    ],
)  # fmt: skip
def test_a_digests_list_is_told_in_a_row(text: str, row: str) -> None:
    assert in_a_row(text) == row


def test_a_section_without_number_is_named_without_quotation_marks() -> None:
    assert section_name("Synpunkter på ”Närmare”") == "avsnittet Synpunkter på Närmare"


# The whole.


def test_the_opinions_follow_the_report(material: Material) -> None:
    text = of_yttrande(material, *(OwnPosition(proposal=id_) for id_ in reversed(IDS)))
    headings = [one.heading for one in text.sections if one.key.startswith("synpunkter/")]
    assert headings == [f"Avsnitt {number} {name}" for number, name in SECTIONS.items()]


def test_the_summary_counts_and_places_what_is_thought(material: Material) -> None:
    text = of_yttrande(
        material,
        OwnPosition(proposal="punkt", standpoint=Standpoint.SUPPORTS),
        OwnPosition(proposal="fullmakt", standpoint=Standpoint.SUPPORTS),
        OwnPosition(proposal="digital", standpoint=Standpoint.SUPPORTS),
        OwnPosition(proposal="skjuts", standpoint=Standpoint.OPPOSES, points=("bussar är fulla",)),
        OwnPosition(proposal="mått"),
    )
    pattern = text.paragraph("sammanfattning/monster")
    assert pattern
    assert pattern.written == (
        "Nämnden tillstyrker två förslag (avsnitt 5.1 och 5.3) och instämmer i en bedömning "
        "(avsnitt 5.3). Nämnden avstyrker en rekommendation (avsnitt 5.4)."
    )
    point = text.paragraph("sammanfattning/skjuts")
    assert point
    assert point.written == "Resor som redan görs (avsnitt 5.4): Bussar är fulla."


def test_the_table_has_every_proposal_and_no_position_that_is_not_chosen(
    material: Material,
) -> None:
    text = of_yttrande(
        material,
        OwnPosition(proposal="punkt", standpoint=Standpoint.SUPPORTS_PARTLY),
        OwnPosition(proposal="lag"),
    )
    table = next(one.table for one in text.sections if one.table)
    assert [row.cells for row in table.rows] == [
        ("En ny lag om servicepunkter ska införas.", "1.1", "–"),
        ("Varje kommun ska ha minst en servicepunkt.", "5.1", "tillstyrker delvis"),
    ]


def test_what_is_opposed_without_a_point_is_named_in_the_summary(material: Material) -> None:
    text = of_yttrande(material, OwnPosition(proposal="lots", standpoint=Standpoint.OPPOSES))
    summary = [p for section, p in text.paragraphs() if section.key == "sammanfattning"]
    assert summary[-1].written == "Vardagslotsar (avsnitt 5.2): Nämnden avstyrker förslaget."
    assert [one.basis for one in summary[-1].sentences] == [Basis.POSITION]


def test_what_is_missing_leaves_its_sentence_out(material: Material) -> None:
    text = of_yttrande(material, case=Case(reports=(REPORT_DOC,)))
    written = " ".join(paragraph.written for _, paragraph in text.paragraphs())
    assert "{" not in written
    assert "tillfälle" not in written
    assert not any(one.key == "beslut" for one in text.sections)


def test_consequences_are_the_reports_own_words(material: Material) -> None:
    text = compose(drafted(), TYPES["landstingsyttrande"], material, NOW)
    economy = text.paragraph(f"ekonomi/{REPORT_DOC}")
    assert economy
    assert economy.sentences[0].text == (
        "Utredningen skriver i avsnitt 6.1: ”Servicepunkterna beräknas kosta 640 miljoner kronor "
        "om året när de är fullt utbyggda.”"
    )
    environment = [p.written for s, p in text.paragraphs() if s.key == "miljo"]
    assert environment == [
        "Konsekvensanalysen i SOU 2031:7 tar inte upp konsekvenser för miljön. [1]",
        "Nämnden ser en risk för längre resor.",
    ]


CONSEQUENCES = """
# 5 Förslag

## 5.2 Vardagslotsar

Den som har tre ärenden ska få en vardagslots.

# 6 Konsekvenser

Reglerna från 2020 har lett till ökade kostnader om 3 miljoner kronor för handläggningen av
vardagslotsar i varje kommun. Förslaget om skolskjuts bedöms kosta 9 miljoner kronor om året.
Vi bedömer att kostnaden för våra förslag sammantaget är 12 miljoner kronor. Förslaget om
vardagslotsar skulle därmed kunna leda till lägre kostnader för kommunerna.
"""


@pytest.mark.parametrize(
    ("answered", "told"),
    [
        ("lots", ["Vi bedömer att kostnaden", "Förslaget om vardagslotsar"]),
        ("skjuts", ["Förslaget om skolskjuts", "Vi bedömer att kostnaden"]),
    ],
)
def test_consequences_are_those_of_what_is_answered_and_not_of_todays_rules(
    open_texts: OpenTexts, answered: str, told: list[str]
) -> None:
    material = Material(open_texts({f"{REPORT_DOC}.md": CONSEQUENCES}, ""), REGISTER)
    proposal = material.proposal(answered)
    assert proposal
    found = told_of(material, REPORT_DOC, "economy", [proposal.sentence])
    assert [one.words[: len(start)] for one, start in zip(found, told, strict=True)] == told


def test_of_a_digest_no_silence_is_told(open_texts: OpenTexts) -> None:
    catalog = f"""
[[document]]
doc = "{DIGEST_DOC}"
title = "Referat av Närmare vardagen (SOU 2031:7)"
kind = "digest"
about = "{REPORT_DOC}"
"""
    files = {f"{DIGEST_DOC}.md": f"{DIGEST}\n## 6 Konsekvenser\n\nDet kostar en del, står det.\n"}
    material = Material(open_texts(files, catalog), REGISTER)
    lots = OwnPosition(proposal="lots", standpoint=Standpoint.SUPPORTS)
    text = compose(drafted(lots, case=CASE.model_copy(update={"facts": {}})),
                   TYPES["landstingsyttrande"], material, NOW)  # fmt: skip
    assert not any(one.key == "miljo" for one in text.sections)
    stand = said_of(text, "lots", "stand")
    assert stand[0].text == (
        "Utredningen föreslår att den som har tre ärenden ska få en vardagslots."
    )


def test_a_section_for_each_report_names_it(material: Material) -> None:
    text = compose(
        drafted(OwnPosition(proposal="lots")), TYPES["landstingsyttrande"], material, NOW
    )
    found = [(one.level, one.heading) for one in text.sections if one.key.startswith("synpunkter")]
    assert found == [
        (1, "Synpunkter på Närmare vardagen (SOU 2031:7)"),
        (2, "Avsnitt 5.2 Vardagslotsar"),
    ]


def test_the_remiss_in_short_retells_what_is_answered(material: Material) -> None:
    text = compose(drafted(OwnPosition(proposal="lots")), TYPES["tjansteutlatande"], material, NOW)
    section = next(one for one in text.sections if one.key == "remissen")
    assert [(one.form, one.written) for one in section.paragraphs] == [
        ("text", "Närmare vardagen (SOU 2031:7) ordnar sina förslag i två områden: nära service; "
         "öppen vård. [1] Svaret gäller följande i Närmare vardagen (SOU 2031:7)."),
        ("point", "Utredningen föreslår att den som har tre ärenden ska få en vardagslots "
         "(avsnitt 5.2). [1]"),
    ]  # fmt: skip


def test_a_decision_can_be_read_alone(material: Material) -> None:
    text = compose(drafted(), TYPES["tjansteskrivelse"], material, NOW)
    decisions = [p for _, p in text.paragraphs() if p.form == "decision"]
    assert [p.written for p in decisions] == [
        "Kommunstyrelsen beslutar att godkänna förslaget till yttrande över betänkandet Närmare "
        "vardagen (SOU 2031:7).",
        "Kommunstyrelsen beslutar att lämna yttrandet över betänkandet Närmare vardagen "
        "(SOU 2031:7) till Servicedepartementet.",
    ]


# What holds for every draft.

WORDS = st.text(alphabet="abcdeåäö .,:;?!-", max_size=40)
POINTS = st.one_of(
    WORDS,
    st.builds("{}: {}".format, st.sampled_from(["risk", "krav", "fråga", "för", "emot"]), WORDS),
    st.sampled_from(["Det är dyrt.", "saknas tidplan", "tydligare ansvar", "därför att det går"]),
)
POSITIONS = st.lists(
    st.builds(
        OwnPosition,
        proposal=st.sampled_from([*IDS, "finns-inte"]),
        standpoint=st.none() | st.sampled_from(Standpoint),
        points=st.lists(POINTS, max_size=3).map(tuple),
    ),
    unique_by=lambda one: one.proposal,
    max_size=6,
).map(tuple)
SOME = st.sampled_from(["", "Namn Namnsson", "vi"])
CASES = st.builds(
    Case,
    organisation=SOME,
    speaker=SOME,
    committee=SOME,
    officer=SOME,
    decision_maker=SOME,
    recipient=SOME,
    deadline=st.none() | st.just(date(2031, 9, 30)),
    reports=st.sampled_from([(), (REPORT_DOC,)]),
    facts=st.dictionaries(st.sampled_from(["ekonomi", "bakgrund", "underlag"]), WORDS),
)


def with_arguments(material: Material, draft: Draft) -> Draft:
    """The draft where each position has taken in words of a response and of the report."""
    taken = (
        quoted(material, OSTMARK_DOC, "Gränsen bör i de fallen vara 15."),
        quoted(material, REPORT_DOC, "Vardagslotsen fattar inga beslut."),
    )
    return draft.model_copy(
        update={"positions": tuple(one.model_copy(update={"arguments": taken})
                                   for one in draft.positions)}
    )  # fmt: skip


@given(CASES, POSITIONS, st.sampled_from(sorted(TYPES)))
def test_no_sentence_stands_on_nothing(
    shared: Material, case: Case, positions: tuple[OwnPosition, ...], type_: str
) -> None:
    draft = with_arguments(shared, drafted(*positions, case=case))
    text = compose(draft, TYPES[type_], shared, NOW)
    keys = [paragraph.key for _, paragraph in text.paragraphs()]
    assert len(keys) == len(set(keys))
    assert len({one.key for one in text.sections}) == len(text.sections)
    chosen = {one.proposal: one.standpoint for one in positions}
    for _, paragraph in text.paragraphs():
        check_sources(paragraph)
        for sentence in paragraph.sentences:
            assert sentence.text.strip()
            assert sentence.basis is not Basis.OWN
            if sentence.basis is Basis.POSITION and paragraph.proposal:
                assert chosen[paragraph.proposal] is not None
            if sentence.basis is Basis.POSITION and not paragraph.proposal:
                assert any(chosen.values())
            if "Gränsen bör i de fallen vara 15." in sentence.text:
                assert "Region Östmark anför" in sentence.text
            if "Vardagslotsen fattar inga beslut." in sentence.text:
                assert sentence.text.startswith("Utredningen")


def check_sources(paragraph: Paragraph) -> None:
    """Sources are numbered, cited, and hold the words that are quoted."""
    assert [one.n for one in paragraph.sources] == list(range(1, len(paragraph.sources) + 1))
    for sentence in paragraph.sentences:
        assert (sentence.basis is Basis.SOURCE) == bool(sentence.sources)
        for number in sentence.sources:
            citation = paragraph.citation(number)
            assert citation.quote in citation.passage
            if "”" in sentence.text:
                assert f"”{' '.join(citation.quote.split())}”" in sentence.text


@given(POSITIONS)
def test_every_word_of_a_point_is_kept(positions: tuple[OwnPosition, ...]) -> None:
    for position in positions:
        said = " ".join(as_sentences(position.points, "nämnden", "förslaget")).lower()
        for point in position.points:
            prefix, colon, rest = point.partition(":")
            told = rest if colon and prefix in ("risk", "krav", "fråga", "för", "emot") else point
            for word in told.removeprefix("därför att").replace("-", " ").lower().split():
                assert word.strip(" .,:;?!") in said


@given(POSITIONS, st.sampled_from(sorted(TYPES)))
def test_writing_anew_changes_only_the_time(
    shared: Material, positions: tuple[OwnPosition, ...], type_: str
) -> None:
    draft = written_anew(drafted(*positions), TYPES[type_], shared, NOW)
    assert written_anew(draft, TYPES[type_], shared, NOW) == draft
    assert draft.text == compose(draft, TYPES[type_], shared, NOW)


# Edited paragraphs.

STAND = f"synpunkter/{REPORT_DOC}/punkt/stand"
REASONS = f"synpunkter/{REPORT_DOC}/punkt/skal"
PUNKT = OwnPosition(proposal="punkt", standpoint=Standpoint.SUPPORTS, points=("saknas tidplan",))
LOTS = OwnPosition(proposal="lots", standpoint=Standpoint.OPPOSES)


def edited(material: Material, key: str, *positions: OwnPosition) -> Draft:
    draft = written_anew(drafted(*positions), TYPES["yttrande"], material, NOW)
    return draft.edited(key, "Vi skriver själva.", NOW)


def test_what_was_edited_is_left_alone_and_the_rest_is_written_anew(material: Material) -> None:
    draft = edited(material, STAND, PUNKT, LOTS)
    changed = draft.with_position(LOTS.model_copy(update={"standpoint": Standpoint.SUPPORTS}))
    anew = written_anew(changed, TYPES["yttrande"], material, LATER)
    assert anew.text
    assert draft.text
    assert anew.text.paragraph(STAND) == draft.text.paragraph(STAND)
    assert said_of(anew.text, "lots", "stand")[1].text == "Nämnden tillstyrker förslaget."


def test_an_edit_of_what_is_no_longer_answered_is_dropped(material: Material) -> None:
    draft = edited(material, STAND, PUNKT, LOTS).with_chosen(("lots",))
    anew = written_anew(draft, TYPES["yttrande"], material, LATER)
    assert anew.text
    assert anew.text.paragraph(STAND) is None


def test_an_edit_stays_where_it_was_when_its_points_are_gone(material: Material) -> None:
    draft = edited(material, REASONS, PUNKT, LOTS)
    draft = draft.with_position(PUNKT.model_copy(update={"points": ()}))
    anew = written_anew(draft, TYPES["yttrande"], material, LATER)
    assert anew.text
    section = next(one for one in anew.text.sections if one.key.endswith("/5.1"))
    assert [one.key for one in section.paragraphs] == [STAND, REASONS]
    assert section.paragraphs[1].text == "Vi skriver själva."


def test_an_edit_brings_its_section_back_where_nothing_else_stands_in_it(
    material: Material,
) -> None:
    key = "beslut/text"
    draft = edited(material, key, PUNKT)
    case = CASE.model_copy(update={"decision_maker": ""})
    anew = written_anew(draft.with_case(case), TYPES["yttrande"], material, LATER)
    assert anew.text
    assert anew.text.sections[-1].key == "beslut"
    found = anew.text.paragraph(key)
    assert found
    assert found.text == "Vi skriver själva."


def test_one_paragraph_anew_lets_its_edit_go_and_leaves_the_others(material: Material) -> None:
    draft = edited(material, STAND, PUNKT, LOTS).edited(REASONS, "Också detta.", NOW)
    anew = paragraph_anew(draft, STAND, TYPES["yttrande"], material, LATER)
    assert anew.text
    assert draft.text
    found = anew.text.paragraph(STAND)
    assert found
    assert (found.edit, found.writing.when) == (None, LATER)
    assert anew.text.paragraph(REASONS) == draft.text.paragraph(REASONS)
    assert paragraph_anew(draft, "finns/inte", TYPES["yttrande"], material, LATER) == draft


def test_ten_proposals_take_less_than_two_seconds(material: Material) -> None:
    positions = [
        OwnPosition(proposal=id_, standpoint=Standpoint.OPPOSES, points=("risk: ökad kostnad",))
        for id_ in IDS
    ]
    began = process_time()
    of_yttrande(material, *positions)
    assert process_time() - began < 2


def test_a_source_that_is_cited_twice_has_one_number(material: Material) -> None:
    ours = quoted(material, REPORT_DOC, "Vardagslotsen fattar inga beslut.")
    position = OwnPosition(proposal="lots", arguments=(ours, replace(ours, n=7)))
    paragraph = of_yttrande(material, position).paragraph(f"synpunkter/{REPORT_DOC}/lots/argument")
    assert paragraph
    assert [one.sources for one in paragraph.sentences] == [(1,), (1,)]
