"""Edits of quotes, and how many of them the check of a draft notices.

python -m tests.quotes --data DIR     edits quotes of the indexed documents by hand-like changes
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from assistant import Assistant, Citation
from assistant.drafting import (
    Basis,
    Case,
    Draft,
    Material,
    Paragraph,
    Section,
    Sentence,
    Text,
    Writing,
)
from assistant.drafting.checks.quotes import quote_remarks
from assistant.register import Register
from assistant.voice import cited
from ingest.index import Kind, Settings, split_sentences

NOW = datetime(2031, 9, 1, tzinfo=UTC)
_LENGTHS = range(10, 31)  # words of a sentence that is quoted
_SAID = {Kind.REPORT: "Utredningen skriver", Kind.RESPONSE: "{organisation} skriver"}

Edit = Callable[[list[str], random.Random], list[str]]


def _dropped(words: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(1, len(words) - 1)
    return words[:at] + words[at + 1 :]


def _added(words: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(1, len(words))
    return [*words[:at], chance.choice(["mycket", "alltid", "också", "kanske"]), *words[at:]]


def _exchanged(words: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(len(words))
    return [*words[:at], "någonting", *words[at + 1 :]]


def _negated(words: list[str], chance: random.Random) -> list[str]:
    if "inte" in words:
        return [word for word in words if word != "inte"]
    at = chance.randrange(2, len(words))
    return [*words[:at], "inte", *words[at:]]


def _swapped(words: list[str], chance: random.Random) -> list[str]:
    places = [n for n in range(len(words) - 1) if words[n] != words[n + 1]]
    at = chance.choice(places)
    return [*words[:at], words[at + 1], words[at], *words[at + 2 :]]


def _misspelt(words: list[str], chance: random.Random) -> list[str]:
    at = chance.choice([n for n, word in enumerate(words) if len(word) > 4 and word.isalpha()])
    word = words[at]
    return [*words[:at], word[:2] + word[3:], *words[at + 1 :]]


def _inflected(words: list[str], chance: random.Random) -> list[str]:
    at = chance.choice([n for n, word in enumerate(words) if len(word) > 4 and word.isalpha()])
    return [*words[:at], words[at] + "na", *words[at + 1 :]]


def _figure(words: list[str], chance: random.Random) -> list[str]:
    at = next((n for n, word in enumerate(words) if word[:1].isdigit()), None)
    if at is None:
        return _added(words, chance)
    figure = re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), words[at], count=1)
    return [*words[:at], figure, *words[at + 1 :]]


def _hidden(words: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(2, len(words) - 3)
    return [*words[:at], "…", *words[at + 2 :]]


def _own_words_inside(words: list[str], chance: random.Random) -> list[str]:
    return [*words[:-1], words[-1].rstrip("."), "och", "det", "håller", "vi", "med", "om."]


def _cut_short(words: list[str], chance: random.Random) -> list[str]:
    return words[: chance.randrange(5, len(words) - 1)]


EDITS: dict[str, Edit] = {
    "a word dropped": _dropped,
    "a word added": _added,
    "a word exchanged": _exchanged,
    "negated": _negated,
    "words swapped": _swapped,
    "a letter lost": _misspelt,
    "another ending": _inflected,
    "another figure": _figure,
    "words hidden by an ellipsis": _hidden,
    "own words taken in": _own_words_inside,
    "cut short": _cut_short,
}


def quotable(assistant: Assistant) -> list[Citation]:
    """Sentences of reports and responses that may be quoted whole."""
    found = []
    for document in assistant.documents:
        if document.kind not in _SAID:
            continue
        for passage in assistant.reading.whole(document.doc):
            for span in split_sentences(passage.text):
                words = passage.text[span.start : span.end].split()
                plain = not re.search(r"[”\"“»«…]", passage.text[span.start : span.end])
                if len(words) in _LENGTHS and plain and words[-1].endswith("."):
                    found.append(cited(1, document, passage, span.start, span.end))
    return found


def draft_with(citation: Citation) -> Draft:
    """A draft that quotes a citation."""
    said = _SAID[citation.kind].format(organisation=citation.organisation or "Organisationen")
    quote = " ".join(citation.quote.split())
    sentence = Sentence(text=f"{said}: ”{quote}”", basis=Basis.SOURCE, sources=(1,))
    paragraph = Paragraph(
        key="p", sentences=(sentence,), sources=(citation,), writing=Writing(by="rules", when=NOW)
    )
    section = Section(key="s", heading="Synpunkter", paragraphs=(paragraph,))
    return Draft(case=Case(), text=Text(title="Yttrande", sections=(section,)))


def edited(draft: Draft, citation: Citation, edit: Edit, chance: random.Random) -> Draft:
    """The draft with an edit made to its quote."""
    assert draft.text
    paragraph = draft.text.paragraph("p")
    assert paragraph
    words = citation.quote.split()
    changed = " ".join(edit(words, chance))
    return draft.edited("p", paragraph.text.replace(" ".join(words), changed), NOW)


def noticed(
    material: Material, citations: Sequence[Citation], number: int, seed: int
) -> dict[str, tuple[int, int]]:
    """Of `number` edits, by kind: how many were noticed, and how many were made; under "true" how
    many unedited quotes were wrongly remarked on."""
    chance = random.Random(seed)
    outcome = dict.fromkeys([*EDITS, "true"], (0, 0))
    for n in range(number):
        citation = chance.choice(citations)
        draft = draft_with(citation)
        kind = list(EDITS)[n % len(EDITS)]
        changed = edited(draft, citation, EDITS[kind], chance)
        assert changed != draft, "an edit changes something"
        for name, looked_at in ((kind, changed), ("true", draft)):
            hits, tries = outcome[name]
            outcome[name] = hits + any(quote_remarks(looked_at, material)), tries + 1
    return outcome


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--seed", type=int, default=8)
    given = parser.parse_args()
    with closing(Assistant.open(Settings(data=given.data))) as assistant:
        material = Material(assistant, Register())
        outcome = noticed(material, quotable(assistant), given.number, given.seed)
    wrong, true = outcome.pop("true")
    for name, (hits, tries) in outcome.items():
        print(f"{name}: {hits} of {tries}")
    print(f"in all: {sum(h for h, _ in outcome.values())} of {given.number} edits noticed")
    print(f"{wrong} of {true} unedited quotes remarked on")


if __name__ == "__main__":
    main()
