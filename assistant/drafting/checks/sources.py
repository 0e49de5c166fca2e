"""Statements that nothing stands behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.case import Case
from assistant.drafting.checks.citing import sources_of
from assistant.drafting.checks.places import Placed, sentences, unquoted
from assistant.drafting.draft import Draft
from assistant.drafting.material import Material
from assistant.drafting.remark import Matter, Remark
from assistant.drafting.text import Basis, Paragraph
from assistant.stance import speaks_in
from assistant.verify import Level, Verifier
from assistant.verify.quotes import short
from ingest.index import words

_OTHERS_SAY = re.compile(
    r"\b(?:enligt|utredningen|delegationen|kommittén|betänkandet|utredaren|regeringen|promemorian)\b"
    r"[^.]{0,60}\b(?:visar|anger|skriver|föreslår|bedömer|konstaterar|menar|anser|uppger|redovisar|"
    r"räknar|beräknar|framgår)\b|^\s*enligt\b|\bframgår av\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\b\d[\d ,.]*\s*(?:procent|%|kronor|miljoner|miljarder|timmar|personer)")
_WISH = re.compile(r"\b(?:bör|ska|skulle|behöver|måste|borde|vill|önskar)\b", re.IGNORECASE)
_FEWEST_WORDS = 3


def source_remarks(draft: Draft, material: Material) -> Iterator[Remark]:
    """All remarks of this kind."""
    verifier = material.assistant.verifier
    for _, paragraph in draft.text.paragraphs() if draft.text else ():
        for placed in sentences(paragraph):
            yield from _doubted(paragraph, placed)
            if paragraph.edit:
                yield from _without_source(paragraph, placed, draft.case)
                yield from _not_supported(paragraph, placed, material, verifier)


def is_own_view(text: str, case: Case) -> bool:
    """Whether a sentence plainly says what the organisation itself thinks, wants or does, and
    does not tell what others say or what is measured."""
    bare = unquoted(text)
    if _OTHERS_SAY.search(bare) or _FIGURE.search(bare):
        return False
    selves = [case.speaker, case.organisation, case.committee, case.department, "vi", "vår", "våra"]
    named = "|".join(re.escape(one) for one in selves if one)
    speaks = re.search(rf"(?<!\w)(?:{named})(?!\w)", bare, re.IGNORECASE)
    return bool(speaks or speaks_in(bare) or _WISH.search(bare))


def _doubted(paragraph: Paragraph, placed: Placed) -> Iterator[Remark]:
    """What a model wrote and its sources do not carry is looked at."""
    sentence = placed.sentence
    if sentence.doubt and not _is_confirmed(paragraph, sentence.text):
        yield _remark(
            paragraph, placed, f"{_named(sentence.text)} har inte fullt stöd. {sentence.doubt}",
            "Skriv om meningen, eller bekräfta att uppgiften är er egen.",
        )  # fmt: skip


def _without_source(paragraph: Paragraph, placed: Placed, case: Case) -> Iterator[Remark]:
    """What was written by hand has a source, is the organisation's own view, or is confirmed to be
    its own. Rationale: we promise that every sentence can be followed to where it comes from."""
    sentence = placed.sentence
    if sentence.sources or _is_confirmed(paragraph, sentence.text):
        return
    if sentence.basis is Basis.SOURCE:
        yield _remark(
            paragraph, placed, f"Källan till {_named(sentence.text)} är borttagen.",
            "Sätt tillbaka siffran inom hakparentes, eller ta bort meningen.",
        )  # fmt: skip
    elif (
        sentence.basis is Basis.OWN
        and len(words(sentence.text)) >= _FEWEST_WORDS
        and not is_own_view(sentence.text, case)
    ):
        yield _remark(
            paragraph, placed, f"{_named(sentence.text)} påstår något utan källa.",
            "Ange en källa med [1], ta bort meningen, eller bekräfta att uppgiften är er egen.",
        )  # fmt: skip


def _not_supported(
    paragraph: Paragraph, placed: Placed, material: Material, verifier: Verifier
) -> Iterator[Remark]:
    """What was changed by hand is still carried by what it cites."""
    sentence = placed.sentence
    before = {one.text for one in paragraph.sentences}
    if not sentence.sources or sentence.text in before or _is_confirmed(paragraph, sentence.text):
        return
    verdict = verifier.verify(sentence.text, sources_of(paragraph, sentence, material))
    if verdict.level is not Level.SUPPORTED:
        told = f"{_named(sentence.text)} är {verdict.level}. {' '.join(verdict.reasons)}"
        yield _remark(
            paragraph, placed, told.strip(),
            "Skriv det som källan säger, eller bekräfta att uppgiften är er egen.",
            must=verdict.level is Level.UNSUPPORTED,
        )  # fmt: skip


def _named(sentence: str) -> str:
    return f"”{short(sentence)}”"


def _is_confirmed(paragraph: Paragraph, text: str) -> bool:
    return bool(paragraph.edit and text in paragraph.edit.confirmed)


def _remark(
    paragraph: Paragraph, placed: Placed, told: str, mend: str, must: bool = True
) -> Remark:
    return Remark(
        matter=Matter.SOURCE, told=told, mend=mend, must=must, step="texten",
        proposal=paragraph.proposal, paragraph=paragraph.key, start=placed.start, end=placed.end,
    )  # fmt: skip
