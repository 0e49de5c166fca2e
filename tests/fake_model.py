"""A server that speaks as OpenAI-compatible ones do and plays a part: tests reach it by HTTP.

A part is a function of the question's prompt and the exchange; it writes the response itself or
gives the text to stream.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any

Part = Callable[["Exchange"], None]


class Exchange:
    """One request and the means to answer it. `nth` counts the requests to this server from 1."""

    def __init__(self, handler: BaseHTTPRequestHandler, body: bytes, nth: int, gone: Event) -> None:
        self._handler = handler
        self.body = body.decode("utf8")
        self.nth = nth
        self.gone = gone  # set when the server shuts down: endless parts end
        self.prompt = json.loads(self.body)["messages"][-1]["content"] if self.body else ""
        self.first_sent = 0.0

    @property
    def passages(self) -> list[str]:
        """The texts of the numbered passages in the prompt."""
        return re.findall(
            r'<stycke-\w+ nummer="\d+"[^>]*>\n(.*?)\n</stycke-\w+>', self.prompt, re.S
        )

    def status(self, code: int, body: str = "{}", **headers: str) -> None:
        """Answer with a status and a body."""
        self._handler.send_response(code)
        for name, value in {"content-type": "application/json", **headers}.items():
            self._handler.send_header(name.replace("_", "-"), value)
        self._handler.send_header("content-length", str(len(body.encode())))
        self._handler.end_headers()
        self._handler.wfile.write(body.encode())

    def begin(self, content_type: str = "text/event-stream") -> None:
        """Begin a stream."""
        self._handler.send_response(200)
        self._handler.send_header("content-type", content_type)
        self._handler.send_header("connection", "close")
        self._handler.end_headers()
        self._handler.close_connection = True

    def raw(self, line: str) -> None:
        """Send something as it is."""
        self._handler.wfile.write(line.encode())
        self._handler.wfile.flush()

    def event(self, delta: dict[str, Any], finish: str | None = None) -> None:
        """Send one chunk."""
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        chunk = {
            "id": "x", "object": "chat.completion.chunk", "created": 1, "model": "fake",
            "choices": [choice],
        }  # fmt: skip
        self.first_sent = self.first_sent or time.monotonic()
        self.raw(f"data: {json.dumps(chunk)}\n\n")

    def say(self, text: str, finish: str | None = "stop") -> None:
        """Stream a whole answer, word by word; without `finish` the connection just ends."""
        self.begin()
        for word in re.findall(r"\S+\s*", text):
            self.event({"role": "assistant", "content": word})
        if finish:
            self.event({}, finish)
            self.raw("data: [DONE]\n\n")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64


class FakeModel:
    """A running server. `seen` holds the bodies of all requests."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.seen: list[str] = []
        self.paths: list[str] = []
        self._gone = Event()
        self._lock = Lock()
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                with fake._lock:
                    fake.seen.append(json.dumps(json.loads(body), ensure_ascii=False))
                    fake.paths.append(self.path)
                    nth = len(fake.seen)
                with suppress(OSError):  # the client may have hung up
                    fake.part(Exchange(self, body, nth, fake._gone))

            def do_GET(self) -> None:
                with fake._lock:
                    fake.paths.append(self.path)
                body = json.dumps({"models": [{"name": "liten:1b"}]}).encode()
                self.send_response(200)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = _Server(("127.0.0.1", 0), Handler)
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Where it listens, as TILLIT_MODEL_URL has it."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def close(self) -> None:
        """Stop it."""
        self._gone.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def fake_model(part: Part) -> Iterator[FakeModel]:
    """A server that plays a part."""
    server = FakeModel(part)
    try:
        yield server
    finally:
        server.close()


def says(text: str, finish: str | None = "stop") -> Part:
    """The part that always gives one answer."""
    return lambda exchange: exchange.say(text, finish)
