"""What the training reads, and the pairs it draws from it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from small_texts import THEMES, interpellation, section, write_texts

from ingest.training import texts
from ingest.training.pairs import Pair, Pieces, Store, excused
from ingest.training.tokenizer import UNKNOWN, train


def store_of(tmp_path: Path) -> Store:
    store = Store()
    for document in texts.read(write_texts(tmp_path / "text")):
        store.add(document)
    return store


def test_header_and_transition_are_left_out_and_questions_stand_apart() -> None:
    document = texts.interpellation(interpellation("skolan", 4))
    assert document.title == "Ansvaret för skolan i fall 4"
    assert [q[:4] for q in document.questions] == ["Vad "]
    assert len(document.blocks) == 3
    said = " ".join(s for block in document.blocks for s in block.sentences)
    assert "Interpellation" not in said
    assert "vill jag fråga" not in said


def test_abbreviations_do_not_end_a_sentence() -> None:
    block = texts.interpellation(interpellation("skolan", 4)).blocks[0]
    assert [s.split()[0] for s in block.sentences] == ["Många", "Enligt", "Det"]


def test_sections_keep_their_headings_but_not_number_and_amendment() -> None:
    document = texts.act([section("vården", n) for n in (1, 2)])
    assert document.title == "Lag om vården"
    assert [b.heading for b in document.blocks] == ["1 kap. Om remisser", "2 kap. Om remisser"]
    assert document.blocks[0].sentences[-1] == "Beslut får överklagas av läkare."


def test_files_are_read_whole_and_in_order(tmp_path: Path) -> None:
    documents = texts.read(write_texts(tmp_path, count=3))
    assert len(documents) == 3 * len(THEMES) + len(THEMES)
    assert documents[0].title == "Ansvaret för skolan i fall 0"


def test_pairs_are_the_same_for_the_same_seed_and_others_for_another(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    drawn = [store.pairs(np.random.default_rng(seed)) for seed in (5, 5, 6)]
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]


def test_a_span_is_never_in_the_rest_it_should_find(tmp_path: Path) -> None:
    for pair in store_of(tmp_path).pairs(np.random.default_rng(0)):
        assert not set(pair.query) & set(pair.target)
        assert pair.query
        assert pair.target


def test_closing_questions_are_paired_with_reasons(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    asked = [p for p in store.pairs(np.random.default_rng(0)) if p.whole]
    assert any(store.texts[p.query[0]].endswith("?") for p in asked)


def test_own_blocks_and_own_document_are_no_wrong_answers() -> None:
    question = Pair((0,), (1,), block=1, document=1, whole=True)
    sibling = Pair((2,), (3,), block=2, document=1, whole=False)
    twin = Pair((4,), (5,), block=2, document=1, whole=False)
    stranger = Pair((6,), (7,), block=3, document=2, whole=False)
    spared = excused([question, sibling, twin, stranger])
    assert not spared.diagonal().any()
    assert spared[0].tolist() == [False, True, True, False]
    assert spared[1].tolist() == [True, False, True, False]
    assert not spared[3].any()


def test_bags_hold_the_pieces_of_their_sentences(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    tokenizer = train(store.texts, 200, damping=0.5)
    pieces = Pieces.encode(tokenizer, store.texts)
    ids, owners = pieces.bags([[3, 0], [5]])
    expected = [
        [i for s in row for i in tokenizer.encode(store.texts[s]).ids if i] for row in ([3, 0], [5])
    ]
    assert ids[owners == 0].tolist() == expected[0]
    assert ids[owners == 1].tolist() == expected[1]


def test_case_and_punctuation_make_no_difference_and_row_0_is_the_unknown(tmp_path: Path) -> None:
    tokenizer = train(store_of(tmp_path).texts, 200, damping=0.5)
    assert tokenizer.token_to_id(UNKNOWN) == 0
    assert tokenizer.encode("SKOLAN, lärare!").ids == tokenizer.encode("skolan lärare").ids
    assert tokenizer.encode("lä\u00adrare").ids == tokenizer.encode("lärare").ids


def test_the_same_texts_give_the_same_pieces(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    one, other = (train(store.texts, 200, damping=0.5) for _ in range(2))
    assert one.to_str() == other.to_str()
