"""Skriv yttrande in a real browser: the whole way, two windows, and a killed server."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlparse

import pytest
from docx import Document
from invented_register import with_register
from playwright.sync_api import Browser, Page, expect

from ingest.index import Settings
from tests.pages.conftest import serve, windows
from tests.pages.test_browser import assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Browse = Callable[..., Page]


@pytest.fixture(scope="module")
def registered(indexed: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The invented inquiry with a register, in a data folder of these tests' own."""
    folder = tmp_path_factory.mktemp("drafting")
    shutil.copytree(indexed.data, folder / "data")
    return with_register(indexed.model_copy(update={"data": folder / "data"}), folder)


@pytest.fixture(scope="module")
def address(registered: Settings) -> Iterator[str]:
    with serve(registered) as served:
        yield served


@pytest.fixture
def browse(chromium: Browser, address: str) -> Iterator[Browse]:
    with windows(chromium, address) as opened:
        yield opened


def button(page: Page, name: str) -> None:
    settled(page)
    page.get_by_role("button", name=name, exact=True).first.click()
    settled(page)


def settled(page: Page) -> None:
    """Wait until nothing is drawn any more: what is pressed meanwhile may be drawn anew."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning")


def box(page: Page, name: str, text: str) -> None:
    """Type into a field and leave it: then the server has it."""
    field = page.get_by_role("textbox", name=name, exact=True)
    field.fill(text)
    field.press("Tab")
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)


def step(page: Page, name: str) -> None:
    page.locator(".st-key-steps").get_by_role("button", name=name, exact=True).click()


def begun(page: Page) -> None:
    button(page, "Börja ett nytt utkast")
    page.wait_for_url(re.compile("utkast="))
    expect(page.get_by_role("textbox", name="Organisation", exact=True)).to_be_visible()


def choose_report(page: Page) -> None:
    page.get_by_role("combobox", name="Betänkanden som besvaras").click()
    page.get_by_role("option", name=re.compile("SOU 2031:7")).click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)


def tick(page: Page, words: str) -> None:
    page.locator("label", has_text=words).first.click()
    expect(page.get_by_role("checkbox", name=re.compile(words))).to_be_checked()


def test_the_whole_way_from_nothing_to_a_word_document(browse: Browse, tmp_path: Path) -> None:
    page = browse("skriv")
    begun(page)
    choose_report(page)
    box(page, "Organisation", "Vindelby kommun")
    box(page, "Diarienummer", "KS 2031/88")
    button(page, "Vidare till förslagen")
    tick(page, "rätt till en vardagslots")
    expect(page.get_by_text("1 förslag är valda att besvara.")).to_be_visible()
    button(page, "Vidare till ställningstagandena")
    page.get_by_text("Tillstyrker med synpunkter").click()
    box(page, "Egna synpunkter, en på varje rad", "risk: oklart ansvar mellan myndigheterna")
    step(page, "Texten")
    button(page, "Skriv texten")
    draft = page.locator(".draft")
    expect(draft).to_contain_text("tillstyrker")
    expect(draft).to_contain_text("oklart ansvar mellan myndigheterna")
    assert_accessible(page)
    step(page, "Granska och exportera")
    with page.expect_download() as download:
        button(page, "Spara som Word")
    path = tmp_path / "yttrande.docx"
    download.value.save_as(path)
    text = "\n".join(one.text for one in Document(BytesIO(path.read_bytes())).paragraphs)
    assert "oklart ansvar mellan myndigheterna" in text
    assert "Närmare vardagen" in text


def test_a_paragraph_is_edited_marked_and_put_back(browse: Browse) -> None:
    page = browse("skriv")
    begun(page)
    choose_report(page)
    step(page, "Förslagen")
    tick(page, "En gemensam fullmakt")
    step(page, "Ställningstaganden")
    page.get_by_text("Avstyrker", exact=True).click()
    box(page, "Egna synpunkter, en på varje rad", "otillräckligt skydd för den enskilde")
    step(page, "Texten")
    button(page, "Skriv texten")
    paragraph = page.locator(".draft .paragraph", has_text="avstyrker").last
    before = paragraph.locator("p").first.inner_text()
    paragraph.get_by_role("button", name="Ändra").click()
    area = page.get_by_role("textbox", name=re.compile("^Stycket"))
    area.fill("Vi vill något helt annat.")
    area.press("Tab")
    button(page, "Klart")
    edited = page.locator(".draft .paragraph", has_text="Vi vill något helt annat.")
    expect(edited).to_contain_text("Ändrat för hand")
    button(page, "Skriv om det som inte är ändrat")
    expect(edited).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Återställ").first.click()
    expect(page.locator(".draft")).not_to_contain_text("Vi vill något helt annat.")
    expect(page.locator(".draft")).to_contain_text(before.split(".")[0])


def test_two_windows_keep_each_others_changes(browse: Browse) -> None:
    page = browse("skriv")
    begun(page)
    parts = urlparse(page.url)
    other = browse(f"{parts.path.lstrip('/')}?{parts.query}")
    box(other, "Diarienummer", "KS 2031/77")
    box(page, "Mottagare", "Servicedepartementet")
    page.reload()
    other.reload()
    for window in (page, other):
        for name, text in (("Diarienummer", "KS 2031/77"), ("Mottagare", "Servicedepartementet")):
            field = window.get_by_role("textbox", name=name, exact=True)
            expect(field).to_have_value(text)


def test_on_a_narrow_window_the_evidence_stands_under_the_work(browse: Browse) -> None:
    page = browse("skriv", 420)
    begun(page)
    choose_report(page)
    step(page, "Förslagen")
    expect(page.get_by_role("checkbox").first).to_be_visible()
    work = page.get_by_role("checkbox").last.bounding_box()
    evidence = page.locator(".st-key-evidence").bounding_box()
    assert work
    assert evidence
    assert evidence["y"] > work["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 420


def test_a_draft_survives_a_kill_of_the_server_at_every_step(
    chromium: Browser, registered: Settings, tmp_path: Path
) -> None:
    """Each step is done in one server, which is then killed (-9), and looked at in the next."""
    own = registered.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'kept.sqlite'}"})
    place = "skriv"
    steps: list[tuple[Callable[[Page], None], str, str]] = [
        (lambda page: box(page, "Diarienummer", "KS 2031/99"), "arende", "Diarienummer"),
        (_answer_a_proposal, "forslagen", "1 förslag är valda"),
        (_take_a_stand, "stallningstaganden", "Alla 1 förslag har ett ställningstagande."),
        (_write_and_edit, "texten", "Hit men inte längre."),
    ]
    for number, (do, name, expected) in enumerate(steps):
        with serve(own) as address, windows(chromium, address) as opened:
            page = opened(place)
            if number == 0:
                begun(page)
            do(page)
            parts = urlparse(page.url)
            place = f"{parts.path.lstrip('/')}?{parts.query}"
        with serve(own) as address, windows(chromium, address) as opened:
            page = opened(place)
            assert f"steg={name}" in page.url
            if name == "arende":
                field = page.get_by_role("textbox", name=expected, exact=True)
                expect(field).to_have_value("KS 2031/99")
            else:
                expect(page.get_by_text(expected).first).to_be_visible()


def _answer_a_proposal(page: Page) -> None:
    expect(page.get_by_role("textbox", name="Organisation", exact=True)).to_be_visible()
    choose_report(page)
    step(page, "Förslagen")
    tick(page, "Varje vårdcentral")
    expect(page.get_by_text("1 förslag är valda")).to_be_visible()


def _take_a_stand(page: Page) -> None:
    expect(page.get_by_text("1 förslag är valda")).to_be_visible()
    step(page, "Ställningstaganden")
    page.get_by_text("Har ingen erinran").click()
    expect(page.get_by_text("Alla 1 förslag har")).to_be_visible()


def _write_and_edit(page: Page) -> None:
    expect(page.get_by_text("Alla 1 förslag har")).to_be_visible()
    step(page, "Texten")
    button(page, "Skriv texten")
    page.locator(".draft").get_by_role("button", name="Ändra").last.click()
    area = page.get_by_role("textbox", name=re.compile("^Stycket"))
    area.fill("Hit men inte längre.")
    area.press("Tab")
    button(page, "Klart")
    expect(page.locator(".draft").get_by_text("Hit men inte längre.")).to_be_visible()
