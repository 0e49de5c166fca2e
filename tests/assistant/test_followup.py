import pytest
from invented import NFL_DOC, OSTMARK_DOC, REPORT_DOC, SLIDES_DOC, VINDELBY_DOC, OpenTexts

from assistant import Assistant, Filters, QuestionProblem
from assistant.answer import Resolved
from assistant.followup import Exchange
from assistant.utterance import Sources
from ingest.index import Kind

# Each stands alone, whatever was asked before it.
STANDING_ALONE = [
    "Vad är en vardagslots?",
    "Vad menas med restid?",
    "Hur många ärenden löstes i Hamnviken?",
    "Vad är den gemensamma fullmakten?",
    "Hur många lokala kontor finns det?",
    "Finns det något om skolskjuts?",
    "Vad innebär det att fullmakten återkallas?",
    "Varför är det viktigt med kvällsöppna mottagningar?",
    "När är det tänkt att lagen om servicepunkter ska gälla?",
    "Är det tillåtet att rangordna kommuner?",
    "Vad krävs för att det ska gå att öppna skolskjutsen?",
    "Hur ska man göra när det blir fel?",
    "Vad gäller för de som saknar bil?",
    "Vad hände i de tre största städerna?",
    "Vad säger lagen om servicepunkter?",
    "Vad är syftet med servicebussen?",
    "Vad står det i avsnitt 5.2?",
    "Sammanfatta kapitel 6",
    "Vad handlar Vardagsdelegationens betänkande om?",
    "Vad föreslår utredningen?",
    "Hur många remissvar finns det?",
    "Vilka remissinstanser har svarat?",
    "Vem ledde arbetet?",
    "Vilka försök gjordes?",
    "Och vad anser Region Östmark om vardagslotsar?",
    "Men hur mycket kostar servicepunkterna?",
    "Vad anser Vindelby kommun om skolskjuts?",
    "Vad säger Norra fjällens landsting om fullmakten?",
    "Ge exempel på vardagsärenden",
    "Nämn två svårigheter med servicebussen",
    "Hur påverkas små kommuner?",
    "Region Östmark om fullmakt",
    "servicepunkter kostnad",
    "Är det bara kommuner som får driva servicepunkter?",
    "Kan du förklara skillnaden mellan lots och handläggare?",
    "Hur mycket av lönen står staten för?",
    "Hej!",
    "Tack!",
]


def understand(assistant: Assistant, *questions: str) -> Resolved:
    """How the last of these questions is understood after the others."""
    *before, last = questions
    return assistant.in_conversation(last, assistant.converse(before))


@pytest.mark.parametrize("question", STANDING_ALONE)
def test_a_question_that_stands_alone_is_left_as_it_is(assistant: Assistant, question: str) -> None:
    before = "Vad anser Region Östmark om kvällsöppna mottagningar?"
    assert understand(assistant, before, question) == Resolved(question)


@pytest.mark.parametrize("question", [*STANDING_ALONE, "Varför?", "Och Vindelby?"])
def test_the_first_question_is_left_as_it_is(assistant: Assistant, question: str) -> None:
    assert assistant.in_conversation(question) == Resolved(question)


@pytest.mark.parametrize(
    "question",
    ["vad kostar det?", "utveckla punkt 2", "mer om den sista", "Vem ska göra det?", "[1] vadå?"],
)
def test_a_first_question_that_points_back_is_declined_politely(
    assistant: Assistant, question: str
) -> None:
    with pytest.raises(QuestionProblem, match="inte har sagts än"):
        assistant.ask(question)


