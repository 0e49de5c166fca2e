from __future__ import annotations

import pytest
from invented import NFL_DOC, OSTMARK_DOC, REPORT_DOC, VINDELBY_DOC, OpenTexts

from assistant import Assistant
from assistant.drafting.evidence import (
    general_opinions,
    others,
    own_words,
    reasons,
    responses_to,
)
from assistant.drafting.material import Material
from assistant.register import Kind, Position, Proposal, Register, Stance

LOTS = Proposal(
    id="lots", doc=REPORT_DOC, section="5.2", kind=Kind.PROPOSAL,
    sentence="Den som har flera ärenden hos myndigheter ska få rätt till en vardagslots.",
)  # fmt: skip
POINTS = Proposal(
    id="punkt", doc=REPORT_DOC, section="5.1", kind=Kind.PROPOSAL,
    sentence="Varje kommun ska ha en servicepunkt.",
)  # fmt: skip
EVENINGS = Proposal(
    id="kvall", doc=REPORT_DOC, section="5.5", kind=Kind.RECOMMENDATION,
    sentence="Vårdcentraler bör hålla kvällsöppna mottagningar en kväll i veckan.",
)  # fmt: skip
OF_OSTMARK = Position(
    organisation="Region Östmark", doc=OSTMARK_DOC, proposal="kvall", position=Stance.OPPOSES,
    place="Kvällsöppna mottagningar",
    sentence="Vill pröva kvällsöppet på ett par orter i taget.",
)  # fmt: skip
IN_GENERAL = Position(
    organisation="Region Östmark", doc=OSTMARK_DOC, report=REPORT_DOC,
    position=Stance.SUPPORTS_PARTLY, place="Sammanfattande inställning",
    sentence="Är i huvudsak positiv till betänkandet.",
)  # fmt: skip


@pytest.fixture
def material(assistant: Assistant) -> Material:
    register = Register(proposals=(LOTS, POINTS, EVENINGS), positions=(OF_OSTMARK, IN_GENERAL))
    return Material(assistant, register)


def test_its_own_words_are_the_whole_sentence_that_makes_it(material: Material) -> None:
    words = own_words(material, LOTS)
    assert words is not None
    assert (words.doc, words.section) == (REPORT_DOC, "5.2")
    assert words.quote.startswith("Delegationen föreslår att den som har tre eller fler")
    assert words.quote.endswith("rätt till en vardagslots.")


def test_each_proposal_of_a_section_has_words_of_its_own(open_texts: OpenTexts) -> None:
    """A box on one thing shares the section's words; another thing's box begins with its actor."""
    text = (
        "# Broar\n\n## 3 Broarna\n\n### 3.1 Färjor och broar\n\n"
        "Utredningens förslag: Broverket ska få i uppdrag att i samarbete med kommunerna ta fram "
        "en handbok om broar, färjor och trygga överfarter för alla som reser.\n\n"
        "Utredningens rekommendation: Kommunerna bör bygga trygga broar.\n\n"
        "Färjor och broar hör ihop, och den som reser bör kunna lita på båda.\n\n"
        "### 3.2 Handboken\n\nUtredningens förslag: Kommunerna bör bygga trygga broar och färjor "
        "för alla som reser, i samarbete med Broverket."
    )
    material = Material(open_texts({"sou-2038-4.md": text}), Register())
    made = {
        kind: own_words(
            material,
            Proposal(
                doc="sou-2038-4", id="x", section="3.1", also=("3.2",), kind=kind,
                addressees=("kommunerna",), sentence=sentence,
            ),
        )
        for kind, sentence in (
            (Kind.RECOMMENDATION, "Kommunerna bör bygga trygga broar för alla som reser."),
            (Kind.ASSESSMENT, "Färjor och broar bör vara något som den som reser kan lita på."),
        )
    }  # fmt: skip
    recommended, deemed = made[Kind.RECOMMENDATION], made[Kind.ASSESSMENT]
    assert recommended
    assert recommended.quote.endswith("Kommunerna bör bygga trygga broar.")
    assert deemed
    assert deemed.quote.startswith("Färjor och broar hör ihop")


def test_a_proposal_nobody_indexed_has_no_words(material: Material) -> None:
    gone = LOTS.model_copy(update={"doc": "sou-1900-1"})
    assert own_words(material, gone) is None
    assert reasons(material, gone) == []
    assert others(material, gone) == []


