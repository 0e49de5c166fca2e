"""Make docs/pictures/*.png anew from the running page.

    python -m ingest index --data build/shots
    python -m docs.screenshots

The index is the one that ships, our own digest, and for the picture of a page an invented report
from the tests, so that the pictures hold no text of others.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant import Assistant
from assistant.drafting import Material
from assistant.drafting.compose import written_anew
from assistant.drafting.disposition import document_types
from assistant.drafting.request import read_request
from assistant.register import load_register
from assistant.store import Database, Drafts
from ingest.index import Settings
from tests.pages.conftest import environment
from tests.typeset import index_report

PROJECT = Path(__file__).resolve().parents[1]
PICTURES = PROJECT / "docs" / "pictures"
DATA = PROJECT / "build" / "shots"
EXAMPLE = PROJECT / "docs" / "examples" / "yttrande.toml"
QUESTION = "Hur ska tillsynen bli mer lärande?"
UNANSWERED = "Vad står det i avsnitt 19.4?"
PAPER_QUESTION = "Hur många personer får en vardagslots följa?"
COLOURS = 64  # enough for text on white; the files become a third as large
WIDE, TALL, NARROW = (1366, 820), (1366, 1050), (400, 820)
FLAGS = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking".split()

Shot = tuple[str, tuple[int, int], str, Sequence[Callable[[Page], None]]]
"""A picture's name, the window's size, the page's place, and what to do there first."""


def main() -> None:
    """Take every picture."""
    PICTURES.mkdir(exist_ok=True)
    expect.set_options(timeout=30_000)  # the first visit opens the index
    draft = f"skriv?utkast={a_draft()}&steg="
    take(
        {"TILLIT_DATA": str(DATA)},
        [
            ("start", WIDE, "", [welcome]),
            ("fraga", WIDE, "", [ask, open_source]),
            ("inget-svar", WIDE, "", [ask_unanswered]),
            ("fraga-smal", NARROW, "", [ask]),
            ("kalla-smal", NARROW, "", [ask, open_source]),
            ("las", WIDE, "las?dok=referat-sou-2018-48&avsnitt=4.2", [read]),
            ("las-traffar", WIDE, "las?sok=lärande+tillsyn", [read]),
            ("las-smal", NARROW, "las?sok=lärande+tillsyn", [read, open_hit]),
            ("dokument", WIDE, "dokument", [documents]),
            ("skriv-stallning", TALL, f"{draft}stallningstaganden", [position]),
            ("skriv-text", TALL, f"{draft}texten", [text]),
            ("skriv-granska", WIDE, f"{draft}granska", [review]),
        ],
    )
    with TemporaryDirectory() as folder:
        paper = index_report(Path(folder) / "corpus")
        take(environment(paper), [("sida", TALL, "", [ask_paper, open_source, see_page])])


def take(settings: dict[str, str], shots: Sequence[Shot]) -> None:
    """Take pictures of the page served with these settings."""
    with served(settings) as address, sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for name, size, place, steps in shots:
            page = opened(browser, f"{address}/{place}", size)
            for step in steps:
                step(page)
            settled(page)
            shot = Image.open(BytesIO(page.screenshot()))
            shot.quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)
            page.context.close()
        browser.close()


@contextmanager
def served(settings: dict[str, str]) -> Iterator[str]:
    """The page on a free port; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=PROJECT,
        env=os.environ | settings,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        try:
            yield next(line for line in process.stdout if "URL:" in line).split()[-1]
        finally:
            process.kill()


def opened(browser: Browser, address: str, size: tuple[int, int]) -> Page:
    """A new window of a size at an address."""
    viewport = {"width": size[0], "height": size[1]}
    page = browser.new_context(viewport=viewport, locale="sv-SE").new_page()  # type: ignore[arg-type]
    page.goto(address)
    return page


def welcome(page: Page) -> None:
    """The first visit."""
    expect(page.get_by_text("Pröva till exempel")).to_be_visible()


def ask(page: Page, question: str = QUESTION) -> None:
    """A question and its answer."""
    box = page.get_by_placeholder("Skriv din fråga")
    box.fill(question)
    box.press("Enter")
    expect(page.get_by_role("heading", name=question)).to_be_visible(timeout=20_000)


def ask_unanswered(page: Page) -> None:
    """A question that the documents do not answer."""
    ask(page, UNANSWERED)


def open_source(page: Page) -> None:
    """The passage behind the first statement."""
    page.locator("button.mark").first.click()
    expect(page.locator("mark").first).to_be_visible()


def ask_paper(page: Page) -> None:
    """A question that the invented report answers."""
    ask(page, PAPER_QUESTION)


def see_page(page: Page) -> None:
    """The page that the open passage stands on."""
    page.get_by_text("Visa sidan som bild").click()
    picture = page.get_by_role("img", name="Bild av en sida")
    expect(picture).to_be_visible()
    picture.scroll_into_view_if_needed()


def read(page: Page) -> None:
    """A section, or the hits of a search."""
    expect(page.locator(".read h2")).to_be_visible()


def open_hit(page: Page) -> None:
    """The first hit, in its section."""
    page.locator(".hits a").first.click()
    expect(page.locator(".chosen mark").first).to_be_visible()


def documents(page: Page) -> None:
    """What is indexed."""
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.get_by_role("combobox", name="Dokument", exact=True)).to_be_visible()  # drawn last


def a_draft() -> str:
    """A kept draft of the example with its text, and something to remark on; its id."""
    settings = Settings(data=DATA)
    with closing(Assistant.open(settings)) as assistant:
        material = Material(assistant, load_register(settings.corpus))
        request = read_request(EXAMPLE)
        document_type = document_types()[request.document_type]
        now = datetime.now(UTC)
        draft = written_anew(request.draft(material), document_type, material, now)
    assert draft.text
    last = [one for _, one in draft.text.paragraphs() if one.key.endswith("/skal")][-1]
    edited = f"{last.text} Vad avser kostnaderna har de fördubblats."
    with closing(Database.open(settings)) as database:
        drafts = Drafts(database)
        for heading in drafts.listed():
            drafts.delete(heading.id)
        return drafts.begin(draft.edited(last.key, edited, now), "Yttrande över SOU 2018:47")


def position(page: Page) -> None:
    """A position, beside how the inquiry argues and what others say."""
    expect(page.get_by_text("Så säger andra")).to_be_visible()


def text(page: Page) -> None:
    """The text with a source open."""
    page.locator(".draft button.mark").first.click()
    expect(page.locator(".evidence h2").first).to_be_visible()


def review(page: Page) -> None:
    """What the checks say, and the document to take along."""
    expect(page.get_by_text("Läsbarhet")).to_be_visible()


def settled(page: Page) -> None:
    """Wait until nothing is drawn any more."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_load_state("networkidle")
    page.mouse.move(0, 0)


if __name__ == "__main__":
    main()
