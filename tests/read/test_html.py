"""HTML: pages for the web, Word's pages, PDFs that a program converted, and plain text in tags."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.outline import outline
from ingest.read import Block, BlockKind, Transcript, UnreadableDocument, read
from ingest.read.html import looks_like_html, read_html

SENTENCE = "Stigarna i bygden sköts av dem som bor vid dem, och av kommunens vårdare."


def html(body: str, head: str = "") -> Transcript:
    return read_html(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>")


def said(transcript: Transcript) -> list[str]:
    """Each block as its kind's first letter and its text."""
    return [f"{block.kind.value[0]} {block.text}" for block in transcript.blocks]


def refusal(text: str) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read_html(text)
    return caught.value


# Blocks


def test_headings_paragraphs_and_line_breaks() -> None:
    found = html(
        f"<h1>En stig</h1>\n<h2>1 Inledning</h2><p>Stigarna i <b>bygden</b>\n är gamla.<br>De "
        f"sköts&nbsp;av vår-<br>dare.<p>{SENTENCE}<div>Löst<div>inre</div>efter</div>"
    )
    assert said(found) == [
        "h En stig",
        "h 1 Inledning",
        "p Stigarna i bygden är gamla. De sköts av vårdare.",
        f"p {SENTENCE}",
        "p Löst",
        "p inre",
        "p efter",
    ]
    assert [block.level for block in found.blocks[:3]] == [1, 2, 0]
    assert found.title == "En stig"


def test_two_line_breaks_part_paragraphs() -> None:
    assert said(html("<p>Ett.<br><br>Två.<br> <br/>Tre.</p>")) == ["p Ett.", "p Två.", "p Tre."]


def test_lists() -> None:
    found = html(
        "<ul><li>en stig</li><li><p>en bro</p><p>som håller</p><ol start=3><li>tre<li value=7>sju"
        "</ol></li></ul><ol><li>a) eget märke</li></ol><p>– ett streck</p>"
    )
    assert said(found) == [
        "i • en stig",
        "i • en bro",
        "p som håller",
        "i 3. tre",
        "i 7. sju",
        "i a) eget märke",
        "i – ett streck",
    ]


def test_tables_as_rows() -> None:
    found = html(
        "<table><caption>Stigar</caption><thead><tr><th>År<th>Antal</thead>"
        "<tr><td>2030<td><p>12</p><p>st</p><tr><td></td><td>9</td></tr><tr><td> <td></tr></table>"
    )
    assert said(found)[-3:] == ["r År | Antal", "r 2030 | 12 st", "r  | 9"]


def test_a_table_that_lays_out_the_page_is_none() -> None:
    found = html(
        f"<table><tr><td>Meny<td><h1>En stig</h1><p>{SENTENCE}</p>"
        "<table><tr><td>a<td>b</tr></table></td></tr></table>"
        "<table><tr><td>Ensam</tr><tr><td>spalt</tr></table>"
    )
    assert said(found) == ["p Meny", "h En stig", f"p {SENTENCE}", "r a | b", "p Ensam", "p spalt"]


def test_what_is_not_shown_or_not_the_document_is_left_out() -> None:
    found = html(
        "<header>Myndigheten</header><nav><a href='/'>Hem</a></nav><script>var a = 1;</script>"
        "<p class='gone'>dold</p><p hidden>dold</p><p style='display: none'>dold</p>"
        "<span aria-hidden=true>dold</span><form role=search>Sök <input value=x></form><!-- x -->"
        f"<noscript>Slå på</noscript><p>{SENTENCE}</p><svg><text>bild</text></svg>"
        "<div role=navigation>Nästa</div><footer>Kontakt</footer>",
        "<style>/* x */ p.gone, .other { display: none !important }</style><title>Stig</title>",
    )
    assert said(found) == [f"p {SENTENCE}"]
    assert found.title == "Stig"


def test_text_after_what_is_left_out_stays() -> None:
    assert said(html("<p>Ett <script>x</script>två <!-- c -->tre <b hidden>x</b>fyra</p>")) == [
        "p Ett två tre fyra"
    ]


def test_the_main_part_of_a_web_page() -> None:
    found = html(f"<div>Kakor</div><main><p>{SENTENCE}</p></main><div>Relaterat</div>")
    assert said(found) == [f"p {SENTENCE}"]


