"""Who wrote a letter, when, under which number and about what: letterheads of every sort, all of
them invented."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ingest.catalog import Catalog, Entry
from ingest.describe import Source, describe
from ingest.index import Document, Kind
from ingest.outline import outline
from ingest.read import Transcript
from ingest.read.plain import read_plain
from ingest.read.transcript import Block, BlockKind


def described(
    *blocks: str, margins: tuple[str, ...] = (), title: str | None = None, doc: str = "a1"
) -> Document:
    """What is known of a document of paragraphs; a text that opens with # is a heading."""
    made = tuple(
        Block(BlockKind.HEADING, text[2:], 1)
        if text.startswith("# ")
        else Block(BlockKind.PARAGRAPH, text)
        for text in blocks
    )
    return of(Transcript(made, title=title, margins=margins), doc)


def of(transcript: Transcript, doc: str = "a1", catalog: Catalog = Catalog(())) -> Document:
    return describe(Source(doc, doc, "0" * 64, transcript, outline(transcript)), catalog)


BODY = (
    "Utredningen föreslår en gemensam plan för stigarna. Förslaget bygger på vad Broverket och "
    "Statens stigråd har skrivit, och på erfarenheter från Norrviks kommun och Region Söderlund. "
    "Broverket, Broverket och Broverket nämns ofta, liksom Stigmyndigheten."
)


@dataclass(frozen=True)
class Case:
    blocks: tuple[str, ...]
    organisation: str | None
    date: str | None
    dnr: str | None
    answers: tuple[str, ...] = ("SOU 2031:7",)
    margins: tuple[str, ...] = ()


SUBJECT = "# Yttrande över betänkandet En stig för alla (SOU 2031:7)"

