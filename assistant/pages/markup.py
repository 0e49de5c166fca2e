"""What the page shows as HTML. Text from documents and questions is escaped here (and, for the
reading page, in read_markup.py); nothing of it is ever taken as Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import shorten

from assistant import Answer, Citation, Statement
from assistant.anchor import Anchor
from assistant.answer import mark
from assistant.conversation import Turn
from assistant.pages.wording import (
    KINDS,
    LEFT_OPEN,
    SUPPORTED,
    VERDICT_SIGNS,
    as_sentence,
    composed,
    day,
    page,
    place,
    refusal,
    section,
    short_title,
    speaker,
    thousands,
    web_address,
)
from assistant.service import Growing
from assistant.verify import Verdict
from ingest.index import Document, Kind, Passage, Refusal

_BULLET = re.compile(r"^[•\-–−*▪◦\uf0b7\uf0a7]\s+")
_LINE_BREAK_HYPHEN = r"(?:[-\u00ad]\s*\n\s*)?"
_COLUMNS = ("Typ", "Från", "Datum", "Stycken", "Sidor")
_EXCERPT = 220  # characters


def turn_html(turn: Turn) -> str:
    """A question and its answer."""
    question = f'<h2 class="question">{escape(turn.question)}</h2>'
    if turn.is_open:
        return f'{question}<p class="problem">{LEFT_OPEN}</p>'
    if turn.answer is None:
        return f'{question}<p class="problem">{escape(turn.problem)}</p>'
    question += _taken(turn.answer)
    body = _silence(turn.answer) if turn.answer.abstained else _voices(turn.answer)
    return f"{question}{body}"


def _taken(answer: Answer) -> str:
    """How a follow-up was understood, and what the reader had the answer kept to."""
    note = answer.resolved.note if answer.resolved else ""
    scope = f"Ditt urval: {answer.scope}." if answer.scope else ""
    return "".join(f'<p class="taken">{escape(text)}</p>' for text in (note, scope) if text)


def growing_html(question: str, growing: Growing | None) -> str:
    """A question and as much of its answer as a model has written. What is not checked yet stands
    in a paragraph of its own; nothing can be pressed before the answer is whole."""
    parts = [f'<h2 class="question">{escape(question)}</h2>']
    for voice in growing.answer.voices if growing else ():
        parts.append(f"<h3>{escape(voice.label)}</h3>")
        parts += [f"<p>{escape(s.text)}{escape(mark(s))}</p>" for s in voice.statements]
    if growing and growing.pending:
        parts.append(f'<p class="pending">{escape(growing.pending)} …</p>')
    return f'<article class="growing">{"".join(parts)}</article>'


def _voices(answer: Answer) -> str:
    lead = f'<p class="lead">{escape(answer.lead)}</p>' if answer.lead else ""
    voices = "".join(
        f'<section class="voice"><h3>{escape(voice.label)}</h3>'
        f"{''.join(_statement(statement, answer) for statement in voice.statements)}</section>"
        for voice in answer.voices
    )
    return (
        f"{lead}{voices}<h3>Källor</h3>{_sources(answer.citations)}"
        f'<p class="mode">{escape(composed(answer))}</p>{_why(answer)}'
    )


def _why(answer: Answer) -> str:
    """How the question was understood and what was weighed, folded away."""
    taken = answer.understood
    facts = (
        ("Frågan gäller", taken.asks_for),
        ("Nämner", ", ".join(taken.names)),
        ("Avsnitt", ", ".join(taken.sections)),
        ("År", ", ".join(map(str, taken.years))),
        ("Står inte i dokumenten", ", ".join(taken.unknown_words)),
        ("Sökte inte på", ", ".join(taken.left_out)),
    )
    terms = "".join(f"<dt>{label}</dt><dd>{escape(text)}</dd>" for label, text in facts if text)
    weighed = "".join(f"<li>{escape(at)}</li>" for at in _weighed(answer))
    return (
        f'<details class="why"><summary>Varför detta svar</summary><dl>{terms}</dl>'
        f"<p>Stycken som vägdes, det troligaste först:</p><ol>{weighed}</ol></details>"
    )


def _weighed(answer: Answer) -> list[str]:
    """Where the passages that were weighed stand, each place once."""
    places = []
    for found in answer.retrieved:
        part, line = found.passage.parts[0], found.passage.line_at(0)
        where = section(part.section, part.heading), page(line.page if line else None)
        title = short_title(found.document.title)
        places.append(" · ".join(piece for piece in (title, *where) if piece))
    return list(dict.fromkeys(places))


def _statement(statement: Statement, answer: Answer) -> str:
    marks = "".join(_mark(answer.citations[n - 1]) for n in statement.citations)
    after = marks + _verdict(statement.verdict)
    if not statement.points:
        return f"<p>{escape(statement.text)} {after}</p>"
    lead = f"<p>{escape(statement.text)}</p>" if statement.text else ""
    *first, last = [_point(point) for point in statement.points]
    items = [f"<li{kind}>{text}</li>" for kind, text in first]
    items.append(f"<li{last[0]}>{last[1]} {after}</li>")
    return f"{lead}<ul>{''.join(items)}</ul>"


def _verdict(verdict: Verdict | None) -> str:
    """How far a statement is supported, in words, and why: beside it where it is not, else shown
    to whoever points at it or comes to it with the keyboard."""
    if verdict is None:
        return ""
    sign = f'<span aria-hidden="true">{VERDICT_SIGNS[verdict.level]}</span> {verdict.level}'
    reasons = escape(" ".join(verdict.reasons))
    if reasons:
        return f' <span class="verdict">{sign}</span> <span class="reasons">{reasons}</span>'
    why = f'<span class="why" role="tooltip">{escape(SUPPORTED)}</span>'
    return f' <span class="verdict" tabindex="0">{sign}{why}</span>'


def _point(point: str) -> tuple[str, str]:
    """A list point's class and text. A number or letter of its own stays, a bullet is drawn."""
    text, bullets = _BULLET.subn("", point)
    return ("" if bullets else ' class="own"'), escape(text)


