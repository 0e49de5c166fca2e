"""Checking a digest's facts, on documents written for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.digest import check_digest, left_out
from ingest.digest.figures import beside
from ingest.digest.names import Words, names, names_beside, vocabulary
from ingest.digest.numbers import figures, keys
from ingest.index import IndexProblem

CATALOG = """
[[document]]
doc = "sou-2031-9"
title = "Ljus i vinterkvällen (SOU 2031:9)"
kind = "report"
reference = "SOU 2031:9"

[[document]]
doc = "referat-sou-2031-9"
title = "Referat av Ljus i vinterkvällen (SOU 2031:9)"
kind = "digest"
about = "sou-2031-9"
"""

REPORT = """\
# Ljus i vinterkvällen

## 1 Inledning

Lyktdelegationen tillsattes av regeringen den 4 mars 2030 (dir. 2030:17) och leddes av Siv Torp.

## 2 Gatlyktor

I Vindelby kommun finns 4 200 lyktor, och en fjärdedel av dem lyser inte. Enligt Lyktverket (LV)
kostar reparationen 6 miljoner kronor.

## 2.1 Förslag till ändring i lyktlagen (2011:55)

Kommunen ska tända senast klockan sexton enligt 3 kap. 7 § andra stycket lyktlagen. Förslaget
gäller tolv kommuner och 35 procent av gatorna (Torp, 2029).
"""

DIGEST = """\
## 1 Inledning

Regeringen tillsatte delegationen den 4 mars 2030 (dir. 2030:17). Siv Torp var ordförande.

## 2 Gatlyktor

Vindelby har 4200 lyktor, och 25 procent lyser inte. Lyktverkets siffra för reparationen är 6 mnkr.

## 2.1 Förslag till ändring i lyktlagen (2011:55)

