from __future__ import annotations

from pathlib import Path

import pytest

from assistant.drafting.disposition import (
    ASPECTS,
    Content,
    DispositionProblem,
    DocumentType,
    document_types,
)

# The sections that each document type must have, in order.
SHIPPED = {
    "yttrande": [
        "Sammanfattning", "Ställningstaganden", "Övergripande synpunkter", "Synpunkter",
        "Konsekvenser", "Beslut",
    ],
    "tjansteutlatande": [
        "Förslag till beslut", "Sammanfattning", "Ärendets beredning", "Bakgrund",
        "Remissen i sammanfattning", "Övergripande synpunkter", "Förvaltningens synpunkter",
        "Bilagor", "Underskrift",
    ],
    "tjansteskrivelse": [
        "Förslag till beslut", "Ärende", "Beslutsunderlag", "Bakgrund", "Synpunkter",
        "Jämställdhet", "Samråd", "Uppgift om MBL", "Underskrift", "Beslutet skickas till",
    ],
    "landstingsyttrande": [
        "Ärendebeskrivning", "Beslutsunderlag", "Förslag till beslut",
        "Förvaltningens motivering till förslaget", "Övergripande synpunkter",
        "Synpunkter på {report}",
        "Ekonomiska konsekvenser", "Konsekvenser för patientsäkerhet",
        "Konsekvenser för jämställd och jämlik vård", "Miljökonsekvenser",
        "Administrativa konsekvenser", "Underskrift", "Beslutet ska skickas till",
    ],
}  # fmt: skip

GOOD = """
key = "svar"
name = "Svar"
title = "Svar på {the_reports}"
needs = ["dnr"]

[[fields]]
key = "bilagor"
label = "Bilagor"
lines = true

[[sections]]
key = "inledning"
heading = "Inledning"
text = ["{organisation} svarar."]

[[sections]]
key = "bilagor"
heading = "Bilagor"
content = "lines"
fact = "bilagor"
"""


def in_folder(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf8")
    return folder


@pytest.mark.parametrize("key", SHIPPED)
def test_each_document_type_has_its_disposition(key: str) -> None:
    headings = [one.heading for one in document_types()[key].sections if one.level == 1]
    assert headings == SHIPPED[key]


def test_only_these_are_shipped_and_each_asks_for_what_it_uses() -> None:
    types = document_types()
    assert sorted(types) == sorted(SHIPPED)
    for one in types.values():
        assert {"dnr", "date", "officer", "decision_maker", "reports"} <= set(one.needs)
        used = {section.fact for section in one.sections} | used_in_text(one)
        assert {field.key for field in one.fields} <= used


def used_in_text(one: DocumentType) -> set[str]:
    text = " ".join(text for section in one.sections for text in section.text)
    return {field.key for field in one.fields if f"{{{field.key}}}" in text}


def test_the_landsting_asks_for_all_consequences() -> None:
    sections = document_types()["landstingsyttrande"].sections
    found = {one.aspect for one in sections if one.content is Content.CONSEQUENCES}
    assert found == set(ASPECTS)


def test_an_organisations_own_types_come_beside_and_over_those_shipped(tmp_path: Path) -> None:
    own = GOOD.replace('key = "svar"', 'key = "yttrande"')
    types = document_types(in_folder(tmp_path, svar=GOOD, eget=own))
    assert set(types) == {*SHIPPED, "svar"}
    assert types["yttrande"].name == "Svar"
    assert types["svar"].fields[0].lines


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("key = ", "svar.toml is not valid TOML: "),
        (GOOD.replace("name =", "nam ="), "svar.toml: name: Field required."),
        (GOOD.replace('heading = "Bilagor"', "heading = 1"),
         "svar.toml: sections 2 heading: Input should be a valid string."),
        (GOOD.replace('"lines"', '"rader"'), "svar.toml: sections 2 content: Input should be "),
        (GOOD.replace("{organisation}", "{organization}"),
         "svar.toml: sections 1 (inledning): there is nothing called {organization}."),
        (GOOD.replace('"Inledning"', '"Om {report}"'),
         "svar.toml: sections 1 (inledning): heading: there is nothing called {report}."),
        (GOOD.replace("{the_reports}", "{boken}"),
         "svar.toml: title: there is nothing called {boken}."),
        (GOOD.replace('needs = ["dnr"]', 'needs = ["nummer"]'),
         "svar.toml: needs: a case has no 'nummer'; it has organisation, "),
        (GOOD.replace('key = "inledning"', 'key = "bilagor"'),
         "svar.toml: sections 2 (bilagor): the key stands twice."),
        (GOOD.replace('fact = "bilagor"', 'fact = "bilaga"'),
         "svar.toml: sections 2 (bilagor): fact: there is no field 'bilaga'."),
        (GOOD.replace('fact = "bilagor"', ""),
         "svar.toml: sections 2 (bilagor): fact: name the field whose lines are set."),
        (GOOD.replace('"lines"', '"consequences"'),
         "svar.toml: sections 2 (bilagor): aspect: choose among economy, "),
        (GOOD.replace('fact = "bilagor"', 'fact = "bilagor"\nlevel = 3'),
         "svar.toml: sections 2 (bilagor): level 3 cannot follow level 1."),
    ],
)  # fmt: skip
def test_a_bad_file_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DispositionProblem) as problem:
        document_types(in_folder(tmp_path, svar=text))
    assert str(problem.value).startswith(str(tmp_path))
    assert said in str(problem.value)


def test_two_files_of_one_key_are_told(tmp_path: Path) -> None:
    with pytest.raises(DispositionProblem, match=r"svar\.toml: key: 'svar' is also in .*eget"):
        document_types(in_folder(tmp_path, svar=GOOD, eget=GOOD))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DispositionProblem, match="TILLIT_TEMPLATES"):
        document_types(tmp_path / "saknas")
