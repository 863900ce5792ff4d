"""Whatever happens in whatever order: what was acknowledged is answered, and twice only where it says so."""

from __future__ import annotations

import pytest

from bot.channels.wechat import texts
from tests.wechat.simulated import simulate

COURSES = 6
"""Hundreds more were looked at when the channel was last changed; these keep watch."""


@pytest.mark.parametrize("has_api", [True, False], ids=["with the API", "without the API"])
@pytest.mark.parametrize("seed", range(COURSES))
def test_what_is_acknowledged_is_answered_once_or_says_that_it_may_be_twice(seed: int, has_api: bool) -> None:
    world = simulate(seed, has_api=has_api)
    acknowledged = {name: outcome for name, outcome in world.outcomes.items() if outcome.acknowledged}
    assert len(acknowledged) > 5
    assert not [name for name, outcome in acknowledged.items() if not outcome.shown and not outcome.unknowable]
    unmarked = {
        name: [part for part in outcome.shown if texts.PERHAPS_AGAIN.strip() not in part]
        for name, outcome in world.outcomes.items()
    }
    assert not {name: parts for name, parts in unmarked.items() if len(parts) > 1}
    assert max(world.turns.values()) == 1
