"""Plain text: letters, double-spaced print-outs and slides, told by their lines alone."""

from textwrap import fill

from ingest.read import BlockKind
from ingest.read.plain import read_plain

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM

FIRST = (
    "Vindelby kommun har tagit del av utredningens förslag om en gemensam planering av vården. "
    "Kommunen delar bedömningen att planeringen behöver bli långsiktig och att den som möter "
    "patienten ska få större utrymme att avgöra vad som är bäst för just den."
)
SECOND = (
    "Kommunen ser dock att mindre kommuner behöver stöd under de första åren. Utan ett sådant "
    "stöd riskerar skillnaderna mellan olika delar av landet att växa i stället för att minska."
)


def shape(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in read_plain(text).blocks]


def test_a_hard_wrapped_letter_becomes_headings_and_paragraphs() -> None:
    text = f"Sammanfattning\n\n{fill(FIRST, 80)}\n\nBehov av stöd\n\n{fill(SECOND, 80)}\n"
    assert shape(text) == [
        (HEADING, "Sammanfattning"),
        (PARAGRAPH, FIRST),
        (HEADING, "Behov av stöd"),
        (PARAGRAPH, SECOND),
    ]


def test_paragraphs_without_blank_lines_are_told_by_a_line_that_ends_early() -> None:
    assert shape(f"{fill(FIRST, 80)}\n{fill(SECOND, 80)}\n") == [
        (PARAGRAPH, FIRST),
        (PARAGRAPH, SECOND),
    ]


def test_a_heading_may_stand_tight_on_its_text() -> None:
    text = f"{fill(SECOND, 80)}\n\nBehov av stöd\n{fill(FIRST, 80)}\n"
    assert shape(text)[1:] == [(HEADING, "Behov av stöd"), (PARAGRAPH, FIRST)]


def test_a_double_spaced_print_out_reads_like_the_letter() -> None:
    lines = [*fill(FIRST, 80).split("\n"), "", *fill(SECOND, 80).split("\n")]
    assert shape("\n\n".join(lines)) == [(PARAGRAPH, FIRST), (PARAGRAPH, SECOND)]


def test_a_sentence_goes_on_over_a_page_break() -> None:
    lines = fill(FIRST, 80).split("\n")
    text = "\n".join([lines[0], "", "", *lines[1:]]) + f"\n{fill(SECOND, 80)}"
    assert shape(text)[0] == (PARAGRAPH, FIRST)


def test_page_numbers_and_letterheads_belong_to_the_paper() -> None:
    page = "Dnr 2031/77\n{body}\nSida {n} (3)\n\f"
    bodies = (fill(FIRST, 80), fill(SECOND, 80), "Beslutet har fattats av nämnden i oktober.")
    text = "".join(page.format(body=body, n=n) for n, body in enumerate(bodies, 1))
    joined = " ".join(text for _, text in shape(text))
    assert "Sida" not in joined
    assert "Dnr" not in joined
    assert joined == f"{FIRST} {SECOND} Beslutet har fattats av nämnden i oktober."


def test_a_page_number_is_the_whole_line() -> None:
    text = fill(f"{FIRST} Se bilagan, sida 4 (23).", 80) + "\n\nSid. 4 av 23\n\nsida 5/23\n"
    assert [t for _, t in shape(text)] == [f"{FIRST} Se bilagan, sida 4 (23)."]


def test_what_stands_twice_or_has_no_digit_is_kept() -> None:
    text = f"Vindelby kommun\n{fill(FIRST, 80)}\n" * 3 + "Dnr 2031/77\nDnr 2031/77\n"
    joined = " ".join(t for _, t in shape(text))
    assert joined.count("Vindelby kommun Vindelby kommun har") == 3
    assert joined.count("Dnr 2031/77") == 2


def test_points_are_blocks_of_their_own() -> None:
    text = (
        f"{fill(FIRST, 80)}\n\nKommunen vill se att staten\n\n• ger stöd under de första åren till "
        f"de kommuner som\nhar svårast att rekrytera,\n• följer upp.\n"
    )
    assert shape(text)[-2:] == [
        (ITEM, "• ger stöd under de första åren till de kommuner som har svårast att rekrytera,"),
        (ITEM, "• följer upp."),
    ]


def test_addresses_and_numbers_are_no_headings() -> None:
    for line in ("kommun@vindelby.example", "Telefon 0999-123 45", "med vänlig hälsning", "Stöd,"):
        text = f"{fill(FIRST, 80)}\n\n{line}\n\n{fill(SECOND, 80)}\n"
        assert HEADING not in [kind for kind, _ in shape(text)], line


def test_the_last_line_is_no_heading() -> None:
    assert shape(f"{fill(FIRST, 80)}\n\nEva Exempelsson")[-1] == (PARAGRAPH, "Eva Exempelsson")


SLIDES = """Samordnad vård
i hela landet


Vad är nytt?
• Ett gemensamt mål
• En plan
som alla följer


STÖD OCH
LEDNING
Chefer får tid
Medarbetare får
utrymme


Frågor att tala om
Vad gör vi i dag?
"""


def test_slides_of_a_few_words_a_line() -> None:
    transcript = read_plain(SLIDES)
    assert transcript.slides
    assert [(b.kind, b.text, b.level) for b in transcript.blocks] == [
        (HEADING, "Samordnad vård i hela landet", 1),
        (HEADING, "Vad är nytt?", 1),
        (ITEM, "• Ett gemensamt mål", 0),
        (ITEM, "• En plan som alla följer", 0),
        (HEADING, "STÖD OCH LEDNING", 1),
        (PARAGRAPH, "Chefer får tid", 0),
        (PARAGRAPH, "Medarbetare får utrymme", 0),
        (HEADING, "Frågor att tala om", 1),
        (PARAGRAPH, "Vad gör vi i dag?", 0),
    ]


def test_a_slide_that_is_one_sentence_has_no_heading() -> None:
    blocks = shape(SLIDES + "\n\nTillit växer\nnär den används.\n")
    assert blocks[-1] == (PARAGRAPH, "Tillit växer när den används.")


def test_a_letter_is_no_slides() -> None:
    assert not read_plain(fill(FIRST, 80)).slides


def test_no_word_is_lost() -> None:
    text = f"Sammanfattning\n{fill(FIRST, 60)}\n\n\n1. Ett\n2. Två\n{fill(SECOND, 90)}\n\nSlut"
    kept = " ".join(t for _, t in shape(text))
    assert kept.split() == text.split()


def test_nothing_gives_no_blocks() -> None:
    assert read_plain("").blocks == read_plain(" \n\f\n\t").blocks == ()
