"""What is generated from the packs is what the packs say now."""

from __future__ import annotations

from bot.generate import GENERATED_DOMAIN, generated_domain


def test_the_entities_in_the_domain_are_those_of_the_installed_packs() -> None:
    assert GENERATED_DOMAIN.read_text(encoding="utf-8") == generated_domain(), "run `make generate`"
