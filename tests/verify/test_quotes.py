"""Quotes: exact, nearly so, absent, and out of a digest."""

from __future__ import annotations

import pytest

from assistant.verify import Level, Source
from assistant.verify.quotes import check_quotes
from ingest.index import Document, Kind

TEXT = "Lotsen ska vara samma person från början till slut. Den som vill får tacka nej."


def passage(text: str = TEXT, kind: Kind = Kind.REPORT) -> Source:
    return Source(text, Document("d", "Titel", kind, "d.md", ""))


@pytest.mark.parametrize(
    "sentence",
    [
        "De skriver att ”lotsen ska vara samma person från början till slut”.".replace(
            "lot", "Lot"
        ),
        "De talar om ”samma person”.",
        "Utan citat.",
        "Ett tomt citat: ”.”",
    ],
)
def test_an_exact_quote_stands(sentence: str) -> None:
    assert check_quotes(sentence, [passage()]).objections == ()


def test_line_breaks_and_hyphens_of_the_print_do_not_count() -> None:
    printed = passage("Lotsen ska vara sam-\nma person\nfrån början.")

    assert check_quotes("”Lotsen ska vara samma person från början”", [printed]).objections == ()


def test_a_part_of_a_word_is_no_quote() -> None:
    assert check_quotes("De skriver ”amma person”.", [passage()]).objections


def test_a_nearly_right_quote_is_mended_and_said() -> None:
    checked = check_quotes(
        "De skriver ”Lotsen måste vara samma person från början till slut”.", [passage()]
    )

    assert checked.mended == "De skriver ”Lotsen ska vara samma person från början till slut”."
    (objection,) = checked.objections
    assert objection.at_most is Level.PARTLY
    assert "Lotsen ska vara samma person från början till slut" in objection.reason


def test_a_quote_that_stands_nowhere_is_not_mended() -> None:
    checked = check_quotes("De skriver ”alla ska ha tre lotsar och en hund”.", [passage()])

    assert checked.mended is None
    assert [o.at_most for o in checked.objections] == [Level.UNSUPPORTED]


def test_a_digest_cannot_be_quoted() -> None:
    checked = check_quotes("De skriver ”samma person”.", [passage(kind=Kind.DIGEST)])

    assert "referat" in checked.objections[0].reason
    assert checked.objections[0].at_most is Level.UNSUPPORTED
