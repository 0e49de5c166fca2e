from __future__ import annotations

from pathlib import Path

from ingest.index import Settings

EXAMPLE = Path(__file__).resolve().parents[2] / ".env.example"


def test_the_example_lists_every_setting_once_with_its_default() -> None:
    lines = EXAMPLE.read_text(encoding="utf8").splitlines()
    given = [line.split("=", 1) for line in lines if line and not line.startswith("#")]
    assert [name for name, _ in given] == [f"TILLIT_{n.upper()}" for n in Settings.model_fields]
    example = Settings(_env_file=EXAMPLE)
    for name, field in Settings.model_fields.items():
        value = getattr(example, name)
        default = field.default.name if isinstance(field.default, Path) else field.default
        assert (value.name if isinstance(value, Path) else value) == default