def test_contents_are_left_out() -> None:
    found = html(
        "<h2>Innehåll</h2><p><a href='#a'>1 Inledning</a></p><p>1.1 Stigar 7</p>"
        f"<h2 id=a>1 Inledning</h2><p>{SENTENCE}</p><p class=MsoToc1>2 Broar 9</p>"
        "<div class='toc'><p>3 Vägar</p></div><p>2.1 Broar .............. 12</p>"
    )
    assert said(found) == ["h 1 Inledning", f"p {SENTENCE}"]


def test_bold_paragraphs_are_headings() -> None:
    found = html(
        f"<p><b>2.1</b> <strong>Broar</strong></p><p>{SENTENCE}</p><p><b>Hela meningen är fet.</b>"
        f"</p><p>{SENTENCE}</p><p>En <b>fet</b> början</p><p>{SENTENCE}</p>"
        f"<p style='font-weight:bold'>Kostnader</p><p>{SENTENCE}</p>"
    )
    assert [b.text for b in found.blocks if b.kind is BlockKind.HEADING] == [
        "2.1 Broar",
        "Kostnader",
    ]


def test_footnotes_stand_apart_and_their_marks_leave_the_words() -> None:
    found = html(
        "<p>Stigar<sup>1</sup> och broar<a href='#_ftn2'><span>[2]</span></a> på 5 m<sup>2</sup> "
        "och 10<sup>3</sup>.</p><div id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1'>[1]</a> "
        "Se bilagan.</p></div><ol><li id='fn2'>Se kartan. <a href='#fnref2'>↩</a></li></ol>"
    )
    assert said(found) == [
        "p Stigar och broar på 5 m2 och 103.",
        "f [1] Se bilagan.",
        "f 1 Se kartan.",
    ]


def test_preformatted_text_is_read_as_a_text_file() -> None:
    lines = "Stigar\n\nStigarna i bygden är gamla och sköts av dem som\nbor vid dem hela året.\n\n"
    found = html(
        f"<pre>{lines}Broar\n\nBroarna är nya och sköts av kommunens vårdare i år.\n</pre>"
    )
    assert said(found) == [
        "h Stigar",
        "p Stigarna i bygden är gamla och sköts av dem som bor vid dem hela året.",
        "h Broar",
        "p Broarna är nya och sköts av kommunens vårdare i år.",
    ]
    by_hand = html(lines.strip().replace("\n", "<br>") + "<br>" + "och så vidare<br>" * 6)
    assert said(by_hand)[0] == "h Stigar"


# Pages


def test_printed_pages_by_their_places() -> None:
    found = html(
        "<p>Före.</p><a name='Sida12'></a><p>Ett.</p><p>Två går <span id=sid13></span>vidare.</p>"
        "<span class=pagenum>[14]</span><p>Tre.</p><table><tr><td>a<td>b</tr></table>"
    )
    pages = {b.text: [(x.start, x.page, x.page_index) for x in b.lines] for b in found.blocks}
    assert pages == {
        "Före.": [],
        "Ett.": [(0, 12, 0)],
        "Två går vidare.": [(0, 12, 0), (8, 13, 1)],
        "Tre.": [(0, 14, 2)],
        "a | b": [(0, 14, 2)],
    }


STYLES = (
    "<style>.ft0{font: italic 12px 'T';}.ft1{font: bold 24px 'A';}.ft2{font: 15px 'T';}"
    ".ft3{font: bold 18px 'A';}.ft4{font: 11px 'T';}</style>"
)


def sheet(place: int, head: str, printed: str, *body: str) -> str:
    return (
        f'<DIV id="page_{place}"><P class="p0 ft0">{head}</P>{"".join(body)}'
        f'<P class="p9 ft0">{printed}</P></DIV>'
    )


def p(size: int, text: str) -> str:
    return f'<P class="p1 ft{size}">{text}</P>'


@pytest.fixture
def converted() -> Transcript:
    return html(
        sheet(1, "UTR 2031:7", "", p(1, "Innehåll"), "<TABLE><TR><TD>1<TD>Inledning ....<TD>12"
              "</TABLE>")
        + sheet(2, "UTR 2031:7", "12", p(1, "<SPAN>1</SPAN><SPAN>Inledning</SPAN>"),
                p(2, f"{SENTENCE} Skogs- vårdarna röjer i <NOBR>hälso-</NOBR> och"),
                p(4, "<SPAN>1</SPAN><SPAN>Se bilagan.</SPAN>"))
        + sheet(3, "Inledning", "13", p(2, "friskvårdens namn. Skogsvårdarna mäter."),
                p(3, "1.1 Stigar"), p(2, SENTENCE),
                "<TABLE><TR><TD>&nbsp;<TD>•<TD>en stig</TR></TABLE>")
        + sheet(4, "UTR 2031:7", "14", p(2, f"Fyra: {SENTENCE}"))
        + sheet(5, "Inledning", "15", p(2, f"Fem: {SENTENCE}")),
        STYLES,
    )  # fmt: skip