@pytest.mark.parametrize(
    ("before", "question", "understood"),
    [
        # whom else
        (
            "Vad anser Region Östmark om skolskjuts?",
            "Och Vindelby?",
            "Vad anser Vindelby kommun om skolskjuts?",
        ),
        (
            "Vad anser Vindelby kommun om fullmakten?",
            "och vad säger landstinget om det?",
            "Vad säger Norra fjällens landsting om ”fullmakten”?",
        ),
        (
            "Hur många timmar ska en servicepunkt vara bemannad?",
            "Vad tycker regionen då?",
            "Vad tycker Region Östmark – om ”timmar ska en servicepunkt vara bemannad”?",
        ),
        (
            "Vad är en gemensam fullmakt?",
            "Men Norra fjällens landsting?",
            "Vad säger Norra fjällens landsting om ”gemensam fullmakt”?",
        ),
        (
            "Vad anser Vindelby kommun om skolskjuts?",
            "vad sa de andra?",
            "Vad sa de andra – om ”skolskjuts”?",
        ),
        # what else
        (
            "Vad anser Vindelby kommun om skolskjuts?",
            "och för fullmakten?",
            "Vad anser Vindelby kommun om fullmakten?",
        ),
        (
            "Vad anser Vindelby kommun om statliga bidrag?",
            "Och kommunala?",
            "Vad anser Vindelby kommun om kommunala bidrag?",
        ),
        ("Vad är en vardagslots?", "Och en servicepunkt?", "Vad är en servicepunkt?"),
        ("Hur gick försöket i Tallmo?", "Och Hamnviken?", "Hur gick försöket i Hamnviken?"),
        # the same matter
        ("Vad är en servicepunkt?", "Varför?", "Varför – om ”servicepunkt”?"),
        ("Vad är en servicepunkt?", "vad kostar det?", "Vad kostar det – om ”servicepunkt”?"),
        ("Vad är en servicepunkt?", "Hur många då?", "Hur många – om ”servicepunkt”?"),
        ("Vad är en servicepunkt?", "Berätta mer", "Berätta mer – om ”servicepunkt”."),
        ("Vad är en servicepunkt?", "Är den bra?", "Är den bra – om ”servicepunkt”?"),
        (
            "Vad är en servicepunkt?",
            "Vilka är nackdelarna?",
            "Vilka är nackdelarna – om ”servicepunkt”?",
        ),
        (
            "Vad är en servicepunkt?",
            "Gäller det även skolan",
            "Gäller det även skolan – om ”servicepunkt”.",
        ),
        (
            "Vad anser Vindelby kommun om skolskjuts?",
            "Varför?",
            "Varför – om ”skolskjuts” enligt svaret från Vindelby kommun?",
        ),
        (
            "Vad anser Vindelby kommun om skolskjuts?",
            "Vad vill de ändra på?",
            "Vad vill de ändra på enligt svaret från Vindelby kommun?",
        ),
    ],
)
def test_what_a_follow_up_leaves_out_is_taken_from_the_question_before(
    assistant: Assistant, before: str, question: str, understood: str
) -> None:
    note = f"Jag förstod frågan som: {understood}"
    assert understand(assistant, before, question) == Resolved(understood, Filters(), note)


def test_the_matter_lasts_through_several_follow_ups(assistant: Assistant) -> None:
    talk = ("Vad är en servicepunkt?", "Vem betalar den?", "Och hur länge?")
    assert understand(assistant, *talk).text == "Hur länge – om ”servicepunkt, betalar”?"


def test_another_matter_takes_the_place_of_one_that_was_carried(assistant: Assistant) -> None:
    talk = ("Vad är en servicepunkt?", "Vad kostar det?", "Och lotsarna?")
    assert understand(assistant, *talk).text == "Vad kostar det – om ”lotsarna”?"


@pytest.mark.parametrize(
    ("question", "filters", "where"),
    [
        ("bara remissvaren, tack", Filters(kinds=frozenset({Kind.RESPONSE})), "remissvaren"),
        ("Vad säger utredningen?", Filters(kinds=frozenset({Kind.REPORT})), "betänkandena"),
        ("endast ur bilderna", Filters(docs=frozenset({SLIDES_DOC})), "Bilder från Vardagsdagen"),
        (
            "Och i Vardagsdelegationens betänkande?",
            Filters(docs=frozenset({REPORT_DOC, f"referat-{REPORT_DOC}"})),
            "Vardagsdelegationens betänkande",
        ),
        (
            "enbart Region Östmark",
            Filters(docs=frozenset({OSTMARK_DOC})),
            "svaret från Region Östmark",
        ),
    ],
)
def test_a_follow_up_may_only_say_where_to_look(
    assistant: Assistant, question: str, filters: Filters, where: str
) -> None:
    understood = understand(assistant, "Vad är en servicepunkt?", question)
    assert understood.filters == filters
    assert "servicepunkt" in understood.text
    assert understood.note.endswith(f"Jag sökte bara i {where}.")


