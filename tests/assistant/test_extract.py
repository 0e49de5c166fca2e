"""The sentences an answer is made of: exact, whole, each once, in the document's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import FILES, OpenTexts
from questions import ANSWERABLE

from assistant import Answer, Assistant, Citation, Filters, Statement
from assistant.extract import Extractor, units
from assistant.question import Question
from assistant.search import Hit
from ingest.index import Analyzer, Document, Generation, Kind, Part, Passage
from ingest.index.lexical import LexicalIndex


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _statements(answer: Answer) -> list[Statement]:
    return [statement for voice in answer.voices for statement in voice.statements]


def _cited(answer: Answer, statement: Statement) -> Citation:
    return answer.citations[statement.citation - 1]


def _said(statement: Statement) -> str:
    return _squeezed(" ".join([statement.text, *statement.points]))


def _passage(text: str, *starts: int) -> Passage:
    parts = tuple(
        Part(start, str(n), f"{n} Rubrik", (f"{n} Rubrik",)) for n, start in enumerate(starts, 1)
    )
    return Passage("p:0000", "p", 0, text, parts or (Part(0, "1", "1 Rubrik", ("1 Rubrik",)),))


def _extracts(texts: Sequence[Passage], question: str) -> list[str]:
    """The quotes that answer a question, where all of these passages are found."""
    analyzer = Analyzer({})
    lexical = LexicalIndex.build([[*analyzer.terms(p.text), "utfyllnad"] for p in texts])
    generation = cast(Generation, SimpleNamespace(analyzer=analyzer, lexical=lexical))
    document = Document("p", "P", Kind.REPORT, "p.md", "")
    named = [replace(passage, id=f"p:{n:04}") for n, passage in enumerate(texts)]
    hits = [Hit(n, passage, document, 1.0, 0.0) for n, passage in enumerate(named)]
    return [e.quote for e in Extractor(generation, None).extract(Question(question), hits)]


def test_units_are_sentences_and_points_in_order() -> None:
    text = "Först en mening. Sedan dessa:\n- en sak\n- en annan sak. Med tillägg.\n\nNytt stycke."

    found = units(_passage(text))

    assert [text[u.start : u.end] for u in found] == [
        "Först en mening.",
        "Sedan dessa:",
        "- en sak",
        "- en annan sak.",
        "Med tillägg.",
        "Nytt stycke.",
    ]
    assert [u.is_point for u in found] == [False, False, True, True, False, False]
    assert [u.opens_paragraph for u in found] == [True, False, False, False, False, True]


@pytest.mark.parametrize("mark", ["-", "–", "•", "1.", "2)", "a)"])
def test_points_are_known_by_their_marks(mark: str) -> None:
    assert units(_passage(f"Detta ingår:\n{mark} en plats att sitta på"))[1].is_point


def test_a_dash_within_a_line_is_no_point() -> None:
    assert not any(
        u.is_point for u in units(_passage("Bussen gick inte. – Den stod, sade föraren."))
    )


@pytest.mark.parametrize("question", ANSWERABLE)
@pytest.mark.parametrize("which", ["assistant", "dense_assistant"])
def test_quotes_stand_word_for_word_in_passage_and_document(
    request: pytest.FixtureRequest, which: str, question: str
) -> None:
    assistant: Assistant = request.getfixturevalue(which)
    answer = assistant.ask(question)
    files = {name.rpartition("/")[2].rpartition(".")[0]: FILES[name] for name in FILES}

    for citation in answer.citations:
        if citation.kind is Kind.DIGEST:
            continue
        assert citation.quote in citation.passage
        whole = files[citation.doc].replace("fjäll-\n", "fjäll")
        assert _squeezed(citation.quote) in _squeezed(whole)
        assert len(citation.quote.split()) >= 4, "a clause or more"


@pytest.mark.parametrize("question", ANSWERABLE)
def test_an_answer_is_of_a_length_one_reads(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)

    assert 5 <= sum(len(_said(statement).split()) for statement in _statements(answer)) <= 200
    assert all(_said(statement) for statement in _statements(answer))


@pytest.mark.parametrize("question", ANSWERABLE)
def test_no_sentence_is_said_twice(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    said: list[str] = []
    for citation in answer.citations:
        start = citation.passage.index(citation.quote)
        passage = _passage(citation.passage)
        said += [
            f"{citation.passage_id} {citation.passage[u.start : u.end]}"
            for u in units(passage)
            if start <= u.start < start + len(citation.quote)
        ]

    assert len(said) == len(set(said))


def test_what_two_documents_say_alike_is_said_once(open_texts: OpenTexts) -> None:
    same = "Höet från ängarna vid ån delas lika mellan alla gårdar i byn."
    assistant = open_texts(
        {
            "ett.md": f"# Ett\n\n## 1 Hö\n\n{same} Var gård väljer sin teg om våren.\n",
            "två.md": f"# Två\n\n## 1 Hö\n\n{same} Gårdar utan häst betalar i dagsverken.\n",
        }
    )

    answer = assistant.ask("Hur delas höet från ängarna mellan gårdarna?")

    assert answer.text.count(same) == 1


def test_a_list_is_kept_whole_with_its_lead(assistant: Assistant) -> None:
    answer = assistant.ask("Vad ska servicepunkten minst erbjuda?")

    lists = [
        s
        for s in _statements(answer)
        if s.text.endswith("Servicepunkten ska erbjuda minst följande:")
    ]
    assert len(lists) == 1
    assert [point[:9] for point in lists[0].points] == [
        "1. Hjälp ",
        "2. Hjälp ",
        "3. Utlämn",
        "4. En pla",
    ]


def test_a_point_brings_its_list_and_lead(assistant: Assistant) -> None:
    answer = assistant.ask("Hur definieras restid från dörr till disk med färdmedel?")

    (found,) = [s for s in _statements(answer) if any("Restid:" in p for p in s.points)]
    assert found.text.endswith("i en bestämd betydelse:")
    assert len(found.points) == 4


def test_of_a_long_list_the_point_that_answers_is_shown_with_the_lead() -> None:
    points = [f"- Punkt {n} handlar om {'helt vanliga saker och ting ' * 3}." for n in range(9)]
    points[6] = "- Mjölnaren betalas i mjöl efter gammal sed i socknen."
    text = "Följande gäller i byn:\n" + "\n".join(points)

    quotes = _extracts([_passage(text)], "Hur betalas mjölnaren i mjöl?")

    shown = "\n".join(quotes)
    assert shown.index("Följande gäller i byn:") < shown.index(points[6])
    assert len(shown.split()) < len(text.split())


def test_a_point_of_two_sentences_keeps_both(open_texts: OpenTexts) -> None:
    text = """# Kvarnen

