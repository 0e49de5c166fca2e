"""Conversations in a real browser: reloaded, in two windows, and after the server was killed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, Page, expect

from ingest.index import Settings
from tests.pages.conftest import serve
from tests.pages.test_browser import assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Browse = Callable[..., Page]

QUESTION = "Hur många personer får en vardagslots följa?"
OTHER = "Vad kostar servicepunkterna?"

# The page as it is, but that the second question is never answered.
NEVER_ANSWERED = """
import runpy
from threading import Event
from assistant import Assistant

answer = Assistant.ask

def ask(assistant, question, *rest):
    if question == OTHER:
        Event().wait()
    return answer(assistant, question, *rest)

Assistant.ask = ask
runpy.run_path("app.py")
"""


def ask(page: Page, question: str) -> None:
    box = page.get_by_placeholder("Skriv din fråga")
    box.fill(question)
    box.press("Enter")
    expect(page.get_by_role("heading", name=question)).to_be_visible()


def test_a_conversation_survives_a_reload_and_is_seen_in_a_second_window(browse: Browse) -> None:
    page = browse()
    ask(page, QUESTION)
    page.wait_for_url(re.compile("samtal="))
    page.reload()
    expect(page.get_by_role("heading", name=QUESTION)).to_be_visible()
    parts = urlparse(page.url)
    other = browse(f"{parts.path.lstrip('/')}?{parts.query}")
    expect(other.locator(".turn")).to_contain_text("25 personer")
    ask(other, OTHER)
    expect(other.locator(".turn").nth(1)).to_contain_text("640 miljoner")
    page.reload()
    expect(page.locator(".turn").nth(1)).to_contain_text("640 miljoner")


def test_conversations_are_kept_apart_renamed_and_deleted(browse: Browse) -> None:
    page = browse()
    ask(page, OTHER)
    page.get_by_role("button", name="Nytt samtal").click()
    expect(page.locator(".turn")).to_have_count(0)
    ask(page, "Varför avbröts försöket i Åsarp?")
    page.get_by_role("button", name="Om samtalet").click()
    page.get_by_role("textbox", name="Namn").fill("Om Åsarp")
    page.get_by_role("button", name="Byt namn").click()
    row = page.get_by_test_id("stSidebar").get_by_role("button", name="Om Åsarp")
    expect(row).to_be_visible()
    page.get_by_role("button", name="Radera samtalet").click()
    expect(page.get_by_text("Det går inte att ångra.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Radera", exact=True).click()
    expect(row).to_have_count(0)
    expect(page.locator(".turn")).to_have_count(0)
    page.get_by_test_id("stSidebar").get_by_role("button", name=OTHER).first.click()
    expect(page.locator(".turn")).to_contain_text("640 miljoner")


def test_what_is_thought_of_an_answer_is_kept(browse: Browse) -> None:
    page = browse()
    ask(page, QUESTION)
    page.get_by_role("button", name="Bra svar").click()
    expect(page.get_by_role("button", name="Bra svar: valt")).to_be_visible()
    page.get_by_role("button", name="Kommentera").click()
    page.get_by_role("textbox", name="Kommentar till svaret").fill("Rätt ställe.")
    assert_accessible(page)
    page.get_by_role("button", name="Spara kommentaren").click()
    expect(page.get_by_role("button", name="Din kommentar")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Bra svar: valt")).to_be_visible()
    page.get_by_role("button", name="Din kommentar").click()
    expect(page.get_by_role("textbox", name="Kommentar")).to_have_value("Rätt ställe.")


def test_all_that_the_server_had_received_survives_kill_9(
    chromium: Browser, own_index: Settings, tmp_path: Path
) -> None:
    script = tmp_path / "never_answered.py"
    script.write_text(NEVER_ANSWERED.replace("OTHER", repr(OTHER)), encoding="utf8")
    context = chromium.new_context(locale="sv-SE")
    page = context.new_page()
    with serve(own_index, script) as address:
        page.goto(address)
        ask(page, QUESTION)
        expect(page.locator(".turn")).to_contain_text("25 personer")
        ask_in_vain(page, OTHER)
        query = urlparse(page.url).query
    with serve(own_index) as address:
        page.goto(f"{address}/?{query}")
        expect(page.locator(".turn").first).to_contain_text("25 personer")
        expect(page.locator(".turn").nth(1)).to_contain_text(OTHER)
        expect(page.locator(".turn").nth(1)).to_contain_text("Frågan är mottagen")
        page.get_by_role("button", name="Svara nu").click()
        expect(page.locator(".turn").nth(1)).to_contain_text("640 miljoner")
    context.close()


def ask_in_vain(page: Page, question: str) -> None:
    box = page.get_by_placeholder("Skriv din fråga")
    box.fill(question)
    box.press("Enter")
    expect(page.get_by_text("Söker i dokumenten")).to_be_visible()
