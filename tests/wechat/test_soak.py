"""The endurance run is one command; here in small."""

from __future__ import annotations

import subprocess
import sys


def test_the_endurance_run_prints_every_goal_with_its_counts() -> None:
    run = subprocess.run(
        [
            *(sys.executable, "-m", "bot.channels.wechat.soak", "--bot", "double", "--messages", "60", "--users", "5"),
            *("--mutations", "200", "--kills", "1"),
        ],
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "60 条消息 × 3 次投递，违反 0 条" in run.stdout
    assert "变异请求 200 个：被受理 0，5xx 0" in run.stdout
    assert run.stdout.count("SIGKILL 1 次") == 1
