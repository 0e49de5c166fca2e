"""Numbers, names and references, each where it stands and where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verify.facts import check_names, check_numbers, check_references
from assistant.verify.names import is_named, names
from assistant.verify.numbers import numbers
from assistant.verify.references import references
from assistant.verify.source import Source
from ingest.index import Document, Kind


def passage(text: str) -> Source:
    return Source(text, Document("d", "Titel", Kind.REPORT, "d.md", ""))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("tolv försök", "12 försök"),
        ("hälften", "50 procent"),
        ("varannan", "hälften"),
        ("tre av fyra", "75 procent"),
        ("en tredjedel", "var tredje"),
        ("fyra av fem", "80 %"),
        ("1,3 miljoner", "1 300 000"),
        ("430 000", "430000"),
        ("1.300.000 kr", "1,3 miljoner"),
        ("ett fyrtiotal", "omkring 40"),
        ("tjugofem", "25"),
        ("75 procent", "75 respektive 25 procent"),
        ("två tredjedelar", "2 av 3"),
        ("en miljon", "1 000 000"),
    ],
)
def test_one_number_written_in_two_ways(ours: str, theirs: str) -> None:
    assert check_numbers(ours, [passage(theirs)]) == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("tolv försök", "elva försök"),
        ("tre av fyra", "fyra av fem"),
        ("20 procent", "30 procent"),
        ("1,3 miljoner", "1,3 miljarder"),
        ("år 2017", "år 2018"),
        ("två tredjedelar", "en tredjedel"),
    ],
)
def test_another_number_is_missed(ours: str, theirs: str) -> None:
    assert len(check_numbers(ours, [passage(theirs)])) == 1


def test_a_missing_year_is_called_a_year() -> None:
    (objection,) = check_numbers("Det kom 2019.", [passage("Det kom 2018.")])

    assert objection.reason == "Årtalet 2019 står inte i det citerade stycket."


@pytest.mark.parametrize(
    "text", ["trender", "sjuka", "SOU 2018:47", "3 kap. 19 §", "avsnitt 7.4.2", "en och ett", ""]
)
def test_what_is_no_number(text: str) -> None:
    assert numbers(text) == []


@given(st.integers(min_value=0, max_value=10**9))
def test_thousands_may_be_parted(number: int) -> None:
    plain, parted = numbers(f"Det är {number} kronor."), numbers(f"{number:,}".replace(",", " "))

    assert [n.value for n in plain] == [n.value for n in parted] == [number]


@given(st.text(max_size=200))
def test_any_text_can_be_read_for_facts(text: str) -> None:
    assert check_numbers(text, [passage(text)]) == []
    assert check_names(text, [passage(text)]) == []
    assert check_references(text, [passage(text)]) == []


@pytest.mark.parametrize(
    ("sentence", "missed"),
    [
        ("Enligt 3 kap. 19 § kommunallagen ska det följas upp.", 0),
        ("Enligt 3 kap 19§ kommunallagen ska det följas upp.", 0),
        ("Enligt 4 kap. 19 § kommunallagen ska det följas upp.", 1),
        ("Enligt 3 kap. 20 § kommunallagen ska det följas upp.", 1),
        ("Enligt socialtjänstlagen ska det följas upp.", 1),
        ("Enligt SOU 2018:47 ska det följas upp.", 0),
        ("Enligt SOU 2018:48 ska det följas upp.", 1),
        ("Förslaget bygger på ett underlag.", 0),
    ],
)
def test_references(sentence: str, missed: int) -> None:
    source = passage("Det följer av 3 kap. 19 § kommunallagen (se SOU 2018:47).")

    assert len(check_references(sentence, [source])) == missed


def test_words_that_end_like_acts_are_none() -> None:
    assert references("förslag, inslag, underlag, arbetslaget, bolagen, lagen") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Boverket och IVO svarade.", ["Boverket", "IVO"]),
        ("Datorerna kom till Hamnviken.", ["Hamnviken"]),
        ("Linköpings kommun svarade.", []),
        ("Svaret från Linköpings kommun.", ["Linköping"]),
        ("Tillsynsmyndigheten i Sverige", []),
    ],
)
def test_names(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Linköping", "Linköpings kommun", True),
        ("IVO", "Inspektionen för vård och omsorg", True),
        ("IVO", "Inspektionen för skolan", False),
        ("Skolverket", "skolverkets rapport", True),
        ("Uppsala", "Kalmar", False),
    ],
)
def test_a_name_is_found_in_whatever_form(name: str, text: str, expected: bool) -> None:
    assert is_named(name, text) is expected
