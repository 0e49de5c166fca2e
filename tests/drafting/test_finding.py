from __future__ import annotations

from collections.abc import Callable

import pytest
from invented import REPORT_DOC, OpenTexts

from assistant import Assistant
from assistant.drafting.finding import FoundProposal, added, found_proposals, merged
from assistant.drafting.material import Material
from assistant.register import Kind, Register

CATALOG = """
[[document]]
doc = "sou-2040-1"
title = "Grindar för fler (SOU 2040:1)"
kind = "report"
reference = "SOU 2040:1"
"""

BACKGROUND = """# Grindar för fler

## Sammanfattning

Vi föreslår att Grindverket ska få ansvar för alla grindar i landets hagar.

## 2 Bakgrund

Grindar har funnits i hagarna sedan länge. Varje grind ska enligt dagens regler målas vart tredje \
år, och många grindägare hinner inte med det.

"""


Read = Callable[..., list[FoundProposal]]


@pytest.fixture
def read(open_texts: OpenTexts) -> Read:
    def found(text: str, before: str = BACKGROUND) -> list[FoundProposal]:
        assistant = open_texts({"sou-2040-1.md": before + text}, CATALOG)
        return found_proposals(Material(assistant, Register()), "sou-2040-1")

    return found


@pytest.mark.parametrize(
    "lead",
    [
        "Förslag:",
        "Utredningens förslag:",
        "Kommitténs förslag:",
        "Promemorians förslag:",
        "Mitt förslag:",
        "Utredningens förslag och bedömning:",
        "Grinddelegationens förslag :",
    ],
)
def test_a_box_is_a_proposal_whatever_the_inquiry_calls_it(read: Read, lead: str) -> None:
    (found,) = read(
        "## 5 Ansvaret för grindarna\n\n### 5.1 Ett samlat ansvar\n\n"
        f"{lead} Grindverket ska få ansvar för alla grindar i landets hagar.\n\n"
        "**Skälen för förslaget**\n\nAnsvaret är delat på sju myndigheter, och ingen av dem vet "
        "hur många grindar som finns.\n"
    )
    assert found.section == "5.1"
    assert found.kind is Kind.PROPOSAL
    assert found.addressees == ("Grindverket",)
    assert found.sentence == "Grindverket ska få ansvar för alla grindar i landets hagar."
    assert found.words.quote == found.sentence
    assert "förslag" in found.why


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        ("Rekommendation:", Kind.RECOMMENDATION),
        ("Utredningens rekommendationer:", Kind.RECOMMENDATION),
        ("Utredningens bedömning:", Kind.ASSESSMENT),
        ("Bedömning:", Kind.ASSESSMENT),
    ],
)
def test_a_box_tells_its_kind(read: Read, lead: str, kind: Kind) -> None:
    (found,) = read(
        f"## 5 Grindarna\n\n### 5.1 Måla\n\n{lead} Kommunerna bör måla sina grindar varje vår.\n"
    )
    assert (found.kind, found.addressees) == (kind, ("kommunerna",))


def test_the_summary_the_directives_and_the_background_list_nothing(read: Read) -> None:
    found = read(
        "## 5 Målning\n\nFörslag: Staten ska betala för färgen till alla.\n\n"
        "## Bilaga 1\n\n### Kommittédirektiv 2038:4\n\nUtredaren ska föreslå hur grindar målas. "
        "Vi föreslår att utredaren ska redovisa uppdraget senast i maj.\n"
    )
    assert [one.sentence for one in found] == ["Staten ska betala för färgen till alla."]


def test_a_summary_by_itself_is_read(read: Read) -> None:
    (found,) = read("", BACKGROUND)
    assert found.section == "Sammanfattning"


def test_we_propose_that_becomes_a_neutral_sentence(read: Read) -> None:
    (found,) = read(
        "## 5 Förslag\n\n### 5.1 Målning\n\nFärgen flagnar på hälften av grindarna. Vi föreslår "
        "därför att kommunerna ska måla grindarna varje vår.\n"
    )
    assert found.sentence == "Kommunerna ska måla grindarna varje vår."
    assert found.addressees == ("kommunerna",)
    assert found.words.quote.startswith("Vi föreslår")


