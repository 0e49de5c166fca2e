"""What a document says of itself, where the catalogue is silent: all of it invented."""

from collections.abc import Sequence

from ingest.catalog import Catalog, Entry
from ingest.describe import Source, describe
from ingest.index import Document, Kind
from ingest.outline import outline
from ingest.read import Transcript
from ingest.read.markdown import read_markdown
from ingest.read.plain import read_plain

LETTER = """Region Norrvik
2031-10-02
Dnr RN 2031/18

Yttrande över betänkandet Samordnad vård i hela landet (SOU 2031:77)

Region Norrvik har beretts tillfälle att lämna synpunkter på betänkandet. Vindelby kommun
har redan svarat. Regionen tillstyrker förslaget om en gemensam plan.

Norrviks läns landsting (NLL) ersattes av Region Norrvik när länet blev en region.
"""


def described(transcript: Transcript, doc: str = "a1", entries: Sequence[Entry] = ()) -> Document:
    sections = outline(transcript)
    source = Source(doc, f"/in/{doc}.txt", "0" * 64, transcript, sections)
    return describe(source, Catalog(tuple(entries)))


def letter(text: str) -> Document:
    return described(read_plain(text))


def test_a_response() -> None:
    found = letter(LETTER)
    assert found.kind is Kind.RESPONSE
    assert found.organisation == "Region Norrvik"
    assert found.answers == ("SOU 2031:77",)
    assert found.reference is None
    assert found.date == "2031-10-02"
    assert (found.doc, found.file, found.checksum) == ("a1", "/in/a1.txt", "0" * 64)


def test_organisations_are_told_by_what_they_are() -> None:
    text = "Yttrande\n\n{} har läst utredningens förslag om stöd och tillstyrker det i stort.\n"
    for name in (
        "Vindelby kommun",
        "Norra Vindelby stadsdelsförvaltning",
        "Länsstyrelsen i Norrvik",
        "Samordningsmyndigheten",
        "Exempelverket",
        "Norrviks universitet",
        "Storstads tingsrätt",
    ):
        assert letter(text.format(name)).organisation == name


def test_abbreviations_that_the_letter_explains_are_names() -> None:
    text = (
        "Yttrande över remissen\n\nNorrviks läns landsting (NLL) tillstyrker förslaget om stöd. "
        "Norrviks läns landsting vill dock se en plan. Vindelby kommun (VK) nämns en gång.\n"
    )
    found = letter(text)
    assert (found.organisation, found.names) == ("Norrviks läns landsting", ("NLL",))


def test_a_letter_without_a_known_body_names_nobody() -> None:
    found = letter("Remissvar\n\nJag som medborgare tillstyrker förslaget om ett stöd till alla.\n")
    assert (found.kind, found.organisation, found.names) == (Kind.RESPONSE, None, ())


def test_a_report_by_its_words_and_reference() -> None:
    text = (
        "# Samordnad vård i hela landet\n\nBetänkande av Samordningsutredningen\n\nSOU 2031:77\n\n"
        "## Uppdraget\n\nUtredningen bygger vidare på SOU 2029:12 och Ds 2030:3.\n"
    )
    found = described(read_markdown(text))
    assert (found.kind, found.reference) == (Kind.REPORT, "SOU 2031:77")
    assert found.title == "Samordnad vård i hela landet"
    assert (found.organisation, found.answers) == (None, ())


def test_many_numbered_sections_make_a_report_though_it_speaks_of_remissvar() -> None:
    sections = "\n".join(f"## {n} Kapitel\n\nText om remissvar.\n" for n in range(1, 16))
    assert described(read_markdown(f"# Vård\n\n{sections}")).kind is Kind.REPORT
    few = "\n".join(f"## {n} Del\n\nText om remissvar.\n" for n in range(1, 5))
    assert described(read_markdown(f"# Vård\n\n{few}")).kind is Kind.RESPONSE


def test_slides() -> None:
    slides = "Samordnad vård\n\n\nVad är nytt?\n• Ett mål\n\n\nRemiss\n• Svara\n"
    assert letter(slides).kind is Kind.SLIDES


def test_anything_else_is_other_and_named_by_its_heading_or_file() -> None:
    found = described(read_markdown("## Minnesanteckningar\n\nVi talade om stöd.\n\n## Nästa\n\nX"))
    assert (found.kind, found.title) == (Kind.OTHER, "Minnesanteckningar")
    bare = letter("vi talade om stöd och samordning hela förmiddagen utan att bli klara.")
    assert (bare.kind, bare.title, bare.date, bare.reference) == (Kind.OTHER, "a1", None, None)


def test_words_far_into_the_text_do_not_say_what_it_is() -> None:
    text = "## Anteckning\n\n" + "Vi talade om stöd. " * 300 + "Yttrande 2031-01-01 (SOU 2031:77)."
    found = described(read_markdown(text))
    assert (found.kind, found.date, found.answers) == (Kind.OTHER, None, ())


def test_the_catalogue_goes_first() -> None:
    entry = Entry(
        doc="a1",
        title="Norrviks svar",
        kind=Kind.RESPONSE,
        organisation="Hälsoregion Norrvik",
        names=("Norrvik",),
        date="2031-10",
        url="https://norrvik.example/svar",
        answers=("SOU 2031:77",),
    )
    found = described(read_plain(LETTER), entries=[entry])
    assert (found.title, found.organisation) == ("Norrviks svar", "Hälsoregion Norrvik")
    assert (found.names, found.date) == (("Norrvik",), "2031-10")
    assert (found.url, found.answers) == ("https://norrvik.example/svar", ("SOU 2031:77",))
    assert (found.file, found.checksum) == ("/in/a1.txt", "0" * 64)
