"""Of whom 「他们」 speaks: of the client one asks for, or of others who came up since."""

from __future__ import annotations

import re

from bot.understanding import whose

__all__ = ["CLIENT", "OTHERS", "speaks_of_client", "they_after"]

CLIENT, OTHERS = "client", "others"

_CLIENT = re.compile("(?:我们?的?|咱们?的?)?客户(?!端|数|服务|里|中|全|都|群|要求)")
_OTHER_CLIENT = re.compile("(?:另外?一?|还有一?|其[他它]|别的)[家个位]?的?客户")


def speaks_of_client(text: str, they: str | None) -> bool:
    """Whether 「他们」 and 「我客户」 in ``text`` are those whose case is reckoned; ``they``: who they were before."""
    if _OTHER_CLIENT.search(text):
        return False
    return they == CLIENT or (they == OTHERS and _CLIENT.search(text) is not None)


def they_after(text: str, they: str | None, *, tells: bool) -> str | None:
    """Who 「他们」 are after ``text``: None as long as nobody asks for a client; ``tells``: a fact of the case."""
    if _OTHER_CLIENT.search(text):
        return OTHERS if they else None
    if whose.FOR_ANOTHER.search(text) or (_CLIENT.search(text) and (tells or they)):
        return CLIENT
    if they and (whose.OTHERS.search(whose.CLIENTS.sub("", text)) or whose.RELAYED.search(text)):
        return OTHERS
    return they
