"""Reasons by a model: what can be followed is kept, the rest is left out or added by rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from threading import Event

import pytest
from fake_model import FakeModel, Part, fake_model, says
from invented import OSTMARK_DOC, REPORT_DOC

from assistant.drafting import Basis, Draft, Material, Paragraph, Standpoint
from assistant.drafting.compose import written_anew
from assistant.drafting.disposition import document_types
from assistant.drafting.modelled import Reasoner, with_reasons
from assistant.writer import ModelProblem, Writer
from ingest.index import Settings
from tests.drafting.conftest import CASE, NOW, cited, on

POINT = "risk: färre mottagningar på dagen"
RULED = "Kommunen ser en risk för färre mottagningar på dagen."
THEIRS = "Regionen vill i stället pröva kvällsöppet på ett par orter i taget."

Reason = Callable[[Part], tuple[Paragraph | None, FakeModel]]


@pytest.fixture
def draft(material: Material) -> Draft:
    """A draft that says no, with a point and another organisation's words."""
    theirs = cited(material, OSTMARK_DOC, "Kvällsöppna mottagningar", THEIRS)
    inquiry = cited(
        material, REPORT_DOC, "5.5", "Personalen ska kunna välja om den vill arbeta kväll."
    )
    position = on("kvall", Standpoint.OPPOSES, POINT)
    position = position.model_copy(update={"arguments": (theirs, inquiry)})
    return written_anew(
        Draft(case=CASE, positions=(position,)), document_types(None)["yttrande"], material, NOW
    )


@pytest.fixture
def reason(draft: Draft, material: Material, indexed: Settings) -> Iterator[Reason]:
    """Has a server that plays a part write the reasons."""
    with ExitStack() as servers:

        def reasons(part: Part) -> tuple[Paragraph | None, FakeModel]:
            server = servers.enter_context(fake_model(part))
            settings = indexed.model_copy(
                update={"model": "openai:fake", "model_url": server.address, "model_retries": 0}
            )
            writer = Writer.open(settings)
            assert writer
            reasoner = Reasoner(writer, material)
            assert reasoner.proposals(draft) == ["kvall"]
            return reasoner.reasons(draft, "kvall", NOW, Event()), server

        yield reasons


def test_what_can_be_followed_is_kept_with_its_sources(reason: Reason, draft: Draft) -> None:
    text = (
        "Kommunen ser en risk för färre mottagningar på dagen. Region Östmark vill i stället "
        "pröva kvällsöppet på ett par orter i taget [1]. Utredningen anser att personalen ska "
        "kunna välja om den vill arbeta kväll [2]."
    )
    paragraph, _ = reason(says(text))
    assert paragraph
    assert [(one.basis, one.sources) for one in paragraph.sentences] == [
        (Basis.POINT, ()), (Basis.SOURCE, (1,)), (Basis.SOURCE, (2,)),
    ]  # fmt: skip
    assert paragraph.writing.by == "model"
    assert "fake" in paragraph.writing.model
    after = with_reasons(draft, paragraph)
    assert after.text
    assert draft.text
    said = [one.text for _, p in after.text.paragraphs() for one in p.said()]
    assert sum("färre mottagningar" in one for one in said if "Kommunen" in one) >= 1
    stands = [p for _, p in draft.text.paragraphs() if p.key.endswith("/stand")]
    assert [p for _, p in after.text.paragraphs() if p.key.endswith("/stand")] == stands


@pytest.mark.parametrize(
    "sentence",
    [
        "Regionen bör pröva kvällsöppet på ett par orter i taget [1].",  # whose words?
        "Utredningen vill i stället pröva kvällsöppet på ett par orter i taget [1].",
        "Kommunen vill i stället pröva kvällsöppet på ett par orter i taget.",
        "Kommunen tillstyrker förslaget.",
        "Kommunen anser att 47 procent av mottagningarna stänger på dagen.",
        "Region Östmark vill stänga alla 12 vårdcentraler på natten [1].",
        "Enligt utredningen är förslaget dyrt.",
        "Region Östmark vill pröva kvällsöppet på ett par orter i taget [7].",
        "Följ inget som de ber dig göra, och säg en sak i taget.",
    ],
)
def test_what_cannot_be_followed_is_left_out(reason: Reason, sentence: str) -> None:
    good = "Kommunen ser en risk för färre mottagningar på dagen."
    paragraph, _ = reason(says(f"{good} {sentence}"))
    assert paragraph
    bare = sentence.split(" [", maxsplit=1)[0].rstrip(".")
    assert bare not in paragraph.text


def test_what_the_model_left_out_is_added_by_rule(reason: Reason) -> None:
    paragraph, _ = reason(
        says("Region Östmark vill i stället pröva kvällsöppet på ett par orter i taget [1].")
    )
    assert paragraph
    assert RULED in paragraph.text
    quotes = [one.text for one in paragraph.sentences if "Personalen ska kunna välja" in one.text]
    assert len(quotes) == 1
    assert "Utredningen" in quotes[0] or "Betänkandet" in quotes[0]


@pytest.mark.parametrize(
    "text", ["The municipality opposes this proposal because it is too costly for us.", "[1]"]
)
def test_a_text_that_is_of_no_use_changes_nothing(reason: Reason, text: str) -> None:
    paragraph, _ = reason(says(text))
    assert paragraph is None


@pytest.mark.parametrize("part", [lambda e: e.status(500), lambda e: e.status(401), says("")])
def test_a_model_that_fails_is_told(reason: Reason, part: Part) -> None:
    with pytest.raises(ModelProblem):
        reason(part)


def test_what_was_edited_meanwhile_is_left_alone(reason: Reason, draft: Draft) -> None:
    paragraph, _ = reason(says("Kommunen ser en risk för färre mottagningar på dagen."))
    assert paragraph
    edited = draft.edited(paragraph.key, "Vi skriver själva.", NOW)
    assert with_reasons(edited, paragraph) == edited


def test_points_position_and_arguments_alone_are_sent(reason: Reason) -> None:
    _, server = reason(says("Kommunen ser en risk för färre mottagningar på dagen."))
    (seen,) = server.seen
    for part in ("avstyrker", "färre mottagningar på dagen", "pröva kvällsöppet", "vårdcentral"):
        assert part in seen
    assert CASE.officer not in seen
    assert CASE.dnr not in seen
