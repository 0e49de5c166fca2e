"""Header and footer: those of the organisation's own file filled in, or ours where it has none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section, _BaseHeaderFooter

from assistant.word import add_page_count

# What makes a header one that somebody made: text, a picture, a field.
_MADE = ".//w:t[normalize-space()] | .//w:drawing | .//w:pict | .//w:fldSimple | .//w:instrText"


def add_frame(document: Document, lines: Sequence[str], filled: Mapping[str, str]) -> None:
    """Fill {placeholders} in, wherever in a header or footer; where there is no header `lines`
    stand in it, and where there is no footer "Sida x (y)"."""
    even = document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        for header, footer in _shown(section, even):
            for part in (header, footer):
                if not part.is_linked_to_previous:
                    _fill(part._element, filled)
            if _is_empty(header):
                _write(header, lines)
            if _is_empty(footer):
                _empty(footer)
                paragraph = footer.paragraphs[0]
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                add_page_count(paragraph)


def _shown(section: Section, even: bool) -> Iterator[tuple[_BaseHeaderFooter, _BaseHeaderFooter]]:
    """The headers and footers that some page of the section shows."""
    yield section.header, section.footer
    if section.different_first_page_header_footer:
        yield section.first_page_header, section.first_page_footer
    if even:
        yield section.even_page_header, section.even_page_footer


def _is_empty(part: _BaseHeaderFooter) -> bool:
    return part.is_linked_to_previous or not part._element.xpath(_MADE)


def _empty(part: _BaseHeaderFooter) -> None:
    """Makes a header or footer one of a single empty paragraph."""
    part.is_linked_to_previous = False
    _, *others = part.paragraphs
    for paragraph in others:
        paragraph._p.getparent().remove(paragraph._p)


def _write(header: _BaseHeaderFooter, lines: Sequence[str]) -> None:
    _empty(header)
    first = header.paragraphs[0]
    for number, line in enumerate(lines):
        paragraph = header.add_paragraph(style=first.style) if number else first
        paragraph.add_run(line)


def _fill(element: Any, filled: Mapping[str, str]) -> None:
    """Fills placeholders in. Word parts one over several runs as it likes; what else stands in the
    paragraph, a picture or a field, stays."""
    pattern = re.compile("|".join(map(re.escape, filled)))
    for paragraph in element.iter(qn("w:p")):
        texts = [one for one in paragraph.iter(qn("w:t")) if _paragraph_of(one) is paragraph]
        whole = "".join(one.text or "" for one in texts)
        for found in reversed(list(pattern.finditer(whole))):
            _put(texts, found.start(), found.end(), filled[found.group()])


def _put(texts: Sequence[Any], start: int, end: int, value: str) -> None:
    """Puts a value in place of start to end of what the texts say together."""
    at = 0
    for one in texts:
        text = one.text or ""
        before, after = max(start - at, 0), max(end - at, 0)
        if before < len(text) and after > 0:
            one.text = text[:before] + value + text[after:]
            one.set(qn("xml:space"), "preserve")
            value = ""
        at += len(text)


def _paragraph_of(text: Any) -> Any:
    return next(text.iterancestors(qn("w:p")))
