"""Statements that nothing stands behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.case import Case
from assistant.drafting.checks.citing import INQUIRY, names, others_named, sources_of
from assistant.drafting.draft import Draft
from assistant.drafting.material import Material
from assistant.drafting.places import Placed, sentences, unquoted
from assistant.drafting.remark import Matter, Remark
from assistant.drafting.text import Basis, Paragraph
from assistant.stance import speaks_in
from assistant.verify import Level
from assistant.verify.quotes import short
from ingest.index import words

_SAYS = (
    r"visar|anger|skriver|föreslår|bedömer|konstaterar|menar|anser|uppger|redovisar|räknar|"
    r"beräknar|framgår|rekommenderar|beskriver|påpekar|framhåller|säger|"
    r"presenterar|lämnar|lyfter"
)
_INQUIRY_SAYS = re.compile(
    rf"\b{INQUIRY}\b[^.]{{0,60}}\b(?:{_SAYS})\b|\b(?:{_SAYS}) {INQUIRY}\b|"
    rf"^\s*enligt\b|\benligt {INQUIRY}\b|"
    r"\bframgår av\b|\benligt (?:en|flera|tidigare|ny) \w*(?:studie|forskning|rapport|enkät)",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\b\d+ ?(?:kap\.|§)|§|\bSFS \d|\b\w*(?:lag|lagen|balken|förordningen|grundlagen|direktivet)"
    r"\b[^.]{0,40}\b(?:säger|kräver|anger|gäller|föreskriver|tillåter|förbjuder|hindrar|ger|reglerar|"
    r"innehåller|trädde|träder)\b|\benligt (?:\w+ )?\w*(?:lagen|lag|förordningen|balken)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\d|\bprocent\b|\bvar(?:t|je)? (?:tredje|fjärde|femte|tionde)\b|\bhälften av\b|"
    r"\b(?:fördubbla|halvera)\w+",
    re.IGNORECASE,
)
# Numbers that name a place or a day and measure nothing.
_NO_FIGURE = re.compile(
    r"^\W*\d+[.)]\s|"
    r"\b(?:avsnitt|kapitel|SOU|Ds|prop\.|bet\.|s\.|sid\.?|sidan|sidorna|bilaga|punkt|dnr|artikel)\s*\d[\d:./–-]*\d?"
    r"(?:(?:,| och| samt)\s*\d[\d.]*)*|"
    r"\b(?:\d{1,2} )?(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|"
    r"november|december)(?: \d{4})?|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:bör|borde|vill|önskar|föreslår|efterfrågar|ser gärna|anser|menar|tycker|förordar|ska|"
    r"skulle|behöver|måste)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:bör|borde|vill|önskar|föreslår|efterfrågar|förordar)\b", re.IGNORECASE)
_FEWEST_WORDS = 3
ANYTHING = "något"  # that is no fact of the kinds that always need a source
_CONFIRM = "bekräfta att uppgiften är er egen."


def source_remarks(draft: Draft, material: Material) -> Iterator[Remark]:
    """All remarks of this kind."""
    others = others_named(draft.case, material)
    for _, paragraph in draft.text.paragraphs() if draft.text else ():
        for placed in sentences(paragraph):
            if not _is_confirmed(paragraph, placed):
                yield from _doubted(paragraph, placed)
                yield from _without_source(paragraph, placed, draft.case, others)
                yield from _not_supported(paragraph, placed, draft.case, others, material)


def claims(text: str, case: Case, others: str = "") -> str | None:
    """What a sentence without a source states as a fact, named in Swedish; None where it plainly
    says what the organisation itself thinks, wants or does.

    `others` is a pattern of whoever else may be named. A wish with a figure or a law in it
    ("gränsen bör vara 15 personer") is still a wish.
    """
    bare = unquoted(text)
    is_ours = _speaks_of_itself(bare, case)
    if _INQUIRY_SAYS.search(bare):
        return None if is_ours and _ASKS.search(bare) else "vad någon annan säger"
    if others and names(others, bare) and not is_ours:
        return "något om en annan organisation"
    asks = _ASKS.search(bare)
    if not asks and _LAW.search(bare):
        return "vad som gäller enligt lag"
    if not asks and _FIGURE.search(_NO_FIGURE.sub("", bare)):
        return "en siffra"
    return None if is_ours or _WISH.search(bare) else ANYTHING


def _speaks_of_itself(text: str, case: Case) -> bool:
    """Whether the organisation names itself, or states a view as somebody who answers does."""
    selves = (case.speaker, case.organisation, case.committee, case.department)
    named = "|".join(map(re.escape, filter(None, (*selves, "vi", "vår", "våra", "vårt", "oss"))))
    return names(named, text) or speaks_in(text)


def _doubted(paragraph: Paragraph, placed: Placed) -> Iterator[Remark]:
    """What a model wrote and its sources do not carry is looked at."""
    if placed.sentence.doubt:
        yield Remark.on(
            paragraph,
            Matter.SOURCE,
            f"{_named(placed)} har inte fullt stöd. {placed.sentence.doubt}",
            f"Skriv om meningen, ta bort den, eller {_CONFIRM}",
            placed.start,
            placed.end,
        )


def _without_source(
    paragraph: Paragraph, placed: Placed, case: Case, others: str
) -> Iterator[Remark]:
    """What was written by hand has a source, is the organisation's own view, or is confirmed to be
    its own. Rationale: we promise that every sentence can be followed to where it comes from.

    What others say, the law and figures must have one; of reasoning without a "we" it is only
    advised.
    """
    sentence = placed.sentence
    if sentence.sources or len(words(sentence.text)) < _FEWEST_WORDS:
        return
    if sentence.basis is Basis.SOURCE:
        yield Remark.on(
            paragraph,
            Matter.SOURCE,
            f"Källan till {_named(placed)} är borttagen.",
            f"Sätt tillbaka siffran inom hakparentes, ta bort meningen, eller {_CONFIRM}",
            placed.start,
            placed.end,
        )
    elif sentence.basis is Basis.OWN and (what := claims(sentence.text, case, others)):
        yield Remark.on(
            paragraph,
            Matter.SOURCE,
            f"{_named(placed)} påstår {what} utan källa.",
            f"Ange en källa med [1], ta bort meningen, eller {_CONFIRM}",
            placed.start,
            placed.end,
            must=what != ANYTHING,
        )


def _not_supported(
    paragraph: Paragraph, placed: Placed, case: Case, others: str, material: Material
) -> Iterator[Remark]:
    """What was changed by hand is still carried by what it cites. An own view that points at what
    it is about has no need to be."""
    sentence = placed.sentence
    before = {(one.text, one.sources) for one in paragraph.sentences}
    if not sentence.sources or (sentence.text, sentence.sources) in before:
        return
    is_own = claims(sentence.text, case, others) is None
    if is_own and _speaks_of_itself(unquoted(sentence.text), case):
        return
    verdict = material.assistant.verifier.verify(
        sentence.text, sources_of(paragraph, sentence, material)
    )
    if verdict.level is not Level.SUPPORTED:
        yield Remark.on(
            paragraph,
            Matter.SOURCE,
            f"{_named(placed)} är {verdict.level}. {' '.join(verdict.reasons)}".strip(),
            f"Skriv det som källan säger, eller {_CONFIRM}",
            placed.start,
            placed.end,
            must=verdict.level is Level.UNSUPPORTED,
        )


def _named(placed: Placed) -> str:
    return f"”{short(placed.sentence.text)}”"


def _is_confirmed(paragraph: Paragraph, placed: Placed) -> bool:
    """Whether the official has said that a sentence is the organisation's own."""
    return paragraph.edit is not None and placed.sentence.text in paragraph.edit.confirmed
