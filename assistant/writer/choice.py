"""Which model is used, and whose machine it runs on."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from assistant.writer.problem import ModelProblem
from ingest.index import Settings

# Providers that go where an address says, and where they go without one. Others decide for
# themselves, so an address would only hide where the text really goes.
ADDRESSES: dict[str, str] = {
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
    "ollama": "http://127.0.0.1:11434",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A model of a provider at an address. `key` is never written down."""

    provider: str
    name: str
    address: str = ""
    key: str = field(default="", repr=False, compare=False)

    @classmethod
    def of(cls, model: str, address: str = "", key: str = "") -> Choice:
        """The choice that "provider:model" and an address make. Raises ModelProblem."""
        provider, _, name = model.strip().partition(":")
        provider, name, address = provider.strip().lower(), name.strip(), address.strip()
        if not provider or not name:
            raise ModelProblem(
                f"TILLIT_MODEL is {model!r}; write provider:model, such as openai:gemma3.",
                "Modellen anges som leverantör och namn, till exempel openai:gemma3.",
            )
        if address and provider not in ADDRESSES:
            raise ModelProblem(
                f"An address (TILLIT_MODEL_URL) works with {', '.join(ADDRESSES)} only; leave it "
                f"empty for {provider}.",
                f"Adress kan bara anges för {', '.join(ADDRESSES)}. Lämna den tom för {provider}.",
            )
        if address:
            _check_address(address)
        return cls(provider, name, address or ADDRESSES.get(provider, ""), key)

    @property
    def host(self) -> str:
        """The host that text is sent to; for a provider that decides itself, the provider."""
        return (urlsplit(self.address).hostname or "").lower() if self.address else self.provider

    @property
    def is_outside(self) -> bool:
        """Whether text leaves this machine."""
        return not (self.address and _is_loopback(self.host))

    @property
    def is_encrypted(self) -> bool:
        """Whether text is sent so that nobody on the way can read it."""
        return not self.address.startswith("http://")

    @property
    def label(self) -> str:
        """How the model is named to people."""
        return f"{self.name} ({self.host})"


def choice_of(settings: Settings) -> Choice | None:
    """The model that the settings name, None where they name none. Raises ModelProblem."""
    if not settings.model.strip():
        return None
    return Choice.of(settings.model, settings.model_url, settings.model_key)


def _check_address(address: str) -> None:
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.username is not None:
        raise ModelProblem(
            "The model's address (TILLIT_MODEL_URL) is not one; write http://host:port/v1.",
            "Modellens adress går inte att läsa. Skriv den som http://värd:port/v1.",
        )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
