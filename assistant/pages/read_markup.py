"""The reading page as HTML: the tree of sections, a section's text, hits, the page's picture.

As in markup.py, whatever comes from documents or was typed is escaped.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from assistant.links import Link, link_to, link_to_section
from assistant.occurrences import MOST, Found, Occurrence
from assistant.pages.markup import digest_note, marked_html
from assistant.pages.wording import (
    as_sentence,
    count,
    page,
    page_range,
    section,
    short_title,
    shortened,
    speaker,
    thousands,
)
from assistant.picture import Picture
from assistant.reading import Piece, Reading, Section
from ingest.index import Document, Passage

Spans = Sequence[tuple[int, int]]

_BEFORE, _AFTER = 90, 190  # characters of a snippet around its first mark
_SHOWN = 10  # hits of a document; the others are a press away
_UNNAMED = "Före första rubriken"  # a section of the text before it
_HIT = ("ett", "stycke", "stycken")


def contents_html(reading: Reading, doc: str, words: str) -> str:
    """The section tree of a document, closed; the page opens the way to the current section."""
    tree = _branches(list(enumerate(reading.outline(doc))), 0, _Links(reading, doc, words))
    return (
        '<details class="contents" open><summary>Innehåll</summary>'
        f'<nav aria-label="Innehåll">{tree}</nav></details>'
    )


@dataclass(frozen=True, slots=True)
class _Links:
    """Makes the links to a document's sections; `words` are those of a search under way."""

    reading: Reading
    doc: str
    words: str

    def to(self, number: int, name: str) -> str:
        """A link to the section in a place of the outline."""
        link = link_to_section(self.reading, self.doc, number)
        return f'<a href="{_address(link, self.words)}" data-n="{number}">{escape(name)}</a>'


def _branches(sections: list[tuple[int, Section]], depth: int, links: _Links) -> str:
    """The sections at one depth, each with those under it."""
    items: list[str] = []
    while sections:
        number, top = sections.pop(0)
        below = []
        while sections and len(sections[0][1].path) > depth + 1:
            below.append(sections.pop(0))
        items.append(f"<li>{_branch(number, top, below, links)}</li>")
    return f"<ul>{''.join(items)}</ul>"


def _branch(number: int, top: Section, below: list[tuple[int, Section]], links: _Links) -> str:
    name = section_name(top)
    if not below:
        return links.to(number, name)
    own = f"<ul><li>{links.to(number, 'Inledning')}</li></ul>" if top.rows else ""
    under = _branches(below, len(top.path), links)
    return f"<details><summary>{escape(name)}</summary>{own}{under}</details>"


def section_name(of: Section) -> str:
    """What a section is called in the tree and beside others' texts."""
    return shortened(of.heading) or _UNNAMED


def section_head_html(
    document: Document, of: Section, about: Document | None, changed: bool
) -> str:
    """Above a section's text: whose it is, where it stands, and what is to be said of it."""
    above = " › ".join((short_title(document.title), *of.path[:-1]))
    where = section(of.label, of.heading)
    return (
        f'<p class="speaker">{escape(speaker(document))}</p>'
        f'<h2 tabindex="-1">{escape(of.heading or _UNNAMED)}</h2>'
        f'<p class="place">{escape(above)}</p>'
        f"{digest_note(document, where, about)}{_changed(changed)}"
    )


def _changed(changed: bool) -> str:
    if not changed:
        return ""
    return (
        '<p class="changed">Källan har ändrats: orden som länken pekar på finns inte längre i '
        "dokumentet. Här är avsnittet som det lyder nu.</p>"
    )


def pieces_html(
    pieces: Sequence[Piece], chosen: str | None, words: str, spans_in: Callable[[str], Spans]
) -> str:
    """Stretches of a section's text, each with the link that it is cited by.

    `chosen` is the id of the passage that is chosen; `spans_in` tells what to mark in a text.
    """
    return "".join(_piece(piece, piece.passage.id == chosen, words, spans_in) for piece in pieces)


def _piece(piece: Piece, chosen: bool, words: str, spans_in: Callable[[str], Spans]) -> str:
    heading = f"<h3>{escape(piece.subheading)}</h3>" if piece.subheading else ""
    opened = '<section class="piece">'
    if chosen:
        opened = '<section class="piece chosen" tabindex="-1" aria-label="Valt stycke">'
    text = piece.text
    link = link_to(piece.passage, piece.start)
    opening = escape(f"Citera stycket som börjar: {text[:60]}", quote=True)
    cite = f'<a href="{_address(link, words)}" aria-label="{opening}">Citera</a>'
    pages = pages_of(piece.passage, piece.start, piece.end)
    foot = " · ".join(part for part in (escape(pages), "" if chosen else cite) if part)
    return (
        f"{opened}{heading}"
        f'<div class="passage">{marked_html(text, spans_in(text))}</div>'
        f'<p class="foot">{foot}</p></section>'
    )


def pages_of(passage: Passage, start: int, end: int) -> str:
    """The printed pages on which a stretch of a passage stands, "" without any."""
    first, last = passage.line_at(start), passage.line_at(max(start, end - 1))
    return page_range(first.page if first else None, last.page if last else None)


