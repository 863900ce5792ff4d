"""``huiqi policy``: the packs, their integrity, their boundary sheets, new ones."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from policy_rules.errors import FactError
from policy_rules.json_output import print_json
from policy_rules.named_pack import named_pack, pack_folder
from policy_rules.pack import PACKS, installed_packs, load_pack, load_pack_from
from policy_rules.pack_in_words import clause_in_words, facts_of_packs, policy_in_words

__all__ = ["add_policy_commands"]


def add_policy_commands(commands: Any) -> None:
    """Register ``policy`` and its subcommands."""
    policy = commands.add_parser("policy", help="查看、检查和新建政策包").add_subparsers(
        required=True, metavar="COMMAND"
    )
    command = policy.add_parser("list", help="已安装的政策")
    command.set_defaults(run=_list)
    command = policy.add_parser("show", help="一项政策或一个条款：原文、条件、金额怎么算、要问什么")
    command.add_argument("id", help="已安装的政策 id，或政策包的目录")
    command.add_argument("clause", nargs="?", help="条款的 id 或条号")
    command.set_defaults(run=_show)
    command = policy.add_parser("facts", help="政策包用到的事实：id、名称、类别、企业或项目；新政策包沿用相同的 id")
    command.add_argument("id", nargs="?", help="已安装的政策 id，或政策包的目录；不写则列出全部已安装的政策包")
    command.set_defaults(run=_facts)
    command = policy.add_parser("check", help="检查政策包：引文、数字、遗漏、事实、算例、边界")
    command.add_argument("path", nargs="?", help="政策包的目录或 id；不写则检查全部已安装的政策包")
    command.set_defaults(run=_check)
    command = policy.add_parser("boundaries", help="边界算例表：每个档次和上限的临界情况，供主管部门签字")
    command.add_argument("id", help="已安装的政策 id，或政策包的目录")
    command.add_argument("-o", "--output", required=True, metavar="FILE.xlsx")
    command.set_defaults(run=_boundaries)
    command = policy.add_parser("schema", help="政策包文件的 JSON Schema，供编辑器补全和检查")
    command.add_argument("-o", "--output", metavar="DIR", help="写成目录下的 policy/facts/clauses/cases.schema.json")
    command.set_defaults(run=_schema)
    command = policy.add_parser("new", help="从政策原文新建一个政策包的草稿")
    command.add_argument("id", help="新政策的 id，例如 yunze-industry-2026")
    command.add_argument("--from", dest="text", required=True, metavar="TEXT", help="政策原文（UTF-8 文本文件）")
    command.add_argument("--to", default=".", metavar="DIR", help="在哪个目录下建立，默认当前目录")
    command.set_defaults(run=_new)


def _list(_: argparse.Namespace) -> int:
    for id in installed_packs():
        policy = load_pack(id).policy
        until = policy.in_force.until.isoformat() if policy.in_force.until else "长期"
        print(f"{id}\t{policy.document_number}\t{policy.title}\t{policy.in_force.from_.isoformat()} 至 {until}")
    return 0


def _show(arguments: argparse.Namespace) -> int:
    pack = named_pack(arguments.id)
    if arguments.clause is None:
        print("\n".join(policy_in_words(pack)))
    shown = [clause for clause in pack.clauses if arguments.clause in (None, clause.id, clause.number)]
    if not shown:
        known = "、".join(clause.id for clause in pack.clauses)
        raise FactError("unknown_clause", f"没有这一条款；可选：{known}", arguments.clause)
    for clause in shown:
        print("\n" + "\n".join(clause_in_words(pack, clause)))
    return 0


def _facts(arguments: argparse.Namespace) -> int:
    names = (arguments.id,) if arguments.id else installed_packs()
    packs = {pack.id: pack for pack in map(named_pack, names)}
    for line in facts_of_packs(packs):
        print(line)
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from policy_rules.checking import check_pack
    from policy_rules.checking.advice import advice_on

    folders = [pack_folder(arguments.path)] if arguments.path else [PACKS / id for id in installed_packs()]
    failed = False
    for folder in folders:
        faults = check_pack(folder)
        failed |= bool(faults)
        print(f"{folder.name}: {f'{len(faults)} 处问题' if faults else '没有问题'}")
        for fault in faults:
            print(f"  {fault}")
        for advice in advice_on(folder):
            print(f"  提醒：{advice}")
    return 1 if failed else 0


def _boundaries(arguments: argparse.Namespace) -> int:
    from policy_rules.boundaries import boundary_sheet
    from policy_rules.boundaries.workbook import write_workbook

    pack = load_pack_from(pack_folder(arguments.id))
    sheet = boundary_sheet(pack)
    write_workbook(pack, sheet, arguments.output)
    print(f"{len(sheet.cases)} 个边界算例已写入 {arguments.output}")
    for fault in sheet.without:
        print(f"huiqi: {fault}", file=sys.stderr)
    return 1 if sheet.without else 0


def _schema(arguments: argparse.Namespace) -> int:
    from policy_rules.schema import schemas

    if arguments.output is None:
        print_json(schemas(), indent=2)
        return 0
    folder = Path(arguments.output)
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / f"{name}.schema.json").write_text(
            json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )
    return 0


def _new(arguments: argparse.Namespace) -> int:
    from policy_rules.drafting import draft_pack

    folder = draft_pack(arguments.id, Path(arguments.text), Path(arguments.to))
    print(f"草稿已建立：{folder}\n接下来：huiqi policy check {folder}")
    return 0
