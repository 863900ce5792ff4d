"""By how much two phrases are alike: 「月租」 and 「月租金」."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["most_alike"]

SHORTEST_NAME = 2
"""Characters by which something is recognised: 除了「注册」地, 按「月租」算."""


def most_alike(said: str, called: Mapping[str, str]) -> list[str]:
    """The keys of what is called most like what was said; of one only if it is alone, none if nothing is alike."""
    shared = {key: _longest_shared(said, name) for key, name in called.items()}
    most = max(shared.values(), default=0)
    best = [key for key, length in shared.items() if length == most]
    return best if most >= SHORTEST_NAME and len(best) == 1 else []


def _longest_shared(one: str, other: str) -> int:
    """How long the longest run of characters is that both have."""
    runs = (one[start:end] for start in range(len(one)) for end in range(start + 1, len(one) + 1))
    return max((len(run) for run in runs if run in other), default=0)
