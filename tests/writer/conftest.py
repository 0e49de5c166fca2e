"""A writer that speaks to a server of our own over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from fake_model import FakeModel, Part, fake_model

from assistant.writer import Writer
from ingest.index import Settings

OpenWriter = Callable[..., tuple[Writer, FakeModel]]


@pytest.fixture
def open_writer(indexed: Settings) -> Iterator[OpenWriter]:
    """Opens a writer on a server that plays a part; further settings by name."""
    with ExitStack() as servers:

        def opened(part: Part, **changes: object) -> tuple[Writer, FakeModel]:
            server = servers.enter_context(fake_model(part))
            settings = indexed.model_copy(
                update={"model": "openai:fake", "model_url": server.address, **changes}
            )
            writer = Writer.open(settings)
            assert writer
            return writer, server

        yield opened
