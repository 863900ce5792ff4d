"""How long a turn of the bot takes here, as a conversation grows: ``python -m bot.bench`` prints a table.

Beside it stands the same model with Rasa's own processor and SQL store, turn by turn in the same run.
Times are of this machine at this moment; only the ratios compare from one run to the next.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from random import Random
from statistics import mean

from bot.runtime.model import ensure_model, quieten_rasa
from bot.settings import Settings

__all__ = ["main", "saying"]

_SAYINGS = (
    "我们公司租了{area}平方米，月租金{rent:.1f}万，能拿多少补贴",
    "研发投入{hundreds}万",
    "设备投资{hundreds}万",
    "有哪些扶持政策",
    "怎么申报",
    "去年主营业务收入{thousands}万",
    "政策有效期到什么时候",
    "不清楚",
)
_CORRECTED = {"租了": "面积改成", "月租金": "月租金改成", "投入": "投入改成", "投资": "投资改成", "收入": "收入改成"}
ROUND = len(_SAYINGS)


def saying(number: int, random: Random) -> str:
    """What is said as the ``number``-th thing: a round of different wishes, then the same with other figures."""
    area = random.randint(100, 2000)
    said = _SAYINGS[number % ROUND].format(
        area=area, rent=area * 0.012, hundreds=random.randint(10, 3000), thousands=random.randint(500, 20000)
    )
    if number >= ROUND:
        for first, later in _CORRECTED.items():
            said = said.replace(first, later)
    return said


Turn = Callable[[str, str, str], Awaitable[object]]
"""Has a message answered: the conversation, the message's id, its words."""


def _ours(model: Path, folder: Path) -> Turn:
    from bot.runtime.conversations import Conversations

    settings = Settings.from_environment({"HUIQI_DATABASE_URL": f"sqlite:///{folder / 'ours.sqlite'}"})
    conversations = Conversations.load(model, settings)
    return conversations.turn


def _rasas(model: Path, folder: Path) -> Turn:
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
    from rasa.core.tracker_store import SQLTrackerStore

    from bot.runtime.processor import UNDERSTOOD_BY, InProcessActions

    store = SQLTrackerStore(db=str(folder / "rasas.sqlite"))
    agent = Agent.load(model_path=model, tracker_store=store, action_endpoint=InProcessActions())

    async def turn(conversation: str, message_id: str, said: str) -> None:
        tracker = await agent.tracker_store.retrieve(conversation)
        known = {slot: tracker.get_slot(slot) if tracker else None for slot in UNDERSTOOD_BY}
        channel = CollectingOutputChannel()
        await agent.handle_message(UserMessage(said, channel, conversation, message_id=message_id, metadata=known))

    return turn


async def _milliseconds(turns: Sequence[Turn], conversation: str, length: int) -> list[list[float]]:
    """Of every turn of a conversation, for each of ``turns``, which take turns themselves."""
    found: list[list[float]] = [[] for _ in turns]
    random = Random(20261126)  # noqa: S311 - sampling, not secrets
    for number in range(length):
        said = saying(number, random)
        for turn, times in zip(turns, found, strict=True):
            start = time.perf_counter()
            await turn(conversation, f"m{number}", said)
            times.append((time.perf_counter() - start) * 1000)
    return found


async def _measured(turns: Sequence[Turn], length: int) -> list[list[float]]:
    await _milliseconds(turns, "warm-up", ROUND)
    return await _milliseconds(turns, "measured", length)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print milliseconds a turn, the mean over eight different messages at a time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=64, help="length of the conversation")
    length = parser.parse_args(arguments).turns
    quieten_rasa()
    model = ensure_model(Settings.from_environment().home)
    with tempfile.TemporaryDirectory(prefix="huiqi-bench-") as folder:
        turns = [_ours(model, Path(folder)), _rasas(model, Path(folder))]
        ours, rasas = asyncio.run(_measured(turns, length))
    print(f"{'一轮对话':<16}{'本项目 ms':>14}{'Rasa 自带 ms':>16}{'倍':>8}")
    for start in range(0, length, ROUND):
        if (start // ROUND).bit_count() <= 1 or start + ROUND >= length:
            here, there = (mean(times[start : start + ROUND]) for times in (ours, rasas))
            name = f"第 {start + 1}–{min(start + ROUND, length)} 轮"
            print(f"{name:<16}{here:>16.1f}{there:>16.1f}{there / here:>10.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
