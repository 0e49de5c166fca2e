"""The Swedish words of the screens that depend on what is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from textwrap import shorten
from urllib.parse import urlparse, urlunparse

from assistant import Answer, Citation
from assistant.picture import PictureProblem
from assistant.store import Trouble
from assistant.verify import Level
from ingest.index import Document, Kind

_NUMBERS = "noll ett två tre fyra fem sex sju åtta nio tio elva tolv".split()
_MONTHS = (
    "januari februari mars april maj juni juli augusti september oktober november december".split()
)
_LONGEST_HEADING = 110  # characters
_REFERENCE = re.compile(r"\b(?:SOU|Ds)\s+\d{4}:\d+")

# Article, singular, plural.
_DOCUMENT = ("ett", "dokument", "dokument")
_REPORT = ("ett", "betänkande", "betänkanden")
_COUNTED: dict[Kind, tuple[str, str, str]] = {
    Kind.REPORT: _REPORT,
    Kind.RESPONSE: ("ett", "remissvar", "remissvar"),
    Kind.SLIDES: ("en", "bildserie", "bildserier"),
    Kind.OTHER: ("ett", "annat dokument", "andra dokument"),
}

KINDS: dict[Kind, str] = {
    Kind.REPORT: "Betänkande",
    Kind.RESPONSE: "Remissvar",
    Kind.SLIDES: "Bilder",
    Kind.DIGEST: "Vårt referat",
    Kind.OTHER: "Annat dokument",
}

NO_PICTURE: dict[PictureProblem, str] = {
    PictureProblem.MISSING: "Filen finns inte kvar där den låg när den indexerades, så sidan kan "
    "inte visas som bild. Texten är den som indexerades.",
    PictureProblem.CHANGED: "Filen har ändrats sedan den indexerades, så sidan kan inte visas som "
    "bild. Texten är den som indexerades. Bygg indexet på nytt för att läsa den nya filen.",
    PictureProblem.DAMAGED: "Sidan går inte att rita, så den kan inte visas som bild. Texten är "
    "den som indexerades.",
}

SUPPORTED = "Kontrollerat: det citerade stycket säger detta."
VERDICT_SIGNS: dict[Level, str] = {
    Level.SUPPORTED: "✓",
    Level.PARTLY: "~",
    Level.UNSUPPORTED: "✕",
}

REFUSALS: dict[str, str] = {
    "empty": "Filen är tom eller innehåller ingen text.",
    "encrypted": "Filen är låst med lösenord. Spara en kopia utan lösenord och lägg till den.",
    "scan": "Filen består av bilder av sidor, utan text. Tolka texten (OCR) och lägg till den nya "
    "filen.",
    "encoding": "Tecknen går inte att läsa som text. Spara filen som UTF-8 och försök igen.",
    "damaged": "Filen är skadad och går inte att öppna. Hämta den på nytt från källan.",
    "garbled": "Texten i filen är förvanskad och går inte att citera. Försök med en annan utgåva.",
    "unsupported": "Filformatet går inte att läsa. Spara filen som PDF, Word (.docx) eller text "
    "och lägg till den.",
    "too_large": "Filen är för stor eller för invecklad för att läsas. Dela upp den och lägg till "
    "delarna var för sig.",
    "too_slow": "Filen tar för lång tid att läsa. Dela upp den, eller försök med en annan utgåva.",
    "name": "Filens namn har tecken som inte kan visas. Byt namn på den och lägg till den igen.",
    "missing": "Filen går inte att öppna eller finns inte längre kvar.",
    "duplicate": "Filen har samma innehåll som ett dokument som redan finns.",
}
NOT_KEPT: dict[Trouble, str] = {
    Trouble.ADDRESS: "Inställningen TILLIT_DATABASE_URL är inte adressen till en databas.",
    Trouble.UNREACHABLE: "Databasen svarar inte. Kontrollera att den är i gång.",
    Trouble.READ_ONLY: "Databasen går inte att skriva i. Kontrollera rättigheterna till mappen för "
    "data.",
    Trouble.FULL: "Disken är full. Gör plats på den.",
    Trouble.BUSY: "Databasen är upptagen. Försök igen om en stund.",
    Trouble.DAMAGED: "Databasen är skadad. Den som sköter programmet kan återställa den från en "
    "kopia.",
    Trouble.NEWER: "Databasen är gjord av en nyare version av programmet. Uppdatera programmet.",
}
LEFT_OPEN = (
    "Frågan är mottagen men har inget svar än. Kanske arbetar ett annat fönster med den, kanske "
    "avbröts programmet. Du kan svara på den här."
)
GONE = "Samtalet finns inte längre. Det kan ha raderats i ett annat fönster."

_UNKNOWN_REFUSAL = "Filen gick inte att läsa."


def count(number: int, words: tuple[str, str, str]) -> str:
    """A number and what is counted, as words up to twelve: "ett remissvar", "två remissvar"."""
    article, singular, plural = words
    if number == 1:
        return f"{article} {singular}"
    return f"{_NUMBERS[number] if number < len(_NUMBERS) else thousands(number)} {plural}"


def passages(number: int) -> str:
    """ "1 stycke", "3 stycken"."""
    return f"{thousands(number)} {'stycke' if number == 1 else 'stycken'}"


def thousands(number: int) -> str:
    """A number with a hard space between thousands, as Swedish writes it."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def enumeration(items: Sequence[str]) -> str:
    """ "a, b och c"."""
    return " och ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def loaded(documents: Sequence[Document]) -> str:
    """What can be asked about, without a full stop; our digest alone or what is loaded."""
    own = [document for document in documents if document.kind is not Kind.DIGEST]
    digests = [document for document in documents if document.kind is Kind.DIGEST]
    parts = [count(number, _COUNTED[kind]) for kind, number in _numbers(own).items()]
    if not own:
        return f"Vårt referat av {_digested(digests)}"
    if digests:
        parts.append(f"vårt referat av {_digested(digests)}")
    return f"Laddat: {enumeration(parts)}"