Tolv kommuner ska tända senast klockan 16, enligt 3 kap. 7 § andra stycket i lyktlagen. Förslaget \
gäller 35 % av gatorna (Torp, 2029).
"""


@pytest.fixture
def lyktor(tmp_path: Path) -> Callable[..., tuple[Path, Path]]:
    """Writes a corpus with a digest, and the original beside it; gives both folders."""

    def write(
        digest: str = DIGEST, deviations: str = "", report: str = REPORT
    ) -> tuple[Path, Path]:
        corpus, originals = tmp_path / "corpus", tmp_path / "originals"
        (corpus / "referat").mkdir(parents=True)
        originals.mkdir()
        (corpus / "catalog.toml").write_text(CATALOG, encoding="utf8")
        (corpus / "referat" / "referat-sou-2031-9.md").write_text(digest, encoding="utf8")
        (originals / "sou-2031-9.md").write_text(report, encoding="utf8")
        if deviations:
            (corpus / "referat" / "avvikelser.toml").write_text(deviations, encoding="utf8")
        return corpus, originals

    return write


Lyktor = Callable[..., tuple[Path, Path]]


def test_the_same_facts_in_other_words_and_forms_are_clean(lyktor: Lyktor) -> None:
    check = check_digest(*lyktor())
    assert check.clean, check.findings
    assert check.sections == 3


@pytest.mark.parametrize(
    ("right", "wrong", "fact"),
    [
        ("4200 lyktor", "4300 lyktor", "4300"),
        ("25 procent", "30 procent", "30 procent"),
        ("6 mnkr", "6 miljarder kronor", "6 miljarder"),
        ("4 mars", "5 mars", "5 mars"),
        ("4 mars", "4 maj", "4 maj"),
        ("2030:17", "2030:18", "2030:18"),
        ("klockan 16", "klockan 17", "17"),
        ("Tolv kommuner", "Elva kommuner", "Elva"),
        ("3 kap.", "4 kap.", "4 kap"),
        ("7 §", "8 §", "8"),
        ("andra stycket", "tredje stycket", "tredje stycket"),
        ("Siv Torp", "Sune Torp", "Sune"),
        ("Vindelby har", "I Norrvik finns", "Norrvik"),
        ("i lyktlagen", "i gatulagen", "gatulagen"),
        ("(Torp, 2029)", "(Torp, 2011)", "2011"),
    ],
)
def test_a_fact_that_the_section_does_not_have_is_listed(
    lyktor: Lyktor, right: str, wrong: str, fact: str
) -> None:
    assert right in DIGEST
    findings = check_digest(*lyktor(DIGEST.replace(right, wrong))).findings
    assert fact in [finding.fact for finding in findings]
    assert all(finding.file == "referat-sou-2031-9.md" for finding in findings)
    assert len({finding.section for finding in findings}) == 1


def test_a_fact_of_another_section_is_listed(lyktor: Lyktor) -> None:
    moved = DIGEST.replace("Siv Torp var ordförande.", "Arbetet gällde 35 procent av gatorna.")
    facts = {finding.fact for finding in check_digest(*lyktor(moved)).findings}
    assert facts == {"35 procent"}


def test_a_section_may_draw_on_another_that_it_names(lyktor: Lyktor) -> None:
    named = DIGEST.replace("Siv Torp var", "Enligt avsnitt 2.1 gäller det 35 procent. Siv Torp var")
    assert check_digest(*lyktor(named)).clean


def test_a_section_that_does_not_exist_is_listed(lyktor: Lyktor) -> None:
    wrong = DIGEST.replace("Siv Torp var", "Mer står i avsnitt 2.7. Siv Torp var")
    assert [f.fact for f in check_digest(*lyktor(wrong)).findings] == ["2.7"]


def test_a_figure_out_of_its_connection_is_listed(lyktor: Lyktor) -> None:
    filler = " Snön faller tyst över byn." * 8
    report = REPORT.replace("## 2.1", f"{filler}\n\nLampfabriken köpte sovande hundar.\n\n## 2.1")
    digest = f"{DIGEST[: DIGEST.index('## 2.1')]}Lampfabriken köpte 4200 hundar som sov.\n"
    findings = check_digest(*lyktor(digest, report=report)).findings
    assert "4200" in [finding.fact for finding in findings]


def test_a_deviation_is_allowed_where_it_is_listed_and_needed(lyktor: Lyktor) -> None:
    listed = '[[deviation]]\nfacts = ["Elva"]\nsection = "2.1"\nreason = "Counted anew."\n'
    check = check_digest(*lyktor(DIGEST.replace("Tolv", "Elva"), listed))
    assert check.clean


def test_a_deviation_that_is_not_needed_is_told(lyktor: Lyktor) -> None:
    listed = '[[deviation]]\nfacts = ["Elva"]\nreason = "Counted anew."\n'
    check = check_digest(*lyktor(DIGEST, listed))
    assert not check.clean
    assert [deviation.facts for deviation in check.unused] == [("Elva",)]


def test_a_list_of_deviations_that_is_not_valid_is_told(lyktor: Lyktor) -> None:
    with pytest.raises(IndexProblem, match=r"avvikelser\.toml is not valid"):
        check_digest(*lyktor(DIGEST, '[[deviation]]\nfacts = ["Elva"]\n'))


def test_without_the_original_there_is_nothing_to_compare(lyktor: Lyktor) -> None:
    corpus, originals = lyktor()
    (originals / "sou-2031-9.md").unlink()
    with pytest.raises(IndexProblem, match="has its original"):
        check_digest(corpus, originals)


def test_what_the_digest_leaves_out_can_be_listed(lyktor: Lyktor) -> None:
    short = DIGEST.replace("Förslaget gäller 35 % av gatorna (Torp, 2029).", "")
    found = left_out(*lyktor(short), "sou-2031-9", "2")
    assert [finding.fact for finding in found if finding.section == "2.1"] == [
        "35 procent",
        "Torp",
        "2029",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4 000 av 12 500", ["4000", "12500"]),
        ("tjugofem eller 1,3 miljoner", ["25", "1,3 miljoner"]),
        ("ett femtiotal", ["50"]),
        ("20 och 24 §§ samt 26 a §", ["20 §", "24 §", "26a §"]),
        ("prop. 2009/10:80 och bet. 2010/11: KU23", ["2009/10:80", "2010/11:KU23"]),
        ("hälften, en tredjedel, var femte, två tredjedelar", ["1/2", "1/3", "1/5", "2/3"]),
        ("den 16 juni 2016, dvs. 2016-06-16", ["16 juni", "2016", "16 juni"]),
        ("avsnitt 7.4.2, s. 3", ["7.4.2", "3"]),
        ("en man och ett hus", []),
    ],
)
def test_figures_have_one_form(text: str, found: list[str]) -> None:
    assert [figure.key for figure in figures(text)] == found


@given(st.text(alphabet="0123456789 .,:§%–-abckpstyåäö\n", max_size=60))
def test_a_text_holds_all_its_own_figures(text: str) -> None:
    assert {figure.key for figure in figures(text)} <= keys(text)
    for figure in figures(text):
        assert text[figure.start : figure.start + len(figure.text)] == figure.text


def test_numbers_in_a_row_share_the_unit_after_the_last() -> None:
    assert {"11 procent", "14 procent", "20 procent"} <= keys("11, 14 respektive 20 procent")


def test_counting_what_one_lists_is_no_fact_of_the_source() -> None:
    assert beside("Tre skäl anges:\n- mörkret\n- kylan\n- halkan", "Mörker, kyla, halka.") == []
    assert beside("Det har två sidor: mörker och kyla.", "Mörker, kyla.") == []
    assert [f.key for f in beside("Fyra skäl anges:\n- mörkret\n- kylan", "Mörker, kyla.")] == ["4"]


def test_a_sentences_first_word_is_a_name_only_if_it_is_one_elsewhere() -> None:
    text = "Vindelby växer. Lyktor kostar. Hos Vindelby och Lars-Erik syns lyktor."
    assert [name.text for name in names(text, vocabulary([text]))] == [
        "Vindelby",
        "Vindelby",
        "Lars",
        "Erik",
    ]


def test_an_abbreviation_stands_for_what_explains_it() -> None:
    known = vocabulary(["Enligt Norra Fjällens Landsting (NFL) och lagen (2011:55) om lyktor."])
    assert (
        names_beside("Det säger NFL.", Words("norra fjällens landsting", known.explained), known)
        == []
    )
    text = "Det säger Norra Fjällens Landsting."
    assert names_beside(text, Words("Enligt NFL", known.explained), known) == []
    assert names_beside(text, Words("Enligt RÖM", known.explained), known) != []


def test_the_command_is_quiet_on_a_clean_digest(lyktor: Lyktor, ingest: Callable[..., Any]) -> None:
    corpus, originals = lyktor()
    done = ingest("check-digest", originals, "--corpus", corpus)
    assert (done.status, done.stderr) == (0, "")
    assert done.stdout == "3 sections compared, 0 facts beside their source.\n"


def test_the_command_lists_file_section_and_fact(
    lyktor: Lyktor, ingest: Callable[..., Any]
) -> None:
    corpus, originals = lyktor(DIGEST.replace("4200", "4300"))
    done = ingest("check-digest", originals, "--corpus", corpus)
    assert done.status == 1
    assert done.stdout.startswith("referat-sou-2031-9.md:2: 4300 (… ")
    as_json = ingest("check-digest", originals, "--corpus", corpus, "--json")
    assert as_json.status == 1
    assert json.loads(as_json.stdout)["findings"][0]["fact"] == "4300"


def test_a_folder_that_is_not_there_is_wrong_use(
    lyktor: Lyktor, ingest: Callable[..., Any], tmp_path: Path
) -> None:
    done = ingest("check-digest", tmp_path / "none", "--corpus", lyktor()[0])
    assert done.status == 2
    assert len(done.said) == 1
    assert "There is no folder" in done.stderr
