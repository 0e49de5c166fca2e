"""HTML as public bodies publish it: pages for the web, Word's, and PDFs that a program converted.

Kept: headings, also those that are only bold or larger type, paragraphs, lists, tables as rows,
footnotes, and the printed page where the markup tells it. Left out: scripts, styles, navigation,
forms, hidden text, contents lists, and what a converted PDF still holds of the paper. Nothing is
fetched and no entity is resolved but those of HTML.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Sequence

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from ingest.read.html.paper import body_size, without_paper
from ingest.read.html.styles import Styles
from ingest.read.html.walk import Piece, Walk
from ingest.read.title import stated_title
from ingest.read.transcript import Block, BlockKind, Line, Transcript, UnreadableDocument

_LEADING = r"^\s*(?:(?:<!--.*?-->|<\?xml[^>]*\?>)\s*)*"
_DOCUMENT = re.compile(_LEADING + r"<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FRAGMENT = re.compile(
    _LEADING + r"<(?:article|div|h[1-6]|main|meta|p|pre|section|span|style|table|title)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_CLOSING = re.compile(r"</(?:article|div|h[1-6]|p|pre|span|table|td|title|a|b)>", re.IGNORECASE)
_FEWEST_CLOSING = 3
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_SNIFFED = 4096  # bytes or characters at the start that tell what a file is

_CONTENTS_TITLE = re.compile(r"^inneh[åa]ll(?:sförteckning)?\.?$|^contents$", re.IGNORECASE)
_LEADERS = re.compile(r"[.…·_ ]{4,}\s*\d{1,4}$")
_ENTRY = re.compile(r"\s(?:\|\s*)?\d{1,4}$")
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,4}\.?\s+\S")
_NO_HEADING = re.compile(r"[,;:]$|[.]$|@|^[•\-–—]\s")
_CAPTION = re.compile(r"^(?:figur|tabell|diagram|bild|källa|anm)\b\.?\s*[\d:]?", re.IGNORECASE)
_LONGEST_HEADING = 170
_LARGER = 1.1  # than the running text


def looks_like_html(text: str) -> bool:
    """Whether a text's opening tags are those of an HTML page or of a part of one."""
    start = text[:_SNIFFED].lstrip("\ufeff")
    if _DOCUMENT.match(start):
        return True
    return bool(_FRAGMENT.match(start)) and len(_CLOSING.findall(start)) >= _FEWEST_CLOSING


def decode_html(data: bytes, decode: Callable[[bytes], str]) -> str:
    """Decode a page: by its mark, by the charset it states, or as any other text.

    Pages state wrong charsets; one of a single byte is not believed where the bytes are UTF-8.
    Raises UnreadableDocument("encoding") as `decode` does.
    """
    stated = _CHARSET.search(data[:_SNIFFED])
    if stated is None or data.startswith(
        (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    ):
        return decode(data)
    try:
        name = codecs.lookup(stated[1].decode("ascii")).name
        if name.startswith("utf"):
            return decode(data)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("cp1252" if name in ("iso8859-1", "ascii") else name)
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def read_html(text: str) -> Transcript:
    """Read a page (already decoded). Raises UnreadableDocument: `damaged`, `empty`."""
    root = _parsed(text)
    styles = Styles.of(element.text_content() for element in root.iter("style"))
    sheets = sum(element.get("id", "").startswith("page_") for element in root.iter("div"))
    converted = sheets > 1
    pieces = Walk(styles, converted).through(_main(root))
    margins: tuple[str, ...] = ()
    if converted:
        pieces, margins = without_paper(pieces)
    pieces = _without_contents(pieces)
    _find_headings(pieces)
    stated = root.findtext(".//title")
    blocks = tuple(_block(piece) for piece in pieces)
    return Transcript(blocks, _title(stated, pieces), margins=margins)


def _parsed(text: str) -> HtmlElement:
    parser = HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableDocument("empty", "the page holds no text") from error
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise UnreadableDocument("damaged", "the page's elements are nested too deeply to be read")
    return root


def _main(root: HtmlElement) -> HtmlElement:
    """The part of a page that is the document: what surrounds it on a website is left out."""
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = root.findall(path)
        if len(found) == 1:
            return found[0]
    body = root.find("body")
    if body is None:
        return root
    for child in list(body):
        if child.tag in ("header", "footer") and child.find(".//h1") is None:
            child.drop_tree()
    return body


def _without_contents(pieces: Sequence[Piece]) -> list[Piece]:
    """Leave out the contents: lines with leaders, and what stands under a heading that says so."""
    kept: list[Piece] = []
    within = False
    for piece in pieces:
        if _CONTENTS_TITLE.match(piece.text):
            within = True
            continue
        entry = piece.linked or bool(_ENTRY.search(piece.text))
        within = within and entry
        if not within and not _LEADERS.search(piece.text):
            kept.append(piece)
    return kept


def _find_headings(pieces: Sequence[Piece]) -> None:
    """Paragraphs in bold or larger type, short and with text under them, are headings."""
    size = body_size(pieces)
    weights = {True: 0, False: 0}
    for piece in pieces:
        weights[piece.bold] += len(piece.text)
    for piece, following in zip(pieces, [*pieces[1:], None], strict=False):
        larger = bool(piece.size and size and piece.size >= _LARGER * size)
        bolder = piece.bold and weights[True] < weights[False]
        if piece.kind is BlockKind.ITEM and _NUMBERED.match(piece.text) and (larger or bolder):
            piece.kind = BlockKind.PARAGRAPH  # "2. Bakgrund" is no point of a list
        if (
            piece.kind is BlockKind.PARAGRAPH
            and (larger or bolder)
            and len(piece.text) <= _LONGEST_HEADING
            and any(char.isalpha() for char in piece.text)
            and not _NO_HEADING.search(piece.text)
            and not _CAPTION.match(piece.text)
            and following is not None
        ):
            piece.kind = BlockKind.HEADING


def _title(stated: str | None, pieces: Sequence[Piece]) -> str | None:
    """The page's only heading of the first rank, else what its head says."""
    first = [p.text for p in pieces if p.kind is BlockKind.HEADING and p.level == 1]
    if len(first) == 1 and not _NUMBERED.match(first[0]):
        return first[0]
    return stated_title(stated)


def _block(piece: Piece) -> Block:
    return Block(piece.kind, piece.text, piece.level, tuple(_lines(piece)))


def _lines(piece: Piece) -> Iterator[Line]:
    for start, place, page in piece.starts:
        yield Line(start, page, place)
