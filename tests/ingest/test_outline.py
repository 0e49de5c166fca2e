"""The section tree: which numbers count, what hangs under what, what is no heading at all."""

from ingest.outline import outline, section_number
from ingest.read import Block, BlockKind, Transcript

TEXT = Block(BlockKind.PARAGRAPH, "Utredningen föreslår ett stöd.")


def heading(text: str, level: int = 0) -> Block:
    return Block(BlockKind.HEADING, text, level)


def document(*headings: str | Block, title: str | None = None) -> Transcript:
    """A document of headings, each with a paragraph under it."""
    blocks = []
    for each in headings:
        blocks += [each if isinstance(each, Block) else heading(each), TEXT]
    return Transcript(tuple(blocks), title)


def numbers(*headings: str) -> list[str | None]:
    return [section.number for section in outline(document(*headings))[1:]]


def paths(transcript: Transcript) -> list[tuple[str, ...]]:
    return [section.path for section in outline(transcript)]


def test_numbered_headings_make_a_tree() -> None:
    found = outline(document("1 Inledning", "2 Stöd", "2.1 Behov", "2.1.1 Vård", "2.2 Förslag"))
    assert [section.label for section in found] == ["", "1", "2", "2.1", "2.1.1", "2.2"]
    assert found[4].path == ("2 Stöd", "2.1 Behov", "2.1.1 Vård")
    assert found[5].path == ("2 Stöd", "2.2 Förslag")
    assert [section.has_children for section in found] == [False, False, True, True, False, False]


def test_text_before_the_first_heading_is_a_section_of_its_own() -> None:
    first, second = outline(Transcript((TEXT, heading("1 Inledning"), TEXT)))
    assert (first.heading, first.path, first.blocks) == ("", (), [TEXT])
    assert second.blocks == [TEXT]


def test_unnumbered_headings_hang_under_the_last_numbered_one() -> None:
    found = paths(document("1 Inledning", "Bakgrund", "Syfte", "1.1 Uppdrag", "Tid"))
    assert found[1:] == [
        ("1 Inledning",),
        ("1 Inledning", "Bakgrund"),
        ("1 Inledning", "Syfte"),
        ("1 Inledning", "1.1 Uppdrag"),
        ("1 Inledning", "1.1 Uppdrag", "Tid"),
    ]


def test_a_citation_calls_a_section_by_the_nearest_number() -> None:
    found = outline(document("Förord", "1 Inledning", "Bakgrund", "Bilaga 1 Direktiv"))
    labels = [section.label for section in found]
    assert labels == ["", "Förord", "1", "1", "Bilaga 1 Direktiv"]


def test_levels_decide_where_there_are_no_numbers() -> None:
    found = paths(document(heading("A", 1), heading("B", 2), heading("C", 3), heading("D", 2)))
    assert found[1:] == [("A",), ("A", "B"), ("A", "B", "C"), ("A", "D")]


def test_the_title_stands_above_no_section() -> None:
    found = paths(document(heading("Samordnad vård", 1), heading("A", 2), title="Samordnad vård"))
    assert found == [(), ("A",)]


def test_chapters_of_a_law_are_no_chapters_of_the_report() -> None:
    assert numbers("1 Inledning", "2 kap. 3 § skollagen", "3 § Tillsyn", "2 Stöd") == [
        "1",
        None,
        None,
        "2",
    ]
    assert section_number("26 kap. Tillsyn") is None
    assert section_number("26 Kapitlet om tillsyn") == "26"


def test_numbers_must_go_on_from_the_one_before() -> None:
    assert numbers("1 Ett", "2 Två", "1 Ett till", "2.1 Under", "2.1 Om igen", "3 Tre") == [
        *("1", "2", None, "2.1", None, "3")
    ]


def test_years_and_far_numbers_are_no_chapters() -> None:
    assert numbers("1 Ett", "19 Bilagor i repris", "4 Fyra", "8 Åtta") == ["1", None, "4", None]
    assert section_number("2018 års utredning") is None
    assert section_number("1.") is None
    assert section_number("1 2 3") is None


def test_a_questionnaires_numbers_do_not_go_on_from_the_chapters() -> None:
    assert numbers("9 Analys", "1 Ett", "2 Kommentar", "3. Vilket stöd önskas?", "3 Slutsats") == [
        *(None, "1", "2", None, "3")
    ]


def test_a_document_may_write_its_numbers_with_a_point() -> None:
    found = outline(document("1. Bakgrund", "2. Förslag", "2.1. Stöd", "3 punkter att minnas"))
    assert [section.number for section in found[1:]] == ["1", "2", "2.1", None]


def test_back_matter_hangs_under_no_chapter() -> None:
    found = paths(
        document("1 Ett", "1.1 Under", "Särskilt yttrande", "Bakgrund", "Bilaga 1 Direktiv")
    )
    assert found[3:] == [
        ("Särskilt yttrande",),
        ("Särskilt yttrande", "Bakgrund"),
        ("Bilaga 1 Direktiv",),
    ]


def test_headings_with_nothing_between_them_are_a_figures_labels() -> None:
    labels = [heading("Stat", 2), heading("Region", 2), heading("Kommun", 2)]
    found = outline(Transcript((heading("1 Ett"), TEXT, *labels, TEXT)))
    assert [section.label for section in found] == ["", "1"]
    assert [(b.kind, b.text) for b in found[1].blocks[1:4]] == [
        (BlockKind.ROW, "Stat"),
        (BlockKind.ROW, "Region"),
        (BlockKind.ROW, "Kommun"),
    ]


def test_two_bare_headings_and_numbered_ones_are_no_labels() -> None:
    two = Transcript((heading("Del A", 1), heading("Bakgrund", 2), TEXT))
    assert [section.heading for section in outline(two)] == ["", "Del A", "Bakgrund"]
    numbered = Transcript((heading("1 Ett"), heading("1.1 A"), heading("1.1.1 B"), TEXT))
    assert [section.number for section in outline(numbered)] == [None, "1", "1.1", "1.1.1"]


def test_decoration_is_no_heading() -> None:
    found = outline(document("1 Ett", "* * *", "2018"))
    assert [section.label for section in found] == ["", "1"]
    assert [block.text for block in found[1].blocks] == [
        *(TEXT.text, "* * *", TEXT.text, "2018", TEXT.text)
    ]


def test_footnotes_are_left_out_and_every_other_block_is_in_one_section() -> None:
    note = Block(BlockKind.FOOTNOTE, "Prop. 2031/32:7.")
    row = Block(BlockKind.ROW, "Stöd | 12")
    found = outline(Transcript((TEXT, heading("1 Ett"), note, row, heading("2 Två"), note)))
    assert [section.blocks for section in found] == [[TEXT], [row], []]
