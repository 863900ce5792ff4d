"""The bot needs few questions: simulated applicants against a form with fixed fields."""

from __future__ import annotations

from itertools import islice
from statistics import mean
from typing import TYPE_CHECKING

from bot.evaluation.questions import POLICY, applicants, count_in_chat, count_in_form
from policy_rules import load_pack

if TYPE_CHECKING:
    from bot.runtime.conversations import Conversations

MANY = 15


async def test_every_total_is_settled_with_a_third_of_the_questions_of_a_form(conversations: Conversations) -> None:
    pack = load_pack(POLICY)
    everyone = list(islice(applicants(), MANY))
    chat = [(await count_in_chat(one, pack, conversations)).until_settled for one in everyone]
    form = [count_in_form(one, pack).until_settled for one in everyone]
    assert None not in chat, "a total that all facts give was never reached"
    assert mean(count or 0 for count in chat) < mean(count or 0 for count in form) / 3
