"""What people thought of answers, as questions to measure with (docs/evaluation.md)."""

from __future__ import annotations

from typing import Any

from assistant.answer import Citation
from assistant.conversation import Thumb, Turn


def as_question(turn: Turn) -> dict[str, Any]:
    """A rated turn as a question for `evaluate`.

    What an answer with its thumb up cites is gold, and where it said that the documents are silent
    there is none. An answer with its thumb down tells only where the answer is not: its gold is
    empty, to be filled in by a person.
    """
    good = turn.feedback.thumb is Thumb.UP
    answer = turn.answer
    gold = answer.citations if answer and good and not answer.abstained else ()
    return {
        "id": f"feedback-{turn.id}",
        "question": turn.question,
        "kind": f"thumb-{turn.feedback.thumb}",
        "gold": [_gold(citation) for citation in gold],
        "comment": turn.feedback.comment,
        "answer": answer.text if answer else turn.problem,
        "asked": turn.asked.isoformat(timespec="seconds") if turn.asked else None,
    }


def _gold(citation: Citation) -> dict[str, str]:
    """The place cited; for a digest what it retells, as the digest gives way to the original."""
    if citation.about:
        return {"doc": citation.about.doc, "section": citation.about.section, "quote": ""}
    return {"doc": citation.doc, "section": citation.section, "quote": citation.quote}
