"""A model's words on the screen, in a real browser."""

from __future__ import annotations

import time
from threading import Event

import pytest
from fake_model import Exchange, fake_model
from playwright.sync_api import Browser, expect

from ingest.index import Settings
from tests.pages.conftest import serve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

QUESTION = "Hur många personer får en vardagslots följa?"
REST = "lots bör inte följa fler än 25 personer samtidigt"
TRUE = f"En {REST}"

# When the first word is there, by the clock that the server goes by too.
WATCH = """() => {
  window.seen = 0;
  new MutationObserver(() => {
    if (!window.seen && document.querySelector(".pending")) window.seen = Date.now();
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""

# Aimed at is 0.2 s (docs/models.md has what is measured); a machine busy with tests takes longer.
MOST_SECONDS = 1.0


def test_words_are_shown_as_they_come_and_can_be_stopped(
    chromium: Browser, own_index: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    sent: list[float] = []
    strangers: list[str] = []
    asked = Event()

    def writes_on(exchange: Exchange) -> None:
        exchange.begin()
        asked.set()
        sent.append(time.time())
        exchange.event({"content": "En "})
        if exchange.nth == 1:
            exchange.event({"content": f"{REST} [1]. <img src='http://x.invalid/'>"})
            exchange.event({"content": "Läs på http://x.invalid/ nu"})
            exchange.gone.wait(60)
        exchange.event({"content": f"{REST} [1]."}, "stop")

    with fake_model(writes_on) as server:
        settings = own_index.model_copy(
            update={"model": "openai:fake", "model_url": server.address}
        )
        with serve(settings) as address:
            page = chromium.new_page(locale="sv-SE")
            page.on("request", lambda request: strangers.append(request.url))
            page.goto(address)
            box = page.get_by_placeholder("Skriv din fråga")
            box.fill(QUESTION)
            page.evaluate(WATCH)
            box.press("Enter")
            expect(page.locator(".growing")).to_contain_text(TRUE, timeout=60_000)
            expect(page.locator(".growing img, .growing a")).to_have_count(0)
            late = page.evaluate("window.seen") / 1000 - sent[0]
            with capsys.disabled():
                print(f"\nfirst word on screen after {late * 1000:.0f} ms")
            assert late < MOST_SECONDS
            page.get_by_role("button", name="Stoppa svaret").click()
            expect(page.locator(".turn")).to_contain_text("Svaret stoppades.")
            expect(page.locator(".turn")).to_contain_text("belagd")
            expect(page.locator(".turn img, .turn a")).to_have_count(0)
            assert "x.invalid" not in page.locator(".turn").inner_text()
            page.close()
    assert [url for url in strangers if "127.0.0.1" not in url and ":" in url[:6]] == []