def test_a_converted_pdf_loses_what_belongs_to_the_paper(converted: Transcript) -> None:
    assert said(converted) == [
        "h 1 Inledning",
        f"p {SENTENCE} Skogsvårdarna röjer i hälso- och friskvårdens namn. Skogsvårdarna mäter.",
        "f 1 Se bilagan.",
        "h 1.1 Stigar",
        f"p {SENTENCE}",
        "i • en stig",
        f"p Fyra: {SENTENCE}",
        f"p Fem: {SENTENCE}",
    ]
    assert set(converted.margins) >= {"UTR 2031:7", "Inledning", "12"}


def test_a_converted_pdf_keeps_its_printed_pages(converted: Transcript) -> None:
    first = converted.blocks[1]
    (start, second) = first.lines
    assert (start.start, start.page, start.page_index) == (0, 12, 1)
    assert (second.page, second.page_index) == (13, 2)
    assert first.text[second.start :].startswith("friskvårdens")
    assert [s.number for s in outline(converted) if s.number] == ["1", "1.1"]


# Files


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.text", "a.md", "a"])
def test_told_by_its_tags_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(f"<!-- x -->\n<HTML><body><p>{SENTENCE}</p></body></HTML>", encoding="utf8")
    assert said(read(path)) == [f"p {SENTENCE}"]


@pytest.mark.parametrize(
    "text",
    [
        "En text om <b>fet</b> stil och <p> i HTML.",
        "# Rubrik\n\n<div>ett inskott</div>\n\n# En till\n",
        "<- pilen pekar hit",
        "<p>bara en tagg",
    ],
)
def test_text_about_tags_is_no_html(text: str) -> None:
    assert not looks_like_html(text)


@pytest.mark.parametrize(
    "charset, encoding",
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "utf-8"),  # what it states is wrong
        ("utf-8", "cp1252"),
        ("no-such-thing", "utf-8"),
        ("iso-8859-10", "iso-8859-10"),
    ],
)
def test_charsets(tmp_path: Path, charset: str, encoding: str) -> None:
    path = tmp_path / "a.html"
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    path.write_bytes(f"<html><head>{meta}</head><p>Åtgärder på ön</p></html>".encode(encoding))
    assert said(read(path)) == ["p Åtgärder på ön"]


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("hemligt", encoding="utf8")
    found = read_html(
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{tmp_path}/secret.txt">'
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><html><body>'
        f"<p>&x; &b; &aring; {SENTENCE}</p></body></html>"
    )
    text = " ".join(block.text for block in found.blocks)
    assert "hemligt" not in text
    assert "aaaaaaaaaa" not in text.split("]>")[-1]
    assert "å" in text


@pytest.mark.parametrize("body", ["", "<p></p>", "<script>var a</script>", "<p>&nbsp;—</p>"])
def test_pages_without_text_are_empty(tmp_path: Path, body: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<!doctype html><html><body>{body}</body></html>", encoding="utf8")
    with pytest.raises(UnreadableDocument) as caught:
        read(path)
    assert caught.value.reason == "empty"


def test_nesting_past_all_measure_is_refused_or_read() -> None:
    try:
        found = read_html("<html>" + "<div>" * 100_000 + SENTENCE)
    except UnreadableDocument as error:
        assert error.reason == "damaged"
    else:
        assert said(found) == [f"p {SENTENCE}"]


def test_many_unclosed_elements_keep_their_text() -> None:
    found = html("".join(f"<b><i>{n} " for n in range(60)) + SENTENCE)
    assert SENTENCE in " ".join(block.text for block in found.blocks)


@given(st.text("<>/!-&;\"'=abp1 \n", max_size=300))
def test_any_tag_soup_is_read_or_refused(soup: str) -> None:
    try:
        blocks = read_html(f"<html>{soup}").blocks
    except UnreadableDocument:
        return
    assert all(isinstance(block, Block) and block.text.strip() for block in blocks)
