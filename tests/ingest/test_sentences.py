"""Swedish sentences: points that end none, and spans that hold all of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.index import split_sentences


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Detta gäller t.ex. Vindelby kommun och bl.a. Region Norrvik.",
        "Stödet, dvs. Ramen för åtgärder, är nytt.",
        "Enligt 2 kap. 3 § skollagen och 5 kap. Tillsynslagen krävs det.",
        "Skolor m.fl. Enheter omfattas, jfr. Prop. 2031/32:7 och s. 12.",
        "Yttrandet är skrivet av I. Ö. Svensson.",
        "i. En lag om servicepunkter",
        "Yttrandet är skrivet av A. Svensson och E. G. Exempelsson.",
        "Lagen gäller från den 1. januari 2033.",
        "1. Inledning och syfte",
        "Kostnaden ökar (ca. 3,5 mnkr. Årligen) under perioden.",
        "Det står i avsnitt 7.4.2 Stöd till kommuner.",
        "Se www.vindelby.example för mer.",
    ],
)
def test_points_that_end_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Det framgår av betänkandet (SOU 2018:47). | Därefter ändras lagen.",
        "Det gäller skolor (m.fl.). | Därefter ändras lagen.",
        "Behövs det? | Ja! | Det gör det …  | Mer sägs inte.",
        "Det är det som ska ändras i. | Detta sker nästa år.",
        "De bor på en ö. | Dit går ingen buss.",
        "”Det behövs.” | Så sade nämnden.",
        "Detta gäller från 2033. | 12 kommuner deltar.",
        "Detta är punkt 12. | Därefter följer nästa.",
        "Vi stöder det. | – Bra, sade hon.",
        "Vi stöder det. | § 4 ändras.",
        "Rubrik utan punkt | \nText på nästa rad.",
        "1. Inledning | \n2. Syfte. | Det är kort.",
    ],
)
def test_where_sentences_end(text: str) -> None:
    parts = [part.strip() for part in text.split("|")]
    assert sentences(text.replace(" | ", " ").replace(" \n", "\n")) == parts


def test_a_small_letter_goes_on() -> None:
    assert len(sentences("Han frågade varför? och fick svar. men inget mer.")) == 1


def test_a_line_break_parts_whatever_stands_around_it() -> None:
    assert sentences("Stödet ska t.ex.\na) ges i tid.\nb) följas upp.") == [
        *("Stödet ska t.ex.", "a) ges i tid.", "b) följas upp.")
    ]


def test_nothing_has_no_sentences() -> None:
    assert sentences("") == sentences(" \n\t ") == []


TEXTS = st.text(alphabet="ab Åd.!?…”) (\n1§–:\t", max_size=200) | st.text(max_size=100)


@given(TEXTS)
def test_spans_are_in_order_and_hold_all_but_white_space(text: str) -> None:
    spans = split_sentences(text)
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(span.start < span.end for span in spans)
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in spans)
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(TEXTS)
def test_no_sentence_spans_two_lines(text: str) -> None:
    assert not any("\n" in sentence for sentence in sentences(text))


@pytest.mark.timeout(20)
def test_a_file_on_one_line_is_split_in_no_time() -> None:
    """A search from the start for the word before each point took minutes."""
    sentence = "Vindelby kommun tillstyrker förslaget om samordning. "
    assert len(split_sentences(sentence * 8000)) == 8000
