"""Terms: words and numbers, stems, stop words, compounds split by the documents' own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.index import Analyzer, word_places, words
from ingest.index.analysis import count_words
from ingest.index.stopwords import STOP_WORDS

KNOWN = ["patient", "avgift", "lagen", "kommun", "styrning", "tillit", "samverkan", "vård"]
KNOWN_COMPOUNDS = ["patientavgift"]


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(dict.fromkeys([*KNOWN, *KNOWN_COMPOUNDS], 3) | {"sällan": 2, "råd": 9})


def test_words_and_numbers() -> None:
    assert words("Avsnitt 7.4.2, lagen (2010:800) och 15%: Åtgärder.") == [
        *("avsnitt", "7.4.2", "lagen", "2010:800", "och", "15", "procent", "åtgärder")
    ]
    assert words("2018-09-12 3/4 a_b é") == ["2018", "09", "12", "3/4", "a", "b", "é"]
    assert words("") == []


def test_words_know_where_they_stand() -> None:
    text = "Avsnitt 7.4.2: Åtgärder"
    assert word_places(text) == [("avsnitt", 0, 7), ("7.4.2", 8, 13), ("åtgärder", 15, 23)]


def test_words_are_counted_without_numbers() -> None:
    assert count_words(["Vård och vård 7.4", "vård"]) == {"vård": 3, "och": 1}


def test_inflections_have_one_stem(analyzer: Analyzer) -> None:
    assert analyzer.terms("kommuner") == analyzer.terms("kommunerna") == analyzer.terms("Kommun")


def test_stop_words_and_lone_letters_say_nothing(analyzer: Analyzer) -> None:
    assert analyzer.terms("Vad säger de om det i a b?") == []
    assert all(word == word.lower() for word in STOP_WORDS)


def test_numbers_stay_whole(analyzer: Analyzer) -> None:
    assert analyzer.terms("7.4.2 5 2010:800") == ["7.4.2", "5", "2010:800"]


@pytest.mark.parametrize(
    "compound, parts",
    [
        ("patientavgift", ("patient", "avgift")),
        ("patientavgiftslagen", ("patient", "avgift", "lagen")),
        ("tillitsstyrning", ("tillit", "styrning")),
        ("kommunsamverkan", ("kommun", "samverkan")),
        ("kommunens", ()),  # an inflection is no compound
        ("kommunråd", ()),  # the part is too short to be told from an ending
        ("sällansamverkan", ()),  # seen twice: not a word the documents use
        ("exempelord", ()),
        ("2010:800", ()),
    ],
)
def test_compounds(analyzer: Analyzer, compound: str, parts: tuple[str, ...]) -> None:
    assert analyzer.compound_parts(compound) == parts


def test_a_compound_is_found_by_its_parts_and_as_itself(analyzer: Analyzer) -> None:
    terms = analyzer.terms("patientavgiftslagen")
    assert terms[0] == analyzer.stem("patientavgiftslagen")
    assert set(analyzer.terms("patient avgift lagen")) <= set(terms)


@given(st.text(alphabet="abcdsåäö tillitvårdkommun7.:%\n", max_size=120) | st.text(max_size=60))
def test_terms_are_the_same_on_every_run(text: str) -> None:
    vocabulary = dict.fromkeys(KNOWN, 5)
    first = Analyzer(vocabulary).terms(text)
    again = Analyzer(dict(reversed(vocabulary.items()))).terms(text)
    assert first == again
    assert all(first)


@given(st.tuples(st.sampled_from(KNOWN), st.sampled_from(["", "s"]), st.sampled_from(KNOWN)))
def test_two_known_words_are_found_in_their_compound(word: tuple[str, str, str]) -> None:
    analyzer = Analyzer(dict.fromkeys(KNOWN, 3))
    head, link, tail = word
    if len(head + link + tail) >= 9:
        terms = analyzer.terms(head + link + tail)
        assert terms[1:] == [analyzer.stem(head), analyzer.stem(tail)]