@pytest.mark.parametrize(
    "retold",
    [
        "Utredningen om stängsel föreslog att kommunerna ska måla grindarna varje vår.",
        "Utredningen om stängsel (SOU 2035:2) föreslår att kommunerna ska måla grindarna.",
        "De åtgärder som utredningen föreslår påverkar inte kommunernas ansvar för grindar.",
        "Utredningen föreslår inga ändringar av kommunernas ansvar för grindarna.",
    ],
)
def test_what_only_retells_is_not_listed(read: Read, retold: str) -> None:
    found = read(
        "## 5 Förslag\n\n### 5.1 Målning\n\nFörslag: Staten ska betala för färgen till alla.\n\n"
        f"### 5.2 Annat\n\n{retold}\n"
    )
    assert [one.section for one in found] == ["5.1"]


def test_the_points_of_a_list_are_a_proposal_each(read: Read) -> None:
    found = read(
        "## 5 Grindarna\n\n### 5.1 Ansvar\n\nUtredningens förslag:\n\nRegeringen ska\n\n"
        "- ge Grindverket ansvar för alla grindar i hagarna\n"
        "- betala för den färg som kommunerna behöver varje vår\n"
    )
    assert [one.words.quote for one in found] == [
        "ge Grindverket ansvar för alla grindar i hagarna",
        "betala för den färg som kommunerna behöver varje vår",
    ]


def test_an_overview_gives_way_to_where_it_is_argued(read: Read) -> None:
    (found,) = read(
        "## 5 Grindarna\n\nUtredningens förslag: Grindverket ska få ansvar för alla grindar.\n\n"
        "### 5.1 Ett samlat ansvar\n\nAnsvaret är delat i dag.\n\n"
        "Utredningens förslag: Grindverket ska få ansvar för alla grindar i hagarna.\n"
    )
    assert found.section == "5.1"


def test_a_statute_is_found_by_its_heading(read: Read) -> None:
    (found,) = read(
        "## 4 Författningsförslag\n\n### 4.1 Förslag till lag om ändring i grindlagen (2019:4)\n\n"
        "Härigenom föreskrivs att 3 § grindlagen (2019:4) ska ha följande lydelse.\n"
    )
    assert found.kind is Kind.LEGISLATIVE
    assert found.sentence == "Grindlagen (2019:4) ska ändras."
    assert found.addressees == ("regeringen",)


def test_a_statute_that_a_box_changes_is_listed_once(read: Read) -> None:
    (found,) = read(
        "## 4 Författningsförslag\n\n### 4.1 Förslag till lag om ändring i grindlagen (2019:4)\n\n"
        "Härigenom föreskrivs att 3 § ska upphöra att gälla.\n\n## 5 Förslag\n\n### 5.1 Målning\n\n"
        "Utredningens förslag: Bestämmelsen i grindlagen om målning vart tredje år tas bort.\n"
    )
    assert (found.section, found.kind) == ("5.1", Kind.LEGISLATIVE)


def test_the_same_words_have_the_same_id_wherever_they_stand(read: Read) -> None:
    box = "Förslag: Grindverket ska få ansvar för alla grindar.\n"
    (one,) = read(f"## 5 Grindar\n\n### 5.1 Ansvar\n\n{box}")
    (other,) = read(
        f"## 5 Grindar\n\n### 5.1 Läget\n\nAnsvaret är delat.\n\n### 5.2 Ansvar\n\n{box}"
    )
    assert one.id == other.id
    assert one.id.startswith("sou-2040-1-")


def test_the_invented_inquiry(assistant: Assistant) -> None:
    found = found_proposals(Material(assistant, Register()), REPORT_DOC)
    assert {"5.1", "5.2", "5.3", "5.6"} <= {one.section for one in found}
    assert len({one.id for one in found}) == len(found)
    for one in found:
        assert one.words.quote and one.words.doc == REPORT_DOC
        assert one.sentence[0].isupper() and one.sentence[-1] in ".?!"
        assert one.as_proposal().sentence == one.sentence


def test_a_report_that_is_not_indexed_proposes_nothing(assistant: Assistant) -> None:
    assert found_proposals(Material(assistant, Register()), "sou-1900-1") == []


def test_two_are_merged_into_the_first(assistant: Assistant) -> None:
    one, other, *_ = found_proposals(Material(assistant, Register()), REPORT_DOC)
    both = merged(one, other)
    assert (both.id, both.section, both.words) == (one.id, one.section, one.words)
    assert set(both.addressees) == {*one.addressees, *other.addressees}
    assert both.sentence.startswith(one.sentence.rstrip("."))
    assert merged(one, one) == one


def test_what_an_official_corrects_stands() -> None:
    proposal = added("sou-2040-1", "5.1", Kind.PROPOSAL, "Staten ska måla.", ["staten"])
    assert proposal.sentence == "Staten ska måla."
    assert proposal.id == added("sou-2040-1", "5.2", Kind.PROPOSAL, "Staten ska måla.").id