def below_html(reading: Reading, doc: str, number: int, words: str) -> str:
    """The sections directly under one that has no text of its own."""
    outline, links = reading.outline(doc), _Links(reading, doc, words)
    top = outline[number]
    items = [
        f"<li>{links.to(n, section_name(below))}</li>"
        for n, below in enumerate(outline)
        if below.path[:-1] == top.path and n > number
    ]
    return (
        '<p class="place">Avsnittet har ingen egen text. Välj ett underavsnitt:</p>'
        f'<ul class="below">{"".join(items)}</ul>'
    )


def neighbours_html(reading: Reading, doc: str, number: int, words: str) -> str:
    """Links to the sections before and after."""
    outline, links = reading.outline(doc), _Links(reading, doc, words)
    sides = []
    for label, n in (("Föregående", number - 1), ("Nästa", number + 1)):
        if 0 <= n < len(outline):
            sides.append(f"<p>{label}: {links.to(n, section_name(outline[n]))}</p>")
    return f'<nav class="neighbours" aria-label="Grannavsnitt">{"".join(sides)}</nav>'


def back_html(words: str) -> str:
    """The way back from a hit to the list of hits."""
    return f'<p><a href="{_address(Link(), words)}">Tillbaka till träffarna</a></p>'


def hits_html(found: Found, words: str) -> str:
    """All hits of a plain search, document by document."""
    groups = [
        (document, list(hits))
        for document, hits in groupby(found.occurrences, key=lambda hit: hit.document)
    ]
    listed = "".join(_hits_in(document, hits, words) for document, hits in groups)
    heading = f'<h2 tabindex="-1">{escape(_told(found, len(groups), words))}</h2>'
    return f"{heading}{_hint(found)}{listed}"


def _told(found: Found, documents: int, words: str) -> str:
    if not found.occurrences:
        return f"Inget stycke innehåller {words}"
    number = len(found.occurrences)
    least = "Minst " if found.more else ""
    text = f"{least}{count(number, _HIT)} i {count(documents, ('ett', 'dokument', 'dokument'))}"
    return as_sentence(text)


def _hint(found: Found) -> str:
    if found.too_common:
        text = "Orden är så vanliga att nästan alla stycken har dem. Lägg till ett ord till."
    elif found.more:
        text = f"Bara de första {thousands(MOST)} styckena är genomsökta. Lägg till ett ord till."
    elif not found.occurrences:
        text = (
            "Kontrollera stavningen eller ta bort ett ord. Alla ord måste stå i samma stycke, och "
            "ord inom citattecken i följd."
        )
    else:
        return ""
    return f'<p class="place">{text}</p>'


def _hits_in(document: Document, hits: list[Occurrence], words: str) -> str:
    first = "".join(_hit(hit, words) for hit in hits[:_SHOWN])
    rest = "".join(_hit(hit, words) for hit in hits[_SHOWN:])
    others = (
        f"<details><summary>Visa {thousands(len(hits) - _SHOWN)} till</summary>"
        f'<ul class="hits">{rest}</ul></details>'
        if rest
        else ""
    )
    return (
        f"<h3>{escape(short_title(document.title))} "
        f'<span class="excerpt">({thousands(len(hits))})</span></h3>'
        f'<ul class="hits">{first}</ul>{others}'
    )


def _hit(hit: Occurrence, words: str) -> str:
    passage, at = hit.passage, hit.spans[0][0]
    part, line = passage.part_at(at), passage.line_at(at)
    where = as_sentence(section(part.section, part.heading)) or _UNNAMED
    place = " · ".join(p for p in (where, page(line.page if line else None)) if p)
    return (
        f'<li><a href="{_address(link_to(passage, at), words)}">{escape(place)}</a>'
        f'<p class="excerpt">{_snippet(hit)}</p></li>'
    )


def _snippet(hit: Occurrence) -> str:
    """Whole words around the mark that most others follow, with all marks among them."""
    text = hit.passage.text
    first = max(hit.spans, key=lambda at: _following(at, hit.spans))
    start = max(0, first[0] - _BEFORE)
    if start:
        start = text.find(" ", start, first[0]) + 1 or first[0]
    end = min(len(text), first[1] + _AFTER)
    if end < len(text):
        end = max(text.rfind(" ", first[1], end), first[1])
    spans = [(a - start, b - start) for a, b in hit.spans if start <= a and b <= end]
    dots = (
        "…\N{NO-BREAK SPACE}" if start else "",
        "\N{NO-BREAK SPACE}…" if end < len(text) else "",
    )
    return f"{dots[0]}{marked_html(text[start:end], spans)}{dots[1]}"


def _following(at: tuple[int, int], spans: Spans) -> int:
    return sum(at[0] <= start and end <= at[1] + _AFTER for start, end in spans)


def picture_html(picture: Picture, title: str, marked: bool) -> str:
    """A page of the original. Its words stand as text beside it, so the picture says only what it
    is of."""
    where = page(picture.page) or f"Sidan {picture.page_index + 1} i filen"
    what = f"Bild av en sida ur {title}, {where}" + (", med orden markerade" if marked else "")
    source = b64encode(picture.png).decode()
    return (
        f'<figure class="page"><figcaption>{escape(where)}</figcaption>'
        f'<img alt="{escape(what, quote=True)}" src="data:image/png;base64,{source}"></figure>'
    )


def _address(link: Link, words: str) -> str:
    kept = Link(link.doc, link.section, link.anchor, words)
    return escape(kept.address, quote=True)
