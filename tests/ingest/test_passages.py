"""Passages: nothing lost, nothing twice, nothing cut, each offset where it belongs."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.index import Line, Passage, split_sentences
from ingest.outline import Section, outline
from ingest.passages import LONGEST, SMALLEST, TARGET, passages
from ingest.read import Block, BlockKind, Transcript

PARAGRAPH, ITEM, ROW = BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW

WORDS = "stöd vård tillsyn kommunen utredningen föreslår gemensam i en och nationell plan".split()


def words(count: int) -> str:
    """So many words; which ones hangs on how many."""
    return " ".join(WORDS[count * n % 11] for n in range(1, count + 1)).capitalize()


SENTENCE = st.integers(1, 60).map(lambda count: words(count) + ".")
TEXT = st.lists(SENTENCE, min_size=1, max_size=12).map(" ".join)
BODY = st.builds(Block, st.sampled_from([PARAGRAPH, PARAGRAPH, ITEM, ROW]), TEXT)
HEADING = st.builds(
    Block,
    st.just(BlockKind.HEADING),
    st.integers(1, 4).map(words),
    st.integers(1, 4),
)
DOCUMENT = st.lists(BODY | BODY | HEADING, max_size=14).map(lambda b: Transcript(tuple(b)))


def with_lines(text: str, width: int = 60) -> tuple[Line, ...]:
    """Printed lines of `width` characters, twenty to a page."""
    starts = range(0, len(text), width)
    return tuple(Line(start, 7 + n // 20, n // 20) for n, start in enumerate(starts))


def section(*blocks: Block, heading: str = "1 Stöd") -> Section:
    number = heading.split(maxsplit=1)[0]
    return Section(heading, number, (heading,), number, list(blocks))


def sentence(length: int, start: str = "Ett") -> str:
    return f"{start} {'ord ' * ((length - len(start) - 2) // 4)}".ljust(length - 1, "d") + "."


def words_of(sections: Sequence[Section]) -> list[str]:
    """What the passages must hold: all blocks, and headings with nothing below them."""
    found: list[str] = []
    for each in sections:
        if not each.blocks and not each.has_children:
            found += each.heading.split()
        for block in each.blocks:
            found += block.text.split()
    return found


@settings(max_examples=60, deadline=None)
@given(DOCUMENT)
def test_every_word_is_kept_once_and_in_order(transcript: Transcript) -> None:
    sections = outline(transcript)
    found = passages("a", sections)
    assert [word for p in found for word in p.text.split()] == words_of(sections)
    assert [p.ordinal for p in found] == list(range(len(found)))
    assert len({p.id for p in found}) == len(found)


@settings(max_examples=60, deadline=None)
@given(DOCUMENT)
def test_no_passage_is_too_long_or_cuts_a_sentence(transcript: Transcript) -> None:
    sections = outline(transcript)
    whole = {
        block.text[span.start : span.end]
        for each in sections
        for block in each.blocks
        for span in split_sentences(block.text)
    }
    headings = {each.heading for each in sections}
    for passage in passages("a", sections):
        assert 0 < len(passage.text) <= LONGEST
        assert passage.text == passage.text.strip()
        for span in split_sentences(passage.text):
            assert passage.text[span.start : span.end] in whole | headings


@settings(max_examples=30, deadline=None)
@given(DOCUMENT)
def test_the_same_sections_give_the_same_passages(transcript: Transcript) -> None:
    first = passages("a", outline(transcript))
    assert first == passages("a", outline(transcript))


@settings(max_examples=60, deadline=None)
@given(DOCUMENT)
def test_parts_say_which_heading_each_stretch_stands_under(transcript: Transcript) -> None:
    sections = outline(transcript)
    # Each word is made to tell its section.
    for n, each in enumerate(sections):
        each.heading = f"{each.heading} {n}"
        each.path = (*each.path[:-1], each.heading)
        each.blocks = [
            Block(b.kind, " ".join(f"{word.rstrip('.')}#{n}" for word in b.text.split()) + ".")
            for b in each.blocks
        ]
    for passage in passages("a", sections):
        assert passage.parts[0].start == 0
        starts = [part.start for part in passage.parts]
        assert starts == sorted(set(starts))
        for offset, character in enumerate(passage.text):
            if character == "#":
                number = passage.text[offset + 1 :].split()[0].rstrip(".")
                assert passage.part_at(offset).heading.split()[-1] == number


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=6))
def test_lines_point_at_the_words_that_stand_on_them(texts: list[str]) -> None:
    blocks = []
    for n, text in enumerate(texts):  # each word is made to tell its block and its line
        lines = [Line(start, n, n * 1000 + start // 60) for start in range(0, len(text), 60)]
        blocks.append(Block(PARAGRAPH, text, lines=tuple(lines)))
    found = passages("a", [section(*blocks)])
    places = [
        line.page_index
        for n, text in enumerate(texts)
        for offset, character in enumerate(text)
        if not character.isspace()
        for line in [blocks[n].lines[offset // 60]]
    ]
    assert places == [
        line.page_index
        for passage in found
        for offset, character in enumerate(passage.text)
        if not character.isspace()
        for line in [passage.line_at(offset)]
        if line
    ]


def texts(found: list[Passage]) -> list[str]:
    return [passage.text for passage in found]


def test_paragraphs_are_parted_by_blank_lines_and_points_by_line_breaks() -> None:
    found = passages(
        "a",
        [
            section(
                Block(PARAGRAPH, "Stödet ska:"),
                Block(ITEM, "– ges i tid,"),
                Block(ITEM, "– följas upp."),
                Block(PARAGRAPH, "Det är nytt."),
                Block(ROW, "Stöd | 12"),
            )
        ],
    )
    assert texts(found) == ["Stödet ska:\n– ges i tid,\n– följas upp.\n\nDet är nytt.\nStöd | 12"]
    assert found[0].id == "a:0000"
    assert found[0].context == "1 Stöd"


def test_a_short_list_stays_whole_with_the_lines_that_lead_to_it() -> None:
    points = [Block(ITEM, f"– punkt {n} {'ord ' * 20}") for n in range(10)]
    lead = Block(PARAGRAPH, sentence(700)[:-1] + ":")
    found = passages("a", [section(Block(PARAGRAPH, sentence(900)), lead, *points[:8])])
    assert len(found) == 2
    assert found[1].text.startswith(lead.text)
    assert found[1].text.count("– punkt") == 8


def test_sections_are_cut_evenly_between_paragraphs() -> None:
    blocks = [Block(PARAGRAPH, sentence(400)) for _ in range(8)]
    lengths = [len(text) for text in texts(passages("a", [section(*blocks)]))]
    assert len(lengths) == -(-3200 // TARGET)
    assert min(lengths) > 700


def test_short_sections_share_a_passage_each_under_its_own_heading() -> None:
    short = [section(Block(PARAGRAPH, f"Text {n}."), heading=f"{n} Del") for n in (1, 2, 3)]
    (found,) = passages("a", short)
    assert found.text == "Text 1.\n\nText 2.\n\nText 3."
    assert [(part.start, part.section) for part in found.parts] == [(0, "1"), (9, "2"), (18, "3")]
    assert found.context == "1 Del › 2 Del › 3 Del"


def test_sections_long_enough_stand_alone() -> None:
    long = [section(Block(PARAGRAPH, sentence(SMALLEST + 10)), heading=f"{n} Del") for n in (1, 2)]
    assert [[part.section for part in p.parts] for p in passages("a", long)] == [["1"], ["2"]]


def test_a_heading_alone_is_text_unless_others_stand_under_it() -> None:
    chapter = Section("1 Del", "1", ("1 Del",), "1", [], has_children=True)
    line = Line(0, 7, 9, (60.0, 500.0, 110.0, 512.0))
    alone = Section("1.1 Utgår", "1.1", ("1 Del", "1.1 Utgår"), "1.1", lines=(line,))
    made = passages("a", [Section("", None, (), ""), chapter, alone])
    assert texts(made) == ["1.1 Utgår"]
    assert made[0].lines == (line,)
    assert passages("a", [chapter]) == passages("a", []) == []


@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1, 5000])
def test_a_sentence_too_long_for_a_passage_is_cut_between_words(length: int) -> None:
    text = sentence(length)
    found = texts(passages("a", [section(Block(PARAGRAPH, text))]))
    assert len(found) == -(-length // LONGEST)
    assert " ".join(found).split() == text.split()
    assert all(len(each) <= LONGEST for each in found)


def test_what_has_no_spaces_is_cut_all_the_same() -> None:
    found = texts(passages("a", [section(Block(ITEM, "x" * 4000))]))
    assert "".join(found) == "x" * 4000
    assert max(map(len, found)) == LONGEST


def test_lines_of_a_passage_begin_anew() -> None:
    text = " ".join(sentence(300) for _ in range(8))
    found = passages("a", [section(Block(PARAGRAPH, text, lines=with_lines(text)))])
    assert len(found) == 2
    first, second = (p.lines for p in found)
    assert first[0].start == second[0].start == 0
    assert second[0].page_index == len(found[0].text) // 60 // 20
    assert [line.start for line in second] == sorted({line.start for line in second})
    assert passages("a", [section(Block(PARAGRAPH, "Kort."))])[0].line_at(3) is None
