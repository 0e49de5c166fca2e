"""What can go wrong with a model, said so that a person can act on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_TIMEOUTS = ("timeout", "timedout")
_UNREACHED = ("connectionerror", "connecterror", "connectionrefused", "connection")


class ModelProblem(Exception):
    """A model cannot be used, or its answer cannot. The message is for the log (English).

    `swedish` is one or two sentences for the screen. `passing` tells whether the same request may
    do better in a moment; `wait` how many seconds the server asked us to stay away, None where it
    did not say.
    """

    def __init__(
        self, message: str, swedish: str, passing: bool = False, wait: float | None = None
    ) -> None:
        super().__init__(message)
        self.swedish = swedish
        self.passing = passing
        self.wait = wait


class NeedsConsent(ModelProblem):
    """Text would go to an outside host to which nobody has agreed. `host` names it."""

    def __init__(self, host: str) -> None:
        self.host = host
        super().__init__(
            f"The question and passages would be sent to {host}, and nobody has agreed to that. "
            f"Agree once with: python -m assistant allow {host}",
            f"Modellen finns hos {host}, och ingen har godkänt att text skickas dit. Godkänn det "
            "på sidan Inställningar om det får ske.",
        )


def told(error: Exception) -> ModelProblem:
    """What an error from a provider's library means for whoever waits for the answer.

    Each library raises errors of its own; a status, where there is one, tells most. Nothing of
    what the server wrote is repeated: it may be anything.
    """
    if isinstance(error, ModelProblem):
        return error
    status = _status(error)
    if status is not None:
        return _of_status(status, error)
    names = [type(cause).__name__.lower() for cause in _causes(error)]
    if any(name.endswith(_TIMEOUTS) for name in names):
        return too_slow()
    if any(name.endswith(_UNREACHED) for name in names):
        return ModelProblem(
            "The model's server cannot be reached.",
            "Modellens server går inte att nå. Kontrollera att den är igång och att adressen "
            "stämmer.",
            passing=True,
        )
    return ModelProblem(
        f"The model's server answered in a form that cannot be read ({type(error).__name__}).",
        "Modellens server svarade i en form som inte går att läsa.",
    )


def too_slow() -> ModelProblem:
    """Nothing came for longer than we wait."""
    return ModelProblem("The model did not answer in time.", "Modellen svarade inte i tid.")


def _of_status(status: int, error: Exception) -> ModelProblem:
    if status in (401, 403):
        return ModelProblem(
            f"The model's server does not accept the key ({status}).",
            "Modellens server godtar inte nyckeln. Kontrollera den på sidan Inställningar eller i "
            "TILLIT_MODEL_KEY.",
        )
    if status == 404:
        return ModelProblem(
            "The model's server does not know the model, or has nothing at this address (404).",
            "Modellens server känner inte till modellen, eller så stämmer inte adressen.",
        )
    if status == 429:
        wait = _retry_after(error)
        when = f" Den ber oss vänta {wait:.0f} sekunder." if wait else ""
        return ModelProblem(
            "The model's server has too much to do (429).",
            f"Modellens server har för mycket att göra just nu.{when}",
            passing=True,
            wait=wait,
        )
    if status >= 500:
        return ModelProblem(
            f"The model's server has failed ({status}).",
            f"Modellens server har fått ett fel ({status}).",
            passing=True,
            wait=_retry_after(error),
        )
    if 300 <= status < 400:
        return ModelProblem(
            f"The model's server points elsewhere ({status}), where nothing is sent.",
            "Modellens server hänvisar till en annan adress. Dit skickas ingenting.",
        )
    return ModelProblem(
        f"The model's server did not take the request ({status}).",
        f"Modellens server tog inte emot frågan ({status}).",
    )


def _status(error: Exception) -> int | None:
    for cause in _causes(error):
        for holder in (cause, getattr(cause, "response", None)):
            status = getattr(holder, "status_code", None)
            if isinstance(status, int):
                return status
    return None


def _retry_after(error: Exception) -> float | None:
    """Seconds from now, from a header that gives seconds or a date (RFC 9110, 10.2.3)."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    value = str(headers.get("retry-after", "")).strip()
    if not value:
        return None
    if value.replace(".", "", 1).isdigit():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what caused it, outermost first."""
    at: BaseException | None = error
    seen: set[int] = set()
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield at
        at = at.__cause__ or at.__context__
