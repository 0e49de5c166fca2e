"""Opening a LangChain chat model, and reading what it writes.

No model library is imported before a model is opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from assistant.writer.choice import Choice
from assistant.writer.listening import Patience, Piece
from assistant.writer.problem import ModelProblem

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_ROOM = 8192  # tokens of context asked of Ollama, which by itself cuts longer prompts in silence
_NO_KEY = "none"  # servers in the house ask for no key, but the library wants one
_FINISH = ("finish_reason", "stop_reason", "done_reason")


class Model(Protocol):
    """What writes."""

    def stream(self, instructions: str, question: str) -> Iterator[Piece]:
        """The model's text as it comes. Raises whatever the provider's library raises."""
        ...


class ChatModel:
    """A LangChain chat model. May be used from several threads."""

    def __init__(self, model: BaseChatModel) -> None:
        self._model = model

    @classmethod
    def open(cls, choice: Choice, patience: Patience) -> ChatModel:
        """Open the chosen model; nothing is sent yet.

        Raises ModelProblem for an unknown provider, and one that names the package to install
        where it is missing.
        """
        from langchain.chat_models import init_chat_model

        if choice.provider == "ollama":
            _require_ollama()
        try:
            model = init_chat_model(
                choice.name, model_provider=choice.provider, **_arguments(choice, patience)
            )
        except ImportError as error:
            raise _missing_package(choice, error) from error
        except Exception as error:
            raise ModelProblem(
                f"The model {choice.provider}:{choice.name} cannot be opened "
                f"({type(error).__name__}). Is the provider's name right, and its key set?",
                f"Modellen {choice.provider}:{choice.name} går inte att öppna. Kontrollera "
                "leverantörens namn, och att nyckeln är angiven.",
            ) from error
        return cls(model)

    def stream(self, instructions: str, question: str) -> Iterator[Piece]:
        """See Model. LangChain's own tracing, which an environment variable can turn on, is off:
        it would send the text to yet another host."""
        from langsmith import tracing_context

        with tracing_context(enabled=False):
            for chunk in self._model.stream([("system", instructions), ("human", question)]):
                metadata = chunk.response_metadata
                finish = next((str(metadata[key]) for key in _FINISH if metadata.get(key)), "")
                yield Piece(str(chunk.text), finish)


def _arguments(choice: Choice, patience: Patience) -> dict[str, Any]:
    """What a provider is opened with. Attempts are ours to count, so that stopping stops them."""
    arguments: dict[str, Any] = {"temperature": 0}
    if choice.address:
        arguments["base_url"] = choice.address
    if choice.provider == "ollama":
        own = {"timeout": patience.silence, "follow_redirects": False}
        own["trust_env"] = choice.is_outside
        return arguments | {"num_ctx": _ROOM, "client_kwargs": own}
    if choice.key:
        arguments["api_key"] = choice.key
    if choice.provider in ("openai", "anthropic"):
        arguments |= {"timeout": patience.silence, "max_retries": 0}
    if choice.provider == "openai":
        arguments["http_client"] = _http_client(choice, patience)
        if not choice.key and not choice.is_outside:
            arguments["api_key"] = _NO_KEY
    return arguments


def _http_client(choice: Choice, patience: Patience) -> Any:
    """A client that follows nobody elsewhere, and takes no proxy on the way to this machine."""
    import httpx

    return httpx.Client(
        timeout=patience.silence, follow_redirects=False, trust_env=choice.is_outside
    )


def _require_ollama() -> None:
    """LangChain would fall back on a package that goes where no address says."""
    from importlib.util import find_spec

    if find_spec("langchain_ollama") is None:
        raise _missing("ollama", "langchain-ollama")


def _missing_package(choice: Choice, error: ImportError) -> ModelProblem:
    package = (error.name or f"langchain_{choice.provider}").split(".")[0].replace("_", "-")
    cause = error.__cause__
    if isinstance(cause, ModuleNotFoundError) and cause.name:
        package = cause.name.split(".")[0].replace("_", "-")
    return _missing(choice.provider, package)


def _missing(provider: str, package: str) -> ModelProblem:
    return ModelProblem(
        f"The provider {provider} needs a package that is not installed: pip install {package}",
        f"Leverantören {provider} behöver ett paket som inte är installerat: pip install {package}",
    )
