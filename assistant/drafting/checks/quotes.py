"""Quotes: their words stand in a source of the paragraph, and are given to whoever said them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.drafting.checks.citing import called, names, source_of
from assistant.drafting.draft import Draft
from assistant.drafting.material import Material
from assistant.drafting.places import Placed, Quote, quotes, sentences, unclosed, unquoted
from assistant.drafting.remark import Matter, Remark
from assistant.drafting.text import Basis, Paragraph
from assistant.verify import Source
from assistant.verify.quotes import check_quotes, short, stands_in
from ingest.index import Kind, split_sentences

_A_CLAUSE = 4  # words; fewer in quotation marks may be a word that is talked about
_TAKE_OUT = "Ta bort citattecknen, eller citera källan ordagrant."
_ENDS = " .,;:"
_SIGNS = str.maketrans(dict.fromkeys("”\"“„»«’‘'", "”"))
# "[…]", "(...)", "– – –" and bare points say that words are left out.
_LEFT_OUT = re.compile(r"\s*(?:[\[(](?:…|\.{3})[\])]|…|\.{3,}|[–-](?: ?[–-]){2})\s*")
_MARKED_LEFT_OUT = re.compile(r"[\[(](?:…|\.{3})[\])]|[–-](?: ?[–-]){2}")
_CHANGED_CASE = re.compile(r"\[([A-ZÅÄÖa-zåäö])\]")  # "[L]otsen" for "lotsen"
_TURNS = re.compile(
    r"\b(?:inte|icke|ej|aldrig|ingen|inget|inga|ingenting|utan|bara|endast|knappast|men|dock|om|"
    r"såvida|förutsatt|undantag)\b",
    re.IGNORECASE,
)
_TOLD_BY = re.compile(
    r"\b(?:skriver|skrev|anför|anförde|säger|sade|uppger|uppgav|uttalar|uttalade|framhåller|"
    r"framför|påpekar|konstaterar|motiverar|redovisar|enligt)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:de|den|det|man|hon|han|vidare|där|här|samma)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Words:
    """What quotes may be made of in a paragraph: the passages it cites, and names of things that
    stand in quotation marks without being quotes."""

    sources: Sequence[Source]
    names: str

    @property
    def texts(self) -> list[str]:
        """The passages that may be quoted."""
        return [_plain(source.text) for source in self.sources if not source.is_digest]


def quote_remarks(draft: Draft, material: Material) -> Iterator[Remark]:
    """All remarks of this kind."""
    titles = [material.report(doc).full for doc in draft.case.reports]
    for _, paragraph in draft.text.paragraphs() if draft.text else ():
        words = _words(paragraph, material, titles)
        placed = sentences(paragraph)
        for quote in quotes(paragraph.text):
            yield from _altered(paragraph, quote, words)
            yield from _wrong_speaker(paragraph, placed, quote, words, material)
        yield from _unclosed(paragraph)


def _words(paragraph: Paragraph, material: Material, titles: Sequence[str]) -> _Words:
    """Where nothing is cited, an own point may quote the section that it is about."""
    sources = [source_of(citation, material) for citation in paragraph.sources]
    proposal = material.proposal(paragraph.proposal) if paragraph.proposal else None
    if proposal and not sources:
        document = material.document(proposal.doc)
        pieces = material.section(proposal.doc, proposal.section)
        sources = [Source.of(piece.passage, document) for piece in pieces if document]
    headings = [n for c in paragraph.sources for n in (c.title, c.heading, c.section)]
    about = [c.about.section for c in paragraph.sources if c.about]
    own = [material.heading(proposal.doc, proposal.section)] if proposal else []
    return _Words(sources, "\n".join([*titles, *headings, *about, *own]))


def _altered(paragraph: Paragraph, quote: Quote, words: _Words) -> Iterator[Remark]:
    """A quote has its source's words, all of them and no others. Rationale: those who sign vouch
    for words in quotation marks; one changed word makes a true quote false."""
    said = _plain(quote.text).strip(_ENDS)
    if not said or stands_in(said, words.names):
        return
    if any(_stands(said, text) for text in words.texts):
        yield from _shortened(paragraph, quote, said, words)
        return
    if (hidden := _hidden(said, words.texts)) is not None:
        yield from _with_a_gap(paragraph, quote, said, hidden)
        return
    if _is_own_point(paragraph, quote):
        yield from _in_a_point(paragraph, quote, said, words)
    elif words.sources or len(said.split()) >= _A_CLAUSE:
        told, instead = _what_is_wrong(paragraph.text[quote.start : quote.end], words.sources)
        mend = "Ta källans ord i stället." if instead else _TAKE_OUT
        yield Remark.on(
            paragraph, Matter.QUOTE, told, mend, quote.start, quote.end, instead=instead
        )


def _is_own_point(paragraph: Paragraph, quote: Quote) -> bool:
    """Whether a quote stands in a point as the official wrote it among the positions."""
    whole = paragraph.text[quote.start : quote.end]
    return any(one.basis is Basis.POINT and whole in one.text for one in paragraph.sentences)


def _in_a_point(paragraph: Paragraph, quote: Quote, said: str, words: _Words) -> Iterator[Remark]:
    """A clause that an own point quotes is looked at where it is not in the section the point is
    about: it may come from elsewhere, for points have no sources."""
    if words.sources and len(said.split()) >= _A_CLAUSE:
        told, instead = _what_is_wrong(paragraph.text[quote.start : quote.end], words.sources)
        yield Remark.on(
            paragraph,
            Matter.QUOTE,
            told,
            "Kontrollera citatet.",
            quote.start,
            quote.end,
            must=False,
            instead=instead,
        )


def _what_is_wrong(quote: str, sources: Sequence[Source]) -> tuple[str, str | None]:
    """What to say of a quote that stands nowhere, and the true one where it is near."""
    inside = quote[1:-1].translate(_SIGNS).replace("”", "")  # a quote within it would part it
    checked = check_quotes(f"”{inside}”", [_unmarked(source) for source in sources])
    if not sources or not checked.objections:
        return f"Citatet ”{short(inside)}” har ingen källa.", None
    true = checked.mended[1:-1] if checked.mended else None
    whole = next(
        (own for source in sources if true and (own := _as_printed(true, source.text))), None
    )
    ended = re.search(r"[.!?…]?$", quote[1:-1].rstrip())
    end = ended.group() if ended and whole and not re.search(r"[.!?…]$", whole) else ""
    return checked.objections[0].reason, f"”{whole}{end}”" if whole else None


def _unmarked(source: Source) -> Source:
    text = _plain(source.text).replace("”", "")
    return Source(text, source.document, source.headings)


def _as_printed(words: str, text: str) -> str | None:
    """Words as a text has them, with its quotation marks, on one line; None where it has not."""
    pattern = r"[”\"“»«]?\s+[”\"“»«]?".join(map(re.escape, words.split()))
    found = re.search(pattern, text)
    if not found:
        return None
    return re.sub(r"(\w)-\s*\n\s*(?=[a-zåäö])", r"\1", found.group()).replace("\n", " ")


def _shortened(paragraph: Paragraph, quote: Quote, said: str, words: _Words) -> Iterator[Remark]:
    """A quote that was cut by hand in the midst of a sentence is looked at once more. Rationale:
    what was cut may be the reservation, so it must not be one.

    Whole sentences, and what was cited in the first place, are left alone.
    """
    if paragraph.edit is None or paragraph.text[quote.start : quote.end] in paragraph.written:
        return
    cited = [_plain(citation.quote).strip(_ENDS) for citation in paragraph.sources]
    around = [around for text in words.texts if (around := _around(said, text)) is not None]
    if said in cited or not any(around) or "" in around or len(said.split()) < _A_CLAUSE:
        return
    turns = _TURNS.search(around[0])
    yield Remark.on(
        paragraph,
        Matter.QUOTE,
        f"Citatet ”{short(said)}” är avkortat mitt i en mening. Källan säger också: "
        f"”{short(around[0])}”.",
        "Citera hela meningen, eller kontrollera att det som är borta inte ändrar den.",
        quote.start,
        quote.end,
        must=bool(turns),
    )


def _around(said: str, text: str) -> str | None:
    """What the sentences that hold a quote say beside it; None where they do not hold it."""
    text = _printed_on_one_line(text)
    found = re.search(_spaced(said), text)
    if not found:
        return None
    spans = split_sentences(text)
    start = max((span.start for span in spans if span.start <= found.start()), default=0)
    end = min((span.end for span in spans if span.end >= found.end()), default=len(text))
    beside = (text[start : found.start()], text[found.end() : end])
    return " … ".join(filter(None, (part.strip(_ENDS + "”") for part in beside)))


def _spaced(words: str) -> str:
    """A pattern of words with any white space between them."""
    return r"\s+".join(map(re.escape, words.split()))


def _printed_on_one_line(text: str) -> str:
    """A text without the line breaks of its print; paragraphs stay apart."""
    text = re.sub(r"(\w)[-\u00ad]\s*\n\s*(?=[a-zåäö])", r"\1", text)
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text)


def _stands(said: str, text: str) -> bool:
    """Whether words stand in a text; a change of case at the start is allowed where it is marked,
    "[L]otsen"."""
    if stands_in(said, text):
        return True
    marked = _CHANGED_CASE.match(said)
    return marked is not None and stands_in(marked[1].swapcase() + said[marked.end() :], text)


def _hidden(said: str, texts: Sequence[str]) -> str | None:
    """What stands between the parts of a quote with words left out, where all of them stand in one
    text in their order; None otherwise."""
    parts = [part.strip(_ENDS) for part in _LEFT_OUT.split(said)]
    if len(parts) < 2:
        return None
    parts = list(filter(None, parts))
    for text in map(_printed_on_one_line, texts):
        between = r"(.*?)".join(map(_spaced, parts))
        found = re.search(rf"(?<!\w){between}(?!\w)", text, re.DOTALL)
        if parts and found:
            return " … ".join(" ".join(gap.split()).strip(_ENDS) for gap in found.groups())
    return None


def _with_a_gap(paragraph: Paragraph, quote: Quote, said: str, hidden: str) -> Iterator[Remark]:
    """Words that are left out are marked with "[…]", and hide no reservation."""
    is_marked = bool(_MARKED_LEFT_OUT.search(said))
    turns = bool(_TURNS.search(hidden))
    if turns or not is_marked:
        mend = "Citera det som är borta också." if turns else "Märk ut det som är borta med […]."
    else:
        mend = "Kontrollera att det som är borta inte ändrar meningen."
    yield Remark.on(
        paragraph,
        Matter.QUOTE,
        f"Ord är utelämnade ur citatet: ”{short(hidden)}”.",
        mend,
        quote.start,
        quote.end,
        must=turns or not is_marked,
    )


def _unclosed(paragraph: Paragraph) -> Iterator[Remark]:
    """Each quotation mark has its other one. Rationale: without it nobody sees where the source
    ends and the author begins."""
    for place in unclosed(paragraph.text):
        yield Remark.on(
            paragraph,
            Matter.QUOTE,
            "Ett citattecken saknar sitt andra.",
            "Sätt ut det där citatet börjar och slutar.",
            place,
            place + 1,
        )


def _wrong_speaker(
    paragraph: Paragraph, placed: Sequence[Placed], quote: Quote, words: _Words, material: Material
) -> Iterator[Remark]:
    """A quote is given to whoever said it. Rationale: the worst that can be done to an organisation
    is to sign it under another's opinion.

    Only what leads up to the quote is read: what stands in it may itself name others.
    """
    said = _plain(quote.text).strip(_ENDS)
    holders = [s for s in words.sources if not s.is_digest and _stands(said, _plain(s.text))]
    sentence = next((one for one in placed if one.start <= quote.start < one.end), None)
    if not holders or sentence is None or not paragraph.sources:
        return
    lead = unquoted(paragraph.text)[sentence.start : quote.start]
    another = _another_named(lead, holders, material)
    if another is not None:
        yield Remark.on(
            paragraph,
            Matter.QUOTE,
            f"Citatet är hämtat ur ”{holders[0].document.title}”, inte från {another}.",
            "Skriv vem som säger det i den citerade källan.",
            sentence.start,
            sentence.end,
        )


def _another_named(lead: str, holders: Sequence[Source], material: Material) -> str | None:
    """Whom the words that lead up to a quote name; None where they name the one whose words it
    holds, or nobody."""
    if any(names(called(source.document), lead) for source in holders):
        return None
    spoken = {source.document.speaker for source in holders}
    for other in material.assistant.documents:
        if other.speaker not in spoken and names(called(other), lead):
            is_report = other.speaks_as is Kind.REPORT
            return "utredningen" if is_report else other.organisation or other.title
    if _TOLD_BY.search(lead) and not _PRONOUN.search(lead):
        return "den som nämns här"
    return None


@lru_cache(maxsize=512)  # each quote is looked for in the same passages
def _plain(text: str) -> str:
    """A text with one sign for all quotation marks."""
    return text.translate(_SIGNS)