CASES = {
    "a municipality, labels beside": Case(
        ("Vindelby kommun", "Datum 2031-10-04", "Dnr KS 2031/382", SUBJECT, BODY),
        "Vindelby kommun", "2031-10-04", "KS 2031/382",
    ),
    "labels in one row and what they label in the next": Case(
        ("Kommunstyrelsen | Datum | Diarienummer", "Vindelby kommun", "2031-10-04", SUBJECT,
         "Vindelby kommun tillstyrker förslaget.", BODY, "Ärendenr: KS-2031-00382"),
        "Vindelby kommun", "2031-10-04", "KS-2031-00382",
    ),
    "a region that was asked": Case(
        ("4 oktober 2031", "Diarienr: RS/1295/2031",
         "# Remissvar: En stig för alla (SOU 2031:7)",
         "Region Norrvik har beretts tillfälle att yttra sig över rubricerat betänkande.", BODY),
        "Region Norrvik", "2031-10-04", "RS/1295/2031",
    ),
    "an authority, ours and theirs": Case(
        ("Exempelinspektionen", "Vår beteckning 3.1-12345/2031", "Er beteckning N2031/01234",
         "Vårt datum: 30 september 2031", "Ert datum: 2 juli 2031", "Näringsdepartementet",
         SUBJECT, BODY, "Exempelinspektionen avstyrker förslaget."),
        "Exempelinspektionen", "2031-09-30", "3.1-12345/2031",
    ),
    "a university": Case(
        ("Norrviks universitet", "2031-09-12", "STYR 2031/1477", SUBJECT,
         "Norrviks universitet ser positivt på förslaget.", BODY),
        "Norrviks universitet", "2031-09-12", "STYR 2031/1477",
    ),
    "a county board": Case(
        ("Yttrande | Datum 2031-08-31 | Ärendebeteckning 100-4711-2031",
         "Länsstyrelsen i Norrviks län", SUBJECT, BODY),
        "Länsstyrelsen i Norrviks län", "2031-08-31", None,
    ),
    "a court": Case(
        ("Remissyttrande", "Dnr: FSN 2031-1234", "Förvaltningsrätten i Norrvik",
         "Norrvik den 5 oktober 2031", SUBJECT, BODY,
         "Förvaltningsrätten i Norrvik har inget att erinra."),
        "Förvaltningsrätten i Norrvik", "2031-10-05", "FSN 2031-1234",
    ),
    "an association of municipalities": Case(
        ("Remissvar från Södra skärgårdens kommunalförbund", SUBJECT,
         "Södra skärgårdens kommunalförbund välkomnar utredningen.", BODY),
        "Södra skärgårdens kommunalförbund", None, None,
    ),
    "a trade union whose name says nothing": Case(
        ("Stigfolk", "2031-10-01", "2031/0045", SUBJECT, BODY, "Stigfolk avstyrker förslaget."),
        "Stigfolk", "2031-10-01", None,
    ),
    "an authority by its deeds": Case(
        ("1 (3)", "YTTRANDE", "Datum", "2031-10-15", "Diarienr", "AD 2031/1234",
         "Ert dnr N2031/02450/K", "Näringsdepartementet", "103 33 Stockholm", SUBJECT, BODY,
         "Stigvården tillstyrker förslaget.", "Detta yttrande har beslutats av generaldirektören.",
         "Stigvården"),
        "Stigvården", "2031-10-15", "AD 2031/1234",
    ),
    "a city, its committee on top": Case(
        ("Göteviks Stad", "Kommunstyrelsen", "Stadsledningskontoret", "Handling 2031 nr 45",
         SUBJECT, "Stadsledningskontoret har inget att erinra.", BODY),
        "Göteviks Stad", None, None,
    ),
    "an organisation of many": Case(
        ("Remissvar", "2031-11-05", "Vårt dnr: 31/03412", "Er ref: N2031/02450",
         "Sveriges Byar och Regioner har getts möjlighet att yttra sig.", SUBJECT, BODY),
        "Sveriges Byar och Regioner", "2031-11-05", "31/03412",
    ),
    "another court": Case(
        ("KAMMARRÄTTEN I NORRVIK", "Yttrande", "Datum 2031-10-02", "Dnr 2031/201",
         "Kammarrätten i Norrvik har utifrån de intressen som den ska beakta inga synpunkter.",
         SUBJECT, BODY),
        "Kammarrätten i Norrvik", "2031-10-02", "2031/201",
    ),
    "a trade union": Case(
        ("Stigvårdarnas Riksförbund", "Ref. 31/207", "2031-10-01", SUBJECT, BODY,
         "Stigvårdarnas Riksförbund avstyrker."),
        "Stigvårdarnas Riksförbund", "2031-10-01", "31/207",
    ),
    "a church": Case(
        ("Norrlunda stift", "Diarienummer S 2031-0123", "den 20 september 2031", SUBJECT, BODY),
        "Norrlunda stift", "2031-09-20", "S 2031-0123",
    ),
    "a letterhead on every page": Case(
        ("# Förslag till beslut", "Nämnden överlämnar tjänsteutlåtandet som svar på remissen av "
         "En stig för alla (SOU 2031:7).", BODY),
        "Norra Vindelby stadsdelsförvaltning", None, "1.5.1-123/2031",
        margins=("Norra Vindelby stadsdelsförvaltning Tjänsteutlåtande", "Dnr 1.5.1-123/2031",
                 "Sida 2 (9)"),
    ),
    "only the signature tells": Case(
        (SUBJECT, BODY, *(BODY,) * 4, "För Skogsmyndigheten", "Anna Ek", "2031-10-02",
         "Kopia till", "Broverket", "Norrviks kommun"),
        "Skogsmyndigheten", "2031-10-02", None,
    ),
    "a private person who quotes everybody": Case(
        (SUBJECT, "Jag bor vid en stig och tillstyrker förslaget.", BODY),
        None, None, None,
    ),
    "other dates and reports are theirs": Case(
        ("Vindelby kommun", "Remiss från Näringsdepartementet 2031-06-15", "Svar senast 2031-10-15",
         "2031-10-10", SUBJECT,
         "Vindelby kommun anser, som i SOU 2029:12 och Ds 2030:3, att stigar behövs. Den 16 juni "
         "2029 beslutade regeringen om direktiv.", BODY),
        "Vindelby kommun", "2031-10-10", None,
    ),
    "two reports, one without its series": Case(
        ("En stig för alla (2031:7) och En bro för alla (2031:8), yttrande till "
         "Näringsdepartementet", "Utredningen har lämnat En stig för alla (SOU 2031:7) och En bro "
         "för alla (SOU 2031:8), som följer på Vägar (SOU 2028:1), med en inbjudan till Vindelby "
         "kommun att lämna synpunkter."),
        "Vindelby kommun", None, None, ("SOU 2031:7", "SOU 2031:8"),
    ),
    "a subject over two lines": Case(
        ("# Yttrande över Stigutredningens huvudbetänkande", "”En stig för alla” (SOU 2031:7) och "
         "delbetänkandet ”En bro för alla” (Ds 2031:8)", "Norrviks läns landsting avstår.", BODY),
        "Norrviks läns landsting", None, None, ("SOU 2031:7", "Ds 2031:8"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_letterheads(case: Case) -> None:
    found = described(*case.blocks, margins=case.margins)
    assert found.kind is Kind.RESPONSE
    assert found.date == case.date
    assert found.dnr == case.dnr
    assert found.answers == case.answers
    assert found.organisation == case.organisation


def test_a_letter_as_a_text_file() -> None:
    text = (
        "Vindelby kommun\n2031-10-02\nDnr KS 2031/18\n\nYttrande över betänkandet En stig för alla "
        "(SOU 2031:7)\n\nVindelby kommun har beretts tillfälle att lämna synpunkter på betänkandet"
        " En stig för alla.\n"
    )
    found = of(read_plain(text))
    assert (found.organisation, found.dnr, found.date, found.answers) == (
        "Vindelby kommun", "KS 2031/18", "2031-10-02", ("SOU 2031:7",),
    )  # fmt: skip


def test_a_title_that_says_nothing_gives_way_to_who_answers_what() -> None:
    found = described(
        "# Förslag till beslut", "Remiss", *CASES["a subject over two lines"].blocks[1:]
    )
    assert found.title == "Norrviks läns landstings yttrande över SOU 2031:7 och Ds 2031:8"
    kept = described(*CASES["a university"].blocks)
    assert kept.title == SUBJECT[2:]
    by_x = described("Tjänsteskrivelse", "Region Bergsjö Marks", "Region Bergsjö Marks avstår.")
    assert by_x.title == "Region Bergsjö Marks yttrande"


def test_the_catalogue_tells_which_report_a_title_belongs_to() -> None:
    entry = Entry(
        doc="stig", title="En stig för alla (SOU 2031:7)", heading="En stig för alla",
        kind=Kind.REPORT, reference="SOU 2031:7",
    )  # fmt: skip
    letter = Transcript((Block(BlockKind.PARAGRAPH, "Remiss En stig för alla – vandring för var"),))
    assert of(letter, catalog=Catalog((entry,))).answers == ("SOU 2031:7",)
    assert of(letter).answers == ()


def test_the_catalogue_goes_first_and_the_letter_fills_in_its_number() -> None:
    entry = Entry(doc="a1", title="Svaret", kind=Kind.RESPONSE, organisation="Stigfolket")
    letter = Transcript((Block(BlockKind.PARAGRAPH, "Dnr KS 2031/18"),))
    found = of(letter, catalog=Catalog((entry,)))
    assert (found.organisation, found.dnr) == ("Stigfolket", "KS 2031/18")
    numbered = entry.model_copy(update={"dnr": "KS 2031/1"})
    assert of(letter, catalog=Catalog((numbered,))).dnr == "KS 2031/1"


REPORT = ("# En stig för alla", "Betänkande av Stigutredningen", "Som i SOU 2029:12 sägs.")


@pytest.mark.parametrize(
    "blocks, margins, doc, reference",
    [
        ((*REPORT, "SOU 2031:7"), (), "a1", "SOU 2031:7"),
        (REPORT, ("Ds 2031:7", "Inledning"), "a1", "Ds 2031:7"),
        (REPORT, (), "sou-2031-7", "SOU 2031:7"),
        (REPORT, (), "Ds 2031_7 slutlig", "Ds 2031:7"),
        (REPORT, (), "a1", None),
        (REPORT, (), "sou-2031", None),
    ],
)
def test_a_report_that_no_catalogue_knows(
    blocks: tuple[str, ...], margins: tuple[str, ...], doc: str, reference: str | None
) -> None:
    found = described(*blocks, "Stockholm i juni 2031", margins=margins, doc=doc)
    assert (found.kind, found.reference) == (Kind.REPORT, reference)
    assert (found.title, found.organisation, found.answers) == ("En stig för alla", None, ())
    assert (found.date, found.dnr) == ("2031-06", None)


def test_a_summary_by_itself_is_the_inquirys() -> None:
    found = described(
        "# Sammanfattning",
        "Stigutredningen föreslår en plan. Utredningen bedömer att den räcker.",
        doc="sou-2031-7-sammanfattning",
    )
    assert (found.kind, found.reference) == (Kind.REPORT, "SOU 2031:7")


def test_notes_do_not_tell_who_writes() -> None:
    note = Block(BlockKind.FOOTNOTE, "Yttrande från Vindelby kommun, dnr KS 2031/18.")
    made = Transcript((Block(BlockKind.PARAGRAPH, "Vi talade om stigar."), note))
    assert (of(made).kind, of(made).dnr) == (Kind.OTHER, None)
