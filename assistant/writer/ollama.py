"""Looking for Ollama on this machine, where it usually listens."""

from __future__ import annotations

import json

USUAL = "http://127.0.0.1:11434"

_PATIENCE = 0.5  # seconds; it is on this machine or it is not


def models(address: str = USUAL) -> list[str] | None:
    """The names of the models that Ollama has; None where nobody listens who speaks as it does.

    No text is sent. Whoever finds a model has not chosen it.
    """
    import httpx

    try:
        client = httpx.Client(trust_env=False, timeout=_PATIENCE, follow_redirects=False)
        with client:
            found = client.get(f"{address}/api/tags").raise_for_status().json()["models"]
            return sorted(str(model["name"]) for model in found)
    except (httpx.HTTPError, json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError):
        return None
