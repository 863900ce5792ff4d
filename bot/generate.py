"""``make generate``: what the packs imply for Rasa, written where Rasa reads it.

Everything else that a pack brings (its words, questions, clauses, passages) is read from the pack when the
bot is trained or started; only the entities have to stand in Rasa's domain.
"""

from __future__ import annotations

from pathlib import Path

from bot.runtime.model import DOMAIN
from policy_rules import installed_packs, load_pack

__all__ = ["GENERATED_DOMAIN", "generated_domain", "main"]

GENERATED_DOMAIN = DOMAIN / "generated.yml"

_HEADER = """\
# Made by `make generate` from the installed packs; a test says when it is out of date.
version: "3.1"

entities:
"""
_OF_THE_DIALOGUE = {"clause": "条款", "denied": "不清楚或不愿说的事实"}


def generated_domain() -> str:
    """The file's text: an entity for each fact of any pack, then those of the dialogue itself."""
    labels: dict[str, str] = {}
    for id in installed_packs():
        labels |= {fact.id: fact.label for fact in load_pack(id).facts.values() if fact.id not in labels}
    return _HEADER + "".join(f"  - {id}  # {label}\n" for id, label in (labels | _OF_THE_DIALOGUE).items())


def main() -> None:
    _write(GENERATED_DOMAIN, generated_domain())


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    print(file)


if __name__ == "__main__":
    main()