## 1 Regler

Vid kvarnen gäller följande regler:

- Mjölnaren mal i den ordning man kommer. Den som har häst får vänta inne.
- Ingen mal på söndagen. Undantag görs för brudar.
"""

    answer = open_texts({"kvarnen.md": text}).ask("Vilka regler gäller vid kvarnen för mjölnaren?")

    (statement,) = _statements(answer)
    assert statement.text == "Vid kvarnen gäller följande regler:"
    assert statement.points == (
        "- Mjölnaren mal i den ordning man kommer. Den som har häst får vänta inne.",
        "- Ingen mal på söndagen. Undantag görs för brudar.",
    )


def test_what_follows_a_list_is_not_put_before_it(open_texts: OpenTexts) -> None:
    text = """# Kvarnen

## 1 Regler

Vid kvarnen gäller följande regler för mjölnaren:

- Mjölnaren mal i den ordning man kommer till kvarnen.
- Mjölnaren mal inte vid kvarnen på söndagen.

Socknens äldste läser reglerna högt i kyrkan första söndagen i maj.
"""
    answer = open_texts({"kvarnen.md": text}).ask("Vilka regler vid kvarnen läses i kyrkan i maj?")

    order = [answer.text.index(piece) for piece in ("följande regler", "kommer till", "i kyrkan")]
    assert order == sorted(order)
    assert not any("kyrkan" in point for s in _statements(answer) for point in s.points)


def test_no_quote_runs_across_a_heading() -> None:
    first = "Mjölnaren betalas i mjöl efter gammal sed."
    second = "Mjölnaren sover i kvarnen om vintern."
    passage = _passage(f"{first}\n\n{second}", 0, len(first) + 2)

    quotes = _extracts([passage], "Vad gäller för mjölnaren, mjöl, kvarnen, sed?")
    assert sorted(quotes) == [first, second]


def test_a_sentence_that_points_back_brings_the_one_before(assistant: Assistant) -> None:
    answer = assistant.ask("Hur kan läsaren pröva slutsatser mot underlag som andra tagit fram?")

    (quote,) = [c.quote for c in answer.citations if "Detta gör att läsaren" in c.quote]
    assert "som delegationen inte har ändrat i. Detta gör" in quote


@pytest.mark.parametrize("opening", ["Detta", "Dessa", "Därför", "Dessutom", "Den", "Men"])
def test_every_sentence_that_points_back_brings_the_one_before(opening: str) -> None:
    before = "Kvarnen står still om vintern när ån fryser och hjulet sitter fast i isen."
    text = f"Socknen har tre vägar. {before} {opening} gör mjölnaren arbetslös i fyra månader."
    # Others that answer better than the one before, and leave no room for it on its own merits.
    letters = "abcdefghijklmnopqrstuvwxyz"
    rest = [f"Mjölnaren {letter * 4} {letter * 5} {letter * 6} {letter * 7}." for letter in letters]
    rest += [f"Mjölnaren {letter * 8} {letter * 9} {letter * 3}." for letter in letters]
    passages = [_passage(text), _passage(" ".join(rest))]

    quotes = _extracts(passages, "Varför är mjölnaren arbetslös i månader?")

    assert any(f"{before} {opening}" in quote for quote in quotes)


def test_a_paragraph_that_opens_so_is_let_stand() -> None:
    text = "Kort om vädret, som var grått.\n\nDetta gör mjölnaren arbetslös i fyra månader."

    quotes = _extracts([_passage(text)], "Varför är mjölnaren arbetslös i månader?")

    assert quotes[0].startswith("Detta") or "\n\n" in quotes[0]


def test_the_sentence_that_answers_is_among_those_shown(assistant: Assistant) -> None:
    answer = assistant.ask("Hur många besök tog servicebussen i Tallmo emot?")

    assert "9 300 besök" in answer.text


def test_where_nothing_answers_each_near_passage_gives_one_sentence(assistant: Assistant) -> None:
    answer = assistant.ask("Hur många besök fick servicebussen i Tallmo år 2041?")

    assert answer.abstained
    assert 1 <= len(answer.citations) <= 3
    assert len({c.passage_id for c in answer.citations}) == len(answer.citations)
    assert all(c.quote in c.passage for c in answer.citations)


def test_extracts_come_from_what_the_filters_admit(assistant: Assistant) -> None:
    only = Filters(kinds=frozenset({Kind.RESPONSE}))

    answer = assistant.ask("Hur ska skolskjutsen öppnas för andra resenärer?", only)

    assert answer.citations
    assert {c.kind for c in answer.citations} == {Kind.RESPONSE}


_PIECES = st.sampled_from(
    [
        "Mjölnaren mal korn. ",
        "Detta sker i kvarnen varje år. ",
        "Därför betalas mjölnaren, t.ex. i mjöl. ",
        "Följande gäller för mjölnaren:\n",
        "- korn till mjölnaren\n",
        "- en säck. Och en till.\n",
        "1. Mjölnaren sover",
        "\n",
        "\n\n",
        " ",
        "• ",
        "”Mjöl!” sade han. ",
        "(SOU 2031:7). ",
        "Å",
        "…",
        ":",
        "\u00a0",
        "\t",
    ]
)


@given(st.lists(st.lists(_PIECES, min_size=1, max_size=14).map("".join), min_size=1, max_size=4))
def test_every_quote_is_a_stretch_of_its_passage(texts: list[str]) -> None:
    passages = [_passage(text, *(0, len(text) // 2) if len(text) > 1 else (0,)) for text in texts]

    quotes = _extracts(passages, "Vad betalas mjölnaren i mjöl och korn?")

    for quote in quotes:
        assert quote
        assert quote == quote.strip()
        assert any(quote in text for text in texts)


@given(st.text(alphabet="AaÅä .!?:\n•-–1)”(", max_size=200))
def test_units_hold_all_of_a_text_but_the_space_around_them(text: str) -> None:
    found = units(_passage(text))

    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(text[u.start : u.end].split()) for u in found) == "".join(text.split())


def test_a_paragraph_that_points_at_nothing_is_passed_over() -> None:
    text = "Detta gör mjölnaren arbetslös i fyra månader. Mjölnaren är arbetslös var vinter."

    assert _extracts([_passage(text)], "Varför är mjölnaren arbetslös i månader?") == [
        "Mjölnaren är arbetslös var vinter."
    ]


@pytest.mark.parametrize("opening", ["De sju mjölnarna i socknen", "Den statliga kvarnen"])
def test_an_article_points_at_nothing_before_it(opening: str) -> None:
    text = f"Socknen har tre vägar. {opening} mal korn åt alla byar i dalen."

    quotes = _extracts([_passage(text)], "Vem mal korn åt byar i dalen?")

    assert quotes[0].startswith(opening)


@pytest.mark.parametrize(
    "signpost",
    [
        "Källa: Sockenräkenskaper om mjölnaren och korn 2031.",
        "Figur 3 visar hur mjölnaren mal korn åt alla.",
        "Hur mjölnaren mal korn beskrivs utförligt i avsnitt 4.2.",
        "Se tabellen om mjölnaren och korn i bilaga 5.",
    ],
)
def test_signposts_are_no_answers(signpost: str) -> None:
    text = f"Mjölnaren mal korn åt alla byar i dalen.\n\n{signpost}"

    assert signpost not in "".join(_extracts([_passage(text)], "Vad mal mjölnaren av korn?"))


def test_what_an_interviewee_says_brings_who_said_it() -> None:
    text = "Jag mal korn åt hela byn om natten. – Mjölnare\n\nJag mal aldrig korn på söndagen."

    assert _extracts([_passage(text)], "När mal någon korn åt byn?") == [
        "Jag mal korn åt hela byn om natten. – Mjölnare"
    ]


def test_a_sentence_about_a_list_brings_the_list() -> None:
    text = "Socknen föreslår:\n- att korn mals om natten\n- att råg mals om dagen\n\n"
    text += "Nämnden tillstyrker alla dessa förslag om mjölnaren."

    quotes = _extracts([_passage(text)], "Tillstyrker nämnden förslagen om mjölnaren?")

    assert "att korn mals om natten" in "\n".join(quotes)


def test_dates_are_sought_where_when_is_asked(assistant: Assistant) -> None:
    first = assistant.ask("När tillsattes Vardagsdelegationen?").voices[0].statements[0]

    assert "den 12 maj 2027" in first.text


def test_sums_are_sought_where_money_is_asked(assistant: Assistant) -> None:
    answer = assistant.ask("Vad kostade besöken i bussen i Tallmo?")

    assert "184 kronor" in answer.text


def test_only_those_who_are_asked_about_are_heard(assistant: Assistant) -> None:
    answer = assistant.ask("Vad anser Region Östmark om vardagslotsar?")

    assert {voice.label for voice in answer.voices} == {"Region Östmark"}


def test_each_side_that_is_compared_speaks_for_itself(assistant: Assistant) -> None:
    answer = assistant.ask("Hur ser Vindelby kommun respektive NFL på att öppna skolskjutsen?")

    assert {voice.label for voice in answer.voices} == {
        "Vindelby kommun",
        "Norra fjällens landsting",
    }