def _mark(citation: Citation) -> str:
    label = escape(f"Visa källa {citation.n}: {place(citation)}", quote=True)
    return (
        f'<button type="button" class="mark" data-n="{citation.n}" aria-label="{label}">'
        f"[{citation.n}]</button>"
    )


def _sources(citations: Iterable[Citation]) -> str:
    """Each place once, with the marks of all its citations."""
    marks: dict[str, str] = {}
    for citation in citations:
        marks[place(citation)] = marks.get(place(citation), "") + _mark(citation)
    items = "".join(
        f"<li><span>{m}</span><span>{escape(at)}</span></li>" for at, m in marks.items()
    )
    return f'<ul class="sources">{items}</ul>'


def _silence(answer: Answer) -> str:
    nearest = "".join(
        f"<li>{_mark(c)} <span>{escape(place(c))}<br>"
        f'<span class="excerpt">{escape(_excerpt(c))}</span></span></li>'
        for c in answer.citations
    )
    found = f'<h3>Närmaste stycken</h3><ul class="sources">{nearest}</ul>' if nearest else ""
    return (
        '<div class="silence"><h3>Dokumenten ger inget svar</h3>'
        f"<p>{escape(answer.lead)}</p></div>{found}{_why(answer)}"
    )


def _excerpt(citation: Citation) -> str:
    text = " ".join((citation.quote or citation.passage).split())
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rsplit(' ', 1)[0]} …"


def passage_html(text: str, marked: Iterable[str]) -> str:
    """A passage's text with the marked texts in it. Line breaks are kept by the style sheet."""
    return marked_html(text, spans(text, marked))


