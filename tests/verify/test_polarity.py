"""Yes and no: opposites, denials, and who acts."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.verify.actors import exchanged_actors, missing_actors
from assistant.verify.polarity import polarity


def same_words(ours: list[str], theirs: list[str]) -> NDArray[np.float32]:
    return np.array([[float(a == b) for b in theirs] for a in ours], dtype=np.float32)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Besöken blev färre.", "Besöken ökade."),
        ("Kommunen avstyrker förslaget.", "Kommunen tillstyrker förslaget."),
        ("Regionen säger nej till fullmakten.", "Regionen tillstyrker fullmakten."),
        ("Det är lätt att rekrytera.", "Det är svårt att rekrytera."),
        ("Det ska vara högst 24 timmar.", "Det ska vara minst 24 timmar."),
        ("Reglerna är otydliga.", "Reglerna är tydliga."),
        ("Bidraget motverkar samarbete.", "Bidraget främjar samarbete."),
        ("Kostnaderna understiger taket.", "Kostnaderna överstiger taket."),
        ("Kostnaderna sjönk.", "Kostnaderna har stigit, och besöken ökar."),
    ],
)
def test_the_other_end_of_a_scale(sentence: str, source: str) -> None:
    assert polarity(sentence, source, same_words).clashes


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Besöken blev fler.", "Besöken ökade."),
        ("Reglerna är otydliga.", "Reglerna är inte tydliga."),
        ("Områdena är stora.", "Stora områden omfattas."),
        ("Det är inte lätt att rekrytera.", "Det är svårt att rekrytera."),
        ("Kommunen går emot förslaget.", "Kommunen avstyrker förslaget."),
        ("Landstinget tillstyrker förslaget.", "Landstinget har ingen erinran mot förslaget."),
        ("Över 20 svarade.", "Fler än 20 svarade."),
        ("Det finns en plan.", "Planen är klar."),
    ],
)
def test_the_same_end_of_a_scale(sentence: str, source: str) -> None:
    assert not polarity(sentence, source, same_words).clashes


def test_neighbours_tell_which_end_counts() -> None:
    source = "Besöken ökade under året, medan kostnaderna minskade."

    assert not polarity("Kostnaderna sjönk.", source, same_words).clashes
    assert polarity("Besöken sjönk.", source, same_words).clashes


@pytest.mark.parametrize(
    ("sentence", "source", "lone"),
    [
        ("Lotsen beslutar inte.", "Lotsen beslutar.", True),
        ("Lotsen beslutar.", "Lotsen fattar inga beslut.", True),
        ("Den som är utan bil drabbas.", "Den som saknar bil drabbas.", False),
        ("Högst sex mått används.", "Inte fler än sex mått används.", False),
        ("Ingen ska vara utan hjälp.", "Alla ska ha hjälp.", False),
    ],
)
def test_a_denial_on_one_side_alone(sentence: str, source: str, lone: bool) -> None:
    assert polarity(sentence, source, same_words).lone is lone


@pytest.mark.parametrize(
    ("sentence", "source", "missing"),
    [
        ("Regeringen ska betala.", "Kommunerna ska betala.", ["regeringen"]),
        ("Personalen ska välja.", "Medarbetarna ska välja.", []),
        ("Staten betalar.", "Ett statligt bidrag betalas.", []),
        ("Tyskland betalar.", "Ett bidrag betalas.", []),
    ],
)
def test_actors(sentence: str, source: str, missing: list[str]) -> None:
    assert missing_actors(sentence, source) == missing


@pytest.mark.parametrize(
    ("added", "replaced", "authors", "strangers"),
    [
        ("kommunerna", "staten", "", ["kommunerna"]),
        ("medarbetarna", "personalen", "", []),
        ("kommunerna", "", "", []),
        ("kommunen", "vi", "Vindelby kommun", []),
    ],
)
def test_one_actor_put_in_for_another(
    added: str, replaced: str, authors: str, strangers: list[str]
) -> None:
    assert exchanged_actors(added, replaced, authors) == strangers
