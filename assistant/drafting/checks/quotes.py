"""Quotes: their words stand in a source of the paragraph, and are given to whoever said them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.checks.citing import source_of, sources_of
from assistant.drafting.checks.places import QUOTE, sentences
from assistant.drafting.draft import Draft
from assistant.drafting.material import Material
from assistant.drafting.remark import Matter, Remark
from assistant.drafting.text import Basis, Paragraph
from assistant.verify.quotes import check_quotes, short, stands_in
from assistant.verify.speaker import Speakers
from ingest.index import split_sentences

_A_CLAUSE = 4  # words; fewer in quotation marks may be a word that is talked about
_SIGNS = re.compile(r"[”\"“»«]")
_TAKE_OUT = "Ta bort citattecknen, eller citera källan ordagrant."


def quote_remarks(draft: Draft, material: Material) -> Iterator[Remark]:
    """All remarks of this kind."""
    titles = " ".join(material.report(doc).full for doc in draft.case.reports)
    speakers = Speakers(material.assistant.documents)
    for _, paragraph in draft.text.paragraphs() if draft.text else ():
        yield from _altered(paragraph, material, titles)
        yield from _unclosed(paragraph)
        yield from _wrong_speaker(paragraph, material, speakers)


def _altered(paragraph: Paragraph, material: Material, titles: str) -> Iterator[Remark]:
    """A quote has its source's words, all of them and no others. Rationale: those who sign vouch
    for words in quotation marks; one changed word makes a true quote false."""
    sources = [source_of(citation, material) for citation in paragraph.sources]
    texts = [source.text for source in sources if not source.is_digest]
    own = [one.text for one in paragraph.sentences if one.basis is Basis.POINT]
    for found in QUOTE.finditer(paragraph.text):
        quote = found[1].strip(" .,;:")
        if not quote or quote in titles or any(found[1] in point for point in own):
            continue
        if any(stands_in(quote, text) for text in texts):
            yield from _shortened(paragraph, found)
        elif sources or len(quote.split()) >= _A_CLAUSE:
            checked = check_quotes(found.group(), sources)
            told = checked.objections[0].reason
            if not sources:
                told = f"Citatet ”{short(quote)}” har ingen källa."
            mend = "Ta källans ord i stället." if checked.mended else _TAKE_OUT
            yield _remark(paragraph, told, mend, found.start(), found.end(), checked.mended)


def _shortened(paragraph: Paragraph, found: re.Match[str]) -> Iterator[Remark]:
    """A quote that was cut by hand in the midst of a sentence is looked at once more. Rationale:
    what was cut may be the reservation."""
    if paragraph.edit is None or found.group() in paragraph.written:
        return
    quote = " ".join(found[1].split()).strip(" .,;:")
    for citation in paragraph.sources:
        if not stands_in(quote, citation.passage) or _is_whole(quote, citation.passage):
            continue
        if quote != " ".join(citation.quote.split()).strip(" .,;:"):
            yield Remark(
                matter=Matter.QUOTE, told=f"Citatet ”{short(quote)}” är avkortat mitt i en mening.",
                mend="Kontrollera att det som är borta inte ändrar meningen.", must=False,
                step="texten", proposal=paragraph.proposal, paragraph=paragraph.key,
                start=found.start(), end=found.end(),
            )  # fmt: skip
        return


def _is_whole(quote: str, passage: str) -> bool:
    """Whether a quote is whole sentences."""
    ends = [passage[span.start : span.end] for span in split_sentences(passage)]
    plain = [" ".join(text.split()).strip(" .,;:") for text in ends]
    return any(quote.startswith(text) for text in plain) and any(
        quote.endswith(text) for text in plain
    )


def _unclosed(paragraph: Paragraph) -> Iterator[Remark]:
    """Each quotation mark has its other one. Rationale: without it nobody sees where the source
    ends and the author begins."""
    signs = list(_SIGNS.finditer(paragraph.text))
    if len(signs) % 2:
        yield _remark(
            paragraph, "Ett citattecken saknar sitt andra.", "Sätt ut det där citatet slutar.",
            signs[-1].start(), signs[-1].end(),
        )  # fmt: skip


def _wrong_speaker(
    paragraph: Paragraph, material: Material, speakers: Speakers
) -> Iterator[Remark]:
    """A quote is given to whoever said it, and our digest's words to nobody."""
    for placed in sentences(paragraph):
        cited = sources_of(paragraph, placed.sentence, material)
        if not cited or not QUOTE.search(placed.sentence.text):
            continue
        outside = QUOTE.sub("”…”", placed.sentence.text)  # what is quoted may itself name others
        for objection in speakers.check(outside, cited):
            yield _remark(
                paragraph, objection.reason, "Skriv vem som säger det i den citerade källan.",
                placed.start, placed.end,
            )  # fmt: skip


def _remark(
    paragraph: Paragraph, told: str, mend: str, start: int, end: int, instead: str | None = None
) -> Remark:
    return Remark(
        matter=Matter.QUOTE, told=told, mend=mend, must=True, step="texten",
        proposal=paragraph.proposal, paragraph=paragraph.key, start=start, end=end,
        instead=instead,
    )  # fmt: skip
