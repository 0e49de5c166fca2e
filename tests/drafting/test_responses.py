"""The rebuilt responses: disposition, positions and references, on the register alone."""

from __future__ import annotations

import pytest
from invented import OpenTexts

from assistant.drafting import Draft, Material
from assistant.register import load_register
from tests.responses import (
    CORPUS,
    REAL,
    missing_headings,
    rebuilt,
    unanswered,
    wrong_positions,
    wrong_references,
)

CATALOG = """
[[document]]
doc = "sou-2018-47"
title = "Med tillit växer handlingsutrymmet (SOU 2018:47)"
kind = "report"
reference = "SOU 2018:47"

[[document]]
doc = "sou-2018-48"
title = "En lärande tillsyn (SOU 2018:48)"
kind = "report"
reference = "SOU 2018:48"
"""


@pytest.fixture
def registered(open_texts: OpenTexts) -> Material:
    """The real register; of the reports nothing is indexed but their names."""
    files = {
        f"{doc}.md": f"# {title}\n\n## 1 Början\n\nHär börjar ett betänkande som vi inte har."
        for doc, title in (("sou-2018-47", "Ett"), ("sou-2018-48", "Ett annat"))
    }
    return Material(open_texts(files, CATALOG), load_register(CORPUS))


@pytest.mark.parametrize("name", REAL)
def test_a_real_response_is_rebuilt(registered: Material, name: str) -> None:
    draft = rebuilt(name, registered)
    assert missing_headings(name, draft) == (["Bakgrund"] if name == "sll" else [])
    assert wrong_positions(name, draft, registered.register) == []
    assert wrong_references(draft, registered) == []
    assert unanswered(name, draft) == []


def test_what_is_wrong_is_noticed(registered: Material) -> None:
    draft = rebuilt("sll", registered)
    turned = draft.positions[0].model_copy(update={"proposal": "2018-47-policylabb"})
    assert unanswered("farsta", draft)
    assert missing_headings("farsta", draft)
    assert wrong_positions("farsta", draft, registered.register)
    assert wrong_references(Draft(positions=(turned,), text=draft.text), registered) == []
    moved = draft.text
    assert moved
    sections = tuple(
        one.model_copy(update={"heading": one.heading.replace("7.6.2", "7.6.3")})
        for one in moved.sections
    )
    other = draft.with_text(moved.model_copy(update={"sections": sections}))
    assert wrong_references(other, registered) == ["2018-47-policylabb"]
