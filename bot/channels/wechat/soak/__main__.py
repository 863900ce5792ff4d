"""Endurance of the channel, with the counts tried: ``python -m bot.channels.wechat.soak --help``."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

import aiohttp

from bot.channels.wechat.platform import Platform
from bot.channels.wechat.soak.kills import survive_kills
from bot.channels.wechat.soak.load import deliver_all, percentile, send_mutants, turns_of_double, turns_of_rasa
from bot.channels.wechat.soak.processes import READY_WITHIN, Credentials, ServerProcess, free_port

P95_WITHIN, ALL_WITHIN = 2.5, 4.5
MEMORY_GROWTH = 0.1
"""Share by which memory may differ and still count as flat."""


class Report:
    """Prints each goal with what was measured, and remembers whether all held."""

    def __init__(self) -> None:
        self.all_held = True

    def goal(self, holds: bool, words: str) -> None:
        self.all_held &= holds
        print(f"[{'达标' if holds else '未达标'}] {words}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.channels.wechat.soak", description="微信通道耐久测试")
    parser.add_argument("--messages", type=int, default=10_000, help="消息数，0 跳过这一部分")
    parser.add_argument("--deliveries", type=int, default=3, help="每条消息投递次数")
    parser.add_argument("--users", type=int, default=50, help="同时在线人数")
    parser.add_argument("--pause", type=float, default=0.0, help="每人收到答复后最多停顿几秒再发下一条，默认不停顿")
    parser.add_argument("--kills", type=int, default=200, help="SIGKILL 次数，一半有客服接口，一半没有，0 跳过这一部分")
    parser.add_argument("--mutations", type=int, default=10_000, help="变异请求数，0 跳过这一部分")
    parser.add_argument("--bot", choices=("real", "double"), default="real", help="真实对话，或只测通道的替身")
    parser.add_argument("--database", help="PostgreSQL 地址；默认临时 SQLite 文件")
    arguments = parser.parse_args()
    report = Report()
    with tempfile.TemporaryDirectory(prefix="huiqi-soak-") as folder:
        asyncio.run(_all(arguments, Path(folder), report))
    return 0 if report.all_held else 1


async def _all(arguments: argparse.Namespace, folder: Path, report: Report) -> None:
    if arguments.messages or arguments.mutations:
        await _load(arguments, folder, report)
    halves = ((arguments.kills - arguments.kills // 2, True), (arguments.kills // 2, False))
    await asyncio.gather(
        *(_kills(kills, with_api, arguments.database, folder, report) for kills, with_api in halves if kills)
    )


async def _load(arguments: argparse.Namespace, folder: Path, report: Report) -> None:
    database = arguments.database or f"sqlite:///{folder / 'load.sqlite'}"
    credentials, port = Credentials(), free_port()
    module = "bot.cli" if arguments.bot == "real" else "bot.channels.wechat.soak.server"
    command = ("serve", "--port", str(port)) if arguments.bot == "real" else (str(port),)
    server = ServerProcess(port, credentials.environment(database, None), module, *command, log=folder / "load.log")
    try:
        await server.ready()
        if arguments.bot == "real":
            await _loaded(f"http://127.0.0.1:{port}/readyz")
        if arguments.messages:
            await _one_turn_one_answer(arguments, server, credentials, database, report)
        if arguments.mutations:
            await _mutations(arguments.mutations, server, credentials, report)
    finally:
        server.stop()


async def _loaded(url: str) -> None:
    async with aiohttp.ClientSession() as session:
        for _ in range(int(READY_WITHIN / 0.2)):
            async with session.get(url) as response:
                if response.status == 200:
                    return
            await asyncio.sleep(0.2)
    raise TimeoutError("the bot does not load")


async def _one_turn_one_answer(
    arguments: argparse.Namespace, server: ServerProcess, credentials: Credentials, database: str, report: Report
) -> None:
    platform, began = Platform(credentials.codec, server.url), time.monotonic()
    computed = server.computed()
    account = f"mp:{credentials.appid}"
    counts = await deliver_all(
        platform, account, arguments.messages, arguments.deliveries, arguments.users, arguments.pause
    )
    a_second = len(counts.keys) / (time.monotonic() - began)
    cost = (server.computed() - computed) / len(counts.keys)
    await platform.close()
    turns = (turns_of_rasa if arguments.bot == "real" else turns_of_double)(database)
    several, missing = (
        sum(map(wrong, (turns[key] for key in counts.keys))) for wrong in (lambda n: n > 1, lambda n: not n)
    )
    report.goal(
        not counts.violations and not several and not missing,
        f"一条消息一轮对话、一次可见回复：{len(counts.keys)} 条消息 × {arguments.deliveries} 次投递，"
        f"违反 {counts.violations + several + missing} 条"
        f"（没有回复 {counts.silent}，回复多于一次 {counts.several}，事后也没有补上 {counts.unkept}，重复补发 {counts.unasked}，"
        f"轮次多于 1 的 {several}，没有轮次的 {missing}）；"
        f"直接答复 {counts.in_time}，先告知稍后、随下一条消息补上 {counts.promised}",
    )
    p50, p95, slowest = (percentile(counts.waited, share) for share in (0.5, 0.95, 1.0))
    report.goal(
        p95 <= P95_WITHIN and slowest <= ALL_WITHIN,
        f"{arguments.users} 人同时使用（{arguments.bot}，停顿 0–{arguments.pause:g} 秒，"
        f"每秒 {a_second:.1f} 条，每条占处理器 {cost * 1000:.0f} 毫秒），从发出到看见回复："
        f"p50 {p50:.2f} 秒，p95 {p95:.2f} 秒（目标 ≤ {P95_WITHIN}），"
        f"最慢 {slowest:.2f} 秒（目标 ≤ {ALL_WITHIN}），共 {len(counts.waited)} 条",
    )


async def _mutations(number: int, server: ServerProcess, credentials: Credentials, report: Report) -> None:
    counts = await send_mutants(server, credentials, number)
    before, after = counts.memory_before / 2**20, counts.memory_after / 2**20
    report.goal(
        not counts.served and not counts.server_errors and after <= before * (1 + MEMORY_GROWTH),
        f"变异请求 {number} 个：被受理 {sum(counts.served.values())}，5xx {sum(counts.server_errors.values())}，"
        f"内存 {before:.0f} → {after:.0f} MB",
    )


async def _kills(kills: int, with_api: bool, database: str | None, folder: Path, report: Report) -> None:
    name = "with-api" if with_api else "without-api"
    counts = await survive_kills(
        kills, database or f"sqlite:///{folder / name}.sqlite", folder / f"{name}.log", with_api=with_api
    )
    report.goal(
        counts.lost == 0 and counts.repeated_unmarked == 0,
        f"SIGKILL {counts.kills} 次（{'有' if with_api else '无'}客服接口，{len(counts.steps)} 种时刻）："
        f"{counts.messages} 条消息，已确认 {counts.acknowledged}，丢失 {counts.lost}（其中 {counts.given_up} 条请对方重发），"
        f"未注明的重复 {counts.repeated_unmarked}，注明“可能已发过”的重复 {counts.repeated_marked}",
    )


if __name__ == "__main__":
    sys.exit(main())