def test_where_only_our_digest_is_indexed_nothing_is_quoted(open_texts: OpenTexts) -> None:
    assistant = open_texts(
        {"referat.md": "# Referat\n\n## 5.2 Lotsar\n\nDen som har flera ärenden ska få en lots.\n"},
        '[[document]]\ndoc = "referat"\ntitle = "Referat av Vardagen (SOU 2031:7)"\n'
        'kind = "digest"\nabout = "sou-2031-7"\n',
    )
    words = own_words(Material(assistant, Register()), LOTS)
    assert words is not None
    assert words.quote == ""
    assert words.about is not None and words.about.doc == "sou-2031-7"


def test_reasons_give_grounds_and_are_not_the_proposal(material: Material) -> None:
    found = reasons(material, POINTS)
    quotes = [one.quote for one in found]
    assert any("närhet inte kan ersättas av telefon" in quote for quote in quotes)
    assert not any("föreslår" in quote for quote in quotes)
    assert {one.section for one in found} == {"5.1"}
    assert [one.n for one in found] == list(range(1, len(found) + 1))
    assert len(found) <= 5
    for one in found:
        assert one.quote[0].isupper() and one.quote[-1] in ".?!"


def test_points_of_a_list_are_no_reasons(open_texts: OpenTexts) -> None:
    assistant = open_texts(
        {
            f"{REPORT_DOC}.md": "# 5 Förslag\n\n## 5.2 Lotsar\n\n**Delegationens förslag:** Den "
            "som har flera ärenden hos myndigheter ska få rätt till en vardagslots.\n\nEn "
            "vardagslots behövs eftersom den som har flera ärenden annars får gå till flera "
            "myndigheter.\n\n"
            "- Myndigheterna låter en vardagslots ta hand om flera ärenden för att skapa tillit.\n"
            "- Kommunerna anställer varje vardagslots för att minska risken för flera ärenden.\n"
        },
        "",
    )
    found = reasons(Material(assistant, Register(proposals=(LOTS,))), LOTS)
    assert [one.quote.split()[:3] for one in found] == [["En", "vardagslots", "behövs"]]


def test_each_organisation_speaks_in_its_own_words(material: Material) -> None:
    opinions = {one.organisation: one for one in others(material, LOTS)}
    assert {"Vindelby kommun", "Region Östmark"} <= set(opinions)
    for organisation, opinion in opinions.items():
        assert opinion.position is None
        assert opinion.words
        assert {word.organisation for word in opinion.words} == {organisation}
    assert "vardagslots" in opinions["Vindelby kommun"].words[0].quote.lower()


def test_a_position_comes_first_with_words_from_its_place(material: Material) -> None:
    first, *rest = others(material, EVENINGS)
    assert first.position == OF_OSTMARK
    assert first.words[0].heading == "Kvällsöppna mottagningar"
    assert first.words[0].quote.startswith("Regionen vill i stället pröva kvällsöppet")
    assert all(one.position is None for one in rest)


def test_a_response_that_only_retells_gives_no_opinion(open_texts: OpenTexts) -> None:
    assistant = open_texts(
        {
            "sou-2031-7.md": "# Vardagen\n\n## 5.2 Lotsar\n\nDelegationen föreslår att den som har "
            "flera ärenden hos myndigheter ska få rätt till en vardagslots.\n",
            "svar.md": "# Yttrande\n\n## Lotsar\n\nDelegationen föreslår att den som har flera "
            "ärenden hos myndigheter ska få rätt till en vardagslots.\n",
        },
        '[[document]]\ndoc = "sou-2031-7"\ntitle = "Vardagen (SOU 2031:7)"\nkind = "report"\n'
        'reference = "SOU 2031:7"\n\n[[document]]\ndoc = "svar"\ntitle = "Svar"\n'
        'kind = "response"\norganisation = "Ekby kommun"\nanswers = ["SOU 2031:7"]\n',
    )
    assert others(Material(assistant, Register(proposals=(LOTS,))), LOTS) == []


def test_what_is_thought_of_the_whole_is_given_apart(material: Material) -> None:
    (opinion,) = general_opinions(material, REPORT_DOC)
    assert opinion.position == IN_GENERAL
    assert "i huvudsak positiv" in opinion.words[0].quote
    assert IN_GENERAL not in [one.position for one in others(material, LOTS)]


def test_the_responses_are_those_to_the_report(material: Material) -> None:
    docs = {one.doc for one in responses_to(material, [REPORT_DOC])}
    assert docs == {OSTMARK_DOC, NFL_DOC, VINDELBY_DOC}
    assert responses_to(material, ["sou-1900-1"]) == []
