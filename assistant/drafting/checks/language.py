"""Klarspråk: advice on sentences that are harder to read than they need be.

All of it is advice. What others are quoted with is left alone, and so are the template's own words
and what a report's proposal is retold with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.checks.plain import Advice, abbreviations, officialese
from assistant.drafting.checks.verbs import chains_of_nouns, nominalisations, passives
from assistant.drafting.draft import Draft
from assistant.drafting.places import sentences, unquoted
from assistant.drafting.readability import lix, scale
from assistant.drafting.remark import Matter, Remark
from assistant.drafting.text import Basis, Paragraph, Sentence
from ingest.index import split_sentences, words

_MARK = re.compile(r"\[\d+\]")
MOST_WORDS = 30  # in a sentence; Myndigheternas skrivregler advise to vary around 15 to 20
HARD = 60.0  # LIX: "mycket svår"
_FEWEST_WORDS = 40  # of a paragraph whose LIX tells anything

_CAPITALS = re.compile(r"\b[A-ZÅÄÖ]{2,5}\b")
_KNOWN_CAPITALS = frozenset("SOU SFS EU IT MBL AI LSS HSL OSL FN ID TV".split())


def language_remarks(draft: Draft) -> Iterator[Remark]:
    """All remarks of this kind."""
    explained = set(_explained(draft))
    for _, paragraph in draft.text.paragraphs() if draft.text else ():
        for placed in sentences(paragraph):
            if _is_written_here(placed.sentence, paragraph):
                text = unquoted(paragraph.text)[placed.start : placed.end]
                for found in (*advice(text), *_capitals(text, explained)):
                    yield _placed(found, paragraph, placed.start)
        yield from _hard(paragraph)


def advice(sentence: str) -> Iterator[Advice]:
    """What may be simpler in a sentence whose quotes are blank."""
    yield from _long(sentence)
    yield from officialese(sentence)
    yield from abbreviations(sentence)
    yield from passives(sentence)
    yield from nominalisations(sentence)
    yield from chains_of_nouns(sentence)


def _is_written_here(sentence: Sentence, paragraph: Paragraph) -> bool:
    """Whether the official or a model chose the words: not the template, the settled form of a
    position, or the report's proposal retold."""
    if sentence.basis is Basis.POINT:
        return paragraph.form == "text"  # in the summary the same point stands under its heading
    if sentence.basis is Basis.OWN:
        return True
    kept = any(one.text == sentence.text for one in paragraph.sentences)
    return sentence.basis is Basis.SOURCE and (not kept or paragraph.writing.by == "model")


def _long(text: str) -> Iterator[Advice]:
    """A sentence has at most 30 words. Rationale: who must read it twice reads it once."""
    count = len(words(_MARK.sub("", text)))
    if count > MOST_WORDS:
        yield Advice(f"Meningen har {count} ord.", "Dela den i två eller flera.", 0, len(text))


def _capitals(text: str, explained: set[str]) -> Iterator[Advice]:
    """A name in capitals is explained where it first stands."""
    for found in _CAPITALS.finditer(text):
        if found.group() not in _KNOWN_CAPITALS | explained:
            explained.add(found.group())
            told, mend = f"”{found.group()}” förklaras inte.", "Skriv ut namnet första gången."
            yield Advice(told, mend, *found.span())


def _hard(paragraph: Paragraph) -> Iterator[Remark]:
    """A paragraph is no harder to read than it need be. Rationale: of a sentence that is too long
    that has been said; this tells of long words all through."""
    own = " ".join(
        unquoted(one.text) for one in paragraph.said() if one.basis in (Basis.OWN, Basis.POINT)
    )
    value = lix(own)
    is_long = any(any(_long(own[span.start : span.end])) for span in split_sentences(own))
    if len(words(own)) >= _FEWEST_WORDS and value >= HARD and not is_long:
        told = f"Stycket är svårt att läsa: LIX {value:.0f} ({scale(value)})."
        mend = "Dela meningar och byt långa ord."
        yield _placed(Advice(told, mend, 0, len(paragraph.text)), paragraph, 0)


def _explained(draft: Draft) -> Iterator[str]:
    """Capitals that stand in brackets after what they mean: "Sveriges Kommuner (SK)"."""
    for _, paragraph in draft.text.paragraphs() if draft.text else ():
        yield from re.findall(r"\(([A-ZÅÄÖ]{2,5})\)", paragraph.text)


def _placed(found: Advice, paragraph: Paragraph, offset: int) -> Remark:
    return Remark.on(
        paragraph,
        Matter.LANGUAGE,
        found.told,
        found.mend,
        offset + found.start,
        offset + found.end,
        must=False,
        instead=found.instead,
    )
