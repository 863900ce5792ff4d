"""Command line of the rules: ``huiqi estimate``, ``huiqi batch``, ``huiqi policy``.

Exit codes: 0 fine; 1 what was asked for does not hold; 2 bad usage or bad input, with one line on
standard error that names the field and the fix.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any, TextIO

from policy_rules.errors import FactError, PackError, UnknownPolicy
from policy_rules.estimate import estimate
from policy_rules.fact_files import read_fact_file, read_json
from policy_rules.pack import Pack, installed_packs, load_pack
from policy_rules.wording.report import report

__all__ = ["add_commands", "add_policy_and_date", "run"]

DEFAULT_POLICY = "minhang-ai-2018"


def add_commands(commands: Any) -> None:
    """Register the subcommands; each sets ``run``, a function of the parsed arguments to an exit code."""
    command = commands.add_parser("estimate", help="测算一家企业能享受的条款和金额")
    command.add_argument("file", help="事实文件（YAML 或 JSON）；- 为标准输入")
    add_policy_and_date(command)
    shape = command.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="输出 JSON")
    shape.add_argument("--jsonl", action="store_true", help="每行一个事实对象，每行输出一个测算结果")
    command.set_defaults(run=_estimate)

    command = commands.add_parser("batch", help="成批测算：.xlsx、.csv 或 .parquet，每行一家企业")
    command.add_argument("input")
    command.add_argument("output")
    add_policy_and_date(command)
    command.set_defaults(run=_batch)

    policy = commands.add_parser("policy", help="查看和检查政策包").add_subparsers(required=True, metavar="COMMAND")
    command = policy.add_parser("list", help="已安装的政策")
    command.set_defaults(run=_list)
    command = policy.add_parser("show", help="一项政策或一个条款，附原文")
    command.add_argument("id")
    command.add_argument("clause", nargs="?")
    command.set_defaults(run=_show)


def add_policy_and_date(command: argparse.ArgumentParser) -> None:
    command.add_argument("--policy", default=DEFAULT_POLICY, metavar="ID", help="政策 id")
    command.add_argument("--as-of", type=_date, metavar="YYYY-MM-DD", help="申报日期，默认今天")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期应写成 2020-06-30 这样，收到的是 {text}") from None


def run(arguments: argparse.Namespace) -> int:
    """Carry out a parsed command; bad input becomes one line and exit code 2."""
    try:
        return int(arguments.run(arguments))
    except FactError as error:
        print(f"huiqi: {error}", file=sys.stderr)
    except (UnknownPolicy, PackError) as error:
        print(f"huiqi: {error}", file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()  # the reader has had enough; that is no fault
        return 0
    return 2


def _estimate(arguments: argparse.Namespace) -> int:
    pack = load_pack(arguments.policy)
    if arguments.jsonl:
        return _estimate_lines(pack, arguments.as_of, _lines(arguments.file))
    result = estimate(pack, read_fact_file(arguments.file), arguments.as_of)
    if arguments.json:
        print(json.dumps(result.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        print(report(result, {fact.id: fact.label for fact in pack.facts.values()}), end="")
    return 0


def _lines(name: str) -> Iterator[str]:
    if name == "-":
        yield from sys.stdin
        return
    try:
        with open(name, encoding="utf-8-sig") as file:
            yield from file
    except OSError as error:
        raise FactError("unreadable_file", f"读不到文件：{error.strerror}", name) from None


def _estimate_lines(pack: Pack, as_of: date | None, lines: Iterator[str], out: TextIO | None = None) -> int:
    faults = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            answer = estimate(pack, read_json(line), as_of).model_dump(mode="json")
        except FactError as error:
            answer = {"error": error.as_json()}
            faults += 1
        print(json.dumps(answer, ensure_ascii=False), file=out or sys.stdout, flush=True)
    return 1 if faults else 0


def _batch(arguments: argparse.Namespace) -> int:
    from policy_rules.batch import estimate_table  # its libraries take a second to import

    faults = estimate_table(load_pack(arguments.policy), arguments.input, arguments.output, arguments.as_of)
    if faults:
        print(f"huiqi: {faults} 行有误，原因见“错误”一列", file=sys.stderr)
    return 1 if faults else 0


def _list(_: argparse.Namespace) -> int:
    for id in installed_packs():
        policy = load_pack(id).policy
        until = policy.in_force.until.isoformat() if policy.in_force.until else "长期"
        print(f"{id}\t{policy.document_number}\t{policy.title}\t{policy.in_force.from_.isoformat()} 至 {until}")
    return 0


def _show(arguments: argparse.Namespace) -> int:
    pack = load_pack(arguments.id)
    if arguments.clause is None:
        print(f"{pack.policy.title}（{pack.policy.document_number}）\n{pack.policy.issuer}\n{pack.policy.in_force.quote}")
    shown = [clause for clause in pack.clauses if arguments.clause in (None, clause.id, clause.number)]
    if not shown:
        known = "、".join(clause.id for clause in pack.clauses)
        raise FactError("unknown_clause", f"没有这一条款；可选：{known}", arguments.clause)
    for clause in shown:
        print(f"\n{clause.number} {clause.title}（{clause.id}）\n  “{clause.quote}”")
        for requirement in pack.requirements(clause):
            print(f"  条件：{requirement.text}")
        for reading in pack.readings_of(clause):
            print(f"  读法：{reading.question}——{reading.chosen}")
    return 0
