"""Command line of the rules: ``huiqi estimate``, ``huiqi batch``, ``huiqi policy``.

Exit codes: 0 fine; 1 what was asked for does not hold; 2 bad usage or bad input, with one line on
standard error that names the field and the fix.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

from policy_rules.errors import FactError, PackError, UnknownPolicy
from policy_rules.estimate import estimate
from policy_rules.facts.files import read_fact_file, read_json, read_lines
from policy_rules.facts.plausible import doubtful_numbers
from policy_rules.json_output import print_json
from policy_rules.named_pack import named_pack
from policy_rules.pack import Pack
from policy_rules.policy_cli import add_policy_commands
from policy_rules.report.content import report_on
from policy_rules.report.plain_text import as_text

__all__ = ["add_commands", "add_policy", "add_policy_and_date", "run"]

DEFAULT_POLICY = "minhang-ai-2018"


def add_commands(commands: Any) -> None:
    """Register the subcommands; each sets ``run``, a function of the parsed arguments to an exit code."""
    command = commands.add_parser("estimate", help="测算一家企业能享受的条款和金额")
    command.add_argument("file", help="事实文件（YAML 或 JSON）；- 为标准输入")
    add_policy_and_date(command)
    command.add_argument("--readings", action="store_true", help="同时给出原文其他读法下的金额")
    shape = command.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="输出 JSON")
    shape.add_argument("--jsonl", action="store_true", help="每行一个事实对象，每行输出一个测算结果")
    command.set_defaults(run=_estimate)

    command = commands.add_parser("batch", help="成批测算：.xlsx、.csv 或 .parquet，每行一家企业")
    command.add_argument("input")
    command.add_argument("output")
    add_policy_and_date(command)
    command.set_defaults(run=_batch)

    add_policy_commands(commands)


def add_policy(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--policy",
        default=DEFAULT_POLICY,
        metavar="ID",
        help=f"已安装的政策 id，或政策包的目录；默认 {DEFAULT_POLICY}",
    )


def add_policy_and_date(command: argparse.ArgumentParser) -> None:
    add_policy(command)
    command.add_argument("--as-of", type=_date, metavar="YYYY-MM-DD", help="申报日期，默认今天")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期应写成 2020-06-30 这样，收到的是 {text}") from None


def run(arguments: argparse.Namespace) -> int:
    """Carry out a parsed command; bad input becomes one line and exit code 2."""
    try:
        code = int(arguments.run(arguments))
        if sys.stdout:
            sys.stdout.flush()
        return code
    except FactError as error:
        fault = str(error)
    except UnknownPolicy as error:
        fault = f"policy: {error}"
    except PackError as error:
        first, *others = str(error).splitlines()
        fault = first + (f"（另有 {len(others)} 处，用 huiqi policy check 查看）" if others else "")
    except BrokenPipeError:  # the reader has had enough; that is no fault
        _drop_output()
        return 0
    except OSError as error:
        fault = f"{error.filename or '标准输出'}: 不能读写：{error.strerror}"
        _drop_output()
    print(f"huiqi: {fault}", file=sys.stderr)
    return 2


def _drop_output() -> None:
    """What is still to be written goes nowhere, so that the interpreter has nothing to complain of at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _estimate(arguments: argparse.Namespace) -> int:
    pack = named_pack(arguments.policy)
    if arguments.jsonl:
        return _estimate_lines(pack, arguments.as_of, read_lines(arguments.file), readings=arguments.readings)
    facts = read_fact_file(arguments.file)
    for doubt in doubtful_numbers(pack.facts, facts):
        print(f"huiqi: 提醒：{doubt}", file=sys.stderr)
    if arguments.json:
        result = estimate(pack, facts, arguments.as_of, readings=arguments.readings)
        print_json(result.model_dump(mode="json"), indent=2)
    else:
        print(as_text(report_on(pack, facts, arguments.as_of, readings=arguments.readings)), end="")
    return 0


def _estimate_lines(pack: Pack, as_of: date | None, lines: Iterator[bytes], *, readings: bool) -> int:
    faults = 0
    for line in lines:
        try:
            answer = estimate(pack, read_json(line), as_of, readings=readings).model_dump(mode="json")
        except FactError as error:
            answer = {"error": error.as_json()}
            faults += 1
        print_json(answer)
    return 1 if faults else 0


def _batch(arguments: argparse.Namespace) -> int:
    from policy_rules.batch import estimate_table  # its libraries take a second to import

    faults = estimate_table(named_pack(arguments.policy), arguments.input, arguments.output, arguments.as_of)
    if faults:
        print(f"huiqi: {faults} 行有误，原因见“错误”一列", file=sys.stderr)
    return 1 if faults else 0
