"""Markdown: headings with their level, paragraphs, points of a list."""

from ingest.read import BlockKind
from ingest.read.markdown import paragraph_blocks, read_markdown

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM


def shape(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in read_markdown(text).blocks]


def test_headings_have_their_level_and_lose_their_marks() -> None:
    blocks = read_markdown("# Ett ##\n\n### **Två  ord**\n\nText.\n").blocks
    assert [(b.text, b.level) for b in blocks] == [("Ett", 1), ("Två ord", 3), ("Text.", 0)]


def test_a_heading_needs_a_space_and_words() -> None:
    assert shape("#fullmäktige\n\n## \n\n**\n") == [(PARAGRAPH, "#fullmäktige"), (PARAGRAPH, "**")]


def test_lines_up_to_a_blank_one_are_a_paragraph() -> None:
    assert shape("Utredningen före-\nslår ett stöd.\n\nDet är nytt.") == [
        (PARAGRAPH, "Utredningen föreslår ett stöd."),
        (PARAGRAPH, "Det är nytt."),
    ]


def test_a_heading_ends_the_paragraph_above_it() -> None:
    assert shape("Text\n## Rubrik\nmer text") == [
        (PARAGRAPH, "Text"),
        (HEADING, "Rubrik"),
        (PARAGRAPH, "mer text"),
    ]


def test_points_of_a_list_are_blocks_and_keep_bullet_and_number() -> None:
    text = "Stödet ska:\n- ges i tid\n  och i sin helhet\n* vara lika\n2) följas upp\na) nära\n"
    assert shape(text) == [
        (PARAGRAPH, "Stödet ska:"),
        (ITEM, "- ges i tid och i sin helhet"),
        (ITEM, "* vara lika"),
        (ITEM, "2) följas upp"),
        (ITEM, "a) nära"),
    ]


def test_a_list_that_a_line_has_swallowed_is_parted() -> None:
    blocks = paragraph_blocks(["– Ge stöd i tid. – Följ upp det. • Lär av det."])
    assert [(b.kind, b.text) for b in blocks] == [
        (ITEM, "– Ge stöd i tid."),
        (ITEM, "– Följ upp det."),
        (ITEM, "• Lär av det."),
    ]


def test_a_dash_in_a_sentence_parts_nothing() -> None:
    text = "Stödet – som är nytt. – Det sägs här."
    assert [b.text for b in paragraph_blocks([text])] == [text]


def test_the_title_is_a_first_heading_of_the_first_level() -> None:
    assert read_markdown("# Samordnad vård\n\nText.").title == "Samordnad vård"
    assert read_markdown("## Samordnad vård\n\nText.").title is None
    assert read_markdown("Text.\n\n# Samordnad vård").title is None
    assert read_markdown("").title is None


def test_nothing_gives_no_blocks() -> None:
    assert shape("") == shape("\n \n\t\n") == []
