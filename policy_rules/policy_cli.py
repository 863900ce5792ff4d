"""``huiqi policy``: the packs, their integrity, their boundary sheets, new ones."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from policy_rules.errors import FactError
from policy_rules.json_output import print_json
from policy_rules.pack import PACKS, installed_packs, load_pack

__all__ = ["add_policy_commands"]


def add_policy_commands(commands: Any) -> None:
    """Register ``policy`` and its subcommands."""
    policy = commands.add_parser("policy", help="查看、检查和新建政策包").add_subparsers(
        required=True, metavar="COMMAND"
    )
    command = policy.add_parser("list", help="已安装的政策")
    command.set_defaults(run=_list)
    command = policy.add_parser("show", help="一项政策或一个条款，附原文")
    command.add_argument("id")
    command.add_argument("clause", nargs="?")
    command.set_defaults(run=_show)
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
    pack = load_pack(arguments.id)
    if arguments.clause is None:
        print(
            f"{pack.policy.title}（{pack.policy.document_number}）\n{pack.policy.issuer}\n{pack.policy.in_force.quote}"
        )
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


def _folder(name: str) -> Path:
    """The pack's folder, given as a path or as the id of an installed pack."""
    installed = PACKS / name
    if name in installed_packs():
        return installed
    if Path(name).is_dir():
        return Path(name).resolve()
    raise FactError("no_such_pack", f"既不是目录，也不是已安装的政策；已安装：{'、'.join(installed_packs())}", name)


def _check(arguments: argparse.Namespace) -> int:
    from policy_rules.checking import check_pack

    folders = [_folder(arguments.path)] if arguments.path else [PACKS / id for id in installed_packs()]
    failed = False
    for folder in folders:
        faults = check_pack(folder)
        failed |= bool(faults)
        print(f"{folder.name}: {f'{len(faults)} 处问题' if faults else '没有问题'}")
        for fault in faults:
            print(f"  {fault}")
    return 1 if failed else 0


def _boundaries(arguments: argparse.Namespace) -> int:
    from policy_rules.boundaries import boundary_sheet
    from policy_rules.boundaries.workbook import write_workbook
    from policy_rules.pack import load_pack_from

    pack = load_pack_from(_folder(arguments.id))
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
