"""The ``huiqi`` command. Every subcommand imports what it needs only when it runs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from policy_rules import cli as rules

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit codes: 0 fine; 1 what was asked for does not hold; 2 bad usage or bad input."""
    parser = argparse.ArgumentParser(prog="huiqi", description="惠企政策助手")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    rules.add_commands(commands)
    return rules.run(parser.parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
