"""Skriv yttrande in a real browser: the whole way, two windows, and a killed server."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import urlparse

import pytest
from docx import Document
from invented_register import with_register
from playwright.sync_api import Browser, Locator, Page, expect

from ingest.index import Settings
from tests.pages.conftest import serve, windows
from tests.pages.test_browser import assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Browse = Callable[..., Page]

OWN_STATEMENT = "Kommunen hade 312 besök om dagen år 2030."


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


def at_the_proposals(browse: Browse) -> Page:
    """A new draft whose report is chosen, where its proposals are listed."""
    page = browse("skriv")
    begun(page)
    choose_report(page)
    step(page, "Förslagen")
    return page


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
    expect(page.get_by_text("1 förslag är valt att besvara.")).to_be_visible()
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


def test_boxes_ticked_in_a_hurry_are_all_kept(browse: Browse) -> None:
    page = at_the_proposals(browse)
    expect(page.get_by_role("checkbox")).to_have_count(6)
    for label in page.locator('[data-testid="stCheckbox"] label').all():
        label.click()
    expect(page.get_by_text("6 förslag är valda att besvara.")).to_be_visible()
    for box in page.get_by_role("checkbox").all():
        expect(box).to_be_checked()
    button(page, "Välj inget")
    expect(page.get_by_text("Inget förslag är valt än.")).to_be_visible()
    for box in page.get_by_role("checkbox").all():
        expect(box).not_to_be_checked()


def test_a_paragraph_is_edited_marked_and_put_back(browse: Browse) -> None:
    page = at_the_proposals(browse)
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


@dataclass(frozen=True)
class Deed:
    """Something done at a step, and what shows that it was received; both look at the step."""

    step: str
    do: Callable[[Page], None]
    shown: Callable[[Page], None]


def test_a_draft_survives_a_kill_of_the_server_at_every_step(
    chromium: Browser, registered: Settings, tmp_path: Path
) -> None:
    """Each step is done in a server of its own, which is killed (-9) as soon as it shows what it
    received; the next one has all of it, at the address where the window was."""
    own = registered.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'kept.sqlite'}"})
    deeds = [
        Deed("Ärendet", _tell_the_case, _case_is_told),
        Deed("Förslagen", _choose_a_proposal, _proposal_is_chosen),
        Deed("Ställningstaganden", _take_a_stand, _stand_is_taken),
        Deed("Texten", _write_and_edit, _text_is_edited),
        Deed("Granska och exportera", _confirm_a_statement, _statement_is_confirmed),
    ]
    place = "skriv"
    for number in range(len(deeds) + 1):
        with serve(own) as address, windows(chromium, address) as opened:
            page = opened(place)
            if number:
                deeds[number - 1].shown(page)
                for earlier in deeds[: number - 1]:
                    step(page, earlier.step)
                    earlier.shown(page)
            if number < len(deeds):
                deed = deeds[number]
                if number:
                    step(page, deed.step)
                deed.do(page)
                deed.shown(page)
                parts = urlparse(page.url)
                place = f"{parts.path.lstrip('/')}?{parts.query}"


def _tell_the_case(page: Page) -> None:
    begun(page)
    choose_report(page)
    box(page, "Diarienummer", "KS 2031/99")
    page.wait_for_url(re.compile("steg=arende"))


def _case_is_told(page: Page) -> None:
    field = page.get_by_role("textbox", name="Diarienummer", exact=True)
    expect(field).to_have_value("KS 2031/99")
    expect(page.get_by_text("Närmare vardagen (SOU 2031:7)").first).to_be_visible()
    # Named after what is kept of the case.
    sidebar = page.get_by_test_id("stSidebar")
    expect(sidebar.get_by_role("button", name="KS 2031/99")).to_be_visible()


def _choose_a_proposal(page: Page) -> None:
    tick(page, "Varje vårdcentral")


def _proposal_is_chosen(page: Page) -> None:
    expect(page.get_by_text("1 förslag är valt att besvara.")).to_be_visible()
    expect(page.get_by_role("checkbox", name=re.compile("Varje vårdcentral"))).to_be_checked()
    assert "steg=forslagen" in page.url


def _take_a_stand(page: Page) -> None:
    page.get_by_text("Har ingen erinran").click()
    expect(page.get_by_text("Förslaget har ett ställningstagande.")).to_be_visible()
    box(page, "Egna synpunkter, en på varje rad", "risk: svårt att bemanna")
    button(page, "Ta in som argument")


def _stand_is_taken(page: Page) -> None:
    expect(page.get_by_role("button", name="Ta bort argumentet")).to_be_visible()
    expect(page.get_by_role("radio", name="Har ingen erinran")).to_be_checked()
    points = page.get_by_role("textbox", name="Egna synpunkter, en på varje rad")
    expect(points).to_have_value("risk: svårt att bemanna")


def _write_and_edit(page: Page) -> None:
    button(page, "Skriv texten")
    page.locator(".draft").get_by_role("button", name="Ändra").last.click()
    area = page.get_by_role("textbox", name=re.compile("^Stycket"))
    expect(area).to_be_focused()
    area.fill(OWN_STATEMENT)
    area.press("Tab")
    button(page, "Klart")


def _text_is_edited(page: Page) -> None:
    edited = page.locator(".draft .paragraph", has_text=OWN_STATEMENT)
    expect(edited).to_contain_text("Ändrat för hand")


def _confirm_a_statement(page: Page) -> None:
    expect(_remarks_on_the_statement(page)).to_have_count(1)
    button(page, "Uppgiften är vår egen")


def _statement_is_confirmed(page: Page) -> None:
    expect(page.get_by_text("Läsbarhet: LIX")).to_be_visible()
    expect(_remarks_on_the_statement(page)).to_have_count(0)


def _remarks_on_the_statement(page: Page) -> Locator:
    """Those that can be confirmed."""
    return page.get_by_role("button", name="Uppgiften är vår egen")


def test_the_keyboard_goes_to_what_is_edited_and_back(browse: Browse) -> None:
    page = at_the_proposals(browse)
    tick(page, "Varje vårdcentral")
    step(page, "Texten")
    button(page, "Skriv texten")
    edit = page.locator(".draft").get_by_role("button", name="Ändra").last
    edit.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name=re.compile("^Stycket"))).to_be_focused()
    page.get_by_role("button", name="Klart").focus()
    page.keyboard.press("Enter")
    expect(edit).to_be_focused()


def test_a_remark_leads_the_keyboard_to_its_paragraph(browse: Browse) -> None:
    page = at_the_proposals(browse)
    tick(page, "Varje vårdcentral")
    step(page, "Texten")
    button(page, "Skriv texten")
    page.locator(".draft").get_by_role("button", name="Ändra").last.click()
    area = page.get_by_role("textbox", name=re.compile("^Stycket"))
    area.fill(OWN_STATEMENT)
    area.press("Tab")
    button(page, "Klart")
    step(page, "Granska och exportera")
    assert_accessible(page)
    remark = page.locator('[class*="st-key-remark-SOURCE"]').first
    remark.get_by_role("button", name="Gå dit").click()
    paragraph = page.locator(".draft .paragraph", has_text=OWN_STATEMENT)
    expect(paragraph).to_be_focused()
    expect(paragraph).to_be_in_viewport()


def test_two_windows_work_at_two_steps_of_one_draft(browse: Browse) -> None:
    page = at_the_proposals(browse)
    tick(page, "Varje vårdcentral")
    parts = urlparse(page.url)
    other = browse(f"{parts.path.lstrip('/')}?{parts.query}".replace("forslagen", "texten"))
    button(other, "Skriv texten")
    expect(other.locator(".draft")).to_contain_text("vårdcentral")
    tick(page, "En gemensam fullmakt")
    step(page, "Ställningstaganden")
    page.get_by_text("Avstyrker", exact=True).last.click()
    expect(page.get_by_text("1 av 2 förslag saknar ställningstagande.")).to_be_visible()
    button(other, "Skriv om det som inte är ändrat")
    expect(other.locator(".draft")).to_contain_text("avstyrker")
    page.reload()
    expect(page.get_by_text("1 av 2 förslag saknar ställningstagande.")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 420])
def test_every_step_can_be_read_by_all(browse: Browse, width: int) -> None:
    page = browse("skriv", width)
    begun(page)
    choose_report(page)
    assert_accessible(page)
    step(page, "Förslagen")
    tick(page, "rätt till en vardagslots")
    button(page, "Ordalydelse")
    expect(page.locator(".evidence h2")).to_be_visible()
    assert_accessible(page)
    step(page, "Ställningstaganden")
    page.get_by_text("Tillstyrker", exact=True).first.click()
    button(page, "Ta in som argument")
    expect(page.get_by_role("button", name="Ta bort argumentet")).to_be_visible()
    assert_accessible(page)
    step(page, "Texten")
    button(page, "Skriv texten")
    page.locator(".draft .mark").first.click()
    expect(page.locator(".evidence h2")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    step(page, "Granska och exportera")
    expect(page.get_by_text("Läsbarhet: LIX")).to_be_visible()
    assert_accessible(page)
    button(page, "Om utkastet")
    button(page, "Visa versionen")
    expect(page.get_by_text("Du läser en tidigare version")).to_be_visible()
    assert_accessible(page)