def _numbers(documents: Iterable[Document]) -> dict[Kind, int]:
    """How many works of each kind there are; files of one reference are one work."""
    works: dict[Kind, set[str]] = {kind: set() for kind in _COUNTED}
    for document in documents:
        works[document.kind].add(document.reference or document.doc)
    return {kind: len(names) for kind, names in works.items() if names}


def _digested(digests: Sequence[Document]) -> str:
    reports = sum(bool(_REFERENCE.search(digest.title)) for digest in digests)
    parts = [count(reports, _REPORT)] if reports else []
    if len(digests) > reports:
        parts.append(count(len(digests) - reports, _DOCUMENT))
    return enumeration(parts)


def short_title(title: str) -> str:
    """A title without its subtitle; the reference it ends in stays."""
    main, dash, _ = title.partition(" – ")
    reference = _REFERENCE.search(title)
    if not dash or not reference or reference.group() in main:
        return main if dash else title
    return f"{main} ({reference.group()})"


def section(number: str, heading: str) -> str:
    """A section as it is referred to: "avsnitt 7.1 Förslag", "avsnittet Bakgrund", or ""."""
    if number[:1].isdigit():
        return f"avsnitt {number} {shortened(heading.removeprefix(number).strip())}".strip()
    return f"avsnittet {shortened(heading or number)}" if heading or number else ""


def shortened(heading: str) -> str:
    """A heading cut between words where it is a whole paragraph, as survey questions can be."""
    return shorten(heading, _LONGEST_HEADING, placeholder=" …")


def place(citation: Citation) -> str:
    """Where a citation stands: document · section · printed page."""
    return " · ".join(
        part
        for part in (
            short_title(citation.title),
            section(citation.section, citation.heading),
            page(citation.page),
        )
        if part
    )


def page(number: int | None) -> str:
    """A printed page, "" where the document has none."""
    return f"s. {number}" if number is not None else ""


def speaker(document: Document) -> str:
    """Who speaks in a document: in a digest we do, whosever words it retells."""
    if document.kind is Kind.DIGEST or not document.organisation:
        return KINDS[document.kind]
    return document.organisation


def page_range(first: int | None, last: int | None) -> str:
    """The printed pages of a stretch of text, "" where the document has none."""
    if first is None or last is None or first == last:
        return page(first if first is not None else last)
    return f"s. {first}–{last}"


def as_sentence(text: str) -> str:
    """A text with a capital letter first."""
    return text[:1].upper() + text[1:]


def composed(answer: Answer) -> str:
    """Which way an answer was made, for the line under it."""
    if answer.mode == "generative":
        return (
            f"Skrivet av språkmodellen {answer.model}. Varje mening är prövad mot de stycken den "
            "hänvisar till."
        )
    digests = sum(citation.kind is Kind.DIGEST for citation in answer.citations)
    if not digests:
        source = "dokumentens egna meningar"
    elif digests == len(answer.citations):
        source = "meningar ur vårt referat"
    else:
        source = "dokumentens egna meningar och vårt referat"
    return f"Sammansatt av {source}, utan språkmodell."


def refusal(reason: str) -> str:
    """Why a file was refused and what to do, from the reason's key."""
    return REFUSALS.get(reason, _UNKNOWN_REFUSAL)


def moment(when: datetime) -> str:
    """A moment in the machine's own time zone: "22 november 2026 kl. 14.05"."""
    local = when.astimezone()
    return f"{day(local.date().isoformat())} kl. {local:%H.%M}"


def day(date: str | None) -> str:
    """ "2018-10-04" as "4 oktober 2018", "2018-06" as "juni 2018", anything else as it is."""
    match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?", date or "")
    if not match:
        return date or ""
    year, month, number = match.groups()
    name = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(number)} {name}" if number else name


def web_address(url: str | None) -> str | None:
    """The address if a browser may open it, else None: documents may carry any string."""
    parsed = urlparse(url or "")
    return url if parsed.scheme in ("http", "https") and parsed.netloc else None


def at_page(address: str, page_index: int | None) -> str:
    """The address opened at a page, where it is of a PDF: its place in the file counts from 1."""
    parsed = urlparse(address)
    if page_index is None or not parsed.path.lower().endswith(".pdf"):
        return address
    return urlunparse(parsed._replace(fragment=f"page={page_index + 1}"))


def as_label(text: str) -> str:
    """Text for a Streamlit label, which would take it as Markdown, with its signs made harmless."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~$:^=&])", r"\\\1", text)