def spans(text: str, pieces: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where the pieces stand in a text, those that do not left out."""
    return tuple(span for piece in pieces if (span := find(text, piece)))


def marked_html(text: str, marked: Iterable[tuple[int, int]]) -> str:
    """A text with spans of it marked; they may overlap."""
    html, end_before = "", 0
    for start, end in _merged(marked):
        html += f"{escape(text[end_before:start])}<mark>{escape(text[start:end])}</mark>"
        end_before = end
    return html + escape(text[end_before:])


def find(text: str, piece: str) -> tuple[int, int] | None:
    """Where a piece stands in a text, white space and line-break hyphens aside."""
    start = text.find(piece)
    if piece and start >= 0:
        return start, start + len(piece)
    words = [_LINE_BREAK_HYPHEN.join(map(re.escape, word)) for word in piece.split()]
    match = re.search(r"\s+".join(words), text) if words else None
    return match.span() if match else None


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def evidence_html(
    document: Document, passage: Passage, marked: Sequence[str], about: Document | None
) -> str:
    """A passage in its place: document · section · printed page, and the text.

    `about` is the document that a digest retells, where it is indexed too.
    """
    span = find(passage.text, marked[0]) if marked else None
    at = span[0] if span else 0
    part, line = passage.part_at(at), passage.line_at(at)
    where = section(part.section, part.heading)
    details = (as_sentence(where), page(line.page if line else None))
    return (
        f'<p class="speaker">{escape(speaker(document))}</p>'
        f'<h2 tabindex="-1">{escape(document.title)}</h2>'
        f'<p class="place">{escape(" · ".join(detail for detail in details if detail))}</p>'
        f"{digest_note(document, where, about)}"
        f'<div class="passage">{passage_html(passage.text, marked)}</div>'
    )


def quoted_html(citation: Citation) -> str:
    """A quote with its place; of a digest the passage, said to be our own words."""
    retold = shorten(citation.passage, _EXCERPT, placeholder=" …")
    words = f"”{citation.quote}”" if citation.quote else retold
    ours = "" if citation.quote else " · vårt referat, inte källans ord"
    return (
        f'<blockquote class="quoted"><p>{escape(words)}</p>'
        f"<footer>{escape(place(citation) + ours)}</footer></blockquote>"
    )


def digest_note(document: Document, where: str, about: Document | None) -> str:
    """That the words of a digest are ours; "" for any other document."""
    if document.kind is not Kind.DIGEST:
        return ""
    source = f" i {short_title(about.title)}" if about else ""
    text = f"Vårt referat av {where or 'dokumentet'}{source}. Orden är våra, inte källans."
    return f'<p class="digest">{escape(text)}</p>'


def changed_html(citation: Citation) -> str:
    """A citation whose passage is no longer in the index, as it was when the answer was given."""
    return (
        f'<h2 tabindex="-1">{escape(citation.title)}</h2>'
        f'<p class="place">{escape(place(citation))}</p>'
        '<p class="changed">Källan har ändrats eller tagits bort sedan svaret gavs. Så här löd '
        "stycket då:</p>"
        '<div class="passage">'
        f"{passage_html(citation.passage, [citation.quote] if citation.quote else [])}</div>"
    )


def moved_html(anchor: Anchor) -> str:
    """What a reader must know of a citation that was found again, "" where nothing has changed."""
    if not anchor.quoted:
        return (
            '<p class="changed">Dokumentet läses nu på ett annat sätt och orden hittas inte. Här '
            "är avsnittet de stod i.</p>"
        )
    if anchor.replaced:
        return (
            '<p class="changed">Dokumentet har bytts ut sedan svaret gavs. Orden står kvar, och '
            "visas där de står nu.</p>"
        )
    return ""


def documents_html(documents: Sequence[Document]) -> str:
    """What is indexed, as a table; a column that would be empty is left out."""
    cells = [_cells(document) for document in documents]
    columns = [label for label in _COLUMNS if any(row[label] for row in cells)]
    heads = "".join(f'<th scope="col"{_class(label)}>{label}</th>' for label in columns)
    rows = "".join(
        f'<tr><th scope="row">{_title(document)}</th>{_row(row, columns)}</tr>'
        for document, row in zip(documents, cells, strict=True)
    )
    return (
        f'<table class="documents"><thead><tr><th scope="col">Titel</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def loaded_html(loaded: str, fetching: str) -> str:
    """What is loaded, with the way to the originals: the address where they can be fetched."""
    return (
        f'<p class="loaded">{escape(loaded)} – '
        f'<a href="{escape(fetching, quote=True)}">hämta originalen</a></p>'
    )


def _cells(document: Document) -> dict[str, str]:
    return {
        "Typ": KINDS[document.kind],
        "Från": document.organisation or "",
        "Datum": day(document.date),
        "Stycken": thousands(document.passages),
        "Sidor": thousands(document.pages) if document.pages else "",
    }


def _row(cells: dict[str, str], columns: Sequence[str]) -> str:
    return "".join(
        f'<td data-label="{label}"{_class(label)}>{escape(cells[label])}</td>' for label in columns
    )


def _class(label: str) -> str:
    return ' class="number"' if label in ("Stycken", "Sidor") else ""


def _title(document: Document) -> str:
    url = web_address(document.url)
    title = escape(document.title)
    if not url:
        return title
    return f'<a href="{escape(url, quote=True)}" target="_blank" rel="noopener">{title}</a>'


def refused_html(refused: Iterable[Refusal]) -> str:
    """Files that could not be indexed, each with its reason."""
    return reasons_html((file.file, refusal(file.reason)) for file in refused)


def reasons_html(files: Iterable[tuple[str, str]]) -> str:
    """Files and what became of them, as a list."""
    items = "".join(f"<li><b>{escape(name)}</b>: {escape(text)}</li>" for name, text in files)
    return f'<ul class="files">{items}</ul>'


@dataclass(frozen=True, slots=True)
class Source:
    """Where copied words stand, for words that no answer cites."""

    title: str
    kind: Kind
    section: str
    heading: str
    page: int | None

    @classmethod
    def at(cls, document: Document, passage: Passage, offset: int) -> Source:
        """The place of a character of a passage."""
        part, line = passage.part_at(offset), passage.line_at(offset)
        page_number = line.page if line else None
        return cls(document.title, document.kind, part.section, part.heading, page_number)


def with_source(source: Citation | Source, marked: Sequence[str], address: str = "") -> str:
    """Words with their source as plain text to paste, and on a line of its own the address of the
    place. A digest's words are not put in quotation marks."""
    text = " ".join(" ".join(piece.split()) for piece in marked)
    where = section(source.section, source.heading)
    if source.kind is Kind.DIGEST:
        cited = f"Enligt vårt referat av {where or 'dokumentet'}: {text} ({source.title})"
    else:
        parts = [source.title, where, page(source.page)]
        cited = f"”{text}” ({', '.join(part for part in parts if part)})"
    return f"{cited}\n{address}" if address else cited


def progress_html(title: str, step: str, fraction: float) -> str:
    """A bar with what is done at the moment."""
    return (
        f'<p class="work"><b>{escape(title)}</b><br>{escape(step)} …</p>'
        f'<progress max="1" value="{fraction:.2f}" aria-label="{escape(title, quote=True)}">'
        "</progress>"
    )