def test_where_to_look_takes_the_place_of_whom_was_asked(assistant: Assistant) -> None:
    understood = understand(
        assistant, "Vad anser Vindelby kommun om skolskjuts?", "bara utredningen"
    )
    assert understood.text == "Vad anser utredningen om skolskjuts?"


def test_where_to_look_lasts_until_someone_else_is_asked(assistant: Assistant) -> None:
    talk = ("Vad är en servicepunkt?", "bara remissvaren")
    responses = Filters(kinds=frozenset({Kind.RESPONSE}))
    assert understand(assistant, *talk, "varför?").filters == responses
    assert understand(assistant, *talk, "vad säger Vindelby om det?").filters == Filters()
    assert understand(assistant, *talk, "Vad är restid?").filters == Filters()


def test_a_kind_that_is_not_there_is_no_place_to_look(open_texts: OpenTexts) -> None:
    alone = open_texts({"brev.txt": "Servicepunkten i Tallmo är öppen alla dagar utom söndag."})
    understood = understand(alone, "När är servicepunkten öppen?", "bara remissvaren")
    assert understood.filters == Filters()


LIST = "Vilka villkor ställer Region Östmark för kvällsöppna mottagningar?"


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("utveckla punkt 2", "Utveckla ”Ersättningen för kvällsarbete är höjd”."),
        ("Berätta mer om punkt två", "Berätta mer om ”Ersättningen för kvällsarbete är höjd”."),
        ("Och den sista?", "Berätta mer om ”Det finns en jourläkare att ringa till”?"),
        ("mer om den första", "Mer om ”Personalen har förhandlat om schemat”."),
        (
            "Vem avgör punkt 3?",
            "Vem avgör ”Det finns en jourläkare att ringa till”?",
        ),
    ],
)
def test_a_point_of_the_answer_is_what_is_asked_about(
    assistant: Assistant, question: str, understood: str
) -> None:
    assert understand(assistant, LIST, question).text.startswith(understood[:-1])


def test_a_point_of_few_words_takes_the_matter_along(open_texts: OpenTexts) -> None:
    alone = open_texts(
        {"plan.md": "## 1 Planen\n\nPlanen för lotsarna har dessa delar:\n\n- resor\n- arkiv\n"}
    )
    understood = understand(alone, "Vilka delar har planen för lotsarna?", "utveckla punkt 2")
    assert understood.text == "Utveckla ”arkiv” – om ”delar har planen för lotsarna”."


def test_a_point_that_names_its_section_is_looked_for_in_its_document(
    open_texts: OpenTexts,
) -> None:
    points = "- resor på vintern (2.1)\n- arkiv (2.2)\n"
    plan = f"## 1 Planen\n\nPlanen för lotsarna har två delar:\n\n{points}"
    alone = open_texts({"plan.md": plan, "brev.md": "## 2.1 Lotsarna\n\nLotsarna reser gärna.\n"})
    understood = understand(alone, "Vilka delar har planen för lotsarna?", "punkt 1")
    assert understood.filters == Filters(docs=frozenset({"plan"}))


def test_a_numbered_source_is_what_is_asked_about(assistant: Assistant) -> None:
    (exchange,) = assistant.converse(["Vad är en vardagslots?"])
    citation = exchange.answer.citations[0]
    understood = assistant.in_conversation("Vad menas med [1]?", [exchange])
    said = exchange.answer.voices[0].statements[0].text
    assert understood.text.startswith(f"Vad menas med ”{said[:20]}")
    assert citation.doc in understood.filters.docs


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ("utveckla punkt 9", "Det förra svaret har 3 punkter. Skriv ut vad frågan gäller."),
        ("utveckla punkt 0", "Det förra svaret har 3 punkter. Skriv ut vad frågan gäller."),
        ("den sjunde?", "Det förra svaret har 3 punkter. Skriv ut vad frågan gäller."),
        ("Vad står i källa 77?", "Det förra svaret har ingen källa 77."),
    ],
)
def test_a_point_that_is_not_there_is_declined_politely(
    assistant: Assistant, question: str, problem: str
) -> None:
    with pytest.raises(QuestionProblem) as raised:
        understand(assistant, LIST, question)
    assert str(raised.value) == problem


def test_an_answer_that_abstained_has_no_points(assistant: Assistant) -> None:
    with pytest.raises(QuestionProblem, match="har inga punkter"):
        understand(assistant, "Hur hög är riksbankens styrränta?", "utveckla punkt 1")


@pytest.mark.parametrize("question", ["", " ", "?!", "[1]", "x" * 5000])
def test_what_is_no_question_is_no_follow_up_either(assistant: Assistant, question: str) -> None:
    with pytest.raises(QuestionProblem):
        understand(assistant, "Vad är en servicepunkt?", question)


def test_a_name_that_several_share_is_not_spelled_out(open_texts: OpenTexts) -> None:
    catalog = "".join(
        f'[[document]]\ndoc = "{name}"\ntitle = "{name} svar"\nkind = "response"\n'
        f'organisation = "Region {name.capitalize()}"\n'
        for name in ("östmark", "västmark")
    )
    letters = {
        f"{name}.md": f"## Svar\n\nRegionen vill ha bussar i {name}."
        for name in ("östmark", "västmark")
    }
    two = open_texts(letters, catalog)
    understood = understand(two, "Vilka bussar behövs?", "vad säger regionen om det?")
    assert understood.text == "Vad säger regionen om ”bussar”?"


def test_an_answer_says_how_its_question_was_understood(assistant: Assistant) -> None:
    earlier = assistant.converse(["Vad anser Region Östmark om fullmakten?"])
    answer = assistant.ask("Och landstinget?", earlier=earlier)
    assert answer.question == "Och landstinget?"
    assert answer.resolved
    assert answer.resolved.note == (
        "Jag förstod frågan som: Vad anser Norra fjällens landsting om fullmakten?"
    )
    assert answer.citations[0].doc == NFL_DOC


def test_what_follows_from_a_question_narrows_what_the_reader_chose(assistant: Assistant) -> None:
    earlier = assistant.converse(["Vad sägs om vardagslotsar?"])
    chosen = Filters(docs=frozenset({VINDELBY_DOC, SLIDES_DOC}))
    answer = assistant.ask("bara remissvaren", chosen, earlier)
    assert {one.document.doc for one in answer.retrieved} == {VINDELBY_DOC}
    assert answer.scope == "Bilder från Vardagsdagen och svaret från Vindelby kommun"
    with pytest.raises(QuestionProblem, match="ryms i urvalet"):
        assistant.ask("bara utredningen", chosen, earlier)


def test_a_question_that_could_not_be_taken_leaves_nothing_behind(assistant: Assistant) -> None:
    assert [e.question for e in assistant.converse(["?!", "Vad är restid?"])] == ["Vad är restid?"]


def test_another_resolver_may_take_the_place(assistant: Assistant) -> None:
    def model(question: str, earlier: object, sources: Sources) -> Resolved:
        assert list(sources.documents) == assistant.documents
        return Resolved("Vad menas med restid?", note=f"Jag läste {question} så.")

    answer = assistant.ask("och det andra?", resolver=model)
    assert "restid" in answer.text.lower()
    assert answer.resolved and answer.resolved.note == "Jag läste och det andra? så."


def test_an_exchange_without_understanding_was_taken_as_it_stands(assistant: Assistant) -> None:
    answer = assistant.ask("Vad är restid?")
    bare = Exchange("Vad är restid?", answer).resolved
    assert bare == Resolved("Vad är restid?")
